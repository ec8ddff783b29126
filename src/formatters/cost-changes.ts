import type { ChangeSide, CostChange } from "../linter/cost-report.ts";
import { numberText } from "../linter/cost-wording.ts";
import { price } from "../linter/price-wording.ts";
import { printable } from "../util/printable.ts";
import { count, dollars } from "../util/words.ts";
import { markdownCell, markdownTable } from "./cost-markdown.ts";
import { clipped } from "./labelled-lines.ts";

/** What a change adds or saves, as a table for people to read. */
export function changesText(changes: readonly CostChange[]): string {
  if (changes.length === 0) return `${NOTHING}\n`;
  const rows = rowsOf(changes).map((row) => row.map((cell) => clipped(printable(cell))));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** The same as a table in Markdown, fit for a pull request. */
export function changesMarkdown(changes: readonly CostChange[]): string {
  if (changes.length === 0) return `${NOTHING}\n`;
  return `${markdownTable(rowsOf(changes).map((row) => row.map(markdownCell)))}\n`;
}

const NOTHING = "No machine was there before, and none is now.";

function rowsOf(changes: readonly CostChange[]): string[][] {
  const volumes = new Set(changes.map(({ executions }) => executions));
  const [volume = 0] = volumes;
  const isShared = volumes.size === 1;
  const month = isShared ? `${count(volume)} a month` : "a month";
  return [
    ["machine", "growth", "transitions", "per execution", month],
    ...changes.map((change) => [
      `${change.machine}${change.status === "kept" ? "" : ` (${change.status})`}`,
      cellOf(change, ({ growth }) => growth),
      cellOf(change, ({ transitions }) => numberText(transitions)),
      cellOf(change, ({ perExecution }) => price(perExecution)),
      `${differenceText(change)}${isShared ? "" : ` (${count(change.executions)})`}`,
    ]),
  ];
}

function cellOf({ status, before, after }: CostChange, of: (side: ChangeSide) => string): string {
  const [old, now] = [before, after].map((side) => (side === undefined ? "not priced" : of(side)));
  if (status !== "kept") return (status === "new" ? now : old) ?? "";
  return old === now ? (now ?? "") : `${old} -> ${now}`;
}

function differenceText({ perMonth }: CostChange): string {
  if (perMonth === undefined) return "not known";
  if (Math.abs(perMonth) < LEAST) return "no change";
  return perMonth < 0 ? `-${dollars(-perMonth)}` : `+${dollars(perMonth)}`;
}

/** Sums of floating-point numbers differ by less than this without a cause. */
const LEAST = 1e-9;
