import rule from "../../src/rules/no-missing-dollar.ts";
import { testRule } from "../../src/testing.ts";

const NEAR_MISSES = `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { i$: $.i, $.j: $.j, k.: $.k, 'm.$ ': $.m, n.: [$.n] }, End: true }
`;

testRule("no-missing-dollar", rule, {
  valid: [
    {
      name: "keys that end with '.$'",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { to.$: $.to, parcel: [{ id.$: States.UUID() }], list.$: "States.Array($.a)" }, End: true }
`,
    },
    {
      name: "texts that only resemble paths and calls",
      code: `
StartAt: Ship
States:
  Ship:
    Type: Pass
    Parameters:
      price: $5
      exact: $5.20
      currency: $
      version: $LATEST
      stage: $default
      unassigned: $owner
      script: echo $.to $HOME
      commands: ["$HOME/run", "jq $.to"]
      pattern: $.to
      sentence: $.to is the place
      names: { "#n": $.50 }
      unknown: $$.Parcel.Id
      broken: $.to[
      event: States.TaskFailed
      call: States.Nothing($.a)
      said: Call States.UUID() first
      jsonata: "{% $states.input.to %}"
      template: "\${To}"
    End: true
`,
    },
    {
      name: "texts that another service reads as paths, and definitions of state machines",
      code: `
StartAt: Route
States:
  Route:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:eventbridge:putTargets
    Parameters:
      Rule: parcels
      Targets:
        - Id: one
          InputPath: $.detail
          InputTransformer: { InputPathsMap: { id: $.detail.id }, InputTemplate: "<id>" }
      Machine: { StartAt: Ship, States: { Ship: { Type: Pass, Next: $.x } } }
    End: true
`,
    },
    {
      name: "requests to services that evaluate paths themselves",
      code: `
StartAt: Pipe
States:
  Pipe:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:pipes:createPipe
    Parameters: { Name: parcels, TargetParameters: { KinesisStreamParameters: { PartitionKey: $.eventID } } }
    Next: Route
  Route:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:eventbridge:putTargets
    Parameters:
      Rule: parcels
      Targets:
        - Id: one
          KinesisParameters: { PartitionKeyPath: $.id }
          HttpParameters: { PathParameterValues: [$.detail.id], HeaderParameters: { id: $.id }, QueryStringParameters: { id: $.id } }
    Next: Count
  Count:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:cloudwatchlogs:putMetricFilter
    Parameters: { MetricTransformations: [{ MetricName: latency, MetricValue: $.latency }] }
    Next: Document
  Document:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:ssm:createDocument
    Parameters: { Content: { outputs: [{ Name: id, Selector: $.Id }], id: $.Id } }
    Next: Other
  Other: { Type: Pass, Parameters: { Selector: $.id, PartitionKeyPath: $.id }, End: true }
`,
    },
    {
      name: "objects in a language of their own, although variables have the names of their fields",
      code: `
StartAt: Own
States:
  Own: { Type: Pass, Assign: { id.$: $.id, name.$: $.name }, Next: Sum }
  Sum:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: sum
      Payload: { pipeline: [{ "$group": { _id: $id, first: { "$first": $name } } }, { "$match": $id, by: $id }] }
    End: true
`,
    },
    {
      name: "results, and states of other languages",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Result: { to: $.to }, Next: Pack }
  Pack: { Type: Pass, QueryLanguage: JSONata, Output: { to: $.to }, Assign: { id: $.id }, Next: Send }
  Send: { Type: Pass, QueryLanguage: "\${Language}", Parameters: { to: $.to }, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "a path, and offers to have it evaluated",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { parcel: { to: «"$.to[0].city"» } }, End: true }
`,
      problems: [
        {
          messageId: "value",
          data: { text: "$.to[0].city" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { parcel: { to.$: "$.to[0].city" } }, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "near misses of keys that end with '.$', and offers these",
      code: NEAR_MISSES.replace(/(\$\.[ijkmn])(?=[,\] ])(?!:)/g, "«$1»"),
      problems: [
        ["i$: $.i", "i.$: $.i"],
        ["$.j: $.j", "j.$: $.j"],
        ["k.: $.k", "k.$: $.k"],
        ["'m.$ ': $.m", "'m.$': $.m"],
        ["n.: [$.n]", "n.$: States.Array($.n)"],
      ].map(([written = "", meant = ""], i) => {
        const [messageId, change] = i < 4 ? ["value", "rename"] : ["item", "call"];
        return { messageId, suggestions: [{ messageId: change, output: NEAR_MISSES.replace(written, () => meant) }] };
      }),
    },
    {
      name: "near misses without an offer where the key is taken, or nothing but dots and dollars",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Parameters: { i$: «$.i», i: Rome, $: «$.j», j$: «$.j», j.$: $.j }, End: true }
`,
      problems: Array.from({ length: 3 }, () => ({ messageId: "value", suggestions: [] })),
    },
    {
      name: "calls, paths into the context object, variables, the whole input",
      code: `
StartAt: Own
States:
  Own: { Type: Pass, Assign: { owner.$: $.owner }, Next: Send }
  Send:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: send
      Payload: «$»
      Id: «"States.Format('{}-{}', $.id, States.UUID())"»
      Token: «$$.Task.Token»
      Owner: «$owner.name»
      All: «"$.lines[*]['sent to']"»
    End: true
`,
      problems: [
        { messageId: "value", data: { text: "$" } },
        { messageId: "value" },
        { messageId: "value" },
        { messageId: "value", data: { text: "$owner.name" } },
        { messageId: "value" },
      ],
    },
    {
      name: "variables that catchers and rules assign",
      code: `
StartAt: Call
States:
  Call:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:call
    Catch: [{ ErrorEquals: [States.ALL], Assign: { reason.$: $.Cause }, Next: Paid? }]
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.paid, IsPresent: true, Assign: { paid: true }, Next: Send }]
    Default: Send
  Send: { Type: Pass, Parameters: { reason: «$reason», paid: «$paid» }, End: true }
`,
      problems: [{ messageId: "value" }, { messageId: "value" }],
    },
    {
      name: "paths in a list once, and offers a call that makes the list",
      code: `
StartAt: Run
States:
  Run: { Type: Pass, Parameters: { command: [--order, «$.id», 5, $$.Execution.Id] }, End: true }
`,
      problems: [
        {
          messageId: "item",
          data: { text: "$.id" },
          suggestions: [
            {
              messageId: "call",
              output: `
StartAt: Run
States:
  Run: { Type: Pass, Parameters: { command.$: "States.Array('--order', $.id, 5, $$.Execution.Id)" }, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "without an offer where it would double a key or where a list holds more than constants",
      code: `
StartAt: Run
States:
  Run:
    Type: Pass
    Parameters:
      id: «$.id»
      id.$: $.id
      list: [«$.id», { name: Rome }]
      quoted: [«$.id», it's]
    End: true
`,
      problems: [
        { messageId: "value", suggestions: [] },
        { messageId: "item", suggestions: [] },
        { messageId: "item", suggestions: [] },
      ],
    },
  ],
});
