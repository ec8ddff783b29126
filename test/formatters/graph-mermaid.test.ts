import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import mermaid from "../../src/formatters/graph-mermaid.ts";
import { printable } from "../../src/util/printable.ts";
import { drawingWith, HOSTILE, sampleDrawing } from "./sample-drawing.ts";

it("draws a flowchart", () => {
  expect(mermaid([sampleDrawing])).toMatchInlineSnapshot(`
    "%% order-fulfilment (template.yaml:41)
    flowchart TD
      n2(("Start<br>⚠ require-timeout"))
      s1[["Per order<br>Map · 1 + items × 3 transitions"]]
      n3((" "))
      s5(["Done<br>Succeed · 1 transition"])
      n4["Dnoe"]
      n5(("End"))
      subgraph n6["each item"]
        s2["Ask<br>Task · 1 transition<br>✖ valid-transition<br>⚠ mine/rule"]
        s3{{"Done?<br>Choice · 1 transition"}}
        s4("Wait<br>Wait 30 s · 1 transition")
      end
      n2 --> s1
      s1 ==> s2
      s2 --> s3
      s2 -.->|"↻ poll, every 5 s, at most 30 turns"| s2
      s3 -->|"$.status = 'DONE'<br>$.n #62; 5"| n3
      s3 -->|"default"| s4
      s4 -->|"↻ poll, every 30 s, no bound"| s2
      n3 --> s5
      s1 -.->|"catch States.ALL"| n4
      s5 --> n5
      classDef error fill:#fce8e6,stroke:#d93025,color:#000
      class s2 error
      classDef warn fill:#fef7e0,stroke:#f9ab00,color:#000
      class n2 warn
      classDef missing stroke-dasharray:4
      class n4 missing
      classDef loop stroke:#1a73e8,stroke-width:3px
      class s2,s3,s4 loop
      linkStyle 3,6 stroke:#1a73e8
    "
  `);
});

it("draws several as blocks of Markdown", () => {
  expect(mermaid([drawingWith("A"), drawingWith("B")])).toMatchInlineSnapshot(`
    "\`\`\`mermaid
    %% A
    flowchart TD
      s1["A<br>Task"]
      subgraph n2["A"]
        s2["B"]
      end
      s1 -->|"A"| s2
      classDef warn fill:#fef7e0,stroke:#f9ab00,color:#000
      class s1 warn
    \`\`\`

    \`\`\`mermaid
    %% B
    flowchart TD
      s1["B<br>Task"]
      subgraph n2["B"]
        s2["B"]
      end
      s1 -->|"B"| s2
      classDef warn fill:#fef7e0,stroke:#f9ab00,color:#000
      class s1 warn
    \`\`\`
    "
  `);
});

it("draws nothing of nothing", () => expect(mermaid([])).toBe(""));

describe("a text", () => {
  /** What Mermaid shows for a label, but for the character that nobody sees. */
  const shown = (label: string) =>
    label.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll("\ufeff", "");

  /** What of a drawing with a text depends on it. */
  const labelsOf = (text: string) => {
    const lines = mermaid([drawingWith(text)]).split("\n");
    expect(lines).toHaveLength(10);
    const [, chart, state, frame, , , arrow] = lines;
    expect(chart).toBe("flowchart TD");
    return [
      /^ {2}s1\["([^";]*(?:#\d+;[^";]*)*)<br>Task"\]$/.exec(state ?? "")?.[1],
      /^ {2}subgraph n2\["([^";]*(?:#\d+;[^";]*)*)"\]$/.exec(frame ?? "")?.[1],
      /^ {2}s1 -->\|"([^";]*(?:#\d+;[^";]*)*)"\| s2$/.exec(arrow ?? "")?.[1],
    ];
  };

  const expectKept = (text: string) => {
    const [first, ...others] = labelsOf(text);
    expect(first).toBeDefined();
    expect(others).toEqual([first, first]);
    // The characters that Mermaid has a use for, and its own way to write them.
    expect((first ?? "").replace(/#\d+;/g, "")).not.toMatch(/[<>"`#;:&%{}[\]|\\*~@^\n\r]/);
    expect(shown(first ?? "")).toBe(printable(text));
  };

  test.each(HOSTILE)("%j reads as it is", expectKept);

  it("of any characters reads as it is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), expectKept));
    fc.assert(fc.property(fc.array(fc.constantFrom(...HOSTILE)), (parts) => expectKept(parts.join(""))));
  });

  test.each(["%%{init: {}}%%", "a\n%%{init: {}}%%", "%%%%{init: {}}"])(
    "%j begins no directive in a comment",
    (text) => {
      const [comment] = mermaid([drawingWith(text)]).split("\n");
      expect(comment).toMatch(/^%% /);
      expect(comment).not.toContain("%%{");
    },
  );

  test.each([
    ["a line end", "a\\nb", "a#92;#65279;nb"],
    ["an icon", "fa:fa-car", "fa#58;#65279;fa-car"],
    ["a formula", "$$x$$", "$#65279;$x$#65279;$"],
    ["a list", "1. one", "#65279;1. one"],
    ["a list without numbers", "- one", "#65279;- one"],
    ["emphasis", "*a* _b_ c_d", "#65279;#42;#65279;a#42;#65279; _#65279;b_#65279; c_d"],
    ["a link", "www.a.example", "www#65279;.a.example"],
  ])("is not taken for %s", (_, text, label) => expect(labelsOf(text)[0]).toBe(label));
});
