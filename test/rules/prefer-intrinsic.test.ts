import rule from "../../src/rules/prefer-intrinsic.ts";
import { testRule } from "../../src/testing.ts";

testRule("prefer-intrinsic", rule, {
  valid: [
    {
      name: "a state with a fitting name",
      code: `
StartAt: Done
States:
  Done: { Type: Succeed }
`,
    },
  ],
  invalid: [
    {
      name: "a state with a wrong name",
      code: `
StartAt: Wrong
States:
  «Wrong»: { Type: Succeed }
`,
      problems: [{ messageId: "found", data: { name: "Wrong" } }],
    },
  ],
});
