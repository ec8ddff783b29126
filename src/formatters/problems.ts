import type { FileResult, Place, Problem } from "../linter/report.ts";

/** The problems of a file that nothing suppresses. */
export function openProblems({ problems }: FileResult): Problem[] {
  return problems.filter((problem) => !problem.suppressed);
}

/** The severity as texts say it. */
export function severityWord({ severity }: Problem): "error" | "warning" {
  return severity === "error" ? "error" : "warning";
}

/** The last line that holds a part of a place; the line before, where the place ends at the start of a line. */
export function lastLine({ line, endLine, endColumn }: Place): number {
  return endColumn === 1 && endLine > line ? endLine - 1 : endLine;
}
