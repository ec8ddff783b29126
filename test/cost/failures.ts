import type { Consequence, Fate } from "./decisions.ts";
import {
  type CatcherJson,
  isDistributed,
  type MachineJson,
  type RetrierJson,
  type StateJson,
  scopesOf,
} from "./definition.ts";
import type { Place } from "./outputs.ts";

/** What an expression in JSONata fails with. */
export const EVALUATION = "States.QueryEvaluationError";
/** What no retrier and no catcher matches. */
export const UNCATCHABLE = "States.Runtime";
const DEFAULT_ATTEMPTS = 3;

/** The errors that services of a machine give: what it is prepared for, and some more. */
export function errorsOf(machine: MachineJson): string[] {
  const handlers = scopesOf(machine)
    .flatMap((scope) => Object.values(scope.States))
    .flatMap((state) => [...(state.Retry ?? []), ...(state.Catch ?? [])]);
  const own = handlers.flatMap((handler) => handler.ErrorEquals).filter((name) => !name.startsWith("States."));
  return [...new Set([...own, "Odd", "States.Timeout", UNCATCHABLE])];
}

/** The name that a state gives to what fails while it reads paths and expressions. */
export function evaluationError({ language }: Place, failure: "before" | "output"): string {
  if (language === "JSONata") return EVALUATION;
  return failure === "before" ? "States.ParameterPathFailure" : "States.ResultPathMatchFailure";
}

/** The ways in which an attempt of a Task, Parallel or Map can fail by itself. */
export function fatesOf(place: Place, errors: readonly string[]): Fate[] {
  const { state } = place;
  const fates: Fate[] = [
    { failure: "before", error: evaluationError(place, "before") },
    { failure: "output", error: evaluationError(place, "output") },
    { failure: "output", error: "States.DataLimitExceeded" },
  ];
  // A deleted activity.
  if (state.Type === "Task") fates.push({ failure: "before", error: "Odd" });
  if (state.Type === "Task") fates.push(...errors.map((error): Fate => ({ failure: "schedule", error })));
  if (state.Type === "Task" || isDistributed(state)) {
    fates.push(...errors.map((error): Fate => ({ failure: "call", error })));
  }
  return fates;
}

/** The retrier that attempts a state again; the first that matches decides. */
export function retrierOf(
  state: StateJson,
  error: string,
  attempts: ReadonlyMap<RetrierJson, number>,
): RetrierJson | undefined {
  const retrier = state.Retry?.find((each) => matches(each.ErrorEquals, error));
  if (retrier === undefined) return undefined;
  return (attempts.get(retrier) ?? 0) < (retrier.MaxAttempts ?? DEFAULT_ATTEMPTS) ? retrier : undefined;
}

/** Seconds before an attempt of a retrier, which has had so many before. */
export function delayOf(retrier: RetrierJson, before: number): number {
  const {
    IntervalSeconds: first = 1,
    BackoffRate: rate = 2,
    MaxDelaySeconds: most = Number.POSITIVE_INFINITY,
  } = retrier;
  return Math.min(first * rate ** before, most);
}

export function catcherOf(state: StateJson, error: string): CatcherJson | undefined {
  return state.Catch?.find((each) => matches(each.ErrorEquals, error));
}

export function consequenceOf(
  state: StateJson,
  error: string,
  attempts: ReadonlyMap<RetrierJson, number>,
): Consequence {
  if (retrierOf(state, error, attempts) !== undefined) return { kind: "retried" };
  const catcher = catcherOf(state, error);
  return catcher === undefined ? { kind: "dies" } : { kind: "caught", to: catcher.Next };
}

function matches(names: readonly string[], error: string): boolean {
  if (error === UNCATCHABLE) return false;
  if (names.includes(error) || names.includes("States.ALL")) return true;
  return names.includes("States.TaskFailed") && error !== "States.Timeout";
}
