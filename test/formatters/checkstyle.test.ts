import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import checkstyle from "../../src/formatters/checkstyle.ts";
import { parseXml } from "../helpers/xml.ts";
import { reportOf, reportWith, sampleReport } from "./sample-report.ts";

describe("checkstyle", () => {
  test("gives every file with its problems", () => {
    expect(checkstyle(sampleReport, FILE_FORMAT)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
        <file name="flows/bundled.asl.json">
          <error line="1" column="657" severity="error" message="Type 'Sucess' does not exist. Did you mean 'Succeed'?" source="steplint.valid-field-value"/>
        </file>
        <file name="flows/clean.asl.yaml"/>
        <file name="flows/order.asl.json">
          <error line="4" column="92" severity="error" message="State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?" source="steplint.valid-transition"/>
          <error line="5" column="14" severity="warning" message="Polling every 5 s costs 720 transitions an hour." source="steplint.no-tight-wait"/>
          <error line="10" column="53" severity="error" message="A Fail state has no field 'Nxt'." source="steplint.known-field"/>
          <error line="11" column="5" severity="error" message="A comma is missing." source="steplint.valid-syntax"/>
        </file>
        <file name="flows/\\u001b[31mred\\nfile.asl.json">
          <error line="1" column="14" severity="error" message="Name '\\u001b[2J\\nA' has control characters." source="steplint.valid-state-name"/>
        </file>
      </checkstyle>
      "
    `);
  });

  test("is a document where nothing was linted", () => {
    expect(parseXml(checkstyle(reportOf([]), FILE_FORMAT)).attributes).toEqual({ version: "4.3" });
  });

  test("keeps every text inside its attribute", () => {
    const report = reportWith([{ message: `"/><error line="1` }], { filePath: `a"b<c>.json` });
    const [file] = parseXml(checkstyle(report, FILE_FORMAT)).children;
    expect(file?.attributes.name).toBe(`a"b<c>.json`);
    expect(file?.children.map(({ attributes }) => attributes.message)).toEqual([`"/><error line="1`]);
  });
});
