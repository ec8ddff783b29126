import { allSymbols } from "../analysis/assumptions.ts";
import type { Polynomial } from "../analysis/polynomial.ts";
import {
  type CostReport,
  dollarsOf,
  expressFaultPhrase,
  type MachineReport,
  type Priced,
} from "../linter/cost-report.ts";
import {
  isPaidBy,
  paceText,
  polynomialText,
  symbolNames,
  symbolText,
  typeAround,
  waitingText,
} from "../linter/cost-wording.ts";
import { printable } from "../util/printable.ts";
import { count, dollars } from "../util/words.ts";
import { changesMarkdown } from "./cost-changes.ts";
import { breakEvenText, titleOf } from "./cost-text.ts";

/** A cost report for a design review or a pull request. */
export function costMarkdown(report: CostReport): string {
  const { machines, executions, changes } = report;
  if (changes !== undefined) return changesMarkdown(changes, executions);
  const priced = machines.filter((machine) => machine.priced !== undefined);
  const details = priced.map((machine) => detailsOf(machine)).filter((text) => text !== "");
  const others = machines.filter((machine) => machine.priced === undefined);
  const parts = [
    ...(priced.length > 0 ? [overview(priced, executions)] : []),
    ...(others.length > 0
      ? [
          others
            .map(
              (machine) => `- not priced: ${markdownCell(titleOf(machine))}. ${markdownCell(machine.unpriced ?? "")}`,
            )
            .join("\n"),
        ]
      : []),
    ...details,
  ];
  return `${parts.join("\n\n")}\n`;
}

function overview(machines: readonly MachineReport[], executions: number): string {
  const head = ["machine", "type", "growth", "best", "usual", "worst", "per execution", `${count(executions)} a month`];
  const rows = machines.map((machine) => {
    const { priced, type } = machine;
    if (priced === undefined) return [];
    const { cost } = priced;
    const names = symbolNames(cost);
    const figure = (polynomial: Polynomial | null): string =>
      polynomial === null ? "none" : polynomialText(polynomial, names);
    const { best, usual, worst } = cost.transitions;
    const monthly = priced.money.monthly[0];
    const amount = type === "EXPRESS" ? (monthly?.express ?? monthly?.standard) : monthly?.standard;
    return [
      markdownCell(titleOf(machine)),
      type ?? "STANDARD",
      cost.growth,
      figure(best),
      figure(usual),
      figure(worst),
      dollars(dollarsOf(machine) ?? 0),
      dollars(amount ?? 0),
    ];
  });
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** What the symbols of a machine stand for, and what would make it cheaper. */
function detailsOf(machine: MachineReport): string {
  const { priced } = machine;
  if (priced === undefined) return "";
  const { cost, money, terms, advice } = priced;
  const names = symbolNames(cost);
  const lines = allSymbols(cost).map((symbol) => {
    const name = names.get(symbol.id) ?? symbol.id;
    const assumed = money.assumptions.guessed.has(symbol.id) ? "assumed" : "taken";
    const values = isPaidBy(symbol, cost) ? [`${assumed}: ${count(money.assumptions.values[symbol.id] ?? 0)}`] : [];
    const waiting = symbol.kind === "loop" ? waitingText(symbol, typeAround(symbol, cost)) : undefined;
    const pace = symbol.kind === "loop" ? [paceText(symbol), ...(waiting === undefined ? [] : [waiting])] : [];
    return `- \`${name}\`: ${[symbolText(symbol), ...pace, ...values].map(markdownCell).join("; ")}`;
  });
  for (const { instead, state, symbol, saves } of advice) {
    lines.push(
      `- cheaper: ${markdownCell(`${instead} in '${state}'`)} makes \`${names.get(symbol) ?? symbol}\` disappear: ${dollars(saves)} a month at ${count(terms.executionsPerMonth)}`,
    );
  }
  if (lines.length === 0) return "";
  return [`**${markdownCell(titleOf(machine))}**`, "", ...lines, ...expressLines(priced)].join("\n");
}

function expressLines({ money, terms: { region } }: Priced): string[] {
  const [fault] = money.notExpress;
  if (fault !== undefined) {
    const answer = fault.kind === "price" ? "not known" : "not possible";
    return [`- as Express: ${answer}, ${markdownCell(expressFaultPhrase(fault, region))}`];
  }
  const { express } = money.perExecution;
  if (express === undefined) return [];
  return [`- as Express: ${dollars(express)} for each execution, ${breakEvenText(money.breakEvenSeconds)}`];
}

/** A text that neither ends a cell of a table nor means anything to Markdown. */
export function markdownCell(text: string): string {
  return printable(text).replace(/[\\|`*_<[\]]/g, "\\$&");
}
