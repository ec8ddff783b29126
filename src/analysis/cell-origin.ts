import type { State } from "../asl/model.ts";
import { type Effect, effectOn } from "./cell-effects.ts";
import type { Cell } from "./cells.ts";
import { buildGraph, type Edge, type Graph } from "./graph.ts";
import { seesOuter } from "./variables.ts";

type Literal = Extract<Effect, { kind: "set" }>;

/**
 * The literals that a cell may hold before some transitions are taken, followed back to where they are written down;
 * `undefined` where one of them is not literal. Steps in one direction are passed over: then the literals are bounds.
 *
 * @param passes whether a step by so much is passed over.
 */
export function literalsBehind(
  cell: Cell,
  edges: readonly Edge[],
  graph: Graph,
  passes: (by: number) => boolean = () => false,
): Literal[] | undefined {
  const found: Literal[] = [];
  const seen = new Set<State>();
  const pending = [...edges];
  for (const edge of pending) {
    const effect = effectOn(cell, edge);
    if (effect.kind === "set") found.push(effect);
    else if (effect.kind === "lost" || (effect.kind === "step" && !passes(effect.by))) return undefined;
    else if (!seen.has(edge.from)) {
      seen.add(edge.from);
      if (edge.from === graph.start) {
        const outer = literalsAtStart(cell, graph, passes);
        if (outer === undefined) return undefined;
        found.push(...outer);
      }
      pending.push(...edgesInto(edge.from, graph));
    }
  }
  return found;
}

/** The literals that a cell may hold when a state is entered; `undefined` where one of them is not literal. */
export function literalsAt(cell: Cell, state: State, graph: Graph): Literal[] | undefined {
  const here = literalsBehind(cell, edgesInto(state, graph), graph);
  if (here === undefined || state !== graph.start) return here;
  const outer = literalsAtStart(cell, graph);
  return outer && [...here, ...outer];
}

/** What a cell holds when the scope is entered: a variable what it holds around the scope, and all else nobody knows. */
export function literalsAtStart(
  cell: Cell,
  { scope }: Graph,
  passes: (by: number) => boolean = () => false,
): Literal[] | undefined {
  const { owner } = scope;
  if (cell.kind !== "variable" || owner === undefined || seesOuter(scope) !== true) return undefined;
  const graph = buildGraph(owner.scope);
  const before = literalsBehind(cell, edgesInto(owner, graph), graph, passes);
  if (before === undefined || owner !== graph.start) return before;
  const outer = literalsAtStart(cell, graph, passes);
  return outer && [...before, ...outer];
}

function edgesInto(state: State, graph: Graph): readonly Edge[] {
  return graph.incoming(state).filter(({ from }) => graph.isReachable(from));
}
