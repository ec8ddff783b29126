import picocolors from "picocolors";
import type { SourceFile } from "../document/source-file.ts";
import type { FileResult, Place, Problem, Report, Summary } from "../linter/report.ts";
import { printable } from "../util/printable.ts";
import { count, plural } from "../util/words.ts";
import type { Formatter } from "./formatter.ts";
import { markedLine } from "./source-line.ts";

type Colors = ReturnType<typeof picocolors.createColors>;
type Paint = (text: string) => string;

interface Style {
  readonly colors: Colors;
  readonly hyperlinks: boolean;
  readonly width: number;
}

/** For people: each problem with its line of source and the places that belong to it, and a summary line. */
const frame: Formatter = (report, options) => {
  if (report.results.length === 0) return "";
  const style = { ...options, colors: picocolors.createColors(options.color) };
  const blocks = report.results.flatMap((result) =>
    result.problems
      .filter((problem) => !problem.suppressed)
      .map((problem) => problemBlock(problem, result, report, style)),
  );
  return [...blocks, `${summaryLine(report.summary, style.colors, options.errorsOnly ?? false)}\n`].join("\n");
};

export default frame;

function problemBlock(problem: Problem, result: FileResult, report: Report, style: Style): string {
  const { colors } = style;
  const paint = problem.severity === "error" ? colors.red : colors.yellow;
  const severity = paint(problem.severity === "error" ? "error" : "warning");
  const header = `${placeText(result.filePath, problem, style)}  ${severity}  ${printable(problem.message)}  ${ruleText(problem, style)}`;
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
  return `${colors.bold(printable(filePath))}:${line}:${column}`;
}

function ruleText({ ruleId, url }: Problem, { colors, hyperlinks }: Style): string {
  const text = colors.dim(printable(ruleId));
  return hyperlinks && url !== undefined ? `\u001b]8;;${encodeURI(url)}\u001b\\${text}\u001b]8;;\u001b\\` : text;
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

function summaryLine(summary: Summary, colors: Colors, errorsOnly: boolean): string {
  const { files, definitions, errors, warnings, fixable } = summary;
  if (errors + warnings === 0) {
    const none = errorsOnly ? "no errors" : "no problems";
    return colors.green(`${plural(definitions, "definition")} in ${plural(files, "file")}, ${none}`);
  }
  const found = [
    ...(errors > 0 ? [colors.red(plural(errors, "error"))] : []),
    ...(warnings > 0 ? [colors.yellow(plural(warnings, "warning"))] : []),
  ];
  const where = `${plural(definitions, "definition")} (${plural(files, "file")})`;
  return `${found.join(" and ")} in ${where}${fixable > 0 ? `, ${count(fixable)} fixable with --fix` : ""}`;
}
