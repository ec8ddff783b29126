import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Cycle, findCycles, isAcyclic } from "../../src/analysis/forest.ts";
import { buildGraph, type Graph } from "../../src/analysis/graph.ts";
import type { State } from "../../src/asl/model.ts";
import { choice, end, graphOf, machineOf, namesOf, pass, stateOf } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

interface Shape {
  readonly header: string;
  readonly entries: readonly string[];
  readonly states: readonly string[];
  readonly inner: readonly Shape[];
}

const shapeOf = (cycle: Cycle): Shape => ({
  header: cycle.header.name,
  entries: namesOf(cycle.entries),
  states: namesOf(cycle.states),
  inner: cycle.inner.map(shapeOf),
});

const loop = (states: string, inner: Shape[] = [], entries = states.slice(0, 1)): Shape => ({
  header: entries.charAt(0),
  entries: [...entries],
  states: [...states],
  inner,
});

/** A graph of states with letters for names; "A: B C" is a Choice with two ways. */
function graphFrom(lines: readonly string[], start?: string): Graph {
  const states = lines.map((line): [string, object] => {
    const [name = "", ways = ""] = line.split(":");
    const [first, ...more] = ways.trim().split(" ").filter(Boolean);
    return [name, first === undefined ? { Type: "Succeed" } : more.length > 0 ? choice(first, ...more) : pass(first)];
  });
  return graphOf(Object.fromEntries(states), start ?? states[0]?.[0]);
}

describe("loops", () => {
  const cases: [name: string, lines: string[], shapes: Shape[]][] = [
    ["none", ["A: B", "B:"], []],
    ["one state", ["A: A"], [loop("A")]],
    ["a poll", ["A: B", "B: C", "C: B D", "D:"], [loop("BC")]],
    ["with an inner one", ["A: B", "B: C", "C: B D", "D: A E", "E:"], [loop("ABCD", [loop("BC")])]],
    ["beside each other", ["A: B", "B: A C", "C: D", "D: C E", "E:"], [loop("CD"), loop("AB")]],
    ["with one header", ["A: B C", "B: A", "C: A"], [loop("ACB")]],
    ["with two entries", ["S: A B", "A: B", "B: A"], [loop("AB", [], "AB")]],
    [
      "with two entries around a loop of its own",
      ["S: A B", "A: C", "C: C B", "B: A"],
      [loop("ACB", [loop("C")], "AB")],
    ],
    ["that nothing reaches is none", ["A:", "B: B"], []],
    ["entered at the start too", ["A: B", "B: A"], [loop("AB")]],
    ["through an unreachable state is entered once", ["A: B", "B: C", "C: B", "X: C"], [loop("BC")]],
  ];
  test.each(cases)("%s", (_, lines, shapes) => {
    const byHeader = (a: Shape, b: Shape) => a.header.localeCompare(b.header);
    expect(findCycles(graphFrom(lines)).map(shapeOf).sort(byHeader)).toEqual([...shapes].sort(byHeader));
  });

  it("are found everywhere where the start is not known", () => {
    expect(
      findCycles(graphFrom(["A: B", "B: A", "C: C"], "Gone"))
        .map((cycle) => cycle.header.name)
        .sort(),
    ).toEqual(["A", "C"]);
  });
});

describe("for any graph", () => {
  const SIZE = 7;
  const edges = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 16 });

  function graphOfEdges(pairs: readonly (readonly [number, number])[]): Graph {
    const states = Array.from({ length: SIZE }, (_, i): [string, object] => {
      const ways = pairs.filter(([from]) => from === i).map(([, to]) => `S${to}`);
      const [first, ...more] = ways;
      return [
        `S${i}`,
        first === undefined ? { Type: "Succeed" } : more.length > 0 ? choice(first, ...more) : pass(first),
      ];
    });
    return graphOf(Object.fromEntries(states));
  }

  /** The states that lead to themselves by edges among some states. */
  function onCycles(states: ReadonlySet<State>, follow: (state: State) => State[]): Set<State> {
    const reach = (from: State): Set<State> => {
      const seen = new Set<State>();
      const pending = follow(from);
      for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
        if (seen.has(state)) continue;
        seen.add(state);
        pending.push(...follow(state));
      }
      return seen;
    };
    return new Set([...states].filter((state) => reach(state).has(state)));
  }

  function check(cycles: readonly Cycle[], within: ReadonlySet<State>, barred: ReadonlySet<State>, graph: Graph): void {
    const follow = (members: ReadonlySet<State>) => (state: State) =>
      graph
        .outgoing(state)
        .map(({ to }) => to)
        .filter((to) => members.has(to) && !barred.has(to));
    expect(new Set(cycles.flatMap(({ states }) => states))).toEqual(onCycles(within, follow(within)));
    expect(cycles.flatMap(({ states }) => states)).toHaveLength(new Set(cycles.flatMap(({ states }) => states)).size);
    for (const cycle of cycles) {
      const { members } = cycle;
      expect(new Set(cycle.states)).toEqual(members);
      expect(cycle.states[0]).toBe(cycle.header);
      expect(cycle.entries[0]).toBe(cycle.header);
      for (const state of members) {
        const reached = new Set<State>();
        const pending = [state];
        for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
          for (const to of follow(members)(at)) {
            if (!reached.has(to)) pending.push(to);
            reached.add(to);
          }
        }
        expect(reached).toEqual(members);
      }
      const entered = [...members].filter(
        (state) =>
          state === graph.start ||
          graph.incoming(state).some(({ from }) => !members.has(from) && graph.reachable.has(from)),
      );
      expect(new Set(cycle.entries)).toEqual(new Set(entered));
      check(cycle.inner, members, new Set([...barred, ...cycle.entries]), graph);
    }
  }

  it("each state that leads back to itself is in one loop of its level, and no other state is", () => {
    fc.assert(
      fc.property(edges, (pairs) => {
        const graph = graphOfEdges(pairs);
        check(findCycles(graph), graph.reachable, new Set(), graph);
      }),
      { numRuns: 2_000 },
    );
  });

  it("no edges close a cycle exactly where no loop is found", () => {
    fc.assert(
      fc.property(edges, (pairs) => {
        const graph = graphOfEdges(pairs);
        expect(isAcyclic(graph.reachable, () => true, graph)).toBe(findCycles(graph).length === 0);
        expect(isAcyclic(graph.reachable, () => false, graph)).toBe(true);
      }),
    );
  });
});

describe("size", () => {
  function timed<T>(run: () => T, most: number): T {
    const start = processorTime();
    const result = run();
    expect(processorTime() - start).toBeLessThan(most);
    return result;
  }
  const chain = (length: number, state: (i: number) => object): Graph =>
    buildGraph(
      machineOf({ StartAt: "S0", States: Object.fromEntries(Array.from({ length }, (_, i) => [`S${i}`, state(i)])) }),
    );

  it("a chain of 20,000 states has no loop", () => {
    const graph = chain(20_000, (i) => (i < 19_999 ? pass(`S${i + 1}`) : end));
    expect(timed(() => findCycles(graph), 1_000)).toEqual([]);
  });

  it("a ring of 20,000 states is one", () => {
    const graph = chain(20_000, (i) => pass(`S${(i + 1) % 20_000}`));
    const [ring] = timed(() => findCycles(graph), 1_000);
    expect(ring?.states).toHaveLength(20_000);
    expect(ring?.states[19_999]).toBe(stateOf(graph.scope, "S19999"));
  });

  it("5,000 loops one after the other are as many", () => {
    const graph = chain(10_000, (i) => (i % 2 === 0 ? pass(`S${i + 1}`) : choice(`S${i - 1}`, `S${(i + 1) % 10_000}`)));
    expect(timed(() => findCycles(graph), 2_000)).toHaveLength(1);
    const apart = chain(10_001, (i) =>
      i === 10_000 ? end : i % 2 === 0 ? pass(`S${i + 1}`) : choice(`S${i - 1}`, `S${i + 1}`),
    );
    expect(timed(() => findCycles(apart), 1_000)).toHaveLength(5_000);
  });

  it("loops in loops in loops do not exhaust the stack", () => {
    const graph = chain(10_000, (i) => choice(`S${Math.max(0, i - 1)}`, `S${Math.min(9_999, i + 1)}`));
    expect(timed(() => findCycles(graph), 2_000)).toHaveLength(1);
  });
});
