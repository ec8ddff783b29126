import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { createSourceFile, lineEndOf } from "../../src/document/source-file.ts";

const file = createSourceFile("machine.asl.json", "a\nbc\r\n\rd😀\n");

describe("positions", () => {
  test.each<[offset: number, line: number, column: number]>([
    [0, 1, 1],
    [1, 1, 2],
    [2, 2, 1],
    [4, 2, 3],
    [5, 2, 4],
    [6, 3, 1],
    [7, 4, 1],
    [9, 4, 3],
    [10, 4, 4],
    [11, 5, 1],
    [99, 5, 1],
    [-5, 1, 1],
  ])("offset %i is line %i, column %i", (offset, line, column) =>
    expect(file.positionAt(offset)).toEqual({ line, column }),
  );

  it("of an empty text are its start", () => {
    expect(createSourceFile("x", "").positionAt(0)).toEqual({ line: 1, column: 1 });
  });

  it("lead back to their offsets", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "\n", "\r\n", "\r", "😀"), { maxLength: 12 }).map((parts) => parts.join("")),
        (text) => {
          const source = createSourceFile("x", text);
          for (let offset = 0; offset <= text.length; offset++) {
            const { line, column } = source.positionAt(offset);
            const before = text
              .split(/(?<=\r\n|\n|\r(?!\n))/)
              .slice(0, line - 1)
              .join("");
            expect(before.length + column - 1).toBe(offset);
          }
        },
      ),
    );
  });
});

describe("lines", () => {
  test.each<[number, string]>([
    [1, "a"],
    [2, "bc"],
    [3, ""],
    [4, "d😀"],
    [5, ""],
    [0, ""],
    [6, ""],
    [-1, ""],
  ])("line %i is %j", (line, text) => expect(file.lineAt(line)).toBe(text));
});

test.each([
  ["a\nb\r\n", "\n"],
  ["a\r\nb\n", "\r\n"],
  ["a", "\n"],
  ["", "\n"],
  ["\na", "\n"],
  ["\r\n", "\r\n"],
])("the line end of %j is %j", (text, end) => expect(lineEndOf(text)).toBe(end));
