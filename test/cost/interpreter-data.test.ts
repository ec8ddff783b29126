import { describe, expect, it, test } from "vitest";
import { type Decider, type Script, scripted } from "./decisions.ts";
import type { MachineJson, RuleJson, StateJson } from "./definition.ts";
import { walk } from "./interpreter.ts";
import type { Walk } from "./walk.ts";

const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:work";
const ALL = ["States.ALL"];

const run = (
  states: Record<string, StateJson>,
  script: Script = {},
  otherwise: Partial<Decider> = {},
  more: Partial<MachineJson> = {},
): Walk =>
  walk({ StartAt: Object.keys(states)[0] ?? "", States: states, ...more }, scripted(script, otherwise), { limit: 99 });
const visitsOf = (state: string, { runs }: Walk): number => runs.flat().filter((name) => name === state).length;

/** A loop that stops at a limit: its first value, what steps it, what is compared. */
const loop = (first: Partial<StateJson>, step: Partial<StateJson>, rule: RuleJson): Record<string, StateJson> => ({
  First: { Type: "Pass", ...first, Next: "Guard" },
  Guard: {
    Type: "Choice",
    ...(rule.Condition === undefined ? {} : { QueryLanguage: "JSONata" }),
    Choices: [{ ...rule, Next: "End" }],
    Default: "Step",
  },
  Step: { Type: "Pass", ...step, Next: "Guard" },
  End: { Type: "Succeed" },
});
const jsonata = (fields: Partial<StateJson>): Partial<StateJson> => ({ QueryLanguage: "JSONata", ...fields });
const variable = loop(
  { Assign: { n: 0 } },
  { Assign: { "n.$": "States.MathAdd($n, 1)" } },
  { Variable: "$n", NumericGreaterThanEquals: 3 },
);

describe("a counter", () => {
  test.each<[what: string, turns: number, states: Record<string, StateJson>]>([
    ["a variable", 4, variable],
    [
      "one beyond",
      5,
      {
        ...variable,
        Guard: { ...variable.Guard, Choices: [{ Variable: "$n", NumericGreaterThan: 3, Next: "End" }] } as StateJson,
      },
    ],
    [
      "a variable in JSONata",
      4,
      loop(jsonata({ Assign: { n: 0 } }), jsonata({ Assign: { n: "{% $n + 1 %}" } }), { Condition: "{% $n >= 3 %}" }),
    ],
    [
      "a variable that goes down",
      4,
      loop(jsonata({ Assign: { n: 3 } }), jsonata({ Assign: { n: "{% $n - 1 %}" } }), {
        Condition: "{% $not($n > 0) %}",
      }),
    ],
    [
      "what is not exact in binary",
      12,
      loop(jsonata({ Assign: { n: 0 } }), jsonata({ Assign: { n: "{% $n + 0.1 %}" } }), { Condition: "{% $n >= 1 %}" }),
    ],
    [
      "the data",
      4,
      loop(
        { Result: { n: 0 } },
        { Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
        { Variable: "$.n", NumericEquals: 3 },
      ),
    ],
    [
      "a part of the data",
      4,
      loop(
        { Result: { n: 0 }, ResultPath: "$.held" },
        { Parameters: { "n.$": "States.MathAdd($.held.n, 1)" }, ResultPath: "$.held" },
        { Variable: "$.held.n", NumericEquals: 3 },
      ),
    ],
    [
      "what InputPath leaves",
      4,
      loop(
        { Result: { n: 0 }, ResultPath: "$.held" },
        { InputPath: "$.held", Parameters: { "n.$": "States.MathAdd(1, $.n)" }, ResultPath: "$.held" },
        { Variable: "$.held.n", NumericEquals: 3 },
      ),
    ],
    [
      "the data in JSONata",
      4,
      loop(
        jsonata({ Output: "{% $merge([$states.input, {'n': 0}]) %}" }),
        jsonata({ Output: "{% $merge([$states.input, {'n': $states.input.n + 1}]) %}" }),
        { Condition: "{% $states.input.n = 3 or $states.input.done %}" },
      ),
    ],
  ])("in %s ends its loop after %i turns", (_, turns, states) => {
    const stay = { way: (_state: string, targets: readonly unknown[]) => targets.length - 1 };
    const taken = run(states, {}, stay);
    expect(taken.outcome).toBe("succeeded");
    expect(visitsOf("Guard", taken)).toBe(turns);
  });

  const withTask = (more: Partial<StateJson>): Record<string, StateJson> => ({
    ...variable,
    Guard: { ...variable.Guard, Default: "Work" } as StateJson,
    Work: { Type: "Task", Resource: LAMBDA, Next: "Step", ...more },
  });

  it("that a catcher goes past does not", () => {
    const states = withTask({ Catch: [{ ErrorEquals: ALL, Next: "Guard" }] });
    const failures = Array.from({ length: 20 }, () => ({ fails: "call" }) as const);
    expect(visitsOf("Guard", run(states, { Work: failures }))).toBe(4 + 20);
  });

  it("in the data is lost where a result takes its place", () => {
    const states = loop(
      { Result: { n: 0 } },
      { Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
      { Variable: "$.n", NumericGreaterThanEquals: 3 },
    );
    const work: StateJson = { Type: "Task", Resource: LAMBDA, Next: "Guard" };
    const low = { number: () => -9 };
    expect(run({ ...states, Step: { ...states.Step, Next: "Work" } as StateJson, Work: work }, {}, low).outcome).toBe(
      "cut",
    );
    const kept = { ...work, ResultPath: null };
    expect(run({ ...states, Step: { ...states.Step, Next: "Work" } as StateJson, Work: kept }, {}, low).outcome).toBe(
      "succeeded",
    );
  });

  it("in the data is lost where an error takes its place, so what steps it fails", () => {
    const states = loop(
      { Result: { n: 0 } },
      { Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
      { Variable: "$.n", NumericGreaterThanEquals: 3 },
    );
    const work: StateJson = { Type: "Task", Resource: LAMBDA, ResultPath: null, Next: "Step" };
    const caught = { ...work, Catch: [{ ErrorEquals: ALL, Next: "Step" }] };
    const all = { ...states, Guard: { ...states.Guard, Default: "Work" } as StateJson, Work: caught };
    expect(run(all, { Work: [{ fails: "call" }] }).outcome).toBe("died");
  });

  it("in the data is lost where OutputPath leaves it out", () => {
    const rule = { Variable: "$.n", NumericEquals: 3 };
    const step = { Parameters: { "n.$": "States.MathAdd($.n, 1)" } };
    expect(run(loop({ Result: { n: 0 } }, { ...step, OutputPath: null }, rule)).outcome).toBe("died");
  });

  it("in a variable takes the result as it was before ResultSelector", () => {
    const fields = { ResultSelector: { n: 3 }, Assign: { "n.$": "$.n" } };
    const states = loop({ Assign: { n: 0 } }, {}, { Variable: "$n", NumericEquals: 3 });
    const work = { Type: "Task", Resource: LAMBDA, Next: "Guard", ...fields } as const;
    expect(run({ ...states, Step: work }, {}, { number: () => 7 }).outcome).toBe("cut");
  });

  it("without a first value lets the execution fail", () => {
    expect(run(withTask({}), {}).outcome).toBe("succeeded");
    const { First: _, ...states } = variable;
    expect(run(states).outcome).toBe("died");
  });

  it("steps by the rule that a Choice follows, or by itself where it follows none", () => {
    const step = { Assign: { "n.$": "States.MathAdd($n, 1)" } };
    const choose = (rule: object, choice: object): Record<string, StateJson> => ({
      ...variable,
      Step: {
        Type: "Choice",
        Choices: [{ Variable: "$.a", StringEquals: "b", Next: "Guard", ...rule }],
        Default: "Guard",
        ...choice,
      },
    });
    const first = { way: () => 0 };
    const second = { way: () => 1 };
    expect(run(choose(step, {}), {}, first).outcome).toBe("succeeded");
    expect(run(choose({}, step), {}, first).outcome).toBe("cut");
    expect(run(choose({}, step), {}, second).outcome).toBe("succeeded");
  });

  it("in a branch is another one in each run", () => {
    const branch = { StartAt: "First", States: variable };
    const states: Record<string, StateJson> = { Map: { Type: "Map", ItemProcessor: branch, End: true } };
    expect(visitsOf("Guard", run(states, { Map: [{ items: 3 }] }))).toBe(3 * 4);
  });
});

describe("the items of a Map", () => {
  const processor = { StartAt: "Item", States: { Item: { Type: "Pass" as const, End: true } } };
  const map: StateJson = { Type: "Map", ItemProcessor: processor, End: true };
  const list = [7, 8, 9];

  test.each<[where: string, given: Partial<StateJson>, read: Partial<StateJson>]>([
    ["the result before", { Result: list }, {}],
    ["a part of it", { Result: { list } }, { ItemsPath: "$.list" }],
    ["what was put there", { Result: list, ResultPath: "$.list" }, { ItemsPath: "$.list" }],
    ["a variable", { Assign: { list } }, { ItemsPath: "$list" }],
    ["its own field", {}, { QueryLanguage: "JSONata", Items: list }],
    ["an expression", {}, { QueryLanguage: "JSONata", Items: "{% [7, 8, 9] %}" }],
    ["a range", {}, { QueryLanguage: "JSONata", Items: "{% [1..3] %}" }],
    ["an array of what is not known", {}, { QueryLanguage: "JSONata", Items: ["{% $states.input.a %}", 8, 9] }],
    ["an intrinsic function", { Parameters: { "list.$": "States.Array($.a, $.b, $.c)" } }, { ItemsPath: "$.list" }],
    ["the part that it looks at", { Result: { list } }, { InputPath: "$.list" }],
    ["the part that is handed on", { Result: { list }, OutputPath: "$.list" }, {}],
  ])("are those of %s", (_, given, read) => {
    const taken = run({ Before: { Type: "Pass", ...given, Next: "Map" }, Map: { ...map, ...read } });
    expect(taken.maps).toEqual([{ state: "Map", items: 3, executions: 0 }]);
    expect(visitsOf("Item", taken)).toBe(3);
  });

  it("are as many as the data has where a list is put together of it", () => {
    const open: StateJson = { ...map, QueryLanguage: "JSONata", Items: "{% [$states.input.a, 8, 9] %}" };
    expect(run({ Map: open }, { Map: [{ items: 5 }] }).maps).toMatchObject([{ items: 5 }]);
  });

  it("must be a list", () => {
    const before: StateJson = { Type: "Pass", Result: 3, Next: "Map" };
    const taken = run({ Before: before, Map: map });
    expect(taken).toMatchObject({ outcome: "died", maps: [], transitions: 2 });
    // Entered, and MapStateFailed.
    expect(taken.events - 2).toBe(2 + 2);
  });

  it("of a distributed Map go into batches, as many as its reader reads", () => {
    const distributed = {
      ...map,
      ItemProcessor: { ...processor, ProcessorConfig: { Mode: "DISTRIBUTED" } },
      ItemReader: { ReaderConfig: { MaxItems: 5 } },
      ItemBatcher: { MaxItemsPerBatch: 2 },
    };
    const taken = run({ Map: distributed }, { Map: [{ items: 9 }] });
    expect(taken.maps).toEqual([{ state: "Map", items: 5, executions: 3 }]);
    expect(taken.transitions).toBe(1);
  });
});

describe("waiting", () => {
  const wait = (Seconds: unknown, more: Partial<StateJson> = { End: true }): StateJson => ({
    Type: "Wait",
    Seconds,
    ...more,
  });
  const scope = (seconds: number) => ({ StartAt: `W${seconds}`, States: { [`W${seconds}`]: wait(seconds) } });

  it("adds up along a way, where it is literal", () => {
    const states = {
      A: wait(5, { Next: "B" }),
      B: wait("{% $x %}", { QueryLanguage: "JSONata", Next: "C" }),
      C: wait(7),
    };
    expect(run(states).seconds).toBe(12);
  });

  it("is that of the longest branch", () => {
    expect(run({ P: { Type: "Parallel", Branches: [scope(5), scope(9)], Next: "W" }, W: wait(2) }).seconds).toBe(9 + 2);
  });

  test.each([
    [1, 50, false],
    [2, 30, true],
    [5, 10, true],
  ])("of iterations depends on how many run at once: %i", (workers, seconds, most) => {
    const map: StateJson = { Type: "Map", MaxConcurrency: most ? workers : 3, ItemProcessor: scope(10), End: true };
    const taken = run({ Map: map }, { Map: [{ items: 5 }] }, { workers: () => workers });
    expect(taken).toMatchObject({ seconds, slow: !most });
  });

  it("ends with the timeout of the machine, which the first and the last event enclose", () => {
    const states = { A: wait(30, { Next: "B" }), B: { Type: "Pass" as const, Next: "A" } };
    const taken = run(states, {}, {}, { TimeoutSeconds: 70 });
    expect(taken).toMatchObject({ outcome: "died", seconds: 70, transitions: 5, events: 2 + 4 * 2 + 1 });
  });

  it("passes by the clock", () => {
    const states: Record<string, StateJson> = {
      Begin: { Type: "Pass", QueryLanguage: "JSONata", Assign: { begun: "{% $millis() %}" }, Next: "W" },
      W: wait(30, { Next: "Over?" }),
      "Over?": {
        Type: "Choice",
        QueryLanguage: "JSONata",
        Choices: [{ Condition: "{% $millis() - $begun > 60000 %}", Next: "End" }],
        Default: "W",
      },
      End: { Type: "Succeed" },
    };
    expect(run(states)).toMatchObject({ outcome: "succeeded", seconds: 90 });
  });
});
