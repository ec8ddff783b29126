import rule from "../../src/rules/no-unreachable-state.ts";
import { testRule } from "../../src/testing.ts";

testRule("no-unreachable-state", rule, {
  valid: [
    {
      name: "a transition of a wrong type, which may have meant any state",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: 5 }
  "5": { Type: Succeed }
`,
    },
    {
      name: "a state reached only through Catch, Default or a rule",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], Next: Give up }]
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Paid }]
    Default: Remind
  Remind: { Type: Pass, Next: Paid? }
  Paid: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    ...["Missing", "${First}"].map((start) => ({
      name: `a start that is no state: ${start}`,
      code: `
StartAt: "${start}"
States:
  Ship: { Type: Succeed }
  Pack: { Type: Succeed }
`,
    })),
    {
      name: "no start at all",
      code: `
States:
  Ship: { Type: Succeed }
  Pack: { Type: Succeed }
`,
    },
    ...[
      'Ship: { Type: Pass, Next: "${AfterShip}" }',
      'Ship: { Type: Choice, Choices: [{ Variable: $.a, IsNull: true, Next: "${AfterShip}" }] }',
      'Ship: { Type: Choice, Choices: "${Rules}", Default: Shipped }',
      'Ship: { Type: Task, Resource: "${Ship}", Catch: "${Catchers}", Next: Shipped }',
      'Ship: { Type: "${Kind}", Next: Shipped }',
      "Ship: { Type: Tsak, Next: Shipped }",
      'Ship: "${Ship}"',
    ].map((state) => ({
      name: `a scope with ways out that the text does not show: ${state}`,
      code: `
StartAt: Ship
States:
  ${state}
  Shipped: { Type: Succeed }
  Pack: { Type: Succeed }
`,
    })),
    {
      name: "a state that a misspelt transition was to lead to",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: Chekc }
  Check: { Type: Pass, Next: Checked }
  Checked: { Type: Succeed }
`,
    },
    {
      name: "a state that leads to itself",
      code: `
StartAt: Look
States:
  Look:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [NotYet], Next: Look }]
    End: true
`,
    },
    {
      name: "a machine that nothing ends, which is another rule's",
      code: `
StartAt: Ask
States:
  Ask: { Type: Pass, Next: Wait }
  Wait: { Type: Wait, Seconds: 60, Next: Ask }
  Answered: { Type: Pass, Next: Ask }
`,
    },
    {
      name: "the state below one that does not say how it goes on",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass }
  Tell customer: { Type: Pass, Next: Shipped }
  Shipped: { Type: Succeed }
`,
    },
    {
      name: "the state that a misspelt Next names",
      code: `
StartAt: Ship
States:
  Shipped: { Type: Succeed }
  Ship: { Type: Pass, next: Shipped }
`,
    },
    {
      name: "states named as members of all objects",
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
      name: "a state nothing leads to",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: Shipped }
  «Orphan»: { Type: Pass, Next: Shipped }
  Shipped: { Type: Succeed }
`,
      problems: [
        {
          messageId: "unreachable",
          data: { name: "Orphan" },
          suggestions: [
            {
              messageId: "remove",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Next: Shipped }
  Shipped: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "an island once, at the state that the others follow from",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
  Refunded: { Type: Succeed }
  «Refund»: { Type: Pass, Next: Tell customer }
  Tell customer: { Type: Pass, Next: Refunded }
`,
      problems: [{ messageId: "island", data: { name: "Refund", others: "2 states" }, suggestions: [] }],
    },
    {
      name: "an island of one more state",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
  «Refund»: { Type: Pass, Next: Refunded }
  Refunded: { Type: Succeed }
`,
      problems: [{ messageId: "island", data: { name: "Refund", others: "1 state" } }],
    },
    {
      name: "a cycle apart from the rest, at its first state",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
  «Wait»: { Type: Wait, Seconds: 60, Next: Look }
  Look: { Type: Pass, Next: Wait }
`,
      problems: [{ messageId: "island", data: { name: "Wait", others: "1 state" } }],
    },
    {
      name: "an island apart from a state that does not say how it goes on",
      code: `
StartAt: Ship
States:
  «Refund»: { Type: Succeed }
  Ship: { Type: Pass }
  Shipped: { Type: Succeed }
`,
      problems: [{ messageId: "unreachable", data: { name: "Refund" } }],
    },
    {
      name: "a state of an item processor that nothing ends",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemProcessor:
      StartAt: Ask
      States:
        Ask: { Type: Pass, Next: Ask }
        «Answered»: { Type: Pass, Next: Ask }
    End: true
`,
      problems: [{ messageId: "unreachable", data: { name: "Answered" } }],
    },
    {
      name: "two islands",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
  «Refund»: { Type: Succeed }
  «Complain»: { Type: Succeed }
`,
      problems: [{ messageId: "unreachable" }, { messageId: "unreachable" }],
    },
    {
      name: "a state that only leads to itself",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
  «Look»: { Type: Pass, Next: Look }
`,
      problems: [{ messageId: "unreachable", data: { name: "Look" } }],
    },
    {
      name: "a state in a branch, though another branch only deployment knows",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          Pack: { Type: Succeed }
          «Unpack»: { Type: Succeed }
      - StartAt: Print
        States:
          Print: { Type: Pass, Next: "\${AfterPrint}" }
          Printed: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "unreachable", data: { name: "Unpack" } }],
    },
    {
      name: "a state behind one that has ended",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed, Next: Shipped }
  «Shipped»: { Type: Succeed }
`,
      problems: [{ messageId: "unreachable" }],
    },
    {
      name: "an unreachable state named __proto__",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
  «__proto__»: { Type: Succeed }
`,
      problems: [{ messageId: "unreachable", data: { name: "__proto__" } }],
    },
  ],
});
