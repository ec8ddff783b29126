import type { MapState, Retrier, Scope, StateMachine, Task } from "../asl/model.ts";
import { innerScopes } from "../asl/visit.ts";
import { eventsOf, eventsOfAttempt } from "../data/history-events.ts";
import { attemptsOf, moreAttempts } from "./attempts.ts";
import type { LoopSymbol, MachineCost } from "./cost.ts";
import type { Graph } from "./graph.ts";
import { literalItems } from "./literal-items.ts";
import { mayLoop } from "./may-loop.ts";
import { constantOf, type Polynomial } from "./polynomial.ts";

/** What fills a history for certain: all ways and turns together. */
export interface PathOverflow {
  readonly events: number;
  /** What takes most of it. */
  readonly by: LoopSymbol | MapState | undefined;
  readonly scope: Scope;
}

/** What fills a history as soon as one state fails each time. */
export interface RetryOverflow {
  readonly retrier: Retrier;
  readonly events: number;
  readonly attempts: number;
}

/** Whether a history may overflow at all, judged without adding anything up. */
export function mayOverflow(machine: StateMachine, graphOf: (scope: Scope) => Graph, historyEvents: number): boolean {
  let states = 0;
  for (const scope of machine.scopes) {
    states += scope.states.size;
    for (const state of scope.states.values()) if (state.type === "Map" && state.distributed === false) return true;
  }
  return states * eventsOf.submittedTask > historyEvents || machine.scopes.some((scope) => mayLoop(graphOf(scope)));
}

/** Finds what fills the history of an execution, without errors; symbols count as nothing. */
export function overflowOf(
  cost: MachineCost,
  graphOf: (scope: Scope) => Graph,
  historyEvents: number,
): PathOverflow | undefined {
  const { usual, worst } = cost.events;
  const events = constantPart(usual ?? worst);
  if (events <= historyEvents) return undefined;
  return { events, by: greatestPart(cost, graphOf, events / 2), scope: cost.scope };
}

function constantPart(polynomial: Polynomial): number {
  return constantOf(polynomial.filter(({ symbols }) => Object.keys(symbols).length === 0)) ?? 0;
}

/** The loop or Map that takes more than half of the events for certain. */
function greatestPart(
  cost: MachineCost,
  graphOf: (scope: Scope) => Graph,
  half: number,
): LoopSymbol | MapState | undefined {
  for (const symbol of cost.symbols) {
    if (symbol.kind !== "loop" || symbol.loop.bound.kind !== "counter") continue;
    const { greatest, least } = symbol.loop.eventsPerTurn;
    if ((symbol.loop.bound.turns ?? 0) * (greatest ?? least) > half) return symbol;
  }
  const scopes = [cost.scope];
  let most: MapState | undefined;
  let mostItems = 0;
  for (const scope of scopes) {
    for (const state of scope.states.values()) {
      scopes.push(...innerScopes(state));
      const items =
        state.type === "Map" && state.distributed === false ? literalItems(state, graphOf(scope)) : undefined;
      if (state.type !== "Map" || items === undefined || items <= mostItems) continue;
      most = state;
      mostItems = items;
    }
  }
  return most;
}

/** Finds a retrier that lets one state fill the history alone: what fails each time adds three events or more. */
export function retriesOverflow(state: Task, historyEvents: number): RetryOverflow | undefined {
  const attempts = attemptsOf(state);
  if (attempts === undefined || attempts * eventsOfAttempt.task <= historyEvents) return undefined;
  const [first] = state.retry;
  if (first === undefined) return undefined;
  const retrier = state.retry.reduce(
    (most, other) => ((moreAttempts(other) ?? 0) > (moreAttempts(most) ?? 0) ? other : most),
    first,
  );
  return { retrier, attempts, events: attempts * eventsOfAttempt.task };
}
