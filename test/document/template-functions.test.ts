import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/document/json.ts";
import type { ValueNode } from "../../src/document/nodes.ts";
import { loadReaders } from "../../src/readers/load.ts";

const { yaml } = await loadReaders(["yaml"]);

/** What the field `a` of a text is read as. */
function read(text: string): ValueNode[] {
  const roots = [parseJson(text).root, ...(yaml ? [yaml(text).root] : [])];
  return roots.map((root) => {
    const value = root.kind === "object" ? root.get("a") : undefined;
    if (value === undefined) throw new Error(`${text} has no field 'a'`);
    return value;
  });
}

describe("functions of CloudFormation in their long form", () => {
  it.each([
    '{"a": {"Ref": "Table"}}',
    '{"a": {"Fn::GetAtt": ["Function", "Arn"]}}',
    '{"a": {"Fn::If": ["Big", {"b": 1}, {"b": 2}]}}',
    '{"a": {"Ref": "AWS::Region"}}',
  ])("are unknown: %s", (text) => {
    for (const value of read(text)) {
      expect(value.kind).toBe("dynamic");
      expect(text.slice(value.start, value.end)).toBe(text.slice(6, -1));
    }
  });

  it("show what stands around the holes of a text", () => {
    const text = '{"a": {"Fn::Sub": "arn:${AWS::Partition}:states:::sns:publish"}}';
    for (const value of read(text)) {
      if (value.kind !== "dynamic") throw new Error("It is known.");
      expect(value.parts).toEqual(["arn:", { label: "${AWS::Partition}" }, ":states:::sns:publish"]);
    }
  });

  it.each([
    '{"a": {"Ref": 5}}',
    '{"a": {"Ref": "Table", "b": 1}}',
    '{"a": {"Condition": "Big"}}',
    '{"a": {"$ref": "#/x"}}',
    '{"a": {}}',
  ])("are not seen in %s", (text) => {
    for (const value of read(text)) expect(value.kind).toBe("object");
  });
});

describe("a transform among other members", () => {
  it("is none of them, and may bring more", () => {
    for (const value of read('{"a": {"Fn::Transform": {"Name": "AWS::Include"}, "b": 1}}')) {
      if (value.kind !== "object") throw new Error("It is no object.");
      expect([value.open, value.members.map(({ key }) => key)]).toEqual([true, ["b"]]);
    }
  });

  it("alone is a call", () => {
    for (const value of read('{"a": {"Fn::Transform": {"Name": "AWS::Include"}}}')) expect(value.kind).toBe("dynamic");
  });
});
