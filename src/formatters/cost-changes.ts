import type { ChangeSide, CostChange } from "../linter/cost-report.ts";
import { numberText } from "../linter/cost-wording.ts";
import { printable } from "../util/printable.ts";
import { count, dollars } from "../util/words.ts";

/** What a change adds or saves, as a table for people to read. */
export function changesText(changes: readonly CostChange[], executions: number): string {
  if (changes.length === 0) return "No machine was there before or is there now.\n";
  const rows = [headOf(executions), ...changes.map((change) => cellsOf(change, executions))];
  const widths = headOf(executions).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** The same as a table in Markdown, fit for a pull request. */
export function changesMarkdown(changes: readonly CostChange[], executions: number): string {
  const head = headOf(executions);
  const rows = changes.map((change) => cellsOf(change, executions).map((cell) => cell.replaceAll("|", "\\|")));
  return `${[head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`;
}

function headOf(executions: number): string[] {
  return ["machine", "growth", "transitions", "per execution", `${count(executions)} a month`];
}

function cellsOf({ machine, before, after }: CostChange, executions: number): string[] {
  const cell = (of: (side: ChangeSide) => string): string => {
    if (before === undefined || after === undefined) {
      const side = before ?? after;
      return side === undefined ? "not priced" : of(side);
    }
    return of(before) === of(after) ? of(after) : `${of(before)} -> ${of(after)}`;
  };
  const monthly = (side: ChangeSide | undefined): number => (side?.perExecution ?? 0) * executions;
  const isBoth = before !== undefined && after !== undefined;
  const difference = monthly(after) - monthly(before);
  const kind = isBoth
    ? ""
    : before === undefined && after === undefined
      ? ""
      : before === undefined
        ? " (new)"
        : " (gone)";
  return [
    `${printable(machine)}${kind}`,
    cell(({ growth }) => growth),
    cell(({ transitions }) => numberText(transitions)),
    cell(({ perExecution }) => dollars(perExecution)),
    differenceText(difference, isBoth),
  ];
}

function differenceText(difference: number, isBoth: boolean): string {
  if (Math.abs(difference) < 1e-9) return isBoth ? "no change" : "$0";
  return difference > 0 ? `+${dollars(difference)}` : `-${dollars(-difference)}`;
}
