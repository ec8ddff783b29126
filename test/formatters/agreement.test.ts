import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import { createSourceFile, type SourceFile } from "../../src/document/source-file.ts";
import { formatters } from "../../src/formatters/all-formatters.ts";
import type { FileResult, Place, Problem, Report } from "../../src/linter/report.ts";
import { type Found, readers } from "./readers.ts";
import { reportOf } from "./sample-report.ts";

// What ends, opens or hides something in at least one of the formats.
const FRAGMENTS = [
  ..."|`*_~<>&\"'\\@#$:,;=%[](){}!+-. \t\n\r",
  ..."\u0000\u0007\u001b\u0085\u200e\u2028\u2029\u202e\ufeff\ufffe\uffff\ud800\udc00",
  ...["\r\n", "\u001b[2J", "\u001b]8;;https://evil.example\u001b\\", "::error::x", "\n::error file=a,line=1::x"],
  ...["%0A", "%25", "%3A%2C", "\\|", "&amp;", "&#10;", "]]>", "-->", "<!--", "<b>", "<?xml?>", "</testcase>", '"/>'],
  ...["`a`", "**a**", "_a_", "~~a~~", "[x](https://evil.example)", "![x](y)", "]("],
  ...["@octocat", "#1", "GH-1", ":tada:", "$x$", "http://evil.example"],
  ...["www.evil.example", "a@b.example", "{0}", "{{", "}}", "\n\n", "\n| a | b |\n", "[error/x]", " [warning/y]"],
  ...["日本", "🛒", "e\u0301", "a", "States", "x".repeat(3000)],
];

const fragments = (maxLength: number) =>
  fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength }).map((parts) => parts.join(""));

const ruleId = fc.constantFrom("no-tight-wait", "valid-transition", "mine/rule", `odd|<id>&":%\n,*_@x`);

const url = fc.constantFrom("https://example.com/rule.md", "https://example.com/a|b)\u001b\ud800<c>", undefined);

const directive = fc.record({
  kind: fc.constant("directive" as const),
  reason: fc.option(fragments(3), { nil: undefined }),
});

/** Most problems are not suppressed. */
const suppression = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: directive });

function placeIn(source: SourceFile): fc.Arbitrary<Place> {
  const offset = fc.nat({ max: source.text.length });
  return fc.tuple(offset, offset).map(([one, other]) => {
    const range = [Math.min(one, other), Math.max(one, other)] as const;
    const start = source.positionAt(range[0]);
    const end = source.positionAt(range[1]);
    return { range, ...start, endLine: end.line, endColumn: end.column };
  });
}

function problemIn(source: SourceFile, files: readonly string[]): fc.Arbitrary<Problem> {
  const related = fc.record({
    place: placeIn(source),
    message: fragments(3),
    filePath: fc.constantFrom(source.path, ...files, "gone.json"),
    step: fc.boolean(),
  });
  const edit = fc.record({ place: placeIn(source), text: fragments(2) });
  return fc
    .record({
      place: placeIn(source),
      ruleId,
      messageId: fc.constantFrom("found", "missing"),
      severity: fc.constantFrom("error" as const, "warn" as const),
      message: fragments(6),
      definition: fc.constantFrom(0, null),
      pointer: fc.constantFrom("", "/States/A", "/States/a~1b\n"),
      url,
      related: fc.array(related, { maxLength: 2 }),
      fix: fc.option(fc.array(edit, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      suppressed: suppression,
    })
    .map(({ place, related, fix, suppressed, ...parts }) => ({
      ...place,
      ...parts,
      // Places of other files lie in texts of their own: one at their start lies in all of them.
      related: related.map(({ place: own, ...rest }) => ({
        ...(rest.filePath === source.path ? own : START),
        ...rest,
      })),
      fix: fix?.map(({ place: { range }, text }) => ({ range, text })),
      suggestions: [],
      ...(suppressed && { suppressed }),
    }));
}

const START: Place = { range: [0, 0], line: 1, column: 1, endLine: 1, endColumn: 1 };

function resultFor(path: string, files: readonly string[]): fc.Arbitrary<FileResult> {
  return fc
    .record({ text: fragments(12), name: fc.option(fragments(3), { nil: undefined }) })
    .chain(({ text, name }) => {
      const source = createSourceFile(path, text);
      const definitions = [{ name, host: "asl", type: undefined, pointer: "", file: path }] as const;
      return fc
        .array(problemIn(source, files), { maxLength: 4 })
        .map((problems) => ({ filePath: path, source, definitions, references: [], problems, crashed: false }));
    });
}

const report: fc.Arbitrary<Report> = fc
  .record({ paths: fc.uniqueArray(fragments(4), { maxLength: 3 }), described: fc.boolean() })
  .chain(({ paths, described }) =>
    fc.tuple(...paths.map((path) => resultFor(path, paths))).map((results) => {
      const all = reportOf(results);
      return described ? all : { ...all, rules: [] };
    }),
  );

describe.each(Object.entries(formatters))("%s", (name, format) => {
  const reader = readers[name];
  if (reader === undefined) throw new Error(`No reader for the format '${name}'.`);

  test("says of every problem what it is and where, whatever the texts are", () => {
    fc.assert(
      fc.property(report, (report) => {
        const expected = report.results.flatMap(({ filePath, problems }): Found[] =>
          problems
            .filter(({ suppressed }) => reader.withSuppressed || suppressed === undefined)
            .map((problem) => reader.expected(problem, filePath)),
        );
        expect(reader.read(format(report, FILE_FORMAT))).toEqual(expected);
      }),
    );
  });

  test("has as many lines as it must have, and nothing that moves the cursor", () => {
    fc.assert(
      fc.property(report, (report) => {
        const text = format(report, FILE_FORMAT);
        expect(text).toMatch(/^$|\n$/);
        expect(text.split("\n")).toHaveLength(reader.lines(report) + 1);
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      }),
    );
  });

  test("says the same in colour", () => {
    fc.assert(
      fc.property(report, (report) => {
        const text = format(report, { ...FILE_FORMAT, color: true, hyperlinks: true });
        expect(stripVTControlCharacters(text)).toBe(format(report, FILE_FORMAT));
      }),
    );
  });
});
