import { describe, expect, it, test } from "vitest";
import { plainValue } from "../../src/document/nodes.ts";
import { readIn } from "../helpers/read.ts";

describe("a file that Terraform fills in", () => {
  test.each([
    ["an index", '{ "StartAt": "${names["first"]}", "States": {} }', "${names['first']}"],
    ["a call", '{ "StartAt": "${format("%s:%s", a, "b")}", "States": {} }', "${format('%s:%s', a, 'b')}"],
    ["a condition", '{ "StartAt": "${t > 3 ? "a" : b}", "States": {} }', "${t > 3 ? 'a' : b}"],
    ["escapes", '{ "StartAt": ["${join("\\",\\"", ids)}"], "States": {} }', ["${join('/',/'', ids)}"]],
  ])("may have quotes in its interpolations: %s", async (_name, text, expected) => {
    const { definitions } = await readIn({ "a.asl.json": text }, "a.asl.json");
    const [definition] = definitions;
    expect(definition?.issues).toEqual([]);
    expect(definition && plainValue(definition.root)).toEqual({ StartAt: expected, States: {} });
    const states = definition?.root.kind === "object" ? definition.root.member("States") : undefined;
    expect(text.slice(...(states?.keyRange ?? [0, 0]))).toBe('"States"');
  });

  it("is unknown where directives decide what is deployed", async () => {
    const text =
      '{ "StartAt": "A", "States": {\n%{ if x ~}\n"A": { "Type": "Pass" }\n%{ else }\n"A": {}\n%{ endif }\n} }';
    const { definitions } = await readIn({ "a.asl.json": text, "b.json": text }, "a.asl.json");
    expect(definitions.map(({ root, issues, elsewhere }) => [root.kind, issues, elsewhere])).toEqual([
      ["dynamic", [], { path: undefined, uses: undefined }],
    ]);
    expect((await readIn({ "b.json": text }, "b.json")).definitions).toEqual([]);
  });

  it("is broken where that is no matter of quotes", async () => {
    const { definitions } = await readIn({ "a.asl.json": '{ "StartAt": "${x}" "States": {} ' }, "a.asl.json");
    expect(definitions[0]?.issues.some(({ kind }) => kind === "syntax")).toBe(true);
  });
});
