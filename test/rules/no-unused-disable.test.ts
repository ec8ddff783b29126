import { defineRule } from "../../src/linter/rule.ts";
import noTightWait from "../../src/rules/no-tight-wait.ts";
import rule from "../../src/rules/no-unused-disable.ts";
import { testRule } from "../../src/testing.ts";

/** Reports each Wait. */
const noWait = defineRule({
  meta: { type: "problem", category: "style", description: "x", recommended: "warn", messages: { found: "Found." } },
  visit: { Wait: ({ nameRange }, { report }) => report({ at: nameRange, messageId: "found" }) },
});
const beside = { "no-wait": noWait, "no-tight-wait": noTightWait };
const yaml = "machine.asl.yaml";

testRule("no-unused-disable", rule, {
  valid: [
    {
      name: "directives that silence something",
      beside,
      file: yaml,
      code: `
# steplint-disable no-wait -- all of them
StartAt: A
States:
  A: { Type: Wait, Seconds: 5, Next: B }
  B: { Type: Wait, Seconds: 5, End: true }
# steplint-enable no-wait
`,
    },
    {
      name: "a directive in a Comment field that silences something inside the state",
      beside,
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Comment: Does both. steplint-disable no-wait -- agreed
    Branches:
      - StartAt: A
        States: { A: { Type: Wait, Seconds: 5, End: true } }
    End: true
`,
    },
    {
      name: "names of rules that did not run, and of plugins that are not loaded",
      beside: { mine: noWait },
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Succeed } # steplint-disable-line acme/no-wait -- another plugin
`,
    },
    {
      name: "what broken text keeps from being judged",
      beside,
      file: "machine.asl.json",
      code: `{ // steplint-disable-line no-wait
  "StartAt": "A", "States": { "A": { "Type" "Succeed" } }
}`,
    },
    {
      name: "other words that begin with steplint",
      file: yaml,
      code: `
# steplint-config stands in the root
# steplint-data is what we call it
StartAt: A
States:
  A: { Type: Succeed }
`,
    },
    {
      name: "a directive that silences this rule by name",
      file: yaml,
      code: `
# steplint-disable no-unused-disable -- definitions are shared with another team
StartAt: A
States:
  A: { Type: Succeed } # steplint-disable-line
`,
    },
  ],
  invalid: [
    {
      name: "a directive about all rules that silences nothing",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Succeed } # «steplint-disable-line» -- why
`,
      problems: [{ messageId: "idle", data: { word: "steplint-disable-line" } }],
      output: `
StartAt: A
States:
  A: { Type: Succeed }
`,
    },
    {
      name: "a directive on a line of its own, which goes with its line",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  # steplint-disable-next-line «no-wait» -- why
  A: { Type: Succeed }
`,
      problems: [{ messageId: "unused", data: { id: "no-wait" } }],
      output: `
StartAt: A
States:
  A: { Type: Succeed }
`,
    },
    {
      name: "one of several names",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  # steplint-disable-next-line «no-tight-wait», no-wait -- why
  A: { Type: Wait, Seconds: 60, End: true }
`,
      problems: [{ messageId: "unused", data: { id: "no-tight-wait" } }],
      output: `
StartAt: A
States:
  # steplint-disable-next-line no-wait -- why
  A: { Type: Wait, Seconds: 60, End: true }
`,
    },
    {
      name: "several names at once, mended together",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Succeed } # steplint-disable-line «no-wait», «no-tight-wait»
`,
      problems: [{ messageId: "unused" }, { messageId: "unused" }],
      output: `
StartAt: A
States:
  A: { Type: Succeed }
`,
    },
    {
      name: "comments in JSON, before and behind other things",
      beside,
      file: "machine.jsonc",
      code: `{
  /* «steplint-disable» */ "StartAt": "A",
  "States": {
    "A": { "Type": "Succeed" } // steplint-disable-line «no-wait»
  }
}
`,
      problems: [{ messageId: "idle" }, { messageId: "unused" }],
      output: `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Succeed" }
  }
}
`,
    },
    {
      name: "Comment fields, which are mended where nothing else stands in them",
      beside,
      code: `
StartAt: A
States:
  A:
    Type: Pass
    Comment: Takes a rest. steplint-disable «no-wait» -- agreed
    Next: B
  B:
    Type: Succeed
    Comment: «steplint-disable»
`,
      problems: [{ messageId: "unused" }, { messageId: "idle" }],
      output: `
StartAt: A
States:
  A:
    Type: Pass
    Comment: Takes a rest. steplint-disable no-wait -- agreed
    Next: B
  B:
    Type: Succeed
`,
    },
    {
      name: "an enable where nothing is off",
      beside,
      file: yaml,
      code: `
# «steplint-enable»
StartAt: A
States:
  # steplint-disable no-wait
  A: { Type: Wait, Seconds: 60, End: true }
  # steplint-enable no-wait, «no-tight-wait»
`,
      problems: [{ messageId: "idleEnable", data: { word: "steplint-enable" } }, { messageId: "unusedEnable" }],
      output: `
StartAt: A
States:
  # steplint-disable no-wait
  A: { Type: Wait, Seconds: 60, End: true }
  # steplint-enable no-wait
`,
    },
    {
      name: "a misspelt name, and one that resembles none",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Wait, Seconds: 60, End: true } # steplint-disable-line «no-wiat» «because» no-wait
`,
      problems: [
        {
          messageId: "unknown",
          data: { id: "no-wiat", effect: "off", hint: " Did you mean 'no-wait'?" },
          suggestions: [
            {
              messageId: "rename",
              output: `
StartAt: A
States:
  A: { Type: Wait, Seconds: 60, End: true } # steplint-disable-line no-wait because no-wait
`,
            },
          ],
        },
        {
          messageId: "unknown",
          data: { id: "because", effect: "off", hint: " A reason stands behind '--'." },
          suggestions: [],
        },
      ],
    },
    {
      name: "one of several names in a Comment field, whose other words stay",
      beside,
      code: `
StartAt: A
States:
  A:
    Type: Wait
    Comment: Takes a rest. steplint-disable «no-tight-wait», no-wait -- agreed
    Seconds: 60
    End: true
`,
      problems: [{ messageId: "unused" }],
      output: `
StartAt: A
States:
  A:
    Type: Wait
    Comment: Takes a rest. steplint-disable no-wait -- agreed
    Seconds: 60
    End: true
`,
    },
    {
      name: "a sentence behind a name, once",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Wait, Seconds: 60, End: true } # steplint-disable-line no-wait «because» the vendor wants it
`,
      problems: [
        { messageId: "unknown", data: { id: "because", effect: "off", hint: " A reason stands behind '--'." } },
      ],
    },
    {
      name: "the word of other linters",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Wait, Seconds: 60, End: true } # «steplint-ignore-line no-wait»
`,
      problems: [
        {
          messageId: "unknownWord",
          data: { word: "steplint-ignore-line", hint: " Did you mean 'steplint-disable-line'?" },
        },
      ],
    },
    {
      name: "a misspelt name behind enable",
      beside,
      file: yaml,
      code: `
# steplint-disable no-wait
StartAt: A
States:
  A: { Type: Wait, Seconds: 60, End: true }
# steplint-enable «no-wiat»
`,
      problems: [{ messageId: "unknown", data: { id: "no-wiat", effect: "on", hint: " Did you mean 'no-wait'?" } }],
    },
    {
      name: "a misspelt word",
      beside,
      file: yaml,
      code: `
StartAt: A
States:
  A: { Type: Wait, Seconds: 60, End: true } # «steplint-disabel-line no-wait» -- why
`,
      problems: [
        {
          messageId: "unknownWord",
          data: { word: "steplint-disabel-line", hint: " Did you mean 'steplint-disable-line'?" },
        },
      ],
    },
    {
      name: "a directive that does nothing in a Comment field",
      beside,
      code: `
StartAt: A
States:
  A:
    Type: Wait
    Comment: «steplint-disable-line no-wait» -- why
    Seconds: 60
    End: true
`,
      problems: [{ messageId: "misplaced", data: { word: "steplint-disable-line" } }],
    },
    {
      name: "the last line of a file without a line end",
      beside,
      file: yaml,
      code: `StartAt: A
States:
  A: { Type: Succeed }
# «steplint-disable-next-line»`,
      problems: [{ messageId: "idle" }],
      output: `StartAt: A
States:
  A: { Type: Succeed }
`,
    },
  ],
});
