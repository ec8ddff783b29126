import type { ValueNode } from "./nodes.ts";

/** A value in the words of a message: "a string", "a list". */
export function describeValue(node: ValueNode): string {
  if (node.kind === "object") return "an object";
  if (node.kind === "array") return "a list";
  if (node.kind === "dynamic") return "a placeholder";
  if (node.value === null) return "null";
  if (typeof node.value === "boolean") return String(node.value);
  return typeof node.value === "number" ? String(node.value) : "a string";
}
