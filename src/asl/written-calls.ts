import type { Range } from "../document/nodes.ts";
import type { JsonataToken } from "./jsonata-tokens.ts";

/** The arguments of a call that are written out, and the ranges of the call and of each of them. Offsets count in the source. */
export interface WrittenCall {
  readonly range: Range;
  readonly args: readonly WrittenPart[];
}

/** A part of an expression with the tokens it consists of. */
export interface WrittenPart {
  readonly range: Range;
  readonly tokens: readonly JsonataToken[];
}

const OPENING = new Set(["(", "[", "{"]);
const CLOSING = new Set([")", "]", "}"]);

/** The calls of a function, named with its `$`, in tokens of an expression that parses. */
export function writtenCalls(tokens: readonly JsonataToken[], name: string): WrittenCall[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== "variable" || token.text !== name || tokens[at + 1]?.text !== "(") return [];
    const end = closingOf(tokens, at + 1);
    const last = tokens[end];
    if (last === undefined) return [];
    const args = splitAt(tokens.slice(at + 2, end), [","]);
    return args === undefined ? [] : [{ range: [token.start, last.end], args }];
  });
}

function closingOf(tokens: readonly JsonataToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const text = operatorOf(tokens[at]);
    if (OPENING.has(text)) depth++;
    else if (CLOSING.has(text) && --depth === 0) return at;
  }
  return -1;
}

function operatorOf(token: JsonataToken | undefined): string {
  return token?.kind === "operator" ? token.text : "";
}

/**
 * The parts between separators that stand in no brackets; none of no tokens. `undefined` where a part is empty, or where
 * one of `others` stands there too, which would tear parts apart.
 */
export function splitAt(
  tokens: readonly JsonataToken[],
  separators: readonly string[],
  others: ReadonlySet<string> = new Set(),
): WrittenPart[] | undefined {
  if (tokens.length === 0) return [];
  const parts: JsonataToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const text = operatorOf(token);
    if (OPENING.has(text)) depth++;
    else if (CLOSING.has(text)) depth--;
    if (depth === 0 && others.has(text)) return undefined;
    if (depth === 0 && separators.includes(text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const found = parts.flatMap((inner) => {
    const [first, last] = [inner[0], inner.at(-1)];
    return first && last ? [{ range: [first.start, last.end] as const, tokens: inner }] : [];
  });
  return found.length === parts.length ? found : undefined;
}
