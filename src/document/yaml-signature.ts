import type { Json } from "./editor.ts";
import type { ArrayNode, MemberNode, ObjectNode, ValueNode } from "./nodes.ts";
import { placeholderParts } from "./placeholders.ts";

/** One change to a tree, as the editor means it. */
export interface Change {
  readonly replaced?: { readonly node: ValueNode; readonly value: Json };
  readonly removed?: ReadonlySet<MemberNode | ValueNode>;
  readonly added?: { readonly parent: ObjectNode; readonly key: string; readonly value: Json };
  readonly inserted?: { readonly parent: ArrayNode; readonly index: number; readonly value: Json };
  readonly renamed?: { readonly member: MemberNode; readonly key: string };
}

/**
 * What a tree says once a change is made, as a text to compare: values, keys, unknown parts. The order of different
 * keys does not count, that of equal keys does.
 */
export function signature(node: ValueNode, change: Change = {}): string {
  if (change.replaced?.node === node) return jsonSignature(change.replaced.value);
  switch (node.kind) {
    case "scalar":
      return scalarSignature(node.value);
    case "array": {
      const items = node.items.filter((item) => !change.removed?.has(item)).map((item) => signature(item, change));
      const { inserted } = change;
      if (inserted?.parent === node) items.splice(inserted.index, 0, jsonSignature(inserted.value));
      return `[${items}]`;
    }
    case "object": {
      const entries: [string, string][] = node.members
        .filter((member) => !change.removed?.has(member))
        .map((member) => [
          member === change.renamed?.member ? change.renamed.key : member.key,
          signature(member.value, change),
        ]);
      const { added } = change;
      if (added?.parent === node) entries.push([added.key, jsonSignature(added.value)]);
      return objectSignature(entries);
    }
    default: {
      const { name, argument } = node.call ?? {};
      if (argument?.kind === "object" || argument?.kind === "array") return `!${name}(${signature(argument, change)})`;
      const { text } = node;
      return dynamicSignature(text === "" ? node.origin.text.slice(node.start, node.end) : text);
    }
  }
}

function jsonSignature(value: Json): string {
  if (typeof value === "string" && placeholderParts(value) !== undefined) return dynamicSignature(value);
  if (value === null || typeof value !== "object") return scalarSignature(value);
  if (Array.isArray(value)) return `[${value.map(jsonSignature)}]`;
  return objectSignature(Object.entries(value).map(([key, item]) => [key, jsonSignature(item)]));
}

function objectSignature(entries: [key: string, value: string][]): string {
  const ordered = entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${ordered.map(([key, value]) => `${JSON.stringify(key)}:${value}`)}}`;
}

function scalarSignature(value: string | number | boolean | null): string {
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

function dynamicSignature(text: string): string {
  return `?${JSON.stringify(text)}`;
}
