import type { SegmentBuilder } from "./embedded.ts";
import { breakLength } from "./yaml-lines.ts";

/**
 * Follows a literal or folded block scalar from its `|` or `>` to its end; `value` is what it decodes to.
 * https://yaml.org/spec/1.2.2/#81-block-scalar-styles
 */
export function followBlock(
  builder: SegmentBuilder,
  text: string,
  start: number,
  end: number,
  value: string,
): SegmentBuilder {
  const header = /[|>]([-+0-9]*)[^\r\n]*(?:\r\n?|\n)?/y;
  header.lastIndex = start;
  const [whole = "", indicators = ""] = header.exec(text) ?? [];
  const body = Math.min(start + whole.length, end);
  const chomp = /[-+]/.exec(indicators)?.[0];
  const lines = blockLines(text, body, end);
  const first = lines.findIndex((line) => !line.isEmpty);
  if (first === -1) {
    if (chomp === "+" && lines.length > 0) {
      builder.push("fold", body, end - body, "\n".repeat(Math.max(1, lines.length - 1)));
    }
    return builder;
  }

  const firstIndent = lines[first]?.indent ?? 0;
  // The base of an explicit indentation is the parent's, which the scalar does not show; its value tells.
  const trim = /[1-9]/.test(indicators) ? firstIndent - leadingSpaces(value, first) : firstIndent;
  let chompStart = lines.findLastIndex((line) => !line.isEmpty) + 1;
  for (let i = lines.length - 1; i >= chompStart; i--) if ((lines[i]?.indent ?? 0) > trim) chompStart = i + 1;

  let at = body;
  const kind = text[start] === "|" && !/[1-9]/.test(indicators) ? "line" : "fold";
  const write = (lineBreaks: string, line: BlockLine) => {
    const from = line.at + Math.min(trim, line.indent);
    if (lineBreaks !== "") builder.push(kind, at, from - at, lineBreaks);
    builder.copy(from, text.slice(from, line.stop));
    at = line.stop;
  };
  const content = lines.slice(0, chompStart);
  const owed = text[start] === "|" ? writeLiteral(content, write) : writeFolded(content, first, trim, text, write);

  const ends = lines.slice(chompStart);
  if (chomp === "+") {
    ends.forEach((line, i) => {
      write(i === 0 ? `${owed}\n` : "\n", { ...line, stop: line.at + line.indent });
    });
    if (ends.length === 0 || (ends.at(-1)?.indent ?? 0) > trim) builder.push("fold", at, 0, "\n");
  } else if (chomp === undefined) builder.push("fold", at, end - at, `${owed}\n`);
  else if (owed !== "") builder.push("fold", at, 0, owed);
  return builder;
}

/**
 * The line break and the blanks that a further line of a block scalar begins with; `undefined` with an explicit
 * indentation, which hangs on what stands around the scalar, and in one without text.
 */
export function blockIndent(text: string, start: number, end: number): string | undefined {
  const header = /[|>]([-+0-9]*)[^\r\n]*(\r\n?|\n)(?:[ ]*(?:\r\n?|\n))*( *)/y;
  header.lastIndex = start;
  const [whole = "", indicators = "", lineBreak = "\n", blanks = ""] = header.exec(text.slice(0, end)) ?? [];
  return whole === "" || /\d/.test(indicators) ? undefined : lineBreak + blanks;
}

/**
 * Whether a changed block scalar is read from the same indentation on and to the same end: its first line is as deep as
 * before, and none is less deep.
 */
export function staysBlock(before: string, after: string): boolean {
  const lead = blockIndent(before, 0, before.length);
  const [, ...lines] = after.split(/\r\n?|\n/);
  // Then the blanks that lines begin with have to stay as they are.
  if (lead === undefined) return indentations(before) === indentations(after);
  if (blockIndent(after, 0, after.length) !== lead) return false;
  const blanks = lead.replace(/^[\r\n]+/, "");
  const first = lines.findIndex((line) => line.trim() !== "");
  if (lines.slice(0, first).some((line) => line.length > blanks.length)) return false;
  return lines.every((line) => line.trim() === "" || line.startsWith(blanks));
}

function indentations(text: string): string {
  return text.replaceAll(/[^ \r\n].*/g, "x");
}

interface BlockLine {
  readonly at: number;
  /** How many spaces it begins with. */
  readonly indent: number;
  /** Where its text ends, before the line break. */
  readonly stop: number;
  readonly isEmpty: boolean;
}

type WriteLine = (lineBreaks: string, line: BlockLine) => void;

function writeLiteral(lines: readonly BlockLine[], write: WriteLine): string {
  lines.forEach((line, i) => {
    write(i === 0 ? "" : "\n", line);
  });
  return "";
}

/** Writes the lines of a folded scalar; answers the line breaks that are decoded but not yet written. */
function writeFolded(lines: readonly BlockLine[], first: number, trim: number, text: string, write: WriteLine): string {
  let owed = "";
  let separator = "";
  let afterIndented = false;
  lines.forEach((line, i) => {
    const isIndented = line.indent > trim || text[line.at + line.indent] === "\t";
    if (i < first) {
      write(owed, line);
      owed = "\n";
      return;
    }
    if (!isIndented && line.isEmpty) {
      if (separator === "\n") owed += "\n";
      else separator = "\n";
      return;
    }
    if (isIndented && separator === " ") separator = "\n";
    else if (isIndented && !afterIndented && separator === "\n") separator = "\n\n";
    write(owed + separator, line);
    owed = "";
    separator = isIndented ? "\n" : " ";
    afterIndented = isIndented;
  });
  return owed;
}

/** The lines of a block scalar's body; after a last line break there is one more, empty line. */
function blockLines(text: string, start: number, end: number): BlockLine[] {
  const lines: BlockLine[] = [];
  for (let at = start; start < end && at <= end; ) {
    let content = at;
    while (content < end && text[content] === " ") content++;
    let stop = content;
    while (stop < end && breakLength(text, stop) === 0) stop++;
    lines.push({ at, indent: content - at, stop, isEmpty: stop === content });
    at = stop < end ? stop + breakLength(text, stop) : end + 1;
  }
  return lines;
}

function leadingSpaces(value: string, line: number): number {
  return /^ */.exec(value.split("\n", line + 1)[line] ?? "")?.[0].length ?? 0;
}
