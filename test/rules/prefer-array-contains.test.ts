import { describe, expect, it } from "vitest";
import rule from "../../src/rules/prefer-array-contains.ts";
import { testRule } from "../../src/testing.ts";
import { lintText } from "../helpers/lint.ts";
import { choice, end, pass } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

const constants = (values: readonly string[], variable = "$.country"): string =>
  values.map((value) => `{ Variable: ${variable}, StringEquals: ${value} }`).join(", ");

/** A machine that filters, as a state says, and asks for the first hit, as another one says. */
const search = (look: string, known: string, sell = "{ Type: Succeed }"): string => `
StartAt: Look
States:
  Look: ${look}
  Known?: ${known}
  Sell: ${sell}
  Refuse: { Type: Fail }
`;
/** A Choice that asks whether a path is there. */
const present = (path: string): string =>
  `{ Type: Choice, Choices: [{ Variable: "${path}", IsPresent: true, Next: Sell }], Default: Refuse }`;
const filtered = `{ Type: Pass, Parameters: { hits.$: "$.items[?(@.sku == 'A7')]" }, ResultPath: $.found, Next: Known? }`;

/** A machine in JSONata with one expression. */
const look = (expression: string): string => `
QueryLanguage: JSONata
StartAt: Look
States:
  Look: { Type: Pass, Output: { known: "{% ${expression} %}" }, End: true }
`;

/** A state, and a Choice behind it that compares a country with constants. */
const europe = (before: string, rules: string, more = ""): string => `
StartAt: Read order
States:
  Read order: ${before}
  Europe?: { Type: Choice, ${more}Choices: [${rules}], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`;
const task = 'Type: Task, Resource: "arn:aws:states:::lambda:invoke"';
const four = ["AT", "BE", "CZ", "DE"];
const listed = "States.ArrayContains(States.Array('AT', 'BE', 'CZ', 'DE'), $.country)";

/** A loop over a list by an index, and what a hit leads to. */
const loop = (pick: string, sell: string): string => `
StartAt: Pick
States:
  Pick: { ${pick}, Next: Found? }
  Found?:
    Type: Choice
    Choices:
      - { Variable: $.at.item, StringEqualsPath: $.wanted, Next: Sell }
      - { Variable: $.at.index, NumericLessThanPath: $.skuCount, Next: Pick }
    Default: Refuse
  Sell: ${sell}
  Refuse: { Type: Fail }
`;
const pick =
  'Type: Pass, Parameters: { item.$: "States.ArrayGetItem($.skus, $.at.index)", index.$: "States.MathAdd($.at.index, 1)" }, ResultPath: $.at';

testRule("prefer-array-contains", rule, {
  valid: [
    {
      name: "the function itself",
      code: `
StartAt: Look
States:
  Look: { Type: Pass, Parameters: { known.$: "States.ArrayContains($.skus, 'A7')" }, ResultPath: $.answer, Next: Known? }
  Known?: { Type: Choice, Choices: [{ Variable: $.answer.known, BooleanEquals: true, Next: Sell }], Default: Refuse }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
    },
    {
      name: "a filter whose hit is used",
      code: `
StartAt: Look
States:
  Look: { Type: Pass, Parameters: { hits.$: "$.items[?(@.sku == 'A7')]" }, ResultPath: $.found, Next: Sell }
  Sell: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { Payload.$: "$.found.hits[0]" }, End: true }
`,
    },
    ...[
      `{ Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { Payload.$: "$.found.hits[0]" }, End: true }`,
      "{ Type: Pass, InputPath: $.found.hits, End: true }",
      `{ Type: Pass, Parameters: { text.$: "States.Format('{}', $.found.hits[0].name)" }, End: true }`,
      `{ Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.found.hits[0] %}", End: true }`,
      `{ Type: Map, ItemsPath: $.found.hits, ItemProcessor: { StartAt: Each, States: { Each: { Type: Succeed } } }, End: true }`,
      `{ Type: Parallel, Branches: [{ StartAt: Send, States: { Send: { Type: Pass, InputPath: "$.found.hits[0]", End: true } } }], End: true }`,
    ].map((use) => ({
      name: `a filter whose hit is looked for, then used: ${use}`,
      code: search(filtered, present("$.found.hits[0]"), use),
    })),
    ...[
      `{ Variable: "$.found.hits[0].stock", NumericGreaterThan: 0, Next: Sell }`,
      `{ Variable: "$.found.hits[1]", IsPresent: true, Next: Refuse }`,
      `{ Variable: $.wanted, StringEqualsPath: "$.found.hits[0].id", Next: Sell }`,
    ].map((more) => ({
      name: `a filter of whose hits a Choice asks more: ${more}`,
      code: search(
        filtered,
        `{ Type: Choice, Choices: [${more}, { Variable: "$.found.hits[0]", IsPresent: true, Next: Sell }], Default: Refuse }`,
      ),
    })),
    ...[
      "{ Type: Pass, InputPath: $.found, Parameters: { hit.$: $.hits }, End: true }",
      `{ Type: Pass, Parameters: { hit.$: "$.*.hits" }, End: true }`,
    ].map((use) => ({
      name: `a filter whose hit is used under another path: ${use}`,
      code: search(filtered, present("$.found.hits[0]"), use),
    })),
    {
      name: "a filter whose hit the rule itself hands on",
      code: search(
        filtered,
        `{ Type: Choice, Choices: [{ Variable: "$.found.hits[0]", IsPresent: true, Assign: { hit.$: "$.found.hits[0]" }, Next: Sell }], Default: Refuse }`,
      ),
    },
    { name: "a look for a second hit", code: search(filtered, present("$.found.hits[1]")) },
    ...["$.order.hits[0]", "$.hits[0]", "$.found.hits.all[0]", "$hits[0]", "$.found.more.hits[0]"].map((path) => ({
      name: `a look elsewhere than the filter is stored: ${path}`,
      code: search(filtered, present(path)),
    })),
    ...[
      '{ Type: Pass, Parameters: { id.$: "$.ids[?(@ == 7)]" }, ResultPath: $.found, OutputPath: $.found, Next: Known? }',
      '{ Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { id.$: "$.ids[?(@ == 7)]" }, ResultPath: $.found, Next: Known? }',
    ].map((look) => ({
      name: `a filter of the same name as what is looked for: ${look}`,
      code: search(look, present("$.found.id[0]")),
    })),
    {
      name: "a number of the same name as the number of hits",
      code: `
StartAt: Count
States:
  Count: { Type: Pass, Parameters: { n.$: "States.ArrayLength($.jobs[?(@.state == 'LATE')])" }, ResultPath: $.late, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: $.answer, Next: Any? }
  Any?: { Type: Choice, Choices: [{ Variable: $.answer.Payload.n, NumericGreaterThan: 0, Next: Tell }], Default: Done }
  Tell: { Type: Succeed }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a text of the same name as the text of a list",
      code: `
StartAt: Write
States:
  Write: { Type: Pass, Parameters: { text.$: "States.JsonToString($.items[*].sku)" }, ResultPath: $.written, Next: Urgent? }
  Urgent?: { Type: Choice, Choices: [{ Variable: $.order.text, StringMatches: "*urgent*", Next: Hurry }], Default: Ship }
  Hurry: { Type: Succeed }
  Ship: { Type: Succeed }
`,
    },
    ...[
      `{ Type: Pass, End: true }`,
      `{ Type: Pass, Parameters: { sku.$: $.sku, wanted: true }, End: true }`,
      `{ Type: Pass, Result: true, ResultPath: $.wanted, End: true }`,
      `{ Type: Pass, Result: { wanted: true }, End: true }`,
      `{ Type: Succeed }`,
    ].map((yes) => ({
      name: `a Map that passes items on or makes something of them: ${yes}`,
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Wanted?
      States:
        Wanted?: { Type: Choice, Choices: [{ Variable: $.sku, StringEquals: A7, Next: "Yes" }], Default: "No" }
        "Yes": ${yes}
        "No": { Type: Pass, Result: false, End: true }
    End: true
`,
    })),
    {
      name: "a Map that only sorts its items out",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Wanted?
      States:
        Wanted?: { Type: Choice, Choices: [{ Variable: $.sku, StringEquals: A7, Next: "Yes" }], Default: "No" }
        "Yes": { Type: Succeed }
        "No": { Type: Fail }
    End: true
`,
    },
    {
      name: "a filter that compares otherwise than for equality",
      code: `
StartAt: Look
States:
  Look: { Type: Pass, Parameters: { hits.$: "$.items[?(@.price > 100)]" }, ResultPath: $.found, Next: Dear? }
  Dear?: { Type: Choice, Choices: [{ Variable: "$.found.hits[0]", IsPresent: true, Next: Ask }], Default: Sell }
  Ask: { Type: Succeed }
  Sell: { Type: Succeed }
`,
    },
    {
      name: "the question whether a list is empty",
      code: `
StartAt: Any?
States:
  Any?: { Type: Choice, Choices: [{ Variable: "$.items[0]", IsPresent: true, Next: Sell }], Default: Done }
  Sell: { Type: Succeed }
  Done: { Type: Succeed }
`,
    },
    {
      name: "the length of a whole list",
      code: `
StartAt: Count
States:
  Count: { Type: Pass, Parameters: { n.$: "States.ArrayLength($.items)" }, End: true }
`,
    },
    {
      name: "the number of hits as a number: compared with another one, or shown",
      code: `
StartAt: Count
States:
  Count:
    Type: Pass
    Parameters:
      failed.$: States.ArrayLength($.jobs[?(@.state == 'FAILED')])
      late.$: States.ArrayLength($.jobs[?(@.state == 'LATE')])
      held.$: States.ArrayLength($.jobs[?(@.state == 'HELD')])
    ResultPath: $.number
    Next: Too many?
  Too many?:
    Type: Choice
    Choices:
      - { Variable: $.number.failed, NumericGreaterThan: 3, Next: Stop }
      - { Variable: $.number.late, NumericGreaterThan: 0, Next: Tell }
    Default: Done
  Tell: { Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: { Message.$: "States.Format('{} are late', $.number.late)" }, Next: Done }
  Stop: { Type: Fail }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a pattern in a text that is no list",
      code: `
StartAt: Write
States:
  Write: { Type: Pass, Parameters: { text.$: States.JsonToString($.order) }, ResultPath: $.written, Next: Urgent? }
  Urgent?: { Type: Choice, Choices: [{ Variable: $.written.text, StringMatches: "*urgent*", Next: Hurry }], Default: Ship }
  Hurry: { Type: Succeed }
  Ship: { Type: Succeed }
`,
    },
    {
      name: "three constants",
      code: `
StartAt: Read order
States:
  Read order: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "as many constants as the options allow",
      options: { minValues: 6 },
      code: `
StartAt: Read order
States:
  Read order: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ", "DE", "DK"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "constants at the start, where no state before can compute anything",
      code: `
StartAt: Europe?
States:
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ", "DE"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "constants behind another Choice",
      code: `
StartAt: Paid?
States:
  Paid?: { Type: Choice, Choices: [{ Variable: $.paid, BooleanEquals: true, Next: Europe? }], Default: Declare }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ", "DE"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "constants behind two states, of which each would have to compute the answer",
      code: `
StartAt: Read order
States:
  Read order:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Catch: [{ ErrorEquals: [States.ALL], Next: Guess }]
    Next: Europe?
  Guess: { Type: Pass, Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ", "DE"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "constants behind a task that has not got the value: its templates see its result alone",
      code: `
StartAt: Charge card
States:
  Charge card: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: $.payment, Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ", "DE"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "constants behind a state of an unknown type",
      code: `
StartAt: Read order
States:
  Read order: { Type: "\${Kind}", Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ", "DE"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "constants where a transition elsewhere is only known at deployment",
      code: `
StartAt: Read order
States:
  Read order: { Type: Pass, Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(["AT", "BE", "CZ", "DE"])}], Next: Ship }], Default: Declare }
  Declare: { Type: Pass, Next: "\${AfterDeclare}" }
  Ship: { Type: Succeed }
`,
    },
    {
      name: "constants of different values",
      code: `
StartAt: Read order
States:
  Read order: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Special? }
  Special?:
    Type: Choice
    Choices: [{ Or: [${constants(["AT", "BE"])}, ${constants(["gold", "silver"], "$.level")}], Next: Ship }]
    Default: Declare
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "constants that only deployment knows",
      code: `
StartAt: Read order
States:
  Read order: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ Or: [${constants(['"${A}"', '"${B}"', '"${C}"', '"${D}"'])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
    },
    {
      name: "a Map that works, not only compares",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Dear?
      States:
        Dear?: { Type: Choice, Choices: [{ Variable: $.sku, StringEquals: A7, Next: Ask }], Default: "No" }
        Ask: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
        "No": { Type: Pass, End: true }
    End: true
`,
    },
    {
      name: "a distributed Map",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Wanted?
      States:
        Wanted?: { Type: Choice, Choices: [{ Variable: $.sku, StringEquals: A7, Next: "Yes" }], Default: "No" }
        "Yes": { Type: Pass, Result: true, End: true }
        "No": { Type: Pass, Result: false, End: true }
    End: true
`,
    },
    ...[
      "'A7' in $skus",
      "$count($skus) > 0",
      "$exists($items[sku = 'A7'])",
      "$count($skus[$ = 'A7']) > 1",
      "$count($skus[$ = 'A7']) = 1",
      "$count($skus[$ = 'A7']) >= 0",
      "0 > $count($skus[$ = 'A7'])",
      "1 < $count($skus[$ = 'A7'])",
      "$a = 1 or $a = 2 or $a = 3",
      "$country = ",
      "$exists($map($skus[$ = 'A7'], $price))",
      "$exists($skus[$ = 'A7'].price)",
      "$exists($skus[$ = 'A7' and $ != 'B'])",
      "$exists($skus[$ > 'A7'])",
      "$exists($skus[$ = $])",
      "$exists($a + $skus[$ = 'A7'])",
      "$exists($filter($skus, function($sku) { $sku > 'A7' }))",
      "$exists($filter($skus, function($sku) { $other = 'A7' }))",
      "$exists($filter($skus, $test))",
      "($exists := function($x) { $x[0] }; $exists($skus[$ = 'A7']))",
      "$skus ~> $count($skus[$ = 'A7'])",
      "$count($skus[$ = 'A7']) > 0 + $limit",
      "1 + $count($skus[$ = 'A7']) > 0",
      "$a = 'x' or $b = 'x' or $c = 'x' or $d = 'x'",
      "$a = 'x' or $a != 'y' or $a = 'z' or $a > 'u' or $a = 'v'",
      "$a = 'x' and $a = 'y' or $a = 'z' and $a = 'u'",
      "$f($a = 'x', $a = 'y' or $a = 'z')",
      "$list[0] = 'x' or $list[1] = 'y'",
      "$list[0] = 'x' or $other[1] = 'x'",
      "$list[0] = 'x' or $list[2] = 'x'",
    ].map((expression) => ({
      name: `in JSONata: ${expression}`,
      code: `
QueryLanguage: JSONata
StartAt: Look
States:
  Look: { Type: Pass, Output: { known: "{% ${expression} %}" }, End: true }
`,
    })),
    {
      name: "a filter in a Choice that no state before can take over: valid-jsonpath speaks of it",
      code: `
StartAt: Known?
States:
  Known?: { Type: Choice, Choices: [{ Variable: "$.items[?(@.sku == 'A7')][0]", IsPresent: true, Next: Sell }], Default: Refuse }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
    },
    {
      name: "looks at some places of a list",
      code: europe(
        `{ ${task}, Next: Europe? }`,
        '{ Or: [{ Variable: "$.parts[1]", StringEquals: EU }, { Variable: "$.parts[3]", StringEquals: EU }], Next: Ship }',
      ),
    },
    {
      name: "constants that are only compared where the value is there",
      code: europe(
        `{ ${task}, Next: Europe? }`,
        `{ And: [{ Variable: $.country, IsPresent: true }, { Or: [${constants(four)}] }], Next: Ship }`,
      ),
    },
    ...[
      `{ Type: Pass, Parameters: { bought.$: $.at.item }, End: true }`,
      `{ ${task}, Parameters: { Payload: { at.$: $.at.index } }, End: true }`,
      `{ Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.at.index %}", End: true }`,
    ].map((sell) => ({ name: `a loop whose hit is used: ${sell}`, code: loop(pick, sell) })),
    {
      name: "a loop that adds up on the way",
      code: loop(`${pick}, Assign: { total.$: "States.MathAdd($total, $.price)" }`, "{ Type: Succeed }"),
    },
    {
      name: "a Map in JSONata that makes something of its items",
      code: `
QueryLanguage: JSONata
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Price
      States:
        Price: { Type: Pass, Output: "{% $states.input.price * 2 %}", End: true }
    End: true
`,
    },
    {
      name: "JSONata with a part that only deployment knows",
      code: `
QueryLanguage: JSONata
StartAt: Look
States:
  Look: { Type: Pass, Output: { known: "{% $exists($skus[$ = \${Sku}]) %}" }, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "a filter whose first hit a Choice looks for",
      code: `
StartAt: Look
States:
  Look: { Type: Pass, Parameters: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, ResultPath: $.found, Next: Known? }
  Known?: { Type: Choice, Choices: [{ Variable: "$.found.hits[0]", IsPresent: true, Next: Sell }], Default: Refuse }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [{ messageId: "filter", data: { choice: "Known?", list: "$.items[*].sku", value: "'A7'" } }],
    },
    ...[
      {
        look: `{ Type: Pass, Parameters: { all: { hits.$: «"$.items[?(@.sku == 'A7')]"» } }, ResultPath: "$['found']", Next: Known? }`,
        path: "$.found.all.hits[0]",
      },
      {
        look: `{ Type: Pass, Parameters: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, Next: Known? }`,
        path: "$.hits[0]",
      },
      {
        look: `{ Type: Pass, Assign: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, Next: Known? }`,
        path: "$hits[0]",
      },
      {
        look: `{ Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultSelector: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, ResultPath: $.found, OutputPath: $, Next: Known? }`,
        path: "$.found.hits[0]",
      },
    ].map(({ look, path }) => ({
      name: `a filter stored at ${path}: ${look.replace(/[«»]/g, "")}`,
      code: search(look, present(path)),
      problems: [
        {
          messageId: "filter",
          data: { choice: "Known?", list: "$.items[*].sku", value: "'A7'" },
          suggestions: [
            {
              messageId: "contains",
              output: search(
                look.replace(/«.*»/, `"States.ArrayContains($.items[*].sku, 'A7')"`),
                present(path).replace("[0]", "").replace("IsPresent", "BooleanEquals"),
              ),
            },
          ],
        },
      ],
    })),
    {
      name: "a filter stored under the name of the list",
      code: search(
        `{ Type: Pass, InputPath: «"$.items[?(@.sku == 'A7')]"», ResultPath: $.items, Next: Known? }`,
        present("$.items[0]"),
      ),
      problems: [{ messageId: "filter", data: { choice: "Known?", list: "$.items[*].sku", value: "'A7'" } }],
    },
    {
      name: "a filter beside something else of its name",
      code: search(
        `{ Type: Map, ItemsPath: $.hits, ItemProcessor: { StartAt: Each, States: { Each: { Type: Succeed } } }, ResultSelector: { hits.$: «"$[?(@ == 7)]"» }, ResultPath: $.found, Next: Known? }`,
        present("$.found.hits[0]"),
      ),
      problems: [{ messageId: "filter", data: { choice: "Known?", list: "$", value: "7" } }],
    },
    {
      name: "a filter of plain items, with Not",
      code: `
StartAt: Look
States:
  Look: { Type: Pass, InputPath: «"$.skus[?(@ == 7)]"», ResultPath: $.hits, Next: Known? }
  Known?:
    Type: Choice
    Choices: [{ Not: { Variable: "$.hits[0]", IsPresent: true }, Next: Refuse }]
    Default: Sell
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [{ messageId: "filter", data: { choice: "Known?", list: "$.skus", value: "7" } }],
    },
    {
      name: "the length of a filtered list",
      code: `
StartAt: Look
States:
  Look: { Type: Pass, Parameters: { n.$: "«States.ArrayLength($.items[?(@.sku == 'A7')])»" }, ResultPath: $.hits, Next: Known? }
  Known?: { Type: Choice, Choices: [{ Variable: $.hits.n, NumericGreaterThan: 0, Next: Sell }], Default: Refuse }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [{ messageId: "length", data: { list: "$.items[*].sku", value: "'A7'" } }],
    },
    {
      name: "a search in the text of a list",
      code: `
StartAt: Write
States:
  Write: { Type: Pass, Parameters: { text.$: "States.JsonToString($.items[*].sku)" }, ResultPath: $.written, Next: Known? }
  Known?: { Type: Choice, Choices: [{ Variable: $.written.text, StringMatches: «"*A7*"», Next: Sell }], Default: Refuse }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [{ messageId: "text", data: { choice: "Known?", pattern: "*A7*", list: "$.items[*].sku" } }],
    },
    {
      name: "a look at each place of a list",
      code: `
StartAt: Known?
States:
  Known?:
    Type: Choice
    Choices:
      - «Or»:
          - { Variable: "$.skus[0]", StringEquals: A7 }
          - { Variable: "$.skus[1]", StringEquals: A7 }
          - { Variable: "$.skus[2]", StringEquals: A7 }
        Next: Sell
    Default: Refuse
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [{ messageId: "indexes", data: { count: 3, list: "$.skus", value: "'A7'" } }],
    },
    {
      name: "four constants behind a task that has the value",
      code: `
StartAt: Read order
States:
  Read order: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: $.order, Next: Europe? }
  Europe?:
    Type: Choice
    Choices: [{ «Or»: [${constants(["AT", "BE", "CZ", "DE"], "$.order.country")}], Next: Ship }]
    Default: Declare
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
      problems: [{ messageId: "constants", data: { count: 4, subject: "$.order.country", before: "Read order" } }],
    },
    {
      name: "as few constants as the options say, behind a Pass",
      options: { minValues: 2 },
      code: `
StartAt: Shape order
States:
  Shape order: { Type: Pass, Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ «Or»: [${constants(["AT", "BE"])}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
      problems: [{ messageId: "constants", data: { count: 2, subject: "$.country", before: "Shape order" } }],
    },
    {
      name: "constants of a variable, which any state before can read",
      code: `
StartAt: Charge card
States:
  Charge card: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Europe? }
  Europe?: { Type: Choice, Choices: [{ «Or»: [${constants(["AT", "BE", "CZ", "DE"], "$country")}], Next: Ship }], Default: Declare }
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
      problems: [{ messageId: "constants", data: { count: 4, subject: "$country", before: "Charge card" } }],
    },
    {
      name: "a Map that only compares",
      code: `
StartAt: Each
States:
  «Each»:
    Type: Map
    ItemProcessor:
      StartAt: Wanted?
      States:
        Wanted?: { Type: Choice, Choices: [{ Variable: $.sku, StringEquals: A7, Next: "Yes" }], Default: "No" }
        "Yes": { Type: Pass, Result: true, End: true }
        "No": { Type: Pass, Result: false, End: true }
    End: true
`,
      problems: [{ messageId: "map", data: { name: "Each", function: "States.ArrayContains" } }],
    },
    {
      name: "a Map whose answers end in one Succeed",
      code: `
StartAt: Each
States:
  «Each»:
    Type: Map
    ItemProcessor:
      StartAt: Wanted?
      States:
        Wanted?: { Type: Choice, Choices: [{ Variable: $.sku, StringEquals: A7, Next: "Yes" }], Default: "No" }
        "Yes": { Type: Pass, Parameters: true, Next: Answered }
        "No": { Type: Pass, QueryLanguage: JSONata, Output: false, Next: Answered }
        Answered: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "map", data: { name: "Each", function: "States.ArrayContains" } }],
    },
    {
      name: "a loop that only looks for an item",
      code: `
StartAt: Pick
States:
  «Pick»:
    Type: Pass
    Parameters: { item.$: "States.ArrayGetItem($.skus, $.at.index)", index.$: "States.MathAdd($.at.index, 1)" }
    ResultPath: $.at
    Next: Found?
  Found?:
    Type: Choice
    Choices:
      - { Variable: $.at.item, StringEqualsPath: $.wanted, Next: Sell }
      - { Variable: $.at.index, NumericLessThanPath: $.skuCount, Next: Pick }
    Default: Refuse
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [
        { messageId: "loop", data: { way: "'Pick' -> 'Found?'", transitions: 2, function: "States.ArrayContains" } },
      ],
    },
    ...[
      "$exists($skus[$ = 'A7'])",
      "$boolean($skus[$=$wanted])",
      "$count($skus[$ = 'A7']) > 0",
      "$count($skus[$ = 'A7']) >= 1",
      "$count($skus[$ = 'A7']) != 0",
      "$count($skus[$ = 'A7']) = 0",
      "$count($skus[$ = 'A7']) < 1",
      "0 < $count($skus[$ = 'A7'])",
      "1 <= $count($skus[$ = 'A7'])",
      "1 > $count($skus[$ = 'A7'])",
    ].map((expression) => ({
      name: `a question in JSONata: ${expression}`,
      code: `
QueryLanguage: JSONata
StartAt: Look
States:
  Look: { Type: Pass, Output: { known: "{% «${expression}» %}" }, End: true }
`,
      problems: [{ messageId: "jsonata" }],
    })),
    ...[
      { filter: "$.items[?(@.sku == 7)]", list: "$.items[*].sku", value: "7" },
      { filter: "$.items[?(@.sku == '7')]", list: "$.items[*].sku", value: "'7'" },
      { filter: "$.items[?(@.sku == $.wanted)]", list: "$.items[*].sku", value: "$.wanted" },
      { filter: "$..items[?(@.sku == 'A7')]", list: "$..items[*].sku", value: "'A7'" },
      { filter: "$.items[?(@['a sku'] == 'A7')]", list: "$.items[*].a sku", value: "'A7'" },
    ].map(({ filter, list, value }) => ({
      name: `a filter that may not answer as the function does, without a suggestion: ${filter}`,
      code: search(`{ Type: Pass, Parameters: { hits.$: «"${filter}"» }, Next: Known? }`, present("$.hits[0]")),
      problems: [{ messageId: "filter", data: { choice: "Known?", list, value }, suggestions: [] }],
    })),
    {
      name: "a filter with the value first, of an item's flag",
      code: search(
        `{ Type: Pass, Parameters: { hits.$: «"$.items[?(true == @.sold)]"» }, Next: Known? }`,
        present("$.hits[0]"),
      ),
      problems: [
        {
          messageId: "filter",
          suggestions: [
            {
              messageId: "contains",
              output: search(
                `{ Type: Pass, Parameters: { hits.$: "States.ArrayContains($.items[*].sold, true)" }, Next: Known? }`,
                present("$.hits").replace("IsPresent", "BooleanEquals"),
              ),
            },
          ],
        },
      ],
    },
    ...[
      { what: "a task that gets all data", sell: `{ ${task}, End: true }` },
      { what: "a task that gets all data in a part", sell: `{ ${task}, Parameters: { Payload.$: $ }, End: true }` },
      {
        what: "a call that gets all data",
        sell: `{ Type: Pass, Parameters: { t.$: States.JsonToString($) }, End: true }`,
      },
      {
        what: "a branch that gets all data",
        sell: `{ Type: Parallel, Branches: [{ StartAt: A, States: { A: { Type: Pass, End: true } } }], End: true }`,
      },
      { what: "a copy of the data", sell: "{ Type: Pass, ResultPath: $.copy, End: true }" },
      { what: "a state in JSONata", sell: "{ Type: Pass, QueryLanguage: JSONata, End: true }" },
    ].map(({ what, sell }) => ({
      name: `a filter whose hits ${what} may show, without a suggestion`,
      code: search(
        `{ Type: Pass, Parameters: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, Next: Known? }`,
        present("$.hits[0]"),
        sell,
      ),
      problems: [{ messageId: "filter", suggestions: [] }],
    })),
    ...[
      { what: "a part beside", sell: `{ ${task}, Parameters: { Payload.$: $.items }, ResultPath: null, End: true }` },
      {
        what: "its own result",
        sell: `{ ${task}, Parameters: { Payload: {} }, ResultSelector: { all.$: $ }, End: true }`,
      },
      {
        what: "items",
        sell: `{ Type: Map, ItemsPath: $.items, ItemProcessor: { StartAt: A, States: { A: { Type: Succeed } } }, End: true }`,
      },
    ].map(({ what, sell }) => ({
      name: `a filter before a state that only gets ${what}`,
      code: search(
        `{ Type: Pass, Parameters: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, Next: Known? }`,
        present("$.hits[0]"),
        sell,
      ),
      problems: [
        {
          messageId: "filter",
          suggestions: [
            {
              messageId: "contains",
              output: search(
                `{ Type: Pass, Parameters: { hits.$: "States.ArrayContains($.items[*].sku, 'A7')" }, Next: Known? }`,
                present("$.hits").replace("IsPresent", "BooleanEquals"),
                sell,
              ),
            },
          ],
        },
      ],
    })),
    {
      name: "a filter in a branch, whose data goes on as the branch's result, without a suggestion",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Look
        States:
          Look: { Type: Pass, Parameters: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, Next: Known? }
          Known?: { Type: Choice, Choices: [{ Variable: "$.hits[0]", IsPresent: true, Next: Sell }], Default: Sell }
          Sell: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "filter", suggestions: [] }],
    },
    {
      name: "a filter that one of two ways to the Choice stores, without a suggestion",
      code: `
StartAt: Any?
States:
  Any?: { Type: Choice, Choices: [{ Variable: $.all, BooleanEquals: true, Next: Look }], Default: Known? }
  Look: { Type: Pass, Assign: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, Next: Known? }
  Known?: { Type: Choice, Choices: [{ Variable: "$hits[0]", IsPresent: true, Next: Sell }], Default: Refuse }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [{ messageId: "filter", suggestions: [] }],
    },
    {
      name: "a filter that two Choices ask for, without a suggestion",
      code: `
StartAt: Look
States:
  Look: { Type: Pass, Assign: { hits.$: «"$.items[?(@.sku == 'A7')]"» }, Next: Known? }
  Known?: { Type: Choice, Choices: [{ Variable: "$hits[0]", IsPresent: true, Next: Sure? }], Default: Refuse }
  Sure?: { Type: Choice, Choices: [{ Variable: "$hits[0]", IsPresent: true, Next: Sell }], Default: Refuse }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [{ messageId: "filter", suggestions: [] }],
    },
    {
      name: "a filter in a Choice, where the state before can answer",
      code: search(
        `{ Type: Pass, Next: Known? }`,
        `{ Type: Choice, Choices: [{ Variable: «"$.items[?(@.sku == 'A7')][0]"», IsPresent: true, Next: Sell }], Default: Refuse }`,
      ),
      problems: [{ messageId: "filter", suggestions: [] }],
    },
    ...[
      { asks: "NumericGreaterThan: 0", answer: "BooleanEquals: true" },
      { asks: "NumericGreaterThanEquals: 1", answer: "BooleanEquals: true" },
      { asks: "NumericEquals: 0", answer: "BooleanEquals: false" },
      { asks: "NumericLessThanEquals: 0", answer: "BooleanEquals: false" },
      { asks: "NumericLessThan: 1", answer: "BooleanEquals: false" },
    ].map(({ asks, answer }) => ({
      name: `the length of a filtered list, asked as ${asks}`,
      code: search(
        `{ Type: Pass, Assign: { n.$: "«States.ArrayLength($.items[?(@.sku == 'A7')])»" }, Next: Known? }`,
        `{ Type: Choice, Choices: [{ Variable: $n, ${asks}, Next: Sell }], Default: Refuse }`,
      ),
      problems: [
        {
          messageId: "length",
          data: { list: "$.items[*].sku", value: "'A7'" },
          suggestions: [
            {
              messageId: "contains",
              output: search(
                `{ Type: Pass, Assign: { n.$: "States.ArrayContains($.items[*].sku, 'A7')" }, Next: Known? }`,
                `{ Type: Choice, Choices: [{ Variable: $n, ${answer}, Next: Sell }], Default: Refuse }`,
              ),
            },
          ],
        },
      ],
    })),
    ...[
      {
        before: `{ ${task}, Next: Europe? }`,
        after: `{ ${task}, Next: Europe?, Assign: { countryIsListed.$: "${listed}" } }`,
        path: "$.country",
      },
      {
        before: `{ ${task}, ResultPath: $.order, Next: Europe? }`,
        after: `{ ${task}, ResultPath: $.order, Next: Europe?, Assign: { countryIsListed.$: "${listed}" } }`,
        path: "$.order.country",
      },
      {
        before: `{ ${task}, Assign: { id.$: $.id }, Next: Europe? }`,
        after: `{ ${task}, Assign: { id.$: $.id, countryIsListed.$: "${listed}" }, Next: Europe? }`,
        path: "$.country",
      },
      {
        before: `{ ${task}, Assign: { countryIsListed: 1 }, Next: Europe? }`,
        after: `{ ${task}, Assign: { countryIsListed: 1, countryIsListed2.$: "${listed}" }, Next: Europe? }`,
        path: "$.country",
        name: "countryIsListed2",
      },
      {
        before: `{ Type: Wait, Seconds: 5, Next: Europe? }`,
        after: `{ Type: Wait, Seconds: 5, Next: Europe?, Assign: { countryIsListed.$: "${listed}" } }`,
        path: "$.country",
      },
      {
        before: `{ Type: Pass, Parameters: { country.$: $.c }, Next: Europe? }`,
        after: `{ Type: Pass, Parameters: { country.$: $.c }, Next: Europe?, Assign: { countryIsListed.$: "${listed}" } }`,
        path: "$.country",
      },
      {
        before: `{ ${task}, ResultPath: null, Next: Europe? }`,
        after: `{ ${task}, ResultPath: null, Next: Europe?, Assign: { countryIsListed.$: "${listed.replace("$.", "$")}" } }`,
        path: "$country",
      },
    ].map(({ before, after, path, name = "countryIsListed" }) => ({
      name: `constants of ${path} behind a state that can compute the answer in a variable: ${before}`,
      code: europe(before, `{ «Or»: [${constants(four, path)}], Next: Ship }`),
      problems: [
        {
          messageId: "constants",
          data: { count: 4, subject: path, before: "Read order" },
          suggestions: [
            {
              messageId: "assign",
              output: europe(after, `{ Variable: $${name}, Next: Ship, BooleanEquals: true }`),
            },
          ],
        },
      ],
    })),
    {
      name: "constants beside something else",
      code: europe(
        `{ ${task}, Next: Europe? }`,
        `{ «Or»: [${constants(four)}, { Variable: $.free, BooleanEquals: true }], Next: Ship }`,
      ),
      problems: [
        {
          messageId: "constants",
          data: { count: 4, subject: "$.country", before: "Read order" },
          suggestions: [
            {
              messageId: "assign",
              output: europe(
                `{ ${task}, Next: Europe?, Assign: { countryIsListed.$: "${listed}" } }`,
                `{ Or: [{ Variable: $countryIsListed, BooleanEquals: true }, { Variable: $.free, BooleanEquals: true }], Next: Ship }`,
              ),
            },
          ],
        },
      ],
    },
    ...[
      {
        why: "numbers, which may be written differently",
        before: `{ ${task}, Next: Europe? }`,
        rules: `{ «Or»: [${[1, 2, 3, 4].map((n) => `{ Variable: $.zone, NumericEquals: ${n} }`).join(", ")}], Next: Ship }`,
      },
      {
        why: "behind another rule",
        before: `{ ${task}, Next: Europe? }`,
        rules: `{ Variable: $.paid, BooleanEquals: false, Next: Declare }, { «Or»: [${constants(four)}], Next: Ship }`,
      },
      {
        why: "with another rule first",
        before: `{ ${task}, Next: Europe? }`,
        rules: `{ «Or»: [{ Variable: $.free, BooleanEquals: true }, ${constants(four)}], Next: Ship }`,
      },
      {
        why: "inside another rule",
        before: `{ ${task}, Next: Europe? }`,
        rules: `{ Not: { «Or»: [${constants(four)}] }, Next: Ship }`,
      },
      {
        why: "of what ResultSelector makes",
        before: `{ ${task}, ResultSelector: { country.$: $.c }, Next: Europe? }`,
        rules: `{ «Or»: [${constants(four)}], Next: Ship }`,
      },
      {
        why: "of what a Pass hands by",
        before: `{ Type: Pass, ResultPath: $.note, Next: Europe? }`,
        rules: `{ «Or»: [${constants(four)}], Next: Ship }`,
      },
      {
        why: "of a variable that has its value only then",
        before: `{ ${task}, Assign: { country.$: $.c }, Next: Europe? }`,
        rules: `{ «Or»: [${constants(four, "$country")}], Next: Ship }`,
      },
      {
        why: "of a part of the input",
        before: `{ ${task}, Next: Europe? }`,
        rules: `{ «Or»: [${constants(four)}], Next: Ship }`,
        more: "InputPath: $.order, ",
      },
    ].map(({ why, before, rules, more }) => ({
      name: `constants without a suggestion: ${why}`,
      code: europe(before, rules, more),
      problems: [{ messageId: "constants", suggestions: [] }],
    })),
    ...[
      { code: "«$exists($skus[$ = 'A7'])»", output: "'A7' in $skus" },
      { code: "«$exists($skus[7 = $])» and $a", output: "7 in $skus and $a" },
      { code: "$not(«$exists($states.input.skus[$ = 'A7'][0])»)", output: "$not('A7' in $states.input.skus)" },
      { code: "«$exists($skus[$ = 'A7'])» = false", output: "('A7' in $skus) = false" },
      { code: "$string(«$count($skus[$ = -1]) > 0») & '!'", output: "$string(-1 in $skus) & '!'" },
      {
        code: "'is ' & («$count($skus[$ = true]) >= 1» ? 'in' : 'out')",
        output: "'is ' & (true in $skus ? 'in' : 'out')",
      },
      { code: "«$count($skus[$ = 'A7']) = 0» or $b", output: "$not('A7' in $skus) or $b" },
      { code: "«0 != $count($skus[$ = null])»", output: "null in $skus" },
      { code: "«$exists(['A7', 'B2'][$ = $states.input.sku])»", output: "$states.input.sku in ['A7', 'B2']" },
      { code: "«$exists($filter($skus, function($s) { $s = 'A7' }))»", output: "'A7' in $skus" },
      { code: "«$count($filter($skus, function($s) { $s = 'A7' })) > 0» = true", output: "('A7' in $skus) = true" },
      { code: "$orders[«$exists(skus[$ = 'A7'])»].id", output: "$orders['A7' in skus].id" },
    ].map(({ code, output }) => ({
      name: `a question in JSONata that 'in' asks as well: ${code}`,
      code: look(code),
      problems: [{ messageId: "jsonata", suggestions: [{ messageId: "in", output: look(output) }] }],
    })),
    ...[
      "«$boolean($skus[$ = 'A7'])»",
      "«$exists($skus[$ = $wanted])»",
      "«$exists($skus[$ = name])»",
      "«$exists(['A7', $b][$ = $wanted])»",
    ].map((code) => ({
      name: `a question in JSONata that 'in' might answer otherwise, without a suggestion: ${code}`,
      code: look(code),
      problems: [{ messageId: "jsonata", suggestions: [] }],
    })),
    ...[
      { code: "«$a = 'x' or $a = 'y' or $a = 'z' or $a = 'u'»", output: "$a in ['x', 'y', 'z', 'u']" },
      { code: "«$a = 1 or 2 = $a or ($a = 3 or ($a = 4))» or $b", output: "$a in [1, 2, 3, 4] or $b" },
      {
        code: "$b or («$a.b = 'x' or $a . b = 'y' or $a.b = 'z' or $a.b = 'x'») and $c",
        output: "$b or ($a.b in ['x', 'y', 'z']) and $c",
      },
      { code: "$f($n, «$a = 'x' or $a = 'y' or $a = 'z' or $a = 'u'»)", output: "$f($n, $a in ['x', 'y', 'z', 'u'])" },
      { code: "$orders[«s = 'x' or s = 'y' or s = 'z' or s = 'u'»]", output: "$orders[s in ['x', 'y', 'z', 'u']]" },
      {
        code: "«$lowercase($a) = 'x' or $lowercase($a) = 'y' or $lowercase($a) = 'z' or $lowercase($a) = 'u'» ? 1 : 2",
        output: "$lowercase($a) in ['x', 'y', 'z', 'u'] ? 1 : 2",
      },
    ].map(({ code, output }) => ({
      name: `constants in JSONata that stand side by side: ${code}`,
      code: look(code),
      problems: [
        { messageId: "jsonataConstants", data: { count: 4 }, suggestions: [{ messageId: "in", output: look(output) }] },
      ],
    })),
    ...[
      "«$a = 'x' or $b or $a = 'y' or $a = 'z' or $a = 'u'»",
      "«$a = 'x' or ($b or $a = 'y') or $a = 'z' or $a = 'u'»",
      "«$random() = 1 or $random() = 2 or $random() = 3 or $random() = 4»",
    ].map((code) => ({
      name: `constants in JSONata without a suggestion: ${code}`,
      code: look(code),
      problems: [{ messageId: "jsonataConstants", data: { count: 4 }, suggestions: [] }],
    })),
    {
      name: "a look at each place of a list in JSONata",
      code: look("«$skus[0] = $wanted or $skus[1] = $wanted or $wanted = $skus[2]»"),
      problems: [{ messageId: "jsonataIndexes", data: { count: 3, list: "$skus", value: "$wanted" }, suggestions: [] }],
    },
    ...[
      `Wanted?: { Type: Choice, Choices: [{ Condition: "{% $states.input.sku = 'A7' %}", Next: "Yes" }], Default: "No" }
        "Yes": { Type: Pass, Output: true, End: true }
        "No": { Type: Pass, Output: "{% false %}", End: true }`,
      `Wanted?: { Type: Pass, Output: "{% $states.input.sku = $wanted %}", End: true }`,
    ].map((states) => ({
      name: `a Map in JSONata that only compares: ${states}`,
      code: `
QueryLanguage: JSONata
StartAt: Each
States:
  «Each»:
    Type: Map
    ItemProcessor:
      StartAt: Wanted?
      States:
        ${states}
    End: true
`,
      problems: [{ messageId: "map", data: { name: "Each", function: "'value in list'" } }],
    })),
    {
      name: "a loop in JSONata that only looks for an item",
      code: `
QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { i: 0, skus: "{% $states.input.skus %}" }, Next: Found? }
  «Found?»:
    Type: Choice
    Choices:
      - { Condition: "{% $skus[$i] = 'A7' %}", Next: Sell }
      - { Condition: "{% $i < $count($skus) %}", Next: Step }
    Default: Refuse
  Step: { Type: Pass, Assign: { i: "{% $i + 1 %}" }, Next: Found? }
  Sell: { Type: Succeed }
  Refuse: { Type: Fail }
`,
      problems: [
        { messageId: "loop", data: { way: "'Found?' -> 'Step'", transitions: 2, function: "'value in list'" } },
      ],
    },
    {
      name: "a condition in JSONata with four constants",
      code: `
QueryLanguage: JSONata
StartAt: Europe?
States:
  Europe?:
    Type: Choice
    Choices:
      - Condition: "{% «$country = 'AT' or $country = 'BE' or ($country = 'CZ' or 'DE' = $country)» %}"
        Next: Ship
    Default: Declare
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
      problems: [{ messageId: "jsonataConstants", data: { count: 4 } }],
    },
  ],
});

describe("size", () => {
  const secondsFor = (definition: object): { seconds: number; problems: number } => {
    const text = JSON.stringify(definition);
    const start = processorTime();
    const { problems } = lintText(text, { "prefer-array-contains": rule });
    return { seconds: (processorTime() - start) / 1_000, problems: problems.length };
  };
  const states = (length: number, stateAt: (i: number) => object) =>
    Object.fromEntries(Array.from({ length }, (_, i) => [`S${i}`, stateAt(i)]));
  const range = (length: number) => Array.from({ length }, (_, i) => i);

  it("an or of 2,000 equalities takes 3 s at most", () => {
    const condition = range(2_000)
      .map((i) => `$sku = 'A${i}'`)
      .join(" or ");
    const definition = {
      QueryLanguage: "JSONata",
      StartAt: "Look",
      States: { Look: { Type: "Pass", Output: { known: `{% ${condition} %}` }, End: true } },
    };
    const { seconds, problems } = secondsFor(definition);
    expect(problems).toBe(1);
    expect(seconds).toBeLessThan(3);
  });

  it("an Or of 2,000 rules takes 3 s at most", () => {
    const rules = range(2_000).map((i) => ({ Variable: "$.sku", StringEquals: `A${i}` }));
    const definition = {
      StartAt: "Look",
      States: {
        Look: pass("Known?"),
        "Known?": { Type: "Choice", Choices: [{ Or: rules, Next: "Done" }], Default: "Done" },
        Done: end,
      },
    };
    const { seconds, problems } = secondsFor(definition);
    expect(problems).toBe(1);
    expect(seconds).toBeLessThan(3);
  });

  it.each([
    ["a filter", "$.items[?(@.sku == 'A7')]"],
    ["the length of a filter", "States.ArrayLength($.items[?(@.sku == 'A7')])"],
    ["the text of a list", "States.JsonToString($.items)"],
  ])("2,000 states with %s take 3 s at most", (_, value) => {
    for (const name of ["found", ""]) {
      const asks = (i: number) => [
        { Variable: `$.${name || `S${i}`}.x[0]`, IsPresent: true, Next: "End" },
        { Variable: `$.${name || `S${i}`}.x`, NumericGreaterThan: 0, Next: "End" },
        { Variable: `$.${name || `S${i}`}.x`, StringMatches: "*A7*", Next: "End" },
      ];
      const stateAt = (i: number) =>
        i % 2 === 0
          ? { Type: "Pass", Parameters: { "x.$": value }, ResultPath: `$.${name || `S${i + 1}`}`, Next: `S${i + 1}` }
          : { ...choice(i < 1_999 ? `S${i + 1}` : "End"), Choices: asks(i) };
      const definition = { StartAt: "S0", States: { ...states(2_000, stateAt), End: end } };
      expect(secondsFor(definition).seconds).toBeLessThan(3);
    }
  });
});
