import { type Editor, fieldEditor, type Json, joinEdits, jsonText, partEdit, rowsOf } from "./editor.ts";
import type { SegmentMap } from "./embedded.ts";
import { encodeJsonCharacters } from "./json-string.ts";
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
import { createSourceFile, lineEndOf } from "./source-file.ts";

type Span = readonly [start: number, end: number];

/** Writes changes to JSON text, with its indentation, line ends and quotes. With `map` the text is embedded. */
export function jsonEditor(text: string, map?: SegmentMap): Editor {
  const lineEnd = lineEndOf(text);
  const { positionAt } = createSourceFile("", text);
  let unit: string | undefined;

  function lineStart(offset: number): number {
    return offset - positionAt(offset).column + 1;
  }

  function indentUnit(): string {
    unit ??= /[{[][ \t]*\r?\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
    return unit;
  }

  /** The blanks that the line of an offset begins with. */
  function indentAt(offset: number): string {
    const start = lineStart(offset);
    return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
  }

  function write(value: Json, indent: string): string {
    return jsonText(value, indentUnit(), indent, lineEnd);
  }

  function toFile(edits: readonly TextEdit[]): TextEdit[] | undefined {
    if (map === undefined) return [...edits];
    const mapped = edits.map((edit) => map.toHostEdit(edit));
    return mapped.every((edit) => edit !== undefined) ? mapped : undefined;
  }

  /** Puts an entry behind the last one of a collection; `written` writes it for lines that begin with some blanks. */
  function append(
    parent: ObjectNode | ArrayNode,
    last: Span | undefined,
    written: (indent: string) => string,
  ): TextEdit[] | undefined {
    if (last === undefined) {
      if (text.slice(parent.start + 1, parent.end - 1).trim() !== "") return undefined;
      const inside: Span = [parent.start + 1, parent.end - 1];
      if (!text.slice(...inside).includes("\n"))
        return toFile([{ range: inside, text: ` ${written(indentAt(parent.start))} ` }]);
      const indent = indentAt(parent.start) + indentUnit();
      return toFile([{ range: inside, text: lineEnd + indent + written(indent) + lineEnd + indentAt(parent.start) }]);
    }
    const [start, end] = last;
    const ownLine = text.slice(parent.start, start).includes("\n");
    const indent = ownLine ? indentAt(start) : indentAt(parent.start);
    const entry = `${ownLine ? lineEnd + indent : " "}${written(indent)}`;
    const comma = trailingComma(end);
    if (comma !== undefined) {
      const after = lineCommentEnd(comma + 1) ?? comma + 1;
      return toFile([{ range: [after, after], text: `${entry},` }]);
    }
    const after = ownLine ? lineCommentEnd(end) : undefined;
    if (after === undefined) return toFile([{ range: [end, end], text: `,${entry}` }]);
    return toFile([
      { range: [end, end], text: "," },
      { range: [after, after], text: entry },
    ]);
  }

  function add(parent: ObjectNode, key: string, value: Json): TextEdit[] | undefined {
    const last = parent.members.at(-1);
    return append(
      parent,
      last && [last.keyStart, last.value.end],
      (indent) => `${quote(key)}: ${write(value, indent)}`,
    );
  }

  function insert(parent: ArrayNode, index: number, value: Json): TextEdit[] | undefined {
    const { items } = parent;
    // A placeholder among the items may bring a comma along.
    if (parent.open || index > items.length) return undefined;
    const last = items.at(-1);
    const next = items[index];
    if (next === undefined) return append(parent, last && [last.start, last.end], (indent) => write(value, indent));
    const ownLine = text.slice(lineStart(next.start), next.start).trim() === "";
    const indent = indentAt(ownLine ? next.start : parent.start);
    const entry = `${write(value, indent)},${ownLine ? lineEnd + indent : " "}`;
    return toFile([{ range: [next.start, next.start], text: entry }]);
  }

  /** The offset of the comma after a value, `undefined` if a bracket or another thing follows. */
  function trailingComma(end: number): number | undefined {
    const at = skipBlanks(text, end);
    return text[at] === "," ? at : undefined;
  }

  /** The end of a comment that stands on the rest of the line, `undefined` without one. */
  function lineCommentEnd(from: number): number | undefined {
    const match = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/(?=[ \t]*(?:\r?\n|$)))/.exec(lineRest(text, from));
    return match === null ? undefined : from + match[0].length;
  }

  /**
   * Takes an entry and its comma out, and the lines that hold nothing else; `previousEnd` is absent for the first one.
   */
  function remove(
    parent: ObjectNode | ArrayNode,
    entry: Span,
    previousEnd: number | undefined,
  ): TextEdit[] | undefined {
    const after = trailingComma(entry[1]);
    const edits: TextEdit[] = [];
    let [start, end] = entry;
    if (after !== undefined) end = after + 1;
    else {
      const before = previousEnd === undefined ? parent.start : skipBlanks(text, previousEnd);
      // A placeholder on either side may bring a comma along.
      if (skipBlanks(text, before + 1) !== start || skipBlanks(text, end) !== parent.end - 1) return undefined;
      if (previousEnd !== undefined) {
        if (text.slice(before + 1, start).trim() === "") start = before;
        else edits.push({ range: [before, before + 1], text: "" });
      }
    }
    edits.push({ range: wholeLines(text, [start, end], lineStart(start)), text: "" });
    return toFile(edits);
  }

  function removeMembers(parent: ObjectNode, members: readonly MemberNode[]): TextEdit[] | undefined {
    const places = members.map((member) => parent.members.indexOf(member)).sort((a, b) => a - b);
    if (places.includes(-1) || places.length === 0) return undefined;
    return joinEdits(
      rowsOf(places).map(([from, to]) => {
        const row = parent.members.slice(from, to + 1);
        const [first, last] = [row[0], row.at(-1)];
        if (first === undefined || last === undefined || !row.every(isNextTo)) return undefined;
        return remove(parent, [first.keyStart, last.value.end], parent.members[from - 1]?.value.end);
      }),
    );
  }

  /** Whether only a comma stands between a member and the one before it: a placeholder may bring members along. */
  function isNextTo({ keyStart }: MemberNode, place: number, row: readonly MemberNode[]): boolean {
    const before = row[place - 1];
    const comma = before && trailingComma(before.value.end);
    return before === undefined || (comma !== undefined && skipBlanks(text, comma + 1) === keyStart);
  }

  function replacePart(node: ScalarNode | DynamicNode, inner: Range, part: string): TextEdit[] | undefined {
    const edit = partEdit(node, inner, part);
    return edit && toFile([edit]);
  }

  function replace(node: ValueNode, value: Json): TextEdit[] | undefined {
    if (node.kind === "dynamic") return undefined;
    return toFile([{ range: [node.start, node.end], text: write(value, indentAt(node.start)) }]);
  }

  return {
    ...fieldEditor({ add, replace, removeMembers }),
    insertItem: insert,
    removeItem(parent: ArrayNode, index) {
      const item = parent.items[index];
      if (item === undefined) return undefined;
      const previous: ValueNode | undefined = parent.items[index - 1];
      return remove(parent, [item.start, item.end], previous?.end);
    },
    replacePart,
    renameKey(member, key) {
      const style = text[member.keyStart] === "'" ? "'" : '"';
      return toFile([{ range: [member.keyStart, member.keyEnd], text: quote(key, style) }]);
    },
  };
}

function quote(key: string, style = '"'): string {
  return `${style}${encodeJsonCharacters(key, style)}${style}`;
}

/** The offset of the next character that is neither blank nor comment. */
function skipBlanks(text: string, from: number): number {
  const blanks = /(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text)?.[0].length ?? 0);
}

function lineRest(text: string, from: number): string {
  return /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? "";
}

/** Widens a span to its whole lines, line end included, if it is all that they hold; else to the blank beside it. */
function wholeLines(text: string, [start, end]: Span, first: number): Span {
  const rest = lineRest(text, end);
  if (text.slice(first, start).trim() !== "" || rest.trim() !== "") {
    return rest.startsWith(" ") && /[ {[]/.test(text.charAt(start - 1)) ? [start, end + 1] : [start, end];
  }
  const stop = end + rest.length;
  const breakLength = /^\r?\n|^\r/.exec(text.slice(stop, stop + 2))?.[0].length ?? 0;
  if (breakLength > 0) return [first, stop + breakLength];
  return [first, stop];
}
