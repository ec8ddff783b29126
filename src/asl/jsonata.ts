import type { ParseExpression } from "../hosts/host.ts";

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
}

/**
 * An expression. `root` is parsed when it is first asked for, which takes as long as linting several states: look at
 * `source` before. It is absent where the text does not parse or no parser was handed in.
 */
export interface JsonataTree {
  readonly source: string;
  readonly root: JsonataNode | undefined;
}

const MAX_CACHED = 5_000;

/** The text between `{%` and `%}`; `undefined` if the string is no expression. */
export function jsonataSource(text: string): string | undefined {
  return text.length >= 4 && text.startsWith("{%") && text.endsWith("%}") ? text.slice(2, -2) : undefined;
}

/** A function that reads expressions, each distinct text once; without the package nothing is known of any of them. */
export function createJsonataReader(parse: ParseExpression | undefined): (source: string) => JsonataTree {
  const known = new Map<string, JsonataTree>();
  return (source) => {
    let tree = known.get(source);
    if (tree === undefined) {
      tree = new LazyTree(source, parse);
      if (known.size >= MAX_CACHED) known.clear();
      known.set(source, tree);
    }
    return tree;
  };
}

class LazyTree implements JsonataTree {
  private parsed: { readonly root: JsonataNode | undefined } | undefined = undefined;

  constructor(
    readonly source: string,
    private readonly parse: ParseExpression | undefined,
  ) {}

  get root(): JsonataNode | undefined {
    this.parsed ??= { root: this.parse && rootOf(this.parse, this.source) };
    return this.parsed.root;
  }
}

function rootOf(parse: ParseExpression, source: string): JsonataNode | undefined {
  try {
    // Every property is looked at before it is used.
    return parse(source).ast() as JsonataNode;
  } catch (error) {
    // The parser throws objects with a code for what the text does wrong; anything else is its own failure.
    if (typeof error === "object" && error !== null && "code" in error) return undefined;
    // A regular expression that the engine refuses, or nesting that exhausts the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
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
