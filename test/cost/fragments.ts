import { catchNames, nextNames, reachableNames, type ScopeJson, type StateJson } from "./definition.ts";
import type { Draw } from "./draw.ts";

/** States that are to follow one another. Their targets are names, or one of these marks. */
export type Fragment = readonly Entry[];

export interface Entry {
  readonly name: string;
  readonly state: StateJson;
}

/** What follows the fragment. */
export const AHEAD = "(ahead)";
/** What follows the loop around the fragment. */
export const OUT = "(out)";
const ANY = "(any) ";

/** Any state of the scope. */
export function any(draw: Draw): string {
  return ANY + draw.below(1_000);
}

export function headOf(fragment: Fragment): string {
  const [first] = fragment;
  if (first === undefined) throw new Error("an empty fragment");
  return first.name;
}

/** The fragment with other targets. */
export function retarget(fragment: Fragment, change: (target: string) => string): Fragment {
  return fragment.map(({ name, state }) => ({ name, state: withTargets(state, change) }));
}

/** The fragment with a name for a mark. */
export function link(fragment: Fragment, mark: string, to: string): Fragment {
  return retarget(fragment, (target) => (target === mark ? to : target));
}

function withTargets(state: StateJson, change: (target: string) => string): StateJson {
  const changed = { ...state };
  if (state.Next !== undefined) changed.Next = change(state.Next);
  if (state.Default !== undefined) changed.Default = change(state.Default);
  const to = <Handler extends { Next?: string }>(handler: Handler): Handler =>
    handler.Next === undefined ? handler : { ...handler, Next: change(handler.Next) };
  if (state.Choices !== undefined) changed.Choices = state.Choices.map(to);
  if (state.Catch !== undefined) changed.Catch = state.Catch.map(to);
  return changed;
}

/** Lets each fragment lead to the next one, and the last one to the end. */
export function chain(fragments: readonly Fragment[], end: string): Fragment {
  return fragments.flatMap((fragment, at) => {
    const next = fragments[at + 1];
    return link(fragment, AHEAD, next === undefined ? end : headOf(next));
  });
}

/** A scope of the states that its first one reaches, as AWS demands. */
export function scopeOf(fragment: Fragment): ScopeJson {
  const names = fragment.map(({ name }) => name);
  const resolved = retarget(fragment, (target) =>
    target.startsWith(ANY) ? (names[Number(target.slice(ANY.length)) % names.length] ?? target) : target,
  );
  return pruned({
    StartAt: headOf(fragment),
    States: Object.fromEntries(resolved.map(({ name, state }) => [name, state])),
  });
}

function pruned(scope: ScopeJson): ScopeJson {
  const reached = reachableNames(scope, (state) => [...nextNames(state), ...catchNames(state)]);
  return { ...scope, States: Object.fromEntries(Object.entries(scope.States).filter(([name]) => reached.has(name))) };
}

/** The scope with a way to end it. */
export function withEnd(scope: ScopeJson): ScopeJson {
  const names = Object.keys(scope.States);
  const ends = (state: StateJson) => state.Type === "Succeed" || state.Type === "Fail" || state.End === true;
  if (Object.values(scope.States).some(ends)) return scope;
  const last = names.at(-1) ?? scope.StartAt;
  return pruned({ ...scope, States: { ...scope.States, [last]: { Type: "Succeed" } } });
}
