import type { Range } from "../document/nodes.ts";
import { type JsonataToken, jsonataTokens, tokenEndingAt } from "./jsonata-tokens.ts";

/** Why a text is no expression: what is wrong and what to write, as a sentence, and where in the source. */
export interface JsonataError {
  readonly message: string;
  readonly range: Range;
}

/** What the parser throws. `position` is mostly where a token ends. */
export interface ParserError {
  readonly code: string;
  readonly position?: number;
  readonly token?: unknown;
  readonly value?: unknown;
}

/** Puts an error of the parser into words. */
export function describeError(error: ParserError, source: string): JsonataError {
  const tokens = jsonataTokens(source);
  const end = error.position ?? source.length;
  const index = tokens.findIndex((token) => token.end === end);
  const range = tokenEndingAt(tokens, end);
  const place: Place = { error, source, tokens, index, end, range, shown: show(source.slice(...range)) };
  return slip(place) ?? WORDS[error.code]?.(place) ?? { message: `${place.shown} is not understood here.`, range };
}

interface Place {
  readonly error: ParserError;
  readonly source: string;
  readonly tokens: readonly JsonataToken[];
  /** Of the token the parser gave up at; -1 if that is none. */
  readonly index: number;
  readonly end: number;
  /** The range of that token. */
  readonly range: Range;
  /** Its text, in quotes. */
  readonly shown: string;
}

/** A token in quotes, unless it has its own. */
function show(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  const short = line.length > 30 || line !== text ? `${line.slice(0, 30)}…` : line;
  return /^['"`]/.test(short) ? short : `'${short}'`;
}

/** What those write who know another language, as the characters at the place where the parser gives up. */
const SLIPS: readonly (readonly [text: string, message: string])[] = [
  ["!==", "JSONata writes '!=', not '!=='."],
  ["===", "JSONata compares with '=', not with '==='."],
  ["==", "JSONata compares with '=', not with '=='."],
  ["&&", "JSONata writes 'and', not '&&'."],
  ["||", "JSONata writes 'or', not '||'."],
  ["??", "'??' is newer than the JSONata 2.0 of Step Functions: write '$exists(a) ? a : b'."],
  ["?:", "'?:' is newer than the JSONata 2.0 of Step Functions: write 'a ? a : b'."],
  ["=>", "A function has no arrow in JSONata: write 'function($x) { … }'."],
  ["->", "A function has no arrow in JSONata: write 'function($x) { … }'."],
  ["<>", "JSONata writes '!=', not '<>'."],
  ["[?", "'[?(…)]' is a filter of JSONPath: JSONata takes the condition alone, as in '[price > 10]'."],
  ["{%", "'{%' and '%}' stand around the whole expression, not inside of it."],
];

const SYNTAX = new Set(["S0201", "S0202", "S0204", "S0211"]);

/** A slip that spans the token the parser gives up at, and is no text inside of a string. */
function slip({ error, source, tokens, index, range }: Place): JsonataError | undefined {
  const token = tokens[index];
  if (!SYNTAX.has(error.code) || token === undefined) return undefined;
  if (token.kind === "operator") {
    for (const [text, message] of SLIPS) {
      // The parser gives up at one of its characters.
      for (let start = range[1] - text.length; start <= range[0]; start++) {
        const before = tokens[index - 1];
        if (start < 0 || !source.startsWith(text, start)) continue;
        if (start < range[0] && (before?.kind !== "operator" || before.end !== range[0])) continue;
        return { message, range: [start, start + text.length] };
      }
    }
  }
  const open = source.lastIndexOf("{%", range[0]);
  if (open >= 0 && tokens[index - 2]?.start === open)
    return { message: SLIPS.at(-1)?.[1] ?? "", range: [open, open + 2] };
  const before = tokens[index - 1];
  for (const at of [index, index - 1]) {
    const word = tokens[at];
    if (word?.kind !== "name" || tokens[at - 1]?.text === ".") continue;
    const message = slipOfWord(word.text);
    if (message !== undefined) return { message, range: [word.start, word.end] };
  }
  if (token.kind === "name" && before?.kind === "string" && before.end === token.start) {
    const quote = before.text.charAt(0);
    const way = quote === "'" ? "between double quotes" : 'as \\"';
    return {
      message: `The string ends at this ${quote}: one that is part of a text is written ${way}.`,
      range: [before.end - 1, before.end],
    };
  }
  const word = tokens.find(({ kind, text }, i) => kind === "name" && text === "if" && tokens[i + 1]?.text === "(");
  if (word === undefined || word.start > range[0]) return undefined;
  return { message: "A condition has no words in JSONata: write 'a ? b : c'.", range: [word.start, word.end] };
}

/** What is wrong with a word that stands beside another value, as in `$a AND $b` and `NOT $a`. */
function slipOfWord(text: string): string | undefined {
  const word = text.toLowerCase();
  if (word === "not") return `JSONata negates with '$not(…)', not with '${text}'.`;
  return text !== word && ["and", "or", "in"].includes(word) ? `JSONata writes '${word}', not '${text}'.` : undefined;
}

type Words = (place: Place) => JsonataError;

/** A text about the token at which the parser gives up. */
const about =
  (words: (shown: string, place: Place) => string): Words =>
  (place) => ({ message: words(place.shown, place), range: place.range });

/** A text about what is opened last and never closed: its first character is marked. */
const unclosed =
  (message: (opener: string) => string): Words =>
  ({ tokens, source }) => {
    const token = tokens.find(({ kind }) => kind === "unclosed");
    const start = token?.start ?? Math.max(0, source.length - 1);
    const opener = source.startsWith("/*", start) ? "/*" : source.charAt(start);
    return { message: message(opener), range: [start, start + opener.length] };
  };

function unclosedString(place: Place): JsonataError {
  return unclosed((quote) => `This string is never closed: a ${quote} is missing.`)(place);
}

/** The codes of the parser of JSONata 2.0, https://github.com/jsonata-js/jsonata/blob/v2.0.6/src/jsonata.js */
const WORDS: Readonly<Record<string, Words>> = {
  S0101: unclosedString,
  S0102: ({ error, end }) => ({
    message: `${String(error.token)} is greater than any number of JSONata.`,
    range: [end, end + String(error.token).length],
  }),
  S0103: (place) => {
    const { end, source } = place;
    const char = source.charAt(end);
    if (char === "") return unclosedString(place);
    const message =
      char === "'"
        ? "JSONata has no \\': write a string that holds ' between double quotes."
        : `JSONata has no \\${char} in strings: a backslash that is meant as such is doubled.`;
    return { message, range: [end - 1, end + 1] };
  },
  S0104: ({ end, source }) => {
    const digits = /^[0-9a-fA-F]*/.exec(source.slice(end + 1, end + 5))?.[0].length ?? 0;
    return { message: "Behind \\u stand four hexadecimal digits.", range: [end - 1, end + 1 + digits] };
  },
  S0105: unclosed(() => "This quoted name is never closed: a ` is missing."),
  S0106: unclosed(() => "This comment is never closed: '*/' is missing."),
  S0201: leftover,
  S0202: expected,
  S0203: unfinished,
  S0204: about((shown) =>
    shown === "'!'"
      ? "JSONata negates with '$not(…)', not with '!'."
      : `${shown} is no operator of JSONata; '~>' hands a value to a function.`,
  ),
  S0207: missingAtEnd,
  S0208: about((shown, { error: { token } }) =>
    shown === `'${token}'` && /^'[A-Za-z_]\w*'$/.test(shown)
      ? `Parameters of a function are variables: write '$${token}'.`
      : "Parameters of a function are variables, such as '$item'.",
  ),
  S0209: about(() => "A filter cannot follow a grouping '{…}': put what stands before it in parentheses."),
  S0210: about(() => "A path takes one grouping '{…}': put what stands before this one in parentheses."),
  S0211: about(missingBefore),
  S0212: about((shown, { error: { token } }) =>
    shown === `'${token}'` && /^'[A-Za-z_]\w*'$/.test(shown)
      ? `':=' binds a variable: write '$${token}'.`
      : "On the left of ':=' stands a variable, such as '$total', and nothing else.",
  ),
  S0213: ({ error: { value }, range, tokens, index }) =>
    typeof value === "number"
      ? {
          message: `An item is picked with brackets: write '[${value}]'.`,
          range: [tokens[index - 1]?.text === "." ? (tokens[index - 1]?.start ?? range[0]) : range[0], range[1]],
        }
      : { message: `'${value}' is a value, not a field: a field of that name is written \`${value}\`.`, range },
  S0214: about((_shown, { error }) => `Behind '${String(error.token)}' stands a variable, such as '$item'.`),
  S0215: about(() => "'@' stands before the filters of its step."),
  S0216: about(() => "'@' stands before the '^(…)' of its step."),
  S0217: ({ tokens, source }) => {
    const parent = tokens.filter(({ text, operand }) => text === "%" && operand).at(-1);
    return {
      message: "'%' is the parent of a step, and nothing is above this one.",
      range: parent ? [parent.start, parent.end] : [0, source.length],
    };
  },
  S0301: ({ end }) => ({
    message: "No regular expression stands between these slashes; a comment is written '/* … */'.",
    range: [Math.max(0, end - 1), end + 1],
  }),
  S0302: unclosed(() => "This regular expression is never closed: a / is missing."),
  S0401: about(() => "The signature of this function is no type: only 'a' and 'f' take another type in '<…>'."),
  S0402: about(() => "The signature of this function is no type: a choice '(…)' takes no '<…>'."),
};

const LEFTOVERS: Readonly<Record<string, string>> = {
  ";": "';' stands between expressions in parentheses alone: write '( … ; … )' around them.",
  "..": "'..' makes a range, in brackets: '[1..5]'; all levels below a step are '.**'.",
  "**": "'**' is no power: write '$power(2, 3)'.",
  ",": "',' stands between arguments, items and members: write '[ … , … ]' for a list.",
  ")": "Nothing opens this ')'.",
  "]": "Nothing opens this ']'.",
  "}": "Nothing opens this '}'.",
};

function leftover({ tokens, index, range, shown }: Place): JsonataError {
  const token = tokens[index];
  if (token?.kind !== "operator") return { message: `An operator, such as '&', is missing before ${shown}.`, range };
  return { message: LEFTOVERS[token.text] ?? `${shown} continues nothing here.`, range };
}

function expected({ error, tokens, index, range, shown }: Place): JsonataError {
  const value = String(error.value);
  const { kind, text } = tokens[index] ?? { kind: "operator", text: "" };
  let message = `'${value}' is missing before ${shown}.`;
  if (value === ":" && [",", "}"].includes(text)) message = `':' and a value are missing before ${shown}.`;
  else if (value === "{") message = "The body of a function stands in braces: 'function($x) { … }'.";
  else if (value === "(") message = "'^' sorts, by what stands in parentheses: '^(price)'; a power is '$power(2, 3)'.";
  else if (text === ";") message = "Arguments, items and members are parted by ',', not by ';'.";
  else if (text === "," && value === ")") message = "Expressions in parentheses are parted by ';', not by ','.";
  else if (kind !== "operator" && value !== ":") {
    message = value === "}" ? `',' is missing before ${shown}.` : `',' or an operator is missing before ${shown}.`;
  }
  return { message, range };
}

const OPENERS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The text ends before something that was opened is closed. */
function unfinished(place: Place): JsonataError {
  const value = String(place.error.value);
  const opened: JsonataToken[] = [];
  for (const token of place.tokens) {
    if (token.kind !== "operator") continue;
    if ("([{".includes(token.text)) opened.push(token);
    else if (")]}".includes(token.text)) opened.pop();
  }
  const opener = opened.at(-1);
  if (opener === undefined || opener.text !== OPENERS[value]) return atEnd(place, `'${value}' is missing behind`);
  return {
    message: `This '${opener.text}' is never closed: '${value}' is missing.`,
    range: [opener.start, opener.end],
  };
}

function missingAtEnd(place: Place): JsonataError {
  if (place.tokens.length > 0) return atEnd(place, "A value is missing behind");
  return { message: "Between '{%' and '%}' stands no expression.", range: [0, place.source.length] };
}

function atEnd({ tokens, source }: Place, words: string): JsonataError {
  const last = tokens.at(-1);
  if (last === undefined) return { message: `${words} '{%'.`, range: [0, source.length] };
  return { message: `${words} ${show(last.text)}.`, range: [last.start, last.end] };
}

function missingBefore(shown: string, { tokens, index }: Place): string {
  const before = tokens[index - 1];
  const closes = [")", "]", "}"].includes(tokens[index]?.text ?? "");
  return before?.text === "," && closes
    ? `Between ',' and ${shown} a value is missing.`
    : `A value is missing before ${shown}.`;
}
