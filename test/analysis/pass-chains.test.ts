import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../src/analysis/graph.ts";
import { type PassChain, passChains } from "../../src/analysis/pass-chains.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";
import { namesOf } from "../helpers/machine.ts";
import { data, type Fields, jsonataPass, pathPass, runJsonata, runPath } from "../helpers/pass-runs.ts";

/** The chains of Pass states that follow each other, by letters. */
function chainsOf(language: "JSONPath" | "JSONata", ...passes: readonly Fields[]): readonly PassChain[] {
  const letters = "ABCDEFGH";
  const states = passes.map((fields, i) => {
    const onward = i + 1 < passes.length ? { Next: letters[i + 1] } : { End: true };
    return [letters.charAt(i), { Type: "Pass", ...fields, ...onward }];
  });
  const definition = { QueryLanguage: language, StartAt: "A", States: Object.fromEntries(states) };
  const machine = parseMachine(parseJson(JSON.stringify(definition)).root, createJsonataReader(jsonata));
  return passChains(buildGraph(machine));
}

function mergedOf(language: "JSONPath" | "JSONata", first: Fields, second: Fields): Fields | undefined {
  return chainsOf(language, first, second)[0]?.merged;
}

describe("chains of JSONPath", () => {
  const MERGED: [name: string, first: Fields, second: Fields, merged: Fields][] = [
    [
      "a key that is added to what the first one makes",
      { Parameters: { "id.$": "$.order.id" } },
      { Result: "new", ResultPath: "$.status" },
      { Parameters: { "id.$": "$.order.id", status: "new" } },
    ],
    [
      "what the first one makes, read by the second one",
      { Parameters: { "order.$": "$.detail.order", customer: { "name.$": "$.detail.customer" } } },
      { Parameters: { "id.$": "$.order.id", "name.$": "$.customer.name", "all.$": "$.customer" } },
      {
        Parameters: {
          "id.$": "$.detail.order.id",
          "name.$": "$.detail.customer",
          all: { "name.$": "$.detail.customer" },
        },
      },
    ],
    [
      "paths inside calls",
      { Parameters: { "a.$": "$.x", b: "id", "c.$": "States.MathAdd($.n, 1)", d: 5 } },
      { Parameters: { "e.$": "States.Format('{} {} {} {} {}', $.a, $.b, $.c, $.d, $$.Execution.Id)" } },
      {
        Parameters: { "e.$": "States.Format('{} {} {} {} {}', $.x, 'id', States.MathAdd($.n, 1), 5, $$.Execution.Id)" },
      },
    ],
    [
      "a part that is taken first",
      { InputPath: "$.detail" },
      { Parameters: { "id.$": "$.id" } },
      { Parameters: { "id.$": "$.detail.id" } },
    ],
    ["a part that is taken last", { Parameters: { "a.$": "$.x" } }, { InputPath: "$.a.b" }, { InputPath: "$.x.b" }],
    [
      "data that is taken last",
      { Result: { a: [1] } },
      { InputPath: "$.a", ResultPath: "$.b" },
      { Result: { a: [1], b: [1] } },
    ],
    [
      "a result that is overwritten",
      { Result: 1, ResultPath: "$.a.b" },
      { Result: 2, ResultPath: "$.a" },
      { Result: 2, ResultPath: "$.a" },
    ],
    [
      "a part that the second one hands on",
      { Result: { a: 1 } },
      { Parameters: { "b.$": "$.a" }, OutputPath: "$.b" },
      { Result: { b: 1 }, OutputPath: "$.b" },
    ],
    [
      "a random value that is used once",
      { Parameters: { "a.$": "States.UUID()" } },
      { Result: 1, ResultPath: "$.b" },
      { Parameters: { "a.$": "States.UUID()", b: 1 } },
    ],
    [
      "variables of the input",
      { Assign: { "a.$": "$.x" } },
      { Assign: { "b.$": "$.y" } },
      { Assign: { "a.$": "$.x", "b.$": "$.y" } },
    ],
    ["a variable that is assigned again", { Assign: { "a.$": "$.x" } }, { Assign: { a: 1 } }, { Assign: { a: 1 } }],
    [
      "a constant variable beside data",
      { Assign: { a: 1 } },
      { Result: 2, ResultPath: "$.b" },
      { Result: 2, ResultPath: "$.b", Assign: { a: 1 } },
    ],
  ];
  it.each(MERGED)("merge %s", (_, first, second, merged) => {
    expect(mergedOf("JSONPath", first, second)).toEqual(merged);
  });

  const APART: [name: string, first: Fields, second: Fields][] = [
    ["two keys of an unknown object", { Result: 1, ResultPath: "$.a" }, { Result: 2, ResultPath: "$.b" }],
    ["a read of all that one key was put into", { Result: 1, ResultPath: "$.a" }, { Parameters: { "b.$": "$" } }],
    ["a filter on what the first one makes", { Result: { a: [1] } }, { Parameters: { "b.$": "$.a[?(@ > 0)]" } }],
    [
      "a path with a filter that reads what is made",
      { Result: 1, ResultPath: "$.a" },
      { Parameters: { "b.$": "$.c[?(@.d == $.a)]" } },
    ],
    [
      "a step into the value of a call",
      { Parameters: { "a.$": "States.StringToJson($.x)" } },
      { Parameters: { "b.$": "$.a.c" } },
    ],
    ["a step into several values", { Parameters: { "a.$": "$.x[*]" } }, { Parameters: { "b.$": "$.a[0]" } }],
    ["a key that the first one does not make", { Result: { a: 1 } }, { Parameters: { "b.$": "$.c" } }],
    [
      "an object as the argument of a call",
      { Result: { a: {} } },
      { Parameters: { "b.$": "States.JsonToString($.a)" } },
    ],
    [
      "text with quotes as the argument of a call",
      { Result: { a: "it's" } },
      { Parameters: { "b.$": "States.Format('{}', $.a)" } },
    ],
    [
      "a random value that is used twice",
      { Parameters: { "a.$": "States.UUID()" } },
      { Parameters: { "b.$": "$.a", "c.$": "$.a" } },
    ],
    ["a call that is taken by InputPath", { Parameters: { "a.$": "States.ArrayLength($.x)" } }, { InputPath: "$.a" }],
    ["a variable that the first one assigns", { Assign: { "a.$": "$.x" } }, { Parameters: { "b.$": "$a" } }],
    ["a variable in a call", { Assign: { "a.$": "$.x" } }, { Assign: { "b.$": "States.MathAdd($a, 1)" } }],
    ["a variable that is handed on", { Assign: { a: 1 } }, { OutputPath: "$a" }],
    [
      "a variable of a result",
      { Parameters: { "a.$": "$.x" }, Assign: { "b.$": "$.a" } },
      { Result: 1, ResultPath: "$.c" },
    ],
    ["a variable of the input beside data", { Assign: { "a.$": "$.x" } }, { Result: 1, ResultPath: "$.c" }],
    ["the name of the second state", { Result: { a: 1 } }, { Parameters: { "b.$": "$$.State.Name" } }],
    ["the whole context", { Result: { a: 1 } }, { Parameters: { "b.$": "$$" } }],
    [
      "a part that the first one hands on",
      { Parameters: { "a.$": "$.x" }, OutputPath: "$.a" },
      { Parameters: { "b.$": "$.c" } },
    ],
    ["a text of a Result that looks evaluated", { Result: { "a.$": "$.x" } }, { Result: 1, ResultPath: "$.b" }],
    ["two inputs in one", { InputPath: "$.x", Parameters: { "a.$": "$.y" } }, { Parameters: { "b.$": "$.a" } }],
    ["a value below a path", { Parameters: { "a.$": "$.x" } }, { Result: 1, ResultPath: "$.a.b" }],
    ["a state that does nothing", { Result: { a: 1 } }, {}],
    ["a field that a Pass does not have", { Result: { a: 1 } }, { Result: 2, Seconds: 5 }],
    ["a value that is filled in", { Result: { a: "${A}" } }, { Result: 2, ResultPath: "$.b" }],
    ["a broken path", { Result: { a: 1 } }, { Parameters: { "b.$": "$.a[" } }],
    [
      "nine calls in two",
      { Parameters: { "a.$": nestedCall(9, "$.x") } },
      { Parameters: { "b.$": nestedCall(2, "$.a") } },
    ],
  ];
  it.each(APART)("end at %s", (_, first, second) => {
    expect(mergedOf("JSONPath", first, second)).toBe(undefined);
  });

  it("do what both states did", () => {
    let merges = 0;
    fc.assert(
      fc.property(pathPass, pathPass, data, (first, second, input) => {
        const merged = mergedOf("JSONPath", first, second);
        if (merged === undefined) return;
        const between = runPath(first, { input, variables: { v: "before" } });
        const after = between && runPath(second, between);
        if (after === undefined) return;
        merges++;
        expect(runPath(merged, { input, variables: { v: "before" } })).toEqual(after);
      }),
      { numRuns: 2000 },
    );
    expect(merges).toBeGreaterThan(100);
  });
});

function nestedCall(depth: number, path: string): string {
  return depth === 0 ? path : `States.MathAdd(${nestedCall(depth - 1, path)}, 1)`;
}

describe("chains of JSONata", () => {
  const MERGED: [name: string, first: Fields, second: Fields, merged: Fields][] = [
    [
      "what the first one hands on",
      { Output: { id: "{% $states.input.order.id %}", items: "{% $states.input.order.items[price > 5] %}" } },
      { Output: { id: "{% $states.input.id %}", count: "{% $count($states.input.items) %}" } },
      {
        Output: {
          id: "{% $states.input.order.id %}",
          count: "{% $count(($states.input.order.items[price > 5])) %}",
        },
      },
    ],
    [
      "all of an object",
      { Output: { id: "{% $states.input.id %}", tags: ["new"] } },
      { Output: "{% $merge([$states.input, {'day': 1}]) %}" },
      { Output: '{% $merge([{ "id": $states.input.id, "tags": ["new"] }, {\'day\': 1}]) %}' },
    ],
    [
      "an expression",
      { Output: "{% $states.input.a + 1 %}" },
      { Output: "{% $states.input * 2 %}" },
      { Output: "{% ($states.input.a + 1) * 2 %}" },
    ],
    [
      "variables and an output",
      { Assign: { id: "{% $states.input.id %}" } },
      { Output: "{% $states.input.order %}", Assign: { seen: true } },
      { Assign: { id: "{% $states.input.id %}", seen: true }, Output: "{% $states.input.order %}" },
    ],
    ["an output that is thrown away", { Output: { a: 1 } }, { Output: { b: 2 } }, { Output: { b: 2 } }],
    ["data", { Output: { a: { b: null } } }, { Output: "{% $states.input.a %}" }, { Output: { b: null } }],
  ];
  it.each(MERGED)("merge %s", (_, first, second, merged) => {
    expect(mergedOf("JSONata", first, second)).toEqual(merged);
  });

  const APART: [name: string, first: Fields, second: Fields][] = [
    ["a variable that the first one assigns", { Assign: { a: 1 } }, { Output: "{% $a %}" }],
    [
      "a random value",
      { Output: { a: "{% $uuid() %}" } },
      { Output: ["{% $states.input.a %}", "{% $states.input.a %}"] },
    ],
    ["a random value in an expression", { Output: { a: "{% $uuid() %}" } }, { Output: "{% $states.input.a & '!' %}" }],
    ["a key that is not there", { Output: { a: 1 } }, { Output: "{% $states.input.b %}" }],
    ["a step into text", { Output: { a: "b" } }, { Output: "{% $states.input.a.c %}" }],
    ["an expression in a list", { Output: ["{% $states.input.a %}"] }, { Output: "{% $count($states.input) %}" }],
    ["the name of the second state", { Output: { a: 1 } }, { Output: "{% $states.context.State.Name %}" }],
    ["all of $states", { Output: { a: 1 } }, { Output: "{% $lookup($states, 'input') %}" }],
    [
      "a variable that the second one hides",
      { Output: "{% $total %}" },
      { Output: "{% ($total := 5; $states.input + $total) %}" },
    ],
    ["an Assign that is an expression", { Output: { a: 1 } }, { Assign: "{% {'a': 1} %}" }],
    ["an expression that does not parse", { Output: { a: 1 } }, { Output: "{% $states.input.a + %}" }],
  ];
  it.each(APART)("end at %s", (_, first, second) => {
    expect(mergedOf("JSONata", first, second)).toBe(undefined);
  });

  it("do what both states did", async () => {
    let merges = 0;
    await fc.assert(
      fc.asyncProperty(jsonataPass, jsonataPass, data, async (first, second, input) => {
        const merged = mergedOf("JSONata", first, second);
        if (merged === undefined) return;
        const between = await runJsonata(first, { input, variables: { v: "before" } });
        const after = between && (await runJsonata(second, between));
        if (after === undefined) return;
        merges++;
        expect(await runJsonata(merged, { input, variables: { v: "before" } })).toEqual(after);
      }),
      { numRuns: 300 },
    );
    expect(merges).toBeGreaterThan(50);
  });
});

describe("chains", () => {
  const adds = (key: string): Fields => ({ Result: 1, ResultPath: `$.all.${key}` });

  it("are as long as one Pass can do them", () => {
    const [chain, ...others] = chainsOf("JSONPath", { Result: {}, ResultPath: "$.all" }, adds("a"), adds("b"));
    expect(namesOf(chain?.passes ?? [])).toEqual(["A", "B", "C"]);
    expect(chain?.merged).toEqual({ Result: { a: 1 }, ResultPath: "$.all" });
    expect(others).toEqual([]);
  });

  it("begin again where one Pass cannot do more", () => {
    const chains = chainsOf("JSONPath", { Result: {} }, adds("a"), { Parameters: { "x.$": "$.b" } }, adds("c"));
    expect(chains.map(({ passes }) => namesOf(passes))).toEqual([
      ["A", "B"],
      ["C", "D"],
    ]);
  });

  it("end at a Pass that belongs to something else", () => {
    const states = { A: { Type: "Pass", Result: {}, Next: "B" }, B: { Type: "Pass", ...adds("b"), End: true } };
    const graph = buildGraph(parseMachine(parseJson(JSON.stringify({ StartAt: "A", States: states })).root));
    expect(passChains(graph).length).toBe(1);
    expect(passChains(graph, ({ name }) => name === "B")).toEqual([]);
  });

  it("end before a Pass gets longer than anybody reads", () => {
    const doubles = { Parameters: { "a.$": "$", "b.$": "$" } };
    const chains = chainsOf("JSONPath", ...Array.from({ length: 8 }, () => doubles));
    expect(chains.map(({ passes }) => namesOf(passes).join(""))).toEqual(["ABCDEF", "GH"]);
  });
});
