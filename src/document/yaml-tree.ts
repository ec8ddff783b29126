import type { Alias, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { duplicateKeys } from "./duplicates.ts";
import type { Issue } from "./editor.ts";
import {
  ArrayNode,
  DynamicNode,
  type Hole,
  MemberNode,
  ObjectNode,
  type Origin,
  type Range,
  ScalarNode,
  stringOf,
  type ValueNode,
} from "./nodes.ts";
import { placeholderParts } from "./placeholders.ts";
import { fillMembers, longForm, TRANSFORM, templateCall } from "./template-functions.ts";
import type { Breach } from "./yaml-issues.ts";

type Yaml = typeof import("yaml");
export type YamlPair = Pair<ParsedNode, ParsedNode | null>;

/** What the tree of a document is built from. */
export interface TreeSource {
  readonly yaml: Yaml;
  readonly origin: Origin;
  readonly contents: ParsedNode;
  readonly maxDepth: number;
  /** The text of a scalar as the user wrote it. */
  restore(text: string): string;
}

export interface YamlTree {
  readonly root: ValueNode;
  readonly breaches: readonly Breach[];
  readonly duplicates: readonly Issue[];
  /** Where brackets and quotes that are never closed end, and where they open. */
  readonly openings: ReadonlyMap<number, number>;
  /** The outermost `{…}` and `[…]`, in order. */
  readonly flows: readonly Range[];
  /** What the library made of a value; nothing for values that an alias or a merge brought in. */
  readonly nodes: ReadonlyMap<ValueNode, ParsedNode>;
  readonly pairs: ReadonlyMap<MemberNode, YamlPair>;
}

const STANDARD_TAG = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;
const BOOLEAN_OF_YAML_1_1 = /^(?:y|n|yes|no|on|off)$/i;
const MAX_EXPANDED = 10_000;

/** Builds the located tree of a YAML document: aliases and merge keys resolved, tags and placeholders left unknown. */
export function buildTree({ yaml, origin, contents, maxDepth, restore }: TreeSource): YamlTree {
  const breaches: Breach[] = [];
  const duplicates: Issue[] = [];
  const openings = new Map<number, number>();
  const flows: Range[] = [];
  const nodes = new Map<ValueNode, ParsedNode>();
  const pairs = new Map<MemberNode, YamlPair>();
  const targets = origin.text.includes("*") ? aliasTargets(yaml, contents) : new Map<Alias, ParsedNode>();
  /** The collections around the place, in source or through aliases. */
  const enclosing = new Set<ParsedNode>();
  /** How many aliases and merge keys lie between the root and the place. */
  let borrowed = 0;
  let expanded = 0;
  const mayTransform = origin.text.includes(TRANSFORM);

  function convert(node: ParsedNode, place: Range = [node.range[0], node.range[1]]): ValueNode {
    if (borrowed > 0 && ++expanded > MAX_EXPANDED) return refused(place, "Aliases make this document too large.");
    if (enclosing.size > maxDepth) return refused(place, `Nested more than ${maxDepth} levels deep.`);
    const value = convertKind(node, place);
    if (borrowed === 0) nodes.set(value, node);
    return value;
  }

  function convertKind(node: ParsedNode, place: Range): ValueNode {
    if (yaml.isAlias(node)) return convertAlias(node, place);
    if (node.tag !== undefined && !STANDARD_TAG.test(node.tag)) return intrinsic(node, place);
    if (yaml.isScalar(node)) return convertScalar(node, place);
    if (node.flow) noteFlow(node);
    const [start, end] = node.range;
    const braced = node.flow && origin.text.startsWith("{{", start) && placeholderParts(origin.text.slice(start, end));
    if (braced) return dynamic(place, braced, "placeholder");
    enclosing.add(node);
    const value = yaml.isMap(node) ? convertMap(node, place) : convertSequence(node, place);
    enclosing.delete(node);
    const called = value.kind === "object" ? templateCall(value) : undefined;
    if (called === undefined) return value;
    return new DynamicNode(origin, value.start, value.end, called.parts, "intrinsic", called.call);
  }

  function convertScalar(node: Scalar.Parsed, place: Range): ValueNode {
    noteQuote(node);
    if (typeof node.value !== "string") return new ScalarNode(origin, ...place, scalarValue(node));
    const value = restore(node.value);
    const parts = placeholderParts(value);
    if (parts !== undefined) return dynamic(place, parts, "placeholder");
    // Readers of YAML 1.1, such as CloudFormation's, take these for booleans, others for strings.
    if (node.type === "PLAIN" && node.tag === undefined && BOOLEAN_OF_YAML_1_1.test(value)) {
      return dynamic(place, [value], "expression");
    }
    return new ScalarNode(origin, ...place, value);
  }

  function intrinsic(node: ParsedNode, place: Range): DynamicNode {
    const argument = convertArgument(node, place);
    const isText = node.tag === "!Sub" && (argument.kind === "scalar" || argument.kind === "dynamic");
    const known = argument.kind === "dynamic" ? argument.parts : [stringOf(argument) ?? ""];
    const call = { name: longForm(node.tag ?? ""), argument };
    return new DynamicNode(origin, ...place, isText ? known : [], "intrinsic", call);
  }

  /** What stands behind a tag. */
  function convertArgument(node: ParsedNode, place: Range): ValueNode {
    if (yaml.isAlias(node)) return dynamic(place, [], "expression"); // the composer makes no alias with a tag
    if (yaml.isScalar(node)) {
      noteQuote(node);
      const text = restore(node.source ?? "");
      const parts = placeholderParts(text);
      return parts === undefined
        ? new ScalarNode(origin, ...place, text)
        : new DynamicNode(origin, ...place, parts, "placeholder");
    }
    if (node.flow) noteFlow(node);
    enclosing.add(node);
    const value = yaml.isMap(node) ? convertMap(node, place) : convertSequence(node, place);
    enclosing.delete(node);
    return value;
  }

  function dynamic(place: Range, parts: readonly (string | Hole)[], why: DynamicNode["why"]): DynamicNode {
    return new DynamicNode(origin, ...place, parts, why);
  }

  function refused(place: Range, message: string): DynamicNode {
    if (!breaches.some((breach) => breach.message === message)) report(message, place);
    return dynamic(place, [], "error");
  }

  function report(message: string, [start, end]: Range): void {
    breaches.push({ message, start, end });
  }

  function convertAlias(alias: Alias.Parsed, place: Range): ValueNode {
    const target = aliasTarget(alias);
    if (target === undefined) return dynamic(place, [], "error");
    borrowed++;
    const value = convert(target, place);
    borrowed--;
    return value;
  }

  function aliasTarget(alias: Alias.Parsed): ParsedNode | undefined {
    const place: Range = [alias.range[0], alias.range[1]];
    const target = targets.get(alias);
    if (target === undefined) report(`No anchor '&${alias.source}' stands before this alias.`, place);
    else if (enclosing.has(target)) report(`The alias '*${alias.source}' stands inside its own anchor.`, place);
    else return target;
    return undefined;
  }

  function convertSequence(node: YAMLSeq.Parsed, place: Range): ArrayNode {
    const array = new ArrayNode(origin, ...place);
    array.fill(node.items.map((item) => convert(itemNode(item))));
    if (isOwnPlace(node, place) && !node.flow) array.end = textEnd(array.items.at(-1)?.end ?? place[1]);
    return array;
  }

  /** The library types items of a sequence as nodes or pairs; it parses a pair as a mapping of its own. */
  function itemNode(item: ParsedNode | Pair): ParsedNode {
    return item as ParsedNode; // pairs stand only in `!!omap` and its like, which are intrinsics here
  }

  function convertMap(node: YAMLMap.Parsed, place: Range): ObjectNode {
    const object = new ObjectNode(origin, ...place);
    const members: MemberNode[] = [];
    const merged: ParsedNode[] = [];
    let end = place[0];
    for (const pair of node.items) {
      end = pair.value?.range[1] ?? pair.key.range[1];
      if (pair.value !== null && isMerge(pair.key, pair.value)) {
        merged.push(pair.value);
        continue;
      }
      const member = convertPair(object, pair);
      if (member === undefined) continue;
      members.push(member);
      end = member.value.end;
    }
    fillMembers(object, members, mayTransform);
    if (isOwnPlace(node, place) && !node.flow) object.end = textEnd(end);
    if (borrowed === 0) duplicates.push(...duplicateKeys(object));
    borrowed++;
    for (const value of merged) merge(object, value);
    borrowed--;
    return object;
  }

  function convertPair(object: ObjectNode, pair: YamlPair): MemberNode | undefined {
    const key = keyText(pair.key);
    if (key === undefined) {
      report("This key is no text.", [pair.key.range[0], pair.key.range[1]]);
      object.open = true;
      return undefined;
    }
    if (key.includes("${")) object.open = true;
    const [keyStart, keyEnd] = pair.key.range;
    const value = pair.value === null ? new ScalarNode(origin, keyEnd, keyEnd, null) : convert(pair.value);
    const member = new MemberNode(key, keyStart, keyEnd, value);
    if (borrowed === 0) pairs.set(member, pair);
    return member;
  }

  /** A key is text whatever it looks like: JSON knows no other keys. */
  function keyText(key: ParsedNode): string | undefined {
    if (yaml.isAlias(key)) {
      const target = targets.get(key);
      return target === undefined || yaml.isAlias(target) ? undefined : keyText(target);
    }
    if (!yaml.isScalar(key)) return undefined;
    noteQuote(key);
    if (typeof key.value === "string") return restore(key.value);
    return key.value === null ? "null" : restore(key.source);
  }

  function isMerge(key: ParsedNode, value: ParsedNode): boolean {
    if (!yaml.isScalar(key) || key.type !== "PLAIN" || key.value !== "<<") return false;
    return isMergeable(value) || (yaml.isSeq(value) && value.items.every(isMergeable));
  }

  function isMergeable(value: unknown): boolean {
    if (yaml.isAlias(value)) {
      const target = targets.get(value);
      return target === undefined || yaml.isCollection(target);
    }
    return yaml.isMap(value);
  }

  /** https://yaml.org/type/merge.html: own keys win, then the keys of earlier mappings. */
  function merge(object: ObjectNode, node: ParsedNode): void {
    const value = convert(node);
    const sources = value.kind === "array" ? value.items : [value];
    const known = new Set(object.members.map((member) => member.key));
    for (const source of sources) {
      if (source.kind !== "object" || source.open) object.open = true;
      if (source.kind !== "object") continue;
      object.fill([...object.members, ...source.members.filter((member) => !known.has(member.key))]);
      for (const member of source.members) known.add(member.key);
    }
  }

  function noteFlow(node: YAMLMap.Parsed | YAMLSeq.Parsed): void {
    const [start, end] = node.range;
    if (start >= (flows.at(-1)?.[1] ?? 0)) flows.push([start, end]);
    if (!/[}\]]/.test(origin.text.charAt(end - 1))) openings.set(end, start);
  }

  function noteQuote({ type, range: [start, end] }: Scalar.Parsed): void {
    if (type !== "QUOTE_DOUBLE" && type !== "QUOTE_SINGLE") return;
    if (end - start < 2 || origin.text[end - 1] !== origin.text[start]) openings.set(end, start);
  }

  /** Whether a node is built where it is written, not where an alias names it. */
  function isOwnPlace(node: ParsedNode, place: Range): boolean {
    return node.range[0] === place[0];
  }

  /** The offset behind the last visible character: block scalars end with their line breaks. */
  function textEnd(offset: number): number {
    let end = offset;
    while (end > 0 && origin.text.charAt(end - 1).trim() === "") end--;
    return end;
  }

  const root = convert(contents);
  return { root, breaches, duplicates, openings, flows, nodes, pairs };
}

function scalarValue({ value }: Scalar): number | boolean | null {
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** The node each alias stands for: the last one before it with its anchor. */
function aliasTargets(yaml: Yaml, contents: ParsedNode): Map<Alias, ParsedNode> {
  const anchors = new Map<string, ParsedNode>();
  const targets = new Map<Alias, ParsedNode>();
  yaml.visit(contents, {
    Node(_key, node) {
      if (yaml.isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node as ParsedNode); // the composer makes no others
    },
  });
  return targets;
}
