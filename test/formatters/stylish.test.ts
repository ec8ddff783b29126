import { describe, expect, test } from "vitest";
import type { FormatOptions } from "../../src/formatters/formatter.ts";
import stylish from "../../src/formatters/stylish.ts";
import { cleanReport, reportAt, reportOf, reportWith, sampleReport } from "./sample-report.ts";

const plain: FormatOptions = { color: false, hyperlinks: false, width: 100 };

describe("stylish", () => {
  test("shows the problems of each file in columns, and a summary", () => {
    expect(stylish(sampleReport, plain)).toMatchInlineSnapshot(`
      "flows/bundled.asl.json
        1:657  error  Type 'Sucess' does not exist. Did you mean 'Succeed'?  valid-field-value

      flows/order.asl.json
         4:92  error    State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?  valid-transition
         5:14  warning  Polling every 5 s costs 720 transitions an hour.                                   no-tight-wait
        10:53  error    A Fail state has no field 'Nxt'.                                                   known-field
        11:5   error    A comma is missing.                                                                valid-syntax

      flows/\\u001b[31mred\\nfile.asl.json
        1:14  error  Name '\\u001b[2J\\nA' has control characters.  valid-state-name

      5 errors and 1 warning in 4 definitions (4 files), 1 fixable with --fix
      "
    `);
  });

  test("says so where there is no problem", () => {
    expect(stylish(cleanReport, plain)).toBe("1 definition in 1 file, no problems\n");
    expect(stylish(cleanReport, { ...plain, errorsOnly: true })).toBe("1 definition in 1 file, no errors\n");
  });

  test("says nothing where nothing was linted", () => {
    expect(stylish(reportOf([]), plain)).toBe("");
  });

  test("leaves out a file whose problems are all suppressed", () => {
    const report = reportWith([{ suppressed: { kind: "directive", reason: undefined } }]);
    expect(stylish(report, plain)).toBe("1 definition in 1 file, no problems\n");
  });

  test("aligns the rules behind wide characters", () => {
    const report = reportWith([{ message: "在庫" }, { message: "🛒 e\u0301" }, { message: "abcd" }]);
    expect(stylish(report, plain)).toMatchInlineSnapshot(`
      "a.asl.json
        1:3  error  在庫  known-field
        1:3  error  🛒 é  known-field
        1:3  error  abcd  known-field

      3 errors in 1 definition (1 file)
      "
    `);
  });

  test("lets no message that is longer than a line push away the other rules", () => {
    const text = stylish(reportWith([{ message: "long ".repeat(30) }, { message: "Short." }]), plain);
    expect(text).toContain("\n  1:3  error  Short.  known-field\n");
  });

  test("colours and links what it is told to", () => {
    const report = reportAt(`{ "Nxt": 1 }`, `"Nxt"`);
    expect(stylish(report, { color: true, hyperlinks: true, width: 100 })).toMatchInlineSnapshot(`
      "[1ma.asl.json[22m
        1:3  [31merror[39m  Here.  ]8;;https://example.com/rules/known-field.md\\[2mknown-field[22m]8;;\\

      [31m1 error[39m in 1 definition (1 file)
      "
    `);
  });
});
