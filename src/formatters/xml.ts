import { printable } from "../util/printable.ts";

/** An XML 1.0 document around its root element. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** An element with its attributes; elements inside stand on lines of their own. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const start = `<${name}${written.join("")}`;
  if (children.length === 0) return `${start}/>`;
  return `${start}>\n${children.join("\n").replace(/^/gm, "  ")}\n</${name}>`;
}

/** A text as it stands in an element or attribute. Control characters cannot: they become printable first. */
export function xmlText(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
