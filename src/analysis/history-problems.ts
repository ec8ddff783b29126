import type { Scope, State } from "../asl/model.ts";

/** Why something is no whole history of an execution of this machine, in one sentence that says what was expected. */
export interface HistoryProblem {
  readonly problem: string;
}

/** What messages call an event: "Event 7 ('TaskScheduled')". */
export function describeEvent({ id, type }: { readonly id: number; readonly type: string }): string {
  return `Event ${id} ('${type}')`;
}

/**
 * For an event that enters a state that the machine has not, or not as such.
 *
 * @param named the states of that name.
 */
export function foreignState(event: string, name: string, named: readonly State[]): HistoryProblem {
  const [state] = named;
  const what = state === undefined ? "which the machine does not have" : `which is a ${state.type} in the machine`;
  return { problem: `${event} enters '${name}', ${what}: expected the history of an execution of this machine.` };
}

/** For an event that enters a state though no state around it has been entered. */
export function orphanState(event: string, { name, scope }: State): HistoryProblem {
  const run = ownersOf(scope).find((owner) => owner.type === "Map" && owner.distributed !== false);
  if (run !== undefined) {
    const expected = "expected the history of the execution that started the Map Run";
    return { problem: `${event} enters '${name}' in a child execution of the Map '${run.name}': ${expected}.` };
  }
  return {
    problem: `${event} enters '${name}', but nothing has entered '${scope.owner?.name}' around it: expected the history of an execution of this machine.`,
  };
}

/** The Parallels and Maps around the states of a scope, the innermost one first. */
export function ownersOf(scope: Scope): NonNullable<Scope["owner"]>[] {
  const owners: NonNullable<Scope["owner"]>[] = [];
  for (let { owner } = scope; owner !== undefined; owner = owner.scope.owner) owners.push(owner);
  return owners;
}
