import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import { concatMaps, opaqueMap, type SegmentMap, unmapped } from "../../src/document/embedded.ts";
import { parseJson } from "../../src/document/json.ts";
import { decodeJsonString } from "../../src/document/json-string.ts";
import { plainValue, type Range, type ValueNode } from "../../src/document/nodes.ts";
import { cycling, escapeUnits, jsonValue } from "../helpers/json-text.ts";

const HOST = '{"Join": ["head-", "\\ttail"], "Ref": "Name"}';

function pieceOf(host: string, written: string): SegmentMap {
  const start = host.indexOf(written);
  return decodeJsonString(host, start, start + written.length, JSON.parse(written) as string); // the caller hands in strings
}

const head = pieceOf(HOST, '"head-"');
const tail = pieceOf(HOST, '"\\ttail"');
const name: Range = [HOST.indexOf('"Name"'), HOST.indexOf('"Name"') + 6];
const hole = opaqueMap("hole", "${Name}", name);
const joined = concatMaps([head, hole, tail]);

describe("a joined text", () => {
  it("is that of its pieces", () => expect(joined.text).toBe("head-${Name}\ttail"));

  test.each<[Range, string]>([
    [[0, 4], "head"],
    [[5, 12], '"Name"'],
    [[7, 8], '"Name"'],
    [[12, 13], "\\t"],
    [[13, 17], "tail"],
    [[12, 14], "\\tt"],
  ])("%j maps to %s", (range, expected) => expect(HOST.slice(...joined.toHost(range))).toBe(expected));

  it("spans pieces where a range does", () => {
    expect(HOST.slice(...joined.toHost([0, 17]))).toBe('head-", "\\ttail');
  });

  test.each<[Range, string, string | undefined]>([
    [[0, 4], "foot", HOST.replace("head-", "foot-")],
    [[5, 5], "!", HOST.replace("head-", "head-!")],
    [[12, 12], '"', HOST.replace("\\ttail", '\\"\\ttail')],
    [[12, 13], " ", HOST.replace("\\ttail", " tail")],
    [[5, 12], "x", undefined],
    [[8, 8], "x", undefined],
    [[4, 6], "x", undefined],
    [[0, 17], "x", undefined],
    [[-1, 2], "x", undefined],
    [[16, 18], "x", undefined],
    [[3, 2], "x", undefined],
  ])("changes %j to %j where one scalar shows it", (range, text, expected) => {
    const edit = joined.toHostEdit({ range, text });
    expect(edit && applyEdits(HOST, [edit])).toBe(expected);
  });

  it("takes no change across two scalars that touch in it", () => {
    const both = concatMaps([head, tail]);
    expect(both.toHostEdit({ range: [4, 6], text: "x" })).toBeUndefined();
    expect(both.toHostEdit({ range: [6, 7], text: "x" })).toBeDefined();
  });

  it("counts empty pieces too", () => {
    const empty = pieceOf('["", "b"]', '""');
    const map = concatMaps([empty, pieceOf('["", "b"]', '"b"'), empty]);
    expect([map.text, map.toHost([0, 1])]).toEqual(["b", [6, 7]]);
  });
});

describe("a text that could not be followed", () => {
  const map = unmapped("text", [3, 9]);

  it("maps to all of it, in a join too", () => {
    expect(map.toHost([1, 2])).toEqual([3, 9]);
    expect(concatMaps([head, map]).toHost([6, 7])).toEqual([3, 9]);
  });

  it("is not changed, in a join either", () => {
    expect(map.toHostEdit({ range: [0, 1], text: "x" })).toBeUndefined();
    expect(concatMaps([head, map]).toHostEdit({ range: [6, 7], text: "x" })).toBeUndefined();
  });
});

describe("JSON in a JSON string", () => {
  function* nodesIn(node: ValueNode): Generator<ValueNode> {
    yield node;
    if (node.kind === "object") for (const { value } of node.members) yield* nodesIn(value);
    if (node.kind === "array") for (const item of node.items) yield* nodesIn(item);
  }

  function embed(inner: string, numbers: readonly number[]): { outer: string; written: Range; map: SegmentMap } {
    const string = `"${escapeUnits(inner, cycling(numbers))}"`;
    const outer = `{"DefinitionString": ${string}, "after": true}`;
    const start = outer.indexOf(string);
    return {
      outer,
      written: [start, start + string.length],
      map: decodeJsonString(outer, start, start + string.length, inner),
    };
  }

  const numbers = fc.array(fc.nat(100), { minLength: 1 });

  it("has its nodes where the file says them", () => {
    fc.assert(
      fc.property(jsonValue, numbers, (value, style) => {
        const { outer, map } = embed(JSON.stringify(value, null, 2), style);
        const { root, issues } = parseJson(map.text, map);
        expect(issues).toEqual([]);
        for (const node of nodesIn(root)) {
          const inner = JSON.parse(`"${outer.slice(...node.range)}"`) as string; // a piece of the string
          expect(JSON.stringify(JSON.parse(inner))).toBe(JSON.stringify(plainValue(node)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has the characters of its strings where the file says them", () => {
    const { outer, map } = embed('{"Path": "$.a\\"b"}', [3]);
    const { root } = parseJson(map.text, map);
    const node = root.kind === "object" ? root.get("Path") : undefined;
    const source = node?.kind === "scalar" ? outer.slice(...node.at([3, 4])) : "";
    expect(source).toBe("\\u005c\\u0022");
  });

  it("is changed through the string", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("a", "b", "é"), jsonValue, { minKeys: 1 }),
        numbers,
        jsonValue,
        (value, style, set) => {
          const { outer, written, map } = embed(JSON.stringify(value, null, 2), style);
          const { root, edit } = parseJson(map.text, map);
          const edits = root.kind === "object" ? edit.setField(root, "new", set) : undefined;
          const changed = JSON.parse(applyEdits(outer, edits ?? [])) as { DefinitionString: string; after: boolean }; // as embedded
          expect(changed.after).toBe(true);
          expect(edits).toHaveLength(1);
          expect(edits?.every(({ range }) => range[0] > written[0] && range[1] < written[1])).toBe(true);
          expect(JSON.stringify(JSON.parse(changed.DefinitionString))).toBe(JSON.stringify({ ...value, new: set }));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("tells broken text at its place in the file", () => {
    const { outer, map } = embed('{\n"a": True}', [3]);
    expect(parseJson(map.text, map).issues.map(({ range }) => outer.slice(...range))).toEqual(["True"]);
  });
});
