import { describe, expect, test } from "vitest";
import type { FormatOptions } from "../../src/formatters/formatter.ts";
import frame from "../../src/formatters/frame.ts";
import { cleanReport, reportAt, reportOf, sampleReport } from "./sample-report.ts";

const plain: FormatOptions = { color: false, hyperlinks: false, width: 100 };

describe("frame", () => {
  test("shows each problem with its line, the places that belong to it, and a summary", () => {
    expect(frame(sampleReport, plain)).toMatchInlineSnapshot(`
      "flows/bundled.asl.json:1:657  error  Type 'Sucess' does not exist. Did you mean 'Succeed'?  valid-field-value
        1 | …g; ","StartAt":"Only","States":{"Only":{"Type":"Sucess"}}                                   …
          |                                                 ^^^^^^^^

      flows/order.asl.json:4:92  error  State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?  valid-transition
        4 | …ck stock": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Chekc" },
          |                                                                                     ^^^^^^^
        flows/order.asl.json:5:5  State 'Check' is here
        5 |     "Check": {
          |     ^^^^^^^

      flows/order.asl.json:5:14  warning  Polling every 5 s costs 720 transitions an hour.  no-tight-wait
        5 |     "Check": {
          |              ^

      flows/order.asl.json:10:53  error  A Fail state has no field 'Nxt'.  known-field
        10 |     "在庫切れ 🛒": { "Type": "Fail", "Cause": "在庫がありません", "Nxt": "Check" }
           |                                                                   ^^^^^

      flows/order.asl.json:11:5  error  A comma is missing.  valid-syntax
        11 |     "Done": { "Type": "Succeed" }
           |     ^

      flows/\\u001b[31mred\\nfile.asl.json:1:14  error  Name '\\u001b[2J\\nA' has control characters.  valid-state-name
        1 | { "StartAt": "\\u001b[2J\\u202eA" }
          |              ^^^^^^^^^^^^^^^^^^
        gone.asl.json:1:3  \\u001b]0;title\\u0007 here
        flows/\\u001b[31mred\\nfile.asl.json:1:3  It starts here
        1 | { "StartAt": "\\u001b[2J\\u202eA" }
          |   ^^^^^^^^^

      5 errors and 1 warning in 4 definitions (4 files), 1 fixable with --fix
      "
    `);
  });

  test("says so where there is no problem", () => {
    expect(frame(cleanReport, plain)).toBe("1 definition in 1 file, no problems\n");
  });

  test("says nothing where nothing was linted", () => {
    expect(frame(reportOf([]), plain)).toBe("");
  });

  test("colours what it is told to", () => {
    expect(frame(reportAt(`{ "Nxt": 1 }`, `"Nxt"`), { ...plain, color: true })).toMatchInlineSnapshot(`
      "[1ma.asl.json[22m:1:3  [31merror[39m  Here.  [2mknown-field[22m
      [2m  1 | [22m{ "Nxt": 1 }
      [2m    | [22m  [31m^^^^^[39m

      [31m1 error[39m in 1 definition (1 file)
      "
    `);
  });

  test("links the rule to its document", () => {
    const text = frame(reportAt(`{ "Nxt": 1 }`, `"Nxt"`), { color: false, hyperlinks: true, width: 100 });
    expect(text).toContain("\u001b]8;;https://example.com/rules/known-field.md\u001b\\known-field\u001b]8;;\u001b\\\n");
  });

  test("lets no text of a file move the cursor or add a line", () => {
    const lines = frame(sampleReport, plain).split("\n");
    expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(lines.filter((line) => line.includes("file.asl.json"))).toHaveLength(2);
  });
});
