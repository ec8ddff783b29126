import {
  COMPARING,
  isConstant,
  isStep,
  type JsonataParts,
  LOOSE,
  type Run,
  standsAlone,
} from "../asl/jsonata-parts.ts";
import type { Range } from "../document/nodes.ts";

/** A question "is this value among those?" that `in` answers. The range counts in the source. */
export interface JsonataMembership {
  readonly range: Range;
  /** What asks the same with `in`; `undefined` where it might answer otherwise. */
  readonly text: string | undefined;
}

/**
 * Finds what asks whether a list has an item that equals a value: `$exists(list[$ = x])`, `$count(list[$ = x]) > 0`,
 * and the same with `$filter`.
 */
export function jsonataMemberships(parts: JsonataParts): JsonataMembership[] {
  const found: JsonataMembership[] = [];
  const own = new Set(parts.tokens.filter((_, at) => parts.operator(at + 1) === ":=").map(({ text }) => text));
  for (let at = 0; at < parts.tokens.length; at++) {
    const name = parts.tokens[at]?.text ?? "";
    if (!ASKS.has(name) || own.has(name) || parts.operator(at - 1) === "~>") continue;
    const close = parts.operator(at + 1) === "(" ? parts.partner(at + 1) : undefined;
    const hits = close === undefined ? undefined : hitsIn(parts, [at + 2, close]);
    if (close === undefined || hits === undefined) continue;
    const question = name === "$count" ? comparisonAround(parts, [at, close + 1]) : { run: [at, close + 1] as const };
    if (question !== undefined)
      found.push({ range: parts.range(question.run), text: asIn(parts, name, hits, question) });
  }
  return found;
}

const ASKS = new Set(["$exists", "$boolean", "$count"]);

/** Items of a list that equal a value. */
interface Hits {
  readonly list: Run;
  readonly value: Run;
}

function hitsIn(parts: JsonataParts, argument: Run): Hits | undefined {
  const [from] = argument;
  let [, to] = argument;
  // `[]` and `[0]` behind a filter do not change whether there is a hit.
  while (/^\[(?:0?\])$/.test(parts.text([parts.partner(to - 1) ?? to, to]).replace(/\s/g, ""))) {
    to = parts.partner(to - 1) ?? to;
  }
  const open = parts.operator(to - 1) === "]" ? parts.partner(to - 1) : undefined;
  if (open === undefined) return filteredBy(parts, [from, to]);
  const value = comparedWith(parts, [open + 1, to - 1], "$");
  return value !== undefined && isStep(parts, [from, open]) ? { list: [from, open], value } : undefined;
}

/** `$filter(list, function($item) { $item = x })`. */
function filteredBy(parts: JsonataParts, [from, to]: Run): Hits | undefined {
  if (parts.tokens[from]?.text !== "$filter" || parts.partner(from + 1) !== to - 1) return undefined;
  const [list, test, ...more] = parts.split([from + 2, to - 1], COMMA);
  if (list === undefined || test === undefined || more.length > 0) return undefined;
  const item = parts.tokens[test[0] + 2];
  const body = (parts.partner(test[0] + 1) ?? 0) + 1;
  if (!/^(?:function|λ)$/.test(parts.tokens[test[0]]?.text ?? "") || item?.kind !== "variable") return undefined;
  if (parts.operator(body) !== "{" || parts.partner(body) !== test[1] - 1) return undefined;
  const value = comparedWith(parts, [body + 1, test[1] - 1], item.text);
  return value !== undefined && isStep(parts, list) ? { list, value } : undefined;
}

const COMMA = new Set([","]);

/** What an item is compared with, if that is all that a row says. */
function comparedWith(parts: JsonataParts, run: Run, item: string): Run | undefined {
  const [left, right, ...more] = parts.split(run, COMPARING);
  if (left === undefined || right === undefined || more.length > 0 || parts.operator(left[1]) !== "=") return undefined;
  if (parts.split(run, LOOSER).length > 1) return undefined;
  const isItem = ([from, to]: Run): boolean => to - from === 1 && parts.tokens[from]?.text === item;
  if (isItem(left)) return isItem(right) ? undefined : right;
  return isItem(right) ? left : undefined;
}

const LOOSER = new Set([...LOOSE, "and", "or"]);

interface Question {
  readonly run: Run;
  /** Whether it asks that there is no hit. */
  readonly negated?: boolean;
}

/** The comparison that tells a number of hits above 0 from none: `… > 0`, `0 = …`. */
function comparisonAround(parts: JsonataParts, [from, to]: Run): Question | undefined {
  const side = (at: number): string | undefined =>
    parts.tokens[at]?.kind === "number" ? parts.tokens[at]?.text : undefined;
  const right: Run = [from, to + 2];
  const left: Run = [from - 2, to];
  const negated = RIGHT.get(`${parts.operator(to)} ${side(to + 1)}`);
  if (negated !== undefined && isWhole(parts, right)) return { run: right, negated };
  const isNegated = LEFT.get(`${side(from - 2)} ${parts.operator(from - 1)}`);
  return isNegated !== undefined && isWhole(parts, left) ? { run: left, negated: isNegated } : undefined;
}

const RIGHT = new Map([
  ["> 0", false],
  ["!= 0", false],
  [">= 1", false],
  ["= 0", true],
  ["< 1", true],
]);
const LEFT = new Map([
  ["0 <", false],
  ["0 !=", false],
  ["1 <=", false],
  ["0 =", true],
  ["1 >", true],
]);

/** Whether no neighbour of a comparison takes a part of it; a comparison behind it is made with its answer. */
function isWhole(parts: JsonataParts, [from, to]: Run): boolean {
  return standsAlone(parts, COMPARING.has(parts.operator(to) ?? "") ? [from, parts.tokens.length] : [from, to]);
}

function asIn(
  parts: JsonataParts,
  name: string,
  { list, value }: Hits,
  { run, negated }: Question,
): string | undefined {
  // `$boolean` of no hit is nothing, not false, and of a hit such as 0 or "" it is false.
  if (name === "$boolean") return undefined;
  // `=` compares objects by what is in them, and `in` by whether they are the same one.
  const isKnown = isConstant(parts, value) || (isConstantList(parts, list) && isVariable(parts, value));
  if (!isKnown) return undefined;
  const text = `${parts.text(value)} in ${parts.text(list)}`;
  if (negated === true) return `$not(${text})`;
  return standsAlone(parts, run) ? text : `(${text})`;
}

function isConstantList(parts: JsonataParts, [from, to]: Run): boolean {
  if (parts.operator(from) !== "[" || parts.partner(from) !== to - 1) return false;
  return parts.split([from + 1, to - 1], COMMA).every((item) => isConstant(parts, item));
}

/** `$x` or `$x.y.z`, which is the same wherever it stands. */
function isVariable({ tokens, operator }: JsonataParts, [from, to]: Run): boolean {
  if (!/^\$\w/.test(tokens[from]?.text ?? "")) return false;
  return tokens
    .slice(from + 1, to)
    .every(({ kind }, i) => (i % 2 === 0 ? operator(from + 1 + i) === "." : kind === "name"));
}
