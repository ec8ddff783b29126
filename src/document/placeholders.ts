import type { Hole } from "./nodes.ts";

const IN_JSONATA = /^\$\{[A-Za-z_][\w.:-]*\}/;
const WHOLE = /^(?:%[A-Za-z_][\w.-]*%|\{\{\s*[A-Za-z_][\w.-]*\s*\}\})$/;
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const DYNAMIC_REFERENCE = /\{\{resolve:[^{}\s]+\}\}/g;

/**
 * Splits a string around what only deployment knows; `undefined` if there is nothing of it: `${Name}` of SAM,
 * CloudFormation, Terraform and the Serverless Framework, and `%NAME%` or `{{name}}` where it is the whole string.
 * In a JSONata expression `${…}` is a placeholder only around a plain name, because `${"a": 1}` groups there.
 */
export function placeholderParts(value: string): (string | Hole)[] | undefined {
  if (value.includes("{{resolve:")) return withReferences(value);
  if (!value.includes("${")) return WHOLE.test(value) ? [{ label: value }] : undefined;
  const isJsonata = value.startsWith("{%");
  const parts: (string | Hole)[] = [];
  let at = 0;
  for (let open = value.indexOf("${"); open !== -1; ) {
    const end = isJsonata
      ? open + (IN_JSONATA.exec(value.slice(open, open + 256))?.[0].length ?? 0)
      : placeholderEnd(value, open);
    if (end !== undefined && end > open) {
      if (open > at) parts.push(value.slice(at, open));
      parts.push({ label: value.slice(open, end) });
      at = end;
    }
    // What does not close on its line hides the rest of the line.
    const from = end === undefined ? lineEndAfter(value, open) : Math.max(end, open + 1);
    open = value.indexOf("${", from);
  }
  if (parts.length === 0) return undefined;
  if (at < value.length) parts.push(value.slice(at));
  return parts;
}

/** Splits a string around dynamic references, and what is left around other placeholders. */
function withReferences(value: string): (string | Hole)[] | undefined {
  const parts: (string | Hole)[] = [];
  let at = 0;
  const add = (text: string): void => {
    if (text !== "") parts.push(...(placeholderParts(text) ?? [text]));
  };
  for (const { index, 0: label } of value.matchAll(DYNAMIC_REFERENCE)) {
    add(value.slice(at, index));
    parts.push({ label });
    at = index + label.length;
  }
  if (at === 0) return undefined;
  add(value.slice(at));
  return parts;
}

/** The end of the `${…}` that opens at an offset, nested braces included; `undefined` if it does not close. */
export function placeholderEnd(text: string, open: number): number | undefined {
  let depth = 0;
  for (let i = open + 1; i < text.length; i++) {
    const character = text[i];
    if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return i + 1;
    else if (character === "\n" || character === "\r") return undefined;
  }
  return undefined;
}

function lineEndAfter(text: string, from: number): number {
  const lineEnd = /[\r\n]/g;
  lineEnd.lastIndex = from;
  return lineEnd.exec(text)?.index ?? text.length;
}

const STAND_IN =
  /^(?:_+[A-Za-z][\w-]*_|@@[\w.-]+@@|%%[\w.-]+%%|\$[A-Z][A-Z0-9_]*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$|\{\{|#\{|<%|<[\w-]+>/;

/**
 * Whether a text looks as if a program put something in its place before deployment: `__NAME__`, `@@NAME@@`,
 * `%%NAME%%`, `$NAME`, `NAME_OF_IT`, `<Name>`, `#{name}`, `{{name}}`. That is a guess, other than with placeholders: it
 * only counts where the text makes no sense by itself.
 */
export function isStandIn(text: string): boolean {
  return STAND_IN.test(text);
}
