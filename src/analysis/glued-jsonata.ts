import { jsonataString } from "../asl/jsonata-text.ts";
import type { JsonataToken } from "../asl/jsonata-tokens.ts";
import { splitAt, type WrittenPart, writtenCalls } from "../asl/written-calls.ts";
import type { Range } from "../document/nodes.ts";
import { type Glued, type Piece, readGlued, valuesIn } from "./glued-json.ts";

/** JSON that is glued in an expression; its values are parts of the source. */
export type GluedByJoining = Glued<string>;

/** JSON that `&` glues and `$parse` reads again. Offsets count in the source. */
export interface ParsedJoin {
  readonly range: Range;
  readonly glued: GluedByJoining;
}

/** The calls of `$parse` that read what `&` glues, in an expression that parses. */
export function parsedJoinsIn(source: string, tokens: readonly JsonataToken[]): ParsedJoin[] {
  if (definesParse(tokens)) return [];
  return writtenCalls(tokens, "$parse").flatMap(({ range, args }) => {
    const glued = args.length === 1 && args[0] ? gluedByJoining(source, args[0].tokens) : undefined;
    return glued === undefined ? [] : [{ range, glued }];
  });
}

function definesParse(tokens: readonly JsonataToken[]): boolean {
  return tokens.some((token, at) => token.text === "$parse" && tokens[at + 1]?.text !== "(");
}

/** What binds no tighter than `&`, so that the texts around it are not what is joined. */
const LOOSER = new Set(["+", "-", "=", "!=", "<", ">", "<=", ">=", "and", "or", "in", "?", ":", ":=", "~>", ";", ","]);

/** The JSON that `&` glues; `undefined` where the text is no object and no list. */
export function gluedByJoining(source: string, tokens: readonly JsonataToken[]): GluedByJoining | undefined {
  const parts = splitAt(tokens, ["&"], LOOSER);
  return parts && readGlued(parts.map((part) => pieceOf(source, part)));
}

function pieceOf(source: string, { range, tokens }: WrittenPart): Piece<string> {
  const [first] = tokens;
  const text = tokens.length === 1 && first?.kind === "string" ? textOf(first.text) : undefined;
  return text ?? { value: source.slice(...range) };
}

/** The text of a string in quotes of either kind, whose escapes are those of JSON. */
function textOf(written: string): string | undefined {
  const inner = written.slice(1, -1).replace(/\\[\s\S]|"/g, (found) => (found === '"' ? '\\"' : found));
  try {
    return String(JSON.parse(`"${inner}"`));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The first value in quotes that may hold a quote or a backslash, which ends or spoils the string around it. */
export function breakingPart(glued: GluedByJoining): string | undefined {
  return valuesIn(glued).find(({ value, quoted }) => quoted && !HARMLESS.test(value))?.value;
}

/** Numbers, and texts that Step Functions or a function gives without quotes. */
const HARMLESS =
  /^(?:\$(?:uuid|now|millis|count|length|hash|random|base64encode|toMillis|sum|floor|ceil|round)\([^()]*\)|-?[\d.]+|\$states\.context\.(?:Execution\.(?:Id|Name|RoleArn|StartTime)|State\.(?:EnteredTime|Name)|StateMachine\.(?:Id|Name)|Task\.Token))$/;

/** The constructor of JSONata that says the same as glued JSON; `undefined` where none does for any value. */
export function constructorOf(glued: GluedByJoining): string | undefined {
  switch (glued.kind) {
    case "constant":
      return typeof glued.value === "string" ? jsonataString(glued.value) : String(glued.value);
    case "value":
      return glued.quoted ? glued.value : withoutString(glued.value);
    case "text":
      return joined(glued.parts);
    case "array": {
      // A list that stands in a constructor of lists is taken apart.
      if (glued.items.some((item) => item.kind === "value" && !item.quoted)) return undefined;
      const items = glued.items.map(constructorOf);
      return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
    }
    case "object": {
      const members = glued.members.map(({ key, value }) => {
        const written = constructorOf(value);
        return written && `${keyOf(key)}: ${written}`;
      });
      return members.includes(undefined) ? undefined : `{${members.join(", ")}}`;
    }
  }
}

function keyOf(key: readonly Piece<string>[]): string {
  const [only] = key;
  return key.length === 1 && typeof only === "object" ? only.value : key.length === 0 ? "''" : joined(key);
}

function joined(parts: readonly Piece<string>[]): string {
  return parts.map((part) => (typeof part === "string" ? jsonataString(part) : part.value)).join(" & ");
}

/** What a function that writes JSON is handed: the text it makes is what the value is in JSON. */
function withoutString(part: string): string | undefined {
  const written = /^\$string\(([^(),]*)\)$/.exec(part)?.[1]?.trim();
  return written ?? (part.startsWith("$string(") ? undefined : part);
}
