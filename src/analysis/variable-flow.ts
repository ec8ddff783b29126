import type { State } from "../asl/model.ts";
import { stronglyConnected } from "./forest.ts";
import type { Edge, Graph } from "./graph.ts";

/** A set of variables, a bit each. */
export type Bits = Uint32Array;

/** What is known of the variables at a place: those assigned on every way there, and those on at least one. */
export interface Known {
  readonly always: Bits;
  readonly perhaps: Bits;
}

/** What is known at the entry of each state of a scope. */
export interface ScopeFlow {
  at(state: State): Known;
}

export function hasBit(bits: Bits, place: number): boolean {
  return ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
}

export function setBit(bits: Bits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

/** `target` with all of `source`, in place. */
export function addBits(target: Bits, source: Bits | undefined): Bits {
  if (source !== undefined) for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) | (source[i] ?? 0);
  return target;
}

/**
 * Follows variables through a scope: values are there from behind the edge that assigns them.
 *
 * @param entry what is known where the scope starts.
 * @param gainOf what an edge assigns.
 * @param lost what is known of states that no path reaches.
 */
export function flowThrough(
  graph: Graph,
  entry: Known,
  gainOf: (edge: Edge) => Bits | undefined,
  lost: Known,
): ScopeFlow {
  const { start } = graph;
  if (start === undefined) return { at: () => lost };
  const order = flowOrder(start, graph);
  const always = alwaysAssigned(order, graph, entry.always, gainOf);
  const perhaps = perhapsAssigned(order, graph, entry.perhaps, gainOf);
  return {
    at(state) {
      const [every, some] = [always[state.order], perhaps[state.order]];
      return every && some ? { always: every, perhaps: some } : lost;
    },
  };
}

/** The states that are reached, each before those it leads to, but for the ways back of loops. */
function flowOrder(start: State, graph: Graph): State[] {
  const order: State[] = [];
  const seen = new Uint8Array(graph.scope.states.size);
  const path = [{ state: start, next: 0 }];
  seen[start.order] = 1;
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const edge = graph.outgoing(top.state)[top.next++];
    if (edge === undefined) {
      order.push(top.state);
      path.pop();
    } else if (seen[edge.to.order] === 0) {
      seen[edge.to.order] = 1;
      path.push({ state: edge.to, next: 0 });
    }
  }
  return order.reverse();
}

/** What every way assigns: less with each way that is looked at, until nothing is lost any more. */
function alwaysAssigned(
  order: readonly State[],
  graph: Graph,
  entry: Bits,
  gainOf: (edge: Edge) => Bits | undefined,
): Bits[] {
  const found: Bits[] = [];
  const [start] = order;
  if (start !== undefined) found[start.order] = entry.slice();
  const isQueued = new Uint8Array(graph.scope.states.size).fill(1);
  const queue = [...order];
  for (const state of queue) {
    isQueued[state.order] = 0;
    const here = found[state.order];
    if (here === undefined) continue; // the order leads here first, so each state has what one way assigns
    for (const edge of graph.outgoing(state)) {
      const { order: place } = edge.to;
      const before = found[place];
      const gain = gainOf(edge);
      if (before === undefined) found[place] = addBits(here.slice(), gain);
      else if (keepCommon(before, here, gain) && isQueued[place] === 0) {
        isQueued[place] = 1;
        queue.push(edge.to);
      }
    }
  }
  return found;
}

/** Keeps of `target` what `here` or `gain` has; answers whether anything was lost. */
function keepCommon(target: Bits, here: Bits, gain: Bits | undefined): boolean {
  let isLess = false;
  for (let i = 0; i < target.length; i++) {
    const before = target[i] ?? 0;
    const common = (before & ((here[i] ?? 0) | (gain?.[i] ?? 0))) >>> 0;
    if (common === before) continue;
    target[i] = common;
    isLess = true;
  }
  return isLess;
}

/** What at least one way assigns. All states of a cycle share it, as each leads to each. */
function perhapsAssigned(
  order: readonly State[],
  graph: Graph,
  entry: Bits,
  gainOf: (edge: Edge) => Bits | undefined,
): Bits[] {
  const cycleOf = new Map<State, readonly State[]>();
  for (const cycle of stronglyConnected(order, graph, () => true)) for (const state of cycle) cycleOf.set(state, cycle);
  const found: Bits[] = [];
  const bitsOf = (state: State): Bits => {
    let bits = found[state.order];
    if (bits === undefined) {
      bits = new Uint32Array(entry.length);
      for (const { order: place } of cycleOf.get(state) ?? [state]) found[place] = bits;
    }
    return bits;
  };
  const done = new Set<readonly State[]>();
  if (order[0] !== undefined) addBits(bitsOf(order[0]), entry);
  for (const state of order) {
    const cycle = cycleOf.get(state) ?? [state];
    if (done.has(cycle)) continue;
    done.add(cycle);
    const bits = bitsOf(state);
    const inside = (edge: Edge): boolean => found[edge.to.order] === bits;
    for (const member of cycle) {
      for (const edge of graph.outgoing(member)) if (inside(edge)) addBits(bits, gainOf(edge));
    }
    for (const member of cycle) {
      for (const edge of graph.outgoing(member)) {
        if (!inside(edge)) addBits(addBits(bitsOf(edge.to), bits), gainOf(edge));
      }
    }
  }
  return found;
}
