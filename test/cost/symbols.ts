import type { Polynomial } from "../../src/analysis/polynomial.ts";
import { catchNames, type MachineJson, nextNames, scopesOf } from "./definition.ts";
import type { Walk } from "./walk.ts";

/** What a polynomial is in. Names of states are unique in a machine, so they say the scope too. */
export interface SymbolOf {
  readonly id: string;
  readonly kind: "loop" | "map";
  /** All states of a loop at its own level, the header first; of a Map its name. */
  readonly states: readonly string[];
}

/**
 * The values that the symbols had in an execution: the turns in one entry of a loop, the items of one attempt of a Map;
 * of several the greatest or the least, 0 where there was none.
 */
export function valuesOf(
  symbols: readonly SymbolOf[],
  walk: Walk,
  machine: MachineJson,
  which: "greatest" | "least",
): Record<string, number> {
  const pick = which === "greatest" ? Math.max : Math.min;
  return Object.fromEntries(
    symbols.map((symbol) => {
      const values = symbol.kind === "map" ? itemsOf(symbol, walk) : turnsOf(symbol, walk, machine);
      return [symbol.id, values.length === 0 ? 0 : values.reduce((one, other) => pick(one, other))];
    }),
  );
}

function itemsOf({ states }: SymbolOf, { maps }: Walk): number[] {
  return maps.filter(({ state }) => state === states[0]).map(({ items }) => items);
}

/** For each time that an execution came into a loop from outside how many turns it took there. */
function turnsOf({ states }: SymbolOf, { runs }: Walk, machine: MachineJson): number[] {
  const members = new Set(states);
  const counted = entriesOf(members, machine).length > 1 ? states : states.slice(0, 1);
  return runs.flatMap((names) => staysIn(members, names)).map((stay) => turnsIn(stay, counted));
}

/** The greatest number of times that one of the states stands in a list. */
function turnsIn(stay: readonly string[], counted: readonly string[]): number {
  return Math.max(...counted.map((state) => stay.filter((name) => name === state).length));
}

/** The parts of a run that lie in a loop. */
function staysIn(members: ReadonlySet<string>, names: readonly string[]): string[][] {
  const stays: string[][] = [];
  for (const [at, name] of names.entries()) {
    if (!members.has(name)) continue;
    if (members.has(names[at - 1] ?? "")) stays.at(-1)?.push(name);
    else stays.push([name]);
  }
  return stays;
}

/** The states of a loop that are led to from outside it, or that the scope starts at. */
export function entriesOf(members: ReadonlySet<string>, machine: MachineJson): string[] {
  const scope = scopesOf(machine).find(({ States }) => [...members].every((name) => name in States));
  if (scope === undefined) return [];
  const outside = Object.entries(scope.States).filter(([name]) => !members.has(name));
  const led = new Set(outside.flatMap(([, state]) => [...nextNames(state), ...catchNames(state)]));
  return [...members].filter((name) => led.has(name) || name === scope.StartAt);
}

/** The value of a polynomial. */
export function evaluate(polynomial: Polynomial, values: Readonly<Record<string, number>>): number {
  return polynomial.reduce((sum, { coefficient, symbols }) => {
    const factors = Object.entries(symbols).map(([id, exponent]) => {
      const value = values[id];
      if (value === undefined) throw new Error(`A polynomial is in '${id}', which is no symbol.`);
      return value ** exponent;
    });
    return sum + factors.reduce((product, factor) => product * factor, coefficient);
  }, 0);
}
