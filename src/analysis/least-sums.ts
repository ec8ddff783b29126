import type { State } from "../asl/model.ts";
import { PriorityQueue } from "../util/priority-queue.ts";
import type { Edge, Graph } from "./graph.ts";

/**
 * The least sums on ways from some states to all that they lead to, what is left last not included: Dijkstra's algorithm.
 *
 * @param leave what it takes to leave a state by a transition, never negative; `undefined` where that is impossible.
 */
export function leastSums(
  graph: Graph,
  starts: readonly State[],
  leave: (edge: Edge) => number | undefined,
): Map<State, number> {
  const settled = new Map<State, number>();
  const queue = new PriorityQueue<{ readonly state: State; readonly sum: number }>();
  const push = (state: State, sum: number): void => queue.push({ state, sum }, sum);
  for (const state of starts) push(state, 0);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { state, sum } = next;
    if (settled.has(state)) continue;
    settled.set(state, sum);
    for (const edge of graph.outgoing(state)) {
      if (settled.has(edge.to)) continue;
      const more = leave(edge);
      if (more !== undefined) push(edge.to, sum + more);
    }
  }
  return settled;
}
