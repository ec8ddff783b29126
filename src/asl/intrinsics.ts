import { intrinsicFunctions } from "../data/intrinsics.ts";
import type { Range } from "../document/nodes.ts";
import { nearest } from "../util/did-you-mean.ts";
import { type ParsedPath, parsePathIn } from "./jsonpath.ts";
import {
  accept,
  type Cursor,
  cursorOver,
  fail,
  nested,
  type SyntaxProblem,
  skipBlanks,
  take,
} from "./jsonpath-cursor.ts";

/** A call such as `States.Format('{}', $.name)`. All ranges are UTF-16 offsets in the text that was parsed. */
export interface IntrinsicCall {
  readonly kind: "call";
  /** The function as written, `States.Format`; it need not exist. */
  readonly name: string;
  readonly nameRange: Range;
  readonly args: readonly IntrinsicArgument[];
  readonly range: Range;
  /** The first mistake anywhere in the text; on the outermost call only. */
  readonly error: SyntaxProblem | undefined;
}

export type IntrinsicArgument =
  | IntrinsicString
  | { readonly kind: "number"; readonly value: number; readonly range: Range }
  | { readonly kind: "boolean"; readonly value: boolean; readonly range: Range }
  | { readonly kind: "null"; readonly range: Range }
  | { readonly kind: "path"; readonly path: ParsedPath; readonly range: Range }
  | IntrinsicCall;

/** A string in single quotes. */
export interface IntrinsicString {
  readonly kind: "string";
  /** With `\'`, `\{`, `\}` and `\\` resolved; any other backslash stays. */
  readonly value: string;
  /** Where `{}` stands without a backslash: what `States.Format` fills. */
  readonly placeholders: readonly Range[];
  /** Backslashes before a character that needs none; whether AWS takes them is not measured. */
  readonly strayEscapes: readonly Range[];
  /** The string with its quotes. */
  readonly range: Range;
}

/** Whether a text is meant as a call of an intrinsic function: `States.` in letters of any size, a word and `(`. */
export function looksLikeIntrinsic(text: string): boolean {
  return /^[ \t-\r]*states\.\w+[ \t-\r]*\(/i.test(text);
}

/** Reads an intrinsic call; `undefined` if the text does not look like one. Never throws. */
export function parseIntrinsic(text: string): IntrinsicCall | undefined {
  if (!looksLikeIntrinsic(text)) return undefined;
  const cursor = cursorOver(text, 0, text.length);
  skipBlanks(cursor);
  if (cursor.at > 0) fail(cursor, "Nothing stands before 'States.', not even a blank.", 0, cursor.at);
  const call = readCall(cursor);
  skipBlanks(cursor);
  if (cursor.at < cursor.end) fail(cursor, "The call ends before this.", cursor.at, cursor.end);
  return call && { ...call, error: cursor.error };
}

/** How deep calls stand in one another: 1 for a call without calls among its arguments. */
export function nestingDepth(call: IntrinsicCall): number {
  let inner = 0;
  for (const argument of call.args) if (argument.kind === "call") inner = Math.max(inner, nestingDepth(argument));
  return inner + 1;
}

/** The call and all calls among its arguments, in writing order. */
export function* callsIn(call: IntrinsicCall): Generator<IntrinsicCall> {
  yield call;
  for (const argument of call.args) if (argument.kind === "call") yield* callsIn(argument);
}

/** The paths that a call reads, in writing order. */
export function* pathsIn(call: IntrinsicCall): Generator<ParsedPath> {
  for (const argument of call.args) {
    if (argument.kind === "path") yield argument.path;
    if (argument.kind === "call") yield* pathsIn(argument);
  }
}

/** The name of a known function that a name such as "states.Fromat" or "Format" seems to be meant as. */
export function nearestIntrinsic(name: string): string | undefined {
  const word = name.replace(/^states?\./i, "");
  const words = intrinsicFunctions.map((known) => known.name.slice("States.".length));
  const meant = words.includes(word) ? word : nearest(word, words);
  return meant && `States.${meant}`;
}

const callName = /[A-Za-z_][\w.]*(?=\s*\()/y;

/** Reads a call at the cursor; `undefined` without an error if none stands here. */
function readCall(cursor: Cursor): IntrinsicCall | undefined {
  const start = cursor.at;
  const name = take(cursor, callName);
  if (name === undefined) return undefined;
  const nameRange: Range = [start, cursor.at];
  skipBlanks(cursor);
  const args = readArguments(cursor);
  return { kind: "call", name, nameRange, args, range: [start, cursor.at], error: undefined };
}

/** Reads `(…)`; after a mistake, what stands before it. */
function readArguments(cursor: Cursor): IntrinsicArgument[] {
  const open = cursor.at;
  const args: IntrinsicArgument[] = [];
  cursor.at++;
  skipBlanks(cursor);
  if (accept(cursor, ")")) return args;
  do {
    skipBlanks(cursor);
    const argument = cursor.at < cursor.end ? readArgument(cursor) : undefined;
    if (argument !== undefined) args.push(argument);
    skipBlanks(cursor);
  } while (cursor.error === undefined && accept(cursor, ","));
  if (cursor.error === undefined && accept(cursor, ")")) return args;
  if (cursor.at >= cursor.end) fail(cursor, "'(' has no closing ')'.", open, cursor.end);
  else fail(cursor, "Expected ',' or ')' before this.", cursor.at, cursor.end);
  cursor.at = cursor.end;
  return args;
}

const number = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?!\w)/y;
const keyword = /(?:true|false|null)(?!\w)/y;

function readArgument(cursor: Cursor): IntrinsicArgument | undefined {
  const start = cursor.at;
  const char = cursor.text.charAt(start);
  if (char === "'") return readString(cursor);
  if (char === "$") return readPath(cursor);
  const call = nested(cursor, () => readCall(cursor));
  if (call !== undefined) return call;
  const digits = take(cursor, number);
  if (digits !== undefined) return { kind: "number", value: Number(digits), range: [start, cursor.at] };
  const constant = take(cursor, keyword);
  if (constant === "null") return { kind: "null", range: [start, cursor.at] };
  if (constant !== undefined) return { kind: "boolean", value: constant === "true", range: [start, cursor.at] };
  if (char === '"') return fail(cursor, "Strings stand in single quotes here.", start, cursor.end);
  return fail(
    cursor,
    "Expected an argument: a string in single quotes, a number, true, false, null, a path or a call.",
    start,
    Math.max(start, Math.min(start + 1, cursor.end)),
  );
}

function readString(cursor: Cursor): IntrinsicString | undefined {
  const { text, end } = cursor;
  const start = cursor.at;
  const placeholders: Range[] = [];
  const strayEscapes: Range[] = [];
  let value = "";
  let copied = start + 1;
  for (let at = copied; at < end; at++) {
    const char = text.charAt(at);
    if (char === "'") {
      cursor.at = at + 1;
      return {
        kind: "string",
        value: value + text.slice(copied, at),
        placeholders,
        strayEscapes,
        range: [start, at + 1],
      };
    }
    if (char === "{" && text.charAt(at + 1) === "}") placeholders.push([at, at + 2]);
    if (char !== "\\" || at + 1 >= end) continue;
    if ("'{}\\".includes(text.charAt(at + 1))) {
      value += text.slice(copied, at);
      copied = at + 1;
    } else {
      strayEscapes.push([at, at + 2]);
      // Measured: AWS refuses the whole call, with or without one backslash more.
      if (text.charAt(at + 1) === '"') fail(cursor, "A double quote takes no backslash here.", at, at + 2);
    }
    at++;
  }
  cursor.at = end;
  return fail(cursor, "The string has no closing '.", start, end);
}

function readPath(cursor: Cursor): IntrinsicArgument {
  const start = cursor.at;
  const end = endOfPath(cursor);
  const path = parsePathIn(cursor.text, start, end);
  if (path.error !== undefined) cursor.error ??= path.error;
  cursor.at = end;
  return { kind: "path", path, range: [start, end] };
}

/** Where a path among arguments ends: before the `,` or `)` that stands outside of its own brackets and quotes. */
function endOfPath(cursor: Cursor): number {
  const { text } = cursor;
  let depth = 0;
  let quote = "";
  for (let at = cursor.at; at < cursor.end; at++) {
    const char = text.charAt(at);
    if (char === "\\") at++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if ((char === "'" || char === '"') && depth > 0) quote = char;
    else if (char === "[" || char === "(") depth++;
    else if (depth > 0 && (char === "]" || char === ")")) depth--;
    else if (depth === 0 && (char === "," || char === ")"))
      return cursor.at + text.slice(cursor.at, at).trimEnd().length;
  }
  return cursor.end;
}
