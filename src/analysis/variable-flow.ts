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
export type ScopeFlow = (state: State) => Known;

export function hasBit(bits: Bits, place: number): boolean {
  return ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
}

export function setBit(bits: Bits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

/** `target` with all of `source`, in place. */
export function addBits(target: Bits, source: Bits): Bits {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) | (source[i] ?? 0);
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
  if (start === undefined) return () => lost;
  const order = flowOrder(start, graph);
  const always = alwaysAssigned(order, graph, entry.always, gainOf);
  const perhaps = perhapsAssigned(order, graph, entry.perhaps, gainOf);
  return (state) => {
    if (!graph.isReachable(state)) return lost;
    return { always: always.row(state.order), perhaps: perhaps.row(state.order) };
  };
}

/** A set of variables for each state of a scope, in one piece: thousands of small arrays take their time. */
class Table {
  private readonly words: number;
  private readonly data: Uint32Array;
  /** States of a cycle may share a row. */
  readonly rows: Int32Array;

  constructor(states: number, first: State, entry: Bits) {
    this.words = entry.length;
    this.data = new Uint32Array(states * entry.length);
    this.rows = Int32Array.from({ length: states }, (_, i) => i);
    this.data.set(entry, first.order * entry.length);
  }

  row(place: number): Bits {
    const start = (this.rows[place] ?? 0) * this.words;
    return this.data.subarray(start, start + this.words);
  }

  /** Adds all that one row and a gain have to another row. */
  add(to: number, from: number, gain: Bits | undefined): void {
    const { data, words } = this;
    const target = (this.rows[to] ?? 0) * words;
    const source = (this.rows[from] ?? 0) * words;
    for (let i = 0; i < words; i++) {
      data[target + i] = (data[target + i] ?? 0) | (data[source + i] ?? 0) | (gain?.[i] ?? 0);
    }
  }

  /** Keeps of one row what another row or a gain has; answers whether anything was lost. */
  keep(to: number, from: number, gain: Bits | undefined): boolean {
    const { data, words } = this;
    const target = (this.rows[to] ?? 0) * words;
    const source = (this.rows[from] ?? 0) * words;
    let isLess = false;
    for (let i = 0; i < words; i++) {
      const before = data[target + i] ?? 0;
      const common = (before & ((data[source + i] ?? 0) | (gain?.[i] ?? 0))) >>> 0;
      if (common !== before) {
        data[target + i] = common;
        isLess = true;
      }
    }
    return isLess;
  }
}

/** The states that are reached, each before those it leads to, but for the ways back of loops. */
function flowOrder(start: State, graph: Graph): [State, ...State[]] {
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
  const [first = start, ...rest] = order.reverse();
  return [first, ...rest];
}

/** What every way assigns: less with each way that is looked at, until nothing is lost any more. */
function alwaysAssigned(
  order: readonly [State, ...State[]],
  graph: Graph,
  entry: Bits,
  gainOf: (edge: Edge) => Bits | undefined,
): Table {
  const { size } = graph.scope.states;
  const table = new Table(size, order[0], entry);
  const isSet = new Uint8Array(size);
  const isQueued = new Uint8Array(size).fill(1);
  isSet[order[0].order] = 1;
  const queue: State[] = [...order];
  for (const state of queue) {
    isQueued[state.order] = 0;
    for (const edge of graph.outgoing(state)) {
      const to = edge.to.order;
      if (isSet[to] === 0) {
        // The order leads to each state from one before it, so the first way sets it.
        isSet[to] = 1;
        table.add(to, state.order, gainOf(edge));
      } else if (table.keep(to, state.order, gainOf(edge)) && isQueued[to] === 0) {
        isQueued[to] = 1;
        queue.push(edge.to);
      }
    }
  }
  return table;
}

/** What at least one way assigns. All states of a cycle share it, as each leads to each. */
function perhapsAssigned(
  order: readonly [State, ...State[]],
  graph: Graph,
  entry: Bits,
  gainOf: (edge: Edge) => Bits | undefined,
): Table {
  const table = new Table(graph.scope.states.size, order[0], entry);
  const { rows } = table;
  const cycles = new Map<number, readonly State[]>();
  for (const cycle of stronglyConnected(order, graph, () => true)) {
    // The start keeps its row, which holds the entry.
    const row = (cycle.includes(order[0]) ? order[0] : cycle[0])?.order ?? 0;
    for (const state of cycle) rows[state.order] = row;
    cycles.set(row, cycle);
  }
  const isDone = new Uint8Array(rows.length);
  for (const state of order) {
    const row = rows[state.order] ?? 0;
    if (isDone[row] === 1) continue;
    isDone[row] = 1;
    const cycle = cycles.get(row) ?? [state];
    const isInside = (edge: Edge): boolean => rows[edge.to.order] === row;
    for (const member of cycle) {
      for (const edge of graph.outgoing(member)) if (isInside(edge)) table.add(row, row, gainOf(edge));
    }
    for (const member of cycle) {
      for (const edge of graph.outgoing(member)) if (!isInside(edge)) table.add(edge.to.order, row, gainOf(edge));
    }
  }
  return table;
}
