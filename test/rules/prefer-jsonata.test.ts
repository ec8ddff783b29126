import { describe, expect, it } from "vitest";
import rule from "../../src/rules/prefer-jsonata.ts";
import { testRule } from "../../src/testing.ts";
import { lintText } from "../helpers/lint.ts";

const GLUED = 'States.StringToJson(States.Format(\'\\{"id":"{}"\\}\', $.id))';
const NESTED = "States.JsonMerge(States.JsonMerge($.a, $.b, false), $.c, false)";

/** A Pass with values in its template. */
const made = (...expressions: string[]): string =>
  `{ Type: Pass, Parameters: { ${expressions.map((each, at) => `v${at}.$: ${JSON.stringify(each)}`).join(", ")} }, ResultPath: $.made, Next: Done }`;

/** A machine of one state and an end. */
const machine = (state: string, top = ""): string => `
${top}StartAt: Make
States:
  Make: ${state}
  Done: { Type: Succeed }
`;
/** The same in the form in which `StartAt` is reported. */
const marked = (code: string): string => code.replace(/StartAt: (\w+)/, "StartAt: «$1»");

const filtered = (next: string): string => `
  Look: { Type: Pass, Parameters: { hits.$: "$.items[?(@.sku == 'A7')]" }, ResultPath: $.found, Next: Known? }
  Known?:
    Type: Choice
    Choices: [{ Variable: "$.found.hits[0]", IsPresent: true, Next: ${next} }]
    Default: ${next}`;
const appended = (next: string): string => `
  Nest: { Type: Pass, Parameters: { lists.$: "States.Array($.done, States.Array($.last))" }, ResultPath: $.nested, Next: Flatten }
  Flatten: { Type: Pass, InputPath: "$.nested.lists[*][*]", ResultPath: $.done, Next: ${next} }`;
const counted = (next: string): string => `
  Any?:
    Type: Choice
    Choices: [{ Variable: "$.orders[0]", IsPresent: true, Next: ${next} }]
    Default: ${next}`;
const picked = (next: string): string => `
  Ids:
    Type: Map
    ItemsPath: $.parts
    ItemProcessor: { StartAt: Pick, States: { Pick: { Type: Pass, InputPath: $.id, End: true } } }
    ResultPath: $.ids
    Next: ${next}`;
const chained = (next: string): string => `
  One: { Type: Pass, Result: 1, ResultPath: $.a, Next: Two }
  Two: { Type: Pass, Parameters: { text.$: ${JSON.stringify(GLUED)} }, ResultPath: $.b, Next: Three }
  Three: { Type: Pass, Result: 3, ResultPath: $.c, Next: ${next} }`;
const searching = (next: string): string => `
  Pick:
    Type: Pass
    Parameters: { item.$: "States.ArrayGetItem($.skus, $.at.index)", index.$: "States.MathAdd($.at.index, 1)" }
    ResultPath: $.at
    Next: Found?
  Found?:
    Type: Choice
    Choices:
      - { Variable: $.at.item, StringEqualsPath: $.wanted, Next: ${next} }
      - { Variable: $.at.index, NumericLessThanPath: $.skuCount, Next: Pick }
      - Or:
          - { Variable: $.sort, StringEquals: a }
          - { Variable: $.sort, StringEquals: b }
          - { Variable: $.sort, StringEquals: c }
          - { Variable: $.sort, StringEquals: d }
        Next: ${next}
    Default: ${next}`;
/** A Map that compares its items, with places of a list in them. */
const comparing = (next: string): string => `
  Match:
    Type: Map
    ItemsPath: $.items
    ItemProcessor:
      StartAt: Same?
      States:
        Same?:
          Type: Choice
          Choices:
            - Or:
                - { Variable: "$.skus[0]", StringEquals: A7 }
                - { Variable: "$.skus[1]", StringEquals: A7 }
              Next: Yes
          Default: No
        Yes: { Type: Pass, Result: true, End: true }
        No: { Type: Pass, Result: false, End: true }
    ResultPath: $.matches
    Next: ${next}`;
const states = (start: string, ...parts: string[]): string =>
  `\nStartAt: ${start}\nStates:${parts.join("")}\n  Done: { Type: Succeed }\n`;

testRule("prefer-jsonata", rule, {
  valid: [
    { name: "two workarounds", code: machine(made(GLUED, NESTED)) },
    { name: "calls that are no workarounds", code: machine(made("States.UUID()", "$.a", "States.Array($.a, $.b)")) },
    {
      name: "a merge around glued text, which is one expression",
      code: machine(made(`States.JsonMerge(States.JsonMerge($.a, ${GLUED}, false), ${GLUED}, false)`, GLUED)),
    },
    {
      name: "states that go back to JSONPath in a machine in JSONata",
      code: machine(
        made(GLUED, GLUED, NESTED).replace("Type: Pass", "Type: Pass, QueryLanguage: JSONPath"),
        "QueryLanguage: JSONata\n",
      ),
    },
    {
      name: "workarounds of which one is in JSONata",
      code: `
StartAt: Make
States:
  Make: ${made(GLUED, NESTED).replace("Next: Done", "Next: Look")}
  Look: { Type: Pass, QueryLanguage: JSONata, Output: "{% $exists($states.input.list[$ = 'A7']) %}", Next: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a query language that only deployment knows",
      code: machine(made(GLUED, GLUED, NESTED), 'QueryLanguage: "${Language}"\n'),
    },
    {
      name: "states that only deployment knows",
      code: machine(made(GLUED, GLUED, NESTED)).replace("  Done:", '  "${More}": { Type: Succeed }\n  Done:'),
    },
    {
      name: "states of a branch that only deployment knows",
      code: states(
        "Make",
        `
  Make: ${made(GLUED, GLUED, NESTED).replace("Next: Done", "Next: Both")}
  Both: { Type: Parallel, Branches: [{ StartAt: A, States: "\${States}" }], Next: Done }`,
      ),
    },
    {
      name: "calls that only deployment knows",
      code: machine(made("${Glued}", "${Merged}", "${Other}", GLUED, NESTED)),
    },
    {
      name: "a chain with glued text in it, which is one",
      code: states("One", chained("Ids"), picked("Done")),
    },
    {
      name: "variables assigned one after another, which one Assign takes in either language",
      code: states(
        "Make",
        `
  Make: ${made(GLUED, NESTED).replace("Next: Done", "Next: One")}
  One: { Type: Pass, Assign: { a: 1 }, Next: Two }
  Two: { Type: Pass, Assign: { b: 2 }, Next: Three }
  Three: { Type: Pass, Assign: { c: 3 }, Next: Done }`,
      ),
    },
    {
      name: "a loop that searches, which is one with all that it asks",
      code: states("Ids", picked("Pick"), searching("Done")),
    },
    {
      name: "a loop that searches inside a loop that searches, which are one",
      code: states(
        "Ids",
        picked("Row"),
        `
  Row: { Type: Pass, Parameters: { row.$: "States.ArrayGetItem($.rows, $.in.index)", index.$: "States.MathAdd($.in.index, 1)" }, ResultPath: $.in, Next: Pick }
  Pick: { Type: Pass, Parameters: { item.$: "States.ArrayGetItem($.in.row, $.at.step)", step.$: "States.MathAdd($.at.step, 1)" }, ResultPath: $.at, Next: Found? }
  Found?:
    Type: Choice
    Choices:
      - { Variable: $.at.item, StringEqualsPath: $.wanted, Next: Done }
      - { Variable: $.at.step, NumericLessThanPath: $.rowLength, Next: Pick }
    Default: More?
  More?: { Type: Choice, Choices: [{ Variable: $.in.index, NumericLessThanPath: $.rowCount, Next: Row }], Default: Done }`,
      ),
    },
    {
      name: "a chain, a Map and a loop in JSONata beside two workarounds",
      code: states(
        "Make",
        `
  Make: ${made(GLUED, NESTED).replace("Next: Done", "Next: Again?")}
  Again?: { Type: Choice, Choices: [{ Variable: $.wait, BooleanEquals: true, Next: Again? }], Default: One }`,
        ...["One", "Two", "Three"].map(
          (name, at) => `
  ${name}: { Type: Pass, QueryLanguage: JSONata, Output: "{% $merge([$states.input, { 'v${at}': ${at} }]) %}", Next: ${["Two", "Three", "Each"][at]} }`,
        ),
        `
  Each:
    Type: Map
    QueryLanguage: JSONata
    ItemProcessor:
      StartAt: Price
      States: { Price: { Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.price * 2 %}", End: true } }
    Next: Begin
  Begin: { Type: Pass, Assign: { i: 0, skus.$: $.skus }, Next: Found? }
  Found?:
    Type: Choice
    QueryLanguage: JSONata
    Choices:
      - { Condition: "{% $skus[$i] = 'A7' %}", Next: Done }
      - { Condition: "{% $i < $count($skus) %}", Next: Step }
    Default: Done
  Step: { Type: Pass, QueryLanguage: JSONata, Assign: { i: "{% $i + 1 %}" }, Next: Found? }`,
      ),
    },
    {
      name: "a question for the length of a list that JSONata cannot name",
      code: states(
        "Make",
        `
  Make: ${made(GLUED, NESTED).replace("Next: Done", "Next: Which?")}
  Which?: { Type: Choice, Choices: [{ Variable: $.sort, StringEquals: a, Next: Any? }], Default: Done }`,
        counted("Done").replace("$.orders[0]", "$['or`ders'][0]"),
      ),
    },
    {
      name: "loops that do work, however many",
      code: states(
        "A",
        ...["A", "B", "C"].map(
          (name, at) => `
  ${name}: { Type: Pass, Next: ${name}? }
  ${name}?: { Type: Choice, Choices: [{ Variable: $.status, StringEquals: WAIT, Next: ${name} }], Default: ${["B", "C", "Done"][at]} }`,
        ),
      ),
    },
    {
      name: "a Map that compares, which is one with all that is in it",
      code: states("Match", comparing("Any?"), counted("Done")),
    },
    {
      name: "rows of three constants",
      code: states(
        "Make",
        `
  Make: ${made(GLUED, NESTED).replace("Next: Done", "Next: Sort?")}
  Sort?:
    Type: Choice
    Choices:
      - Or:
          - { Variable: $.sort, StringEquals: a }
          - { Variable: $.sort, StringEquals: b }
          - { Variable: $.sort, StringEquals: c }
        Next: Done
    Default: Done`,
      ),
    },
    {
      name: "a question for an item that is read, beside two workarounds",
      code: states(
        "Make",
        `
  Make: ${made(GLUED, NESTED, "$.orders[0].id").replace("Next: Done", "Next: Any?")}`,
        counted("Done"),
      ),
    },
    {
      name: "functions that an intrinsic function replaces",
      code: states(
        "Make",
        `
  Make: ${made(GLUED, NESTED).replace("Next: Done", "Next: Id")}
  Id: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: create-uuid }, Next: Done }`,
      ),
    },
    { name: "fewer than 'max'", code: machine(made(GLUED, GLUED, NESTED)), options: { max: 4 } },
    { name: "a machine without states", code: "StartAt: Make\nStates: {}\n" },
  ],

  invalid: [
    {
      name: "three workarounds in one state",
      code: marked(machine(made(GLUED, GLUED, NESTED))),
      problems: [{ messageId: "workarounds", data: { times: "3 times", kinds: "2 glued texts and 1 merge" } }],
    },
    {
      name: "one of each kind, in the order of the text",
      code: marked(
        states(
          "Make",
          `\n  Make: ${made(GLUED).replace("Next: Done", "Next: Any?")}`,
          counted("Look"),
          filtered("Nest"),
          appended("Ids"),
          picked("One"),
          chained("Done"),
        ),
      ),
      problems: [
        {
          messageId: "workarounds",
          data: {
            times: "6 times",
            kinds: "1 glued text, 1 length question, 1 membership question, 1 append, 1 Map and 1 merge",
          },
        },
      ],
    },
    {
      name: "the query language, where the machine sets it",
      code: machine(made(GLUED, GLUED, NESTED), "QueryLanguage: «JSONPath»\n"),
      problems: [{ messageId: "workarounds" }],
    },
    {
      name: "one workaround, where one is enough",
      code: marked(machine(made(NESTED))),
      options: { max: 1 },
      problems: [{ messageId: "workarounds", data: { times: "1 time", kinds: "1 merge" } }],
    },
    {
      name: "workarounds in branches and items, those of states in JSONata excepted",
      code: marked(`
StartAt: Both
States:
  Both:
    Type: Parallel
    QueryLanguage: JSONata
    Branches:
      - StartAt: Make
        States: { Make: ${made(GLUED)}, Done: { Type: Succeed } }
      - StartAt: Each
        States:
          Each:
            Type: Map
            ItemProcessor: { StartAt: Make, States: { Make: ${made(GLUED, NESTED)}, Done: { Type: Succeed } } }
            End: true
    Next: Done
  Done: { Type: Pass, QueryLanguage: JSONata, Output: "{% $exists($states.input.list[$ = 'A7']) %}", End: true }
`),
      problems: [{ messageId: "workarounds", data: { times: "3 times", kinds: "2 glued texts and 1 merge" } }],
    },
    {
      name: "a loop that searches a list, beside others",
      code: marked(states("Ids", picked("Any?"), counted("Pick"), searching("Done"))),
      problems: [
        {
          messageId: "workarounds",
          data: { times: "3 times", kinds: "1 Map, 1 length question and 1 membership question" },
        },
      ],
    },
    {
      name: "a Map that compares its items, beside others",
      code: marked(states("Match", comparing("Any?"), counted("Look"), filtered("Done"))),
      problems: [
        {
          messageId: "workarounds",
          data: { times: "3 times", kinds: "2 membership questions and 1 length question" },
        },
      ],
    },
    {
      name: "a row of four constants, the text of a list and the length of a filter",
      code: marked(
        states(
          "Make",
          `
  Make:
    Type: Pass
    Parameters: { text.$: "States.JsonToString($.skus[*].id)", hits.$: "States.ArrayLength($.items[?(@.sku == 'A7')])" }
    ResultPath: $.made
    Next: Known?
  Known?:
    Type: Choice
    Choices:
      - { Variable: $.made.text, StringMatches: "*A7*", Next: Done }
      - { Variable: $.made.hits, NumericGreaterThan: 0, Next: Done }
      - Or:
          - { Variable: $.sort, StringEquals: a }
          - { Variable: $.sort, StringEquals: b }
          - { Variable: $.sort, StringEquals: c }
          - { Variable: $.sort, StringEquals: d }
        Next: Done
    Default: Done`,
        ),
      ),
      problems: [{ messageId: "workarounds", data: { times: "3 times", kinds: "3 membership questions" } }],
    },
    {
      name: "keys merged one by one, a list spread in vain and glued text that the next state parses",
      code: marked(
        states(
          "Keys",
          `
  Keys:
    Type: Pass
    Parameters: { a.$: "States.JsonMerge($.x.a, $.y.a, false)", b.$: "States.JsonMerge($.x.b, $.y.b, false)" }
    ResultPath: $.both
    Next: Add
  Add: { Type: Pass, Parameters: { all.$: "States.Array($.made.all[*], $.last)" }, ResultPath: $.made, Next: Glue }
  Glue:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: describe }
    ResultSelector: { text.$: "States.Format('\\\\{\\"id\\":\\"{}\\"\\\\}', $.Payload.id)" }
    ResultPath: $.glued
    Next: Parse
  Parse: { Type: Pass, Parameters: { order.$: States.StringToJson($.glued.text) }, ResultPath: $.parsed, Next: Done }`,
        ),
      ),
      problems: [{ messageId: "workarounds", data: { times: "3 times", kinds: "1 merge, 1 append and 1 glued text" } }],
    },
  ],
});

describe("prefer-jsonata", () => {
  it("points at each workaround and names what says it", () => {
    const text = JSON.stringify({
      StartAt: "Make",
      States: {
        Make: { Type: "Pass", Parameters: { "a.$": GLUED, "b.$": NESTED }, ResultPath: "$.made", Next: "Ids" },
        Ids: {
          Type: "Map",
          ItemsPath: "$.parts",
          ItemProcessor: { StartAt: "Pick", States: { Pick: { Type: "Pass", InputPath: "$.id", End: true } } },
          End: true,
        },
      },
    });
    const [problem] = lintText(text, { "prefer-jsonata": rule }).problems;
    expect(problem?.message).toBe(
      "JSONPath goes the long way round 3 times here, for 1 glued text, 1 merge and 1 Map: in JSONata each is one expression.",
    );
    const places = problem?.related.map(({ message, range: [start, end] }) => [message, text.slice(start, end)]);
    expect(places).toEqual([
      ["'{ … }' or '[ … ]' with the values in it says this.", JSON.stringify(GLUED).slice(1, -1)],
      ["'$merge' says this.", NESTED],
      ["'list.field' says this.", '"Ids"'],
    ]);
  });

  it("points at a Map and a loop that ask, not at what they ask", () => {
    const text = states("Match", comparing("Any?"), counted("Pick"), searching("Done"));
    const [problem] = lintText(text, { "prefer-jsonata": rule }, { path: "machine.asl.yaml" }).problems;
    expect(problem?.related.map(({ range }) => text.slice(...range))).toEqual(["Match", "true", "Pick"]);
  });
});
