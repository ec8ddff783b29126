import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { applyEdits, type Editor, type Json } from "../../src/document/editor.ts";
import { parseJson } from "../../src/document/json.ts";
import {
  type ArrayNode,
  type MemberNode,
  ObjectNode,
  plainValue,
  type TextEdit,
  type ValueNode,
} from "../../src/document/nodes.ts";

/** A change at a JSON pointer. */
type Change = (edit: Editor, node: ValueNode) => TextEdit[] | undefined;

const set =
  (key: string, value: Json): Change =>
  (edit, node) =>
    edit.setField(node as ObjectNode, key, value);
const remove =
  (key: string): Change =>
  (edit, node) =>
    edit.removeField(node as ObjectNode, key);
const insert =
  (index: number, value: Json): Change =>
  (edit, node) =>
    edit.insertItem(node as ArrayNode, index, value);
const removeAll =
  (...keys: string[]): Change =>
  (edit, node) =>
    edit.removeFields(node as ObjectNode, membersOf(node as ObjectNode, keys));
const replacePart =
  (inner: readonly [number, number], part: string): Change =>
  (edit, node) =>
    node.kind === "scalar" || node.kind === "dynamic" ? edit.replacePart(node, inner, part) : undefined;
const removeItem =
  (index: number): Change =>
  (edit, node) =>
    edit.removeItem(node as ArrayNode, index);
const replace =
  (value: Json): Change =>
  (edit, node) =>
    edit.replaceValue(node, value);
const rename =
  (from: string, to: string): Change =>
  (edit, node) => {
    const member = (node as ObjectNode).member(from);
    return member && edit.renameKey(member, to);
  };

function membersOf(object: ObjectNode, keys: readonly string[]): MemberNode[] {
  return keys.flatMap((key) => object.member(key) ?? []);
}

function nodeAt(root: ValueNode, pointer: string): ValueNode {
  let node: ValueNode | undefined = root;
  for (const step of pointer.split("/").slice(1)) {
    node = node?.kind === "object" ? node.get(step) : node?.kind === "array" ? node.items[Number(step)] : undefined;
  }
  if (node === undefined) throw new Error(`nothing at '${pointer}'`);
  return node;
}

function changed(text: string, pointer: string, change: Change): string | undefined {
  const { root, edit } = parseJson(text);
  const edits = change(edit, nodeAt(root, pointer));
  return edits && applyEdits(text, edits);
}

describe("layouts", () => {
  const cases: [name: string, pointer: string, change: Change, before: string, after: string][] = [
    ["a field joins those on their lines", "", set("b", 2), '{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": 2\n}'],
    [
      "tabs are kept",
      "/a",
      set("c", { d: [1] }),
      '{\n\t"a": {\n\t\t"b": 1\n\t}\n}',
      '{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": {\n\t\t\t"d": [\n\t\t\t\t1\n\t\t\t]\n\t\t}\n\t}\n}',
    ],
    [
      "line ends are kept",
      "",
      set("b", [1]),
      '{\r\n    "a": 1\r\n}',
      '{\r\n    "a": 1,\r\n    "b": [\r\n        1\r\n    ]\r\n}',
    ],
    ["one line stays one line", "", set("b", 2), '{"a": 1}', '{"a": 1, "b": 2}'],
    ["an empty object is filled in place", "/a", set("b", 2), '{"a": {}}', '{"a": { "b": 2 }}'],
    [
      "an empty object over two lines gets a line",
      "/a",
      set("b", 2),
      '{\n  "a": {\n  }\n}',
      '{\n  "a": {\n    "b": 2\n  }\n}',
    ],
    ["a trailing comma stays one", "", set("b", 2), '{\n  "a": 1,\n}', '{\n  "a": 1,\n  "b": 2,\n}'],
    ["a comment on the line stays there", "", set("b", 2), '{\n  "a": 1 // one\n}', '{\n  "a": 1, // one\n  "b": 2\n}'],
    ["and behind a trailing comma", "", set("b", 2), '{\n  "a": 1, // one\n}', '{\n  "a": 1, // one\n  "b": 2,\n}'],
    [
      "a comment before the comma stays",
      "",
      set("b", 2),
      '{\n  "a": 1 /* one */,\n}',
      '{\n  "a": 1 /* one */,\n  "b": 2,\n}',
    ],
    [
      "a value is replaced on its own",
      "",
      set("a", "x"),
      '{\n  "a": {\n    "b": 1\n  } // why\n}',
      '{\n  "a": "x" // why\n}',
    ],
    ["a first field goes with its line", "", remove("a"), '{\n  "a": 1,\n  "b": 2\n}', '{\n  "b": 2\n}'],
    ["a last field goes with the comma before it", "", remove("b"), '{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1\n}'],
    ["an only field goes", "", remove("a"), '{\n  "a": 1\n}', "{\n}"],
    ["a field in the middle of a line goes", "", remove("b"), '{ "a": 1, "b": 2, "c": 3 }', '{ "a": 1, "c": 3 }'],
    ["a first field of a line goes", "", remove("a"), '{ "a": 1, "b": 2 }', '{ "b": 2 }'],
    ["a last field of a line goes", "", remove("b"), '{ "a": 1, "b": 2 }', '{ "a": 1 }'],
    [
      "a comment above a last field stays",
      "",
      remove("b"),
      '{\n  "a": 1,\n  // two\n  "b": 2\n}',
      '{\n  "a": 1\n  // two\n}',
    ],
    [
      "a comment beside a field before stays",
      "",
      remove("b"),
      '{\n  "a": 1, // one\n  "b": 2\n}',
      '{\n  "a": 1 // one\n}',
    ],
    ["a comma of its own line goes", "", remove("b"), '{\n  "a": 1\n  , "b": 2\n}', '{\n  "a": 1\n}'],
    ["an item comes first", "/a", insert(0, 0), '{"a": [1, 2]}', '{"a": [0, 1, 2]}'],
    ["an item comes last", "/a", insert(2, 3), '{"a": [1, 2]}', '{"a": [1, 2, 3]}'],
    ["an item comes into an empty array", "/a", insert(0, 1), '{"a": []}', '{"a": [ 1 ]}'],
    [
      "an item stands on lines of its own as the others do",
      "/a",
      insert(1, { b: 1 }),
      '{\n  "a": [\n    1, // one\n    2\n  ]\n}',
      '{\n  "a": [\n    1, // one\n    {\n      "b": 1\n    },\n    2\n  ]\n}',
    ],
    ["an item comes behind a comment", "", insert(1, 2), "[\n  1 // one\n]", "[\n  1, // one\n  2\n]"],
    ["neighbours go at once", "", removeAll("b", "a"), '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', '{\n  "c": 3\n}'],
    [
      "the last ones go with the comma before them",
      "",
      removeAll("b", "c"),
      '{\n  "a": 1,\n  "b": 2, // two\n  "c": 3\n}',
      '{\n  "a": 1\n}',
    ],
    ["several rows go", "", removeAll("a", "c", "d"), '{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}', '{"b": 2, "e": 5}'],
    ["all members go", "", removeAll("a", "b"), '{\n  "a": 1,\n  "b": 2\n}', "{\n}"],
    ["a part of a string is replaced", "/a", replacePart([1, 2], 'é"'), '{"a": "x\\ty"}', '{"a": "xé\\"y"}'],
    ["the name in a placeholder is replaced", "/a", replacePart([3, 4], "z"), '{"a": "y${x}"}', '{"a": "y${z}"}'],
    ["a part beside a placeholder is replaced", "/a", replacePart([5, 5], "z"), '{"a": "${x}y"}', '{"a": "${x}yz"}'],
    ["an item goes", "/a", removeItem(1), '{"a": [1, 2, 3]}', '{"a": [1, 3]}'],
    ["the last item goes", "", removeItem(1), "[\n  1,\n  2\n]", "[\n  1\n]"],
    ["the only item goes", "", removeItem(0), "[1]", "[]"],
    [
      "an object is replaced at its indentation",
      "/a",
      replace({ b: {} }),
      '{\n  "a": 1\n}',
      '{\n  "a": {\n    "b": {}\n  }\n}',
    ],
    ["the root is replaced", "", replace(null), " [1] ", " null "],
    ["a key keeps its quotes", "", rename("a", "it's"), "{'a': 1}", "{'it\\'s': 1}"],
    ["a bare key gets quotes", "", rename("a", "b c"), "{a: 1}", '{"b c": 1}'],
    ["a key in quotes keeps them", "", rename("a", 'b"'), '{"a": 1}', '{"b\\"": 1}'],
    ["the last of two equal keys is set", "", set("a", 3), '{"a": 1, "a": 2}', '{"a": 1, "a": 3}'],
  ];
  test.each(cases)("%s", (_, pointer, change, before, after) => {
    expect(changed(before, pointer, change)).toBe(after);
  });

  it("a member of two with one key is removed by itself", () => {
    const text = '{"a": 1, "a": 2, "b": 3}';
    const { root, edit } = parseJson(text);
    const first = root.kind === "object" ? root.members[0] : undefined;
    const edits = root.kind === "object" && first && edit.removeField(root, first);
    expect(applyEdits(text, edits || [])).toBe('{"a": 2, "b": 3}');
  });
});

describe("no change is made", () => {
  const cases: [name: string, pointer: string, change: Change, text: string][] = [
    ["to a value that only deployment knows", "", set("a", 1), '{"a": "${x}"}'],
    ["to a placeholder", "/a", replace(1), '{"a": ${x}}'],
    ["in an object that only holds a placeholder", "", set("a", 1), "{ ${Members} }"],
    ["in an object that only holds a comment", "", set("a", 1), "{ /* none */ }"],
    ["before a placeholder, which may bring its comma", "", remove("a"), '{ "a": 1 ${More} }'],
    ["behind a placeholder, which may bring its comma", "", remove("b"), '{ "a": 1, ${More} "b": 2 }'],
    ["where a placeholder stands between", "", removeAll("a", "b"), '{ "a": 1, ${More} "b": 2 }'],
    ["where one of them is not", "", (edit, node) => edit.removeFields(node as ObjectNode, []), '{"a": 1}'],
    ["to a part of a placeholder", "/a", replacePart([1, 3], "z"), '{"a": "${x}y"}'],
    ["to a part of a number", "/a", replacePart([0, 1], "2"), '{"a": 1}'],
    ["behind a first placeholder", "", remove("a"), '{ ${More} "a": 1 }'],
    ["where nothing is", "", remove("b"), '{"a": 1}'],
    ["beside a placeholder among items", "", insert(0, 1), "[${More} 1]"],
    ["behind the end", "", insert(2, 1), "[1]"],
    ["where no item is", "", removeItem(1), "[1]"],
    ["in broken text", "", set("b", 1), '{"a": 1'],
  ];
  test.each(cases)("%s", (_, pointer, change, text) => expect(changed(text, pointer, change)).toBeUndefined());
});

interface Layout {
  readonly unit: string;
  readonly lineEnd: string;
  readonly trailing: boolean;
  readonly comments: boolean;
}

/** A value in a layout; comments are numbered, so that each can be looked for. */
function write(value: Json, { unit, lineEnd, trailing, comments }: Layout): string {
  let count = 0;
  const note = (open: boolean): string => {
    count++;
    if (!comments || count % 3 === 0) return "";
    return open ? ` // n${count}` : ` /* n${count} */`;
  };
  const isCompact = unit === "";
  const block = (brackets: string, entries: string[], indent: string): string => {
    const [open = "", close = ""] = brackets;
    if (entries.length === 0) return open + close;
    const commas = entries.map((entry, i) => entry + (i < entries.length - 1 || trailing ? "," : ""));
    if (isCompact) return `${open}${commas.map((entry) => `${entry}${note(false)}`).join(" ")}${close}`;
    const lines = commas.map((entry) => `${indent}${unit}${entry}${note(true)}`);
    return [open, ...lines, indent + close].join(lineEnd);
  };
  const text = (part: Json, indent: string): string => {
    if (Array.isArray(part))
      return block(
        "[]",
        part.map((item) => text(item, indent + unit)),
        indent,
      );
    if (typeof part !== "object" || part === null) return JSON.stringify(part);
    return block(
      "{}",
      Object.entries(part).map(([key, inner]) => `${JSON.stringify(key)}: ${text(inner, indent + unit)}`),
      indent,
    );
  };
  return text(value, "");
}

const leaf = fc.constantFrom<Json>(1, "x", "a // b", null, [], {}, "}", ",");
const key = fc.constantFrom("a", "b", "c d", "}", "//", "é");
const document = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value;

const layout = fc.record<Layout>({
  unit: fc.constantFrom("", "  ", "    ", "\t"),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  trailing: fc.boolean(),
  comments: fc.boolean(),
});

function* containersIn(node: ValueNode): Generator<ValueNode> {
  yield node;
  if (node.kind === "object") for (const { value } of node.members) yield* containersIn(value);
  if (node.kind === "array") for (const item of node.items) yield* containersIn(item);
}

interface Operation {
  readonly edits: TextEdit[] | undefined;
  /** Makes the same change to a plain value in the node's place. */
  readonly apply: (value: unknown) => unknown;
}

function operate(edit: Editor, node: ValueNode, [which, value, name]: readonly [number, Json, string]): Operation {
  if (node.kind === "array" && which % 3 === 1) {
    const index = which % (node.items.length + 1);
    return {
      edits: edit.insertItem(node, index, value),
      apply: (items) => (items as unknown[]).toSpliced(index, 0, value),
    };
  }
  if (node.kind === "array" && node.items.length > 0 && which % 2 === 0) {
    const index = which % node.items.length;
    return {
      edits: edit.removeItem(node, index),
      apply: (items) => (items as unknown[]).filter((_, i) => i !== index),
    };
  }
  if (node.kind !== "object" || which % 4 === 0) return { edits: edit.replaceValue(node, value), apply: () => value };
  const member = node.members[which % Math.max(1, node.members.length)];
  if (member === undefined || which % 4 === 1) {
    return { edits: edit.setField(node, name, value), apply: (fields) => ({ ...(fields as object), [name]: value }) };
  }
  const entries = (fields: unknown): [string, unknown][] => Object.entries(fields as object);
  if (which % 4 === 2) {
    return {
      edits: edit.removeField(node, member.key),
      apply: (fields) => Object.fromEntries(entries(fields).filter(([each]) => each !== member.key)),
    };
  }
  return {
    edits: edit.renameKey(member, "renamed"),
    apply: (fields) =>
      Object.fromEntries(entries(fields).map(([each, inner]) => [each === member.key ? "renamed" : each, inner])),
  };
}

/** The plain value of a tree, with that of one node changed. */
function valueWith(root: ValueNode, node: ValueNode, apply: (value: unknown) => unknown): unknown {
  if (root === node) return apply(plainValue(root));
  if (root.kind === "array") return root.items.map((item) => valueWith(item, node, apply));
  if (root.kind !== "object") return plainValue(root);
  return Object.fromEntries(root.members.map((member) => [member.key, valueWith(member.value, node, apply)]));
}

describe("in any layout", () => {
  const operation = fc.tuple(fc.nat(11), document, key);

  it("a change reads back as it was meant, and leaves the other lines and comments", () => {
    let made = 0;
    fc.assert(
      fc.property(document, layout, fc.nat(), operation, (value, style, place, what) => {
        const text = write(value, style);
        const { root, edit, comments } = parseJson(text);
        const nodes = [...containersIn(root)];
        const node = nodes[place % nodes.length] ?? root;
        const { edits, apply } = operate(edit, node, what);
        if (edits === undefined) return;
        made++;
        const after = applyEdits(text, edits);
        const tree = parseJson(after);
        expect(tree.issues.filter(({ kind }) => kind !== "lenient")).toEqual([]);
        expect(JSON.stringify(plainValue(tree.root))).toBe(JSON.stringify(valueWith(root, node, apply)));
        const touched = edits.filter(({ range: [start, end] }) => start < end);
        const kept = comments().filter(({ range }) =>
          touched.every((each) => range[1] <= each.range[0] || each.range[1] <= range[0]),
        );
        const left = tree.comments().map((comment) => comment.text);
        for (const comment of kept) expect(left).toContain(comment.text);
        if (kept.length < comments().length) expect(touched.length).toBeGreaterThan(0);
        const lines = new Set(after.split("\n"));
        const [from, to] = [
          Math.min(...edits.map(({ range }) => range[0])),
          Math.max(...edits.map(({ range }) => range[1])),
        ];
        const first = text.lastIndexOf("\n", from - 1);
        const last = text.indexOf("\n", to);
        for (const line of text.slice(0, Math.max(0, first)).split("\n").slice(0, -1)) expect(lines).toContain(line);
        if (last !== -1) for (const line of text.slice(last + 1).split("\n")) expect(lines).toContain(line);
      }),
      { numRuns: 3_000 },
    );
    expect(made).toBeGreaterThan(2_500);
  });

  it("members that go at once leave the others", () => {
    fc.assert(
      fc.property(document, layout, fc.nat(), fc.nat(63), (value, style, place, chosen) => {
        const { root, edit, text } = { ...parseJson(write(value, style)), text: write(value, style) };
        const objects = [...containersIn(root)].filter((node) => node instanceof ObjectNode);
        const node = objects[place % Math.max(1, objects.length)];
        const members = node?.members.filter((_, i) => (chosen >> i) % 2 === 1) ?? [];
        if (node === undefined || members.length === 0) return;
        const edits = edit.removeFields(node, members);
        const gone = new Set(members.map((member) => member.key));
        const apply = (fields: unknown): unknown =>
          Object.fromEntries(Object.entries(fields as object).filter(([each]) => !gone.has(each)));
        const after = parseJson(applyEdits(text, edits ?? []));
        expect(after.issues.filter(({ kind }) => kind !== "lenient")).toEqual([]);
        expect(plainValue(after.root)).toEqual(valueWith(root, node, apply));
      }),
      { numRuns: 1_000 },
    );
  });

  it("a comment is lost only with what it stands in", () => {
    fc.assert(
      fc.property(document, layout, fc.nat(), fc.nat(3), (value, style, place, which) => {
        const text = write(value, style);
        const { root, edit, comments } = parseJson(text);
        const objects = [...containersIn(root)].filter((node) => node instanceof ObjectNode);
        const node = objects[place % Math.max(1, objects.length)];
        const member = node?.members[which % Math.max(1, node.members.length)];
        const edits = node && member && edit.removeField(node, member);
        if (member === undefined || edits === undefined) return;
        const outside = comments().filter(
          ({ range }) => range[1] <= member.keyRange[0] || range[0] >= member.value.range[1],
        );
        const left = parseJson(applyEdits(text, edits))
          .comments()
          .map((comment) => comment.text);
        for (const comment of outside) expect(left).toContain(comment.text);
      }),
      { numRuns: 500 },
    );
  });

  it("nothing but deployment and lone comments keeps an object from being set", () => {
    fc.assert(
      fc.property(document, layout, (value, style) => {
        const { root, edit } = parseJson(write(value, style));
        for (const node of containersIn(root)) {
          if (node.kind === "object") expect(edit.setField(node, "new", 1)).toBeDefined();
        }
      }),
    );
  });
});
