import { expect, test } from "vitest";
import { findLoops } from "../../src/analysis/loops.ts";
import { loopSummary } from "../../src/linter/loop-wording.ts";
import { choice, graphOf, pass, poll, task, wait } from "../helpers/machine.ts";

const counted = (limit: unknown) => ({
  Count: { Type: "Pass", Result: { n: 0 }, Next: "Wait" },
  Wait: wait(10, "Ask"),
  Ask: task("Step", { ResultPath: "$.status" }),
  Step: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Enough?" },
  "Enough?": {
    Type: "Choice",
    Choices: [
      { Variable: "$.n", NumericGreaterThan: limit, Next: "Done" },
      { Variable: "$.status", StringEquals: "DONE", Next: "Done" },
    ],
    Default: "Wait",
  },
  Done: { Type: "Succeed" },
});

test.each<[states: Readonly<Record<string, unknown>>, type: "EXPRESS" | undefined, summary: string]>([
  [poll(30), undefined, "poll, every 30 s, no bound"],
  [poll("${Seconds}"), undefined, "poll, no bound"],
  [poll(30), "EXPRESS", "poll, every 30 s, at most 5 min"],
  [{ ...poll(30), Wait: { Type: "Wait", SecondsPath: "$.s", Next: "Ask" } }, undefined, "poll, no bound"],
  [counted(10), undefined, "poll, every 10 s, at most 11 turns"],
  [counted("${Most}"), undefined, "poll, every 10 s, counted"],
  [
    { A: task("B", { Catch: [{ ErrorEquals: ["X"], Next: "A" }] }), B: pass("C"), C: { Type: "Fail" } },
    undefined,
    "retry, no bound",
  ],
  [{ A: task("B"), B: choice("A", "${Somewhere}") }, undefined, "loop"],
])("%j, %s: %s", (states, type, summary) => {
  expect(findLoops(graphOf(states), type).map(loopSummary)).toEqual([summary]);
});
