import type { Field, Retrier, Wait } from "../asl/model.ts";
import { type ExecutionType, mayBeExpress } from "./execution-type.ts";
import type { Loop } from "./loops.ts";

/** The pace of a poll that is paid by its turns. */
export interface PollInterval {
  /** From one question to the next. */
  readonly seconds: number;
  /** What sets it: the literal `Seconds` of a Wait, or a retrier. */
  readonly by: { readonly wait: Wait; readonly field: Field<number> } | { readonly retrier: Retrier };
}

/** Intervals below this many seconds are tight, where no option says otherwise. */
export const TIGHT_SECONDS = 15;

/**
 * The interval of a loop that polls; `undefined` where it is not literal, and in Express workflows, which are paid by time:
 * how often they ask in it costs nothing.
 */
export function pollInterval(loop: Loop, machineType: ExecutionType): PollInterval | undefined {
  const { turn, retrier } = loop;
  if (loop.kind !== "poll" || !turn.cost.paced || mayBeExpress(loop.scope, machineType)) return undefined;
  const { seconds } = turn.cost;
  if (retrier !== undefined) return { seconds, by: { retrier } };
  const wait = loop.waits.find((each) => turn.states.includes(each));
  const field = wait?.seconds;
  return wait === undefined || field?.value === undefined ? undefined : { seconds, by: { wait, field } };
}
