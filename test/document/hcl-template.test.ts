import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import { interpolationEnd, jsonLabel, plainLabel } from "../../src/document/hcl-interpolation.ts";
import { isTemplate, unwrapped } from "../../src/document/hcl-syntax.ts";
import { decodeTemplate, encodeQuoted, type Template } from "../../src/document/hcl-template.ts";
import { firstExpression } from "../helpers/hcl.ts";

interface Followed {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly template: Template | undefined;
}

/** Follows the text that `a` is set to; `undefined` if the grammar finds none. */
function follow(text: string): Followed | undefined {
  const expression = firstExpression(text);
  const node = expression && unwrapped(expression);
  if (node === undefined || !isTemplate(node)) return undefined;
  return { text, start: node.start, end: node.end, template: decodeTemplate(text, node.start, node.end) };
}

function mustDecode(text: string): Template {
  const template = follow(text)?.template;
  if (template === undefined) throw new Error(`not a text: ${JSON.stringify(text)}`);
  return template;
}

/** Each character comes from its own place. */
function expectExact({ text, start, end }: Followed, { map }: Template): void {
  expect(map.exact).toBe(true);
  let at = start;
  for (const segment of map.segments) {
    const host = text.slice(segment.host, segment.host + segment.hostLength);
    const decoded = map.text.slice(segment.decoded, segment.decoded + segment.length);
    expect(segment.host).toBeGreaterThanOrEqual(at);
    at = segment.host + segment.hostLength;
    if (segment.kind === "copy") expect(host).toBe(decoded);
    else if (segment.kind === "escape") expect(host).toMatch(/^(?:\\|\$\$\{|%%\{|\n)/);
    else expect(host).toMatch(/^\$\{.*\}$/s);
  }
  expect(at).toBeLessThanOrEqual(end);
}

describe("following a text of HCL", () => {
  test.each<[name: string, text: string, decoded: string]>([
    ["quotes", 'a = "one two"', "one two"],
    ["nothing", 'a = ""', ""],
    ["escapes", 'a = "\\n\\t\\r\\"\\\\\\u00e9\\U0001F600"', '\n\t\r"\\é😀'],
    ["half a surrogate pair, which is no character", 'a = "\\ud83d"', "\ufffd"],
    ["escaped marks", 'a = "$${x} %%{y} $x %y $$ %%"', "${x} %{y} $x %y $$ %%"],
    ["an interpolation", 'a = "x ${var.x} y"', "x ${var.x} y"],
    ["an interpolation with braces and quotes", 'a = "x ${f({ a = "}" })} y"', "x ${f(( a = ')' ))} y"],
    ["an interpolation over lines", 'a = "x ${f(\n  1,\n  2\n)} y"', "x ${f( 1, 2 )} y"],
    ["an interpolation with a text in a text", 'a = "${f("${g("}")}")}!"', "${f('$(g(')'))')}!"],
    ["a heredoc", "a = <<EOF\none\n  two\nEOF\n", "one\n  two\n"],
    ["a heredoc of nothing", "a = <<EOF\nEOF\n", ""],
    ["a heredoc that ends indented", "a = <<EOF\n  one\n  EOF\n", "  one\n"],
    ["a heredoc with backslashes", 'a = <<EOF\n"\\n"\nEOF\n', '"\\n"\n'],
    ["a heredoc with marks", "a = <<EOF\n$${x} ${var.x}\nEOF\n", "${x} ${var.x}\n"],
    ["an indented heredoc", "a = <<-EOF\n    one\n      two\n    EOF\n", "one\n  two\n"],
    ["an indented heredoc with blank lines", "a = <<-EOF\n    one\n\n  \n    two\n    EOF\n", "one\n\n  \ntwo\n"],
    ["an indented heredoc of blank lines", "a = <<-EOF\n  \n    \n    EOF\n", "  \n    \n"],
    ["tabs, each of which counts as one blank", "a = <<-EOF\n\t\tone\n\ttwo\nEOF\n", "\tone\ntwo\n"],
    ["a line that starts with an interpolation", "a = <<-EOF\n  one\n${var.x}\nEOF\n", "  one\n${var.x}\n"],
    ["an indented interpolation", "a = <<-EOF\n    one\n  ${var.x}\n  EOF\n", "  one\n${var.x}\n"],
    [
      "lines of an interpolation, which are none",
      "a = <<-EOF\n    ${f(\n1\n)}\n    two\n    EOF\n",
      "${f( 1 )}\ntwo\n",
    ],
    ["CRLF", "a = <<-EOF\r\n  one\r\n\r\n    two\r\n  EOF\r\n", "one\r\n\r\n  two\r\n"],
    ["a marker with a dash", "a = <<-E-F\n  x\n  E-F\n", "x\n"],
  ])("%s", (_name, text, decoded) => {
    const followed = follow(text);
    expect(followed?.template?.map.text).toBe(decoded);
    if (followed?.template) expectExact(followed, followed.template);
  });

  test.each([
    'a = "%{ if x }y%{ endif }"',
    'a = "x ${~ var.x ~} y"',
    'a = "x ${var.x ~} y"',
    "a = <<EOF\n%{ for x in y }${x}%{ endfor }\nEOF\n",
    'a = "$$${x}"',
  ])("leaves open what only deployment knows: %j", (text) => expect(follow(text)?.template).toBeUndefined());

  test.each<[text: string]>([['"a'], ['"\\x"'], ['"\\u12"'], ['"a\nb"'], ["<<EOF"], ['"${a"'], ['"']])(
    "leaves broken text alone: %j",
    (text) => expect(decodeTemplate(text, 0, text.length)).toBeUndefined(),
  );

  const characters = fc.constantFrom(
    "a",
    "Bc",
    " ",
    "  ",
    "\t",
    '"',
    "\\",
    "$",
    "%",
    "{",
    "}",
    "é",
    "😀",
    "\n",
    "\r\n",
    "#",
    "//",
    "EOF",
    "~",
    "\u2028",
  );
  const words = fc.array(characters, { maxLength: 14 }).map((parts) => parts.join(""));
  /** A sign before the mark it makes is no text that can be written without an escape that is not documented. */
  const isPlain = (text: string) => !/\$\$\{|%%\{/.test(text);

  it("reads back what was written in quotes", () => {
    fc.assert(
      fc.property(words.filter(isPlain), (value) => {
        const followed = follow(`a = "${encodeQuoted(value)}"\n`);
        expect(followed?.template?.map.text).toBe(value);
        if (followed?.template) expectExact(followed, followed.template);
      }),
      { numRuns: 3000 },
    );
  });

  /** Writes lines as a heredoc, each that is not blank behind the same blanks. */
  function heredoc(value: string, indent: string, close: string, lineEnd: string): string {
    const escaped = value.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
    const lines = escaped.split("\n").map((line) => (line.trim() === "" ? line : indent + line));
    return `a = <<${indent === "" ? "" : "-"}EOT\n${lines.join("\n")}\n${close}EOT\n`.replaceAll(/\r?\n/g, lineEnd);
  }

  it("reads back what was written as a heredoc, with any indentation", () => {
    let indented = 0;
    fc.assert(
      fc.property(
        words.filter((text) => isPlain(text) && !text.includes("\r")),
        fc.constantFrom("", "  ", "\t", "    ", " \t "),
        fc.constantFrom("", "  ", "        "),
        fc.constantFrom("\n", "\r\n"),
        (value, indent, close, lineEnd) => {
          const lines = value.split("\n").filter((line) => line.trim() !== "");
          // Lines that are all indented themselves lose that, too.
          if (indent !== "" && (lines.length === 0 || !lines.some((line) => /^\S/.test(line)))) return;
          if (indent !== "") indented++;
          const followed = follow(heredoc(value, indent, close, lineEnd));
          expect(followed?.template?.map.text).toBe(`${value}\n`.replaceAll("\n", lineEnd));
          if (followed?.template) expectExact(followed, followed.template);
        },
      ),
      { numRuns: 4000 },
    );
    expect(indented).toBeGreaterThan(1000);
  });

  it("finds the place of each character", () => {
    const { map } = mustDecode('a = "x\\ty${var.z}\\u00e9"');
    const text = 'a = "x\\ty${var.z}\\u00e9"';
    const at = (start: number, end: number) => text.slice(...map.toHost([start, end]));
    expect([at(0, 1), at(1, 2), at(2, 3), at(4, 6), at(11, 12)]).toEqual(["x", "\\t", "y", "${var.z}", "\\u00e9"]);
  });
});

describe("editing inside a text of HCL", () => {
  function edited(text: string, old: string, inserted: string): string | undefined {
    const { map } = mustDecode(text);
    const at = map.text.indexOf(old);
    const edit = map.toHostEdit({ range: [at, at + old.length], text: inserted });
    return edit && applyEdits(text, [edit]);
  }

  test.each<[name: string, text: string, old: string, inserted: string, expected: string | undefined]>([
    ["quotes", 'a = "one two"', "two", 'a"\n\\', 'a = "one a\\"\\n\\\\"'],
    ["marks in quotes", 'a = "one two"', "two", "${x} %{y}", 'a = "one $${x} %%{y}"'],
    ["control characters in quotes", 'a = "one"', "one", "\x07", 'a = "\\u0007"'],
    ["a heredoc", "a = <<EOF\none\nEOF\n", "one", "1\n2", "a = <<EOF\n1\n2\nEOF\n"],
    ["marks in a heredoc", "a = <<EOF\none\nEOF\n", "one", "${x}", "a = <<EOF\n$${x}\nEOF\n"],
    [
      "lines in an indented heredoc",
      "a = <<-EOF\n\t one\n\t EOF\n",
      "one",
      "1\n2\n\n3",
      "a = <<-EOF\n\t 1\n\t 2\n\n\t 3\n\t EOF\n",
    ],
    ["a line taken out of one", "a = <<-EOF\n  1\n  2\n  3\n  EOF\n", "2\n", "", "a = <<-EOF\n  1\n  3\n  EOF\n"],
    ["control characters in a heredoc", "a = <<EOF\none\nEOF\n", "one", "\x07", undefined],
    ["a hole", 'a = "${var.x} b"', "var", "b", undefined],
    ["a hole that would become text", 'a = "${var.x} b"', "b", "${var.x}", undefined],
  ])("%s", (_name, text, old, inserted, expected) => expect(edited(text, old, inserted)).toBe(expected));
});

describe("interpolations", () => {
  test.each<[text: string, end: number | undefined]>([
    ["${a}b", 4],
    ["${{}}b", 5],
    ['${"}"}b', 6],
    ['${"\\"}"}b', 8],
    ['${"${a}"}b', 9],
    ['${"$${"}b', 8],
    ["${a /* } */}b", 12],
    ["${a # }\n}b", 9],
    ["${a", undefined],
    ['${"}', undefined],
  ])("%j ends at %s", (text, end) => expect(interpolationEnd(text, 0, text.length)).toBe(end));

  it("are shown on one line", () => expect(plainLabel("${f(\n  a\r\n)}")).toBe("${f( a )}"));

  test.each<[written: string, before: string, label: string]>([
    ["${var.x}", "", "${var.x}"],
    ['${f("a\\b")}', "", "${f('a b')}"],
    ["${x[0].arn}", '"{% ', "${x_0_.arn}"],
    ["${f(x)}", '"{% a %}", "', "${f(x)}"],
    ['${"a"}', "{% ", "${_a_}"],
  ])("%s stand in JSON behind %j as %s", (written, before, label) => expect(jsonLabel(written, before)).toBe(label));
});
