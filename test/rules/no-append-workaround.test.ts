import rule from "../../src/rules/no-append-workaround.ts";
import { testRule } from "../../src/testing.ts";

/** One state that nests lists and one that flattens them. */
const twoStates = (nest: string, flatten: string, rest = ""): string => `
StartAt: Nest
States:
  Nest: { ${nest}, Next: Flatten }
  Flatten: { ${flatten}, Next: Ship }
  Ship: { Type: Succeed }${rest}
`;
const marked = `Type: Pass, Parameters: { all.$: "«States.Array($.list, States.Array($.item))»" }`;
const nest = `${marked}, ResultPath: $.new`;
const flatten = `Type: Pass, InputPath: "$.new.all[*][*]", ResultPath: $.list`;
const plain = (text: string): string => text.replaceAll(/[«»]/g, "");

/** A Pass that stores a list, as a value of its template. */
const one = (member: string, more = ""): string => `
StartAt: Add
States:
  Add: { Type: Pass, Parameters: { ${member} }${more}, End: true }
`;

/** What one state in JSONata in the place of the two looks like. */
const jsonata = (fields: string): string => `
StartAt: Flatten
States:
  Flatten:
    Type: Pass
    QueryLanguage: JSONata
    ${fields}
    Next: Ship
  Ship: { Type: Succeed }
`;

testRule("no-append-workaround", rule, {
  valid: [
    {
      name: "the results of a Map, flattened",
      code: `
StartAt: Each
States:
  Each: { Type: Map, ItemProcessor: { StartAt: One, States: { One: { Type: Succeed } } }, ResultSelector: { all.$: "$[*]" }, Next: Flatten }
  Flatten: { Type: Pass, InputPath: "$.all[*][*]", End: true }
`,
    },
    { name: "a list of items that nothing flattens", code: twoStates(plain(nest), "Type: Pass, InputPath: $.new.all") },
    {
      name: "a flattened list from elsewhere",
      code: twoStates(plain(nest), `Type: Pass, InputPath: "$.old.all[*][*]"`),
    },
    {
      name: "items of items that are more than flattened",
      code: twoStates(plain(nest), `Type: Pass, InputPath: "$.new.all[*][*].id"`),
    },
    {
      name: "a list with one item",
      code: twoStates(`Type: Pass, Parameters: { all.$: "States.Array($.list)" }, ResultPath: $.new`, flatten),
    },
    {
      name: "lists that another function makes",
      code: twoStates(
        `Type: Pass, Parameters: { all.$: "States.ArrayPartition($.list, 2)" }, ResultPath: $.new`,
        flatten,
      ),
    },
    {
      name: "flattening in the arguments of a Task, which needs no state of its own",
      code: twoStates(
        plain(nest),
        `Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { Payload.$: "$.new.all[*][*]" }`,
      ),
    },
    ...[
      `Ship: { Type: Pass, InputPath: $.new.all, End: true }`,
      `Ship: { Type: Pass, InputPath: "$.new.all[0]", End: true }`,
      `Ship: { Type: Pass, Parameters: { n.$: "States.ArrayLength($.new.all)" }, End: true }`,
      `Ship: { Type: Choice, Choices: [{ Variable: "$.new.all[1]", IsPresent: true, Next: End }], Default: End }\n  End: { Type: Succeed }`,
    ].map((use) => ({
      name: `nested lists that are used as such: ${use}`,
      code: twoStates(plain(nest), flatten).replace("Ship: { Type: Succeed }", use),
    })),
    {
      name: "a state that others lead to as well",
      code: `
StartAt: Known?
States:
  Known?: { Type: Choice, Choices: [{ Variable: $.new, IsPresent: true, Next: Flatten }], Default: Nest }
  Nest: { ${plain(nest)}, Next: Flatten }
  Flatten: { ${flatten}, End: true }
`,
    },
    {
      name: "a call that does not parse",
      code: twoStates(
        `Type: Pass, Parameters: { all.$: "States.Array($.list, States.Array($.item)" }, ResultPath: $.new`,
        flatten,
      ),
    },
    { name: "a row of lists", code: one(`list.$: "States.Array($.list, $.item)"`) },
    { name: "the items of another list", code: one(`all.$: "States.Array($.list[*], $.item)"`) },
    { name: "the items of a list of the same name", code: one(`list.$: "States.Array($.old.list[*], $.item)"`) },
    {
      name: "the items of a list, stored elsewhere",
      code: one(`list.$: "States.Array($.list[*], $.item)"`, ", ResultPath: $.new"),
    },
    {
      name: "the items of a list in a part of the input",
      code: one(`list.$: "States.Array($.list[*], $.item)"`, ", InputPath: $.old"),
    },
    { name: "the fields of items", code: one(`list.$: "States.Array($.list[*].id, $.item)"`) },
    { name: "nothing but the items of a list", code: one(`list.$: "States.Array($.list[*])"`) },
    ...["$.list[*][*].id", "$.list..id"].map((path) => ({
      name: `a list that grows into itself, and is read at every depth: ${path}`,
      code: `
StartAt: Add
States:
  Add: { Type: Pass, Parameters: { list.$: "States.Array($.list[*], $.item)" }, Next: Ask }
  Ask: { Type: Task, Resource: "\${Ask}", Parameters: { ids.$: "${path}" }, End: true }
`,
    })),
    {
      name: "a list in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Add
States:
  Add: { Type: Pass, Output: { list: "{% $append($states.input.list, $states.input.item) %}" }, End: true }
`,
    },
  ],
  invalid: [
    {
      name: "a list that is put back among the other data",
      code: twoStates(nest, flatten),
      problems: [
        {
          messageId: "jsonata",
          data: { name: "Nest", reader: "Flatten" },
          suggestions: [
            {
              messageId: "appendOnly",
              output: jsonata(
                `Output: "{% $merge([$states.input, {'list': $append($states.input.list, $states.input.item)}]) %}"`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a list that is put back further down",
      code: twoStates(nest, `Type: Pass, Parameters: { all.$: "$.new.all[*][*]" }, ResultPath: $.order.lists`),
      problems: [
        {
          messageId: "jsonata",
          suggestions: [
            {
              messageId: "appendOnly",
              output: jsonata(
                `Output: "{% $merge([$states.input, {'order': $merge([$states.input.order, {'lists': {'all': $append($states.input.list, $states.input.item)}}])}]) %}"`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a list that takes the place of the lists in it, and is read later",
      code: twoStates(
        `Type: Pass, Parameters: { list.$: "«States.Array($.list[*], States.Array($.item, 'last', 7))»" }`,
        `Type: Pass, Parameters: { list.$: "$.list[*][*]" }`,
      ).replace("Ship: { Type: Succeed }", "Ship: { Type: Pass, InputPath: $.list, End: true }"),
      problems: [
        {
          messageId: "jsonata",
          suggestions: [
            {
              messageId: "append",
              output: jsonata(
                `Output:\n      list: "{% $append($states.input.list, [$states.input.item, 'last', 7]) %}"`,
              ).replace("Ship: { Type: Succeed }", "Ship: { Type: Pass, InputPath: $.list, End: true }"),
            },
          ],
        },
      ],
    },
    {
      name: "three lists made one",
      code: twoStates(
        `Type: Pass, Parameters: { all.$: "«States.Array($.a, $$.Execution.Input.b, $c)»" }, ResultPath: $.all`,
        `Type: Pass, InputPath: "$.all.all[*][*]", ResultPath: $.all`,
      ),
      problems: [
        {
          messageId: "jsonata",
          suggestions: [
            {
              messageId: "append",
              output: jsonata(
                `Output: "{% $merge([$states.input, {'all': $append($append($states.input.a, $states.context.Execution.Input.b), $c)}]) %}"`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a list that is all that the second state leaves",
      code: twoStates(nest, `Type: Pass, InputPath: "$.new.all[*][*]"`),
      problems: [
        {
          messageId: "field",
          data: { name: "Nest", reader: "Flatten", field: "OutputPath", path: "$.new.all[*][*]" },
          suggestions: [
            {
              messageId: "move",
              output: `
StartAt: Nest
States:
  Nest: { ${plain(nest)}, Next: Ship, OutputPath: "$.new.all[*][*]" }
  Ship: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "an OutputPath of the last state, in a Task's result",
      code: `
StartAt: Ask
States:
  Ask: { Type: Task, Resource: "\${Ask}", ResultSelector: { all.$: "«States.Array($old, $.new)»" }, Next: Flatten }
  Flatten: { Type: Pass, OutputPath: "$.all[*][*]", End: true }
`,
      problems: [
        {
          messageId: "field",
          suggestions: [
            {
              messageId: "move",
              output: `
StartAt: Ask
States:
  Ask: { Type: Task, Resource: "\${Ask}", ResultSelector: { all.$: "States.Array($old, $.new)" }, End: true, OutputPath: "$.all[*][*]" }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a variable that the first state can assign",
      code: twoStates(nest.replace("$.list", "$list"), `Type: Pass, Assign: { list.$: "$.new.all[*][*]" }`),
      problems: [
        {
          messageId: "field",
          data: { name: "Nest", reader: "Flatten", field: "Assign", path: "$.all[*][*]" },
          suggestions: [
            {
              messageId: "move",
              output: `
StartAt: Nest
States:
  Nest: { ${plain(nest).replace("$.list", "$list")}, Next: Ship, Assign: { list.$: "$.all[*][*]" } }
  Ship: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "variables on both sides",
      code: twoStates(
        `Type: Pass, Assign: { all.$: "«States.Array($list, States.Array($.item))»" }`,
        `Type: Pass, Assign: { list.$: "$all[*][*]" }`,
      ),
      problems: [
        {
          messageId: "jsonata",
          suggestions: [
            {
              messageId: "appendOnly",
              output: jsonata(`Assign:\n      list: "{% $append($list, $states.input.item) %}"`),
            },
          ],
        },
      ],
    },
    {
      name: "states that do more than nest and flatten",
      code: twoStates(
        `Type: Pass, Parameters: { id.$: $.id, all.$: "«States.Array($.list, $.more)»" }`,
        `Type: Pass, Parameters: { id.$: $.id, list.$: "$.all[*][*]" }`,
      ),
      problems: [{ messageId: "jsonata", suggestions: [] }],
    },
    {
      name: "a Task that nests what it got",
      code: twoStates(
        `Type: Task, Resource: "\${Ask}", Assign: { all.$: "«States.Array($list, $.items)»" }`,
        `Type: Pass, Assign: { list.$: "$all[*][*]" }`,
      ),
      problems: [{ messageId: "jsonata", suggestions: [] }],
    },
    {
      name: "a call that JSONata says otherwise",
      code: twoStates(nest.replace("States.Array($.item)", "States.StringSplit($.text, ',')"), flatten),
      problems: [{ messageId: "jsonata", suggestions: [] }],
    },
    ...["'last'", "7", "$$.Execution.Name", "States.Format('{}', $.id)"].map((item) => ({
      name: `an item that flattening loses: ${item}`,
      code: twoStates(
        nest.replace("States.Array($.item)", () => item),
        flatten,
      ),
      problems: [
        {
          messageId: "lost",
          data: { reader: "Flatten", item },
          suggestions: [
            {
              messageId: "wrap",
              output: twoStates(
                plain(nest).replace("$.item", () => item),
                flatten,
              ),
            },
          ],
        },
      ],
    })),
    {
      name: "states in a branch of a loop, the start in the middle",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Done?
      States:
        Flatten: { ${flatten}, Next: Done? }
        Nest: { ${nest}, Next: Flatten }
        Done?: { Type: Choice, Choices: [{ Variable: "$.list[9]", IsPresent: true, Next: Ship }], Default: Nest }
        Ship: { Type: Succeed }
    End: true
`,
      problems: [
        {
          messageId: "jsonata",
          suggestions: [
            {
              messageId: "appendOnly",
              output: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Done?
      States:
        Nest:
          Type: Pass
          QueryLanguage: JSONata
          Output: "{% $merge([$states.input, {'list': $append($states.input.list, $states.input.item)}]) %}"
          Next: Done?
        Done?: { Type: Choice, Choices: [{ Variable: "$.list[9]", IsPresent: true, Next: Ship }], Default: Nest }
        Ship: { Type: Succeed }
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "two comments, one of which would be lost",
      code: twoStates(`Comment: Add, ${nest}`, `Comment: Tidy, ${flatten}`),
      problems: [{ messageId: "jsonata", suggestions: [] }],
    },
    {
      name: "a list that is meant to be spread out",
      code: one(`list.$: "States.Array(«$.list[*]», $.item)", id.$: $.id`),
      problems: [{ messageId: "spread", data: { list: "$.list[*]" } }],
    },
    {
      name: "a list in a variable that is meant to be spread out",
      code: `
StartAt: Ask
States:
  Ask: { Type: Task, Resource: "\${Ask}", Assign: { list.$: "States.Array(«$list[*]», $.item)" }, End: true }
`,
      problems: [{ messageId: "spread" }],
    },
  ],
});
