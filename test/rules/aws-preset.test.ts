import { describe, expect, it } from "vitest";
import { lint } from "../../src/core.ts";

/** A parcel service with a mistake on each marked line, the rule that finds it behind the mark. */
const broken = `{
  "StartAt": "Weigh",
  "TimeoutSeconds": "3600",                                                 // valid-field-value
  "States": {
    "Weigh": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invok",                          // valid-resource
      "Parameters": { "FunctionName": "weigh", "Payload.$": "$" },
      "resultPath": "$.weight",                                             // known-field
      "Next": "Heavy?"
    },
    "Heavy?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.weight", "NumericMoreThan": 9, "Next": "Per box" } // valid-choice-rule
      ],
      "Default": "Lable"                                                    // valid-transition
    },
    "Per box": {
      "Type": "Map",
      "ItemsPath": "$.boxes[*]",                                            // valid-jsonpath
      "ItemProcessor": {
        "StartAt": "Pack",
        "States": {
          "Pack": {
            "Type": "Pass",
            "Parameters": { "day.$": "States.Today()" },                    // valid-intrinsic
            "End": true,
            "Next": "Pack"                                                  // no-conflicting-fields
          }
        }
      },
      "Next": "Label"
    },
    "Label": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:label",
      "Parameters": { "to.$": "customer" },                                 // valid-payload-template
      "Retry": [
        { "ErrorEquals": ["States.ALL", "Busy"] }                           // valid-error-handler
      ],
      "Next": "Note"
    },
    "Note": {                                                               // required-field
      "Type": "Pass",
      "QueryLanguage": "JSONata",
      "Output": "{% $states.input.weight + %}"                              // valid-jsonata
    }
  }
}`;

const marks = [...broken.matchAll(/\/\/ ([\w-]+)$/gm)].map(({ 1: ruleId, index }) => ({
  ruleId,
  line: broken.slice(0, index).split("\n").length,
}));

describe("the preset steplint:aws", () => {
  it("finds twelve mistakes of twelve kinds, each at its own place", async () => {
    expect(new Set(marks.map(({ ruleId }) => ruleId)).size).toBe(12);
    const result = await lint(broken, { path: "parcels.asl.jsonc", extends: "steplint:aws" });
    const found = (result?.problems ?? []).map(({ ruleId, line, severity }) => ({ ruleId, line, severity }));
    expect(found).toEqual(marks.map((mark) => ({ ...mark, severity: "error" })));
  });

  it("reads well", async () => {
    const result = await lint(broken, { path: "parcels.asl.jsonc", extends: "steplint:aws" });
    expect((result?.problems ?? []).map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "'TimeoutSeconds' is a string, and takes a whole number.",
        "The optimized integration 'lambda' has no action 'invok'. Did you mean 'invoke'?",
        "State 'Weigh' takes no 'resultPath'. Did you mean 'ResultPath'?",
        "'NumericMoreThan' is no operator or field of a choice rule. Did you mean 'NumericGreaterThan'?",
        "State 'Heavy?' leads to 'Lable', which does not exist. Did you mean 'Label'?",
        "'ItemsPath' takes a Reference Path, which names one place by names and indexes alone: '[*]' does not.",
        "There is no intrinsic function 'States.Today'.",
        "State 'Pack' has 'End' and 'Next', and takes only one of them.",
        "'to.$' takes a path or an intrinsic call, as its name ends with '.$': 'customer' is neither.",
        "'States.ALL' stands beside other names, but means all of them: AWS takes it only alone.",
        "State 'Note' has neither 'Next' nor 'End': nothing says where it leads.",
        "A value is missing behind '+'.",
      ]
    `);
  });
});
