import type { Catcher, ChoiceRule, Field, Scope, State } from "../asl/model.ts";

/** A transition as it is written: to a state of the scope, or, where `to` is absent, to a name that is none. */
export interface Transition {
  readonly from: State;
  readonly kind: "next" | "default" | "choice" | "catch";
  readonly field: Field<string>;
  readonly to: State | undefined;
  readonly rule?: ChoiceRule;
  readonly catcher?: Catcher;
}

/** A transition that leads to a state. */
export interface Edge extends Transition {
  readonly to: State;
}

/** The control flow of one scope. */
export interface Graph {
  readonly scope: Scope;
  readonly start: State | undefined;
  readonly edges: readonly Edge[];
  /** Transitions to names that the scope does not have. */
  readonly dangling: readonly Transition[];
  /** States that a path from `StartAt` reaches. */
  readonly reachable: ReadonlySet<State>;
  /** Succeed, Fail and states with `End: true`. */
  readonly terminals: readonly State[];
  /** Whether transitions or states may exist that the text does not show. */
  readonly open: boolean;
  outgoing(state: State): readonly Edge[];
  incoming(state: State): readonly Edge[];
}

const NONE: readonly Edge[] = [];

/** Builds the graph of a scope: edges are `Next`, `Default`, choice rules and catchers. */
export function buildGraph(scope: Scope): Graph {
  const edges: Edge[] = [];
  const dangling: Transition[] = [];
  const outgoing = new Map<State, Edge[]>();
  const incoming = new Map<State, Edge[]>();
  let open = scope.open;
  for (const state of scope.states.values()) {
    if (hidesTransitions(state)) open = true;
    for (const transition of transitionsOf(state)) {
      if (transition.field.node.kind === "dynamic") open = true;
      const { value } = transition.field;
      if (value === undefined) continue;
      const to = scope.states.get(value);
      if (to === undefined) dangling.push({ ...transition, to });
      else {
        const edge = { ...transition, to };
        edges.push(edge);
        append(outgoing, state, edge);
        append(incoming, to, edge);
      }
    }
  }
  const start = scope.startAt?.value === undefined ? undefined : scope.states.get(scope.startAt.value);
  if (scope.startAt?.node.kind === "dynamic") open = true;
  let reachable: ReadonlySet<State> | undefined;
  return {
    scope,
    start,
    edges,
    dangling,
    get reachable() {
      reachable ??= reachableFrom(start === undefined ? [] : [start], outgoing);
      return reachable;
    },
    terminals: [...scope.states.values()].filter(isTerminal),
    open,
    outgoing: (state) => outgoing.get(state) ?? NONE,
    incoming: (state) => incoming.get(state) ?? NONE,
  };
}

/** Whether an execution of the scope can end in this state as written. */
export function isTerminal(state: State): boolean {
  return state.type === "Succeed" || state.type === "Fail" || state.end?.value === true;
}

/** The states a set of states leads to, themselves included. */
export function reachableFrom(starts: readonly State[], outgoing: ReadonlyMap<State, readonly Edge[]>): Set<State> {
  const seen = new Set(starts);
  const pending = [...starts];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    for (const { to } of outgoing.get(state) ?? NONE) {
      if (seen.has(to)) continue;
      seen.add(to);
      pending.push(to);
    }
  }
  return seen;
}

/** The transitions a state writes down, in the order of the text's fields. */
function transitionsOf(state: State): Omit<Transition, "to">[] {
  const found: Omit<Transition, "to">[] = [];
  if (state.type === "Choice") {
    for (const rule of state.rules) {
      if (rule.next) found.push({ from: state, kind: "choice", field: rule.next, rule });
    }
    if (state.default) found.push({ from: state, kind: "default", field: state.default });
    return found;
  }
  // `Next` of a Succeed or Fail is refused and never taken; that of an unknown state may be.
  if (state.next && state.type !== "Succeed" && state.type !== "Fail") {
    found.push({ from: state, kind: "next", field: state.next });
  }
  if ("catch" in state) {
    for (const catcher of state.catch) {
      if (catcher.next) found.push({ from: state, kind: "catch", field: catcher.next, catcher });
    }
  }
  return found;
}

function hidesTransitions(state: State): boolean {
  if (state.type === "Unknown") return true;
  if (state.node.open) return true;
  if (state.type === "Choice") return state.rulesOpen || state.rules.some((rule) => rule.node.open);
  if ("catch" in state) return state.handlersOpen || state.catch.some((catcher) => catcher.node.open);
  return false;
}

function append(edges: Map<State, Edge[]>, state: State, edge: Edge): void {
  const list = edges.get(state);
  if (list === undefined) edges.set(state, [edge]);
  else list.push(edge);
}
