import type { Range } from "../document/nodes.ts";
import type { JsonataToken } from "./jsonata-tokens.ts";

/** A row of tokens by their places, end exclusive. */
export type Run = readonly [from: number, to: number];

/** The tokens of an expression that parses, with a look at what its brackets hold. */
export interface JsonataParts {
  readonly source: string;
  readonly tokens: readonly JsonataToken[];
  /** The place of the bracket that belongs to the one at a place; `undefined` for anything else. */
  partner(at: number): number | undefined;
  /** The text of a token, if it is no text, name or number. */
  operator(at: number): string | undefined;
  /** Splits a row at operators, such as `or`, that stand outside of its brackets. */
  split(run: Run, operators: ReadonlySet<string>): Run[];
  /** Where a row stands in the source. */
  range(run: Run): Range;
  text(run: Run): string;
}

export function jsonataParts({ source, tokens }: Pick<JsonataParts, "source" | "tokens">): JsonataParts {
  const partners = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ kind, text }, at) => {
    if (kind !== "operator") return;
    if ("([{".includes(text)) open.push(at);
    const other = ")]}".includes(text) ? open.pop() : undefined;
    if (other === undefined) return;
    partners.set(at, other);
    partners.set(other, at);
  });
  const operator = (at: number): string | undefined => {
    const token = tokens[at];
    return token?.kind === "operator" ? token.text : undefined;
  };
  const range = ([from, to]: Run): Range => [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0];
  return {
    source,
    tokens,
    partner: (at) => partners.get(at),
    operator,
    split([from, to], operators) {
      const parts: Run[] = [];
      let start = from;
      for (let at = from; at < to; at++) {
        const close = partners.get(at);
        if (close !== undefined && close > at) at = close;
        else if (operators.has(operator(at) ?? "")) {
          parts.push([start, at]);
          start = at + 1;
        }
      }
      parts.push([start, to]);
      return parts;
    },
    range,
    text: (run) => source.slice(...range(run)),
  };
}

/** Operators that bind less than a comparison does, and marks between expressions. */
export const LOOSE: ReadonlySet<string> = new Set([",", ";", "?", ":", ":=", "..", "|"]);

/** Operators that bind as much as `=`, and from left to right. */
export const COMPARING: ReadonlySet<string> = new Set(["=", "!=", "<", ">", "<=", ">=", "in", "~>", "^"]);

/**
 * Whether a row stands by itself: what is beside it binds less than a comparison, so that one can take its place without
 * parentheses.
 */
export function standsAlone({ tokens, operator }: JsonataParts, [from, to]: Run): boolean {
  const [before, after] = [operator(from - 1) ?? "", operator(to) ?? ""];
  const begins = from === 0 || "([{".includes(before || "none") || isLoose(before);
  const ends = to === tokens.length || ")]}".includes(after || "none") || isLoose(after);
  return begins && ends;
}

function isLoose(operator: string): boolean {
  return operator === "and" || operator === "or" || LOOSE.has(operator);
}

/** Whether a row is one constant: a text, a number, `true`, `false` or `null`. */
export function isConstant({ tokens, operator }: JsonataParts, [from, to]: Run): boolean {
  const token = tokens[to - 1];
  if (token?.kind === "number") return to - from === 1 || (to - from === 2 && operator(from) === "-");
  if (token === undefined || to - from !== 1) return false;
  return token.kind === "string" || (token.kind === "name" && /^(?:true|false|null)$/.test(token.text));
}

/** Whether a row is one value, not several with operators between them. */
export function isStep(parts: JsonataParts, [from, to]: Run): boolean {
  for (let at = from; at < to; at++) {
    const token = parts.tokens[at];
    if (token?.kind === "unclosed" || token?.text === "function" || token?.text === "λ") return false;
    if (token?.kind !== "operator" || token.text === ".") continue;
    const close = parts.partner(at);
    if (close === undefined || close < at || token.text === "{") return false;
    at = close;
  }
  return from < to;
}
