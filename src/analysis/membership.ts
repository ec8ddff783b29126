import { type JsonataNode, jsonataChildren, jsonataNodes } from "../asl/jsonata.ts";
import type { FilterExpression, ParsedPath, PathStep } from "../asl/jsonpath.ts";
import { asNode } from "./loop-bound.ts";

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

function isFirst(step: PathStep): boolean {
  return step.kind === "index" && step.index === 0;
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
 * The parts of a JSONata expression that ask whether a list holds a value: `$exists(list[$ = x])`,
 * `$count(list[$ = x]) > 0`.
 */
export function jsonataMembership(root: JsonataNode): boolean {
  for (const node of jsonataNodes(root)) {
    if (callsWithItemFilter(node, ["exists", "boolean"])) return true;
    if (node.type !== "binary" || ![">", ">=", "=", "!="].includes(String(node.value))) continue;
    const sides = [asNode(node.lhs), asNode(node.rhs)];
    const counted = sides.some((side) => side !== undefined && callsWithItemFilter(side, ["count"]));
    if (counted && sides.some((side) => side?.type === "number" && (side.value === 0 || side.value === 1))) return true;
  }
  return false;
}

function callsWithItemFilter(node: JsonataNode, functions: readonly string[]): boolean {
  if (node.type !== "function" || !functions.includes(String(node.procedure?.value))) return false;
  return (node.arguments ?? []).some((argument) => [...jsonataNodes(argument)].some(isItemFilter));
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
  for (const node of jsonataNodes(root)) {
    if (node.type !== "binary" || node.value !== "or") continue;
    const counts = new Map<string, number>();
    for (const term of alternatives(node)) {
      const subject = comparedWithConstant(term);
      if (subject !== undefined) counts.set(subject, (counts.get(subject) ?? 0) + 1);
    }
    longest = Math.max(longest, ...counts.values());
  }
  return longest;
}

function alternatives(node: JsonataNode): JsonataNode[] {
  if (node.type === "block" && node.expressions?.length === 1) return node.expressions.flatMap(alternatives);
  if (node.type !== "binary" || node.value !== "or") return [node];
  return [asNode(node.lhs), asNode(node.rhs)].flatMap((side) => (side === undefined ? [] : alternatives(side)));
}

function comparedWithConstant(node: JsonataNode): string | undefined {
  if (node.type === "block" && node.expressions?.length === 1 && node.expressions[0])
    return comparedWithConstant(node.expressions[0]);
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
