import rule from "../../src/rules/no-unbounded-polling.ts";
import { testRule } from "../../src/testing.ts";

/** A poll that a task leads to; `choices` and what is behind them stand in the Choice. */
const entered = (choices: string, start = "", wait = "") => `
StartAt: Start job
States:
  Start job:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:glue:startCrawler${start}
    Next: Wait
  Wait:
    Type: Wait
    Seconds: 60${wait}
    Next: Get status
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
  Done?:
    Type: Choice
    Choices:${choices}
  Done: { Type: Succeed }
  Failed: { Type: Fail }
`;

const step = { path: "\n      turns.$: States.MathAdd($turns, 1)", jsonata: '\n      turns: "{% $turns + 1 %}"' };

/** The same with a counter that ends it. */
const limited = (choices: string, { start = "", wait = "", by = step.path } = {}) =>
  entered(choices, `${start}`, wait)
    .replace("    Next: Wait\n", start === "" ? "    Next: Wait\n    Assign:\n      turns: 0\n" : "    Next: Wait\n")
    .replace(
      "    Next: Get status\n",
      wait === "" ? `    Next: Get status\n    Assign:${by}\n` : "    Next: Get status\n",
    )
    .concat("  Gave up waiting:\n    Type: Fail\n    Error: GaveUpWaiting\n    Cause: Not done after 1,300 turns.\n");

testRule("no-unbounded-polling", rule, {
  valid: [
    {
      name: "a sketch with a Pass where the call will be: nothing says what is asked, or what it costs",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Pass, Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.status, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a way without a loop",
      code: `
StartAt: Charge card
States:
  Charge card: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Pause }
  Pause: { Type: Wait, Seconds: 5, Next: Paid }
  Paid: { Type: Succeed }
`,
    },
    {
      name: "a counter stepped by States.MathAdd in the parameters of a Pass",
      code: `
StartAt: Start at zero
States:
  Start at zero: { Type: Pass, Result: { n: 0 }, ResultPath: $.attempts, Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Get report }
  Get report: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", ResultPath: $.run, Next: Count }
  Count: { Type: Pass, Parameters: { n.$: "States.MathAdd($.attempts.n, 1)" }, ResultPath: $.attempts, Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.run.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Done }
      - { Variable: $.attempts.n, NumericGreaterThan: 20, Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    {
      name: "a counter under a name of its own, stepped in Assign",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get report }
  Get report:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:glue:getJobRun
    Assign: { looked.$: "States.MathAdd($looked, 1)" }
    Next: Done?
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Done }
      - { Variable: $looked, NumericGreaterThanEquals: 20, Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    {
      name: "a counter under a name of its own, stepped in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Assign: { looked: "{% $looked + 1 %}" }, Next: Get report }
  Get report: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.JobRun.JobRunState = 'SUCCEEDED' %}", Next: Done }
      - { Condition: "{% $looked > 20 %}", Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    {
      name: "a counter inside a longer JSONata condition",
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get report }
  Get report: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Assign: { asked: "{% $asked + 1 %}" }, Next: Go on? }
  Go on?:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.JobRun.JobRunState = 'RUNNING' and $asked < 20 %}", Next: Wait }
    Default: Done
  Done: { Type: Succeed }
`,
    },
    ...[
      'Output: { tried: "{% $states.input.tried + 1 %}" }',
      'Output: { order: { tried: "{% 1 + $states.input.tried %}" } }',
      'Assign: { tried: "{% $tried - 1 %}" }',
    ].map((step) => ({
      name: `a counter in a JSONata state of a JSONPath machine, stepped by ${step}`,
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label:
    Type: Task
    QueryLanguage: JSONata
    Resource: arn:aws:states:::lambda:invoke
    ${step}
    Next: Done?
  Done?:
    Type: Choice
    QueryLanguage: JSONata
    Choices:
      - { Condition: "{% $states.input.status = 'PRINTED' %}", Next: Done }
      - { Condition: "{% 20 < $states.input.tried %}", Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
    })),
    ...[
      {
        step: `Output: "{% $merge([$states.input, {'polls': $states.input.polls + 1}]) %}"`,
        asks: "$states.input.polls >= 20",
      },
      { step: `Assign: { polls: "{% ($polls ? $polls : 0) + 1 %}" }`, asks: "$polls >= 20" },
      { step: `Assign: { polls: "{% $exists($polls) ? $polls + 1 : 1 %}" }`, asks: "20 <= $polls" },
      { step: `Assign: { asked: "{% 1 + $number($asked) %}" }`, asks: "$number($asked) > 20" },
      {
        step: `Output: "{% $states.input ~> |$|{'asked': $lookup($states.input, 'asked') + 1}| %}"`,
        asks: "$states.input.asked > 20",
      },
      {
        step: `Output: { order: "{% {'id': $states.input.order.id, 'asked': $states.input.order.asked + 1} %}" }`,
        asks: "($states.input.order.asked ? $states.input.order.asked : 0) > 20",
      },
      { step: `Assign: { asked: "{% $asked + 1 %}" }`, asks: "$asked + 1 > 20" },
    ].map(({ step, asks }) => ({
      name: `a counter that is part of an expression: ${step}, ${asks}`,
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    ${step}
    Next: Done?
  Done?:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.status = 'PRINTED' %}", Next: Done }
      - { Condition: "{% ${asks} %}", Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
    })),
    {
      name: "a counter stepped in the ResultSelector of a task, compared against a rule of going on",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    ResultSelector: { tried.$: "States.MathAdd($.Payload.tried, 1)" }
    ResultPath: $.label
    Next: Go on?
  Go on?:
    Type: Choice
    Choices:
      - And: [{ Variable: $.label.status, StringEquals: RUNNING }, { Variable: $.label.tried, NumericLessThan: 20 }]
        Next: Wait
    Default: Done
  Done: { Type: Succeed }
`,
    },
    {
      name: "a catcher that leads back through a Wait and a counter",
      code: `
StartAt: Fetch report
States:
  Fetch report:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [NotReady], ResultPath: null, Next: Count }]
    Next: Fetched
  Count: { Type: Pass, Parameters: { n.$: "States.MathAdd($.fails.n, 1)" }, ResultPath: $.fails, Next: Too often? }
  Too often?: { Type: Choice, Choices: [{ Variable: $.fails.n, NumericGreaterThan: 5, Next: Give up }], Default: Wait }
  Wait: { Type: Wait, Seconds: 60, Next: Fetch report }
  Fetched: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    {
      name: "a counter stepped in a Lambda function and compared on the exit",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:111122223333:function:label", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.status, StringEquals: PRINTED, Next: Done }
      - { Variable: $.attempts, NumericGreaterThanEquals: 10, Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    {
      name: "a counter whose limit only deployment knows",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "\${LabelFunctionArn}", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.status, StringEquals: PRINTED, Next: Done }
      - { Variable: $.retryCount, NumericGreaterThan: "\${MaxRetries}", Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
      substitutions: ["LabelFunctionArn", "MaxRetries"],
    },
    {
      name: "a JSONata condition with a part that only deployment knows",
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.status = 'PRINTED' %}", Next: Done }
      - { Condition: "{% $asked > \${MaxAsked} %}", Next: Give up }
    Default: Wait
  Done: { Type: Succeed }
  Give up: { Type: Fail }
`,
      substitutions: ["MaxAsked"],
    },
    {
      name: "a condition that nobody can read",
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Condition: "{% $asked > > 20 %}", Next: Done }
    Default: Wait
  Done: { Type: Succeed }
`,
    },
    {
      name: "a deadline compared as a timestamp",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 60, Next: Get payment }
  Get payment: { Type: Task, Resource: "arn:aws:states:::dynamodb:getItem", ResultPath: $.payment, Next: Paid? }
  Paid?:
    Type: Choice
    Choices:
      - { Variable: $.payment.Item.state.S, StringEquals: PAID, Next: Paid }
      - { Variable: $$.State.EnteredTime, TimestampGreaterThanPath: $.closesAt, Next: Closed }
    Default: Wait
  Paid: { Type: Succeed }
  Closed: { Type: Fail }
`,
    },
    ...["$toMillis($now()) > $closesAt", "$millis() - $startedAt > 3600000", "$now() > $states.input.closesAt"].map(
      (condition) => ({
        name: `a deadline in JSONata: ${condition}`,
        code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 60, Next: Get payment }
  Get payment: { Type: Task, Resource: "arn:aws:states:::dynamodb:getItem", Next: Paid? }
  Paid?:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.Item.state.S = 'PAID' %}", Next: Paid }
      - { Condition: "{% ${condition} %}", Next: Closed }
    Default: Wait
  Paid: { Type: Succeed }
  Closed: { Type: Fail }
`,
      }),
    ),
    {
      name: "a machine with a timeout",
      code: `
StartAt: Wait
TimeoutSeconds: 7200
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a machine with a timeout that only deployment knows",
      code: `
StartAt: Wait
TimeoutSeconds: \${Timeout}
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "the timeout of the machine for a loop inside a Map",
      code: `
StartAt: Per order
TimeoutSeconds: 7200
States:
  Per order:
    Type: Map
    ItemProcessor:
      StartAt: Wait
      States:
        Wait: { Type: Wait, Seconds: 5, Next: Get label }
        Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
        Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
        Done: { Type: Succeed }
    End: true
`,
    },
    {
      name: "a loop in an Express machine",
      type: "EXPRESS",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    ...["EXPRESS", "${ChildType}"].map((type) => ({
      name: `a loop in the child executions of a distributed Map with ExecutionType ${type}`,
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: "${type}" }
      StartAt: Wait
      States:
        Wait: { Type: Wait, Seconds: 5, Next: Get label }
        Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
        Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
        Done: { Type: Succeed }
    End: true
`,
    })),
    {
      name: "paging by token, which ends with the data",
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
      name: "paging by the last key in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Scan orders
States:
  Scan orders: { Type: Task, Resource: "arn:aws:states:::aws-sdk:dynamodb:scan", Next: Further? }
  Further?:
    Type: Choice
    Choices: [{ Condition: "{% $exists($states.input.LastEvaluatedKey) %}", Next: Pause }]
    Default: Scanned
  Pause: { Type: Wait, Seconds: 1, Next: Scan orders }
  Scanned: { Type: Succeed }
`,
    },
    {
      name: "a walk through a list by its index",
      code: `
StartAt: Pick order
States:
  Pick order:
    Type: Pass
    Parameters: { order.$: "States.ArrayGetItem($.orders, $.index)", index.$: "States.MathAdd($.index, 1)" }
    ResultPath: $.current
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Pause }
  Pause: { Type: Wait, Seconds: 1, Next: Last? }
  Last?:
    Type: Choice
    Choices: [{ Variable: $.index, NumericLessThanPath: $.orderCount, Next: Pick order }]
    Default: Shipped
  Shipped: { Type: Succeed }
`,
    },
    {
      name: "a list that loses its first item each turn",
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
      name: "a loop that waits inside a callback for an approval",
      code: `
StartAt: Ask manager
States:
  Ask manager: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", Next: Approved? }
  Approved?: { Type: Choice, Choices: [{ Variable: $.approved, BooleanEquals: true, Next: Approved }], Default: Think again }
  Think again: { Type: Wait, Seconds: 600, Next: Ask manager }
  Approved: { Type: Succeed }
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
      name: "a loop without a Wait",
      code: `
StartAt: Draw number
States:
  Draw number: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Free? }
  Free?: { Type: Choice, Choices: [{ Variable: $.free, BooleanEquals: true, Next: Drawn }], Default: Draw number }
  Drawn: { Type: Succeed }
`,
    },
    {
      name: "a catcher that leads back at once",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], Next: Charge card }]
    Next: Paid
  Paid: { Type: Succeed }
`,
    },
    {
      name: "a Retry that polls: its attempts are its bound",
      code: `
StartAt: Get label
States:
  Get label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [NotReady], IntervalSeconds: 20, MaxAttempts: 100, BackoffRate: 1 }]
    End: true
`,
    },
    {
      name: "a loop with a state of an unknown type, which may lead anywhere",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: "\${Kind}", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a choice with a transition that only deployment knows",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.done, BooleanEquals: true, Next: Done }
      - { Variable: $.late, BooleanEquals: true, Next: "\${Late}" }
    Default: Wait
  Done: { Type: Succeed }
`,
    },
    {
      name: "a question whose variable only deployment knows",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.done, BooleanEquals: true, Next: Done }
      - { Variable: "\${Limited}", NumericGreaterThan: 20, Next: Done }
    Default: Wait
  Done: { Type: Succeed }
`,
    },
    {
      name: "a cycle that no transition leaves, which waits for no answer",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.status, StringEquals: RUNNING, Next: Wait }] }
`,
    },
  ],

  invalid: [
    {
      name: "a loop that a task of its own ends",
      code: `
StartAt: Take lock
States:
  Take lock:
    Type: Task
    Resource: arn:aws:states:::dynamodb:updateItem
    Catch: [{ ErrorEquals: [DynamoDB.ConditionalCheckFailedException], Next: Wait }]
    End: true
  «Wait»: { Type: Wait, Seconds: 5, Next: Take lock }
`,
      problems: [{ messageId: "paced" }],
    },
    {
      name: "a poll of a job, with what an hour costs and when the history is full",
      code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: 5, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Done? }
  Done?:
    Type: Choice
    Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Done }]
    Default: Wait
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            loop: "Polling loop",
            way: "'Wait' -> 'Get status' -> 'Done?'",
            least: "",
            transitions: "2,160 transitions",
            dollars: "$0.054",
            full: "3 h 51 min",
          },
          suggestions: [
            {
              messageId: "timeout",
              output: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Done? }
  Done?:
    Type: Choice
    Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Done }]
    Default: Wait
  Done: { Type: Succeed }
TimeoutSeconds: 86400
`,
            },
          ],
        },
      ],
    },
    {
      name: "a poll in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Get status
States:
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Output: "{% $states.result.Payload %}", Next: Done? }
  Done?:
    Type: Choice
    Choices: [{ Condition: "{% $states.input.status in ['DONE', 'FAILED'] %}", Next: Done }]
    Default: Wait
  «Wait»: { Type: Wait, Seconds: 60, Next: Get status }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            loop: "Polling loop",
            way: "'Get status' -> 'Done?' -> 'Wait'",
            least: "",
            transitions: "180 transitions",
            dollars: "$0.0045",
            full: "1 day 22 h",
          },
        },
      ],
    },
    {
      name: "a poll whose waiting time only the execution knows",
      code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, SecondsPath: $.interval, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "unpaced",
          data: {
            loop: "Polling loop",
            way: "'Wait' -> 'Get status' -> 'Done?'",
            least: "",
            transitions: "3 transitions",
            full: "2,777",
          },
        },
      ],
    },
    {
      name: "a poll whose waiting time only deployment knows",
      code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: "\${Interval}", Next: Get status }
  Get status: { Type: Task, Resource: "\${StatusFunctionArn}", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "unpaced" }],
    },
    {
      name: "a loop that reminds somebody again and again",
      code: `
StartAt: Read invoice
States:
  Read invoice: { Type: Task, Resource: "arn:aws:states:::dynamodb:getItem", Next: Remind }
  Remind: { Type: Task, Resource: "arn:aws:states:::sns:publish", ResultPath: null, Next: Give time }
  «Give time»: { Type: Wait, Seconds: 86400, Next: Paid? }
  Paid?: { Type: Choice, Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Paid }], Default: Remind }
  Paid: { Type: Succeed }
`,
      problems: [
        {
          messageId: "slow",
          data: { loop: "Reminder loop", way: "'Remind' -> 'Give time' -> 'Paid?'", turns: "365" },
        },
      ],
    },
    {
      name: "a catcher that leads back through a Wait",
      code: `
StartAt: Fetch report
States:
  Fetch report:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [NotReady], Next: Wait for report }]
    Next: Fetched
  «Wait for report»: { Type: Wait, Seconds: 60, Next: Fetch report }
  Fetched: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            loop: "Retry loop",
            way: "'Fetch report' -> 'Wait for report'",
            least: "",
            transitions: "120 transitions",
            dollars: "$0.003",
            full: "2 days 11 h",
          },
        },
      ],
    },
    {
      name: "a poll inside a branch and one inside an item processor",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Wait for label
        States:
          «Wait for label»: { Type: Wait, Seconds: 20, Next: Get label }
          Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Label there? }
          Label there?: { Type: Choice, Choices: [{ Variable: $.there, BooleanEquals: true, Next: Labelled }], Default: Wait for label }
          Labelled: { Type: Succeed }
      - StartAt: Per parcel
        States:
          Per parcel:
            Type: Map
            ItemProcessor:
              StartAt: Wait for weight
              States:
                «Wait for weight»: { Type: Wait, Seconds: 20, Next: Get weight }
                Get weight: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Weighed? }
                Weighed?: { Type: Choice, Choices: [{ Variable: $.there, BooleanEquals: true, Next: Weighed }], Default: Wait for weight }
                Weighed: { Type: Succeed }
            End: true
    End: true
`,
      problems: [{ messageId: "paced" }, { messageId: "paced" }],
    },
    {
      name: "a poll in the Standard child executions of a distributed Map of an Express machine",
      type: "EXPRESS",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Wait
      States:
        «Wait»: { Type: Wait, Seconds: 5, Next: Get label }
        Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
        Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
        Done: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "paced" }],
    },
    {
      name: "a poll whose turn holds a Map: the figures are the least",
      code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: 60, Next: Ask each }
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
          messageId: "paced",
          data: {
            loop: "Polling loop",
            way: "'Wait' -> 'Ask each' -> 'Done?'",
            least: "at least ",
            transitions: "180 transitions",
            dollars: "$0.0045",
            full: "2 days 4 h",
          },
        },
      ],
    },
    {
      name: "only the loop inside, where a loop around it counts its turns",
      code: `
StartAt: Start print
States:
  Start print: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Assign: { prints.$: "States.MathAdd($prints, 1)" }, Next: Wait }
  «Wait»: { Type: Wait, Seconds: 5, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Printed? }
  Printed?:
    Type: Choice
    Choices: [{ Variable: $.status, StringEquals: RUNNING, Next: Wait }]
    Default: Enough copies?
  Enough copies?:
    Type: Choice
    Choices: [{ Variable: $prints, NumericLessThan: 3, Next: Start print }]
    Default: Printed
  Printed: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            loop: "Polling loop",
            way: "'Wait' -> 'Get status' -> 'Printed?'",
            least: "",
            transitions: "2,160 transitions",
            dollars: "$0.054",
            full: "3 h 51 min",
          },
        },
      ],
    },
    {
      name: "a counter that one way round the loop passes by",
      code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: 5, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Status? }
  Status?:
    Type: Choice
    Choices:
      - { Variable: $.status, StringEquals: DONE, Next: Done }
      - { Variable: $.status, StringEquals: FAILED, Next: Count }
    Default: Wait
  Count: { Type: Pass, Parameters: { n.$: "States.MathAdd($.fails.n, 1)" }, ResultPath: $.fails, Next: Too often? }
  Too often?: { Type: Choice, Choices: [{ Variable: $.fails.n, NumericGreaterThan: 3, Next: Failed }], Default: Wait }
  Done: { Type: Succeed }
  Failed: { Type: Fail }
`,
      problems: [{ messageId: "paced" }],
    },
    {
      name: "a counter that only chooses how long to wait",
      code: `
StartAt: Get status
States:
  «Wait shortly»: { Type: Wait, Seconds: 30, Next: Get status }
  Wait long: { Type: Wait, Seconds: 300, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Status? }
  Status?:
    Type: Choice
    Choices:
      - { Variable: $.status, StringEquals: DONE, Next: Done }
      - { Variable: $.attempts, NumericLessThan: 10, Next: Wait shortly }
    Default: Wait long
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "paced" }],
    },
    ...["$jobs + 1 > 20", "$count($jobs) + 1 > 20"].map((asks) => ({
      name: `a number that is added to only to ask: ${asks}`,
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: 60, Next: Get jobs }
  Get jobs: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Assign: { jobs: "{% $states.result.jobs %}" }, Next: Enough? }
  Enough?:
    Type: Choice
    Choices: [{ Condition: "{% ${asks} %}", Next: Enough }]
    Default: Wait
  Enough: { Type: Succeed }
`,
      problems: [{ messageId: "paced" }],
    })),
    {
      name: "a number that is no counter",
      code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: 60, Next: Measure queue }
  Measure queue: { Type: Task, Resource: "arn:aws:states:::aws-sdk:sqs:getQueueAttributes", Next: Empty? }
  Empty?:
    Type: Choice
    Choices: [{ Variable: $.Attributes.ApproximateNumberOfMessages, NumericLessThan: 1, Next: Empty }]
    Default: Wait
  Empty: { Type: Succeed }
`,
      problems: [{ messageId: "paced" }],
    },
    {
      name: "states with names of JavaScript",
      code: `
StartAt: __proto__
States:
  «__proto__»: { Type: Wait, Seconds: 5, Next: constructor }
  constructor: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: toString }
  toString: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: valueOf }], Default: __proto__ }
  valueOf: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            loop: "Polling loop",
            way: "'__proto__' -> 'constructor' -> 'toString'",
            least: "",
            transitions: "2,160 transitions",
            dollars: "$0.054",
            full: "3 h 51 min",
          },
        },
      ],
    },
    {
      name: "a long way round, of which the message names the ends",
      code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: 300, Next: Open session }
  Open session: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Parse }
  Parse: { Type: Pass, Next: Trim }
  Trim: { Type: Pass, Next: Close session }
  Close session: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            loop: "Polling loop",
            way: "'Wait' -> 'Open session' -> 'Get status' -> 'Parse' -> 2 more -> 'Done?'",
            least: "",
            transitions: "84 transitions",
            dollars: "$0.0021",
            full: "3 days 18 h",
          },
        },
      ],
    },
    ...[
      {
        name: "behind the answers that end it, where nothing else is left",
        before: `
      - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
    Default: Wait`,
        after: `
      - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
      - Variable: $turns
        NumericGreaterThanEquals: 1300
        Next: Gave up waiting
    Default: Wait`,
      },
      {
        name: "in front of the rules that go on, if none behind them ends it",
        before: `
      - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
      # Not yet.
      - { Variable: $.Crawler.State, StringEquals: RUNNING, Next: Wait }
    Default: Wait`,
        after: `
      - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
      - Variable: $turns
        NumericGreaterThanEquals: 1300
        Next: Gave up waiting
      # Not yet.
      - { Variable: $.Crawler.State, StringEquals: RUNNING, Next: Wait }
    Default: Wait`,
      },
      {
        name: "together with the rule that goes on, where others behind it end it",
        before: `
      - Variable: $.Crawler.State
        StringEquals: RUNNING
        Next: Wait
    Default: Done`,
        after: `
      - And:
          - Variable: $turns
            NumericGreaterThanEquals: 1300
          - Variable: $.Crawler.State
            StringEquals: RUNNING
        Next: Gave up waiting
      - Variable: $.Crawler.State
        StringEquals: RUNNING
        Next: Wait
    Default: Done`,
      },
      {
        name: "together with any of the rules that go on",
        before: `
      - Variable: $.Crawler.State
        StringEquals: RUNNING
        Comment: Not yet.
        Next: Wait
      - Not: { Variable: $.Crawler.State, StringEquals: READY }
        Next: Wait
      - { Variable: $.Crawler.LastCrawl.Status, StringEquals: FAILED, Next: Failed }
    Default: Done`,
        after: `
      - And:
          - Variable: $turns
            NumericGreaterThanEquals: 1300
          - Or:
              - Variable: $.Crawler.State
                StringEquals: RUNNING
              - Not:
                  Variable: $.Crawler.State
                  StringEquals: READY
        Next: Gave up waiting
      - Variable: $.Crawler.State
        StringEquals: RUNNING
        Comment: Not yet.
        Next: Wait
      - Not: { Variable: $.Crawler.State, StringEquals: READY }
        Next: Wait
      - { Variable: $.Crawler.LastCrawl.Status, StringEquals: FAILED, Next: Failed }
    Default: Done`,
      },
    ].map(({ name, before, after }) => ({
      name: `a poll that a counter can end: ${name}`,
      code: entered(before).replace("  Wait:\n", "  «Wait»:\n"),
      problems: [
        {
          messageId: "paced",
          suggestions: [
            { messageId: "timeout", output: `${entered(before)}TimeoutSeconds: 86400\n` },
            { messageId: "counter", output: limited(after) },
          ],
        },
      ],
    })),
    {
      name: "a poll in JSONata that a counter can end, beside what its states assign",
      code: `QueryLanguage: JSONata${entered(
        `
      - { Condition: "{% $state in ['RUNNING', 'STOPPING'] %}", Next: Wait }
    Default: Done`,
        "\n    Assign: { started: true }",
        "\n    Assign: { waited: true }",
      ).replace("  Wait:\n", "  «Wait»:\n")}`,
      problems: [
        {
          messageId: "paced",
          suggestions: [
            {
              messageId: "timeout",
              output: `QueryLanguage: JSONata${entered(
                `
      - { Condition: "{% $state in ['RUNNING', 'STOPPING'] %}", Next: Wait }
    Default: Done`,
                "\n    Assign: { started: true }",
                "\n    Assign: { waited: true }",
              )}TimeoutSeconds: 86400\n`,
            },
            {
              messageId: "counter",
              output: `QueryLanguage: JSONata${limited(
                `
      - Condition: "{% $turns >= 1300 and ($state in ['RUNNING', 'STOPPING']) %}"
        Next: Gave up waiting
      - { Condition: "{% $state in ['RUNNING', 'STOPPING'] %}", Next: Wait }
    Default: Done`,
                {
                  start: "\n    Assign: { started: true, turns: 0 }",
                  wait: '\n    Assign: { waited: true, turns: "{% $turns + 1 %}" }',
                },
              )}`,
            },
          ],
        },
      ],
    },
    {
      name: "a poll that a Choice and a catcher lead to, in JSON, where names are taken",
      file: "machine.asl.json",
      code: `{
  "StartAt": "New?",
  "States": {
    "New?": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.new",
          "BooleanEquals": true,
          "Next": "Start"
        }
      ],
      "Default": "Wait"
    },
    "Start": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:glue:startCrawler",
      "Assign": { "turns": 3 },
      "Catch": [{ "ErrorEquals": ["Glue.CrawlerRunningException"], "Next": "Wait" }],
      "Next": "Gave up waiting"
    },
    "Gave up waiting": { "Type": "Succeed" },
    «"Wait"»: { "Type": "Wait", "Seconds": 3600, "Next": "Ask" },
    "Ask": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getCrawler", "Next": "Done?" },
    "Done?": {
      "Type": "Choice",
      "Default": "Wait",
      "Choices": [{ "Variable": "$.Crawler.State", "StringEquals": "READY", "Next": "Done" }]
    },
    "Done": { "Type": "Succeed" }
  }
}
`,
      problems: [
        {
          messageId: "paced",
          suggestions: [
            {
              messageId: "timeout",
              output: `{
  "StartAt": "New?",
  "States": {
    "New?": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.new",
          "BooleanEquals": true,
          "Next": "Start"
        }
      ],
      "Default": "Wait"
    },
    "Start": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:glue:startCrawler",
      "Assign": { "turns": 3 },
      "Catch": [{ "ErrorEquals": ["Glue.CrawlerRunningException"], "Next": "Wait" }],
      "Next": "Gave up waiting"
    },
    "Gave up waiting": { "Type": "Succeed" },
    "Wait": { "Type": "Wait", "Seconds": 3600, "Next": "Ask" },
    "Ask": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getCrawler", "Next": "Done?" },
    "Done?": {
      "Type": "Choice",
      "Default": "Wait",
      "Choices": [{ "Variable": "$.Crawler.State", "StringEquals": "READY", "Next": "Done" }]
    },
    "Done": { "Type": "Succeed" }
  },
  "TimeoutSeconds": 86400
}
`,
            },
            {
              messageId: "counter",
              output: `{
  "StartAt": "New?",
  "States": {
    "New?": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.new",
          "BooleanEquals": true,
          "Next": "Start"
        }
      ],
      "Default": "Wait",
      "Assign": {
        "turnsTaken": 0
      }
    },
    "Start": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:glue:startCrawler",
      "Assign": { "turns": 3 },
      "Catch": [{ "ErrorEquals": ["Glue.CrawlerRunningException"], "Next": "Wait", "Assign": {
        "turnsTaken": 0
      } }],
      "Next": "Gave up waiting"
    },
    "Gave up waiting": { "Type": "Succeed" },
    "Wait": { "Type": "Wait", "Seconds": 3600, "Next": "Ask", "Assign": {
      "turnsTaken.$": "States.MathAdd($turnsTaken, 1)"
    } },
    "Ask": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getCrawler", "Next": "Done?" },
    "Done?": {
      "Type": "Choice",
      "Default": "Wait",
      "Choices": [{ "Variable": "$.Crawler.State", "StringEquals": "READY", "Next": "Done" }, {
        "Variable": "$turnsTaken",
        "NumericGreaterThanEquals": 24,
        "Next": "Gave up waiting after too many turns"
      }]
    },
    "Done": { "Type": "Succeed" },
    "Gave up waiting after too many turns": {
      "Type": "Fail",
      "Error": "GaveUpWaiting",
      "Cause": "Not done after 24 turns."
    }
  }
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a loop inside a Map that is last in the machine",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    End: true
    ItemProcessor:
      StartAt: Start
      States:
        Start: { Type: Pass, Next: Ask }
        Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
        Done?:
          Type: Choice
          Choices:
            - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
          Default: Wait
        Done: { Type: Succeed }
        «Wait»:
          Type: Wait
          SecondsPath: $.pause
          Next: Ask
`,
      problems: [
        {
          messageId: "unpaced",
          suggestions: [
            {
              messageId: "timeout",
              output: `
StartAt: Each
States:
  Each:
    Type: Map
    End: true
    ItemProcessor:
      StartAt: Start
      States:
        Start: { Type: Pass, Next: Ask }
        Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
        Done?:
          Type: Choice
          Choices:
            - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
          Default: Wait
        Done: { Type: Succeed }
        Wait:
          Type: Wait
          SecondsPath: $.pause
          Next: Ask
TimeoutSeconds: 86400
`,
            },
            {
              messageId: "counter",
              output: `
StartAt: Each
States:
  Each:
    Type: Map
    End: true
    ItemProcessor:
      StartAt: Start
      States:
        Start: { Type: Pass, Next: Ask, Assign: { turns: 0 } }
        Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
        Done?:
          Type: Choice
          Choices:
            - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
            - Variable: $turns
              NumericGreaterThanEquals: 1300
              Next: Gave up waiting
          Default: Wait
        Done: { Type: Succeed }
        Wait:
          Type: Wait
          SecondsPath: $.pause
          Next: Ask
          Assign:
            turns.$: States.MathAdd($turns, 1)
        Gave up waiting:
          Type: Fail
          Error: GaveUpWaiting
          Cause: Not done after 1,300 turns.
`,
            },
          ],
        },
      ],
    },
    ...[
      {
        why: "the loop is where the machine starts",
        code: `
StartAt: Wait
States:
  «Wait»: { Type: Wait, Seconds: 60, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.Crawler.State, StringEquals: READY, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      },
      {
        why: "it is entered at two states",
        code: `
StartAt: Early?
States:
  Early?: { Type: Choice, Choices: [{ Variable: $.early, BooleanEquals: true, Next: Ask }], Default: Wait }
  «Wait»: { Type: Wait, Seconds: 60, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.Crawler.State, StringEquals: READY, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      },
      {
        why: "a way round passes the Wait by",
        code: `
StartAt: Start
States:
  Start: { Type: Pass, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
      - { Variable: $.Crawler.State, StringEquals: STOPPING, Next: Ask }
    Default: Wait
  «Wait»: { Type: Wait, Seconds: 60, Next: Ask }
  Done: { Type: Succeed }
`,
      },
      {
        why: "a catcher passes the Choice by",
        code: `
StartAt: Start
States:
  Start: { Type: Pass, Next: Wait }
  «Wait»: { Type: Wait, Seconds: 60, Next: Ask }
  Ask:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:glue:getCrawler
    Catch: [{ ErrorEquals: [States.ALL], ResultPath: null, Next: Wait }]
    Next: Done?
  Done?: { Type: Choice, Choices: [{ Variable: $.Crawler.State, StringEquals: READY, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      },
      {
        why: "what leads in assigns what an expression says",
        code: `
QueryLanguage: JSONata
StartAt: Start
States:
  Start: { Type: Pass, Assign: "{% $states.input %}", Next: Wait }
  «Wait»: { Type: Wait, Seconds: 60, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Condition: "{% $states.input.Crawler.State = 'READY' %}", Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      },
      {
        why: "rules that go on and rules that end it take turns",
        code: `
StartAt: Start
States:
  Start: { Type: Pass, Next: Wait }
  «Wait»: { Type: Wait, Seconds: 60, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.Crawler.State, StringEquals: RUNNING, Next: Wait }
      - { Variable: $.Crawler.State, StringEquals: READY, Next: Done }
      - { Variable: $.Crawler.State, StringEquals: STOPPING, Next: Wait }
    Default: Done
  Done: { Type: Succeed }
`,
      },
      {
        why: "only the catcher leads back",
        code: `
StartAt: Start
States:
  Start: { Type: Pass, Next: Fetch }
  Fetch:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [NotReady], ResultPath: null, Next: Wait }]
    End: true
  «Wait»: { Type: Wait, Seconds: 60, Next: Fetch }
`,
      },
    ].map(({ why, code }) => ({
      name: `a poll that no counter can end safely: ${why}`,
      code,
      problems: [
        {
          messageId: "paced",
          suggestions: [{ messageId: "timeout", output: `${code.replace(/[«»]/g, "")}TimeoutSeconds: 86400\n` }],
        },
      ],
    })),
  ],
});
