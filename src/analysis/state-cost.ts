import type { Scope, State } from "../asl/model.ts";
import { innerScopes } from "../asl/visit.ts";
import { buildGraph, type Graph, isTerminal } from "./graph.ts";

/**
 * What passing something once takes. `transitions` and `events` are counts, `seconds` is literal waiting; each is the
 * least that it can be, and `exact` says whether it is also the most (retries and errors apart).
 */
export interface PassCost {
  readonly transitions: number;
  readonly events: number;
  readonly seconds: number;
  readonly exact: boolean;
}

/** Whether a Map runs its items as executions of their own. */
export function isDistributed(state: State): boolean {
  return state.type === "Map" && state.mode?.value === "DISTRIBUTED";
}

/**
 * The cost of passing a state once without an error. Event counts: histories recorded on AWS, where a task that waits
 * for a job or a callback has one event more (`TaskSubmitted`).
 */
export function stateCost(state: State): PassCost {
  let cost = known.get(state);
  if (cost === undefined) {
    cost = computeCost(state);
    known.set(state, cost);
  }
  return cost;
}

// A Parallel in a Parallel would otherwise be counted again for every way that passes it.
const known = new WeakMap<State, PassCost>();

function computeCost(state: State): PassCost {
  switch (state.type) {
    case "Task": {
      const submitted = state.resource.kind === "integration" && state.resource.pattern !== "request";
      return { transitions: 1, events: submitted ? 6 : 5, seconds: 0, exact: state.resource.kind !== "unknown" };
    }
    case "Wait":
      return { transitions: 1, events: 2, seconds: state.seconds?.value ?? 0, exact: state.seconds?.value !== undefined };
    case "Fail":
      return { transitions: 1, events: 1, seconds: 0, exact: true };
    case "Parallel": {
      const branches = innerScopes(state).map(cheapestPass);
      return {
        transitions: 1 + sum(branches.map((branch) => branch.transitions)),
        events: 4 + sum(branches.map((branch) => branch.events)),
        // Branches run beside each other: the slowest decides.
        seconds: Math.max(0, ...branches.map((branch) => branch.seconds)),
        exact: branches.every((branch) => branch.exact),
      };
    }
    case "Map":
      if (isDistributed(state)) return { transitions: 1, events: 6, seconds: 0, exact: false };
      // How many items there are only the execution knows; without any it is passed at this price.
      return { transitions: 1, events: 4, seconds: 0, exact: false };
    case "Unknown":
      return { transitions: 1, events: 1, seconds: 0, exact: false };
    default:
      return { transitions: 1, events: 2, seconds: 0, exact: true };
  }
}

/** The cost of the cheapest way through a scope; exact only where it has a single way. */
export function cheapestPass(scope: Scope): PassCost {
  const graph = buildGraph(scope);
  if (graph.start === undefined) return { transitions: 0, events: 0, seconds: 0, exact: false };
  const way = cheapestWay(graph, graph.start, isTerminal);
  if (way === undefined) return { transitions: 1, events: 1, seconds: 0, exact: false };
  const branches = way.some((state) => graph.outgoing(state).filter((edge) => edge.kind !== "catch").length > 1);
  return { ...addCosts(way.map(stateCost)), ...(branches && { exact: false }) };
}

/** The cost of states passed one after the other. */
export function addCosts(costs: readonly PassCost[]): PassCost {
  return {
    transitions: sum(costs.map((cost) => cost.transitions)),
    events: sum(costs.map((cost) => cost.events)),
    seconds: sum(costs.map((cost) => cost.seconds)),
    exact: costs.every((cost) => cost.exact),
  };
}

/**
 * The way with the fewest transitions from a state to one that `isGoal` accepts, both included. It takes catchers only
 * if nothing else leads there.
 */
export function cheapestWay(
  graph: Graph,
  from: State,
  isGoal: (state: State) => boolean,
  within?: ReadonlySet<State>,
): readonly State[] | undefined {
  return search(graph, from, isGoal, within, false) ?? search(graph, from, isGoal, within, true);
}

function search(
  graph: Graph,
  from: State,
  isGoal: (state: State) => boolean,
  within: ReadonlySet<State> | undefined,
  catchers: boolean,
): readonly State[] | undefined {
  interface Step {
    readonly state: State;
    readonly before: Step | undefined;
    readonly cost: number;
  }
  const settled = new Set<State>();
  // Costs are small whole numbers, so that a list of waiting steps for each cost is a priority queue.
  const queue: Step[][] = [];
  const push = (state: State, before: Step | undefined): void => {
    const cost = (before?.cost ?? 0) + stateCost(state).transitions;
    queue[cost] ??= [];
    queue[cost].push({ state, before, cost });
  };
  push(from, undefined);
  for (let cost = 0; cost < queue.length; cost++) {
    for (const step of queue[cost] ?? []) {
      if (settled.has(step.state)) continue;
      settled.add(step.state);
      if (isGoal(step.state)) {
        const way: State[] = [];
        for (let at: Step | undefined = step; at !== undefined; at = at.before) way.push(at.state);
        return way.reverse();
      }
      for (const edge of graph.outgoing(step.state)) {
        if ((edge.kind !== "catch" || catchers) && within?.has(edge.to) !== false) push(edge.to, step);
      }
    }
  }
  return undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
