import { visitExpressions } from "../asl/expressions.ts";
import { parseIntrinsic } from "../asl/intrinsics.ts";
import { asNode, type JsonataNode, jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { Choice, MapState, Pass, State, StateMachine } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import { withInner } from "../asl/visit.ts";
import type { MemberNode, ValueNode } from "../document/nodes.ts";
import { lastName, type Test, testsOf } from "./conditions.ts";
import type { Loop } from "./loops.ts";
import { isWhole } from "./stored.ts";

/** Whether a Map only says of each item whether it equals a value. */
export function onlyCompares(map: MapState): boolean {
  const { processor } = map;
  if (processor === undefined || processor.open || map.distributed) return false;
  const states = [...processor.states.values()];
  const [only] = states;
  if (states.length === 1 && only?.type === "Pass") return saysEquality(only);
  const passes = states.filter((state) => state.type === "Pass");
  const choices = states.filter((state) => state.type === "Choice");
  return passes.length > 0 && comparesOnly(states, answers) && !choices.some(passesItemOn);
}

/** Whether the whole result of a Pass is an equality. */
function saysEquality({ language, output, scope: { machine } }: Pass): boolean {
  return language === "JSONata" && output !== undefined && isEquality(rootOf(output.node, machine));
}

/** Whether the whole result of a Pass is `true` or `false`. */
function answers({ language, result, parameters, output, resultPath, outputPath }: Pass): boolean {
  const node = (language === "JSONata" ? output : (result ?? parameters))?.node;
  return isWhole(resultPath) && isWhole(outputPath) && node?.kind === "scalar" && isBoolean(node.value);
}

function isBoolean(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "string" && /^\{%\s*(?:true|false)\s*%\}$/.test(value));
}

/** Whether a Choice leads to the end: what it was asked about is then the result. */
function passesItemOn({ rules, default: otherwise, scope }: Choice): boolean {
  const targets = [...rules.map(({ next }) => next?.value), otherwise?.value];
  return targets.some((name) => name !== undefined && scope.states.get(name)?.type === "Succeed");
}

/**
 * Whether a loop goes through a list only to find out if an item is in it: it compares and leaves on a hit, and does
 * nothing else, nor does what comes after use the item or its place.
 */
export function searchesList(loop: Loop): boolean {
  if (loop.kind !== "iterate" || loop.retrier !== undefined || !comparesOnly(loop.states, notesAnswer)) return false;
  const leaving = new Set(loop.exits.map(({ rule }) => rule));
  const asks = (test: Test): boolean => leaving.has(test.top) && asksForEquality(test, /^(?:String|Numeric|Boolean)/);
  if (!loop.states.some((state) => state.type === "Choice" && testsOf(state).some(asks))) return false;
  return !isUsedAfter(loop);
}

/** Choices with equalities, and at most Passes of one sort. */
function comparesOnly(states: readonly State[], mayPass: (pass: Pass) => boolean): boolean {
  if (!states.every(({ type }) => type === "Choice" || type === "Pass" || type === "Succeed")) return false;
  const tests = states.flatMap((state) => (state.type === "Choice" ? testsOf(state) : []));
  if (!tests.some((test) => asksForEquality(test, /^(?:String|Numeric)/))) return false;
  return states.every((state) => state.type !== "Pass" || mayPass(state));
}

function asksForEquality(test: Test, type: RegExp): boolean {
  if (test.kind === "jsonata") return isEquality(test.tree.root);
  return type.test(test.operator) && /Equals(?:Path)?$/.test(test.operator) && !/Than/.test(test.operator);
}

function isEquality(root: JsonataNode | undefined): boolean {
  const [only] = root?.type === "block" && root.expressions?.length === 1 ? root.expressions : [root];
  return only?.type === "binary" && only.value === "=";
}

function rootOf(node: ValueNode, machine: StateMachine): JsonataNode | undefined {
  const text = node.kind === "scalar" && typeof node.value === "string" ? jsonataSource(node.value) : undefined;
  return text === undefined ? undefined : machine.readJsonata(text).root;
}

/** Whether a Pass notes an answer or steps an index. */
function notesAnswer(pass: Pass): boolean {
  const { result, parameters, output, assign, scope } = pass;
  if (result !== undefined && !(result.node.kind === "scalar" && isBoolean(result.node.value))) return false;
  if (output !== undefined && !(output.node.kind === "scalar" && isBoolean(output.node.value))) return false;
  return [parameters, assign].every((field) => {
    if (field === undefined) return true;
    return field.node.kind === "object" && field.node.members.every(({ value }) => isStep(value, scope.machine));
  });
}

/** A value that a loop needs to go on: an answer, the next index, the item there, or what was there before. */
function isStep(node: ValueNode, machine: StateMachine): boolean {
  if (node.kind !== "scalar") return false;
  const { value } = node;
  if (isBoolean(value)) return true;
  if (typeof value !== "string") return false;
  const root = rootOf(node, machine);
  if (root !== undefined) return isNextIndex(root) || root.type === "path" || root.type === "variable";
  const call = parseIntrinsic(value);
  if (call === undefined) return value.startsWith("$");
  if (call.name === "States.ArrayGetItem") return true;
  return call.name === "States.MathAdd" && call.args.some(({ kind }) => kind === "number");
}

function isNextIndex({ type, value, lhs, rhs }: JsonataNode): boolean {
  return type === "binary" && value === "+" && [lhs, rhs].some((side) => asNode(side)?.type === "number");
}

/** Whether what a loop stores besides answers, such as the index of a hit, is read outside of it. */
function isUsedAfter(loop: Loop): boolean {
  const inside = new Set<State>(loop.states);
  const names = new Set(loop.states.flatMap((state) => (state.type === "Pass" ? storedNames(state) : [])));
  if (names.size === 0) return false;
  let isUsed = false;
  const read = ({ text, field }: { text: string; field: string }): void => {
    if (field !== "ResultPath" && text.match(WORD)?.some((word) => names.has(word))) isUsed = true;
  };
  for (const state of loop.scope.states.values()) {
    if (inside.has(state) || isUsed) continue;
    for (const inner of withInner(state)) visitExpressions(inner, { path: read, intrinsic: read, jsonata: read });
  }
  return isUsed;
}

const WORD = /[\p{ID_Continue}-]+/gu;

/** The last names of where a Pass stores what is no answer. */
function storedNames({ parameters, assign, resultPath }: Pass): string[] {
  const names = [parameters, assign].flatMap((field) =>
    field?.node.kind === "object"
      ? field.node.members.filter(isNoAnswer).map(({ key }) => evaluatedName(key) ?? key)
      : [],
  );
  const into = typeof resultPath?.value === "string" ? lastName(parsePath(resultPath.value)) : undefined;
  return into === undefined || parameters === undefined || names.length === 0 ? names : [...names, into];
}

function isNoAnswer({ value }: MemberNode): boolean {
  return !(value.kind === "scalar" && isBoolean(value.value));
}
