import type { Scope, StateMachine } from "../asl/model.ts";
import { findAssignments } from "./assignments.ts";

/** What the variables of a machine are called. */
export interface AssignedNames {
  readonly names: ReadonlySet<string>;
  /** Whether there may be more, which the text does not show. */
  readonly open: boolean;
}

/** The names that any `Assign` of a machine writes: of states, catchers and rules, at every depth. */
export function assignedNames(machine: StateMachine): AssignedNames {
  let found = known.get(machine);
  if (found === undefined) {
    found = namesIn(machine);
    known.set(machine, found);
  }
  return found;
}

// Asked for each expression that calls what it does not define.
const known = new WeakMap<StateMachine, AssignedNames>();

function namesIn(machine: StateMachine): AssignedNames {
  const { all, hiding } = findAssignments(machine);
  const open = hiding.size > 0 || machine.scopes.some((scope) => scope.open || hidesAssigners(scope));
  return { names: new Set(all.map(({ name }) => name)), open };
}

/** Whether states, catchers or rules may exist that the text does not show. */
function hidesAssigners({ states }: Scope): boolean {
  for (const state of states.values()) {
    if (state.node.kind !== "object" || state.node.open) return true;
    if ("handlersOpen" in state && state.handlersOpen) return true;
    if (state.type === "Choice" && state.rulesOpen) return true;
  }
  return false;
}
