import { type IntrinsicCall, parseIntrinsic } from "../asl/intrinsics.ts";
import { asNode, type JsonataNode, jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { State, TreeField } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import type { ValueNode } from "../document/nodes.ts";
import { type Cell, cellKey, cellOfJsonata, cellOfPath } from "./cells.ts";

/** What a transition does to a cell. */
export type Effect =
  | { readonly kind: "keep" }
  /** A literal takes its place: the number it is, how many items it has. */
  | { readonly kind: "set"; readonly number: number | undefined; readonly length: number | undefined }
  /** A literal number is added. */
  | { readonly kind: "step"; readonly by: number }
  /** Nobody knows what it holds then. */
  | { readonly kind: "lost" };

export const KEEP: Effect = { kind: "keep" };
export const LOST: Effect = { kind: "lost" };

/**
 * How a tree is read: `literal` as it stands, `template` with keys ending `.$` or strings in `{% %}` evaluated,
 * `evaluated` as the value of such a key.
 */
type Reading = "literal" | "template" | "evaluated";

/** What a `Parameters` template makes of the place that names lead to inside its value. */
export function templateEffect(
  { node }: TreeField,
  rest: readonly string[],
  names: readonly string[],
  state: State,
): Effect {
  return treeEffect(node, rest, { kind: "data", names }, state, "template");
}

/**
 * What a cell holds once a tree is its value.
 *
 * @param rest the names that lead from the tree to the place.
 */
export function treeEffect(
  node: ValueNode,
  rest: readonly string[],
  cell: Cell,
  state: State,
  reading: Reading,
): Effect {
  // Whether a text is an expression, deployment tells.
  if (state.language === undefined && !(node.kind === "scalar" && typeof node.value === "number")) return LOST;
  if (reading !== "literal") {
    const text = node.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
    if (state.language === "JSONata") {
      const source = text === undefined ? undefined : jsonataSource(text);
      const root = source === undefined ? undefined : state.scope.machine.readJsonata(source).root;
      if (source !== undefined) return root === undefined ? LOST : expressionEffect(root, rest, cell);
    } else if (reading === "evaluated") return text === undefined ? LOST : textEffect(text, rest, cell);
  }
  const [name, ...inside] = rest;
  if (name === undefined) return literalEffect(node);
  if (node.kind !== "object" || node.open) return LOST;
  const isTemplate = reading === "template" && state.language === "JSONPath";
  const members = node.members.filter(({ key }) => key === name || (isTemplate && evaluatedName(key) === name));
  const [member] = members;
  if (member === undefined || members.length > 1) return LOST;
  return treeEffect(member.value, inside, cell, state, member.key === name ? reading : "evaluated");
}

function literalEffect(node: ValueNode): Effect {
  if (node.kind === "dynamic") return LOST;
  const number = node.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
  return { kind: "set", number, length: node.kind === "array" && !node.open ? node.items.length : undefined };
}

/** What the value of a key ending `.$` makes of a cell. */
function textEffect(text: string, rest: readonly string[], cell: Cell): Effect {
  if (text.startsWith("$")) return readEffect(cellOfPath(parsePath(text)), rest, cell);
  const call = rest.length === 0 ? parseIntrinsic(text) : undefined;
  return call === undefined || call.error !== undefined ? LOST : callEffect(call, cell);
}

/** A read of a cell leaves it as it was where it reads that very place. */
function readEffect(read: Cell | undefined, rest: readonly string[], cell: Cell): Effect {
  if (read === undefined) return LOST;
  const place: Cell | undefined =
    read.kind === "data" ? { kind: "data", names: [...read.names, ...rest] } : rest.length === 0 ? read : undefined;
  return place !== undefined && cellKey(place) === cellKey(cell) ? KEEP : LOST;
}

function callEffect({ name, args }: IntrinsicCall, cell: Cell): Effect {
  if (name === "States.Array") return { kind: "set", number: undefined, length: args.length };
  if (name !== "States.MathAdd" || args.length !== 2) return LOST;
  const number = args.find((argument) => argument.kind === "number");
  const path = args.find((argument) => argument.kind === "path");
  if (number?.kind !== "number" || path?.kind !== "path") return LOST;
  return readEffect(cellOfPath(path.path), [], cell) === KEEP ? { kind: "step", by: number.value } : LOST;
}

/** What the value of an expression of JSONata makes of a cell. */
function expressionEffect(node: JsonataNode, rest: readonly string[], cell: Cell): Effect {
  const read = cellOfJsonata(node);
  if (read !== undefined) return readEffect(read, rest, cell);
  if (node.type === "block" && node.expressions?.length === 1) {
    return expressionEffect(node.expressions[0] as JsonataNode, rest, cell); // the length was asked for
  }
  const [name, ...inside] = rest;
  if (name !== undefined) {
    const merged = mergedParts(node);
    if (merged !== undefined) return mergeEffect(merged, rest, cell);
    const pairs = pairsOf(node);
    const values = pairs?.filter(([key]) => key === name) ?? [];
    // A key that is computed may be any.
    if (values.length !== 1 || pairs?.some(([key]) => key === undefined)) return LOST;
    return expressionEffect((values[0] as [string, JsonataNode])[1], inside, cell); // there is one
  }
  if (node.type === "number") return { kind: "set", number: Number(node.value), length: undefined };
  if (node.type === "unary" && node.value === "[") {
    return { kind: "set", number: undefined, length: lengthOf(node.expressions ?? []) };
  }
  return stepOf(node, cell) ?? LOST;
}

/** `$n + 1`, `1 + $n`, `$n - 1`. */
function stepOf({ type, value, lhs, rhs }: JsonataNode, cell: Cell): Effect | undefined {
  if (type !== "binary" || (value !== "+" && value !== "-")) return undefined;
  const [left, right] = [asNode(lhs), asNode(rhs)];
  const [read, number] = right?.type === "number" ? [left, right] : [right, value === "+" ? left : undefined];
  if (number?.type !== "number" || readEffect(cellOfJsonata(read), [], cell) !== KEEP) return undefined;
  return { kind: "step", by: value === "+" ? Number(number.value) : -Number(number.value) };
}

/** What `$merge([a, b, …])` puts together. */
function mergedParts({ type, procedure, arguments: args = [] }: JsonataNode): readonly JsonataNode[] | undefined {
  const [list] = args;
  if (type !== "function" || procedure?.value !== "merge" || args.length !== 1) return undefined;
  return list?.type === "unary" && list.value === "[" ? list.expressions : undefined;
}

/** Of several that have a name, the last one counts. */
function mergeEffect(parts: readonly JsonataNode[], rest: readonly string[], cell: Cell): Effect {
  for (const part of [...parts].reverse()) {
    const pairs = pairsOf(part);
    if (pairs === undefined) return readEffect(cellOfJsonata(part), rest, cell);
    if (pairs.some(([key]) => key === undefined || key === rest[0])) return expressionEffect(part, rest, cell);
  }
  return LOST;
}

/** The keys of an object constructor with their values; a key that is computed is absent. */
function pairsOf({ type, value, lhs }: JsonataNode): [string | undefined, JsonataNode][] | undefined {
  if (type !== "unary" || value !== "{" || !Array.isArray(lhs)) return undefined;
  // The parser makes a list of pairs of it.
  return (lhs as [JsonataNode, JsonataNode][]).map(([key, held]) => [
    key.type === "string" ? String(key.value) : undefined,
    held,
  ]);
}

const SINGLE = new Set(["string", "number", "value"]);

/** How many items a list has that is written down: literals and objects, or one range of literals. */
function lengthOf(items: readonly JsonataNode[]): number | undefined {
  const [first] = items;
  if (items.length === 1 && first?.type === "binary" && first.value === "..") {
    const [from, to] = [asNode(first.lhs), asNode(first.rhs)];
    if (from?.type !== "number" || to?.type !== "number") return undefined;
    return Math.max(0, Number(to.value) - Number(from.value) + 1);
  }
  return items.every((item) => SINGLE.has(item.type) || pairsOf(item) !== undefined) ? items.length : undefined;
}
