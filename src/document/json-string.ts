import { SegmentBuilder, type SegmentMap } from "./embedded.ts";

/** Escapes of one character, those of JSON5 included; any other character stands for itself. */
const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  0: "\0",
  "\n": "",
  "\r": "",
  "\u2028": "",
  "\u2029": "",
};

/**
 * Follows a JSON string, quotes included, from `start` to `end`, character by character. Single quotes, bare words and
 * the line continuations of JSON5 are understood too; a text that does not decode to `value` comes back unmapped.
 */
export function decodeJsonString(text: string, start: number, end: number, value: string): SegmentMap {
  return follow(text, start, end).finish(value);
}

/** The value of a string of JSON or JSON5, quotes included in the range. */
export function readJsonString(text: string, start: number, end: number): string {
  return follow(text, start, end).text;
}

/** The inside of a JSON string that decodes to `text`. */
export function encodeJsonCharacters(text: string, quote = '"'): string {
  const inside = JSON.stringify(text).slice(1, -1);
  return quote === "'" ? inside.replaceAll('\\"', '"').replaceAll("'", "\\'") : inside;
}

function follow(text: string, start: number, end: number): SegmentBuilder {
  const quote = text.charAt(start);
  const quoted = quote === '"' || quote === "'";
  const builder = new SegmentBuilder({
    range: [start, end],
    encode: (inserted) => (quoted ? encodeJsonCharacters(inserted, quote) : undefined),
  });
  let at = quoted ? start + 1 : start;
  const stop = quoted ? end - 1 : end;
  const written = text.slice(0, stop);
  while (at < stop) {
    const next = written.indexOf("\\", at);
    const copied = next === -1 ? stop : next;
    builder.copy(at, text.slice(at, copied));
    at = copied;
    if (at >= stop) break;
    const length = escapeLength(text, at);
    builder.push("escape", at, length, decodeEscape(text.slice(at, at + length)));
    at += length;
  }
  return builder;
}

function escapeLength(text: string, at: number): number {
  const unit = unitLength(text, at);
  if (unit !== 6) return text.slice(at + 1, at + 3) === "\r\n" ? 3 : unit;
  const first = Number.parseInt(text.slice(at + 2, at + 6), 16);
  // The two halves of a surrogate pair are one character: an edit must not come between them.
  const second = /^\\u[dD][c-fC-F][0-9a-fA-F]{2}/.test(text.slice(at + 6, at + 12));
  return first >= 0xd800 && first < 0xdc00 && second ? 12 : 6;
}

function unitLength(text: string, at: number): number {
  if (text[at + 1] === "u") return 6;
  return text[at + 1] === "x" ? 4 : 2;
}

function decodeEscape(written: string): string {
  const kind = written.charAt(1);
  if (kind === "x") return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  if (kind !== "u") return ESCAPES[kind] ?? kind;
  let decoded = "";
  for (let i = 0; i < written.length; i += 6)
    decoded += String.fromCharCode(Number.parseInt(written.slice(i + 2, i + 6), 16));
  return decoded;
}
