import { describe, expect, it } from "vitest";
import { directiveInComment, directivesInField, withoutNames } from "../../src/linter/directive-text.ts";

describe("a comment", () => {
  it.each([
    ["# steplint-disable-line", "disable-line", [], undefined],
    ["# steplint-disable-next-line no-tight-wait", "disable-next-line", ["no-tight-wait"], undefined],
    ["// steplint-disable a-rule, b-rule", "disable", ["a-rule", "b-rule"], undefined],
    ["//steplint-disable a-rule b-rule,c-rule", "disable", ["a-rule", "b-rule", "c-rule"], undefined],
    ["/* steplint-disable a-rule -- agreed with the vendor */", "disable", ["a-rule"], "agreed with the vendor"],
    ["/** steplint-enable */", "enable", [], undefined],
    ["## steplint-disable-line mine/no-x -- so -- what", "disable-line", ["mine/no-x"], "so -- what"],
    ["# steplint-disable-line -- all of it", "disable-line", [], "all of it"],
    ["# steplint-disable-line a-rule --", "disable-line", ["a-rule"], undefined],
    ["# steplint-disable-line a-rule --- long dash", "disable-line", ["a-rule"], "long dash"],
    ["/* steplint-disable a-rule\n   -- over two lines */", "disable", ["a-rule"], "over two lines"],
    ["# steplint-disable-line a-rule.", "disable-line", ["a-rule"], undefined],
    ["# steplint-disable-line `a-rule`, 'b-rule'", "disable-line", ["a-rule", "b-rule"], undefined],
    ["# steplint-disable-line a-rule-- why", "disable-line", ["a-rule"], "why"],
    ["# steplint-disable-line a-rule \u2014 long dash", "disable-line", ["a-rule"], "long dash"],
    ["/*\n * steplint-disable a-rule\n */", "disable", ["a-rule"], undefined],
    ["# steplint-ignore-line a-rule", undefined, ["a-rule"], undefined],
    ["# steplint-disabel a-rule", undefined, ["a-rule"], undefined],
    ["# steplint-Disable", undefined, [], undefined],
  ])("%s is a directive", (comment, kind, names, reason) => {
    const found = directiveInComment(comment);
    expect({ ...found, names: found?.names.map(({ id }) => id) }).toMatchObject({ names });
    expect([found?.kind, found?.reason]).toEqual([kind, reason]);
  });

  it.each([
    "# see steplint-disable-line in the guide",
    "# steplint",
    "# steplint-config lies in the root",
    "# steplintdisable",
    "# xsteplint-disable",
    "//",
    "/**/",
    "#",
    "/* unclosed",
  ])("%s is none", (comment) => {
    expect(directiveInComment(comment)).toBeUndefined();
  });

  it("says where its word and names stand", () => {
    const comment = "/* steplint-disable a-rule,  b-rule -- why */";
    const found = directiveInComment(comment);
    expect(found?.names.map(({ start, end }) => comment.slice(start, end))).toEqual(["a-rule", "b-rule"]);
    expect(comment.slice(found?.start, found?.namesEnd)).toBe("steplint-disable a-rule,  b-rule");
    expect(comment.slice(found?.start, found?.end)).toBe("steplint-disable a-rule,  b-rule -- why");
  });
});

describe("a Comment field", () => {
  it.each([
    ["steplint-disable a-rule", [["disable", ["a-rule"], undefined]]],
    ["Asks the vendor. steplint-disable a-rule, b-rule -- agreed.", [["disable", ["a-rule", "b-rule"], "agreed."]]],
    ["(steplint-disable a-rule)", [["disable", ["a-rule"], undefined]]],
    ["first\nsteplint-disable a-rule -- why\nlast", [["disable", ["a-rule"], "why"]]],
    [
      "steplint-disable a-rule -- one steplint-disable b-rule -- two",
      [
        ["disable", ["a-rule"], "one"],
        ["disable", ["b-rule"], "two"],
      ],
    ],
    ["steplint-disable-line a-rule", [["disable-line", ["a-rule"], undefined]]],
    ["my-steplint-disable a-rule", []],
    ["Nothing to see", []],
    ["steplint-", []],
  ])("%j holds directives", (text, expected) => {
    const found = directivesInField(text).map(({ kind, names, reason }) => [kind, names.map(({ id }) => id), reason]);
    expect(found).toEqual(expected);
  });

  it.each([
    ["steplint-disable a-rule, b-rule -- why", ["a-rule"], "steplint-disable b-rule -- why"],
    ["Asks. steplint-disable a-rule b-rule -- why\nMore.", ["b-rule"], "Asks. steplint-disable a-rule -- why\nMore."],
    ["steplint-disable a-rule, b-rule -- why", ["a-rule", "b-rule"], undefined],
    ["steplint-disable", [], undefined],
  ])("%j can lose names", (text, unwanted, left) => {
    const [directive] = directivesInField(text);
    expect(directive && withoutNames(text, directive, new Set(unwanted))).toBe(left);
  });
});
