import { visitExpressions } from "../asl/expressions.ts";
import { callsIn } from "../asl/intrinsics.ts";
import { asNode, type JsonataNode, jsonataChildren, jsonataNodes, jsonataPath, jsonataSource } from "../asl/jsonata.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import { samePath } from "../asl/jsonpath-compare.ts";
import type { Choice, ChoiceRule, State } from "../asl/model.ts";
import { lastName, type Test, testsOf } from "./conditions.ts";
import type { Cycle } from "./forest.ts";
import type { Edge, Graph } from "./graph.ts";
import { recurs } from "./recurs.ts";

/**
 * What ends a loop at the latest.
 *
 * - `counter`: a value stepped each turn and compared on an exit
 * - `deadline`: a time compared on an exit
 * - `machine-timeout`: `TimeoutSeconds` of the machine
 * - `express`: the five minutes of an Express execution
 * - `data`: as long as there is data
 * - `none`: nothing that the definition shows
 * - `unknown`: only deployment knows where its transitions lead
 */
export interface LoopBound {
  readonly kind: "counter" | "deadline" | "machine-timeout" | "express" | "data" | "none" | "unknown";
  /** The greatest number of turns, where it can be computed. */
  readonly turns?: number;
  /** The greatest number of seconds, where it can be computed. */
  readonly seconds?: number;
}

/** A value that is stepped inside a loop. */
interface Step {
  readonly state: State;
  /** The name it is stored under. */
  readonly name: string;
  /** What is stepped, in JSONPath. */
  readonly path: ParsedPath | undefined;
}

// A Lambda function or a table may do the stepping where the definition does not show it; a number with such a name
// that an exit compares is a counter all the same. "runningCount" and the like count something else.
const COUNTER_NAME =
  /^(?:count|n|i|idx|index)$|counter|attempt|retr(?:y|ies)|tries|iterat|repeat|(?:loop|(?<!re)turn|round|cycle)s?$|times$|(?:poll|wait|check|loop|turn|\btry)_?(?:count|number|index)/i;
// What a Lambda function says when its own counter or clock is over.
const OVER_NAME =
  /(?:limit|max\w*|retr(?:y|ies)|attempts?|tries|turns|rounds)_?reached$|(?:exceeded|exhausted)$|give_?up|too_?(?:many|long|often|late)/i;
const DEADLINE_NAME =
  /deadline|expir|timeout|timed?_?out|elapsed|until|max_?(?:wait|time|duration)|waited|wait(?:ing)?_?time|time_?(?:spent|passed|left|remaining)|remaining_?time/i;
const CLOCK = new Set(["now", "millis", "toMillis"]);
const NUMBER_ORDER = /^Numeric(?:Less|Greater)Than|^NumericEquals/;

/** The tests that count turns, and those that look at the clock; only of Choices that can leave the loop. */
export interface ExitTests {
  readonly counters: readonly Test[];
  readonly deadlines: readonly Test[];
  readonly others: readonly Test[];
  /** Whether there are more, which only deployment knows or nobody can read. */
  readonly unread: boolean;
}

/** Sorts the tests of a loop's exits by what they look at. */
export function exitTests(cycle: Cycle, graph: Graph): ExitTests {
  const steps = cycle.states.flatMap(stepsOf);
  const counters: Test[] = [];
  const deadlines: Test[] = [];
  const others: Test[] = [];
  let unread = false;
  for (const choice of cycle.states) {
    if (choice.type !== "Choice" || !leaves(choice, cycle, graph)) continue;
    if (choice.rules.some((rule) => isUnread(rule))) unread = true;
    for (const test of testsOf(choice)) {
      if (!decidesExit(test, cycle)) others.push(test);
      else if (isDeadline(test)) deadlines.push(test);
      else if (isCounter(test, steps)) counters.push(test);
      else others.push(test);
    }
  }
  return { counters, deadlines, others, unread };
}

/** Whether a rule asks what the text does not show: part of it comes at deployment, or it is broken. */
function isUnread({ node, choice, operator, rules, condition, variable }: ChoiceRule): boolean {
  if (node.open || choice.language === undefined) return true;
  if (operator !== undefined) return rules.some((inner) => isUnread(inner));
  if (choice.language === "JSONPath") return variable?.node.kind === "dynamic";
  if (condition?.node.kind === "dynamic") return true;
  const source = typeof condition?.value === "string" ? jsonataSource(condition.value) : undefined;
  return source !== undefined && choice.scope.machine.readJsonata(source).root === undefined;
}

/** Whether the answer decides about going on: not if the loop goes on with either, such as after a longer Wait. */
function decidesExit({ choice, top }: Test, { members }: Cycle): boolean {
  const staysBy = (next: string | undefined): boolean => {
    const target = next === undefined ? undefined : choice.scope.states.get(next);
    return target !== undefined && members.has(target);
  };
  const otherwise = choice.rules.slice(choice.rules.indexOf(top) + 1).map(({ next }) => next?.value);
  return ![top.next?.value, ...otherwise, choice.default?.value].every(staysBy);
}

/**
 * Whether each way round the loop passes one of these Choices. Ways that a catcher opens are not looked at unless there is
 * no other, nor is how often loops inside it turn.
 */
export function isOnEveryTurn(tests: readonly Test[], cycle: Cycle, graph: Graph): boolean {
  const choices = new Set<State>(tests.map((test) => test.choice));
  const passesBy = (edge: Edge) => !choices.has(edge.from);
  const succeeds = (edge: Edge) => edge.kind !== "catch";
  if (!recurs(cycle, succeeds, graph)) return !recurs(cycle, passesBy, graph);
  return !recurs(cycle, (edge) => succeeds(edge) && passesBy(edge), graph);
}

function leaves(choice: Choice, cycle: Cycle, graph: Graph): boolean {
  // Without a match and without `Default` the execution fails: that leaves the loop too.
  return choice.default === undefined || graph.outgoing(choice).some(({ to }) => !cycle.members.has(to));
}

function isDeadline(test: Test): boolean {
  if (test.kind === "path") {
    if (test.operator.startsWith("Timestamp")) return true;
    const name = lastName(test.path);
    return name !== undefined && DEADLINE_NAME.test(name);
  }
  if (test.tree.root === undefined) return false;
  for (const node of jsonataNodes(test.tree.root)) {
    if (node.type === "function" && CLOCK.has(String(node.procedure?.value))) return true;
    const name = jsonataPath(node)?.at(-1);
    if (name !== undefined && DEADLINE_NAME.test(name)) return true;
  }
  return false;
}

function isCounter(test: Test, steps: readonly Step[]): boolean {
  if (test.kind === "path") {
    const name = lastName(test.path);
    if (test.operator === "BooleanEquals") return name !== undefined && OVER_NAME.test(name);
    if (!NUMBER_ORDER.test(test.operator)) return false;
    if (steps.some((step) => step.name === name || (step.path && samePath(step.path, test.path)))) return true;
    return name !== undefined && COUNTER_NAME.test(name);
  }
  if (test.tree.nodes.some((node) => OVER_NAME.test(jsonataPath(node)?.at(-1) ?? ""))) return true;
  return comparisons(test.tree.root).some(({ lhs, rhs }) =>
    [lhs, rhs].some((side) => {
      const names = valueNames(asNode(side));
      return names.some((name) => COUNTER_NAME.test(name) || steps.some((step) => step.name === name));
    }),
  );
}

const ORDER = new Set(["<", "<=", ">", ">=", "="]);

/** The comparisons of numbers or of unknown things in an expression; one with a text is about something else. */
export function comparisons(root: JsonataNode | undefined, operators: ReadonlySet<string> = ORDER): JsonataNode[] {
  if (root === undefined) return [];
  return jsonataNodes(root).filter(
    ({ type, value, lhs, rhs }) =>
      type === "binary" && operators.has(String(value)) && ![lhs, rhs].some((side) => asNode(side)?.type === "string"),
  );
}

/** What a state steps: `States.MathAdd($.n, 1)`, `{% $n + 1 %}`, `{% $merge([$states.input, {'n': $n + 1}]) %}`. */
function stepsOf(state: State): Step[] {
  const steps: Step[] = [];
  visitExpressions(state, {
    intrinsic(intrinsic) {
      if (!intrinsic.text.includes("MathAdd")) return;
      const { call, node } = intrinsic;
      for (const { name, args } of callsIn(call)) {
        const path = args.find((argument) => argument.kind === "path");
        if (name !== "States.MathAdd" || path?.kind !== "path") continue;
        steps.push({ state, name: String(node.place).replace(/\.\$$/, ""), path: path.path });
      }
    },
    jsonata(jsonata) {
      const { node, field, source, tree } = jsonata;
      if (!STORING.test(field) || !/[+-]/.test(source)) return;
      for (const name of tree.root === undefined ? [] : steppedNames(tree.root, String(node.place))) {
        steps.push({ state, name, path: undefined });
      }
    },
  });
  return steps;
}

// A function may hand back what it is sent; a condition or a pace is gone once it is computed.
const STORING = /^(?:Assign|Output|Arguments)$/;

/** What an expression steps, and the keys under which the results stand in it; `place` is where the whole is stored. */
function steppedNames(root: JsonataNode, place: string): Set<string> {
  const found = new Set<string>();
  const open = [{ node: root, name: place }];
  for (const { node, name } of open) {
    for (const stepped of steppedBy(node, name)) found.add(name).add(stepped);
    const keys = keysOf(node);
    for (const child of jsonataChildren(node)) open.push({ node: child, name: keys.get(child) ?? name });
  }
  return found;
}

/** The names of the values that a number is added to, or taken from; what is stored under its own name may step by any. */
function steppedBy({ type, value, lhs, rhs }: JsonataNode, stored: string): string[] {
  if (type !== "binary" || (value !== "+" && value !== "-")) return [];
  const sides = [asNode(lhs), asNode(rhs)];
  // The sums inside a sum are looked at by themselves.
  const names = sides.filter((side) => side?.type !== "binary").flatMap(valueNames);
  return sides.some((side) => side?.type === "number") || names.includes(stored) ? names : [];
}

/** The values of an object constructor with their keys. */
function keysOf({ type, value, lhs }: JsonataNode): Map<unknown, string> {
  const pairs = type === "unary" && value === "{" && Array.isArray(lhs) ? lhs : [];
  // The parser makes a list of pairs of it; a key that is computed has no text of its own.
  return new Map((pairs as [JsonataNode, JsonataNode][]).map(([key, held]) => [held, String(key.value)]));
}

/** The names of the paths whose value a number may come from: `$n`, `$number($n)`, `($n ? $n : 0)`, `$n + 1`. */
function valueNames(root: JsonataNode | undefined): string[] {
  const names: string[] = [];
  const open = [root];
  for (const node of open) {
    const path = jsonataPath(node);
    const name = path?.at(-1);
    if (name) names.push(name);
    else if (path === undefined && node !== undefined) open.push(...valuesOf(node));
  }
  return names;
}

/** The parts of an expression that its value is, or is computed from. */
function valuesOf(node: JsonataNode): (JsonataNode | undefined)[] {
  const { type, value, expressions = [] } = node;
  if (type === "block") return expressions.slice(-1);
  if (type === "condition") return [node.then, node.else];
  if (type === "binary" && (value === "+" || value === "-")) return [asNode(node.lhs), asNode(node.rhs)];
  if (type === "unary" && value === "[") return [...expressions];
  return type === "function" && NUMERIC.has(String(node.procedure?.value)) ? [...(node.arguments ?? [])] : [];
}

const NUMERIC = new Set(["number", "lookup", "max", "min", "abs", "floor", "ceil", "round"]);
