import type { ParsedNode } from "yaml";
import {
  applyEdits,
  createBudget,
  type Editor,
  fieldEditor,
  type Issue,
  type Json,
  joinEdits,
  partEdit,
  refusingEditor,
  rowsOf,
  withPart,
} from "./editor.ts";
import type { SegmentMap } from "./embedded.ts";
import type { ArrayNode, MemberNode, ObjectNode, TextEdit, ValueNode } from "./nodes.ts";
import { lineEndOf } from "./source-file.ts";
import {
  appendToFlow,
  type Entry,
  entriesOf,
  isTied,
  joinEntries,
  removeFromFlow,
  removeLines,
  valueEnd,
} from "./yaml-layout.ts";
import { endsLine, isBlankOrComment, lineStart, lineStop, textEnd } from "./yaml-lines.ts";
import { type Change, signature } from "./yaml-signature.ts";
import type { YamlPair } from "./yaml-tree.ts";
import {
  blockLines,
  indentLines,
  inlineText,
  isInline,
  memberLines,
  type QuoteStyle,
  stringText,
  styleOf,
  valueDepth,
  type YamlStyle,
} from "./yaml-write.ts";

/** A YAML text as it was read, and the way to read it again once it is changed. */
export interface EditorSource {
  readonly text: string;
  readonly yaml: typeof import("yaml");
  readonly root: ValueNode;
  readonly issues: readonly Issue[];
  /** What the library made of each value that may be edited. */
  readonly nodes: ReadonlyMap<ValueNode, ParsedNode>;
  readonly pairs: ReadonlyMap<MemberNode, YamlPair>;
  reread(text: string): { readonly root: ValueNode; readonly issues: readonly Issue[] };
}

/** A value, and the entry that it is the value of; the root has none. */
interface Place {
  readonly node: ParsedNode;
  readonly parent: ParsedNode | undefined;
  readonly entry: Entry | undefined;
}

/** Each change rereads the whole text. */
const MOST_REREAD = 4_000_000;

/**
 * Writes changes to YAML text in its own style. Each change is made on a copy, read again and compared with what it is
 * meant to say; what does not read back so is refused, as is any change of a text with syntax issues. With `map` the
 * text is embedded.
 */
export function yamlEditor(source: EditorSource, map?: SegmentMap): Editor {
  const { text, yaml, root, issues, nodes, pairs } = source;
  if (issues.some((issue) => issue.kind === "syntax")) return refusingEditor;
  const lineEnd = lineEndOf(text);
  let knownStyle: YamlStyle | undefined;
  const budget = createBudget(MOST_REREAD);

  function style(): YamlStyle {
    knownStyle ??= styleOf(text);
    return knownStyle;
  }

  /** The edits as edits of the file, if the text then says what the change means. */
  function settle(edits: readonly TextEdit[] | undefined, change: Change): TextEdit[] | undefined {
    if (edits === undefined || !budget.spend(text.length)) return undefined;
    const changed = source.reread(applyEdits(text, edits));
    if (changed.issues.length > issues.length) return undefined;
    if (signature(changed.root) !== signature(root, change)) return undefined;
    if (map === undefined) return [...edits];
    const mapped = edits.map((edit) => map.toHostEdit(edit));
    return mapped.every((edit) => edit !== undefined) ? mapped : undefined;
  }

  function column(offset: number): number {
    return offset - lineStart(text, offset);
  }

  /** The text holds no anchor that other places may name. */
  function isFree(node: ParsedNode | null): boolean {
    if (node === null || !text.includes("&")) return true;
    let free = true;
    yaml.visit(node, {
      Node(_key, { anchor }) {
        if (anchor !== undefined) free = false;
      },
    });
    return free;
  }

  function placeOf(value: ValueNode): Place | undefined {
    const node = nodes.get(value);
    if (node === undefined || value.kind === "dynamic" || yaml.isAlias(node) || isTied(node) || !isFree(node)) {
      return undefined;
    }
    if (value.parent === undefined) return { node, parent: undefined, entry: undefined };
    const parent = nodes.get(value.parent);
    const entry = parent && entriesOf(parent, yaml)?.find((candidate) => candidate.value === node);
    return entry && { node, parent, entry };
  }

  function replace(value: ValueNode, json: Json): TextEdit[] | undefined {
    const place = placeOf(value);
    if (place === undefined) return undefined;
    const change: Change = { replaced: { node: value, value: json } };
    if (place.parent && isFlow(place.parent)) {
      return settle(putInline(place, inlineText(json, quotesOf(place.node), style(), true)), change);
    }
    if (!isInline(json)) return settle(putLines(place, json), change);
    const literal = typeof json === "string" ? putLiteral(place.node, json) : undefined;
    return (
      (literal && settle(literal, change)) ??
      settle(putInline(place, inlineText(json, quotesOf(place.node), style(), false)), change)
    );
  }

  /** Puts text of one line where a value stands. */
  function putInline({ node, entry }: Place, inline: string): TextEdit[] {
    const [start] = node.range;
    const end = valueEnd(node, yaml);
    const mark = entry?.mark;
    if (start === end && mark !== undefined) return [{ range: [mark, mark], text: ` ${inline}` }];
    if (mark !== undefined && isBlock(node) && lineStop(text, mark) < start) {
      return [
        { range: [mark, mark], text: ` ${inline}` },
        { range: [lineStop(text, mark), textEnd(text, end)], text: "" },
      ];
    }
    const comment = /^[|>][^\s#]*([ \t]+#[^\r\n]*)/.exec(text.slice(start, end))?.[1] ?? "";
    return [{ range: [start, isFlow(node) ? end : Math.max(start, textEnd(text, end))], text: inline + comment }];
  }

  /** Puts a collection in block style where a value stands. */
  function putLines({ node, parent, entry }: Place, json: Json): TextEdit[] | undefined {
    const [start] = node.range;
    const end = textEnd(text, valueEnd(node, yaml));
    const lines = blockLines(json, style());
    const mark = entry?.mark;
    if (entry === undefined || mark === undefined) return [{ range: [start, end], text: lines.join(lineEnd) }];
    const isBelow = isBlock(node) && lineStop(text, mark) < start;
    if (yaml.isSeq(parent)) {
      const at = isBelow || start >= end ? mark : start;
      if (text.slice(mark, start).includes("#")) return undefined;
      const spaces = at === mark ? column(mark) + 1 : column(start);
      const item = indentLines(lines, spaces).join(lineEnd).trimStart();
      return [{ range: [at, Math.max(at, end)], text: at === mark ? ` ${item}` : item }];
    }
    const isList = Array.isArray(json);
    if (isBelow) {
      const spaces = isList === yaml.isSeq(node) ? column(start) : column(entry.start) + valueDepth(json, style());
      return [{ range: [lineStart(text, start), end], text: indentLines(lines, spaces).join(lineEnd) }];
    }
    const stop = Math.max(mark, end);
    const rest = lineStop(text, stop);
    if (!isBlankOrComment(text.slice(stop, rest))) return undefined;
    const below = indentLines(lines, column(entry.start) + valueDepth(json, style())).map((line) => lineEnd + line);
    const comment = text.slice(stop, rest).trimEnd();
    return [{ range: [mark, rest], text: comment + below.join("") }];
  }

  /** Keeps a literal block scalar one, if the new text has lines too. */
  function putLiteral(node: ParsedNode, value: string): TextEdit[] | undefined {
    if (!yaml.isScalar(node) || node.type !== "BLOCK_LITERAL" || !value.includes("\n")) return undefined;
    const written = text.slice(...(node.range.slice(0, 2) as [number, number])); // a range has three offsets
    const match = /^\|[-+]?([^\r\n]*)(?:\r\n?|\n)( +)\S/.exec(written);
    if (match === null || /^[1-9\s]|\n\n$/.test(value) || /^\d/.test(match[1] ?? "")) return undefined;
    const lines = value.replace(/\n$/, "").split("\n");
    const header = `|${value.endsWith("\n") ? "" : "-"}${match[1] ?? ""}`;
    const body = indentLines(lines, (match[2] ?? "").length);
    return [{ range: [node.range[0], textEnd(text, node.range[1])], text: [header, ...body].join(lineEnd) }];
  }

  function add(parent: ObjectNode, key: string, json: Json): TextEdit[] | undefined {
    const node = nodes.get(parent);
    const entries = node && entriesOf(node, yaml);
    if (node === undefined || entries === undefined) return undefined;
    const change: Change = { added: { parent, key, value: json } };
    return settle(isFlow(node) ? addToFlow(node, entries, key, json) : addLines(node, entries, key, json), change);
  }

  function addLines(node: ParsedNode, entries: readonly Entry[], key: string, json: Json): TextEdit[] | undefined {
    const first = entries[0];
    if (first === undefined) return undefined;
    const name = stringText(key, quotesOf(node), style(), false);
    return appendLines(entries, indentLines(memberLines(name, json, style()), column(first.start)));
  }

  /** Puts lines behind the last entry. */
  function appendLines(entries: readonly Entry[], lines: readonly string[]): TextEdit[] | undefined {
    const end = entries.at(-1)?.end;
    if (end === undefined) return undefined;
    const written = lines.join(lineEnd);
    if (endsLine(text, end)) return [{ range: [end, end], text: written + lineEnd }];
    const stop = lineStop(text, end);
    if (!isBlankOrComment(text.slice(end, stop))) return undefined;
    return [{ range: [stop, stop], text: lineEnd + written }];
  }

  function addToFlow(node: ParsedNode, entries: readonly Entry[], key: string, json: Json): TextEdit[] | undefined {
    const quotes = quotesOf(node);
    const member = `${stringText(key, quotes, style(), true)}: ${inlineText(json, quotes, style(), true)}`;
    return putInFlow(node, entries, member);
  }

  function putInFlow(node: ParsedNode, entries: readonly Entry[], written: string): TextEdit[] | undefined {
    return appendToFlow(
      text,
      entries,
      [node.range[0], node.range[1]],
      yaml.isMap(node) ? ` ${written} ` : written,
      lineEnd,
    );
  }

  function insert(parent: ArrayNode, index: number, json: Json): TextEdit[] | undefined {
    const node = nodes.get(parent);
    const entries = node && entriesOf(node, yaml);
    if (node === undefined || entries === undefined || index > entries.length) return undefined;
    const change: Change = { inserted: { parent, index, value: json } };
    const next = entries[index];
    if (isFlow(node)) {
      const written = inlineText(json, quotesOf(node), style(), true);
      if (next === undefined) return settle(putInFlow(node, entries, written), change);
      return settle([{ range: [next.start, next.start], text: `${written}, ` }], change);
    }
    const first = entries[0];
    if (first === undefined) return undefined;
    const lines = indentLines(blockLines([json], style()), column(first.start));
    if (next === undefined) return settle(appendLines(entries, lines), change);
    // Comments above an item stay with it.
    if (index > 0) return settle(appendLines(entries.slice(0, index), lines), change);
    return settle(
      [
        {
          range: [next.start, next.start],
          text: `${lines.join(lineEnd).trimStart()}${lineEnd}${" ".repeat(column(next.start))}`,
        },
      ],
      change,
    );
  }

  /** Takes rows of entries out, each from its first to its last place. */
  function remove(
    parent: ObjectNode | ArrayNode,
    rows: readonly (readonly [first: number, last: number])[],
    removed: readonly (MemberNode | ValueNode)[],
  ): TextEdit[] | undefined {
    const node = nodes.get(parent);
    const entries = node && entriesOf(node, yaml);
    if (node === undefined || entries === undefined) return undefined;
    const chosen = rows.map(([from, to]) => entries.slice(from, to + 1));
    if (chosen.some((row) => row.length === 0 || row.some(({ value }) => !isFree(value)))) return undefined;
    const change = { removed: new Set(removed) };
    const left = entries.length - chosen.flat().length;
    if (left === 0 && !isFlow(node)) {
      const place = placeOf(parent);
      return settle(place && putInline(place, parent.kind === "object" ? "{}" : "[]"), change);
    }
    const joined = rows.map(([from, to]) => joinEntries(entries, from, to));
    const edits = joined.map((all, i) => {
      const at = rows[i]?.[0] ?? 0;
      return isFlow(node) ? removeFromFlow(text, all, at, [node.range[0], node.range[1]]) : removeLines(text, all, at);
    });
    return settle(joinEdits(edits), change);
  }

  function removeMembers(parent: ObjectNode, members: readonly MemberNode[]): TextEdit[] | undefined {
    const node = nodes.get(parent);
    if (!yaml.isMap(node)) return undefined;
    // Entries that are no members, such as merge keys, stand among them in the text.
    const placeOfMember = (member: MemberNode): number => {
      const pair = pairs.get(member);
      return pair === undefined ? -1 : node.items.indexOf(pair);
    };
    const places = members.map(placeOfMember).sort((a, b) => a - b);
    return places.includes(-1) || places.length === 0 ? undefined : remove(parent, rowsOf(places), members);
  }

  /** The quotes of a string, of a mapping's keys, or of a sequence's first item. */
  function quotesOf(node: unknown): QuoteStyle {
    if (yaml.isMap(node)) return quotesOf(node.items.at(-1)?.key);
    if (yaml.isSeq(node)) return quotesOf(node.items[0]);
    if (!yaml.isScalar(node)) return "plain";
    return node.type === "QUOTE_DOUBLE" ? "double" : node.type === "QUOTE_SINGLE" ? "single" : "plain";
  }

  function isFlow(node: ParsedNode): boolean {
    return yaml.isCollection(node) && node.flow === true;
  }

  function isBlock(node: ParsedNode): boolean {
    return yaml.isCollection(node) && node.flow !== true;
  }

  return {
    ...fieldEditor({ add, replace, removeMembers }),
    insertItem: insert,
    removeItem(parent, index) {
      const item = parent.items[index];
      return item && remove(parent, [[index, index]], [item]);
    },
    replacePart(node, inner, part) {
      const edit = partEdit(node, inner, part);
      return edit && settle([edit], { replaced: { node, value: withPart(node, inner, part) } });
    },
    renameKey(member, key) {
      const node = pairs.get(member)?.key;
      if (!yaml.isScalar(node) || isTied(node)) return undefined;
      const object = member.value.parent && nodes.get(member.value.parent);
      const name = stringText(key, quotesOf(node), style(), object !== undefined && isFlow(object));
      const edit: TextEdit = { range: [node.range[0], node.range[1]], text: name };
      return settle([edit], { renamed: { member, key } });
    },
  };
}
