import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import dot from "../../src/formatters/graph-dot.ts";
import { printable } from "../../src/util/printable.ts";
import { drawingWith, HOSTILE, sampleDrawing } from "./sample-drawing.ts";

it("draws a graph", () => {
  expect(dot([sampleDrawing])).toMatchInlineSnapshot(`
    "// order-fulfilment (template.yaml:41)
    digraph "order-fulfilment (template.yaml:41)" {
      graph [fontname="Helvetica"]
      node [fontname="Helvetica", shape=box]
      edge [fontname="Helvetica", fontsize=11]
      n2 [label="Start\\n⚠ require-timeout", shape=circle, style="filled", fillcolor="#fef7e0", tooltip="Nothing ends it."]
      s1 [label="Per order\\nMap · 1 + items × 3 transitions", style="bold"]
      n3 [label="", shape=circle, width=0.2]
      s5 [label="Done\\nSucceed · 1 transition", style="rounded", peripheries=2]
      n4 [label="Dnoe", style="dashed"]
      n5 [label="End", shape=doublecircle]
      subgraph cluster_n6 {
        label="each item"
        s2 [label="Ask\\nTask · 1 transition\\n✖ valid-transition\\n⚠ mine/rule", style="filled", fillcolor="#fce8e6", color="#1a73e8", penwidth=2, tooltip="'Ask' leads to \\"Dnoe\\".\\nSecond."]
        s3 [label="Done?\\nChoice · 1 transition", shape=hexagon, color="#1a73e8", penwidth=2]
        s4 [label="Wait\\nWait 30 s · 1 transition", style="rounded", color="#1a73e8", penwidth=2]
      }
      n2 -> s1
      s1 -> s2 [style=bold]
      s2 -> s3
      s2 -> s2 [label="↻ poll, every 5 s, at most 30 turns", style=dashed, color="#1a73e8", penwidth=2]
      s3 -> n3 [label="$.status = 'DONE'\\n$.n > 5"]
      s3 -> s4 [label="default"]
      s4 -> s2 [label="↻ poll, every 30 s, no bound", color="#1a73e8", penwidth=2]
      n3 -> s5
      s1 -> n4 [label="catch States.ALL", style=dashed]
      s5 -> n5
    }
    "
  `);
});

it("draws several one behind the other", () => {
  expect(dot([drawingWith("A"), drawingWith("B")]).match(/^digraph .*$/gm)).toEqual(['digraph "A" {', 'digraph "B" {']);
});

it("draws nothing of nothing", () => expect(dot([])).toBe(""));

describe("a text", () => {
  /** What Graphviz shows for a string. */
  const shown = (string: string) => string.replace(/\\(["\\])/g, "$1").replaceAll("&amp;", "&");
  const STRING = String.raw`((?:[^"\\]|\\["\\])*)`;

  const expectKept = (text: string) => {
    const lines = dot([drawingWith(text)]).split("\n");
    expect(lines).toHaveLength(13);
    const strings = [
      [1, `^digraph "${STRING}" \\{$`],
      [5, String.raw`^  s1 \[label="${STRING}\\nTask", style="filled", fillcolor="#fef7e0", tooltip="${STRING}"\]$`],
      [7, `^    label="${STRING}"$`],
      [10, String.raw`^  s1 -> s2 \[label="${STRING}"\]$`],
    ] as const;
    const found = strings.flatMap(([line, pattern]) => new RegExp(pattern, "u").exec(lines[line] ?? "")?.slice(1));
    expect(found.map((string) => string && shown(string))).toEqual(Array(5).fill(printable(text)));
    expect(found.join("")).not.toMatch(/&(?!amp;)/);
  };

  test.each(HOSTILE)("%j reads as it is", expectKept);

  it("of any characters reads as it is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), expectKept));
    fc.assert(fc.property(fc.array(fc.constantFrom(...HOSTILE)), (parts) => expectKept(parts.join(""))));
  });
});
