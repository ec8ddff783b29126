import type { Range, TextEdit } from "./nodes.ts";

/**
 * How a piece of decoded text stands in the host text.
 *
 * - `copy`: character by character
 * - `escape`: one decoded character (one or two UTF-16 units) written as an escape sequence
 * - `line`: one line break, written with the blanks that the next line begins with in the host
 * - `fold`: decoded text that stands for line structure: folded lines, line ends, chomped ends
 * - `synthetic`: decoded text that the host does not write there, such as a delimiter
 * - `hole`: text only deployment knows
 */
export type SegmentKind = "copy" | "escape" | "line" | "fold" | "synthetic" | "hole";

/** A host scalar that segments lie in. `encode` writes text in its style, `undefined` if it cannot. */
export interface HostScalar {
  readonly range: Range;
  readonly encode: (text: string) => string | undefined;
}

/** `decoded` and `host` are start offsets in either text; lengths are in UTF-16 units. */
export interface Segment {
  readonly decoded: number;
  readonly length: number;
  readonly host: number;
  readonly hostLength: number;
  readonly kind: SegmentKind;
  readonly scalar: HostScalar | undefined;
}

/** Maps offsets of a decoded text to the host text it was written in. */
export interface SegmentMap {
  /** The decoded text. */
  readonly text: string;
  readonly segments: readonly Segment[];
  /** False where the text could not be followed: everything maps to the whole scalar and nothing can be edited. */
  readonly exact: boolean;
  /** The host range of a decoded range; always answers, widening to whole escapes, folds and holes. */
  toHost(range: Range): Range;
  /** An edit of the decoded text as an edit of the host text, `undefined` where that is not safe. */
  toHostEdit(edit: TextEdit): TextEdit | undefined;
}

/** Builds a map from segments in decoded order, without gaps in the decoded text. */
export function createSegmentMap(text: string, segments: readonly Segment[], whole: Range): SegmentMap {
  return {
    text,
    segments,
    exact: true,
    toHost([start, end]) {
      if (segments.length === 0) return whole;
      if (end <= start) {
        const at = insertionPoint(segments, start)?.offset ?? hostStart(segmentAt(segments, start), start);
        return [at, at];
      }
      return [hostStart(segmentAt(segments, start), start), hostEnd(segmentAt(segments, end - 1), end)];
    },
    toHostEdit({ range: [start, end], text: inserted }) {
      if (start < 0 || end > text.length || start > end) return undefined;
      if (splitsPair(text, start) || splitsPair(text, end)) return undefined;
      const place = start === end ? insertionPoint(segments, start) : replacedPlace(segments, start, end);
      const encoded = place?.scalar.encode(inserted);
      if (place === undefined || encoded === undefined) return undefined;
      return { range: [place.offset, place.offset + place.length], text: encoded };
    },
  };
}

/** The map of a scalar that could not be followed: whatever is asked, the answer is all of it. */
export function unmapped(text: string, whole: Range): SegmentMap {
  return { text, segments: [], exact: false, toHost: () => whole, toHostEdit: () => undefined };
}

/** One map for decoded texts that follow each other, such as the pieces of a join. */
export function concatMaps(maps: readonly SegmentMap[]): SegmentMap {
  const text = maps.map((map) => map.text).join("");
  const starts = maps.map((map) => map.toHost([0, map.text.length]));
  const whole: Range = [Math.min(...starts.map(([start]) => start)), Math.max(...starts.map(([, end]) => end))];
  const segments: Segment[] = [];
  let offset = 0;
  for (const map of maps) {
    if (map.exact) for (const segment of map.segments) segments.push({ ...segment, decoded: segment.decoded + offset });
    else segments.push(opaque("synthetic", offset, map.text.length, map.toHost([0, 0])));
    offset += map.text.length;
  }
  return createSegmentMap(text, segments, whole);
}

/** A map of text that stands for a host range as a whole: a hole, or a delimiter written elsewhere. */
export function opaqueMap(kind: "synthetic" | "hole", text: string, host: Range): SegmentMap {
  return createSegmentMap(text, [opaque(kind, 0, text.length, host)], host);
}

function opaque(kind: "synthetic" | "hole", decoded: number, length: number, host: Range): Segment {
  return { decoded, length, host: host[0], hostLength: host[1] - host[0], kind, scalar: undefined };
}

/** Collects segments in order; adjoining copies become one. */
export class SegmentBuilder {
  readonly segments: Segment[] = [];
  private pieces: string[] = [];
  private decoded = 0;

  constructor(private readonly scalar: HostScalar) {}

  get text(): string {
    return this.pieces.join("");
  }

  copy(host: number, text: string): void {
    if (text.length === 0) return;
    const last = this.segments.at(-1);
    if (last?.kind === "copy" && last.host + last.hostLength === host) {
      this.segments[this.segments.length - 1] = {
        ...last,
        length: last.length + text.length,
        hostLength: last.hostLength + text.length,
      };
      this.advance(text);
    } else this.push("copy", host, text.length, text);
  }

  push(kind: SegmentKind, host: number, hostLength: number, text: string): void {
    this.segments.push({ decoded: this.decoded, length: text.length, host, hostLength, kind, scalar: this.scalar });
    this.advance(text);
  }

  /** The finished map; a decoded text other than `expected` means the scalar was not understood. */
  finish(expected: string): SegmentMap {
    const text = this.text;
    if (text !== expected) return unmapped(expected, this.scalar.range);
    return createSegmentMap(text, this.segments, this.scalar.range);
  }

  private advance(text: string): void {
    this.pieces.push(text);
    this.decoded += text.length;
  }
}

function segmentAt(segments: readonly Segment[], offset: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle] as Segment).decoded <= offset) low = middle;
    else high = middle - 1;
  }
  return segments[low] as Segment; // callers hand in at least one segment
}

function hostStart(segment: Segment, offset: number): number {
  if (segment.kind === "copy") return segment.host + Math.min(offset - segment.decoded, segment.length);
  return segment.host;
}

function hostEnd(segment: Segment, offset: number): number {
  if (segment.kind === "copy") return segment.host + Math.min(offset - segment.decoded, segment.length);
  return segment.host + segment.hostLength;
}

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly scalar: HostScalar;
}

/** The place between two characters; after the one before it where that can be edited, else before the next. */
function insertionPoint(segments: readonly Segment[], offset: number): Place | undefined {
  if (segments.length === 0) return undefined;
  const before = offset > 0 ? segmentAt(segments, offset - 1) : undefined;
  if (before && isEditable(before) && !splitsEscape(before, offset)) {
    return { offset: hostEnd(before, offset), length: 0, scalar: before.scalar };
  }
  const after = segmentAt(segments, offset);
  if (after.decoded + after.length > offset && isEditable(after) && !splitsEscape(after, offset)) {
    return { offset: hostStart(after, offset), length: 0, scalar: after.scalar };
  }
  return undefined;
}

function replacedPlace(segments: readonly Segment[], start: number, end: number): Place | undefined {
  const first = segmentAt(segments, start);
  const last = segmentAt(segments, end - 1);
  if (splitsEscape(first, start) || splitsEscape(last, end) || !isEditable(first)) return undefined;
  for (let i = segments.indexOf(first); segments[i] !== last; i++) {
    const next = segments[i + 1] as Segment; // `last` lies at or after `first`
    if (!isEditable(next) || next.scalar !== first.scalar) return undefined;
  }
  const offset = hostStart(first, start);
  return { offset, length: hostEnd(last, end) - offset, scalar: first.scalar };
}

function isEditable(segment: Segment): segment is Segment & { scalar: HostScalar } {
  return (
    segment.scalar !== undefined && (segment.kind === "copy" || segment.kind === "escape" || segment.kind === "line")
  );
}

/** Whether an offset lies between the halves of a surrogate pair: alone, neither can be written to a file. */
function splitsPair(text: string, offset: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

/** Whether an offset lies inside one escaped character of several units. */
function splitsEscape(segment: Segment, offset: number): boolean {
  return segment.kind === "escape" && offset > segment.decoded && offset < segment.decoded + segment.length;
}
