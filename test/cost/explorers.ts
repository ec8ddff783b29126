import type { Attempt, Decider, Fate } from "./decisions.ts";
import { innerScopes, type MachineJson, type StateJson, scopesOf } from "./definition.ts";
import { EVALUATION } from "./failures.ts";
import { type Measure, type Outlook, outlookOn } from "./outlook.ts";

/**
 * How a walk decides:
 *
 * - `random`: by chance each time
 * - `steady`: by chance, and mostly the same again in the same state: each turn of a loop takes the same way
 * - `long`: for the dearest, with everything failing that can be tried again, until it has lost patience
 * - `smooth`: like `long`, but nothing fails
 * - `short`: for the cheapest way to the end
 * - `light`: like `short`, but nothing fails
 */
export type Mode = "random" | "steady" | "long" | "smooth" | "short" | "light";

export const MODES: readonly Mode[] = ["random", "steady", "long", "smooth", "short", "light"];

/** Decides by a seed: the same walk each time. */
export function explorer(machine: MachineJson, mode: Mode, seed: number): Decider {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value; // none is empty
  const measure = pick<Measure>(["transitions", "events", "seconds"]);
  const course = courseOf(mode, machine, measure, below);
  const numbers = { short: [100, 3, 0], long: [-100, -100, 0] };
  const isShort = mode === "short" || mode === "light";
  const isLong = mode === "long" || mode === "smooth";
  const items = pick([[0], [1], [2], [5], [9], [0, 1, 2, 5]]);
  return {
    way: course.way,
    attempt: course.attempt,
    dies: () => mode === "random" && below(80) === 0,
    items: () => pick(items),
    number: () => pick(isShort ? numbers.short : isLong ? numbers.long : [-2, 0, 1, 3, 7]),
    workers: (_, most) => (mode === "long" ? 1 : mode === "random" ? 1 + below(most) : most),
    first: below,
    grace: () => (isLong ? Number.POSITIVE_INFINITY : isShort ? 0 : pick([0, 1, 3, 20])),
    perhaps: () => isLong || (!isShort && below(2) === 0),
  };
}

type Course = Pick<Decider, "way" | "attempt">;
type Below = (count: number) => number;

function courseOf(mode: Mode, machine: MachineJson, measure: Measure, below: Below): Course {
  if (mode === "random") return randomCourse(below, 2 ** (1 + below(4)));
  if (mode === "steady") return steadyCourse(below);
  const outlook = outlookOn(machine, measure);
  const states = new Map(scopesOf(machine).flatMap(({ States }) => Object.entries(States)));
  const short = shortCourse(outlook, states, mode === "light", below);
  return mode === "short" || mode === "light" ? short : longCourse(outlook, states, short, mode === "smooth", below);
}

/** One attempt in so many fails. */
function randomCourse(below: Below, rarity: number): Course {
  return {
    way: (_, targets) => below(targets.length),
    attempt: ({ fates }) => (below(rarity) === 0 ? fates[below(fates.length)] : undefined),
  };
}

function steadyCourse(below: Below): Course {
  const ways = new Map<string, number>();
  const fates = new Map<string, number>();
  const steady = (known: Map<string, number>, state: string, make: () => number): number => {
    const number = below(12) === 0 ? undefined : known.get(state);
    if (number !== undefined) return number;
    const made = make();
    known.set(state, made);
    return made;
  };
  const failures = below(3);
  return {
    way: (state, targets) => steady(ways, state, () => below(60)) % targets.length,
    attempt: ({ state, fates: possible }) => {
      const number = steady(fates, state, () => (below(3) < failures ? 1 + below(60) : 0));
      return number === 0 ? undefined : possible[number % possible.length];
    },
  };
}

function shortCourse(outlook: Outlook, states: ReadonlyMap<string, StateJson>, isClean: boolean, below: Below): Course {
  const inMaps = [...states.values()]
    .filter(({ Type }) => Type === "Map")
    .flatMap(innerScopes)
    .flatMap(scopesOf);
  const inner = new Set(inMaps.flatMap(({ States }) => Object.keys(States)));
  const isAbrupt = below(2) === 0;
  return {
    way: (_, targets) => {
      if (below(20) === 0) return below(targets.length);
      const costs = targets.map((target) => (target === undefined ? Number.POSITIVE_INFINITY : outlook.least(target)));
      return costs.indexOf(Math.min(...costs));
    },
    attempt: (attempt) => {
      if (isClean) return undefined;
      // An iteration that fails soon spares all others.
      const end = attempt.fates.find(({ error }) => attempt.after(error).kind === "dies");
      if (isAbrupt && end !== undefined && inner.has(attempt.state)) return end;
      if (isAbrupt && states.get(attempt.state)?.Type === "Map") return undefined;
      let least = outlook.own(attempt.state) + outlook.least(states.get(attempt.state)?.Next);
      let best: Fate | undefined;
      for (const fate of attempt.fates) {
        const after = attempt.after(fate.error);
        if (fate.failure !== "before" || after.kind !== "caught" || outlook.least(after.to) >= least) continue;
        least = outlook.least(after.to);
        best = fate;
      }
      return best;
    },
  };
}

function longCourse(
  outlook: Outlook,
  states: ReadonlyMap<string, StateJson>,
  short: Course,
  isClean: boolean,
  below: Below,
): Course {
  const patience = below(4) === 0 ? 20 : below(7);
  const visits = new Map<string, number>();
  /** Whether it has come by so often that it is to go the shortest way. */
  const isTired = (state: string): boolean => {
    const count = (visits.get(state) ?? 0) + 1;
    visits.set(state, count > patience ? 0 : count);
    return count > patience;
  };
  return {
    way: (state, targets) => {
      if (isTired(state)) return short.way(state, targets);
      if (below(12) === 0) return below(targets.length);
      const gains = targets.map((target) => (target === undefined ? -1 : outlook.greatest(target)));
      return gains.indexOf(Math.max(...gains));
    },
    attempt: (attempt) => {
      if (isClean) return undefined;
      const again = dearest(attempt, "retried");
      if (again !== undefined && below(25) > 0) return again;
      const caught = dearest(attempt, "caught");
      const to = caught === undefined ? undefined : attempt.after(caught.error);
      if (to?.kind !== "caught" || isTired(attempt.state)) return undefined;
      return outlook.greatest(to.to) >= outlook.greatest(states.get(attempt.state)?.Next) ? caught : undefined;
    },
  };
}

/** The failure with most events that has a consequence. */
function dearest({ fates, after }: Attempt, kind: "retried" | "caught"): Fate | undefined {
  const rank = ({ failure, error }: Fate): number =>
    failure === "output" ? (error === EVALUATION ? 4 : 3) : { call: 2, schedule: 1, before: 0 }[failure];
  return fates.filter(({ error }) => after(error).kind === kind).sort((one, other) => rank(other) - rank(one))[0];
}

/** Numbers from 0 to 1 that follow from a seed: Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
