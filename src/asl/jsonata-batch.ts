import type { ParseExpression } from "../hosts/host.ts";
import type { JsonataNode } from "./jsonata.ts";
import { jsonataTokens } from "./jsonata-tokens.ts";

/**
 * Parses many expressions, as one block with a semicolon between each two: the parser takes four times as long to get
 * ready as to parse a short expression. What does not parse, and what may not stand in a block, is left out; its caller
 * parses it alone.
 *
 * @returns the trees by their sources, as they are without the block.
 */
export function parseTogether(parse: ParseExpression, sources: readonly string[]): Map<string, JsonataNode> {
  const found = new Map<string, JsonataNode>();
  const fitting = sources.filter(fitsBlock);
  for (let at = 0; at < fitting.length; at += MOST_TOGETHER) {
    parseBlock(parse, fitting.slice(at, at + MOST_TOGETHER), found);
  }
  return found;
}

const MOST_TOGETHER = 64;
/** With fewer, a mistake among them makes the block cost more than it saves. */
const LEAST_TOGETHER = 8;

function parseBlock(parse: ParseExpression, sources: readonly string[], found: Map<string, JsonataNode>): void {
  if (sources.length < LEAST_TOGETHER) return;
  const root = rootOf(parse, `(${sources.join(";")})`);
  if (root === undefined) {
    const half = sources.length >> 1;
    parseBlock(parse, sources.slice(0, half), found);
    parseBlock(parse, sources.slice(half), found);
    return;
  }
  const { type, expressions } = root;
  if (type !== "block" || expressions?.length !== sources.length) return;
  let start = 1;
  sources.forEach((source, i) => {
    const tree = expressions[i];
    if (tree !== undefined) found.set(source, moved(tree, start));
    start += source.length + 1;
  });
}

/** The tree of a text; `undefined` if it does not parse, whatever the reason. */
function rootOf(parse: ParseExpression, text: string): JsonataNode | undefined {
  try {
    // Every property is looked at before it is used.
    return parse(text).ast() as JsonataNode;
  } catch {
    // Each expression is parsed again by itself, where the reason counts.
    return undefined;
  }
}

/**
 * Whether an expression reads the same between semicolons: all it opens it closes, and nothing in it reaches out. Regular
 * expressions and comments are not worth a closer look.
 */
function fitsBlock(source: string): boolean {
  if (source.includes("%") || source.includes("/")) return false;
  const open: string[] = [];
  const tokens = jsonataTokens(source);
  for (const { kind, text } of tokens) {
    if (kind === "unclosed") return false;
    if (kind !== "operator") continue;
    const closing = CLOSING[text];
    if (closing !== undefined) open.push(closing);
    else if (text === ")" || text === "]" || text === "}") {
      if (open.pop() !== text) return false;
    } else if (text === ";" && open.length === 0) return false;
  }
  return open.length === 0 && tokens.length > 0;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Takes the offset of an expression from all positions in its tree, which is its own and has no other owner yet. */
function moved(tree: JsonataNode, offset: number): JsonataNode {
  const seen = new Set<object>();
  const pending: object[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const fields = node as { position?: number }; // all nodes are plain objects of the parser
    if (typeof fields.position === "number") fields.position -= offset;
    for (const value of Object.values(node)) if (typeof value === "object" && value !== null) pending.push(value);
  }
  return tree;
}
