import type { ExecutionHistory } from "./history.ts";

/** A state of an execution beside what the model says of it. */
export interface HistoryRow {
  readonly name: string;
  readonly entered: number;
  readonly retried: number;
  /** States entered and retried attempts, those of the states inside it not counted. */
  readonly transitions: number;
  /** Its part of all transitions, from 0 to 1. */
  readonly share: number;
  /** The transitions of the model; `undefined` where it says nothing. */
  readonly expected: number | undefined;
}

/**
 * The states that an execution entered or should have, the dearest one first.
 *
 * @param expected the transitions that the model has for the state of a name.
 */
export function historyRows(
  { states, transitions: all }: Pick<ExecutionHistory, "states" | "transitions">,
  expected: (name: string) => number | undefined = () => undefined,
): HistoryRow[] {
  return states
    .map(({ state, entered, retried, transitions }) => ({
      name: state.name,
      entered,
      retried,
      transitions,
      share: all === 0 ? 0 : transitions / all,
      expected: expected(state.name),
    }))
    .filter((row) => row.transitions > 0 || (row.expected ?? 0) > 0)
    .sort((a, b) => b.transitions - a.transitions || (b.expected ?? 0) - (a.expected ?? 0));
}
