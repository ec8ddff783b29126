import type { VariableRead } from "../analysis/variables.ts";
import type { Editor } from "../document/editor.ts";
import type { Range, ScalarNode, TextEdit } from "../document/nodes.ts";
import type { RelatedPlace } from "./rule.ts";

const MOST_PLACES = 6;

/** The first of many places, each with its range and a message about it. */
export function placesOf<T>(all: readonly T[], placeOf: (each: T) => readonly [Range, string]): RelatedPlace[] {
  return all.slice(0, MOST_PLACES).map((each) => {
    const [range, message] = placeOf(each);
    return { message, range };
  });
}

/** Edits that write something else where a variable is read; `undefined` if one of the places cannot be changed. */
export function replaceReads(reads: readonly VariableRead[], by: string, edit: Editor): TextEdit[] | undefined {
  const texts = new Map<ScalarNode, string>();
  // From behind, so that the places in front stay where they are.
  for (const read of [...reads].sort((a, b) => b.inner[0] - a.inner[0])) {
    const text = texts.get(read.node) ?? String(read.node.value);
    texts.set(read.node, text.slice(0, read.inner[0]) + by + text.slice(read.inner[1]));
  }
  const edits: TextEdit[] = [];
  for (const [node, text] of texts) {
    const change = edit.replaceValue(node, text);
    if (change === undefined) return undefined;
    edits.push(...change);
  }
  return edits;
}
