import type { CostSymbol, LoopSymbol, MachineCost } from "./cost.ts";

/** How long a loop is assumed to wait, where nothing else is said: five minutes. */
const ASSUMED_SECONDS = 300;
const ASSUMED_TURNS = 10;
const ASSUMED_ITEMS = 10;

/** The values that symbols are given. */
export interface Assumptions {
  /** By symbol; those of children included. */
  readonly values: Readonly<Record<string, number>>;
  /** The symbols that nobody said anything of. */
  readonly guessed: ReadonlySet<string>;
  /** The names that something was said of that makes sense in the machine. */
  readonly met: ReadonlySet<string>;
  /** By name what was said of a state of the machine and makes no sense: what follows the name in a sentence. */
  readonly mistakes: ReadonlyMap<string, string>;
}

/** Gives each symbol of a machine a value: what is said of one of its states, else what is usual. */
export function assumptionsFor(cost: MachineCost, said: Readonly<Record<string, number | string>>): Assumptions {
  const values: Record<string, number> = {};
  const guessed = new Set<string>();
  const met = new Set<string>();
  const mistakes = new Map<string, string>();
  const symbols = allSymbols(cost);
  for (const symbol of symbols) {
    values[symbol.id] = symbol.kind === "map" ? ASSUMED_ITEMS : usualTurns(symbol);
    guessed.add(symbol.id);
  }
  for (const [name, value] of Object.entries(said)) {
    const symbol = symbolAt(name, symbols);
    if (symbol === undefined) {
      if (hasState(cost, name)) mistakes.set(name, "is no Map with items to count, and in no loop");
      continue;
    }
    const counted = valueFor(symbol, value);
    if (typeof counted === "string") mistakes.set(name, counted);
    else {
      met.add(name);
      values[symbol.id] = counted;
      guessed.delete(symbol.id);
    }
  }
  return { values, guessed, met, mistakes };
}

/** The symbols of an execution and of all that it starts. */
export function allSymbols(cost: MachineCost): CostSymbol[] {
  return [...cost.symbols, ...cost.children.flatMap((child) => allSymbols(child.cost))];
}

/** The Map of a name, else the innermost loop that a state of the name is in. */
function symbolAt(name: string, symbols: readonly CostSymbol[]): CostSymbol | undefined {
  const isNamed = ({ states }: CostSymbol): boolean => states.some((state) => state.name === name);
  const map = symbols.find((symbol) => symbol.kind === "map" && isNamed(symbol));
  if (map !== undefined) return map;
  const loops = symbols.filter((symbol) => symbol.kind === "loop" && isNamed(symbol));
  return loops.reduce<CostSymbol | undefined>(
    (inner, loop) => (inner === undefined || loop.states.length < inner.states.length ? loop : inner),
    undefined,
  );
}

function hasState({ scope, children }: MachineCost, name: string): boolean {
  const isIn = scope.machine.scopes.some(({ states }) => states.has(name));
  return isIn || children.some(({ cost }) => hasState(cost, name));
}

/** Five minutes' turns; never more than a bound allows. */
function usualTurns(symbol: LoopSymbol): number {
  const seconds = secondsOf(symbol);
  const turns = seconds > 0 ? Math.max(1, Math.ceil(ASSUMED_SECONDS / seconds)) : ASSUMED_TURNS;
  return Math.min(turns, symbol.loop.bound.turns ?? turns);
}

/** Literal waiting of the turn that is taken while a loop waits. */
function secondsOf({ loop }: LoopSymbol): number {
  return loop.turn.cost.seconds;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** A number of turns or items, or what is wrong with what is said. */
function valueFor(symbol: CostSymbol, said: number | string): number | string {
  if (typeof said === "number") return said;
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(said) ?? [];
  if (digits === undefined) return `takes a number or a time such as '5m', not '${said}'`;
  if (symbol.kind === "map") return `is a Map, which takes a number of items, not the time '${said}'`;
  const seconds = secondsOf(symbol);
  if (seconds === 0)
    return `is in a loop without a literal wait, which takes a number of turns, not the time '${said}'`;
  return Math.max(1, Math.ceil((Number(digits) * (UNITS[unit] ?? 1)) / seconds));
}
