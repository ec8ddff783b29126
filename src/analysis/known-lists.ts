import { topField, visitExpressions } from "../asl/expressions.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import type { Choice, Intrinsic, Path, State } from "../asl/model.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import { pathInAssign, stateBefore } from "./answers.ts";
import type { Graph } from "./graph.ts";
import { picksSeveral, placeOf, wholePlace } from "./stored.ts";

/** A list that the state before a Choice certainly makes. */
export interface KnownList {
  readonly before: State;
  /** What stands for the list in the `Assign` of that state; `undefined` where it is out of reach there. */
  readonly argument: string | undefined;
}

/**
 * Says which state before a Choice makes a list of what the Choice finds at a path, so that it is neither missing nor
 * anything else: the result of a Map or Parallel, what a function returns, or what a path for several places gathers.
 */
export function listBefore(list: ParsedPath, choice: Choice, graph: Graph): KnownList | undefined {
  const before = stateBefore(choice, graph);
  const place = wholePlace(list);
  if (before === undefined || place === undefined || list.root === "context") return undefined;
  const argument = pathInAssign(list, before);
  if (argument === "$" && hasListAsResult(before)) return { before, argument };
  let found: KnownList | undefined;
  const take = (expression: Path | Intrinsic): void => {
    const { field, text } = expression;
    if (topField(expression) !== field || placeOf(expression)?.place !== place) return;
    // Both read the same result or input; in `Parameters` it is the input, of which `Assign` sees nothing.
    const isSame = field === "Assign" || field === "ResultSelector";
    found = { before, argument: isSame ? text : argument };
  };
  visitExpressions(before, {
    path(path) {
      if (path.path.error === undefined && picksSeveral(path.path)) take(path);
    },
    intrinsic(intrinsic) {
      const { name, error } = intrinsic.call;
      if (error === undefined && intrinsicFunction(name)?.returns === "array") take(intrinsic);
    },
  });
  return found;
}

function hasListAsResult(state: State): boolean {
  return state.type === "Parallel" || (state.type === "Map" && state.resultWriter === undefined);
}
