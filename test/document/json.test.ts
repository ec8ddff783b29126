import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import { parseJson } from "../../src/document/json.ts";
import { ObjectNode, plainValue, type ValueNode } from "../../src/document/nodes.ts";
import { jsonText, jsonValue } from "../helpers/json-text.ts";
import { processorTime } from "../helpers/processor-time.ts";

function read(text: string): unknown {
  return plainValue(parseJson(text).root);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function* nodesIn(node: ValueNode): Generator<ValueNode> {
  yield node;
  if (node.kind === "object") for (const { value } of node.members) yield* nodesIn(value);
  if (node.kind === "array") for (const item of node.items) yield* nodesIn(item);
}

/** Takes `«…»` out of a text and tells where it stood. */
function marked(code: string): { text: string; range: [number, number] } {
  const start = code.indexOf("«");
  const end = code.indexOf("»") - 1;
  return { text: code.replace(/[«»]/g, ""), range: [start, end] };
}

describe("broken text gives one issue where it breaks", () => {
  const cases: [code: string, message: RegExp][] = [
    ["«»", /file is empty/],
    ["«»  \n", /file is empty/],
    ["«»\u0000\u0001", /binary/],
    ['{"a": 1«»', /ends before its '}'/],
    ['{"a": [1, 2«»', /ends before its ']'/],
    ['{"a":«»', /ends where a value is missing/],
    ['{«"a"»', /no value: ':' is missing/],
    ['{«"a"» 1}', /no value: ':' is missing/],
    ['{«"a"», "b": 1}', /no value: ':' is missing/],
    ['{"a": «}»', /A value is missing here/],
    ['{"a": «,» "b": 1}', /A value is missing here/],
    ['{"a": [1, 2«}»', /']' is missing before this '}'/],
    ['[{"a": 1«]»', /'}' is missing before this ']'/],
    ['{"a": 1«]»}', /'}' is missing before this ']'/],
    ['{"a": 1} «x»', /Text follows after the end/],
    ['{"a": 1}«}»', /Text follows after the end/],
    ["0«1»", /Text follows after the end/],
    ["[«,»]", /comma has nothing before it/],
    ["[1,«,» 2]", /comma has nothing before it/],
    ['{«,» "a": 1}', /comma has nothing before it/],
    ["[1 «2»]", /A comma is missing/],
    ['{"a": 1\n «"b"»: 2}', /A comma is missing/],
    ['{"a": 1 «2»}', /A comma is missing/],
    ['{"a": 1 «{»}}', /A comma is missing/],
    ['["a" «:» 1]', /':' follows a value/],
    ["{«1»: 2}", /key in double quotes is missing/],
    ["{«:» 2}", /key in double quotes is missing/],
    ["{«{»}: 2}", /key in double quotes is missing/],
    ["{«{»}}", /key in double quotes is missing/],
    ["[«True»]", /'True' is no JSON value/],
    ["[«undefined»]", /is no JSON value/],
    ["[«+1»]", /is no JSON value/],
    ["[«.5»]", /is no JSON value/],
    ["[«%.%»]", /is no JSON value/],
    ["[«<1>»]", /is no JSON value/],
    ["[«-»]", /is no JSON value/],
    ["[«1.»]", /digit is missing/],
    ["[«1e»]", /digit is missing/],
    ["[«1E+»]", /digit is missing/],
    ["[-0«1»]", /A comma is missing/],
    ['["ok", «"open»\n]', /no end: its '"' is missing on this line/],
    ['[«"tab\there"»]', /control character/],
    ['[«"\\u12G4"»]', /four hexadecimal digits/],
    ['[«"\\x41"»]', /backslash that escapes nothing/],
    ["[«'open»\n]", /no end: its "'" is missing on this line/],
    ["[«'escaped\\'»\n]", /no end: its "'" is missing on this line/],
    ["{«'open: 1}»", /no end: its "'" is missing on this line/],
    ['{"a": 1} «/*» never closed', /comment has no end/],
    ['{"a": «/*» never closed', /comment has no end/],
    ["[«$»{open]", /is no JSON value/],
    ['{"a": «/»x/}', /is no JSON value/],
    ["[1,«\u00a0»]", /is no JSON value/],
  ];
  test.each(cases)("%j", (code, message) => {
    const { text, range } = marked(code);
    const { issues } = parseJson(text);
    const syntax = issues.filter(({ kind }) => kind === "syntax");
    expect(syntax.map((issue) => [issue.message, issue.range])).toEqual([[expect.stringMatching(message), range]]);
  });

  it("says where a bracket opens that nothing closes", () => {
    const [issue] = parseJson('{"States": {"A": {}').issues;
    expect(issue?.related).toEqual({ message: "It opens here.", range: [11, 12] });
  });

  it("is noted again behind the next comma", () => {
    const { issues } = parseJson("[True x y, 1, False]");
    expect(issues.map(({ range }) => range)).toEqual([
      [1, 5],
      [14, 19],
    ]);
  });

  it("opens whatever it may have cut short", () => {
    const { root } = parseJson('{"whole": {"a": 1}, "cut": {"b": [True]}}');
    const open = [...nodesIn(root)].filter((node) => node.kind !== "scalar" && node.kind !== "dynamic" && node.open);
    expect(open.map(({ pointer }) => pointer)).toEqual(["", "/cut", "/cut/b"]);
  });

  it("keeps what can be read around it", () => {
    expect(read('{"a": 1, "b" 2, "c": [1, x, 3], "d": {"e": 4}')).toEqual({ a: 1, c: [1, "x", 3], d: { e: 4 } });
  });

  it("refuses every change", () => {
    const { root, edit } = parseJson('{"a": 1');
    expect(root.kind === "object" && edit.setField(root, "b", 2)).toBeUndefined();
    expect(root.kind === "object" && edit.removeField(root, "a")).toBeUndefined();
  });
});

describe("a missing comma is written", () => {
  test.each([
    ['{"a": 1\n "b": 2}', '{"a": 1,\n "b": 2}'],
    ["[1 2]", "[1, 2]"],
    ['["x" {"a": 1}]', '["x", {"a": 1}]'],
    ['{"a": {} // why\n "b": 2}', '{"a": {}, // why\n "b": 2}'],
  ])("%j", (text, expected) => {
    const [issue] = parseJson(text).issues;
    expect(applyEdits(text, issue?.fix ?? [])).toBe(expected);
  });

  test.each([
    '{"a": 1 2}',
    '{"a": "x" "y"}',
    '{"a": 1 true}',
    '["a" "b": 1]',
    "[1 x]",
    '{"a": "x""b": 1}',
    '{"a": 1 "b: 2}',
  ])("but not where more may be missing: %j", (text) => {
    for (const { fix } of parseJson(text).issues) expect(fix).toBeUndefined();
  });
});

describe("what lenient readers take", () => {
  const cases: [text: string, kinds: string[], value: unknown][] = [
    ['{"a": [1, 2,],\n}', ["comma"], { a: [1, 2] }],
    ["{a: 1, $b_2: 2, c-d: 3}", ["key"], { a: 1, $b_2: 2, "c-d": 3 }],
    ["{'a': 'it\\'s', 'b': 'say \"x\"'}", ["quotes"], { a: "it's", b: 'say "x"' }],
    ["{a: 'x\\\ny',}", ["key", "quotes", "comma"], { a: "xy" }],
    ["['\\u0041\\n', 'back\\\\']", ["quotes"], ["A\n", "back\\"]],
    ["['']", ["quotes"], [""]],
    ["{null: 1, true: 2}", ["key"], { null: 1, true: 2 }],
  ];
  test.each(cases)("%j", (text, kinds, value) => {
    const { issues, root } = parseJson(text);
    expect(plainValue(root)).toEqual(value);
    expect(issues.map(({ kind }) => kind)).toEqual(kinds.map(() => "lenient"));
    const fixed = applyEdits(
      text,
      issues.flatMap(({ fix }) => fix ?? []),
    );
    expect(JSON.parse(fixed)).toEqual(value);
    expect(parseJson(fixed).issues).toEqual([]);
  });

  it("comments are noted once and kept", () => {
    const text = '// first\n{"a": /* second */ 1, "url": "https://x"} // third';
    const { issues, comments } = parseJson(text);
    expect(issues).toEqual([{ kind: "lenient", message: "Comments are no part of JSON", range: [0, 2] }]);
    expect(comments().map((comment) => comment.text)).toEqual(["// first", "/* second */", "// third"]);
    expect(comments().map(({ range }) => text.slice(...range))).toEqual(["// first", "/* second */", "// third"]);
  });

  it("counts the places", () => {
    expect(parseJson("{a: 1, b: 2}").issues[0]?.message).toBe("A key without quotes is no part of JSON (2 places)");
  });

  it("is not mended in broken text, where it may be part of the breach", () => {
    for (const { fix } of parseJson("{a: 'x', b c d,}").issues) expect(fix).toBeUndefined();
  });

  it("passes over a byte order mark", () => {
    const { root, issues } = parseJson('\uFEFF{"a": 1}');
    expect(issues).toEqual([]);
    expect([plainValue(root), root.range]).toEqual([{ a: 1 }, [1, 9]]);
  });
});

describe("placeholders", () => {
  const whole = [
    "${Arn}",
    "${a}${b}",
    "${a.b}-name",
    "pre${a}post",
    "%NAME%",
    "<NAME>",
    "{{ name }}",
    "{{name}}",
    "${a ? {b: 1} : 2}",
  ];
  test.each(whole)("%s stands for a value without quotes", (placeholder) => {
    for (const text of [
      placeholder,
      `[${placeholder}]`,
      `{"a":${placeholder}}`,
      `[ ${placeholder} , 1 ]`,
      `{"a": ${placeholder},\n"b": 1}`,
    ]) {
      const { root, issues } = parseJson(text);
      expect(issues).toEqual([]);
      const [dynamic] = [...nodesIn(root)].filter((node) => node.kind === "dynamic");
      expect(dynamic).toMatchObject({ why: "placeholder" });
      expect(dynamic && text.slice(...dynamic.range)).toBe(placeholder);
    }
  });

  test.each(["${Arn}", "a ${b} c", "%NAME%", "{{name}}"])('"%s" is a text that is not known', (placeholder) => {
    const { root, issues } = parseJson(JSON.stringify(placeholder));
    expect([root.kind, plainValue(root), issues]).toEqual(["dynamic", placeholder, []]);
  });

  test.each(["<b>", "100%", "$x", "{% $x %}", "a {{b}} c", "$.a[?(@.b)]"])('"%s" is a text as it stands', (value) => {
    expect(parseJson(JSON.stringify(value)).root).toMatchObject({ kind: "scalar", value });
  });

  test.each([
    '{ ${Extra} "A": 1 }',
    '{ "A": 1, ${Extra} }',
    '{ "A": 1 ${Extra} }',
    '{ ${One}${Two}, "A": 1 }',
    '{ ${One}\n${Two}\n "A": 1 }',
    '{ "${Name}": 2, "A": 1 }',
    '{ ${Name}: 2, "A": 1 }',
  ])("%s is an object whose members are not all known", (text) => {
    const { root, issues } = parseJson(text);
    expect(issues).toEqual([]);
    expect(root).toMatchObject({ kind: "object", open: true });
    expect(root.kind === "object" && plainValue(root.get("A") ?? root)).toBe(1);
  });

  it("leave the object around the one they stand in as it is", () => {
    expect(parseJson('{"a": {${Extra}}}').root).toMatchObject({ open: false });
  });

  it("keep the texts around them", () => {
    expect(parseJson('"arn:${P}:states:::glue:${x}.sync"').root).toMatchObject({
      parts: ["arn:", { label: "${P}" }, ":states:::glue:", { label: "${x}" }, ".sync"],
    });
  });
});

describe("keys", () => {
  it("that come twice are noted, and the last one counts", () => {
    const text = '{"a": 1, "b": 2, "\\u0061": 3}';
    const { root, issues } = parseJson(text);
    expect(root.kind === "object" && root.get("a")).toMatchObject({ value: 3 });
    expect(issues).toMatchObject([
      { kind: "duplicate-key", member: { member: { key: "a" } }, range: [17, 25], related: { range: [1, 4] } },
    ]);
  });

  it("that come twice among many are noted too", () => {
    const text = `{${[..."abcdefghijab", "__proto__", "constructor"].map((key) => `"${key}": 1`).join(", ")}}`;
    expect(parseJson(text).issues.map(({ member }) => member?.member.key)).toEqual(["a", "b"]);
  });

  it("are only names, whatever they mean to JavaScript", () => {
    const text = '{"__proto__": {"x": 1}, "constructor": 2}';
    const { root, issues } = parseJson(text);
    expect(issues).toEqual([]);
    expect(JSON.stringify(plainValue(root))).toBe(JSON.stringify(JSON.parse(text)));
    expect(new ObjectNode(root.origin, 0, 0).get("constructor")).toBeUndefined();
  });

  it("are escaped in pointers", () => {
    const { root } = parseJson('{"a/b": [{"~": 1}]}');
    expect([...nodesIn(root)].map(({ pointer }) => pointer)).toEqual(["", "/a~1b", "/a~1b/0", "/a~1b/0/~0"]);
  });
});

describe("size", () => {
  it("500 levels are read, more are an issue", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(parseJson(nested(500)).issues).toEqual([]);
    expect(parseJson(nested(501)).issues.map(({ range }) => range)).toEqual([[500, 501]]);
  });

  test.each([
    ["brackets that open", "[".repeat(200_000)],
    ["objects that open", '{"a":'.repeat(200_000)],
    ["brackets that close nothing", `{${"]".repeat(200_000)}`],
    ["commas", ",".repeat(200_000)],
    ["keys without value", `{${'"a" '.repeat(100_000)}`],
    ["placeholders that do not close", `[${"${".repeat(5_000)}`],
    ["quotes", "'\"".repeat(50_000)],
    ["blanks", `{${" ".repeat(1_000_000)}/*`],
  ])("%s without end do not throw", (_, text) => {
    expect(parseJson(text).issues.length).toBeGreaterThan(0);
  });

  it("bare keys and single quotes take no longer than their length", () => {
    const text = `{${Array.from({ length: 40_000 }, (__, i) => `someBareKey${i}: 'some text in single quotes'`).join(",\n")}}`;
    const start = processorTime();
    expect(parseJson(text).issues).toHaveLength(2);
    expect(processorTime() - start).toBeLessThan(1_000);
  });

  it("3 MB are read in 1.5 s", () => {
    const state = {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { "a.$": "$.b", n: 1 },
      Next: "Next",
    };
    const states = Object.fromEntries(Array.from({ length: 16_000 }, (__, i) => [`State ${i}`, state]));
    const text = JSON.stringify({ StartAt: "State 0", States: states }, null, 2);
    expect(text.length).toBeGreaterThan(3_000_000);
    const start = processorTime();
    expect(parseJson(text).issues).toEqual([]);
    expect(processorTime() - start).toBeLessThan(1_500);
  });
});

describe("for any JSON", () => {
  it("the tree says what JSON.parse says, and each range covers its value", () => {
    fc.assert(
      fc.property(jsonText, ({ value, text }) => {
        const { root, issues } = parseJson(text);
        expect(issues).toEqual([]);
        expect(JSON.stringify(plainValue(root))).toBe(JSON.stringify(JSON.parse(text)));
        expect(JSON.stringify(plainValue(root))).toBe(JSON.stringify(value));
        for (const node of nodesIn(root)) {
          expect(JSON.stringify(JSON.parse(text.slice(...node.range)))).toBe(JSON.stringify(plainValue(node)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keys have the range of their text", () => {
    fc.assert(
      fc.property(jsonText, ({ text }) => {
        for (const node of nodesIn(parseJson(text).root)) {
          if (node.kind !== "object") continue;
          for (const { key, keyRange } of node.members) expect(JSON.parse(text.slice(...keyRange))).toBe(key);
        }
      }),
    );
  });
});

describe("for any text", () => {
  /** What JSON.parse refuses without an issue must hold something only steplint takes: a placeholder. */
  function agreesWithJson(text: string): void {
    const { root, issues } = parseJson(text);
    const syntax = issues.filter(({ kind }) => kind === "syntax");
    if (isJson(text)) expect(issues.filter(({ kind }) => kind !== "duplicate-key")).toEqual([]);
    else if (issues.length === 0) expect(text).toMatch(/\$\{|\{\{|%[A-Za-z_][\w.-]*%|<[A-Za-z_][\w.-]*>/);
    for (const { range } of [...syntax, ...nodesIn(root)]) {
      expect(range[0]).toBeLessThanOrEqual(range[1]);
      expect(range[0]).toBeGreaterThanOrEqual(0);
      expect(range[1]).toBeLessThanOrEqual(text.length);
    }
    if (issues.every(({ kind, fix }) => kind === "lenient" && fix !== undefined) && [...nodesIn(root)].every(isKnown)) {
      const fixed = applyEdits(
        text,
        issues.flatMap(({ fix }) => fix ?? []),
      );
      expect(JSON.stringify(JSON.parse(fixed))).toBe(JSON.stringify(plainValue(root)));
    }
  }

  const isKnown = (node: ValueNode): boolean => node.kind !== "dynamic" && (node.kind !== "object" || !node.open);

  it("agrees with JSON.parse on garbage", () => {
    const piece = fc.constantFrom(
      ..."{}[],:\"'\\/*$%<>-+.019eaun \n\t\r\u00a0",
      "//",
      "/*",
      "*/",
      "${",
      "null",
      "true",
      '"a"',
      '{"a":1}',
      "\\u00",
      "'x'",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join("")),
        agreesWithJson,
      ),
      { numRuns: 6_000 },
    );
  });

  it("agrees with JSON.parse on texts that were cut or changed", () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat(3),
      inserted: fc.constantFrom("", "", ",", "]", "}", '"', "x", "\\", ":", "/*", "1"),
    });
    fc.assert(
      fc.property(jsonText, fc.array(change, { minLength: 1, maxLength: 3 }), ({ text }, changes) => {
        const changed = changes.reduce((before, { at, length, inserted }) => {
          const start = at % (before.length + 1);
          return before.slice(0, start) + inserted + before.slice(start + length);
        }, text);
        agreesWithJson(changed);
      }),
      { numRuns: 2_000 },
    );
  });

  it("no beginning of a JSON object is whole", () => {
    const object = fc.dictionary(fc.string({ maxLength: 3 }), jsonValue, { minKeys: 1, maxKeys: 3 });
    fc.assert(
      fc.property(object, fc.nat(), (value, at) => {
        const text = JSON.stringify(value, null, 1);
        const { issues } = parseJson(text.slice(0, at % text.length));
        expect(issues.some(({ kind }) => kind === "syntax")).toBe(true);
      }),
    );
  });
});
