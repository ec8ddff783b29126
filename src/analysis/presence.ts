import { asNode, type JsonataNode, jsonataChildren, jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { ChoiceRule } from "../asl/model.ts";

/** The variables that certainly have a value where a rule of a Choice has this outcome, because it asks for them. */
export function presentAfter(rule: ChoiceRule, outcome: boolean): string[] {
  switch (rule.operator) {
    case "And":
      return outcome ? rule.rules.flatMap((inner) => presentAfter(inner, true)) : [];
    case "Or":
      return outcome ? [] : rule.rules.flatMap((inner) => presentAfter(inner, false));
    case "Not":
      return rule.rules.flatMap((inner) => presentAfter(inner, !outcome));
    default:
      return rule.choice.language === "JSONata" ? presentByExpression(rule, outcome) : presentByTest(rule, outcome);
  }
}

function presentByTest({ variable, comparison }: ChoiceRule, outcome: boolean): string[] {
  if (comparison?.key !== "IsPresent" || comparison.value !== outcome || variable?.value === undefined) return [];
  const name = parsePath(variable.value).variable;
  return name === undefined ? [] : [name];
}

function presentByExpression({ condition, choice }: ChoiceRule, outcome: boolean): string[] {
  const source = typeof condition?.value === "string" ? jsonataSource(condition.value) : undefined;
  if (!source?.includes("$exists")) return [];
  const { root } = choice.scope.machine.readJsonata(source);
  return root === undefined ? [] : presentIn(root, outcome);
}

function presentIn(node: JsonataNode, outcome: boolean): string[] {
  const [left, right] = [asNode(node.lhs), asNode(node.rhs)];
  if (node.type === "binary" && left !== undefined && right !== undefined) {
    if (node.value === (outcome ? "and" : "or")) return [...presentIn(left, outcome), ...presentIn(right, outcome)];
    return [];
  }
  // `… ? false : true` turns an outcome round.
  if (node.type === "condition" && node.condition !== undefined && typeof node.then?.value === "boolean") {
    if (node.else?.value !== !node.then.value) return [];
    return presentIn(node.condition, node.then.value === outcome);
  }
  const [argument] = node.arguments ?? [];
  if (node.type === "function" && argument !== undefined) {
    const called = node.procedure?.value;
    if (called === "not") return presentIn(argument, !outcome);
    if (called === "exists" && outcome) return firstVariable(argument);
  }
  // Parentheses around one expression.
  const [only, ...others] = node.type === "block" ? jsonataChildren(node) : [];
  return only !== undefined && others.length === 0 ? presentIn(only, outcome) : [];
}

function firstVariable(node: JsonataNode): string[] {
  const first = node.type === "path" ? node.steps?.[0] : node;
  return first?.type === "variable" && typeof first.value === "string" ? [first.value] : [];
}
