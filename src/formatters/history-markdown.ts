import type { Bounds, HistoryReport } from "../linter/history-report.ts";
import { price, titleOf } from "../linter/price-wording.ts";
import { count } from "../util/words.ts";
import { markdownCell, markdownTable } from "./cost-markdown.ts";
import { historyCells, notesOf, outcomeText, symbolRows } from "./history-text.ts";

/** What an execution took, for a review. */
export function historyMarkdown(report: HistoryReport): string {
  const { machine, history, transitions, events, dollars } = report;
  const model = machine.priced === undefined ? [] : ["best", "usual", "worst"];
  const figures = [
    ["", "actual", ...model],
    ["transitions", count(history.transitions), ...boundsCells(transitions)],
    ["events", count(history.events), ...boundsCells(events)],
  ];
  const notes = [
    ...symbolRows(report).map(([name, text]) => `- \`${name}\`: ${markdownCell(text)}`),
    ...notesOf(report).map((note) => `- ${markdownCell(note)}`),
  ];
  return `${[
    `**${markdownCell(titleOf(machine))}**: ${outcomeText(report)}, ${price(dollars)}`,
    markdownTable(figures),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
    markdownTable(historyCells(report).map((row) => row.map(markdownCell))),
  ].join("\n\n")}\n`;
}

function boundsCells(bounds: Bounds | undefined): string[] {
  if (bounds === undefined) return [];
  const { best, usual, worst } = bounds;
  return [best, usual, worst].map((value) => (value === undefined ? "none" : count(value)));
}
