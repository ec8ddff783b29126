import { describe, expect, it, test } from "vitest";
import { isTerminal } from "../../src/analysis/graph.ts";
import { addCosts, cheapestPass, shortestWay, stateCost } from "../../src/analysis/state-cost.ts";
import { choice, end, graphOf, machineOf, namesOf, pass, stateOf, task, wait } from "../helpers/machine.ts";

const costOf = (state: object) => stateCost(stateOf(machineOf({ States: { A: state } }), "A"));
const branch = (...states: object[]) => ({
  StartAt: "S0",
  States: Object.fromEntries(states.map((state, i) => [`S${i}`, { Next: `S${i + 1}`, ...state }])),
});
const resource = (name: string) => ({ Type: "Task", Resource: `arn:aws:states:::${name}` });

describe("a state passed once without an error", () => {
  // limits-and-pricing, "History events".
  test.each<[name: string, state: object, transitions: number, events: number, seconds: number, exact: boolean]>([
    ["Pass", { Type: "Pass" }, 1, 2, 0, true],
    ["Choice", { Type: "Choice" }, 1, 2, 0, true],
    ["Succeed", { Type: "Succeed" }, 1, 2, 0, true],
    ["Fail", { Type: "Fail" }, 1, 1, 0, true],
    ["Wait", { Type: "Wait", Seconds: 7 }, 1, 2, 7, true],
    ["Wait for a time", { Type: "Wait", Timestamp: "2030-01-01T00:00:00Z" }, 1, 2, 0, false],
    ["request", resource("lambda:invoke"), 1, 5, 0, true],
    ["Lambda", { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:f" }, 1, 5, 0, true],
    ["activity", { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:a" }, 1, 5, 0, true],
    ["sync", resource("glue:startJobRun.sync"), 1, 6, 0, true],
    ["sync:2", resource("states:startExecution.sync:2"), 1, 6, 0, true],
    ["callback", resource("sqs:sendMessage.waitForTaskToken"), 1, 6, 0, true],
    ["unknown resource", { Type: "Task", Resource: "${Arn}" }, 1, 5, 0, false],
    ["Parallel", { Type: "Parallel", Branches: [branch(end), branch(task("S1"), end)] }, 4, 13, 0, true],
    [
      "Parallel in one",
      { Type: "Parallel", Branches: [branch({ Type: "Parallel", Branches: [branch(end)], End: true })] },
      3,
      10,
      0,
      true,
    ],
    ["Parallel with unshown branches", { Type: "Parallel", Branches: "${B}" }, 1, 4, 0, false],
    ["Parallel with an unshown branch", { Type: "Parallel", Branches: [branch(end), "${B}"] }, 2, 6, 0, false],
    ["inline Map", { Type: "Map", ItemProcessor: branch(end) }, 1, 4, 0, false],
    [
      "distributed Map",
      { Type: "Map", ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" }, ...branch(end) } },
      1,
      6,
      0,
      false,
    ],
    ["unknown", { Type: "Tsak" }, 1, 1, 0, false],
  ])("%s", (_, state, transitions, events, seconds, exact) => {
    expect(costOf(state)).toMatchObject({ transitions, events, seconds, exact });
  });

  test.each<[name: string, state: object, paced: boolean]>([
    ["a request", resource("lambda:invoke"), true],
    ["a job", resource("glue:startJobRun.sync"), false],
    ["a callback", resource("sqs:sendMessage.waitForTaskToken"), false],
    ["an activity", { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:a" }, false],
    ["a literal Wait", { Type: "Wait", Seconds: 7 }, true],
    ["a Wait for a path", { Type: "Wait", SecondsPath: "$.s" }, false],
    ["a Map that waits for nothing", { Type: "Map", ItemProcessor: branch(end) }, true],
    ["a Map with a Wait", { Type: "Map", ItemProcessor: branch(wait(5, "S1"), end) }, false],
    ["a Parallel with a literal Wait", { Type: "Parallel", Branches: [branch(wait(5, "S1"), end)] }, true],
    ["a Parallel with a job", { Type: "Parallel", Branches: [branch(resource("glue:startJobRun.sync"), end)] }, false],
  ])("%s takes literal waiting alone, or more", (_, state, paced) => expect(costOf(state).paced).toBe(paced));
});

describe("the cheapest way through a scope", () => {
  const passOf = (states: Readonly<Record<string, unknown>>) => cheapestPass(graphOf(states).scope);

  it("is exact where there is one", () => {
    expect(passOf({ A: pass("B"), B: wait(5, "C"), C: end })).toMatchObject({
      transitions: 3,
      events: 6,
      seconds: 5,
      exact: true,
    });
  });

  it("is a bound where there are several", () => {
    expect(passOf({ A: choice("B", "C"), B: pass("C"), C: end })).toMatchObject({ transitions: 2, exact: false });
  });

  it("ends without an error if there is such a way", () => {
    expect(passOf({ A: choice("No", "B"), B: pass("C"), C: end, No: { Type: "Fail" } })).toMatchObject({
      transitions: 3,
    });
    expect(passOf({ A: pass("No"), No: { Type: "Fail" } })).toMatchObject({ transitions: 2, events: 3 });
  });

  it("takes catchers only if nothing else leads to an end", () => {
    const caught = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "C" }] };
    const graph = graphOf({ A: task("B", caught), B: pass("D"), D: end, C: end });
    expect(namesOf(shortestWay(graph, [stateOf(graph.scope, "A")], isTerminal) ?? [])).toEqual(["A", "B", "D"]);
    const only = graphOf({ A: task("A", caught), C: end });
    expect(namesOf(shortestWay(only, [stateOf(only.scope, "A")], isTerminal) ?? [])).toEqual(["A", "C"]);
  });

  it("is not exact without a start or an end", () => {
    expect(cheapestPass(graphOf({ A: end }, "Gone").scope).exact).toBe(false);
    expect(passOf({ A: pass("A") }).exact).toBe(false);
  });

  it("counts a Parallel as what it runs", () => {
    const big = { Type: "Parallel", Branches: [branch(end), branch(end), branch(end)], Next: "D" };
    const graph = graphOf({ A: choice("Big", "B"), Big: big, B: pass("C"), C: pass("D"), D: end });
    expect(namesOf(shortestWay(graph, [stateOf(graph.scope, "A")], isTerminal) ?? [])).toEqual(["A", "B", "C", "D"]);
  });
});

it("costs of nothing are nothing", () =>
  expect(addCosts([])).toEqual({ transitions: 0, events: 0, seconds: 0, exact: true, paced: true }));
