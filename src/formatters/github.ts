import type { Problem } from "../linter/report.ts";
import { printable } from "../util/printable.ts";
import type { Formatter } from "./formatter.ts";
import { lastLine, openProblems, severityWord } from "./problems.ts";

/** For GitHub Actions: a workflow command for each problem, which becomes an annotation of its lines. */
const github: Formatter = ({ results }) =>
  results
    .flatMap((result) =>
      openProblems(result).map((problem) => {
        const properties = { file: result.filePath, ...placeOf(problem), title: problem.ruleId };
        const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
        return `::${severityWord(problem)} ${written.join(",")}::${escapeData(problem.message)}\n`;
      }),
    )
    .join("");

export default github;

// Columns cannot be sent for more than one line, and the end column, by default the first one, belongs to the place.
// https://github.com/actions/toolkit/tree/main/packages/core#annotations
function placeOf(problem: Problem): Readonly<Record<string, number>> {
  const { line, column, endLine, endColumn } = problem;
  if (line !== endLine) return { line, endLine: lastLine(problem) };
  return { line, endLine, col: column, endColumn: Math.max(column, endColumn - 1) };
}

// The runner turns these back. A line end would have to be escaped as well, but a printable text holds none.
// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
function escapeData(text: string): string {
  return printable(text).replaceAll("%", "%25");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
