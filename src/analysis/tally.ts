import type { Monomial, Polynomial } from "./polynomial.ts";

/** What is counted at once: transitions, history events, seconds, and by distributed Map the children it starts. */
export type Measure = "t" | "e" | "s" | `c${number}`;

/**
 * Polynomials of all measures in one table, in which costs are added up: by measure and product of symbols, such as
 * "t", "e p1" or "t p1 m2", the coefficient, none of which is negative. What belongs to one product is never written in
 * two orders, because symbols are multiplied from the inside to the outside.
 */
export type Tally = Map<string, number>;

/** A table with constants for transitions, events and seconds. */
export function tallyOf(transitions: number, events: number, seconds = 0): Tally {
  const tally: Tally = new Map([
    ["t", transitions],
    ["e", events],
  ]);
  if (seconds !== 0) tally.set("s", seconds);
  return tally;
}

/** Adds a number of times what another table has. */
export function add(to: Tally, other: Tally, times = 1): Tally {
  if (times === 0) return to;
  for (const [key, coefficient] of other) to.set(key, (to.get(key) ?? 0) + coefficient * times);
  return to;
}

/** Raises what another table has more of: an upper bound of both, whatever the symbols are. */
export function raise(to: Tally, other: Tally): Tally {
  for (const [key, coefficient] of other) if (coefficient > (to.get(key) ?? 0)) to.set(key, coefficient);
  return to;
}

/** A table times a symbol or number. */
export function times(tally: Tally, factor: string | number): Tally {
  if (typeof factor === "number") return add(new Map(), tally, factor);
  return new Map([...tally].map(([key, coefficient]) => [`${key} ${factor}`, coefficient]));
}

function measureOf(key: string): string {
  const blank = key.indexOf(" ");
  return blank === -1 ? key : key.slice(0, blank);
}

/** The polynomial of a measure; the constant first, then as symbols come in the order that is given. */
export function polynomialOf(tally: Tally, measure: Measure, order: ReadonlyMap<string, number>): Polynomial {
  const found: { readonly places: readonly number[]; readonly monomial: Monomial }[] = [];
  for (const [key, coefficient] of tally) {
    if (coefficient === 0 || measureOf(key) !== measure) continue;
    const ids = key.split(" ").slice(1);
    ids.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const symbols: Record<string, number> = {};
    for (const id of ids) symbols[id] = (symbols[id] ?? 0) + 1;
    found.push({ places: ids.map((id) => order.get(id) ?? 0), monomial: { coefficient, symbols } });
  }
  found.sort((a, b) => a.places.length - b.places.length || compare(a.places, b.places));
  return found.map(({ monomial }) => monomial);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, i) => place !== b[i]);
  return at === -1 ? 0 : (a[at] as number) - (b[at] as number); // both have as many
}
