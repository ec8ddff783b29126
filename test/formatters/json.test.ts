import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import json from "../../src/formatters/json.ts";
import { homepage } from "../../src/util/project.ts";
import { cleanReport, reportOf, sampleReport } from "./sample-report.ts";

const schema = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ strict: true, strictTypes: false, formats: { uri: /^https:/ } }).compile(schema);

describe("json", () => {
  test("gives every file, problem, edit and suppression", () => {
    expect(JSON.stringify(JSON.parse(json(sampleReport, FILE_FORMAT)), null, 2)).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "results": [
          {
            "filePath": "flows/bundled.asl.json",
            "definitions": [
              {
                "name": null,
                "host": "asl",
                "type": null,
                "pointer": "",
                "file": "flows/bundled.asl.json"
              }
            ],
            "problems": [
              {
                "ruleId": "valid-field-value",
                "messageId": "found",
                "severity": "error",
                "message": "Type 'Sucess' does not exist. Did you mean 'Succeed'?",
                "line": 1,
                "column": 657,
                "endLine": 1,
                "endColumn": 665,
                "definition": 0,
                "pointer": "/States",
                "url": "https://example.com/rules/valid-field-value.md",
                "related": [],
                "fix": null,
                "suggestions": [
                  {
                    "message": "Write 'Succeed'.",
                    "edits": [
                      {
                        "range": [
                          656,
                          664
                        ],
                        "text": "\\"Succeed\\""
                      }
                    ]
                  }
                ],
                "suppressed": null
              }
            ]
          },
          {
            "filePath": "flows/clean.asl.yaml",
            "definitions": [
              {
                "name": null,
                "host": "asl",
                "type": null,
                "pointer": "",
                "file": "flows/clean.asl.yaml"
              }
            ],
            "problems": []
          },
          {
            "filePath": "flows/order.asl.json",
            "definitions": [
              {
                "name": null,
                "host": "asl",
                "type": null,
                "pointer": "",
                "file": "flows/order.asl.json"
              }
            ],
            "problems": [
              {
                "ruleId": "valid-transition",
                "messageId": "found",
                "severity": "error",
                "message": "State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?",
                "line": 4,
                "column": 92,
                "endLine": 4,
                "endColumn": 99,
                "definition": 0,
                "pointer": "/States",
                "url": "https://example.com/rules/valid-transition.md",
                "related": [
                  {
                    "message": "State 'Check' is here",
                    "filePath": "flows/order.asl.json",
                    "line": 5,
                    "column": 5,
                    "endLine": 5,
                    "endColumn": 12
                  }
                ],
                "fix": null,
                "suggestions": [],
                "suppressed": null
              },
              {
                "ruleId": "no-tight-wait",
                "messageId": "found",
                "severity": "warn",
                "message": "Polling every 5 s costs 720 transitions an hour.",
                "line": 5,
                "column": 14,
                "endLine": 9,
                "endColumn": 6,
                "definition": 0,
                "pointer": "/States",
                "url": "https://example.com/rules/no-tight-wait.md",
                "related": [],
                "fix": null,
                "suggestions": [],
                "suppressed": null
              },
              {
                "ruleId": "known-field",
                "messageId": "found",
                "severity": "error",
                "message": "A Fail state has no field 'Nxt'.",
                "line": 10,
                "column": 53,
                "endLine": 10,
                "endColumn": 58,
                "definition": 0,
                "pointer": "/States",
                "url": "https://example.com/rules/known-field.md",
                "related": [],
                "fix": null,
                "suggestions": [],
                "suppressed": null
              },
              {
                "ruleId": "valid-syntax",
                "messageId": "found",
                "severity": "error",
                "message": "A comma is missing.",
                "line": 11,
                "column": 5,
                "endLine": 11,
                "endColumn": 5,
                "definition": 0,
                "pointer": "/States",
                "url": "https://example.com/rules/valid-syntax.md",
                "related": [],
                "fix": [
                  {
                    "range": [
                      311,
                      311
                    ],
                    "text": ", "
                  }
                ],
                "suggestions": [],
                "suppressed": null
              },
              {
                "ruleId": "no-unreachable-state",
                "messageId": "found",
                "severity": "error",
                "message": "Nothing leads to 'Done'.",
                "line": 11,
                "column": 23,
                "endLine": 11,
                "endColumn": 32,
                "definition": 0,
                "pointer": "/States",
                "url": "https://example.com/rules/no-unreachable-state.md",
                "related": [],
                "fix": null,
                "suggestions": [],
                "suppressed": {
                  "kind": "directive",
                  "reason": "kept for later"
                }
              }
            ]
          },
          {
            "filePath": "flows/\\u001b[31mred\\nfile.asl.json",
            "definitions": [
              {
                "name": null,
                "host": "asl",
                "type": null,
                "pointer": "",
                "file": "flows/\\u001b[31mred\\nfile.asl.json"
              }
            ],
            "problems": [
              {
                "ruleId": "valid-state-name",
                "messageId": "found",
                "severity": "error",
                "message": "Name '\\u001b[2J\\nA' has control characters.",
                "line": 1,
                "column": 14,
                "endLine": 1,
                "endColumn": 22,
                "definition": 0,
                "pointer": "/States",
                "url": "https://example.com/rules/valid-state-name.md",
                "related": [
                  {
                    "message": "\\u001b]0;title\\u0007 here",
                    "filePath": "gone.asl.json",
                    "line": 1,
                    "column": 3,
                    "endLine": 1,
                    "endColumn": 12
                  },
                  {
                    "message": "It starts here",
                    "filePath": "flows/\\u001b[31mred\\nfile.asl.json",
                    "line": 1,
                    "column": 3,
                    "endLine": 1,
                    "endColumn": 12
                  }
                ],
                "fix": null,
                "suggestions": [],
                "suppressed": null
              }
            ]
          }
        ],
        "summary": {
          "files": 4,
          "definitions": 4,
          "errors": 5,
          "warnings": 1,
          "fixable": 1
        }
      }"
    `);
  });

  test("keeps to the published schema", () => {
    for (const report of [sampleReport, cleanReport, reportOf([])]) {
      validate(JSON.parse(json(report, FILE_FORMAT)));
      expect(validate.errors).toBeNull();
    }
  });

  test("is one line", () => {
    expect(json(sampleReport, FILE_FORMAT)).toMatch(/^[^\n]*\n$/);
  });

  test("has its schema below the homepage", () => {
    expect(schema.$id).toBe(`${homepage}/blob/main/schema/report.schema.json`);
  });
});
