import { jsonataSource } from "../asl/jsonata.ts";
import type { Scope, State, Task } from "../asl/model.ts";
import { requestOf } from "../asl/request.ts";
import { apiOf } from "../asl/resource.ts";
import { type PollPair, pollPairsOf } from "../data/poll-pairs.ts";
import { stringOf, type ValueNode } from "../document/nodes.ts";
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
    const work = workOfTask(task);
    return work.pairs.length === 0 ? work : { ...work, started: starterOf(work, cycle, graph) };
  });
}

/** A task and what it asks about, whoever started it. */
export function workOfTask(task: Task): Work {
  const api = apiOf(task.resource);
  return { task, api, pairs: api === undefined ? [] : pollPairsOf(api), started: undefined };
}

/** The nearest start on a way to the loop, in its own scope, else in those around it; never inside the loop. */
function starterOf({ task: poll, pairs }: Work, cycle: Cycle, graph: Graph): Work["started"] {
  const starts = new Map(pairs.map((pair) => [pair.start, pair]));
  const startedBy = (states: Iterable<State>): Work["started"] => {
    for (const task of tasksAmong(states)) {
      const pair = isRequest(task) ? starts.get(apiOf(task.resource) ?? "") : undefined;
      if (pair !== undefined && !nameDifferentThings(task, poll)) return { task, pair };
    }
    return undefined;
  };
  const started = hasAny(graph.scope, starts)
    ? startedBy(statesBefore(cycle.entries, cycle.members, graph))
    : undefined;
  if (started !== undefined) return started;
  for (let owner = graph.scope.owner; owner !== undefined; owner = owner.scope.owner) {
    if (!hasAny(owner.scope, starts)) continue;
    const outer = startedBy(statesBefore([owner], new Set([owner]), buildGraph(owner.scope)));
    if (outer !== undefined) return outer;
  }
  return undefined;
}

/** Whether two calls say by a field of both, such as `JobName`, that they are about different things. */
function nameDifferentThings(one: Task, other: Task): boolean {
  const [given, asked] = [one, other].map(requestOf);
  if (given?.kind !== "object" || asked?.kind !== "object") return false;
  return given.members.some(({ key, value }) => {
    const [name, same] = [nameIn(value), nameIn(asked.get(key))];
    return NAMES.test(key) && name !== undefined && same !== undefined && name !== same;
  });
}

const NAMES = /(?:Name|Id|Arn|Identifier)$/;

function nameIn(node: ValueNode | undefined): string | undefined {
  const text = stringOf(node);
  return text === undefined || jsonataSource(text) !== undefined ? undefined : text;
}

function isRequest({ resource }: Task): boolean {
  return resource.kind === "integration" && resource.pattern === "request";
}

/** Whether a scope calls any of these at all: most polls ask about something that was started elsewhere. */
function hasAny(scope: Scope, starts: ReadonlyMap<string, PollPair>): boolean {
  let calls = known.get(scope);
  if (calls === undefined) {
    calls = new Set([...tasksAmong(scope.states.values())].filter(isRequest).map((task) => apiOf(task.resource)));
    known.set(scope, calls);
  }
  for (const start of starts.keys()) if (calls.has(start)) return true;
  return false;
}

// A machine may have thousands of polls, and each asks the same of its scope.
const known = new WeakMap<Scope, Set<string | undefined>>();

function* tasksAmong(states: Iterable<State>): Generator<Task> {
  for (const state of states) yield* tasksIn([state]);
}

/** The states that lead to some, nearest first, without a set of them. */
function* statesBefore(states: readonly State[], without: ReadonlySet<State>, graph: Graph): Generator<State> {
  const seen = new Set(without);
  const pending = [...states];
  for (const state of pending) {
    for (const { from } of graph.incoming(state)) {
      if (seen.has(from)) continue;
      seen.add(from);
      yield from;
      pending.push(from);
    }
  }
}
