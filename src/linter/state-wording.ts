import { cheapestPass, stateCost } from "../analysis/state-cost.ts";
import type { MapState, State } from "../asl/model.ts";
import { duration, plural } from "../util/words.ts";

/** What kind of state it is: "Task", "Wait 30 s", "distributed Map". */
export function typeWording(state: State): string {
  if (state.type === "Unknown") return state.typeField?.value ?? "type unknown";
  if (state.type === "Map" && state.distributed) return "distributed Map";
  const seconds = state.type === "Wait" ? state.seconds?.value : undefined;
  return seconds === undefined ? state.type : `${state.type} ${duration(seconds)}`;
}

/**
 * The transitions of passing a state once without an error: "1 transition", "1 + 4 transitions" for a Parallel with its
 * branches, "1 + items × 3 transitions" for a Map.
 */
export function transitionsWording(state: State): string {
  if (state.type === "Parallel") {
    const { transitions, exact } = stateCost(state);
    return sumWording(transitions > 1 ? String(transitions - 1) : "", exact);
  }
  if (state.type === "Map" && !state.distributed) return itemsWording(state);
  return state.type === "Unknown" ? sumWording("", false) : plural(1, "transition");
}

function itemsWording({ processor }: MapState): string {
  if (processor === undefined) return sumWording("", false);
  const { transitions, exact } = cheapestPass(processor);
  return transitions === 0 ? sumWording("", false) : sumWording(`items × ${transitions}`, exact);
}

/** One transition and those inside. */
function sumWording(inside: string, exact: boolean): string {
  const text = inside === "" ? plural(1, "transition") : `1 + ${inside} transitions`;
  return exact ? text : `at least ${text}`;
}
