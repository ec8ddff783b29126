import rule from "../../src/rules/valid-intrinsic.ts";
import { testRule } from "../../src/testing.ts";

/** A machine with one value under a key ending `.$`; single quotes stay as they are. */
const machine = (call: string): string => `
StartAt: Compute
States:
  Compute:
    Type: Pass
    Parameters:
      value.$: >-
        ${call}
    End: true
`;
const valid = (name: string, call: string) => ({ name, code: machine(call) });
const argument = (name: string, call: string, takes: string) => ({
  name,
  code: machine(call),
  problems: [
    { messageId: "argument", data: { name: /States\.\w+/.exec(call.replaceAll(/[«»]/g, ""))?.[0] ?? "", takes } },
  ],
});
const syntax = (name: string, call: string, problem: string) => ({
  name,
  code: machine(call),
  problems: [{ messageId: "syntax", data: { problem } }],
});

testRule("valid-intrinsic", rule, {
  valid: [
    valid(
      "a call of each kind of argument",
      "States.Array('it\\'s', 2.5, -1, true, null, $.id, $$.Execution.Id, $total)",
    ),
    valid("no arguments", "States.UUID()"),
    valid("a template with as many values", "States.Format('{} of {} in \\{\\}', $.done, States.ArrayLength($.all))"),
    valid("a template that only an execution knows", "States.Format($.template, 1, 2, 3)"),
    valid("numbers that are rounded", "States.ArrayPartition($.list, 2.4)"),
    valid("a nested call whose type fits", "States.ArrayLength(States.StringSplit($.text, ','))"),
    valid("a nested call of any type", "States.ArrayLength(States.StringToJson($.text))"),
    valid("a call where a path is asked for", "States.JsonToString(States.JsonMerge($.a, $.b, false))"),
    valid("a range of a thousand items", "States.ArrayRange(1, 1000, 1)"),
    valid("ten levels", `${"States.Array(".repeat(10)}${")".repeat(10)}`),
    valid("an algorithm that exists", "States.Hash($.text, 'SHA-256')"),
    {
      name: "calls that return a string in ErrorPath and CausePath",
      code: `
StartAt: Refuse
States:
  Refuse: { Type: Fail, ErrorPath: "States.ArrayGetItem($.errors, 0)", CausePath: "States.JsonToString($.cause)" }
`,
    },
    {
      name: "a call where only a path is taken, which is another rule's",
      code: `
StartAt: Compute
States:
  Compute: { Type: Pass, InputPath: "States.Nothing(", End: true }
`,
    },
    {
      name: "text outside of templates and in other languages",
      code: `
StartAt: Compute
States:
  Compute: { Type: Pass, Comment: "States.Nothing()", Result: { id.$: "States.Nothing()" }, Next: Say }
  Say: { Type: Pass, QueryLanguage: JSONata, Output: { id.$: "States.Nothing()" }, Next: Ask }
  Ask: { Type: Pass, QueryLanguage: "\${Language}", Parameters: { id.$: "States.Nothing()" }, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "a function in letters of another size, and offers the right one",
      code: machine("«states.format»('{}', $.id)"),
      problems: [
        {
          messageId: "unknown",
          data: { name: "states.format", hint: " Did you mean 'States.Format'?" },
          suggestions: [
            { messageId: "rename", output: machine("States.Format('{}', $.id)").replace(">-\n        ", "") },
          ],
        },
      ],
    },
    {
      name: "every function that does not exist, nested ones too",
      code: machine("States.Array(«States.Default»($.a, «Format»('{}', 1)), «States.StringSplt»($.b, ','))"),
      problems: [
        { messageId: "unknown", data: { name: "States.Default", hint: "" }, suggestions: [] },
        { messageId: "unknown", data: { name: "Format", hint: " Did you mean 'States.Format'?" } },
        { messageId: "unknown", data: { name: "States.StringSplt", hint: " Did you mean 'States.StringSplit'?" } },
      ],
    },
    syntax("a parenthesis that stays open", "States.Array«($.id»", "'(' has no closing ')'."),
    syntax("a string that stays open", "States.Array(«'id)»", "The string has no closing '."),
    syntax("double quotes", 'States.Array(«"id")»', "Strings stand in single quotes here."),
    syntax("a missing comma", "States.Array('a' «'b')»", "Expected ',' or ')' before this."),
    syntax("text behind the call", "States.UUID() «+ 1»", "The call ends before this."),
    syntax(
      "a backslash before a double quote",
      `States.StringToJson('{"say": «\\"»hi\\""}')`,
      "A double quote takes no backslash here.",
    ),
    syntax("a broken path among the arguments", "States.JsonToString($.order«.»)", "The path ends with '.'."),
    {
      name: "a blank before the call",
      code: `
StartAt: Compute
States:
  Compute: { Type: Pass, Parameters: { id.$: "« »States.UUID()" }, End: true }
`,
      problems: [{ messageId: "syntax", data: { problem: "Nothing stands before 'States.', not even a blank." } }],
    },
    {
      name: "a path among the arguments that AWS may take, as a doubt",
      code: machine("States.JsonToString($.lines«[$.index]»)"),
      problems: [{ messageId: "doubtful" }],
    },
    {
      name: "nothing of arguments that were not read to the end",
      code: machine("States.MathAdd('a' «1)»"),
      problems: [{ messageId: "syntax" }],
    },
    argument("too few arguments", "«States.MathAdd»(1)", "2 arguments, not 1"),
    argument("no template", "«States.Format»()", "at least 1 argument, not 0"),
    argument("too many arguments", "States.UUID(«1, 2»)", "no arguments, not 2"),
    argument("one of few too many", "States.MathRandom(1, 2, 3, «4»)", "2 to 3 arguments, not 4"),
    argument("text for a number", "States.MathAdd(«'one'», 1)", "a number as its 'a', and a string is given"),
    argument("a number for text", "States.Base64Encode(«5»)", "a string as its 'data', and 5 is given"),
    argument("null for a list", "States.ArrayLength(«null»)", "an array as its 'array', and null is given"),
    argument(
      "a call that returns another type",
      "States.ArrayLength(«States.Format('{}', 1)»)",
      "an array as its 'array', and 'States.Format' returns a string",
    ),
    argument(
      "a list for a placeholder",
      "States.Format('{}', «States.Array(1)»)",
      "a string, number, boolean or null as its 'values', and 'States.Array' returns an array",
    ),
    argument("a constant for a path", "States.JsonToString(«'id'»)", "a path as its 'value', and a string is given"),
    argument("a deep merge", "States.JsonMerge($.a, $.b, «true»)", "only false as its 'deep'"),
    argument(
      "a text for a switch",
      "States.JsonMerge($.a, $.b, «'no'»)",
      "true or false as its 'deep', and a string is given",
    ),
    argument(
      "an algorithm that does not exist",
      "States.Hash($.a, «'SHA256'»)",
      "one of 'MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512' as its 'algorithm'",
    ),
    argument("a size of nothing", "States.ArrayPartition($.a, «0»)", "a number from 1 on as its 'size'"),
    argument("a step of nothing", "States.ArrayRange(1, 9, «0»)", "a number other than 0 as its 'step'"),
    argument(
      "a number out of range",
      "States.MathAdd(«2147483648», 1)",
      "a number from -2147483648 to 2147483647 as its 'a'",
    ),
    argument(
      "a text that is too long",
      `States.Base64Encode(«'${"a".repeat(10_001)}'»)`,
      "at most 10000 characters as its 'data'",
    ),
    argument(
      "a range of too many items",
      "«States.ArrayRange(0, 1000, 1)»",
      "a range of at most 1,000 items, and this one has 1,001",
    ),
    argument(
      "more placeholders than values",
      "States.Format(«'{} of {}'», $.done)",
      "a value for each '{}' of its template, which has 2, and 1 value is given",
    ),
    argument(
      "more values than placeholders",
      "States.Format(«'all'», $.done)",
      "a value for each '{}' of its template, which has none, and 1 value is given",
    ),
    argument(
      "no value for a placeholder",
      "States.Format(«'{}'»)",
      "a value for each '{}' of its template, which has 1, and no value is given",
    ),
    argument(
      "more values than placeholders, several of them",
      "States.Format(«'{}'», $.done, $.all)",
      "a value for each '{}' of its template, which has 1, and 2 values are given",
    ),
    {
      name: "eleven levels, at the eleventh",
      code: machine(`${"States.Array(".repeat(10)}«States.UUID»()${")".repeat(10)}`),
      problems: [{ messageId: "deep", data: { depth: 11, limit: 10 } }],
    },
    {
      name: "the first backslash of a string that nobody needs",
      code: machine("States.Format('a«\\n»b\\n{}', $.id)"),
      problems: [{ messageId: "escape", data: { escape: "\\n" } }],
    },
    {
      name: "a call that returns no string in CausePath",
      code: `
StartAt: Refuse
States:
  Refuse: { Type: Fail, CausePath: "«States.Array»($.a)" }
`,
      problems: [{ messageId: "noString", data: { field: "CausePath", name: "States.Array", returns: "an array" } }],
    },
  ],
});
