import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { parseTogether } from "../../src/asl/jsonata-batch.ts";

const alone = (source: string): unknown => {
  try {
    return jsonata(source).ast();
  } catch {
    return undefined;
  }
};

/** A parser that notes what it is given. */
function noting(): { parse: typeof jsonata; texts: string[] } {
  const texts: string[] = [];
  const parse = ((text: string) => {
    texts.push(text);
    return jsonata(text);
  }) as typeof jsonata;
  return { parse, texts };
}

const leaf = fc.constantFrom(
  "$states.input.name",
  "$total",
  "1",
  "-2.5",
  '"a; b"',
  "'(['",
  "`x;y`",
  "items[0]",
  "$x.y[price > 3].name",
  "**.deep",
  "*",
  "$",
  "[1..3]",
);
const expression = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc
      .tuple(tie("any"), fc.constantFrom("+", "&", "=", "and", "in", "~>", "."), tie("any"))
      .map((parts) => parts.join(" ")),
    tie("any").map((inner) => `(\n  $n := ${inner};\n  $n\n)`),
    tie("any").map((inner) => `$map(${inner}, function($v, $i) { $v })`),
    fc.tuple(tie("any"), tie("any")).map(([key, value]) => `{ "k": ${key}, 'l': ${value} }`),
    fc.tuple(tie("any"), tie("any"), tie("any")).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    tie("any").map((inner) => `$sum([${inner}])`),
    tie("any").map((inner) => `${inner} ~> |a|{ "b": 1 }|`),
    tie("any").map((inner) => `$x^(<${inner}, >name)`),
    tie("any").map((inner) => `$x@$y.z[$y = ${inner}]#$i`),
  ),
})).any;
/** What does not parse, or not between semicolons. */
const odd = fc.constantFrom(
  "",
  " ",
  "1 +",
  "(1",
  "1)",
  "1) ; (2",
  "1; 2",
  "/a;b/",
  "$x % 2",
  "a /* ; */",
  '"open',
  "{",
  ")(",
);

describe("expressions parsed together", () => {
  it("have the trees that each has alone", () => {
    const parsesSome = { seen: 0 };
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: expression }, odd), { maxLength: 20 }), (sources) => {
        const trees = parseTogether(jsonata, [...new Set(sources)]);
        parsesSome.seen += trees.size;
        for (const [source, tree] of trees) expect(tree).toEqual(alone(source));
      }),
      { numRuns: 300 },
    );
    expect(parsesSome.seen).toBeGreaterThan(100);
  });

  it("cost one call of the parser", () => {
    const { parse, texts } = noting();
    const sources = Array.from({ length: 8 }, (_, i) => `$a + ${i}`);
    expect([...parseTogether(parse, sources).keys()]).toEqual(sources);
    expect(texts).toEqual([`(${sources.join(";")})`]);
  });

  it("leave out those with mistakes and keep the others", () => {
    const { parse, texts } = noting();
    const good = Array.from({ length: 60 }, (_, i) => `$a + ${i}`);
    const trees = parseTogether(parse, [...good.slice(0, 30), "1 +", ...good.slice(30)]);
    expect(trees.has("1 +")).toBe(false);
    expect(trees.size).toBeGreaterThan(50);
    expect(texts.length).toBeLessThan(15);
  });
});
