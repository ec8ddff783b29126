import type { Range } from "../document/nodes.ts";

/** A mistake in a path or an intrinsic call; the range counts in the parsed text. */
export interface SyntaxProblem {
  readonly message: string;
  readonly range: Range;
  /** Whether AWS may take it all the same: readers of JSONPath differ there. */
  readonly doubtful?: true;
}

/** The reading position in a text, and the first mistake met. Readers return `undefined` once there is one. */
export interface Cursor {
  readonly text: string;
  /** Where reading stops, at most the length of the text. */
  readonly end: number;
  at: number;
  depth: number;
  error: SyntaxProblem | undefined;
}

export function cursorOver(text: string, start: number, end: number): Cursor {
  return { text, at: start, end, depth: 0, error: undefined };
}

/** Keeps the first mistake; returns `undefined`, so that a reader can return it. */
export function fail(cursor: Cursor, message: string, start: number, end: number): undefined {
  cursor.error ??= { message, range: [start, Math.max(end, start)] };
  return undefined;
}

/** Keeps a mistake that AWS may take all the same. */
export function doubt(cursor: Cursor, message: string, start: number, end: number): undefined {
  cursor.error ??= { message, range: [start, Math.max(end, start)], doubtful: true };
  return undefined;
}

// No path a person writes comes near this; without it a long run of "(" would overflow the stack.
const maxDepth = 100;

/** Runs a reader one level deeper; fails beyond the depth that the stack surely bears. */
export function nested<T>(cursor: Cursor, read: () => T | undefined): T | undefined {
  if (cursor.depth >= maxDepth) return doubt(cursor, "This nests too deeply.", cursor.at, cursor.end);
  cursor.depth++;
  const result = read();
  cursor.depth--;
  return result;
}

/** The UTF-16 code at the cursor; `NaN`, equal to nothing, at the end. */
export function peek(cursor: Cursor): number {
  return cursor.at < cursor.end ? cursor.text.charCodeAt(cursor.at) : Number.NaN;
}

export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function skipBlanks(cursor: Cursor): void {
  while (isBlank(peek(cursor))) cursor.at++;
}

/** Whether the text goes on with this string. */
export function looksAt(cursor: Cursor, expected: string): boolean {
  return cursor.at + expected.length <= cursor.end && cursor.text.startsWith(expected, cursor.at);
}

/** Passes the string if the text goes on with it. */
export function accept(cursor: Cursor, expected: string): boolean {
  if (!looksAt(cursor, expected)) return false;
  cursor.at += expected.length;
  return true;
}

/** The match of a sticky expression at the cursor, passed; `undefined` if there is none. */
export function take(cursor: Cursor, sticky: RegExp): string | undefined {
  sticky.lastIndex = cursor.at;
  const match = sticky.exec(cursor.text)?.[0];
  if (match === undefined || cursor.at + match.length > cursor.end) return undefined;
  cursor.at += match.length;
  return match;
}

/** The value of the string in quotes of either kind at the cursor, its escapes resolved. */
export function readQuoted(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const quote = cursor.text.charAt(start);
  cursor.at++;
  while (cursor.at < cursor.end) {
    const char = cursor.text.charAt(cursor.at++);
    if (char === quote) return unescapeText(cursor.text.slice(start + 1, cursor.at - 1));
    if (char === "\\") cursor.at++;
  }
  cursor.at = cursor.end;
  return fail(cursor, `The string has no closing ${quote}.`, start, cursor.end);
}

/** Passes a bracket and everything up to the one that closes it; returns the text between them. */
export function readBalanced(cursor: Cursor, open: string, close: string): string | undefined {
  const start = cursor.at;
  let depth = 0;
  while (cursor.at < cursor.end) {
    const char = cursor.text.charAt(cursor.at);
    if (char === "'" || char === '"') {
      if (readQuoted(cursor) === undefined) return undefined;
      continue;
    }
    cursor.at++;
    if (char === open) depth++;
    if (char === close && --depth === 0) return cursor.text.slice(start + 1, cursor.at - 1);
  }
  return fail(cursor, `'${open}' has no closing '${close}'.`, start, cursor.end);
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Resolves `\n`, `\u00e9` and their like; before any other character a backslash is dropped. */
function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_match, hex: string | undefined, char: string) =>
    hex === undefined ? (escapes[char] ?? char) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
