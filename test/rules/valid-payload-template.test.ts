import rule from "../../src/rules/valid-payload-template.ts";
import { testRule } from "../../src/testing.ts";

testRule("valid-payload-template", rule, {
  valid: [
    {
      name: "paths, calls, and plain values of every kind",
      code: `
StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName.$: $.function
      Payload:
        order.$: $$.Execution.Input
        owner.$: $owner
        id.$: States.UUID()
        lines: [{ name.$: $.name, count: 5 }, text, [{ deep.$: $ }]]
        __proto__: { constructor.$: $.a }
    ResultSelector: { status.$: $.Payload.status }
    End: true
`,
    },
    {
      name: "broken paths and unknown functions, which are other rules'",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { a.$: $.., b.$: States.Nothing(), c.$: " $.d", e.$: "states.format('{}'" }, End: true }
`,
    },
    {
      name: "what only deployment knows",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { to.$: "\${Path}", "\${Key}.$": $.id }, End: true }
`,
    },
    {
      name: "keys that differ once they are renamed",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { to.$: $.to, to.$.$: $.from, from: { to: Rome }, list: [{ to: Bonn }] }, End: true }
`,
    },
    {
      name: "Result, which is never evaluated, and unknown languages",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Result: { to.$: Rome, to: Bonn }, Next: Pack }
  Pack: { Type: Pass, QueryLanguage: "\${Language}", Parameters: { to.$: Rome }, End: true }
`,
    },
    {
      name: "names of variables and fields of JSONPath in a JSONata state, which are other rules'",
      code: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, Assign: { to.$: $.to }, Parameters: { to.$: $.to }, Next: Copy }
  Copy:
    Type: Pass
    Output: { machine: { StartAt: Ship, States: { Ship: { Type: Pass, Parameters: { to.$: $.to } } } } }
    End: true
`,
    },
  ],

  invalid: [
    {
      name: "values that are neither path nor call, and offers to send them as they are",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { to.$: «Rome» }, Assign: { count.$: «5» }, End: true }
`,
      problems: [
        {
          messageId: "value",
          data: { key: "to.$", found: "'Rome'", hint: "" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { to: Rome }, Assign: { count.$: 5 }, End: true }
`,
            },
          ],
        },
        {
          messageId: "value",
          data: { key: "count.$", found: "the value 5", hint: "" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { to.$: Rome }, Assign: { count: 5 }, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "values of other kinds, at their keys where they are long",
      code: `
StartAt: Ship
States:
  Ship:
    Type: Pass
    Parameters:
      «list.$»: [{ id.$: text }]
      inner: [[{ «object.$»: { id.$: text } }]]
      yes.$: «true»
      nothing.$: «null»
      expression.$: «"{% $states.input %}"»
      text.$: «"${"long ".repeat(15)}"»
    End: true
`,
      problems: [
        { messageId: "value", data: { key: "list.$", found: "a list", hint: "" } },
        { messageId: "value", data: { key: "object.$", found: "an object", hint: "" } },
        { messageId: "value", data: { key: "yes.$", found: "the value true", hint: "" } },
        { messageId: "value", data: { key: "nothing.$", found: "the value null", hint: "" } },
        { messageId: "value", data: { key: "expression.$", found: "'{% $states.input %}'", hint: "" } },
        { messageId: "value", data: { key: "text.$", found: "this text", hint: "" } },
      ],
    },
    {
      name: "what is nearly a call, and offers it",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { id.$: «States.UUID» }, Next: Pack }
  Pack: { Type: Pass, Parameters: { id.$: «"State.Format('{}', $.id)"» }, Next: Send }
  Send: { Type: Pass, Parameters: { id.$: «States.Fromat» }, End: true }
`,
      problems: [
        {
          messageId: "value",
          data: { key: "id.$", found: "'States.UUID'", hint: " Did you mean 'States.UUID()'?" },
          suggestions: [
            {
              messageId: "replace",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { id.$: States.UUID() }, Next: Pack }
  Pack: { Type: Pass, Parameters: { id.$: "State.Format('{}', $.id)" }, Next: Send }
  Send: { Type: Pass, Parameters: { id.$: States.Fromat }, End: true }
`,
            },
            {
              messageId: "rename",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { id: States.UUID }, Next: Pack }
  Pack: { Type: Pass, Parameters: { id.$: "State.Format('{}', $.id)" }, Next: Send }
  Send: { Type: Pass, Parameters: { id.$: States.Fromat }, End: true }
`,
            },
          ],
        },
        {
          messageId: "value",
          data: { key: "id.$", found: "'State.Format('{}', $.id)'", hint: " Did you mean 'States.Format'?" },
          suggestions: [
            {
              messageId: "replace",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { id.$: States.UUID }, Next: Pack }
  Pack: { Type: Pass, Parameters: { id.$: "States.Format('{}', $.id)" }, Next: Send }
  Send: { Type: Pass, Parameters: { id.$: States.Fromat }, End: true }
`,
            },
            {
              messageId: "rename",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { id.$: States.UUID }, Next: Pack }
  Pack: { Type: Pass, Parameters: { id: "State.Format('{}', $.id)" }, Next: Send }
  Send: { Type: Pass, Parameters: { id.$: States.Fromat }, End: true }
`,
            },
          ],
        },
        {
          messageId: "value",
          data: { key: "id.$", found: "'States.Fromat'", hint: " Did you mean 'States.Format(…)'?" },
        },
      ],
    },
    {
      name: "a key that its object already has, and offers to remove either",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { parcel: { to: Rome, «to.$»: $.to } }, End: true }
`,
      problems: [
        {
          messageId: "twice",
          data: { key: "to.$", name: "to" },
          suggestions: [
            {
              messageId: "remove",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { parcel: { to.$: $.to } }, End: true }
`,
            },
            {
              messageId: "remove",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { parcel: { to: Rome } }, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a key of nothing but '.$', without an offer",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { .$: «Rome» }, End: true }
`,
      problems: [{ messageId: "value", data: { key: ".$", found: "'Rome'", hint: "" }, suggestions: [] }],
    },
    {
      name: "every field that takes a template",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      Parameters: { Bucket: parcels, Key.$: «key» }
    ItemSelector: { parcel.$: «parcel» }
    ItemBatcher: { MaxItemsPerBatch: 5, BatchInput: { day.$: «day» } }
    ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket.$: «bucket» } }
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Pack
      States:
        Pack:
          Type: Task
          Resource: arn:aws:lambda:eu-west-1:123456789012:function:pack
          Credentials: { RoleArn.$: «role» }
          ResultSelector: { weight.$: «weight» }
          Catch: [{ ErrorEquals: [States.ALL], Next: Packed, Assign: { error.$: «error» } }]
          Next: Paid?
        Paid?:
          Type: Choice
          Choices: [{ Variable: $.paid, IsPresent: true, Assign: { paid.$: «paid» }, Next: Packed }]
          Default: Packed
        Packed: { Type: Succeed }
    End: true
`,
      problems: Array.from({ length: 8 }, () => ({ messageId: "value" })),
    },
    {
      name: "keys of JSONPath in a JSONata state, and offers what they mean",
      code: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ship
    Arguments: { «to.$»: "$.order['sent to'][0].in" }
    End: true
`,
      problems: [
        {
          messageId: "literal",
          data: { key: "to.$" },
          suggestions: [
            {
              messageId: "jsonata",
              output: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ship
    Arguments: { to: "{% $states.input.order.\`sent to\`[0].\`in\` %}" }
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "keys of JSONPath in the output of a JSONata state, where a path has no clear meaning",
      code: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, Output: { «to.$»: $.to }, Assign: { parcel: { «id.$»: $$.Execution.Id } }, End: true }
`,
      problems: [
        {
          messageId: "literal",
          data: { key: "to.$" },
          suggestions: [
            {
              messageId: "rename",
              output: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, Output: { to: $.to }, Assign: { parcel: { id.$: $$.Execution.Id } }, End: true }
`,
            },
          ],
        },
        {
          messageId: "literal",
          data: { key: "id.$" },
          suggestions: [
            {
              messageId: "jsonata",
              output: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, Output: { to.$: $.to }, Assign: { parcel: { id: "{% $states.context.Execution.Id %}" } }, End: true }
`,
            },
          ],
        },
      ],
    },
  ],
});
