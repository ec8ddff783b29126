import { type Assumptions, allSymbols } from "../analysis/assumptions.ts";
import type { LoopSymbol, MachineCost } from "../analysis/cost.ts";
import { type Money, usualValue } from "../analysis/money.ts";
import { type PollAdvice, pollAdvice } from "../analysis/poll-advice.ts";
import { evaluate } from "../analysis/polynomial.ts";
import { isPriced } from "../analysis/unpriced.ts";
import type { Task } from "../asl/model.ts";
import { brokenPlace } from "../hosts/host.ts";
import { type CostAdvice, type MachineReport, unpricedSentence } from "./cost-report.ts";
import type { LintedMachine } from "./lint.ts";
import type { Problem } from "./report.ts";

/** The rules whose reports say how a loop can be made to disappear. */
export const ADVICE_RULES = ["prefer-sync-integration", "prefer-callback", "prefer-activity"] as const;

/** What a machine costs, with what the rules that ran on it advise. */
export function priceMachine(linted: LintedMachine, problems: readonly Problem[]): MachineReport {
  const { definition, cost: costOf, money: moneyOf, terms } = linted;
  const { file, context, root, pointer } = definition;
  const place = {
    filePath: file.path,
    line: file.positionAt(root.range[0]).line,
    name: context.name,
    host: context.host,
    type: context.type,
    pointer,
  };
  const broken = brokenPlace(definition);
  if (broken !== undefined) {
    const { line } = file.positionAt(broken.range[0]);
    return { ...place, priced: undefined, unpriced: `Its text is broken in line ${line}: ${broken.message}` };
  }
  const cost = costOf();
  const money = moneyOf();
  if (!isPriced(cost) || money === undefined) {
    const unpriced = isPriced(cost) ? "No price is known for it." : unpricedSentence(cost);
    return { ...place, priced: undefined, unpriced };
  }
  const advice = allSymbols(cost).flatMap((symbol) =>
    symbol.kind === "loop" ? (adviceFor(symbol, cost, money, linted, problems) ?? []) : [],
  );
  return { ...place, priced: { cost, money, terms, advice }, unpriced: undefined };
}

function adviceFor(
  symbol: LoopSymbol,
  cost: MachineCost,
  money: Money,
  { definition, terms }: LintedMachine,
  problems: readonly Problem[],
): CostAdvice | undefined {
  const advice = pollAdvice(symbol.loop, definition.context.type);
  if (advice === undefined) return undefined;
  const { ruleId, instead, task } = factsOf(advice);
  const [start, end] = task.resourceField?.range ?? task.nameRange;
  // Where the rule is off or silenced, nobody wants to hear of it.
  const problem = problems.find(
    ({ ruleId: id, range, suppressed }) =>
      id === ruleId && range[0] === start && range[1] === end && suppressed === undefined,
  );
  const saved = transitionsBy(symbol.id, cost, money.assumptions);
  if (problem === undefined || saved <= 0) return undefined;
  return {
    ruleId,
    message: problem.message,
    pointer: problem.pointer,
    symbol: symbol.id,
    state: task.name,
    instead,
    saves: saved * terms.rates.perTransition * terms.executionsPerMonth,
  };
}

function factsOf(advice: PollAdvice): Pick<CostAdvice, "ruleId" | "instead"> & { readonly task: Task } {
  switch (advice.kind) {
    case "sync":
      return { ruleId: "prefer-sync-integration", instead: advice.sync, task: advice.start };
    case "callback":
      return { ruleId: "prefer-callback", instead: "a task token", task: advice.poll };
    case "activity":
      return { ruleId: "prefer-activity", instead: "an activity or a task token", task: advice.poll };
  }
}

/** The transitions of an execution, children included, that are there because of a symbol. */
function transitionsBy(symbol: string, cost: MachineCost, assumptions: Assumptions): number {
  const { usual, worst } = cost.transitions;
  const own = (usual ?? worst).filter(({ symbols }) => symbol in symbols);
  const inChildren = cost.children.map((child) => {
    const executions = usualValue(child.executions, assumptions);
    return child.cost.type === "EXPRESS" ? 0 : executions * transitionsBy(symbol, child.cost, assumptions);
  });
  return evaluate(own, assumptions.values) + inChildren.reduce((sum, value) => sum + value, 0);
}
