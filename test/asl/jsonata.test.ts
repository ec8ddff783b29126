import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import {
  createJsonataReader,
  jsonataChildren,
  jsonataNodes,
  jsonataPath,
  jsonataSource,
} from "../../src/asl/jsonata.ts";

const read = createJsonataReader(jsonata);

describe("the source of an expression", () => {
  test.each<[string, string | undefined]>([
    ["{% 1 %}", " 1 "],
    ["{%%}", ""],
    ["{%}", undefined],
    ["{% 1 %} ", undefined],
    [" {% 1 %}", undefined],
    ["{% 1 }", undefined],
    ["plain", undefined],
  ])("%j", (text, source) => expect(jsonataSource(text)).toBe(source));
});

describe("a tree", () => {
  it("is built once for each text", () => {
    expect(read("$n + 1").root).toBe(read("$n + 1").root);
    expect(read("$n + 1").root?.type).toBe("binary");
  });

  it("is not known without the parser", () => {
    expect(createJsonataReader(undefined)("1").root).toBeUndefined();
  });

  test.each(["", "1 +", "$x ?? 1", "a ?: b", "(", "$match(x, /[/)", "/(/", "/*", '"open', "`open"])(
    "%j has none",
    (source) => {
      expect(read(source).root).toBeUndefined();
    },
  );

  test.each([
    ["a sum of thousands of terms", `1${" + 1".repeat(20_000)}`],
    ["deep brackets", "(".repeat(20_000) + ")".repeat(20_000)],
    ["deep lists", "[".repeat(20_000)],
    ["a long path", `a${".b".repeat(20_000)}`],
  ])("%s does not throw", (_, source) => {
    const { root } = read(source);
    if (root !== undefined) expect([...jsonataNodes(root)].length).toBeGreaterThan(0);
  });

  it("of any text does not throw", () => {
    const piece = fc.constantFrom(
      ..."()[]{}.*%^<>=!+-/?:,;|~@#$`'\"\\ a1",
      "and ",
      "in ",
      "function",
      "$x",
      ":=",
      "..",
      "~>",
      "/a/i",
      "\\u",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join("")),
        (source) => {
          const { root } = read(source);
          if (root !== undefined) for (const node of jsonataNodes(root)) jsonataPath(node);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe("the nodes of a tree", () => {
  const typesIn = (source: string): string[] => {
    const { root } = read(source);
    return root === undefined ? [] : [...jsonataNodes(root)].map(({ type, value }) => `${type}:${String(value ?? "")}`);
  };

  test.each([
    ["$f(1, [$a, {'k': $b}])", ["$a", "$b"]],
    ["($x := $a; $b)", ["$a", "$b"]],
    ["$a ? $b : $c", ["$a", "$b", "$c"]],
    ["list[$a = 1].{'k': $b}", ["$a", "$b"]],
    ["list^(>$a)", ["$a"]],
    ["list{$a: $b}", ["$a", "$b"]],
    ["function($p){ $a }", ["$a"]],
    ["x ~> |$a|{'k': $b}|", ["$a", "$b"]],
    ["-$a", ["$a"]],
    ["[$a..$b]", ["$a", "$b"]],
  ])("%s holds %j", (source, variables) => {
    const found = typesIn(source).filter((type) => type.startsWith("variable:"));
    for (const variable of variables) expect(found).toContain(`variable:${variable.slice(1)}`);
  });

  it("come in writing order, each before those inside it", () => {
    const { root } = read("$a + $b * $c");
    expect(root && [...jsonataNodes(root)].map(({ value }) => value)).toEqual(["+", "a", "*", "b", "c"]);
    expect(root && jsonataChildren(root)).toHaveLength(2);
  });
});

describe("a plain path", () => {
  test.each<[string, string[] | undefined]>([
    ["$n", ["n"]],
    ["$states.input.a.b", ["states", "input", "a", "b"]],
    ["a.b", ["a", "b"]],
    ["$states.input.a[0]", undefined],
    ["$f(1)", undefined],
    ["a.$f()", undefined],
    ["1", undefined],
    ["a.*", undefined],
  ])("%s", (source, keys) => expect(jsonataPath(read(source).root)).toEqual(keys));
});

describe("a plain expression", () => {
  test.each<[string, boolean]>([
    ["$states.input.items[0].price", true],
    [" $n ", true],
    ["$list[-1]", true],
    ["$n\n", true],
    ["$", false],
    ["$$", false],
    ["$.a", false],
    ["n", false],
    ["$n + 1", false],
    ["$x.true", false],
    ["$x.trueish", true],
    ["$list[$i]", false],
    ["$list[01]", false],
    ["$x.$y", false],
    ["$f()", false],
    ["$x.", false],
    ["$x..y", false],
    ["$größe", false],
    ["$n\u00a0", false],
  ])("%j: %j", (source, plain) => expect(read(source).plain).toBe(plain));

  it("is known to parse without the parser", () => {
    let calls = 0;
    const tree = createJsonataReader((source) => {
      calls++;
      return jsonata(source);
    })("$states.input.order");
    expect(tree.error).toBeUndefined();
    expect(calls).toBe(0);
    expect(tree.root?.type).toBe("path");
    expect(calls).toBe(1);
  });

  it("of any kind parses", () => {
    const piece = fc.constantFrom("$x", ".a", ".true", "[0]", "[-0]", "[00]", " ", ".", "and", "$", ".and", "1");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("")),
        (source) => {
          if (read(source).plain) expect(read(source).root).toBeDefined();
        },
      ),
    );
  });
});
