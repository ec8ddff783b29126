import type { Arrow, Box, BoxKind, Drawing, Frame } from "../linter/drawing.ts";
import { printable } from "../util/printable.ts";

/** Drawings as flowcharts of Mermaid: one as it is, several as blocks of Markdown. https://mermaid.js.org/syntax/flowchart.html */
export default function mermaid(drawings: readonly Drawing[]): string {
  const charts = drawings.map(chartOf);
  return charts.length === 1 ? charts.join("") : charts.map((chart) => `\`\`\`mermaid\n${chart}\`\`\`\n`).join("\n");
}

function chartOf({ title, frame, arrows }: Drawing): string {
  const classes = classesOf(boxesIn(frame));
  const loops = arrows.flatMap(({ closesLoop }, index) => (closesLoop ? [index] : []));
  const lines = [
    // With a brace behind them, the two signs begin a directive wherever they stand.
    `%% ${printable(title).replaceAll("%%{", "%% {")}`,
    "flowchart TD",
    ...contentOf(frame, "  "),
    ...arrows.map((arrow) => `  ${arrowText(arrow)}`),
    ...[...classes].flatMap(([name, ids]) => [
      `  classDef ${name} ${STYLES[name]}`,
      `  class ${ids.join(",")} ${name}`,
    ]),
    ...(loops.length > 0 ? [`  linkStyle ${loops.join(",")} stroke:#1a73e8`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function contentOf({ boxes, frames }: Frame, indent: string): string[] {
  return [
    ...boxes.map((box) => indent + boxText(box)),
    ...frames.flatMap((frame) => [
      `${indent}subgraph ${frame.id}["${escaped(frame.title)}"]`,
      ...contentOf(frame, `${indent}  `),
      `${indent}end`,
    ]),
  ];
}

const SHAPES: Readonly<Record<BoxKind, readonly [open: string, close: string]>> = {
  start: ["((", "))"],
  end: ["((", "))"],
  join: ["((", "))"],
  state: ["[", "]"],
  choice: ["{{", "}}"],
  wait: ["(", ")"],
  final: ["([", "])"],
  fork: ["[[", "]]"],
  missing: ["[", "]"],
};

function boxText({ id, kind, lines }: Box): string {
  const [open, close] = SHAPES[kind];
  return `${id}${open}"${labelOf(lines)}"${close}`;
}

const LINES: Readonly<Record<Arrow["kind"], string>> = {
  next: "-->",
  choice: "-->",
  default: "-->",
  catch: "-.->",
  fork: "==>",
  retry: "-.->",
};

function arrowText({ from, to, kind, lines }: Arrow): string {
  const label = lines.length === 0 ? "" : `|"${labelOf(lines)}"|`;
  return `${from} ${LINES[kind]}${label} ${to}`;
}

// Colours of problems have a colour of text, too, as pages may be dark; loops leave them to problems.
const STYLES = {
  error: "fill:#fce8e6,stroke:#d93025,color:#000",
  warn: "fill:#fef7e0,stroke:#f9ab00,color:#000",
  loop: "stroke:#1a73e8,stroke-width:3px",
  missing: "stroke-dasharray:4",
} as const;

/** The ids of boxes by their classes, of which the last counts most. */
function classesOf(boxes: readonly Box[]): Map<keyof typeof STYLES, string[]> {
  const classes = new Map<keyof typeof STYLES, string[]>();
  const add = (name: keyof typeof STYLES, isIn: (box: Box) => boolean): void => {
    const ids = boxes.filter(isIn).map(({ id }) => id);
    if (ids.length > 0) classes.set(name, ids);
  };
  add("error", ({ severity }) => severity === "error");
  add("warn", ({ severity }) => severity === "warn");
  add("missing", ({ kind }) => kind === "missing");
  add("loop", ({ inLoop }) => inLoop);
  return classes;
}

function boxesIn({ boxes, frames }: Frame): Box[] {
  return [...boxes, ...frames.flatMap(boxesIn)];
}

function labelOf(lines: readonly string[]): string {
  return lines.length === 0 ? " " : lines.map(escaped).join("<br>");
}

// In a text, Mermaid looks for line ends (`\n`), icons (`fa:fa-car`), formulas (`$$`) and, in some versions, for
// Markdown. A character that nobody sees, behind it or before it, hides it.
const MARKUP = /[\\*~@`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\S)|\](?=\()|\$(?=\$)|www(?=\.)/gu;
const LINE_START = /^(?:[-+*#>|=]|\d+[.)])/;
const UNSEEN = "\ufeff";

// All others are written as numbers. The semicolon, the quote and the hash are syntax; a colon before one of them is
// taken for a part of a style.
const PLAIN = /[^\p{L}\p{N}\p{M} $.,?!'()/=+_·×…≤≥↻⚠✖-]/gu;

/** A text as it reads in a label. */
function escaped(text: string): string {
  return printable(text)
    .replace(MARKUP, `$&${UNSEEN}`)
    .replace(LINE_START, `${UNSEEN}$&`)
    .replace(PLAIN, (character) => `#${character.codePointAt(0)};`);
}
