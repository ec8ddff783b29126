import type { Range } from "../document/nodes.ts";

/** A piece of an expression. Offsets count in its source. */
export interface JsonataToken {
  /** `unclosed`: a string, quoted name, regular expression or comment without its end, up to the end of the text. */
  readonly kind: "operator" | "name" | "variable" | "string" | "number" | "regex" | "unclosed";
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  /** Whether a value ends with it, so that an operator may follow. */
  readonly operand: boolean;
}

/**
 * Splits an expression as the parser does, which only tells where tokens end and nothing of those it gives up in. Whether
 * `/` divides or opens a regular expression follows from what stands before it.
 */
export function jsonataTokens(source: string): readonly JsonataToken[] {
  const tokens: JsonataToken[] = [];
  let at = 0;
  while (at < source.length) {
    const start = at;
    const char = source.charAt(at);
    if (BLANKS.includes(char)) {
      at++;
      continue;
    }
    const before = tokens.at(-1)?.operand ?? false;
    const put = (kind: JsonataToken["kind"], end: number, operand: boolean): void => {
      tokens.push({ kind, start, end, text: source.slice(start, end), operand });
      at = end;
    };
    const close = (kind: JsonataToken["kind"], end: number): void => {
      if (end < 0) put("unclosed", source.length, true);
      else put(kind, end, true);
    };
    if (source.startsWith("/*", at)) {
      const end = source.indexOf("*/", at + 2);
      if (end < 0) close("unclosed", end);
      else at = end + 2;
    } else if (char === "/" && !before) close("regex", regexEnd(source, at + 1));
    else if (char === '"' || char === "'") close("string", stringEnd(source, at + 1, char));
    else if (char === "`") close("name", source.indexOf("`", at + 1) + 1 || -1);
    else if (OPERATORS.includes(char)) {
      const text = LONG_OPERATORS.find((long) => source.startsWith(long, at)) ?? char;
      const isOperand = ")]}".includes(char) || (!before && ["*", "**", "%"].includes(text));
      put("operator", at + text.length, isOperand);
    } else {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(source)?.[0];
      if (number !== undefined) put("number", at + number.length, true);
      else {
        let end = at;
        while (end < source.length && !BLANKS.includes(source.charAt(end)) && !OPERATORS.includes(source.charAt(end))) {
          end++;
        }
        const isWord = before && WORD_OPERATORS.has(source.slice(at, end));
        if (isWord) put("operator", end, false);
        else put(char === "$" ? "variable" : "name", end, true);
      }
    }
  }
  return tokens;
}

/** The range of the token that ends at an offset; of the character before it if there is none. */
export function tokenEndingAt(tokens: readonly JsonataToken[], end: number): Range {
  const token = tokens.find((each) => each.end === end);
  return token === undefined ? [Math.max(0, end - 1), Math.max(1, end)] : [token.start, token.end];
}

const BLANKS = " \t\n\r\v";
const OPERATORS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
const LONG_OPERATORS = ["..", ":=", "!=", ">=", "<=", "**", "~>"];
const WORD_OPERATORS = new Set(["and", "or", "in"]);
const NUMBER = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;

function stringEnd(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "\\") at++;
    else if (char === quote) return at + 1;
  }
  return -1;
}

/** A slash inside of brackets does not end it; `i` and `m` may follow. */
function regexEnd(source: string, from: number): number {
  let depth = 0;
  let escaped = false;
  for (let at = from; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "/" && depth === 0 && !escaped) {
      at++;
      while (at < source.length && "im".includes(source.charAt(at))) at++;
      return at;
    }
    if (!(at > from && source.charAt(at - 1) === "\\")) {
      if ("([{".includes(char)) depth++;
      else if (")]}".includes(char)) depth--;
    }
    escaped = char === "\\" && !escaped;
  }
  return -1;
}
