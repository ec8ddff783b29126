import rule from "../../src/rules/required-field.ts";
import { testRule } from "../../src/testing.ts";

testRule("required-field", rule, {
  valid: [
    {
      name: "machines with all they need",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ask
    Catch: [{ ErrorEquals: [States.ALL], Next: Rest }]
    Next: Yes?
  Yes?:
    Type: Choice
    Choices: [{ Variable: $.yes, BooleanEquals: true, Next: Each }]
  Rest: { Type: Wait, SecondsPath: $.pause, Next: Ask }
  Each:
    Type: Map
    Iterator: { StartAt: One, States: { One: { Type: Pass, End: true } } }
    End: true
`,
    },
    {
      name: "fields that only deployment knows",
      code: `
StartAt: "\${First}"
States:
  Ask: { Type: Task, Resource: "\${Function}", End: "\${Last}" }
`,
    },
    {
      name: "a misspelt field, which is another rule's",
      code: `
StartAt: Ask
States:
  Ask: { Type: Task, Resuorce: arn:aws:lambda:eu-west-1:123456789012:function:ask, Nxt: Told }
  Told: { Type: Succeed }
  Yes?: { Type: Choice, Choices: [{ Variable: $.yes, IsPresent: true, nextState: Told, next: Told }] }
`,
    },
  ],

  invalid: [
    {
      name: "a machine without a start, and offers its first state",
      code: `
«States»:
  Ship: { Type: Succeed }
`,
      problems: [
        {
          messageId: "missing",
          data: { where: "The machine", field: "'StartAt'" },
          suggestions: [
            {
              messageId: "start",
              output: `
States:
  Ship: { Type: Succeed }
StartAt: Ship
`,
            },
          ],
        },
      ],
    },
    {
      name: "a state that leads nowhere, and offers where to",
      code: `
StartAt: Pack
States:
  «Pack»: { Type: Pass }
  Shipped: { Type: Succeed }
`,
      problems: [
        {
          messageId: "nowhere",
          data: { where: "State 'Pack'" },
          suggestions: [
            {
              messageId: "next",
              output: `
StartAt: Pack
States:
  Pack: { Type: Pass, Next: Shipped }
  Shipped: { Type: Succeed }
`,
            },
            {
              messageId: "end",
              output: `
StartAt: Pack
States:
  Pack: { Type: Pass, End: true }
  Shipped: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "an end that is none",
      code: `
StartAt: Pack
States:
  Pack: { Type: Pass, End: «false» }
`,
      problems: [
        {
          messageId: "endsNot",
          data: { where: "state 'Pack'" },
          suggestions: [
            {
              messageId: "end",
              output: `
StartAt: Pack
States:
  Pack: { Type: Pass, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "what each type of state lacks",
      code: `
StartAt: Ask
States:
  «Ask»: { Type: Task, End: true }
  «Rest»: { Type: Wait, Next: Ask }
  «Yes?»: { Type: Choice, Default: Ask }
  «Both»: { Type: Parallel, End: true }
  «Each»: { Type: Map, End: true }
  «Odd»: { Next: Ask }
`,
      problems: [
        { messageId: "missing", data: { where: "State 'Ask'", field: "'Resource'" } },
        {
          messageId: "noneOf",
          data: { where: "State 'Rest'", fields: "'Seconds', 'SecondsPath', 'Timestamp' or 'TimestampPath'" },
        },
        { messageId: "missing", data: { where: "State 'Yes?'", field: "'Choices'" } },
        { messageId: "missing", data: { where: "State 'Both'", field: "'Branches'" } },
        { messageId: "missing", data: { where: "State 'Each'", field: "'ItemProcessor'" } },
        { messageId: "missing", data: { where: "State 'Odd'", field: "'Type'" } },
      ],
    },
    {
      name: "the fields of one language",
      code: `
QueryLanguage: JSONata
StartAt: Rest
States:
  «Rest»: { Type: Wait, End: true }
`,
      problems: [{ messageId: "noneOf", data: { where: "State 'Rest'", fields: "'Seconds' or 'Timestamp'" } }],
    },
    {
      name: "what entries of lists and processors lack",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ask
    Retry: [{ «MaxAttempts»: 3 }]
    Catch: [{ «ErrorEquals»: [States.ALL] }]
    Next: Yes?
  Yes?:
    Type: Choice
    Choices: [{ «Variable»: $.yes, IsPresent: true }]
  Each:
    Type: Map
    «ItemProcessor»: { StartAt: One }
    End: true
  Both:
    Type: Parallel
    Branches: [«{}», { «States»: { Two: { Type: Succeed } } }]
    End: true
`,
      problems: [
        { messageId: "missing", data: { where: "A retrier of 'Ask'", field: "'ErrorEquals'" } },
        { messageId: "missing", data: { where: "A catcher of 'Ask'", field: "'Next'" } },
        { messageId: "missing", data: { where: "A rule of 'Yes?'", field: "'Next'" } },
        { messageId: "missing", data: { where: "The item processor of 'Each'", field: "'States'" } },
        { messageId: "missing", data: { where: "A branch of 'Both'", field: "'StartAt' or 'States'" } },
        { messageId: "missing", data: { where: "A branch of 'Both'", field: "'StartAt'" } },
      ],
    },
  ],
});
