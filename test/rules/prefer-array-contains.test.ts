import rule from "../../src/rules/prefer-array-contains.ts";
import { testRule } from "../../src/testing.ts";

const constants = (values: readonly string[], variable = "$.country"): string =>
  values.map((value) => `{ Variable: ${variable}, StringEquals: ${value} }`).join(", ");

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
      "$a = 1 or $a = 2 or $a = 3",
      "$country = ",
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
      problems: [{ messageId: "map", data: { name: "Each" } }],
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
      problems: [{ messageId: "loop", data: { way: "'Pick' -> 'Found?'", transitions: 2 } }],
    },
    ...[
      "$exists($skus[$ = 'A7'])",
      "$boolean($skus[$=$wanted])",
      "$count($skus[$ = 'A7']) > 0",
      "$count($skus[$ = 'A7']) >= 1",
    ].map((expression) => ({
      name: `a question in JSONata: ${expression}`,
      code: `
QueryLanguage: JSONata
StartAt: Look
States:
  Look: { Type: Pass, Output: { known: "{%« ${expression} »%}" }, End: true }
`,
      problems: [{ messageId: "jsonata" }],
    })),
    {
      name: "a condition in JSONata with four constants",
      code: `
QueryLanguage: JSONata
StartAt: Europe?
States:
  Europe?:
    Type: Choice
    Choices:
      - Condition: "{%« $country = 'AT' or $country = 'BE' or ($country = 'CZ' or 'DE' = $country) »%}"
        Next: Ship
    Default: Declare
  Ship: { Type: Succeed }
  Declare: { Type: Succeed }
`,
      problems: [{ messageId: "jsonataConstants", data: { count: 4 } }],
    },
  ],
});
