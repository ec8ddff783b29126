import type { CostSymbol, Figures, MachineCost } from "../analysis/cost.ts";
import { distributedMapAround } from "../analysis/execution-type.ts";
import { type ExecutionHistory, type HistoryProblem, readHistory } from "../analysis/history.ts";
import { type HistoryRow, historyRows } from "../analysis/history-report.ts";
import { literalItems } from "../analysis/literal-items.ts";
import { evaluate, symbolsOf } from "../analysis/polynomial.ts";
import type { State } from "../asl/model.ts";
import type { MachineReport, Priced } from "./cost-report.ts";
import type { LintedMachine } from "./lint.ts";

/** What one execution took beside what the model says. */
export interface HistoryReport {
  readonly machine: MachineReport;
  readonly history: ExecutionHistory;
  readonly rows: readonly HistoryRow[];
  /** What the symbols were in it; `undefined` for a machine that cannot be priced. */
  readonly symbols: readonly { readonly symbol: CostSymbol; readonly least: number; readonly greatest: number }[];
  readonly transitions: Bounds | undefined;
  readonly events: Bounds | undefined;
  /** Dollars of its transitions. */
  readonly dollars: number;
}

/** What the model allows with the symbols of the execution; `best` holds if it succeeded or reached a Fail. */
export interface Bounds {
  readonly best: number | undefined;
  readonly usual: number | undefined;
  readonly worst: number;
}

/** Sets the history of an execution beside the model of its machine; says what is wrong with a history of another kind. */
export function reportHistory(
  value: unknown,
  linted: LintedMachine,
  machine: MachineReport,
): HistoryReport | HistoryProblem {
  const { priced } = machine;
  const symbols = priced?.cost.symbols ?? [];
  const asked = symbols.map((symbol) => ({
    id: symbol.id,
    kind: symbol.kind,
    states: symbol.states,
    isIrreducible: symbol.kind === "loop" && symbol.loop.entries.length > 1,
  }));
  const history = readHistory(value, linted.machine, asked);
  if ("problem" in history) return history;
  const known = symbols.flatMap((symbol) => {
    const span = history.values.get(symbol.id);
    return span === undefined ? [] : [{ symbol, ...span }];
  });
  const greatest = Object.fromEntries(known.map(({ symbol, greatest: most }) => [symbol.id, most]));
  const least = Object.fromEntries(known.map(({ symbol, least: fewest }) => [symbol.id, fewest]));
  const bounds = ({ best, usual, worst }: Figures): Bounds => ({
    best: best === null ? undefined : evaluate(best, least),
    usual: usual === null ? undefined : evaluate(usual, greatest),
    worst: evaluate(worst, greatest),
  });
  return {
    machine,
    history,
    rows: historyRows(history, priced && expectedBy(priced, linted)),
    symbols: known,
    transitions: priced && bounds(priced.cost.transitions),
    events: priced && bounds(priced.cost.events),
    dollars: history.transitions * linted.terms.rates.perTransition,
  };
}

/** How often each state is entered at most with what is assumed: once for each turn and item around it. */
function expectedBy({ cost, money }: Priced, { machine, graph }: LintedMachine): (name: string) => number | undefined {
  const { values } = money.assumptions;
  const times = (state: State): number => {
    let product = 1;
    for (const symbol of cost.symbols) {
      if (symbol.kind === "loop" && symbol.states.includes(state)) product *= turnsOf(symbol, cost, values);
    }
    const { owner } = state.scope;
    if (owner === undefined) return product;
    const map = cost.symbols.find((symbol) => symbol.kind === "map" && symbol.states[0] === owner);
    const literal = owner.type === "Map" ? (literalItems(owner, graph(owner.scope)) ?? 1) : 1;
    return product * (map === undefined ? literal : (values[map.id] ?? 0)) * times(owner);
  };
  const expected = new Map<string, number>();
  for (const scope of machine.scopes) {
    // Those of a distributed Map run in executions of their own.
    if (distributedMapAround(scope) !== undefined) continue;
    for (const state of scope.states.values()) {
      if (graph(scope).isReachable(state)) expected.set(state.name, times(state));
    }
  }
  return (name) => expected.get(name);
}

function turnsOf(
  symbol: Extract<CostSymbol, { kind: "loop" }>,
  cost: MachineCost,
  values: Readonly<Record<string, number>>,
): number {
  const isCounted = !symbolsOf(cost.transitions.usual ?? cost.transitions.worst).has(symbol.id);
  return isCounted ? (symbol.loop.bound.turns ?? 1) : (values[symbol.id] ?? 1);
}
