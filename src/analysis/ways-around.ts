import type { Scope, State } from "../asl/model.ts";
import { type Edge, type Graph, isTerminal } from "./graph.ts";

/**
 * Whether every way from the start of the machine to one of its ends leads through a state, as far as nothing fails. Ways
 * through catchers count only where they name an error that the machine's author can raise, as that decides something.
 * False also where only deployment knows the ways, and for states of a Map, which may have no items.
 */
export function isUnavoidable(state: State, graphOf: (scope: Scope) => Graph): boolean {
  const graph = graphOf(state.scope);
  if (graph.open || graph.dangling.length > 0 || !graph.isReachable(state) || mayEndBefore(state, graph)) return false;
  const { owner } = state.scope;
  if (owner === undefined) return true;
  return owner.type === "Parallel" && isUnavoidable(owner, graphOf);
}

function mayEndBefore(state: State, graph: Graph): boolean {
  const { start } = graph;
  if (start === undefined) return true;
  if (start === state) return false;
  const seen = new Set([start]);
  for (const at of seen) {
    if (isTerminal(at)) return true;
    for (const edge of graph.outgoing(at)) if (edge.to !== state && isDecided(edge)) seen.add(edge.to);
  }
  return false;
}

/** Whether a transition is one that data or the author's own errors decide, not a failure of the service. */
function isDecided({ catcher }: Edge): boolean {
  if (catcher === undefined) return true;
  const names = catcher.errors?.value;
  return names === undefined || names.some((name) => !name.startsWith("States."));
}
