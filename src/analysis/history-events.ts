import { lower } from "../util/words.ts";
import { describeEvent, type HistoryProblem } from "./history-problems.ts";

/** An event of a history, as far as costs depend on it. */
export interface HistoryEvent {
  readonly id: number;
  readonly previous: number;
  readonly type: string;
  /** In seconds; `undefined` where the timestamp cannot be read. */
  readonly time: number | undefined;
  /** The state that it names: of those entered, left, iterated over or evaluated. */
  readonly name: string | undefined;
  /** Which iteration of a Map it is about. */
  readonly index: number | undefined;
  /** How many items a Map that started has. */
  readonly length: number | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the events of what `aws stepfunctions get-execution-history` prints, the first one first. Event types that are
 * not known are events like others.
 *
 * @param value parsed JSON.
 */
export function readEvents(value: unknown): readonly HistoryEvent[] | HistoryProblem {
  const listed = objectOf(value)?.events;
  if (!Array.isArray(listed)) {
    return problem("This is no history: expected an object with a list 'events', as get-execution-history prints it.");
  }
  if (listed.length === 0)
    return problem("The list 'events' is empty: expected 'ExecutionStarted' as its first event.");
  const raws: Json[] = [];
  for (const [place, entry] of listed.entries()) {
    const raw = objectOf(entry);
    if (raw !== undefined && isLogEvent(raw)) {
      return problem(
        `'events[${place}]' is an event of a log: expected a Standard execution, because AWS keeps no history of Express.`,
      );
    }
    if (typeof raw?.type !== "string") {
      return problem(`'events[${place}]' is no event: expected an object with 'id' and 'type'.`);
    }
    raws.push(raw);
  }
  const events = numbered(raws);
  return incompleteness(objectOf(value) ?? {}, events) ?? events;
}

function problem(text: string): HistoryProblem {
  return { problem: text };
}

/** Log events of Step Functions have names in snake case; those of CloudWatch hold them in a string. */
function isLogEvent(raw: Json): boolean {
  return "execution_arn" in raw || "previous_event_id" in raw || typeof raw.message === "string";
}

/** In the order of the ids. Recorders blank ids that differ from run to run: those follow from the place. */
function numbered(raws: readonly Json[]): HistoryEvent[] {
  const ids = raws.map(({ id }) => id).filter((id) => typeof id === "number");
  const isReversed = (ids[0] ?? 0) > (ids.at(-1) ?? 0);
  let last = 0;
  return (isReversed ? raws.toReversed() : raws)
    .map((raw) => {
      const { id } = raw;
      last = typeof id === "number" ? id : last + 1;
      return eventOf(raw, last);
    })
    .sort((a, b) => a.id - b.id);
}

function eventOf(raw: Json, id: number): HistoryEvent {
  const type = String(raw.type);
  const details = detailsOf(raw);
  return {
    id,
    previous: numberOf(raw.previousEventId) ?? 0,
    type,
    time: secondsOf(raw.timestamp),
    name: stringOf(details.name) ?? (type === "EvaluationFailed" ? stringOf(details.state) : undefined),
    index: numberOf(details.index),
    length: numberOf(details.length),
  };
}

/** What an event has beside the fields of all events: one object, whose key follows from the type. */
function detailsOf(raw: Json): Json {
  const key = Object.keys(raw).find((name) => name.endsWith("EventDetails"));
  return (key === undefined ? undefined : objectOf(raw[key])) ?? {};
}

/** What shows that events are missing, or that some are of another execution. */
function incompleteness(value: Json, events: readonly HistoryEvent[]): HistoryProblem | undefined {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (typeof value.nextToken === "string" || typeof value.NextToken === "string") {
    const shown = `events ${first.id} to ${last.id}`;
    return problem(
      `The history has more than ${shown}, as 'nextToken' says: expected all of them in one list 'events'.`,
    );
  }
  if (first.id !== 1 || first.type !== "ExecutionStarted") {
    return problem(`The history begins with ${midSentence(first)}: expected event 1 ('ExecutionStarted').`);
  }
  const hasGap = last.id - events.length > unclosedParallels(events);
  for (const [place, event] of events.entries()) {
    const before = events[place - 1];
    if (before === undefined) continue;
    if (before.id === event.id) {
      return problem(
        `There are two events ${event.id} ('${before.type}' and '${event.type}'): expected those of one execution.`,
      );
    }
    if (hasGap && event.id > before.id + 1) {
      return problem(
        `Event ${before.id + 1} is missing before ${midSentence(event)}: expected all events of the execution.`,
      );
    }
  }
  return undefined;
}

function midSentence(event: HistoryEvent): string {
  return lower(describeEvent(event));
}

/** Recorders that sort the events of branches lose what ends a Parallel before `ParallelStateExited`. */
function unclosedParallels(events: readonly HistoryEvent[]): number {
  const number = (type: string): number => events.filter((event) => event.type === type).length;
  return Math.max(0, number("ParallelStateExited") - number("ParallelStateSucceeded") - number("ParallelStateFailed"));
}

// The command line prints ISO 8601 or seconds since 1970, programs in JavaScript milliseconds.
const LEAST_MILLISECONDS = 1e11;

function secondsOf(timestamp: unknown): number | undefined {
  if (typeof timestamp === "number") return timestamp >= LEAST_MILLISECONDS ? timestamp / 1_000 : timestamp;
  const milliseconds = typeof timestamp === "string" ? Date.parse(timestamp) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1_000;
}

function objectOf(value: unknown): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value as Json; // an object that is no list, whatever its fields hold
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
