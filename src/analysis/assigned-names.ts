import type { StateMachine, TreeField } from "../asl/model.ts";

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
  const names = new Set<string>();
  let open = false;
  const add = (field: TreeField | undefined): void => {
    if (field === undefined) return;
    if (field.node.kind !== "object") open = true;
    else {
      open ||= field.node.open;
      for (const { key } of field.node.members) names.add(key.endsWith(".$") ? key.slice(0, -2) : key);
    }
  };
  for (const scope of machine.scopes) {
    open ||= scope.open;
    for (const state of scope.states.values()) {
      add(state.assign);
      if ("catch" in state) for (const catcher of state.catch) add(catcher.assign);
      if (state.type === "Choice") for (const rule of state.rules) add(rule.assign);
      if ("handlersOpen" in state) open ||= state.handlersOpen;
      if (state.type === "Choice") open ||= state.rulesOpen;
      if (state.node.kind !== "object" || state.node.open) open = true;
    }
  }
  return { names, open };
}
