import type { Retrier, Scope, State, Task, Wait } from "../asl/model.ts";
import { eventsOfAttempt, firstAndLast } from "../data/history-events.ts";
import { maxExpressSeconds, type Rates } from "../data/prices.ts";
import { delayOf, valueOr } from "./attempts.ts";
import { defaultTerms } from "./cost-terms.ts";
import { countedTurns } from "./counted-turns.ts";
import { distributedMapAround, type ExecutionType, executionTypeOf, mayBeExpress } from "./execution-type.ts";
import { type Cycle, findCycles } from "./forest.ts";
import type { Edge, Graph } from "./graph.ts";
import { type ExitTests, exitTests, isOnEveryTurn, type LoopBound } from "./loop-bound.ts";
import { kindOf, type LoopKind, ownStates } from "./loop-kind.ts";
import { type Work, workOf, workOfTask } from "./loop-work.ts";
import { POLLING_ATTEMPTS } from "./may-loop.ts";
import { isSubmitted, stateCost } from "./state-cost.ts";
import { timedTurns } from "./timed-turns.ts";
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
  /** Whether the transitions of the turn are known. */
  readonly exact: boolean;
  /** History events of one turn (Standard). */
  readonly eventsPerTurn: Span;
  /** What waiting in it takes; `undefined` where the waiting time of a turn is not literal. */
  readonly perHour: { readonly transitions: number; readonly dollars: number; readonly exact: boolean } | undefined;
  /** When its turns fill the history (Standard): at the latest after so many, and so many seconds of waiting. */
  readonly exhaustsHistoryAfter: { readonly turns: number; readonly seconds: number | undefined } | undefined;
  readonly work: readonly Work[];
}

const HOUR = 3_600;

/** What the arithmetic of loops needs to know beside the graph. */
interface Terms {
  readonly type: ExecutionType;
  readonly rates: Rates;
}

/**
 * Finds the loops of a scope: outer ones before the loops inside them, then the Retries that poll.
 *
 * @param rates the prices and quotas that their arithmetic counts with.
 */
export function findLoops(graph: Graph, machineType: ExecutionType, rates = defaultTerms.rates): Loop[] {
  const terms = { type: executionTypeOf(graph.scope, machineType), rates };
  const loops: Loop[] = [];
  const add = (cycle: Cycle): Loop => {
    const at = loops.length;
    loops.push(undefined as unknown as Loop); // its place, before those inside it; filled two lines below
    const inner = cycle.inner.map(add);
    const loop = new GraphLoop(cycle, inner, graph, terms);
    loops[at] = loop;
    return loop;
  };
  for (const cycle of findCycles(graph)) add(cycle);
  for (const state of graph.scope.states.values()) {
    const loop = state.type === "Task" ? retryLoop(state, graph, terms) : undefined;
    if (loop !== undefined) loops.push(loop);
  }
  return loops;
}

/** A loop of the graph. What is dear to find out is found out when it is asked for: most loops are never reported. */
class GraphLoop implements Loop {
  readonly retrier = undefined;
  private readonly found: Partial<{
    tests: ExitTests;
    kind: LoopKind;
    bound: LoopBound;
    turn: Turn;
    spans: ReturnType<typeof turnSpans>;
    figures: ReturnType<typeof arithmetic>;
    work: readonly Work[];
  }> = {};

  constructor(
    private readonly cycle: Cycle,
    readonly inner: readonly Loop[],
    private readonly graph: Graph,
    private readonly terms: Terms,
  ) {}

  get scope(): Scope {
    return this.graph.scope;
  }
  get header(): State {
    return this.cycle.header;
  }
  get states(): readonly State[] {
    return this.cycle.states;
  }
  get entries(): readonly State[] {
    return this.cycle.entries;
  }
  get exits(): readonly Edge[] {
    const { states, members } = this.cycle;
    return states.flatMap((state) => this.graph.outgoing(state).filter(({ to }) => !members.has(to)));
  }
  get waits(): readonly Wait[] {
    return ownStates(this.cycle).filter((state) => state.type === "Wait");
  }
  get kind(): LoopKind {
    this.found.kind ??= kindOf(this.cycle, this.graph, this.tests);
    return this.found.kind;
  }
  get bound(): LoopBound {
    this.found.bound ??= boundOf(this.cycle, this.kind, this.tests, this.graph, this.terms.type);
    return this.found.bound;
  }
  get turn(): Turn {
    this.found.turn ??= turnThrough(this.waits[0] ?? this.header, this.cycle, this.graph) ?? {
      states: this.states,
      cost: stateCost(this.header),
    };
    return this.found.turn;
  }
  get secondsPerTurn(): Span {
    return this.spans.seconds;
  }
  get transitionsPerTurn(): Span {
    return this.spans.transitions;
  }
  get eventsPerTurn(): Span {
    return this.spans.events;
  }
  get exact(): boolean {
    return hasExactTransitions(this.turn);
  }
  get perHour(): Loop["perHour"] {
    return this.figures.perHour;
  }
  get exhaustsHistoryAfter(): Loop["exhaustsHistoryAfter"] {
    return this.figures.exhaustsHistoryAfter;
  }
  get work(): readonly Work[] {
    this.found.work ??= workOf(this.cycle, this.graph);
    return this.found.work;
  }

  private get tests(): ExitTests {
    this.found.tests ??= exitTests(this.cycle, this.graph);
    return this.found.tests;
  }
  private get spans(): ReturnType<typeof turnSpans> {
    this.found.spans ??= turnSpans(this.cycle, this.graph);
    return this.found.spans;
  }
  private get figures(): ReturnType<typeof arithmetic> {
    this.found.figures ??= arithmetic(this.turn, this.terms);
    return this.found.figures;
  }
}

function boundOf(
  cycle: Cycle,
  kind: LoopKind,
  { counters, deadlines, unread }: ExitTests,
  graph: Graph,
  type: ExecutionType,
): LoopBound {
  if (hidesWays(cycle)) return { kind: "unknown" };
  const turns = countedTurns(cycle, graph);
  if (turns !== undefined) return { kind: "counter", turns };
  if (counters.length > 0 && isOnEveryTurn(counters, cycle, graph)) return { kind: "counter" };
  if (deadlines.length > 0 && isOnEveryTurn(deadlines, cycle, graph)) return { kind: "deadline" };
  if (kind === "page" || kind === "iterate") return { kind: "data" };
  if (type === "EXPRESS") return timeBound("express", maxExpressSeconds, cycle, graph);
  const timeout = graph.scope.machine.timeoutSeconds;
  if (timeout !== undefined) {
    // What a distributed Map starts are executions of their own: nobody has shown that they end with the machine's time.
    if (distributedMapAround(graph.scope) !== undefined) return { kind: "machine-timeout" };
    return timeBound("machine-timeout", timeout.value, cycle, graph);
  }
  const hidden = unread || graph.scope.machine.node.open || mayBeExpress(graph.scope, type);
  return hidden ? { kind: "unknown" } : { kind: "none" };
}

function timeBound(
  kind: "express" | "machine-timeout",
  seconds: number | undefined,
  cycle: Cycle,
  graph: Graph,
): LoopBound {
  if (seconds === undefined) return { kind };
  const turns = timedTurns(cycle, graph, seconds);
  return { kind, seconds, ...(turns !== undefined && { turns }) };
}

/** Whether a state of the loop may lead elsewhere than the text shows. */
function hidesWays(cycle: Cycle): boolean {
  return cycle.states.some((state) => {
    if (state.type === "Unknown" || state.node.open) return true;
    if (state.type === "Choice") {
      return (
        state.rulesOpen ||
        state.default?.node.kind === "dynamic" ||
        state.rules.some(({ next }) => next?.node.kind === "dynamic")
      );
    }
    return state.next?.node.kind === "dynamic";
  });
}

function arithmetic(turn: Turn, { type, rates }: Terms): Pick<Loop, "perHour" | "exhaustsHistoryAfter"> {
  const { transitions, events, seconds, paced } = turn.cost;
  // The first and the last event of an execution are no part of any turn.
  const turns = Math.floor((rates.historyEvents - firstAndLast) / events);
  const hourly = (HOUR / seconds) * transitions;
  return {
    perHour:
      seconds > 0 && paced
        ? { transitions: hourly, dollars: hourly * rates.perTransition, exact: hasExactTransitions(turn) }
        : undefined,
    exhaustsHistoryAfter:
      type === "EXPRESS" ? undefined : { turns, seconds: seconds > 0 && paced ? turns * seconds : undefined },
  };
}

/** What a Task calls and how long a Wait takes adds no transitions. */
function hasExactTransitions({ states }: Turn): boolean {
  return states.every((state) => state.type === "Task" || state.type === "Wait" || stateCost(state).exact);
}

/** A Task that polls through its `Retry`: many attempts at a fixed pace. */
function retryLoop(task: Task, graph: Graph, terms: Terms): Loop | undefined {
  for (const retrier of task.retry) {
    const pace = paceOf(retrier);
    if (pace !== undefined) return describeRetry(task, retrier, pace, graph, terms);
  }
  return undefined;
}

/** How a retrier repeats: at most so often, so many seconds in all, most of the time every `interval` seconds. */
interface Pace {
  readonly attempts: number;
  readonly seconds: number;
  readonly interval: number;
}

function describeRetry(task: Task, retrier: Retrier, pace: Pace, graph: Graph, terms: Terms): Loop {
  const events = isSubmitted(task) ? eventsOfAttempt.submittedTask : eventsOfAttempt.task;
  const { paced } = stateCost(task);
  const turn = { states: [task], cost: { transitions: 1, events, seconds: pace.interval, exact: true, paced } };
  const once = (value: number): Span => ({ least: value, greatest: value });
  return {
    scope: graph.scope,
    header: task,
    states: [task],
    entries: [task],
    exits: graph.outgoing(task),
    inner: [],
    kind: "poll",
    bound: { kind: "counter", turns: pace.attempts, seconds: pace.seconds },
    retrier,
    waits: [],
    turn,
    secondsPerTurn: once(pace.interval),
    transitionsPerTurn: once(1),
    exact: true,
    eventsPerTurn: once(events),
    ...arithmetic(turn, terms),
    work: [workOfTask(task)],
  };
}

/** The pace of a retrier that polls: with `BackoffRate` 1, or because `MaxDelaySeconds` soon caps its growth. */
function paceOf(retrier: Retrier): Pace | undefined {
  const attempts = retrier.maxAttempts?.value;
  const first = valueOr(retrier.intervalSeconds, 1);
  const rate = valueOr(retrier.backoffRate, 2);
  const cap = valueOr(retrier.maxDelaySeconds, Number.POSITIVE_INFINITY);
  if (attempts === undefined || attempts < POLLING_ATTEMPTS || retrier.node.open || isTransient(retrier))
    return undefined;
  if (first === undefined || rate === undefined || cap === undefined) return undefined;
  if (rate <= 1 || first >= cap) {
    const interval = Math.min(first, cap);
    return { attempts, interval, seconds: delayOf(retrier) };
  }
  // What still grows when most attempts are over is a backoff, as it is meant.
  const growing = first === 0 ? Number.POSITIVE_INFINITY : Math.ceil(Math.log(cap / first) / Math.log(rate));
  if (growing > attempts / 2) return undefined;
  return { attempts, interval: cap, seconds: Math.round(delayOf(retrier)) };
}

/** Whether it only covers throttling and failures of the platform: patience there is no poll. */
function isTransient(retrier: Retrier): boolean {
  const names = retrier.errors?.value;
  if (names === undefined) return true;
  return names.every((name) =>
    /^Lambda\.|^States\.(?:Timeout|Http\.)|Throttl|TooManyRequests|ServiceUnavailable|SdkClient|LimitExceeded/i.test(
      name,
    ),
  );
}
