import type { FileResult, Problem } from "../linter/report.ts";
import { printable } from "../util/printable.ts";
import { uriOf } from "../util/uri.ts";
import type { Formatter } from "./formatter.ts";
import { openProblems, severityWord } from "./problems.ts";
import { styleOf, summaryLine } from "./terminal-text.ts";

/** For job summaries and pull requests: a summary line, and a table for each file that has problems. */
const markdown: Formatter = (report, options) => {
  if (report.results.length === 0) return "";
  const summary = summaryLine(report.summary, styleOf({ ...options, color: false }));
  return [`**${summary}**\n`, ...report.results.flatMap(tableOf)].join("\n");
};

export default markdown;

function tableOf(result: FileResult): string[] {
  const problems = openProblems(result);
  if (problems.length === 0) return [];
  const head = [`| | | ${escaped(result.filePath)} | |`, "| --- | --- | --- | --- |"];
  return [[...head, ...problems.map(rowOf)].map((line) => `${line}\n`).join("")];
}

function rowOf(problem: Problem): string {
  const { line, column, message, ruleId, url } = problem;
  const rule = url === undefined ? escaped(ruleId) : `[${escaped(ruleId)}](${uriOf(url)})`;
  return `| ${line}:${column} | ${severityWord(problem)} | ${escaped(message)} | ${rule} |`;
}

// What Markdown gives a meaning to: https://github.github.com/gfm/. The dot keeps `www.` from becoming a link.
const PUNCTUATION = /[\\`*_[\]<>|~&]|(?<=www)\./gi;

// GitHub looks for mentions, issues, emoji, formulas and bare links in the text that Markdown gives, where a backslash
// is gone; an element around the sign hides it.
// https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
const SIGN = /[@$]|#(?=\w)|:(?=[\w+\-/])|(?<=\bGH)-(?=\d)/gi;

/** A text that reads as it is written, on one line and inside a table: no markup, no HTML, no mention. */
function escaped(text: string): string {
  return printable(text).replace(PUNCTUATION, "\\$&").replace(SIGN, "<span>$&</span>");
}
