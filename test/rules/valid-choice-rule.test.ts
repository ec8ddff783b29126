import rule from "../../src/rules/valid-choice-rule.ts";
import { testRule } from "../../src/testing.ts";

const inJsonpath = (choice: string) => `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices:
      - ${choice}
    Default: Ship
  Ship: { Type: Succeed }
`;

const inJsonata = (choice: string) => `QueryLanguage: JSONata${inJsonpath(choice)}`;

testRule("valid-choice-rule", rule, {
  valid: [
    ...[
      "{ Variable: $.paid, BooleanEquals: true, Next: Ship, Comment: all settled, Assign: { paid: true } }",
      "{ Not: { And: [{ Variable: $.a, IsPresent: true, Comment: both }, { Variable: $.b, IsNull: false }] }, Next: Ship }",
      "{ Or: [{ Variable: $.sum, NumericGreaterThanEquals: 5.5 }, { Variable: $.sum, NumericLessThanPath: $.most }], Next: Ship }",
      '{ Variable: $.day, TimestampLessThan: "2026-01-31T12:00:00.123456789Z", Next: Ship }',
      '{ Variable: $.day, TimestampLessThan: "2024-02-29T23:59:59+01:00", Next: Ship }',
      '{ Variable: "${Where}", StringEquals: "${What}", Next: Ship }',
      '{ Variable: $.sum, NumericEquals: "${Sum}", Next: Ship }',
      '{ And: "${Rules}", Next: Ship }',
      '{ Or: ["${Rule}"], Next: Ship }',
      "{ Variable: $.a, IsNull: true }",
    ].map((choice) => ({ name: `a rule in JSONPath: ${choice}`, code: inJsonpath(choice) })),
    ...[
      "{ Condition: true, Next: Ship }",
      '{ Condition: "{% $states.input.paid %}", Next: Ship, Output: {}, Assign: { paid: true }, Comment: settled }',
      '{ Condition: "${Condition}", Next: Ship }',
    ].map((choice) => ({ name: `a rule in JSONata: ${choice}`, code: inJsonata(choice) })),
    ...['{ Condition: "{% $states.input.paid", Next: Ship }', '{ Condition: "$states.input.paid %}", Next: Ship }'].map(
      (choice) => ({ name: `a broken expression, which is another rule's: ${choice}`, code: inJsonata(choice) }),
    ),
    {
      name: "a rule of the other language, which is another rule's",
      code: inJsonata("{ And: [{ Variable: $.paid, BooleanEquals: true, Next: Ship }], Next: Ship }"),
    },
    {
      name: "a condition in JSONPath, which is another rule's",
      code: inJsonpath('{ Condition: "{% true %}", Next: Ship }'),
    },
    { name: "an entry that is no object, which is another rule's", code: inJsonpath("soon") },
    {
      name: "either language where only deployment knows it",
      code: `QueryLanguage: "\${Language}"${inJsonpath('{ Condition: "{% true %}", Next: Ship }\n      - { Variable: $.a, IsNull: true, Next: Ship }')}`,
    },
    {
      name: "a rule with members that only deployment knows",
      file: "machine.asl.json",
      code: `{
  "StartAt": "Paid?",
  "States": {
    "Paid?": { "Type": "Choice", "Choices": [{ "Variable": "$.paid", \${Test}, "Next": "Ship" }], "Default": "Ship" },
    "Ship": { "Type": "Succeed" }
  }
}`,
    },
  ],

  invalid: [
    {
      name: "an operator with a letter less, and offers the right one",
      code: inJsonpath("{ Variable: $.a, «StringEqual»: b, Next: Ship }"),
      problems: [
        {
          messageId: "unknownOperator",
          data: { key: "StringEqual", hint: " Did you mean 'StringEquals'?" },
          suggestions: [{ messageId: "rename", output: inJsonpath("{ Variable: $.a, StringEquals: b, Next: Ship }") }],
        },
      ],
    },
    {
      name: "an operator that is said otherwise",
      code: inJsonpath("{ Variable: $.sum, «NumericNotEquals»: 5, Next: Ship }"),
      problems: [
        {
          messageId: "unknownOperator",
          data: { key: "NumericNotEquals", hint: " To say it, put 'Not' around 'NumericEquals'." },
          suggestions: [],
        },
      ],
    },
    {
      name: "an operator that resembles nothing",
      code: inJsonpath("{ Variable: $.a, «Is»: b, Next: Ship }"),
      problems: [{ messageId: "unknownOperator", data: { key: "Is", hint: "" }, suggestions: [] }],
    },
    {
      name: "a misspelt Variable once",
      code: inJsonpath("{ «Varable»: $.a, StringEquals: b, Next: Ship }"),
      problems: [
        {
          messageId: "unknownOperator",
          suggestions: [{ messageId: "rename", output: inJsonpath("{ Variable: $.a, StringEquals: b, Next: Ship }") }],
        },
      ],
    },
    {
      name: "fields in another case",
      code: inJsonpath("{ Variable: $.a, IsNull: true, «comment»: none, Next: Ship }"),
      problems: [
        {
          messageId: "unknownOperator",
          data: { key: "comment", hint: " Did you mean 'Comment'?" },
          suggestions: [
            { messageId: "rename", output: inJsonpath("{ Variable: $.a, IsNull: true, Comment: none, Next: Ship }") },
          ],
        },
      ],
    },
    {
      name: "a field that no rule has",
      code: inJsonpath("{ Variable: $.a, IsNull: true, «Owner»: sales, Next: Ship }"),
      problems: [{ messageId: "unknownOperator", data: { key: "Owner", hint: "" }, suggestions: [] }],
    },
    {
      name: "two operators",
      code: inJsonpath("{ Variable: $.sum, NumericGreaterThan: 1, «NumericLessThan»: 5, Next: Ship }"),
      problems: [{ messageId: "twoComparisons", data: { first: "NumericGreaterThan", second: "NumericLessThan" } }],
    },
    {
      name: "a Variable that is compared with nothing",
      code: inJsonpath("{ «Variable»: $.paid, Next: Ship }"),
      problems: [{ messageId: "noComparison" }],
    },
    {
      name: "a comparison of nothing",
      code: inJsonpath("{ «BooleanEquals»: true, Next: Ship }"),
      problems: [{ messageId: "noVariable", data: { comparison: "BooleanEquals" } }],
    },
    { name: "a rule that asks nothing", code: inJsonpath("«{ Next: Ship }»"), problems: [{ messageId: "nothing" }] },
    {
      name: "And beside Variable",
      code: inJsonpath("{ And: [{ Variable: $.a, IsNull: true }], «Variable»: $.b, IsNull: true, Next: Ship }"),
      problems: [{ messageId: "two", data: { first: "And", second: "Variable" } }],
    },
    {
      name: "a comparison beside Not",
      code: inJsonpath("{ Not: { Variable: $.a, IsNull: true }, «IsPresent»: true, Next: Ship }"),
      problems: [{ messageId: "beside", data: { comparison: "IsPresent", head: "Not" } }],
    },
    {
      name: "what leads or assigns inside another rule",
      code: inJsonpath("{ Not: { Variable: $.a, IsNull: true, «Next»: Ship, «Assign»: { a: 1 } }, Next: Ship }"),
      problems: [
        {
          messageId: "nestedNext",
          data: { head: "Not" },
          suggestions: [
            {
              messageId: "remove",
              output: inJsonpath("{ Not: { Variable: $.a, IsNull: true, Assign: { a: 1 } }, Next: Ship }"),
            },
          ],
        },
        { messageId: "nestedAssign", data: { head: "Not" }, suggestions: [] },
      ],
    },
    {
      name: "a transition in an inner rule that the outer one lacks, and offers to move it",
      code: inJsonpath("{ And: [{ Variable: $.a, IsNull: true, «Next»: Ship }] }"),
      problems: [
        {
          messageId: "nestedNext",
          data: { head: "And" },
          suggestions: [
            { messageId: "move", output: inJsonpath("{ And: [{ Variable: $.a, IsNull: true }], Next: Ship }") },
            { messageId: "remove", output: inJsonpath("{ And: [{ Variable: $.a, IsNull: true }] }") },
          ],
        },
      ],
    },
    {
      name: "a number as text, and offers the number",
      code: inJsonpath('{ Variable: $.sum, NumericEquals: «"5"», Next: Ship }'),
      problems: [
        {
          messageId: "operand",
          data: { key: "NumericEquals", wanted: "a number", found: "a string" },
          suggestions: [
            { messageId: "write", output: inJsonpath("{ Variable: $.sum, NumericEquals: 5, Next: Ship }") },
          ],
        },
      ],
    },
    {
      name: "a boolean as text, and offers the boolean",
      code: inJsonpath('{ Variable: $.paid, BooleanEquals: «"false"», Next: Ship }'),
      problems: [
        {
          messageId: "operand",
          data: { key: "BooleanEquals", wanted: "true or false", found: "a string" },
          suggestions: [
            { messageId: "write", output: inJsonpath("{ Variable: $.paid, BooleanEquals: false, Next: Ship }") },
          ],
        },
      ],
    },
    ...(
      [
        ["StringEquals: «5»", "StringEquals", "a string", "5"],
        ["StringMatches: «[a, b]»", "StringMatches", "a string", "a list"],
        ["IsPresent: «1»", "IsPresent", "true or false", "1"],
        ["StringEqualsPath: «{ a: 1 }»", "StringEqualsPath", "a path as a string", "an object"],
        ["TimestampEquals: «null»", "TimestampEquals", "a timestamp as a string", "null"],
        ["NumericEquals: «soon»", "NumericEquals", "a number", "a string"],
      ] as const
    ).map(([test, key, wanted, found]) => ({
      name: `an operand of a wrong type: ${key}`,
      code: inJsonpath(`{ Variable: $.a, ${test}, Next: Ship }`),
      problems: [{ messageId: "operand", data: { key, wanted, found }, suggestions: [] }],
    })),
    ...["2026-01-31 12:00:00Z", "2026-01-31T12:00:00", "2026-13-31T12:00:00Z", "2026-02-29T12:00:00Z", "soon"].map(
      (text) => ({
        name: `a text that is no timestamp: ${text}`,
        code: inJsonpath(`{ Variable: $.day, TimestampEquals: «"${text}"», Next: Ship }`),
        problems: [{ messageId: "timestamp", data: { key: "TimestampEquals" } }],
      }),
    ),
    {
      name: "a path as a number, and offers the operator for it",
      code: inJsonpath("{ Variable: $.sum, NumericGreaterThan: «$.most», Next: Ship }"),
      problems: [
        {
          messageId: "operandPath",
          data: { key: "NumericGreaterThan", wanted: "a number", found: "a string", twin: "NumericGreaterThanPath" },
          suggestions: [
            {
              messageId: "rename",
              output: inJsonpath("{ Variable: $.sum, NumericGreaterThanPath: $.most, Next: Ship }"),
            },
          ],
        },
      ],
    },
    {
      name: "a path as a timestamp, and offers the operator for it",
      code: inJsonpath("{ Variable: $.day, TimestampLessThan: «$.last», Next: Ship }"),
      problems: [
        {
          messageId: "timestampPath",
          data: { key: "TimestampLessThan", twin: "TimestampLessThanPath" },
          suggestions: [
            {
              messageId: "rename",
              output: inJsonpath("{ Variable: $.day, TimestampLessThanPath: $.last, Next: Ship }"),
            },
          ],
        },
      ],
    },
    {
      name: "a path without an offer where the operator has no twin",
      code: inJsonpath("{ Variable: $.day, IsPresent: «$.last», Next: Ship }"),
      problems: [{ messageId: "operand", suggestions: [] }],
    },
    {
      name: "a Variable that is no string",
      code: inJsonpath("{ Variable: «5», IsNull: true, Next: Ship }"),
      problems: [{ messageId: "operand", data: { key: "Variable", wanted: "a path as a string", found: "5" } }],
    },
    ...(["And", "Or"] as const).map((key) => ({
      name: `an empty ${key}`,
      code: inJsonpath(`{ ${key}: «[]», Next: Ship }`),
      problems: [{ messageId: "empty", data: { key } }],
    })),
    {
      name: "an And that is no list",
      code: inJsonpath("{ And: «{ Variable: $.a, IsNull: true }», Next: Ship }"),
      problems: [{ messageId: "operand", data: { key: "And", wanted: "a list of rules", found: "an object" } }],
    },
    {
      name: "a Not around a list",
      code: inJsonpath("{ Not: «[{ Variable: $.a, IsNull: true }]», Next: Ship }"),
      problems: [{ messageId: "operand", data: { key: "Not", wanted: "one rule", found: "a list" } }],
    },
    {
      name: "a rule inside that is no object",
      code: inJsonpath("{ Or: [{ Variable: $.a, IsNull: true }, «$.b»], Next: Ship }"),
      problems: [{ messageId: "operand", data: { key: "Or", wanted: "rules", found: "a string" } }],
    },
    {
      name: "a fault deep inside",
      code: inJsonpath("{ Not: { Or: [{ «Variable»: $.a }] }, Next: Ship }"),
      problems: [{ messageId: "noComparison" }],
    },
    {
      name: "a rule in JSONata without condition",
      code: inJsonata("«{ Next: Ship }»"),
      problems: [{ messageId: "noCondition" }],
    },
    {
      name: "a misspelt condition once",
      code: inJsonata("{ «Conditon»: true, Next: Ship }"),
      problems: [
        {
          messageId: "unknownOperator",
          suggestions: [{ messageId: "rename", output: inJsonata("{ Condition: true, Next: Ship }") }],
        },
      ],
    },
    {
      name: "a field that no rule in JSONata has",
      code: inJsonata("{ Condition: true, «Owner»: sales, Next: Ship }"),
      problems: [{ messageId: "unknownOperator" }],
    },
    {
      name: "a condition of a wrong type",
      code: inJsonata("{ Condition: «1», Next: Ship }"),
      problems: [
        {
          messageId: "operand",
          data: { key: "Condition", wanted: "true, false or a JSONata expression", found: "1" },
        },
      ],
    },
    {
      name: "a condition in plain text",
      code: inJsonata("{ Condition: «$states.input.paid», Next: Ship }"),
      problems: [{ messageId: "plainCondition" }],
    },
    {
      name: "both languages in one rule, where only deployment knows which it is",
      code: `QueryLanguage: "\${Language}"${inJsonpath("{ Variable: $.a, IsNull: true, «Condition»: true, Next: Ship }")}`,
      problems: [{ messageId: "two", data: { first: "Variable", second: "Condition" } }],
    },
  ],
});
