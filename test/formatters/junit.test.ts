import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import junit from "../../src/formatters/junit.ts";
import { parseXml } from "../helpers/xml.ts";
import { cleanReport, reportOf, reportWith, sampleReport } from "./sample-report.ts";

describe("junit", () => {
  test("gives each file a suite and each problem a failing test", () => {
    expect(junit(sampleReport, FILE_FORMAT)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="steplint" tests="7" failures="6" errors="0">
        <testsuite name="flows/bundled.asl.json" tests="1" failures="1" errors="0" skipped="0">
          <testcase name="valid-field-value (1:657)" classname="flows/bundled.asl.json" file="flows/bundled.asl.json" line="1">
            <failure type="error" message="Type 'Sucess' does not exist. Did you mean 'Succeed'?">
              flows/bundled.asl.json:1:657
              https://example.com/rules/valid-field-value.md
            </failure>
          </testcase>
        </testsuite>
        <testsuite name="flows/clean.asl.yaml" tests="1" failures="0" errors="0" skipped="0">
          <testcase name="no problems" classname="flows/clean.asl.yaml" file="flows/clean.asl.yaml"/>
        </testsuite>
        <testsuite name="flows/order.asl.json" tests="4" failures="4" errors="0" skipped="0">
          <testcase name="valid-transition (4:92)" classname="flows/order.asl.json" file="flows/order.asl.json" line="4">
            <failure type="error" message="State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?">
              flows/order.asl.json:4:92
              https://example.com/rules/valid-transition.md
            </failure>
          </testcase>
          <testcase name="no-tight-wait (5:14)" classname="flows/order.asl.json" file="flows/order.asl.json" line="5">
            <failure type="warning" message="Polling every 5 s costs 720 transitions an hour.">
              flows/order.asl.json:5:14
              https://example.com/rules/no-tight-wait.md
            </failure>
          </testcase>
          <testcase name="known-field (10:53)" classname="flows/order.asl.json" file="flows/order.asl.json" line="10">
            <failure type="error" message="A Fail state has no field 'Nxt'.">
              flows/order.asl.json:10:53
              https://example.com/rules/known-field.md
            </failure>
          </testcase>
          <testcase name="valid-syntax (11:5)" classname="flows/order.asl.json" file="flows/order.asl.json" line="11">
            <failure type="error" message="A comma is missing.">
              flows/order.asl.json:11:5
              https://example.com/rules/valid-syntax.md
            </failure>
          </testcase>
        </testsuite>
        <testsuite name="flows/\\u001b[31mred\\nfile.asl.json" tests="1" failures="1" errors="0" skipped="0">
          <testcase name="valid-state-name (1:14)" classname="flows/\\u001b[31mred\\nfile.asl.json" file="flows/\\u001b[31mred\\nfile.asl.json" line="1">
            <failure type="error" message="Name '\\u001b[2J\\nA' has control characters.">
              flows/\\u001b[31mred\\nfile.asl.json:1:14
              https://example.com/rules/valid-state-name.md
            </failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test("passes where nothing was linted", () => {
    expect(parseXml(junit(reportOf([]), FILE_FORMAT))).toEqual({
      name: "testsuites",
      attributes: { name: "steplint", tests: "0", failures: "0", errors: "0" },
      children: [],
      text: "",
    });
  });

  test("claims no more than was looked for", () => {
    expect(junit(cleanReport, { ...FILE_FORMAT, errorsOnly: true })).toContain('<testcase name="no errors"');
  });

  test("passes for a file whose problems are all suppressed", () => {
    const report = reportWith([{ suppressed: { kind: "directive", reason: undefined } }]);
    expect(junit(report, FILE_FORMAT)).toContain('<testsuite name="a.asl.json" tests="1" failures="0"');
  });

  test("keeps every text inside its attribute", () => {
    const message = `"'<b>&amp;]]>\u0000\ud800\uffff`;
    const [suite] = parseXml(junit(reportWith([{ message }]), FILE_FORMAT)).children;
    expect(suite?.children[0]?.children[0]?.attributes.message).toBe(`"'<b>&amp;]]>\\u0000\\ud800\\uffff`);
  });
});
