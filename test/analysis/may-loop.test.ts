import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLoops } from "../../src/analysis/loops.ts";
import { mayLoop } from "../../src/analysis/may-loop.ts";
import { choice, end, graphOf, pass, poll, task } from "../helpers/machine.ts";

describe("mayLoop", () => {
  it.each([
    ["a chain", { A: pass("B"), B: end }, false],
    ["two ways that meet again", { A: choice("B", "C"), B: pass("D"), C: pass("D"), D: end }, false],
    ["a state that leads to itself", { A: pass("A") }, true],
    ["a poll", poll(5), true],
    [
      "a Retry that polls",
      { A: task("B", { Retry: [{ ErrorEquals: ["NotYet"], MaxAttempts: 99, BackoffRate: 1 }] }), B: end },
      true,
    ],
    [
      "a Retry that does not",
      { A: task("B", { Retry: [{ ErrorEquals: ["NotYet"], MaxAttempts: 3 }] }), B: end },
      false,
    ],
  ])("tells of %s", (_, states, expected) => {
    expect(mayLoop(graphOf(states))).toBe(expected);
  });

  it("is never wrong where there are loops", () => {
    const target = fc.integer({ min: 0, max: 7 }).map((i) => `S${i}`);
    const seen = { loops: 0, none: 0 };
    fc.assert(
      fc.property(fc.array(fc.array(target, { maxLength: 3 }), { minLength: 8, maxLength: 8 }), (ways) => {
        const states = Object.fromEntries(
          ways.map(([first, ...others], i) => [
            `S${i}`,
            first === undefined ? end : others.length === 0 ? pass(first) : choice(first, ...others),
          ]),
        );
        const graph = graphOf(states);
        const loops = findLoops(graph, "STANDARD").length;
        // Cycles that nothing reaches are no loops.
        const unreached = graph.reachable.size < ways.length;
        expect(mayLoop(graph)).toBe(loops > 0 || (unreached && mayLoop(graph)));
        seen[loops > 0 ? "loops" : "none"]++;
      }),
      { numRuns: 500 },
    );
    expect(Math.min(seen.loops, seen.none)).toBeGreaterThan(5);
  });
});
