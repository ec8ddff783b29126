import rule from "../../src/rules/no-tight-wait.ts";
import { testRule } from "../../src/testing.ts";

testRule("no-tight-wait", rule, {
  valid: [
    {
      name: "a short Wait beside a job that takes its time",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Print label }
  Print label: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", Next: Printed? }
  Printed?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a poll every 15 s",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 15, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a poll at an interval that the options allow",
      options: { minSeconds: 5 },
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "two short Waits that are long enough together",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 10, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Settle }
  Settle: { Type: Wait, Seconds: 5, Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a short Wait that is in no loop",
      code: `
StartAt: Settle
States:
  Settle: { Type: Wait, Seconds: 1, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "waiting times that only the execution knows",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, SecondsPath: $.interval, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Pause }
  Pause: { Type: Wait, Seconds: 1, Next: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a waiting time that only deployment knows",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: "\${Interval}", Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a waiting time that JSONata computes",
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: "{% $pause * 2 %}", Assign: { pause: "{% $pause * 2 %}" }, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Condition: "{% $states.input.done %}", Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a Wait that paces paging",
      code: `
StartAt: List invoices
States:
  List invoices: { Type: Task, Resource: "arn:aws:states:::aws-sdk:s3:listObjectsV2", Next: Further? }
  Further?:
    Type: Choice
    Choices: [{ Variable: $.NextContinuationToken, IsPresent: true, Next: Spare the quota }]
    Default: Listed
  Spare the quota: { Type: Wait, Seconds: 1, Next: List invoices }
  Listed: { Type: Succeed }
`,
    },
    {
      name: "a Wait that paces a walk through a list",
      code: `
StartAt: Any left?
States:
  Any left?: { Type: Choice, Choices: [{ Variable: "$.orders[0]", IsPresent: true, Next: Ship }], Default: Shipped }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Drop first }
  Drop first: { Type: Pass, InputPath: "$.orders[1:]", ResultPath: $.orders, Next: Pause }
  Pause: { Type: Wait, Seconds: 1, Next: Any left? }
  Shipped: { Type: Succeed }
`,
    },
    {
      name: "the turns of a language model",
      code: `
StartAt: Ask model
States:
  Ask model: { Type: Task, Resource: "arn:aws:states:::bedrock:invokeModel", Next: Tool wanted? }
  Tool wanted?: { Type: Choice, Choices: [{ Variable: $.Body.stop_reason, StringEquals: tool_use, Next: Pause }], Default: Answered }
  Pause: { Type: Wait, Seconds: 1, Next: Ask model }
  Answered: { Type: Succeed }
`,
    },
    {
      name: "an Express machine, which is paid by time",
      type: "EXPRESS",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 1, Next: Get status }
  Get status:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [NotReady], IntervalSeconds: 1, MaxAttempts: 60, BackoffRate: 1 }]
    Next: Done?
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    ...["EXPRESS", "${ChildType}"].map((type) => ({
      name: `child executions with ExecutionType ${type}`,
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: "${type}" }
      StartAt: Wait
      States:
        Wait: { Type: Wait, Seconds: 1, Next: Get label }
        Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
        Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
        Done: { Type: Succeed }
    End: true
`,
    })),
    {
      name: "a Retry of a few attempts",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [Busy], IntervalSeconds: 1, MaxAttempts: 6, BackoffRate: 1 }]
    End: true
`,
    },
    {
      name: "a Retry that backs off, written or by default",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - { ErrorEquals: [Busy], IntervalSeconds: 1, MaxAttempts: 30, BackoffRate: 1.5 }
      - { ErrorEquals: [Closed], IntervalSeconds: 1, MaxAttempts: 30 }
    End: true
`,
    },
    {
      name: "a Retry whose growth ends late",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [Busy], IntervalSeconds: 1, MaxAttempts: 30, BackoffRate: 1.1, MaxDelaySeconds: 10 }]
    End: true
`,
    },
    {
      name: "patience with a platform that is busy",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - ErrorEquals: [Lambda.TooManyRequestsException, Lambda.ServiceException]
        IntervalSeconds: 2
        MaxAttempts: 60
        BackoffRate: 1
    End: true
`,
    },
    {
      name: "a Retry whose interval or number only deployment knows",
      code: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - { ErrorEquals: [NotReady], IntervalSeconds: "\${Interval}", MaxAttempts: 100, BackoffRate: 1 }
      - { ErrorEquals: [NotThere], IntervalSeconds: 1, MaxAttempts: "\${Attempts}", BackoffRate: 1 }
      - { ErrorEquals: [NotYet], IntervalSeconds: 1, MaxAttempts: 100, BackoffRate: "\${Rate}" }
    End: true
`,
    },
    {
      name: "a slow Retry",
      code: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [NotReady], IntervalSeconds: 30, MaxAttempts: 100, BackoffRate: 1 }]
    End: true
`,
    },
  ],

  invalid: [
    {
      name: "a poll that does not wait at all",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: «0», Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        { messageId: "none", data: { way: "'Wait' -> 'Get status' -> 'Done?'", transitions: "3 transitions" } },
      ],
    },
    {
      name: "a poll every 5 s, with what an hour costs",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: «5», Next: Get status }
  Get status: { Type: Task, Resource: "\${StatusFunctionArn}", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "wait",
          data: {
            way: "'Wait' -> 'Get status' -> 'Done?'",
            seconds: 5,
            least: "",
            transitions: "2,160",
            dollars: "$0.054",
            minSeconds: 15,
            fewer: "720",
            cheaper: "$0.018",
          },
          suggestions: [
            {
              messageId: "slower",
              output: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 15, Next: Get status }
  Get status: { Type: Task, Resource: "\${StatusFunctionArn}", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a poll that ends after ten turns: its bound makes it no slower",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: «2», Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.done, BooleanEquals: true, Next: Done }
      - { Variable: $.attempts, NumericGreaterThan: 10, Next: Done }
    Default: Wait
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "wait" }],
    },
    {
      name: "an interval below the one in the options",
      options: { minSeconds: 60 },
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: «30», Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "wait",
          data: {
            way: "'Wait' -> 'Get status' -> 'Done?'",
            seconds: 30,
            least: "",
            transitions: "360",
            dollars: "$0.009",
            minSeconds: 60,
            fewer: "180",
            cheaper: "$0.0045",
          },
        },
      ],
    },
    {
      name: "a poll in JSONata inside a branch",
      code: `
QueryLanguage: JSONata
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Get label
        States:
          Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: There? }
          There?: { Type: Choice, Choices: [{ Condition: "{% $states.input.there %}", Next: Labelled }], Default: Wait }
          Wait: { Type: Wait, Seconds: «3», Next: Get label }
          Labelled: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "wait" }],
    },
    {
      name: "two Waits on one way: the offered time counts the other one",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: «5», Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Settle }
  Settle: { Type: Wait, Seconds: 3, Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "wait",
          suggestions: [
            {
              messageId: "slower",
              output: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 12, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Settle }
  Settle: { Type: Wait, Seconds: 3, Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a poll whose turn holds a Map: the figures are the least",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: «10», Next: Ask each }
  Ask each:
    Type: Map
    ItemProcessor:
      StartAt: Get status
      States:
        Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
    Next: Done?
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "wait",
          data: {
            way: "'Wait' -> 'Ask each' -> 'Done?'",
            seconds: 10,
            least: "at least ",
            transitions: "1,080",
            dollars: "$0.027",
            minSeconds: 15,
            fewer: "720",
            cheaper: "$0.018",
          },
        },
      ],
    },
    {
      name: "a Retry that polls every 2 s",
      code: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - ErrorEquals: [NotReady]
        IntervalSeconds: «2»
        MaxAttempts: 300
        BackoffRate: 1.0
    End: true
`,
      problems: [
        {
          messageId: "retry",
          data: {
            name: "Get label",
            seconds: 2,
            attempts: "300",
            dollars: "$0.0075",
            minSeconds: 15,
            fewer: "40",
            cheaper: "$0.001",
          },
          suggestions: [
            {
              messageId: "slowerRetry",
              output: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - ErrorEquals: [NotReady]
        IntervalSeconds: 15
        MaxAttempts: 40
        BackoffRate: 1.0
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "a Retry whose growth a cap ends at once",
      code: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - { ErrorEquals: [States.ALL], IntervalSeconds: «5», MaxAttempts: 60, BackoffRate: 2, MaxDelaySeconds: 5 }
    End: true
`,
      problems: [
        {
          messageId: "retry",
          data: {
            name: "Get label",
            seconds: 5,
            attempts: "60",
            dollars: "$0.0015",
            minSeconds: 15,
            fewer: "20",
            cheaper: "$0.0005",
          },
          suggestions: [
            {
              messageId: "slowerRetry",
              output: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - { ErrorEquals: [States.ALL], IntervalSeconds: 15, MaxAttempts: 20, BackoffRate: 2, MaxDelaySeconds: 15 }
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "a Retry whose growth a cap ends soon",
      code: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - { ErrorEquals: [NotReady], IntervalSeconds: «2», MaxAttempts: 60, MaxDelaySeconds: 10 }
    End: true
`,
      problems: [
        {
          messageId: "retry",
          data: {
            name: "Get label",
            seconds: 10,
            attempts: "60",
            dollars: "$0.0015",
            minSeconds: 15,
            fewer: "39",
            cheaper: "$0.00098",
          },
        },
      ],
    },
    {
      name: "the second retrier, at the default interval of 1 s, which leaves nothing to replace",
      code: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - { ErrorEquals: [Lambda.ServiceException], IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 }
      - { ErrorEquals: [NotReady], MaxAttempts: «600», BackoffRate: 1 }
    End: true
`,
      problems: [{ messageId: "retry", suggestions: [] }],
    },
  ],
});
