import type { Document, ParsedNode } from "yaml";
import type { Comment, Issue, ParsedTree } from "./editor.ts";
import type { SegmentMap } from "./embedded.ts";
import { DynamicNode, type Origin, type ValueNode } from "./nodes.ts";
import { yamlEditor } from "./yaml-editor.ts";
import { type Breach, breachOf, lastWholeLine, syntaxIssues } from "./yaml-issues.ts";
import { lineStart } from "./yaml-lines.ts";
import { decodeYamlScalar } from "./yaml-scalar.ts";
import { buildTree, type YamlTree } from "./yaml-tree.ts";

type Yaml = typeof import("yaml");

/** What reading a YAML text gives: the tree, what was found, and what the editor needs. */
export interface YamlReading extends Pick<YamlTree, "root" | "nodes" | "pairs"> {
  readonly issues: readonly Issue[];
}

// The library recurses; with more levels it runs out of stack, or out of time on text that is no YAML.
const MAX_DEPTH = 500;
const MAX_ERRORS = 100;
const OPTIONS = { keepSourceTokens: true, uniqueKeys: false, logLevel: "silent", prettyErrors: false } as const;

const PLACEHOLDER = /\$\{([\w.:-]+)\}/g;
const OPEN_MASK = "\ue000";
const CLOSE_MASK = "\ue001";

/**
 * Reads YAML 1.2 with the `yaml` library, which the caller loads. Never throws; broken text gives an issue, and every
 * container it may have cut short is `open`. With `map`, the text is embedded in another one and all places are that
 * file's.
 */
export function parseYaml(text: string, yaml: Yaml, map?: SegmentMap): ParsedTree {
  const { root, issues, nodes, pairs } = readYaml(text, yaml, map);
  return {
    format: "yaml",
    root,
    issues,
    edit: yamlEditor({ text, yaml, root, issues, nodes, pairs, reread: (changed) => readYaml(changed, yaml) }, map),
    comments: () => collectComments(text, yaml, map),
  };
}

function readYaml(text: string, yaml: Yaml, map?: SegmentMap): YamlReading {
  let tree: YamlTree | undefined;
  const origin: Origin = {
    text,
    toFile: map === undefined ? (range) => range : (range) => map.toHost(range),
    toFileEdit: map === undefined ? (edit) => edit : (edit) => map.toHostEdit(edit),
    decode(start, end, value) {
      const inFlow = tree?.flows.some((flow) => flow[0] <= start && start < flow[1]) ?? false;
      return decodeYamlScalar(text, start, end, value, inFlow);
    },
  };
  if (text.includes("\0")) return unreadable(origin, "This is a binary file, not a definition.");
  const source = readable(text);
  const restore = hasMarks(text) ? (part: string) => part : unmask;
  const { documents, end, breach } = composeDeep(source, yaml);
  const contents = documents[0]?.contents;
  if (contents == null || isNothing(contents, yaml)) {
    const first = breach ?? documents[0]?.errors.map((error) => breachOf(error, new Map()))[0];
    return unreadable(origin, first?.message ?? "The file is empty: a definition has at least 'StartAt' and 'States'.");
  }

  tree = buildTree({ yaml, origin, contents, maxDepth: MAX_DEPTH, restore });
  const { root, breaches, duplicates, openings } = tree;
  const broken = (documents[0]?.errors ?? [])
    // Text after the end of the document is broken only because of what ended it.
    .filter((error, i) => error.pos[0] < end && (i === 0 || !error.message.includes("token in YAML stream")))
    .map((error) => breachOf(error, openings));
  if (breach !== undefined) broken.push(breach);
  const second = documents[1]?.range[0];
  const more = second === undefined ? [] : [secondDocument(text, second)];
  const firstBroken = broken.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY);
  if (broken.length > 0) openFrom(root, lastWholeLine(text, firstBroken));
  const issues = [...syntaxIssues([...broken, ...breaches, ...more], origin), ...duplicates];
  return { root, issues, nodes: tree.nodes, pairs: tree.pairs };
}

function unreadable(origin: Origin, message: string): YamlReading {
  const { length } = origin.text;
  return {
    root: new DynamicNode(origin, 0, length, [], "error"),
    issues: [{ kind: "syntax", message, range: origin.toFile([0, length]) }],
    nodes: new Map(),
    pairs: new Map(),
  };
}

/**
 * The text as the library can read it, each character in its place: it knows no lone CR as a line end, and takes the
 * braces of `${Name}` inside `{…}` and `[…]` for a mapping.
 */
function readable(text: string): string {
  const lines = text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
  if (!lines.includes("${") || hasMarks(lines)) return lines;
  return lines.replace(PLACEHOLDER, `$$${OPEN_MASK}$1${CLOSE_MASK}`);
}

function hasMarks(text: string): boolean {
  return text.includes(OPEN_MASK) || text.includes(CLOSE_MASK);
}

function unmask(text: string): string {
  if (!text.includes(OPEN_MASK)) return text;
  return text.replaceAll(OPEN_MASK, "{").replaceAll(CLOSE_MASK, "}");
}

interface Composition {
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  /** Where reading stopped; what the library finds there comes of the stop. */
  readonly end: number;
  /** Why it stopped, if the documents do not tell. */
  readonly breach: Breach | undefined;
}

/**
 * Composes a text in which closing brackets may stand less deep than the specification wants. Nearly all readers of YAML
 * take it, and templates with pasted JSON have it; the library would pass over all that follows. Between brackets a line
 * break is a blank, so that the line of such a bracket can go on the one before it, each character in its place.
 */
function composeDeep(source: string, yaml: Yaml): Composition {
  let composition = compose(source, yaml);
  let text = source;
  for (let read = text.length; read < MOST_COMPOSED; read += text.length) {
    const at = shallowEnd(composition, text);
    const joined = at === undefined ? undefined : withoutBreakBefore(text, at);
    if (joined === undefined) break;
    text = joined;
    composition = compose(text, yaml);
  }
  return composition;
}

const MOST_COMPOSED = 20_000_000;

/** The first bracket that closes what it should, but for its depth. */
function shallowEnd({ documents }: Composition, text: string): number | undefined {
  for (const { message, pos } of documents[0]?.errors ?? []) {
    const bracket = / end with a (.)$/.exec(message)?.[1];
    // Of brackets in each other, the library names the inner one for both.
    if (bracket !== undefined && /[}\]]/.test(text.charAt(pos[0]))) return pos[0];
  }
  return undefined;
}

/** The text with blanks for the line break before the line of an offset; `undefined` where that means something else. */
function withoutBreakBefore(text: string, offset: number): string | undefined {
  const start = lineStart(text, offset);
  const [before, line] = [text.slice(0, start), text.slice(start, offset)];
  const lineBreak = /\r\n$|\n$/.exec(before)?.[0];
  if (lineBreak === undefined || line.trim() !== "") return undefined;
  // A comment would go on over the bracket.
  if (before.slice(lineStart(text, start - lineBreak.length)).includes("#")) return undefined;
  return before.slice(0, -lineBreak.length) + " ".repeat(lineBreak.length) + text.slice(start);
}

function compose(source: string, yaml: Yaml): Composition {
  const parser = new yaml.Parser();
  const composer = new yaml.Composer<ParsedNode>(OPTIONS);
  const documents: Document.Parsed<ParsedNode>[] = [];
  let breach: Breach | undefined;
  let end = Number.POSITIVE_INFINITY;
  let errors = 0;
  for (const lexeme of new yaml.Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") errors++;
      documents.push(...composer.next(token));
    }
    const { offset } = parser;
    if (parser.stack.length > MAX_DEPTH) {
      breach = { message: `Nested more than ${MAX_DEPTH} levels deep.`, start: offset, end: offset };
    }
    if (breach === undefined && errors < MAX_ERRORS) continue;
    end = offset;
    break;
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  return { documents, end, breach };
}

/** Whether a document holds no value at all, not even `null`. */
function isNothing(contents: ParsedNode, yaml: Yaml): boolean {
  return yaml.isScalar(contents) && contents.source === "" && contents.type === "PLAIN" && !contents.tag;
}

function secondDocument(text: string, start: number): Breach {
  const end = text.startsWith("---", start) ? start + 3 : start + 1;
  return { message: "A second document starts here: a definition is one document.", start, end };
}

/** Opens every container that encloses an offset or stands behind it. */
function openFrom(node: ValueNode, offset: number): void {
  if (node.kind !== "object" && node.kind !== "array") return;
  if (node.end >= offset) node.open = true;
  const values = node.kind === "object" ? node.members.map((member) => member.value) : node.items;
  for (const value of values) openFrom(value, offset);
}

function collectComments(text: string, yaml: Yaml, map: SegmentMap | undefined): Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let isContent = false;
  for (const lexeme of new yaml.Lexer().lex(readable(text))) {
    const isMark: boolean = !isContent && (lexeme === "\u0002" || lexeme === "\u0018" || lexeme === "\u001f");
    const start = offset;
    if (!isMark) offset += lexeme.length;
    if (!isContent && lexeme.startsWith("#")) {
      const range = [start, offset] as const;
      comments.push({ text: text.slice(start, offset), range: map === undefined ? range : map.toHost(range) });
    }
    isContent = isMark && lexeme === "\u001f";
  }
  return comments;
}
