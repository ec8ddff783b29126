import type { Arrow, Box, Drawing } from "../../src/linter/drawing.ts";

const box = (id: string, kind: Box["kind"], lines: readonly string[], more: Partial<Box> = {}): Box => ({
  id,
  kind,
  lines,
  severity: undefined,
  messages: [],
  inLoop: false,
  ...more,
});

const arrow = (from: string, to: string, kind: Arrow["kind"] = "next", more: Partial<Arrow> = {}): Arrow => ({
  from,
  to,
  kind,
  lines: [],
  closesLoop: false,
  ...more,
});

/** One box of each kind and one arrow of each. */
export const sampleDrawing: Drawing = {
  title: "order-fulfilment (template.yaml:41)",
  frame: {
    id: "n1",
    title: "",
    boxes: [
      box("n2", "start", ["Start", "⚠ require-timeout"], { severity: "warn", messages: ["Nothing ends it."] }),
      box("s1", "fork", ["Per order", "Map · 1 + items × 3 transitions"]),
      box("n3", "join", []),
      box("s5", "final", ["Done", "Succeed · 1 transition"]),
      box("n4", "missing", ["Dnoe"]),
      box("n5", "end", ["End"]),
    ],
    frames: [
      {
        id: "n6",
        title: "each item",
        boxes: [
          box("s2", "state", ["Ask", "Task · 1 transition", "✖ valid-transition", "⚠ mine/rule"], {
            severity: "error",
            messages: [`'Ask' leads to "Dnoe".`, "Second."],
            inLoop: true,
          }),
          box("s3", "choice", ["Done?", "Choice · 1 transition"], { inLoop: true }),
          box("s4", "wait", ["Wait", "Wait 30 s · 1 transition"], { inLoop: true }),
        ],
        frames: [],
      },
    ],
  },
  arrows: [
    arrow("n2", "s1"),
    arrow("s1", "s2", "fork"),
    arrow("s2", "s3"),
    arrow("s2", "s2", "retry", { lines: ["↻ poll, every 5 s, at most 30 turns"], closesLoop: true }),
    arrow("s3", "n3", "choice", { lines: ["$.status = 'DONE'", "$.n > 5"] }),
    arrow("s3", "s4", "default", { lines: ["default"] }),
    arrow("s4", "s2", "next", { lines: ["↻ poll, every 30 s, no bound"], closesLoop: true }),
    arrow("n3", "s5"),
    arrow("s1", "n4", "catch", { lines: ["catch States.ALL"] }),
    arrow("s5", "n5"),
  ],
};

/** A drawing of one box and an arrow with a label, of these texts; the title and the message are the same. */
export function drawingWith(text: string): Drawing {
  return {
    title: text,
    frame: {
      id: "n1",
      title: text,
      boxes: [box("s1", "state", [text, "Task"], { severity: "warn", messages: [text] })],
      frames: [{ id: "n2", title: text, boxes: [box("s2", "state", ["B"])], frames: [] }],
    },
    arrows: [arrow("s1", "s2", "choice", { lines: [text] })],
  };
}

/** Texts that mean something in one of the formats. */
export const HOSTILE: readonly string[] = [
  ..."|`*_~<>&\"'\\@#$:,;=%[](){}!+-.\n\r\t",
  ...["end", "subgraph x", "click s1 href", "class s1 x", "style s1 fill:#f00;", "%%{init: {}}%%", "%% x", "```"],
  ...["1. one", "- a", "# head", "**a** __b__", "`a`", "[x](https://evil.example)", "$$x^2$$", "fa:fa-car", ":::x"],
  ...["a --> b", "a\\nb", "\\N \\G \\l", "ends in \\", "#35;", "#quot;", "&quot; &#34;", "<br>", "<script>x</script>"],
  ...[
    '"]',
    '"}}',
    '"|',
    '" -> x',
    "*/",
    "// x",
    "日本 🛒",
    "e\u0301",
    "\u202e",
    "\u0000",
    "\ufeff",
    "\ud800",
    "\u2028",
  ],
];
