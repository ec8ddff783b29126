import rule from "../../src/rules/known-field.ts";
import { testRule } from "../../src/testing.ts";

testRule("known-field", rule, {
  valid: [
    {
      name: "the fields that each type of state has",
      code: `
Comment: A parcel on its way
Version: "1.0"
StartAt: Weigh
TimeoutSeconds: 3600
States:
  Weigh:
    Type: Task
    Comment: on the scales
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:weigh
    InputPath: $.parcel
    ResultSelector: { grams.$: $.weight }
    ResultPath: $.weight
    OutputPath: $
    TimeoutSeconds: 60
    HeartbeatSecondsPath: $.pause
    Credentials: { RoleArn: arn:aws:iam::123456789012:role/scales }
    Retry: [{ ErrorEquals: [States.ALL], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2, MaxDelaySeconds: 9, JitterStrategy: FULL, Comment: once more }]
    Catch: [{ ErrorEquals: [States.ALL], Next: Lost, ResultPath: $.error, Assign: { lost: true }, Comment: gone }]
    Next: Heavy?
  Heavy?:
    Type: Choice
    Choices: [{ Variable: $.weight.grams, NumericGreaterThan: 1000, Next: Per box, Comment: heavy }]
    Default: Lost
  Per box:
    Type: Map
    Label: boxes
    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      Parameters: { Bucket: boxes, Key: today.csv }
      ReaderConfig: { InputType: CSV, CSVHeaderLocation: FIRST_ROW, MaxItems: 10 }
    ItemBatcher: { MaxItemsPerBatch: 5 }
    ResultWriter: { WriterConfig: { OutputType: JSON } }
    ItemProcessor:
      Comment: one box
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Pack
      States:
        Pack: { Type: Pass, Result: packed, End: true }
    End: true
  Lost: { Type: Fail, Error: Lost, CausePath: $.error.Cause }
`,
    },
    {
      name: "payloads with keys of any name",
      code: `
StartAt: Tell
States:
  Tell:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: tell, Payload: { Retry: 1, Iterator: 2, nExt: 3, States: { Type: none } } }
    End: true
`,
    },
    {
      name: "states named like fields",
      code: `
StartAt: Iterator
States:
  Iterator: { Type: Pass, Next: Branches }
  Branches: { Type: Pass, Next: States }
  States: { Type: Pass, Next: constructor }
  constructor: { Type: Succeed }
`,
    },
    {
      name: "a state whose type is not known",
      code: `
StartAt: Ship
States:
  Ship: { Type: "\${Kind}", Branches: [], Seconds: 3, End: true }
`,
    },
    {
      name: "the query language of a branch, which is another rule's",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches: [{ QueryLanguage: JSONPath, StartAt: One, States: { One: { Type: Succeed } } }]
    End: true
`,
    },
  ],

  invalid: [
    {
      name: "a field in other letters, and offers the right ones",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, «resultPath»: $.shipped, End: true }
`,
      problems: [
        {
          messageId: "unknown",
          data: { where: "State 'Ship'", field: "resultPath", hint: " Did you mean 'ResultPath'?" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, ResultPath: $.shipped, End: true }
`,
            },
            {
              messageId: "remove",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a field that only other types have",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, «Retry»: [{ ErrorEquals: [States.ALL] }], End: true }
`,
      problems: [
        {
          messageId: "wrongType",
          data: { field: "Retry", types: "Task, Parallel and Map states", where: "State 'Ship'", type: "Pass" },
        },
      ],
    },
    {
      name: "a field that belongs a level deeper",
      code: `
StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ship
    «MaxAttempts»: 3
    End: true
  Each:
    Type: Map
    ItemProcessor:
      «Mode»: INLINE
      StartAt: One
      States: { One: { Type: Succeed } }
    End: true
`,
      problems: [
        {
          messageId: "elsewhere",
          data: { where: "State 'Ship'", field: "MaxAttempts", home: "into an entry of 'Retry'" },
        },
        {
          messageId: "elsewhere",
          data: { where: "The item processor of 'Each'", field: "Mode", home: "into 'ProcessorConfig'" },
        },
      ],
    },
    {
      name: "a field that nothing has",
      code: `
StartAt: Ship
«Owner»: nobody
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ship
    Retry: [{ ErrorEquals: [States.ALL], «Urgency»: 3 }]
    Catch: [{ ErrorEquals: [States.ALL], Next: Ship, «Because»: lost }]
    End: true
`,
      problems: [
        { messageId: "unknown", data: { where: "The machine", field: "Owner", hint: "" } },
        { messageId: "unknown", data: { where: "A retrier of 'Ship'", field: "Urgency", hint: "" } },
        { messageId: "unknown", data: { where: "A catcher of 'Ship'", field: "Because", hint: "" } },
      ],
    },
    {
      name: "a state beside the others",
      code: `
StartAt: Ship
States:
  Ship: { Type: Succeed }
«Deliver»: { Type: Succeed }
`,
      problems: [{ messageId: "misplacedState", data: { field: "Deliver", where: "beside 'States'" } }],
    },
    {
      name: "a state one level too deep",
      code: `
StartAt: Pack
States:
  Pack:
    Type: Pass
    Next: Ship
    «Ship»: { Type: Succeed }
`,
      problems: [{ messageId: "misplacedState", data: { field: "Ship", where: "in state 'Pack'" } }],
    },
    {
      name: "a Choice that leads on, and offers the default",
      code: `
StartAt: Yes?
States:
  Yes?: { Type: Choice, Choices: [{ Variable: $.yes, BooleanEquals: true, Next: Done }], «Next»: Done }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "wrongType",
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Yes?
States:
  Yes?: { Type: Choice, Choices: [{ Variable: $.yes, BooleanEquals: true, Next: Done }], Default: Done }
  Done: { Type: Succeed }
`,
            },
            {
              messageId: "remove",
              output: `
StartAt: Yes?
States:
  Yes?: { Type: Choice, Choices: [{ Variable: $.yes, BooleanEquals: true, Next: Done }] }
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "the beginning of a longer name",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ask
    Retry: [{ ErrorEquals: [States.ALL], «Backoff»: 2, «Interval»: 1 }]
    End: true
`,
      problems: [
        {
          messageId: "unknown",
          data: { where: "A retrier of 'Ask'", field: "Backoff", hint: " Did you mean 'BackoffRate'?" },
        },
        {
          messageId: "unknown",
          data: { where: "A retrier of 'Ask'", field: "Interval", hint: " Did you mean 'IntervalSeconds'?" },
        },
      ],
    },
    {
      name: "a timeout of a branch, which has none",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches: [{ «TimeoutSeconds»: 5, StartAt: One, States: { One: { Type: Succeed } } }]
    End: true
`,
      problems: [{ messageId: "tolerated", data: { field: "TimeoutSeconds", where: "a branch of 'Both'" } }],
    },
    {
      name: "a field of a reader that AWS may have added since",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      ReaderConfig: { InputType: JSON, «Compression»: GZIP }
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }
      StartAt: One
      States: { One: { Type: Succeed } }
    End: true
`,
      problems: [
        { messageId: "unlisted", data: { where: "'ReaderConfig' of 'Each'", field: "Compression", hint: "" } },
      ],
    },
  ],
});
