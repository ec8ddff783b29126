import type { Loop } from "../analysis/loops.ts";
import type { State } from "../asl/model.ts";
import { duration, plural } from "../util/words.ts";
import type { RelatedPlace } from "./rule.ts";

const MOST_NAMES = 6;

/** The way round a loop, as it is named in messages: 'Wait' -> 'Get status' -> 'Done?'. */
export function wayRound(loop: Loop): string {
  return wayThrough(loop.turn.states);
}

/** A way through states, as it is named in messages; of a long one its start and its end. */
export function wayThrough(states: readonly State[]): string {
  const names = states.map((state) => `'${state.name}'`);
  if (names.length <= MOST_NAMES) return names.join(" -> ");
  return [...names.slice(0, MOST_NAMES - 2), `${names.length - MOST_NAMES + 1} more`, names.at(-1)].join(" -> ");
}

/** What a loop is called in a message. */
export function loopName(loop: Loop): string {
  const names: Partial<Record<Loop["kind"], string>> = {
    poll: "Polling loop",
    remind: "Reminder loop",
    retry: "Retry loop",
  };
  return names[loop.kind] ?? "Loop";
}

/** What a loop is for, how often it turns and what ends it, as far as that is known: "poll, every 30 s, no bound". */
export function loopSummary({ kind, turn, bound }: Loop): string {
  const { seconds, paced } = turn.cost;
  const pace = paced && seconds > 0 ? [`every ${duration(seconds)}`] : [];
  return [KINDS[kind], ...pace, ...boundWording(bound)].join(", ");
}

const KINDS: Readonly<Record<Loop["kind"], string>> = {
  retry: "retry",
  page: "pages",
  iterate: "iteration",
  approve: "approval",
  remind: "reminder",
  poll: "poll",
  other: "loop",
};

function boundWording({ kind, turns, seconds }: Loop["bound"]): string[] {
  switch (kind) {
    case "counter":
      return [turns === undefined ? "counted" : `at most ${plural(turns, "turn")}`];
    case "deadline":
      return ["until a deadline"];
    case "machine-timeout":
    case "express":
      return [seconds === undefined ? "until the machine times out" : `at most ${duration(seconds)}`];
    case "data":
      return ["as long as there is data"];
    case "none":
      return ["no bound"];
    case "unknown":
      return [];
  }
}

/** The states on the way round as related places, from behind the one that the problem is reported at. */
export function placesRound(loop: Loop, reported: State): RelatedPlace[] {
  const { states } = loop.turn;
  const at = states.indexOf(reported);
  return [...states.slice(at + 1), ...states.slice(0, Math.max(0, at))].map((state) => ({
    message: `'${state.name}' is part of the loop.`,
    range: state.nameRange,
    step: true,
  }));
}
