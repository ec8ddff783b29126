import type { RuleEntry } from "../config/config.ts";
import { UsageError } from "../util/usage-error.ts";

/**
 * Reads `<id>: <level>` or `<id>: [<level>, { <option>: <value> }]`, written as JSON or with bare words.
 *
 * Throws a `UsageError` where it is neither; whether rule, level and options exist is not looked at.
 */
export function parseRuleFlag(text: string): [id: string, entry: RuleEntry] {
  const match = /^\s*(["']?)([\w@/.-]+)\1\s*:(.*)$/s.exec(text);
  const [, , id, rest] = match ?? [];
  const tokens = rest === undefined ? undefined : tokensOf(rest);
  const value = tokens && readValue(tokens);
  if (id === undefined || value === undefined || tokens?.length !== 0) {
    throw new UsageError(`--rule '${text}' is neither '<id>: <level>' nor '<id>: [<level>, { <option>: <value> }]'.`);
  }
  // Steplint checks the level and the options, as it does for callers without types.
  return [id, value.value as RuleEntry];
}

const TOKEN = /\s*(?:([[\]{}:,])|("(?:[^"\\]|\\.)*")|'((?:[^']|'')*)'|([^\s,:[\]{}"']+))/y;

interface Token {
  /** A mark, or empty for a value. */
  readonly mark: string;
  readonly value?: unknown;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (match === null) return undefined;
    const [, mark, double, single, bare] = match;
    if (mark !== undefined) tokens.push({ mark });
    else if (double !== undefined) tokens.push({ mark: "", value: jsonOr(double, double.slice(1, -1)) });
    else if (single !== undefined) tokens.push({ mark: "", value: single.replaceAll("''", "'") });
    else if (bare !== undefined) tokens.push({ mark: "", value: jsonOr(bare, bare) });
  }
  return tokens;
}

/** Takes one value off the front of the tokens; `undefined` if none stands there. */
function readValue(tokens: Token[]): { readonly value: unknown } | undefined {
  const token = tokens.shift();
  if (token === undefined) return undefined;
  if (token.mark === "") return { value: token.value };
  if (token.mark === "[") return readList(tokens, "]", readValue);
  if (token.mark !== "{") return undefined;
  const members = readList(tokens, "}", readMember);
  return members && { value: Object.fromEntries(members.value) };
}

function readMember(tokens: Token[]): { readonly value: readonly [string, unknown] } | undefined {
  const key = tokens.shift();
  if (key?.mark !== "" || tokens.shift()?.mark !== ":") return undefined;
  const value = readValue(tokens);
  return value && { value: [String(key.value), value.value] };
}

function readList<T>(
  tokens: Token[],
  end: string,
  read: (tokens: Token[]) => { readonly value: T } | undefined,
): { readonly value: T[] } | undefined {
  const value: T[] = [];
  while (tokens[0]?.mark !== end) {
    const item = read(tokens);
    if (item === undefined) return undefined;
    value.push(item.value);
    if (tokens[0]?.mark === ",") tokens.shift();
    else if (tokens[0]?.mark !== end) return undefined;
  }
  tokens.shift();
  return { value };
}

function jsonOr(text: string, otherwise: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A bare word, which JSON does not have.
    return otherwise;
  }
}
