import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { applyEdits, createBudget, type Editor, type Json } from "../../src/document/editor.ts";
import { hclEditor } from "../../src/document/hcl-editor.ts";
import { buildHclTree, type HclTree, hclOrigin } from "../../src/document/hcl-tree.ts";
import { type ArrayNode, type ObjectNode, plainValue, type TextEdit } from "../../src/document/nodes.ts";
import { firstExpression } from "../helpers/hcl.ts";

function treeOf(text: string): HclTree | undefined {
  const expression = firstExpression(text);
  return expression && buildHclTree(hclOrigin(text), expression);
}

interface Opened {
  readonly text: string;
  readonly root: ObjectNode;
  readonly edit: Editor;
  list(key: string): ArrayNode;
  object(key: string): ObjectNode;
}

function open(text: string): Opened {
  const tree = treeOf(text);
  if (tree?.root.kind !== "object") throw new Error(`no object: ${text}`);
  const { root } = tree;
  const child = (key: string) => root.get(key);
  return {
    text,
    root,
    edit: hclEditor({ text, ...tree, budget: createBudget(1_000_000), reread: treeOf }),
    list(key) {
      const node = child(key);
      if (node?.kind !== "array") throw new Error(`no list: ${key}`);
      return node;
    },
    object(key) {
      const node = child(key);
      if (node?.kind !== "object") throw new Error(`no object: ${key}`);
      return node;
    },
  };
}

type Change = (opened: Opened) => TextEdit[] | undefined;

function changed(text: string, change: Change): string | undefined {
  const edits = change(open(text));
  return edits && applyEdits(text, edits);
}

const set =
  (key: string, value: Json): Change =>
  ({ root, edit }) =>
    edit.setField(root, key, value);

const remove =
  (...keys: string[]): Change =>
  ({ root, edit }) =>
    edit.removeFields(
      root,
      root.members.filter(({ key }) => keys.includes(key)),
    );

describe("changes of objects", () => {
  test.each<[name: string, text: string, change: Change, expected: string | undefined]>([
    ["a field on its own line", "a = {\n  A = 1\n}\n", set("B", "x"), 'a = {\n  A = 1\n  B = "x"\n}\n'],
    [
      "a field among aligned ones",
      "a = {\n  A   = 1\n  BBB = 2\n}\n",
      set("CC", true),
      "a = {\n  A   = 1\n  BBB = 2\n  CC  = true\n}\n",
    ],
    [
      "a long field among aligned ones",
      "a = {\n  A   = 1\n  BBB = 2\n}\n",
      set("Longer", null),
      "a = {\n  A   = 1\n  BBB = 2\n  Longer = null\n}\n",
    ],
    ["a field behind a comment", "a = {\n  A = 1 # why\n}\n", set("B", 2), "a = {\n  A = 1 # why\n  B = 2\n}\n"],
    ["a field among commas", "a = {\n  A = 1,\n  B = 2\n}\n", set("C", 3), "a = {\n  A = 1,\n  B = 2,\n  C = 3\n}\n"],
    [
      "a field behind a comma and a comment",
      "a = {\n  A = 1, // why\n}\n",
      set("B", 2),
      "a = {\n  A = 1, // why\n  B = 2,\n}\n",
    ],
    ["a field on one line", "a = { A = 1 }\n", set("B", 2), "a = { A = 1, B = 2 }\n"],
    ["a field of nothing", "a = {}\n", set("B", 2), "a = { B = 2 }\n"],
    ["a field of nothing on lines", "a = {\n}\n", set("B", 2), "a = {\n  B = 2\n}\n"],
    [
      "a field of quoted keys and colons",
      'a = {\n  "A": 1,\n  "B": 2\n}\n',
      set("C", { D: [1] }),
      'a = {\n  "A": 1,\n  "B": 2,\n  "C": {\n    "D": [1]\n  }\n}\n',
    ],
    ["a key that needs quotes", "a = {\n  A = 1\n}\n", set("B.$", "$.x"), 'a = {\n  A = 1\n  "B.$" = "$.x"\n}\n'],
    [
      "an object",
      "a = {\n    A = 1\n}\n",
      set("B", { Type: "Task", Longer: 'x "y"', C: { D: [] }, E: -1.5 }),
      'a = {\n    A = 1\n    B = {\n        Type   = "Task"\n        Longer = "x \\"y\\""\n        C = {\n            D = []\n        }\n        E = -1.5\n    }\n}\n',
    ],
    [
      "a list of objects",
      "a = {\n  A = 1\n}\n",
      set("B", [{ C: 1 }, { D: 2 }]),
      "a = {\n  A = 1\n  B = [\n    {\n      C = 1\n    },\n    {\n      D = 2\n    }\n  ]\n}\n",
    ],
    ["a text with marks", "a = { A = 1 }\n", set("B", "{% %{x} $ %}"), 'a = { A = 1, B = "{% %%{x} $ %}" }\n'],
    [
      "a text with a grouping of JSONata",
      "a = { A = 1 }\n",
      set("B", '{% x${"a": b} %}'),
      'a = { A = 1, B = "{% x$${\\"a\\": b} %}" }\n',
    ],
    [
      "an interpolation that moves",
      'a = { A = "x ${var.x}" }\n',
      set("B", "y ${var.x}"),
      'a = { A = "x ${var.x}", B = "y ${var.x}" }\n',
    ],
    [
      "an expression that moves",
      "a = { A = aws_sqs_queue.q[0].url }\n",
      set("B", "${aws_sqs_queue.q[0].url}"),
      'a = { A = aws_sqs_queue.q[0].url, B = "${aws_sqs_queue.q[0].url}" }\n',
    ],
    [
      "an expression over lines that would move",
      "a = {\n  A = f(\n    1 # one\n  )\n}\n",
      set("B", "${f( 1 # one )}"),
      undefined,
    ],
    [
      "text that would become an interpolation",
      'a = { A = "x ${var.x}" }\n',
      set("B", "${var.y}"),
      'a = { A = "x ${var.x}", B = "$${var.y}" }\n',
    ],
    ["another value", 'a = {\n  A = "x" # why\n}\n', set("A", 5), "a = {\n  A = 5 # why\n}\n"],
    [
      "another value for a heredoc",
      "a = {\n  A = <<EOF\nx\nEOF\n  B = 1\n}\n",
      set("A", "y"),
      'a = {\n  A = "y"\n  B = 1\n}\n',
    ],
    ["another value for what only deployment knows", "a = { A = var.x }\n", set("A", 5), undefined],
    [
      "a field behind a heredoc",
      "a = {\n  A = <<EOF\nx\nEOF\n}\n",
      set("B", 1),
      "a = {\n  A = <<EOF\nx\nEOF\n  B = 1\n}\n",
    ],
    ["CRLF", "a = {\r\n  A = 1\r\n}\r\n", set("B", [{}]), "a = {\r\n  A = 1\r\n  B = [\r\n    {}\r\n  ]\r\n}\r\n"],
    ["a removed line", "a = {\n  A = 1\n  B = 2 \n  C = 3\n}\n", remove("B"), "a = {\n  A = 1\n  C = 3\n}\n"],
    ["removed lines", "a = {\n  A = 1\n  # why\n  B = 2\n  C = 3\n}\n", remove("A", "B"), "a = {\n  C = 3\n}\n"],
    ["a removed last line behind a comma", "a = {\n  A = 1,\n  B = 2\n}\n", remove("B"), "a = {\n  A = 1\n}\n"],
    ["a removed field of one line", "a = { A = 1, B = 2 }\n", remove("A"), "a = { B = 2 }\n"],
    ["the removed last field of one line", "a = { A = 1, B = 2 }\n", remove("B"), "a = { A = 1 }\n"],
    ["the removed only field", "a = { A = 1 }\n", remove("A"), "a = { }\n"],
    [
      "fields around a key that only deployment knows",
      "a = {\n  A = 1\n  (k) = 2\n  C = 3\n}\n",
      remove("A", "C"),
      undefined,
    ],
    [
      "a renamed key",
      "a = {\n  A = 1\n}\n",
      ({ root, edit }) => edit.renameKey(mustMember(root, "A"), "B"),
      "a = {\n  B = 1\n}\n",
    ],
    [
      "a renamed key in quotes",
      'a = { "A" = 1 }\n',
      ({ root, edit }) => edit.renameKey(mustMember(root, "A"), 'B"'),
      'a = { "B\\"" = 1 }\n',
    ],
    [
      "a part of a text",
      'a = { A = "one two ${var.x}" }\n',
      ({ root, edit }) => partOf(root, edit, "two", '"2"'),
      'a = { A = "one \\"2\\" ${var.x}" }\n',
    ],
    [
      "a part of a heredoc",
      "a = {\n  A = <<-EOF\n    one\n    EOF\n}\n",
      ({ root, edit }) => partOf(root, edit, "one", "1\n2"),
      "a = {\n  A = <<-EOF\n    1\n    2\n    EOF\n}\n",
    ],
    [
      "a part that is a hole",
      'a = { A = "one ${var.x}" }\n',
      ({ root, edit }) => partOf(root, edit, "var", "x"),
      undefined,
    ],
    ["a part of an expression", "a = { A = var.x }\n", ({ root, edit }) => partOf(root, edit, "var", "x"), undefined],
    [
      "a part that would become an interpolation",
      'a = { A = "$ x" }\n',
      ({ root, edit }) => partOf(root, edit, " x", "{var.x}"),
      undefined,
    ],
  ])("%s", (_name, text, change, expected) => expect(changed(text, change)).toBe(expected));
});

describe("changes of lists", () => {
  const insert =
    (index: number, value: Json): Change =>
    ({ list, edit }) =>
      edit.insertItem(list("A"), index, value);
  const removeAt =
    (index: number): Change =>
    ({ list, edit }) =>
      edit.removeItem(list("A"), index);

  test.each<[name: string, text: string, change: Change, expected: string]>([
    ["the first item", "a = { A = [] }\n", insert(0, 1), "a = { A = [1] }\n"],
    ["an item in front", "a = { A = [2] }\n", insert(0, 1), "a = { A = [1, 2] }\n"],
    ["an item behind", "a = { A = [1] }\n", insert(1, "x"), 'a = { A = [1, "x"] }\n'],
    [
      "an item on lines",
      "a = {\n  A = [\n    1,\n    2\n  ]\n}\n",
      insert(2, 3),
      "a = {\n  A = [\n    1,\n    2,\n    3\n  ]\n}\n",
    ],
    [
      "an item behind a comma",
      "a = {\n  A = [\n    1, # why\n  ]\n}\n",
      insert(1, 2),
      "a = {\n  A = [\n    1, # why\n    2,\n  ]\n}\n",
    ],
    [
      "an object in front",
      "a = {\n  A = [\n    { B = 1 },\n  ]\n}\n",
      insert(0, { C: 2 }),
      "a = {\n  A = [\n    {\n      C = 2\n    },\n    { B = 1 },\n  ]\n}\n",
    ],
    ["a removed item", "a = { A = [1, 2, 3] }\n", removeAt(1), "a = { A = [1, 3] }\n"],
    ["the removed last item", "a = { A = [1, 2] }\n", removeAt(1), "a = { A = [1] }\n"],
    ["a removed line", "a = {\n  A = [\n    1,\n    2,\n  ]\n}\n", removeAt(0), "a = {\n  A = [\n    2,\n  ]\n}\n"],
  ])("%s", (_name, text, change, expected) => expect(changed(text, change)).toBe(expected));
});

describe("any change", () => {
  const words = fc.constantFrom(
    "a",
    "Next",
    "B c",
    "$.x",
    "for",
    "é😀",
    'q"',
    "$",
    "%{",
    "b\\",
    "x\ny",
    "null",
    "1",
    "{% $x %}",
  );
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom(0.5, -2.25, 1e6)),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(words, tie("json"), { maxKeys: 4 }),
    ),
  }));
  const object = fc.dictionary(words, json, { minKeys: 1, maxKeys: 4 });

  it("reads back as intended, in text that was written so itself", () => {
    let made = 0;
    fc.assert(
      fc.property(
        object,
        words,
        json,
        words,
        fc.constantFrom("a = {}\n", "a = {\n}\n", "a = {\n\t\n}\n", "a = {\r\n}\r\n"),
        (value, key, added, removed, start) => {
          let text: string = start;
          let expected: Record<string, Json> = {};
          const apply = (change: Change, next: Record<string, Json>): void => {
            const result = changed(text, change);
            if (result === undefined) return;
            made++;
            text = result;
            expected = next;
            expect(plainValue(open(text).root)).toEqual(expected);
          };
          for (const [name, item] of Object.entries(value)) apply(set(name, item), { ...expected, [name]: item });
          apply(set(key, added), { ...expected, [key]: added });
          const { [removed]: _, ...rest } = expected;
          if (removed in expected) apply(remove(removed), rest);
        },
      ),
      { numRuns: 1000 },
    );
    // Nearly all of them can be made: only a few texts have no way to be written.
    expect(made).toBeGreaterThan(3000);
  });
});

function mustMember(object: ObjectNode, key: string) {
  const member = object.member(key);
  if (member === undefined) throw new Error(`no member ${key}`);
  return member;
}

function partOf(root: ObjectNode, edit: Editor, old: string, part: string): TextEdit[] | undefined {
  const node = root.get("A");
  if (node?.kind !== "scalar" && node?.kind !== "dynamic") throw new Error("no text");
  const value = node.kind === "dynamic" ? node.text : String(node.value);
  const at = value.indexOf(old);
  return edit.replacePart(node, [at, at + old.length], part);
}
