import type { Catcher, ChoiceRule, Field, Scope, State } from "../asl/model.ts";

/** A transition as it is written: to a state of the scope, or, where `to` is absent, to a name that is none. */
export interface Transition {
  readonly from: State;
  readonly kind: "next" | "default" | "choice" | "catch";
  readonly field: Field<string>;
  readonly to: State | undefined;
  /** The rule of a Choice that leads there. */
  readonly rule: ChoiceRule | undefined;
  readonly catcher: Catcher | undefined;
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
  isReachable(state: State): boolean;
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
  return new ScopeGraph(scope);
}

/*
 * A class, because an object literal with getters gets a hidden class of its own each time it is made, and V8 keeps what
 * that refers to for longer than one file needs it.
 */
class ScopeGraph implements Graph {
  readonly scope: Scope;
  readonly start: State | undefined;
  readonly dangling: readonly Transition[];
  readonly open: boolean;
  private readonly byOrigin: readonly (readonly Edge[])[];
  private byTarget: readonly (readonly Edge[])[] | undefined = undefined;
  private reached: Uint8Array | undefined = undefined;

  constructor(scope: Scope) {
    const outgoing: Edge[][] = [];
    const dangling: Transition[] = [];
    let open = scope.open;
    for (const state of scope.states.values()) {
      if (hidesTransitions(state)) open = true;
      const edges: Edge[] = [];
      outgoing[state.order] = edges;
      for (const transition of transitionsOf(state)) {
        if (transition.to !== undefined)
          edges.push(transition as Edge); // an edge is a transition with its state
        else if (transition.field.value !== undefined) dangling.push(transition);
        // A target of a wrong type may have been meant for any state.
        else open = true;
      }
    }
    const { startAt } = scope;
    this.scope = scope;
    this.start = startAt?.value === undefined ? undefined : scope.states.get(startAt.value);
    this.dangling = dangling;
    this.open = open || (startAt !== undefined && startAt.value === undefined);
    this.byOrigin = outgoing;
  }

  get edges(): readonly Edge[] {
    return this.byOrigin.flat();
  }
  get reachable(): ReadonlySet<State> {
    return new Set([...this.scope.states.values()].filter((state) => this.isReachable(state)));
  }
  get terminals(): readonly State[] {
    return [...this.scope.states.values()].filter(isTerminal);
  }

  isReachable(state: State): boolean {
    this.reached ??= flagsFrom(this);
    return this.reached[state.order] === 1;
  }
  outgoing(state: State): readonly Edge[] {
    return this.byOrigin[state.order] ?? NONE;
  }
  incoming(state: State): readonly Edge[] {
    this.byTarget ??= byTarget(this.byOrigin);
    return this.byTarget[state.order] ?? NONE;
  }
}

function byTarget(outgoing: readonly (readonly Edge[])[]): Edge[][] {
  const incoming: Edge[][] = outgoing.map(() => []);
  for (const edges of outgoing) for (const edge of edges) incoming[edge.to.order]?.push(edge);
  return incoming;
}

/** Whether an execution of the scope can end in this state as written. */
export function isTerminal(state: State): boolean {
  return state.type === "Succeed" || state.type === "Fail" || state.end?.value === true;
}

/**
 * Whether neither `Next` nor `End` says how a state goes on, though it takes them: nobody knows what it was to lead to.
 */
export function isDeadEnd(state: State): boolean {
  const { node, type } = state;
  if (node.kind !== "object" || node.open) return false;
  if (type === "Unknown" || type === "Choice" || type === "Succeed" || type === "Fail") return false;
  return node.member("Next") === undefined && node.member("End") === undefined;
}

/** 1 at the place of each state that the start leads to. */
function flagsFrom(graph: Graph): Uint8Array {
  const flags = new Uint8Array(graph.scope.states.size);
  const pending = graph.start === undefined ? [] : [graph.start];
  if (graph.start !== undefined) flags[graph.start.order] = 1;
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    for (const { to } of graph.outgoing(state)) {
      if (flags[to.order] === 1) continue;
      flags[to.order] = 1;
      pending.push(to);
    }
  }
  return flags;
}

/** The states a set of states leads to, themselves included. */
export function reachableFrom(starts: readonly State[], graph: Graph): Set<State> {
  const seen = new Set(starts);
  const pending = [...starts];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    for (const { to } of graph.outgoing(state)) {
      if (seen.has(to)) continue;
      seen.add(to);
      pending.push(to);
    }
  }
  return seen;
}

/** The states from which a way leads to some, themselves included. */
export function leadingTo(states: readonly State[], graph: Graph): Set<State> {
  const seen = new Set(states);
  const pending = [...states];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    for (const { from } of graph.incoming(state)) {
      if (seen.has(from)) continue;
      seen.add(from);
      pending.push(from);
    }
  }
  return seen;
}

/** The state whose `Next` is the only way into a state; `undefined` where others may lead there as well. */
export function onlyBefore(state: State, graph: Graph): State | undefined {
  const edges = graph.incoming(state);
  const [edge] = edges;
  if (edge?.kind !== "next" || edges.length > 1 || edge.from === state) return undefined;
  return graph.open || graph.start === state ? undefined : edge.from;
}

/** The transitions a state writes down, in the order of the text's fields. */
export function transitionsOf(state: State): Transition[] {
  const found: Transition[] = [];
  const add = (kind: Transition["kind"], field: Field<string> | undefined, rule?: ChoiceRule, catcher?: Catcher) => {
    if (field === undefined) return;
    const to = field.value === undefined ? undefined : state.scope.states.get(field.value);
    found.push({ from: state, kind, field, to, rule, catcher });
  };
  // `Next` of a Succeed or Fail is refused and never taken; that of an unknown state may be.
  if (state.type === "Succeed" || state.type === "Fail") return found;
  if (state.type === "Choice") {
    for (const rule of state.rules) add("choice", rule.next, rule);
    add("default", state.default);
    return found;
  }
  add("next", state.next);
  if ("catch" in state) for (const catcher of state.catch) add("catch", catcher.next, undefined, catcher);
  return found;
}

function hidesTransitions(state: State): boolean {
  if (state.type === "Unknown") return true;
  if (state.node.open) return true;
  if (state.type === "Choice") return state.rulesOpen || state.rules.some((rule) => rule.node.open);
  if ("catch" in state) return state.handlersOpen || state.catch.some((catcher) => catcher.node.open);
  return false;
}
