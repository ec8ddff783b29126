import type { CostSymbol } from "../analysis/cost.ts";
import type { Outcome } from "../analysis/history.ts";
import { type SymbolNames, symbolNames, symbolText } from "../linter/cost-wording.ts";
import type { Bounds, HistoryReport } from "../linter/history-report.ts";
import { price, titleOf } from "../linter/price-wording.ts";
import { printable } from "../util/printable.ts";
import { count, duration, plural } from "../util/words.ts";
import { clipped, type LabelledRow, labelledLines } from "./labelled-lines.ts";

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  succeeded: "succeeded",
  failed: "failed",
  timedOut: "timed out",
  aborted: "was stopped",
  running: "is still running",
};

/** What an execution took, for people to read. */
export function historyText(report: HistoryReport): string {
  const { machine, history, transitions, events, dollars: amount } = report;
  const rows: LabelledRow[] = [
    ["transitions", `${count(history.transitions)}${boundsText(transitions)}, ${price(amount)}`],
    ["events", `${count(history.events)}${boundsText(events)}`],
    ...(history.waitedSeconds ? [["waited", duration(history.waitedSeconds)] as const] : []),
    ...symbolRows(report),
    ...notesOf(report).map((note) => ["", note] as const),
  ];
  const head = clipped(printable(`${titleOf(machine)}: ${outcomeText(report)}`));
  return `${[head, "", ...labelledLines(rows), "", ...tableLines(report)].join("\n")}\n`;
}

/** "an execution that failed after 3 min, redriven once" */
export function outcomeText({ history: { outcome, redrives, seconds } }: HistoryReport): string {
  const time = seconds === undefined ? "" : ` after ${duration(seconds)}`;
  const redriven = redrives > 0 ? `, redriven ${plural(redrives, "time")}` : "";
  return `an execution that ${OUTCOMES[outcome]}${time}${redriven}`;
}

/** What the figures leave out. */
export function notesOf({ machine: { priced, unpriced } }: HistoryReport): string[] {
  if (priced === undefined) return [`there is no model to compare it with: ${unpriced}`];
  return priced.cost.children.length > 0
    ? ["what distributed Maps started are executions of their own, with histories of their own"]
    : [];
}

/** What the symbols were, and were taken for: "7 turns of 'Wait' -> 'Ask', where 30 were assumed". */
export function symbolRows({ machine: { priced }, symbols }: HistoryReport): LabelledRow[] {
  const names: SymbolNames = priced === undefined ? new Map() : symbolNames(priced.cost);
  return symbols.map(({ symbol, least, greatest }) => {
    const value = least === greatest ? count(greatest) : `${count(least)} to ${count(greatest)}`;
    return [names.get(symbol.id) ?? symbol.id, `${value} ${symbolText(symbol)}${expectation(symbol, priced)}`];
  });
}

function expectation({ id }: CostSymbol, priced: HistoryReport["machine"]["priced"]): string {
  const value = priced?.money.assumptions.values[id];
  return value === undefined ? "" : `, where ${count(value)} ${value === 1 ? "is" : "are"} assumed`;
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

/** The rows of the table: what each state took, and how often it is entered at most with what is assumed. */
export function historyCells({ rows, machine, dollars: amount }: HistoryReport): string[][] {
  const head = ["state", "entered", "retried", "transitions", "share", "cost"];
  const hasModel = machine.priced !== undefined;
  return [
    [...head, ...(hasModel ? ["assumed"] : [])],
    ...rows.map(({ name, entered, retried, transitions, share, expected }) => [
      name,
      count(entered),
      count(retried),
      count(transitions),
      `${Math.round(share * 100)} %`,
      price(amount * share),
      ...(hasModel ? [expected === undefined ? "" : count(expected)] : []),
    ]),
  ];
}

function tableLines(report: HistoryReport): string[] {
  const cells = historyCells(report).map((row) => row.map((cell) => clipped(printable(cell))));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => {
    const shown = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `  ${shown.join("  ")}`.trimEnd();
  });
}
