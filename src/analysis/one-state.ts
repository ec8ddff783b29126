import type { Pass, State } from "../asl/model.ts";
import type { Editor, Json } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import type { Graph } from "./graph.ts";

/** Edits that only make sense together; none if one of them cannot be made. */
export function together(...edits: readonly (readonly TextEdit[] | undefined)[]): TextEdit[] | undefined {
  return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
}

/**
 * Puts one Pass in the place of several that follow one another and that nothing else leads into. It stands where the
 * last of them in the text stands, under that name. `undefined` also where comments of several states would be lost.
 *
 * @param fields what the state has besides its type, its comment and the way on.
 */
export function inOnePass(
  edit: Editor,
  chain: readonly Pass[],
  graph: Graph,
  fields: Readonly<Record<string, Json>>,
): TextEdit[] | undefined {
  const [head] = chain;
  const last = chain.at(-1);
  const way = last && wayOn(last);
  const commented = chain.filter(({ comment }) => comment !== undefined);
  const comment = commented[0]?.comment?.value;
  if (head === undefined || way === undefined || commented.length > 1) return undefined;
  if (commented.length === 1 && comment === undefined) return undefined;
  if (chain.some((state) => state.node.open || state.name === last?.next?.value)) return undefined;
  const kept = chain.reduce((latest, state) => (state.order > latest.order ? state : latest));
  const { scope } = head;
  const state = { Type: "Pass", ...(comment !== undefined && { Comment: comment }), ...fields, ...way };
  return together(
    edit.replaceValue(kept.node, state),
    ...chain
      .filter((other) => other !== kept)
      .map((other) => scope.statesNode && edit.removeField(scope.statesNode, other.member)),
    ...(kept === head ? [] : graph.incoming(head).map(({ field }) => edit.replaceValue(field.node, kept.name))),
    kept !== head && graph.start === head && scope.startAt ? edit.replaceValue(scope.startAt.node, kept.name) : [],
  );
}

function wayOn({ next, end }: Pass): Readonly<Record<string, Json>> | undefined {
  if (next !== undefined) return next.value === undefined ? undefined : { Next: next.value };
  return end?.value === true ? { End: true } : undefined;
}

/** Takes out a state that only one other leads to, by its `Next`, which then leads on to where the state went. */
export function takeOut(edit: Editor, before: State, state: State): TextEdit[] | undefined {
  const { statesNode } = state.scope;
  const to = before.next;
  if (statesNode === undefined || to === undefined || state.next?.value === before.name) return undefined;
  const removed = edit.removeField(statesNode, state.member);
  if (state.next?.value !== undefined) return together(edit.replaceValue(to.node, state.next.value), removed);
  if (state.end?.value !== true || state.next !== undefined) return undefined;
  return together(edit.renameKey(to.member, "End"), edit.replaceValue(to.node, true), removed);
}
