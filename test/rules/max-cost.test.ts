import rule from "../../src/rules/max-cost.ts";
import { testRule } from "../../src/testing.ts";

testRule("max-cost", rule, {
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
      name: "no limit at all",
      options: { perExecution: null, perMonth: null },
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
      name: "an Express machine, which pays for time",
      type: "EXPRESS",
      options: { perExecution: 0.001 },
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 1, Next: Get order }
  Get order: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", ResultPath: $.order, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.order.packed, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
  ],
  invalid: [
    {
      name: "a poll that costs more than a cent",
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
          messageId: "execution",
          data: {
            dollars: "$0.023",
            assumed: " with p = 300 turns of 'Wait' -> 'Get order' -> 'Packed?'",
            max: "$0.01",
          },
        },
      ],
    },
    {
      name: "a month above its budget",
      options: { perExecution: null, perMonth: 4 },
      code: `
StartAt: «Read»
States:
  Read: { Type: Pass, Next: Check }
  Check: { Type: Pass, End: true }
`,
      problems: [
        {
          messageId: "month",
          data: { executions: "100,000", dollars: "$5.00", assumed: "", max: "$4.00" },
        },
      ],
    },
    {
      name: "children of a distributed Map",
      options: { perExecution: 0.001 },
      code: `
StartAt: «Per order»
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Read
      States:
        Read: { Type: Pass, Next: Check }
        Check: { Type: Pass, Next: Store }
        Store: { Type: Pass, Next: Tell }
        Tell: { Type: Pass, End: true }
    End: true
`,
      problems: [{ messageId: "execution", data: { dollars: "$0.001", assumed: "", max: "$0.001" } }],
    },
  ],
});
