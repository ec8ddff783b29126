import type { SourceFile } from "../document/source-file.ts";
import type { FileResult, Place, Problem, Report } from "../linter/report.ts";
import { printable, printablePath } from "../util/printable.ts";
import type { Formatter } from "./formatter.ts";
import { openProblems } from "./problems.ts";
import { markedLine } from "./source-line.ts";
import { type Paint, paintOf, ruleText, type Style, severityText, styleOf, summaryLine } from "./terminal-text.ts";

/** For people: each problem with its line of source and the places that belong to it, and a summary line. */
const frame: Formatter = (report, options) => {
  if (report.results.length === 0) return "";
  const style = styleOf(options);
  const blocks = report.results.flatMap((result) =>
    openProblems(result).map((problem) => problemBlock(problem, result, report, style)),
  );
  return [...blocks, `${summaryLine(report.summary, style)}\n`].join("\n");
};

export default frame;

function problemBlock(problem: Problem, result: FileResult, report: Report, style: Style): string {
  const { colors } = style;
  const paint = paintOf(problem, style);
  const header = `${placeText(result.filePath, problem, style)}  ${severityText(problem, style)}  ${printable(problem.message)}  ${ruleText(problem, style)}`;
  const gutter = String(Math.max(problem.line, ...problem.related.map((place) => place.line))).length;
  const lines = [header, ...sourceLines(result.source, problem, gutter, paint, style)];
  for (const place of problem.related) {
    const source = place.filePath === result.filePath ? result.source : sourceOf(place.filePath, report);
    lines.push(`  ${placeText(place.filePath, place, style)}  ${printable(place.message)}`);
    if (source !== undefined) lines.push(...sourceLines(source, place, gutter, colors.cyan, style));
  }
  return lines.map((line) => `${line}\n`).join("");
}

function sourceOf(filePath: string, { results }: Report): SourceFile | undefined {
  return results.find((result) => result.filePath === filePath)?.source;
}

function placeText(filePath: string, { line, column }: Place, { colors }: Style): string {
  return `${colors.bold(printablePath(filePath))}:${line}:${column}`;
}

function sourceLines(
  source: SourceFile,
  place: Place,
  gutter: number,
  paint: Paint,
  { colors, width }: Style,
): string[] {
  const head = `  ${String(place.line).padStart(gutter)} | `;
  const below = `  ${" ".repeat(gutter)} | `;
  const lineStart = place.range[0] - (place.column - 1);
  const { text, markStart, markWidth } = markedLine(
    source.text,
    lineStart,
    place.range,
    Math.max(20, width - head.length),
  );
  return [`${colors.dim(head)}${text}`, `${colors.dim(below)}${" ".repeat(markStart)}${paint("^".repeat(markWidth))}`];
}
