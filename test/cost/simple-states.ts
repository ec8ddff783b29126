import type { Decider } from "./decisions.ts";
import type { StateJson } from "./definition.ts";
import type { Failed, Left } from "./ended.ts";
import { fillJsonata, readPath, Unknown, unlessItFails } from "./expressions.ts";
import { EVALUATION } from "./failures.ts";
import { outputOfPassing, outputOfRule, type Place, surroundings } from "./outputs.ts";
import { ruleHolds } from "./rules.ts";

/**
 * Leaves a Pass, a Wait, a Choice or a Succeed.
 *
 * @throws EvaluationFailure
 */
export function pass(place: Place, decider: Decider): Left | Failed {
  const { state } = place;
  if (state.Type === "Choice") return choose(place, decider);
  const seconds = state.Type === "Wait" && typeof state.Seconds === "number" ? state.Seconds : 0;
  const output = outputOfPassing({ ...place, now: place.now + seconds });
  return { kind: "done", output, next: state.Next, seconds };
}

function choose(place: Place, decider: Decider): Left | Failed {
  const { state, name, language } = place;
  const around = surroundings(place);
  const ways: (Pick<StateJson, "Next" | "Assign" | "Output"> | undefined)[] = [];
  let isCertain = false;
  for (const rule of state.Choices ?? []) {
    const truth = ruleHolds(rule, language, around);
    if (truth !== false) ways.push(rule);
    isCertain = truth === true;
    if (isCertain) break;
  }
  // What the Choice itself assigns holds where no rule does.
  if (!isCertain) ways.push(state.Default === undefined ? undefined : { ...state, Next: state.Default });
  const targets = ways.map((way) => way?.Next);
  const way = ways[ways.length === 1 ? 0 : decider.way(name, targets)];
  if (way === undefined) return { kind: "failed", error: "States.NoChoiceMatched", seconds: 0 };
  return { kind: "done", output: outputOfRule(place, way), next: way.Next, seconds: 0 };
}

/** What a `Fail` ends with; in JSONata what it says can fail in its turn. */
export function failWith({ state, language, name }: Place, decider: Decider): Failed {
  const isEvaluated = language === "JSONata" && [state.Error, state.Cause].some((text) => /^\{%/.test(String(text)));
  const error = isEvaluated && decider.dies(name) ? EVALUATION : (state.Error ?? "Odd");
  return { kind: "failed", error, byFail: true, seconds: 0 };
}

/** How many items a Map gets; `undefined` where what it is to go through is no list. */
export function itemsOf(place: Place, decider: Decider): number | undefined {
  const { state, name, language, input } = place;
  const { ItemReader: reader } = state;
  if (reader !== undefined)
    return Math.min(decider.items(name), reader.ReaderConfig?.MaxItems ?? Number.POSITIVE_INFINITY);
  const found = unlessItFails(() => {
    const around = surroundings(place);
    if (language === "JSONPath") return { list: readPath(state.ItemsPath ?? "$", around) };
    return { list: state.Items === undefined ? input : fillJsonata(state.Items, around) };
  });
  if (found?.list instanceof Unknown) return found.list.asItems(() => decider.items(name));
  return Array.isArray(found?.list) ? found.list.length : undefined;
}
