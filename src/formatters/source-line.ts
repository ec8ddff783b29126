import { printable } from "../util/printable.ts";

/** A line of source as it is printed, and where the mark below it stands, in terminal cells. */
export interface MarkedLine {
  readonly text: string;
  readonly markStart: number;
  readonly markWidth: number;
}

/** One character as a person sees it. */
interface Glyph {
  readonly text: string;
  readonly width: number;
}

const TAB = "  ";
const CUT = "…";

/**
 * The line of a range, of several lines the first, cut to `width` cells around the range where it is longer.
 *
 * `lineStart` is the offset where the line starts. The text between is looked at only as far as it can be shown: the
 * line of a minified file may be megabytes long.
 */
export function markedLine(
  source: string,
  lineStart: number,
  [start, end]: readonly [number, number],
  width: number,
): MarkedLine {
  const from = Math.max(lineStart, characterStart(source, start - width));
  const rest = /^[^\r\n]*/.exec(source.slice(start, start + 2 * width))?.[0] ?? "";
  const length = Math.max(0, Math.min(end - start, rest.trimEnd().length));
  const before = glyphsOf(source.slice(from, start));
  const marked = glyphsOf(rest.slice(0, length));
  const after = glyphsOf(rest.slice(length));

  const markedWidth = Math.min(widthOf(marked), width - 2);
  const isWhole = from === lineStart && widthOf(before) + markedWidth + CUT.length <= width;
  const free = width - markedWidth - 2 * CUT.length;
  const left = isWhole
    ? before
    : lastGlyphs(before, Math.min(free, Math.max(width >> 1, free + CUT.length - widthOf(after))));
  const head = isWhole ? "" : CUT;
  const markStart = head.length + widthOf(left);
  const right = firstGlyphs([...marked, ...after], width - markStart);
  return {
    text: head + textOf(left) + right,
    markStart,
    markWidth: Math.max(1, Math.min(widthOf(marked), width - markStart)),
  };
}

/** The start of the character that holds an offset: an offset between two surrogates is moved before them. */
function characterStart(text: string, offset: number): number {
  const isLow = offset > 0 && text.charCodeAt(offset) >> 10 === 0b110111;
  return isLow ? offset - 1 : offset;
}

/** How many terminal cells a printable text takes. */
export function cellWidth(text: string): number {
  return widthOf(glyphsOf(text));
}

function firstGlyphs(glyphs: readonly Glyph[], width: number): string {
  if (widthOf(glyphs) <= width) return textOf(glyphs);
  let used = CUT.length;
  const end = glyphs.findIndex((glyph) => {
    used += glyph.width;
    return used > width;
  });
  return textOf(glyphs.slice(0, end)) + CUT;
}

function lastGlyphs(glyphs: readonly Glyph[], width: number): Glyph[] {
  let used = 0;
  const end = glyphs.findLastIndex((glyph) => {
    used += glyph.width;
    return used > width;
  });
  return glyphs.slice(end + 1);
}

function glyphsOf(text: string): Glyph[] {
  // Nearly every line is plain ASCII, and the segmenter is slow to start.
  if (/^[\x20-\x7e]*$/.test(text)) return [...text].map((character) => ({ text: character, width: 1 }));
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => glyphOf(segment));
}

function glyphOf(segment: string): Glyph {
  if (segment === "\t") return { text: TAB, width: TAB.length };
  const text = printable(segment);
  if (text !== segment) return { text, width: text.length };
  if (WIDE.test(segment)) return { text, width: 2 };
  return { text, width: INVISIBLE.test(segment) ? 0 : 1 };
}

// Two cells by https://www.unicode.org/reports/tr11/ (wide and full-width), and what is drawn as an emoji.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const INVISIBLE = /^[\p{Mark}\u200b-\u200d\u2060]+$/u;

function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.width, 0);
}

function textOf(glyphs: readonly Glyph[]): string {
  return glyphs.map((glyph) => glyph.text).join("");
}
