import rule from "../../src/rules/no-missing-path-suffix.ts";
import { testRule } from "../../src/testing.ts";

testRule("no-missing-path-suffix", rule, {
  valid: [
    {
      name: "paths where they are read, and texts",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices:
      - { Variable: $.paid, StringEqualsPath: $.expected, Next: Refuse }
      - { Variable: $.currency, StringEquals: $, Next: Refuse }
      - { Variable: $.price, StringEquals: $5, Next: Refuse }
      - { Variable: $.text, StringMatches: $.*, Next: Refuse }
      - { Variable: $.name, StringEquals: States.UUID(), Next: Refuse }
      - { Variable: $.name, StringEquals: $owner, Next: Refuse }
    Default: Stop
  Refuse: { Type: Fail, ErrorPath: $.error, CausePath: "States.Format('{}', $.cause)" }
  Stop: { Type: Fail, Error: OrderRefused, Cause: $.x does not exist. }
`,
    },
    {
      name: "comparisons that take no text at all, which are another rule's",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.count, NumericEquals: $.limit, Next: Done }]
    Default: Done
  Done: { Type: Succeed }
`,
    },
    {
      name: "JSONata states and unknown languages",
      code: `
QueryLanguage: "\${Language}"
StartAt: Refuse
States:
  Refuse: { Type: Fail, QueryLanguage: JSONata, Error: $.error }
  Stop: { Type: Fail, Error: $.error }
`,
    },
  ],

  invalid: [
    {
      name: "paths and calls in Error and Cause, and offers the twins",
      code: `
StartAt: Refuse
States:
  Refuse: { Type: Fail, Error: «$.error.name», Cause: «"States.Format('No {}.', $.article)"» }
`,
      problems: [
        {
          messageId: "found",
          data: { field: "Error", text: "$.error.name" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Refuse
States:
  Refuse: { Type: Fail, ErrorPath: $.error.name, Cause: "States.Format('No {}.', $.article)" }
`,
            },
          ],
        },
        {
          messageId: "found",
          data: { field: "Cause", text: "States.Format('No {}.', $.article)" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Refuse
States:
  Refuse: { Type: Fail, Error: $.error.name, CausePath: "States.Format('No {}.', $.article)" }
`,
            },
          ],
        },
      ],
    },
    {
      name: "paths in comparisons of texts",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Not: { Variable: $.name, StringEquals: «$.expected» }, Next: Done }]
    Default: Done
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "found",
          data: { field: "StringEquals", text: "$.expected" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Not: { Variable: $.name, StringEqualsPath: $.expected }, Next: Done }]
    Default: Done
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "variables, and without an offer where the twin would not take it",
      code: `
StartAt: Own
States:
  Own: { Type: Pass, Assign: { owner.$: $.owner }, Next: Known? }
  Known?:
    Type: Choice
    Choices: [{ Variable: $.name, StringLessThanEquals: «$owner», Next: Refuse }]
    Default: Refuse
  Refuse: { Type: Fail, Error: «"$.errors[*]"», Cause: «"States.Array($.cause)"» }
`,
      problems: [
        { messageId: "found", data: { field: "StringLessThanEquals", text: "$owner" } },
        { messageId: "found", suggestions: [] },
        { messageId: "found", suggestions: [] },
      ],
    },
    {
      name: "without an offer beside the twin",
      code: `
StartAt: Refuse
States:
  Refuse: { Type: Fail, Error: «$.error», ErrorPath: $.error }
`,
      problems: [{ messageId: "found", suggestions: [] }],
    },
  ],
});
