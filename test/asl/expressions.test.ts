import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { isParsedOnSaving, topField, visitExpressions } from "../../src/asl/expressions.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { stateTypes, structureFacts } from "../../src/data/fields.ts";
import { pathField } from "../../src/data/path-fields.ts";
import { parseJson } from "../../src/document/json.ts";
import { stateOf } from "../helpers/machine.ts";

function open(state: object, language = "JSONPath") {
  const text = JSON.stringify({ QueryLanguage: language, StartAt: "A", States: { A: state } });
  return { text, state: stateOf(parseMachine(parseJson(text).root, createJsonataReader(jsonata)), "A") };
}

/** What is found in a state: the field and the text of each expression. */
function found(state: object, language?: string): string[] {
  const all: string[] = [];
  visitExpressions(open(state, language).state, {
    path: ({ field, path }) => all.push(`${field} path ${path.text}`),
    intrinsic: ({ field, call }) => all.push(`${field} call ${call.name}`),
    jsonata: ({ field, source }) => all.push(`${field} jsonata${source}`),
    payload: ({ field }) => all.push(`${field} payload`),
  });
  return all;
}

describe("in JSONPath", () => {
  it.each(stateTypes)("each field of a %s that takes a path is visited", (Type) => {
    const names = [...structureFacts(Type).fields.keys()].filter((name) => pathField(name) !== undefined);
    expect(names.flatMap((name) => found({ Type, [name]: "$.a" }))).toEqual(names.map((name) => `${name} path $.a`));
  });

  const cases: [state: object, expected: string[]][] = [
    [{ Type: "Pass", InputPath: "$.a", OutputPath: null }, ["InputPath path $.a"]],
    [
      { Type: "Task", Parameters: { "a.$": "$.x", b: "$.no", c: [{ "d.$": "States.UUID()" }] } },
      ["Parameters payload", "Parameters path $.x", "Parameters call States.UUID"],
    ],
    [
      { Type: "Task", ResultSelector: { "a.$": "$" }, Catch: [{ ResultPath: "$.e", Assign: { "f.$": "$.g" } }] },
      ["ResultSelector payload", "ResultSelector path $", "ResultPath path $.e", "Assign payload", "Assign path $.g"],
    ],
    [{ Type: "Wait", SecondsPath: "$.s", TimestampPath: "$.t" }, ["SecondsPath path $.s", "TimestampPath path $.t"]],
    [{ Type: "Fail", ErrorPath: "States.Format('{}', $.e)" }, ["ErrorPath call States.Format"]],
    [
      {
        Type: "Choice",
        Choices: [
          { Variable: "$.a", StringEqualsPath: "$.b" },
          { And: [{ Variable: "$.c", IsNull: true }, { Not: { Variable: "$.d", StringEquals: "$.no" } }] },
        ],
      },
      ["Variable path $.a", "StringEqualsPath path $.b", "Variable path $.c", "Variable path $.d"],
    ],
    [
      {
        Type: "Map",
        ItemsPath: "$.i",
        ItemReader: { Parameters: { "Key.$": "$.k" }, ReaderConfig: { MaxItemsPath: "$.n" } },
      },
      [
        "ItemsPath path $.i",
        "ItemReader.Parameters payload",
        "ItemReader.Parameters path $.k",
        "ItemReader.ReaderConfig.MaxItemsPath path $.n",
      ],
    ],
    [{ Type: "Task", Credentials: { "RoleArn.$": "$.role" } }, ["Credentials payload", "Credentials path $.role"]],
    [{ Type: "Pass", Result: { "a.$": "$.no" } }, ["Result payload"]],
    [
      { Type: "Pass", InputPath: "detail.id", OutputPath: " $.a", Parameters: { "b.$": "text", "c.$": " $.d" } },
      ["InputPath path detail.id", "OutputPath path  $.a", "Parameters payload", "Parameters path  $.d"],
    ],
    [
      {
        Type: "Choice",
        Choices: [
          { Variable: "a", StringEqualsPath: "b" },
          { Variable: "c", StringEquals: "d" },
        ],
      },
      ["Variable path a", "StringEqualsPath path b", "Variable path c"],
    ],
    [{ Type: "Map", ItemBatcher: { MaxItemsPerBatchPath: "n" } }, ["ItemBatcher.MaxItemsPerBatchPath path n"]],
    [{ Type: "Task", Parameters: { "a.$": "${Path}", "b.$": 1 } }, ["Parameters payload"]],
    [{ Type: "Task", Arguments: { a: "{% 1 %}" }, Output: "{% 2 %}" }, ["Arguments payload", "Output payload"]],
  ];
  test.each(cases)("%j", (state, expected) => expect(found(state)).toEqual(expected));
});

describe("in JSONata", () => {
  const cases: [state: object, expected: string[]][] = [
    [
      { Type: "Task", Arguments: { a: ["{% $x %}", "plain"] }, Output: "{% 2 %}" },
      ["Arguments payload", "Arguments jsonata $x ", "Output payload", "Output jsonata 2 "],
    ],
    [{ Type: "Wait", Seconds: "{% $s %}" }, ["Seconds jsonata $s "]],
    [
      { Type: "Choice", Choices: [{ Condition: "{% $a %}", Assign: { b: "{% $c %}" } }] },
      ["Condition jsonata $a ", "Assign payload", "Assign jsonata $c "],
    ],
    [
      {
        Type: "Map",
        Items: "{% $i %}",
        ItemReader: { Arguments: { Key: "{% $k %}" }, ReaderConfig: { MaxItems: "{% $n %}" } },
        ItemBatcher: { BatchInput: { a: "{% $b %}" } },
      },
      [
        "Items jsonata $i ",
        "ItemReader.Arguments payload",
        "ItemReader.Arguments jsonata $k ",
        "ItemReader.ReaderConfig.MaxItems jsonata $n ",
        "ItemBatcher jsonata $b ",
      ],
    ],
    [{ Type: "Task", Credentials: { RoleArn: "{% $role %}" } }, ["Credentials payload", "Credentials jsonata $role "]],
    [
      { Type: "Task", TimeoutSeconds: "{% $t %}", Catch: [{ Output: "{% $states.errorOutput %}" }] },
      ["TimeoutSeconds jsonata $t ", "Output payload", "Output jsonata $states.errorOutput "],
    ],
    [{ Type: "Fail", Cause: "{% $c %}" }, ["Cause jsonata $c "]],
    [{ Type: "Task", Parameters: { "a.$": "$.x" }, InputPath: "$.y" }, ["Parameters payload"]],
  ];
  test.each(cases)("%j", (state, expected) => expect(found(state, "JSONata")).toEqual(expected));
});

it("of an unknown language, nothing but payloads is looked at", () => {
  expect(
    found({ Type: "Task", Parameters: { "a.$": "$.x" }, Output: "{% 1 %}", InputPath: "$.y" }, "${Language}"),
  ).toEqual(["Parameters payload", "Output payload"]);
});

it("of a state that is none, there is nothing", () => expect(found("text" as unknown as object)).toEqual([]));

describe("ranges", () => {
  it("of a path count in its text", () => {
    const { text, state } = open({ Type: "Pass", InputPath: "$.é\n.b" });
    const seen: string[] = [];
    visitExpressions(state, { path: ({ at }) => seen.push(text.slice(...at([0, 3])), text.slice(...at([3, 4]))) });
    expect(seen).toEqual(["$.é", "\\n"]);
  });

  it("of JSONata count between the marks", () => {
    const { text, state } = open({ Type: "Pass", Output: "{%$a+$b%}" }, "JSONata");
    const seen: string[] = [];
    visitExpressions(state, { jsonata: ({ at }) => seen.push(text.slice(...at([0, 2])), text.slice(...at([3, 5]))) });
    expect(seen).toEqual(["$a", "$b"]);
  });
});

describe("text that is half an expression", () => {
  const half = (text: string): boolean => {
    let seen = false;
    visitExpressions(open({ Type: "Pass", Output: { a: [text] } }, "JSONata").state, {
      halfJsonata: ({ field }) => {
        seen = field === "Output";
      },
    });
    return seen;
  };
  test.each<[string, boolean]>([
    ["{% $total", true],
    ["$total %}", true],
    [" {% $total %}", true],
    ["{% $total %} ", true],
    ["{% $total %}\n", true],
    [" {% $total %} ", true],
    ["{%}", true],
    ["{% $total %}", false],
    ["{%%}", false],
    ["a {% $total %} b", false],
    [" {% $total", false],
    ["100 %", false],
  ])("%j: %j", (text, expected) => expect(half(text)).toBe(expected));

  it("is nothing special in JSONPath", () => {
    const { state } = open({ Type: "Pass", Parameters: { a: "{% $total" } });
    visitExpressions(state, {
      halfJsonata: () => {
        throw new Error("seen");
      },
    });
  });
});

it("tells what AWS parses on saving", () => {
  expect(isParsedOnSaving("Credentials")).toBe(false);
  expect(
    ["Output", "ToleratedFailureCount", "ItemBatcher", "ItemReader.Arguments", "Seconds"].map(isParsedOnSaving),
  ).not.toContain(false);
});

it("tells which field of the state an expression lies in", () => {
  const fields: string[] = [];
  const { state } = open(
    {
      Type: "Task",
      Arguments: { a: ["{% 1 %}"] },
      Output: "{% 2 %}",
      Catch: [{ ErrorEquals: ["States.ALL"], Output: { Output: "{% 3 %}" } }],
    },
    "JSONata",
  );
  visitExpressions(state, { jsonata: (jsonata) => fields.push(topField(jsonata)) });
  expect(fields).toEqual(["Arguments", "Output", "Catch"]);
});
