import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { buildGraph } from "../../src/analysis/graph.ts";
import { graphOf, task } from "../helpers/machine.ts";
import { analyse as analyseRight } from "./analysis.ts";
import { countingMachine, randomMachine } from "./random-machine.ts";
import { type SeededBug, withSeededBug } from "./seeded-bug.ts";
import { type Analyse, violationOf } from "./soundness.ts";

/** Mistakes in the analysis, which the comparison with executions must find. */
const BUGS: readonly SeededBug[] = [
  {
    name: "ways of catchers that are forgotten",
    file: "src/analysis/graph.ts",
    find: '  if ("catch" in state) for (const catcher of state.catch) add("catch", catcher.next, undefined, catcher);\n',
    replace: "",
  },
  {
    name: "catchers that are forgotten in the cheapest way",
    file: "src/analysis/cheapest-way.ts",
    find: 'if (kind === "catch") return prices.caught.get(measure) ?? 0;',
    replace: 'if (kind === "catch") return undefined;',
  },
  {
    name: "a caught state that costs all that is inside it",
    file: "src/analysis/cheapest-way.ts",
    find: 'if (kind === "catch") return prices.caught.get(measure) ?? 0;',
    replace: "",
  },
  {
    name: "a Map that counts in the cheapest way although a way leads past it",
    file: "src/analysis/cheapest-way.ts",
    find: "if (further.size > 0 && isUnavoidable(state, start, ends, known, graph)) add(cheapest, further);",
    replace: "if (further.size > 0) add(cheapest, further);",
  },
  {
    name: "retries that are not attempts",
    file: "src/analysis/attempts.ts",
    find: "attempts += Math.max(0, more);",
    replace: "",
  },
  {
    name: "a default of two retries",
    file: "src/analysis/attempts.ts",
    find: "const DEFAULT_ATTEMPTS = 3;",
    replace: "const DEFAULT_ATTEMPTS = 2;",
  },
  {
    name: "events of attempts without the evaluation that fails",
    file: "src/analysis/scope-cost.ts",
    find: 'const failing = state.language === "JSONPath" ? 0 : 1;',
    replace: "const failing = 0;",
  },
  {
    name: "tasks that are submitted without the event of it",
    file: "src/analysis/scope-cost.ts",
    find: "const submitted = submits(state) === false ? 0 : 1;",
    replace: "const submitted = 0;",
  },
  {
    name: "turns that stop at the greatest single state",
    file: "src/analysis/dearest-way.ts",
    find: "  return states.reduce((sum, state) => add(sum, prices.state(state)), new Map() as Tally);",
    replace: "  return states.reduce((sum, state) => raise(sum, prices.state(state)), new Map() as Tally);",
  },
  {
    name: "loops with several entries that are taken for others",
    file: "src/analysis/cost.ts",
    find: "isFlat: (cycle) => cycle.entries.length > 1 || (cycle as LoopCycle).level >= MAX_LEVELS,",
    replace: "isFlat: () => false,",
  },
  {
    name: "loops that turn once",
    file: "src/analysis/dearest-way.ts",
    find: "return times(turnOf(cycle, graph, prices), prices.turns(cycle));",
    replace: "return turnOf(cycle, graph, prices);",
  },
  {
    name: "the way that comes last instead of the dearest",
    file: "src/analysis/dearest-way.ts",
    find: "if (target.before !== undefined) raise(target.before, sofar);",
    replace: "if (target.before !== undefined) target.before = new Map(sofar);",
  },
  {
    name: "iterations without their own events",
    file: "src/analysis/scope-cost.ts",
    find: 'return tally.set("e", (tally.get("e") ?? 0) + eventsOf.iteration);',
    replace: "return tally;",
  },
  {
    name: "items of a Map that are one too few",
    file: "src/analysis/cell-values.ts",
    find: 'length: node.kind === "array" && !node.open ? node.items.length : undefined',
    replace: 'length: node.kind === "array" && !node.open ? node.items.length - 1 : undefined',
  },
];

/** Those in what is proved of counters, which machines of nothing else find sooner. */
const COUNTER_BUGS: readonly SeededBug[] = [
  {
    name: "a counter that a catcher leads past",
    file: "src/analysis/counted-turns.ts",
    find: "  return isAcyclic(rest, () => true, graph);",
    replace: '  return isAcyclic(rest, (edge) => edge.kind !== "catch", graph);',
  },
  {
    name: "a counter whose step a way leads past",
    file: "src/analysis/counted-turns.ts",
    find: "if (steps === undefined || !isAcyclic(cycle.members, (edge) => !steps.has(edge), graph)) return undefined;",
    replace: "if (steps === undefined) return undefined;",
  },
  {
    name: "a counter that is set again in the loop",
    file: "src/analysis/counted-turns.ts",
    find: 'else if (effect.kind !== "keep") return undefined;',
    replace: "",
  },
  {
    name: "a counter one turn short",
    file: "src/analysis/counted-turns.ts",
    find: "return Math.max(0, Math.floor((limit.most - first) / step) + 1) + 1;",
    replace: "return Math.max(0, Math.floor((limit.most - first) / step) + 1);",
  },
  {
    name: "a rule that goes on before the limit is asked",
    file: "src/analysis/limits.ts",
    find: "const own = bounds.most ?? Number.POSITIVE_INFINITY;",
    replace: "const own = bounds.most ?? 0;",
  },
  {
    name: "a rule for one number that goes on, and is taken for a limit",
    file: "src/analysis/limits.ts",
    find: "const goesOnAtOne = bounds.equal === true && stays(rule.next?.value);",
    replace: "const goesOnAtOne = false;",
  },
  {
    name: "a first value that is not literal",
    file: "src/analysis/cell-origin.ts",
    find: 'else if (effect.kind === "lost" || (effect.kind === "step" && !passes(effect.by))) return undefined;',
    replace: 'else if (effect.kind === "lost") continue;',
  },
  {
    name: "a result that leaves what it replaces",
    file: "src/analysis/cell-effects.ts",
    find: "if (resultPath === undefined) return inside(names);",
    replace: "if (resultPath === undefined) return KEEP;",
  },
];

const RUNS = 1_500;

test.each([
  ...BUGS.map((bug) => ({ name: bug.name, bug, machines: randomMachine, numRuns: RUNS })),
  ...COUNTER_BUGS.map((bug) => ({ name: bug.name, bug, machines: countingMachine, numRuns: 4 * RUNS })),
])("$name is found", { timeout: 240_000 }, async ({ bug, machines, numRuns }) => {
  const { analyse } = (await withSeededBug("test/cost/analysis.ts", bug)) as { analyse: Analyse };
  const found = fc.check(
    fc.property(machines, fc.nat(), (machine, seed) => violationOf(machine, seed, analyse) === undefined),
    { seed: 1, numRuns, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
});

test("without a seeded bug, machines with counters are right", { timeout: 240_000 }, () => {
  const found = fc.check(
    fc.property(countingMachine, fc.nat(), (machine, seed) => violationOf(machine, seed, analyseRight) === undefined),
    { seed: 1, numRuns: RUNS },
  );
  expect(found.counterexample).toBeNull();
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
