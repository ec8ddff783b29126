import type { State } from "../asl/model.ts";
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
  const queue = new Queue();
  for (const state of starts) queue.push(state, 0);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { state, sum } = next;
    if (settled.has(state)) continue;
    settled.set(state, sum);
    for (const edge of graph.outgoing(state)) {
      if (settled.has(edge.to)) continue;
      const more = leave(edge);
      if (more !== undefined) queue.push(edge.to, sum + more);
    }
  }
  return settled;
}

interface Waiting {
  readonly state: State;
  readonly sum: number;
}

/** States by their sums: a binary heap. */
class Queue {
  private readonly heap: Waiting[] = [];

  push(state: State, sum: number): void {
    const { heap } = this;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above] as Waiting; // places below the length are filled
      if (other.sum <= sum) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = { state, sum };
  }

  pop(): Waiting | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      const left = heap[below];
      if (left === undefined) break;
      const right = heap[below + 1];
      if (right !== undefined && right.sum < left.sum) below++;
      const other = heap[below] as Waiting; // it is one of the two
      if (last.sum <= other.sum) break;
      heap[place] = other;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}
