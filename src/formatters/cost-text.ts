import { allSymbols } from "../analysis/assumptions.ts";
import type { CostSymbol } from "../analysis/cost.ts";
import type { ExecutionType } from "../analysis/execution-type.ts";
import type { CostReport, MachineReport, Priced } from "../linter/cost-report.ts";
import {
  figuresText,
  paceText,
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
  priceText,
  runningText,
  titleOf,
  valuesText,
} from "../linter/price-wording.ts";
import { printable } from "../util/printable.ts";
import { count, dollars } from "../util/words.ts";
import { changesText } from "./cost-changes.ts";
import { clipped, type LabelledRow, labelledLines } from "./labelled-lines.ts";

/** A cost report for people to read. */
export function costText({ machines, changes }: CostReport): string {
  if (changes !== undefined) return changesText(changes);
  return `${machines.map(machineText).join("\n\n")}\n`;
}

function machineText(machine: MachineReport): string {
  const { priced, type, unpriced = "" } = machine;
  const title = clipped(printable(titleOf(machine)));
  if (priced === undefined) return [title, "", ...labelledLines([["not priced", unpriced]])].join("\n");
  const head = `${title.padEnd(58)}  ${type ?? "STANDARD"}   ${growthText(priced.cost)}`;
  const figures = figureRows(priced, type);
  // One column for both.
  const lines = labelledLines([...figures, ["", ""], ...moneyRows(machine, priced)]);
  return [head, "", ...lines].map((line) => line.trimEnd()).join("\n");
}

function figureRows(priced: Priced, type: MachineReport["type"]): LabelledRow[] {
  const { cost } = priced;
  const names = symbolNames(cost);
  const rows: LabelledRow[] = [["transitions", figuresText(cost.transitions, names)]];
  const noWay = noWayText(cost);
  if (noWay !== undefined) rows.push(["", noWay]);
  for (const symbol of allSymbols(cost)) rows.push(...symbolRows(symbol, names, typeAround(symbol, cost)));
  if (type !== "EXPRESS") {
    rows.push(["events", eventsText(priced, names)]);
    const overflow = overflowText(priced);
    if (overflow !== undefined) rows.push(["", overflow]);
  }
  const waits = literalWaitText(cost, names);
  if (waits !== undefined) rows.push(["literal waiting", waits]);
  return [...rows, ...labelledList("children", childTexts(cost, names))];
}

/** Rows of which the first has a label. */
function labelledList(label: string, texts: readonly string[]): LabelledRow[] {
  return texts.map((text, i) => [i === 0 ? label : "", text]);
}

function symbolRows(symbol: CostSymbol, names: SymbolNames, type: ExecutionType): LabelledRow[] {
  const name = names.get(symbol.id) ?? symbol.id;
  if (symbol.kind === "map") return [[name, symbolText(symbol)]];
  const waiting = waitingText(symbol, type);
  return [
    [name, `${symbolText(symbol)}   ${paceText(symbol)}`],
    ...(waiting === undefined ? [] : [["", waiting] as const]),
  ];
}

function moneyRows(machine: MachineReport, priced: Priced): LabelledRow[] {
  const { cost, money, terms, advice } = priced;
  const names = symbolNames(cost);
  const isExpress = isPricedAsExpress(machine);
  const monthly = money.monthly.map(({ executions, standard, express }, i) => {
    const amount = dollars(isExpress ? (express ?? standard) : standard);
    return i === 0 ? amount : `${count(executions)}: ${amount}`;
  });
  return [
    ["per execution", perExecution(machine, priced, names)],
    [`${count(terms.executionsPerMonth)} a month`, monthly.join("        ")],
    isExpress
      ? ["as Standard", `${price(money.perExecution.standard)} per execution`]
      : ["as Express", expressText(priced)],
    ...labelledList(
      "cheaper",
      advice.map((each) => adviceText(each, priced, names)),
    ),
  ];
}

function perExecution(machine: MachineReport, priced: Priced, names: SymbolNames): string {
  const { standard, express = standard } = priced.money.perExecution;
  const values = valuesText(priced, names);
  const known = values === "" ? "" : `${values}:  `;
  if (isPricedAsExpress(machine)) return `${known}${price(express)} for ${runningText(priced.money)}`;
  const sum = priceText(priced, names);
  const own = machine.type === "EXPRESS" ? ", as a Standard one" : "";
  return `${sum === undefined ? "" : `${sum}        `}${known}${price(standard)}${own}`;
}
