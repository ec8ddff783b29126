import type { Scope, State, StateMachine } from "../asl/model.ts";
import { loopSummary } from "./loop-wording.ts";
import type { Flow } from "./run-rules.ts";

/** How the loops of a machine are marked in a drawing. */
export interface LoopMarks {
  /** Every state of a loop's own scope. */
  readonly states: ReadonlySet<State>;
  /** From a state -> back to the header of a loop -> what is said of the loop there; of several ways back one says it. */
  readonly closing: ReadonlyMap<State, ReadonlyMap<State, readonly string[]>>;
  /** What is said of a Task that polls through its `Retry`. */
  readonly retries: ReadonlyMap<State, string>;
}

export function loopMarks({ scopes }: StateMachine, flow: Flow): LoopMarks {
  const states = new Set<State>();
  const closing = new Map<State, Map<State, readonly string[]>>();
  const retries = new Map<State, string>();
  const markIn = (scope: Scope): void => {
    for (const loop of flow.loops(scope)) {
      const { header, retrier, turn } = loop;
      const text = `↻ ${loopSummary(loop)}`;
      for (const state of loop.states) states.add(state);
      if (retrier !== undefined) {
        retries.set(header, text);
        continue;
      }
      const members = new Set(loop.states);
      const ways = flow.graph(scope).incoming(header);
      const last = new Set(ways.map(({ from }) => from).filter((from) => members.has(from)));
      const usual = turn.states.at(-1);
      const said = usual !== undefined && last.has(usual) ? usual : [...last][0];
      for (const from of last) {
        const targets = closing.get(from) ?? new Map<State, readonly string[]>();
        closing.set(from, targets.set(header, from === said ? [text] : []));
      }
    }
  };
  scopes.forEach(markIn);
  return { states, closing, retries };
}
