import { createScanner } from "jsonc-parser";
import { type ParsedTree, refusingEditor } from "./editor.ts";
import type { SegmentMap } from "./embedded.ts";
import { jsonEditor } from "./json-editor.ts";
import { createIssueList, type Insertion } from "./json-issues.ts";
import { decodeJsonString, readJsonString } from "./json-string.ts";
import { clip, collectComments, END, isClosed, openComment, quotedEnd, skipBlanks, wordEnd } from "./json-words.ts";
import {
  ArrayNode,
  DynamicNode,
  type Hole,
  MemberNode,
  ObjectNode,
  type Origin,
  ScalarNode,
  type ValueNode,
} from "./nodes.ts";
import { placeholderEnd, placeholderParts } from "./placeholders.ts";
import { fillMembers, TRANSFORM, templateCall } from "./template-functions.ts";

// The package declares its token kinds as a const enum, which modules compiled one by one cannot import.
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const COLON = 6;
const NULL = 7;
const TRUE = 8;
const FALSE = 9;
const STRING = 10;
const NUMBER = 11;
const UNKNOWN = 16;

// AWS has a limit too (TOO_DEEPLY_NESTED, number unpublished); ours keeps the reader's own stack safe.
const MAX_DEPTH = 500;

const BARE_KEY = /^[A-Za-z_$][\w$-]*$/;
const BARE_PLACEHOLDER = /^(?:%[A-Za-z_][\w.-]*%|<[A-Za-z_][\w.-]*>)$/;
const MUSTACHE = /\{\{[^{}"\n]+\}\}/y;
const COLON_AHEAD = /\s*:/y;

/**
 * Reads JSON as people write it: comments, trailing commas, bare keys, single quotes and bare placeholders are
 * understood and noted. Never throws; broken text gives an issue, and every object it may have cut short is `open`.
 * With `map`, the text is embedded in another one and all places are that file's.
 */
export function parseJson(text: string, map?: SegmentMap): ParsedTree {
  const origin: Origin = {
    text,
    toFile: map === undefined ? (range) => range : (range) => map.toHost(range),
    toFileEdit: map === undefined ? (edit) => edit : (edit) => map.toHostEdit(edit),
    decode: (start, end, value) => decodeJsonString(text, start, end, value),
  };
  const issues = createIssueList(origin);
  const scanner = createScanner(text, true);
  const enclosing: (ObjectNode | ArrayNode)[] = [];
  // What the open containers hold so far, the innermost one's last.
  const members: MemberNode[] = [];
  const items: ValueNode[] = [];
  const hasComments = text.includes("//") || text.includes("/*");
  // Most texts have no placeholder at all, and then no string has to be searched for one.
  const mayHaveHoles = text.includes("${") || text.includes("%") || text.includes("{{");
  const mayTransform = text.includes(TRANSFORM);
  let watchComments = hasComments;
  let token = END;
  let start = 0;
  let end = 0;
  let previousEnd = 0;

  function next(): void {
    previousEnd = end;
    // The scanner would collect the blanks into a string, one by one.
    const from = skipBlanks(text, end);
    if (from !== end) scanner.setPosition(from);
    token = scanner.scan();
    start = scanner.getTokenOffset();
    end = start + scanner.getTokenLength();
    if (watchComments) noteComment(previousEnd);
    if (token === UNKNOWN) widenUnknown();
    else if (token === END && hasComments) checkLastComment();
  }

  function nextIs(kind: number): boolean {
    next();
    return token === kind;
  }

  function noteComment(from: number): void {
    for (let i = from; i < start; i++) {
      if (text.charCodeAt(i) !== 47) continue;
      issues.comment(i);
      watchComments = false;
      return;
    }
  }

  /** The scanner takes a block comment without end for one that ends with the text. */
  function checkLastComment(): void {
    const at = openComment(text, previousEnd);
    if (at !== undefined) broken("This comment has no end: its '*/' is missing.", { start: at, end: at + 2 });
  }

  /** The scanner ends a word at a brace or blank; a single-quoted string and a placeholder go on. */
  function widenUnknown(): void {
    if (text[start] === "'") end = quotedEnd(text, start);
    else {
      for (let at = start; at <= end; at++) {
        const close = text.startsWith("${", at) ? placeholderEnd(text, at) : undefined;
        if (close === undefined) continue;
        end = wordEnd(text, close);
        at = close - 1;
      }
    }
    scanner.setPosition(end);
  }

  /** Notes broken text; whatever encloses it may have lost members. */
  function broken(
    message: string,
    more: { start?: number; end?: number; opened?: number; insert?: Insertion } = {},
  ): void {
    for (const container of enclosing) container.open = true;
    issues.syntax({ message, start, end, ...more });
  }

  function parseValue(): ValueNode {
    switch (token) {
      case OPEN_BRACE:
        return text.charCodeAt(start + 1) === 123 ? (parseMustache() ?? parseObject()) : parseObject();
      case OPEN_BRACKET:
        return parseArray();
      case STRING:
        return parseString();
      case NUMBER:
        return parseNumber();
      case TRUE:
        return scalar(true);
      case FALSE:
        return scalar(false);
      case NULL:
        return scalar(null);
      case UNKNOWN:
        return parseWord();
      default:
        broken(token === END ? "The text ends where a value is missing." : "A value is missing here.");
        return new DynamicNode(origin, start, start, [], "error");
    }
  }

  function scalar(value: string | number | boolean | null): ScalarNode {
    const node = new ScalarNode(origin, start, end, value);
    next();
    return node;
  }

  function stringNode(value: string): ScalarNode | DynamicNode {
    const parts = mayHaveHoles ? placeholderParts(value) : undefined;
    return parts === undefined ? scalar(value) : dynamic(parts);
  }

  function dynamic(parts: readonly (string | Hole)[]): DynamicNode {
    const node = new DynamicNode(origin, start, end, parts, "placeholder");
    next();
    return node;
  }

  function parseNumber(): ValueNode {
    if (scanner.getTokenError() === 0) return scalar(Number(text.slice(start, end)));
    broken("A digit is missing at the end of this number.");
    return brokenWord();
  }

  function brokenWord(): DynamicNode {
    const node = new DynamicNode(origin, start, end, [text.slice(start, end)], "error");
    next();
    return node;
  }

  function parseString(): ScalarNode | DynamicNode {
    checkString();
    return stringNode(scanner.getTokenValue());
  }

  function checkString(): void {
    const error = scanner.getTokenError();
    if (error === 0) return;
    const reasons: Record<number, string> = {
      2: "This string has no end: its '\"' is missing on this line.",
      4: "This string holds a '\\u' without four hexadecimal digits.",
      5: "This string holds a backslash that escapes nothing: write '\\\\' for a backslash.",
      6: "This string holds a control character: write it as an escape, such as '\\t'.",
    };
    broken(reasons[error] ?? "This string cannot be read.");
  }

  function parseMustache(): DynamicNode | undefined {
    MUSTACHE.lastIndex = start;
    const match = MUSTACHE.exec(text)?.[0];
    if (match === undefined) return undefined;
    end = wordEnd(text, start + match.length);
    scanner.setPosition(end);
    return dynamic([{ label: text.slice(start, end) }]);
  }

  function parseWord(): ValueNode {
    const word = text.slice(start, end);
    if (word.startsWith("'")) {
      checkQuotes();
      return stringNode(readJsonString(text, start, end));
    }
    const parts = word.includes("${") ? placeholderParts(word) : undefined;
    if (parts !== undefined) return dynamic(parts);
    if (BARE_PLACEHOLDER.test(word)) return dynamic([{ label: word }]);
    broken(`'${clip(word)}' is no JSON value: a text needs double quotes.`);
    return brokenWord();
  }

  function checkQuotes(): void {
    if (isClosed(text, start, end)) issues.singleQuotes(start, end);
    else broken('This string has no end: its "\'" is missing on this line.');
  }

  function parseObject(): ValueNode {
    const node = new ObjectNode(origin, start, end);
    const result = inside(node);
    issues.duplicates(node);
    return result;
  }

  function parseArray(): ValueNode {
    return inside(new ArrayNode(origin, start, end));
  }

  /** Reads what stands between two brackets. */
  function inside(node: ObjectNode | ArrayNode): ValueNode {
    const closer = node.kind === "object" ? CLOSE_BRACE : CLOSE_BRACKET;
    if (enclosing.length >= MAX_DEPTH) {
      broken(`Nested more than ${MAX_DEPTH} levels deep.`);
      skipRest();
      return new DynamicNode(origin, node.start, end, [], "error");
    }
    enclosing.push(node);
    const firstMember = members.length;
    const firstItem = items.length;
    next();
    while (token !== closer && !cutShort(node)) {
      if (token === COMMA) {
        broken("This comma has nothing before it.");
        next();
        continue;
      }
      const before = start;
      const needsComma = parseEntry(node);
      if (start === before && token !== END) next();
      else if (needsComma) separate(node, closer);
    }
    if (node.kind === "object") {
      fillMembers(node, members.slice(firstMember), mayTransform);
      members.length = firstMember;
    } else {
      node.fill(items.slice(firstItem));
      items.length = firstItem;
    }
    node.end = token === closer ? end : Math.max(previousEnd, node.start + 1);
    enclosing.pop();
    if (token !== closer) return node;
    next();
    const called = node.kind === "object" ? templateCall(node) : undefined;
    if (called === undefined) return node;
    return new DynamicNode(origin, node.start, node.end, called.parts, "intrinsic", called.call);
  }

  /** Whether a container ends without its own closing bracket; a stray bracket that closes nothing is passed over. */
  function cutShort(node: ObjectNode | ArrayNode): boolean {
    const closerText = node.kind === "object" ? "}" : "]";
    while (token === CLOSE_BRACE || token === CLOSE_BRACKET) {
      const closes = token === CLOSE_BRACE ? "object" : "array";
      if (node.kind === closes) return true;
      broken(`'${closerText}' is missing before this '${text[start]}'.`, { opened: node.start });
      if (enclosing.some((container) => container.kind === closes)) return true;
      next();
    }
    if (token !== END) return false;
    broken(`The text ends before its '${closerText}'.`, { opened: node.start });
    return true;
  }

  function separate(node: ObjectNode | ArrayNode, closer: number): void {
    if (token === COMMA) {
      const at = start;
      issues.recovered();
      next();
      if (token === closer) issues.trailingComma(at);
      return;
    }
    if (token === closer || token === END || token === CLOSE_BRACE || token === CLOSE_BRACKET) return;
    if (token === UNKNOWN && text.startsWith("${", start)) return;
    if (token === COLON) broken("This ':' follows a value: a comma or a key is missing before it.");
    else if (isNextEntry(node)) broken("A comma is missing before this.", { insert: { at: previousEnd, text: "," } });
    else broken("A comma is missing before this.");
  }

  /** Whether what stands here is surely an entry of its own, so that nothing but the comma before it is missing. */
  function isNextEntry(node: ObjectNode | ArrayNode): boolean {
    if (token === UNKNOWN || start === previousEnd || scanner.getTokenError() !== 0) return false;
    COLON_AHEAD.lastIndex = end;
    const isKey = COLON_AHEAD.test(text);
    return node.kind === "object" ? token === STRING && isKey : !isKey;
  }

  /** Reads one entry and says whether a comma must follow it. */
  function parseEntry(node: ObjectNode | ArrayNode): boolean {
    if (node.kind === "object") return parseMember(node);
    items.push(parseValue());
    return true;
  }

  function parseMember(node: ObjectNode): boolean {
    const keyStart = start;
    const keyEnd = end;
    const key = parseKey(node);
    if (key === undefined) {
      if (token === COMMA) next();
      return false;
    }
    if (token !== COLON) {
      broken("This key has no value: ':' is missing after it.", { start: keyStart, end: keyEnd });
      return true;
    }
    next();
    members.push(new MemberNode(key, keyStart, keyEnd, parseValue()));
    return true;
  }

  /** Reads a key; `undefined` where a placeholder stands for whole members. */
  function parseKey(node: ObjectNode): string | undefined {
    let key: string;
    if (token === STRING) {
      checkString();
      key = scanner.getTokenValue();
    } else {
      const word = text.slice(start, end);
      if (token === UNKNOWN && word.startsWith("${")) {
        node.open = true;
        return nextIs(COLON) ? word : undefined;
      }
      if (word.startsWith("'")) {
        checkQuotes();
        key = readJsonString(text, start, end);
      } else {
        key = word;
        if (BARE_KEY.test(word)) issues.bareKey(start, end);
        else broken("A key in double quotes is missing here.");
      }
    }
    if (mayHaveHoles && key.includes("${")) node.open = true;
    next();
    return key;
  }

  function skipRest(): void {
    scanner.setPosition(text.length);
    next();
  }

  function parseRoot(): ValueNode {
    if (text.includes("\u0000")) {
      issues.syntax({ message: "This is a binary file, not a definition.", start: 0, end: 0 });
      return new DynamicNode(origin, 0, text.length, [], "error");
    }
    if (text.startsWith("\uFEFF")) scanner.setPosition(1);
    next();
    if (token === END) {
      issues.syntax({
        message: "The file is empty: a definition has at least 'StartAt' and 'States'.",
        start: 0,
        end: 0,
      });
      return new DynamicNode(origin, 0, text.length, [], "error");
    }
    const root = parseValue();
    if (token !== END) broken("Text follows after the end of the definition.");
    return root;
  }

  const root = parseRoot();
  const found = issues.finish();
  return {
    format: "json",
    root,
    issues: found,
    edit: found.some(({ kind }) => kind === "syntax") ? refusingEditor : jsonEditor(text, map),
    comments: () => collectComments(origin),
  };
}
