import type { Scope, State, StateMachine } from "../asl/model.ts";
import { innerScopes } from "../asl/visit.ts";
import type { Range } from "../document/nodes.ts";
import { attemptsOf } from "./attempts.ts";
import type { MachineCost } from "./cost.ts";
import { type Graph, isDeadEnd } from "./graph.ts";
import { showsBranches } from "./state-cost.ts";

/** Why nobody can tell from a definition what an execution takes. */
export interface Unpriced {
  readonly reason: /** It has no states, or does not say where it starts. */
    | "start"
    /** States, transitions, branches or handlers come with the deployment. */
    | "open"
    /** A transition leads to no state of its scope. */
    | "dangling"
    /** A state goes nowhere and does not end. */
    | "deadEnd"
    /** A state's type is missing or none that there is. */
    | "type"
    /** A Map without its processor, a Parallel without branches. */
    | "inner"
    /** Whether the items of a Map run as executions of their own comes with the deployment. */
    | "mode"
    /** How often a state is retried comes with the deployment. */
    | "attempts";
  /** The state that it is about; `undefined` for a scope without a start at the top. */
  readonly state: State | undefined;
  /** The name that a transition gives, for `dangling`. */
  readonly target?: string;
  readonly at: Range;
}

/** Whether it is known what an execution takes. */
export function isPriced(cost: MachineCost | Unpriced): cost is MachineCost {
  return "transitions" in cost;
}

/** The first reason why a machine cannot be priced, in the order of its scopes; only states that are reached count. */
export function unpricedReason(machine: StateMachine, graphOf: (scope: Scope) => Graph): Unpriced | undefined {
  const scopes: Scope[] = [machine];
  for (const scope of scopes) {
    const graph = graphOf(scope);
    if (scope.open) return { reason: "open", state: scope.owner, at: scope.range };
    if (graph.start === undefined) return { reason: "start", state: scope.owner, at: scope.range };
    for (const state of scope.states.values()) {
      if (!graph.isReachable(state)) continue;
      const unpriced = reasonAt(state, graph);
      if (unpriced !== undefined) return unpriced;
      scopes.push(...innerScopes(state));
    }
  }
  return undefined;
}

function reasonAt(state: State, graph: Graph): Unpriced | undefined {
  const at = state.nameRange;
  if (state.type === "Unknown") {
    const isOpen =
      state.node.kind === "dynamic" || (state.node.kind === "object" && state.node.get("Type")?.kind === "dynamic");
    return { reason: isOpen ? "open" : "type", state, at };
  }
  if (state.node.open || hidesWays(state)) return { reason: "open", state, at };
  const missing = graph.dangling.find(({ from }) => from === state);
  if (missing !== undefined) {
    return { reason: "dangling", state, target: missing.field.value ?? "", at: missing.field.range };
  }
  if (isDeadEnd(state)) return { reason: "deadEnd", state, at };
  if (state.type === "Map" && state.processor === undefined) return { reason: "inner", state, at };
  if (state.type === "Parallel" && (state.branches.length === 0 || !showsBranches(state))) {
    return { reason: "inner", state, at };
  }
  if (state.type === "Map" && state.distributed === undefined) return { reason: "mode", state, at };
  const retries = state.type === "Task" || state.type === "Parallel" || state.type === "Map";
  return retries && attemptsOf(state) === undefined ? { reason: "attempts", state, at } : undefined;
}

/** Whether a transition is there whose target only deployment knows, or is no name at all. */
function hidesWays(state: Exclude<State, { type: "Unknown" }>): boolean {
  if (state.type === "Choice") {
    const nexts = [...state.rules.map(({ next }) => next), state.default];
    return state.rulesOpen || nexts.some((next) => next !== undefined && next.value === undefined);
  }
  if (state.type === "Succeed" || state.type === "Fail") return false;
  const nexts = [state.next, ...("catch" in state ? state.catch.map(({ next }) => next) : [])];
  if (nexts.some((next) => next !== undefined && next.value === undefined)) return true;
  return "handlersOpen" in state && state.handlersOpen;
}
