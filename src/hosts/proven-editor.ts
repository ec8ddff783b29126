import { applyEdits, type Editor } from "../document/editor.ts";
import type { SegmentMap } from "../document/embedded.ts";
import type { TextEdit } from "../document/nodes.ts";

// Each change rereads the whole file; past this many characters in all, a report would wait for its suggestions.
const MOST_REREAD = 4_000_000;

/**
 * Writes changes to a text that stands inside another one. Each is made on a copy of the file, found again and compared
 * with what it is meant to be; what does not read back so is refused.
 *
 * @param inner writes changes as edits of the decoded text.
 * @param decodedAgain the decoded text that a changed file holds; `undefined` if it is not found any more.
 */
export function provenEditor(
  inner: Editor,
  map: SegmentMap,
  fileText: string,
  decodedAgain: (fileText: string) => string | undefined,
): Editor {
  let reread = 0;
  const proven = (edits: readonly TextEdit[] | undefined): TextEdit[] | undefined => {
    const mapped = edits?.map((edit) => map.toHostEdit(edit));
    reread += fileText.length;
    if (edits === undefined || mapped?.every((edit) => edit !== undefined) !== true) return undefined;
    if (reread > MOST_REREAD) return undefined;
    return decodedAgain(applyEdits(fileText, mapped)) === applyEdits(map.text, edits) ? mapped : undefined;
  };
  return {
    setField: (...change) => proven(inner.setField(...change)),
    removeField: (...change) => proven(inner.removeField(...change)),
    insertItem: (...change) => proven(inner.insertItem(...change)),
    removeFields: (...change) => proven(inner.removeFields(...change)),
    removeItem: (...change) => proven(inner.removeItem(...change)),
    replaceValue: (...change) => proven(inner.replaceValue(...change)),
    replacePart: (...change) => proven(inner.replacePart(...change)),
    renameKey: (...change) => proven(inner.renameKey(...change)),
  };
}
