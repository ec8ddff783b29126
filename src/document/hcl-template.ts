import { type HostScalar, SegmentBuilder, type SegmentMap, unmapped } from "./embedded.ts";
import { interpolationEnd, jsonLabel } from "./hcl-interpolation.ts";

/** What stands for an interpolation in the decoded text. */
export type LabelOf = (written: string, before: string) => string;

/** A quoted text or heredoc as it reads once it is decoded. */
export interface Template {
  readonly map: SegmentMap;
  /** The interpolations in it, in order. */
  readonly holes: readonly TemplateHole[];
}

/** An interpolation: its label in the decoded text, and how it is written. */
export interface TemplateHole {
  readonly label: string;
  readonly written: string;
  /** Where the label starts in the decoded text. */
  readonly at: number;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

const HEREDOC = /^<<(-?)[^\r\n]*(?:\r\n|\n)/;
/** What `unicode.IsSpace` of Go takes for a blank, but for line breaks. */
const BLANKS = /^(?:[^\S\r\n\ufeff]|\u0085|\r(?!\n))*/;

/**
 * Decodes a quoted text or a heredoc of HCL, from its first character to its last. Interpolations stay in the text as
 * `labelOf` says. `undefined` where only deployment knows the text around them: it holds a directive, or marks that strip
 * blanks, or does not end.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates
 */
export function decodeTemplate(
  text: string,
  start: number,
  end: number,
  labelOf: LabelOf = jsonLabel,
): Template | undefined {
  return text[start] === '"' ? decodeQuoted(text, start, end, labelOf) : decodeHeredoc(text, start, end, labelOf);
}

/** The map of a text that is known to decode to `value`; unmapped where it does not. */
export function mapTemplate(text: string, start: number, end: number, value: string, labelOf: LabelOf): SegmentMap {
  const template = decodeTemplate(text, start, end, labelOf);
  return template?.map.text === value ? template.map : unmapped(value, [start, end]);
}

/** A text as the inside of a quoted one. */
export function encodeQuoted(text: string): string {
  return escapeMarks(text).replaceAll(/["\\\n\r\t]|[\0-\x1f\x7f\u2028\u2029\ufeff]|\p{Cs}/gu, (character) => {
    const short = SHORT[character];
    return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const SHORT: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text in which nothing is an interpolation or a directive. */
export function escapeMarks(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** Text can only be inserted if it holds no interpolation of the template: it would become mere text. */
function holdsHole(text: string, holes: readonly TemplateHole[]): boolean {
  return text.includes("${") && holes.some(({ label }) => text.includes(label));
}

class Decoder {
  readonly holes: TemplateHole[] = [];
  private readonly builder: SegmentBuilder;
  private decoded = "";

  constructor(
    private readonly text: string,
    scalar: HostScalar,
    private readonly labelOf: LabelOf,
  ) {
    this.builder = new SegmentBuilder(scalar);
  }

  copy(at: number, end: number): void {
    const copied = this.text.slice(at, end);
    this.builder.copy(at, copied);
    this.add(copied);
  }

  escape(at: number, length: number, decoded: string): void {
    this.builder.push("escape", at, length, decoded);
    this.add(decoded);
  }

  /** Follows `${`, `%{` and their escapes; gives the offset behind, `undefined` where the template is opaque. */
  mark(at: number, stop: number): number | undefined {
    const sign = this.text.charAt(at);
    if (this.text[at + 1] === sign && this.text[at + 2] === "{") {
      // Whether the first sign of three belongs to the escape is not documented.
      if (this.text[at - 1] === sign) return undefined;
      this.escape(at, 3, `${sign}{`);
      return at + 3;
    }
    if (this.text[at + 1] !== "{") {
      this.copy(at, at + 1);
      return at + 1;
    }
    const end = sign === "$" ? interpolationEnd(this.text, at, stop) : undefined;
    if (end === undefined) return undefined;
    const written = this.text.slice(at, end);
    if (written.startsWith("${~") || written.endsWith("~}")) return undefined;
    const label = this.labelOf(written, this.decoded);
    this.holes.push({ label, written, at: this.decoded.length });
    this.builder.push("hole", at, end - at, label);
    this.add(label);
    return end;
  }

  finish(): Template {
    return { map: this.builder.finish(this.decoded), holes: this.holes };
  }

  private add(text: string): void {
    this.decoded += text;
  }
}

function decodeQuoted(text: string, start: number, end: number, labelOf: LabelOf): Template | undefined {
  if (end - start < 2 || text[end - 1] !== '"') return undefined;
  const decoder: Decoder = new Decoder(
    text,
    {
      range: [start, end],
      encode: (inserted) => (holdsHole(inserted, decoder.holes) ? undefined : encodeQuoted(inserted)),
    },
    labelOf,
  );
  const stop = end - 1;
  const special = /[\\$%\r\n]/g;
  let at = start + 1;
  while (at < stop) {
    special.lastIndex = at;
    const found = Math.min(special.exec(text)?.index ?? stop, stop);
    decoder.copy(at, found);
    if (found === stop) break;
    // A quoted text is on one line.
    if (text[found] === "\n" || text[found] === "\r") return undefined;
    const next = text[found] === "\\" ? followEscape(decoder, text, found, stop) : decoder.mark(found, stop);
    if (next === undefined) return undefined;
    at = next;
  }
  return decoder.finish();
}

function followEscape(decoder: Decoder, text: string, at: number, stop: number): number | undefined {
  const kind = text.charAt(at + 1);
  const short = ESCAPES.get(kind);
  const digits = kind === "u" ? 4 : kind === "U" ? 8 : 0;
  const end = at + 2 + digits;
  if (end > stop) return undefined;
  if (short !== undefined) decoder.escape(at, 2, short);
  else {
    const hex = text.slice(at + 2, end);
    const code = Number.parseInt(hex, 16);
    if (digits === 0 || !/^[0-9a-fA-F]+$/.test(hex) || code > 0x10ffff) return undefined;
    // Half a surrogate pair is no character of HCL.
    decoder.escape(at, 2 + digits, code >= 0xd800 && code < 0xe000 ? "\ufffd" : String.fromCodePoint(code));
  }
  return end;
}

function decodeHeredoc(text: string, start: number, end: number, labelOf: LabelOf): Template | undefined {
  const opening = HEREDOC.exec(text.slice(start, end));
  if (opening === null) return undefined;
  const first = start + opening[0].length;
  // The line of the closing marker is no part of the text.
  const stop = text.lastIndexOf("\n", end - 1) + 1;
  if (stop < first) return undefined;
  const starts = lineStarts(text, first, stop);
  if (starts === undefined) return undefined;
  const indent = opening[1] === "-" ? indentation(text, starts) : "";
  const depth = indent.length;
  const decoder: Decoder = new Decoder(
    text,
    {
      range: [start, end],
      encode: (inserted) =>
        /[\0-\x08\x0b\x0c\x0e-\x1f\p{Cs}]/u.test(inserted) || holdsHole(inserted, decoder.holes)
          ? undefined
          : escapeMarks(inserted).replaceAll(/\n(?!\r?\n)/g, `\n${indent}`),
    },
    labelOf,
  );
  const special = /[\n$%]/g;
  let at = starts.has(first) ? first + depth : first;
  while (at < stop) {
    special.lastIndex = at;
    const found = Math.min(special.exec(text)?.index ?? stop, stop);
    decoder.copy(at, found);
    if (found === stop) break;
    if (text[found] === "\n") {
      const stripped = starts.has(found + 1) ? depth : 0;
      if (stripped === 0) decoder.copy(found, found + 1);
      // With the blanks it hides: whoever takes a line out takes its own ones along.
      else decoder.escape(found, 1 + stripped, "\n");
      at = found + 1 + stripped;
    } else {
      const next = decoder.mark(found, stop);
      if (next === undefined) return undefined;
      at = next;
    }
  }
  return decoder.finish();
}

/**
 * Where the lines start that are not blank, and so count for the indentation; inside an interpolation no line starts.
 * `undefined` if an interpolation does not end.
 */
function lineStarts(text: string, first: number, stop: number): ReadonlySet<number> | undefined {
  const lines = new Set<number>();
  const special = /\n|([$%])\1?\{/g;
  let at = first;
  if (!isBlankLine(text, first, stop)) lines.add(first);
  for (;;) {
    special.lastIndex = at;
    const match = special.exec(text);
    if (match === null || match.index >= stop) return lines;
    at = match.index + match[0].length;
    if (match[0] === "\n") {
      if (at < stop && !isBlankLine(text, at, stop)) lines.add(at);
    } else if (match[0] === "${" || match[0] === "%{") {
      const end = interpolationEnd(text, match.index, stop);
      if (end === undefined) return undefined;
      at = end;
    }
  }
}

function isBlankLine(text: string, start: number, stop: number): boolean {
  const end = start + blanksAt(text, start);
  return end >= stop || text[end] === "\n" || (text[end] === "\r" && text[end + 1] === "\n");
}

function blanksAt(text: string, start: number): number {
  const stop = text.indexOf("\n", start);
  return BLANKS.exec(text.slice(start, stop === -1 ? undefined : stop))?.[0].length ?? 0;
}

/** The blanks that `<<-` takes off each line that is not blank: those of the line that has fewest. */
function indentation(text: string, starts: ReadonlySet<number>): string {
  let least: string | undefined;
  for (const start of starts) {
    const blanks = blanksAt(text, start);
    if (least === undefined || blanks < least.length) least = text.slice(start, start + blanks);
  }
  return least ?? "";
}
