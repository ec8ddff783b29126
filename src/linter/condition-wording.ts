import { jsonataSource } from "../asl/jsonata.ts";
import type { ChoiceRule, Field } from "../asl/model.ts";
import type { ValueNode } from "../document/nodes.ts";

const SIGNS: Readonly<Record<string, string>> = {
  Equals: "=",
  LessThan: "<",
  LessThanEquals: "≤",
  GreaterThan: ">",
  GreaterThanEquals: "≥",
};

/** What a rule of a Choice asks: "$.status = 'DONE'", "$count($items) > 3"; "" where the text does not show it. */
export function conditionWording(rule: ChoiceRule): string {
  const { operator, rules, condition, variable, comparison } = rule;
  if (operator === "Not") return rules.map((inner) => `not (${conditionWording(inner)})`).join("");
  if (operator !== undefined) return rules.map(part).join(operator === "And" ? " and " : " or ");
  if (condition !== undefined) return typeof condition.value === "string" ? source(condition.value) : shown(condition);
  return variable === undefined || comparison === undefined
    ? ""
    : `${shown(variable)} ${comparisonWording(comparison)}`;
}

function part(rule: ChoiceRule): string {
  const text = conditionWording(rule);
  return rule.operator === "And" || rule.operator === "Or" ? `(${text})` : text;
}

function source(text: string): string {
  return (jsonataSource(text) ?? text).trim();
}

function comparisonWording(comparison: Field<string | number | boolean>): string {
  const { key, value } = comparison;
  const [, relation = "", path] = /^(?:String|Numeric|Boolean|Timestamp)([A-Z]\w*?)(Path)?$/.exec(key) ?? [];
  const operand = typeof value === "string" && path === undefined ? `'${value}'` : shown(comparison);
  const sign = SIGNS[relation];
  if (sign !== undefined) return `${sign} ${operand}`;
  if (key === "StringMatches") return `matches ${operand}`;
  if (typeof value !== "boolean") return `${key} ${operand}`;
  // A test such as `IsPresent`.
  return `is ${value ? "" : "not "}${key.slice("Is".length).toLowerCase()}`;
}

function shown({ node }: Field<unknown>): string {
  return nodeWording(node);
}

/** A single value as it is written, without quotes; "…" for a list or an object. */
export function nodeWording(node: ValueNode): string {
  if (node.kind === "dynamic") return node.text;
  return node.kind === "scalar" ? String(node.value) : "…";
}
