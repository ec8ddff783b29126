import type { HclStyle } from "./hcl-write.ts";
import type { MemberNode, Range, ValueNode } from "./nodes.ts";
import { lineEndOf } from "./source-file.ts";

/** The offset of the next character that is neither blank nor comment. */
export function skipBlanks(text: string, from: number): number {
  const blanks = /(?:\s|(?:#|\/\/)[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text)?.[0].length ?? 0);
}

/** The end of a comment that stands on the rest of the line, `undefined` without one. */
export function lineCommentEnd(text: string, from: number): number | undefined {
  const comment = /[ \t]*(?:(?:#|\/\/)[^\r\n]*|\/\*[^\r\n]*?\*\/(?=[ \t]*(?:\r?\n|$)))/y;
  comment.lastIndex = from;
  const match = comment.exec(text);
  return match === null ? undefined : from + match[0].length;
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

/** Whether only blanks stand before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** Widens a range to its whole lines, line end included, if it is all that they hold; else to the blank beside it. */
export function wholeLines(text: string, [start, end]: Range): Range {
  const first = lineStart(text, start);
  const lineEnd = /\r?\n|$/g;
  lineEnd.lastIndex = end;
  const found = lineEnd.exec(text);
  const stop = found?.index ?? text.length;
  const rest = text.slice(end, stop);
  if (text.slice(first, start).trim() === "" && rest.trim() === "") return [first, stop + (found?.[0].length ?? 0)];
  return rest.startsWith(" ") && /[ {[]/.test(text.charAt(start - 1)) ? [start, end + 1] : [start, end];
}

/** How objects are written around a value: as its own last member, that of the object around it, or that of the root. */
export function hclStyle(
  text: string,
  node: ValueNode | undefined,
  root: ValueNode,
  written: ReadonlyMap<string, string>,
): HclStyle {
  const model = modelOf(node) ?? (root.kind === "object" ? root.members.at(-1) : undefined);
  const siblings = model?.value.parent?.kind === "object" ? model.value.parent.members : [];
  return {
    quotesKeys: model !== undefined && text[model.keyStart] === '"',
    separator: model !== undefined && /^\s*:/.test(text.slice(model.keyEnd, model.value.start)) ? ":" : "=",
    commas: siblings.some(({ value }) => text[skipBlanks(text, value.end)] === ","),
    unit: unitOf(text, root),
    lineEnd: lineEndOf(text),
    written,
  };
}

function modelOf(node: ValueNode | undefined): MemberNode | undefined {
  for (let at = node; at !== undefined; at = at.parent) {
    if (at.kind === "object" && at.members.length > 0) return at.members.at(-1);
  }
  return undefined;
}

/** The blanks that a member of the root stands in more than the line it opens on. */
function unitOf(text: string, root: ValueNode): string {
  const first = root.kind === "object" ? root.members[0]?.keyStart : undefined;
  if (first === undefined || !startsLine(text, first)) return "  ";
  const [outer, inner] = [indentAt(text, root.start), indentAt(text, first)];
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : "  ";
}

/** The offset of the first character of a line. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}
