import rule from "../../src/rules/valid-jsonata.ts";
import { testRule } from "../../src/testing.ts";

/** A machine of one state with an expression, written as YAML. */
const machine = (output: string): string => `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill: { Type: Pass, Output: ${output}, End: true }
`;

const field = (name: string, write: string): string =>
  `An expression has no input of its own that '${name}' could be read from: write '${write}'.`;

testRule("valid-jsonata", rule, {
  valid: [
    { name: "what reads the input", code: machine(`"{% $states.input.items[price > 10].{'name': name} %}"`) },
    { name: "an expression without blanks, or with many", code: machine(`["{%1%}", "{%  1   %}", "{%\\n 1\\n%}"]`) },
    { name: "text with an expression in its middle", code: machine(`"from {% $a %} to"`) },
    { name: "a percentage", code: machine(`"100 %"`) },
    {
      name: "an expression over several lines",
      code: `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill:
    Type: Pass
    Output: >-
      {% (
        /* with tax */
        $tax := function($x) { $x * 1.2 };
        $sum($states.input.items.$tax(price))
      ) %}
    End: true
`,
    },
    {
      name: "JSONata in a JSONPath state, which is text there",
      code: `
StartAt: Bill
States:
  Bill: { Type: Pass, Parameters: { total: "{% total", half: "total %}" }, End: true }
`,
    },
    {
      name: "expressions where nothing is evaluated",
      code: `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill:
    Type: Task
    Comment: "{% total %}"
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: bill }
    Retry: [{ ErrorEquals: ["{% total %}"], Comment: "{% 1 + %}" }]
    End: true
`,
    },
    { name: "what deployment fills in", code: machine(`"{% \${Expression} + %}"`) },
    { name: "a function that the expression defines", code: machine(`"{% ($net := function($x) { $x }; $net(1)) %}"`) },
    {
      name: "a function that a variable holds",
      code: `
QueryLanguage: JSONata
StartAt: Prepare
States:
  Prepare: { Type: Pass, Assign: { net: "{% function($x) { $x } %}" }, Next: Bill }
  Bill: { Type: Pass, Output: "{% $net(1) & $net(1, 2) %}", End: true }
`,
    },
    {
      name: "a function that only deployment may define",
      code: `
QueryLanguage: JSONata
StartAt: Prepare
States:
  Prepare: { Type: Pass, Assign: "\${Variables}", Next: Bill }
  Bill: { Type: Pass, Output: "{% $net(1) %}", End: true }
`,
    },
    {
      name: "arguments as the functions take them",
      code: machine(
        `"{% ($zip([1], [2], [3]) ~> $map(function($x) { $x })) & $states.input.names.$uppercase() & $substring(?, 0, 5) & $random() & $uuid() & $now() %}"`,
      ),
    },
    {
      name: "text that something else may be meant by",
      code: machine(
        `{ price: $5, path: "$LATEST", all: "$", note: "see $.order", state: "$states", where: "$states.inputs.id", join: "$$.Order.Id", rest: "$states.input.a & 'b'", id.$: $.id }`,
      ),
    },
    {
      name: "paths that are data",
      code: `
QueryLanguage: JSONata
StartAt: Make
States:
  Make:
    Type: Task
    Comment: "$.order"
    Resource: arn:aws:states:::aws-sdk:sfn:createStateMachine
    Arguments:
      Name: copy
      Definition:
        StartAt: Ship
        States: { Ship: { Type: Pass, Parameters: { id.$: $.id, all: "States.UUID()", run: "$states.input" }, End: true } }
      Targets: [{ InputTransformer: { InputPathsMap: { id: $.detail.id } }, InputPath: $.detail }]
      Find: { $match: { total: { $gt: "$total" } } }
    End: true
`,
    },
    {
      name: "the same texts in a JSONPath state",
      code: `
StartAt: Bill
States:
  Bill: { Type: Pass, Parameters: { id: "$.id", run: "$$.Execution.Id", all: "$states.input" }, End: true }
`,
    },
    { name: "a nesting that nobody can parse", code: machine(`"{% ${"(".repeat(9_000)} %}"`) },
  ],

  invalid: [
    {
      name: "an expression that does not parse, at the place",
      code: machine(`"{% $total «==» 5 %}"`),
      problems: [
        { messageId: "refused", data: { problem: "JSONata compares with '=', not with '=='." }, suggestions: [] },
      ],
    },
    {
      name: "an empty expression as a whole",
      code: machine(`[«"{%  %}"», «"{%%}"»]`),
      problems: [
        { messageId: "refused", data: { problem: "Between '{%' and '%}' stands no expression." } },
        { messageId: "refused" },
      ],
    },
    {
      name: "a mistake in a line of a block",
      code: `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill:
    Type: Pass
    Output: |-
      {% $sum«(»
        $states.input.items.price
      %}
    Next: Send
  Send:
    Type: Pass
    Output: >-
      {%
        $states.input.paid

        «&&» true
      %}
    End: true
`,
      problems: [
        { messageId: "refused", data: { problem: "This '(' is never closed: ')' is missing." } },
        { messageId: "refused", data: { problem: "JSONata writes 'and', not '&&'." } },
      ],
    },
    {
      name: "a mistake behind escapes",
      file: "bill.asl.json",
      code: `{
  "QueryLanguage": "JSONata",
  "StartAt": "Bill",
  "States": {
    "Bill": { "Type": "Pass", "Output": "{% \\"a \\\\\\"b\\\\\\" \\u00e9\\" «||» $x %}", "End": true }
  }
}`,
      problems: [{ messageId: "refused", data: { problem: "JSONata writes 'or', not '||'." } }],
    },
    {
      name: "names at the top level, each once",
      code: machine(`{ sum: "{% «price» * «amount» + price %}" }`),
      problems: [
        {
          messageId: "refused",
          data: { problem: field("price", "$states.input.price") },
          suggestions: [
            {
              messageId: "write",
              output: machine(`{ sum: "{% $states.input.price * amount + $states.input.price %}" }`),
            },
          ],
        },
        { messageId: "refused", data: { problem: field("amount", "$states.input.amount") } },
      ],
    },
    {
      name: "a quoted name at the top level",
      code: machine('"{% «`net price`».amount %}"'),
      problems: [
        {
          messageId: "refused",
          data: { problem: field("net price", "$states.input.`net price`") },
          suggestions: [{ messageId: "write", output: machine('"{% $states.input.`net price`.amount %}"') }],
        },
      ],
    },
    {
      name: "a name in a block, which keeps its lines",
      code: `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill:
    Type: Pass
    Output: |-
      {%
        $sum(«items».price)
      %}
    End: true
`,
      problems: [
        {
          messageId: "refused",
          data: { problem: field("items", "$states.input.items") },
          suggestions: [
            {
              messageId: "write",
              output: `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill:
    Type: Pass
    Output: |-
      {%
        $sum($states.input.items.price)
      %}
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "a name in a function, without an offer",
      code: machine(`"{% $map($states.input.items, function($item) { «price» * 2 }) %}"`),
      problems: [{ messageId: "refused", data: { problem: field("price", "$item.price") }, suggestions: [] }],
    },
    {
      name: "variables without their sign",
      code: `
QueryLanguage: JSONata
StartAt: Prepare
States:
  Prepare: { Type: Pass, Assign: { total: 1 }, Next: Bill }
  Bill: { Type: Pass, Output: "{% «total» + 1 %}", End: true }
`,
      problems: [
        {
          messageId: "refused",
          data: { problem: "A variable is read with its '$': write '$total'." },
          suggestions: [
            {
              messageId: "write",
              output: `
QueryLanguage: JSONata
StartAt: Prepare
States:
  Prepare: { Type: Pass, Assign: { total: 1 }, Next: Bill }
  Bill: { Type: Pass, Output: "{% $total + 1 %}", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "functions without their sign",
      code: machine(`["{% «uppercase»('a') %}", "{% «net»(1) %}"]`),
      problems: [
        {
          messageId: "refused",
          data: { problem: "A function is called with its '$': write '$uppercase'." },
          suggestions: [{ messageId: "write", output: machine(`["{% $uppercase('a') %}", "{% net(1) %}"]`) }],
        },
        {
          messageId: "refused",
          data: { problem: "An expression has no input of its own that 'net' could be read from." },
          suggestions: [],
        },
      ],
    },
    {
      name: "the root and the context item",
      code: machine(`["{% «$».total %}", "{% «$$».total %}", "{% «$$».Execution.Id %}"]`),
      problems: [
        {
          messageId: "refused",
          data: { problem: "'$' holds nothing at the top level: write '$states.input'." },
          suggestions: [
            {
              messageId: "write",
              output: machine(`["{% $states.input.total %}", "{% $$.total %}", "{% $$.Execution.Id %}"]`),
            },
          ],
        },
        { messageId: "refused", data: { problem: "'$$' holds nothing in Step Functions: write '$states.input'." } },
        {
          messageId: "refused",
          data: { problem: "'$$' holds nothing in Step Functions: write '$states.context'." },
          suggestions: [
            {
              messageId: "write",
              output: machine(`["{% $.total %}", "{% $$.total %}", "{% $states.context.Execution.Id %}"]`),
            },
          ],
        },
      ],
    },
    {
      name: "the context item in a function",
      code: machine(`"{% $filter($states.input.items, function($item) { «$» > 1 }) %}"`),
      problems: [
        {
          messageId: "refused",
          data: { problem: "'$' holds nothing at the top level, nor in a function there: write '$item'." },
          suggestions: [],
        },
      ],
    },
    {
      name: "what is left of JSONPath, and values of other languages",
      code: machine(
        `["{% «States».ArrayLength($states.input.items) %}", "{% «States».Format('{}', 1) %}", "{% «True» %}"]`,
      ),
      problems: [
        {
          messageId: "refused",
          data: {
            problem: "Intrinsic functions exist in JSONPath states alone: in JSONata, '$count(array)' does that.",
          },
          suggestions: [],
        },
        {
          messageId: "refused",
          data: { problem: "Intrinsic functions exist in JSONPath states alone: in JSONata, '&' joins strings." },
        },
        { messageId: "refused", data: { problem: field("True", "true") } },
      ],
    },
    {
      name: "names in every field that is evaluated",
      code: `
QueryLanguage: JSONata
StartAt: Per order
States:
  Per order:
    Type: Map
    Items: "{% «orders» %}"
    MaxConcurrency: "{% «workers» %}"
    ItemSelector: { Next: "{% «next» %}" }
    ItemBatcher: { MaxItemsPerBatch: 5, BatchInput: { Comment: "{% «note» %}" } }
    ItemReader: { Arguments: { Bucket: "{% «bucket» %}" } }
    ItemProcessor:
      StartAt: Rest
      States:
        Rest: { Type: Wait, Seconds: "{% «pause» %}", End: true }
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Condition: "{% «paid» %}", Assign: { a: "{% «amount» %}" }, Next: Charge }]
    Default: Failed
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge, Payload: { Comment: "{% «card» %}" } }
    TimeoutSeconds: "{% «limit» %}"
    Catch: [{ ErrorEquals: [States.ALL], Output: { why: ["{% «reason» %}"] }, Next: Failed }]
    End: true
  Failed: { Type: Fail, Error: "{% «code» %}", Cause: "{% «cause» %}" }
`,
      problems: Array.from({ length: 13 }, () => ({ messageId: "refused" })),
    },
    {
      name: "as a warning what AWS does not look at on saving",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Credentials: { RoleArn: "{% «role» %}" }
    Arguments: { FunctionName: charge }
    End: true
`,
      problems: [{ messageId: "late", data: { problem: field("role", "$states.input.role") } }],
    },
    {
      name: "functions that do not exist",
      code: machine(`["{% «$upercase»('a') %}", "{% «$median»([1, 2]) %}"]`),
      problems: [
        {
          messageId: "unknownFunction",
          data: { name: "upercase", hint: " Did you mean '$uppercase'?" },
          suggestions: [{ messageId: "write", output: machine(`["{% $uppercase('a') %}", "{% $median([1, 2]) %}"]`) }],
        },
        { messageId: "unknownFunction", data: { name: "median", hint: "" }, suggestions: [] },
      ],
    },
    {
      name: "the function that Step Functions takes away",
      code: machine(`"{% «$eval»('[1]') %}"`),
      problems: [
        {
          messageId: "replacedFunction",
          data: { name: "eval", other: "parse" },
          suggestions: [{ messageId: "write", output: machine(`"{% $parse('[1]') %}"`) }],
        },
      ],
    },
    {
      name: "too few and too many arguments",
      code: machine(
        `["{% «$sum»(1, 2) %}", "{% «$map»([1]) %}", "{% [1] ~> «$append»() %}", "{% 1 ~> «$sum»(2) %}", "{% «$uuid»(1) %}", "{% «$zip»() %}"]`,
      ),
      problems: [
        { messageId: "arity", data: { name: "sum", takes: "1 argument", args: 2 } },
        { messageId: "arity", data: { name: "map", takes: "2 arguments", args: 1 } },
        { messageId: "arity", data: { name: "append", takes: "2 arguments", args: 1 } },
        { messageId: "arity", data: { name: "sum", takes: "1 argument", args: 2 } },
        { messageId: "arity", data: { name: "uuid", takes: "0 arguments", args: 1 } },
        { messageId: "arity", data: { name: "zip", takes: "1 or more arguments", args: 0 } },
      ],
    },
    {
      name: "half an expression",
      code: machine(`["«{%» $total", "$total «%}»", "«{%» $total %} euro", "in all {% $total «%}»", "«{%»}"]`),
      problems: [
        {
          messageId: "refused",
          data: { problem: "'{%' opens an expression that is never closed: the string has to end with '%}'." },
          suggestions: [],
        },
        {
          messageId: "refused",
          data: { problem: "'%}' closes an expression that is never opened: the string has to begin with '{%'." },
        },
        {
          messageId: "refused",
          data: {
            problem: "Text stands behind '%}': an expression is the whole string, and joins text with '&'.",
          },
        },
        {
          messageId: "refused",
          data: {
            problem: "Text stands before '{%': an expression is the whole string, and joins text with '&'.",
          },
        },
        { messageId: "refused" },
      ],
    },
    {
      name: "blanks before and behind an expression",
      code: machine(`[" «{%» 1 %}", "{% 1 «%}» ", «" {% 1 %} "»]`),
      problems: [
        {
          messageId: "refused",
          data: { problem: "Blanks stand before '{%', where the string has to begin." },
          suggestions: [{ messageId: "trim", output: machine(`["{% 1 %}", "{% 1 %} ", " {% 1 %} "]`) }],
        },
        {
          messageId: "refused",
          data: { problem: "Blanks stand behind '%}', where the string has to end." },
          suggestions: [{ messageId: "trim", output: machine(`[" {% 1 %}", "{% 1 %}", " {% 1 %} "]`) }],
        },
        {
          messageId: "text",
          suggestions: [{ messageId: "trim", output: machine(`[" {% 1 %}", "{% 1 %} ", "{% 1 %}"]`) }],
        },
      ],
    },
    {
      name: "the line break that a block keeps",
      code: `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill:
    Type: Pass
    Output: |
      {% $states.input
        .total «%}»
    End: true
`,
      problems: [
        {
          messageId: "refused",
          data: {
            problem: "A line break stands behind '%}', where the string has to end: in YAML, '|-' leaves it out.",
          },
          suggestions: [
            {
              messageId: "trim",
              output: `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill:
    Type: Pass
    Output: |-
      {% $states.input
        .total %}
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "expressions without their marks, and what is left of JSONPath",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge, Payload: [«$states.input.order», «"$$.Execution.Id"», «"States.Format('{}', $.id)"»] }
    Output: «$.Payload»
    Next: Send
  Send: { Type: Pass, Assign: { a: «"$.items[*].id"», b: «$states.result.id» }, End: true }
`,
      problems: [
        { messageId: "leftover", data: { text: "$states.input.order" } },
        { messageId: "leftover", data: { text: "$$.Execution.Id" } },
        {
          messageId: "leftoverCall",
          data: { text: "States.Format('{}', $.id)", instead: "in JSONata, '&' joins strings" },
          suggestions: [],
        },
        { messageId: "leftover", data: { text: "$.Payload" } },
        { messageId: "leftover", data: { text: "$.items[*].id" }, suggestions: [] },
        { messageId: "leftover", data: { text: "$states.result.id" }, suggestions: [] },
      ],
    },
    {
      name: "a path of JSONPath in 'Output', and offers the result before the input",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge: { Type: Task, Resource: "arn:aws:states:::sns:publish", Output: «"$.id"», End: true }
`,
      problems: [
        {
          messageId: "leftover",
          suggestions: ["result", "input"].map((member) => ({
            messageId: "write",
            output: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge: { Type: Task, Resource: "arn:aws:states:::sns:publish", Output: "{% $states.${member}.id %}", End: true }
`,
          })),
        },
      ],
    },
    {
      name: "an expression of the context, and writes it",
      code: machine('«"$$.State.Name"»'),
      problems: [
        {
          messageId: "leftover",
          suggestions: [{ messageId: "write", output: machine('"{% $states.context.State.Name %}"') }],
        },
      ],
    },
    {
      name: "an expression without its marks, and writes them",
      code: machine("«$.order-id»"),
      problems: [
        {
          messageId: "leftover",
          suggestions: [{ messageId: "write", output: machine('"{% $states.input.`order-id` %}"') }],
        },
      ],
    },
    {
      name: "'$states' and its parts without '$', or without '$states'",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: "{% «states».input.name %}", Payload: "{% «input».order %}", Qualifier: "{% «result».tag %}" }
    Output: ["{% [«result».Payload, «context».Execution.Id] %}", "{% «context».order %}"]
    Catch: [{ ErrorEquals: [States.ALL], Output: "{% «errorOutput».Cause %}", Next: Done }]
    Next: Done
  Done: { Type: Succeed }
`,
      problems: [
        ["states", "$states"],
        ["input", "$states.input"],
        ["result"],
        ["result", "$states.result"],
        ["context", "$states.context"],
        ["context", "$states.input.context"],
        ["errorOutput", "$states.errorOutput"],
      ].map(([name = "", write]) => ({
        messageId: "refused",
        data: {
          problem: write
            ? field(name, write)
            : `An expression has no input of its own that '${name}' could be read from.`,
        },
        ...(write === undefined && { suggestions: [] }),
      })),
    },
    {
      name: "'undefined', which JSONata does not have",
      code: machine(`"{% $states.input.id = «undefined» %}"`),
      problems: [
        {
          messageId: "refused",
          data: { problem: "JSONata has no 'undefined': '$exists(…)' tells whether there is a value." },
          suggestions: [],
        },
      ],
    },
    {
      name: "a key without quotes, apart from a value of the same name",
      code: machine(`"{% {'id': $states.input.id, «total»: «total»} %}"`),
      problems: [
        {
          messageId: "refused",
          data: { problem: "A key of an object is a string, in quotes: write 'total'." },
          suggestions: [{ messageId: "quoted", output: machine(`"{% {'id': $states.input.id, 'total': total} %}"`) }],
        },
        {
          messageId: "refused",
          data: { problem: field("total", "$states.input.total") },
          suggestions: [
            { messageId: "write", output: machine(`"{% {'id': $states.input.id, total: $states.input.total} %}"`) },
          ],
        },
      ],
    },
    {
      name: "a hyphen in the name of a field",
      code: machine(
        `["{% $states.input.«order-line-id».no & $states.input.order-line-id %}", "{% $states.input.a - «line» %}"]`,
      ),
      problems: [
        {
          messageId: "refused",
          data: { problem: "'-' subtracts 'line' here: a field with '-' in its name is written `order-line-id`." },
          suggestions: [
            {
              messageId: "quoted",
              output: machine(
                '["{% $states.input.`order-line-id`.no & $states.input.`order-line-id` %}", "{% $states.input.a - line %}"]',
              ),
            },
            {
              messageId: "write",
              output: machine(
                '["{% $states.input.order-$states.input.line-id.no & $states.input.order-$states.input.line-id %}", "{% $states.input.a - line %}"]',
              ),
            },
          ],
        },
        { messageId: "refused", data: { problem: field("line", "$states.input.line") } },
      ],
    },
    {
      name: "words of other languages",
      code: machine(
        `["{% $states.input.a «AND» true %}", "{% «NOT» $states.input.a %}", "{% «NOT»($states.input.a) %}"]`,
      ),
      problems: [
        { messageId: "refused", data: { problem: "JSONata writes 'and', not 'AND'." } },
        { messageId: "refused", data: { problem: "JSONata negates with '$not(…)', not with 'NOT'." } },
        { messageId: "refused", data: { problem: "A function is called with its '$': write '$not'." } },
      ],
    },
    {
      name: "a mistake in a JSONata state of a JSONPath machine",
      code: `
StartAt: Bill
States:
  Bill: { Type: Pass, QueryLanguage: JSONata, Output: "{% 1 «+» %}", End: true }
`,
      problems: [{ messageId: "refused", data: { problem: "A value is missing behind '+'." } }],
    },
  ],
});
