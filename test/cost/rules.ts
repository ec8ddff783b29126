import type { Language, RuleJson } from "./definition.ts";
import {
  allOf,
  anyOf,
  conditionHolds,
  EvaluationFailure,
  not,
  numberOf,
  readPath,
  type Surroundings,
  type Truth,
  Unknown,
} from "./expressions.ts";

/**
 * Whether a rule of a Choice holds: what compares numbers is calculated, anything else is open.
 *
 * @throws EvaluationFailure where the execution fails on it.
 */
export function ruleHolds(rule: RuleJson, language: Language, around: Surroundings): Truth {
  return language === "JSONata" ? conditionHolds(rule.Condition, around) : testHolds(rule, around);
}

function testHolds(rule: RuleJson, around: Surroundings): Truth {
  if (rule.And !== undefined) return allOf(rule.And.map((inner) => testHolds(inner, around)));
  if (rule.Or !== undefined) return anyOf(rule.Or.map((inner) => testHolds(inner, around)));
  if (rule.Not !== undefined) return not(testHolds(rule.Not, around));
  const [operator, operand] = Object.entries(rule).find(([key]) => key.startsWith("Numeric")) ?? [];
  if (operator === undefined || rule.Variable === undefined) return "open";
  const value = readPath(rule.Variable, around);
  const limit = operator.endsWith("Path") ? readPath(String(operand), around) : operand;
  if (![value, limit].every((side) => typeof side === "number" || side instanceof Unknown)) return false;
  return compare(operator.replace(/^Numeric|Path$/g, ""), numberOf(value, around), numberOf(limit, around));
}

function compare(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case "Equals":
      return left === right;
    case "LessThan":
      return left < right;
    case "LessThanEquals":
      return left <= right;
    case "GreaterThan":
      return left > right;
    case "GreaterThanEquals":
      return left >= right;
    default:
      throw new EvaluationFailure(`no operator '${operator}'`);
  }
}
