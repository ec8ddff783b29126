import type { Pass, State } from "../asl/model.ts";
import { type Graph, onlyBefore } from "./graph.ts";
import { type Setter, setterOf } from "./setters.ts";

/** Pass states in a row that set keys of one object, or variables, and could all do so at once. */
export interface MergeChain {
  readonly kind: Setter["kind"];
  readonly states: readonly Pass[];
  /** Whether the first one makes the object that the others add keys to. */
  readonly isMade: boolean;
}

/** The chains of three or more states of a scope, each as its states in the order of the flow. */
export function mergeChains(graph: Graph): readonly (readonly Pass[])[] {
  return mergeChainsIn(graph).map(({ states }) => states);
}

// Several rules ask for them.
const known = new WeakMap<Graph, readonly MergeChain[]>();

/** The same with what they set. */
export function mergeChainsIn(graph: Graph): readonly MergeChain[] {
  let found = known.get(graph);
  if (found === undefined) {
    found = graph.open ? [] : rowsOf(graph).flatMap(chainsIn);
    known.set(graph, found);
  }
  return found;
}

const LEAST = 3;

/** The longest rows of Pass states with no way in or out but from one to the next. */
function rowsOf(graph: Graph): Pass[][] {
  const rows: Pass[][] = [];
  for (const state of graph.scope.states.values()) {
    if (state.type !== "Pass" || passBefore(state, graph) !== undefined) continue;
    const row = [state];
    for (let next = passAfter(state, graph); next !== undefined; next = passAfter(next, graph)) row.push(next);
    if (row.length >= LEAST) rows.push(row);
  }
  return rows;
}

function passBefore(state: State, graph: Graph): Pass | undefined {
  const before = onlyBefore(state, graph);
  return before?.type === "Pass" ? before : undefined;
}

function passAfter(state: Pass, graph: Graph): Pass | undefined {
  const next = state.scope.states.get(state.next?.value ?? "");
  return next?.type === "Pass" && onlyBefore(next, graph) === state ? next : undefined;
}

function chainsIn(row: readonly Pass[]): MergeChain[] {
  const setters = row.map(setterOf);
  const chains: MergeChain[] = [];
  for (let at = 0; at < row.length; ) {
    const [made, added] = [chainFrom(setters, at, true), chainFrom(setters, at, false)];
    const isMade = made.length > added.length;
    const states = (isMade ? made : added).map(({ state }) => state);
    const kind = setters[at]?.kind;
    if (kind !== undefined && states.length >= LEAST) {
      chains.push({ kind, states, isMade });
      at += states.length;
    } else at++;
  }
  return chains;
}

/** The setters from a place on that do not depend on one another. */
function chainFrom(setters: readonly (Setter | undefined)[], start: number, isMade: boolean): Setter[] {
  const head = setters[start];
  const parent = isMade ? head?.makes : head?.parent;
  if (head === undefined || parent === undefined || (!isMade && head.sets.length === 0)) return [];
  const chain = [head];
  const keys = new Set(isMade ? [] : head.sets);
  for (let at = start + 1; at < setters.length; at++) {
    const setter = setters[at];
    if (setter === undefined || setter.kind !== head.kind || setter.parent !== parent) break;
    if (setter.state.language !== head.state.language || setter.reads(keys)) break;
    if (isMade && setter.readsIn(parent)) break;
    for (const key of setter.sets) keys.add(key);
    chain.push(setter);
  }
  return chain;
}
