import {
  childOf,
  childrenOf,
  type HclNode,
  type HclSyntax,
  isTemplate,
  type ParseHcl,
  unwrapped,
} from "../document/hcl-syntax.ts";
import { decodeTemplate } from "../document/hcl-template.ts";
import type { Range } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";

/** A Terraform file as its blocks. */
export interface Configuration {
  readonly file: SourceFile;
  readonly syntax: HclSyntax;
  readonly blocks: readonly Block[];
}

/** A block, such as `resource "aws_sfn_state_machine" "flow" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly Label[];
  readonly node: HclNode;
}

export interface Label {
  readonly text: string;
  /** Without its quotes. */
  readonly range: Range;
}

// Blocks of Terraform nest a few levels deep.
const MAX_DEPTH = 50;

/** Parses a file. In a broken one, blocks are found wherever the parser has put them. */
export function openConfiguration(file: SourceFile, parse: ParseHcl): Configuration {
  const syntax = parse(file.text);
  const blocks: Block[] = [];
  const collect = (node: HclNode, depth: number): void => {
    for (const child of node.children) {
      if (child.type === "block") blocks.push(blockOf(child, file.text));
      const mayHoldBlocks = child.type === "body" || child.type === "ERROR" || (child.type === "block" && child.broken);
      if (mayHoldBlocks && depth < MAX_DEPTH) collect(child, depth + 1);
    }
  };
  collect(syntax.root, 0);
  return { file, syntax, blocks };
}

/** The value of an attribute of a block; `undefined` without it. */
export function attributeOf({ node }: Block, name: string, text: string): HclNode | undefined {
  for (const attribute of childrenOf(childOf(node, "body") ?? node, "attribute")) {
    const key = childOf(attribute, "identifier");
    if (key !== undefined && text.slice(key.start, key.end) === name) return childOf(attribute, "expression");
  }
  return undefined;
}

/** The blocks of a type inside a block. */
export function blocksIn({ node }: Block, type: string, text: string): Block[] {
  return childrenOf(childOf(node, "body") ?? node, "block")
    .map((child) => blockOf(child, text))
    .filter((block) => block.type === type);
}

/** The value of a local in a file. */
export function localIn({ blocks, file }: Configuration, name: string): HclNode | undefined {
  for (const block of blocks) {
    const value = block.type === "locals" ? attributeOf(block, name, file.text) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The block of a data source in a file. */
export function dataIn({ blocks }: Configuration, type: string, name: string): Block | undefined {
  return blocks.find(
    (block) => block.type === "data" && block.labels[0]?.text === type && block.labels[1]?.text === name,
  );
}

/** A text that is written literally, and where, without its quotes; `undefined` for anything else. */
export function literalText(node: HclNode | undefined, text: string): Label | undefined {
  if (node === undefined) return undefined;
  const inner = unwrapped(node);
  if (!isTemplate(inner) || inner.type === "heredoc_template" || inner.broken) return undefined;
  const template = decodeTemplate(text, inner.start, inner.end);
  if (template === undefined || template.holes.length > 0) return undefined;
  return { text: template.map.text, range: [inner.start + 1, inner.end - 1] };
}

/** A boolean that is written literally, as text too; `undefined` for anything else. */
export function literalBoolean(node: HclNode | undefined, text: string): boolean | undefined {
  if (node === undefined) return undefined;
  const { type, start, end } = unwrapped(node);
  const written = type === "bool_lit" ? text.slice(start, end) : literalText(node, text)?.text;
  return written === "true" ? true : written === "false" ? false : undefined;
}

function blockOf(node: HclNode, text: string): Block {
  const [type, ...labels] = node.children.filter((child) => child.type === "identifier" || child.type === "string_lit");
  return {
    type: type === undefined ? "" : text.slice(type.start, type.end),
    labels: labels.map((label) => {
      const isQuoted = label.type === "string_lit";
      const range: Range = isQuoted ? [label.start + 1, label.end - 1] : [label.start, label.end];
      return { text: text.slice(...range), range };
    }),
    node,
  };
}
