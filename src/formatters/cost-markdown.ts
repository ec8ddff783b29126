import { allSymbols } from "../analysis/assumptions.ts";
import type { CostSymbol } from "../analysis/cost.ts";
import type { Polynomial } from "../analysis/polynomial.ts";
import { type CostReport, dollarsOf, type MachineReport, type Priced } from "../linter/cost-report.ts";
import {
  isPaidBy,
  paceText,
  polynomialText,
  type SymbolNames,
  symbolNames,
  symbolText,
  typeAround,
  waitingText,
} from "../linter/cost-wording.ts";
import {
  adviceText,
  childTexts,
  eventsText,
  expressText,
  growthText,
  isPricedAsExpress,
  literalWaitText,
  noWayText,
  overflowText,
  price,
  titleOf,
} from "../linter/price-wording.ts";
import { count, dollars } from "../util/words.ts";
import { changesMarkdown } from "./cost-changes.ts";
import { clipped } from "./labelled-lines.ts";
import { markdownText } from "./markdown-text.ts";

/** A cost report for a design review or a pull request. */
export function costMarkdown({ machines, changes }: CostReport): string {
  if (changes !== undefined) return changesMarkdown(changes);
  const priced = machines.flatMap((machine) =>
    machine.priced === undefined ? [] : [{ machine, priced: machine.priced }],
  );
  const others = machines.filter((machine) => machine.priced === undefined);
  // Machines of one table are counted with one volume.
  const volumes = [...new Set(priced.map(({ priced: { terms } }) => terms.executionsPerMonth))];
  const parts = [
    ...volumes.map((volume) => overview(priced.filter(({ priced: { terms } }) => terms.executionsPerMonth === volume))),
    ...priced.map(({ machine, priced: known }) => detailsOf(machine, known)),
    ...others.map((machine) => `${heading(machine)}\n\n- not priced: ${markdownCell(machine.unpriced ?? "")}`),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A text that neither ends a cell nor means anything; an arrow, and `$` before a figure, end and open nothing. */
export function markdownCell(text: string): string {
  return markdownText(clipped(text))
    .replaceAll(" -\\> ", " -> ")
    .replace(/<span>\$<\/span>(?=\d)/g, "$");
}

function heading(machine: MachineReport): string {
  return `**${markdownCell(titleOf(machine))}**`;
}

function overview(machines: readonly { readonly machine: MachineReport; readonly priced: Priced }[]): string {
  const volumes = machines[0]?.priced.money.monthly ?? [];
  const head = [
    ...["machine", "type", "growth", "best", "usual", "worst", "per execution"],
    ...volumes.map(({ executions }, i) => `${count(executions)}${i === 0 ? " a month" : ""}`),
  ];
  const rows = machines.map(({ machine, priced: { cost, money } }) => {
    const names = symbolNames(cost);
    const figure = (polynomial: Polynomial | null): string =>
      polynomial === null ? "none" : polynomialText(polynomial, names);
    const { best, usual, worst } = cost.transitions;
    const isExpress = isPricedAsExpress(machine);
    return [
      markdownCell(titleOf(machine)),
      machine.type ?? "STANDARD",
      growthText(cost),
      ...[best, usual, worst].map(figure),
      price(dollarsOf(machine) ?? 0),
      ...money.monthly.map(({ standard, express }) => dollars(isExpress ? (express ?? standard) : standard)),
    ];
  });
  return markdownTable([head, ...rows]);
}

/** A table whose cells are Markdown already. */
export function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** What the symbols of a machine stand for, what the table has no room for, and what would make it cheaper. */
function detailsOf(machine: MachineReport, priced: Priced): string {
  const { cost, money, advice } = priced;
  const names = symbolNames(cost);
  const isExpress = isPricedAsExpress(machine);
  const waits = literalWaitText(cost, names);
  const noWay = noWayText(cost);
  const overflow = overflowText(priced);
  const events = [eventsText(priced, names), ...(overflow === undefined ? [] : [overflow])].join("; ");
  const lines = [
    ...(noWay === undefined ? [] : [noWay]),
    ...(machine.type === "EXPRESS" ? [] : [`events: ${events}`]),
    ...(waits === undefined ? [] : [`literal waiting: ${waits}`]),
    ...childTexts(cost, names).map((text) => `children: ${text}`),
    isExpress
      ? `as Standard: ${price(money.perExecution.standard)} per execution`
      : `as Express: ${expressText(priced)}`,
    ...advice.map((each) => `cheaper: ${adviceText(each, priced, names)}`),
  ];
  return [
    heading(machine),
    "",
    ...allSymbols(cost).map((symbol) => symbolLine(symbol, priced, names)),
    ...lines.map((line) => `- ${markdownCell(line)}`),
  ].join("\n");
}

function symbolLine(symbol: CostSymbol, { cost, money }: Priced, names: SymbolNames): string {
  const { guessed, values } = money.assumptions;
  const waiting = symbol.kind === "loop" ? waitingText(symbol, typeAround(symbol, cost)) : undefined;
  const parts = [
    symbolText(symbol),
    ...(symbol.kind === "loop" ? [paceText(symbol)] : []),
    ...(waiting === undefined ? [] : [waiting]),
    ...(isPaidBy(symbol, cost) ? [`${count(values[symbol.id] ?? 0)}${guessed.has(symbol.id) ? " assumed" : ""}`] : []),
  ];
  return `- \`${names.get(symbol.id) ?? symbol.id}\`: ${parts.map(markdownCell).join("; ")}`;
}
