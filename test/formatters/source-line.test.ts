import { describe, expect, test } from "vitest";
import { markedLine } from "../../src/formatters/source-line.ts";

/** The printed line and the carets below it, for a text of one line with `«…»` around the range. */
function drawn(marked: string, width = 40): string[] {
  const start = marked.indexOf("«");
  const source = marked.replace(/[«»]/g, "");
  const { text, markStart, markWidth } = markedLine(source, 0, [start, marked.indexOf("»") - 1], width);
  return [text, " ".repeat(markStart) + "^".repeat(markWidth)];
}

describe("a marked line", () => {
  test("has the carets below the range", () => {
    expect(drawn("one «two» three")).toEqual(["one two three", "    ^^^"]);
  });

  test("has one caret for a range without width, also behind its end", () => {
    expect(drawn("one «»two")).toEqual(["one two", "    ^"]);
    expect(drawn("one«»")).toEqual(["one", "   ^"]);
    expect(drawn("«»")).toEqual(["", "^"]);
  });

  test("ends with the line where the range goes on, without the blanks at its end", () => {
    expect(drawn("a: «{  \n b }»")).toEqual(["a: {  ", "   ^"]);
    expect(drawn("a: «{\r\n b }»")).toEqual(["a: {", "   ^"]);
  });

  test("has tabs as two blanks", () => {
    expect(drawn("\t\t«a»")).toEqual(["    a", "    ^"]);
  });

  test("counts wide characters and emoji as two cells, and marks that combine as none", () => {
    expect(drawn("在庫 «a»")).toEqual(["在庫 a", "     ^"]);
    expect(drawn("👩‍👩‍👧 «👍🏽»")).toEqual(["👩‍👩‍👧 👍🏽", "   ^^"]);
    expect(drawn("e\u0301 «a»")).toEqual(["e\u0301 a", "  ^"]);
  });

  test("escapes what a terminal obeys", () => {
    expect(drawn("\u001b[2J «a»")).toEqual(["\\u001b[2J a", "          ^"]);
  });

  test("is cut behind a range at its start", () => {
    expect(drawn(`«a»${"b".repeat(50)}`, 20)).toEqual([`a${"b".repeat(18)}…`, "^"]);
  });

  test("is cut on both sides of a range in its middle", () => {
    const [text = "", carets = ""] = drawn(`${"b".repeat(50)}«aaaa»${"c".repeat(50)}`, 20);
    expect(text).toMatch(/^…b+aaaac+…$/);
    expect(text).toHaveLength(20);
    expect(text.indexOf("aaaa")).toBe(carets.indexOf("^^^^"));
  });

  test("shows as much before a range as what follows it leaves", () => {
    expect(drawn(`${"b".repeat(50)}«a»cc`, 20)).toEqual([`…${"b".repeat(16)}acc`, `${" ".repeat(17)}^`]);
  });

  test("is cut before a range at its end", () => {
    const [text = "", carets = ""] = drawn(`${"b".repeat(50)}«aaaa»`, 20);
    expect(text).toMatch(/^…b+aaaa$/);
    expect(carets).toHaveLength(text.length);
  });

  test("is cut in a range that is longer than it may be", () => {
    const [text = "", carets = ""] = drawn(`${"b".repeat(50)}«${"a".repeat(50)}»`, 20);
    expect(text).toMatch(/^…b*a+…$/);
    expect(text).toHaveLength(20);
    expect(carets).toHaveLength(20);
  });

  test("cuts no character in two", () => {
    for (let width = 20; width < 26; width++) {
      const [text = ""] = drawn(`${"🛒".repeat(50)}«a»${"🛒".repeat(50)}`, width);
      expect(text).toMatch(/^…(?:🛒)+a(?:🛒)+…$/u);
    }
  });
});
