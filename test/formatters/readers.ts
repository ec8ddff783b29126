import { marked, type Token, type Tokens } from "marked";
import { expect } from "vitest";
import type { FileResult, Problem, Report } from "../../src/linter/report.ts";
import { printable } from "../../src/util/printable.ts";
import { sarifErrors } from "../helpers/sarif-schema.ts";
import { parseXml, type XmlElement } from "../helpers/xml.ts";

/** What a format says of a problem; what it has no place for is absent. */
export interface Found {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly severity: string;
  readonly message: string;
  readonly rule: string;
  readonly suppressed?: boolean;
}

/** How a format is read back. */
export interface Reader {
  read(text: string): Found[];
  /** What the format has to say of a problem. */
  expected(problem: Problem, filePath: string): Found;
  /** Whether it has suppressed problems too. */
  readonly withSuppressed?: boolean;
  /** How many lines a report has to take. */
  lines(report: Report): number;
}

/** A reader for each format. */
export const readers: Readonly<Record<string, Reader>> = {
  frame: {
    read: (text) =>
      blocksOf(text).map((block) =>
        found(
          /^(?<file>.*?):(?<line>\d+):(?<column>\d+) {2}(?<severity>error|warning) {2}(?<message>.*) {2}(?<rule>.+)$/,
          block.split("\n")[0],
        ),
      ),
    expected: startingLines(printed),
    lines({ results }) {
      const files = new Set(results.map(({ filePath }) => filePath));
      const blocks = results
        .flatMap(open)
        .map(({ related }) => 4 + sum(related.map(({ filePath }) => (files.has(filePath) ? 3 : 1))));
      return results.length === 0 ? 0 : sum(blocks) + 1;
    },
  },

  stylish: {
    read: (text) =>
      blocksOf(text).flatMap((block) => {
        const [file = "", ...rows] = block.split("\n");
        const pattern = /^ +(?<line>\d+):(?<column>\d+) +(?<severity>error|warning) +(?<message>.*) {2}(?<rule>.+)$/;
        return rows.map((row) => trimmed({ ...found(pattern, row), file }));
      }),
    expected: startingLines((problem, filePath) => trimmed(printed(problem, filePath))),
    lines: ({ results }) =>
      results.length === 0 ? 0 : sum(filled(results).map((problems) => problems.length + 2)) + 1,
  },

  unix: {
    read: (text) =>
      linesOf(text).map((row) =>
        found(
          /^(?<file>.*?):(?<line>\d+):(?<column>\d+): (?<message>.*) \[(?<severity>error|warning)\/(?<rule>.*)\]$/,
          row,
        ),
      ),
    expected: startingLines(printed),
    lines: ({ results }) => results.flatMap(open).length,
  },

  json: {
    read: (text) =>
      JSON.parse(text).results.flatMap(({ filePath: file, problems }: FileResult) =>
        problems.map(({ line, column, severity, message, ruleId: rule, suppressed }) => {
          return { file, line, column, severity, message, rule, suppressed: suppressed !== null };
        }),
      ),
    expected: ({ line, column, severity, message, ruleId: rule, suppressed }, file) => {
      return { file, line, column, severity, message, rule, suppressed: suppressed !== undefined };
    },
    withSuppressed: true,
    lines: () => 1,
  },

  sarif: {
    read(text) {
      const log = JSON.parse(text);
      expect(sarifErrors(log)).toEqual([]);
      const { results, tool } = log.runs[0];
      return results.map((result: SarifResult) => {
        const { artifactLocation, region } = result.locations[0].physicalLocation;
        expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
        return {
          file: decodeURIComponent(artifactLocation.uri),
          line: region.startLine,
          column: region.startColumn,
          severity: result.level,
          message: sarifText(result.message.text),
          rule: result.ruleId,
          suppressed: (result.suppressions ?? []).length > 0,
        };
      });
    },
    expected: (problem, filePath) => {
      const file = filePath.replace(/\p{Surrogate}/gu, "\ufffd");
      return { ...printed(problem, ""), file, rule: problem.ruleId, suppressed: problem.suppressed !== undefined };
    },
    withSuppressed: true,
    lines: () => 1,
  },

  github: {
    read: (text) =>
      linesOf(text).map((row) => {
        const {
          severity = "",
          properties = "",
          message,
        } = groupsOf(/^::(?<severity>error|warning) (?<properties>.*?)::(?<message>.*)$/, row);
        const { file, line, col, title } = Object.fromEntries(
          properties
            .split(",")
            .map((property) => [property.split("=", 1)[0], property.slice(property.indexOf("=") + 1)]),
        );
        return {
          file: unescaped(file),
          line: Number(line),
          ...(col !== undefined && { column: Number(col) }),
          severity,
          message: unescaped(message),
          rule: unescaped(title),
        };
      }),
    expected(problem, filePath) {
      const { column: _, ...withoutColumn } = printed(problem, filePath);
      return problem.line === problem.endLine ? printed(problem, filePath) : withoutColumn;
    },
    lines: ({ results }) => results.flatMap(open).length,
  },

  gitlab: {
    read(text) {
      const issues: GitlabIssue[] = JSON.parse(text);
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
      return issues.map(({ description: message, check_name: rule, severity, location: { path: file, lines } }) => {
        return { file, line: lines.begin, severity, message, rule };
      });
    },
    expected: ({ line, severity, message, ruleId: rule }, file) => {
      return { file, line, severity: severity === "error" ? "major" : "minor", message: printable(message), rule };
    },
    lines: () => 1,
  },

  junit: {
    read(text) {
      const suites = parseXml(text);
      const cases = suites.children.flatMap((suite) => {
        expectCounts(suite, suite.children);
        return suite.children;
      });
      expectCounts(suites, cases);
      return cases.flatMap(({ attributes: { name, classname: file = "" }, children: [failure] }) => {
        if (failure === undefined) return [];
        const { type: severity = "", message = "" } = failure.attributes;
        return [{ ...found(/^(?<rule>.*) \((?<line>\d+):(?<column>\d+)\)$/, name), file, severity, message }];
      });
    },
    expected: printed,
    lines({ results }) {
      const suites = results.map((result) => {
        const failures = open(result).map(({ url }) => (url === undefined ? 5 : 6));
        return 2 + (failures.length === 0 ? 1 : sum(failures));
      });
      return results.length === 0 ? 2 : 3 + sum(suites);
    },
  },

  checkstyle: {
    read: (text) =>
      parseXml(text).children.flatMap(({ attributes: { name: file = "" }, children }) =>
        children.map(({ attributes: { line, column, severity = "", message = "", source = "" } }) => {
          const rule = source.replace(/^steplint\./, "");
          return { file, line: Number(line), column: Number(column), severity, message, rule };
        }),
      ),
    expected: printed,
    lines({ results }) {
      const files = results.map((result) => (open(result).length === 0 ? 1 : 2 + open(result).length));
      return results.length === 0 ? 2 : 3 + sum(files);
    },
  },

  markdown: {
    read: (text) =>
      marked.lexer(text).flatMap((token, index) => {
        if (index === 0 || token.type === "space") return [];
        if (!isTable(token)) throw new Error(`There is a ${token.type}.`);
        const file = textOf(token.header[2]?.tokens);
        return token.rows.map((row) => {
          const [place, severity = "", message = "", rule = ""] = row.map((cell) => textOf(cell.tokens));
          return { ...found(/^(?<line>\d+):(?<column>\d+)$/, place), file, severity, message, rule };
        });
      }),
    expected: (problem, filePath) => trimmed(printed(problem, filePath)),
    lines: ({ results }) =>
      results.length === 0 ? 0 : 1 + sum(filled(results).map((problems) => problems.length + 3)),
  },
};

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number; readonly startColumn: number };
      };
    },
  ];
  readonly suppressions?: readonly unknown[];
}

interface GitlabIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** A problem as most formats have it. */
function printed({ line, column, severity, message, ruleId }: Problem, filePath: string): Found {
  return {
    file: printable(filePath),
    line,
    column,
    severity: severity === "error" ? "error" : "warning",
    message: printable(message),
    rule: printable(ruleId),
  };
}

/** A problem where the path begins a line, and must not look like a command. */
function startingLines(expected: Reader["expected"]): Reader["expected"] {
  return (problem, filePath) => expected(problem, /^(?:::|##\[)/.test(filePath) ? `./${filePath}` : filePath);
}

/** In a table, blanks around a text do not count. */
function trimmed(found: Found): Found {
  return { ...found, file: found.file.trim(), message: found.message.trim() };
}

function open({ problems }: FileResult): Problem[] {
  return problems.filter(({ suppressed }) => suppressed === undefined);
}

function filled(results: readonly FileResult[]): Problem[][] {
  return results.map(open).filter((problems) => problems.length > 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What stands before the summary, block by block. */
function blocksOf(text: string): string[] {
  return text.split("\n\n").slice(0, -1);
}

function linesOf(text: string): string[] {
  return text.split("\n").slice(0, -1);
}

/** The groups of a pattern, which the text has to match. */
function groupsOf(pattern: RegExp, text = ""): Readonly<Record<string, string>> {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`${JSON.stringify(text)} is not ${pattern}.`);
  return match.groups ?? {};
}

/** What a pattern finds whose groups are named as the parts of a problem. */
function found(pattern: RegExp, text: string | undefined): Found {
  const { file = "", line, column, severity = "", message = "", rule = "" } = groupsOf(pattern, text);
  return { file, line: Number(line), column: Number(column), severity, message, rule };
}

/** As the runner of GitHub Actions reads a value. */
function unescaped(text = ""): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

function sarifText(text: string): string {
  const plain = text.includes("\\](") ? text.replace(/\\([\\[\]])/g, "$1") : text;
  return plain.replaceAll("{{", "{").replaceAll("}}", "}");
}

function expectCounts({ attributes }: XmlElement, cases: readonly XmlElement[]): void {
  const failures = cases.filter(({ children }) => children.length > 0);
  expect(attributes).toMatchObject({ tests: String(cases.length), failures: String(failures.length) });
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === "table";
}

/** The text of Markdown that may hold links of ours and the elements that hide signs, but nothing else. */
function textOf(tokens: readonly Token[] = []): string {
  return tokens
    .map((token) => {
      if (token.type === "link" && token.href.startsWith("https://example.com/")) return textOf(token.tokens);
      if (token.type === "html" && /^<\/?span>$/.test(token.raw)) return "";
      if (token.type === "text" || token.type === "escape") return token.text;
      throw new Error(`There is a ${token.type}: ${token.raw}`);
    })
    .join("");
}
