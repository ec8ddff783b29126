import rule from "../../src/rules/require-task-timeout.ts";
import { testRule } from "../../src/testing.ts";

testRule("require-task-timeout", rule, {
  valid: [
    {
      name: "a callback with a timeout, written as a number, a path or an expression",
      code: `
StartAt: Ask manager
States:
  Ask manager: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", TimeoutSeconds: 3600, Next: Ask boss }
  Ask boss: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", TimeoutSecondsPath: $.patience, Next: Ask board }
  Ask board:
    Type: Task
    QueryLanguage: JSONata
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    TimeoutSeconds: "{% $patience %}"
    End: true
`,
    },
    {
      name: "a timeout that only deployment knows",
      code: `
StartAt: Ask manager
States:
  Ask manager: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", TimeoutSeconds: "\${Patience}", End: true }
`,
    },
    {
      name: "a callback and an activity with a heartbeat, whose loss ends them",
      code: `
StartAt: Ask manager
States:
  Ask manager: { Type: Task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", HeartbeatSeconds: 600, Next: Pack }
  Pack: { Type: Task, Resource: "arn:aws:states:eu-west-1:111122223333:activity:pack", HeartbeatSecondsPath: $.beat, End: true }
`,
    },
    {
      name: "a machine with a timeout, for the tasks inside a Map too",
      code: `
StartAt: Per order
TimeoutSeconds: 86400
States:
  Per order:
    Type: Map
    ItemProcessor:
      StartAt: Pack
      States:
        Pack: { Type: Task, Resource: "arn:aws:states:eu-west-1:111122223333:activity:pack", End: true }
    End: true
`,
    },
    {
      name: "a machine whose timeout only deployment knows",
      code: `
StartAt: Build report
TimeoutSeconds: \${Timeout}
States:
  Build report: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", End: true }
`,
    },
    {
      name: "tasks that a service answers by itself",
      code: `
StartAt: Charge card
States:
  Charge card: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Save }
  Save: { Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", Next: Print }
  Print: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:111122223333:function:print", End: true }
`,
    },
    {
      name: "resources that only deployment knows",
      options: { tasks: "all" },
      code: `
StartAt: Pack
States:
  Pack: { Type: Task, Resource: "\${PackActivityArn}", Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::\${ShipCall}", End: true }
`,
    },
    {
      name: "an Express machine, which is over after five minutes",
      type: "EXPRESS",
      options: { tasks: "all" },
      code: `
StartAt: Charge card
States:
  Charge card: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a state of an unknown type",
      code: `
StartAt: Ask manager
States:
  Ask manager: { Type: Tsak, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", End: true }
`,
    },
  ],

  invalid: [
    {
      name: "a callback",
      code: `
StartAt: Ask manager
States:
  «Ask manager»:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    End: true
`,
      problems: [
        {
          messageId: "callback",
          data: { name: "Ask manager" },
          suggestions: [
            {
              messageId: "add",
              output: `
StartAt: Ask manager
States:
  Ask manager:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    End: true
    TimeoutSeconds: 86400
`,
            },
          ],
        },
      ],
    },
    {
      name: "an activity in JSONata inside a branch",
      code: `
QueryLanguage: JSONata
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          «Pack»: { Type: Task, Resource: "arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:activity:pack", End: true }
    End: true
`,
      problems: [{ messageId: "activity", data: { name: "Pack" } }],
    },
    {
      name: "a job, whose heartbeat nobody sends, and one of the second version",
      code: `
StartAt: Build report
States:
  «Build report»: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", HeartbeatSeconds: 60, Next: Invoice }
  «Invoice»: { Type: Task, Resource: "arn:aws:states:::states:startExecution.sync:2", End: true }
`,
      problems: [
        { messageId: "job", data: { name: "Build report" } },
        { messageId: "job", data: { name: "Invoice" } },
      ],
    },
    {
      name: "every task where the options ask for all",
      options: { tasks: "all" },
      code: `
StartAt: Charge card
States:
  «Charge card»: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Print }
  «Print»: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:111122223333:function:print", Next: Save }
  «Save»: { Type: Task, Resource: "arn:aws:states:::aws-sdk:dynamodb:putItem", Next: Ask manager }
  «Ask manager»: { Type: Task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", End: true }
`,
      problems: [
        { messageId: "request", data: { name: "Charge card" } },
        { messageId: "request", data: { name: "Print" } },
        { messageId: "request", data: { name: "Save" } },
        { messageId: "callback" },
      ],
    },
    {
      name: "a task named __proto__",
      code: `
StartAt: __proto__
States:
  «__proto__»: { Type: Task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", End: true }
`,
      problems: [{ messageId: "callback", data: { name: "__proto__" } }],
    },
    {
      name: "the Standard child executions of an Express machine's distributed Map",
      type: "EXPRESS",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Pack
      States:
        «Pack»: { Type: Task, Resource: "arn:aws:states:eu-west-1:111122223333:activity:pack", End: true }
    End: true
`,
      problems: [{ messageId: "activity" }],
    },
  ],
});
