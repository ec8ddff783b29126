import type { Range } from "../document/nodes.ts";
import type { FilterExpression, FilterOperand, FilterPath, PathRoot, PathStep, Selector } from "./jsonpath.ts";
import {
  accept,
  type Cursor,
  doubt,
  fail,
  isBlank,
  looksAt,
  nested,
  peek,
  readBalanced,
  readQuoted,
  skipBlanks,
  take,
} from "./jsonpath-cursor.ts";
import { readLiteral } from "./jsonpath-literal.ts";

const Code = { openParenthesis: 40, star: 42, dot: 46, openBracket: 91, backslash: 92 } as const;

const variableName = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

/** Reads `$`, `$$` or `$name`. */
export function readRoot(cursor: Cursor): { root: PathRoot; variable: string | undefined } {
  if (!accept(cursor, "$")) {
    fail(cursor, "A path starts with '$'.", cursor.at, cursor.end);
    return { root: "input", variable: undefined };
  }
  const next = peek(cursor);
  if (next === Code.dot || next === Code.openBracket) return { root: "input", variable: undefined };
  if (accept(cursor, "$")) return { root: "context", variable: undefined };
  const variable = take(cursor, variableName);
  return { root: variable === undefined ? "input" : "variable", variable };
}

/** Reads steps to the end of the text; in a filter, as far as they can belong to a path. */
export function readSteps(cursor: Cursor, inFilter: boolean): PathStep[] {
  const steps: PathStep[] = [];
  const root = cursor.at;
  while (cursor.at < cursor.end) {
    const code = peek(cursor);
    if (code === Code.dot || code === Code.openBracket) {
      const step = readStep(cursor, inFilter);
      if (step === undefined) break;
      steps.push(step);
    } else if (inFilter) {
      break;
    } else if (isBlank(code)) {
      cursor.at++;
    } else {
      const rest = cursor.text.slice(cursor.at, cursor.end);
      // Behind a bracket the reader that AWS used to have takes a name without its dot.
      const report = cursor.at === root ? fail : doubt;
      report(cursor, `Expected '.' or '[' before '${rest}'.`, cursor.at, cursor.end);
      break;
    }
  }
  return steps;
}

function readStep(cursor: Cursor, inFilter: boolean): PathStep | undefined {
  const start = cursor.at;
  const descendant = accept(cursor, "..");
  if (!descendant) accept(cursor, ".");
  if (peek(cursor) === Code.openBracket) return nested(cursor, () => readBracket(cursor, start, descendant));
  const from = cursor.at;
  const raw = readName(cursor, inFilter);
  const range: Range = [start, from + raw.length];
  if (raw === "") {
    const dots = cursor.text.slice(start, from);
    const report = peek(cursor) === Code.openParenthesis ? doubt : fail;
    const why = from >= cursor.end ? `The path ends with '${dots}'.` : `A name is missing after '${dots}'.`;
    return report(cursor, why, start, Math.max(from, cursor.at));
  }
  if (raw === "*") return { kind: "wildcard", range, descendant };
  const name = raw.includes("\\") ? raw.replace(/\\([\s\S])/g, "$1") : raw;
  if (peek(cursor) !== Code.openParenthesis) return { kind: "name", name, notation: "dot", range, descendant };
  const argumentText = readBalanced(cursor, "(", ")");
  if (argumentText === undefined) return becomeDoubtful(cursor);
  return { kind: "function", name, argumentText, range: [start, cursor.at], descendant };
}

/** Reads a name after a dot as written, without the blanks that follow it. */
function readName(cursor: Cursor, inFilter: boolean): string {
  const start = cursor.at;
  while (cursor.at < cursor.end) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code === Code.backslash) cursor.at++;
    else if (code === Code.dot || code === Code.openBracket || code === Code.openParenthesis) break;
    else if (inFilter && endsNameInFilter(code)) break;
    cursor.at++;
  }
  cursor.at = Math.min(cursor.at, cursor.end);
  return cursor.text.slice(start, cursor.at).trimEnd();
}

function endsNameInFilter(code: number): boolean {
  return isBlank(code) || "=<>!~&|,)]".includes(String.fromCharCode(code));
}

function readBracket(cursor: Cursor, start: number, descendant: boolean): PathStep | undefined {
  const open = cursor.at;
  const members: Selector[] = [];
  cursor.at++;
  do {
    skipBlanks(cursor);
    const isQuoted = looksAt(cursor, "'") || looksAt(cursor, '"');
    const member = readSelector(cursor, open);
    if (member === undefined) return isQuoted || !closes(cursor, open) ? undefined : becomeDoubtful(cursor);
    members.push(member);
    skipBlanks(cursor);
  } while (accept(cursor, ","));
  if (!accept(cursor, "]")) {
    if (!closes(cursor, open)) return fail(cursor, "'[' has no closing ']'.", open, cursor.end);
    return doubt(cursor, "Expected ',' or ']' before this.", cursor.at, cursor.end);
  }
  const range: Range = [start, cursor.at];
  const [only] = members;
  return only !== undefined && members.length === 1
    ? { ...only, range, descendant }
    : { kind: "union", members, range, descendant };
}

/** Whether a bracket that opens at an offset may be closed at all. */
function closes(cursor: Cursor, open: number): boolean {
  const close = cursor.text.indexOf("]", open);
  return close !== -1 && close < cursor.end;
}

function becomeDoubtful(cursor: Cursor): undefined {
  if (cursor.error !== undefined) cursor.error = { ...cursor.error, doubtful: true };
  return undefined;
}

function readSelector(cursor: Cursor, open: number): Selector | undefined {
  const start = cursor.at;
  switch (cursor.text.charAt(start)) {
    case "'":
    case '"': {
      const name = readQuoted(cursor);
      if (name === undefined) return undefined;
      return { kind: "name", name, notation: "bracket", range: [start, cursor.at], descendant: false };
    }
    case "*":
      cursor.at++;
      return { kind: "wildcard", range: [start, cursor.at], descendant: false };
    case "?":
      return readFilter(cursor);
    case "(": {
      const script = readBalanced(cursor, "(", ")");
      if (script === undefined) return undefined;
      return { kind: "script", script, range: [start, cursor.at], descendant: false };
    }
    default:
      return readPlace(cursor, open);
  }
}

const place = /(-?\d+)?(\s*:\s*(-?\d+)?)?(\s*:\s*(-?\d+)?)?/y;

/** Reads `0`, `-1`, `1:`, `0:9:2`. */
function readPlace(cursor: Cursor, open: number): Selector | undefined {
  const start = cursor.at;
  const written = take(cursor, place) ?? "";
  if (written === "") {
    if (!closes(cursor, open)) return fail(cursor, "'[' has no closing ']'.", open, cursor.end);
    const end = cursor.text.indexOf("]", open) + 1;
    return fail(cursor, "Brackets hold a quoted name, an index, a slice, '*' or a filter.", open, end);
  }
  const range: Range = [start, cursor.at];
  const [from, to, by] = written.split(":").map((part) => (part.trim() === "" ? undefined : Number(part)));
  if (from !== undefined && !written.includes(":")) return { kind: "index", index: from, range, descendant: false };
  return { kind: "slice", from, to, by, range, descendant: false };
}

function readFilter(cursor: Cursor): Selector | undefined {
  const start = cursor.at;
  cursor.at++;
  const condition = readOr(cursor);
  if (condition === undefined) return undefined;
  return { kind: "filter", condition, range: [start, cursor.at], descendant: false };
}

function readOr(cursor: Cursor): FilterExpression | undefined {
  let left = readAnd(cursor);
  while (left !== undefined && accept(cursor, "||")) {
    const right = readAnd(cursor);
    if (right === undefined) return undefined;
    left = { kind: "or", left, right, range: [left.range[0], right.range[1]] };
  }
  return left;
}

function readAnd(cursor: Cursor): FilterExpression | undefined {
  let left = readCondition(cursor);
  while (left !== undefined && accept(cursor, "&&")) {
    const right = readCondition(cursor);
    if (right === undefined) return undefined;
    left = { kind: "and", left, right, range: [left.range[0], right.range[1]] };
  }
  return left;
}

function readCondition(cursor: Cursor): FilterExpression | undefined {
  skipBlanks(cursor);
  const start = cursor.at;
  if (accept(cursor, "!")) {
    const operand = nested(cursor, () => readCondition(cursor));
    return operand && { kind: "not", operand, range: [start, operand.range[1]] };
  }
  if (!accept(cursor, "(")) return readComparison(cursor);
  const inner = nested(cursor, () => readOr(cursor));
  if (inner === undefined) return undefined;
  if (!accept(cursor, ")")) return fail(cursor, "'(' has no closing ')'.", start, cursor.end);
  skipBlanks(cursor);
  return inner;
}

const symbol = /=~|<>|[=!]==|[=!<>]=|[=<>]/y;
const word = /(?:in|nin|all|size|sizeof|empty|contains|type|matches|subsetof|anyof|noneof|exists)\b/iy;

function readComparison(cursor: Cursor): FilterExpression | undefined {
  const start = cursor.at;
  const left = readLeft(cursor);
  if (left === undefined) return undefined;
  skipBlanks(cursor);
  const operator = readOperator(cursor);
  if (operator === undefined) {
    if (left.kind === "path" || left.kind === "call" || left.kind === "boolean") {
      return { kind: "exists", operand: left, range: [start, left.range[1]] };
    }
    return fail(cursor, "Expected a comparison after the value.", cursor.at, cursor.end);
  }
  skipBlanks(cursor);
  const right = readRight(cursor, operator);
  return right && { kind: "comparison", operator, left, right, range: [start, right.range[1]] };
}

function readOperator(cursor: Cursor): string | undefined {
  return take(cursor, symbol) ?? take(cursor, word)?.toLowerCase();
}

function readLeft(cursor: Cursor): FilterOperand | undefined {
  const operand = readOperand(cursor);
  if (operand !== undefined || cursor.error !== undefined) return operand;
  return fail(cursor, "A filter compares '@…' with something.", cursor.at, cursor.end);
}

function readRight(cursor: Cursor, operator: string): FilterOperand | undefined {
  const start = cursor.at;
  const operand = readOperand(cursor);
  const quoted = /['"]/.test(cursor.text.charAt(start));
  const behind = cursor.at;
  skipBlanks(cursor);
  if (quoted || (operand !== undefined && endsCondition(cursor))) return operand;
  // AWS runs filters such as [?(@.Name==ecs.availability-zone)] and [?(@.Name==/a/b)]: all up to the end is the value.
  // https://github.com/getmoto/moto/issues/7825
  cursor.at = start;
  cursor.error = undefined;
  return readWord(cursor) ?? fail(cursor, `A value is missing after '${operator}'.`, start, Math.max(behind, start));
}

function endsCondition(cursor: Cursor): boolean {
  return cursor.at >= cursor.end || ")],".includes(cursor.text.charAt(cursor.at)) || endsWord(cursor);
}

function endsWord(cursor: Cursor): boolean {
  return looksAt(cursor, "&&") || looksAt(cursor, "||");
}

/** Reads a value without quotes: all up to `&&`, `||` or a bracket that closes what stands around it. */
function readWord(cursor: Cursor): FilterOperand | undefined {
  const start = cursor.at;
  for (let depth = 0; cursor.at < cursor.end && !endsWord(cursor); cursor.at++) {
    const char = cursor.text.charAt(cursor.at);
    if ((char === ")" || char === "]") && depth-- === 0) break;
    if (char === "(" || char === "[") depth++;
  }
  const value = cursor.text.slice(start, cursor.at).trimEnd();
  return value === "" ? undefined : { kind: "word", value, range: [start, start + value.length] };
}

const callName = /[A-Za-z_]\w*(?=\s*\()/y;

/** Reads a path, a call or a literal; `undefined` without an error if none stands here. */
function readOperand(cursor: Cursor): FilterOperand | undefined {
  const start = cursor.at;
  const char = cursor.text.charAt(start);
  if (char === "@" || char === "$") return readPath(cursor);
  const name = take(cursor, callName);
  if (name === undefined) return readLiteral(cursor);
  skipBlanks(cursor);
  const argumentText = readBalanced(cursor, "(", ")");
  return argumentText === undefined ? undefined : { kind: "call", name, argumentText, range: [start, cursor.at] };
}

function readPath(cursor: Cursor): FilterPath | undefined {
  const start = cursor.at;
  const { root, variable } = accept(cursor, "@") ? currentRoot : readRoot(cursor);
  const steps = readSteps(cursor, true);
  if (cursor.error !== undefined) return undefined;
  return { kind: "path", root, variable, steps, range: [start, cursor.at] };
}

const currentRoot = { root: "current", variable: undefined } as const;
