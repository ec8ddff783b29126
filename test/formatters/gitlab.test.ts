import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import gitlab from "../../src/formatters/gitlab.ts";
import { cleanReport, reportWith, sampleReport } from "./sample-report.ts";

describe("gitlab", () => {
  test("gives each problem with its fingerprint", () => {
    expect(JSON.stringify(JSON.parse(gitlab(sampleReport, FILE_FORMAT)), null, 2)).toMatchInlineSnapshot(`
      "[
        {
          "description": "Type 'Sucess' does not exist. Did you mean 'Succeed'?",
          "check_name": "valid-field-value",
          "fingerprint": "d3c2e00cc1e2e1c8",
          "severity": "major",
          "location": {
            "path": "flows/bundled.asl.json",
            "lines": {
              "begin": 1,
              "end": 1
            }
          }
        },
        {
          "description": "State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?",
          "check_name": "valid-transition",
          "fingerprint": "fb4e4dd22be7dbeb",
          "severity": "major",
          "location": {
            "path": "flows/order.asl.json",
            "lines": {
              "begin": 4,
              "end": 4
            }
          }
        },
        {
          "description": "Polling every 5 s costs 720 transitions an hour.",
          "check_name": "no-tight-wait",
          "fingerprint": "a377da02ee456269",
          "severity": "minor",
          "location": {
            "path": "flows/order.asl.json",
            "lines": {
              "begin": 5,
              "end": 9
            }
          }
        },
        {
          "description": "A Fail state has no field 'Nxt'.",
          "check_name": "known-field",
          "fingerprint": "5a08275bfee0dc9b",
          "severity": "major",
          "location": {
            "path": "flows/order.asl.json",
            "lines": {
              "begin": 10,
              "end": 10
            }
          }
        },
        {
          "description": "A comma is missing.",
          "check_name": "valid-syntax",
          "fingerprint": "deb1f9ffb4f6ba7b",
          "severity": "major",
          "location": {
            "path": "flows/order.asl.json",
            "lines": {
              "begin": 11,
              "end": 11
            }
          }
        },
        {
          "description": "Name '\\\\u001b[2J\\\\nA' has control characters.",
          "check_name": "valid-state-name",
          "fingerprint": "f9117a366e459c36",
          "severity": "major",
          "location": {
            "path": "flows/\\u001b[31mred\\nfile.asl.json",
            "lines": {
              "begin": 1,
              "end": 1
            }
          }
        }
      ]"
    `);
  });

  test("is an empty list where there is no problem", () => {
    expect(gitlab(cleanReport, FILE_FORMAT)).toBe("[]\n");
  });

  test("ends on the last line that a place touches", () => {
    const [issue] = JSON.parse(gitlab(reportWith([{ endLine: 3, endColumn: 1 }]), FILE_FORMAT));
    expect(issue.location.lines).toEqual({ begin: 1, end: 2 });
  });
});
