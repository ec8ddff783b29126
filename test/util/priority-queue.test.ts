import fc from "fast-check";
import { expect, it } from "vitest";
import { PriorityQueue } from "../../src/util/priority-queue.ts";

it("hands out the least first, and of equal ones the one that came first", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5)), (costs) => {
      const queue = new PriorityQueue<number>();
      for (const [i, cost] of costs.entries()) queue.push(i, cost);
      const popped = costs.map(() => queue.pop());
      const sorted = costs.map((cost, i) => ({ cost, i })).sort((a, b) => a.cost - b.cost || a.i - b.i);
      expect(popped).toEqual(sorted.map(({ i }) => i));
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

it("takes items while it hands out others", () => {
  const queue = new PriorityQueue<string>();
  queue.push("c", 3);
  queue.push("a", 1);
  expect(queue.pop()).toBe("a");
  queue.push("b", 2);
  expect([queue.pop(), queue.pop()]).toEqual(["b", "c"]);
});
