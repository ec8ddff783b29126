import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import sarif from "../../src/formatters/sarif.ts";
import type { Problem, Report } from "../../src/linter/report.ts";
import { version } from "../../src/util/project.ts";
import { sarifErrors } from "../helpers/sarif-schema.ts";
import { cleanReport, reportOf, reportWith, sampleReport } from "./sample-report.ts";

function runOf(report: Report) {
  const log = JSON.parse(sarif(report, FILE_FORMAT));
  expect(sarifErrors(log)).toEqual([]);
  return log.runs[0];
}

function resultOf(problem: Partial<Problem>) {
  return runOf(reportWith([problem])).results[0];
}

const place = { range: [2, 7], line: 1, column: 3, endLine: 1, endColumn: 8 } as const;

describe("sarif", () => {
  test("gives every rule and problem", () => {
    const { tool, ...run } = runOf(sampleReport);
    const driver = {
      ...tool.driver,
      semanticVersion: tool.driver.semanticVersion === version,
      rules: tool.driver.rules.slice(0, 2),
    };
    expect(JSON.stringify({ driver, ...run }, null, 2)).toMatchInlineSnapshot(`
      "{
        "driver": {
          "name": "steplint",
          "semanticVersion": true,
          "informationUri": "https://github.com/steplint/steplint",
          "rules": [
            {
              "id": "known-field",
              "shortDescription": {
                "text": "Say something about known-field"
              },
              "fullDescription": {
                "text": "Say something about known-field."
              },
              "help": {
                "text": "Say something about known-field: https://example.com/rules/known-field.md"
              },
              "helpUri": "https://example.com/rules/known-field.md",
              "defaultConfiguration": {
                "level": "error"
              },
              "properties": {
                "category": "style",
                "tags": [
                  "style"
                ]
              }
            },
            {
              "id": "no-tight-wait",
              "shortDescription": {
                "text": "Say something about no-tight-wait"
              },
              "fullDescription": {
                "text": "Say something about no-tight-wait."
              },
              "help": {
                "text": "Say something about no-tight-wait: https://example.com/rules/no-tight-wait.md"
              },
              "helpUri": "https://example.com/rules/no-tight-wait.md",
              "defaultConfiguration": {
                "level": "warning"
              },
              "properties": {
                "category": "style",
                "tags": [
                  "style"
                ]
              }
            }
          ]
        },
        "originalUriBaseIds": {
          "%SRCROOT%": {
            "description": {
              "text": "The folder that steplint ran in."
            }
          }
        },
        "columnKind": "utf16CodeUnits",
        "newlineSequences": [
          "\\r\\n",
          "\\n",
          "\\r"
        ],
        "results": [
          {
            "ruleId": "valid-field-value",
            "ruleIndex": 3,
            "level": "error",
            "message": {
              "text": "Type 'Sucess' does not exist. Did you mean 'Succeed'?"
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/bundled.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 1,
                    "startColumn": 657,
                    "endLine": 1,
                    "endColumn": 665
                  }
                },
                "logicalLocations": [
                  {
                    "name": "States",
                    "fullyQualifiedName": "/States"
                  }
                ]
              }
            ],
            "partialFingerprints": {
              "steplint/v1": "d3c2e00cc1e2e1c8"
            },
            "suppressions": []
          },
          {
            "ruleId": "valid-transition",
            "ruleIndex": 6,
            "level": "error",
            "message": {
              "text": "State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'?"
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/order.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 4,
                    "startColumn": 92,
                    "endLine": 4,
                    "endColumn": 99
                  }
                },
                "logicalLocations": [
                  {
                    "name": "States",
                    "fullyQualifiedName": "/States"
                  }
                ]
              }
            ],
            "relatedLocations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/order.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 5,
                    "startColumn": 5,
                    "endLine": 5,
                    "endColumn": 12
                  }
                },
                "message": {
                  "text": "State 'Check' is here"
                }
              }
            ],
            "partialFingerprints": {
              "steplint/v1": "fb4e4dd22be7dbeb"
            },
            "suppressions": []
          },
          {
            "ruleId": "no-tight-wait",
            "ruleIndex": 1,
            "level": "warning",
            "message": {
              "text": "Polling every 5 s costs 720 transitions an hour."
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/order.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 5,
                    "startColumn": 14,
                    "endLine": 9,
                    "endColumn": 6
                  }
                },
                "logicalLocations": [
                  {
                    "name": "States",
                    "fullyQualifiedName": "/States"
                  }
                ]
              }
            ],
            "partialFingerprints": {
              "steplint/v1": "a377da02ee456269"
            },
            "suppressions": []
          },
          {
            "ruleId": "known-field",
            "ruleIndex": 0,
            "level": "error",
            "message": {
              "text": "A Fail state has no field 'Nxt'."
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/order.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 10,
                    "startColumn": 53,
                    "endLine": 10,
                    "endColumn": 58
                  }
                },
                "logicalLocations": [
                  {
                    "name": "States",
                    "fullyQualifiedName": "/States"
                  }
                ]
              }
            ],
            "partialFingerprints": {
              "steplint/v1": "5a08275bfee0dc9b"
            },
            "suppressions": []
          },
          {
            "ruleId": "valid-syntax",
            "ruleIndex": 5,
            "level": "error",
            "message": {
              "text": "A comma is missing."
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/order.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 11,
                    "startColumn": 5,
                    "endLine": 11,
                    "endColumn": 5
                  }
                },
                "logicalLocations": [
                  {
                    "name": "States",
                    "fullyQualifiedName": "/States"
                  }
                ]
              }
            ],
            "partialFingerprints": {
              "steplint/v1": "deb1f9ffb4f6ba7b"
            },
            "suppressions": [],
            "fixes": [
              {
                "description": {
                  "text": "Fix of valid-syntax"
                },
                "artifactChanges": [
                  {
                    "artifactLocation": {
                      "uri": "flows/order.asl.json",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "replacements": [
                      {
                        "deletedRegion": {
                          "startLine": 11,
                          "startColumn": 5,
                          "endLine": 11,
                          "endColumn": 5
                        },
                        "insertedContent": {
                          "text": ", "
                        }
                      }
                    ]
                  }
                ]
              }
            ]
          },
          {
            "ruleId": "no-unreachable-state",
            "ruleIndex": 2,
            "level": "error",
            "message": {
              "text": "Nothing leads to 'Done'."
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/order.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 11,
                    "startColumn": 23,
                    "endLine": 11,
                    "endColumn": 32
                  }
                },
                "logicalLocations": [
                  {
                    "name": "States",
                    "fullyQualifiedName": "/States"
                  }
                ]
              }
            ],
            "partialFingerprints": {
              "steplint/v1": "1903d4b3c4ee5d79"
            },
            "suppressions": [
              {
                "kind": "inSource",
                "justification": "kept for later"
              }
            ]
          },
          {
            "ruleId": "valid-state-name",
            "ruleIndex": 4,
            "level": "error",
            "message": {
              "text": "Name '\\\\u001b[2J\\\\nA' has control characters."
            },
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/%1B%5B31mred%0Afile.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 1,
                    "startColumn": 14,
                    "endLine": 1,
                    "endColumn": 22
                  }
                },
                "logicalLocations": [
                  {
                    "name": "States",
                    "fullyQualifiedName": "/States"
                  }
                ]
              }
            ],
            "relatedLocations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "gone.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 1,
                    "startColumn": 3,
                    "endLine": 1,
                    "endColumn": 12
                  }
                },
                "message": {
                  "text": "\\\\u001b]0;title\\\\u0007 here"
                }
              },
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "flows/%1B%5B31mred%0Afile.asl.json",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "region": {
                    "startLine": 1,
                    "startColumn": 3,
                    "endLine": 1,
                    "endColumn": 12
                  }
                },
                "message": {
                  "text": "It starts here"
                }
              }
            ],
            "partialFingerprints": {
              "steplint/v1": "f9117a366e459c36"
            },
            "suppressions": []
          }
        ]
      }"
    `);
  });

  test("keeps to the schema where nothing was found", () => {
    expect(runOf(cleanReport).results).toEqual([]);
    expect(runOf(reportOf([])).results).toEqual([]);
  });

  test("names a rule that did not run but found something, and links it where it has a document", () => {
    const report = { ...reportWith([{ ruleId: "valid-syntax" }, { ruleId: "mine/rule", url: undefined }]), rules: [] };
    const { tool, results } = runOf(report);
    expect(tool.driver.rules).toEqual([
      { id: "valid-syntax", helpUri: "https://example.com/rules/known-field.md" },
      { id: "mine/rule" },
    ]);
    expect(results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([0, 1]);
  });

  test("describes a rule without a document", () => {
    const report = reportWith([{}]);
    const rules = report.rules.map((rule) => ({ ...rule, url: undefined }));
    const [rule] = runOf({ ...report, rules }).tool.driver.rules;
    expect(rule).not.toHaveProperty("helpUri");
    expect(rule.help).toEqual({ text: "Say something about known-field." });
  });

  test("says how each result is suppressed as soon as one is", () => {
    const suppressed = { kind: "directive", reason: "kept" } as const;
    const { results } = runOf(reportWith([{ suppressed }, { suppressed: { ...suppressed, reason: undefined } }, {}]));
    expect(results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      [{ kind: "inSource", justification: "kept" }],
      [{ kind: "inSource" }],
      [],
    ]);
    expect(resultOf({})).not.toHaveProperty("suppressions");
  });

  test("makes a flow of the steps, from the place of the problem on", () => {
    const at = { ...place, filePath: "a.asl.json" };
    const { codeFlows, relatedLocations } = resultOf({
      message: "Loop.",
      related: [
        { ...at, message: "Get", step: true },
        { ...at, message: "Elsewhere", step: false },
        { ...at, message: "Done?", step: true },
      ],
    });
    const locations = codeFlows[0].threadFlows[0].locations as { location: { message: { text: string } } }[];
    expect(locations.map(({ location }) => location.message.text)).toEqual(["Loop.", "Get", "Done?"]);
    expect(relatedLocations).toHaveLength(1);
    expect(relatedLocations[0].message.text).toBe("Elsewhere");
  });

  test("names the state path in the file, and the machine", () => {
    const definitions = [
      { name: "Orders", host: "asl", type: undefined, pointer: "/Resources/Orders", file: undefined },
    ] as const;
    const report = reportWith([{ pointer: "/States/a~1b~0" }, { definition: null, pointer: "" }], { definitions });
    const [inMachine, inFile] = runOf(report).results;
    expect(inMachine.locations[0].logicalLocations).toEqual([
      { name: "a/b~", fullyQualifiedName: "/Resources/Orders/States/a~1b~0" },
      { name: "Orders" },
    ]);
    expect(inFile.locations[0]).not.toHaveProperty("logicalLocations");
  });

  test("encodes paths part by part", () => {
    const { results } = runOf(reportWith([{}], { filePath: "my flows/a#b%41:[c].json" }));
    expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: "my%20flows/a%23b%2541%3A%5Bc%5D.json",
      uriBaseId: "%SRCROOT%",
    });
  });

  test("places the edits of a fix in lines and columns, and inserts nothing where text is only removed", () => {
    const source = createSourceFile("a.asl.json", `{\n  "🛒": 1,\n  "Nxt": 1\n}\n`);
    const at = source.text.indexOf(": 1,");
    const report = reportWith(
      [
        {
          fix: [
            { range: [at, at + 1], text: " :" },
            { range: [at + 3, source.text.indexOf("\n}")], text: "" },
          ],
        },
      ],
      { source },
    );
    expect(runOf(report).results[0].fixes[0].artifactChanges[0].replacements).toEqual([
      { deletedRegion: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 8 }, insertedContent: { text: " :" } },
      { deletedRegion: { startLine: 2, startColumn: 10, endLine: 3, endColumn: 11 } },
    ]);
  });

  test("escapes what a message gives a meaning to", () => {
    expect(resultOf({ message: "'{% $a[0] %}' \\" }).message.text).toBe("'{{% $a[0] %}}' \\");
    expect(resultOf({ message: "[a](b) \\" }).message.text).toBe("\\[a\\](b) \\\\");
    expect(resultOf({ message: "a\n\u202e" }).message.text).toBe("a\\n\\u202e");
  });
});
