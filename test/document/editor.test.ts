import { describe, expect, it } from "vitest";
import { joinEdits, rowsOf } from "../../src/document/editor.ts";
import type { TextEdit } from "../../src/document/nodes.ts";

describe("changes made together", () => {
  const edit = (start: number, end: number, text = ""): TextEdit => ({ range: [start, end], text });

  it("are their edits", () => {
    expect(joinEdits([[edit(4, 6)], [edit(0, 2), edit(2, 4)]])).toHaveLength(3);
  });

  it("may insert where another one ends", () => {
    expect(joinEdits([[edit(0, 2)], [edit(2, 2, "x")]])).toHaveLength(2);
  });

  it("are none where one of them cannot be made", () => {
    expect(joinEdits([[edit(0, 2)], undefined])).toBeUndefined();
  });

  it("are none where two of them touch one place", () => {
    expect(joinEdits([[edit(0, 3)], [edit(2, 4)]])).toBeUndefined();
    expect(joinEdits([[edit(2, 2, "x")], [edit(2, 2, "y")]])).toBeUndefined();
  });
});

it("places are rows of neighbours", () => {
  expect(rowsOf([0, 1, 3, 5, 6, 7])).toEqual([
    [0, 1],
    [3, 3],
    [5, 7],
  ]);
});
