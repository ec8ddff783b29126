import { describe, expect, it, test } from "vitest";
import { buildGraph, isTerminal, reachableFrom } from "../../src/analysis/graph.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";
import { choice, end, graphOf, machineOf, namesOf, pass, stateOf, task } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

const read = (text: string) => buildGraph(parseMachine(parseJson(text).root));

describe("edges", () => {
  const graph = graphOf({
    Ask: { ...task("Rule"), Catch: [{ Next: "Sorry" }, { Next: "Rule" }] },
    Rule: choice("Ask", "Good", "Good"),
    Good: { Type: "Succeed", Next: "Ask" },
    Sorry: { Type: "Fail", Next: "Ask" },
  });

  it("are next, default, choices and catchers", () => {
    expect(graph.edges.map(({ from, kind, to }) => `${from.name} ${kind} ${to.name}`)).toEqual([
      "Ask next Rule",
      "Ask catch Sorry",
      "Ask catch Rule",
      "Rule choice Good",
      "Rule choice Good",
      "Rule default Ask",
    ]);
  });

  it("are known from both ends, with the rule or catcher they belong to", () => {
    const rule = stateOf(graph.scope, "Rule");
    expect(graph.outgoing(rule)).toHaveLength(3);
    expect(graph.incoming(rule).map(({ kind }) => kind)).toEqual(["next", "catch"]);
    expect(graph.outgoing(rule)[0]?.rule).toBe(rule.type === "Choice" && rule.rules[0]);
    expect(graph.incoming(rule)[1]?.catcher).toBeDefined();
  });

  it("lead nowhere from Succeed and Fail, which end an execution", () => {
    expect(namesOf(graph.terminals)).toEqual(["Good", "Sorry"]);
    expect(graph.outgoing(stateOf(graph.scope, "Good"))).toEqual([]);
  });

  it("of a Choice are none of its Next", () => {
    expect(graphOf({ A: { Type: "Choice", Next: "A", Choices: [] } }).edges).toEqual([]);
  });

  it("of rules inside others do not count", () => {
    const inner = { Variable: "$.a", IsNull: true, Next: "A" };
    expect(
      graphOf({ A: { Type: "Choice", Choices: [{ Not: inner }, { And: [inner], Next: "A" }] } }).edges,
    ).toHaveLength(1);
  });

  it("of an unknown state may be taken", () => {
    expect(graphOf({ A: { Type: "Tsak", Next: "B" }, B: end }).edges).toHaveLength(1);
  });
});

describe("what is reachable", () => {
  it("is what a path from the start leads to", () => {
    const graph = graphOf({ A: pass("B"), B: end, Island: pass("B"), Loop: pass("Loop") });
    expect(namesOf(graph.reachable)).toEqual(["A", "B"]);
  });

  it("is nothing without a start", () => {
    for (const start of ["Missing", undefined, 5, "${Start}"]) {
      expect(buildGraph(machineOf({ StartAt: start, States: { A: end } })).reachable.size).toBe(0);
    }
  });

  it("stays in its scope", () => {
    const inner = { StartAt: "In", States: { In: { ...pass("Out") } } };
    const machine = machineOf({
      StartAt: "P",
      States: { P: { Type: "Parallel", Branches: [inner], End: true }, Out: end },
    });
    const [outer, branch] = machine.scopes.map(buildGraph);
    expect(outer && namesOf(outer.reachable)).toEqual(["P"]);
    expect(branch?.dangling.map(({ field }) => field.value)).toEqual(["Out"]);
  });

  it("is what several starts lead to together", () => {
    const graph = graphOf({ A: pass("C"), B: pass("C"), C: end });
    expect(reachableFrom([], graph).size).toBe(0);
    const starts = [stateOf(graph.scope, "B"), stateOf(graph.scope, "A")];
    expect(namesOf(reachableFrom(starts, graph)).sort()).toEqual(["A", "B", "C"]);
  });

  it("is found in a chain of 20,000 states in no time", () => {
    const states = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`S${i}`, i < 19_999 ? pass(`S${i + 1}`) : end]),
    );
    const graph = graphOf(states);
    const start = processorTime();
    expect(graph.reachable.size).toBe(20_000);
    expect(processorTime() - start).toBeLessThan(1_000);
  });
});

describe("transitions to nowhere", () => {
  it("are told with where they come from", () => {
    const graph = graphOf({ A: { ...task("Gone"), Catch: [{ Next: "Away" }] }, B: choice("None", "A") });
    expect(graph.dangling.map(({ from, kind, field }) => `${from.name} ${kind} ${field.value}`)).toEqual([
      "A next Gone",
      "A catch Away",
      "B default None",
    ]);
  });

  it("are not those that only deployment knows", () => {
    const graph = graphOf({ A: pass("${Next}"), B: { Type: "Pass", Next: 5 } });
    expect(graph.dangling).toEqual([]);
  });

  it("are not names of members that every object has", () => {
    expect(graphOf({ A: pass("constructor") }).dangling).toHaveLength(1);
  });
});

describe("a scope is open where the text does not show all", () => {
  test.each([
    '{"StartAt": ${S}, "States": {}}',
    '{"StartAt": "A", "States": ${States}}',
    '{"StartAt": "A", "States": {${More}}}',
    '{"StartAt": "A", "States": {"A": ${A}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "${T}"}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Pass", ${More}}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "${N}"}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": ["${R}"]}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{${R}}]}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Choice", "Default": "${D}"}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Catch": ${C}}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Catch": [{"Next": "${N}"}]}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Catch": [{${N}}]}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Pass"',
    '{"StartAt": 5, "States": {"A": {"Type": "Pass", "End": true}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": ["B"]}, "B": {"Type": "Succeed"}}}',
    "[]",
  ])("%s", (text) => expect(read(text).open).toBe(true));

  test.each([
    '{"StartAt": "A", "States": {}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Comment": "${C}"}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${R}", "Next": "Gone"}}}',
    '{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": []}}}',
  ])("but not: %s", (text) => expect(read(text).open).toBe(false));
});

test.each<[object, boolean]>([
  [{ Type: "Succeed" }, true],
  [{ Type: "Fail" }, true],
  [{ Type: "Pass", End: true }, true],
  [{ Type: "Pass", End: false }, false],
  [{ Type: "Pass", End: "true" }, false],
  [{ Type: "Pass" }, false],
])("%j ends an execution: %s", (state, expected) => {
  expect(isTerminal(stateOf(machineOf({ States: { A: state } }), "A"))).toBe(expected);
});
