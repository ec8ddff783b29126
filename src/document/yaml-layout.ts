import type { ParsedNode } from "yaml";
import type { TextEdit } from "./nodes.ts";
import { breakLength, endsLine, isBlankOrComment, lineStart, lineStop, textEnd } from "./yaml-lines.ts";
import type { YamlPair } from "./yaml-tree.ts";

type Yaml = typeof import("yaml");

/** Where a member or an item stands in the text. */
export interface Entry {
  /** The first character of its key, or its dash. */
  readonly start: number;
  /** Behind its colon or dash; `undefined` for an item of `[…]`. */
  readonly mark: number | undefined;
  /** Behind its value; behind the line break if that is a block scalar. */
  readonly end: number;
  /** Of its comma, in `{…}` and `[…]`. */
  readonly comma: number | undefined;
  readonly value: ParsedNode | null;
}

/** The entries of a mapping or sequence; `undefined` if one is written in a way that edits leave alone. */
export function entriesOf(node: ParsedNode, yaml: Yaml): Entry[] | undefined {
  const token = node.srcToken;
  if (token === undefined || !("items" in token)) return undefined;
  const commas = token.items.flatMap((item) => item.start.filter(({ type }) => type === "comma"));
  const entries: Entry[] = [];
  const add = (start: number, mark: number | undefined, end: number, value: ParsedNode | null) => {
    entries.push({ start, mark, end, value, comma: commas.find(({ offset }) => offset >= end)?.offset });
  };

  if (yaml.isMap(node)) {
    for (const pair of node.items as YamlPair[]) {
      if (isExplicit(pair) || isTied(pair.key)) return undefined;
      const colon = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
      const mark = colon === undefined ? pair.key.range[1] : colon.offset + 1;
      add(
        pair.key.range[0],
        mark,
        Math.max(mark, propsEnd(pair.srcToken?.sep), valueEnd(pair.value, yaml)),
        pair.value,
      );
    }
  } else if (yaml.isSeq(node)) {
    const dashes = token.items.filter(({ start }) => start.some(({ type }) => type === "seq-item-ind"));
    if (!node.flow && dashes.length !== node.items.length) return undefined;
    for (const [i, item] of (node.items as ParsedNode[]).entries()) {
      const start = dashes[i]?.start;
      const dash = start?.find(({ type }) => type === "seq-item-ind");
      if (node.flow && isTied(item)) return undefined;
      if (dash === undefined) add(item.range[0], undefined, valueEnd(item, yaml), item);
      else add(dash.offset, dash.offset + 1, Math.max(dash.offset + 1, propsEnd(start), valueEnd(item, yaml)), item);
    }
  }
  return entries;
}

/** Whether a node has an anchor or a tag. */
export function isTied(node: ParsedNode | null): boolean {
  return node !== null && (node.tag !== undefined || ("anchor" in node && node.anchor !== undefined));
}

/** The end of what a value shows; behind the line break of a block scalar, without the comment of other values. */
export function valueEnd(node: ParsedNode | null, yaml: Yaml): number {
  if (node === null) return 0;
  if (!yaml.isCollection(node) || node.flow) return node.range[1];
  return entriesOf(node, yaml)?.at(-1)?.end ?? node.range[1];
}

/** Entries with those of a row as one, which stands where the first of them stood. */
export function joinEntries(entries: readonly Entry[], first: number, last: number): readonly Entry[] {
  const [from, to] = [entries[first], entries[last]];
  if (from === undefined || to === undefined || from === to) return entries;
  return [...entries.slice(0, first), { ...to, start: from.start, mark: from.mark }, ...entries.slice(last + 1)];
}

/** Edits that take an entry out of lines: with its lines, or from a line that also holds a dash or key before it. */
export function removeLines(text: string, entries: readonly Entry[], index: number): TextEdit[] | undefined {
  const entry = entries[index];
  if (entry === undefined) return undefined;
  const { start, end } = entry;
  const first = lineStart(text, start);
  const stop = endsLine(text, end) ? end : lineStop(text, end);
  if (!isBlankOrComment(text.slice(end, stop))) return undefined;
  if (text.slice(first, start).trim() === "") {
    const next = endsLine(text, end) ? end : stop + breakLength(text, stop);
    const isLastLine = next === stop && !endsLine(text, end);
    return [{ range: [isLastLine ? textEnd(text, first) : first, next], text: "" }];
  }
  const following = entries[index + 1];
  if (following === undefined) return undefined;
  if (text.slice(stop, following.start).trim() === "") return [{ range: [start, following.start], text: "" }];
  return [{ range: [textEnd(text, start), endsLine(text, end) ? textEnd(text, end) : stop], text: "" }];
}

/** Edits that take an entry and its comma out of `{…}` or `[…]`, which stands at `start` and ends at `end`. */
export function removeFromFlow(
  text: string,
  entries: readonly Entry[],
  index: number,
  [open, close]: readonly [number, number],
): TextEdit[] | undefined {
  const entry = entries[index];
  if (entry === undefined) return undefined;
  const { start, end, comma } = entry;
  const previous = entries[index - 1];
  const next = entries[index + 1];
  const first = lineStart(text, start);
  const after = comma === undefined ? end : comma + 1;
  const stop = lineStop(text, after);
  if (first > open && text.slice(first, start).trim() === "" && isBlankOrComment(text.slice(after, stop))) {
    const lines: TextEdit = { range: [first, stop + breakLength(text, stop)], text: "" };
    if (comma !== undefined || previous?.comma === undefined) return [lines];
    return [{ range: [previous.comma, previous.comma + 1], text: "" }, lines];
  }
  const range = next ? [start, next.start] : previous ? [previous.end, end] : [open + 1, close - 1];
  const [from, to] = range as [number, number]; // each of the three is a pair
  return text.slice(from, start).includes("#") || text.slice(end, to).includes("#")
    ? undefined
    : [{ range: [from, to], text: "" }];
}

/**
 * Edits that put an entry behind the last one of `{…}` or `[…]`, which stands at `start` and ends at `end`; blanks around
 * it are for one that has none yet.
 */
export function appendToFlow(
  text: string,
  entries: readonly Entry[],
  [open, close]: readonly [number, number],
  entry: string,
  lineEnd: string,
): TextEdit[] | undefined {
  const last = entries.at(-1);
  if (last === undefined) {
    if (text.slice(open + 1, close - 1).trim() !== "") return undefined;
    return [{ range: [open + 1, close - 1], text: entry }];
  }
  const first = lineStart(text, last.start);
  const ownLine = text.slice(first, last.start).trim() === "";
  const written = (ownLine ? lineEnd + " ".repeat(last.start - first) : " ") + entry.trim();
  const behind = (offset: number) => (ownLine ? commentEnd(text, offset) : offset);
  if (last.comma !== undefined) {
    const after = behind(last.comma + 1);
    return [{ range: [after, after], text: `${written},` }];
  }
  const after = behind(last.end);
  if (after === last.end) return [{ range: [after, after], text: `,${written}` }];
  return [
    { range: [last.end, last.end], text: "," },
    { range: [after, after], text: written },
  ];
}

/** The end of a comment that fills the rest of a line; without one, the offset itself. */
function commentEnd(text: string, offset: number): number {
  return offset + (/^[ \t]+#[^\r\n]*/.exec(text.slice(offset, lineStop(text, offset)))?.[0].length ?? 0);
}

function isExplicit({ srcToken }: YamlPair): boolean {
  return srcToken === undefined || srcToken.start.some(({ type }) => type === "explicit-key-ind");
}

function propsEnd(tokens: readonly { type: string; offset: number; source: string }[] = []): number {
  const props = tokens.filter(({ type }) => type === "anchor" || type === "tag");
  return Math.max(0, ...props.map(({ offset, source }) => offset + source.length));
}
