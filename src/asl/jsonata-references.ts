import type { Range } from "../document/nodes.ts";
import { asNode, type JsonataNode, type JsonataTree, keptWithTree } from "./jsonata.ts";
import { type JsonataToken, tokenEndingAt } from "./jsonata-tokens.ts";

/** A read of something that an expression of Step Functions does not have: AWS refuses it. */
export interface AbsentReference {
  /** `phone`, `$` or `$$`. */
  readonly kind: "name" | "context" | "root";
  /** As AWS names it: "phone", "$", "$$". */
  readonly name: string;
  /** Everywhere it is read in this way, in writing order. Offsets count in the source. */
  readonly ranges: readonly Range[];
  /** Whether it is called as a function where it stands first. */
  readonly called: boolean;
  /** The step behind it there: "Execution" in `$$.Execution.Id`. */
  readonly next: JsonataNode | undefined;
  /** The innermost function around it there. */
  readonly lambda: JsonataNode | undefined;
  /** Whether it is all of a key in an object: `{total: 1}`. */
  readonly isKey: boolean;
}

/** A node that AWS looks at when it saves a definition. */
interface Seen {
  readonly node: JsonataNode;
  /** The path whose first step it is. */
  readonly path: JsonataNode | undefined;
  readonly lambda: JsonataNode | undefined;
  readonly called: boolean;
  readonly isKey: boolean;
}

/**
 * The names and context items that AWS refuses, one entry for each distinct one, in writing order.
 *
 * AWS reads neither filters nor later steps of a path, and does not enter transforms: there is a context item there. The
 * body of a function has that of its surroundings.
 */
export function absentReferences(tree: JsonataTree): readonly AbsentReference[] {
  return referencesIn(tree) ?? [];
}

const referencesIn = keptWithTree((tree, root): readonly AbsentReference[] => {
  const found = new Map<string, Omit<AbsentReference, "ranges"> & { ranges: Range[] }>();
  for (const { node, path, lambda, called, isKey } of nodesThatAwsReads(root)) {
    const kind = absentKind(node);
    if (kind === undefined) continue;
    const range = tokenEndingAt(tree.tokens, node.position ?? 0);
    const name = kind === "name" ? String(node.value) : `$${String(node.value)}`;
    const id = `${kind} ${isKey} ${name}`;
    const known = found.get(id);
    if (known !== undefined) known.ranges.push(range);
    else found.set(id, { kind, name, ranges: [range], called, next: path?.steps?.[1], lambda, isKey });
  }
  return [...found.values()];
});

function absentKind({ type, value }: JsonataNode): AbsentReference["kind"] | undefined {
  if (type === "name") return "name";
  if (type !== "variable") return undefined;
  return value === "" ? "context" : value === "$" ? "root" : undefined;
}

/** In writing order, and without recursion: a sum is as deep as it is long. */
function nodesThatAwsReads(root: JsonataNode): Seen[] {
  const found: Seen[] = [];
  const open: Seen[] = [{ node: root, path: undefined, lambda: undefined, called: false, isKey: false }];
  for (let seen = open.pop(); seen !== undefined; seen = open.pop()) {
    found.push(seen);
    const { node, lambda, called, isKey } = seen;
    const inside = node.type === "lambda" && !("thunk" in node) ? node : lambda;
    const isStep = node.type === "path";
    const isObject = node.type === "unary" && node.value === "{";
    const parts = partsThatAwsReads(node);
    for (let i = parts.length - 1; i >= 0; i--) {
      const child = parts[i];
      if (child === undefined) continue;
      open.push({
        node: child,
        path: isStep ? node : undefined,
        lambda: inside,
        called: isStep ? called : child === node.procedure,
        isKey: isObject ? i % 2 === 0 : isKey && isStep && node.steps?.length === 1,
      });
    }
  }
  return found;
}

function partsThatAwsReads(node: JsonataNode): (JsonataNode | undefined)[] {
  switch (node.type) {
    case "path":
      return [node.steps?.[0]];
    case "unary":
      // The parser keeps the pairs of an object constructor as lists of two.
      if (node.value === "{") return ((node.lhs ?? []) as JsonataNode[][]).flat();
      return node.value === "[" ? [...(node.expressions ?? [])] : [node.expression];
    case "binary":
    case "apply":
      return [asNode(node.lhs), asNode(node.rhs)];
    case "bind":
      return [asNode(node.rhs)];
    case "condition":
      return [node.condition, node.then, node.else];
    case "block":
      return [...(node.expressions ?? [])];
    case "function":
    case "partial":
      return [node.procedure, ...(node.arguments ?? [])];
    case "lambda":
      return [node.body];
    default:
      return [];
  }
}

/** A path that starts with `$states`. */
export interface StatesPath {
  /** The names behind `$states`, as far as they are plain: input, order, id. */
  readonly names: readonly { readonly name: string; readonly range: Range }[];
  readonly start: number;
  /** Whether AWS looks at it when it saves a definition; it does not look into filters and later steps. */
  readonly checked: boolean;
}

/** The paths that start with `$states` anywhere in an expression, in writing order; of a plain one without parsing it. */
export function statesPaths(tree: JsonataTree): readonly StatesPath[] {
  return tree.plain ? plainPath(tree.source) : (pathsIn(tree) ?? []);
}

const NAME = /[A-Za-z_]\w*/g;

function plainPath(source: string): StatesPath[] {
  const [root, ...names] = source.matchAll(NAME);
  if (root?.[0] !== "states") return [];
  const steps = names.map(({ 0: name, index }) => ({ name, range: [index, index + name.length] as const }));
  return [{ names: steps, start: root.index - 1, checked: true }];
}

const pathsIn = keptWithTree((tree, root): readonly StatesPath[] => {
  const { nodes } = tree;
  if (nodes.some(({ type, lhs }) => type === "bind" && asNode(lhs)?.value === "states")) return [];
  const starting = nodes.filter(({ type, steps }) => type === "path" && steps?.[0]?.value === "states");
  if (starting.length === 0) return [];
  const { tokens } = tree;
  const checked = new Set<JsonataNode>();
  for (const { node } of nodesThatAwsReads(root)) checked.add(node);
  const paths = starting.flatMap((node) => {
    const [first, ...steps] = node.steps ?? [];
    if (first?.type !== "variable") return [];
    const end = steps.findIndex(({ type }) => type !== "name");
    const names = steps.slice(0, end < 0 ? undefined : end).map(({ value, position = 0 }) => ({
      name: String(value),
      range: tokenEndingAt(tokens, position),
    }));
    return [{ names, start: tokenEndingAt(tokens, first.position ?? 0)[0], checked: checked.has(node) }];
  });
  return paths.sort((a, b) => a.start - b.start);
});

/**
 * The name with hyphens that is meant where a name stands right behind a path and `-`: all of `a-b` in `$states.input.a-b`,
 * which subtracts `b`. `undefined` for any other name.
 */
export function hyphenatedName(tokens: readonly JsonataToken[], [start, end]: Range): Range | undefined {
  let at = tokens.findIndex((token) => token.start === start);
  if (at < 0 || tokens[at]?.kind !== "name") return undefined;
  let first = at;
  while (joined(tokens, first - 2)) first -= 2;
  if (first === at || tokens[first - 1]?.text !== ".") return undefined;
  while (joined(tokens, at)) at += 2;
  return [tokens[first]?.start ?? start, tokens[at]?.end ?? end];
}

/** Whether a name, a hyphen and a name stand together from a token on. */
function joined(tokens: readonly JsonataToken[], at: number): boolean {
  const [left, hyphen, right] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (hyphen?.text !== "-" || !isWord(left) || !isWord(right)) return false;
  return left.end === hyphen.start && hyphen.end === right.start;
}

function isWord(token: JsonataToken | undefined): token is JsonataToken {
  return token?.kind === "name" && !token.text.startsWith("`");
}
