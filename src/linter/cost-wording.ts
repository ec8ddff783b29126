import { type Assumptions, allSymbols } from "../analysis/assumptions.ts";
import type { CostSymbol, Figures, LoopSymbol, MachineCost } from "../analysis/cost.ts";
import type { ExecutionType } from "../analysis/execution-type.ts";
import type { LoopBound } from "../analysis/loops.ts";
import { type Polynomial, symbolsOf } from "../analysis/polynomial.ts";
import { count, dollars, duration, listed, plural } from "../util/words.ts";
import { wayRound } from "./loop-wording.ts";

/** What symbols are called in a text: without a number where there is one of its kind. */
export type SymbolNames = ReadonlyMap<string, string>;

/** The names of all symbols of a machine. */
export function symbolNames(cost: MachineCost): SymbolNames {
  const symbols = allSymbols(cost);
  const single = (kind: CostSymbol["kind"]): boolean => symbols.filter((symbol) => symbol.kind === kind).length === 1;
  return new Map(symbols.map(({ id, kind }) => [id, single(kind) ? id.replace(/\d+$/, "") : id]));
}

/** "14 + 3·p"; each coefficient as it is written. */
export function polynomialText(
  polynomial: Polynomial,
  names: SymbolNames,
  written: (coefficient: number) => string = numberText,
): string {
  if (polynomial.length === 0) return written(0);
  return polynomial
    .map(({ coefficient, symbols }) => {
      const factors = Object.entries(symbols).map(([id, exponent]) => {
        const name = names.get(id) ?? id;
        return exponent === 1 ? name : `${name}^${exponent}`;
      });
      if (factors.length === 0) return written(coefficient);
      const isOne = coefficient === 1 && written === numberText;
      return isOne ? factors.join("·") : [written(coefficient), ...factors].join("·");
    })
    .join(" + ");
}

/** A whole number with separators; of others two decimals, and two digits below a tenth: "2.5", "0.001". */
export function numberText(value: number): string {
  if (!(value < 100) || Number.isInteger(value)) return count(value);
  const digits = Math.max(2, 1 - Math.floor(Math.log10(value)));
  return value.toFixed(Math.min(digits, MOST_DIGITS)).replace(/\.?0+$/, "");
}

const MOST_DIGITS = 12;

/** "9 best · 14 + 3·p usual · 61 + 12·p worst"; equal ones together. */
export function figuresText({ best, usual, worst }: Figures, names: SymbolNames, written = numberText): string {
  const parts: [words: string[], text: string][] = [];
  const add = (word: string, polynomial: Polynomial | null): void => {
    if (polynomial === null) return;
    const text = polynomialText(polynomial, names, written);
    const last = parts.at(-1);
    if (last?.[1] === text) last[0].push(word);
    else parts.push([[word], text]);
  };
  add("best", best);
  add("usual", usual);
  add("worst", worst);
  if (parts.length === 1 && parts[0]?.[0].length === 3) return parts[0][1];
  return parts.map(([words, text]) => `${text} ${words.join(" and ")}`).join(" · ");
}

/** What a symbol stands for: "turns of 'Wait' -> 'Ask' -> 'Done?'", "items of 'Per file'". */
export function symbolText(symbol: CostSymbol): string {
  return symbol.kind === "map" ? `items of '${symbol.states[0].name}'` : `turns of ${wayRound(symbol.loop)}`;
}

/** How a loop goes on, and what ends it: "every 10 s, no bound". */
export function paceText({ loop }: LoopSymbol): string {
  const { seconds } = loop.turn.cost;
  return [...(seconds > 0 ? [`every ${duration(seconds)}`] : []), boundText(loop.bound)].join(", ");
}

function boundText({ kind, turns, seconds }: LoopBound): string {
  const most = turns === undefined ? "" : `at most ${plural(turns, "turn")}: `;
  switch (kind) {
    case "counter":
      return turns === undefined ? "counted" : `at most ${plural(turns, "turn")}`;
    case "deadline":
      return "until a time that it compares";
    case "machine-timeout":
      return `${most}the machine times out${seconds === undefined ? "" : ` after ${duration(seconds)}`}`;
    case "express":
      return `${most}an Express execution ends after ${duration(seconds ?? 0)}`;
    case "data":
      return "as long as there is data";
    case "none":
      return "no bound";
    case "unknown":
      return "bound not known";
  }
}

/**
 * What waiting in a loop takes: "1,080 transitions ($0.027) for each hour of waiting; history is full after 7 h 42 min".
 * Nothing of what its bound rules out, nor of Express executions, which pay for time and have no history.
 */
export function waitingText({ loop }: LoopSymbol, type: ExecutionType): string | undefined {
  if (type === "EXPRESS") return undefined;
  const { bound, perHour, exhaustsHistoryAfter } = loop;
  const full =
    (bound.turns ?? Number.POSITIVE_INFINITY) <= (exhaustsHistoryAfter?.turns ?? 0) ? undefined : exhaustsHistoryAfter;
  const least = perHour?.exact === false ? "at least " : "";
  const parts = [
    ...(perHour === undefined
      ? []
      : [
          `${least}${plural(Math.round(perHour.transitions), "transition")} (${dollars(perHour.dollars)}) for each hour of waiting`,
        ]),
    ...(full === undefined
      ? []
      : [`history is full after ${full.seconds === undefined ? plural(full.turns, "turn") : duration(full.seconds)}`]),
  ];
  return parts.length === 0 ? undefined : parts.join("; ");
}

/** What a figure rests on: " with p = 30 turns of 'Wait' -> 'Ask' and m = 10 items of 'Per file'"; nothing for a constant. */
export function assumedWords(cost: MachineCost, polynomial: Polynomial, { values }: Assumptions): string {
  const used = symbolsOf(polynomial);
  const names = symbolNames(cost);
  const words = allSymbols(cost)
    .filter(({ id }) => used.has(id))
    .map((symbol) => `${names.get(symbol.id)} = ${count(values[symbol.id] ?? 0)} ${symbolText(symbol)}`);
  return words.length === 0 ? "" : ` with ${listed(words, "and")}`;
}

/** The type of the executions that a symbol belongs to: the machine's, or that of children that it starts. */
export function typeAround(symbol: CostSymbol, { type, symbols, children }: MachineCost): ExecutionType {
  if (symbols.includes(symbol)) return type;
  const around = children.find(({ cost }) => allSymbols(cost).includes(symbol));
  return around && typeAround(symbol, around.cost);
}

/** Whether the price of an execution depends on a symbol: not where a bound stands in its place. */
export function isPaidBy(symbol: CostSymbol, { transitions, children }: MachineCost): boolean {
  const figures = [transitions, ...children.map(({ executions }) => executions)];
  const polynomials = figures.map(({ usual, worst }) => usual ?? worst);
  return (
    polynomials.some((polynomial) => symbolsOf(polynomial).has(symbol.id)) ||
    children.some(({ cost }) => isPaidBy(symbol, cost))
  );
}
