import type { Loop } from "../analysis/loops.ts";
import type { State } from "../asl/model.ts";
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
