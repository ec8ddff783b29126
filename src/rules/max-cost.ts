import { isPriced } from "../analysis/unpriced.ts";
import { assumedWords } from "../linter/cost-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { count, dollars } from "../util/words.ts";

interface Options {
  readonly perExecution: number | null;
  readonly perMonth: number | null;
}

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Limit the dollars of an execution and of a month",
    recommended: false,
    defaultOptions: { perExecution: 0.01, perMonth: null } as Options,
    schema: {
      perExecution: {
        type: ["number", "null"],
        minimum: 0,
        description: "The most dollars of one execution that are not reported; null for no limit.",
      },
      perMonth: {
        type: ["number", "null"],
        minimum: 0,
        description:
          "The most dollars of a month, at `cost.executionsPerMonth`, that are not reported; null for no limit.",
      },
    },
    references: ["https://aws.amazon.com/step-functions/pricing/"],
    messages: {
      execution: "An execution costs {{dollars}}{{assumed}}, and {{max}} is the most.",
      month: "{{executions}} executions a month cost {{dollars}}{{assumed}}, and {{max}} is the most.",
    },
  },

  visit: {
    StateMachine(machine, { cost, money, definition, options: { perExecution, perMonth }, report }) {
      const known = cost();
      const bill = money();
      const [volume] = bill?.monthly ?? [];
      if (!isPriced(known) || bill === undefined || volume === undefined) return;
      const isExpress = definition.context.type === "EXPRESS";
      const once = isExpress ? bill.perExecution.express : bill.perExecution.standard;
      const monthly = isExpress ? volume.express : volume.standard;
      const at = machine.startAt?.range ?? machine.range;
      const assumed = assumedWords(known, known.transitions.usual ?? known.transitions.worst, bill.assumptions);
      if (perExecution !== null && once !== undefined && once > perExecution) {
        report({ at, messageId: "execution", data: { dollars: dollars(once), assumed, max: dollars(perExecution) } });
      } else if (perMonth !== null && monthly !== undefined && monthly > perMonth) {
        const executions = count(volume.executions);
        report({
          at,
          messageId: "month",
          data: { executions, dollars: dollars(monthly), assumed, max: dollars(perMonth) },
        });
      }
    },
  },
});
