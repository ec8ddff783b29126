import type { MapState, Parallel, Scope, State, Task } from "../asl/model.ts";
import { requestOf } from "../asl/request.ts";
import { apiOf } from "../asl/resource.ts";
import { innerScopes } from "../asl/visit.ts";
import { eventsOf } from "../data/history-events.ts";
import { PriorityQueue } from "../util/priority-queue.ts";
import { buildGraph, type Graph, isTerminal } from "./graph.ts";

/**
 * What passing something once takes. `transitions` and `events` are counts, `seconds` is literal waiting; each is the
 * least that it can be, and `exact` says whether it is also the most (retries and errors apart). `paced` says whether
 * the waiting is all literal: nothing else waits for longer than a service takes to answer.
 */
export interface PassCost {
  readonly transitions: number;
  readonly events: number;
  readonly seconds: number;
  readonly exact: boolean;
  readonly paced: boolean;
}

/** The cost of passing a state once without an error. */
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
      const submits = isSubmitted(state);
      const exact = state.resource.kind !== "unknown";
      const paced = !submits && state.resource.kind !== "activity" && !asksForLong(state);
      return { transitions: 1, events: submits ? eventsOf.submittedTask : eventsOf.task, seconds: 0, exact, paced };
    }
    case "Wait": {
      const seconds = state.seconds?.value;
      const literal = seconds !== undefined;
      return { transitions: 1, events: eventsOf.plain, seconds: seconds ?? 0, exact: literal, paced: literal };
    }
    case "Fail":
      return { transitions: 1, events: eventsOf.fail, seconds: 0, exact: true, paced: true };
    case "Parallel": {
      const branches = innerScopes(state).map(cheapestPass);
      return {
        transitions: 1 + sum(branches.map((branch) => branch.transitions)),
        events: eventsOf.parallel + sum(branches.map((branch) => branch.events)),
        // Branches run beside each other: the slowest decides.
        seconds: Math.max(0, ...branches.map((branch) => branch.seconds)),
        exact: showsBranches(state) && branches.every((branch) => branch.exact),
        paced: showsBranches(state) && branches.every((branch) => branch.paced),
      };
    }
    case "Map":
      if (state.distributed) {
        return { transitions: 1, events: eventsOf.distributedMap, seconds: 0, exact: false, paced: false };
      }
      // How many items there are only the execution knows; without any it is passed at this price.
      return { transitions: 1, events: eventsOf.inlineMap, seconds: 0, exact: false, paced: waitsForNothing(state) };
    case "Unknown":
      return { transitions: 1, events: 1, seconds: 0, exact: false, paced: false };
    default:
      return { transitions: 1, events: eventsOf.plain, seconds: 0, exact: true, paced: true };
  }
}

/** Whether a task waits for a job or a callback, which its history shows as `TaskSubmitted`. */
export function isSubmitted({ resource }: Task): boolean {
  return resource.kind === "integration" && resource.pattern !== "request";
}

/** Whether a call answers late on purpose, because it waits for something to hand over. */
function asksForLong(task: Task): boolean {
  const api = apiOf(task.resource);
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html: up to 60 seconds.
  if (api === "sfn:getActivityTask") return true;
  const payload = requestOf(task);
  return api === "sqs:receiveMessage" && payload?.kind === "object" && payload.member("WaitTimeSeconds") !== undefined;
}

/** Whether the items of a Map wait for nothing, so that going through them takes no time worth counting. */
function waitsForNothing({ processor }: MapState): boolean {
  if (processor === undefined || processor.open) return false;
  const { seconds, paced } = cheapestPass(processor);
  return paced && seconds === 0;
}

/** Whether the text shows every branch. */
export function showsBranches({ node, branches }: Parallel): boolean {
  const list = node.get("Branches");
  return list?.kind === "array" && !list.open && list.items.length === branches.length;
}

/**
 * The cost of the cheapest way through a scope, one without an error if there is any; exact only where it has a single
 * way.
 */
export function cheapestPass(scope: Scope): PassCost {
  const graph = buildGraph(scope);
  const unknown = { exact: false, paced: false };
  if (graph.start === undefined) return { transitions: 0, events: 0, seconds: 0, ...unknown };
  const starts = [graph.start];
  const way =
    shortestWay(graph, starts, (state) => isTerminal(state) && state.type !== "Fail") ??
    shortestWay(graph, starts, isTerminal);
  if (way === undefined) return { transitions: 1, events: 1, seconds: 0, ...unknown };
  const cost = addCosts(way.map(stateCost));
  const forks = way.some((state) => graph.outgoing(state).filter((edge) => edge.kind !== "catch").length > 1);
  if (!forks) return cost;
  const costs = [...scope.states.values()].map(stateCost);
  return { ...cost, exact: false, paced: costs.every(({ paced, seconds }) => paced && seconds === 0) };
}

/** The cost of states passed one after the other. */
export function addCosts(costs: readonly PassCost[]): PassCost {
  return {
    transitions: sum(costs.map((cost) => cost.transitions)),
    events: sum(costs.map((cost) => cost.events)),
    seconds: sum(costs.map((cost) => cost.seconds)),
    exact: costs.every((cost) => cost.exact),
    paced: costs.every((cost) => cost.paced),
  };
}

/**
 * The way with the fewest transitions from any of some states to one that `isGoal` accepts, both included. It takes
 * catchers only if nothing else leads there.
 */
export function shortestWay(
  graph: Graph,
  starts: readonly State[],
  isGoal: (state: State) => boolean,
): readonly State[] | undefined {
  const ways = (catchers: boolean) => leastWay(graph, starts, isGoal, undefined, (cost) => cost.transitions, catchers);
  return ways(false) ?? ways(true);
}

/** What of a cost is to be small; never negative. */
export type Measure = (cost: PassCost) => number;

interface Step {
  readonly state: State;
  readonly before: Step | undefined;
  readonly cost: number;
}

/** The way with the least of what `measure` reads, within some states if they are given: Dijkstra's algorithm. */
export function leastWay(
  graph: Graph,
  starts: readonly State[],
  isGoal: (state: State) => boolean,
  within: ReadonlySet<State> | undefined,
  measure: Measure,
  catchers: boolean,
): readonly State[] | undefined {
  const settled = new Set<State>();
  const waiting = new PriorityQueue<Step>();
  const push = (state: State, before: Step | undefined): void => {
    if (settled.has(state)) return;
    const cost = (before?.cost ?? 0) + Math.max(0, measure(stateCost(state)));
    waiting.push({ state, before, cost }, cost);
  };
  for (const state of starts) push(state, undefined);
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if (settled.has(step.state)) continue;
    settled.add(step.state);
    if (isGoal(step.state)) return wayTo(step);
    for (const edge of graph.outgoing(step.state)) {
      if ((edge.kind !== "catch" || catchers) && within?.has(edge.to) !== false) push(edge.to, step);
    }
  }
  return undefined;
}

function wayTo(last: Step): readonly State[] {
  const way: State[] = [];
  for (let step: Step | undefined = last; step !== undefined; step = step.before) way.push(step.state);
  return way.reverse();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
