import { createScanner } from "jsonc-parser";
import type { Comment } from "./editor.ts";
import type { Origin } from "./nodes.ts";

// Kinds of tokens, as the scanner numbers them.
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
/** The kind of the token behind the last one. */
export const END = 17;

/** The offset of the next character that is no blank. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || (code <= 13 && code >= 9); code = text.charCodeAt(++at));
  return at;
}

/** The end of a single-quoted string; of one without end, its line's end. */
export function quotedEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const character = text[i];
    if (character === "\\") i++;
    else if (character === "'") return i + 1;
    else if (character === "\n" || character === "\r") return i;
  }
  return text.length;
}

/** Whether a single-quoted string ends with a quote of its own, not with an escaped one. */
export function isClosed(text: string, start: number, end: number): boolean {
  if (end - start < 2 || text[end - 1] !== "'") return false;
  let backslashes = 0;
  while (text[end - 2 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 0;
}

/** Where a block comment opens among blanks and comments and does not close; `undefined` if there is none. */
export function openComment(text: string, from: number): number | undefined {
  const closed = /(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
  closed.lastIndex = from;
  const at = from + (closed.exec(text)?.[0].length ?? 0);
  return text.startsWith("/*", at) ? at : undefined;
}

/** The end of what is written without a blank after a placeholder: `${a}${b}`, `${prefix}-name`. */
export function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/[\s,:{}[\]"]/.test(text.charAt(end))) end++;
  return end > from && text[end - 1] === "$" && text[end] === "{" ? end - 1 : end;
}

/** A word, short enough for a message. */
export function clip(word: string): string {
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}

/** All comments of a text, in order. */
export function collectComments(origin: Origin): Comment[] {
  const scanner = createScanner(origin.text, false);
  const comments: Comment[] = [];
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    if (token !== LINE_COMMENT && token !== BLOCK_COMMENT) continue;
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    comments.push({ text: origin.text.slice(start, end), range: origin.toFile([start, end]) });
  }
  return comments;
}
