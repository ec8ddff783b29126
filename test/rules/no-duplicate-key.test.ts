import rule from "../../src/rules/no-duplicate-key.ts";
import { testRule } from "../../src/testing.ts";

const file = "machine.asl.json";

testRule("no-duplicate-key", rule, {
  valid: [
    {
      name: "keys that only a missing bracket brings into one object",
      file,
      code: `{ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "Next": "B", { "Variable": "$.b", "Next": "B" } ] }, "B": { "Type": "Succeed" } } }`,
    },
    {
      name: "one name in two objects",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Result: { Type: parcel, Next: 1 }, Next: Shipped }
  Shipped: { Type: Succeed }
`,
    },
    {
      name: "keys that differ in their case",
      file,
      code: `{ "StartAt": "ship", "States": { "ship": { "Type": "Pass", "Next": "Ship" }, "Ship": { "Type": "Succeed" } } }`,
    },
    {
      name: "names of JavaScript",
      file,
      code: `{ "StartAt": "__proto__", "States": { "__proto__": { "Type": "Pass", "Next": "constructor" }, "constructor": { "Type": "Succeed" } } }`,
    },
  ],

  invalid: [
    {
      name: "a field in JSON",
      file,
      code: `{
  "StartAt": "Wait",
  "States": {
    "Wait": {
      "Type": "Wait",
      "Seconds": 5,
      «"Seconds"»: 60,
      "End": true
    }
  }
}
`,
      problems: [
        {
          messageId: "duplicate",
          data: { key: "Seconds" },
          suggestions: [
            {
              messageId: "remove",
              output: `{
  "StartAt": "Wait",
  "States": {
    "Wait": {
      "Type": "Wait",
      "Seconds": 5,
      "End": true
    }
  }
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a state in JSON",
      file,
      code: `{
  "StartAt": "Ship",
  "States": {
    "Ship": { "Type": "Succeed" },
    «"Ship"»: { "Type": "Fail" }
  }
}
`,
      problems: [{ messageId: "duplicateState", data: { key: "Ship" } }],
    },
    {
      name: "a state of an item processor",
      file,
      code: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Ship",
        "States": { "Ship": { "Type": "Succeed" }, «"Ship"»: { "Type": "Fail" } }
      },
      "End": true
    }
  }
}
`,
      problems: [{ messageId: "duplicateState", data: { key: "Ship" } }],
    },
    {
      name: "a key written three times, each time but the first",
      file,
      code: `{
  "StartAt": "Ship",
  «"StartAt"»: "Ship",
  «"StartAt"»: "Ship",
  "States": { "Ship": { "Type": "Succeed" } }
}
`,
      problems: [
        { messageId: "duplicate", data: { key: "StartAt" } },
        { messageId: "duplicate", data: { key: "StartAt" } },
      ],
    },
    {
      name: "the same key with an escape",
      file,
      code: `{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed", "Comment": "a", «"Comm\\u0065nt"»: "b" } } }`,
      problems: [{ messageId: "duplicate", data: { key: "Comment" } }],
    },
    {
      name: "a key deep inside a payload",
      file,
      code: `{ "StartAt": "Ship", "States": { "Ship": { "Type": "Pass", "Result": [{ "a": { "b": 1, «"b"»: 2 } }], "End": true } } }`,
      problems: [{ messageId: "duplicate", data: { key: "b" } }],
    },
    {
      name: "__proto__ twice",
      file,
      code: `{ "StartAt": "__proto__", "States": { "__proto__": { "Type": "Succeed" }, «"__proto__"»: { "Type": "Succeed" } } }`,
      problems: [{ messageId: "duplicateState", data: { key: "__proto__" } }],
    },
    {
      name: "a field in YAML",
      file: "machine.asl.yaml",
      code: `
StartAt: Wait
States:
  Wait:
    Type: Wait
    Seconds: 5
    «Seconds»: 60
    End: true
`,
      problems: [
        {
          messageId: "duplicate",
          data: { key: "Seconds" },
          suggestions: [
            {
              messageId: "remove",
              output: `
StartAt: Wait
States:
  Wait:
    Type: Wait
    Seconds: 5
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "a state in YAML",
      file: "machine.asl.yaml",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
  «Ship»: { Type: Fail }
`,
      problems: [{ messageId: "duplicateState", data: { key: "Ship" } }],
    },
  ],
});
