import { allSymbols } from "../analysis/assumptions.ts";
import type { MachineCost } from "../analysis/cost.ts";
import { type Money, usualValue } from "../analysis/money.ts";
import { constantOf, scaled } from "../analysis/polynomial.ts";
import { maxExpressSeconds } from "../data/prices.ts";
import { count, dollars, duration, plural } from "../util/words.ts";
import { type CostAdvice, expressFaultPhrase, type MachineReport, type Priced } from "./cost-report.ts";
import { figuresText, isPaidBy, polynomialText, type SymbolNames } from "./cost-wording.ts";

/** "order-fulfilment (template.yaml:41)"; a definition that is a file has the file's name. */
export function titleOf({
  name,
  filePath,
  line,
  pointer,
}: Pick<MachineReport, "name" | "filePath" | "line" | "pointer">): string {
  const place = pointer === "" ? filePath : `${filePath}:${line}`;
  return name === undefined ? place : `${name} (${place})`;
}

/** "O(n)"; what distributed Maps start is no part of it. */
export function growthText({ growth, children }: MachineCost): string {
  return children.length === 0 ? growth : `${growth}, children apart`;
}

/** Why money is counted by the worst figures; `undefined` where it is not. */
export function noWayText({ transitions: { best, usual } }: MachineCost): string | undefined {
  if (usual !== null) return undefined;
  const why = best === null ? "no way leads to an end" : "every way meets an error";
  return `${why}: what follows counts the worst`;
}

/** "52 + 9·p of 25,000" */
export function eventsText({ cost, terms }: Priced, names: SymbolNames): string {
  return withUnit(figuresText(cost.events, names), `of ${count(terms.rates.historyEvents)}`);
}

/** What comes of more events than a history holds, with the values that symbols have; `undefined` where there are not. */
export function overflowText({ cost, money, terms }: Priced): string | undefined {
  const events = usualValue(cost.events, money.assumptions);
  if (!(events > terms.rates.historyEvents)) return undefined;
  return `as many as ${count(events)} with these values: an execution fails when its history is full`;
}

/** "14 + 7·p seconds"; where it is one whatever the symbols are, "3 h 51 min". `undefined` where nothing waits. */
export function literalWaitText({ seconds }: MachineCost, names: SymbolNames): string | undefined {
  if (seconds.worst.length === 0) return undefined;
  const all = [seconds.best ?? [], seconds.usual ?? [], seconds.worst];
  if (all.every((polynomial) => constantOf(polynomial) !== undefined)) return figuresText(seconds, names, duration);
  return withUnit(figuresText(seconds, names), "in seconds");
}

function withUnit(figures: string, unit: string): string {
  return `${figures}${isLabelled(figures) ? "," : ""} ${unit}`;
}

/** Whether figures say which of them is the best, and so on; where all are equal they do not. */
function isLabelled(figures: string): boolean {
  return / (?:best|usual|worst)\b/.test(figures);
}

/** What the distributed Maps of an execution start, and those of its children: a text for each. */
export function childTexts({ children }: MachineCost, names: SymbolNames, owner?: string): string[] {
  return children.flatMap(({ map, executions, cost }) => {
    const number = polynomialText(executions.usual ?? executions.worst, names);
    const isOne = number === "1";
    const what = `${cost.type === "EXPRESS" ? "Express " : ""}execution${isOne ? "" : "s"}`;
    const where = owner === undefined ? "" : `, in each child of '${owner}',`;
    const figures = figuresText(cost.transitions, names);
    const each = isLabelled(figures)
      ? `; transitions${isOne ? "" : " of each"}: ${figures}`
      : ` of ${figures} transition${figures === "1" ? "" : "s"}${isOne ? "" : " each"}`;
    const text = `'${map.name}'${where} starts ${number} ${what}${each}`;
    return [text, ...childTexts(cost, names, map.name)];
  });
}

/** What an execution costs as a sum, where symbols are in it: "$0.00035 + $0.000075·p". */
export function priceText({ cost, terms }: Priced, names: SymbolNames): string | undefined {
  if (cost.children.length > 0) return undefined; // what they cost is no product
  const figure = cost.transitions.usual ?? cost.transitions.worst;
  if (constantOf(figure) !== undefined) return undefined;
  return polynomialText(scaled(figure, terms.rates.perTransition), names, price);
}

/** Dollars of one execution, with a digit more than those of a month. */
export function price(value: number): string {
  return dollars(value, 3);
}

/** The symbols that an amount depends on, and their values: "p = 30 (assumed), m = 5". */
export function valuesText({ cost, money }: Priced, names: SymbolNames): string {
  return allSymbols(cost)
    .filter((symbol) => isPaidBy(symbol, cost))
    .map(({ id }) => {
      const guessed = money.assumptions.guessed.has(id) ? " (assumed)" : "";
      return `${names.get(id) ?? id} = ${count(money.assumptions.values[id] ?? 0)}${guessed}`;
    })
    .join(", ");
}

/** Whether a machine is an Express one, and what that costs is known. */
export function isPricedAsExpress({ type, priced }: MachineReport): boolean {
  return type === "EXPRESS" && priced?.money.perExecution.express !== undefined;
}

/** Up to which time an execution is cheaper as Express, which none outlives by five minutes. */
export function expressText({ money, terms }: Priced): string {
  const { notExpress, perExecution, breakEvenSeconds } = money;
  const { express } = perExecution;
  if (express === undefined) {
    const [first, ...others] = notExpress;
    if (first === undefined) return "not known";
    const more = others.length > 0 ? `, and ${plural(others.length, "reason")} more` : "";
    return `${first.kind === "price" ? "not known" : "not possible"}: ${expressFaultPhrase(first, terms.region)}${more}`;
  }
  return `${price(express)} for ${runningText(money)}; ${breakEvenText(breakEvenSeconds)}`;
}

/** What an Express execution is billed for: "6.2 s". */
export function runningText({ expressSeconds }: Money): string {
  return expressSeconds < 10 ? `${Number(expressSeconds.toFixed(1))} s` : duration(expressSeconds);
}

function breakEvenText(seconds: number | undefined): string {
  if (seconds === undefined) return "never cheaper than Standard";
  const isAlways = seconds >= maxExpressSeconds;
  return `cheaper than Standard ${isAlways ? "for all of its" : "up to"} ${duration(Math.min(seconds, maxExpressSeconds))}`;
}

/** "glue:startJobRun.sync in 'Start job' makes p disappear: $35 a month less at 100,000" */
export function adviceText(
  { instead, state, symbol, saves }: CostAdvice,
  { terms }: Priced,
  names: SymbolNames,
): string {
  const gone = names.get(symbol) ?? symbol;
  return `${instead} in '${state}' makes ${gone} disappear: ${dollars(saves)} a month less at ${count(terms.executionsPerMonth)}`;
}
