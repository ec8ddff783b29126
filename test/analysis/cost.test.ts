import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { costOf, isPriced, type MachineCost, type Unpriced } from "../../src/analysis/cost.ts";
import { buildGraph } from "../../src/analysis/graph.ts";
import { findLoops } from "../../src/analysis/loops.ts";
import type { Polynomial } from "../../src/analysis/polynomial.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";
import { choice, end, pass, poll, wait } from "../helpers/machine.ts";

type States = Readonly<Record<string, unknown>>;
type Type = "STANDARD" | "EXPRESS";

function analyse(states: States, more: object = {}, type: Type = "STANDARD"): MachineCost | Unpriced {
  const { root } = parseJson(JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more }));
  const machine = parseMachine(root, createJsonataReader(jsonata));
  return costOf(machine, { type, graph: buildGraph, loops: (scope) => findLoops(buildGraph(scope), type) });
}

function costIn(states: States, more: object = {}, type: Type = "STANDARD"): MachineCost {
  const cost = analyse(states, more, type);
  if (!isPriced(cost)) throw new Error(cost.reason);
  return cost;
}

function text(polynomial: Polynomial | null): string {
  if (polynomial === null) return "none";
  const terms = polynomial.map(({ coefficient, symbols }) => [coefficient, ...Object.keys(symbols)].join("·"));
  return terms.join(" + ") || "0";
}

const texts = ({ best, usual, worst }: MachineCost["transitions"]) => [text(best), text(usual), text(worst)];

const call = (more: object = {}) => ({ Type: "Task", Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", ...more });
const all = (next: string) => [{ ErrorEquals: ["States.ALL"], Next: next }];
const scope = (states: States) => ({ StartAt: Object.keys(states)[0], States: states });
const map = (states: States, more: object = {}) => ({ Type: "Map", ItemProcessor: scope(states), ...more });
const parallel = (...branches: States[]) => ({ Type: "Parallel", Branches: branches.map(scope) });

describe("transitions and events", () => {
  test.each<[what: string, states: States, transitions: string[], events: string[]]>([
    ["a straight way", { A: pass("B"), B: call({ End: true }) }, ["2", "2", "2"], ["9", "9", "9"]],
    [
      "a job that is waited for",
      { A: { ...call(), Resource: "arn:aws:states:::glue:startJobRun.sync", End: true } },
      ["1", "1", "1"],
      ["8", "8", "8"],
    ],
    [
      "a Resource that comes at deployment",
      { A: { ...call(), Resource: "${Task}", End: true } },
      ["1", "1", "1"],
      ["7", "7", "8"],
    ],
    [
      "retries",
      { A: call({ Retry: [{ ErrorEquals: ["A"] }, { ErrorEquals: ["B"], MaxAttempts: 2 }], End: true }) },
      ["1", "1", "6"],
      ["7", "7", "22"],
    ],
    [
      "a way through a catcher",
      { A: call({ Catch: all("Help"), Next: "B" }), B: pass("C"), C: end, Help: end },
      ["2", "3", "3"],
      ["6", "11", "11"],
    ],
    ["a choice", { A: choice("Long", "Short"), Long: pass("Short"), Short: end }, ["2", "3", "3"], ["6", "8", "8"]],
    [
      "a Fail at the top",
      { A: choice("No", "Yes"), No: { Type: "Fail" }, Yes: pass("End"), End: end },
      ["2", "3", "3"],
      ["5", "8", "8"],
    ],
    [
      "branches",
      { A: { ...parallel({ B: end }, { C: pass("D"), D: end }), End: true } },
      ["4", "4", "4"],
      ["12", "12", "13"],
    ],
    [
      "a branch that cannot succeed",
      { A: { ...parallel({ B: { Type: "Fail" } }), Catch: all("Help"), End: true }, Help: end },
      ["2", "none", "3"],
      ["6", "none", "10"],
    ],
    [
      "items",
      { A: { ...map({ B: call({ End: true }) }), End: true } },
      ["1 + 1·m1", "1 + 1·m1", "1 + 1·m1"],
      ["6 + 7·m1", "6 + 7·m1", "7 + 7·m1"],
    ],
    [
      "items past which a way leads",
      { A: choice("End", "M"), M: { ...map({ B: end }), Next: "End" }, End: end },
      ["2", "3 + 1·m1", "3 + 1·m1"],
      ["6", "10 + 4·m1", "11 + 4·m1"],
    ],
    [
      "items that are written down before",
      { A: { Type: "Pass", Result: [1, 2, 3], Next: "M" }, M: { ...map({ B: end }), End: true } },
      ["5", "5", "5"],
      ["20", "20", "21"],
    ],
    [
      "items of items",
      { A: { ...map({ B: { ...map({ C: end }), End: true } }), End: true } },
      ["1 + 1·m1 + 1·m1·m2", "1 + 1·m1 + 1·m1·m2", "1 + 1·m1 + 1·m1·m2"],
      ["6 + 6·m1 + 4·m1·m2", "6 + 6·m1 + 4·m1·m2", "7 + 7·m1 + 4·m1·m2"],
    ],
    ["a poll", { Start: pass("Wait"), ...poll(5) }, ["5", "2 + 3·p1", "2 + 3·p1"], ["15", "6 + 9·p1", "6 + 9·p1"]],
    [
      "a poll in the items of a Map",
      { A: { ...map(poll(5)), End: true } },
      ["1 + 4·m1", "1 + 1·m1 + 3·m1·p1", "1 + 1·m1 + 3·m1·p1"],
      ["6 + 13·m1", "6 + 4·m1 + 9·m1·p1", "7 + 4·m1 + 9·m1·p1"],
    ],
    [
      "a loop that only a catcher closes",
      { A: call({ Catch: all("W"), End: true }), W: wait(5, "A") },
      ["1", "1", "2·p1"],
      ["7", "7", "2 + 7·p1"],
    ],
    [
      "a loop in a loop",
      { A: pass("B"), B: pass("C?"), "C?": choice("D?", "B"), "D?": choice("End", "A"), End: end },
      ["5", "1 + 2·p1 + 2·p1·p2", "1 + 2·p1 + 2·p1·p2"],
      ["12", "4 + 4·p1 + 4·p1·p2", "4 + 4·p1 + 4·p1·p2"],
    ],
    [
      "a loop with two entries",
      { A: choice("B", "C"), B: pass("C"), C: choice("End", "B"), End: end },
      ["3", "2 + 2·p1", "2 + 2·p1"],
      ["8", "6 + 4·p1", "6 + 4·p1"],
    ],
  ])("of %s", (_, states, transitions, events) => {
    const cost = costIn(states);
    expect(texts(cost.transitions)).toEqual(transitions);
    expect(texts(cost.events)).toEqual(events);
  });

  it("of a counted loop are numbers", () => {
    const cost = costIn({
      Init: { Type: "Pass", Assign: { n: 0 }, Next: "Ask" },
      Ask: call({ Assign: { "n.$": "States.MathAdd($n, 1)" }, Next: "Enough?" }),
      "Enough?": {
        Type: "Choice",
        Choices: [{ Variable: "$n", NumericGreaterThanEquals: 4, Next: "End" }],
        Default: "Ask",
      },
      End: end,
    });
    expect(texts(cost.transitions)).toEqual(["4", "10", "10"]);
    expect(cost.symbols.map((symbol) => "loop" in symbol && symbol.loop.bound)).toEqual([
      { kind: "counter", turns: 4 },
    ]);
  });

  it("of a loop that the machine's timeout ends are a number at the worst alone", () => {
    expect(texts(costIn(poll(10), { TimeoutSeconds: 60 }).transitions)).toEqual(["4", "1 + 3·p1", "22"]);
  });

  it("of JSONata states have the evaluation that fails at the worst", () => {
    const states = { A: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true }, B: { Type: "Fail" } };
    expect(texts(costIn(states, { QueryLanguage: "JSONata" }).events)).toEqual(["7", "7", "8"]);
  });

  it("of a distributed Map are its own, and those of its children are apart", () => {
    const processor = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" }, ...scope(poll(5)) };
    const batched = { ItemBatcher: { MaxItemsPerBatch: 10 } };
    const cost = costIn({
      Start: pass("Each"),
      Each: { Type: "Map", ItemProcessor: processor, ...batched, End: true },
    });
    expect([texts(cost.transitions), texts(cost.events)]).toEqual([
      ["2", "2", "2"],
      ["10", "10", "11"],
    ]);
    const [child] = cost.children;
    expect(child && texts(child.executions)).toEqual(["0.1·m1", "0.9 + 0.1·m1", "1·m1"]);
    expect(child && [child.cost.type, texts(child.cost.transitions)]).toEqual(["EXPRESS", ["4", "1 + 3·p1", "184"]]);
    expect(cost.symbols.map(({ id }) => id)).toEqual(["m1"]);
    expect(cost.growth).toBe("O(1)");
  });

  it("count a distributed Map's children for each turn around it, and for each attempt at the worst", () => {
    const processor = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...scope({ A: end }) };
    const [child] = costIn({
      Each: { Type: "Map", ItemProcessor: processor, Retry: [{ ErrorEquals: ["States.ALL"] }], Next: "More?" },
      "More?": choice("End", "Each"),
      End: end,
    }).children;
    expect(child && texts(child.executions)).toEqual(["1·m1", "1·p1·m1", "4·p1·m1"]);
  });
});

describe("literal waiting", () => {
  const seconds = (states: States) => texts(costIn(states).seconds);

  it("adds up on a way, and is that of the slowest branch", () => {
    expect(seconds({ A: wait(5, "B"), B: wait(7, "C"), C: end })).toEqual(["12", "12", "12"]);
    const branches = parallel({ A: wait(5, "B"), B: end }, { C: wait(30, "D"), D: end });
    expect(seconds({ P: { ...branches, End: true } })).toEqual(["30", "30", "30"]);
  });

  it("has the pauses of retries at the worst", () => {
    const Retry = [{ ErrorEquals: ["A"], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 4, MaxDelaySeconds: 30 }];
    expect(seconds({ A: call({ Retry, End: true }) })).toEqual(["0", "0", "90"]);
    const patient = [{ ErrorEquals: ["A"], MaxAttempts: 99_999_999 }];
    expect(seconds({ A: call({ Retry: patient, End: true }) })).toEqual(["0", "0", "31536000"]);
  });

  it("of items depends on how many run beside each other", () => {
    const each = (more: object) => seconds({ M: { ...map({ A: wait(8, "B"), B: end }, more), End: true } });
    expect(each({ MaxConcurrency: 1 })).toEqual(["8·m1", "8·m1", "8·m1"]);
    expect(each({ MaxConcurrency: 4 })).toEqual(["2·m1", "8 + 2·m1", "8·m1"]);
    expect(each({})).toEqual(["0", "8 + 0.2·m1", "8·m1"]);
  });
});

describe("growth", () => {
  test.each<[growth: string, states: States]>([
    ["O(1)", { A: end }],
    ["O(n)", poll(5)],
    ["O(n)", { ...poll(5), Done: { ...map({ B: end }), End: true } }],
    ["O(n·m)", { A: { ...map(poll(5)), End: true } }],
    ["O(n·m·k)", { A: { ...map({ B: { ...map(poll(5)), End: true } }), End: true } }],
    ["unbounded", { A: choice("B", "End"), B: pass("C"), C: pass("B"), End: end }],
  ])("is %s", (growth, states) => expect(costIn(states).growth).toBe(growth));

  it("of a loop without a way out is unbounded whatever ends it", () => {
    const states = { A: choice("B", "End"), B: wait(60, "B"), End: end };
    expect(costIn(states, { TimeoutSeconds: 600 }).growth).toBe("unbounded");
  });
});

describe("a machine that cannot be priced", () => {
  test.each<[reason: Unpriced["reason"], states: States, state: string | undefined]>([
    ["start", {}, undefined],
    ["dangling", { A: pass("Nowhere") }, "A"],
    ["deadEnd", { A: { Type: "Pass" } }, "A"],
    ["type", { A: { Type: "Tusk", End: true } }, "A"],
    ["open", { A: { Type: "${Type}", End: true } }, "A"],
    ["open", { A: { ...choice("B"), Default: "${Next}" }, B: end }, "A"],
    ["inner", { A: { Type: "Parallel", Branches: [], End: true } }, "A"],
    ["inner", { A: { Type: "Map", End: true } }, "A"],
    [
      "mode",
      { A: { Type: "Map", ItemProcessor: { ProcessorConfig: { Mode: "${Mode}" }, ...scope({ B: end }) }, End: true } },
      "A",
    ],
    ["attempts", { A: call({ Retry: [{ ErrorEquals: ["A"], MaxAttempts: "${N}" }], End: true }) }, "A"],
  ])("%s", (reason, states, state) => {
    const cost = analyse(states);
    expect(isPriced(cost) ? undefined : [cost.reason, cost.state?.name]).toEqual([reason, state]);
  });

  it("is one whose states that are reached cannot be, and no other", () => {
    expect(isPriced(analyse({ A: end, B: pass("Nowhere") }))).toBe(true);
  });
});

it("names symbols in the order of the text, the outer loop of two at one state first", () => {
  const cost = costIn({
    Each: { ...map({ In: end }), Next: "A" },
    A: choice("B", "A"),
    B: choice("End", "A"),
    End: { ...map({ Out: end }), End: true },
  });
  expect(cost.symbols.map(({ id, kind, states }) => [id, kind, states.map(({ name }) => name).join()])).toEqual([
    ["m1", "map", "Each"],
    ["p1", "loop", "A,B"],
    ["m2", "map", "End"],
  ]);
});
