import { describe, expect, test } from "vitest";
import { printable, printablePath } from "../../src/util/printable.ts";

describe("printable", () => {
  test("writes line ends and tabs as people know them", () => {
    expect(printable("a\r\n\tb")).toBe("a\\r\\n\\tb");
  });

  test("writes what moves the cursor, hides text or turns its direction as an escape", () => {
    expect(printable("\u001b[31m\u0007\u009b\u2028\u202e\ufeff")).toBe(
      "\\u001b[31m\\u0007\\u009b\\u2028\\u202e\\ufeff",
    );
  });

  test("writes what no encoding has as an escape", () => {
    expect(printable("\ud83d|\udd12|\ufffe\uffff")).toBe("\\ud83d|\\udd12|\\ufffe\\uffff");
  });

  test("leaves the letters of any language alone", () => {
    expect(printable("Größe 在庫 🛒 שלום")).toBe("Größe 在庫 🛒 שלום");
  });
});

describe("a path at the start of a line", () => {
  test.each([
    ["flows/a.json", "flows/a.json"],
    ["::error::a.json", "./::error::a.json"],
    ["##[group]a.json", "./##[group]a.json"],
    ["a\nb::c.json", "a\\nb::c.json"],
  ])("%j reads as %s, and never as a command", (path, shown) => {
    expect(printablePath(path)).toBe(shown);
  });
});
