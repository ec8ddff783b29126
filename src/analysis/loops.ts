import type { Retrier, Scope, State, Task, Wait } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import { maxHistoryEvents, transitionPrice } from "../data/prices.ts";
import { pollPairsOf } from "../data/poll-pairs.ts";
import { type Cycle, findCycles, isAcyclic } from "./forest.ts";
import type { Edge, Graph } from "./graph.ts";
import { counterTurns, exitTests, isOnEveryTurn, type LoopBound } from "./loop-bound.ts";
import { kindOf, type LoopKind, ownStates } from "./loop-kind.ts";
import { type Work, workOf } from "./loop-work.ts";
import { isDistributed, stateCost } from "./state-cost.ts";
import { type Span, type Turn, turnSpans, turnThrough } from "./turns.ts";

export type { LoopBound } from "./loop-bound.ts";
export type { LoopKind } from "./loop-kind.ts";
export type { Work } from "./loop-work.ts";
export type { Span, Turn } from "./turns.ts";

/** A part of a scope that may run several times. */
export interface Loop {
  readonly scope: Scope;
  readonly header: State;
  /** All its states, those of loops inside it included, the header first, then in the order of the flow. */
  readonly states: readonly State[];
  /** Several make it irreducible. */
  readonly entries: readonly State[];
  /** The transitions that leave it. */
  readonly exits: readonly Edge[];
  /** The loops directly inside it. */
  readonly inner: readonly Loop[];
  readonly kind: LoopKind;
  readonly bound: LoopBound;
  /** The retrier whose attempts are the turns, for a Task that polls through `Retry`. */
  readonly retrier: Retrier | undefined;
  /** The Waits of its own level. */
  readonly waits: readonly Wait[];
  /** The way round that is taken while it waits: through its first Wait, without catchers if there is such a way. */
  readonly turn: Turn;
  /** Literal waiting of one turn. */
  readonly secondsPerTurn: Span;
  readonly transitionsPerTurn: Span;
  /** History events of one turn (Standard). */
  readonly eventsPerTurn: Span;
  /** What waiting in it takes; `undefined` where the waiting time of a turn is not literal. */
  readonly perHour: { readonly transitions: number; readonly dollars: number; readonly exact: boolean } | undefined;
  /** When its turns fill the history (Standard): at the latest after so many, and so many seconds of waiting. */
  readonly exhaustsHistoryAfter: { readonly turns: number; readonly seconds: number | undefined } | undefined;
  readonly work: readonly Work[];
}

/** The type of execution that states of a scope run in, as far as the definition and its host tell. */
export type ExecutionType = "STANDARD" | "EXPRESS" | undefined;

// A Retry that repeats this often at a fixed pace waits for something; transient errors are over sooner.
const POLLING_ATTEMPTS = 24;
const HOUR = 3_600;

/** Finds the loops of a scope: outer ones before the loops inside them, then the Retries that poll. */
export function findLoops(graph: Graph, machineType: ExecutionType): Loop[] {
  const type = executionTypeOf(graph.scope, machineType);
  const loops: Loop[] = [];
  const add = (cycle: Cycle): Loop => {
    const at = loops.length;
    loops.push(undefined as unknown as Loop); // its place, before those inside it; filled two lines below
    const inner = cycle.inner.map(add);
    const loop = describe(cycle, inner, graph, type);
    loops[at] = loop;
    return loop;
  };
  for (const cycle of findCycles(graph)) add(cycle);
  for (const state of graph.scope.states.values()) {
    const loop = state.type === "Task" ? retryLoop(state, graph, type) : undefined;
    if (loop !== undefined) loops.push(loop);
  }
  return loops;
}

/** EXPRESS inside the item processor of a distributed Map that says so, else the machine's type. */
export function executionTypeOf(scope: Scope, machineType: ExecutionType): ExecutionType {
  for (let owner = scope.owner; owner !== undefined; owner = owner.scope.owner) {
    if (owner.type !== "Map" || !isDistributed(owner)) continue;
    const type = owner.executionType?.value;
    return type === "EXPRESS" || type === "STANDARD" ? type : undefined;
  }
  return machineType;
}

function describe(cycle: Cycle, inner: readonly Loop[], graph: Graph, type: ExecutionType): Loop {
  const exits = exitTests(cycle, graph);
  const kind = kindOf(cycle, graph, exits);
  const waits = ownStates(cycle).filter((state) => state.type === "Wait");
  const turn = turnThrough(waits[0] ?? cycle.header, cycle, graph) ?? {
    states: cycle.states,
    cost: stateCost(cycle.header),
  };
  const spans = turnSpans(cycle, graph);
  return {
    scope: graph.scope,
    header: cycle.header,
    states: cycle.states,
    entries: cycle.entries,
    exits: cycle.states.flatMap((state) => graph.outgoing(state).filter(({ to }) => !cycle.members.has(to))),
    inner,
    kind,
    bound: boundOf(cycle, kind, graph, type),
    retrier: undefined,
    waits,
    turn,
    secondsPerTurn: spans.seconds,
    transitionsPerTurn: spans.transitions,
    eventsPerTurn: spans.events,
    ...arithmetic(turn, type),
    work: workOf(cycle, graph.scope),
  };
}

function boundOf(cycle: Cycle, kind: LoopKind, graph: Graph, type: ExecutionType): LoopBound {
  if (hidesWays(cycle)) return { kind: "unknown" };
  const { counters, deadlines } = exitTests(cycle, graph);
  if (counters.length > 0 && isOnEveryTurn(counters, cycle, graph, isAcyclic)) {
    const turns = counters.map((test) => counterTurns(test, cycle, graph)).find((found) => found !== undefined);
    return { kind: "counter", ...(turns !== undefined && { turns }) };
  }
  if (deadlines.length > 0 && isOnEveryTurn(deadlines, cycle, graph, isAcyclic)) return { kind: "deadline" };
  if (kind === "page" || kind === "iterate") return { kind: "data" };
  if (type === "EXPRESS") return { kind: "express", seconds: 300 };
  const timeout = graph.scope.machine.timeoutSeconds;
  if (timeout !== undefined) {
    return { kind: "machine-timeout", ...(timeout.value !== undefined && { seconds: timeout.value }) };
  }
  return graph.scope.machine.node.open ? { kind: "unknown" } : { kind: "none" };
}

/** Whether a state of the loop may lead elsewhere than the text shows. */
function hidesWays(cycle: Cycle): boolean {
  return cycle.states.some((state) => {
    if (state.type === "Unknown" || state.node.open) return true;
    if (state.type === "Choice") {
      return state.rulesOpen || state.default?.node.kind === "dynamic" || state.rules.some(({ next }) => next?.node.kind === "dynamic");
    }
    return state.next?.node.kind === "dynamic";
  });
}

function arithmetic(turn: Turn, type: ExecutionType): Pick<Loop, "perHour" | "exhaustsHistoryAfter"> {
  const { transitions, events, seconds, exact } = turn.cost;
  const literal = turn.states.every((state) => state.type !== "Wait" || state.seconds?.value !== undefined);
  // The first and the last event of an execution are no part of any turn.
  const turns = Math.floor((maxHistoryEvents - 2) / events);
  const price = transitionPrice() ?? 0;
  const hourly = (HOUR / seconds) * transitions;
  return {
    perHour: seconds > 0 && literal ? { transitions: hourly, dollars: hourly * price, exact } : undefined,
    exhaustsHistoryAfter:
      type === "EXPRESS" ? undefined : { turns, seconds: seconds > 0 && literal ? turns * seconds : undefined },
  };
}

/** A Task that polls through its `Retry`: many attempts at a fixed pace. */
function retryLoop(task: Task, graph: Graph, type: ExecutionType): Loop | undefined {
  const retrier = task.retry.find(isPollingRetrier);
  if (retrier === undefined) return undefined;
  const seconds = retrier.intervalSeconds?.value ?? 1;
  const turns = retrier.maxAttempts?.value ?? 3;
  const submitted = task.resource.kind === "integration" && task.resource.pattern !== "request";
  const events = submitted ? 4 : 3;
  const cost = { transitions: 1, events, seconds, exact: true };
  const turn = { states: [task], cost };
  const once = (value: number): Span => ({ least: value, greatest: value });
  const api = apiOf(task.resource);
  const pairs = api === undefined ? [] : pollPairsOf(api);
  return {
    scope: graph.scope,
    header: task,
    states: [task],
    entries: [task],
    exits: graph.outgoing(task),
    inner: [],
    kind: "poll",
    bound: { kind: "counter", turns, seconds: turns * seconds },
    retrier,
    waits: [],
    turn,
    secondsPerTurn: once(seconds),
    transitionsPerTurn: once(1),
    eventsPerTurn: once(events),
    ...arithmetic(turn, type),
    work: [{ task, api, pairs, started: undefined }],
  };
}

function isPollingRetrier(retrier: Retrier): boolean {
  const attempts = retrier.maxAttempts?.value;
  if (attempts === undefined || attempts < POLLING_ATTEMPTS || isTransient(retrier)) return false;
  const interval = retrier.intervalSeconds?.value ?? 1;
  const capped = retrier.maxDelaySeconds?.value !== undefined && retrier.maxDelaySeconds.value <= interval;
  return retrier.backoffRate?.value === 1 || capped;
}

/** Whether it only covers throttling and failures of the platform: patience there is no poll. */
function isTransient(retrier: Retrier): boolean {
  const names = retrier.errors?.value;
  if (names === undefined) return true;
  return names.every((name) => /^Lambda\.|^States\.(?:Timeout|Http\.)|Throttl|TooManyRequests|ServiceUnavailable|SdkClient|LimitExceeded/i.test(name));
}
