import { asNode, type JsonataNode, jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { Choice, ChoiceRule, State } from "../asl/model.ts";
import { askedCell, type Cell, cellKey, cellOfJsonata, cellOfPath } from "./cells.ts";
import { testsOf } from "./conditions.ts";

/** The way a counter goes: 1 is up, -1 is down. */
export type Direction = 1 | -1;

/**
 * What a condition says of a whole number, counted in the direction it goes: the condition holds up to `most` at the
 * latest, and from `least` on for certain. `equal`: only if the number does not jump over what it is compared with.
 */
interface Bounds {
  readonly most?: number;
  readonly least?: number;
  readonly equal?: boolean;
}

/** The greatest value, in the direction of the count, with which a Choice goes on to some states. */
export interface Limit {
  readonly most: number;
  readonly equal: boolean;
}

/**
 * The greatest value of a whole number with which a Choice still goes on to one of some states; `undefined` where it may do so
 * whatever the value is.
 */
export function limitOf(
  choice: Choice,
  cell: Cell,
  direction: Direction,
  staysIn: (state: State) => boolean,
): Limit | undefined {
  if (choice.rulesOpen) return undefined;
  const stays = (name: string | undefined): boolean => {
    const target = name === undefined ? undefined : choice.scope.states.get(name);
    return target !== undefined && staysIn(target);
  };
  let most = Number.NEGATIVE_INFINITY;
  let equal = false;
  /** From where on one of the rules so far has been taken. */
  let taken = Number.POSITIVE_INFINITY;
  let takenEqual = false;
  const goOn = (value: number, isEqual: boolean): void => {
    most = Math.max(most, value);
    equal ||= isEqual;
  };
  for (const rule of choice.rules) {
    const bounds = ruleBounds(rule, cell, direction);
    if (stays(rule.next?.value)) {
      const own = bounds.most ?? Number.POSITIVE_INFINITY;
      if (own <= taken - 1) goOn(own, bounds.equal === true);
      else goOn(taken - 1, takenEqual);
    }
    // A rule for one number that goes on itself lets those behind it go on too.
    const goesOnAtOne = bounds.equal === true && stays(rule.next?.value);
    if (bounds.least !== undefined && bounds.least < taken && !goesOnAtOne) {
      taken = bounds.least;
      takenEqual = bounds.equal === true;
    }
  }
  if (stays(choice.default?.value)) goOn(taken - 1, takenEqual);
  return most < Number.POSITIVE_INFINITY ? { most, equal } : undefined;
}

/** The cells that a Choice compares with numbers. */
export function comparedCells(choice: Choice): Cell[] {
  const cells = new Map<string, Cell>();
  const note = (cell: Cell | undefined): void => {
    const asked = askedCell(cell, choice);
    if (asked !== undefined) cells.set(cellKey(asked), asked);
  };
  for (const test of testsOf(choice)) {
    if (test.kind === "path") {
      if (test.operator.startsWith("Numeric") && typeof test.operand === "number") note(cellOfPath(test.path));
      continue;
    }
    if (!/\d/.test(test.tree.source)) continue;
    for (const { type, lhs, rhs } of test.tree.nodes) {
      const [left, right] = [asNode(lhs), asNode(rhs)];
      if (type !== "binary") continue;
      if (right?.type === "number") note(cellOfJsonata(left));
      if (left?.type === "number") note(cellOfJsonata(right));
    }
  }
  return [...cells.values()];
}

function ruleBounds(rule: ChoiceRule, cell: Cell, direction: Direction): Bounds {
  const { choice, operator, rules, node } = rule;
  if (node.open) return {};
  if (operator !== undefined)
    return combined(
      operator,
      rules.map((inner) => ruleBounds(inner, cell, direction)),
    );
  if (choice.language === "JSONata") {
    const condition = rule.condition?.value;
    const source = typeof condition === "string" ? jsonataSource(condition) : undefined;
    const root = source === undefined ? undefined : choice.scope.machine.readJsonata(source).root;
    return root === undefined ? {} : expressionBounds(root, cell, direction);
  }
  const { variable, comparison } = rule;
  if (variable?.value === undefined || typeof comparison?.value !== "number") return {};
  const asked = askedCell(cellOfPath(parsePath(variable.value)), choice);
  const sign = SIGNS.get(comparison.key);
  if (sign === undefined || asked === undefined || cellKey(asked) !== cellKey(cell)) return {};
  return comparisonBounds(sign, comparison.value, direction);
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["NumericLessThan", "<"],
  ["NumericLessThanEquals", "<="],
  ["NumericGreaterThan", ">"],
  ["NumericGreaterThanEquals", ">="],
  ["NumericEquals", "="],
]);

const MIRRORED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!=" };

function expressionBounds(node: JsonataNode, cell: Cell, direction: Direction): Bounds {
  const { type, value } = node;
  if (type === "block" && node.expressions?.length === 1) {
    return expressionBounds(node.expressions[0] as JsonataNode, cell, direction); // the length was asked for
  }
  if (type === "function" && node.procedure?.type === "variable" && node.procedure.value === "not") {
    const [inner, ...others] = node.arguments ?? [];
    return inner === undefined || others.length > 0 ? {} : combined("Not", [expressionBounds(inner, cell, direction)]);
  }
  const [left, right] = [asNode(node.lhs), asNode(node.rhs)];
  if (type !== "binary" || left === undefined || right === undefined) return {};
  if (value === "and" || value === "or") {
    const sides = [left, right].map((side) => expressionBounds(side, cell, direction));
    return combined(value === "and" ? "And" : "Or", sides);
  }
  const sign = MIRRORED[String(value)];
  if (sign === undefined) return {};
  if (right.type === "number" && isCell(left, cell)) {
    return comparisonBounds(String(value), Number(right.value), direction);
  }
  return left.type === "number" && isCell(right, cell) ? comparisonBounds(sign, Number(left.value), direction) : {};
}

function isCell(node: JsonataNode, cell: Cell): boolean {
  const read = cellOfJsonata(node);
  return read !== undefined && cellKey(read) === cellKey(cell);
}

/** What a comparison with a number says of a whole number. */
function comparisonBounds(sign: string, number: number, direction: Direction): Bounds {
  const limit = number * direction;
  switch (direction === 1 ? sign : MIRRORED[sign]) {
    case "<":
      return { most: Math.ceil(limit) - 1 };
    case "<=":
      return { most: Math.floor(limit) };
    case ">":
      return { least: Math.floor(limit) + 1 };
    case ">=":
      return { least: Math.ceil(limit) };
    case "=":
      return Number.isInteger(limit) ? { most: limit, least: limit, equal: true } : {};
    case "!=":
      return Number.isInteger(limit) ? { most: limit - 1, equal: true } : {};
    default:
      return {};
  }
}

function combined(operator: "And" | "Or" | "Not", parts: readonly Bounds[]): Bounds {
  const equal = parts.some((part) => part.equal === true);
  const mosts = parts.flatMap(({ most }) => most ?? []);
  const leasts = parts.flatMap(({ least }) => least ?? []);
  const of = (most: number | undefined, least: number | undefined): Bounds => ({
    ...(most !== undefined && Number.isFinite(most) && { most }),
    ...(least !== undefined && Number.isFinite(least) && { least }),
    equal,
  });
  const isKnown = (values: readonly number[]): boolean => values.length === parts.length;
  if (operator === "And") return of(Math.min(...mosts), isKnown(leasts) ? Math.max(...leasts) : undefined);
  if (operator === "Or") return of(isKnown(mosts) ? Math.max(...mosts) : undefined, Math.min(...leasts));
  const [part] = parts;
  if (part === undefined || parts.length > 1) return {};
  return of(part.least === undefined ? undefined : part.least - 1, part.most === undefined ? undefined : part.most + 1);
}
