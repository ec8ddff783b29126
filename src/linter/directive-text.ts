/** The directives there are. */
export type DirectiveKind = "disable" | "disable-line" | "disable-next-line" | "enable";

/** A directive in a text; all offsets count in that text. */
export interface DirectiveText {
  readonly start: number;
  /** Behind the last name, or the word where no name follows. */
  readonly namesEnd: number;
  /** Behind the reason. */
  readonly end: number;
  /** As written, such as "steplint-disable-line". */
  readonly word: string;
  /** `undefined` where the word is misspelt. */
  readonly kind: DirectiveKind | undefined;
  /** The rules it is about; none stands for all. */
  readonly names: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  readonly reason: string | undefined;
}

const PREFIX = "steplint-";
const KINDS: readonly DirectiveKind[] = ["disable", "disable-line", "disable-next-line", "enable"];

/** The words that directives begin with. */
export const directiveWords: readonly string[] = KINDS.map((kind) => PREFIX + kind);

/** Whether a text may hold a directive; cheap. */
export function mayHoldDirective(text: string): boolean {
  return text.includes(PREFIX);
}

/** The directive that a comment is, marks included; `undefined` if it is another comment. */
export function directiveInComment(comment: string): DirectiveText | undefined {
  // The lines of a block comment may begin with a star.
  const lead = /^(?:\/\/+|\/\*+(?:\s*\*(?!\/))?|#+)\s*/.exec(comment)?.[0].length ?? 0;
  const end = comment.startsWith("/*") && comment.endsWith("*/") ? comment.length - 2 : comment.length;
  return readDirective(comment, lead, end);
}

/** The directives in the text of a `Comment` field, where other words may stand around them, each on one line. */
export function directivesInField(text: string): DirectiveText[] {
  const starts = [...text.matchAll(/(?<![\w-])steplint-(?=\w)/g)].map(({ index }) => index);
  return starts.flatMap((start, i) => {
    const end = starts[i + 1] ?? text.length;
    const lineEnd = /[\r\n]/.exec(text.slice(start, end))?.index;
    return readDirective(text, start, lineEnd === undefined ? end : start + lineEnd) ?? [];
  });
}

/** The text with only some of the names left in a directive; `undefined` where none is left, and it says nothing. */
export function withoutNames(
  text: string,
  directive: DirectiveText,
  unwanted: ReadonlySet<string>,
): string | undefined {
  const left = directive.names.filter(({ id }) => !unwanted.has(id));
  const first = directive.names[0];
  if (first === undefined || left.length === 0) return undefined;
  return text.slice(0, first.start) + left.map(({ id }) => id).join(", ") + text.slice(directive.namesEnd);
}

/** Reads `steplint-<kind> <rule>, <rule> -- <reason>` from an offset on. */
function readDirective(text: string, start: number, end: number): DirectiveText | undefined {
  const whole = text.slice(start, end).trimEnd();
  const word = /^steplint-[a-z][a-z-]*/i.exec(whole)?.[0];
  if (word === undefined) return undefined;
  const kind = KINDS.find((candidate) => PREFIX + candidate === word);
  if (kind === undefined && !/^steplint-(?:d|en|ignore)/i.test(word)) return undefined;
  const [listed = "", reason = ""] = splitReason(whole.slice(word.length));
  const names = [...listed.matchAll(/[^\s,]+/g)].flatMap(({ 0: written, index }) => {
    // A sentence may go on or end behind the last name.
    const id = written.replace(/[.;:)]+$|^["'`]|["'`]$/g, "");
    const at = start + word.length + index + written.indexOf(id);
    return id === "" ? [] : [{ id, start: at, end: at + id.length }];
  });
  return {
    start,
    namesEnd: names.at(-1)?.end ?? start + word.length,
    end: start + whole.length,
    word,
    kind,
    names,
    reason: reason.trim() === "" ? undefined : reason.trim(),
  };
}

/** What stands before and behind `--`, which some editors turn into a longer dash. */
function splitReason(text: string): [string, string] {
  const match = /-{2,}(?=\s|$)|[\u2013\u2014]/.exec(text);
  return match === null ? [text, ""] : [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}
