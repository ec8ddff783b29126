import type { FieldFacts, FieldType } from "../data/fields.ts";
import { describeValue } from "../document/describe.ts";
import { type ArrayNode, type ObjectNode, type ScalarNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { isStandIn } from "../document/placeholders.ts";
import type { QueryLanguage } from "./model.ts";
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

const NONE: readonly ValueMistake[] = [];

/** What is wrong with the value of a field; nothing of what only deployment knows. */
export function valueMistakes(
  node: ValueNode,
  facts: FieldFacts,
  language: QueryLanguage | undefined,
): readonly ValueMistake[] {
  if (node.kind === "dynamic" || facts.type === "any") return NONE;
  if (node.kind === "scalar" && node.value === null && facts.nullable) return NONE;
  const { expected, is } = types[facts.type];
  if (facts.jsonata && node.kind === "scalar" && isExpression(node)) {
    if (language !== "JSONPath") return NONE;
    // As text it is what `Error` and `Cause` take.
    if (facts.type !== "string") return [{ node, kind: "expression", expected }];
  }
  if (!is(node)) {
    const text = stringOf(node);
    if (text !== undefined && isStandIn(text)) return NONE;
    return [{ node, kind: "type", expected, found: describeValue(node) }];
  }
  if (node.kind === "scalar") return scalarMistakes(node, facts);
  return node.kind === "array" ? listMistakes(node, facts) : objectMistakes(node, facts);
}

/** Whether a text stands in `{% %}`, or is meant to: what is missing of the marks is another mistake. */
function isExpression({ value }: ScalarNode): boolean {
  return typeof value === "string" && value.startsWith("{%");
}

function scalarMistakes(node: ScalarNode, facts: FieldFacts): readonly ValueMistake[] {
  const { value } = node;
  if (typeof value === "number") return numberMistakes(node, value, facts);
  if (typeof value !== "string") return NONE;
  const { values, type, advisedLength: most } = facts;
  if (values !== undefined && !values.includes(value)) return [{ node, kind: "value", value, values }];
  const why = type === "timestamp" ? timestampMistake(value) : undefined;
  if (why !== undefined) return [{ node, kind: "timestamp", value, why }];
  if (most !== undefined && value.length > most) return [{ node, kind: "length", length: value.length, most }];
  return NONE;
}

function numberMistakes(
  node: ScalarNode,
  value: number,
  { min, max, advisedMin, advisedMax }: FieldFacts,
): readonly ValueMistake[] {
  if (min !== undefined && value < min) return [{ node, kind: "below", value, least: min, advised: false }];
  if (max !== undefined && value > max) return [{ node, kind: "above", value, most: max, advised: false }];
  if (advisedMin !== undefined && value < advisedMin) {
    return [{ node, kind: "below", value, least: advisedMin, advised: true }];
  }
  if (advisedMax !== undefined && value > advisedMax) {
    return [{ node, kind: "above", value, most: advisedMax, advised: true }];
  }
  return NONE;
}

function listMistakes(node: ArrayNode, { nonEmpty, type }: FieldFacts): readonly ValueMistake[] {
  if (node.items.length === 0) return nonEmpty && !node.open ? [{ node, kind: "empty" }] : NONE;
  if (type === "structures") {
    return node.items
      .filter((item) => item.kind !== "object" && item.kind !== "dynamic")
      .map((item) => ({ node: item, kind: "entry", found: describeValue(item) }));
  }
  if (type !== "strings") return NONE;
  return node.items
    .filter((item) => item.kind !== "dynamic" && !isString(item))
    .map((item) => ({ node: item, kind: "type", expected: "strings", found: describeValue(item) }));
}

function objectMistakes(node: ObjectNode, { nonEmpty, type }: FieldFacts): readonly ValueMistake[] {
  if (nonEmpty && node.members.length === 0 && !node.open) return [{ node, kind: "empty" }];
  if (type !== "states") return NONE;
  return node.members
    .filter(({ value }) => value.kind !== "object" && value.kind !== "dynamic")
    .map(({ key, value }) => ({ node: value, kind: "state", name: key, found: describeValue(value) }));
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
