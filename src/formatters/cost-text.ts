import { allSymbols } from "../analysis/assumptions.ts";
import type { CostSymbol } from "../analysis/cost.ts";
import type { ExecutionType } from "../analysis/execution-type.ts";
import type { Money } from "../analysis/money.ts";
import { scaled } from "../analysis/polynomial.ts";
import { maxExpressSeconds } from "../data/prices.ts";
import { type CostReport, expressFaultPhrase, type MachineReport, type Priced } from "../linter/cost-report.ts";
import {
  figuresText,
  isPaidBy,
  paceText,
  polynomialText,
  type SymbolNames,
  symbolNames,
  symbolText,
  typeAround,
  waitingText,
} from "../linter/cost-wording.ts";
import { printable } from "../util/printable.ts";
import { count, dollars, duration, plural } from "../util/words.ts";
import { changesText } from "./cost-changes.ts";

const LABEL_WIDTH = 18;
const INDENT = "  ";

/** A cost report for people to read. */
export function costText(report: CostReport): string {
  if (report.changes !== undefined) return changesText(report.changes, report.executions);
  const blocks = report.machines.map((machine) => machineText(machine));
  return `${blocks.map(printableLines).join("\n\n")}\n`;
}

/** Control characters of names could move the cursor. */
function printableLines(lines: readonly string[]): string {
  return lines.map((line) => printable(line).trimEnd()).join("\n");
}

function machineText(machine: MachineReport): string[] {
  const title = titleOf(machine);
  if (machine.priced === undefined) return [title, "", `${INDENT}not priced: ${machine.unpriced}`];
  const { priced, type } = machine;
  const head = `${title.padEnd(58)}  ${type ?? "STANDARD"}   ${priced.cost.growth}`;
  return [head, "", ...figureLines(priced, type), "", ...moneyLines(machine, priced)];
}

/** "order-fulfilment (template.yaml:41)"; a definition that is a file has the file's name. */
export function titleOf({ name, filePath, line, pointer }: MachineReport): string {
  const place = pointer === "" ? filePath : `${filePath}:${line}`;
  return name === undefined ? place : `${name} (${place})`;
}

function labelled(label: string, text: string): string {
  return `${INDENT}${label.padEnd(LABEL_WIDTH - 2)}  ${text}`;
}

function figureLines({ cost, terms }: Priced, type: MachineReport["type"]): string[] {
  const names = symbolNames(cost);
  const lines = [labelled("transitions", figuresText(cost.transitions, names))];
  if (cost.transitions.usual === null)
    lines.push(labelled("", "no way through is without an error: what follows counts the worst"));
  for (const symbol of allSymbols(cost)) lines.push(...symbolLines(symbol, names, typeAround(symbol, cost)));
  if (type !== "EXPRESS") {
    lines.push(
      labelled(
        "events",
        `${figuresText(cost.events, names)}, of ${count(terms.rates.historyEvents)} that a history holds`,
      ),
    );
  }
  const waits = cost.seconds.worst.length > 0;
  if (waits) lines.push(labelled("literal waiting", `${figuresText(cost.seconds, names)}, in seconds`));
  for (const { map, executions, cost: child } of cost.children) {
    const what = child.type === "EXPRESS" ? "Express executions" : "executions";
    const number = polynomialText(executions.usual ?? executions.worst, names);
    lines.push(
      labelled(
        "children",
        `'${map.name}' starts ${number} ${what}, transitions of each: ${figuresText(child.transitions, names)}`,
      ),
    );
  }
  return lines;
}

function symbolLines(symbol: CostSymbol, names: SymbolNames, type: ExecutionType): string[] {
  const name = names.get(symbol.id) ?? symbol.id;
  if (symbol.kind === "map") return [labelled(name, symbolText(symbol))];
  const waiting = waitingText(symbol, type);
  return [
    labelled(name, `${symbolText(symbol)}   ${paceText(symbol)}`),
    ...(waiting === undefined ? [] : [labelled("", waiting)]),
  ];
}

function moneyLines(machine: MachineReport, priced: Priced): string[] {
  const { cost, money, terms, advice } = priced;
  const names = symbolNames(cost);
  const isExpress = machine.type === "EXPRESS" && money.perExecution.express !== undefined;
  const own = isExpress ? (money.perExecution.express ?? 0) : money.perExecution.standard;
  const lines = [labelled("per execution", perExecution(priced, own, isExpress, names))];
  const monthly = money.monthly.map(({ executions, standard, express }, i) => {
    const amount = dollars(isExpress ? (express ?? standard) : standard);
    return i === 0 ? amount : `${count(executions)}: ${amount}`;
  });
  lines.push(labelled(`${count(terms.executionsPerMonth)} a month`, monthly.join("        ")));
  lines.push(
    isExpress
      ? labelled("as Standard", `${dollars(money.perExecution.standard)} for each execution`)
      : labelled("as Express", expressText(money, terms.region)),
  );
  for (const { instead, state, symbol, saves } of advice) {
    const gone = names.get(symbol) ?? symbol;
    lines.push(
      labelled(
        "cheaper",
        `${instead} in '${state}' makes ${gone} disappear: ${dollars(saves)} a month at ${count(terms.executionsPerMonth)}`,
      ),
    );
  }
  return lines;
}

function perExecution({ cost, money, terms }: Priced, amount: number, isExpress: boolean, names: SymbolNames): string {
  const values = valuesText(cost, money, names);
  const figure = cost.transitions.usual ?? cost.transitions.worst;
  if (isExpress || cost.children.length > 0) return `${values}${dollars(amount)}`;
  const price = scaled(figure, terms.rates.perTransition);
  if (values === "") return dollars(amount);
  return `${polynomialText(price, names, dollars)}        ${values}${dollars(amount)}`;
}

/** "p = 30 (assumed):  " */
function valuesText(cost: Priced["cost"], { assumptions }: Money, names: SymbolNames): string {
  const used = allSymbols(cost).filter((symbol) => isPaidBy(symbol, cost));
  if (used.length === 0) return "";
  const values = used.map(({ id }) => {
    const assumed = assumptions.guessed.has(id) ? " (assumed)" : "";
    return `${names.get(id) ?? id} = ${count(assumptions.values[id] ?? 0)}${assumed}`;
  });
  return `${values.join(", ")}:  `;
}

/** Up to which time an execution is cheaper as Express, which none outlives by five minutes. */
export function breakEvenText(seconds: number | undefined): string {
  if (seconds === undefined) return "never cheaper";
  return seconds >= maxExpressSeconds ? "cheaper as long as it can run" : `cheaper up to ${duration(seconds)}`;
}

function expressText({ notExpress, perExecution: { express }, breakEvenSeconds }: Money, region: string): string {
  if (express === undefined) {
    const [first, ...others] = notExpress;
    if (first === undefined) return "not known";
    const more = others.length > 0 ? `, and ${plural(others.length, "reason")} more` : "";
    return `${first.kind === "price" ? "not known" : "not possible"}: ${expressFaultPhrase(first, region)}${more}`;
  }
  const most = breakEvenText(breakEvenSeconds);
  return `${dollars(express)} for each execution; ${most}`;
}
