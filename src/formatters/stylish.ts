import type { Problem } from "../linter/report.ts";
import { printable, printablePath } from "../util/printable.ts";
import type { Formatter } from "./formatter.ts";
import { openProblems, severityWord } from "./problems.ts";
import { cellWidth } from "./source-line.ts";
import { ruleText, type Style, severityText, styleOf, summaryLine } from "./terminal-text.ts";

/** For people: each file with a line for each of its problems, in columns, and a summary line. */
const stylish: Formatter = (report, options) => {
  if (report.results.length === 0) return "";
  const style = styleOf(options);
  const blocks = report.results.flatMap((result) => {
    const problems = openProblems(result);
    return problems.length === 0
      ? []
      : [`${style.colors.bold(printablePath(result.filePath))}\n${rows(problems, style)}`];
  });
  return [...blocks, `${summaryLine(report.summary, style)}\n`].join("\n");
};

export default stylish;

function rows(problems: readonly Problem[], style: Style): string {
  const messages = problems.map((problem) => printable(problem.message));
  const messageWidths = messages.map(cellWidth);
  const lineWidth = widest(problems.map(({ line }) => String(line).length));
  const columnWidth = widest(problems.map(({ column }) => String(column).length));
  const severityWidth = widest(problems.map((problem) => severityWord(problem).length));
  // A message that is longer than a line is broken by the terminal: it must not push away the rules of the others.
  const messageWidth = widest(messageWidths.filter((width) => width <= style.width));
  return problems
    .map((problem, index) => {
      const place = `${String(problem.line).padStart(lineWidth)}:${String(problem.column).padEnd(columnWidth)}`;
      const severity = severityText(problem, style) + blanks(severityWidth - severityWord(problem).length);
      const message = messages[index] + blanks(messageWidth - (messageWidths[index] ?? 0));
      return `  ${place}  ${severity}  ${message}  ${ruleText(problem, style)}\n`;
    })
    .join("");
}

function widest(widths: readonly number[]): number {
  return widths.reduce((most, width) => Math.max(most, width), 0);
}

function blanks(width: number): string {
  return " ".repeat(Math.max(0, width));
}
