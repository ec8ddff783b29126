import type { Range } from "../document/nodes.ts";
import { cursorOver, doubt, type SyntaxProblem, skipBlanks } from "./jsonpath-cursor.ts";
import { readRoot, readSteps } from "./jsonpath-grammar.ts";
import type { Literal } from "./jsonpath-literal.ts";

/** What a path starts from: `$`, `$$` or `$name`. */
export type PathRoot = "input" | "context" | "variable";

/** A JSONPath as AWS takes it. All ranges are UTF-16 offsets in the text it was read from. */
export interface ParsedPath {
  /** The path as written. */
  readonly text: string;
  readonly range: Range;
  readonly root: PathRoot;
  /** The range of `$`, `$$` or `$name`. */
  readonly rootRange: Range;
  /** The name behind `$`, for the root `variable` only. */
  readonly variable: string | undefined;
  /** The steps read; those before the mistake if there is one. */
  readonly steps: readonly PathStep[];
  readonly error: SyntaxProblem | undefined;
}

interface Step {
  /** The step with its dots or brackets; a member of a union without them. */
  readonly range: Range;
  /** Whether the step searches all levels below (`..`). */
  readonly descendant: boolean;
}

/** `.name` or `['name']`; `name` has its escapes resolved. */
export interface NameStep extends Step {
  readonly kind: "name";
  readonly name: string;
  readonly notation: "dot" | "bracket";
}

/** `[0]`, or `[-1]` counted from the end. */
export interface IndexStep extends Step {
  readonly kind: "index";
  readonly index: number;
}

/** `[from:to:by]`, each of them optional. */
export interface SliceStep extends Step {
  readonly kind: "slice";
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly by: number | undefined;
}

/** `.*` or `[*]`. */
export interface WildcardStep extends Step {
  readonly kind: "wildcard";
}

/** `[?(@.a == 1)]`. */
export interface FilterStep extends Step {
  readonly kind: "filter";
  readonly condition: FilterExpression;
}

/** `[(@.length-1)]`, which early JSONPath readers took; `script` is the text in the parentheses. */
export interface ScriptStep extends Step {
  readonly kind: "script";
  readonly script: string;
}

/** `['a','b']` or `[0,2]`. */
export interface UnionStep extends Step {
  readonly kind: "union";
  readonly members: readonly Selector[];
}

/** `.length()`; `argumentText` is what stands in the parentheses. */
export interface FunctionStep extends Step {
  readonly kind: "function";
  readonly name: string;
  readonly argumentText: string;
}

export type Selector = NameStep | IndexStep | SliceStep | WildcardStep | FilterStep | ScriptStep;
export type PathStep = Selector | UnionStep | FunctionStep;

/** The condition of a filter. */
export type FilterExpression =
  | {
      readonly kind: "and" | "or";
      readonly left: FilterExpression;
      readonly right: FilterExpression;
      readonly range: Range;
    }
  | { readonly kind: "not"; readonly operand: FilterExpression; readonly range: Range }
  | { readonly kind: "exists"; readonly operand: FilterOperand; readonly range: Range }
  | FilterComparison;

/** `@.a == 1`. */
export interface FilterComparison {
  readonly kind: "comparison";
  /** As written, word operators in small letters: `==`, `=~`, `in`, `anyof`. */
  readonly operator: string;
  readonly left: FilterOperand;
  readonly right: FilterOperand;
  readonly range: Range;
}

/** One side of a comparison. */
export type FilterOperand = FilterPath | FilterCall | Literal;

/** `@.a` (root `current`), or a path from one of the other roots. */
export interface FilterPath {
  readonly kind: "path";
  readonly root: PathRoot | "current";
  readonly variable: string | undefined;
  readonly steps: readonly PathStep[];
  readonly range: Range;
}

/** `length(@.a)`, as RFC 9535 writes functions. */
export interface FilterCall {
  readonly kind: "call";
  readonly name: string;
  readonly argumentText: string;
  readonly range: Range;
}

/**
 * Reads a path such as `$.order.items[0]`, `$$.Execution.Id` or `$total`. Never throws; a text that is no path has an
 * `error`. As wide as the readers AWS has used: blanks and other odd characters in names pass, and so do filters on
 * values without quotes.
 */
export function parsePath(text: string): ParsedPath {
  return parsePathIn(text, 0, text.length);
}

/** Reads the path that stands between two offsets of a text; its ranges count in the whole text. */
export function parsePathIn(text: string, start: number, end: number): ParsedPath {
  const cursor = cursorOver(text, start, end);
  skipBlanks(cursor);
  if (cursor.at > start && text.charAt(cursor.at) === "$") {
    doubt(cursor, "Nothing stands before '$', not even a blank.", start, cursor.at);
  } else cursor.at = start;
  const rootStart = cursor.at;
  const { root, variable } = readRoot(cursor);
  const rootRange: Range = [rootStart, cursor.at];
  const steps = cursor.error === undefined ? readSteps(cursor, false) : [];
  return { text: text.slice(start, end), range: [start, end], root, rootRange, variable, steps, error: cursor.error };
}
