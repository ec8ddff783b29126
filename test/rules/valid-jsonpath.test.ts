import rule from "../../src/rules/valid-jsonpath.ts";
import { testRule } from "../../src/testing.ts";

testRule("valid-jsonpath", rule, {
  valid: [
    {
      name: "paths as wide as AWS takes them",
      code: `
StartAt: Read order
States:
  Read order:
    Type: Pass
    InputPath: "$.orders[?(@.total > 100)]"
    OutputPath: "$..lines[0:2]"
    ResultPath: "$['order id'].total"
    Parameters:
      first.$: $.[0]
      named.$: $.order.['sent to']
      quoted.$: "$['it\\\\'s \\"new\\"']"
      count.$: $.lines.length()
      last.$: $.lines[-1]
      both.$: $['id','total']
      execution.$: $$.Execution.Id
      customer.$: $customer.address[0].city
      whole.$: $
      context.$: $$
    Assign: { customer.$: $.customer }
    Next: Wait
  Wait: { Type: Wait, SecondsPath: $$.Execution.Input.pause, End: true }
`,
    },
    {
      name: "null, and what only deployment knows",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, InputPath: null, ResultPath: null, OutputPath: "\${Path}", Next: Pack }
  Pack: { Type: Pass, InputPath: "$.\${Part}[", Parameters: { id.$: "\${Path}" }, End: true }
`,
    },
    {
      name: "names with special characters in quotes, and context and variables where they are taken",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemsPath: $$.Execution.Input.parcels
    MaxConcurrencyPath: $limits.parallel
    ResultPath: "$['a*b?c@d']"
    ItemProcessor:
      StartAt: Pack
      States: { Pack: { Type: Succeed } }
    End: true
`,
    },
    {
      name: "intrinsic calls in ErrorPath and CausePath",
      code: `
StartAt: Refuse
States:
  Refuse: { Type: Fail, ErrorPath: $.error.name, CausePath: "States.Format('No stock of {}.', $.article)" }
`,
    },
    {
      name: "templates, whose values are another rule's where they are no path",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { to.$: Berlin }, Result: { to.$: "$.." }, End: true }
`,
    },
    {
      name: "fields of JSONata states and of an unknown language",
      code: `
QueryLanguage: "\${Language}"
StartAt: Ship
States:
  Ship: { Type: Pass, QueryLanguage: JSONata, InputPath: order, Output: { id.$: "$.." }, Next: Paid? }
  Paid?:
    Type: Choice
    Choices: [{ Variable: paid, BooleanEquals: true, Next: Pack }]
    Default: Pack
  Pack: { Type: Pass, InputPath: order, End: true }
`,
    },
    {
      name: "what looks as if a program put a path in its place",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    InputPath: <Path>
    OutputPath: "#{output}"
    ItemsPath: __ITEMS__
    ResultPath: "$.{{place}}"
    ItemProcessor:
      StartAt: Pack
      States: { Pack: { Type: Succeed } }
    End: true
`,
    },
    {
      name: "numbers, and fields nobody knows",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemsPath: 5
    ItemReader: { Resource: "arn:aws:states:::s3:getObject", LocalPath: parcels }
    ItemProcessor:
      StartAt: Pack
      States: { Pack: { Type: Succeed } }
    End: true
`,
    },
  ],

  invalid: [
    {
      name: "text where a path is taken, and says what it may be meant as",
      code: `
StartAt: Read
States:
  Read: { Type: Pass, InputPath: «detail.id», OutputPath: «.total», ResultPath: «the order», Next: Rest }
  Rest: { Type: Wait, SecondsPath: «""», Next: Paid? }
  Paid?:
    Type: Choice
    Choices:
      - { Not: { Variable: «paid», BooleanEqualsPath: «expected» }, Next: Refuse }
    Default: Refuse
  Refuse: { Type: Fail, CausePath: «No stock.» }
`,
      problems: [
        { messageId: "text", data: { field: "InputPath", hint: " Did you mean '$.detail.id'?" } },
        { messageId: "text", data: { field: "OutputPath", hint: " Did you mean '$.total'?" } },
        { messageId: "text", data: { field: "ResultPath", hint: "" } },
        { messageId: "text", data: { field: "SecondsPath", hint: "" } },
        { messageId: "text", data: { field: "Variable", hint: " Did you mean '$.paid'?" } },
        { messageId: "text", data: { field: "BooleanEqualsPath", hint: " Did you mean '$.expected'?" } },
        { messageId: "textOrCall", data: { field: "CausePath", hint: "" } },
      ],
    },
    {
      name: "text without its '$', and offers the path into the input, and the variable of that name first",
      code: `
StartAt: Own
States:
  Own: { Type: Pass, Assign: { total.$: $.total }, ResultPath: «total», Next: Much? }
  Much?:
    Type: Choice
    Choices: [{ Variable: «total.net», NumericGreaterThan: 9, Next: Done }]
    Default: Done
  Done: { Type: Succeed, OutputPath: «a..b» }
`,
      problems: [
        {
          messageId: "text",
          data: { field: "ResultPath", hint: " Did you mean '$.total'?" },
          suggestions: [
            {
              messageId: "change",
              output: `
StartAt: Own
States:
  Own: { Type: Pass, Assign: { total.$: $.total }, ResultPath: $.total, Next: Much? }
  Much?:
    Type: Choice
    Choices: [{ Variable: total.net, NumericGreaterThan: 9, Next: Done }]
    Default: Done
  Done: { Type: Succeed, OutputPath: a..b }
`,
            },
          ],
        },
        {
          messageId: "text",
          data: { field: "Variable", hint: " Did you mean '$total.net'?" },
          suggestions: ["$total.net", "$.total.net"].map((path) => ({
            messageId: "change",
            output: `
StartAt: Own
States:
  Own: { Type: Pass, Assign: { total.$: $.total }, ResultPath: total, Next: Much? }
  Much?:
    Type: Choice
    Choices: [{ Variable: ${path}, NumericGreaterThan: 9, Next: Done }]
    Default: Done
  Done: { Type: Succeed, OutputPath: a..b }
`,
          })),
        },
        { messageId: "text", data: { field: "OutputPath", hint: "" }, suggestions: [] },
      ],
    },
    {
      name: "intrinsic calls where a path is taken",
      code: `
StartAt: Read
States:
  Read: { Type: Pass, InputPath: «"States.Format('{}', $.id)"», Next: Many? }
  Many?:
    Type: Choice
    Choices: [{ Variable: «States.ArrayLength($.lines)», NumericEquals: 0, Next: Done }]
    Default: Done
  Done: { Type: Succeed }
`,
      problems: [
        { messageId: "call", data: { field: "InputPath" } },
        { messageId: "call", data: { field: "Variable" } },
      ],
    },
    {
      name: "paths that no reader takes, at the very place",
      code: `
StartAt: Read
States:
  Read:
    Type: Pass
    InputPath: "$.order«.»"
    OutputPath: "$«..».id"
    ResultPath: "$.lines«[0»"
    Parameters:
      name.$: "$[«'name]»"
      price.$: $«5»
      owner.$: $owner«-name»
      run.$: $$«Execution.Id»
    End: true
`,
      problems: [
        { messageId: "syntax", data: { problem: "The path ends with '.'." } },
        { messageId: "syntax", data: { problem: "A name is missing after '..'." } },
        { messageId: "syntax", data: { problem: "'[' has no closing ']'." } },
        { messageId: "syntax", data: { problem: "The string has no closing '." } },
        { messageId: "syntax", data: { problem: "Expected '.' or '[' before '5'." } },
        { messageId: "syntax", data: { problem: "Expected '.' or '[' before '-name'." } },
        { messageId: "syntax", data: { problem: "Expected '.' or '[' before 'Execution.Id'." } },
      ],
    },
    {
      name: "paths that AWS may take, as a doubt",
      code: `
StartAt: Read
States:
  Read:
    Type: Pass
    InputPath: "« »$.order"
    Parameters:
      line.$: $.lines«[$.index]»
      open.$: $.lines[?(@.state ==«»)]
    End: true
`,
      problems: [
        { messageId: "doubtful", data: { problem: "Nothing stands before '$', not even a blank." } },
        { messageId: "doubtful" },
        { messageId: "doubtful" },
      ],
    },
    {
      name: "several places where AWS is known to want one",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemsPath: $.orders«[*]».parcels
    ResultPath: $.a«..b»
    MaxConcurrencyPath: "$.limits«[?(@.name == 'map')]»"
    ItemProcessor:
      StartAt: Pack
      States: { Pack: { Type: Succeed } }
    Catch: [{ ErrorEquals: [States.ALL], ResultPath: "$«.e@f»", Next: Done }]
    Next: Done
  Done: { Type: Succeed }
`,
      problems: [
        { messageId: "several", data: { field: "ItemsPath", part: "[*]" } },
        { messageId: "several", data: { field: "ResultPath", part: "..b" } },
        { messageId: "several", data: { field: "MaxConcurrencyPath", part: "[?(@.name == 'map')]" } },
        { messageId: "several", data: { field: "ResultPath", part: ".e@f" } },
      ],
    },
    {
      name: "what no Reference Path holds, even where it is doubtful how it reads",
      code: `
StartAt: Sum
States:
  Sum: { Type: Pass, ResultPath: "$.lines«[@]»", OutputPath: "$.lines«[@]»", End: true }
`,
      problems: [{ messageId: "syntax" }, { messageId: "doubtful" }],
    },
    {
      name: "several places where only the documentation wants one, as a doubt",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, TimestampPath: "$.dates«[0:1]»", Next: Read }
  Read: { Type: Pass, ResultPath: "$.lines«[-1]»", Next: Sum }
  Sum: { Type: Pass, ResultPath: "$«['a','b']»", Next: Call }
  Call: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:123456789012:function:call", TimeoutSecondsPath: "$«.*»", Next: Paid? }
  Paid?:
    Type: Choice
    Choices: [{ Variable: "$.bills«[*]».paid", BooleanEqualsPath: $.lines«.length()», Next: Refuse }]
    Default: Refuse
  Refuse: { Type: Fail, ErrorPath: "$«..error»" }
`,
      problems: Array.from({ length: 7 }, () => ({ messageId: "mayBeSeveral" })),
    },
    {
      name: "roots that a field does not take",
      code: `
StartAt: Read
States:
  Read: { Type: Pass, ResultPath: «$$».State.Name, Next: Count }
  Count: { Type: Pass, ResultPath: «$total».net, Next: Per parcel }
  Per parcel:
    Type: Map
    ToleratedFailureCountPath: «$$».Execution.Input.failures
    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      Parameters: { Bucket: parcels, Key.$: $.key }
      ReaderConfig: { InputType: JSON, MaxItemsPath: «$$».Execution.Input.items }
    ItemBatcher: { MaxItemsPerBatchPath: «$$».Execution.Input.batch }
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Pack
      States: { Pack: { Type: Succeed } }
    End: true
`,
      problems: [
        { messageId: "resultInContext" },
        { messageId: "resultInVariable" },
        { messageId: "context", data: { field: "ToleratedFailureCountPath" } },
        { messageId: "context", data: { field: "MaxItemsPath" } },
        { messageId: "context", data: { field: "MaxItemsPerBatchPath" } },
      ],
    },
  ],
});
