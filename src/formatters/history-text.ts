import { symbolNames, symbolText } from "../linter/cost-wording.ts";
import type { Bounds, HistoryReport } from "../linter/history-report.ts";
import { printable } from "../util/printable.ts";
import { count, dollars, duration, plural } from "../util/words.ts";
import { titleOf } from "./cost-text.ts";

/** What became of an execution, behind "an execution that". */
export const OUTCOMES = {
  succeeded: "succeeded",
  failed: "failed",
  timedOut: "timed out",
  aborted: "was stopped",
  running: "is still running",
} as const;

/** What an execution took, for people to read. */
export function historyText(report: HistoryReport): string {
  const { machine, history, symbols, transitions, events, dollars: price } = report;
  const names = machine.priced === undefined ? new Map<string, string>() : symbolNames(machine.priced.cost);
  const redriven = history.redrives > 0 ? `, redriven ${plural(history.redrives, "time")}` : "";
  const time = history.seconds === undefined ? "" : ` after ${duration(history.seconds)}`;
  const lines = [
    `${titleOf(machine)}: an execution that ${OUTCOMES[history.outcome]}${time}${redriven}`,
    "",
    labelled("transitions", `${count(history.transitions)}${boundsText(transitions)}, ${dollars(price)}`),
    labelled("events", `${count(history.events)}${boundsText(events)}`),
    ...(history.waitedSeconds ? [labelled("waited", duration(history.waitedSeconds))] : []),
    ...symbols.map(({ symbol, least, greatest }) =>
      labelled(names.get(symbol.id) ?? symbol.id, `${spanText(least, greatest)} ${symbolText(symbol)}`),
    ),
    ...(machine.unpriced === undefined ? [] : [labelled("model", `none: ${machine.unpriced}`)]),
    "",
    ...tableLines(report),
  ];
  return `${lines.map((line) => printable(line).trimEnd()).join("\n")}\n`;
}

function labelled(label: string, text: string): string {
  return `  ${label.padEnd(16)}${text}`;
}

function spanText(least: number, greatest: number): string {
  return least === greatest ? count(greatest) : `${count(least)} to ${count(greatest)}`;
}

/** " (model: 5 best, 20 usual, 32 worst)" */
function boundsText(bounds: Bounds | undefined): string {
  if (bounds === undefined) return "";
  const { best, usual, worst } = bounds;
  const parts = [
    ...(best === undefined ? [] : [`${count(best)} best`]),
    ...(usual === undefined ? [] : [`${count(usual)} usual`]),
    `${count(worst)} worst`,
  ];
  return ` (model: ${parts.join(", ")})`;
}

const HEAD = ["state", "entered", "retried", "transitions", "share", "model"];

/** The rows of the table: what each state took, and what the model expects at the most with what is assumed. */
export function historyCells({ rows }: HistoryReport): string[][] {
  return [
    HEAD,
    ...rows.map(({ name, entered, retried, transitions, share, expected }) => [
      name,
      count(entered),
      count(retried),
      count(transitions),
      `${Math.round(share * 100)} %`,
      expected === undefined ? "" : count(expected),
    ]),
  ];
}

function tableLines(report: HistoryReport): string[] {
  const cells = historyCells(report);
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => {
    const shown = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `  ${shown.join("  ")}`;
  });
}
