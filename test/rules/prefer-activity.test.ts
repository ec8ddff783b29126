import rule from "../../src/rules/prefer-activity.ts";
import { testRule } from "../../src/testing.ts";

testRule("prefer-activity", rule, {
  valid: [
    {
      name: "an activity, which waits by itself",
      code: `
StartAt: Pack
States:
  Pack: { Type: Task, Resource: "arn:aws:states:eu-west-1:111122223333:activity:pack", TimeoutSeconds: 3600, End: true }
`,
    },
    {
      name: "a poll for a job of AWS",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a poll for a job of AWS with a function beside it",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getCrawler", Next: Log }
  Log: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.Crawler.State, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a call whose meaning nobody knows",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Measure queue }
  Measure queue: { Type: Task, Resource: "arn:aws:states:::aws-sdk:sqs:getQueueAttributes", Next: Empty? }
  Empty?: { Type: Choice, Choices: [{ Variable: $.Attributes.Size, StringEquals: "0", Next: Empty }], Default: Wait }
  Empty: { Type: Succeed }
`,
    },
    {
      name: "a resource that only deployment knows",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get label }
  Get label: { Type: Task, Resource: "\${GetLabel}", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "an Express machine, where neither activities nor task tokens exist",
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
        Wait: { Type: Wait, Seconds: 5, Next: Get label }
        Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
        Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
        Done: { Type: Succeed }
    End: true
`,
    })),
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
  Last?: { Type: Choice, Choices: [{ Variable: $.index, NumericLessThanPath: $.orderCount, Next: Pick order }], Default: Shipped }
  Shipped: { Type: Succeed }
`,
    },
    {
      name: "paging through a table",
      code: `
StartAt: Scan orders
States:
  Scan orders: { Type: Task, Resource: "arn:aws:states:::aws-sdk:dynamodb:scan", Next: Further? }
  Further?: { Type: Choice, Choices: [{ Variable: $.LastEvaluatedKey, IsPresent: true, Next: Pause }], Default: Scanned }
  Pause: { Type: Wait, Seconds: 1, Next: Scan orders }
  Scanned: { Type: Succeed }
`,
    },
    {
      name: "a reminder",
      code: `
StartAt: Remind
States:
  Remind: { Type: Task, Resource: "arn:aws:states:::sns:publish", ResultPath: null, Next: Give time }
  Give time: { Type: Wait, Seconds: 86400, Next: Paid? }
  Paid?: { Type: Choice, Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Paid }], Default: Remind }
  Paid: { Type: Succeed }
`,
    },
    {
      name: "a loop that works instead of asking",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 60, Next: Move batch }
  Move batch: { Type: Task, Resource: "arn:aws:states:::aws-sdk:s3:copyObject", Next: Get rest }
  Get rest: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    ...["Reserve product", "SubmitOrder", "retry_payment"].map((name) => ({
      name: `a function that works and is tried again, such as ${name}`,
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: ${name} }
  ${name}: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.delayed, BooleanEquals: true, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    })),
    ...[
      [
        "by one write",
        "{ TableName: locks, ConditionExpression: attribute_not_exists(id) }",
        "dynamodb:putItem",
        "TableName: locks",
      ],
      [
        "in a transaction",
        "{ TransactItems: [{ Update: { TableName: locks, ConditionExpression: attribute_not_exists(id) } }] }",
        "aws-sdk:dynamodb:transactWriteItems",
        "TableName: locks",
      ],
      [
        "by a name that deployment fills in",
        '{ TableName: "${Locks}", ConditionExpression: attribute_not_exists(id) }',
        "dynamodb:putItem",
        'TableName: "${Locks}"',
      ],
      [
        "by a name that only the execution knows",
        "{ TableName.$: $.table, ConditionExpression: attribute_not_exists(id) }",
        "dynamodb:putItem",
        "TableName.$: $.table",
      ],
    ].map(([how, write, call, table]) => ({
      name: `a table that the machine locks ${how}: others hold the lock, no worker answers`,
      code: `
StartAt: Lock
States:
  Lock: { Type: Task, Resource: "arn:aws:states:::${call}", Parameters: ${write}, Catch: [{ ErrorEquals: [States.ALL], Next: Wait }], Next: Done }
  Wait: { Type: Wait, Seconds: 10, Next: Look }
  Look: { Type: Task, Resource: "arn:aws:states:::dynamodb:getItem", Parameters: { ${table} }, Next: Free? }
  Free?: { Type: Choice, Choices: [{ Variable: $.Item.state.S, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    })),
    {
      name: "a Retry that polls",
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
      name: "a catcher that leads back through a Wait",
      code: `
StartAt: Fetch report
States:
  Fetch report:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [NotReady], Next: Wait for report }]
    Next: Fetched
  Wait for report: { Type: Wait, Seconds: 60, Next: Fetch report }
  Fetched: { Type: Succeed }
`,
    },
  ],

  invalid: [
    {
      name: "a poll through a Lambda function",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get label }
  Get label: { Type: Task, Resource: «"arn:aws:states:::lambda:invoke"», Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "ask", data: { way: "'Wait' -> 'Get label' -> 'Done?'", what: "a Lambda function" } }],
    },
    {
      name: "a poll through a function by its ARN, in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get label }
  Get label: { Type: Task, Resource: «"arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:label"», Next: Done? }
  Done?: { Type: Choice, Choices: [{ Condition: "{% $states.input.done %}", Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "ask" }],
    },
    ...[
      ["http:invoke", "an HTTP endpoint"],
      ["apigateway:invoke", "an API"],
      ["ecs:runTask", "an ECS task"],
      ["dynamodb:getItem", "a DynamoDB table"],
      ["aws-sdk:dynamodb:query", "a DynamoDB table"],
      ["aws-sdk:sqs:receiveMessage", "an SQS queue"],
      ["aws-sdk:s3:getObject", "an S3 object"],
    ].map(([api = "", what = ""]) => ({
      name: `a poll of ${what} through ${api}`,
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Look }
  Look: { Type: Task, Resource: «"arn:aws:states:::${api}"», Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "ask", data: { way: "'Wait' -> 'Look' -> 'Done?'", what } }],
    })),
    {
      name: "a poll with a counter, which bounds it and makes it no cheaper, inside a Map",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemProcessor:
      StartAt: Wait
      States:
        Wait: { Type: Wait, Seconds: 30, Next: Get label }
        Get label: { Type: Task, Resource: «"arn:aws:states:::lambda:invoke"», Next: Done? }
        Done?:
          Type: Choice
          Choices:
            - { Variable: $.done, BooleanEquals: true, Next: Done }
            - { Variable: $.attempts, NumericGreaterThan: 10, Next: Done }
          Default: Wait
        Done: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "ask" }],
    },
    ...["Check reservation", "Update status", "Lambda Invoke", "Publisher"].map((name) => ({
      name: `a function whose name does not say that it works: ${name}`,
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: ${name} }
  ${name}: { Type: Task, Resource: «"arn:aws:states:::lambda:invoke"», Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "ask" }],
    })),
    {
      name: "a table beside another one that the machine locks",
      code: `
StartAt: Lock
States:
  Lock: { Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", Parameters: { TableName: locks, ConditionExpression: attribute_not_exists(id) }, Next: Wait }
  Wait: { Type: Wait, Seconds: 10, Next: Look }
  Look: { Type: Task, Resource: «"arn:aws:states:::dynamodb:getItem"», Parameters: { TableName: orders }, Next: Packed? }
  Packed?: { Type: Choice, Choices: [{ Variable: $.Item.state.S, StringEquals: PACKED, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "ask" }],
    },
  ],
});
