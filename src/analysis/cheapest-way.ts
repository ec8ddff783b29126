import type { State } from "../asl/model.ts";
import { type Graph, isTerminal } from "./graph.ts";
import { leastSums } from "./least-sums.ts";
import { add, type Tally } from "./tally.ts";

/** What things take at the least. */
export interface LeastPrices {
  /** What a state takes that is left by no catcher; `undefined` if it cannot be. */
  state(state: State): Tally | undefined;
  /** What a state takes that a catcher leaves. */
  readonly caught: Tally;
  /** Whether a Fail ends the way as other terminal states do. */
  readonly failEnds: boolean;
}

// The measures that every state has; of all others most states have none.
const CONSTANTS = ["t", "e", "s"];

/**
 * A lower bound of all ways from the start of a graph to a terminal state; `undefined` if there is none. The bounds of
 * different measures may belong to different ways.
 */
export function cheapestWay(graph: Graph, prices: LeastPrices): Tally | undefined {
  const { start } = graph;
  if (start === undefined) return undefined;
  const states = [...graph.scope.states.values()].filter((state) => graph.isReachable(state));
  const known = new Map(states.map((state) => [state, prices.state(state)]));
  const ends = states.filter((state) => endsWay(state, prices) && known.get(state) !== undefined);
  const cheapest: Tally = new Map();
  for (const measure of CONSTANTS) {
    const sums = leastSums(graph, [start], ({ from, kind }) => {
      if (kind === "catch") return prices.caught.get(measure) ?? 0;
      const price = known.get(from);
      return price && (price.get(measure) ?? 0);
    });
    let least = Number.POSITIVE_INFINITY;
    for (const end of ends) {
      const before = sums.get(end);
      if (before !== undefined) least = Math.min(least, before + (known.get(end)?.get(measure) ?? 0));
    }
    if (least === Number.POSITIVE_INFINITY) return undefined;
    cheapest.set(measure, least);
  }
  for (const [state, price] of known) {
    const further = new Map([...(price ?? [])].filter(([key]) => !CONSTANTS.includes(key)));
    if (further.size > 0 && isUnavoidable(state, start, ends, known, graph)) add(cheapest, further);
  }
  return cheapest;
}

function endsWay(state: State, { failEnds }: LeastPrices): boolean {
  return isTerminal(state) && (failEnds || state.type !== "Fail");
}

/** Whether every way to an end passes a state otherwise than through its catchers. */
function isUnavoidable(
  state: State,
  start: State,
  ends: readonly State[],
  prices: ReadonlyMap<State, Tally | undefined>,
  graph: Graph,
): boolean {
  const seen = new Set([start]);
  for (const from of seen) {
    for (const { kind, to } of graph.outgoing(from)) {
      if (kind === "catch" || (from !== state && prices.get(from) !== undefined)) seen.add(to);
    }
  }
  return !ends.some((end) => end !== state && seen.has(end));
}
