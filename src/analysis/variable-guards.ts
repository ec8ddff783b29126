import { pathKeys } from "../asl/jsonpath-compare.ts";
import type { Choice, Scope, State } from "../asl/model.ts";
import { freeVariables } from "../asl/variable-names.ts";
import { type Test, testsOf } from "./conditions.ts";
import type { Graph } from "./graph.ts";
import { type Assignment, seesOuter, type VariableRead, type Variables } from "./variables.ts";

/**
 * Tells whether each way that leaves a variable without a value is likely closed by a Choice before the read: one that
 * tests what is assigned together with the variable, such as a flag, or that asks again what a Choice before it asked.
 * Whether it asks for the right value is not looked into.
 */
export function createGuards(
  variables: Variables,
  graphOf: (scope: Scope) => Graph,
): (read: VariableRead, assignments: readonly Assignment[]) => boolean {
  const togetherWith = createCompanions(variables.assignments);
  const choices = new Map<Scope, ChoicesOfScope>();
  const choicesIn = (scope: Scope): ChoicesOfScope => {
    const found = choices.get(scope) ?? new ChoicesOfScope(graphOf(scope));
    choices.set(scope, found);
    return found;
  };
  let steps = 0;

  /** Whether no way to a state that assigns nothing avoids the Choices that guard it. */
  const isClosed = (state: State, name: string, flags: ReadonlySet<string>, assigners: readonly State[]): boolean => {
    const { scope } = state;
    const found = choicesIn(scope);
    const guards = new Set<State>();
    for (const choice of found.asking(name, flags, assigners)) {
      steps += scope.states.size;
      if (steps > MOST_STEPS) return true;
      if (found.selects(choice, state)) guards.add(choice);
    }
    if (guards.size === 0) return false;
    steps += scope.states.size;
    return !isReachedPast(graphOf(scope), state, guards, variables.givenBy(name, scope));
  };

  return ({ name, state }, assignments) => {
    const flags = togetherWith(name);
    const assigners = [...new Set(assignments.map((assignment) => assignment.state))];
    // In a branch or processor, the ways of the scopes around count as well.
    for (let at: State | undefined = state; at !== undefined; at = seesOuter(at.scope) ? at.scope.owner : undefined) {
      if (isClosed(at, name, flags, assigners)) return true;
    }
    return false;
  };
}

// Where more is to be looked at, nothing is said: thousands of reads behind hundreds of Choices.
const MOST_STEPS = 2_000_000;

/** The names that some `Assign` sets together with a name. */
function createCompanions(assignments: readonly Assignment[]): (name: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (name) => {
    let companions = known.get(name);
    if (companions === undefined) {
      const assigners = new Set(assignments.flatMap((each) => (each.name === name ? [each.assigner] : [])));
      companions = new Set(
        assignments.flatMap((each) => (each.name !== name && assigners.has(each.assigner) ? [each.name] : [])),
      );
      known.set(name, companions);
    }
    return companions;
  };
}

/** What the Choices of a scope ask. */
class ChoicesOfScope {
  private readonly subjects = new Map<Choice, ReadonlySet<string>>();
  private readonly askers = new Map<string, Choice[]>();
  private readonly before = new Map<Choice, ReadonlySet<State>>();
  private readonly again = new Map<Choice, boolean>();
  private readonly known = new Map<string, readonly Choice[]>();

  constructor(private readonly graph: Graph) {
    for (const state of graph.scope.states.values()) {
      if (state.type !== "Choice" || !graph.isReachable(state)) continue;
      const subjects = new Set(testsOf(state).flatMap(subjectsOf));
      this.subjects.set(state, subjects);
      for (const subject of subjects) {
        const askers = this.askers.get(subject);
        if (askers === undefined) this.askers.set(subject, [state]);
        else askers.push(state);
      }
    }
  }

  /**
   * The Choices that test one of the flags of a variable behind what assigns them, or ask what one before them asked.
   *
   * @param assigners the states that assign the variable, and its flags with it
   */
  asking(name: string, flags: ReadonlySet<string>, assigners: readonly State[]): readonly Choice[] {
    let asking = this.known.get(name);
    if (asking === undefined) {
      asking = [...this.subjects.keys()].filter(
        (choice) => this.asksAgain(choice) || this.testsFlag(choice, flags, assigners),
      );
      this.known.set(name, asking);
    }
    return asking;
  }

  private testsFlag(choice: Choice, flags: ReadonlySet<string>, assigners: readonly State[]): boolean {
    const { scope } = this.graph;
    for (const subject of this.subjects.get(choice) ?? []) {
      if (!flags.has(subject.slice(1))) continue;
      const leading = this.leadingTo(choice);
      return assigners.some((state) => state.scope !== scope || leading.has(state));
    }
    return false;
  }

  private asksAgain(choice: Choice): boolean {
    let asksAgain = this.again.get(choice);
    if (asksAgain === undefined) {
      const leading = this.leadingTo(choice);
      const others = [...(this.subjects.get(choice) ?? [])].flatMap((subject) => this.askers.get(subject) ?? []);
      asksAgain = others.some((other) => other !== choice && leading.has(other));
      this.again.set(choice, asksAgain);
    }
    return asksAgain;
  }

  /** Whether some outcome of a Choice leads to a state, and another does not without asking again. */
  selects(choice: Choice, state: State): boolean {
    if (choice === state) return false;
    const leading = statesLeadingTo(state, this.graph, choice);
    const outcomes = this.graph.outgoing(choice).map(({ to }) => leading.has(to));
    return outcomes.includes(true) && outcomes.includes(false);
  }

  private leadingTo(choice: Choice): ReadonlySet<State> {
    let leading = this.before.get(choice);
    if (leading === undefined) {
      leading = statesLeadingTo(choice, this.graph, undefined);
      this.before.set(choice, leading);
    }
    return leading;
  }
}

/** What a test is about: `$ok` and what else it names, or the whole of it. */
function subjectsOf(test: Test): string[] {
  if (test.kind === "jsonata") {
    const { tree } = test;
    return [
      tree.source.trim(),
      ...(freeVariables(tree) ?? []).flatMap(({ name, called }) => (called ? [] : [`$${name}`])),
    ];
  }
  const { path, operand } = test;
  const found = [JSON.stringify([path.root, pathKeys(path) ?? path.text])];
  if (path.variable !== undefined) found.push(`$${path.variable}`);
  if (test.operator.endsWith("Path") && typeof operand === "string") {
    const variable = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)/u.exec(operand)?.[0];
    if (variable !== undefined) found.push(variable);
  }
  return found;
}

/** The states that lead to one, itself included, on ways that do not pass another. */
function statesLeadingTo(state: State, graph: Graph, avoided: State | undefined): Set<State> {
  const seen = new Set([state]);
  for (const at of seen) for (const { from } of graph.incoming(at)) if (from !== avoided) seen.add(from);
  return seen;
}

function isReachedPast(
  graph: Graph,
  state: State,
  guards: ReadonlySet<State>,
  isGiven: ReturnType<Variables["givenBy"]>,
) {
  const { start } = graph;
  if (start === undefined) return false;
  const seen = new Set([start]);
  for (const at of seen) {
    if (guards.has(at)) continue;
    if (at === state) return true;
    for (const edge of graph.outgoing(at)) if (!isGiven(edge)) seen.add(edge.to);
  }
  return false;
}
