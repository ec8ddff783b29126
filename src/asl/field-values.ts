import type { FieldFacts, FieldType } from "../data/fields.ts";
import type { ObjectNode, ScalarNode, ValueNode } from "../document/nodes.ts";
import type { QueryLanguage } from "./model.ts";
import { describeValue } from "./structures.ts";
import { timestampMistake } from "./timestamp.ts";

/** What a value is that its field does not take, and the node that is to blame. */
export type ValueMistake = { readonly node: ValueNode } & (
  | { readonly kind: "type"; readonly expected: string; readonly found: string }
  /** An expression where the language of the state evaluates none. */
  | { readonly kind: "expression"; readonly expected: string }
  | { readonly kind: "below"; readonly value: number; readonly least: number; readonly advised: boolean }
  | { readonly kind: "above"; readonly value: number; readonly most: number; readonly advised: boolean }
  | { readonly kind: "value"; readonly value: string; readonly values: readonly string[] }
  | { readonly kind: "timestamp"; readonly value: string; readonly why: string }
  | { readonly kind: "length"; readonly length: number; readonly most: number }
  | { readonly kind: "empty" }
  | { readonly kind: "entry"; readonly found: string }
  | { readonly kind: "state"; readonly name: string; readonly found: string }
);

/** What is wrong with the value of a field; nothing of what only deployment knows. */
export function* valueMistakes(
  node: ValueNode,
  facts: FieldFacts,
  language: QueryLanguage | undefined,
): Generator<ValueMistake> {
  if (node.kind === "dynamic" || facts.type === "any") return;
  if (facts.jsonata && language !== "JSONPath" && node.kind === "scalar" && isExpression(node)) return;
  if (facts.nullable && node.kind === "scalar" && node.value === null) return;
  const { expected, is } = types[facts.type];
  // As text it is what `Error` and `Cause` take.
  if (facts.jsonata && facts.type !== "string" && node.kind === "scalar" && isExpression(node)) {
    yield { node, kind: "expression", expected };
  } else if (!is(node)) yield { node, kind: "type", expected, found: describeValue(node) };
  else if (node.kind === "scalar") yield* scalarMistakes(node, facts);
  else yield* listMistakes(node, facts);
}

/** Whether a text stands in `{% %}`, or is meant to: what is missing of the marks is another mistake. */
function isExpression({ value }: ScalarNode): boolean {
  return typeof value === "string" && value.startsWith("{%");
}

function* scalarMistakes(node: ScalarNode, facts: FieldFacts): Generator<ValueMistake> {
  const { value } = node;
  if (typeof value === "number") {
    const { min, max, advisedMin, advisedMax } = facts;
    if (min !== undefined && value < min) yield { node, kind: "below", value, least: min, advised: false };
    else if (max !== undefined && value > max) yield { node, kind: "above", value, most: max, advised: false };
    else if (advisedMin !== undefined && value < advisedMin) {
      yield { node, kind: "below", value, least: advisedMin, advised: true };
    } else if (advisedMax !== undefined && value > advisedMax) {
      yield { node, kind: "above", value, most: advisedMax, advised: true };
    }
  }
  if (typeof value !== "string") return;
  if (facts.values !== undefined && !facts.values.includes(value)) {
    yield { node, kind: "value", value, values: facts.values };
  }
  const why = facts.type === "timestamp" ? timestampMistake(value) : undefined;
  if (why !== undefined) yield { node, kind: "timestamp", value, why };
  const most = facts.advisedLength;
  if (most !== undefined && value.length > most) yield { node, kind: "length", length: value.length, most };
}

function* listMistakes(node: Exclude<ValueNode, ScalarNode>, facts: FieldFacts): Generator<ValueMistake> {
  if (node.kind === "array") {
    if (facts.nonEmpty && node.items.length === 0 && !node.open) yield { node, kind: "empty" };
    for (const item of node.items) {
      if (item.kind === "dynamic") continue;
      if (facts.type === "structures" && item.kind !== "object") {
        yield { node: item, kind: "entry", found: describeValue(item) };
      } else if (facts.type === "strings" && !isString(item)) {
        yield { node: item, kind: "type", expected: "strings", found: describeValue(item) };
      }
    }
  } else if (node.kind === "object") {
    if (facts.nonEmpty && node.members.length === 0 && !node.open) yield { node, kind: "empty" };
    if (facts.type === "states") yield* stateMistakes(node);
  }
}

function* stateMistakes(node: ObjectNode): Generator<ValueMistake> {
  for (const { key, value } of node.members) {
    if (value.kind !== "object" && value.kind !== "dynamic") {
      yield { node: value, kind: "state", name: key, found: describeValue(value) };
    }
  }
}

interface TypeFacts {
  readonly expected: string;
  is(node: ValueNode): boolean;
}

const isString = (node: ValueNode): boolean => node.kind === "scalar" && typeof node.value === "string";
const isObject = (node: ValueNode): boolean => node.kind === "object";
const isList = (node: ValueNode): boolean => node.kind === "array";
const string: TypeFacts = { expected: "a string", is: isString };

const types: Readonly<Record<Exclude<FieldType, "any">, TypeFacts>> = {
  string,
  stateName: { expected: "the name of a state", is: isString },
  path: { expected: "a path such as '$.order'", is: isString },
  referencePath: { expected: "a path such as '$.order'", is: isString },
  timestamp: { expected: "a timestamp such as '2026-01-31T12:00:00Z'", is: isString },
  boolean: { expected: "true or false", is: (node) => node.kind === "scalar" && typeof node.value === "boolean" },
  integer: { expected: "a whole number", is: (node) => node.kind === "scalar" && Number.isInteger(node.value) },
  number: { expected: "a number", is: (node) => node.kind === "scalar" && typeof node.value === "number" },
  template: { expected: "an object", is: isObject },
  items: { expected: "a list", is: (node) => isList(node) || isObject(node) },
  states: { expected: "an object with a state for each name", is: isObject },
  structure: { expected: "an object", is: isObject },
  structures: { expected: "a list of objects", is: isList },
  strings: { expected: "a list of strings", is: isList },
};
