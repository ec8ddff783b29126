import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { buildGraph } from "../../src/analysis/graph.ts";
import { findLoops } from "../../src/analysis/loops.ts";
import { visitExpressions } from "../../src/asl/expressions.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { visitMachine } from "../../src/asl/visit.ts";
import type { Json } from "../../src/document/editor.ts";
import { parseJson } from "../../src/document/json.ts";
import { jsonValue } from "../helpers/json-text.ts";
import { machineOf, namesOf, poll, stateOf, walkerOf } from "../helpers/machine.ts";

const read = (text: string) => parseMachine(parseJson(text).root);

/** The one state of a machine, whatever stands there. */
function only(state: unknown, machine: object = {}) {
  return stateOf(machineOf({ StartAt: "A", States: { A: state }, ...machine }), "A");
}

describe("what is no machine", () => {
  test.each(["[]", "1", '"text"', "null", "", "${Definition}", "\u0000"])(
    "%j is one whose states are not known",
    (text) => {
      const machine = read(text);
      expect([machine.open, machine.states.size, machine.startAt]).toEqual([true, 0, undefined]);
    },
  );

  it("an empty object is one without states", () => {
    expect(read("{}")).toMatchObject({ open: false, startAt: undefined, statesNode: undefined });
  });

  test.each(["[]", "1", "null", '"x"'])("States: %s are none", (states) => {
    const machine = read(`{"StartAt": "A", "States": ${states}}`);
    expect([machine.states.size, machine.statesNode, machine.open]).toEqual([0, undefined, false]);
  });

  it("States: ${x} are not known", () => expect(read('{"States": ${x}}').open).toBe(true));
});

describe("what is no state", () => {
  test.each([
    "text",
    1,
    null,
    true,
    [],
    [{}],
    {},
    { Type: 1 },
    { Type: "task" },
    { Type: "${Type}" },
    { Type: ["Task"] },
  ])("%j is of unknown type and a target all the same", (state) => {
    const found = only(state);
    expect([found.type, found.name]).toEqual(["Unknown", "A"]);
  });

  it("a placeholder is", () => expect(stateOf(read('{"States": {"A": ${A}}}'), "A").type).toBe("Unknown"));
});

describe("a field of a wrong type has no value and keeps its place", () => {
  const cases: [type: string, fields: object, field: string][] = [
    ["Task", { Next: 1 }, "next"],
    ["Task", { End: "true" }, "end"],
    ["Task", { TimeoutSeconds: "60" }, "timeoutSeconds"],
    ["Task", { TimeoutSeconds: "${Timeout}" }, "timeoutSeconds"],
    ["Task", { Resource: ["arn"] }, "resourceField"],
    ["Task", { InputPath: 5 }, "inputPath"],
    ["Wait", { Seconds: "{% 5 %}" }, "seconds"],
    ["Wait", { Timestamp: 5 }, "timestamp"],
    ["Choice", { Default: {} }, "default"],
    ["Fail", { Error: 404 }, "error"],
    ["Map", { MaxConcurrency: "1" }, "maxConcurrency"],
    ["Pass", { Comment: {} }, "comment"],
  ];
  test.each(cases)("%s %j", (type, fields, field) => {
    const state = only({ Type: type, ...fields });
    expect(Reflect.get(state, field)).toMatchObject({ value: undefined, key: Object.keys(fields)[0] });
  });

  it("null is a value only of paths", () => {
    expect(only({ Type: "Pass", InputPath: null, ResultPath: null, Next: null })).toMatchObject({
      inputPath: { value: null },
      resultPath: { value: null },
      next: { value: undefined },
    });
  });

  it("one that is missing is absent", () =>
    expect(only({ Type: "Task" })).toMatchObject({ next: undefined, resourceField: undefined }));
});

describe("lists in wrong places", () => {
  const odd: unknown[] = [undefined, null, 1, "x", {}, [], [1, null, "x", []], "${x}"];
  test.each(odd)("Choices: %j", (choices) =>
    expect(only({ Type: "Choice", Choices: choices })).toMatchObject({ rules: [] }),
  );
  test.each(odd)("Retry and Catch: %j", (list) => {
    expect(only({ Type: "Task", Retry: list, Catch: list })).toMatchObject({ retry: [], catch: [] });
  });
  test.each(odd)("Branches: %j", (branches) => {
    expect(only({ Type: "Parallel", Branches: branches })).toMatchObject({ type: "Parallel", branches: [] });
  });
  test.each(odd.filter((value) => JSON.stringify(value) !== "{}"))("ItemProcessor: %j", (processor) => {
    expect(only({ Type: "Map", ItemProcessor: processor })).toMatchObject({ type: "Map", processor: undefined });
  });

  it("hide entries where only deployment knows them", () => {
    expect(only({ Type: "Choice", Choices: "${Rules}" })).toMatchObject({ rulesOpen: true });
    expect(only({ Type: "Choice", Choices: ["${Rule}"] })).toMatchObject({ rulesOpen: true });
    expect(only({ Type: "Choice", Choices: [] })).toMatchObject({ rulesOpen: false });
    expect(only({ Type: "Task", Retry: ["${Retrier}"] })).toMatchObject({ handlersOpen: true });
    expect(only({ Type: "Task", Catch: [] })).toMatchObject({ handlersOpen: false });
  });

  it("errors are known only if all of them are", () => {
    const errors = (list: unknown) => only({ Type: "Task", Catch: [{ ErrorEquals: list, Next: "A" }] });
    expect(errors(["A", "B"])).toMatchObject({ catch: [{ errors: { value: ["A", "B"] } }] });
    for (const list of [["A", 1], ["${E}"], "A", {}])
      expect(errors(list)).toMatchObject({ catch: [{ errors: { value: undefined } }] });
  });
});

describe("the query language of a state", () => {
  // https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html; wrong values: measured.
  const cases: [machine: unknown, state: unknown, language: string | undefined][] = [
    [undefined, undefined, "JSONPath"],
    ["JSONPath", undefined, "JSONPath"],
    ["JSONata", undefined, "JSONata"],
    [undefined, "JSONata", "JSONata"],
    [undefined, "JSONPath", "JSONPath"],
    ["JSONata", "JSONPath", "JSONPath"],
    ["JSONata", "jsonpath", "JSONata"],
    ["jsonpath", undefined, "JSONata"],
    [undefined, "foo", "JSONata"],
    [undefined, 5, "JSONata"],
    [5, undefined, "JSONata"],
    [undefined, null, "JSONata"],
    ["${Language}", undefined, undefined],
    [undefined, "${Language}", undefined],
    ["${Language}", "JSONata", "JSONata"],
    ["${Language}", "JSONPath", "JSONPath"],
  ];
  test.each(cases)("of a machine in %j that says %j is %j", (machine, state, language) => {
    const found = only({ Type: "Pass", QueryLanguage: state }, { QueryLanguage: machine });
    expect(found.language).toBe(language);
  });

  it("is the machine's inside a Map and a Parallel, whatever those say", () => {
    const inner = { StartAt: "In", States: { In: { Type: "Pass" }, Own: { Type: "Pass", QueryLanguage: "JSONata" } } };
    const machine = machineOf({
      States: {
        M: { Type: "Map", QueryLanguage: "JSONata", ItemProcessor: { ...inner, QueryLanguage: "JSONata" } },
        P: { Type: "Parallel", QueryLanguage: "JSONata", Branches: [{ ...inner, QueryLanguage: "JSONata" }] },
      },
    });
    const inside = machine.scopes
      .slice(1)
      .map((scope) => [stateOf(scope, "In").language, stateOf(scope, "Own").language]);
    expect(inside).toEqual([
      ["JSONPath", "JSONata"],
      ["JSONPath", "JSONata"],
    ]);
    expect(stateOf(machine, "M").language).toBe("JSONata");
  });

  it("is not known where members are hidden that may say it", () => {
    const machine = read('{"States": {"A": {"Type": "Pass", ${More}}, "B": {"Type": "Pass"}}}');
    expect([stateOf(machine, "A").language, stateOf(machine, "B").language]).toEqual([undefined, "JSONPath"]);
  });
});

describe("scopes", () => {
  it("come with the machine first, each before those inside it", () => {
    const leaf = { StartAt: "Leaf", States: { Leaf: { Type: "Succeed" } } };
    const machine = machineOf({
      StartAt: "P",
      States: {
        P: { Type: "Parallel", Branches: [{ StartAt: "M", States: { M: { Type: "Map", Iterator: leaf } } }, leaf] },
        M2: { Type: "Map", ItemProcessor: leaf, Iterator: { States: {} } },
      },
    });
    expect(machine.scopes.map((scope) => [namesOf(scope.states.values()).join(), scope.owner?.name])).toEqual([
      ["P,M2", undefined],
      ["M", "P"],
      ["Leaf", "M"],
      ["Leaf", "P"],
      ["Leaf", "M2"],
    ]);
    expect(machine.scopes.every((scope) => scope.machine === machine)).toBe(true);
  });

  it("the last of two states with one name counts", () => {
    const machine = read('{"States": {"A": {"Type": "Pass"}, "B": {"Type": "Fail"}, "A": {"Type": "Succeed"}}}');
    expect([...machine.states].map(([name, { type }]) => [name, type])).toEqual([
      ["A", "Succeed"],
      ["B", "Fail"],
    ]);
  });

  it("states may be called like members of objects", () => {
    const machine = read(
      '{"StartAt": "__proto__", "States": {"__proto__": {"Type": "Succeed"}, "constructor": {"Type": "Fail"}}}',
    );
    expect(namesOf(machine.states.values())).toEqual(["__proto__", "constructor"]);
    expect(buildGraph(machine).start?.name).toBe("__proto__");
  });
});

describe("choice rules", () => {
  it("nest, each with its parent", () => {
    const rule = {
      And: [{ Variable: "$.a", IsPresent: true }, { Not: { Variable: "$.b", NumericEquals: 1 } }, { Or: [1, {}] }],
      Next: "A",
    };
    const state = only({ Type: "Choice", Choices: [rule] });
    const [top] = state.type === "Choice" ? state.rules : [];
    expect(top?.operator).toBe("And");
    expect(
      top?.rules.map(({ operator, comparison, rules }) => [operator, comparison?.key, comparison?.value, rules.length]),
    ).toEqual([
      [undefined, "IsPresent", true, 0],
      ["Not", undefined, undefined, 1],
      ["Or", undefined, undefined, 1],
    ]);
    expect(top?.rules[1]?.rules[0]).toMatchObject({ comparison: { key: "NumericEquals", value: 1 } });
    expect(top?.rules[1]?.rules[0]?.parent).toBe(top?.rules[1]);
  });
});

describe("whatever the text says, nothing throws", () => {
  const whole = {
    Comment: "c",
    StartAt: "Wait",
    QueryLanguage: "JSONPath",
    TimeoutSeconds: 60,
    States: {
      ...poll(5),
      Fan: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "A",
            States: {
              A: {
                Type: "Task",
                Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                Parameters: { "x.$": "States.Format('{}', $.a)" },
                End: true,
              },
            },
          },
        ],
        Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 60, BackoffRate: 1, IntervalSeconds: 5 }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Each", ResultPath: null }],
        Next: "Each",
      },
      Each: {
        Type: "Map",
        ItemsPath: "$.items[*]",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
          StartAt: "B",
          States: { B: { Type: "Succeed" } },
        },
        ItemReader: { Parameters: { "Key.$": "$.k" }, ReaderConfig: { MaxItemsPath: "$.n" } },
        Next: "Rule",
      },
      Rule: {
        Type: "Choice",
        Choices: [
          {
            And: [{ Variable: "$.a", NumericGreaterThanPath: "$.b" }, { Not: { Variable: "$.c", IsNull: true } }],
            Next: "Wait",
          },
        ],
        Default: "Fan",
      },
    },
  };

  /** Changes a value at random places: removes members, changes their types, moves them. */
  function disturb(value: Json, random: () => number, odd: readonly Json[]): Json {
    const die = random() % 12;
    if (die === 0) return odd[random() % odd.length] ?? null;
    if (die === 1) return [value];
    if (Array.isArray(value)) return value.map((item) => disturb(item, random, odd));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(() => random() % 10 !== 0);
    const moved =
      random() % 6 === 0
        ? entries.map(([key], i) => [key, entries[(i + 1) % entries.length]?.[1] ?? null] as const)
        : entries;
    return Object.fromEntries(moved.map(([key, inner]) => [key, disturb(inner as Json, random, odd)]));
  }

  it("of a machine that was taken apart", () => {
    const odd = fc.array(
      fc.oneof(
        jsonValue,
        fc.constantFrom<Json>("Wait", "Rule", "${x}", "Task", "$.a[", "States.Format(", "{% $x %}", "JSONata"),
      ),
      { minLength: 5 },
    );
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1_000)), odd, fc.nat(3), (numbers, values, cut) => {
        const random = () => numbers.next().value as number; // the stream has no end
        const text = JSON.stringify(disturb(whole as unknown as Json, random, values), null, 1);
        const machine = read(cut === 0 ? text.slice(0, random() % text.length) : text);
        visitMachine(
          machine,
          walkerOf({
            Path() {},
            Intrinsic() {},
            Jsonata() {},
            Payload() {},
            ChoiceRule() {},
            Catcher() {},
            Retrier() {},
          }),
        );
        for (const scope of machine.scopes) {
          findLoops(buildGraph(scope), undefined);
          for (const state of scope.states.values()) visitExpressions(state, {});
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
