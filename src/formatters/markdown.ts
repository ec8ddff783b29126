import type { FileResult, Problem } from "../linter/report.ts";
import { uriOf } from "../util/uri.ts";
import type { Formatter } from "./formatter.ts";
import { markdownText } from "./markdown-text.ts";
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
  const head = [`| | | ${markdownText(result.filePath)} | |`, "| --- | --- | --- | --- |"];
  return [[...head, ...problems.map(rowOf)].map((line) => `${line}\n`).join("")];
}

function rowOf(problem: Problem): string {
  const { line, column, message, ruleId, url } = problem;
  const rule = url === undefined ? markdownText(ruleId) : `[${markdownText(ruleId)}](${uriOf(url)})`;
  return `| ${line}:${column} | ${severityWord(problem)} | ${markdownText(message)} | ${rule} |`;
}
