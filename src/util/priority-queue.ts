interface Waiting<T> {
  readonly item: T;
  readonly cost: number;
  /** Its place in the order of arrival. */
  readonly turn: number;
}

/** Hands items out by their costs, the least first, and of equal ones the one that came first: a binary heap. */
export class PriorityQueue<T> {
  private readonly heap: Waiting<T>[] = [];
  private turns = 0;

  push(item: T, cost: number): void {
    const { heap } = this;
    const added = { item, cost, turn: this.turns++ };
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above] as Waiting<T>; // places below the length are filled
      if (isBefore(other, added)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = added;
  }

  pop(): T | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.item;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      const left = heap[below];
      if (left === undefined) break;
      const right = heap[below + 1];
      if (right !== undefined && isBefore(right, left)) below++;
      const other = heap[below] as Waiting<T>; // it is one of the two
      if (isBefore(last, other)) break;
      heap[place] = other;
      place = below;
    }
    heap[place] = last;
    return first.item;
  }
}

function isBefore(one: Waiting<unknown>, other: Waiting<unknown>): boolean {
  return one.cost < other.cost || (one.cost === other.cost && one.turn < other.turn);
}
