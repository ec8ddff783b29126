import type { State, StateMachine } from "../asl/model.ts";
import { statesWithin } from "../asl/visit.ts";
import { type HistoryEvent, readEvents } from "./history-events.ts";
import { type HistoryProblem, ownersOf } from "./history-problems.ts";
import { HistoryTracker } from "./history-tracker.ts";
import { type HistorySymbol, retriesOf, type ValueSpan, valuesOf } from "./history-values.ts";
import type { ScopeRun } from "./history-visits.ts";

export type { HistoryProblem } from "./history-problems.ts";
export type { HistorySymbol, ValueSpan } from "./history-values.ts";

export type Outcome = "succeeded" | "failed" | "timedOut" | "aborted" | "running";

/** What an execution took, children of distributed Maps apart. */
export interface ExecutionHistory {
  readonly outcome: Outcome;
  /** How often it was redriven; what ran then is counted with the rest. */
  readonly redrives: number;
  /** States entered and retried attempts: what AWS bills. */
  readonly transitions: number;
  /** History events, the first and the last one included. */
  readonly events: number;
  /** From the first event to the last one; `undefined` where a timestamp cannot be read. */
  readonly seconds: number | undefined;
  /** In all Waits together, those side by side too; `undefined` where a timestamp cannot be read. */
  readonly waitedSeconds: number | undefined;
  /** Every state of the machine, in the order of the text. */
  readonly states: readonly StateUse[];
  /** By the id of a symbol; none for one inside child executions of a distributed Map. */
  readonly values: ReadonlyMap<string, ValueSpan>;
}

/** What one state of the machine took, over all times it was entered, without the states inside it. */
export interface StateUse {
  readonly state: State;
  /** The names of the Parallels and Maps around it, the outermost one first, then its own. */
  readonly path: readonly string[];
  readonly entered: number;
  /** Attempts that repeat a failed one. */
  readonly retried: number;
  readonly transitions: number;
  readonly events: number;
  /** Those inside it and the delays of its retries included; `undefined` where a timestamp cannot be read. */
  readonly seconds: number | undefined;
}

/**
 * Reads the history of an execution of a machine; says what is wrong if it is not a whole one.
 *
 * @param value parsed JSON, as `aws stepfunctions get-execution-history` prints it, in either order.
 * @param symbols whose values are asked for.
 */
export function readHistory(
  value: unknown,
  machine: StateMachine,
  symbols: readonly HistorySymbol[] = [],
): ExecutionHistory | HistoryProblem {
  const events = readEvents(value);
  if ("problem" in events) return events;
  const tracker = new HistoryTracker(machine);
  for (const event of events) {
    const problem = tracker.follow(event);
    if (problem !== undefined) return problem;
  }
  const runs = tracker.finish();
  const isTimed = events.every(({ time }) => time !== undefined);
  const states = usesOf(machine, runs, isTimed);
  const waits = states.filter(({ state }) => state.type === "Wait").map(({ seconds }) => seconds ?? 0);
  return {
    outcome: outcomeOf(events),
    redrives: events.filter(({ type }) => type === "ExecutionRedriven").length,
    transitions: states.reduce((total, { transitions }) => total + transitions, 0),
    // Recorders may lose events, but never number them anew.
    events: events.at(-1)?.id ?? 0,
    seconds: isTimed ? Math.max(0, timeOf(events.at(-1)) - timeOf(events[0])) : undefined,
    waitedSeconds: isTimed ? waits.reduce((total, seconds) => total + seconds, 0) : undefined,
    states,
    values: valuesOf(symbols, runs),
  };
}

function timeOf(event: HistoryEvent | undefined): number {
  return event?.time ?? 0;
}

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ["ExecutionSucceeded", "succeeded"],
  ["ExecutionFailed", "failed"],
  ["ExecutionTimedOut", "timedOut"],
  ["ExecutionAborted", "aborted"],
  ["ExecutionRedriven", "running"],
]);

function outcomeOf(events: readonly HistoryEvent[]): Outcome {
  const last = events.findLast(({ type }) => OUTCOMES.has(type));
  return OUTCOMES.get(last?.type ?? "") ?? "running";
}

function usesOf(machine: StateMachine, runs: readonly ScopeRun[], isTimed: boolean): StateUse[] {
  const totals = new Map<State, { entered: number; retried: number; events: number; seconds: number }>();
  for (const visit of runs.flatMap(({ visits }) => visits)) {
    const total = totals.get(visit.state) ?? { entered: 0, retried: 0, events: 0, seconds: 0 };
    total.entered++;
    total.retried += retriesOf(visit);
    total.events += visit.events;
    total.seconds += visit.seconds;
    totals.set(visit.state, total);
  }
  return [...statesWithin(machine)].map((state) => {
    const { entered, retried, events, seconds } = totals.get(state) ?? {
      entered: 0,
      retried: 0,
      events: 0,
      seconds: 0,
    };
    const path = [state, ...ownersOf(state.scope)].map(({ name }) => name).reverse();
    const transitions = entered + retried;
    return { state, path, entered, retried, transitions, events, seconds: isTimed ? seconds : undefined };
  });
}
