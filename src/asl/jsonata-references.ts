import type { Range } from "../document/nodes.ts";
import { asNode, type JsonataNode, type JsonataTree } from "./jsonata.ts";
import { tokenEndingAt } from "./jsonata-tokens.ts";

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
}

/** A node that AWS looks at when it saves a definition. */
interface Seen {
  readonly node: JsonataNode;
  /** The path whose first step it is. */
  readonly path: JsonataNode | undefined;
  readonly lambda: JsonataNode | undefined;
  readonly called: boolean;
}

/**
 * The names and context items that AWS refuses, one entry for each distinct one, in writing order.
 *
 * AWS reads neither filters nor later steps of a path, and does not enter transforms: there is a context item there. The
 * body of a function has that of its surroundings.
 */
export function absentReferences(tree: JsonataTree): readonly AbsentReference[] {
  if (tree.root === undefined) return [];
  const found = new Map<string, Omit<AbsentReference, "ranges"> & { ranges: Range[] }>();
  for (const { node, path, lambda, called } of nodesThatAwsReads(tree.root)) {
    const kind = absentKind(node);
    if (kind === undefined) continue;
    const range = tokenEndingAt(tree.tokens, node.position ?? 0);
    const name = kind === "name" ? String(node.value) : `$${String(node.value)}`;
    const known = found.get(`${kind} ${name}`);
    if (known !== undefined) known.ranges.push(range);
    else found.set(`${kind} ${name}`, { kind, name, ranges: [range], called, next: path?.steps?.[1], lambda });
  }
  return [...found.values()];
}

function absentKind({ type, value }: JsonataNode): AbsentReference["kind"] | undefined {
  if (type === "name") return "name";
  if (type !== "variable") return undefined;
  return value === "" ? "context" : value === "$" ? "root" : undefined;
}

/** In writing order, and without recursion: a sum is as deep as it is long. */
function* nodesThatAwsReads(root: JsonataNode): Generator<Seen> {
  const open: Seen[] = [{ node: root, path: undefined, lambda: undefined, called: false }];
  for (let seen = open.pop(); seen !== undefined; seen = open.pop()) {
    yield seen;
    const { node, lambda, called } = seen;
    const inside = node.type === "lambda" && !("thunk" in node) ? node : lambda;
    for (const child of partsThatAwsReads(node).reverse()) {
      if (child === undefined) continue;
      const isStep = node.type === "path";
      open.push({
        node: child,
        path: isStep ? node : undefined,
        lambda: inside,
        called: isStep ? called : child === node.procedure,
      });
    }
  }
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
export function statesPaths(tree: JsonataTree): StatesPath[] {
  if (tree.plain) {
    const { tokens } = tree;
    const [first] = tokens;
    if (first?.text !== "$states") return [];
    const names = tokens.filter(({ kind }) => kind === "name");
    return [
      {
        names: names.map(({ text, start, end }) => ({ name: text, range: [start, end] })),
        start: first.start,
        checked: true,
      },
    ];
  }
  if (tree.root === undefined) return [];
  const { nodes } = tree;
  if (nodes.some(({ type, lhs }) => type === "bind" && asNode(lhs)?.value === "states")) return [];
  const starting = nodes.filter(({ type, steps }) => type === "path" && steps?.[0]?.value === "states");
  if (starting.length === 0) return [];
  const { tokens } = tree;
  const checked = new Set<JsonataNode>();
  for (const { node } of nodesThatAwsReads(tree.root)) checked.add(node);
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
}
