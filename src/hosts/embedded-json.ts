import { applyEdits, type Budget, type Editor, refusingEditor } from "../document/editor.ts";
import type { SegmentMap } from "../document/embedded.ts";
import { parseJson } from "../document/json.ts";
import { jsonEditor } from "../document/json-editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import type { Definition } from "./host.ts";

/** The file that a text stands in. */
export interface Surrounding {
  readonly fileText: string;
  /** Whether nothing is mended there. */
  readonly isLeftAlone: boolean;
  /** That of the file: each proof of a change reads all of it anew. */
  readonly budget: Budget;
  /** The decoded text that a changed file holds; `undefined` if it is not found any more. */
  decodedAgain(fileText: string): string | undefined;
}

/**
 * Reads a text that stands inside another one. Each change is made on a copy of the file, found again and compared with
 * what it is meant to be; what does not read back so is refused.
 */
export function readEmbedded(
  map: SegmentMap,
  around: Surrounding,
): Pick<Definition, "root" | "issues" | "edit" | "comments"> {
  const { root, issues, edit, comments } = parseJson(map.text, map);
  const isLeftAlone = around.isLeftAlone || !map.exact;
  return {
    root,
    comments,
    issues: isLeftAlone ? issues.map(({ fix: _, ...issue }) => issue) : issues,
    edit: isLeftAlone || edit === refusingEditor ? refusingEditor : provenEditor(map, around),
  };
}

function provenEditor(map: SegmentMap, { fileText, budget, decodedAgain }: Surrounding): Editor {
  // Places in the tree count in the decoded text.
  const inner = jsonEditor(map.text);
  const proven = (edits: readonly TextEdit[] | undefined): TextEdit[] | undefined => {
    const inFile = edits?.map((edit) => map.toHostEdit(edit));
    if (edits === undefined || inFile?.every((edit) => edit !== undefined) !== true) return undefined;
    if (!budget.spend(fileText.length)) return undefined;
    return decodedAgain(applyEdits(fileText, inFile)) === applyEdits(map.text, edits) ? inFile : undefined;
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
