import rule from "../../src/rules/no-history-overflow.ts";
import { testRule } from "../../src/testing.ts";

testRule("no-history-overflow", rule, {
  valid: [
    {
      name: "a counted loop that ends in time",
      code: `
StartAt: Init
States:
  Init: { Type: Pass, Result: 0, ResultPath: $.n, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.answer, Next: Step }
  Step: { Type: Pass, Parameters: { n.$: "States.MathAdd($.n, 1)" }, Next: Enough? }
  Enough?: { Type: Choice, Choices: [{ Variable: $.n, NumericGreaterThanEquals: 100, Next: Done }], Default: Ask }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a poll without a bound, which another rule reports",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a timeout that comes before the history is full",
      code: `
StartAt: Wait
TimeoutSeconds: 3600
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a counted loop of an Express machine, which has no history",
      type: "EXPRESS",
      code: `
StartAt: Init
States:
  Init: { Type: Pass, Result: 0, ResultPath: $.n, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.answer, Next: Step }
  Step: { Type: Pass, Parameters: { n.$: "States.MathAdd($.n, 1)" }, Next: Enough? }
  Enough?: { Type: Choice, Choices: [{ Variable: $.n, NumericGreaterThanEquals: 3000, Next: Done }], Default: Ask }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a Map whose items only the execution knows",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor: { StartAt: Read, States: { Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", End: true } } }
    End: true
`,
    },
    {
      name: "a retrier with attempts that only deployment knows",
      code: `
StartAt: Read
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: "\${N}" }], End: true }
`,
    },
  ],
  invalid: [
    {
      name: "a counted loop that turns too often",
      code: `
StartAt: Init
States:
  Init: { Type: Pass, Result: 0, ResultPath: $.n, Next: Ask }
  «Ask»: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.answer, Next: Step }
  Step: { Type: Pass, Parameters: { n.$: "States.MathAdd($.n, 1)" }, Next: Enough? }
  Enough?: { Type: Choice, Choices: [{ Variable: $.n, NumericGreaterThanEquals: 3000, Next: Done }], Default: Ask }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "loop",
          data: {
            loop: "Loop",
            way: "'Ask' -> 'Step' -> 'Enough?'",
            turns: "3,000",
            events: "27,006",
            most: "25,000",
          },
        },
      ],
    },
    {
      name: "a loop in the items of a Map that are written down",
      code: `
StartAt: List
States:
  List: { Type: Pass, Result: [1, 2, 3, 4], Next: Per order }
  «Per order»:
    Type: Map
    ItemProcessor:
      StartAt: Init
      States:
        Init: { Type: Pass, Result: 0, ResultPath: $.n, Next: Ask }
        Ask: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.answer, Next: Step }
        Step: { Type: Pass, Parameters: { n.$: "States.MathAdd($.n, 1)" }, Next: Enough? }
        Enough?: { Type: Choice, Choices: [{ Variable: $.n, NumericGreaterThanEquals: 1000, Next: Done }], Default: Ask }
        Done: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "map" }],
    },
    {
      name: "a retrier that tries too often",
      code: `
StartAt: Read
States:
  Read:
    Type: Task
    Resource: "arn:aws:lambda:us-east-1:111122223333:function:order"
    Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: «9000» }]
    End: true
`,
      problems: [{ messageId: "retry", data: { name: "Read", attempts: "9,001", events: "27,003", most: "25,000" } }],
    },
    {
      name: "a timeout that comes when the history has long been full",
      code: `
StartAt: Wait
TimeoutSeconds: «86400»
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "timeout",
          data: {
            loop: "Polling loop",
            way: "'Wait' -> 'Get order' -> 'Packed?'",
            full: "3 h 51 min",
            timeout: "1 day",
          },
        },
      ],
    },
  ],
});
