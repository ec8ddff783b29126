import { describe, expect, it } from "vitest";
import { mergeChains } from "../../src/analysis/merge-chains.ts";
import rule from "../../src/rules/no-merge-chain.ts";
import { testRule } from "../../src/testing.ts";
import { graphOf, namesOf, pass } from "../helpers/machine.ts";

/** Three states in a row with a state behind them. */
const row = (a: string, b: string, c: string, machine = ""): string => `
${machine}StartAt: One
States:
  «One»: { Type: Pass, ${a}, Next: Two }
  Two: { Type: Pass, ${b}, Next: Three }
  Three: { Type: Pass, ${c}, Next: Ship }
  Ship: { Type: Succeed }
`;
/** The one state that the suggestion writes. */
const one = (fields: string, machine = ""): string => `
${machine}StartAt: Three
States:
  Three:
    Type: Pass
    ${fields}
    Next: Ship
  Ship: { Type: Succeed }
`;
const unmarked = (code: string): string => code.replaceAll(/[«»]/g, "");
const JSONATA = "QueryLanguage: JSONata\n";

/** A Pass with one call in its template. */
const call = (expression: string): string => `
StartAt: Merge
States:
  Merge:
    Type: Pass
    Parameters:
      all.$: ${expression}
    End: true
`;

const a = "Result: 1, ResultPath: $.a";
const b = "Parameters: { id.$: $.id }, ResultPath: $.b";
const c = "InputPath: $$.Execution.Input.c, ResultPath: $.c";

testRule("no-merge-chain", rule, {
  valid: [
    {
      name: "two states, which another rule is for",
      code: `
StartAt: One
States:
  One: { Type: Pass, ${a}, Next: Two }
  Two: { Type: Pass, ${b}, Next: Ship }
  Ship: { Type: Succeed }
`,
    },
    {
      name: "keys of several objects",
      code: unmarked(row(a, "Result: 2, ResultPath: $.b.c", "Result: 3, ResultPath: $.d")),
    },
    { name: "the input as a whole", code: unmarked(row(a, b, "Result: { c: 1 }")) },
    { name: "a result that goes nowhere", code: unmarked(row(a, b, "Result: 3, ResultPath: null")) },
    { name: "a state that takes a part of its output", code: unmarked(row(a, `${b}, OutputPath: $.b`, c)) },
    { name: "a state that assigns as well", code: unmarked(row(a, b, `${c}, Assign: { c: 1 }`)) },
    { name: "states without effect", code: unmarked(row("Comment: a", "Comment: b", "Comment: c")) },
    ...[
      "Parameters: { id.$: $.a.id }, ResultPath: $.c",
      "Parameters: { n.$: States.ArrayLength($.a) }, ResultPath: $.c",
      "Parameters: { all.$: $ }, ResultPath: $.c",
      `Parameters: { all.$: "$.list[?(@.id == $.a)]" }, ResultPath: $.c`,
      `Parameters: { all.$: "$..id" }, ResultPath: $.c`,
      "InputPath: $.b, ResultPath: $.c",
      "ResultPath: $.c",
    ].map((last) => ({
      name: `a state that reads what one before has set: ${last}`,
      code: unmarked(row(a, b, last)),
    })),
    {
      name: "a state that others lead to as well",
      code: `
StartAt: Known?
States:
  Known?: { Type: Choice, Choices: [{ Variable: $.b, IsPresent: true, Next: Three }], Default: One }
  One: { Type: Pass, ${a}, Next: Two }
  Two: { Type: Pass, ${b}, Next: Three }
  Three: { Type: Pass, ${c}, Next: Ship }
  Ship: { Type: Succeed }
`,
    },
    {
      name: "a start in the middle",
      code: unmarked(row(a, b, c)).replace("StartAt: One", "StartAt: Two"),
    },
    {
      name: "states between which others may stand",
      code: unmarked(row(a, b, c)).replace("States:", "States:\n  More: ${More}"),
    },
    {
      name: "states in two languages",
      code: unmarked(row("Assign: { a: 1 }", "QueryLanguage: JSONata, Assign: { b: 2 }", "Assign: { c: 3 }")),
    },
    {
      name: "variables that are read one after another",
      code: unmarked(row("Assign: { a: 1 }", "Assign: { b.$: $a }", "Assign: { c.$: $b }")),
    },
    {
      name: "variables that are read one after another in JSONata",
      code: unmarked(row("Assign: { a: 1 }", `Assign: { b: 2 }`, `Assign: { c: "{% $a + $b %}" }`, JSONATA)),
    },
    {
      name: "a state that assigns and makes an output",
      code: unmarked(row("Assign: { a: 1 }", "Assign: { b: 2 }", "Assign: { c: 3 }, Output: 1", JSONATA)),
    },
    {
      name: "merges that read what one before has set",
      code: unmarked(
        row(
          `Output: "{% $merge([$states.input, {'a': 1}]) %}"`,
          `Output: "{% $merge([$states.input, {'b': $states.input.a}]) %}"`,
          `Output: "{% $merge([$states.input, {'c': $keys($states.input)}]) %}"`,
          JSONATA,
        ),
      ),
    },
    {
      name: "merges of something else",
      code: unmarked(
        row(
          `Output: "{% $merge([$states.input.a, {'a': 1}]) %}"`,
          `Output: "{% $merge([$states.input, $states.context.Execution.Input]) %}"`,
          `Output: "{% $merge([$states.input, {$states.input.key: 1}]) %}"`,
          JSONATA,
        ),
      ),
    },
    { name: "one merge of two objects", code: call("States.JsonMerge($.a, $.b, false)") },
    { name: "one merge with a constant", code: call(`States.JsonMerge($.a, States.StringToJson('{"n":1}'), false)`) },
    {
      name: "a merge that AWS does not know",
      code: call("States.JsonMerge(States.JsonMerge($.a, $.b, true), $.c, true)"),
    },
    {
      name: "merges in a list",
      code: call("States.Array(States.JsonMerge($.a, $.b, false), States.JsonMerge($.a, $.c, false))"),
    },
    {
      name: "a call that does not parse",
      code: call("States.JsonMerge(States.JsonMerge($.a, $.b, false), $.c, false"),
    },
    {
      name: "objects that are merged at one key, and at keys of other names",
      code: call("States.JsonMerge($.x.all, $.y.all, false)\n      b.$: States.JsonMerge($.x.c, $.y.c, false)"),
    },
    {
      name: "keys that are merged of different objects",
      code: call("States.JsonMerge($.x.all, $.y.all, false)\n      b.$: States.JsonMerge($.x.b, $.z.b, false)"),
    },
    {
      name: "text in a result, which is not evaluated",
      code: `
StartAt: Keep
States:
  Keep: { Type: Pass, Result: { a.$: "States.JsonMerge($.x.a, $.y.a, false)", b.$: "States.JsonMerge($.x.b, $.y.b, false)" }, End: true }
`,
    },
  ],
  invalid: [
    {
      name: "keys of the input, one after another",
      code: row(a, b, c),
      problems: [
        {
          messageId: "keys",
          data: { way: "'One' -> 'Two' -> 'Three'" },
          suggestions: [
            {
              messageId: "jsonata",
              output: one(
                `QueryLanguage: JSONata\n    Output: "{% $merge([$states.input, {'a': 1, 'b': {'id': $states.input.id}, 'c': $states.context.Execution.Input.c}]) %}"`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: "keys of an object below",
      code: row(
        "Result: { n: [], t: it's, u: null }, ResultPath: $.x.y.a",
        "Parameters: { list: [{ id.$: $.id }, plain] }, ResultPath: $.x.y.b",
        "InputPath: $.other, ResultPath: $.x.y.c",
      ),
      problems: [
        {
          messageId: "keys",
          suggestions: [
            {
              messageId: "jsonata",
              output: one(
                `QueryLanguage: JSONata\n    Output: "{% $merge([$states.input, {'x': $merge([$states.input.x, {'y': $merge([$states.input.x.y, {'a': {'n': [], 't': \\"it's\\", 'u': null}, 'b': {'list': [{'id': $states.input.id}, 'plain']}, 'c': $states.input.other}])}])}]) %}"`,
              ),
            },
          ],
        },
      ],
    },
    ...[
      "Parameters: { id.$: States.UUID() }, ResultPath: $.c",
      'Parameters: { ids.$: "$.items[*].id" }, ResultPath: $.c',
      "Parameters: { at.$: $$.State.EnteredTime }, ResultPath: $.c",
      "Parameters: { all.$: $$ }, ResultPath: $.c",
      "Comment: Last, Result: 3, ResultPath: $.c",
      'Result: { arn: "${Arn}" }, ResultPath: $.c',
      'Result: "{% 1 %}", ResultPath: $.c',
    ].map((last) => ({
      name: `keys that no other Pass surely sets as well: ${last}`,
      code: row(`Comment: First, ${a}`, b, last),
      problems: [{ messageId: "keys", suggestions: [] }],
    })),
    {
      name: "a chain that leads back to its start",
      code: `
StartAt: One
States:
  «One»: { Type: Pass, ${a}, Next: Two }
  Two: { Type: Pass, ${b}, Next: Three }
  Three: { Type: Pass, ${c}, Next: One }
`,
      problems: [{ messageId: "keys", suggestions: [] }],
    },
    {
      name: "a made object of constants",
      code: row("Result: { a: 1 }, ResultPath: $.x", "Result: 2, ResultPath: $.x.b", "Result: [3], ResultPath: $.x.a"),
      problems: [
        {
          messageId: "made",
          data: { way: "'One' -> 'Two' -> 'Three'" },
          suggestions: [
            { messageId: "one", output: one("Result:\n      a:\n        - 3\n      b: 2\n    ResultPath: $.x") },
          ],
        },
      ],
    },
    {
      name: "a made object that replaces the input",
      code: row(
        "Parameters: { id.$: $.id, name.$: $.name }",
        "Result: EUR, ResultPath: $.currency",
        "InputPath: $$.Execution.Name, ResultPath: $.name",
      ),
      problems: [
        {
          messageId: "made",
          suggestions: [
            {
              messageId: "one",
              output: one("Parameters:\n      id.$: $.id\n      currency: EUR\n      name.$: $$.Execution.Name"),
            },
          ],
        },
      ],
    },
    {
      name: "a made object with a constant that a template would evaluate",
      code: row("Parameters: { id.$: $.id }", "Result: { a.$: text }, ResultPath: $.b", "Result: 3, ResultPath: $.c"),
      problems: [{ messageId: "made", suggestions: [] }],
    },
    {
      name: "a made object, then keys that read it, then a chain of their own",
      code: `
StartAt: Make
States:
  Make: { Type: Pass, Result: { a: 1 }, ResultPath: $.x, Next: Copy }
  Copy: { Type: Pass, InputPath: $.x, ResultPath: $.x.copy, Next: One }
  «One»: { Type: Pass, Result: 1, ResultPath: $.y.a, Next: Two }
  Two: { Type: Pass, Result: 2, ResultPath: $.y.b, Next: Three }
  Three: { Type: Pass, Result: 3, ResultPath: $.y.c, End: true }
`,
      problems: [{ messageId: "keys" }],
    },
    {
      name: "variables, one after another",
      code: row("Assign: { a: 1 }", "Assign: { b.$: $.b }", "Assign: { c.$: $old }"),
      problems: [
        {
          messageId: "variables",
          suggestions: [{ messageId: "one", output: one("Assign:\n      a: 1\n      b.$: $.b\n      c.$: $old") }],
        },
      ],
    },
    {
      name: "a variable that is assigned again",
      code: row("Assign: { a: 1 }", "Assign: { b: 2 }", "Assign: { a: 3 }"),
      problems: [{ messageId: "variables", suggestions: [] }],
    },
    {
      name: "variables in JSONata, in states of their own language",
      code: row(
        "QueryLanguage: JSONata, Assign: { a: 1 }",
        `QueryLanguage: JSONata, Assign: { b: "{% $states.input.b %}" }`,
        "QueryLanguage: JSONata, Assign: { c: 3 }",
      ),
      problems: [
        {
          messageId: "variables",
          suggestions: [
            {
              messageId: "one",
              output: one(
                `QueryLanguage: JSONata\n    Assign:\n      a: 1\n      b: "{% $states.input.b %}"\n      c: 3`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: "merges in JSONata",
      code: row(
        `Output: "{% $merge([$states.input, {'a': [1, 2]}]) %}"`,
        `Output: "{% $merge([$states.input, {'b': $sum($states.input.items.price)}, {'x': 1}]) %}"`,
        `Output: "{% $merge([ $states.input, { 'c': $states.context.Execution.Id } ]) %}"`,
        JSONATA,
      ),
      problems: [
        {
          messageId: "merge",
          data: { way: "'One' -> 'Two' -> 'Three'" },
          suggestions: [
            {
              messageId: "one",
              output: one(
                `Output: "{% $merge([$states.input, {'a': [1, 2]}, {'b': $sum($states.input.items.price)}, {'x': 1}, { 'c': $states.context.Execution.Id }]) %}"`,
                JSONATA,
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a chain in a branch, whose states stand in another order and are led to from several sides",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Any?
        States:
          Three: { Type: Pass, Assign: { c: 3 }, End: true }
          «One»: { Type: Pass, Assign: { a: 1 }, Next: Two }
          Two: { Type: Pass, Assign: { b: 2 }, Next: Three }
          Any?: { Type: Choice, Choices: [{ Variable: $.a, IsPresent: true, Next: One }], Default: Ask }
          Ask: { Type: Task, Resource: "\${Ask}", Next: One }
    End: true
`,
      problems: [
        {
          messageId: "variables",
          suggestions: [
            {
              messageId: "one",
              output: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Any?
        States:
          Two:
            Type: Pass
            Assign:
              a: 1
              b: 2
              c: 3
            End: true
          Any?: { Type: Choice, Choices: [{ Variable: $.a, IsPresent: true, Next: Two }], Default: Ask }
          Ask: { Type: Task, Resource: "\${Ask}", Next: Two }
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "constants that are merged with one another and with something else",
      code: call(
        `«States.JsonMerge(States.JsonMerge(States.StringToJson('{"a":1,"b":1}'), States.StringToJson('{"b":"it\\'s"}'), false), $.c, false)»`,
      ),
      problems: [
        {
          messageId: "literals",
          data: { count: 2 },
          suggestions: [
            {
              messageId: "fold",
              output: call(`States.JsonMerge(States.StringToJson('\\{"a":1,"b":"it\\'s"\\}'), $.c, false)`),
            },
          ],
        },
      ],
    },
    {
      name: "nothing but constants",
      code: call(`«States.JsonMerge(States.StringToJson('{"a":1}'), States.StringToJson('{"b":2}'), false)»`),
      problems: [
        {
          messageId: "literals",
          suggestions: [{ messageId: "fold", output: call("").replace("all.$: ", "all:\n        a: 1\n        b: 2") }],
        },
      ],
    },
    {
      name: "constants in the middle of a call",
      code: call(
        `States.Array(«States.JsonMerge(States.StringToJson('{"a":1}'), States.StringToJson('{"b":2}'), false)», $.c)`,
      ),
      problems: [
        {
          messageId: "literals",
          suggestions: [
            { messageId: "fold", output: call(`States.Array(States.StringToJson('\\{"a":1,"b":2\\}'), $.c)`) },
          ],
        },
      ],
    },
    {
      name: "three objects, however they are nested",
      code: call("«States.JsonMerge($.a, States.JsonMerge($.b, $.c, false), false)»"),
      problems: [{ messageId: "nested", data: { count: 3, merges: 2 }, suggestions: [] }],
    },
    {
      name: "keys of two objects, one by one",
      code: call(
        "«States.JsonMerge($.x.all, $$.Execution.Input.all, false)»\n      n: 1\n      b.$: States.JsonMerge($.x.b, $$.Execution.Input.b, false)",
      ),
      problems: [
        {
          messageId: "deep",
          data: { keys: "'all' and 'b'", first: "$.x", second: "$$.Execution.Input" },
        },
      ],
    },
  ],
});

describe("mergeChains", () => {
  it("gives each chain in the order of the flow, and leaves out what stands around it", () => {
    const sets = (key: string, next: string): object => ({ ...pass(next), Result: 1, ResultPath: `$.${key}` });
    const graph = graphOf({
      Start: pass("A"),
      B: sets("b", "C"),
      A: sets("a", "B"),
      C: sets("c", "Show"),
      Show: { ...pass("X"), InputPath: "$.c" },
      X: sets("x", "Y"),
      Y: sets("y", "End"),
      End: { Type: "Succeed" },
    });
    expect(mergeChains(graph).map(namesOf)).toEqual([["A", "B", "C"]]);
  });

  it("takes no time worth mentioning for a long chain", () => {
    const length = 10_000;
    const states = Object.fromEntries(
      Array.from({ length }, (_, i) => [
        `S${i}`,
        { Type: "Pass", Parameters: { "id.$": "$.id" }, ResultPath: `$.k${i}`, Next: `S${i + 1}` },
      ]),
    );
    const graph = graphOf({ ...states, [`S${length}`]: { Type: "Succeed" } });
    expect(mergeChains(graph).map((chain) => chain.length)).toEqual([length]);
  });
});
