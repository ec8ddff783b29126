import jsonata from "jsonata";

/**
 * Data that an execution could hold, of which nothing is known: task results, the input. What is read from it is fixed
 * at the first reading.
 */
export class Unknown {
  readonly members = new Map<string, unknown>();
  private number: number | undefined;
  private list: number | undefined;

  asNumber(decide: () => number): number {
    this.number ??= decide();
    return this.number;
  }
  asItems(decide: () => number): number {
    this.list ??= decide();
    return this.list;
  }
}

/** What an expression of a state sees. */
export interface Surroundings {
  /** `$`, or `$states.input`. */
  readonly input: unknown;
  /** `$states.result` and `$states.errorOutput`; in JSONPath `input` stands for them. */
  readonly result?: unknown;
  variable(name: string): unknown;
  /** Any number, for data that is not known. */
  number(): number;
  /** Milliseconds. */
  now(): number;
}

/** An expression, a path or a comparison that an execution fails on. */
export class EvaluationFailure extends Error {}

// Without a stack for each: walks fail all the time.
const FAILURE = new EvaluationFailure("evaluation");

/** `undefined` where the evaluation fails. */
export function unlessItFails<Value>(evaluate: () => Value): Value | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof EvaluationFailure) return undefined;
    throw error;
  }
}

/** True, false, or what only the data decides. */
export type Truth = boolean | "open";

export function numberOf(value: unknown, around: Surroundings): number {
  if (typeof value === "number") return value;
  if (value instanceof Unknown) return value.asNumber(around.number);
  throw FAILURE;
}

/** A payload template of JSONPath: keys that end in `.$` hold paths and intrinsics. */
export function fillTemplate(node: unknown, around: Surroundings): unknown {
  if (Array.isArray(node)) return node.map((item) => fillTemplate(item, around));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key.endsWith(".$") ? [key.slice(0, -2), readPath(String(value), around)] : [key, fillTemplate(value, around)],
    ),
  );
}

/** A path or an intrinsic; fails where the data certainly lacks it. */
export function readPath(text: string, around: Surroundings): unknown {
  const list = /^States\.Array\((.*)\)$/.exec(text)?.[1];
  if (list !== undefined) return list.split(",").map(() => new Unknown());
  const add = /^States\.MathAdd\(([^,]+), ([^,]+)\)$/.exec(text)?.slice(1);
  if (add !== undefined) return add.reduce((sum, part) => sum + numberOf(argumentOf(part, around), around), 0);
  const path = /^\$(\$?)(\w*)((?:\.\w+)*)$/.exec(text);
  if (path === null || path[1] === "$") return new Unknown();
  const [, , name, steps] = path;
  let value = name ? around.variable(name) : around.input;
  for (const step of (steps ?? "").split(".").slice(1)) value = memberOf(value, step);
  if (value === undefined) throw FAILURE;
  return value;
}

function argumentOf(text: string, around: Surroundings): unknown {
  return text.startsWith("$") ? readPath(text, around) : Number(text);
}

/** Writes a value at a Reference Path of an input, which stays as it is. */
export function writePath(path: string | null | undefined, input: unknown, value: unknown): unknown {
  if (path === null) return input;
  const [step, ...more] = (path ?? "$").split(".").slice(1);
  if (step === undefined) return value;
  const inner = memberOf(input, step);
  return withMember(input, step, writePath(["$", ...more].join("."), inner ?? {}, value));
}

function memberOf(value: unknown, key: string): unknown {
  if (value instanceof Unknown) {
    if (!value.members.has(key)) value.members.set(key, new Unknown());
    return value.members.get(key);
  }
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Record<string, unknown>)[key]; // an object of a template or a literal
}

function withMember(value: unknown, key: string, member: unknown): unknown {
  if (!(value instanceof Unknown)) return { ...(typeof value === "object" ? value : {}), [key]: member };
  const copy = new Unknown();
  for (const [name, inner] of value.members) copy.members.set(name, inner);
  copy.members.set(key, member);
  return copy;
}

/** Values with JSONata between `{%` and `%}`. */
export function fillJsonata(node: unknown, around: Surroundings): unknown {
  if (typeof node === "string") {
    const source = /^\{%([\s\S]*)%\}$/.exec(node)?.[1];
    if (source === undefined) return node;
    const value = evaluate(treeOf(source), around);
    if (value === undefined) throw FAILURE;
    return value;
  }
  if (Array.isArray(node)) return node.map((item) => fillJsonata(item, around));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fillJsonata(value, around)]));
}

/** The condition of a rule in JSONata. */
export function conditionHolds(condition: unknown, around: Surroundings): Truth {
  const value = fillJsonata(condition, around);
  if (typeof value === "boolean") return value;
  if (value instanceof Unknown) return "open";
  throw FAILURE;
}

/** What `jsonata` parses an expression to, as it is and not as its types say. */
interface Tree {
  readonly type: string;
  readonly value: unknown;
  readonly steps: readonly Tree[];
  readonly expressions: readonly Tree[];
  readonly expression: Tree;
  readonly arguments: readonly Tree[];
  readonly procedure: Tree;
  readonly lhs: Tree;
  readonly rhs: Tree;
}
const trees = new Map<string, Tree>();

function treeOf(source: string): Tree {
  const known = trees.get(source);
  if (known !== undefined) return known;
  const tree = jsonata(source).ast() as unknown as Tree; // see there
  trees.set(source, tree);
  return tree;
}

/** As much of JSONata as generated machines hold; anything else is not known. */
function evaluate(tree: Tree, around: Surroundings): unknown {
  switch (tree.type) {
    case "number":
    case "string":
    case "value":
      return tree.value;
    case "variable":
      return around.variable(String(tree.value));
    case "block":
      return tree.expressions.map((inner) => evaluate(inner, around)).at(-1);
    case "path":
      return evaluatePath(tree.steps, around);
    case "unary":
      return evaluateUnary(tree, around);
    case "binary":
      return evaluateBinary(tree, around);
    case "function":
      return evaluateCall(tree, around);
    default:
      return new Unknown();
  }
}

function evaluatePath([first, ...more]: readonly Tree[], around: Surroundings): unknown {
  if (first === undefined) return undefined;
  const names = more.map((step) => String(step.value));
  if (first.value !== "states") return names.reduce(memberOf, evaluate(first, around));
  const [root, ...rest] = names;
  if (root === "input") return rest.reduce(memberOf, around.input);
  if (root === "result" || root === "errorOutput") return rest.reduce(memberOf, around.result);
  return new Unknown();
}

function evaluateUnary(tree: Tree, around: Surroundings): unknown {
  if (tree.value === "[") return evaluateList(tree.expressions, around);
  if (tree.value === "-") return -numberOf(evaluate(tree.expression, around), around);
  if (tree.value !== "{") return new Unknown();
  const pairs = tree.lhs as unknown as readonly (readonly [Tree, Tree])[]; // of an object, unlike those of operators
  return Object.fromEntries(pairs.map(([key, value]) => [evaluate(key, around), evaluate(value, around)]));
}

/** A list of literals or a range of them: of all else nobody knows how many items it brings. */
function evaluateList(items: readonly Tree[], around: Surroundings): unknown {
  const values = items.flatMap((item) => {
    if (item.value !== "..") return [evaluate(item, around)];
    const from = numberOf(evaluate(item.lhs, around), around);
    const to = numberOf(evaluate(item.rhs, around), around);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  });
  return items.some(({ type }) => type === "path" || type === "variable") ? new Unknown() : values;
}

function evaluateBinary({ value, lhs, rhs }: Tree, around: Surroundings): unknown {
  if (value === "and" || value === "or") {
    const sides = [lhs, rhs].map((side) => truthOf(evaluate(side, around)));
    return asValue(value === "and" ? allOf(sides) : anyOf(sides));
  }
  const [left, right] = [evaluate(lhs, around), evaluate(rhs, around)];
  if (typeof left === "string" || typeof right === "string") return new Unknown();
  if (left === undefined || right === undefined) return value === "=" || value === "!=" ? false : undefined;
  return calculate(String(value), numberOf(left, around), numberOf(right, around));
}

function calculate(operator: string, left: number, right: number): unknown {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "=":
      return left === right;
    default:
      return left !== right;
  }
}

function evaluateCall(tree: Tree, around: Surroundings): unknown {
  const name = tree.procedure.value;
  if (name === "millis") return around.now();
  const [first] = tree.arguments;
  if (first !== undefined && name === "not") return asValue(not(truthOf(evaluate(first, around))));
  if (first === undefined || name !== "merge" || first.value !== "[") return new Unknown();
  const [base, ...parts] = first.expressions.map((part) => evaluate(part, around));
  if (parts.some((part) => part instanceof Unknown)) return new Unknown();
  const members = parts.flatMap((part) => Object.entries(Object(part)));
  return members.reduce((whole, [key, member]) => withMember(whole, key, member), base);
}

function truthOf(value: unknown): Truth {
  return value instanceof Unknown ? "open" : Boolean(value);
}

function asValue(truth: Truth): unknown {
  return truth === "open" ? new Unknown() : truth;
}

export function not(truth: Truth): Truth {
  return truth === "open" ? "open" : !truth;
}

export function allOf(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes("open") ? "open" : true;
}

export function anyOf(truths: readonly Truth[]): Truth {
  return not(allOf(truths.map(not)));
}
