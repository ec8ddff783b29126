import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import github from "../../src/formatters/github.ts";
import { cleanReport, reportWith, sampleReport } from "./sample-report.ts";

describe("github", () => {
  test("gives each problem a workflow command", () => {
    expect(github(sampleReport, FILE_FORMAT)).toMatchInlineSnapshot(`
      "::error file=flows/bundled.asl.json,line=1,endLine=1,col=657,endColumn=664,title=valid-field-value::Type 'Sucess' does not exist. Did you mean 'Succeed'?
      ::error file=flows/order.asl.json,line=4,endLine=4,col=92,endColumn=98,title=valid-transition::State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?
      ::warning file=flows/order.asl.json,line=5,endLine=9,title=no-tight-wait::Polling every 5 s costs 720 transitions an hour.
      ::error file=flows/order.asl.json,line=10,endLine=10,col=53,endColumn=57,title=known-field::A Fail state has no field 'Nxt'.
      ::error file=flows/order.asl.json,line=11,endLine=11,col=5,endColumn=5,title=valid-syntax::A comma is missing.
      ::error file=flows/\\u001b[31mred\\nfile.asl.json,line=1,endLine=1,col=14,endColumn=21,title=valid-state-name::Name '\\u001b[2J\\nA' has control characters.
      "
    `);
  });

  test("says nothing where there is no problem", () => {
    expect(github(cleanReport, FILE_FORMAT)).toBe("");
  });

  test("escapes what ends a property or a command", () => {
    const report = reportWith([{ ruleId: "mine/a:b,c", message: "100%, a::b\n::error::forged" }], {
      filePath: "a,b:c%0A",
    });
    expect(github(report, FILE_FORMAT)).toBe(
      "::error file=a%2Cb%3Ac%250A,line=1,endLine=1,col=3,endColumn=7,title=mine/a%3Ab%2Cc::100%25, a::b\\n::error::forged\n",
    );
  });

  test("gives no columns to a place of several lines, and no line that it does not touch", () => {
    const text = github(reportWith([{ endLine: 3, endColumn: 1 }]), FILE_FORMAT);
    expect(text).toBe("::error file=a.asl.json,line=1,endLine=2,title=known-field::Here.\n");
  });

  test("has the last column of a place, not the one behind it", () => {
    expect(github(reportWith([{ column: 4, endColumn: 5 }]), FILE_FORMAT)).toContain("col=4,endColumn=4,");
    expect(github(reportWith([{ column: 4, endColumn: 4 }]), FILE_FORMAT)).toContain("col=4,endColumn=4,");
  });
});
