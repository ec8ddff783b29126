import type { ParseExpression } from "../hosts/host.ts";
import { parseTogether } from "./jsonata-batch.ts";
import { describeError, type JsonataError, type ParserError } from "./jsonata-errors.ts";
import { type JsonataToken, jsonataTokens } from "./jsonata-tokens.ts";

/** A node of the parser's tree, as far as steplint looks at it. */
export interface JsonataNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly JsonataNode[];
  readonly lhs?: JsonataNode | readonly unknown[];
  readonly rhs?: JsonataNode | readonly unknown[];
  readonly procedure?: JsonataNode;
  readonly arguments?: readonly JsonataNode[];
  readonly expressions?: readonly JsonataNode[];
  readonly expression?: JsonataNode;
  readonly condition?: JsonataNode;
  readonly then?: JsonataNode;
  readonly else?: JsonataNode;
  readonly body?: JsonataNode;
  /** The condition of a filter. */
  readonly expr?: JsonataNode;
  readonly predicate?: readonly { readonly type: string; readonly expr?: JsonataNode }[];
  readonly stages?: readonly { readonly type: string; readonly value?: unknown; readonly expr?: JsonataNode }[];
  /** The variable that a step binds its items to: `items@$item`. */
  readonly focus?: string;
  /** The variable that a step binds their places to: `items#$i`. */
  readonly index?: string;
}

/**
 * An expression. `root` is parsed when it is first asked for, which takes as long as linting several states: look at
 * `source` before. It is absent where the text does not parse or no parser was handed in.
 */
export interface JsonataTree {
  readonly source: string;
  /** Whether it is nothing but a variable with names and indexes behind it, such as `$states.input.items[0].price`. */
  readonly plain: boolean;
  readonly root: JsonataNode | undefined;
  /** The root and all below it, level by level. */
  readonly nodes: readonly JsonataNode[];
  readonly tokens: readonly JsonataToken[];
  /** Why it does not parse. Ranges count in `source`. */
  readonly error: JsonataError | undefined;
}

/** The text between `{%` and `%}`; `undefined` if the string is no expression. */
export function jsonataSource(text: string): string | undefined {
  return text.length >= 4 && text.startsWith("{%") && text.endsWith("%}") ? text.slice(2, -2) : undefined;
}

/**
 * A function that reads expressions, each distinct text once; without the package nothing is known of any of them.
 *
 * @param others the sources that will be asked for as well, so that they can be parsed together.
 */
export function createJsonataReader(
  parse: ParseExpression | undefined,
  others: () => Iterable<string> = () => [],
): (source: string) => JsonataTree {
  if (parse === undefined) return (source) => new LazyTree(source, () => ({}));
  const memo = memoOf(parse);
  let together: (() => Iterable<string>) | undefined = others;
  const read = (source: string): Parsed => {
    let parsed = memo.get(source);
    if (parsed === undefined && together !== undefined) {
      const sources = new Set(together());
      together = undefined;
      memo.addAll([...sources].filter((other) => !PLAIN.test(other) && memo.get(other) === undefined));
      parsed = memo.get(source);
    }
    return parsed ?? memo.add(source);
  };
  return (source) => new LazyTree(source, read);
}

interface Parsed {
  readonly root?: JsonataNode;
  readonly error?: JsonataError;
  /** Filled in when it is asked for. */
  nodes?: readonly JsonataNode[];
  tokens?: readonly JsonataToken[];
}

/** What the parser makes of each text. That never changes, so it is kept from one definition to the next. */
class Memo {
  private readonly known = new Map<string, Parsed>();
  private characters = 0;

  constructor(private readonly parse: ParseExpression) {}

  get(source: string): Parsed | undefined {
    return this.known.get(source);
  }

  add(source: string): Parsed {
    const parsed = parseWith(this.parse, source);
    this.put(source, parsed);
    return parsed;
  }

  addAll(sources: readonly string[]): void {
    for (const [source, root] of parseTogether(this.parse, sources)) this.put(source, { root });
  }

  private put(source: string, parsed: Parsed): void {
    if (this.characters > MOST_CHARACTERS) {
      this.known.clear();
      this.characters = 0;
    }
    this.known.set(source, parsed);
    this.characters += source.length;
  }
}

/** A tree takes some sixty times the room of its source. */
const MOST_CHARACTERS = 1_000_000;

const memos = new WeakMap<ParseExpression, Memo>();

function memoOf(parse: ParseExpression): Memo {
  let memo = memos.get(parse);
  if (memo === undefined) {
    memo = new Memo(parse);
    memos.set(parse, memo);
  }
  return memo;
}

class LazyTree implements JsonataTree {
  private known: Parsed | undefined = undefined;
  private isPlain: boolean | undefined = undefined;

  constructor(
    readonly source: string,
    private readonly read: (source: string) => Parsed,
  ) {}

  get plain(): boolean {
    this.isPlain ??= PLAIN.test(this.source);
    return this.isPlain;
  }

  get root(): JsonataNode | undefined {
    return this.parsed.root;
  }

  get nodes(): readonly JsonataNode[] {
    const { parsed } = this;
    parsed.nodes ??= parsed.root === undefined ? [] : jsonataNodes(parsed.root);
    return parsed.nodes;
  }

  get tokens(): readonly JsonataToken[] {
    if (this.plain) return jsonataTokens(this.source);
    const { parsed } = this;
    parsed.tokens ??= jsonataTokens(this.source);
    return parsed.tokens;
  }

  get error(): JsonataError | undefined {
    return this.plain ? undefined : this.parsed.error;
  }

  private get parsed(): Parsed {
    this.known ??= this.read(this.source);
    return this.known;
  }
}

/**
 * Keeps what a function finds in expressions, which follows from their text alone, as long as their trees are kept. What it
 * finds must not hold on to the tree it is handed, which knows of a whole file.
 */
export function keptWithTree<T>(
  find: (tree: JsonataTree, root: JsonataNode) => T,
): (tree: JsonataTree) => T | undefined {
  const known = new WeakMap<JsonataNode, { readonly found: T }>();
  return (tree) => {
    const { root } = tree;
    if (root === undefined) return undefined;
    let kept = known.get(root);
    if (kept === undefined) {
      kept = { found: find(tree, root) };
      known.set(root, kept);
    }
    return kept.found;
  };
}

// The parser takes true, false and null for values wherever they stand.
const PLAIN =
  /^[ \t\n\r\v]*\$[A-Za-z_][A-Za-z0-9_]*(?:\.(?!(?:true|false|null)\b)[A-Za-z_][A-Za-z0-9_]*|\[-?(?:0|[1-9][0-9]*)\])*[ \t\n\r\v]*$/;

function parseWith(parse: ParseExpression, source: string): Parsed {
  try {
    // Every property is looked at before it is used.
    return { root: parse(source).ast() as JsonataNode };
  } catch (error) {
    // The parser throws objects with a code for what the text does wrong.
    if (isParserError(error)) return { error: describeError(error, source) };
    // It fails itself at a regular expression that only another engine takes, and at nesting that exhausts the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return {};
    throw error;
  }
}

function isParserError(error: unknown): error is ParserError {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string";
}

/** The children of a node, in writing order. */
export function jsonataChildren(node: JsonataNode): JsonataNode[] {
  const found: JsonataNode[] = [];
  for (const value of Object.values(node)) addNodes(value, found);
  return found;
}

function addNodes(value: unknown, found: JsonataNode[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) for (const item of value) addNodes(item, found);
  // Whatever has a type is a node. The terms of a sort and the pairs of a grouping stand in plain objects, like the
  // parser's own notes on parents, which hold no nodes.
  else if ("type" in value) found.push(value as JsonataNode);
  else for (const part of Object.values(value)) addNodes(part, found);
}

/** The node and everything below it, level by level. */
export function jsonataNodes(root: JsonataNode): JsonataNode[] {
  const nodes = [root];
  for (const node of nodes) for (const child of jsonataChildren(node)) nodes.push(child);
  return nodes;
}

/**
 * The keys of a plain data path: `$states.input.a.b` is ["states", "input", "a", "b"], `$n` is ["n"]; `undefined` for
 * anything that is computed.
 */
export function jsonataPath(node: JsonataNode | undefined): string[] | undefined {
  if (node?.type === "variable" && typeof node.value === "string") return [node.value];
  if (node?.type !== "path" || node.steps === undefined) return undefined;
  const keys: string[] = [];
  for (const step of node.steps) {
    const plain = step.type === "name" || (step.type === "variable" && keys.length === 0);
    if (!plain || typeof step.value !== "string" || step.predicate !== undefined || "stages" in step) return undefined;
    keys.push(step.value);
  }
  return keys;
}

/** A side of a binary operator as a node. */
export function asNode(side: JsonataNode["lhs"]): JsonataNode | undefined {
  // The parser gives one node on each side of a comparison; only object constructors hold lists.
  return side === undefined || Array.isArray(side) ? undefined : (side as JsonataNode);
}
