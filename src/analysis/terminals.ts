import type { Scope, State } from "../asl/model.ts";
import { nearest } from "../util/did-you-mean.ts";
import { type Graph, isDeadEnd, isTerminal } from "./graph.ts";
import type { Loop } from "./loops.ts";

/** Whether a scope shows all its states and none of them ends it. An empty one is no scope yet. */
export function hasNoTerminal(scope: Scope): boolean {
  let found = known.get(scope);
  if (found === undefined) {
    found = findsNoTerminal(scope);
    known.set(scope, found);
  }
  return found;
}

// Asked for each loop of a scope.
const known = new WeakMap<Scope, boolean>();

function findsNoTerminal({ open, states }: Scope): boolean {
  if (open || states.size === 0) return false;
  for (const state of states.values()) if (isTerminal(state) || mayEnd(state)) return false;
  return true;
}

/** Whether what the text does not show, or shows with a wrong type, may make the state a terminal one. */
function mayEnd(state: State): boolean {
  if (state.type === "Unknown" || state.node.open) return true;
  if (state.type === "Choice") return false;
  return state.end !== undefined && state.end.value === undefined;
}

/** Whether no transition leads out of a loop, and no state of it ends the execution. */
export function isClosed({ exits, states }: Pick<Loop, "exits" | "states">): boolean {
  return exits.length === 0 && !states.some(isTerminal);
}

/** Whether another mistake explains that no state ends the scope: mending it brings the end, or shows where it belongs. */
export function explainsMissingEnd(scope: Scope, graph: Graph): boolean {
  // At the top AWS reports both: whatever a dangling transition is meant for, no state ends the machine.
  if (scope.owner !== undefined && graph.dangling.length > 0) return true;
  for (const state of scope.states.values()) if (isDeadEnd(state) || endsByMistake(state)) return true;
  return false;
}

/** Whether `End` is misspelt, or says false where nothing else says how the state goes on. */
function endsByMistake({ node }: State): boolean {
  if (node.kind !== "object") return false;
  if (node.member("End") !== undefined) return node.member("Next") === undefined;
  return node.members.some(({ key }) => key.length < 5 && key !== "Next" && nearest(key, ["End"]) !== undefined);
}
