import type { State } from "../asl/model.ts";
import type { Cycle } from "./forest.ts";
import type { Graph } from "./graph.ts";
import { addCosts, leastWay, type Measure, type PassCost, stateCost } from "./state-cost.ts";

/** The least and the greatest of something for one turn; `greatest` is absent where the definition does not tell. */
export interface Span {
  readonly least: number;
  readonly greatest: number | undefined;
}

/** One way round a loop. */
export interface Turn {
  /** In the order of the flow, beginning with the loop's header if it lies on the way. */
  readonly states: readonly State[];
  readonly cost: PassCost;
}

/**
 * The cheapest way round a loop through one of its states, by transitions or what `measure` reads; without catchers if
 * there is such a way.
 */
export function turnThrough(
  state: State,
  cycle: Cycle,
  graph: Graph,
  measure: Measure = (cost) => cost.transitions,
): Turn | undefined {
  const wayBack = (catchers: boolean): readonly State[] | undefined => {
    const edges = graph
      .outgoing(state)
      .filter((edge) => cycle.members.has(edge.to) && (catchers || edge.kind !== "catch"));
    const next = edges.map((edge) => edge.to);
    return leastWay(graph, next, (reached) => reached === state, cycle.members, measure, catchers);
  };
  const way = wayBack(false) ?? wayBack(true);
  if (way === undefined) return undefined;
  return { states: rotate(way, cycle.header), cost: addCosts(way.map(stateCost)) };
}

function rotate(way: readonly State[], header: State): readonly State[] {
  const start = Math.max(0, way.indexOf(header));
  return [...way.slice(start), ...way.slice(0, start)];
}

/** Transitions, events and literal waiting of a turn: from the header back to it, or on to the last state before. */
export function turnSpans(cycle: Cycle, graph: Graph): { transitions: Span; events: Span; seconds: Span } {
  const dearest = dearestTurn(cycle, graph);
  const span = (measure: Measure): Span => {
    const cheapest = turnThrough(cycle.header, cycle, graph, measure)?.cost;
    return {
      least: cheapest === undefined ? 0 : measure(cheapest),
      greatest: dearest?.((state) => measure(stateCost(state))),
    };
  };
  return {
    transitions: span((cost) => cost.transitions),
    events: span((cost) => cost.events),
    seconds: span((cost) => cost.seconds),
  };
}

/** Measures the dearest turn; `undefined` where loops or Maps inside it make it depend on more than the definition. */
function dearestTurn(cycle: Cycle, graph: Graph): ((measure: (state: State) => number) => number) | undefined {
  if (cycle.inner.length > 0 || cycle.states.some((state) => !stateCost(state).exact)) return undefined;
  // Between two passes of the entry that is passed most, each state is passed once at most.
  if (cycle.entries.length > 1) return (measure) => cycle.states.reduce((total, state) => total + measure(state), 0);
  const entries = new Set(cycle.entries);
  const ordered = topological(cycle, entries, graph);
  return (measure) => {
    const total = new Map<State, number>();
    let greatest = 0;
    for (const state of ordered) {
      const reached = (total.get(state) ?? 0) + measure(state);
      greatest = Math.max(greatest, reached);
      for (const { to } of graph.outgoing(state)) {
        if (!cycle.members.has(to) || entries.has(to)) continue;
        total.set(to, Math.max(total.get(to) ?? 0, reached));
      }
    }
    return greatest;
  };
}

/**
 * The states such that every edge but those back to an entry leads forwards; a loop without loops in it has such an
 * order.
 */
function topological(cycle: Cycle, entries: ReadonlySet<State>, graph: Graph): State[] {
  const waiting = new Map<State, number>();
  const inside = (state: State) => graph.outgoing(state).filter(({ to }) => cycle.members.has(to) && !entries.has(to));
  for (const state of cycle.states) for (const { to } of inside(state)) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const ordered = cycle.states.filter((state) => !waiting.has(state));
  for (const state of ordered) {
    for (const { to } of inside(state)) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ordered.push(to);
    }
  }
  return ordered;
}
