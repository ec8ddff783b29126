import { applyEdits, type Budget, type Editor } from "../document/editor.ts";
import type { SegmentMap } from "../document/embedded.ts";
import type { TextEdit } from "../document/nodes.ts";

type Edits = readonly TextEdit[] | undefined;

/**
 * Maps edits of an embedded text to its file and proves them: `decodedAgain` finds the embedded text in the changed file,
 * and it has to be the one that was meant.
 */
function prover(
  map: SegmentMap,
  fileText: string,
  budget: Budget,
  decodedAgain: (fileText: string) => string | undefined,
): (edits: Edits) => TextEdit[] | undefined {
  return (edits) => {
    const inFile = edits?.map((edit) => map.toHostEdit(edit));
    if (edits === undefined || inFile === undefined || !inFile.every((edit) => edit !== undefined)) return undefined;
    if (!budget.spend(fileText.length)) return undefined;
    return decodedAgain(applyEdits(fileText, inFile)) === applyEdits(map.text, edits) ? inFile : undefined;
  };
}

/**
 * An editor of an embedded text that only makes changes which are proved; `inner` edits the text by itself, and `budget` is
 * that of the file, as each proof reads all of it anew.
 */
export function provenEditor(
  inner: Editor,
  map: SegmentMap,
  fileText: string,
  budget: Budget,
  decodedAgain: (fileText: string) => string | undefined,
): Editor {
  const prove = prover(map, fileText, budget, decodedAgain);
  return {
    setField: (parent, key, value) => prove(inner.setField(parent, key, value)),
    removeField: (parent, member) => prove(inner.removeField(parent, member)),
    insertItem: (parent, index, value) => prove(inner.insertItem(parent, index, value)),
    removeFields: (parent, members) => prove(inner.removeFields(parent, members)),
    removeItem: (parent, index) => prove(inner.removeItem(parent, index)),
    replaceValue: (node, value) => prove(inner.replaceValue(node, value)),
    replacePart: (node, range, text) => prove(inner.replacePart(node, range, text)),
    renameKey: (member, key) => prove(inner.renameKey(member, key)),
  };
}
