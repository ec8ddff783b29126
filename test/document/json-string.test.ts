import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { SegmentMap } from "../../src/document/embedded.ts";
import { decodeJsonString, encodeJsonCharacters, readJsonString } from "../../src/document/json-string.ts";
import { cycling, escapeUnits, text } from "../helpers/json-text.ts";

function decode(written: string): SegmentMap {
  return decodeJsonString(written, 0, written.length, readJsonString(written, 0, written.length));
}

/** What stands in the text for each character, halves of a written pair together. */
function sources(written: string): [character: string, source: string][] {
  const map = decode(written);
  return [...map.text].map((character, i, all) => {
    const start = all.slice(0, i).join("").length;
    return [character, written.slice(...map.toHost([start, start + character.length]))];
  });
}

describe("a character stands where it is written", () => {
  const cases: [written: string, expected: [string, string][]][] = [
    [
      '"ab"',
      [
        ["a", "a"],
        ["b", "b"],
      ],
    ],
    [
      '"\\n\\"\\/"',
      [
        ["\n", "\\n"],
        ['"', '\\"'],
        ["/", "\\/"],
      ],
    ],
    [
      '"\\u00E9\\u00e9é"',
      [
        ["é", "\\u00E9"],
        ["é", "\\u00e9"],
        ["é", "é"],
      ],
    ],
    [
      '"\\uD83D\\uDE00😀"',
      [
        ["😀", "\\uD83D\\uDE00"],
        ["😀", "😀"],
      ],
    ],
    [
      '"\\ud83d\\ude00x"',
      [
        ["😀", "\\ud83d\\ude00"],
        ["x", "x"],
      ],
    ],
    [
      "'it\\'s'",
      [
        ["i", "i"],
        ["t", "t"],
        ["'", "\\'"],
        ["s", "s"],
      ],
    ],
    ["bare", [..."bare"].map((character) => [character, character])],
    [
      '"\\ud83d!"',
      [
        ["\ud83d", "\\ud83d"],
        ["!", "!"],
      ],
    ],
    [
      '"\\udE00\\ud83d"',
      [
        ["\ude00", "\\udE00"],
        ["\ud83d", "\\ud83d"],
      ],
    ],
  ];
  test.each(cases)("%s", (written, expected) => expect(sources(written)).toEqual(expected));

  it("in any style", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(100), { minLength: 1 }), (value, numbers) => {
        const written = `"${escapeUnits(value, cycling(numbers))}"`;
        const map = decode(written);
        expect([map.exact, map.text]).toEqual([true, value]);
        for (const [character, source] of sources(written)) expect(JSON.parse(`"${source}"`)).toBe(character);
        expect(map.toHost([0, value.length])).toEqual(value === "" ? map.toHost([0, 0]) : [1, written.length - 1]);
      }),
      { numRuns: 500 },
    );
  });

  it("also in the middle of a text", () => {
    const around = '{"key": "a\\tb"}';
    const map = decodeJsonString(around, 8, 14, "a\tb");
    expect(around.slice(...map.toHost([1, 2]))).toBe("\\t");
  });
});

describe("edits", () => {
  it("read back as they were meant, in any style", () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.nat(100), { minLength: 1 }),
        fc.tuple(fc.nat(), fc.nat()),
        text,
        fc.constantFrom('"', "'"),
        (value, numbers, places, inserted, quote) => {
          const inside = escapeUnits(value.replaceAll("'", ""), cycling(numbers));
          const plain = value.replaceAll("'", "");
          const written = quote + inside + quote;
          const [start, end] = places.map((place) => place % (plain.length + 1)).sort((a, b) => a - b);
          const edit = decode(written).toHostEdit({ range: [start ?? 0, end ?? 0], text: inserted });
          if (edit === undefined) return;
          const edited = written.slice(0, edit.range[0]) + edit.text + written.slice(edit.range[1]);
          expect(readJsonString(edited, 0, edited.length)).toBe(plain.slice(0, start) + inserted + plain.slice(end));
          if (quote === '"') expect(JSON.parse(edited)).toBe(readJsonString(edited, 0, edited.length));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("are only refused between the halves of a pair, or in an empty string", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(100), { minLength: 1 }), fc.nat(), (value, numbers, place) => {
        const at = place % (value.length + 1);
        const inPair = at > 0 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(value.slice(at - 1, at + 1));
        const edit = decode(`"${escapeUnits(value, cycling(numbers))}"`).toHostEdit({ range: [at, at], text: "x" });
        expect(edit === undefined).toBe(inPair || value === "");
      }),
      { numRuns: 500 },
    );
  });

  test.each(['"\\ud83d\\ude00"', '"😀"', '"\\ud83d\ude00"'])("do not cut the pair of %j", (written) => {
    const map = decode(written);
    for (const range of [
      [0, 1],
      [1, 2],
      [1, 1],
    ] as const)
      expect(map.toHostEdit({ range, text: "x" })).toBeUndefined();
    expect(map.toHostEdit({ range: [0, 2], text: "x" })).toEqual({ range: [1, written.length - 1], text: "x" });
  });

  it("of a bare word are refused", () => {
    expect(decode("bare").toHostEdit({ range: [0, 1], text: "x" })).toBeUndefined();
  });
});

describe("what cannot be followed", () => {
  it("maps to all of it and is not edited", () => {
    const map = decodeJsonString('"abc"', 0, 5, "something else");
    expect([map.exact, map.text, map.toHost([2, 3])]).toEqual([false, "something else", [0, 5]]);
    expect(map.toHostEdit({ range: [0, 1], text: "x" })).toBeUndefined();
  });

  test.each(['"', '"\\', '"\\u12', '"a\\u', "'", "", '"\\"'])("%j does not throw", (written) => {
    expect(() => decode(written)).not.toThrow();
  });
});

describe("encoding", () => {
  test.each([
    ['say "x"\n', '"', 'say \\"x\\"\\n'],
    ['it\'s "x"', "'", 'it\\\'s "x"'],
    ["back\\slash", "'", "back\\\\slash"],
    ["\ud83d", '"', "\\ud83d"],
  ])("%j in %s", (value, quote, expected) => expect(encodeJsonCharacters(value, quote)).toBe(expected));
});
