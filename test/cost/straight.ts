import {
  innerScopes,
  isDistributed,
  type MachineJson,
  nextNames,
  processorOf,
  reachableNames,
  type ScopeJson,
  scopesOf,
  stateAt,
} from "./definition.ts";

/** Whether nothing branches, and nothing can come again, where nothing fails. */
export function isStraight(machine: MachineJson): boolean {
  return plainScopesOf(machine).every((scope) => {
    const seen = new Set<string>();
    for (let name: string | undefined = scope.StartAt; name !== undefined; ) {
      const next: Set<string> = new Set(nextNames(stateAt(scope, name)));
      if (seen.has(name) || next.size > 1) return false;
      seen.add(name);
      name = [...next][0];
    }
    return true;
  });
}

/** The scopes that run where nothing fails. */
function plainScopesOf(scope: ScopeJson): ScopeJson[] {
  const reached = [...reachableNames(scope, nextNames)].map((name) => stateAt(scope, name));
  return [scope, ...reached.flatMap(innerScopes).flatMap(plainScopesOf)];
}

/** Whether iterations wait: at the same time or one after the other, as the Map is run. */
export function waitsInMap(machine: MachineJson): boolean {
  const states = scopesOf(machine).flatMap(({ States }) => Object.values(States));
  const maps = states.filter((state) => state.Type === "Map" && !isDistributed(state));
  return maps
    .flatMap((map) => scopesOf(processorOf(map)))
    .some(({ States }) => Object.values(States).some(({ Type }) => Type === "Wait"));
}
