import rule from "../../src/rules/no-conflicting-fields.ts";
import { testRule } from "../../src/testing.ts";

testRule("no-conflicting-fields", rule, {
  valid: [
    {
      name: "an error given as it is, and a cause by its path",
      code: `
StartAt: Lost
States:
  Lost: { Type: Fail, Error: Lost, CausePath: $.error.Cause }
`,
    },
    {
      name: "an end that is none beside a transition",
      code: `
StartAt: Pack
States:
  Pack: { Type: Pass, Next: Shipped, End: false }
  Shipped: { Type: Succeed }
`,
    },
    {
      name: "a field of the other language, which is another rule's",
      code: `
QueryLanguage: JSONata
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 5, SecondsPath: $.pause, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "a state that ends and goes on, and offers either",
      code: `
StartAt: Pack
States:
  Pack: { Type: Pass, End: true, «Next»: Shipped }
  Shipped: { Type: Succeed }
`,
      problems: [
        {
          messageId: "conflict",
          data: { where: "State 'Pack'", fields: "'End' and 'Next'" },
          suggestions: [
            {
              messageId: "remove",
              output: `
StartAt: Pack
States:
  Pack: { Type: Pass, Next: Shipped }
  Shipped: { Type: Succeed }
`,
            },
            {
              messageId: "remove",
              output: `
StartAt: Pack
States:
  Pack: { Type: Pass, End: true }
  Shipped: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "three waits in one",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 5, «SecondsPath»: $.pause, Timestamp: "2026-01-31T12:00:00Z", End: true }
`,
      problems: [
        { messageId: "conflict", data: { where: "State 'Rest'", fields: "'Seconds', 'SecondsPath' and 'Timestamp'" } },
      ],
    },
    {
      name: "a number beside the path to it, wherever both fit",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    MaxConcurrency: 2
    «MaxConcurrencyPath»: $.most
    ToleratedFailureCount: 1
    «ToleratedFailureCountPath»: $.failures
    ItemBatcher: { MaxItemsPerBatch: 2, «MaxItemsPerBatchPath»: $.size }
    ItemReader:
      Resource: arn:aws:states:::s3:getObject
      ReaderConfig: { MaxItemsPath: $.items, «MaxItems»: 2 }
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Ask
      States:
        Ask:
          Type: Task
          Resource: arn:aws:lambda:eu-west-1:123456789012:function:ask
          TimeoutSeconds: 5
          «TimeoutSecondsPath»: $.timeout
          HeartbeatSecondsPath: $.beat
          «HeartbeatSeconds»: 4
          End: true
    «Iterator»: { StartAt: One, States: { One: { Type: Succeed } } }
    Next: Lost
  Lost: { Type: Fail, Error: Lost, «ErrorPath»: $.error, Cause: Lost, «CausePath»: $.cause }
`,
      problems: Array.from({ length: 9 }, () => ({ messageId: "conflict" })),
    },
    {
      name: "the old and the new field of a Map",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemSelector: { box.$: $$.Map.Item.Value }
    «Parameters»: { box.$: $$.Map.Item.Value }
    ItemProcessor: { StartAt: One, States: { One: { Type: Succeed } } }
    End: true
`,
      problems: [{ messageId: "doubled", data: { where: "State 'Each'", fields: "'ItemSelector' and 'Parameters'" } }],
    },
  ],
});
