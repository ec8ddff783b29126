import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { equalityChains } from "../../src/analysis/jsonata-equalities.ts";
import { jsonataMemberships } from "../../src/analysis/jsonata-membership.ts";
import { jsonataParts } from "../../src/asl/jsonata-parts.ts";
import { jsonataTokens } from "../../src/asl/jsonata-tokens.ts";

const partsOf = (source: string) => jsonataParts({ source, tokens: jsonataTokens(source) });
const replaced = (source: string, [start, end]: readonly [number, number], text: string): string =>
  source.slice(0, start) + text + source.slice(end);

const VALUES = ["A7", "B2", "", 0, 1, 7, true, false, null];
const INPUTS: readonly unknown[] = [
  ...VALUES,
  undefined,
  [],
  [[]],
  [["A7"]],
  [null],
  ["A7"],
  ["B2", "A7", "A7"],
  [0, 7, "7", ["A7"]],
  [{ sku: "A7" }, { sku: ["B2", "A7"] }, { sku: [["A7"]] }, { other: 1 }],
  { sku: "A7" },
  { sku: ["A7", 0, { sku: true }] },
];
const LISTS = [
  "$l",
  "l",
  "l.sku",
  "$l.sku",
  "$l[0]",
  "l[0].sku",
  "(l)",
  "[l]",
  "$l[]",
  "$append($l, 7)",
  "['A7', 0, null]",
];
const LITERALS = ["'A7'", "''", "0", "7", "-1", "true", "null"];

const evaluate = (source: string, l: unknown): Promise<unknown> =>
  jsonata(source).evaluate(l === undefined ? {} : { l }, l === undefined ? {} : { l });

/** Whether two expressions answer the same on all inputs. */
async function expectEqual(source: string, rewritten: string): Promise<void> {
  for (const input of INPUTS) {
    expect([rewritten, input, await evaluate(rewritten, input)]).toEqual([
      rewritten,
      input,
      await evaluate(source, input),
    ]);
  }
}

async function expectRewritten(
  source: string,
  found: { readonly range: readonly [number, number]; readonly text: string | undefined } | undefined,
): Promise<void> {
  if (found?.text === undefined) throw new Error(`Nothing takes the place of ${source}.`);
  await expectEqual(source, replaced(source, found.range, found.text));
}

describe("what takes the place of a question answers the same", () => {
  it.each(LISTS)("about the items of %s", async (list) => {
    for (const literal of LITERALS) {
      const questions = [
        `$exists(${list}[$ = ${literal}])`,
        `$exists(${list}[${literal} = $][0])`,
        `$count(${list}[$ = ${literal}][]) > 0`,
        `1 > $count(${list}[$ = ${literal}])`,
        `$string($count(${list}[$ = ${literal}]) != 0 = true)`,
        `$exists($filter(${list}, function($i) { ${literal} = $i })) = false`,
      ];
      for (const source of questions) await expectRewritten(source, jsonataMemberships(partsOf(source))[0]);
    }
  });

  it.each(["$exists(['A7', 0, null][$ = $l])", "$count(['A7', 7][$l.sku = $]) >= 1"])("%s", async (source) => {
    await expectRewritten(source, jsonataMemberships(partsOf(source))[0]);
  });

  it.each(LISTS)("whether %s is one of several constants", async (list) => {
    const choices = [
      `${list} = 'A7' or ${list} = 0`,
      `$l = 'B2' or (0 = ${list} or ${list} = '') and $l`,
      `$string(${list} = 7 or ${list} = 1 or ${list} = '7') & '!'`,
    ];
    for (const source of choices) {
      const chain = equalityChains(partsOf(source)).find(({ kind }) => kind === "constants");
      await expectRewritten(source, chain?.kind === "constants" ? chain.rewritten : undefined);
    }
  });
});
