import type { Json } from "./editor.ts";
import { doubleQuoted, plainText, singleQuoted } from "./yaml-scalar.ts";

export type QuoteStyle = "plain" | "single" | "double";

/** How a document is written. */
export interface YamlStyle {
  /** Spaces of one level. */
  readonly indent: number;
  /** Whether the items of a list stand deeper than its key. */
  readonly indentSequences: boolean;
  readonly quotes: "single" | "double";
}

/** Looks at the first nested mapping, the first list and the quotes of a text. */
export function styleOf(text: string): YamlStyle {
  const nested = /^( *)[^\s#-][^\r\n]*:[ \t]*(?:\r\n?|\n)(\1 +)[^\s#-]/m.exec(text);
  const list = /^( *)[^\s#-][^\r\n]*:[ \t]*(?:\r\n?|\n)( *)- /m.exec(text);
  const single = text.match(/[:-] +'/g)?.length ?? 0;
  const double = text.match(/[:-] +"/g)?.length ?? 0;
  return {
    indent: nested === null ? 2 : (nested[2] ?? "").length - (nested[1] ?? "").length,
    indentSequences: list === null || (list[2] ?? "").length > (list[1] ?? "").length,
    quotes: single > double ? "single" : "double",
  };
}

/** Whether a value is written on one line: a scalar or an empty collection. */
export function isInline(value: Json): boolean {
  return value === null || typeof value !== "object" || Object.keys(value).length === 0;
}

/** A string on one line, in a style if that can hold it. */
export function stringText(text: string, prefer: QuoteStyle, style: YamlStyle, inFlow: boolean): string {
  if (prefer === "double") return doubleQuoted(text);
  const plain = prefer === "plain" ? plainText(text, inFlow) : undefined;
  if (plain !== undefined) return plain;
  return (prefer === "single" || style.quotes === "single" ? singleQuoted(text) : undefined) ?? doubleQuoted(text);
}

/** A value on one line; collections as `{…}` and `[…]`. */
export function inlineText(value: Json, prefer: QuoteStyle, style: YamlStyle, inFlow: boolean): string {
  if (typeof value === "string") return stringText(value, prefer, style, inFlow);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const nested = (item: Json) => inlineText(item, prefer, style, true);
  if (Array.isArray(value)) return `[${value.map(nested).join(", ")}]`;
  const members = Object.entries(value).map(
    ([key, item]) => `${stringText(key, prefer, style, true)}: ${nested(item)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** The lines of a value in block style, as they stand at the left margin. */
export function blockLines(value: Json, style: YamlStyle): string[] {
  if (value === null || typeof value !== "object" || isInline(value)) return [inlineText(value, "plain", style, false)];
  if (Array.isArray(value)) {
    return value.flatMap((item) => blockLines(item, style).map((line, i) => (i === 0 ? "- " : "  ") + line));
  }
  return Object.entries(value).flatMap(([key, item]) =>
    memberLines(stringText(key, "plain", style, false), item, style),
  );
}

/** The lines of a key, as it is to be written, and its value. */
export function memberLines(name: string, value: Json, style: YamlStyle): string[] {
  const lines = blockLines(value, style);
  if (isInline(value)) return [`${name}: ${lines[0]}`];
  return [`${name}:`, ...indentLines(lines, valueDepth(value, style))];
}

/** How much deeper than its key a collection stands. */
export function valueDepth(value: Json, style: YamlStyle): number {
  return Array.isArray(value) && !style.indentSequences ? 0 : style.indent;
}

export function indentLines(lines: readonly string[], spaces: number): string[] {
  return lines.map((line) => (line === "" ? line : " ".repeat(spaces) + line));
}
