import rule from "../../src/rules/no-static-result-path.ts";
import { testRule } from "../../src/testing.ts";

testRule("no-static-result-path", rule, {
  valid: [
    {
      name: "constants, and what only resembles paths",
      code: `
StartAt: Set
States:
  Set:
    Type: Pass
    Result:
      price: $5
      currency: $
      version: $LATEST
      InputPath: $.detail
      InputPathsMap: { id: $.detail.id }
      list: [$.id]
      fields: { id: $.order.id, total: $.order.total }
      machine: { StartAt: Ship, States: { Ship: { Type: Pass, Parameters: { to.$: $.to } } } }
    ResultPath: $.order
    End: true
`,
    },
    {
      name: "templates, and the other language",
      code: `
StartAt: Set
States:
  Set: { Type: Pass, Parameters: { to.$: $.to }, Next: Say }
  Say: { Type: Pass, QueryLanguage: JSONata, Result: { to.$: $.to }, Next: Ask }
  Ask: { Type: Pass, QueryLanguage: "\${Language}", Result: { to.$: $.to }, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "keys that end with '.$' once, and offers to evaluate them",
      code: `
StartAt: Set
States:
  Set: { Type: Pass, Result: { order: [{ «to.$»: $.to }], id.$: States.UUID(), count: 5 }, ResultPath: $.x, End: true }
`,
      problems: [
        {
          messageId: "key",
          data: { key: "to.$" },
          suggestions: [
            {
              messageId: "move",
              output: `
StartAt: Set
States:
  Set: { Type: Pass, Parameters: { order: [{ to.$: $.to }], id.$: States.UUID(), count: 5 }, ResultPath: $.x, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "calls as texts, whose keys change, too, while paths under plain keys are data",
      code: `
StartAt: Set
States:
  Set: { Type: Pass, Result: { run: «States.UUID()», to: $.to, order: { id.$: $.id } }, End: true }
`,
      problems: [
        {
          messageId: "text",
          data: { text: "States.UUID()" },
          suggestions: [
            {
              messageId: "move",
              output: `
StartAt: Set
States:
  Set: { Type: Pass, Parameters: { run.$: States.UUID(), to: $.to, order: { id.$: $.id } }, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a path as the whole",
      code: `
StartAt: Set
States:
  Set: { Type: Pass, Result: «$.order», End: true }
`,
      problems: [{ messageId: "text", data: { text: "$.order" }, suggestions: [] }],
    },
    {
      name: "without an offer where AWS would refuse the template",
      code: `
StartAt: Both
States:
  Both: { Type: Pass, Result: { «to.$»: $.to }, Parameters: { id: 1 }, Next: Text }
  Text: { Type: Pass, Result: { «to.$»: Rome }, Next: Twice }
  Twice: { Type: Pass, Result: { «to.$»: $.to, to: Rome }, Next: List }
  List: { Type: Pass, Result: [{ «to.$»: $.to }], End: true }
`,
      problems: Array.from({ length: 4 }, () => ({ messageId: "key", suggestions: [] })),
    },
  ],
});
