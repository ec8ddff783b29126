import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as yaml from "yaml";
import { applyEdits, type Issue, type ParsedTree } from "../../src/document/editor.ts";
import { plainValue, type Range, type ValueNode } from "../../src/document/nodes.ts";
import { parseYaml } from "../../src/document/yaml.ts";
import { decodeYamlScalar } from "../../src/document/yaml-scalar.ts";
import { processorTime } from "../helpers/processor-time.ts";

/** A text without its «marks», and the ranges they stood around. */
function marked(text: string): { text: string; ranges: Range[] } {
  const ranges: Range[] = [];
  let plain = "";
  for (const part of text.split(/(?=[«»])/)) {
    if (part.startsWith("«")) ranges.push([plain.length, plain.length]);
    const last = ranges.at(-1);
    if (part.startsWith("»") && last) ranges[ranges.length - 1] = [last[0], plain.length];
    plain += part.replace(/^[«»]/, "");
  }
  return { text: plain, ranges };
}

const parse = (text: string): ParsedTree => parseYaml(text, yaml);
const rootOf = (text: string): ValueNode => parse(text).root;

/** The tree as plain values; unknown parts as `<why:text>`. */
function show(node: ValueNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map(show);
  if (node.kind === "object") return Object.fromEntries(node.members.map(({ key, value }) => [key, show(value)]));
  return `<${node.why}:${node.parts.map((part) => (typeof part === "string" ? part : part.label)).join("|")}>`;
}

function find(node: ValueNode, pointer: string): ValueNode {
  let at: ValueNode | undefined = node;
  for (const step of pointer.split("/").slice(1)) {
    at = at?.kind === "object" ? at.get(step) : at?.kind === "array" ? at.items[Number(step)] : undefined;
  }
  if (at === undefined) throw new Error(`nothing at ${pointer}`);
  return at;
}

const messages = (issues: readonly Issue[]): string[] => issues.map(({ message }) => message);

describe("reading YAML", () => {
  it.each([
    ["block collections", "A:\n  - 1\n  - B: x\n    C: null\nD: true\n", { A: [1, { B: "x", C: null }], D: true }],
    ["flow collections", "{A: [1, {B: x}], 'C': }", { A: [1, { B: "x" }], C: null }],
    ["JSON", '{"A": [1.5, false, "x\\u0041"]}', { A: [1.5, false, "xA"] }],
    ["numbers of YAML 1.2", "[0x1F, 1e3, 010, 0o10]", [31, 1000, 10, 8]],
    ["standard tags", "A: !!str 12\nB: !!int '7'\nC: !!map {}\nD: ! 5\n", { A: "12", B: 7, C: {}, D: "5" }],
    ["keys as text", "1: a\ntrue: b\nYes: c\n'2': d\n~: e\n", { 1: "a", true: "b", Yes: "c", 2: "d", null: "e" }],
    ["a document between marks", "%YAML 1.2\n---\nA: 1\n...\n# end\n", { A: 1 }],
    ["a scalar as root", "abc", "abc"],
  ])("understands %s", (_name, text, expected) => {
    const tree = parse(text);
    expect(tree.issues).toEqual([]);
    expect(show(tree.root)).toEqual(expected);
  });

  it.each(["__proto__", "constructor", "toString"])("takes '%s' as a key like others", (key) => {
    const { root, issues } = parse(`${key}: 1\nother: 2\n`);
    expect(issues).toEqual([]);
    expect(root.kind === "object" && root.members.map((member) => member.key)).toEqual([key, "other"]);
  });

  it.each([
    ["/A", "A: «'it''s'» # note\n"],
    ["/A", "A:\n  «B: 1\n  C:\n    - x»  # note\n\n# end\nD: 1\n"],
    ["/A", "A: «|\n  text\n»B: 1\n"],
    ["/A", "A:\n  «B: |+\n    text»\n\nC: 1\n"],
    ["/A", "A: «[1, 2\n  ]» \n"],
    ["/A/1", "A:\r\n  - 1\r\n  - «two\r\n    three»\r\n"],
    ["/A/B", "A:\r  B: «2»\rC: 3\r"],
    ["/A", "A:«»\nB: 1\n"],
    ["/A", "A: &x !!str «1»\n"],
  ])("locates %s in %j", (pointer, source) => {
    const { text, ranges } = marked(source);
    expect(find(rootOf(text), pointer).range).toEqual(ranges[0]);
  });

  it("locates keys with their quotes", () => {
    const { text, ranges } = marked("- «'A'» : 1\n  «B»: 2\n");
    const item = find(rootOf(text), "/0");
    expect(item.kind === "object" && item.members.map((member) => member.keyRange)).toEqual(ranges);
  });

  it.each([
    ["A: one «two»\n", [4, 7]],
    ['A: "a\\u0041«\\n»"\n', [2, 3]],
    ["A: |\r\n  a\r\n  «b»c\r\n", [2, 3]],
    ["A: >\r  a\r  «bc»\r", [2, 4]],
  ] as const)("points into the string of %j", (source, inner) => {
    const { text, ranges } = marked(source);
    const node = find(rootOf(text), "/A");
    expect(node.kind === "scalar" && node.at(inner)).toEqual(ranges[0]);
  });

  it.each([
    ["A: x\n", true],
    ["{A: x}", false],
    ["B: [1]\nC: {A: x}\nA: x\n", true],
  ])("knows whether %j may hold brackets as plain text", (text, isPossible) => {
    const node = find(rootOf(text), "/A");
    const edit = node.origin.decode(node.start, node.end, "x").toHostEdit({ range: [0, 1], text: "a[0]" });
    expect(edit !== undefined).toBe(isPossible);
  });

  it("gives places of the host for embedded text", () => {
    const host = "Definition: |\n  A: one\n  B: two\n";
    const value = "A: one\nB: two\n";
    const map = decodeYamlScalar(host, host.indexOf("|"), host.length, value);
    const { root, comments } = parseYaml(`${value}# no`, yaml, map);
    const [start, end] = find(root, "/B").range;
    expect(host.slice(start, end)).toBe("two");
    expect(comments()).toHaveLength(1);
  });
});

describe("what only deployment knows", () => {
  it.each([
    ["a placeholder", "A: ${Name}", "<placeholder:${Name}>"],
    ["a placeholder in a text", "A: x-${Name}-y", "<placeholder:x-|${Name}|-y>"],
    ["a quoted placeholder", "A: '${Name}'", "<placeholder:${Name}>"],
    ["a placeholder in brackets", "{A: ${Name}, B: [${AWS::Region}]}", "<placeholder:${Name}>"],
    ["text around a placeholder in brackets", "{A: arn:${Name}:x}", "<placeholder:arn:|${Name}|:x>"],
    ["double braces", "A: {{ name }}", "<placeholder:{{ name }}>"],
    ["double braces in brackets", "{A: {{name}}}", "<placeholder:{{name}}>"],
    ["a boolean of YAML 1.1", "A: Yes", "<expression:Yes>"],
    ["a boolean of YAML 1.1 of one letter", "A: n", "<expression:n>"],
    ["a local tag", "A: !Ref Name", "<intrinsic:>"],
    ["a substitution", "A: !Sub arn:${Name}:x", "<intrinsic:arn:|${Name}|:x>"],
    ["a local tag of a list", "A: !Join ['', [a]]", "<intrinsic:>"],
    ["a local tag of a mapping", "A: !If\n  B: 1\n", "<intrinsic:>"],
    ["an unknown standard tag", "A: !!binary aGk=", "<intrinsic:>"],
  ])("keeps %s unknown", (_name, text, expected) => {
    const { root, issues } = parse(text);
    expect(issues).toEqual([]);
    expect(show(find(root, "/A"))).toBe(expected);
  });

  it("leaves quoted words alone", () => {
    expect(show(rootOf("['yes', \"on\", !!str no]"))).toEqual(["yes", "on", "no"]);
  });

  it("keeps the source of placeholders apart from characters that look like its marks", () => {
    expect(show(rootOf("A: ${Name}\nB: \ue000\ue001\n"))).toEqual({ A: "<placeholder:${Name}>", B: "\ue000\ue001" });
  });

  it("opens an object with a placeholder as key", () => {
    const { root, issues } = parse("{${Name}: 1, A: 2}");
    expect(issues).toEqual([]);
    expect(root.kind === "object" && [root.open, root.members.map(({ key }) => key)]).toEqual([true, ["${Name}", "A"]]);
  });
});

describe("aliases and merge keys", () => {
  it.each([
    ["an alias", "A: &x {B: 1}\nC: *x\n", { A: { B: 1 }, C: { B: 1 } }],
    ["the last anchor before", "A: &x 1\nB: *x\nC: &x 2\nD: *x\n", { A: 1, B: 1, C: 2, D: 2 }],
    ["aliases inside anchored text", "A: &x 1\nB: &y [*x]\nC: &x 2\nD: *y\n", { A: 1, B: [1], C: 2, D: [1] }],
    ["a merged alias", "A: &x {B: 1, C: 2}\nD:\n  <<: *x\n  C: 3\n", { A: { B: 1, C: 2 }, D: { C: 3, B: 1 } }],
    ["a list of merged", "A: &x {B: 1}\nD: {<<: [*x, {B: 2, C: 3}]}\n", { A: { B: 1 }, D: { B: 1, C: 3 } }],
    ["a key that only looks like a merge", "A:\n  <<: 1\n  '<<': 2\n", { A: { "<<": 2 } }],
    ["an alias as key", "A: &x B\n*x : 1\n", { A: "B", B: 1 }],
  ])("resolves %s", (_name, text, expected) => {
    const { root, issues } = parse(text);
    expect(issues.filter(({ kind }) => kind === "syntax")).toEqual([]);
    expect(show(root)).toEqual(expected);
  });

  it("locates an alias at its own place and its parts at the anchor", () => {
    const { text, ranges } = marked("A: &x {B: «one»}\nC: «*x»\n");
    const root = rootOf(text);
    expect([find(root, "/C/B").range, find(root, "/C").range]).toEqual(ranges);
    expect(find(root, "/C/B").pointer).toBe("/C/B");
  });

  it("locates an alias of a block at its own place", () => {
    const { text, ranges } = marked("A: &x\n  B: 1\nC: «*x»\n");
    expect(find(rootOf(text), "/C").range).toEqual(ranges[0]);
  });

  it("opens an object that merges an open one", () => {
    const node = find(rootOf("A: &x {${X}: 1}\nB: {<<: *x}\n"), "/B");
    expect(node.kind === "object" && node.open).toBe(true);
  });

  it.each([
    ["an unknown alias", "A: «*x»\n", "No anchor '&x' stands before this alias."],
    ["an alias in its own anchor", "A: &x\n  B: «*x»\n", "The alias '*x' stands inside its own anchor."],
    ["a merge of itself", "A: &x\n  <<: «*x»\n", "The alias '*x' stands inside its own anchor."],
  ])("reports %s", (_name, source, message) => {
    const { text, ranges } = marked(source);
    const { issues } = parse(text);
    expect(issues.map((issue) => [issue.message, issue.range])).toEqual([[message, ranges[0]]]);
  });

  it("stops at a document that its aliases make huge", () => {
    const levels = Array.from({ length: 12 }, (_, i) => `L${i}: &l${i} [${Array(8).fill(i === 0 ? 1 : `*l${i - 1}`)}]`);
    expect(messages(parse(levels.join("\n")).issues)).toEqual(["Aliases make this document too large."]);
  });
});

describe("duplicate keys", () => {
  it("keeps all members and reports each later one", () => {
    const { text, ranges } = marked("A:\n  «Type»: one\n  «Type»: two\n  «'Type'»: three\n");
    const { root, issues } = parse(text);
    const parent = find(root, "/A");
    expect(parent.kind === "object" && parent.members.map(({ value }) => show(value))).toEqual(["one", "two", "three"]);
    expect(issues.map(({ kind, range, related }) => [kind, range, related?.range])).toEqual([
      ["duplicate-key", ranges[1], ranges[0]],
      ["duplicate-key", ranges[2], ranges[0]],
    ]);
    expect(issues[0]?.member?.parent).toBe(parent);
    expect(issues[0]?.message).toBe("Key 'Type' is already set above; readers keep only the last one.");
  });

  it("reports them once, not at each alias", () => {
    expect(parse("A: &x {B: 1, B: 2}\nC: *x\n").issues).toHaveLength(1);
  });

  it("compares placeholders as written", () => {
    expect(parse("{${A}: 1, ${B}: 2, ${A}: 3}").issues).toHaveLength(1);
  });
});

describe("broken text", () => {
  it.each([
    ["a quote without end", "A: 'x\nB: 1«\n»", /end: its ''' is missing/],
    ["brackets without end", "A: {B: [1, 2\nC: 3\n", /A ']' is missing/],
    ["a second colon", "A: «b»: c\n", /second ': ' on one line/],
    ["a key without colon", "A: 1\n«foo\nB»: 2\n", /no ':' on its line/],
    ["a tab as indentation", "A:\n«\t»B: 1\n", /tab/],
    ["indentation that fits nothing", "A:\n    B: 1\n  C: 2\n", /indentation fits none/],
    ["a reserved first character", "A: «@»x\n", /starts with '@' needs quotes/],
    ["an unknown escape", 'A: "«\\»q"\n', /escapes nothing/],
    ["a stray bracket", "A: [a]«]»\n", /closes nothing/],
    ["a list beside its key", "A: «-» b\n", /list starts on the line after/],
    ["a missing comma", '{"A": «1 "B": 2»}', /comma is missing/],
    ["a list as key", "? «[a]»\n: b\n", /key is no text/],
    ["a second document", "A: 1\n«---»\nB: 2\n---\nC: 3\n", /second document/],
    ["text after a collection", "- a\n«B»: 1\n", /fits nothing before it/],
    ["an undeclared tag prefix", "A: «!e!x» y\n", /declared nowhere/],
  ])("reports %s once", (_name, source, message) => {
    const { text, ranges } = marked(source);
    const { issues } = parse(text);
    expect(messages(issues)).toEqual([expect.stringMatching(message)]);
    expect(issues[0]?.kind).toBe("syntax");
    const [start = 0, end = 0] = issues[0]?.range ?? [];
    expect(end).toBeGreaterThan(start);
    if (ranges[0] && ranges[0][1] < text.length) expect([start, end]).toEqual(ranges[0]);
  });

  it.each([
    ["bracket", "A: «{»B: 1,\n  C: 2\n"],
    ["quote", "A: «'»B: 1,\n  C: 2\n"],
  ])("names the place of a %s that is never closed", (_name, source) => {
    const { text, ranges } = marked(source);
    expect(parse(text).issues[0]?.related?.range).toEqual(ranges[0]);
  });

  it("opens what encloses and what follows the error, not what was complete before", () => {
    const { root } = parse("A:\n  B: {}\nC:\n  D: {}\n  E:\n    F: 1\n   G: 2\nH:\n  I: 1\n");
    const open = (pointer: string) => {
      const node = find(root, pointer);
      return "open" in node && node.open;
    };
    expect(["", "/A", "/A/B", "/C", "/C/D", "/C/E", "/H"].map(open)).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
      true,
    ]);
  });

  it.each(["", " \n", "# only a comment\n", "---\n", "\r\n\r\n"])("calls %j empty", (text) => {
    const { root, issues } = parse(text);
    expect(root).toMatchObject({ kind: "dynamic", why: "error", start: 0, end: text.length });
    expect(messages(issues)).toEqual(["The file is empty: a definition has at least 'StartAt' and 'States'."]);
  });

  it("knows a binary file", () => {
    expect(messages(parse("PK\0\0").issues)).toEqual(["This is a binary file, not a definition."]);
  });

  const MEGABYTES = 5_000_000;
  it.each([
    ["brackets", "[".repeat(MEGABYTES)],
    ["closed brackets", "[".repeat(MEGABYTES / 2) + "]".repeat(MEGABYTES / 2)],
    ["braces", "{a: ".repeat(MEGABYTES / 4)],
    ["dashes", "- ".repeat(MEGABYTES / 2)],
    ["indented keys", Array.from({ length: 3000 }, (_, i) => `${" ".repeat(i)}a:\n`).join("")],
    ["aliases", `a: &a ${"[".repeat(300)}${"]".repeat(300)}\nb: ${"[".repeat(300)}*a${"]".repeat(300)}\n`],
  ])("stops early at endlessly nested %s", (_name, text) => {
    const begin = processorTime();
    expect(messages(parse(text).issues)).toEqual(["Nested more than 500 levels deep."]);
    expect(processorTime() - begin).toBeLessThan(2000);
  });

  it("stops early at a text that is no YAML", () => {
    expect(parse("]\n".repeat(1_000_000)).issues).toHaveLength(1);
    expect(parse("- *x\n".repeat(1000)).issues).toHaveLength(100);
  });

  it("never throws", () => {
    const pieces = fc.constantFrom(
      ..."{}[],:?-&*!|>'\"%@`#\n\r\t ~<=".split(""),
      "a",
      "Key: ",
      "- ",
      "\n  ",
      "\r\n",
      "<<: ",
      "&x ",
      "*x",
      "!Sub ",
      "!!map ",
      "!!set ",
      "${X}",
      "{{x}}",
      "|+2\n",
      "---\n",
      "...\n",
      "%YAML 1.2\n",
      "\\",
      "\ue000",
      "\0",
      "yes",
      "'",
    );
    const garbage = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        const { root, issues, comments } = parse(text);
        JSON.stringify(show(root));
        for (const { range } of issues) expect(range[0] <= range[1] && range[1] <= text.length).toBe(true);
        for (const comment of comments()) expect(text.slice(...comment.range)).toBe(comment.text);
        visit(root, (node) => {
          expect(node.range[0] <= node.range[1] && node.range[1] <= text.length).toBe(true);
          if (node.kind === "scalar" && typeof node.value === "string") node.at([0, node.value.length]);
        });
      }),
      { numRuns: 5000 },
    );
  });
});

function visit(node: ValueNode, see: (node: ValueNode) => void): void {
  see(node);
  if (node.kind === "array") for (const item of node.items) visit(item, see);
  if (node.kind === "object") for (const { value } of node.members) visit(value, see);
}

describe("comments", () => {
  it("finds them all, and nothing else that begins with '#'", () => {
    const { text, ranges } = marked(
      "%YAML 1.2 «# directive»\n---\n«# top»\r\nA: x#y «# after»\nB: '# no'\nC: | «# header»\n  # no\nD: [ 1, «# in»\n  2 ]\n«#»",
    );
    const comments = parse(text).comments();
    expect(comments.map(({ range }) => range)).toEqual(ranges);
    expect(comments.map((comment) => comment.text)).toEqual([
      "# directive",
      "# top",
      "# after",
      "# header",
      "# in",
      "#",
    ]);
  });
});

describe("values", () => {
  it("are those of the library", () => {
    const json = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 });
    fc.assert(
      fc.property(json, fc.boolean(), (value, flow) => {
        const text = flow
          ? JSON.stringify(value, null, 2)
          : yaml.stringify(value, { compat: "yaml-1.1", version: "1.2" });
        const { root, issues } = parse(text);
        if (text.includes("{{") || text.includes("${") || text === '""\n' || text.includes("\0")) return;
        expect(issues).toEqual([]);
        expect(show(root)).toEqual(yaml.parse(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("brackets that close less deep than YAML wants", () => {
  it.each([
    ["where their key stands", "A:\n  B: {\n    C: [1,\n  ]\n  }\n  D: 2\n"],
    ["further left", "A:\n  B: {\n    C: [\n      1\n]\n }\n  D: 2\n"],
    ["in lines that end with CRLF", "A:\r\n  B: {\r\n    C: [1]\r\n  }\r\n  D: 2\r\n"],
  ])("are read %s, and what follows stands in its place", (_name, text) => {
    const { root, issues } = parseYaml(text, yaml);
    expect(issues).toEqual([]);
    expect(plainValue(root)).toEqual({ A: { B: { C: [1] }, D: 2 } });
    const at = root.kind === "object" ? root.get("A") : undefined;
    const last = at?.kind === "object" ? at.get("D") : undefined;
    expect(text.slice(...(last?.range ?? [0, 0]))).toBe("2");
  });

  it("are told where they close nothing, or a comment stands before them", () => {
    for (const text of ["A:\n  B: {\n    C: 1 # one\n }\n  D: 2\n", "A:\n  B: 1\n  }\n"]) {
      expect(parseYaml(text, yaml).issues.map(({ kind }) => kind)).toEqual(["syntax"]);
    }
  });

  it("are edited with what is around them", () => {
    const text = "A:\n  B: {\n    C: 1\n  }\n  D: 2\n";
    const { root, edit } = parseYaml(text, yaml);
    const a = root.kind === "object" ? root.get("A") : undefined;
    const edits = (a?.kind === "object" && edit.setField(a, "E", 3)) || [];
    expect(applyEdits(text, edits)).toBe("A:\n  B: {\n    C: 1\n  }\n  D: 2\n  E: 3\n");
  });
});
