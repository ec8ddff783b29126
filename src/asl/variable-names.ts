import type { Range } from "../document/nodes.ts";
import { asNode, type JsonataNode, type JsonataTree, jsonataChildren, keptWithTree } from "./jsonata.ts";
import type { FilterExpression, FilterOperand, ParsedPath, PathStep } from "./jsonpath.ts";

/** A variable as an expression names it. */
export interface NamedVariable {
  /** Without `$`. */
  readonly name: string;
  /** The range of `$name` in the text that was parsed. */
  readonly range: Range;
  /** Whether it stands where a function is called. */
  readonly called: boolean;
  /** Whether it stands in `$exists(…)`, or is all that `… ? … : …` asks: without a value, that takes the other way. */
  readonly tested: boolean;
}

/** The variables that a path reads: its root, and those in its filters. */
export function variablesOfPath(path: ParsedPath): NamedVariable[] {
  const found: NamedVariable[] = [];
  if (path.variable !== undefined) found.push(inPath(path.variable, path.rootRange[0]));
  for (const step of path.steps) addOfStep(step, found);
  return found;
}

function inPath(name: string, start: number): NamedVariable {
  return { name, range: [start, start + name.length + 1], called: false, tested: false };
}

function addOfStep(step: PathStep, found: NamedVariable[]): void {
  if (step.kind === "union") for (const member of step.members) addOfStep(member, found);
  if (step.kind === "filter") addOfFilter(step.condition, found);
}

function addOfFilter(filter: FilterExpression, found: NamedVariable[]): void {
  if (filter.kind === "exists") addOfOperand(filter.operand, found);
  else if (filter.kind === "not") addOfFilter(filter.operand, found);
  else if (filter.kind === "comparison") {
    addOfOperand(filter.left, found);
    addOfOperand(filter.right, found);
  } else {
    addOfFilter(filter.left, found);
    addOfFilter(filter.right, found);
  }
}

function addOfOperand(operand: FilterOperand, found: NamedVariable[]): void {
  if (operand.kind !== "path") return;
  if (operand.variable !== undefined) found.push(inPath(operand.variable, operand.range[0]));
  for (const step of operand.steps) addOfStep(step, found);
}

/**
 * The variables that a JSONata expression does not define itself: neither with `:=`, nor as parameters, nor with `@` and
 * `#`. Functions are among them, `$`, `$$` and `$states` are not. A plain expression is not parsed for it; `undefined` where
 * nothing is known of an expression.
 */
export function freeVariables(tree: JsonataTree): readonly NamedVariable[] | undefined {
  return tree.plain ? firstOf(tree.source) : variablesIn(tree);
}

function firstOf(source: string): NamedVariable[] {
  const start = source.indexOf("$");
  const name = /\w+/.exec(source)?.[0] ?? "";
  return name === "states" ? [] : [inPath(name, start)];
}

const variablesIn = keptWithTree((_, root): readonly NamedVariable[] => {
  const found: NamedVariable[] = [];
  visit(root, frameIn(undefined, [root]), found, false);
  return found;
});

/** Names that a part of an expression defines for itself. */
interface Frame {
  readonly outer: Frame | undefined;
  /** Whether it is that of a function, which runs later: all names around it are defined by then. */
  readonly runsLater: boolean;
  /** Those that it has from the start: parameters, `@$x` and `#$i` of a path. */
  readonly given: Set<string>;
  /** Where `:=` puts names: those of what was visited. */
  readonly bound: Set<string>;
  /** Those defined anywhere in it. */
  readonly all: ReadonlySet<string>;
}

function frameIn(outer: Frame | undefined, parts: readonly JsonataNode[]): Frame {
  const all = new Set<string>();
  for (const part of parts) addBindings(part, all);
  return { outer, runsLater: false, given: new Set(), bound: new Set(), all };
}

/** Parentheses and functions have frames of their own. */
function addBindings(node: JsonataNode, names: Set<string>): void {
  if (node.type === "block" || node.type === "lambda") return;
  const name = node.type === "bind" ? boundName(node) : undefined;
  if (name !== undefined) names.add(name);
  for (const child of jsonataChildren(node)) addBindings(child, names);
}

function boundName(bind: JsonataNode): string | undefined {
  const value = asNode(bind.lhs)?.value;
  return typeof value === "string" ? value : undefined;
}

function isDefined(name: string, from: Frame): boolean {
  let isLater = false;
  for (let frame: Frame | undefined = from; frame !== undefined; frame = frame.outer) {
    if (frame.given.has(name) || frame.bound.has(name) || (isLater && frame.all.has(name))) return true;
    isLater ||= frame.runsLater;
  }
  return false;
}

type Found = NamedVariable[];

function visit(node: JsonataNode, frame: Frame, found: Found, tested: boolean): void {
  if (node.type === "variable") {
    addVariable(node, frame, found, { called: false, tested });
    visitAll(jsonataChildren(node), frame, found, tested);
  } else if (node.type === "bind") visitBinding(node, frame, found, tested);
  else if (node.type === "block") visitBlock(node, frame, found, tested);
  else if (node.type === "lambda") visitFunction(node, frame, found, tested);
  else if (node.type === "path")
    visitPath(node, { ...frame, outer: frame, runsLater: false, given: new Set() }, found, tested);
  else if (node.type === "function" || node.type === "partial") visitCall(node, frame, found, tested);
  else if (node.type === "condition") {
    for (const child of jsonataChildren(node)) {
      visit(child, frame, found, tested || (child === node.condition && isVariable(child)));
    }
  } else if (node.type === "apply") {
    for (const child of jsonataChildren(node)) {
      if (child === node.rhs) visitCallee(child, frame, found, tested);
      else visit(child, frame, found, tested);
    }
  } else visitAll(jsonataChildren(node), frame, found, tested);
}

function visitBinding(bind: JsonataNode, frame: Frame, found: Found, tested: boolean): void {
  for (const child of jsonataChildren(bind)) if (child !== bind.lhs) visit(child, frame, found, tested);
  const name = boundName(bind);
  if (name !== undefined) frame.bound.add(name);
}

function visitBlock(block: JsonataNode, frame: Frame, found: Found, tested: boolean): void {
  const { expressions = [] } = block;
  visitAll(expressions, frameIn(frame, expressions), found, tested);
  visitRest(block, expressions, frame, found, tested);
}

function visitFunction({ body, arguments: parameters = [] }: JsonataNode, outer: Frame, found: Found, tested: boolean) {
  if (body === undefined) return;
  const names = parameters.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  visit(body, { ...frameIn(outer, [body]), runsLater: true, given: new Set(names) }, found, tested);
}

function visitCall(call: JsonataNode, frame: Frame, found: Found, tested: boolean): void {
  const { procedure, arguments: args = [] } = call;
  if (procedure !== undefined) visitCallee(procedure, frame, found, tested);
  const asks = procedure?.type === "variable" && procedure.value === "exists";
  visitAll(args, frame, found, tested || asks);
  visitRest(call, procedure ? [...args, procedure] : args, frame, found, tested);
}

/** Whether an expression is a variable alone, perhaps as a boolean. */
function isVariable({ type, procedure, arguments: args = [] }: JsonataNode): boolean {
  const isBoolean = type === "function" && (procedure?.value === "boolean" || procedure?.value === "not");
  return type === "variable" || (isBoolean && args.every(isVariable));
}

function visitAll(nodes: readonly JsonataNode[], frame: Frame, found: Found, tested: boolean): void {
  for (const node of nodes) visit(node, frame, found, tested);
}

/** What hangs on a node besides the parts that were visited: predicates, grouping. */
function visitRest(node: JsonataNode, done: readonly JsonataNode[], frame: Frame, found: Found, tested: boolean): void {
  for (const child of jsonataChildren(node)) if (!done.includes(child)) visit(child, frame, found, tested);
}

function visitCallee(node: JsonataNode, frame: Frame, found: Found, tested: boolean): void {
  if (node.type === "variable") {
    addVariable(node, frame, found, { called: true, tested });
    visitAll(jsonataChildren(node), frame, found, tested);
  } else visit(node, frame, found, tested);
}

/** `@$x` and `#$i` are defined for what follows: the predicates of their step, later steps, a sorting, a grouping. */
function visitPath(path: JsonataNode, frame: Frame, found: Found, tested: boolean): void {
  const { steps = [] } = path;
  for (const step of steps) {
    const names = ["focus", "index"].flatMap((key) => {
      const name: unknown = Object.getOwnPropertyDescriptor(step, key)?.value;
      return typeof name === "string" ? [name] : [];
    });
    if (names.length === 0 || step.type !== "variable") {
      for (const name of names) frame.given.add(name);
      visit(step, frame, found, tested);
    } else {
      addVariable(step, frame, found, { called: false, tested });
      for (const name of names) frame.given.add(name);
      visitAll(jsonataChildren(step), frame, found, tested);
    }
  }
  visitRest(path, steps, frame, found, tested);
}

function addVariable(
  { value, position = 0 }: JsonataNode,
  frame: Frame,
  found: Found,
  use: Pick<NamedVariable, "called" | "tested">,
): void {
  if (typeof value !== "string" || value === "" || value === "$" || value === "states") return;
  // The parser counts to the end of what it read.
  if (!isDefined(value, frame)) found.push({ name: value, range: [position - value.length - 1, position], ...use });
}
