import { symbolNames, symbolText } from "../linter/cost-wording.ts";
import type { Bounds, HistoryReport } from "../linter/history-report.ts";
import { count, dollars } from "../util/words.ts";
import { markdownCell } from "./cost-markdown.ts";
import { titleOf } from "./cost-text.ts";
import { historyCells, OUTCOMES } from "./history-text.ts";

/** What an execution took, for a review. */
export function historyMarkdown(report: HistoryReport): string {
  const { machine, history, symbols, transitions, events, dollars: price } = report;
  const names = machine.priced === undefined ? new Map<string, string>() : symbolNames(machine.priced.cost);
  const figures = [
    ["", "actual", "best", "usual", "worst"],
    ["---", "---", "---", "---", "---"],
    ["transitions", count(history.transitions), ...boundsCells(transitions)],
    ["events", count(history.events), ...boundsCells(events)],
  ];
  const [head = [], ...rows] = historyCells(report);
  const states = [head, head.map(() => "---"), ...rows.map((row) => row.map(markdownCell))];
  return `${[
    `**${markdownCell(titleOf(machine))}**: an execution that ${OUTCOMES[history.outcome]}, ${dollars(price)}`,
    table(figures),
    ...symbols.map(
      ({ symbol, least, greatest }) =>
        `- \`${names.get(symbol.id) ?? symbol.id}\`: ${least === greatest ? count(least) : `${count(least)} to ${count(greatest)}`} ${markdownCell(symbolText(symbol))}`,
    ),
    table(states),
  ].join("\n\n")}\n`;
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function boundsCells(bounds: Bounds | undefined): string[] {
  if (bounds === undefined) return ["", "", ""];
  const { best, usual, worst } = bounds;
  return [best, usual, worst].map((value) => (value === undefined ? "none" : count(value)));
}
