import type { ValueNode } from "./nodes.ts";

/** What the length of a text is counted in. */
type Unit = "characters" | "bytes";

/** An anchor of YAML, whose aliases write out what stands there once. */
const ANCHOR = /[:,[-] ?&[^\s&]/;

/** Whether the JSON text of a tree may reach a length, judged by a look at the text it was read from. */
export function mayReach(node: ValueNode, length: number): boolean {
  return isWrittenAs(node, length) || (node.end - node.start > 200 && mayRepeat(node));
}

/** Whether the text of a tree is long enough for JSON of a length: YAML writes the same in half of it at least. */
export function isWrittenAs({ start, end }: ValueNode, length: number): boolean {
  return end - start >= length / 2;
}

/** Whether aliases may repeat parts of the text that a tree was read from. */
export function mayRepeat({ origin }: ValueNode): boolean {
  return origin.text.includes("&") && ANCHOR.test(origin.text);
}

/** The length of a tree as it is written, where that is JSON or flow style; 0 elsewhere. */
export function writtenLength({ start, end, origin }: ValueNode): number {
  return origin.text[start] === "{" ? end - start : 0;
}

/** The least length of a tree as JSON text: without blanks, and with nothing where only deployment knows it. */
export function compactLength(node: ValueNode, unit: Unit = "characters"): number {
  switch (node.kind) {
    case "object": {
      let length = 2 + Math.max(0, node.members.length - 1);
      for (const { key, value } of node.members) length += textLength(key, unit) + 1 + compactLength(value, unit);
      return length;
    }
    case "array": {
      let length = 2 + Math.max(0, node.items.length - 1);
      for (const item of node.items) length += compactLength(item, unit);
      return length;
    }
    case "scalar":
      return typeof node.value === "string" ? textLength(node.value, unit) : String(node.value).length;
    case "dynamic": {
      let length = 0;
      for (const part of node.parts) if (typeof part === "string") length += textLength(part, unit) - 2;
      return length;
    }
  }
}

function textLength(text: string, unit: Unit): number {
  const json = JSON.stringify(text);
  if (unit === "characters") return json.length;
  let length = 0;
  // Characters of one unit have one to three bytes, those of two units four.
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    length += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return length;
}
