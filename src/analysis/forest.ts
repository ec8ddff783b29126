import type { State } from "../asl/model.ts";
import type { Edge, Graph } from "./graph.ts";

/** A cycle of the control flow with everything that lies on it. */
export interface Cycle {
  /** Where it is entered; the first of several. */
  readonly header: State;
  /** The states it is entered at; several make it irreducible. */
  readonly entries: readonly State[];
  /** All its states, those of nested cycles included, the header first, then in the order of the flow. */
  readonly states: readonly State[];
  readonly members: ReadonlySet<State>;
  readonly inner: readonly Cycle[];
}

/**
 * The loop-nesting forest of a graph. Each strongly connected part is a cycle; without the edges that lead back to its
 * entries, the parts that are left inside are the cycles nested in it.
 */
export function findCycles(graph: Graph): Cycle[] {
  const { states } = graph.scope;
  const { start, reachable } = graph;
  const roots = start === undefined ? states.values() : [...states.values()].filter((state) => reachable.has(state));
  const order = new Map<State, number>();
  for (const state of states.values()) order.set(state, order.size);
  return cyclesAmong(new Set(roots), graph, order, undefined, 1);
}

// Nobody nests loops this deep; each level costs a walk over all that is inside, and a state more on the stack.
const MAX_LEVELS = 32;

/** Each state's place in the text. */
type Order = ReadonlyMap<State, number>;

function inTextOrder(order: Order, states: readonly State[]): State[] {
  return [...states].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

function cyclesAmong(
  members: ReadonlySet<State>,
  graph: Graph,
  order: Order,
  barred: ReadonlySet<State> | undefined,
  level: number,
): Cycle[] {
  if (level > MAX_LEVELS) return [];
  const edgesFrom = (state: State) =>
    graph.outgoing(state).filter((edge) => members.has(edge.to) && barred?.has(edge.to) !== true);
  return stronglyConnected(members, edgesFrom).map((part) => {
    const states = new Set(part);
    const entries = entriesOf(states, graph, order);
    const header = entries[0] as State; // a part has states, and `entriesOf` falls back to them
    return {
      header,
      entries,
      states: flowOrder(header, states, graph),
      members: states,
      inner: cyclesAmong(states, graph, order, new Set([...(barred ?? []), ...entries]), level + 1),
    };
  });
}

/** The states that are entered from outside; where nothing enters, the first of the text. */
function entriesOf(states: ReadonlySet<State>, graph: Graph, order: Order): State[] {
  const entries = [...states].filter(
    (state) =>
      state === graph.start ||
      graph
        .incoming(state)
        .some(({ from }) => !states.has(from) && (graph.start === undefined || graph.reachable.has(from))),
  );
  if (entries.length > 0) return inTextOrder(order, entries);
  return inTextOrder(order, [...states]).slice(0, 1);
}

function flowOrder(header: State, states: ReadonlySet<State>, graph: Graph): State[] {
  const seen = new Set([header]);
  const pending: State[] = [header];
  const ordered: State[] = [];
  for (let state = pending.shift(); state !== undefined; state = pending.shift()) {
    ordered.push(state);
    for (const { to } of graph.outgoing(state)) {
      if (!states.has(to) || seen.has(to)) continue;
      seen.add(to);
      pending.push(to);
    }
  }
  return ordered;
}

/** The strongly connected parts that hold a cycle (Tarjan's algorithm, without recursion: chains have thousands of states). */
function stronglyConnected(members: ReadonlySet<State>, edgesFrom: (state: State) => readonly Edge[]): State[][] {
  interface Visit {
    readonly state: State;
    readonly edges: readonly Edge[];
    next: number;
    low: number;
    readonly order: number;
  }
  const visits = new Map<State, Visit>();
  const open: State[] = [];
  const onStack = new Set<State>();
  const parts: State[][] = [];

  const enter = (state: State): Visit => {
    const order = visits.size;
    const visit: Visit = { state, edges: edgesFrom(state), next: 0, low: order, order };
    visits.set(state, visit);
    open.push(state);
    onStack.add(state);
    return visit;
  };

  for (const root of members) {
    if (visits.has(root)) continue;
    const path = [enter(root)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const edge = visit.edges[visit.next++];
      if (edge !== undefined) {
        const known = visits.get(edge.to);
        if (known === undefined) path.push(enter(edge.to));
        else if (onStack.has(edge.to)) visit.low = Math.min(visit.low, known.order);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) above.low = Math.min(above.low, visit.low);
      if (visit.low !== visit.order) continue;
      const part = open.splice(open.lastIndexOf(visit.state));
      for (const state of part) onStack.delete(state);
      if (part.length > 1 || visit.edges.some(({ to }) => to === visit.state)) parts.push(part);
    }
  }
  return parts;
}

/** Whether edges among states close no cycle. */
export function isAcyclic(states: ReadonlySet<State>, keep: (edge: Edge) => boolean, graph: Graph): boolean {
  const edgesFrom = (state: State) => graph.outgoing(state).filter((edge) => states.has(edge.to) && keep(edge));
  return stronglyConnected(states, edgesFrom).length === 0;
}
