import { asNode, type JsonataNode, type JsonataTree, jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { Choice, ChoiceRule, State, Task } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import type { Poll } from "../data/poll-pairs.ts";
import { stringOf, type ValueNode } from "../document/nodes.ts";
import { below, isWhole, wholePlace } from "./stored.ts";

/** A status that no rule of a Choice names. */
export const UNNAMED = "\0";

/**
 * Where the state behind a poll finds the status that it answers, in the words of `wholePlace`: `input/"job"/"Status"`,
 * `$status`.
 */
export function statusPlaces(task: Task, poll: Poll): ReadonlySet<string> {
  const answers = new Set(
    task.language === "JSONata" ? [keysOf(poll, []), keysOf(poll, ["0"])] : [keysOf(poll, ["0"])],
  );
  const isStatus = (place: string | undefined): boolean =>
    place !== undefined && [...answers].some((keys) => place === keys.reduce(below, "result"));
  return new Set(
    task.language === "JSONata" ? jsonataPlaces(task, isStatus, answers) : pathPlaces(task, isStatus, answers),
  );
}

/** The keys of a poll's status, with those that stand for the one item of a list. */
function keysOf({ path }: Poll, item: readonly string[]): string[] {
  return path.split(".").flatMap((step) => (step.endsWith("[*]") ? [step.slice(0, -3), ...item] : [step]));
}

function pathPlaces(task: Task, isStatus: (place?: string) => boolean, answers: Iterable<readonly string[]>): string[] {
  const isHere = (node: ValueNode, evaluated: boolean): boolean => {
    const text = evaluated ? stringOf(node) : undefined;
    if (text === undefined) return false;
    const path = parsePath(text);
    return path.root === "input" && isStatus(wholePlace(path)?.replace(/^input/, "result"));
  };
  const { resultPath, resultSelector, assign } = task;
  const selected = resultSelector === undefined ? [...answers] : keysWhere(resultSelector.node, isHere);
  const assigned = resultSelector === undefined && assign !== undefined ? keysWhere(assign.node, isHere) : [];
  const at = resultPath === undefined ? "input" : placeOfText(resultPath.value);
  const stored = at === undefined || !isWhole(task.outputPath) ? [] : selected.map((keys) => keys.reduce(below, at));
  return [...stored, ...assigned.map(variablePlace)];
}

function jsonataPlaces(
  task: Task,
  isStatus: (place?: string) => boolean,
  answers: Iterable<readonly string[]>,
): string[] {
  const isHere = (node: ValueNode): boolean => {
    const source = jsonataSource(stringOf(node) ?? "");
    return source !== undefined && isStatus(placeOfTree(task.scope.machine.readJsonata(source)));
  };
  const { output, assign } = task;
  const put = output === undefined ? [...answers] : keysWhere(output.node, isHere);
  const assigned = assign === undefined ? [] : keysWhere(assign.node, isHere);
  return [...put.map((keys) => keys.reduce(below, "input")), ...assigned.map(variablePlace)];
}

/** The keys that lead to each part of a tree that something holds of; keys of a template lose their `.$`. */
function keysWhere(node: ValueNode, holds: (node: ValueNode, evaluated: boolean) => boolean): string[][] {
  if (node.kind !== "object") return holds(node, false) ? [[]] : [];
  return node.members.flatMap(({ key, value }) => {
    const name = evaluatedName(key);
    if (holds(value, name !== undefined)) return [[name ?? key]];
    return value.kind === "object" ? keysWhere(value, holds).map((keys) => [key, ...keys]) : [];
  });
}

function variablePlace([name = "", ...keys]: readonly string[]): string {
  return keys.reduce(below, `$${name}`);
}

function placeOfText(text: string | null | undefined): string | undefined {
  return typeof text === "string" ? wholePlace(parsePath(text)) : undefined;
}

function placeOfTree({ root }: JsonataTree): string | undefined {
  return root && placeOfNode(root);
}

/** `$states.input.Builds[0].Status` is `input/"Builds"/"0"/"Status"`. */
function placeOfNode(node: JsonataNode): string | undefined {
  if (node.type === "block" && node.expressions?.length === 1 && node.expressions[0]) {
    return placeOfNode(node.expressions[0]);
  }
  const steps = node.type === "path" ? (node.steps ?? []) : [node];
  const keys: string[] = [];
  for (const [i, { type, value, predicate = [], stages = [] }] of steps.entries()) {
    if (typeof value !== "string" || type !== (i === 0 ? "variable" : "name")) return undefined;
    keys.push(value);
    for (const filter of [...predicate, ...stages]) {
      if (filter.type !== "filter" || filter.expr?.type !== "number") return undefined;
      keys.push(String(filter.expr.value));
    }
  }
  const [variable = "", ...rest] = keys;
  if (variable !== "states") return variable === "" ? undefined : rest.reduce(below, `$${variable}`);
  const [root, ...names] = rest;
  return root === "input" || root === "result" ? names.reduce(below, root) : undefined;
}

/** Where a Choice leads with a status; `undefined` where it also looks at anything else. */
export function wayWith(status: string, choice: Choice, places: ReadonlySet<string>): State | undefined {
  for (const rule of choice.rules) {
    const holds =
      choice.language === "JSONata" ? conditionHolds(rule, status, places) : ruleHolds(rule, status, places);
    if (holds === undefined) return undefined;
    if (holds) return rule.next?.value === undefined ? undefined : choice.scope.states.get(rule.next.value);
  }
  return choice.default?.value === undefined ? undefined : choice.scope.states.get(choice.default.value);
}

function ruleHolds(rule: ChoiceRule, status: string, places: ReadonlySet<string>): boolean | undefined {
  const { operator, rules, comparison, variable, node } = rule;
  if (node.open) return undefined;
  const inner = (each: ChoiceRule): boolean | undefined => ruleHolds(each, status, places);
  if (operator === "And") return all(rules.map(inner));
  if (operator === "Or") return negated(all(rules.map(inner).map(negated)));
  if (operator === "Not") return rules[0] === undefined ? undefined : negated(inner(rules[0]));
  const place = placeOfText(variable?.value);
  const operand = comparison?.value;
  if (place === undefined || !places.has(place) || operand === undefined) return undefined;
  switch (comparison?.key) {
    case "StringEquals":
      return status === operand;
    case "StringMatches":
      return typeof operand !== "string" || /[*\\]/.test(operand) ? undefined : status === operand;
    case "IsPresent":
    case "IsString":
      return operand === true;
    case "IsNull":
      return operand === false;
    default:
      return undefined;
  }
}

function conditionHolds(rule: ChoiceRule, status: string, places: ReadonlySet<string>): boolean | undefined {
  const value = rule.condition?.value;
  if (typeof value === "boolean") return value;
  const source = jsonataSource(value ?? "");
  const root = source === undefined ? undefined : rule.choice.scope.machine.readJsonata(source).root;
  return root && nodeHolds(root, status, places);
}

function nodeHolds(node: JsonataNode, status: string, places: ReadonlySet<string>): boolean | undefined {
  const { type, value, expressions, procedure, arguments: args = [] } = node;
  const inner = (each: JsonataNode | undefined): boolean | undefined => each && nodeHolds(each, status, places);
  if (type === "value" && typeof value === "boolean") return value;
  if (type === "block") return expressions?.length === 1 ? inner(expressions[0]) : undefined;
  if (type === "function") return procedure?.value === "not" && args.length === 1 ? negated(inner(args[0])) : undefined;
  if (type !== "binary") return undefined;
  const sides = [asNode(node.lhs), asNode(node.rhs)];
  if (value === "and") return all(sides.map(inner));
  if (value === "or") return negated(all(sides.map(inner).map(negated)));
  const isStatus = (each: JsonataNode | undefined): boolean => {
    const place = each && placeOfNode(each);
    return place !== undefined && places.has(place);
  };
  if (value === "in") {
    const listed = isStatus(sides[0]) ? textsOf(sides[1]) : undefined;
    return listed?.includes(status);
  }
  if (value !== "=" && value !== "!=") return undefined;
  const text = isStatus(sides[0]) ? sides[1] : isStatus(sides[1]) ? sides[0] : undefined;
  return text?.type === "string" ? (text.value === status) === (value === "=") : undefined;
}

/** The texts of `["a", "b"]`. */
function textsOf(node: JsonataNode | undefined): unknown[] | undefined {
  if (node?.type !== "unary" || node.value !== "[") return undefined;
  const items = node.expressions ?? [];
  return items.every(({ type }) => type === "string") ? items.map(({ value }) => value) : undefined;
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}
