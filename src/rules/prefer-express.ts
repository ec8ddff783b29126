import type { ChildMoney, Money } from "../analysis/money.ts";
import { defineRule } from "../linter/rule.ts";
import { count, dollars, duration } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Prefer Express to Standard where it is cheaper and possible",
    recommended: false,
    strict: "warn",
    needsHost: true,
    defaultOptions: { minSaving: 1 },
    schema: {
      minSaving: { type: "number", minimum: 0, description: "The least dollars a month that are worth a report." },
    },
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html",
      "https://aws.amazon.com/step-functions/pricing/",
    ],
    messages: {
      cheaper:
        "{{executions}} executions a month cost {{standard}} as Standard and {{express}} as Express, which is cheaper for all that take less than {{breakEven}}: what is lost is the history, and that each step runs exactly once.",
      children:
        "The {{executions}} executions a month that '{{name}}' starts cost {{standard}} as Standard and {{express}} as Express, which is cheaper for all that take less than {{breakEven}}: what is lost is their history, and that each step runs exactly once.",
    },
  },

  visit: {
    StateMachine(machine, { definition, money, options: { minSaving }, report }) {
      const bill = money();
      // A machine whose type nobody names may be Express already.
      const saved = definition.context.type === "STANDARD" ? savingOf(bill, minSaving) : undefined;
      if (saved !== undefined) {
        report({ at: machine.startAt?.range ?? machine.range, messageId: "cheaper", data: saved });
      }
      for (const { child, money: childBill } of childrenOf(bill)) {
        const childSaved = child.cost.type === "STANDARD" ? savingOf(childBill, minSaving) : undefined;
        if (childSaved === undefined) continue;
        const { executionType, nameRange, name } = child.map;
        report({ at: executionType?.range ?? nameRange, messageId: "children", data: { name, ...childSaved } });
      }
    },
  },
});

function childrenOf(money: Money | undefined): ChildMoney[] {
  return (money?.byChild ?? []).flatMap((child) => [child, ...childrenOf(child.money)]);
}

function savingOf(money: Money | undefined, minSaving: number) {
  const [volume] = money?.monthly ?? [];
  if (volume?.express === undefined || money?.breakEvenSeconds === undefined) return undefined;
  const { executions, standard, express } = volume;
  if (standard - express < minSaving) return undefined;
  return {
    executions: count(executions),
    standard: dollars(standard),
    express: dollars(express),
    breakEven: duration(Math.floor(money.breakEvenSeconds)),
  };
}
