import type { OperandKind } from "../data/choice-operators.ts";
import type { ValueNode } from "../document/nodes.ts";
import { timestampMistake } from "./timestamp.ts";

const WANTED: Readonly<Record<OperandKind, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  timestamp: "a timestamp as a string",
  path: "a path as a string",
};

/** How an operand of this kind is called in a message. */
export function wantedOperand(kind: OperandKind): string {
  return WANTED[kind];
}

/**
 * Whether a value fits an operator: of another type, or a string that is no timestamp. What only deployment knows fits.
 */
export function operandFit(node: ValueNode, kind: OperandKind): "fits" | "type" | "timestamp" {
  if (node.kind === "dynamic") return "fits";
  const type = node.kind === "scalar" ? typeof node.value : undefined;
  if (kind === "number" || kind === "boolean") return type === kind ? "fits" : "type";
  if (node.kind !== "scalar" || typeof node.value !== "string") return "type";
  return kind !== "timestamp" || timestampMistake(node.value) === undefined ? "fits" : "timestamp";
}

/** A string as the number or boolean that an operator takes; `undefined` where it reads as none. */
export function readAs(text: string, kind: OperandKind): number | boolean | undefined {
  if (kind === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  return kind === "number" && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
