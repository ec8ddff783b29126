import rule from "../../src/rules/max-transitions.ts";
import { testRule } from "../../src/testing.ts";

testRule("max-transitions", rule, {
  valid: [
    {
      name: "a machine within the budget",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a poll that is assumed to turn seldom",
      options: { assume: { Wait: 3 }, max: 10 },
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 1, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a machine that only deployment knows wholly",
      options: { max: 1 },
      code: `
StartAt: Choose
States:
  Choose: { Type: Pass, Next: "\${Next}" }
  Done: { Type: Succeed }
`,
    },
    {
      name: "retries, where the ways without an error count",
      options: { max: 1 },
      code: `
StartAt: Read
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: 9 }], End: true }
`,
    },
  ],
  invalid: [
    {
      name: "a poll that turns every second for five minutes",
      code: `
StartAt: «Wait»
States:
  Wait: { Type: Wait, Seconds: 1, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "many",
          data: {
            transitions: "901",
            assumed: " with p = 300 turns of 'Wait' -> 'Get order' -> 'Packed?'",
            max: "100",
            formula: "1 + 3·p",
            figure: "without an error",
          },
        },
      ],
    },
    {
      name: "a waiting time that is assumed",
      options: { assume: { Packed: 1, "Packed?": "1h" }, max: 10_000 },
      code: `
StartAt: «Wait»
States:
  Wait: { Type: Wait, Seconds: 1, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "many" }],
    },
    {
      name: "retries, where the worst counts",
      options: { max: 9, figure: "worst" },
      code: `
StartAt: «Read»
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: 9 }], End: true }
`,
      problems: [
        {
          messageId: "many",
          data: { transitions: "10", assumed: "", max: "9", formula: "10", figure: "at the worst" },
        },
      ],
    },
  ],
});
