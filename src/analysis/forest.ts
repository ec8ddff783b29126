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
  // Without a start that is known, each state may be the one.
  const states = [...graph.scope.states.values()].filter((state) => !graph.start || graph.isReachable(state));
  const leadsBack = states.some((state) => graph.outgoing(state).some(({ to }) => to.order <= state.order));
  return leadsBack ? cyclesAmong(states, graph, new Set(), 1) : [];
}

// Nobody nests loops this deep; each level costs a walk over all that is inside, and a state more on the stack.
export const MAX_LEVELS = 32;

function cyclesAmong(states: readonly State[], graph: Graph, barred: ReadonlySet<State>, level: number): Cycle[] {
  if (level > MAX_LEVELS) return [];
  return stronglyConnected(states, graph, (edge) => !barred.has(edge.to)).map((part) => {
    const members = new Set(part);
    const entries = entriesOf(members, graph);
    const header = entries[0] as State; // a part has states, and `entriesOf` falls back to them
    const inner = cyclesAmong(part, graph, new Set([...barred, ...entries]), level + 1);
    return { header, entries, states: flowOrder(header, members, graph), members, inner };
  });
}

/** The states that are entered from outside; where nothing enters, the first of the text. */
function entriesOf(members: ReadonlySet<State>, graph: Graph): State[] {
  const { start } = graph;
  const inTextOrder = [...members].sort((a, b) => a.order - b.order);
  const isEntered = ({ from }: Edge): boolean => !members.has(from) && (!start || graph.isReachable(from));
  const entries = inTextOrder.filter((state) => state === start || graph.incoming(state).some(isEntered));
  return entries.length > 0 ? entries : inTextOrder.slice(0, 1);
}

function flowOrder(header: State, members: ReadonlySet<State>, graph: Graph): State[] {
  const ordered = [header];
  const seen = new Set(ordered);
  for (const state of ordered) {
    for (const { to } of graph.outgoing(state)) {
      if (!members.has(to) || seen.has(to)) continue;
      seen.add(to);
      ordered.push(to);
    }
  }
  return ordered;
}

/** Whether edges among states close no cycle. */
export function isAcyclic(states: ReadonlySet<State>, keep: (edge: Edge) => boolean, graph: Graph): boolean {
  return stronglyConnected([...states], graph, keep).length === 0;
}

/**
 * The strongly connected parts that hold a cycle: Tarjan's algorithm, on numbers and without recursion, because machines
 * have chains of thousands of states.
 */
export function stronglyConnected(states: readonly State[], graph: Graph, keep: (edge: Edge) => boolean): State[][] {
  const placeOf = placesOf(states, graph);
  const order = new Int32Array(states.length).fill(-1);
  const low = new Int32Array(states.length);
  const next = new Int32Array(states.length);
  const isOpen = new Uint8Array(states.length);
  const open: number[] = [];
  const parts: State[][] = [];
  let visited = 0;

  const leadsToItself = (state: State): boolean =>
    graph.outgoing(state).some((edge) => edge.to === state && keep(edge));
  const enter = (state: number): void => {
    order[state] = visited;
    low[state] = visited++;
    open.push(state);
    isOpen[state] = 1;
  };
  const leave = (state: number): void => {
    if (low[state] !== order[state]) return;
    const part = open.splice(open.lastIndexOf(state));
    for (const member of part) isOpen[member] = 0;
    if (part.length > 1 || leadsToItself(at(states, state))) parts.push(part.map((member) => at(states, member)));
  };

  for (let root = 0; root < states.length; root++) {
    if (at(order, root) !== -1) continue;
    const path = [root];
    enter(root);
    for (let state = path.at(-1); state !== undefined; state = path.at(-1)) {
      const edge = graph.outgoing(at(states, state))[at(next, state)];
      next[state] = at(next, state) + 1;
      if (edge === undefined) {
        leave(state);
        path.pop();
        const above = path.at(-1);
        if (above !== undefined) low[above] = Math.min(at(low, above), at(low, state));
        continue;
      }
      const target = keep(edge) ? placeOf(edge.to) : undefined;
      if (target === undefined) continue;
      if (at(order, target) === -1) {
        enter(target);
        path.push(target);
      } else if (isOpen[target] === 1) low[state] = Math.min(at(low, state), at(order, target));
    }
  }
  return parts;
}

/** Finds a state's place in a list; a table for most of a scope, a map for a few states of a large one. */
function placesOf(states: readonly State[], graph: Graph): (state: State) => number | undefined {
  const { size } = graph.scope.states;
  if (states.length * 8 < size) {
    const places = new Map(states.map((state, place) => [state, place]));
    return (state) => places.get(state);
  }
  const places = new Int32Array(size).fill(-1);
  states.forEach((state, place) => {
    places[state.order] = place;
  });
  return (state) => {
    const place = at(places, state.order);
    return place === -1 ? undefined : place;
  };
}

/** An element at a place that is known to exist. */
function at<T>(list: { readonly [index: number]: T }, place: number): T {
  return list[place] as T; // places come from the list itself
}
