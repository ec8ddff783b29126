import type { IntrinsicString } from "./intrinsics.ts";

/**
 * What stands between the `{}` of a template of `States.Format`, escapes resolved: one text more than it has
 * placeholders.
 *
 * @param text the text that the template was parsed from.
 */
export function textsBetween(text: string, { range, placeholders }: IntrinsicString): string[] {
  const texts: string[] = [];
  let at = range[0] + 1;
  for (const [start, end] of placeholders) {
    texts.push(unescaped(text.slice(at, start)));
    at = end;
  }
  texts.push(unescaped(text.slice(at, range[1] - 1)));
  return texts;
}

function unescaped(text: string): string {
  return text.replace(/\\(['{}\\])/g, "$1");
}

/** A text as it is written inside of the single quotes of an argument. */
export function escaped(text: string): string {
  return text.replace(/['{}\\]/g, "\\$&");
}
