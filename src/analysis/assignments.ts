import { variableOfKey } from "../asl/assigned-name.ts";
import type { Catcher, ChoiceRule, Scope, State, StateMachine, TreeField } from "../asl/model.ts";
import type { MemberNode } from "../document/nodes.ts";
import { placeholderParts } from "../document/placeholders.ts";

/** What has an `Assign`: a state, a rule of a Choice, a catcher. */
export type Assigner = State | ChoiceRule | Catcher;

/** A variable in an `Assign`. */
export interface Assignment {
  /** As it is read, without `$`; of a key that is more than a name, such as `total.$` or `total.net`, the variable. */
  readonly name: string;
  readonly member: MemberNode;
  readonly state: State;
  /** The state itself, or the rule or catcher of it that assigns. Of rules inside others the outermost. */
  readonly assigner: Assigner;
}

/** Everything that a machine assigns. */
export interface Assignments {
  /** In the order of the text. */
  readonly all: readonly Assignment[];
  readonly byAssigner: ReadonlyMap<Assigner, readonly Assignment[]>;
  /** By scope those whose `Assign` may hold names that the text does not show. */
  readonly hiding: ReadonlyMap<Scope, ReadonlySet<Assigner>>;
}

/** Finds all that a machine assigns; states that end an execution assign nothing. */
export function findAssignments(machine: StateMachine): Assignments {
  const finder = new Finder();
  for (const scope of machine.scopes) for (const state of scope.states.values()) finder.addState(state);
  return finder;
}

class Finder implements Assignments {
  readonly all: Assignment[] = [];
  readonly byAssigner = new Map<Assigner, Assignment[]>();
  readonly hiding = new Map<Scope, Set<Assigner>>();

  addState(state: State): void {
    if (state.type === "Succeed" || state.type === "Fail") return;
    this.add(state.assign, state, state);
    if (state.type === "Choice") for (const rule of state.rules) this.addRule(rule, rule);
    if ("catch" in state) for (const catcher of state.catch) this.add(catcher.assign, state, catcher);
  }

  private addRule(rule: ChoiceRule, outermost: ChoiceRule): void {
    this.add(rule.assign, rule.choice, outermost);
    for (const inner of rule.rules) this.addRule(inner, outermost);
  }

  private add(field: TreeField | undefined, state: State, assigner: Assigner): void {
    if (field === undefined) return;
    const { node } = field;
    // A whole `Assign` that is an expression, comes at deployment, or is of a wrong type, may assign anything.
    if (node.kind !== "object" || node.open) this.hide(assigner, state);
    if (node.kind !== "object") return;
    for (const member of node.members) {
      if (placeholderParts(member.key) !== undefined) {
        this.hide(assigner, state);
        continue;
      }
      const assignment = { name: variableOfKey(member.key), member, state, assigner };
      this.all.push(assignment);
      const before = this.byAssigner.get(assigner);
      if (before === undefined) this.byAssigner.set(assigner, [assignment]);
      else before.push(assignment);
    }
  }

  private hide(assigner: Assigner, { scope }: State): void {
    const inScope = this.hiding.get(scope) ?? new Set();
    this.hiding.set(scope, inScope.add(assigner));
  }
}
