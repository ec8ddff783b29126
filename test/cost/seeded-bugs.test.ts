import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { buildGraph } from "../../src/analysis/graph.ts";
import { graphOf, task } from "../helpers/machine.ts";
import { randomMachine } from "./random-machine.ts";
import { type SeededBug, withSeededBug } from "./seeded-bug.ts";
import { type Analyse, violationOf } from "./soundness.ts";

/** Mistakes in the analysis, which the comparison with executions must find. */
const BUGS: readonly SeededBug[] = [];

const RUNS = 1_500;

test.each(BUGS)("$name is found", { timeout: 120_000 }, async (bug) => {
  const { analyse } = (await withSeededBug("test/cost/analysis.ts", bug)) as { analyse: Analyse };
  const found = fc.check(
    fc.property(randomMachine, fc.nat(), (machine, seed) => violationOf(machine, seed, analyse) === undefined),
    { seed: 1, numRuns: RUNS, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
});

describe("a seeded bug", () => {
  const bug: SeededBug = {
    name: "forgotten catchers",
    file: "src/analysis/graph.ts",
    find: '  if ("catch" in state) for (const catcher of state.catch) add("catch", catcher.next, undefined, catcher);\n',
    replace: "",
  };
  const states = {
    Work: task("Done", { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Help" }] }),
    Done: task("Help"),
    Help: { Type: "Succeed" },
  };

  it("changes what the module does", async () => {
    const module = await withSeededBug(bug.file, bug);
    const build = module.buildGraph as typeof buildGraph;
    const graph = graphOf(states);
    expect(graph.edges.map(({ kind }) => kind)).toEqual(["next", "catch", "next"]);
    expect(build(graph.scope).edges.map(({ kind }) => kind)).toEqual(["next", "next"]);
  });

  it("must stand in the text once", async () => {
    await expect(withSeededBug(bug.file, { ...bug, find: "const " })).rejects.toThrow(/stands \d+ times/);
    await expect(withSeededBug(bug.file, { ...bug, find: "no such text" })).rejects.toThrow("stands 0 times");
  });

  it("must be in a file that the module stands on", async () => {
    await expect(withSeededBug("src/util/words.ts", bug)).rejects.toThrow("does not stand on");
  });
});
