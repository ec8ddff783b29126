import rule from "../../src/rules/valid-transition.ts";
import { testRule } from "../../src/testing.ts";

testRule("valid-transition", rule, {
  valid: [
    {
      name: "transitions to states of the same scope",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Ship }]
    Default: Remind
  Remind:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Catch: [{ ErrorEquals: [States.ALL], Next: Give up }]
    Next: Paid?
  Ship: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    {
      name: "transitions that only deployment knows",
      code: `
StartAt: "\${First}"
States:
  Ship: { Type: Pass, Next: "\${AfterShip}" }
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Next: "\${WhenPaid}" }]
    Default: "\${WhenNot}"
`,
    },
    {
      name: "states that only deployment knows",
      code: `
StartAt: Ship
States: "\${States}"
`,
    },
    {
      name: "a transition of a wrong type, which is another rule's",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: 7 }
`,
    },
    {
      name: "a transition out of a state that ends",
      code: `
StartAt: Shipped
States:
  Shipped: { Type: Succeed, Next: Nowhere }
`,
    },
    {
      name: "a machine without states",
      code: `
StartAt: Ship
Comment: nothing yet
`,
    },
    {
      name: "a start of no state at all, which is another rule's",
      code: `
StartAt: Ship
States: {}
`,
    },
    {
      name: "states that lead to themselves",
      code: `
StartAt: Look
States:
  Look: { Type: Wait, Seconds: 5, Next: Look }
`,
    },
    {
      name: "a state named __proto__",
      code: `
StartAt: __proto__
States:
  __proto__: { Type: Pass, Next: constructor }
  constructor: { Type: Succeed }
`,
    },
  ],

  invalid: [
    {
      name: "a misspelt target, and offers the right one",
      code: `
StartAt: Retry
States:
  Retry: { Type: Pass, Next: «Chekc» }
  Check: { Type: Succeed }
`,
      problems: [
        {
          messageId: "missing",
          data: { from: "Retry", to: "Chekc", hint: " Did you mean 'Check'?" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Retry
States:
  Retry: { Type: Pass, Next: Check }
  Check: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a target that resembles nothing, without an offer",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: «Send the invoice» }
`,
      problems: [{ messageId: "missing", data: { from: "Ship", to: "Send the invoice", hint: "" }, suggestions: [] }],
    },
    {
      name: "every field that leads somewhere",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ And: [{ Variable: $.paid, BooleanEquals: true }], Next: «Nowhere» }]
    Default: «Elsewhere»
  Remind:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Catch: [{ ErrorEquals: [States.ALL], Next: «Nobody» }]
    Next: «Noon»
`,
      problems: [
        { messageId: "missing", data: { from: "Paid?", to: "Nowhere", hint: "" } },
        { messageId: "missing", data: { from: "Paid?", to: "Elsewhere", hint: "" } },
        { messageId: "missing", data: { from: "Remind", to: "Nobody", hint: "" } },
        { messageId: "missing", data: { from: "Remind", to: "Noon", hint: "" } },
      ],
    },
    {
      name: "a target that lies in another scope, both ways",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          Pack: { Type: Pass, Next: «Shipped» }
      - StartAt: Print
        States:
          Print: { Type: Pass, Next: «Pack» }
    Next: Shipped
  Shipped: { Type: Succeed }
`,
      problems: [
        { messageId: "elsewhere", data: { from: "Pack", to: "Shipped" }, suggestions: [] },
        { messageId: "elsewhere", data: { from: "Print", to: "Pack" }, suggestions: [] },
      ],
    },
    {
      name: "a misspelt start, in the machine and in an item processor",
      code: `
StartAt: «per order»
States:
  Per order:
    Type: Map
    ItemProcessor:
      StartAt: «Nothing alike»
      States:
        Pack: { Type: Succeed }
    End: true
`,
      problems: [
        {
          messageId: "missingStart",
          data: { to: "per order", hint: " Did you mean 'Per order'?" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      StartAt: Nothing alike
      States:
        Pack: { Type: Succeed }
    End: true
`,
            },
          ],
        },
        { messageId: "missingStart", data: { to: "Nothing alike", hint: "" }, suggestions: [] },
      ],
    },
    {
      name: "a start that lies in another scope",
      code: `
StartAt: «Pack»
States:
  Per order:
    Type: Map
    Iterator:
      StartAt: Pack
      States:
        Pack: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "startElsewhere", data: { to: "Pack" }, suggestions: [] }],
    },
    {
      name: "the target of a state whose type is misspelt",
      code: `
StartAt: Ship
States:
  Ship: { Type: Tsak, Next: «Shiped» }
  Shipped: { Type: Succeed }
`,
      problems: [{ messageId: "missing" }],
    },
    {
      name: "names of JavaScript that are no states",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: «__proto__» }
  Pack: { Type: Pass, Next: «constructor» }
`,
      problems: [
        { messageId: "missing", data: { from: "Ship", to: "__proto__", hint: "" } },
        { messageId: "missing", data: { from: "Pack", to: "constructor", hint: "" } },
      ],
    },
    {
      name: "a missing target beside one that only deployment knows",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: «Nowhere» }
  Pack: { Type: Pass, Next: "\${AfterPack}" }
`,
      problems: [{ messageId: "missing" }],
    },
  ],
});
