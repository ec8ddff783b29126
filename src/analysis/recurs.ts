import { type Cycle, stronglyConnected } from "./forest.ts";
import type { Edge, Graph } from "./graph.ts";

/** Whether some edges alone lead from an entry of a cycle, inside it, back to that entry. */
export function recurs(
  { entries, states }: Pick<Cycle, "entries" | "states">,
  keep: (edge: Edge) => boolean,
  graph: Graph,
): boolean {
  return stronglyConnected(states, graph, keep).some((part) => entries.some((entry) => part.includes(entry)));
}
