import {
  type CatcherJson,
  innerScopes,
  isDistributed,
  isSubmitted,
  type MachineJson,
  nextNames,
  type ScopeJson,
  type StateJson,
  scopesOf,
} from "./definition.ts";

/** What a walk is out to have much or little of. */
export type Measure = "transitions" | "events" | "seconds";

/**
 * A rough idea of where states lead, for walks that are after the longest or the shortest way. It only chooses walks:
 * what they take is measured.
 */
export interface Outlook {
  /** Of a way to the end: what the cheapest takes, from this state. */
  least(name: string | undefined): number;
  /** Of a way of some length: what the dearest takes. */
  greatest(name: string | undefined): number;
  /** The least that the state itself takes if it succeeds. */
  own(name: string): number;
}

const ITEMS = 2;

const known = new WeakMap<MachineJson, Partial<Record<Measure, Outlook>>>();

export function outlookOn(machine: MachineJson, measure: Measure): Outlook {
  const outlooks = known.get(machine) ?? {};
  known.set(machine, outlooks);
  outlooks[measure] ??= lookOut(machine, measure);
  return outlooks[measure];
}

function lookOut(machine: MachineJson, measure: Measure): Outlook {
  const least = new Map<string, number>();
  const greatest = new Map<string, number>();
  const own = new Map<string, number>();
  // Inner scopes first.
  for (const scope of scopesOf(machine).reverse()) {
    const names = Object.keys(scope.States);
    const taken = (state: StateJson, of: ReadonlyMap<string, number>) => weightOf(state, measure, of);
    for (const name of names) least.set(name, Number.POSITIVE_INFINITY);
    for (const _ of names) {
      for (const [name, state] of Object.entries(scope.States)) {
        own.set(name, taken(state, least));
        const ahead = waysOf(state).map((to) => (to === undefined ? 0 : (least.get(to) ?? 0)));
        const caught = (state.Catch ?? []).map(({ Next }) => caughtAt(measure) + (least.get(Next) ?? 0));
        const isDead = state.Type === "Fail" && scope !== machine;
        least.set(
          name,
          isDead ? Number.POSITIVE_INFINITY : Math.min(taken(state, least) + Math.min(...ahead), ...caught),
        );
      }
    }
    for (const _ of [...names, ...names]) {
      const before = new Map(greatest);
      for (const [name, state] of Object.entries(scope.States)) {
        const targets = [...waysOf(state), ...(state.Catch ?? []).map(({ Next }: CatcherJson) => Next)];
        greatest.set(name, taken(state, before) + Math.max(...targets.map((to) => (to && before.get(to)) || 0)));
      }
    }
  }
  return {
    least: (name) => (name === undefined ? 0 : (least.get(name) ?? 0)),
    greatest: (name) => (name === undefined ? 0 : (greatest.get(name) ?? 0)),
    own: (name) => own.get(name) ?? 0,
  };
}

function waysOf(state: StateJson): (string | undefined)[] {
  const names: (string | undefined)[] = nextNames(state);
  return names.length === 0 ? [undefined] : names;
}

function caughtAt(measure: Measure): number {
  return { transitions: 1, events: 2, seconds: 0 }[measure];
}

function weightOf(state: StateJson, measure: Measure, of: ReadonlyMap<string, number>): number {
  const inner = innerScopes(state).map((scope: ScopeJson) => of.get(scope.StartAt) ?? 0);
  const sum = inner.reduce((one, other) => one + other, 0);
  if (measure === "seconds") return state.Type === "Wait" && typeof state.Seconds === "number" ? state.Seconds : sum;
  if (measure === "transitions") return 1 + (state.Type === "Map" ? ITEMS * sum : sum);
  if (state.Type === "Task") return isSubmitted(state) ? 6 : 5;
  if (state.Type === "Parallel") return 4 + sum;
  if (state.Type === "Map") return isDistributed(state) ? 6 : 4 + ITEMS * (2 + sum);
  return 2;
}
