import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { createJsonataReader, jsonataNodes } from "../../src/asl/jsonata.ts";
import { jsonataTokens, tokenEndingAt } from "../../src/asl/jsonata-tokens.ts";

const kinds = (source: string): string[] => jsonataTokens(source).map(({ kind, text }) => `${kind} ${text}`);

describe("the tokens of an expression", () => {
  test.each<[source: string, expected: string[]]>([
    ["$total + 1.5e3", ["variable $total", "operator +", "number 1.5e3"]],
    ["`order id` & 'it\\'s'", ["name `order id`", "operator &", "string 'it\\'s'"]],
    ["$a := [1..3]", ["variable $a", "operator :=", "operator [", "number 1", "operator ..", "number 3", "operator ]"]],
    ["a /* b\n c */ / 2", ["name a", "operator /", "number 2"]],
    ["$n / 2 / 3", ["variable $n", "operator /", "number 2", "operator /", "number 3"]],
    ["(1) / 2", ["operator (", "number 1", "operator )", "operator /", "number 2"]],
    [
      "$match($s, /a(\\/|[/])/im)",
      ["variable $match", "operator (", "variable $s", "operator ,", "regex /a(\\/|[/])/im", "operator )"],
    ],
    ["* / 2", ["operator *", "operator /", "number 2"]],
    ["a and b", ["name a", "operator and", "name b"]],
    ["and and or", ["name and", "operator and", "name or"]],
    ["$f(/abc", ["variable $f", "operator (", "unclosed /abc"]],
    ["'abc\\'", ["unclosed 'abc\\'"]],
    ["1 `abc", ["number 1", "unclosed `abc"]],
    ["1 /* abc", ["number 1", "unclosed /* abc"]],
    ["", []],
  ])("%j", (source, expected) => expect(kinds(source)).toEqual(expected));

  it("ends where the parser says", () => {
    const read = createJsonataReader(jsonata);
    const piece = fc.constantFrom(
      ..."()[]{}.*%=+-/?:,;|& a1",
      "`q n`",
      "$x",
      "'s'",
      "and ",
      ":=",
      "/a/i",
      "\n",
      "/*c*/",
      "function($x){",
      "^(",
    );
    const source = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(source, (text) => {
        const { root } = read(text);
        if (root === undefined) return;
        for (const { type, value, position } of jsonataNodes(root)) {
          if ((type !== "name" && type !== "variable") || position === undefined) continue;
          const shown = text.slice(...tokenEndingAt(jsonataTokens(text), position));
          const names = type === "variable" ? [`$${value}`] : [`${value}`, `\`${value}\``, `'${value}'`];
          expect(names).toContain(shown);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
