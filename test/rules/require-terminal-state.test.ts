import rule from "../../src/rules/require-terminal-state.ts";
import { testRule } from "../../src/testing.ts";

testRule("require-terminal-state", rule, {
  valid: [
    ...["{ Type: Succeed }", "{ Type: Fail }", "{ Type: Pass, End: true }"].map((state) => ({
      name: `a machine that ends with ${state}`,
      code: `
StartAt: Ship
States:
  Ship: ${state}
`,
    })),
    {
      name: "an end that nothing reaches, which is another rule's",
      code: `
StartAt: Ask
States:
  Ask: { Type: Pass, Next: Ask }
  Done: { Type: Succeed }
`,
    },
    ...[
      "Ask: { Type: Pass }",
      "Ask: { Type: Wait, Seconds: 5, End: false }",
      "Ask: { Type: Pass, Next: Ask, end: true }",
      "Ask: { Type: Pass, Next: Ask, Ende: true }",
      'Ask: { Type: Pass, Next: Ask, End: "true" }',
      'Ask: { Type: Pass, Next: Ask, End: "${Last}" }',
      "Ask: { Type: Sucsede }",
      'Ask: "${Ask}"',
      'Ask: { Type: "${Kind}", Next: Ask }',
    ].map((state) => ({
      name: `a machine in which another mistake, or what only deployment knows, explains it: ${state}`,
      code: `
StartAt: Ask
States:
  ${state}
`,
    })),
    { name: "a machine without states, which is another rule's", code: "\nStartAt: Ask\nStates: {}\n" },
    { name: "states that only deployment knows", code: '\nStartAt: Ask\nStates: "${States}"\n' },
    {
      name: "a branch with a transition out of it, which is another rule's",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          Pack: { Type: Pass, Next: Done }
    Next: Done
  Done: { Type: Succeed }
`,
    },
  ],

  invalid: [
    {
      name: "a machine that goes round for ever",
      code: `
StartAt: Ask
«States»:
  Ask: { Type: Pass, Next: Answered? }
  Answered?:
    Type: Choice
    Choices: [{ Variable: $.answer, IsPresent: true, Next: Ask }]
    Default: Wait
  Wait: { Type: Wait, Seconds: 60, Next: Ask }
`,
      problems: [{ messageId: "machine" }],
    },
    {
      name: "a state that leads to itself, and says that it does not end",
      code: `
StartAt: Spin
«States»:
  Spin: { Type: Wait, Seconds: 5, Next: Spin, End: false }
`,
      problems: [{ messageId: "machine" }],
    },
    {
      name: "a machine in which only a branch and an item processor end",
      code: `
StartAt: Both
«States»:
  Both:
    Type: Parallel
    Branches: [{ StartAt: Pack, States: { Pack: { Type: Succeed } } }]
    Next: Per parcel
  Per parcel:
    Type: Map
    ItemProcessor: { StartAt: Send, States: { Send: { Type: Succeed } } }
    Next: Both
`,
      problems: [{ messageId: "machine" }],
    },
    {
      name: "a machine that nothing ends, whatever its misspelt transition means",
      code: `
StartAt: Ask
«States»:
  Ask: { Type: Pass, Next: Tell }
  Told: { Type: Pass, Next: Ask }
`,
      problems: [{ messageId: "machine" }],
    },
    {
      name: "a branch and an item processor that nothing ends",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Ask
        «States»:
          Ask: { Type: Pass, Next: Ask }
    Next: Per parcel
  Per parcel:
    Type: Map
    ItemProcessor:
      StartAt: Send
      «States»:
        Send: { Type: Pass, Next: Send }
    End: true
`,
      problems: [
        { messageId: "inner", data: { scope: "branch" } },
        { messageId: "inner", data: { scope: "item processor" } },
      ],
    },
  ],
});
