import rule from "../../src/rules/no-idle-state.ts";
import { testRule } from "../../src/testing.ts";

const effects = [
  "Result: { paid: true }",
  "Parameters: { id.$: $.id }",
  "Result: 1, ResultPath: $.tries",
  "InputPath: $.order",
  "InputPath: null",
  "OutputPath: $.order",
  "OutputPath: null",
  "ResultPath: $.copy",
  "InputPath: $.order, ResultPath: $.copy",
  "Assign: { tries: 0 }",
  "ResultPath: null, Result: 1, Assign: { tries.$: $ }",
  "InputPath: $$.Execution.Input",
];

const jsonataEffects = [
  "Output: { paid: true }",
  'Output: "{% $states.input.order %}"',
  "Output: done",
  "Assign: { tries: 0 }",
  'Assign: "{% $states.input %}"',
];

const idleFields = [
  "ResultPath: $",
  "InputPath: $, OutputPath: $, ResultPath: $",
  "ResultPath: null",
  "InputPath: $.order, ResultPath: null",
  "InputPath: $.order, ResultPath: $.order",
  "Assign: {}",
  "QueryLanguage: JSONPath",
  'QueryLanguage: JSONata, Output: "{% $states.input %}"',
];

testRule("no-idle-state", rule, {
  valid: [
    ...effects.map((fields) => ({
      name: `a Pass with ${fields}`,
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, ${fields}, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    })),
    ...jsonataEffects.map((fields) => ({
      name: `a Pass of JSONata with ${fields}`,
      code: `
QueryLanguage: JSONata
StartAt: Ready
States:
  Ready: { Type: Pass, ${fields}, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    })),
    {
      name: "a Pass that ends its scope",
      code: `
StartAt: Ship
States:
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Shipped }
  Shipped: { Type: Pass, End: true }
`,
    },
    {
      name: "a Pass that both ends and leads on",
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, Next: Ship, End: true }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Pass that is all there is",
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, End: true }
`,
    },
    {
      name: "a Pass with a Comment",
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, Comment: The parcel is packed, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    ...["TODO charge the card", "chargePlaceholder", "charge_not_implemented", "Charge (to be defined)"].map(
      (name) => ({
        name: `a Pass that is to be filled: ${name}`,
        code: `
StartAt: ${name}
States:
  ${name}: { Type: Pass, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      }),
    ),
    {
      name: "Pass states in a branch that is to be filled",
      code: `
StartAt: Work
States:
  Work:
    Type: Parallel
    Comment: This is a placeholder for your workflow
    Branches:
      - StartAt: Here
        States:
          Here: { Type: Pass, Next: There }
          There: { Type: Wait, Seconds: 0, Next: Done }
          Done: { Type: Succeed }
    End: true
`,
    },
    {
      name: "values that only deployment knows",
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, ResultPath: "\${Path}", Next: Rest }
  Rest: { Type: Wait, Seconds: "\${Pause}", Next: Paid? }
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Next: "\${Target}" }]
    Default: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Pass whose next state is not there",
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, Next: Shipp }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a field that a Pass does not have, which was meant for something",
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, Results: { paid: true }, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Pass whose query language only deployment knows",
      code: `
QueryLanguage: "\${Language}"
StartAt: Ready
States:
  Ready: { Type: Pass, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Pass that nothing leads to",
      code: `
StartAt: Ship
States:
  Ready: { Type: Pass, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "states that lead round in a circle",
      code: `
StartAt: One
States:
  One: { Type: Pass, Next: Two }
  Two: { Type: Pass, Next: Three }
  Three: { Type: Wait, Seconds: 0, Next: Two }
`,
    },
    {
      name: "a Pass that leads to itself",
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, Next: Ready }
`,
    },
    {
      name: "a Wait that waits, and one that shapes its input",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 1, Next: Shape }
  Shape: { Type: Wait, Seconds: 0, OutputPath: $.order, Next: Until }
  Until: { Type: Wait, TimestampPath: $.until, Next: Note }
  Note: { Type: Wait, Seconds: 0, Assign: { seen: true }, Next: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a Wait of 0 s that ends its scope",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 0, End: true }
`,
    },
    {
      name: "a poll that waits 0 s, whose interval is the mistake",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 0, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a Choice without Default, which guards what is behind it",
      code: `
StartAt: Paid?
States:
  Paid?: { Type: Choice, Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Ship }] }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Choice whose rules assign",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Assign: { paid: true }, Next: Ship }]
    Default: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Choice whose rules hand on something",
      code: `
QueryLanguage: JSONata
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Condition: "{% $states.input.paid %}", Output: { paid: true }, Next: Ship }]
    Default: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Choice with a way that leads nowhere, or rules that are filled in",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices:
      - { Variable: $.paid, BooleanEquals: true, Next: Shipp }
    Default: Express?
  Express?: { Type: Choice, Choices: "\${Rules}", Default: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
    },
    {
      name: "a Choice that asks again until it is answered",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Paid? }]
    Default: Paid?
`,
    },
    ...[
      "Catch: [{ ErrorEquals: [States.ALL], Next: Lost }]",
      "Retry: [{ ErrorEquals: [States.ALL] }]",
      'Retry: "${Retriers}"',
      "Comment: Everything of the label",
      "InputPath: $.order",
      "Parameters: { id.$: $.id }",
      "ResultSelector: { id.$: $[0].id }",
      "ResultPath: $.label",
      "ResultPath: null",
      "OutputPath: $[0].id",
      "Assign: { id.$: $[0].id }",
    ].map((fields) => ({
      name: `a Parallel of one branch with ${fields}`,
      code: `
StartAt: Label
States:
  Label:
    Type: Parallel
    ${fields}
    Branches:
      - StartAt: Draw
        States:
          Draw: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Print }
          Print: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
  Lost: { Type: Fail }
`,
    })),
    {
      name: "a Parallel whose output is more than that of its branch",
      code: `
QueryLanguage: JSONata
StartAt: Label
States:
  Label:
    Type: Parallel
    Output: "{% $merge([$states.input, $states.result[0]]) %}"
    Branches:
      - StartAt: Draw
        States:
          Draw: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
    End: true
`,
    },
    {
      name: "a Parallel with branches that are filled in, or two of them",
      code: `
StartAt: Label
States:
  Label: { Type: Parallel, Branches: "\${Branches}", Next: Both }
  Both:
    Type: Parallel
    Branches:
      - { StartAt: Draw, States: { Draw: { Type: Pass, End: true } } }
      - { StartAt: Print, States: { Print: { Type: Pass, End: true } } }
    End: true
`,
    },
    {
      name: "an Express machine, which is paid by time",
      type: "EXPRESS" as const,
      code: `
StartAt: Ready
States:
  Ready: { Type: Pass, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
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
      StartAt: Ready
      States:
        Ready: { Type: Pass, Next: Ship }
        Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
    End: true
`,
    })),
  ],

  invalid: [
    {
      name: "a Pass that only leads on",
      code: `
StartAt: Ready
States:
  «Ready»: { Type: Pass, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [
        {
          messageId: "pass",
          data: { name: "Ready", target: "Ship" },
          suggestions: [
            {
              messageId: "bypass",
              output: `
StartAt: Ship
States:
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
            },
          ],
        },
      ],
    },
    ...idleFields.map((fields) => ({
      name: `a Pass with ${fields}`,
      code: `
StartAt: Ready
States:
  «Ready»: { Type: Pass, ${fields}, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [{ messageId: "pass" }],
    })),
    {
      name: "a Pass of a JSONata machine",
      code: `
QueryLanguage: JSONata
StartAt: Ready
States:
  «Ready»: { Type: Pass, Output: "{%$states.input%}", Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [{ messageId: "pass" }],
    },
    ...["Result: { paid: true }", "Parameters: { id.$: $.id }"].map((fields) => ({
      name: `a Pass that throws its ${fields} away`,
      code: `
StartAt: Ready
States:
  «Ready»: { Type: Pass, ${fields}, ResultPath: null, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [{ messageId: "discarding", data: { name: "Ready", target: "Ship" } }],
    })),
    {
      name: "a Pass that joins ways, whose transitions are all led past it",
      code: `
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch:
      - { ErrorEquals: [Refused], Next: Failed }
      - { ErrorEquals: [States.ALL], Next: Failed }
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Done }]
    Default: Failed
  «Failed»:
    Type: Pass
    Next: Tell
  Tell:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    End: true
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "pass",
          suggestions: [
            {
              messageId: "bypass",
              output: `
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch:
      - { ErrorEquals: [Refused], Next: Tell }
      - { ErrorEquals: [States.ALL], Next: Tell }
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Done }]
    Default: Tell
  Tell:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    End: true
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "each Pass of a row, also in a branch of a branch",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Left
        States:
          Left: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
      - StartAt: Each
        States:
          Each:
            Type: Map
            ItemProcessor:
              StartAt: First
              States:
                «First»: { Type: Pass, Next: Second }
                «Second»: { Type: Pass, Next: Last }
                Last: { Type: Succeed }
            End: true
    End: true
`,
      problems: [{ messageId: "pass" }, { messageId: "pass" }],
    },
    {
      name: "a Pass in a loop that leads back to where it came from, which stays",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [Busy], Next: Again }]
    End: true
  «Again»: { Type: Pass, Next: Ask }
`,
      problems: [{ messageId: "pass", suggestions: [] }],
    },
    {
      name: "a Pass beside a transition that is filled in, which may lead to it",
      code: `
StartAt: Ready
States:
  «Ready»: { Type: Pass, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: "\${Next}" }
`,
      problems: [{ messageId: "pass", suggestions: [] }],
    },
    {
      name: "a Pass whose name begins like a word of work to come",
      code: `
StartAt: Mockingbird
States:
  «Mockingbird»: { Type: Pass, Next: Stubborn }
  «Stubborn»: { Type: Pass, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [{ messageId: "pass" }, { messageId: "pass" }],
    },
    {
      name: "a Wait of 0 s",
      code: `
StartAt: Charge
States:
  Charge: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Rest }
  Rest: { Type: Wait, Seconds: «0», Comment: Let it settle, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [
        {
          messageId: "wait",
          data: { name: "Rest", target: "Ship" },
          suggestions: [
            {
              messageId: "bypass",
              output: `
StartAt: Charge
States:
  Charge: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a Wait of 0 s in a loop that is no poll",
      code: `
QueryLanguage: JSONata
StartAt: List invoices
States:
  List invoices: { Type: Task, Resource: "arn:aws:states:::aws-sdk:s3:listObjectsV2", Next: Further? }
  Further?:
    Type: Choice
    Choices: [{ Condition: "{% $exists($states.input.NextContinuationToken) %}", Next: Pause }]
    Default: Listed
  Pause: { Type: Wait, Seconds: «0», Next: List invoices }
  Listed: { Type: Succeed }
`,
      problems: [{ messageId: "wait" }],
    },
    {
      name: "a Choice whose ways all lead to one state",
      code: `
StartAt: Paid?
States:
  «Paid?»:
    Type: Choice
    Comment: For now all orders are shipped
    Choices:
      - { Variable: $.paid, BooleanEquals: true, Next: Ship }
      - { And: [{ Variable: $.vip, IsPresent: true }, { Variable: $.vip, BooleanEquals: true }], Next: Ship }
    Default: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [
        {
          messageId: "choice",
          data: { name: "Paid?", target: "Ship" },
          suggestions: [
            {
              messageId: "bypass",
              output: `
StartAt: Ship
States:
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a Choice of JSONata whose ways all lead to one state",
      code: `
QueryLanguage: JSONata
StartAt: Paid?
States:
  «Paid?»: { Type: Choice, Choices: [{ Condition: "{% $states.input.paid %}", Next: Ship }], Default: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [{ messageId: "choice" }],
    },
    {
      name: "a Parallel of one branch, which is not rewritten as it hands over a list",
      code: `
StartAt: Label
States:
  «Label»:
    Type: Parallel
    Retry: []
    Branches:
      - StartAt: Draw
        States:
          Draw: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [{ messageId: "parallel", data: { name: "Label" }, suggestions: [] }],
    },
    {
      name: "a Parallel of one branch of two states whose first result is kept",
      code: `
StartAt: Label
States:
  «Label»:
    Type: Parallel
    OutputPath: $[0]
    Branches:
      - StartAt: Draw
        States:
          Draw: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Print }
          Print: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [{ messageId: "parallel", suggestions: [] }],
    },
    {
      name: "a Parallel around one task whose result nobody keeps",
      code: `
StartAt: Label
States:
  «Label»:
    Type: Parallel
    ResultPath: null
    Branches:
      - StartAt: Draw
        States:
          Draw:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: { FunctionName: draw, Payload: { id.$: $$.Execution.Id } }
            ResultSelector: { id.$: $.id }
            ResultPath: $.label
            End: true
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [
        {
          messageId: "parallel",
          suggestions: [
            {
              messageId: "inline",
              output: `
StartAt: Label
States:
  Label:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: draw
      Payload:
        id.$: $$.Execution.Id
    ResultPath: null
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a Parallel of JSONata around one state whose output is all it hands on",
      code: `
QueryLanguage: JSONata
StartAt: Label
States:
  «Label»:
    Type: Parallel
    Output: "{% $states.result[0] %}"
    Branches: [{ StartAt: Shape, States: { Shape: { Type: Pass, Output: { id: "{% $states.input.id %}" }, End: true } } }]
    End: true
`,
      problems: [
        {
          messageId: "parallel",
          suggestions: [
            {
              messageId: "inline",
              output: `
QueryLanguage: JSONata
StartAt: Label
States:
  Label:
    Type: Pass
    Output:
      id: "{% $states.input.id %}"
    End: true
`,
            },
          ],
        },
      ],
    },
    ...[
      "Type: Pass, Assign: { id: 1 }",
      'Type: Pass, Output: "{% $states.context.State.Name %}"',
      'Type: Pass, Output: "${Output}"',
      "Type: Pass, QueryLanguage: JSONPath",
    ].map((fields) => ({
      name: `a Parallel around one state that has to stay where it is: ${fields}`,
      code: `
QueryLanguage: JSONata
StartAt: Label
States:
  «Label»:
    Type: Parallel
    Output: "{% $states.result[0] %}"
    Branches: [{ StartAt: Shape, States: { Shape: { ${fields}, End: true } } }]
    End: true
`,
      problems: [{ messageId: "parallel", suggestions: [] }],
    })),
  ],
});
