import { duplicateKeys } from "./duplicates.ts";
import type { Issue } from "./editor.ts";
import { createSegmentMap, type SegmentMap, unmapped } from "./embedded.ts";
import { plainLabel } from "./hcl-interpolation.ts";
import { childrenOf, type HclNode, isTemplate, unwrapped } from "./hcl-syntax.ts";
import { decodeTemplate, mapTemplate, type TemplateHole } from "./hcl-template.ts";
import {
  ArrayNode,
  DynamicNode,
  type Hole,
  MemberNode,
  ObjectNode,
  type Origin,
  ScalarNode,
  type ValueNode,
} from "./nodes.ts";
import { placeholderParts } from "./placeholders.ts";

/** The value of an expression of HCL, as far as the text shows it. */
export interface HclTree {
  readonly root: ValueNode;
  /** Keys that an object has twice. */
  readonly issues: readonly Issue[];
  /** How what only deployment knows is written, by its label: `${…}` that has the same value in any text. */
  readonly written: ReadonlyMap<string, string>;
}

// As deep as the other readers go.
const MAX_DEPTH = 500;

/** The offsets of a text in the file it stands in, for nodes that are read from it directly. */
export function hclOrigin(text: string): Origin {
  return {
    text,
    toFile: (range) => range,
    toFileEdit: (edit) => edit,
    decode(start, end, value): SegmentMap {
      const isText = text[start] === '"' || text.startsWith("<<", start);
      if (isText) return mapTemplate(text, start, end, value, plainLabel);
      const whole = [start, end] as const;
      if (text.slice(start, end) !== value) return unmapped(value, whole);
      const copy = { decoded: 0, length: value.length, host: start, hostLength: value.length, kind: "copy" } as const;
      return createSegmentMap(value, value === "" ? [] : [{ ...copy, scalar: undefined }], whole);
    },
  };
}

/** Reads the value of an expression as `jsonencode` would write it: objects, lists, texts, numbers, booleans, null. */
export function buildHclTree(origin: Origin, expression: HclNode): HclTree {
  const { text } = origin;
  const issues: Issue[] = [];
  const written = new Map<string, string>();

  function read(node: HclNode, depth: number): ValueNode {
    const inner = unwrapped(node);
    const { type, start, end } = inner;
    if (depth > MAX_DEPTH) return expressionOf(node);
    if (type === "object") return objectOf(inner, depth);
    if (type === "tuple") return arrayOf(inner, depth);
    if (isTemplate(inner)) return textOf(inner) ?? expressionOf(node);
    const literal = literalOf(inner);
    return literal === undefined ? expressionOf(node) : new ScalarNode(origin, start, end, literal);
  }

  function literalOf({ type, start, end, children }: HclNode): number | boolean | null | undefined {
    const source = text.slice(start, end);
    if (type === "null_lit") return null;
    if (type === "bool_lit") return source === "true";
    if (type === "numeric_lit") return numberOf(source);
    const [sign, operand] = children;
    if (type !== "unary_operation" || sign?.type !== "-" || operand === undefined) return undefined;
    const { type: of, start: from, end: to } = unwrapped(operand);
    const number = of === "numeric_lit" ? numberOf(text.slice(from, to)) : undefined;
    return number === undefined ? undefined : -number;
  }

  /** Written as an interpolation that is all of a text, an expression keeps its value, whatever its type. */
  function expressionOf({ start, end }: HclNode): DynamicNode {
    const source = `\${${text.slice(start, end)}}`;
    return new DynamicNode(origin, start, end, [holeOf(plainLabel(source), source)], "expression");
  }

  function holeOf(label: string, source: string): Hole {
    written.set(label, source);
    return { label };
  }

  function textOf({ start, end }: HclNode): ScalarNode | DynamicNode | undefined {
    const template = decodeTemplate(text, start, end, plainLabel);
    if (template === undefined) return undefined;
    const { map, holes } = template;
    const parts = holes.length === 0 ? placeholderParts(map.text) : partsOf(map.text, holes);
    if (parts === undefined) return new ScalarNode(origin, start, end, map.text);
    return new DynamicNode(origin, start, end, parts, "placeholder");
  }

  function partsOf(decoded: string, holes: readonly TemplateHole[]): (string | Hole)[] {
    const isJsonata = decoded.startsWith("{%");
    const parts: (string | Hole)[] = [];
    let at = 0;
    const addText = (end: number): void => {
      const part = decoded.slice(at, end);
      if (part !== "") parts.push(...((isJsonata ? undefined : placeholderParts(part)) ?? [part]));
    };
    for (const { label, written: source, at: open } of holes) {
      addText(open);
      parts.push(holeOf(label, source));
      at = open + label.length;
    }
    addText(decoded.length);
    return parts;
  }

  function arrayOf(node: HclNode, depth: number): ArrayNode {
    const array = new ArrayNode(origin, node.start, node.end);
    array.fill(childrenOf(node, "expression").map((item) => read(item, depth + 1)));
    return array;
  }

  function objectOf(node: HclNode, depth: number): ObjectNode {
    const object = new ObjectNode(origin, node.start, node.end);
    const members: MemberNode[] = [];
    for (const entry of childrenOf(node, "object_elem")) {
      const [keyNode, valueNode] = childrenOf(entry, "expression");
      if (keyNode === undefined || valueNode === undefined) continue;
      const key = keyOf(keyNode, text);
      if (key === undefined || key.isOpen) object.open = true;
      if (key === undefined) continue;
      members.push(new MemberNode(key.name, key.start, key.end, read(valueNode, depth + 1)));
    }
    object.fill(members);
    issues.push(...duplicateKeys(object));
    return object;
  }

  return { root: read(expression, 0), issues, written };
}

/** The key of a member of an object; `undefined` where an expression makes it. */
export function keyOf(
  node: HclNode,
  text: string,
): { name: string; start: number; end: number; isOpen: boolean } | undefined {
  const inner = unwrapped(node);
  const { type, start, end } = inner;
  const isName = type === "variable_expr" || type === "numeric_lit" || type === "bool_lit" || type === "null_lit";
  // In parentheses a name is a reference.
  if (isName && node.children[0]?.type !== "(") return { name: text.slice(start, end), start, end, isOpen: false };
  if (!isTemplate(inner)) return undefined;
  const template = decodeTemplate(text, start, end, plainLabel);
  return template && { name: template.map.text, start, end, isOpen: template.holes.length > 0 };
}

function numberOf(source: string): number | undefined {
  return /^\d/.test(source) && !/^0x/.test(source) ? Number(source) : undefined;
}
