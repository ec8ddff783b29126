import { COMPARING, isConstant, type JsonataParts, LOOSE, type Run } from "../asl/jsonata-parts.ts";
import type { Range } from "../document/nodes.ts";
import { isFromFirst } from "./alternatives.ts";

/** Equalities that `or` joins. Ranges count in the source. */
export type EqualityChain = {
  /** All that `or` joins. */
  readonly range: Range;
  readonly count: number;
} & (
  | {
      /** One value is compared with a constant each: `x = 'a' or x = 'b'`. */
      readonly kind: "constants";
      /** What says the same with `in`, if the comparisons stand side by side. */
      readonly rewritten: { readonly range: Range; readonly text: string } | undefined;
    }
  /** One item of a list is compared with the same value each: `list[0] = x or list[1] = x`. */
  | { readonly kind: "indexes"; readonly list: string; readonly value: string }
);

/** The longest row of equalities in each chain of `or`. Parentheses with nothing but `or` in them change nothing. */
export function equalityChains(parts: JsonataParts): EqualityChain[] {
  const found: EqualityChain[] = [];
  const open: Run[] = [[0, parts.tokens.length]];
  for (const run of open) {
    for (const piece of parts.split(run, LOOSE)) {
      const seen = new Set<number>();
      const terms = parts.split(piece, OR).map((term) => ({ term, equalities: equalitiesIn(parts, term, seen) }));
      if (terms.length > 1 || (terms[0]?.equalities.length ?? 0) > 1) found.push(...chainsOf(parts, piece, terms));
      open.push(...groupsIn(parts, piece, seen));
    }
  }
  return found;
}

const OR = new Set(["or"]);

/** What stands in the brackets of a row, but for the parentheses that were looked into. */
function groupsIn(parts: JsonataParts, [from, to]: Run, seen: ReadonlySet<number>): Run[] {
  const groups: Run[] = [];
  for (let at = from; at < to; at++) {
    const close = parts.partner(at);
    if (close === undefined || close < at || seen.has(at)) continue;
    groups.push([at + 1, close]);
    at = close;
  }
  return groups;
}

interface Equality {
  readonly sides: readonly [Run, Run];
}

interface Term {
  readonly term: Run;
  /** What it says; `undefined` for anything but an equality. */
  readonly equalities: readonly (Equality | undefined)[];
}

/** The equalities of a term, which may be a chain in parentheses; the places of those are added to `seen`. */
function equalitiesIn(parts: JsonataParts, term: Run, seen: Set<number>): (Equality | undefined)[] {
  const found: (Equality | undefined)[] = [];
  const open = [term];
  for (let run = open.pop(); run !== undefined; run = open.pop()) {
    const [from, to] = run;
    const inner: Run | undefined =
      parts.operator(from) === "(" && parts.partner(from) === to - 1 ? [from + 1, to - 1] : undefined;
    if (inner !== undefined && parts.split(inner, LOOSE).length === 1) {
      seen.add(from);
      open.push(...parts.split(inner, OR).reverse());
    } else found.push(equalityIn(parts, run));
  }
  return found;
}

function equalityIn(parts: JsonataParts, run: Run): Equality | undefined {
  if (parts.split(run, AND).length > 1) return undefined;
  const [left, right, ...more] = parts.split(run, COMPARING);
  if (left === undefined || right === undefined || more.length > 0 || parts.operator(left[1]) !== "=") return undefined;
  return left[0] < left[1] && right[0] < right[1] ? { sides: [left, right] } : undefined;
}

const AND = new Set(["and"]);

function chainsOf(parts: JsonataParts, piece: Run, terms: readonly Term[]): EqualityChain[] {
  const all = terms.flatMap(({ equalities }) => equalities.filter((equality) => equality !== undefined));
  const bySubject = longest(all, (equality) => subjectOf(parts, equality));
  const byList = longest(all, (equality) => itemOf(parts, equality)?.key);
  const [item] = byList;
  const indexed = item && itemOf(parts, item);
  const range = parts.range(piece);
  const indexes = byList.map((equality) => itemOf(parts, equality)?.index ?? -1);
  if (indexed !== undefined && byList.length > 1 && byList.length >= bySubject.length && isFromFirst(indexes)) {
    return [{ kind: "indexes", range, count: byList.length, list: indexed.list, value: indexed.value }];
  }
  if (bySubject.length < 2) return [];
  return [{ kind: "constants", range, count: bySubject.length, rewritten: rewritten(parts, terms, bySubject) }];
}

/** The most things of one key. */
function longest<T>(things: readonly T[], keyOf: (thing: T) => string | undefined): readonly T[] {
  const groups = new Map<string, T[]>();
  let most: readonly T[] = [];
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(thing);
    if (group.length > most.length) most = group;
  }
  return most;
}

/** What is compared with a constant, without its blanks. */
function subjectOf(parts: JsonataParts, equality: Equality): string | undefined {
  const { subject, constant } = sidesOf(parts, equality);
  return subject === undefined || constant === undefined ? undefined : wordsOf(parts, subject);
}

function sidesOf(parts: JsonataParts, { sides }: Equality): { subject?: Run; constant?: Run } {
  const [left, right] = sides;
  if (isConstant(parts, right)) return isConstant(parts, left) ? {} : { subject: left, constant: right };
  return isConstant(parts, left) ? { subject: right, constant: left } : {};
}

function wordsOf({ tokens }: JsonataParts, [from, to]: Run): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");
}

interface Item {
  /** Equal for items of one list that are compared with the same. */
  readonly key: string;
  readonly list: string;
  readonly index: number;
  readonly value: string;
}

/** The list that one side picks an item of by a number, and what it is compared with. */
function itemOf(parts: JsonataParts, { sides }: Equality): Item | undefined {
  for (const [side, [from, to]] of sides.entries()) {
    const open = parts.partner(to - 1);
    const other = sides[1 - side];
    if (parts.operator(to - 1) !== "]" || open === undefined || open <= from || other === undefined) continue;
    if (to - open !== 3 || parts.tokens[open + 1]?.kind !== "number") continue;
    const list: Run = [from, open];
    const key = `${wordsOf(parts, list)} = ${wordsOf(parts, other)}`;
    const index = Number(parts.tokens[open + 1]?.text);
    return { key, list: parts.text(list), index, value: parts.text(other) };
  }
  return undefined;
}

function rewritten(parts: JsonataParts, terms: readonly Term[], wanted: readonly Equality[]) {
  const isWanted = new Set<Equality | undefined>(wanted);
  const row = terms.filter(({ equalities }) => equalities.every((equality) => isWanted.has(equality)));
  const [first, last] = [row[0], row.at(-1)];
  const [equality] = wanted;
  if (first === undefined || last === undefined || equality === undefined) return undefined;
  const isTogether = terms.indexOf(last) - terms.indexOf(first) + 1 === row.length;
  if (!isTogether || row.flatMap(({ equalities }) => equalities).length !== wanted.length) return undefined;
  const subject = sidesOf(parts, equality).subject;
  // A function that answers differently each time is asked less often then.
  if (subject === undefined || (/\(/.test(parts.text(subject)) && /\$(?:random|uuid|shuffle)\b/.test(parts.source)))
    return undefined;
  const constants = wanted.map((each) => parts.text(sidesOf(parts, each).constant ?? [0, 0]));
  const range = parts.range([first.term[0], last.term[1]]);
  return { range, text: `${parts.text(subject)} in [${[...new Set(constants)].join(", ")}]` };
}
