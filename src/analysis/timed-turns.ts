import type { State } from "../asl/model.ts";
import type { Cycle } from "./forest.ts";
import type { Graph } from "./graph.ts";
import { leastSums } from "./least-sums.ts";

/**
 * How often a loop turns at most in so many seconds: each way round, those that catchers close too, has to wait for a literal
 * time. `undefined` where one does not, or the loop has several entries.
 */
export function timedTurns({ header, entries, members }: Cycle, graph: Graph, seconds: number): number | undefined {
  if (entries.length > 1) return undefined;
  const waits = leastSums(graph, [header], ({ from, to }) =>
    members.has(to) && to !== header ? waitOf(from) : undefined,
  );
  let least = Number.POSITIVE_INFINITY;
  for (const { from } of graph.incoming(header)) {
    const before = members.has(from) ? waits.get(from) : undefined;
    if (before !== undefined) least = Math.min(least, before + waitOf(from));
  }
  return least > 0 && least < Number.POSITIVE_INFINITY ? Math.floor(seconds / least) + 1 : undefined;
}

/** The literal seconds of a Wait; 0 for all else. */
export function waitOf(state: State): number {
  return state.type === "Wait" ? Math.max(0, state.seconds?.value ?? 0) : 0;
}
