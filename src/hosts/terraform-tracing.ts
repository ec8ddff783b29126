import { indentAt, startsLine } from "../document/hcl-layout.ts";
import { childOf, unwrapped } from "../document/hcl-syntax.ts";
import type { TextEdit } from "../document/nodes.ts";
import { lineEndOf } from "../document/source-file.ts";
import { attributeOf, type Block, blocksIn, literalBoolean } from "./terraform-blocks.ts";
import { isDynamic } from "./terraform-context.ts";

/** Edits that turn X-Ray tracing on in the block of a resource; `undefined` where they cannot be written. */
export function turnOnTracing(block: Block, text: string): TextEdit[] | undefined {
  const [tracing, another] = blocksIn(block, "tracing_configuration", text);
  if (another !== undefined || isDynamic(block, "tracing_configuration", text)) return undefined;
  if (tracing === undefined) return addBlock(block, text);
  const enabled = attributeOf(tracing, "enabled", text);
  if (enabled === undefined) return addLines(tracing, text, (indent) => [`${indent}enabled = true`]);
  if (literalBoolean(enabled, text) !== false) return undefined;
  const { start, end } = unwrapped(enabled);
  return [{ range: [start, end], text: "true" }];
}

function addBlock(block: Block, text: string): TextEdit[] | undefined {
  return addLines(block, text, (indent, unit) => [
    "",
    `${indent}tracing_configuration {`,
    `${indent}${unit}enabled = true`,
    `${indent}}`,
  ]);
}

/** Puts lines in front of the closing brace of a block. */
function addLines(
  { node }: Block,
  text: string,
  write: (indent: string, unit: string) => readonly string[],
): TextEdit[] | undefined {
  const close = childOf(node, "block_end");
  const open = childOf(node, "block_start");
  if (close === undefined || open === undefined) return undefined;
  const lineEnd = lineEndOf(text);
  const outer = indentAt(text, node.start);
  const first = childOf(node, "body")?.start;
  const inner = first === undefined || !startsLine(text, first) ? `${outer}  ` : indentAt(text, first);
  const unit = inner.startsWith(outer) && inner !== outer ? inner.slice(outer.length) : "  ";
  const lines = write(outer + unit, unit);
  if (startsLine(text, close.start)) {
    const at = close.start - indentAt(text, close.start).length;
    return [{ range: [at, at], text: lines.map((line) => line + lineEnd).join("") }];
  }
  if (text.slice(open.end, close.start).trim() !== "") return undefined;
  const added = lines.filter((line) => line !== "").map((line) => lineEnd + line);
  return [{ range: [open.end, close.start], text: `${added.join("")}${lineEnd}${outer}` }];
}
