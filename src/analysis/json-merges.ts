import { escaped } from "../asl/intrinsic-text.ts";
import { type IntrinsicArgument, type IntrinsicCall, parseIntrinsic } from "../asl/intrinsics.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import type { Intrinsic, Payload } from "../asl/model.ts";
import { evaluatedName, isDefinition, isTemplate, templateObjects } from "../asl/template.ts";
import type { Json } from "../document/editor.ts";
import { type ObjectNode, type ScalarNode, stringOf } from "../document/nodes.ts";

/** Merges in one another that one merge, or none, says as well. */
export interface NestedMerge {
  readonly call: IntrinsicCall;
  /** How many objects are merged. */
  readonly operands: number;
  readonly merges: number;
  /** The same with neighbouring constants made one; absent where there are none. */
  readonly folded: { readonly text: string; readonly json: Json | undefined; readonly literals: number } | undefined;
}

/** The merges in a call that merge more than two objects, or two constants. */
export function nestedMerges(intrinsic: Intrinsic): NestedMerge[] {
  const { text } = intrinsic;
  if (!text.includes("States.JsonMerge") || intrinsic.call.error !== undefined) return [];
  return mergesInCall(text, intrinsic.call);
}

function mergesInCall(text: string, call: IntrinsicCall): NestedMerge[] {
  const operands = operandsOf(call);
  const isMerge = operands.length > 1;
  const inner = (isMerge ? operands : call.args).flatMap((each) =>
    each.kind === "call" ? mergesInCall(text, each) : [],
  );
  const known = operands.map(constantOf);
  const literals = known.filter((object, at) => object && (known[at - 1] ?? known[at + 1])).length;
  if (!isMerge || (operands.length === 2 && literals === 0)) return inner;
  const folded = literals === 0 ? undefined : { ...fold(text, operands, known), literals };
  return [{ call, operands: operands.length, merges: operands.length - 1, folded }, ...inner];
}

/** What nested merges merge, from left to right; of any other call the call itself. */
function operandsOf(argument: IntrinsicArgument): IntrinsicArgument[] {
  if (argument.kind !== "call" || argument.name !== "States.JsonMerge" || argument.args.length !== 3) return [argument];
  const [left, right, deep] = argument.args;
  if (left === undefined || right === undefined || deep?.kind !== "boolean" || deep.value) return [argument];
  return [...operandsOf(left), ...operandsOf(right)];
}

type JsonObject = { readonly [key: string]: Json };

/** The object that a call of `States.StringToJson` parses of constant text. */
function constantOf(argument: IntrinsicArgument): JsonObject | undefined {
  const [text] = argument.kind === "call" && argument.name === "States.StringToJson" ? argument.args : [];
  if (text?.kind !== "string" || text.strayEscapes.length > 0) return undefined;
  try {
    const value: unknown = JSON.parse(text.value);
    // Every object that is parsed is JSON.
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fold(
  text: string,
  operands: readonly IntrinsicArgument[],
  known: readonly (JsonObject | undefined)[],
): { text: string; json: Json | undefined } {
  const parts: (string | JsonObject)[] = [];
  operands.forEach((operand, at) => {
    const [object, last] = [known[at], parts.at(-1)];
    if (object === undefined) parts.push(text.slice(...operand.range));
    else if (typeof last === "object") parts[parts.length - 1] = { ...last, ...object };
    else parts.push(object);
  });
  const [only] = parts;
  const texts = parts.map((part) => (typeof part === "string" ? part : literalOf(part)));
  return {
    text: texts.reduce((merged, part) => `States.JsonMerge(${merged}, ${part}, false)`),
    json: parts.length === 1 && typeof only === "object" ? only : undefined,
  };
}

function literalOf(object: JsonObject): string {
  return `States.StringToJson('${escaped(JSON.stringify(object))}')`;
}

/** Keys of a template that merge the same keys of two objects one by one. */
export interface MergeByKey {
  readonly keys: readonly string[];
  /** The two objects, as paths. */
  readonly objects: readonly [string, string];
  readonly nodes: readonly ScalarNode[];
}

/** The objects whose keys a template merges one by one, two keys or more. */
export function mergesByKey({ node, field, language }: Payload): MergeByKey[] {
  if (language !== "JSONPath" || !isTemplate(field)) return [];
  return templateObjects(node, isDefinition).flatMap(mergesIn);
}

function mergesIn(object: ObjectNode): MergeByKey[] {
  const found = new Map<string, { keys: string[]; objects: readonly [string, string]; nodes: ScalarNode[] }>();
  for (const { key, value } of object.members) {
    const name = evaluatedName(key);
    const text = stringOf(value);
    if (name === undefined || value.kind !== "scalar" || !text?.startsWith("States.JsonMerge(")) continue;
    const objects = objectsWith(name, parseIntrinsic(text));
    if (objects === undefined) continue;
    const id = objects.join("\n");
    const known = found.get(id) ?? { keys: [], objects, nodes: [] };
    known.keys.push(name);
    known.nodes.push(value);
    found.set(id, known);
  }
  return [...found.values()].filter(({ keys }) => keys.length > 1);
}

function objectsWith(key: string, call: IntrinsicCall | undefined): readonly [string, string] | undefined {
  const [left, right] = call?.error === undefined ? (call?.args ?? []) : [];
  if (left?.kind !== "path" || right?.kind !== "path") return undefined;
  const objects = [objectWith(key, left.path), objectWith(key, right.path)] as const;
  const [first, second] = objects;
  return first === undefined || second === undefined || first === second ? undefined : [first, second];
}

function objectWith(key: string, { text, range, steps }: ParsedPath): string | undefined {
  const last = steps.at(-1);
  return last?.kind === "name" && last.name === key && !last.descendant
    ? text.slice(0, last.range[0] - range[0])
    : undefined;
}
