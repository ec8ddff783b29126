import { keptOf } from "../analysis/lone-branch.ts";
import type { Parallel, State } from "../asl/model.ts";
import type { Editor, Json } from "../document/editor.ts";
import { isPlain, type MemberNode, plainValue, scalarsIn, stringOf, type TextEdit } from "../document/nodes.ts";

/**
 * Puts the one state of a Parallel's lone branch in the Parallel's place; `undefined` where what comes out of it would not
 * provably be the same: the Parallel hands over a list, and its branch keeps variables to itself.
 */
export function loneStateInPlace(edit: Editor, parallel: Parallel, inner: State): TextEdit[] | undefined {
  const kept = keptOf(parallel);
  const { node } = inner;
  if (kept === "all" || node.kind !== "object" || !isPlain(node) || inner.end?.value !== true) return undefined;
  if (inner.language !== parallel.language || inner.assign !== undefined || readsItself(inner)) return undefined;
  if (kept === "none" && inner.type !== "Task" && inner.type !== "Map" && inner.type !== "Parallel") return undefined;
  const onward = ["Next", "End"].flatMap((key) => parallel.node.member(key) ?? []);
  if (onward.length !== 1 || !onward.every(({ value }) => isPlain(value))) return undefined;
  const left = kept === "none" ? ["End", "ResultPath", "ResultSelector", "OutputPath"] : ["End"];
  return edit.replaceValue(parallel.node, {
    ...fieldsOf(node.members.filter(({ key }) => !left.includes(key))),
    ...(kept === "none" && { ResultPath: null }),
    ...fieldsOf(onward),
  });
}

function fieldsOf(members: readonly MemberNode[]): Record<string, Json> {
  // A tree of scalars, lists and objects, as `isPlain` says.
  return Object.fromEntries(members.map(({ key, value }) => [key, plainValue(value) as Json]));
}

/** Whether a state may read its own name or time, which are those of the Parallel afterwards. */
function readsItself({ node }: State): boolean {
  for (const scalar of scalarsIn(node)) if (OWN_CONTEXT.test(stringOf(scalar) ?? "")) return true;
  return false;
}

const OWN_CONTEXT = /(?:\$\$|\bcontext\b)(?!\.(?:Execution|StateMachine|Task|Map)\b)/;
