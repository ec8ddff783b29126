import type { Json } from "./editor.ts";
import { encodeQuoted } from "./hcl-template.ts";

/** How the objects around a place are written. */
export interface HclStyle {
  readonly quotesKeys: boolean;
  readonly separator: "=" | ":";
  /** Whether commas stand between the members of objects on several lines. */
  readonly commas: boolean;
  /** The blanks of one level. */
  readonly unit: string;
  readonly lineEnd: string;
  /** How what only deployment knows is written, by its label. */
  readonly written: ReadonlyMap<string, string>;
}

const WIDTH = 100;

/**
 * A value as HCL over as many lines as needed, each further line behind `indent`; `undefined` if it holds something that
 * only deployment knows and that cannot be written in a text.
 */
export function writeValue(value: Json, style: HclStyle, indent: string): string | undefined {
  if (typeof value === "string") return quoteText(value, style.written);
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return writeList(value, style, indent);
  return writeObject(Object.entries(value), style, indent);
}

/** A member of an object, its value on as many lines as needed; `width` is that of the keys it is aligned with. */
export function writeMember(key: string, value: Json, style: HclStyle, indent: string, width = 0): string | undefined {
  const written = writeValue(value, style, indent);
  const name = writeKey(key, style);
  return written === undefined || name === undefined ? undefined : memberText(name, written, style, width);
}

function memberText(name: string, written: string, { separator }: HclStyle, width: number): string {
  return separator === ":" ? `${name}: ${written}` : `${name.padEnd(width)} = ${written}`;
}

/** A key, in quotes where the style or the key needs them. */
export function writeKey(key: string, { quotesKeys, written }: HclStyle): string | undefined {
  const isName = /^[A-Za-z_][\w-]*$/.test(key) && !/^(?:for|null|true|false)$/.test(key);
  return isName && !quotesKeys ? key : quoteText(key, written);
}

function writeList(items: readonly Json[], style: HclStyle, indent: string): string | undefined {
  const inner = indent + style.unit;
  const written = items.map((item) => writeValue(item, style, inner));
  if (!written.every((item) => item !== undefined)) return undefined;
  const line = `[${written.join(", ")}]`;
  const isShort = line.length <= WIDTH && items.every((item) => item === null || typeof item !== "object");
  if (isShort || items.length === 0) return line;
  return block("[", written, "]", ",", style, indent);
}

function writeObject(
  entries: readonly (readonly [string, Json])[],
  style: HclStyle,
  indent: string,
): string | undefined {
  if (entries.length === 0) return "{}";
  const inner = indent + style.unit;
  const members: Written[] = [];
  for (const [key, value] of entries) {
    const [name, written] = [writeKey(key, style), writeValue(value, style, inner)];
    if (name === undefined || written === undefined) return undefined;
    members.push([name, written]);
  }
  const widths = alignment(members);
  const texts = members.map(([name, written], i) => memberText(name, written, style, widths[i] ?? 0));
  return block("{", texts, "}", style.commas ? "," : "", style, indent);
}

/** A member's key and value, as they are written. */
type Written = readonly [name: string, value: string];

function block(
  open: string,
  entries: readonly string[],
  close: string,
  comma: string,
  { unit, lineEnd }: HclStyle,
  indent: string,
): string {
  const inside = entries.join(`${comma}${lineEnd}${indent}${unit}`);
  return `${open}${lineEnd}${indent}${unit}${inside}${lineEnd}${indent}${close}`;
}

/** The width of each key: neighbours with values on one line stand in columns, as `terraform fmt` puts them. */
function alignment(members: readonly Written[]): number[] {
  const widths: number[] = [];
  let group: number[] = [];
  const close = (): void => {
    const width = Math.max(0, ...group);
    widths.push(...group.map(() => width));
    group = [];
  };
  for (const [name, value] of members) {
    const isLine = !value.includes("\n");
    if (!isLine) close();
    group.push(name.length);
    if (!isLine) close();
  }
  close();
  return widths;
}

/** A text in quotes; the labels of what only deployment knows become what they stand for. */
function quoteText(value: string, written: ReadonlyMap<string, string>): string | undefined {
  let inside = "";
  let at = 0;
  for (let open = value.indexOf("${"); open !== -1; open = value.indexOf("${", Math.max(at, open + 2))) {
    const label = labelAt(value, open, written);
    const source = label === undefined ? undefined : written.get(label);
    if (label === undefined || source === undefined) continue;
    // On several lines it may hold comments, and after the sign it would be an escape.
    if (/[\r\n]/.test(source) || value[open - 1] === "$") return undefined;
    inside += encodeQuoted(value.slice(at, open)) + source;
    at = open + label.length;
  }
  return `"${inside}${encodeQuoted(value.slice(at))}"`;
}

function labelAt(value: string, at: number, written: ReadonlyMap<string, string>): string | undefined {
  let longest: string | undefined;
  for (const label of written.keys()) {
    if (value.startsWith(label, at) && label.length > (longest?.length ?? 0)) longest = label;
  }
  return longest;
}
