import {
  concatMaps,
  createSegmentMap,
  opaqueMap,
  type Segment,
  type SegmentMap,
  unmapped,
} from "../document/embedded.ts";
import type { DynamicNode, ScalarNode, ValueNode } from "../document/nodes.ts";

/**
 * The text that a value of a template comes to, with placeholders where only deployment knows it: a string, `Fn::Sub` in
 * both forms, `Fn::Join`. `undefined` where nothing of it is known.
 */
export function embeddedText(node: ValueNode): SegmentMap | undefined {
  if (node.kind === "scalar") return typeof node.value === "string" ? ownText(node, node.value) : undefined;
  if (node.kind !== "dynamic") return undefined;
  if (node.why === "placeholder") return ownText(node, node.text);
  const { name, argument } = node.call ?? {};
  if (argument === undefined) return undefined;
  if (name === "Fn::Sub") return substituted(argument);
  return name === "Fn::Join" ? joined(argument) : undefined;
}

/** Whether placeholders in a text are those of `Fn::Sub`, which names other things than the machine's substitutions. */
export function isSubstituted(node: ValueNode): boolean {
  if (node.kind !== "dynamic") return false;
  const { name, argument } = node.call ?? {};
  if (name !== "Fn::Join") return name === "Fn::Sub";
  const pieces = argument?.kind === "array" ? argument.items[1] : undefined;
  return pieces?.kind !== "array" || pieces.items.some((piece) => piece.kind === "dynamic");
}

function ownText(node: ScalarNode | DynamicNode, value: string): SegmentMap {
  return node.origin.decode(node.start, node.end, value);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
function substituted(argument: ValueNode): SegmentMap | undefined {
  const text = argument.kind === "array" ? argument.items[0] : argument;
  if (
    text === undefined ||
    (text.kind !== "scalar" && text.kind !== "dynamic") ||
    (text.kind === "dynamic" && text.call)
  )
    return undefined;
  const map = embeddedText(text);
  return map && withoutEscapes(map);
}

/** `${!Name}` stands for the text `${Name}`. */
function withoutEscapes(map: SegmentMap): SegmentMap {
  if (!map.text.includes("${!")) return map;
  const whole = map.toHost([0, map.text.length]);
  const text = map.text.replaceAll("${!", "${");
  if (!map.exact) return unmapped(text, whole);
  const marks = Array.from(map.text.matchAll(/(?<=\$\{)!/g), ({ index }) => index);
  const segments: Segment[] = [];
  let passed = 0;
  for (const segment of map.segments) {
    const end = segment.decoded + segment.length;
    let start = segment.decoded;
    for (let mark = marks[passed]; mark !== undefined && mark < end; mark = marks[passed]) {
      if (mark > start) segments.push(part(segment, start, mark, passed));
      passed++;
      start = mark + 1;
    }
    if (start < end || segment.length === 0) segments.push(part(segment, start, end, passed));
  }
  return createSegmentMap(text, segments, whole);
}

/** What is left of a segment between two decoded offsets, once characters before it are left out. */
function part(segment: Segment, start: number, end: number, before: number): Segment {
  const decoded = start - before;
  const length = end - start;
  if (length === segment.length) return { ...segment, decoded };
  return { ...segment, decoded, length, host: segment.host + start - segment.decoded, hostLength: length };
}

function joined(argument: ValueNode): SegmentMap | undefined {
  if (argument.kind !== "array" || argument.open) return undefined;
  const [delimiter, pieces, more] = argument.items;
  if (delimiter?.kind !== "scalar" || typeof delimiter.value !== "string" || more !== undefined) return undefined;
  if (pieces?.kind !== "array" || pieces.open) return undefined;
  const between = delimiter.value === "" ? [] : [opaqueMap("synthetic", delimiter.value, delimiter.range)];
  return concatMaps(pieces.items.flatMap((piece, i) => [...(i === 0 ? [] : between), pieceOf(piece)]));
}

function pieceOf(piece: ValueNode): SegmentMap {
  const text = embeddedText(piece);
  if (text !== undefined) return text;
  if (piece.kind === "scalar") return opaqueMap("synthetic", String(piece.value), piece.range);
  return opaqueMap("hole", `\${${holeName(piece)}}`, piece.range);
}

/** What a placeholder is called that stands for a function: the name that it refers to. */
function holeName(piece: ValueNode): string {
  const call = piece.kind === "dynamic" ? piece.call : undefined;
  const argument = call?.argument;
  const names = argument?.kind === "array" ? argument.items : argument ? [argument] : [];
  const words = names.map((name) => (name.kind === "scalar" ? String(name.value) : ""));
  const isName = call?.name === "Ref" || call?.name === "Fn::GetAtt";
  const name = words.join(".");
  return isName && /^[A-Za-z_][\w.:-]*$/.test(name) ? name : "Function";
}
