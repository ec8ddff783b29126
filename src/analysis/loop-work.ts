import type { State, Task } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import { type PollPair, pollPairsOf } from "../data/poll-pairs.ts";
import type { Cycle } from "./forest.ts";
import { buildGraph, type Graph } from "./graph.ts";
import { ownStates, tasksIn } from "./loop-kind.ts";

/** A task that a loop repeats, with what it asks about where that is known. */
export interface Work {
  readonly task: Task;
  /** "glue:getJobRun"; `undefined` for Lambda ARNs and what only deployment knows. */
  readonly api: string | undefined;
  /** The kinds of work whose state this call asks for; empty for anything else. */
  readonly pairs: readonly PollPair[];
  /** The task outside the loop that starts what is asked about, and the pair that says so. */
  readonly started: { readonly task: Task; readonly pair: PollPair } | undefined;
}

/** The tasks of a loop, each with the task of the same machine that started what it asks about. */
export function workOf(cycle: Cycle, graph: Graph): Work[] {
  return tasksIn(ownStates(cycle)).map((task) => {
    const api = apiOf(task.resource);
    const pairs = api === undefined ? [] : pollPairsOf(api);
    return { task, api, pairs, started: pairs.length === 0 ? undefined : starterOf(pairs, cycle, graph) };
  });
}

/** The nearest start on a way to the loop, in its own scope, else in those around it; never inside the loop. */
function starterOf(pairs: readonly PollPair[], cycle: Cycle, graph: Graph): Work["started"] {
  for (const task of tasksBefore(cycle, graph)) {
    if (task.resource.kind !== "integration" || task.resource.pattern !== "request") continue;
    const api = apiOf(task.resource);
    const pair = pairs.find(({ start }) => start === api);
    if (pair !== undefined) return { task, pair };
  }
  return undefined;
}

function* tasksBefore(cycle: Cycle, graph: Graph): Generator<Task> {
  yield* tasksIn(statesBefore(cycle.entries, cycle.members, graph));
  for (let owner = graph.scope.owner; owner !== undefined; owner = owner.scope.owner) {
    yield* tasksIn(statesBefore([owner], new Set([owner]), buildGraph(owner.scope)));
  }
}

/** The states that lead to some, nearest first, without a set of them. */
function statesBefore(states: readonly State[], without: ReadonlySet<State>, graph: Graph): State[] {
  const seen = new Set(without);
  const found: State[] = [];
  const pending = [...states];
  for (let state = pending.shift(); state !== undefined; state = pending.shift()) {
    for (const { from } of graph.incoming(state)) {
      if (seen.has(from)) continue;
      seen.add(from);
      found.push(from);
      pending.push(from);
    }
  }
  return found;
}
