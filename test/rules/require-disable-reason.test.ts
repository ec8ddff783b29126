import rule from "../../src/rules/require-disable-reason.ts";
import { testRule } from "../../src/testing.ts";

const yaml = "machine.asl.yaml";

testRule("require-disable-reason", rule, {
  valid: [
    {
      name: "a reason in a comment",
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Succeed } # steplint-disable-line no-tight-wait -- the vendor wants it so
`,
    },
    {
      name: "a reason in a Comment field",
      code: `
StartAt: A
States:
  A: { Type: Succeed, Comment: steplint-disable no-tight-wait -- the vendor wants it so }
`,
    },
    {
      name: "an enable, which turns nothing off",
      file: yaml,
      code: `
# steplint-disable no-tight-wait -- the vendor wants it so
StartAt: A
States:
  A: { Type: Succeed }
# steplint-enable
`,
    },
    {
      name: "a misspelt directive, which turns nothing off",
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Succeed } # steplint-disabel-line
`,
    },
  ],
  invalid: [
    {
      name: "no reason, and an empty one",
      file: yaml,
      code: `
StartAt: A
# «steplint-disable no-tight-wait»
States:
  A: { Type: Pass, Next: B } # «steplint-disable-line» --
  # «steplint-disable-next-line no-tight-wait»
  B: { Type: Succeed }
`,
      problems: [
        { messageId: "missing", data: { word: "steplint-disable" } },
        { messageId: "missing", data: { word: "steplint-disable-line" } },
        { messageId: "missing", data: { word: "steplint-disable-next-line" } },
      ],
    },
    {
      name: "no reason in a Comment field",
      code: `
StartAt: A
States:
  A: { Type: Succeed, Comment: Waits. «steplint-disable no-tight-wait». }
`,
      problems: [{ messageId: "missing", data: { word: "steplint-disable" } }],
    },
  ],
});
