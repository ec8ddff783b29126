import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as yaml from "yaml";
import { applyEdits } from "../../src/document/editor.ts";
import type { SegmentMap } from "../../src/document/embedded.ts";
import { decodeYamlScalar, doubleQuoted, plainText, singleQuoted } from "../../src/document/yaml-scalar.ts";

interface Followed {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly map: SegmentMap;
}

/** Follows the value of the member `Key`; `undefined` if the library finds an error or no string. */
function followKey(text: string): Followed | undefined {
  const document = yaml.parseDocument(text, { logLevel: "silent" });
  const node = document.get("Key", true);
  if (document.errors.length > 0 || !yaml.isScalar(node) || typeof node.value !== "string" || !node.range)
    return undefined;
  const [start, end] = node.range;
  const { value } = node;
  return { text, start, end, value, map: decodeYamlScalar(text, start, end, value) };
}

function mustFollow(text: string): Followed {
  const followed = followKey(text);
  if (followed === undefined) throw new Error(`not a string of valid YAML: ${JSON.stringify(text)}`);
  return followed;
}

function expectExact({ text, start, end, value, map }: Followed): void {
  expect(map.exact, JSON.stringify(text)).toBe(true);
  expect(map.text).toBe(value);
  for (const segment of map.segments) {
    const host = text.slice(segment.host, segment.host + segment.hostLength);
    const decoded = value.slice(segment.decoded, segment.decoded + segment.length);
    if (segment.kind === "copy") expect(host).toBe(decoded);
    if (segment.kind === "escape") expect(host).toMatch(/^(?:\\|'')/);
    if (segment.kind === "line") expect([decoded, host.trim()]).toEqual(["\n", ""]);
    if (segment.kind === "fold") expect(host.trim()).toBe("");
  }
  for (let i = 0; i < value.length; i++) {
    const [from, to] = map.toHost([i, i + 1]);
    expect(from).toBeGreaterThanOrEqual(start);
    expect(to).toBeLessThanOrEqual(end);
    const kind = map.segments.findLast((segment) => segment.decoded <= i)?.kind;
    if (kind === "copy") expect(text.slice(from, to)).toBe(value[i]);
  }
}

const STYLES = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;

const words = fc
  .array(
    fc.constantFrom(
      "a",
      "Bc",
      " ",
      "  ",
      "\n",
      "\n\n",
      "\t",
      "'",
      '"',
      "\\",
      "#",
      ":",
      "- ",
      "é",
      "😀",
      "\u2028",
      "$.x[0]",
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(""));

const PIECES = {
  plain: ["a", "bc", " ", "  ", "\t", "#x", "x#", ":y", "'", "é", "😀", "\n", "\n\n", "\n \t\n"],
  single: ["a", " ", "\t", "''", '"', "\\", "😀", "\n", "\n\n", "\n \n"],
  double: [
    "a",
    " ",
    "\t",
    "''",
    "\\n",
    "\\t",
    '\\"',
    "\\\\",
    "\\/",
    "\\ ",
    "\\x41",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\U0001F600",
    "\\N",
    "\\_",
    "\\L",
    "\\P",
    "\\0",
    "\\e",
    "😀",
    "\n",
    "\n\n",
    "\\\n",
    "\\\n\n",
    " \\\n",
  ],
  block: ["a", "bc d", " ", "  ", "\t", "#", "'", '"', "\\n", "😀", "\n", "\n\n", "\n  ", "\n "],
} as const;

const lineEnds = fc.constantFrom("\n", "\r\n");
const source = (style: keyof typeof PIECES) =>
  fc.array(fc.constantFrom(...PIECES[style]), { maxLength: 12 }).map((pieces) => pieces.join(""));
const indented = (text: string) => text.replaceAll("\n", "\n  ");

/** Sources of every style as people could write them; not all are valid. */
const documents = fc
  .tuple(
    fc.oneof(
      source("plain").map((text) => indented(text)),
      source("single").map((text) => `'${indented(text)}'`),
      source("double").map((text) => `"${indented(text)}"`),
      fc
        .tuple(
          fc.constantFrom("|", ">"),
          fc.constantFrom("", "2", "1", "4"),
          fc.constantFrom("", "-", "+"),
          source("block"),
        )
        .map(
          ([mark, indent, chomp, text]) =>
            `${mark}${indent}${chomp}\n${" ".repeat(Number(indent) || 2)}${indented(text)}`,
        ),
    ),
    fc.constantFrom("", "\n", "\n\n  \n", "\nNext: 1\n", "\n\n# end\nNext: 1\n"),
    lineEnds,
  )
  .map(([value, rest, lineEnd]) => `Key: ${value}${rest}`.replaceAll("\n", lineEnd));

describe("following a YAML scalar", () => {
  it.each([
    ["plain", "Key: one two # note", "one two"],
    ["plain over lines", "Key: one  \n  two\n\n\n  three\n", "one two\n\nthree"],
    ["single quotes", "Key: 'it''s\n   one'", "it's one"],
    ["single quotes that end on their own line", "Key: 'a\n  '", "a "],
    ["double quotes", 'Key: "a\\tb\\x41\\u00e9\\U0001F600\\/"', "a\tbAé😀/"],
    ["a surrogate pair", 'Key: "\\ud83d\\ude00!"', "😀!"],
    ["an escaped line break", 'Key: "a\\\n    b\\\n  \\ c"', "ab c"],
    ["blanks around folded lines", 'Key: "a  \n  \t b\\t  \n\n  c"', "a b\t\nc"],
    ["literal", "Key: |\n  a\n   b\n\n  c\n", "a\n b\n\nc\n"],
    ["literal, stripped", "Key: |-\n  a\n\n", "a"],
    ["literal, kept", "Key: |+ # note\n  a\n\n\nNext: 1\n", "a\n\n\n"],
    ["literal, kept, with blanks in the last line", "Key: |+\n  a\n   ", "a\n \n"],
    ["literal with an explicit indentation", "Key: |2\n    a\n   b\n", "  a\n b\n"],
    ["literal without a final line break", "Key: |\n  a", "a\n"],
    ["literal of blank lines", "Key: |+\n\n\nNext: 1\n", "\n\n"],
    ["folded", "Key: >\n  a\n  b\n\n  c\n    d\n  e\n", "a b\nc\n  d\ne\n"],
    ["folded with leading blank lines", "Key: >-\n\n  a\n  b\n", "\na b"],
    ["folded around indented lines", "Key: >\n  a\n\n   b\n\n  c\n", "a\n\n b\n\nc\n"],
    ["CRLF in a literal", "Key: |\r\n  a\r\n  b\r\n", "a\nb\n"],
    ["CRLF in a folded", "Key: >\r\n  a\r\n  b\r\n\r\n  c\r\n", "a b\nc\n"],
    ["CRLF in double quotes", 'Key: "a\r\n  b\\\r\n  c"', "a bc"],
  ])("%s", (_name, text, value) => {
    const followed = mustFollow(text);
    expect(followed.value).toBe(value);
    expectExact(followed);
  });

  it("takes a lone CR as a line break", () => {
    const text = "'a\r  b'";
    expect(decodeYamlScalar(text, 0, text.length, "a b").exact).toBe(true);
  });

  it.each([
    ["a\\u0041\\n", [1, 2], "\\u0041"],
    ["a\\u0041\\n", [1, 3], "\\u0041\\n"],
    ["a\\ud83d\\ude00b", [2, 3], "\\ud83d\\ude00"],
    ["ab  \n   cd", [1, 4], "b  \n   c"],
    ["ab  \n   cd", [2, 3], "  \n   "],
  ] as const)("points at the source of characters in %j", (inside, range, expected) => {
    const { text, map } = mustFollow(`Key: "${inside}"`);
    expect(text.slice(...map.toHost(range))).toBe(expected);
  });

  it("leaves a text unmapped that does not decode to the value", () => {
    const map = decodeYamlScalar("abc", 0, 3, "abd");
    expect(map.exact).toBe(false);
    expect(map.toHost([1, 2])).toEqual([0, 3]);
    expect(map.toHostEdit({ range: [0, 1], text: "x" })).toBeUndefined();
  });

  it("takes the text of an alias for no scalar", () => {
    expect(decodeYamlScalar("*ab", 0, 3, "*ab").exact).toBe(false);
  });

  it("follows whatever the library writes", () => {
    let written = 0;
    fc.assert(
      fc.property(
        words,
        fc.constantFrom(...STYLES),
        fc.constantFrom(0, 20),
        lineEnds,
        (value, type, lineWidth, lineEnd) => {
          const scalar = new yaml.Scalar(value);
          scalar.type = type;
          const text = yaml.stringify({ Key: scalar, Next: 1 }, { lineWidth, minContentWidth: 0 });
          const followed = followKey(text.replaceAll("\n", lineEnd));
          if (followed === undefined) return; // such as `Key: :`, which the library writes and cannot read
          written++;
          expectExact(followed);
        },
      ),
      { numRuns: 2000 },
    );
    expect(written).toBeGreaterThan(1900);
  });

  it("follows whatever the library reads", () => {
    let read = 0;
    fc.assert(
      fc.property(documents, (text) => {
        const followed = followKey(text);
        if (followed === undefined) return;
        read++;
        expectExact(followed);
      }),
      { numRuns: 4000 },
    );
    expect(read).toBeGreaterThan(1500);
  });
});

describe("editing inside a YAML scalar", () => {
  /** The text after an edit of the decoded value. */
  function edited(text: string, old: string, inserted: string): string | undefined {
    const { value, map } = mustFollow(text);
    const at = value.indexOf(old);
    const edit = map.toHostEdit({ range: [at, at + old.length], text: inserted });
    return edit && applyEdits(text, [edit]);
  }

  it.each([
    ["plain", "Key: one two", "two", "three", "Key: one three"],
    ["plain with brackets", "Key: $.items[0].x", "items[0]", "rows[1]", "Key: $.rows[1].x"],
    ["single", "Key: 'one two'", "two", "it's", "Key: 'one it''s'"],
    ["double", 'Key: "one two"', "two", 'a"\n', 'Key: "one a\\"\\n"'],
    ["double with control characters", 'Key: "one two"', "two", "\u0085\u2028", 'Key: "one \\u0085\\u2028"'],
    ["literal", "Key: |\n  one\n  two\n", "two", "it's #", "Key: |\n  one\n  it's #\n"],
    ["literal with a line more", "Key: |-\n  one\n    two\n", "two", "2\n  3", "Key: |-\n  one\n    2\n    3\n"],
    ["literal of CRLF with a line more", "Key: |\r\n  one\r\n", "one", "a\nb", "Key: |\r\n  a\r\n  b\r\n"],
    ["literal with a line less", "Key: |\n  one\n    two\n  three\n", "  two\n", "", "Key: |\n  one\n  three\n"],
    ["shortened plain", "Key: one two", " two", "", "Key: one"],
  ])("writes in the style of a %s text", (_name, text, old, inserted, expected) => {
    expect(edited(text, old, inserted)).toBe(expected);
  });

  it.each([
    ["a plain text that would become a boolean", "Key: truest", "st", ""],
    ["a plain text that would become a boolean of YAML 1.1", "Key: nobody", "body", ""],
    ["a plain text that would become a number", "Key: 12a", "a", ""],
    ["a plain text that would become a list", "Key: a- b", "a", ""],
    ["a plain text that would hold a comment", "Key: one two", "two", "#two"],
    ["a plain text that would become a mapping", "Key: one two", "one", "one:"],
    ["a plain text with a line break", "Key: one two", "two", "a\nb"],
    ["a single-quoted text with a line break", "Key: 'one two'", "two", "a\nb"],
    ["a single-quoted text with a control character", "Key: 'one two'", "two", "\x07"],
    ["a literal text with an explicit indentation with a line break", "Key: |2\n  one\n", "one", "a\nb"],
    ["a literal text whose first line would set another indentation", "Key: |\n  one\n  two\n", "one", " one"],
    ["a folded text", "Key: >\n  one two\n", "two", "three"],
    ["a fold", "Key: one\n  two", " ", "-"],
    ["blanks that a fold would drop", 'Key: "one x\n  two"', "x", ""],
  ])("refuses %s", (_name, text, old, inserted) => {
    expect(edited(text, old, inserted)).toBeUndefined();
  });

  it("refuses flow marks only inside brackets", () => {
    const edit = { range: [0, 3], text: "a[0]" } as const;
    expect(decodeYamlScalar("abc", 0, 3, "abc", true).toHostEdit(edit)).toBeUndefined();
    expect(decodeYamlScalar("abc", 0, 3, "abc", false).toHostEdit(edit)).toBeDefined();
  });

  it("gives edits that read back as intended, or none", () => {
    let made = 0;
    const edits = fc.tuple(fc.nat(20), fc.nat(6), fc.oneof(words, fc.constantFrom("", "x", "Next", "$.a")));
    fc.assert(
      fc.property(documents, edits, (text, [at, length, inserted]) => {
        const followed = followKey(text);
        if (followed === undefined || at + length > followed.value.length) return;
        const edit = followed.map.toHostEdit({ range: [at, at + length], text: inserted });
        if (edit === undefined) return;
        made++;
        const changed = followKey(applyEdits(text, [edit]));
        const { value } = followed;
        expect(changed?.value).toBe(value.slice(0, at) + inserted + value.slice(at + length));
      }),
      { numRuns: 8000 },
    );
    expect(made).toBeGreaterThan(300);
  });
});

describe("writing a YAML scalar", () => {
  it.each([
    "",
    " a",
    "a ",
    "yes",
    "NO",
    "~",
    "null",
    "1",
    "1.5e3",
    "0x1f",
    "1_000",
    "12:30:45",
    "2020-01-01",
    "- a",
    "-",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "[a",
    "{a",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "'a",
    '"a',
    "a\nb",
    "a\tb",
    "<<",
    "=",
    "---",
    "...",
    "\ud83d",
  ])("%j needs quotes", (text) => {
    expect(plainText(text, false)).toBeUndefined();
  });

  it.each(["a", "A b", "a:b", "a#b", "-a", "it's", "$.a", "arn:aws:states:::x", "é", "😀"])("%j needs none", (text) => {
    expect(plainText(text, true)).toBe(text);
  });

  it("reads back in every style that can hold it", () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: "binary" })), fc.boolean(), (value, inFlow) => {
        for (const written of [plainText(value, inFlow), singleQuoted(value), doubleQuoted(value)]) {
          if (written === undefined) continue;
          expect(yaml.parse(inFlow ? `{Key: ${written}}` : `Key: ${written}`)).toEqual({ Key: value });
          expect(yaml.parse(`Key: ${written}`, { version: "1.1" })).toEqual({ Key: value });
        }
      }),
      { numRuns: 3000 },
    );
  });
});
