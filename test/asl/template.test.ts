import { describe, expect, it, test } from "vitest";
import { parsePath } from "../../src/asl/jsonpath.ts";
import { hasRefusedMark, severalPlaces } from "../../src/asl/jsonpath-compare.ts";
import { jsonataOfPath } from "../../src/asl/jsonpath-jsonata.ts";
import { evaluatedName, evaluationOf, isDefinition, templateObjects } from "../../src/asl/template.ts";
import { parseJson } from "../../src/document/json.ts";

test.each([
  ["to.$", "to"],
  ["to.$.$", "to.$"],
  [".$", ""],
  ["to", undefined],
  ["to$", undefined],
  ["$", undefined],
])("the key %s leaves %s", (key, name) => expect(evaluatedName(key)).toBe(name));

test.each([
  ["$", "path"],
  [" $.to", "path"],
  ["$5", "path"],
  ["States.UUID()", "call"],
  ["states.uuid()", "call"],
  ["States.UUID", undefined],
  ["to", undefined],
  ["", undefined],
])("'%s' is evaluated as %s", (text, kind) => expect(evaluationOf(text)).toBe(kind));

describe("the objects of a template", () => {
  const keys = (template: unknown, ...rest: [typeof isDefinition] | []): string[] =>
    [...templateObjects(parseJson(JSON.stringify(template)).root, ...rest)].map(({ members }) =>
      members.map(({ key }) => key).join(),
    );

  it("are those at any depth, in lists too, but none below what is evaluated", () => {
    const template = { a: { b: [{ c: 1 }, [{ d: 2 }], "text"] }, "e.$": { f: 1 }, g: {} };
    expect(keys(template)).toEqual(["a,e.$,g", "b", "c", "d", ""]);
  });

  it("are none in a text", () => expect(keys("text")).toEqual([]));

  it("may leave out definitions", () => {
    const template = { machine: { StartAt: "A", States: { A: {} } }, States: "text", StartAt: "noon" };
    expect(keys(template, isDefinition)).toEqual(["machine,States,StartAt"]);
    expect(keys(template)).toHaveLength(4);
  });
});

describe("a path in JSONata", () => {
  test.each([
    ["$", "{% $states.input %}"],
    ["$.order.lines[0]", "{% $states.input.order.lines[0] %}"],
    ["$$.Execution.Id", "{% $states.context.Execution.Id %}"],
    ["$owner['sent to'].in", "{% $owner.`sent to`.`in` %}"],
    ["$['a`b']", undefined],
    ["$.lines[*]", undefined],
    ["$.", undefined],
  ])("%s is %s", (text, expected) => expect(jsonataOfPath(parsePath(text), "$states.input")).toBe(expected));

  it("has no input where nobody says what it is", () => {
    expect(jsonataOfPath(parsePath("$.order"), undefined)).toBeUndefined();
    expect(jsonataOfPath(parsePath("$owner"), undefined)).toBe("{% $owner %}");
  });
});

describe("what names several places", () => {
  test.each<[text: string, part: string, isMarked: boolean]>([
    ["$.a[*].b", "[*]", true],
    ["$..a", "..a", true],
    ["$..['a']", "..['a']", true],
    ["$.a[?(@.b == '*')]", "[?(@.b == '*')]", true],
    ["$[(@.length-1)]", "[(@.length-1)]", true],
    ["$.a?b", ".a?b", true],
    ["$['a',*]", "['a',*]", true],
    ["$.a[0:1].b[*]", "[0:1]", true],
    ["$.a.max(@.b)", ".max(@.b)", true],
    ["$['a*','b..']", "['a*','b..']", false],
    ["$.a[0:1]", "[0:1]", false],
    ["$.a[-1]", "[-1]", false],
    ["$.a.length()", ".length()", false],
  ])("%s: %s", (text, part, isMarked) => {
    const found = severalPlaces(parsePath(text));
    expect(found && text.slice(...found.range)).toBe(part);
    expect(hasRefusedMark(text)).toBe(isMarked);
  });

  test.each(["$", "$.a['b*c'][0]", "$$.x", "$owner.name", "$.a\\?b", '$["a..b\\"?"]'])("%s does not", (text) => {
    expect(severalPlaces(parsePath(text))).toBeUndefined();
    expect(hasRefusedMark(text)).toBe(false);
  });
});
