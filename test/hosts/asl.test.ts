import { describe, expect, it, test } from "vitest";
import { createSourceFile } from "../../src/document/source-file.ts";
import type { Claim } from "../../src/hosts/host.ts";
import { isDefinitionName, isReadableName, isYaml, mayHoldDefinition } from "../../src/hosts/markers.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import { loadReaders } from "../../src/readers/load.ts";

const machine = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}';

const readers = await loadReaders(["yaml"]);

function read(path: string, text: string, claim: Claim = "found") {
  return readDefinitions(createSourceFile(path, text), claim, readers).definitions;
}

describe("names", () => {
  test.each<[path: string, readable: boolean, definition: boolean]>([
    ["machine.asl.json", true, true],
    ["deep/machine.ASL.YAML", true, true],
    ["machine.asl", true, true],
    ["machine.asl.jsonc", true, true],
    ["machine.asl.json5", true, true],
    ["machine.json", true, false],
    ["template.yml", true, false],
    ["asl.json", true, false],
    ["machine.asl.txt", false, false],
    ["machine.asl.json.bak", false, false],
    ["README.md", false, false],
  ])("%s", (path, readable, definition) => {
    expect([isReadableName(path), isDefinitionName(path)]).toEqual([readable, definition]);
  });
});

describe("the look at the text before it is read", () => {
  test.each<[path: string, claim: Claim, text: string, expected: boolean]>([
    ["a.json", "found", machine, true],
    ["a.json", "found", '{"StartAt": 1}', false],
    ["a.json", "named", '{"StartAt": 1}', true],
    ["a.json", "named", '{"States": 1}', true],
    ["a.json", "named", "{}", false],
    ["a.asl.json", "found", "", true],
  ])("%s, %s: %s", (path, claim, text, expected) => {
    expect(mayHoldDefinition(path, claim, (word) => text.includes(word))).toBe(expected);
  });
});

describe("the format", () => {
  test.each<[path: string, text: string, expected: boolean]>([
    ["a.yaml", "{}", true],
    ["a.asl.yml", "{}", true],
    ["a.json", "StartAt: A", false],
    ["a.asl.json5", "StartAt: A", false],
    ["a.asl", '  {"StartAt": "A"}', false],
    ["a.asl", "// why\n{}", false],
    ["a.asl", "/* why */ {}", false],
    ["a.asl", "\uFEFF{}", false],
    ["a.asl", "# why\nStartAt: A", true],
    ["a.asl", "", true],
    ["-", "[1]", false],
    ["-", "StartAt: A", true],
  ])("%s holding %j is YAML: %s", (path, text, expected) => expect(isYaml(path, text)).toBe(expected));
});

describe("definitions", () => {
  it("have both keys at the root", () => {
    const [definition, ...more] = read("a.json", machine);
    expect(more).toEqual([]);
    expect(definition).toMatchObject({ context: { host: "asl", type: undefined, generated: false }, issues: [] });
  });

  test.each([
    '{"StartAt": "A"}',
    '{"States": {}}',
    `[${machine}]`,
    `{"definition": ${machine}}`,
    '"StartAt States"',
    '{"description": "StartAt and States"}',
    "",
    "\u0000StartAt States",
  ])("are not taken for it without its name: %j", (text) => {
    expect(read("a.json", text)).toEqual([]);
    expect(read("a.asl.json", text)).toHaveLength(1);
  });

  it("need one of the keys where the user names the file", () => {
    expect(read("a.json", '{"StartAt": "A"}', "named")).toHaveLength(1);
    expect(read("a.json", '{"States": {}}', "named")).toHaveLength(1);
    expect(read("a.json", "{}", "named")).toEqual([]);
    expect(read("a.json", '[{"States": {}}]', "named")).toEqual([]);
  });

  it("are found in broken text too", () => {
    const [definition] = read("a.json", machine.slice(0, -2));
    expect(definition?.issues.map(({ kind }) => kind)).toEqual(["syntax"]);
  });

  it("are read from YAML, with its comments", () => {
    const [definition] = read("a.yaml", "# why\nStartAt: A\nStates: { A: { Type: Succeed } }\n");
    expect(definition?.comments().map(({ text }) => text)).toEqual(["# why"]);
    expect(definition?.root).toMatchObject({ kind: "object" });
  });

  it("in YAML need the reader", () => {
    expect(() => readDefinitions(createSourceFile("a.yaml", "a: 1"), "named", {})).toThrow(/a\.yaml.*not been loaded/);
  });
});
