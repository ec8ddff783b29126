import { describe, expect, it } from "vitest";
import rule from "../../src/rules/no-unbounded-loop.ts";
import { testRule } from "../../src/testing.ts";
import { lintText } from "../helpers/lint.ts";
import { choice, task } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

testRule("no-unbounded-loop", rule, {
  valid: [
    {
      name: "a retry that a Choice asks for, as one that waits for a lock does",
      code: `
StartAt: Lock
States:
  Lock: { Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", Catch: [{ ErrorEquals: [States.ALL], Next: Read lock }], Next: Locked }
  Read lock: { Type: Task, Resource: "arn:aws:states:::dynamodb:getItem", Next: Free? }
  Free?: { Type: Choice, Choices: [{ Variable: $.free, BooleanEquals: true, Next: Lock }], Default: Wait }
  Wait: { Type: Wait, Seconds: 20, Next: Read lock }
  Locked: { Type: Succeed }
`,
    },
    {
      name: "a poll, whose bound another rule asks for",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get label }
  Get label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
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
    Catch: [{ ErrorEquals: [NotReady], Next: Wait }]
    Next: Fetched
  Wait: { Type: Wait, Seconds: 60, Next: Fetch report }
  Fetched: { Type: Succeed }
`,
    },
    {
      name: "a catcher that leads back through a branch that waits",
      code: `
StartAt: Fetch report
States:
  Fetch report:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [NotReady], Next: Aside }]
    Next: Fetched
  Aside:
    Type: Parallel
    Branches: [{ StartAt: Wait, States: { Wait: { Type: Wait, Seconds: 60, End: true } } }]
    Next: Fetch report
  Fetched: { Type: Succeed }
`,
    },
    {
      name: "a catcher that leads back through a counter",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], ResultPath: null, Next: Count }]
    Next: Paid
  Count: { Type: Pass, Parameters: { n.$: "States.MathAdd($.fails.n, 1)" }, ResultPath: $.fails, Next: Too often? }
  Too often?: { Type: Choice, Choices: [{ Variable: $.fails.n, NumericGreaterThan: 5, Next: Give up }], Default: Charge card }
  Paid: { Type: Succeed }
  Give up: { Type: Fail }
`,
    },
    {
      name: "a catcher in a machine with a timeout",
      code: `
TimeoutSeconds: 60
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
      name: "a catcher in an Express machine with a timeout",
      type: "EXPRESS",
      code: `
TimeoutSeconds: 20
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
      name: "a catcher that leads ahead",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], Next: Refund }]
    Next: Paid
  Paid: { Type: Succeed }
  Refund: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Paid }
`,
    },
    {
      name: "somebody who is asked once more after a day without an answer",
      code: `
StartAt: Ask manager
States:
  Ask manager:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    TimeoutSeconds: 86400
    Catch: [{ ErrorEquals: [States.Timeout], ResultPath: null, Next: Ask manager }]
    Next: Answered
  Answered: { Type: Succeed }
`,
    },
    {
      name: "paging without a Wait",
      code: `
StartAt: List invoices
States:
  List invoices: { Type: Task, Resource: "arn:aws:states:::aws-sdk:s3:listObjectsV2", Next: Further? }
  Further?:
    Type: Choice
    Choices: [{ Variable: $.NextContinuationToken, IsPresent: true, Next: List invoices }]
    Default: Listed
  Listed: { Type: Succeed }
`,
    },
    {
      name: "a walk through a list",
      code: `
StartAt: Any left?
States:
  Any left?: { Type: Choice, Choices: [{ Variable: "$.orders[0]", IsPresent: true, Next: Ship }], Default: Shipped }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Drop first }
  Drop first: { Type: Pass, InputPath: "$.orders[1:]", ResultPath: $.orders, Next: Any left? }
  Shipped: { Type: Succeed }
`,
    },
    {
      name: "an approval that may be asked for again",
      code: `
StartAt: Ask manager
States:
  Ask manager: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", Next: Approved? }
  Approved?: { Type: Choice, Choices: [{ Variable: $.approved, BooleanEquals: true, Next: Approved }], Default: Ask manager }
  Approved: { Type: Succeed }
`,
    },
    {
      name: "turns of a language model",
      code: `
StartAt: Get answer of LLM
States:
  Get answer of LLM: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Tool wanted? }
  Tool wanted?: { Type: Choice, Choices: [{ Variable: $.stop_reason, StringEquals: tool_use, Next: Check weather }], Default: Answered }
  Check weather: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Get answer of LLM }
  Answered: { Type: Succeed }
`,
    },
    ...[
      "{ Variable: $.Messages, IsPresent: true, Next: Get messages }",
      "{ Variable: $.left, NumericGreaterThan: 0, Next: Get messages }",
      "{ Variable: $.state, StringEquals: HAS_MORE, Next: Get messages }",
      "{ Variable: $.queueEmpty, BooleanEquals: false, Next: Get messages }",
    ].map((asks) => ({
      name: `work that is done bit by bit, as long as there is any: ${asks}`,
      code: `
StartAt: Get messages
States:
  Get messages: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Any? }
  Any?: { Type: Choice, Choices: [${asks}], Default: Worked off }
  Worked off: { Type: Succeed }
`,
    })),
    {
      name: "work that goes on where it stopped, as nothing shows that it only asks",
      code: `
StartAt: Migrate customers
States:
  Migrate customers: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Migrated }], Default: Migrate customers }
  Migrated: { Type: Succeed }
`,
    },
    {
      name: "a job that is started again until its result is good",
      code: `
StartAt: Get estimate
States:
  Get estimate: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", Next: Good? }
  Good?: { Type: Choice, Choices: [{ Variable: $.ok, BooleanEquals: true, Next: Good }], Default: Get estimate }
  Good: { Type: Succeed }
`,
    },
    {
      name: "a task that only deployment knows, which may wait",
      code: `
StartAt: Get status
States:
  Get status: { Type: Task, Resource: "\${StatusArn}", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.status, StringEquals: DONE, Next: Done }], Default: Get status }
  Done: { Type: Succeed }
`,
    },
    {
      name: "Choices and Passes alone, which say all that happens",
      code: `
StartAt: Right?
States:
  Right?: { Type: Choice, Choices: [{ Variable: $guess, StringEqualsPath: $answer, Next: Right }], Default: Guess }
  Guess: { Type: Pass, Assign: { guess.$: $answer }, Next: Right? }
  Right: { Type: Succeed }
`,
    },
    {
      name: "a number with a name that counts",
      code: `
StartAt: Get status
States:
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?:
    Type: Choice
    Choices:
      - { Variable: $.status, StringEquals: DONE, Next: Done }
      - { Variable: $.attempts, NumericGreaterThan: 10, Next: Done }
    Default: Get status
  Done: { Type: Succeed }
`,
    },
    {
      name: "a Retry that polls",
      code: `
StartAt: Get status
States:
  Get status:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [NotReady], IntervalSeconds: 20, MaxAttempts: 100, BackoffRate: 1 }]
    End: true
`,
    },
    {
      name: "a closed cycle with a state of an unknown type, which may lead anywhere",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Get status }
  Get status: { Type: "\${Kind}", Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Get status }
  Fine: { Type: Succeed }
`,
    },
    {
      name: "a machine that no state ends at all, of which another rule says so",
      code: `
StartAt: Get status
States:
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Get status }
`,
    },
    {
      name: "a closed cycle in a machine with a timeout",
      code: `
TimeoutSeconds: 3600
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Ping }
  Ping: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Ping }
  Fine: { Type: Succeed }
`,
    },
    {
      name: "a walk through a list that a missing Default ends",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Drop first }
  Drop first: { Type: Pass, InputPath: "$.orders[1:]", ResultPath: $.orders, Next: Any left? }
  Any left?: { Type: Choice, Choices: [{ Variable: "$.orders[0]", IsPresent: true, Next: Ship }] }
  Fine: { Type: Succeed }
`,
    },
    {
      name: "a retry in child executions of a type that only deployment knows",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: "\${ChildType}" }
      StartAt: Charge
      States:
        Charge:
          Type: Task
          Resource: arn:aws:states:::lambda:invoke
          Catch: [{ ErrorEquals: [States.ALL], Next: Charge }]
          End: true
    End: true
`,
    },
  ],

  invalid: [
    {
      name: "a catcher back to its own task, which a Retry does better",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], Next: «Charge card» }]
    Next: Paid
  Paid: { Type: Succeed }
`,
      problems: [
        {
          messageId: "caught",
          data: {
            loop: "Retry loop",
            way: "'Charge card'",
            least: "",
            transitions: "1 transition",
            end: "after 4,999 turns its history is full and the execution fails",
          },
          suggestions: [
            {
              messageId: "retry",
              output: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry:
      - ErrorEquals:
          - States.ALL
        IntervalSeconds: 2
        MaxAttempts: 5
        BackoffRate: 2
    Next: Paid
  Paid: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a catcher beside others",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch:
      - ErrorEquals: [Declined]
        Next: Refused
      - ErrorEquals: [States.ALL]
        ResultPath: null
        Next: «Charge card»
    Next: Paid
  Paid: { Type: Succeed }
  Refused: { Type: Fail }
`,
      problems: [
        {
          messageId: "caught",
          suggestions: [
            {
              messageId: "retry",
              output: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch:
      - ErrorEquals: [Declined]
        Next: Refused
    Next: Paid
    Retry:
      - ErrorEquals:
          - States.ALL
        IntervalSeconds: 2
        MaxAttempts: 5
        BackoffRate: 2
  Paid: { Type: Succeed }
  Refused: { Type: Fail }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a catcher below a Retry, in JSON",
      file: "machine.asl.json",
      code: `{
  "StartAt": "Charge card",
  "States": {
    "Charge card": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "End": true,
      "Retry": [
        { "ErrorEquals": ["Lambda.ServiceException"], "MaxAttempts": 2 }
      ],
      "Catch": [
        { "ErrorEquals": ["States.TaskFailed"], "Next": «"Charge card"» }
      ]
    }
  }
}
`,
      problems: [
        {
          messageId: "caught",
          data: {
            loop: "Retry loop",
            way: "'Charge card'",
            least: "at least ",
            transitions: "1 transition",
            end: "after 4,999 turns its history is full and the execution fails",
          },
          suggestions: [
            {
              messageId: "retry",
              output: `{
  "StartAt": "Charge card",
  "States": {
    "Charge card": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "End": true,
      "Retry": [
        { "ErrorEquals": ["Lambda.ServiceException"], "MaxAttempts": 2 },
        {
          "ErrorEquals": [
            "States.TaskFailed"
          ],
          "IntervalSeconds": 2,
          "MaxAttempts": 5,
          "BackoffRate": 2
        }
      ]
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
      name: "a catcher below a Retry of every error: a retrier behind that would never be asked",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: 2 }]
    Catch: [{ ErrorEquals: [States.ALL], Next: «Charge card» }]
    End: true
`,
      problems: [{ messageId: "caught", suggestions: [] }],
    },
    {
      name: "catchers alone at the end of a task: a Retry would have no place of its own",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    End: true
    Catch:
      - { ErrorEquals: [Declined], Next: Refused }
      - { ErrorEquals: [States.ALL], Next: «Charge card» }
  Refused: { Type: Fail }
`,
      problems: [{ messageId: "caught", suggestions: [] }],
    },
    ...["ResultPath: $.error", "Assign: { failed: true }"].map((more) => ({
      name: `a catcher that keeps something: ${more}`,
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], ${more}, Next: «Charge card» }]
    End: true
`,
      problems: [{ messageId: "caught", suggestions: [] }],
    })),
    {
      name: "a catcher that keeps the error as its output, in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], Output: "{% $states.errorOutput %}", Next: «Charge card» }]
    End: true
`,
      problems: [{ messageId: "caught", suggestions: [] }],
    },
    {
      name: "a catcher that leads back through another task",
      code: `
StartAt: Call API
States:
  Call API:
    Type: Task
    Resource: arn:aws:states:::http:invoke
    Catch: [{ ErrorEquals: [States.Http.StatusCode.401], Next: «Renew token» }]
    End: true
  Renew token: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Call API }
`,
      problems: [
        {
          messageId: "caught",
          data: {
            loop: "Retry loop",
            way: "'Call API' -> 'Renew token'",
            least: "",
            transitions: "2 transitions",
            end: "after 2,499 turns its history is full and the execution fails",
          },
          suggestions: [],
        },
      ],
    },
    {
      name: "a job that is started again whenever it fails",
      code: `
StartAt: Run job
States:
  Run job:
    Type: Task
    Resource: arn:aws:states:::glue:startJobRun.sync
    Catch: [{ ErrorEquals: [States.ALL], Next: «Run job» }]
    End: true
`,
      problems: [{ messageId: "caught" }],
    },
    {
      name: "a catcher in an Express machine",
      type: "EXPRESS",
      code: `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], Next: «Charge card» }]
    Next: Paid
  Paid: { Type: Succeed }
`,
      problems: [
        {
          messageId: "caught",
          data: {
            loop: "Retry loop",
            way: "'Charge card'",
            least: "",
            transitions: "1 transition",
            end: "only the five minutes of an Express execution end it",
          },
        },
      ],
    },
    {
      name: "a catcher of a branch",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Charge
        States:
          Charge:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Catch: [{ ErrorEquals: [States.ALL], Next: «Charge» }]
            End: true
    End: true
`,
      problems: [{ messageId: "caught" }],
    },
    {
      name: "a Choice that asks a job again at once",
      code: `
StartAt: Get run
States:
  Get run: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Done? }
  Done?:
    Type: Choice
    Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Done }]
    Default: «Get run»
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "asked",
          data: {
            loop: "Loop",
            way: "'Get run' -> 'Done?'",
            least: "",
            transitions: "2 transitions",
            end: "after 3,571 turns its history is full and the execution fails",
          },
        },
      ],
    },
    {
      name: "a Choice that asks a function again at once, through a rule",
      code: `
QueryLanguage: JSONata
StartAt: Check label
States:
  Check label: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Printed? }
  Printed?:
    Type: Choice
    Choices: [{ Condition: "{% $states.input.status = 'PRINTING' %}", Next: «Check label» }]
    Default: Printed
  Printed: { Type: Succeed }
`,
      problems: [{ messageId: "asked" }],
    },
    {
      name: "an item that is read until it is there",
      code: `
StartAt: Read order
States:
  Read order: { Type: Task, Resource: "arn:aws:states:::dynamodb:getItem", Next: There? }
  There?: { Type: Choice, Choices: [{ Variable: $.Item, IsPresent: true, Next: There }], Default: «Read order» }
  There: { Type: Succeed }
`,
      problems: [{ messageId: "asked" }],
    },
    ...[
      "{ Variable: $.statusCode, NumericEquals: 200, Next: Sent }",
      "{ Variable: $.success, BooleanEquals: true, Next: Sent }",
    ].map((asks) => ({
      name: `a call that is made until it succeeds: ${asks}`,
      code: `
StartAt: Send invoice
States:
  Send invoice: { Type: Task, Resource: "arn:aws:states:::http:invoke", Next: Sent? }
  Sent?: { Type: Choice, Choices: [${asks}], Default: «Send invoice» }
  Sent: { Type: Succeed }
`,
      problems: [{ messageId: "asked" }],
    })),
    {
      name: "a cycle that no transition leaves",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Ping }
  «Ping»: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Ping }
  Fine: { Type: Succeed }
`,
      problems: [
        {
          messageId: "closed",
          data: { loop: "loop", way: "'Ping' -> 'Wait'", end: "its history is full, after 4 h 57 min" },
        },
      ],
    },
    {
      name: "a cycle that no transition leaves and nothing slows down",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Ping }
  «Ping»: { Type: Pass, Next: Pong }
  Pong: { Type: Pass, Next: Ping }
  Fine: { Type: Succeed }
`,
      problems: [
        {
          messageId: "closed",
          data: {
            loop: "loop",
            way: "'Ping' -> 'Pong'",
            end: "its history is full, after 6,249 turns of 2 transitions",
          },
        },
      ],
    },
    {
      name: "a cycle so slow that only the year ends it",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Report }
  «Report»: { Type: Task, Resource: "arn:aws:states:::sns:publish", Next: Wait }
  Wait: { Type: Wait, Seconds: 86400, Next: Report }
  Fine: { Type: Succeed }
`,
      problems: [
        {
          messageId: "closed",
          data: {
            loop: "reminder loop",
            way: "'Report' -> 'Wait'",
            end: "the year that an execution may take is over",
          },
        },
      ],
    },
    {
      name: "a cycle of an Express machine that no transition leaves",
      type: "EXPRESS",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Ping }
  «Ping»: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Ping }
  Fine: { Type: Succeed }
`,
      problems: [
        {
          messageId: "closed",
          data: { loop: "loop", way: "'Ping' -> 'Wait'", end: "the five minutes of an Express execution are over" },
        },
      ],
    },
    {
      name: "a poll that only an answer without a rule ends",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Running? }
  «Running?»: { Type: Choice, Choices: [{ Variable: $.status, StringEquals: RUNNING, Next: Wait }] }
  Fine: { Type: Succeed }
`,
      problems: [
        {
          messageId: "failing",
          data: {
            loop: "polling loop",
            way: "'Wait' -> 'Get status' -> 'Running?'",
            choice: "Running?",
            end: "its history is full, after 23 h 8 min",
          },
        },
      ],
    },
    {
      name: "a walk through a list that nothing ends",
      code: `
StartAt: Fine?
States:
  Fine?: { Type: Choice, Choices: [{ Variable: $.fine, BooleanEquals: true, Next: Fine }], Default: Ship }
  «Ship»: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Drop first }
  Drop first: { Type: Pass, InputPath: "$.orders[1:]", ResultPath: $.orders, Next: Ship }
  Fine: { Type: Succeed }
`,
      problems: [{ messageId: "closed" }],
    },
  ],
});

describe("a machine of many loops", () => {
  const range = Array.from({ length: 5_000 }, (_, i) => i);
  const secondsFor = (states: [string, object][]) => {
    const definition = {
      StartAt: states[0]?.[0],
      States: { ...Object.fromEntries(states), Done: { Type: "Succeed" } },
    };
    const text = JSON.stringify(definition);
    const start = processorTime();
    const { problems } = lintText(text, { "no-unbounded-loop": rule });
    return { problems: problems.length, seconds: (processorTime() - start) / 1_000 };
  };
  const next = (name: string, i: number) => (i + 1 < range.length ? `${name} ${i + 1}` : "Done");

  it("does not take long for catchers", () => {
    const states = range.map((i): [string, object] => [
      `Get ${i}`,
      task(next("Get", i), { Catch: [{ ErrorEquals: ["States.ALL"], Next: `Get ${i}` }] }),
    ]);
    const { problems, seconds } = secondsFor(states);
    expect(problems).toBe(range.length);
    expect(seconds).toBeLessThan(10);
  });

  it("does not take long for Choices", () => {
    const states = range.flatMap((i): [string, object][] => [
      [`Get ${i}`, task(`Done ${i}?`)],
      [`Done ${i}?`, choice(`Get ${i}`, next("Get", i))],
    ]);
    const { problems, seconds } = secondsFor(states);
    expect(problems).toBe(range.length);
    expect(seconds).toBeLessThan(10);
  });
});
