import type { Range } from "../document/nodes.ts";
import {
  accept,
  type Cursor,
  fail,
  nested,
  peek,
  readBalanced,
  readQuoted,
  skipBlanks,
  take,
} from "./jsonpath-cursor.ts";

/** A constant in a filter. */
export type Literal =
  | { readonly kind: "string"; readonly value: string; readonly range: Range }
  | { readonly kind: "number"; readonly value: number; readonly range: Range }
  | { readonly kind: "boolean"; readonly value: boolean; readonly range: Range }
  | { readonly kind: "null"; readonly range: Range }
  | { readonly kind: "regex"; readonly pattern: string; readonly flags: string; readonly range: Range }
  | { readonly kind: "array"; readonly items: readonly Literal[]; readonly range: Range }
  /** `{…}`; `text` is what stands in the braces. */
  | { readonly kind: "object"; readonly text: string; readonly range: Range }
  /** A value without quotes, as in `[?(@.Name == Cat)]`. */
  | { readonly kind: "word"; readonly value: string; readonly range: Range };

const number = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.-])/y;
const keyword = /(?:true|false|null)(?![\w.-])/y;
const regex = /\/((?:[^/\\]|\\[\s\S])*)\/([A-Za-z]*)/y;

/**
 * Reads a string, number, boolean, null, `/regex/`, `[…]` or `{…}`; `undefined` without an error if none stands here.
 */
export function readLiteral(cursor: Cursor): Literal | undefined {
  const start = cursor.at;
  switch (cursor.text.charAt(start)) {
    case "'":
    case '"': {
      const value = readQuoted(cursor);
      return value === undefined ? undefined : { kind: "string", value, range: [start, cursor.at] };
    }
    case "[":
      return nested(cursor, () => readArray(cursor));
    case "{": {
      const text = readBalanced(cursor, "{", "}");
      return text === undefined ? undefined : { kind: "object", text, range: [start, cursor.at] };
    }
    case "/":
      return readRegex(cursor);
    default:
      return readNumber(cursor) ?? readKeyword(cursor);
  }
}

function readArray(cursor: Cursor): Literal | undefined {
  const start = cursor.at;
  const items: Literal[] = [];
  cursor.at++;
  skipBlanks(cursor);
  while (!accept(cursor, "]")) {
    if (items.length > 0 && !accept(cursor, ",")) return failAt(cursor, "Expected ',' or ']' in the list.");
    skipBlanks(cursor);
    const item = readLiteral(cursor);
    if (item === undefined) return failAt(cursor, "Expected a value in the list.");
    items.push(item);
    skipBlanks(cursor);
  }
  return { kind: "array", items, range: [start, cursor.at] };
}

function readRegex(cursor: Cursor): Literal | undefined {
  const start = cursor.at;
  const written = take(cursor, regex);
  if (written === undefined) return undefined;
  const slash = written.lastIndexOf("/");
  return {
    kind: "regex",
    pattern: written.slice(1, slash),
    flags: written.slice(slash + 1),
    range: [start, cursor.at],
  };
}

function readNumber(cursor: Cursor): Literal | undefined {
  const start = cursor.at;
  const written = take(cursor, number);
  return written === undefined ? undefined : { kind: "number", value: Number(written), range: [start, cursor.at] };
}

function readKeyword(cursor: Cursor): Literal | undefined {
  const start = cursor.at;
  const written = take(cursor, keyword);
  if (written === undefined) return undefined;
  const range: Range = [start, cursor.at];
  return written === "null" ? { kind: "null", range } : { kind: "boolean", value: written === "true", range };
}

function failAt(cursor: Cursor, message: string): undefined {
  return fail(cursor, message, cursor.at, Number.isNaN(peek(cursor)) ? cursor.at : cursor.at + 1);
}
