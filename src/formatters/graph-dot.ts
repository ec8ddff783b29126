import type { Arrow, Box, BoxKind, Drawing, Frame } from "../linter/drawing.ts";
import { printable } from "../util/printable.ts";

/** Drawings in the language of Graphviz, a graph each. https://graphviz.org/doc/info/lang.html */
export default function dot(drawings: readonly Drawing[]): string {
  return drawings.map(graphOf).join("\n");
}

function graphOf({ title, frame, arrows }: Drawing): string {
  const lines = [
    `// ${printable(title)}`,
    `digraph ${quoted([title])} {`,
    `  graph [fontname="Helvetica"]`,
    `  node [fontname="Helvetica", shape=box]`,
    `  edge [fontname="Helvetica", fontsize=11]`,
    ...contentOf(frame, "  "),
    ...arrows.map((arrow) => `  ${arrow.from} -> ${arrow.to}${attributes(arrowLook(arrow))}`),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function contentOf({ boxes, frames }: Frame, indent: string): string[] {
  return [
    ...boxes.map((box) => `${indent}${box.id}${attributes(boxLook(box))}`),
    ...frames.flatMap((frame) => [
      `${indent}subgraph cluster_${frame.id} {`,
      `${indent}  label=${quoted([frame.title])}`,
      ...contentOf(frame, `${indent}  `),
      `${indent}}`,
    ]),
  ];
}

/** Names of attributes -> values as they are written. */
type Look = Readonly<Record<string, string>>;

const SHAPES: Readonly<Record<BoxKind, Look>> = {
  start: { shape: "circle" },
  end: { shape: "doublecircle" },
  join: { shape: "circle", width: "0.2" },
  state: {},
  choice: { shape: "hexagon" },
  wait: { style: "rounded" },
  final: { style: "rounded", peripheries: "2" },
  fork: { style: "bold" },
  missing: { style: "dashed" },
};

const FILLS = { error: '"#fce8e6"', warn: '"#fef7e0"' } as const;

function boxLook({ kind, lines, severity, messages, inLoop }: Box): Look {
  const shape = SHAPES[kind];
  const styles = [shape.style, severity && "filled"].filter((style) => style !== undefined);
  return {
    label: quoted(lines),
    ...shape,
    ...(styles.length > 0 && { style: `"${styles.join(",")}"` }),
    ...(severity && { fillcolor: FILLS[severity] }),
    ...(inLoop && LOOP),
    ...(messages.length > 0 && { tooltip: quoted(messages) }),
  };
}

const LOOP: Look = { color: '"#1a73e8"', penwidth: "2" };

const LINES: Readonly<Record<Arrow["kind"], Look>> = {
  next: {},
  choice: {},
  default: {},
  catch: { style: "dashed" },
  fork: { style: "bold" },
  retry: { style: "dashed" },
};

function arrowLook({ kind, lines, closesLoop }: Arrow): Look {
  return { ...(lines.length > 0 && { label: quoted(lines) }), ...LINES[kind], ...(closesLoop && LOOP) };
}

function attributes(look: Look): string {
  const written = Object.entries(look).map(([name, value]) => `${name}=${value}`);
  return written.length === 0 ? "" : ` [${written.join(", ")}]`;
}

/** Lines as a string. Graphviz reads backslashes and the names of characters in it: https://graphviz.org/doc/char.html */
function quoted(lines: readonly string[]): string {
  const text = lines.map((line) =>
    printable(line).replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return `"${text.join("\\n")}"`;
}
