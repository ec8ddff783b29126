import { asNode, type JsonataNode, jsonataChildren, jsonataNodes } from "../asl/jsonata.ts";
import type { FilterExpression, ParsedPath, PathStep } from "../asl/jsonpath.ts";

/** A question "is this value among those?", asked without the function that answers it. */
export interface Membership {
  /** The list as a path, such as `$.list` or `$.list[*].name`. */
  readonly list: string;
  /** The value as an intrinsic's argument: `'text'`, a number, a path. */
  readonly value: string;
}

/** What a filter path asks for, if it picks the items equal to one value: `$.list[?(@.name == 'x')]`. */
export function membershipOf(path: ParsedPath): Membership | undefined {
  const filters = path.steps.filter((step) => step.kind === "filter");
  const [filter] = filters;
  const at = filter === undefined ? -1 : path.steps.indexOf(filter);
  if (filter === undefined || filters.length > 1 || path.steps.slice(at + 1).some((step) => !isFirst(step)))
    return undefined;
  const equal = equality(filter.condition);
  if (equal === undefined) return undefined;
  const list = path.text.slice(0, filter.range[0] - path.range[0]);
  return { list: equal.field === "" ? list : `${list}[*]${equal.field}`, value: equal.value };
}

/** Whether a path yields what a filter picks, not one of its hits. */
export function isFilter(path: ParsedPath): boolean {
  return path.steps.at(-1)?.kind === "filter";
}

export function isFirst(step: PathStep | undefined): boolean {
  return step?.kind === "index" && step.index === 0;
}

function equality(condition: FilterExpression): { field: string; value: string } | undefined {
  if (condition.kind !== "comparison" || condition.operator !== "==") return undefined;
  const { left, right } = condition;
  if (left.kind !== "path" || left.root !== "current" || !left.steps.every((step) => step.kind === "name"))
    return undefined;
  const field = left.steps.map((step) => (step.kind === "name" ? `.${step.name}` : "")).join("");
  if (right.kind === "string") return { field, value: `'${right.value.replaceAll("'", "\\'")}'` };
  if (right.kind === "number" || right.kind === "boolean") return { field, value: String(right.value) };
  return undefined;
}

/**
 * Whether a part of a JSONata expression asks whether a list holds a value: `$exists(list[$ = x])`,
 * `$count(list[$ = x]) > 0`.
 */
export function jsonataMembership(root: JsonataNode): boolean {
  return jsonataNodes(root).some((node) => callsWithItemFilter(node, ["exists", "boolean"]) || asksForHits(node));
}

/** Comparisons that tell one hit from none, by the side the number is on. */
const NUMBER_RIGHT = new Set(["> 0", "!= 0", "= 0", ">= 1", "< 1"]);
const NUMBER_LEFT = new Set(["0 <", "0 !=", "0 =", "1 <=", "1 >"]);

function asksForHits({ type, value, lhs, rhs }: JsonataNode): boolean {
  if (type !== "binary") return false;
  const [left, right] = [asNode(lhs), asNode(rhs)];
  if (right?.type === "number" && NUMBER_RIGHT.has(`${value} ${right.value}`)) return countsHits(left);
  return left?.type === "number" && NUMBER_LEFT.has(`${left.value} ${value}`) && countsHits(right);
}

function countsHits(node: JsonataNode | undefined): boolean {
  return node !== undefined && callsWithItemFilter(node, ["count"]);
}

function callsWithItemFilter(node: JsonataNode, functions: readonly string[]): boolean {
  if (node.type !== "function" || !functions.includes(String(node.procedure?.value))) return false;
  return (node.arguments ?? []).some((argument) => jsonataNodes(argument).some(isItemFilter));
}

/** `[$ = value]`: the item itself is compared, not one of its fields. */
function isItemFilter(node: JsonataNode): boolean {
  if (node.type !== "filter") return false;
  const [condition] = jsonataChildren(node);
  if (condition?.type !== "binary" || condition.value !== "=") return false;
  return [condition.lhs, condition.rhs].some((side) => isItem(asNode(side)));
}

function isItem(node: JsonataNode | undefined): boolean {
  if (node?.type === "variable") return node.value === "";
  const only = node?.type === "path" && node.steps?.length === 1 ? node.steps[0] : undefined;
  return only?.type === "variable" && only.value === "";
}

/** The longest row of `x = 'a' or x = 'b' or …` on one `x` in an expression: how many constants it compares with. */
export function equalityChain(root: JsonataNode): number {
  let longest = 0;
  const chained = new Set<JsonataNode>();
  // Nodes come level by level: the outermost `or` of a chain before those it consists of.
  for (const node of jsonataNodes(root)) {
    if (!isOr(node) || chained.has(node)) continue;
    const counts = new Map<string, number>();
    for (const term of alternatives(node, chained)) {
      const subject = comparedWithConstant(term);
      if (subject === undefined) continue;
      const count = (counts.get(subject) ?? 0) + 1;
      counts.set(subject, count);
      longest = Math.max(longest, count);
    }
  }
  return longest;
}

function isOr({ type, value }: JsonataNode): boolean {
  return type === "binary" && value === "or";
}

/** What a chain of `or` chooses from; its own nodes are added to `chained`. */
function alternatives(or: JsonataNode, chained: Set<JsonataNode>): JsonataNode[] {
  const terms: JsonataNode[] = [];
  const open = [or];
  // Without recursion: a chain is as deep as it is long.
  for (const node of open) {
    const inner = unwrapped(node);
    if (isOr(inner)) {
      chained.add(inner);
      for (const side of [asNode(inner.lhs), asNode(inner.rhs)]) if (side !== undefined) open.push(side);
    } else terms.push(inner);
  }
  return terms;
}

/** What stands in parentheses. */
function unwrapped(node: JsonataNode): JsonataNode {
  let inner = node;
  while (inner.type === "block" && inner.expressions?.length === 1 && inner.expressions[0])
    inner = inner.expressions[0];
  return inner;
}

function comparedWithConstant(node: JsonataNode): string | undefined {
  if (node.type !== "binary" || node.value !== "=") return undefined;
  const sides = [asNode(node.lhs), asNode(node.rhs)];
  const constant = sides.find((side) => side?.type === "string" || side?.type === "number");
  const subject = sides.find((side) => side !== constant);
  return constant === undefined || subject === undefined ? undefined : shapeOf(subject);
}

/** A text that is equal for expressions that say the same. */
function shapeOf(node: JsonataNode): string {
  return JSON.stringify(node, (key, value: unknown) => (key === "position" ? undefined : value));
}
