import type { ParsedPath } from "../asl/jsonpath.ts";
import { parsePath } from "../asl/jsonpath.ts";
import { isReferencePath, startsWithPath } from "../asl/jsonpath-compare.ts";
import type { Choice, State } from "../asl/model.ts";
import { assignedNames } from "./assigned-names.ts";
import { type Graph, onlyBefore } from "./graph.ts";
import { isWhole } from "./stored.ts";

/**
 * The one state before a Choice, if what it stores is what the Choice sees, so that it can compute an answer at no
 * transition more: not another Choice, whose rules each go their way, nor the state that a catcher belongs to.
 */
export function stateBefore(choice: Choice, graph: Graph): State | undefined {
  const before = onlyBefore(choice, graph);
  return before?.language === "JSONPath" ? before : undefined;
}

/** Whether a template of a state, or its `Assign`, can read what the next state finds at a path. */
export function hasAtHand(state: State, path: ParsedPath): boolean {
  if (path.variable !== undefined || state.type === "Wait") return true;
  if (state.type === "Pass") return state.result === undefined;
  if (!hasResult(state)) return false;
  // These see their result alone: what their input holds is out of reach.
  const into = state.resultPath === undefined ? "$" : state.resultPath.value;
  if (state.outputPath !== undefined || typeof into !== "string") return false;
  return into === "$" || path.text.startsWith(`${into}.`) || path.text.startsWith(`${into}[`);
}

function hasResult({ type }: State): boolean {
  return type === "Task" || type === "Map" || type === "Parallel";
}

/** The path at which the `Assign` of a state finds what the next state finds at a path; `undefined` where it may not. */
export function pathInAssign(path: ParsedPath, state: State): string | undefined {
  if (!isReferencePath(path) || state.node.kind !== "object" || state.node.open) return undefined;
  if (path.root === "variable") return assignsNone(state, path.variable) ? path.text : undefined;
  if (path.root === "context") return /^\$\$\.(?:Execution|StateMachine)\b/.test(path.text) ? path.text : undefined;
  if (!isWhole(state.outputPath)) return undefined;
  if (state.type === "Wait") return isWhole(state.inputPath) ? path.text : undefined;
  // `$` is the raw result there, whatever `ResultSelector` makes of it.
  const isRaw = state.type === "Pass" || (hasResult(state) && state.node.member("ResultSelector") === undefined);
  const into = state.resultPath === undefined ? "$" : state.resultPath.value;
  if (!isRaw || typeof into !== "string") return undefined;
  const place = parsePath(into);
  if (!isReferencePath(place) || !startsWithPath(path, place)) return undefined;
  const last = path.steps[place.steps.length - 1]?.range ?? path.rootRange;
  return `$${path.text.slice(last[1] - path.range[0])}`;
}

// A variable that the state itself assigns has its new value only in the next state.
function assignsNone({ assign }: State, name: string | undefined): boolean {
  if (assign === undefined) return true;
  const { node } = assign;
  if (node.kind !== "object" || node.open) return false;
  return node.members.every(({ key }) => key !== name && key !== `${name}.$`);
}

/** A name that no variable of the machine has, made of a word; `undefined` where not all names are known. */
export function freeName(word: string, { scope: { machine } }: State): string | undefined {
  const { names, open } = assignedNames(machine);
  if (open) return undefined;
  for (let number = 1; ; number++) {
    const name = number === 1 ? word : `${word}${number}`;
    if (!names.has(name)) return name;
  }
}
