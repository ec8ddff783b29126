import type { Scope, State } from "../asl/model.ts";
import type { Graph } from "./graph.ts";
import { createGuards } from "./variable-guards.ts";
import { type Assignment, seesOuter, type VariableRead, type Variables } from "./variables.ts";

/** Why a variable may have no value where it is read. */
export type Missing =
  /** No state of the machine assigns it. */
  | { readonly kind: "nowhere" }
  /** `$states`, which JSONPath does not have. */
  | { readonly kind: "states" }
  /** The state that reads it is the first to assign it. */
  | { readonly kind: "tooEarly" }
  /** Only what comes later assigns it. */
  | { readonly kind: "later" }
  /**
   * The states on a way that does not assign it, from the start to the state that reads it; `undefined` where so much is
   * missing that nobody would look at all the ways.
   */
  | { readonly kind: "sometimes"; readonly way: readonly State[] | undefined }
  /** Only scopes inside a state assign it, and what they assign is gone outside of them. */
  | { readonly kind: "inside"; readonly owner: State }
  /** Only another branch of the same Parallel assigns it. */
  | { readonly kind: "sibling"; readonly owner: State }
  /** Only scopes around a distributed Map assign it, and its items do not see them. */
  | { readonly kind: "isolated"; readonly owner: State };

/** Reads of a variable that may find no value, of one scope and for one reason. */
export interface MissingValue {
  readonly name: string;
  readonly why: Missing;
  /** In the order of the text. */
  readonly reads: readonly [VariableRead, ...VariableRead[]];
  /** Where the variable is assigned; where the states that read it see none, all of that name. */
  readonly assignments: readonly Assignment[];
}

const MOST_WAYS = 100;

/** Finds what is read without a value on some way or on all; nothing of what is not known for sure. */
export function findMissingValues(variables: Variables, graphOf: (scope: Scope) => Graph): MissingValue[] {
  const byName = groupByName(variables.assignments);
  const wayTo = createWays(variables, graphOf);
  const guards = createGuards(variables, graphOf);
  let ways = 0;
  const groups = new Map<Scope, Map<string, Group>>();
  for (const read of variables.reads) {
    const { name, state } = read;
    const everywhere = byName.get(name) ?? [];
    const kind = kindOf(read, variables, everywhere);
    if (kind === undefined || (kind.kind === "sometimes" && guards(read, everywhere))) continue;
    const variable = variables.resolve(name, state);
    const scope = variable?.scope ?? (kind.kind === "nowhere" ? state.scope.machine : state.scope);
    const inScope = groups.get(scope) ?? new Map<string, Group>();
    groups.set(scope, inScope);
    const key = `${kind.kind} ${name}`;
    const group = inScope.get(key);
    if (group !== undefined) {
      group.reads.push(read);
      continue;
    }
    const why: Missing =
      kind.kind === "sometimes" ? { ...kind, way: ways++ < MOST_WAYS ? wayTo(state, name) : undefined } : kind;
    inScope.set(key, { name, why, reads: [read], assignments: variable?.assignments ?? everywhere });
  }
  return [...groups.values()].flatMap((inScope) => [...inScope.values()]);
}

interface Group extends MissingValue {
  readonly reads: [VariableRead, ...VariableRead[]];
}

type Kind = Exclude<Missing, { readonly kind: "sometimes" }> | { readonly kind: "sometimes" };

function kindOf(read: VariableRead, variables: Variables, assignments: readonly Assignment[]): Kind | undefined {
  const { name, state } = read;
  if (!read.isCertain || read.isGuarded) return undefined;
  if (name === "states" && assignments.length === 0) return { kind: "states" };
  const before = variables.before(state, name);
  if (before === "sometimes") return { kind: "sometimes" };
  return before === "never" ? missingAltogether(read, assignments) : undefined;
}

/** Finds ways on which a variable is not assigned; those to the states of a scope are looked for together. */
function createWays(variables: Variables, graphOf: (scope: Scope) => Graph): (state: State, name: string) => State[] {
  const known = new Map<Scope, Map<string, Ways>>();
  const waysPast = (scope: Scope, name: string): Ways => {
    const inScope = known.get(scope) ?? new Map<string, Ways>();
    known.set(scope, inScope);
    const ways = inScope.get(name) ?? findWaysPast(graphOf(scope), name, variables);
    inScope.set(name, ways);
    return ways;
  };
  const wayTo = (state: State, name: string): State[] => {
    const way: State[] = [];
    const cameFrom = waysPast(state.scope, name);
    for (let at: State | undefined = state; at !== undefined; at = cameFrom.get(at)) way.push(at);
    way.reverse();
    const { owner } = state.scope;
    // What the scope around sometimes assigns is missing on a way through it, too.
    const startsOutside =
      owner !== undefined && seesOuter(state.scope) && variables.before(owner, name) === "sometimes";
    return startsOutside ? [...wayTo(owner, name), ...way] : way;
  };
  return wayTo;
}

function groupByName(assignments: readonly Assignment[]): Map<string, Assignment[]> {
  const groups = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const group = groups.get(assignment.name);
    if (group === undefined) groups.set(assignment.name, [assignment]);
    else group.push(assignment);
  }
  return groups;
}

function missingAltogether({ state }: VariableRead, assignments: readonly Assignment[]): Missing {
  const [first] = assignments;
  if (first === undefined) return { kind: "nowhere" };
  if (assignments.some((assignment) => assignment.state === state)) return { kind: "tooEarly" };
  const assigning = new Set(assignments.map((assignment) => assignment.state.scope));
  const around = new Set<State>();
  let barrier: State | undefined;
  for (let scope: Scope | undefined = state.scope; scope !== undefined; scope = scope.owner?.scope) {
    if (assigning.has(scope)) return barrier ? { kind: "isolated", owner: barrier } : { kind: "later" };
    if (seesOuter(scope) === false) barrier ??= scope.owner;
    if (scope.owner !== undefined) around.add(scope.owner);
  }
  // No scope around assigns it, so that one inside the machine does, and that one has an owner.
  const owner = first.state.scope.owner ?? first.state;
  return { kind: around.has(owner) ? "sibling" : "inside", owner };
}

/** For each state that is reached without a variable the state before it; the start has none. */
type Ways = ReadonlyMap<State, State | undefined>;

function findWaysPast(graph: Graph, name: string, variables: Variables): Ways {
  const cameFrom = new Map<State, State | undefined>();
  if (graph.start === undefined) return cameFrom;
  const isGiven = variables.givenBy(name, graph.scope);
  cameFrom.set(graph.start, undefined);
  for (const from of cameFrom.keys()) {
    for (const edge of graph.outgoing(from)) {
      if (!cameFrom.has(edge.to) && !isGiven(edge)) cameFrom.set(edge.to, from);
    }
  }
  return cameFrom;
}
