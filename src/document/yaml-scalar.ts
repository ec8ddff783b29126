import { type HostScalar, SegmentBuilder, type SegmentMap, unmapped } from "./embedded.ts";
import type { TextEdit } from "./nodes.ts";
import { blockIndent, followBlock, staysBlock } from "./yaml-block-scalar.ts";
import { breakLength } from "./yaml-lines.ts";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["\t", "\t"],
]);
const HEX_LENGTH: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/** What only a double-quoted string can hold: line breaks of any YAML version, control characters, half surrogates. */
const NEEDS_ESCAPE = /[\0-\x08\n-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\p{Cs}]/u;
/** Text that some YAML version reads as null, boolean, number, date or merge key. */
const LOOKS_TYPED =
  /^(?:~|null|true|false|y|n|yes|no|on|off|<<|=|[-+]?\.(?:inf|nan)|[-+]?\.?[0-9][0-9a-fox_.:,+\-tz ]*)$/i;

/**
 * Follows a YAML scalar of any style from its first character (quote, `|`, `>` or text) to its end, character by
 * character. A text that does not decode to `value` comes back unmapped. `inFlow` says whether it stands inside `{…}`
 * or `[…]`, where fewer plain texts are possible. An edit is answered only if the whole scalar then reads as intended.
 */
export function decodeYamlScalar(text: string, start: number, end: number, value: string, inFlow = false): SegmentMap {
  const map = follow(text, start, end, value, inFlow);
  if (!map.exact) return map;
  return {
    ...map,
    toHostEdit(edit) {
      const hostEdit = map.toHostEdit(edit);
      if (hostEdit === undefined) return undefined;
      const [from, to] = hostEdit.range;
      const scalar = splice(text.slice(start, end), { range: [from - start, to - start], text: hostEdit.text });
      const changed = splice(value, edit);
      if (isPlain(text, start) && plainText(changed, inFlow) === undefined) return undefined;
      if (text[start] === "|" && !staysBlock(text.slice(start, end), scalar)) return undefined;
      return follow(scalar, 0, scalar.length, changed, inFlow).exact ? hostEdit : undefined;
    },
  };
}

/** The text itself if it can be written without quotes and every YAML version reads the same string. */
export function plainText(text: string, inFlow: boolean): string | undefined {
  if (text === "" || text.trim() !== text || text.includes("\t") || NEEDS_ESCAPE.test(text)) return undefined;
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](?:[\s,[\]{}]|$)|^(?:---|\.\.\.)/.test(text)) return undefined;
  if (/:(?:\s|$)|\s#/.test(text) || LOOKS_TYPED.test(text)) return undefined;
  if (inFlow && /[,[\]{}]/.test(text)) return undefined;
  return text;
}

/** The text as a single-quoted string, `undefined` if that cannot hold it on one line. */
export function singleQuoted(text: string): string | undefined {
  const inside = encodeSingle(text);
  return inside === undefined ? undefined : `'${inside}'`;
}

/** The text as a double-quoted string on one line. */
export function doubleQuoted(text: string): string {
  return `"${encodeDouble(text)}"`;
}

function encodeSingle(text: string): string | undefined {
  return NEEDS_ESCAPE.test(text) ? undefined : text.replaceAll("'", "''");
}

function encodeDouble(text: string): string {
  const unicode = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, unicode);
}

function encodePlain(text: string, inFlow: boolean): string | undefined {
  const words = text.replaceAll(/^ +| +$/g, "");
  return words === "" || plainText(words, inFlow) !== undefined ? text : undefined;
}

/** Lines of a literal block; each further one behind a line break and the blanks of the block. */
function encodeLiteral(text: string, lead: string | undefined): string | undefined {
  const lines = text.split("\n");
  if (lines.some((line) => NEEDS_ESCAPE.test(line)) || (lead === undefined && lines.length > 1)) return undefined;
  return lines.join(lead);
}

function splice(text: string, { range: [start, end], text: inserted }: TextEdit): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

function isPlain(text: string, start: number): boolean {
  return !/["'|>]/.test(text.charAt(start));
}

function follow(text: string, start: number, end: number, value: string, inFlow: boolean): SegmentMap {
  const builder = (encode: HostScalar["encode"]) => new SegmentBuilder({ range: [start, end], encode });
  switch (text[start]) {
    case '"':
      return followDouble(builder(encodeDouble), text, start + 1, end - 1).finish(value);
    case "'":
      return followSingle(builder(encodeSingle), text, start + 1, end - 1).finish(value);
    case "|": {
      const lead = blockIndent(text, start, end);
      const encode = (inserted: string) => encodeLiteral(inserted, lead);
      return followBlock(builder(encode), text, start, end, value).finish(value);
    }
    case ">":
      return followBlock(
        builder(() => undefined),
        text,
        start,
        end,
        value,
      ).finish(value);
    case "*":
      return unmapped(value, [start, end]);
    default:
      return followPlain(
        builder((inserted) => encodePlain(inserted, inFlow)),
        text,
        start,
        end,
      ).finish(value);
  }
}

function followPlain(builder: SegmentBuilder, text: string, start: number, end: number): SegmentBuilder {
  return followLines(builder, text, start, end, /[\r\n]/g, (at) => at);
}

function followSingle(builder: SegmentBuilder, text: string, start: number, end: number): SegmentBuilder {
  return followLines(builder, text, start, end, /[\r\n]|''/g, (at) => {
    builder.push("escape", at, 2, "'");
    return at + 2;
  });
}

function followDouble(builder: SegmentBuilder, text: string, start: number, end: number): SegmentBuilder {
  return followLines(builder, text, start, end, /[\r\n\\]/g, (at) => followEscape(builder, text, at));
}

/**
 * Copies text, folds its line breaks, and leaves what else `special` finds to `followOther`, which says where it ends.
 */
function followLines(
  builder: SegmentBuilder,
  text: string,
  start: number,
  end: number,
  special: RegExp,
  followOther: (at: number) => number,
): SegmentBuilder {
  let at = start;
  while (at < end) {
    special.lastIndex = at;
    const found = special.exec(text)?.index ?? end;
    if (found >= end) break;
    if (breakLength(text, found) > 0) at = fold(builder, text, at, found, end);
    else {
      builder.copy(at, text.slice(at, found));
      at = followOther(found);
    }
  }
  builder.copy(at, text.slice(at, end));
  return builder;
}

/** One line break is a blank, each further one is kept; the blanks around them belong to the layout. */
function fold(builder: SegmentBuilder, text: string, start: number, lineBreak: number, end: number): number {
  let stop = lineBreak;
  while (stop > start && isBlank(text, stop - 1)) stop--;
  builder.copy(start, text.slice(start, stop));
  let breaks = 0;
  let at = lineBreak;
  while (at < end) {
    const length = breakLength(text, at);
    if (length > 0) breaks++;
    else if (!isBlank(text, at)) break;
    at += length || 1;
  }
  builder.push("fold", stop, at - stop, breaks === 1 ? " " : "\n".repeat(breaks - 1));
  return at;
}

function followEscape(builder: SegmentBuilder, text: string, at: number): number {
  const kind = text.charAt(at + 1);
  const lineBreak = breakLength(text, at + 1);
  if (lineBreak > 0) {
    let stop = at + 1 + lineBreak;
    while (isBlank(text, stop)) stop++;
    return stop;
  }
  const digits = HEX_LENGTH.get(kind);
  const length = digits === undefined ? 2 : pairedLength(text, at, digits + 2);
  const raw = text.slice(at, at + length);
  const decoded = digits === undefined ? ESCAPES.get(kind) : decodeHex(raw, digits + 2);
  if (decoded === undefined) builder.copy(at, raw);
  else builder.push("escape", at, length, decoded);
  return at + length;
}

/** The two halves of a surrogate pair are one character: an edit must not come between them. */
function pairedLength(text: string, at: number, length: number): number {
  return /^\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/.test(text.slice(at, at + 12)) ? 12 : length;
}

function decodeHex(raw: string, length: number): string | undefined {
  let decoded = "";
  for (let i = 0; i < raw.length; i += length) {
    const digits = raw.slice(i + 2, i + length);
    const code = Number.parseInt(digits, 16);
    if (!/^[0-9a-fA-F]+$/.test(digits) || code > 0x10ffff) return undefined;
    decoded += String.fromCodePoint(code);
  }
  return decoded;
}

function isBlank(text: string, at: number): boolean {
  return text[at] === " " || text[at] === "\t";
}
