import type {
  ArrayNode,
  DynamicNode,
  MemberNode,
  ObjectNode,
  Range,
  ScalarNode,
  TextEdit,
  ValueNode,
} from "./nodes.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Writes changes to a tree as edits of the file, in its own style: indentation, quotes, commas, line ends.
 *
 * Each method answers `undefined` where the change cannot be expressed safely: an alias shared with other places, text
 * that a host only shows as a whole, a value that only deployment knows.
 */
export interface Editor {
  /** Sets a field to a value: replaces the value of an existing key, else adds the member as the last one. */
  setField(parent: ObjectNode, key: string, value: Json): TextEdit[] | undefined;
  /** Removes a member with its comma or line. */
  removeField(parent: ObjectNode, member: string | MemberNode): TextEdit[] | undefined;
  /** Puts an item in front of the one at an index, or behind the last one where the index is their number. */
  insertItem(parent: ArrayNode, index: number, value: Json): TextEdit[] | undefined;
  /** Removes several members at once, neighbours with what stands between them. */
  removeFields(parent: ObjectNode, members: readonly MemberNode[]): TextEdit[] | undefined;
  /** Removes an item of an array with its comma or line. */
  removeItem(parent: ArrayNode, index: number): TextEdit[] | undefined;
  replaceValue(node: ValueNode, value: Json): TextEdit[] | undefined;
  /**
   * Replaces a part of a string, by offsets in its value: also of one with placeholders that stay as they are, and the
   * name in one of them.
   */
  replacePart(node: ScalarNode | DynamicNode, inner: Range, text: string): TextEdit[] | undefined;
  renameKey(member: MemberNode, key: string): TextEdit[] | undefined;
}

/** How much may still be read again to prove changes of a file: past that, a report would wait for its suggestions. */
export interface Budget {
  /** Whether so many characters more may be read. */
  spend(characters: number): boolean;
}

export function createBudget(characters: number): Budget {
  let left = characters;
  return {
    spend(read) {
      left -= read;
      return left >= 0;
    },
  };
}

/** What an editor does to members and values, from which its methods follow. */
export interface FieldChanges {
  add(parent: ObjectNode, key: string, value: Json): TextEdit[] | undefined;
  replace(node: ValueNode, value: Json): TextEdit[] | undefined;
  removeMembers(parent: ObjectNode, members: readonly MemberNode[]): TextEdit[] | undefined;
}

/** The methods of an editor that set, replace and remove fields. */
export function fieldEditor({
  add,
  replace,
  removeMembers,
}: FieldChanges): Pick<Editor, "setField" | "removeField" | "removeFields" | "replaceValue"> {
  return {
    setField(parent, key, value) {
      const member = parent.member(key);
      return member === undefined ? add(parent, key, value) : replace(member.value, value);
    },
    removeField(parent, which) {
      const member = typeof which === "string" ? parent.member(which) : which;
      return member && removeMembers(parent, [member]);
    },
    removeFields: removeMembers,
    replaceValue: replace,
  };
}

/** The editor of a text that cannot be read: who knows what a change would make of it. */
export const refusingEditor: Editor = {
  setField: () => undefined,
  removeField: () => undefined,
  insertItem: () => undefined,
  removeFields: () => undefined,
  removeItem: () => undefined,
  replaceValue: () => undefined,
  replacePart: () => undefined,
  renameKey: () => undefined,
};

/** Something reading found: text that is broken, readable only by lenient readers, or ambiguous. */
export interface Issue {
  /**
   * - `syntax`: the text cannot be read as intended
   * - `lenient`: readable, but not as strict JSON
   * - `duplicate-key`: a key that its object already has
   * - `host-syntax`: the same as `syntax`, in the template around a definition, which other readers may take
   * - `missing-file`: a template names a file as its definition, and it cannot be had
   */
  readonly kind: "syntax" | "lenient" | "duplicate-key" | "host-syntax" | "missing-file";
  readonly message: string;
  readonly range: Range;
  /** Another place that belongs to it, such as where the first of two equal keys stands. */
  readonly related?: { readonly message: string; readonly range: Range };
  /** Edits that mend it without changing what the text means. */
  readonly fix?: readonly TextEdit[];
  /** The second of two equal keys. */
  readonly member?: { readonly parent: ObjectNode; readonly member: MemberNode };
}

/** A comment, with its marks, as written. */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}

/** What a reader makes of a text. `root` is always there; a text without any value has a dynamic root. */
export interface ParsedTree {
  readonly format: "json" | "yaml";
  readonly root: ValueNode;
  readonly issues: readonly Issue[];
  readonly edit: Editor;
  /** All comments, in order; looked for when first asked. */
  comments(): readonly Comment[];
}

/** Applies edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  let result = "";
  let at = 0;
  for (const { range, text: inserted } of ordered) {
    result += text.slice(at, range[0]) + inserted;
    at = range[1];
  }
  return result + text.slice(at);
}

/** The edits of several changes as those of one; `undefined` if one cannot be made or two of them touch one place. */
export function joinEdits(changes: readonly (readonly TextEdit[] | undefined)[]): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const change of changes) {
    if (change === undefined) return undefined;
    edits.push(...change);
  }
  const ordered = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const touch = ordered.some(({ range }, i) => {
    const next = ordered[i + 1]?.range;
    return next !== undefined && (next[0] < range[1] || (next[0] === range[0] && next[1] === range[1]));
  });
  return touch ? undefined : edits;
}

/** The edit that replaces a part of a string, by offsets in its value, in the text that it was read from. */
export function partEdit(node: ScalarNode | DynamicNode, inner: Range, text: string): TextEdit | undefined {
  const value = node.kind === "dynamic" ? node.text : node.value;
  if (typeof value !== "string" || (node.kind === "dynamic" && meetsHole(node, inner))) return undefined;
  return node.origin.decode(node.start, node.end, value).toHostEdit({ range: inner, text });
}

/** The text of a node with another part. */
export function withPart(node: ScalarNode | DynamicNode, [start, end]: Range, part: string): string {
  const value = node.kind === "dynamic" ? node.text : String(node.value);
  return value.slice(0, start) + part + value.slice(end);
}

function meetsHole({ parts, why }: DynamicNode, [start, end]: Range): boolean {
  let at = 0;
  return parts.some((part) => {
    const from = at;
    at += typeof part === "string" ? part.length : part.label.length;
    if (typeof part === "string" || at <= start || end <= from) return false;
    // The label of a placeholder is text of the file, that of a function is not; it stays a placeholder.
    const isInside = why === "placeholder" && part.label.startsWith("${") && from + 2 <= start && end < at;
    return !isInside;
  });
}

/** Places in order as rows of neighbours, each from its first to its last. */
export function rowsOf(places: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const rows: [number, number][] = [];
  for (const place of places) {
    const row = rows.at(-1);
    if (row !== undefined && row[1] === place - 1) row[1] = place;
    else rows.push([place, place]);
  }
  return rows;
}

/** The text of a value as JSON over as many lines as needed, each further line behind `indent`. */
export function jsonText(value: Json, unit: string, indent: string, lineEnd: string): string {
  const text = JSON.stringify(value, null, unit);
  return text.includes("\n") ? text.replaceAll("\n", lineEnd + indent) : text;
}
