import { jsonataString } from "../asl/jsonata-text.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import { jsonataOfPath } from "../asl/jsonpath-jsonata.ts";
import { evaluatedName } from "../asl/template.ts";
import type { Json } from "../document/editor.ts";
import type { ValueNode } from "../document/nodes.ts";

/** A value in JSONata: an expression without marks, or an object of such values. */
export type Made = string | { readonly [key: string]: Made };

/** A value as the value of a field. */
export function marked(made: Made): Json {
  if (typeof made === "string") return `{% ${made} %}`;
  return Object.fromEntries(Object.entries(made).map(([key, inner]) => [key, marked(inner)]));
}

/** A value as a part of an expression. */
export function written(made: Made): string {
  if (typeof made === "string") return made;
  const members = Object.entries(made).map(([key, inner]) => `${jsonataString(key)}: ${written(inner)}`);
  return `{${members.join(", ")}}`;
}

/** A path into the input of a state as a part of an expression; `undefined` where it names several places. */
export function pathText(path: ParsedPath): string | undefined {
  return jsonataOfPath(path, "$states.input")?.slice("{% ".length, -" %}".length);
}

/** The input of a state with some keys more in the object at a path; `undefined` for a path with indexes. */
export function inputWith(members: string, { text, rootRange, steps }: ParsedPath): string | undefined {
  let expression = members;
  for (let depth = steps.length; depth >= 0; depth--) {
    const above = pathText(parsePath(text.slice(0, steps[depth - 1]?.range[1] ?? rootRange[1])));
    const step = steps[depth - 1];
    if (above === undefined || (step !== undefined && step.kind !== "name")) return undefined;
    expression = `$merge([${above}, ${expression}])`;
    if (step !== undefined) expression = written({ [step.name]: expression });
  }
  return expression;
}

/** A constant, or what a template in JSONPath makes, as a part of an expression; `undefined` where it holds calls. */
export function expressionOf(node: ValueNode, isTemplate: boolean): string | undefined {
  if (node.kind === "scalar") return typeof node.value === "string" ? jsonataString(node.value) : String(node.value);
  if (node.kind === "dynamic" || node.open) return undefined;
  if (node.kind === "array") {
    const items = node.items.map((item) => expressionOf(item, isTemplate));
    return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  const members = node.members.map(({ key, value }) => {
    const name = isTemplate ? evaluatedName(key) : undefined;
    const text = value.kind === "scalar" && typeof value.value === "string" ? value.value : "";
    const made = name === undefined ? expressionOf(value, isTemplate) : pathText(parsePath(text));
    return made && `${jsonataString(name ?? key)}: ${made}`;
  });
  return members.includes(undefined) ? undefined : `{${members.join(", ")}}`;
}
