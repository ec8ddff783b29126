import type { Scope, State, Task } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import { type PollPair, pollPairsOf } from "../data/poll-pairs.ts";
import { statesWithin } from "../asl/visit.ts";
import type { Cycle } from "./forest.ts";
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
export function workOf(cycle: Cycle, scope: Scope): Work[] {
  return tasksIn(ownStates(cycle)).map((task) => {
    const api = apiOf(task.resource);
    const pairs = api === undefined ? [] : pollPairsOf(api);
    return { task, api, pairs, started: pairs.length === 0 ? undefined : starterOf(pairs, cycle, scope) };
  });
}

/** Looks for the start in the loop's own scope first, then in those around it; never inside the loop. */
function starterOf(pairs: readonly PollPair[], cycle: Cycle, scope: Scope): Work["started"] {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.owner?.scope) {
    for (const task of tasksBefore(at, cycle.members)) {
      if (task.resource.kind !== "integration" || task.resource.pattern !== "request") continue;
      const api = apiOf(task.resource);
      const pair = pairs.find(({ start }) => start === api);
      if (pair !== undefined) return { task, pair };
    }
  }
  return undefined;
}

function tasksBefore(scope: Scope, members: ReadonlySet<State>): Task[] {
  const inLoop = new Set([...members].flatMap((state) => tasksIn([state])));
  return [...statesWithin(scope)].filter((state) => state.type === "Task").filter((task) => !inLoop.has(task));
}
