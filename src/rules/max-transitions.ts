import { assumptionsFor } from "../analysis/assumptions.ts";
import { evaluate } from "../analysis/polynomial.ts";
import { isPriced } from "../analysis/unpriced.ts";
import { assumedWords, polynomialText, symbolNames } from "../linter/cost-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { count } from "../util/words.ts";

interface Options {
  readonly max: number;
  readonly figure: "usual" | "worst";
  readonly assume: Readonly<Record<string, number | string>>;
}

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Limit the state transitions of an execution",
    recommended: false,
    defaultOptions: { max: 100, figure: "usual", assume: {} } as Options,
    schema: {
      max: { type: "number", minimum: 1, description: "The most transitions that are not reported." },
      figure: {
        type: "string",
        enum: ["usual", "worst"],
        description: "Whether the dearest way without an error counts, or the dearest of all, retries included.",
      },
      assume: {
        type: "object",
        description: "Turns of loops and items of Maps by state, on top of what `cost.assume` says.",
        additionalProperties: { type: ["number", "string"] },
      },
    },
    references: ["https://aws.amazon.com/step-functions/pricing/"],
    messages: {
      many: "An execution takes {{transitions}} transitions{{assumed}}, and {{max}} are the most: {{formula}} {{figure}}.",
    },
  },

  visit: {
    StateMachine(machine, { cost, terms, options: { max, figure, assume }, report }) {
      const known = cost();
      if (!isPriced(known)) return;
      const { usual, worst } = known.transitions;
      const polynomial = figure === "worst" ? worst : (usual ?? worst);
      const assumptions = assumptionsFor(known, { ...terms.assume, ...assume });
      const transitions = evaluate(polynomial, assumptions.values);
      if (transitions <= max) return;
      report({
        at: machine.startAt?.range ?? machine.range,
        messageId: "many",
        data: {
          transitions: count(transitions),
          assumed: assumedWords(known, polynomial, assumptions),
          max: count(max),
          figure: polynomial === worst ? "at the worst" : "without an error",
          formula: polynomialText(polynomial, symbolNames(known)),
        },
      });
    },
  },
});
