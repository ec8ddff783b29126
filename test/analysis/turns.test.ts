import { describe, expect, it } from "vitest";
import { findCycles } from "../../src/analysis/forest.ts";
import { turnSpans, turnThrough } from "../../src/analysis/turns.ts";
import { choice, end, graphOf, namesOf, pass, poll, stateOf, wait } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

function open(states: Readonly<Record<string, unknown>>) {
  const graph = graphOf(states);
  const [cycle] = findCycles(graph);
  if (cycle === undefined) throw new Error("no loop");
  return { graph, cycle };
}

describe("a turn", () => {
  it("begins with the header, whichever state it goes through", () => {
    const { graph, cycle } = open({ Start: pass("Wait"), ...poll(5) });
    for (const name of ["Wait", "Ask", "Done?"]) {
      expect(namesOf(turnThrough(stateOf(graph.scope, name), cycle, graph)?.states ?? [])).toEqual([
        "Wait",
        "Ask",
        "Done?",
      ]);
    }
  });

  it("through a state beside the header's way keeps the order of the flow", () => {
    const { graph, cycle } = open({
      A: choice("B", "C"),
      B: pass("A"),
      C: pass("D"),
      D: choice("A", "C", "End"),
      End: end,
    });
    expect(namesOf(turnThrough(stateOf(graph.scope, "D"), cycle, graph)?.states ?? [])).toEqual(["C", "D"]);
  });

  it("may be the one with the least waiting", () => {
    const { graph, cycle } = open({
      A: choice("Wait", "B"),
      Wait: wait(60, "A"),
      B: pass("C"),
      C: choice("A", "End"),
      End: end,
    });
    expect(namesOf(turnThrough(cycle.header, cycle, graph)?.states ?? [])).toEqual(["A", "Wait"]);
    expect(namesOf(turnThrough(cycle.header, cycle, graph, ({ seconds }) => seconds)?.states ?? [])).toEqual([
      "A",
      "B",
      "C",
    ]);
  });

  it("does not go through a state that does not lead back", () => {
    const { graph, cycle } = open({ A: choice("A", "End"), End: end });
    expect(turnThrough(stateOf(graph.scope, "End"), cycle, graph)).toBeUndefined();
  });
});

describe("size", () => {
  it("thousands of ways in one loop take no time", () => {
    const ways = Array.from({ length: 4_000 }, (_, i) => `W${i}`);
    const { graph, cycle } = open({
      Hub: choice("End", ...ways),
      ...Object.fromEntries(ways.map((name) => [name, pass("Hub")])),
      End: end,
    });
    const start = processorTime();
    expect(turnSpans(cycle, graph).transitions).toEqual({ least: 2, greatest: 2 });
    expect(processorTime() - start).toBeLessThan(1_000);
  });

  it("long waits take no longer than short ones", () => {
    const { graph, cycle } = open({ Wait: wait(99_999_999, "More?"), "More?": choice("Wait", "End"), End: end });
    const start = processorTime();
    expect(turnSpans(cycle, graph).seconds).toEqual({ least: 99_999_999, greatest: 99_999_999 });
    expect(processorTime() - start).toBeLessThan(100);
  });
});
