import {
  type FilterExpression,
  type FilterOperand,
  type ParsedPath,
  type PathStep,
  parsePath,
} from "../asl/jsonpath.ts";
import { isReferencePath } from "../asl/jsonpath-compare.ts";

/** A question "is this value among those?", asked without the function that answers it. */
export interface Membership {
  /** The list as a path, such as `$.list` or `$.list[*].name`. */
  readonly list: string;
  /** The value as an intrinsic's argument: `'text'`, a number, a path. */
  readonly value: string;
  /** Whether `States.ArrayContains` certainly answers as the filter does. */
  readonly exact: boolean;
}

/** What a filter path asks for, if it picks the items equal to one value: `$.list[?(@.name == 'x')]`. */
export function membershipOf(path: ParsedPath): Membership | undefined {
  const filters = path.steps.filter((step) => step.kind === "filter");
  const [filter] = filters;
  const at = filter === undefined ? -1 : path.steps.indexOf(filter);
  if (filter === undefined || filters.length > 1 || path.steps.slice(at + 1).some((step) => !isFirst(step)))
    return undefined;
  const equal = equality(path, filter.condition);
  if (equal === undefined) return undefined;
  const list = path.text.slice(0, filter.range[0] - path.range[0]);
  const exact = equal.exact && isReferencePath(parsePath(list));
  return { list: equal.field === "" ? list : `${list}[*]${equal.field}`, value: equal.value, exact };
}

/** Whether a path yields what a filter picks, not one of its hits. */
export function isFilter(path: ParsedPath): boolean {
  return path.steps.at(-1)?.kind === "filter";
}

export function isFirst(step: PathStep | undefined): boolean {
  return step?.kind === "index" && step.index === 0;
}

interface FieldEquality {
  /** Of an item: `.sku`, or nothing for the item itself. */
  readonly field: string;
  readonly value: string;
  readonly exact: boolean;
}

function equality(path: ParsedPath, condition: FilterExpression): FieldEquality | undefined {
  if (condition.kind !== "comparison" || condition.operator !== "==") return undefined;
  const { left, right } = condition;
  return equalityOf(path, left, right) ?? equalityOf(path, right, left);
}

function equalityOf(path: ParsedPath, item: FilterOperand, other: FilterOperand): FieldEquality | undefined {
  if (item.kind !== "path" || item.root !== "current" || !item.steps.every((step) => step.kind === "name"))
    return undefined;
  const field = item.steps.map((step) => (step.kind === "name" ? `.${step.name}` : "")).join("");
  const isPlain = /^(?:\.[A-Za-z_]\w*)*$/.test(field);
  switch (other.kind) {
    case "string":
      return { field, value: textArgument(other.value), exact: isPlain && !isNumeric(other.value) };
    case "number":
      return { field, value: String(other.value), exact: false };
    case "boolean":
      return { field, value: String(other.value), exact: isPlain };
    case "path": {
      if (other.root === "current") return undefined;
      const [start, end] = other.range;
      return { field, value: path.text.slice(start - path.range[0], end - path.range[0]), exact: false };
    }
    default:
      return undefined;
  }
}

// Filters take 7 and '7' for equal, and functions do not.
function isNumeric(value: string): boolean {
  return !Number.isNaN(Number(value));
}

/** A text as an argument of an intrinsic function. */
export function textArgument(value: string): string {
  return `'${value.replace(/['{}\\]/g, "\\$&")}'`;
}
