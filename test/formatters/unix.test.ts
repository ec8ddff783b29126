import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import unix from "../../src/formatters/unix.ts";
import { cleanReport, sampleReport } from "./sample-report.ts";

describe("unix", () => {
  test("gives each problem a line", () => {
    expect(unix(sampleReport, FILE_FORMAT)).toMatchInlineSnapshot(`
      "flows/bundled.asl.json:1:657: Type 'Sucess' does not exist. Did you mean 'Succeed'? [error/valid-field-value]
      flows/order.asl.json:4:92: State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'? [error/valid-transition]
      flows/order.asl.json:5:14: Polling every 5 s costs 720 transitions an hour. [warning/no-tight-wait]
      flows/order.asl.json:10:53: A Fail state has no field 'Nxt'. [error/known-field]
      flows/order.asl.json:11:5: A comma is missing. [error/valid-syntax]
      flows/\\u001b[31mred\\nfile.asl.json:1:14: Name '\\u001b[2J\\nA' has control characters. [error/valid-state-name]
      "
    `);
  });

  test("says nothing where there is no problem", () => {
    expect(unix(cleanReport, FILE_FORMAT)).toBe("");
  });
});
