import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as yaml from "yaml";
import { applyEdits } from "../../src/document/editor.ts";
import type { SegmentMap } from "../../src/document/embedded.ts";
import { parseJson } from "../../src/document/json.ts";
import { parseYaml } from "../../src/document/yaml.ts";
import { embeddedText } from "../../src/hosts/embedded-text.ts";

/** What the field `a` of a template comes to. */
function textOf(text: string): SegmentMap | undefined {
  const { root } = text.startsWith("{") ? parseJson(text) : parseYaml(text, yaml);
  const node = root.kind === "object" ? root.get("a") : undefined;
  return node && embeddedText(node);
}

describe("the text that a value of a template comes to", () => {
  it.each([
    ["a text", "a: one", "one"],
    ["a text with placeholders", "a: 'x${Name}'", "x${Name}"],
    ["!Sub", 'a: !Sub "${A.Arn}-${!B}-${!C}"', "${A.Arn}-${B}-${C}"],
    ["!Sub with a map", "a: !Sub ['${A}', { A: x }]", "${A}"],
    ["Fn::Sub", "a: { Fn::Sub: x }", "x"],
    [
      "!Join",
      "a: !Join ['-', [x, !Ref Name, !GetAtt Table.Arn, !If [A, b, c], 5]]",
      "x-${Name}-${Table.Arn}-${Function}-5",
    ],
    [
      "Fn::Join of Fn::Sub",
      '{"a": {"Fn::Join": ["", ["x", {"Fn::Sub": "${A}y"}, {"Ref": "AWS::Region"}]]}}',
      "x${A}y${AWS::Region}",
    ],
    ["a list in Fn::GetAtt", '{"a": {"Fn::Join": ["", [{"Fn::GetAtt": ["Table", "Arn"]}]]}}', "${Table.Arn}"],
    ["an alias", "b: &x one\na: *x", "one"],
    ["nothing", 'a: !Join ["", []]', ""],
  ])("of %s", (_name, text, expected) => {
    expect(textOf(text)?.text).toBe(expected);
  });

  it.each([
    ["a number", "a: 5"],
    ["an object", "a: {}"],
    ["a reference", "a: !Ref Name"],
    ["a condition", "a: !If [A, b, c]"],
    ["a join of a list that only deployment knows", "a: !Join ['', !Ref Names]"],
    ["a join by what only deployment knows", "a: !Join [!Ref A, [b]]"],
    ["a join of too much", "a: !Join ['', [b], c]"],
    ["a !Sub of a reference", "a: !Sub [!Ref A, {}]"],
    ["a !Sub of nothing", "a: !Sub []"],
  ])("is unknown of %s", (_name, text) => {
    expect(textOf(text)).toBeUndefined();
  });

  it("of an alias is not mended", () => {
    const map = textOf("b: &x one\na: *x");
    expect([map?.toHost([0, 1]), map?.toHostEdit({ range: [0, 1], text: "x" })]).toEqual([[13, 15], undefined]);
  });

  it("is not mended from one piece into the next", () => {
    const map = textOf('a: !Join ["", [ab, cd]]');
    expect(map?.toHostEdit({ range: [1, 3], text: "x" })).toBeUndefined();
    expect(map?.toHostEdit({ range: [2, 4], text: "x" })).toEqual({ range: [19, 21], text: "x" });
  });
});

const characters = fc.constantFrom(
  "a",
  "B",
  " ",
  '"',
  "'",
  "\\",
  "\n",
  "{",
  "}",
  ":",
  ",",
  "é",
  "😀",
  "${!X}",
  "${Y}",
  "!",
  "#",
);
const texts = fc.array(characters, { maxLength: 12 }).map((parts) => parts.join(""));
const styles = fc.constantFrom(
  "PLAIN",
  "QUOTE_SINGLE",
  "QUOTE_DOUBLE",
  "BLOCK_LITERAL",
  "BLOCK_FOLDED",
) as fc.Arbitrary<yaml.Scalar["type"] & string>;
const scalars = fc.tuple(texts, styles).map(([value, type]) => {
  const scalar = new yaml.Scalar(value);
  scalar.type = type;
  return { value, scalar };
});

/** What Fn::Sub makes of a text: placeholders stay, escapes are taken out. */
function substituted(text: string): string {
  return text.replaceAll("${!", "${");
}

/** Checks that each character that is copied stands in the file where the map says. */
function expectInPlace(map: SegmentMap, file: string): void {
  for (const { kind, decoded, length, host } of map.segments) {
    if (kind === "copy") expect(file.slice(host, host + length)).toBe(map.text.slice(decoded, decoded + length));
  }
  expect(map.segments.reduce((sum, { length }) => sum + length, 0)).toBe(map.text.length);
}

describe("any composed text", () => {
  it("is what CloudFormation makes of it, each character in its place", () => {
    let read = 0;
    const pieces = fc.array(fc.record({ piece: scalars, isSub: fc.boolean() }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(pieces, fc.constantFrom("", ",", " - ", "\n", "é"), (list, delimiter) => {
        const document = new yaml.Document({});
        const items = list.map(({ piece: { scalar }, isSub }) => {
          const node = new yaml.Scalar(scalar.value);
          if (scalar.type) node.type = scalar.type;
          if (isSub) node.tag = "!Sub";
          return node;
        });
        const sequence = new yaml.YAMLSeq();
        sequence.items = [document.createNode(delimiter), document.createNode([])];
        (sequence.items[1] as yaml.YAMLSeq).items = items; // it was just made
        sequence.tag = "!Join";
        document.set("a", sequence);
        const file = document.toString({ lineWidth: 0 });
        if (parseYaml(file, yaml).issues.length > 0) return;
        const written = yaml.parseDocument(file, { logLevel: "silent" }).getIn(["a", 1]) as yaml.YAMLSeq<yaml.Scalar>; // as above
        // The library does not write every text of blanks in a way that it reads.
        if (written.items.some(({ source }, i) => source !== list[i]?.piece.value)) return;
        const map = textOf(file);
        const expected = list
          .map(({ piece: { value }, isSub }) => (isSub ? substituted(value) : value))
          .join(delimiter);
        expect(map?.text).toBe(expected);
        if (map?.exact !== true) return;
        read++;
        expectInPlace(map, file);
      }),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(1200);
  });

  it("is changed in one place by an edit in one piece, or not at all", () => {
    let made = 0;
    const edits = fc.tuple(fc.nat(30), fc.nat(4), fc.constantFrom("", "x", '"', "a b"));
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), edits, (list, [at, length, inserted]) => {
        const file = JSON.stringify({ a: { "Fn::Join": ["", list] } });
        const map = textOf(file);
        if (map === undefined || at + length > map.text.length) return;
        const edit = map.toHostEdit({ range: [at, at + length], text: inserted });
        if (edit === undefined) return;
        made++;
        const changed = textOf(applyEdits(file, [edit]));
        expect(changed?.text).toBe(map.text.slice(0, at) + inserted + map.text.slice(at + length));
      }),
      { numRuns: 2000 },
    );
    expect(made).toBeGreaterThan(300);
  });
});
