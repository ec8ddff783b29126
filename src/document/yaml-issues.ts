import type { YAMLParseError } from "yaml";
import type { Issue } from "./editor.ts";
import type { Origin } from "./nodes.ts";
import { isBlankOrComment, lineStart, lineStop, textEnd } from "./yaml-lines.ts";

/** Broken text; offsets count in the origin's text. */
export interface Breach {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Where the bracket or quote stands that the breach is about. */
  readonly opened?: number;
}

/** The library's messages, and what the author has to know. */
const MESSAGES: readonly [RegExp, string][] = [
  [/^Missing closing (["'])quote/, "This string has no end: its '$1' is missing."],
  [/ end with a (.)$/, "A '$1' is missing: the bracket before this is never closed."],
  [
    /^Nested mappings are not allowed/,
    "A second ': ' on one line: quote the value, or indent the mapping on a new line.",
  ],
  [/^Implicit keys need to be on a single line/, "A key has no ':' on its line."],
  [/^Implicit keys of flow sequence pairs/, "A key and its ':' do not stand on one line."],
  [/^Implicit map keys need to be followed/, "This key has no value: ':' is missing after it."],
  [/^The : indicator must be at most 1024/, "A key is longer than 1024 characters."],
  [/^All (?:mapping|sequence) items must start/, "This line's indentation fits none of the lines above."],
  [/^Tabs are not allowed/, "A tab stands where YAML needs spaces as indentation."],
  [/^Plain value cannot start with .* (.)$/, "A text that starts with '$1' needs quotes."],
  [/^Plain value cannot start/, "This text needs quotes."],
  [/^Invalid escape sequence/, "This string holds a backslash that escapes nothing: write '\\\\' for a backslash."],
  [
    /^Block collections are not allowed/,
    "A comma is missing between two entries, or lines are indented inside brackets.",
  ],
  [/^Missing , /, "A comma is missing before this."],
  [/^Missing space after :/, "A blank is missing after this ':'."],
  [/^Unexpected block-seq-ind on same line/, "A list starts on the line after its key."],
  [/^Unexpected flow-(?:seq|map)-end/, "This bracket closes nothing."],
  [/^Unexpected (?:,|comma|empty item)/, "This comma has nothing before it."],
  [/^Unexpected .*(?:token|node end|in YAML)/, "This text fits nothing before it."],
  [/^A block sequence may not/, "A list cannot be a key."],
  [/^Sequence item without -/, "A '-' is missing: this stands among the items of a list."],
  [/^Block scalar header/, "This text does not belong after '|' or '>'."],
  [/^Block scalar/, "The lines of this text are indented less than it needs."],
  [/^Comments must be separated/, "A blank is missing before this '#'."],
  [/^Tags and anchors must be separated/, "A blank is missing after this tag or anchor."],
  [/^Anchors and tags must be after/, "A tag or anchor stands before its '-' or '?'."],
  [/^(?:Could not resolve tag|Unresolved tag)/, "This tag is declared nowhere."],
  [/^An alias node must not/, "An alias cannot have a tag or an anchor."],
  [/^A node can have at most one (\w+)/, "A second $1 for one value."],
  [/^(?:Alias|Anchor) cannot be an empty/, "The name of this anchor is missing."],
];

/** Nobody reads more, and a text that is no YAML has one for each line. */
const MAX_ISSUES = 100;
const NESTED_TOO_DEEP = "RESOURCE_EXHAUSTION";

/**
 * What the library found, in our words. `openings` tells where the bracket or quote stands that an offset lacks the end
 * of.
 */
export function breachOf(error: YAMLParseError, openings: ReadonlyMap<number, number>): Breach {
  const [start, end] = error.pos;
  const opened = / end with a .$|^Missing closing/.test(error.message) ? openings.get(start) : undefined;
  return { message: reword(error), start, end, ...(opened !== undefined && { opened }) };
}

/** The first breach of each line as an issue, in order: what follows on the same line mostly comes of it. */
export function syntaxIssues(breaches: readonly Breach[], origin: Origin): Issue[] {
  const issues: Issue[] = [];
  let covered = -1;
  for (const { message, start, end, opened } of [...breaches].sort((a, b) => a.start - b.start)) {
    if (start <= covered) continue;
    if (issues.length === MAX_ISSUES) break;
    covered = lineStop(origin.text, start);
    issues.push({
      kind: "syntax",
      message,
      range: origin.toFile(visible(origin.text, start, end)),
      ...(opened !== undefined && {
        related: { message: "It opens here.", range: origin.toFile([opened, opened + 1]) },
      }),
    });
  }
  return issues;
}

/** The start of the last line with text before the one of an offset: what ends earlier was complete before it. */
export function lastWholeLine(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (start > 0) {
    const before = lineStart(text, start - 1);
    if (!isBlankOrComment(` ${text.slice(before, lineStop(text, before))}`)) return before;
    start = before;
  }
  return 0;
}

function reword(error: YAMLParseError): string {
  if (error.code === NESTED_TOO_DEEP) return "Nested too deeply.";
  for (const [pattern, message] of MESSAGES) {
    const match = pattern.exec(error.message);
    if (match !== null) return message.replace("$1", match[1] ?? "");
  }
  return `${error.message.split("\n", 1)[0]?.replace(/[.:]$/, "")}.`;
}

/** A range that shows something: one at a line end or at the end of the text moves to the last character before it. */
function visible(text: string, start: number, end: number): [number, number] {
  const stop = Math.min(Math.max(end, start + 1), text.length);
  if (/[^\r\n]/.test(text.slice(start, stop))) return [start, stop];
  const last = textEnd(text, start);
  return last > 0 ? [last - 1, last] : [0, Math.min(1, text.length)];
}
