import { printable } from "../util/printable.ts";

// What Markdown gives a meaning to: https://github.github.com/gfm/. The dot keeps `www.` from becoming a link.
const PUNCTUATION = /[\\`*_[\]<>|~&]|(?<=www)\./gi;

// GitHub looks for mentions, issues, emoji, formulas and bare links in the text that Markdown gives, where a backslash
// is gone; an element around the sign hides it.
// https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
const SIGN = /[@$]|#(?=\w)|:(?=[\w+\-/])|(?<=\bGH)-(?=\d)/gi;

/** A text that reads as it is written, on one line and inside a table: no markup, no HTML, no mention. */
export function markdownText(text: string): string {
  return printable(text).replace(PUNCTUATION, "\\$&").replace(SIGN, "<span>$&</span>");
}
