import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { TextEdit } from "../../src/document/nodes.ts";
import { rules as builtIn } from "../../src/rules/index.ts";
import { fixText, lintText, ruleOf } from "../helpers/lint.ts";

const TEXT =
  '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Comment": "0", "Next": "B"}, "B": {"Type": "Succeed"}}}';

/** A rule that reports the machine with a fix for each list of edits. */
const fixing = (...fixes: ((text: string) => readonly TextEdit[])[]) =>
  ruleOf({
    StateMachine({ range }, { report, definition }) {
      for (const fix of fixes)
        report({ at: range, messageId: "found", data: { what: "it" }, fix: () => fix(definition.file.text) });
    },
  });

/** Replaces the first place of a text; nothing where it is not there. */
const replacing =
  (from: string, to: string) =>
  (text: string): TextEdit[] => {
    const start = text.indexOf(from);
    return start === -1 ? [] : [{ range: [start, start + from.length], text: to }];
  };

const counting = ruleOf({
  Pass(state, { report }) {
    const { comment } = state;
    const change = (edit: Parameters<Parameters<typeof report>[0]["fix"] & object>[0]) =>
      comment && edit.replaceValue(comment.node, String(Number(comment.value) + 1));
    report({ at: state.nameRange, messageId: "found", data: { what: state.name }, fix: change });
  },
});

describe("fixes", () => {
  it("are applied until there are none", () => {
    const { text, fixed, result } = fixText(TEXT, {
      a: fixing(replacing('"0"', '"one"')),
      b: fixing(replacing('"one"', '"two"')),
    });
    expect(text).toBe(TEXT.replace('"0"', '"two"'));
    expect(fixed).toBe(2);
    expect(result?.problems.map(({ fix }) => fix)).toEqual([undefined, undefined]);
  });

  it("that never end are applied ten times", () => {
    const { text, fixed, result } = fixText(TEXT, { counting });
    expect([text, fixed]).toEqual([TEXT.replace('"0"', '"10"'), 10]);
    expect(result?.source.text).toBe(text);
  });

  it("that overlap wait for the next pass", () => {
    const { text, fixed } = fixText(TEXT, {
      a: fixing(replacing('"A", "States"', '"B", "States"')),
      b: fixing(replacing('"StartAt": "A"', '"StartAt": "C"')),
    });
    expect([text, fixed]).toEqual([TEXT.replace('"A", ', '"B", '), 1]);
  });

  it("at one place are not applied together", () => {
    const insert =
      (what: string) =>
      (text: string): TextEdit[] =>
        text.includes(what) ? [] : [{ range: [1, 1], text: `"${what}": 1, ` }];
    const { text, fixed } = fixText(TEXT, { a: fixing(insert("X")), b: fixing(insert("Y")) });
    expect([text, fixed]).toEqual([`{"Y": 1, "X": 1, ${TEXT.slice(1)}`, 2]);
  });

  it("whose own edits overlap are dropped", () => {
    const overlapping = fixing(() => [
      { range: [28, 40], text: "" },
      { range: [30, 35], text: "x" },
    ]);
    expect(fixText(TEXT, { overlapping })).toMatchObject({ text: TEXT, fixed: 0 });
  });

  it("that change nothing do not count", () => {
    expect(fixText(TEXT, { same: fixing(replacing('"0"', '"0"')) })).toMatchObject({ text: TEXT, fixed: 0 });
  });

  it("that break the text are dropped, and the problem stays", () => {
    const { text, fixed, result } = fixText(TEXT, { breaking: fixing(replacing('"Pass"', '"Pass')) });
    expect([text, fixed, result?.problems.length]).toEqual([TEXT, 0, 1]);
  });

  it("that write a key twice are dropped", () => {
    expect(fixText(TEXT, { twice: fixing(replacing('"Comment"', '"Type"')) })).toMatchObject({ text: TEXT, fixed: 0 });
  });

  it("that leave no definition are dropped", () => {
    const nothing = fixing((text) => [{ range: [0, text.length], text: "{}" }]);
    expect(fixText(TEXT, { nothing }, { path: "machine.json" })).toMatchObject({ text: TEXT, fixed: 0 });
  });

  it("all but those that break the text are applied, however many there are", () => {
    const states = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`S${i}`, { Type: "Succeed", Comment: `old${i}.` }]),
    );
    const good = Array.from({ length: 30 }, (_, i) => replacing(`old${i}.`, `new${i}.`));
    const { text, fixed } = fixText(JSON.stringify({ StartAt: "S0", States: states }), {
      mixed: fixing(replacing('"StartAt"', '"StartAt'), ...good),
    });
    expect(fixed).toBe(30);
    expect(text).not.toContain("old");
  });

  it("know what the caller knows of the definition", () => {
    const typed = ruleOf({
      StateMachine({ range }, { report, definition }) {
        if (definition.context.type !== "EXPRESS") return;
        report({
          at: range,
          messageId: "found",
          data: { what: "it" },
          fix: () => replacing('"0"', '"1"')(definition.file.text),
        });
      },
    });
    expect(fixText(TEXT, { typed }).fixed).toBe(0);
    expect(fixText(TEXT, { typed }, { known: { type: "EXPRESS" } }).text).toBe(TEXT.replace('"0"', '"1"'));
  });
});

describe("bad input is left as it is", () => {
  test.each([
    ["empty", ""],
    ["blank", " \n"],
    ["binary", "\u0000\u0001{,}"],
    ["no object", "[1, 2]"],
    ["duplicate keys", TEXT.replace('"Comment"', '"Type"')],
    ["two values in a row", TEXT.replace('"0"', '"0" "1"')],
    ["bare words", TEXT.replace('"0"', "nothing special")],
    ["bare keys in broken text", "{StartAt: 'A', States: {A: {Type Succeed}}}"],
    ["an unclosed string", TEXT.replace('"0"', '"0')],
    ["an unclosed comment", `${TEXT} /* never`],
    ["placeholders", TEXT.replace('"0"', "${Comment}").replace('"A", ', "${Start}, ")],
  ])("%s", (_, text) => expect(fixText(text, builtIn)).toMatchObject({ text, fixed: 0 }));

  it("cut short anywhere", () => {
    const text = JSON.stringify(JSON.parse(TEXT), null, 2);
    for (let length = 0; length < text.length; length++) {
      expect(fixText(text.slice(0, length), builtIn).text).toBe(text.slice(0, length));
    }
  });

  it("or else it reads no worse", () => {
    const change = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom("", ",", "}", '"', "x", "'", ":", "//", "1 "));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const text = changes.reduce((before, [at, length, inserted]) => {
          const start = at % (before.length + 1);
          return before.slice(0, start) + inserted + before.slice(start + length);
        }, TEXT);
        const errors = (each: string) =>
          lintText(each, builtIn).problems.filter(({ messageId }) => messageId === "unreadable").length;
        expect(errors(fixText(text, builtIn).text)).toBeLessThanOrEqual(errors(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe("lenient JSON", () => {
  it("is written strictly, in one go with a missing comma", () => {
    const text = "{\n  StartAt: 'A',\n  States: { A: { Type: 'Succeed', }, },\n}";
    expect(JSON.parse(fixText(text, builtIn).text)).toEqual({ StartAt: "A", States: { A: { Type: "Succeed" } } });
    const comma = '{\n  "StartAt": "A"\n  "States": { A: { "Type": "Succeed" } }\n}';
    expect(JSON.parse(fixText(comma, builtIn).text)).toEqual({ StartAt: "A", States: { A: { Type: "Succeed" } } });
  });

  it("is left where the name says that it is meant", () => {
    const text = "{StartAt: 'A', States: {A: {Type: 'Succeed'}}}";
    expect(fixText(text, builtIn, { path: "machine.asl.json5" }).text).toBe(text);
  });
});
