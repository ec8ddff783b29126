import jsonata from "jsonata";
import { describe, expect, test } from "vitest";
import { countedTurns } from "../../src/analysis/counted-turns.ts";
import { findCycles } from "../../src/analysis/forest.ts";
import { buildGraph } from "../../src/analysis/graph.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";

type States = Readonly<Record<string, object>>;

/** The greatest number of turns of the first loop of a machine that starts in its first state. */
function turnsIn(states: States, language = "JSONPath"): number | undefined {
  const definition = { QueryLanguage: language, StartAt: Object.keys(states)[0], States: states };
  const { root } = parseJson(JSON.stringify(definition));
  const graph = buildGraph(parseMachine(root, createJsonataReader(jsonata)));
  const [cycle] = findCycles(graph);
  if (cycle === undefined) throw new Error("no loop");
  return countedTurns(cycle, graph);
}

const work = (next: string, more: object = {}) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  ResultPath: "$.answer",
  Next: next,
  ...more,
});

/** Ask, count, and ask again up to a limit: a counter in the data of a JSONPath machine. */
const counting = (more: States = {}, rule: object = { NumericGreaterThanEquals: 5, Next: "Done" }): States => ({
  Init: { Type: "Pass", Result: 0, ResultPath: "$.n", Next: "Ask" },
  Ask: work("Step"),
  Step: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Enough?" },
  "Enough?": { Type: "Choice", Choices: [{ Variable: "$.n", ...rule }], Default: "Ask" },
  Done: { Type: "Succeed" },
  ...more,
});

/** The same with a variable, in either language. */
const variable = (more: States = {}): States => ({
  Init: { Type: "Pass", Assign: { n: 0 }, Next: "Ask" },
  Ask: {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Assign: { n: "{% $n + 1 %}" },
    Next: "Enough?",
  },
  "Enough?": { Type: "Choice", Choices: [{ Condition: "{% $n >= 5 %}", Next: "Done" }], Default: "Ask" },
  Done: { Type: "Succeed" },
  ...more,
});

describe("a counter in the data", () => {
  test.each<[what: string, rule: object, turns: number | undefined]>([
    ["at least 5 leaves", { NumericGreaterThanEquals: 5, Next: "Done" }, 5],
    ["more than 5 leaves", { NumericGreaterThan: 5, Next: "Done" }, 6],
    ["more than 4.5 leaves", { NumericGreaterThan: 4.5, Next: "Done" }, 5],
    ["exactly 5 leaves", { NumericEquals: 5, Next: "Done" }, 5],
    ["exactly 5 goes on too, and so does what is behind it", { NumericEquals: 5, Next: "Ask" }, undefined],
    ["exactly 0 never leaves, as the first question comes behind it", { NumericEquals: 0, Next: "Done" }, undefined],
    ["less than 5 leaves at once, or never", { NumericLessThan: 5, Next: "Done" }, undefined],
    ["at least 0 leaves at once", { NumericGreaterThanEquals: 0, Next: "Done" }, 1],
  ])("%s", (_, rule, turns) => expect(turnsIn(counting({}, rule))).toBe(turns));

  test("may be asked for going on", () => {
    const rule = { Variable: "$.n", NumericLessThan: 5, Next: "Ask" };
    const limit = { Type: "Choice", Choices: [rule], Default: "Done" };
    expect(turnsIn(counting({ "Enough?": limit }))).toBe(5);
    expect(turnsIn(counting({ "Enough?": { ...limit, Default: "Ask" } }))).toBeUndefined();
  });

  test("may be asked among other things", () => {
    const many = { Variable: "$.n", NumericGreaterThanEquals: 5 };
    const ready = { Variable: "$.answer.ready", BooleanEquals: true };
    const asked = (rule: object) =>
      turnsIn(counting({ "Enough?": { Type: "Choice", Choices: [rule], Default: "Ask" } }));
    expect(asked({ Or: [ready, many], Next: "Done" })).toBe(5);
    expect(asked({ And: [ready, many], Next: "Done" })).toBeUndefined();
    expect(asked({ Not: { Variable: "$.n", NumericLessThan: 5 }, Next: "Done" })).toBe(5);
  });

  test("may count down", () => {
    const rule = { NumericLessThanEquals: 0, Next: "Done" };
    const states = counting(
      {
        Init: { Type: "Pass", Result: { n: 3 }, Next: "Ask" },
        Step: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, -1)" }, Next: "Enough?" },
      },
      rule,
    );
    expect(turnsIn(states)).toBe(3);
  });

  test("may step by more than one, but then it may jump over a number", () => {
    const by = (step: number, rule: object) =>
      turnsIn(
        counting(
          { Step: { Type: "Pass", Parameters: { "n.$": `States.MathAdd($.n, ${step})` }, Next: "Enough?" } },
          rule,
        ),
      );
    expect(by(2, { NumericGreaterThanEquals: 5, Next: "Done" })).toBe(3);
    expect(by(2, { NumericEquals: 5, Next: "Done" })).toBeUndefined();
  });

  test("is asked before it is stepped", () => {
    const states: States = {
      Init: { Type: "Pass", Result: { n: 0 }, Next: "Enough?" },
      "Enough?": {
        Type: "Choice",
        Choices: [{ Variable: "$.n", NumericGreaterThanEquals: 5, Next: "Done" }],
        Default: "Ask",
      },
      Ask: work("Step"),
      Step: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Enough?" },
      Done: { Type: "Succeed" },
    };
    expect(turnsIn(states)).toBe(6);
  });

  test.each<[what: string, more: States]>([
    ["its first value is not literal", { Init: { Type: "Pass", Parameters: { "n.$": "$.from" }, Next: "Ask" } }],
    ["nothing sets it", { Init: { Type: "Pass", Next: "Ask" } }],
    ["a task replaces it", { Ask: work("Step", { ResultPath: "$.n" }) }],
    ["a task replaces all data", { Ask: work("Step", { ResultPath: undefined }) }],
    [
      "a catcher goes round the step",
      { Ask: work("Step", { Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Ask" }] }) },
    ],
    [
      "a catcher goes round the question",
      {
        Ask: work("Step", { Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Again" }] }),
        Again: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Ask" },
      },
    ],
    ["it is set again in the loop", { Ask: work("Reset"), Reset: { Type: "Pass", Result: { n: 0 }, Next: "Step" } }],
    [
      "it goes up and down",
      {
        Ask: work("Back"),
        Back: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, -1)" }, Next: "Step" },
      },
    ],
    [
      "an earlier rule goes on whatever it is",
      {
        "Enough?": {
          Type: "Choice",
          Choices: [
            { Variable: "$.answer.busy", BooleanEquals: true, Next: "Ask" },
            { Variable: "$.n", NumericGreaterThanEquals: 5, Next: "Done" },
          ],
          Default: "Ask",
        },
      },
    ],
    ["the paths differ", { Step: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.m, 1)" }, Next: "Enough?" } }],
    [
      "the step is not literal",
      { Step: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, $.by)" }, Next: "Enough?" } },
    ],
  ])("bounds nothing where %s", (_, more) => expect(turnsIn(counting(more))).toBeUndefined());

  test("holds where a catcher keeps it and comes back to the step", () => {
    const Ask = work("Step", { Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Step" }] });
    expect(turnsIn(counting({ Ask }))).toBe(5);
    const losing = work("Step", { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Step" }] });
    expect(turnsIn(counting({ Ask: losing }))).toBeUndefined();
  });

  test("starts at the least of several first values", () => {
    const states = counting({
      Init: { Type: "Choice", Choices: [{ Variable: "$.late", IsPresent: true, Next: "Late" }], Default: "Early" },
      Late: { Type: "Pass", Result: { n: 3 }, Next: "Ask" },
      Early: { Type: "Pass", Result: { n: 1 }, Next: "Ask" },
    });
    expect(turnsIn(states)).toBe(4);
  });
});

describe("a counter in a variable", () => {
  test("of JSONata", () => expect(turnsIn(variable(), "JSONata")).toBe(5));

  test("of JSONPath", () => {
    const states = variable({
      Ask: work("Enough?", { Assign: { "n.$": "States.MathAdd($n, 1)" } }),
      "Enough?": {
        Type: "Choice",
        Choices: [{ Variable: "$n", NumericGreaterThanEquals: 5, Next: "Done" }],
        Default: "Ask",
      },
    });
    expect(turnsIn(states)).toBe(5);
  });

  test.each<[condition: string, turns: number | undefined]>([
    ["$n > 4", 5],
    ["5 <= $n", 5],
    ["$n = 5", 5],
    ["$not($n < 5)", 5],
    ["($n >= 5)", 5],
    ["$done or $n >= 5", 5],
    ["$done and $n >= 5", undefined],
    ["$n >= $most", undefined],
    ["$count($n) >= 5", undefined],
  ])("leaves with %s", (condition, turns) => {
    const limit = { Type: "Choice", Choices: [{ Condition: `{% ${condition} %}`, Next: "Done" }], Default: "Ask" };
    expect(turnsIn(variable({ "Enough?": limit }), "JSONata")).toBe(turns);
  });

  test("is stepped by the rule that goes on", () => {
    const Ask = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Next: "Enough?" };
    const rules = [{ Condition: "{% $n < 5 %}", Assign: { n: "{% $n + 1 %}" }, Next: "Ask" }];
    expect(turnsIn(variable({ Ask, "Enough?": { Type: "Choice", Choices: rules, Default: "Done" } }), "JSONata")).toBe(
      6,
    );
  });

  test("is not stepped by a task that fails", () => {
    const Ask = { ...variable().Ask, Catch: [{ ErrorEquals: ["States.ALL"], Next: "Ask" }] };
    expect(turnsIn(variable({ Ask }), "JSONata")).toBeUndefined();
  });

  test("is stepped by the catcher as well", () => {
    const Catch = [{ ErrorEquals: ["States.ALL"], Assign: { n: "{% $n + 1 %}" }, Next: "Enough?" }];
    expect(turnsIn(variable({ Ask: { ...variable().Ask, Catch } }), "JSONata")).toBe(5);
  });

  test("in the output of JSONata states", () => {
    const states: States = {
      Init: { Type: "Pass", Output: { n: 0 }, Next: "Ask" },
      Ask: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Output: "{% $merge([$states.input, {'n': $states.input.n + 1}]) %}",
        Next: "Enough?",
      },
      "Enough?": {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.n >= 5 %}", Next: "Done" }],
        Default: "Ask",
      },
      Done: { Type: "Succeed" },
    };
    expect(turnsIn(states, "JSONata")).toBe(5);
    const lost = { ...states.Ask, Output: "{% $merge([{'n': $states.input.n + 1}, $states.result]) %}" };
    expect(turnsIn({ ...states, Ask: lost }, "JSONata")).toBeUndefined();
  });
});
