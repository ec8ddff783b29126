import type { Scope, State } from "../asl/model.ts";
import { ownersOf } from "./history-problems.ts";
import type { ScopeRun, Visit } from "./history-visits.ts";

/** What a polynomial of costs is in. */
export interface HistorySymbol {
  readonly id: string;
  readonly kind: "loop" | "map";
  /** All states of a loop at its own level, the header first; a Map alone. */
  readonly states: readonly State[];
  /** Whether a loop has several entries. */
  readonly isIrreducible?: boolean;
  /** Whether the loop is a Task whose retries are the turns. */
  readonly isRetry?: boolean;
}

/** The least and the greatest value of a symbol in one execution; 0 where a loop or Map was never entered. */
export interface ValueSpan {
  readonly least: number;
  readonly greatest: number;
}

/**
 * The values that symbols take: of a loop the turns in each entry of it, of a Map the items of each attempt. There is
 * none for what ran in child executions, whose histories alone tell it.
 */
export function valuesOf(symbols: readonly HistorySymbol[], runs: readonly ScopeRun[]): Map<string, ValueSpan> {
  const byScope = new Map<Scope, ScopeRun[]>();
  const elsewhere = new Set<State>();
  const entered = new Set<State>();
  for (const run of runs) {
    const same = byScope.get(run.scope);
    if (same === undefined) byScope.set(run.scope, [run]);
    else same.push(run);
    for (const { state, hasMapRun } of run.visits) {
      entered.add(state);
      if (hasMapRun) elsewhere.add(state);
    }
  }
  const values = new Map<string, ValueSpan>();
  for (const symbol of symbols) {
    const [header] = symbol.states;
    if (header === undefined || [header, ...ownersOf(header.scope)].some((state) => elsewhere.has(state))) continue;
    const own = symbol.states.some((state) => entered.has(state)) ? (byScope.get(header.scope) ?? []) : [];
    values.set(symbol.id, spanOf(own.flatMap(({ visits }) => valuesIn(symbol, header, visits))));
  }
  return values;
}

function spanOf(values: readonly number[]): ValueSpan {
  if (values.length === 0) return { least: 0, greatest: 0 };
  const least = values.reduce((a, b) => Math.min(a, b));
  return { least, greatest: values.reduce((a, b) => Math.max(a, b)) };
}

function valuesIn(symbol: HistorySymbol, header: State, visits: readonly Visit[]): number[] {
  const own = () => visits.filter(({ state }) => state === header);
  if (symbol.kind === "map") return own().flatMap(itemsOf);
  if (symbol.isRetry === true) return own().map(retriesOf);
  return turnsOf(symbol, header, visits);
}

/** The items of each attempt; none where the Map failed before it started. */
function itemsOf({ attempts }: Visit): number[] {
  return attempts.length === 0 ? [0] : attempts.map(({ length, runs }) => length ?? runs.size);
}

/** The attempts of a visit but for the first one. */
export function retriesOf({ attempts }: Visit): number {
  return Math.max(0, attempts.length - 1);
}

/** The turns of each way through a loop, from the state it is entered at to the last one before it is left. */
function turnsOf({ states, isIrreducible }: HistorySymbol, header: State, visits: readonly Visit[]): number[] {
  const members = new Set(states);
  const turns: number[] = [];
  let passes: Map<State, number> | undefined;
  const leave = (): void => {
    if (passes === undefined) return;
    turns.push(isIrreducible === true ? Math.max(...passes.values()) : (passes.get(header) ?? 0));
    passes = undefined;
  };
  for (const { state } of visits) {
    if (!members.has(state)) {
      leave();
      continue;
    }
    passes ??= new Map();
    passes.set(state, (passes.get(state) ?? 0) + 1);
  }
  leave();
  return turns;
}
