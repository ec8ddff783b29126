import { describe, expect, it, test } from "vitest";
import { buildHclTree, hclOrigin } from "../../src/document/hcl-tree.ts";
import { type ObjectNode, plainValue, stringOf, type ValueNode } from "../../src/document/nodes.ts";
import { firstExpression } from "../helpers/hcl.ts";

function read(value: string) {
  const text = `a = ${value}\n`;
  const expression = firstExpression(text);
  if (expression === undefined) throw new Error(`broken: ${value}`);
  return { text, ...buildHclTree(hclOrigin(text), expression) };
}

function objectOf(value: string): { text: string; root: ObjectNode } {
  const { text, root } = read(value);
  if (root.kind !== "object") throw new Error("no object");
  return { text, root };
}

describe("values", () => {
  test.each<[written: string, value: unknown]>([
    ["{ A = 1, B = 2.5e3, C = -1, D = -0.5 }", { A: 1, B: 2500, C: -1, D: -0.5 }],
    ["{ A = 1e3, B = -2E-1, C = [1e+2] }", { A: 1000, B: -0.2, C: [100] }],
    ["{ A = true, B = false, C = null }", { A: true, B: false, C: null }],
    ['{ "A b" = "x", C : "y", "D.$": "z" }', { "A b": "x", C: "y", "D.$": "z" }],
    ["{ 1 = 2, true = 3, null = 4, a-b = 5 }", { 1: 2, true: 3, null: 4, "a-b": 5 }],
    ["{\n  A = 1 # one\n  B = [1, [], {}] // two\n}", { A: 1, B: [1, [], {}] }],
    ["{ A = (1), B = ([2]), C = ({}) }", { A: 1, B: [2], C: {} }],
    ["{\n  A = <<EOF\nx\nEOF\n  B = 1\n}", { A: "x\n", B: 1 }],
    ['{ A = "x\\ty", ("B") = 1 }', { A: "x\ty", B: 1 }],
  ])("%s", (written, value) => expect(plainValue(read(written).root)).toEqual(value));

  test.each<[written: string, label: string]>([
    ["var.x", "${var.x}"],
    ["a.b[0].c", "${a.b[0].c}"],
    ["f(1,\n  2)", "${f(1, 2)}"],
    ["jsonencode({ B = 1 })", "${jsonencode({ B = 1 })}"],
    ["x ? 1 : 2", "${x ? 1 : 2}"],
    ["[for v in x : v]", "${[for v in x : v]}"],
    ["{ for k, v in x : k => v }", "${{ for k, v in x : k => v }}"],
    ["x[*].y", "${x[*].y}"],
    ["1 + 2", "${1 + 2}"],
    ["!x", "${!x}"],
    ["-x", "${-x}"],
    ['"%{ if x }y%{ endif }"', '${"%{ if x }y%{ endif }"}'],
  ])("what only deployment knows: %s", (written, label) => {
    const { text, root } = objectOf(`{ A = ${written} }`);
    const node = root.get("A");
    expect(node).toMatchObject({ kind: "dynamic", why: "expression", parts: [{ label }] });
    expect(node && text.slice(...node.range)).toBe(written);
  });

  test.each<[written: string, parts: unknown[]]>([
    ['"arn:${var.p}:x:${a.b}"', ["arn:", { label: "${var.p}" }, ":x:", { label: "${a.b}" }]],
    ['"${var.p}"', [{ label: "${var.p}" }]],
    ['"${f("}")}!"', [{ label: '${f("}")}' }, "!"]],
    ['"$${x}-${y}"', [{ label: "${x}" }, "-", { label: "${y}" }]],
    ['"{% $${"a": 1} & ${y} %}"'.replace('"a"', '\\"a\\"'), ['{% ${"a": 1} & ', { label: "${y}" }, " %}"]],
  ])("texts around it: %s", (written, parts) => {
    expect(objectOf(`{ A = ${written} }`).root.get("A")).toMatchObject({ kind: "dynamic", why: "placeholder", parts });
  });

  it("are open where an expression makes a key", () => {
    expect(objectOf("{ A = 1 }").root.open).toBe(false);
    expect(objectOf("{ A = 1, (k) = 2 }").root).toMatchObject({ open: true, members: [{ key: "A" }] });
    expect(objectOf('{ "${k}" = 2 }').root).toMatchObject({ open: true, members: [{ key: "${k}" }] });
  });

  it("note keys that are there twice", () => {
    const { text, issues } = read('{ A = 1, B = { "C" = 1, C = 2 } }');
    expect(issues.map(({ kind, range }) => [kind, text.slice(...range)])).toEqual([["duplicate-key", "C"]]);
  });

  it("nest as deep as other readers go", () => {
    const { root } = read(`${"[".repeat(2000)}${"]".repeat(2000)}`);
    let depth = 0;
    for (let node: ValueNode | undefined = root; node?.kind === "array"; node = node.items[0]) depth++;
    expect(depth).toBe(501);
  });
});

describe("places", () => {
  it("are those of the file", () => {
    const { text, root } = objectOf(
      '{\n  "Na\\tme" = "a\\u0041${var.x}b"\n  Other = <<-EOF\n    one\n      two\n    EOF\n}',
    );
    const [name, other] = root.members;
    expect(name && text.slice(...name.keyRange)).toBe('"Na\\tme"');
    const value = name?.value;
    if (value?.kind !== "dynamic") throw new Error("not dynamic");
    expect(text.slice(...value.at([1, 2]))).toBe("\\u0041");
    expect(text.slice(...value.at([10, 11]))).toBe("b");
    if (other?.value.kind !== "scalar") throw new Error("no text");
    expect(stringOf(other.value)).toBe("one\n  two\n");
    expect(text.slice(...other.value.at([6, 9]))).toBe("two");
    expect(other.value.pointer).toBe("/Other");
  });
});
