import type { SyncRewrite } from "../analysis/sync-rewrite.ts";
import { type Editor, type Json, joinEdits } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";

/** Makes one task of a start and its polling loop. */
export function syncEdits(edit: Editor, rewrite: SyncRewrite): TextEdit[] | undefined {
  const { start, resource, next, catchers, dropped, removed } = rewrite;
  const resourceNode = start.resourceField?.node;
  const { statesNode } = start.scope;
  if (statesNode === undefined || (resourceNode?.kind !== "scalar" && resourceNode?.kind !== "dynamic"))
    return undefined;
  // A field that goes makes room for the new one, which otherwise may be written where the other one is taken away.
  const [reused, ...others] = catchers && start.node.member("Catch") === undefined ? dropped : [undefined, ...dropped];
  const list = catchers as Json | undefined; // catchers are plain values
  const catching =
    list === undefined
      ? []
      : reused === undefined
        ? [edit.setField(start.node, "Catch", list)]
        : [edit.renameKey(reused, "Catch"), edit.replaceValue(reused.value, list)];
  return joinEdits([
    edit.replacePart(resourceNode, resource.range, resource.text),
    edit.setField(start.node, "Next", next.name),
    ...catching,
    ...(others.length > 0
      ? [
          edit.removeFields(
            start.node,
            others.flatMap((member) => member ?? []),
          ),
        ]
      : []),
    edit.removeFields(
      statesNode,
      removed.map(({ member }) => member),
    ),
  ]);
}
