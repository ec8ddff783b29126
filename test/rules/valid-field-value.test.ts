import rule from "../../src/rules/valid-field-value.ts";
import { testRule } from "../../src/testing.ts";

const resource = "arn:aws:lambda:eu-west-1:123456789012:function:ask";

testRule("valid-field-value", rule, {
  valid: [
    {
      name: "the least and the greatest of each number",
      code: `
StartAt: Ask
TimeoutSeconds: 99999999
States:
  Ask:
    Type: Task
    Resource: ${resource}
    TimeoutSeconds: 99999999
    HeartbeatSeconds: 1
    Retry: [{ ErrorEquals: [States.ALL], IntervalSeconds: 0, MaxAttempts: 0, BackoffRate: 1, MaxDelaySeconds: 31622400 }]
    Next: Rest
  Rest: { Type: Wait, Seconds: 0, Next: Each }
  Each:
    Type: Map
    MaxConcurrency: 0
    ToleratedFailurePercentage: 12.5
    ToleratedFailureCount: 0
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }
      StartAt: One
      States: { One: { Type: Succeed } }
    End: true
`,
    },
    {
      name: "null for a path, and for nothing else",
      code: `
StartAt: Ask
States:
  Ask: { Type: Pass, InputPath: null, OutputPath: null, ResultPath: null, End: true }
`,
    },
    {
      name: "what a program puts a list or a number in the place of",
      code: `
StartAt: Yes?
States:
  Yes?: { Type: Choice, Choices: ROUTES_BY_CARRIER, Default: Rest }
  Rest: { Type: Wait, Seconds: "$PAUSE_SECONDS", End: true }
`,
    },
    {
      name: "expressions in JSONata, also those that do not close",
      code: `
QueryLanguage: JSONata
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: "{% $states.input.pause %}", Next: Until }
  Until: { Type: Wait, Timestamp: "{% $states.input.at", Next: Each }
  Each:
    Type: Map
    Items: "{% $states.input.boxes %}"
    MaxConcurrency: "{%\\n  $states.input.most\\n%}"
    ItemProcessor: { StartAt: One, States: { One: { Type: Succeed } } }
    Next: Yes?
  Yes?: { Type: Choice, Choices: [{ Condition: true, Next: Lost }] }
  Lost: { Type: Fail, Error: "{% $states.input.error %}", Cause: "" }
`,
    },
    {
      name: "values that only deployment knows",
      code: `
StartAt: "\${First}"
States:
  Rest: { Type: Wait, Seconds: "\${Pause}", Next: "\${Then}" }
  Ask:
    Type: Task
    Resource: "\${Function}"
    TimeoutSeconds: "\${Timeout}"
    Retry: "\${Retry}"
    Catch: ["\${Catcher}"]
    End: "\${Last}"
`,
    },
    {
      name: "words that a build step puts lists and numbers in place of",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: __PAUSE__, Next: Yes? }
  Yes?: { Type: Choice, Choices: "<Rules>", Default: Rest }
`,
    },
    {
      name: "functions of CloudFormation in their long form",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: { "Fn::GetAtt": [Ask, Arn] }
    TimeoutSeconds: { Ref: Timeout }
    Retry: { "Fn::If": [Patient, [], []] }
    End: true
`,
    },
    {
      name: "timestamps with and without fractions, in any zone, on a leap day",
      code: `
StartAt: First
States:
  First: { Type: Wait, Timestamp: "2024-02-29T00:00:00Z", Next: Second }
  Second: { Type: Wait, Timestamp: "2026-03-05T21:29:29.243167252+05:30", End: true }
`,
    },
    {
      name: "a field of the other language, which is another rule's",
      code: `
StartAt: Each
States:
  Each: { Type: Map, Items: 5, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "numbers beyond what AWS takes",
      code: `
StartAt: Ask
TimeoutSeconds: «-1»
States:
  Ask:
    Type: Task
    Resource: ${resource}
    TimeoutSeconds: «0»
    HeartbeatSeconds: «100000000»
    Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: «-1», BackoffRate: «0.5», MaxDelaySeconds: «31622401» }]
    Next: Each
  Each:
    Type: Map
    ToleratedFailurePercentage: «100.5»
    ItemProcessor: { StartAt: One, States: { One: { Type: Wait, Seconds: «1.5», End: true } } }
    End: true
`,
      problems: [
        { messageId: "below", data: { field: "TimeoutSeconds", value: -1, least: 0 } },
        { messageId: "below", data: { field: "TimeoutSeconds", value: 0, least: 1 } },
        { messageId: "above", data: { field: "HeartbeatSeconds", value: "100,000,000", most: "99,999,999" } },
        { messageId: "below", data: { field: "MaxAttempts", value: -1, least: 0 } },
        { messageId: "below", data: { field: "BackoffRate", value: 0.5, least: 1 } },
        { messageId: "above", data: { field: "MaxDelaySeconds", value: "31,622,401", most: "31,622,400" } },
        { messageId: "above", data: { field: "ToleratedFailurePercentage", value: "100.5", most: "100" } },
        { messageId: "type", data: { field: "Seconds", found: "1.5", expected: "a whole number" } },
      ],
    },
    {
      name: "a path where a number or timestamp stands, and offers the field for it",
      code: `
StartAt: Call
States:
  Call: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:123456789012:function:call", TimeoutSeconds: «$.t», Next: Rest }
  Rest: { Type: Wait, Timestamp: «$.t», End: true }
`,
      problems: [
        {
          messageId: "typePath",
          data: { field: "TimeoutSeconds", found: "a string", expected: "a whole number", twin: "TimeoutSecondsPath" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Call
States:
  Call: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:123456789012:function:call", TimeoutSecondsPath: $.t, Next: Rest }
  Rest: { Type: Wait, Timestamp: $.t, End: true }
`,
            },
          ],
        },
        {
          messageId: "timestampPath",
          data: {
            value: "$.t",
            why: "it is written as year-month-day, 'T', hours:minutes:seconds and the zone",
            twin: "TimestampPath",
          },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Call
States:
  Call: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:123456789012:function:call", TimeoutSeconds: $.t, Next: Rest }
  Rest: { Type: Wait, TimestampPath: $.t, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a path without an offer where no field takes it, or where that field stands already",
      code: `
TimeoutSeconds: «$.t»
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: «$.t», SecondsPath: $.t, Next: Wait }
  Wait: { Type: Wait, Seconds: «"$.t[*]"», Next: Say }
  Say: { Type: Wait, QueryLanguage: JSONata, Seconds: «$.t», Next: Per order }
  Per order:
    Type: Map
    MaxConcurrency: «$$.Execution.Input.limit»
    ItemProcessor: { StartAt: Pack, States: { Pack: { Type: Succeed } } }
    End: true
`,
      problems: Array.from({ length: 5 }, () => ({ messageId: "type", suggestions: [] })),
    },
    {
      name: "a number in quotes, and offers it without",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: «"30"», End: «"true"» }
`,
      problems: [
        {
          messageId: "type",
          data: { field: "Seconds", found: "a string", expected: "a whole number" },
          suggestions: [
            {
              messageId: "write",
              output: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 30, End: "true" }
`,
            },
          ],
        },
        {
          messageId: "type",
          data: { field: "End", found: "a string", expected: "true or false" },
          suggestions: [
            {
              messageId: "write",
              output: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: "30", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "values that are none of those a field takes, and offers the nearest",
      code: `
Version: «"2.0"»
StartAt: Ask
States:
  Ask: { Type: «Taks», Next: Each }
  Each:
    Type: Map
    QueryLanguage: «jsonata»
    ItemProcessor:
      ProcessorConfig: { Mode: «DISTRIBUTE», ExecutionType: EXPRESS }
      StartAt: One
      States: { One: { Type: Succeed } }
    End: true
`,
      problems: [
        { messageId: "value", data: { field: "Version", value: "2.0", values: "'1.0'", hint: "" } },
        {
          messageId: "value",
          suggestions: [
            {
              messageId: "write",
              output: `
Version: "2.0"
StartAt: Ask
States:
  Ask: { Type: Task, Next: Each }
  Each:
    Type: Map
    QueryLanguage: jsonata
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTE, ExecutionType: EXPRESS }
      StartAt: One
      States: { One: { Type: Succeed } }
    End: true
`,
            },
          ],
        },
        {
          messageId: "value",
          data: {
            field: "QueryLanguage",
            value: "jsonata",
            values: "'JSONPath' or 'JSONata'",
            hint: " Did you mean 'JSONata'?",
          },
        },
        { messageId: "value" },
      ],
    },
    {
      name: "timestamps that are none",
      code: `
StartAt: A
States:
  A: { Type: Wait, Timestamp: «"2026-01-31 12:00:00Z"», Next: B }
  B: { Type: Wait, Timestamp: «"2026-01-31T12:00:00"», Next: C }
  C: { Type: Wait, Timestamp: «"2026-13-31T12:00:00Z"», Next: D }
  D: { Type: Wait, Timestamp: «"{% $now() %}"», Next: E }
  E: { Type: Wait, Timestamp: «1769860800», End: true }
`,
      problems: [
        {
          messageId: "timestamp",
          data: { value: "2026-01-31 12:00:00Z", why: "a 'T' stands between date and time" },
        },
        {
          messageId: "timestamp",
          data: { value: "2026-01-31T12:00:00", why: "the zone is missing, such as 'Z' for UTC" },
        },
        { messageId: "timestamp", data: { value: "2026-13-31T12:00:00Z", why: "there is no month 13" } },
        {
          messageId: "expression",
          data: { field: "Timestamp", expected: "a timestamp such as '2026-01-31T12:00:00Z'" },
        },
        { messageId: "type" },
      ],
    },
    {
      name: "an expression where the state is in JSONPath",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: «"{% $states.input.pause %}"», End: true }
`,
      problems: [{ messageId: "expression", data: { field: "Seconds", expected: "a whole number" } }],
    },
    {
      name: "lists and objects that are empty or something else",
      code: `
StartAt: Both
States:
  Both: { Type: Parallel, Branches: «[]», Next: Yes? }
  Yes?: { Type: Choice, Choices: «[]» }
  Ask:
    Type: Task
    Resource: «[]»
    Retry: «{}»
    Catch: [«States.ALL», { ErrorEquals: «States.ALL», Next: Both }, { ErrorEquals: [«5»], Next: Both }]
    Next: «7»
  Each: { Type: Map, ItemProcessor: { StartAt: One, States: «{}» }, End: true }
  All: { Type: Map, ItemProcessor: «list», End: true }
`,
      problems: [
        { messageId: "empty", data: { field: "Branches" } },
        { messageId: "empty", data: { field: "Choices" } },
        { messageId: "type", data: { field: "Resource", found: "a list", expected: "a string" } },
        { messageId: "type", data: { field: "Retry", found: "an object", expected: "a list of objects" } },
        { messageId: "entry", data: { field: "Catch", found: "a string" } },
        { messageId: "type", data: { field: "ErrorEquals", found: "a string", expected: "a list of strings" } },
        { messageId: "type", data: { field: "ErrorEquals", found: "5", expected: "strings" } },
        { messageId: "type", data: { field: "Next", found: "7", expected: "the name of a state" } },
        { messageId: "empty", data: { field: "States" } },
        { messageId: "type", data: { field: "ItemProcessor", found: "a string", expected: "an object" } },
      ],
    },
    {
      name: "what stands alone instead of in a list, and offers the list",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: ${resource}
    Retry: «{ ErrorEquals: [States.ALL] }»
    Catch: [{ ErrorEquals: «States.ALL», Next: Ask }]
    End: true
`,
      problems: [
        {
          messageId: "type",
          suggestions: [
            {
              messageId: "enlist",
              output: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: ${resource}
    Retry:
      - ErrorEquals:
          - States.ALL
    Catch: [{ ErrorEquals: States.ALL, Next: Ask }]
    End: true
`,
            },
          ],
        },
        {
          messageId: "type",
          suggestions: [
            {
              messageId: "enlist",
              output: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: ${resource}
    Retry: { ErrorEquals: [States.ALL] }
    Catch: [{ ErrorEquals: [States.ALL], Next: Ask }]
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "a field of the machine among the states",
      code: `
StartAt: Ship
States:
  QueryLanguage: «JSONata»
  Ship: { Type: Succeed }
  Lost: «[]»
`,
      problems: [
        {
          messageId: "state",
          data: {
            name: "QueryLanguage",
            found: "a string",
            hint: " A field 'QueryLanguage' of the machine stands outside of 'States'.",
          },
        },
        { messageId: "state", data: { name: "Lost", found: "a list", hint: "" } },
      ],
    },
    {
      name: "what AWS may save, but makes no sense",
      code: `
QueryLanguage: JSONata
StartAt: Ask
TimeoutSeconds: «0»
States:
  Ask: { Type: Task, Resource: "${resource}", Arguments: «[]», TimeoutSeconds: 30, HeartbeatSeconds: «30», Next: Each }
  Each:
    Type: Map
    Items: «boxes»
    ItemBatcher: { MaxInputBytesPerBatch: «262145» }
    ItemProcessor: { StartAt: One, States: { One: { Type: Fail, Error: «${"E".repeat(257)}» } } }
    End: true
`,
      problems: [
        { messageId: "low", data: { field: "TimeoutSeconds", value: 0, least: 1 } },
        {
          messageId: "template",
          data: { field: "Arguments", found: "a list", takes: "an object, or in JSONata an expression" },
        },
        { messageId: "heartbeat", data: { heartbeat: 30, timeout: 30 } },
        { messageId: "items", data: { field: "Items", found: "a string" } },
        { messageId: "high", data: { field: "MaxInputBytesPerBatch", value: "262,145", most: "262,144" } },
        { messageId: "long", data: { field: "Error", length: "257", most: "256" } },
      ],
    },
  ],
});
