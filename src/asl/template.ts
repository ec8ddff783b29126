import type { ObjectNode, ValueNode } from "../document/nodes.ts";
import { looksLikeIntrinsic } from "./intrinsics.ts";

/** The name that a key ending `.$` leaves once its value is evaluated; `undefined` for any other key. */
export function evaluatedName(key: string): string | undefined {
  return key.endsWith(".$") ? key.slice(0, -2) : undefined;
}

/** How a string is evaluated in JSONPath states: as a path, as an intrinsic call, or not at all. */
export function evaluationOf(text: string): "path" | "call" | undefined {
  if (text.startsWith("$")) return "path";
  if (/^[ \t-\r]*\$/.test(text)) return "path";
  return looksLikeIntrinsic(text) ? "call" : undefined;
}

/** Where a template may stand: these are handed to the visitor `Payload`. */
const TEMPLATES: ReadonlySet<string> = new Set([
  "Parameters",
  "ResultSelector",
  "ItemSelector",
  "Assign",
  "Credentials",
  "ItemReader.Parameters",
  "ItemBatcher.BatchInput",
  "ResultWriter.Parameters",
]);

/** Whether keys ending `.$` are evaluated in a payload's field, in a JSONPath state. */
export function isTemplate(field: string): boolean {
  return TEMPLATES.has(field);
}

/**
 * The objects of a template in writing order, each before those inside it. The values of keys ending `.$` are not looked
 * into.
 *
 * @param isLeftOut objects that are passed over with all that is in them.
 */
export function templateObjects(
  node: ValueNode,
  isLeftOut: (node: ObjectNode) => boolean = () => false,
): readonly ObjectNode[] {
  const found: ObjectNode[] = [];
  collect(node, isLeftOut, found);
  return found;
}

function collect(node: ValueNode, isLeftOut: (node: ObjectNode) => boolean, found: ObjectNode[]): void {
  if (node.kind === "array") for (const item of node.items) collect(item, isLeftOut, found);
  if (node.kind !== "object" || isLeftOut(node)) return;
  found.push(node);
  for (const { key, value } of node.members) {
    if (value.kind !== "scalar" && evaluatedName(key) === undefined) collect(value, isLeftOut, found);
  }
}

/** Whether an object is a state machine, which is data where it stands in a template. */
export function isDefinition(node: ObjectNode): boolean {
  return node.members.length > 1 && node.get("States")?.kind === "object" && node.get("StartAt") !== undefined;
}
