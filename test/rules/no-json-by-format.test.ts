import rule from "../../src/rules/no-json-by-format.ts";
import { testRule } from "../../src/testing.ts";

/** A Pass that makes its output with an expression in JSONPath. */
const template = (order: string): string => `
StartAt: Make
States:
  Make:
    Type: Pass
    Parameters:
      ${order}
    End: true
`;
const call = (expression: string): string => template(`order.$: ${expression}`);

/** A Pass that makes its output with an expression in JSONata. */
const jsonata = (expression: string): string => `
QueryLanguage: JSONata
StartAt: Make
States:
  Make:
    Type: Pass
    Output: >-
      ${expression}
    End: true
`;

/** What the editor makes of it. */
const rewrittenJsonata = (expression: string): string => jsonata(expression).replace(/>-\s+(.*)/, '"$1"');

/** A state that stores something at `$.made`, and one that parses its text. */
const stored = (value: string, read = "order.$: States.StringToJson($.made.text)", rest = "    End: true"): string => `
StartAt: Make
States:
  Make:
    Type: Pass
    Parameters:
      ${value}
    ResultPath: $.made
    Next: Read
  Read:
    Type: Pass
    Parameters:
      ${read}
${rest}
`;
const text = `text.$: States.Format('\\{"id":"{}"\\}', $.id)`;
const then = (state: string): string => `    Next: Use\n  Use: ${state}`;

/** A Pass that assigns a text, and one that parses it. */
const assigned = (value: string, rest = "    End: true"): string => `
QueryLanguage: JSONata
StartAt: Make
States:
  Make:
    Type: Pass
    Assign:
      text: >-
        ${value}
    Next: Read
  Read:
    Type: Pass
    Output: "{% $parse($text) %}"
${rest}
`;

/** A machine whose one expression is reported, and what the suggestion makes of it. */
const rewritten = (name: string, from: string, to: string, messageId: "write" | "typed" = "typed") => ({
  name,
  code: call(`«${from}»`),
  problems: [
    {
      messageId: from.includes("$$") ? "roundabout" : "glued",
      suggestions: [{ messageId, output: template(to) }],
    },
  ],
});
const object = (members: string): string => `States.StringToJson(States.Format('\\{${members}\\}'`;

testRule("no-json-by-format", rule, {
  valid: [
    { name: "JSON that stays text", code: call(`States.Format('\\{"id":"{}"\\}', $.id)`) },
    { name: "text from elsewhere that is parsed", code: call("States.StringToJson($.Body)") },
    { name: "JSON text without values", code: call(`States.StringToJson('{"id":7}')`) },
    { name: "JSON text glued of constants", code: call(`${object(`"{}":{}`)}, 'id', 7))`) },
    { name: "a number made of text", code: call("States.StringToJson(States.Format('-{}', $.price.N))") },
    { name: "a value made of text", code: call("States.StringToJson(States.Format('{}', $.body))") },
    { name: "a string made of text", code: call(`States.StringToJson(States.Format('"{}"', $.name))`) },
    { name: "a key that no template can make", code: call(`${object(`"{}":"{}"`)}, $.key, $.value))`) },
    { name: "a key below that no template can make", code: call(`${object(`"a":[\\{"{}":1\\}]`)}, $.key))`) },
    {
      name: "text whose template only an execution knows",
      code: call("States.StringToJson(States.Format($.template, $.id))"),
    },
    {
      name: "text whose second half is a value",
      code: call(`States.StringToJson(States.Format('\\{"id":{}', $.rest))`),
    },
    { name: "placeholders without a value", code: call(`${object(`"id":"{}","n":{}`)}, $.id))`) },
    { name: "a call that does not parse", code: call(`${object(`"id":"{}"`)}, $.id)`) },
    {
      name: "an object in the middle of another call, with values that hold no quotes",
      code: call(
        `States.JsonMerge($, ${object(`"by":"{}","id":"{}","n":{},"all":{}`)}, $$.Execution.Name, States.UUID(), $.n, States.JsonToString($.all))), false)`,
      ),
    },
    {
      name: "an object in the middle of another call, with a key that only an execution knows",
      code: call(`States.JsonMerge($, ${object(`"{}":"{}"`)}, $.key, $.value)), false)`),
    },
    { name: "a call in a state in JSONata", code: jsonata("States.StringToJson(States.Format('[{}]', $.n))") },
    { name: "JSON that stays text in JSONata", code: jsonata(`{% '{"id":"' & $states.input.id & '"}' %}`) },
    { name: "text from elsewhere that is parsed in JSONata", code: jsonata("{% $parse($states.input.body) %}") },
    { name: "a constant that is parsed in JSONata", code: jsonata(`{% $parse('{"id":7}') %}`) },
    {
      name: "a choice between texts in JSONata",
      code: jsonata(`{% $parse($states.input.ok ? '{"id":"' & $states.input.id & '"}' : '{}') %}`),
    },
    {
      name: "a function of the machine's own",
      code: jsonata(`{% ($parse := $uppercase; $parse('{"id":"' & $states.input.id & '"}')) %}`),
    },
    { name: "an expression that does not parse", code: jsonata(`{% $parse('{"id":"' & ) %}`) },
    ...[
      `{ Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: { MessageBody.$: $.made.text }, End: true }`,
      `{ Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: { MessageBody.$: $.made }, End: true }`,
      `{ Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.made.text %}", End: true }`,
      `{ Type: Choice, Choices: [{ Variable: $.made.text, IsPresent: true, Next: Make }], Default: Make }`,
      `{ Type: Parallel, Branches: [{ StartAt: In, States: { In: { Type: Pass, InputPath: $.made.text, End: true } } }], End: true }`,
    ].map((use) => ({
      name: `text that is parsed, and may be used otherwise: ${use}`,
      code: stored(text, "order.$: States.StringToJson($.made.text)\n    ResultPath: $.order", then(use)),
    })),
    {
      name: "text that is parsed twice",
      code: stored(text, "a.$: States.StringToJson($.made.text)\n      b.$: States.StringToJson($.made.text)"),
    },
    { name: "text elsewhere than it is parsed", code: stored(text, "order.$: States.StringToJson($.text)") },
    {
      name: "text of the same name in another part of the input",
      code: stored(text, "order.$: States.StringToJson($.made.text)\n    InputPath: $.older"),
    },
    {
      name: "text that another state may have stored",
      code: `
StartAt: Known?
States:
  Known?: { Type: Choice, Choices: [{ Variable: $.known, IsPresent: true, Next: Read }], Default: Make }
  Make:
    Type: Pass
    Parameters:
      ${text}
    Next: Read
  Read: { Type: Pass, Parameters: { order.$: States.StringToJson($.text) }, End: true }
`,
    },
    {
      name: "a variable that is parsed, and used otherwise",
      code: assigned(
        `{% '{"id":"' & $states.input.id & '"}' %}`,
        then(`{ Type: Pass, Output: "{% $length($text) %}", End: true }`),
      ),
    },
  ],
  invalid: [
    {
      name: "an object that a template says as well",
      code: call(`«${object(`"id":"{}","by":"web"`)}, $.id))»`),
      problems: [
        {
          messageId: "glued",
          data: { glue: "States.Format", value: "$.id", what: "object" },
          suggestions: [{ messageId: "typed", output: template("order:\n        id.$: $.id\n        by: web") }],
        },
      ],
    },
    {
      name: "an object with braces that are not escaped",
      code: call(`«States.StringToJson(States.Format('{"id":"{}"}', $.id))»`),
      problems: [
        { messageId: "glued", suggestions: [{ messageId: "typed", output: template("order:\n        id.$: $.id") }] },
      ],
    },
    rewritten(
      "a list of values",
      `States.StringToJson(States.Format('["{}", "EUR", {}]', $.id, $.n))`,
      "order.$: States.Array($.id, 'EUR', $.n)",
    ),
    rewritten(
      "objects in a list",
      `States.StringToJson(States.Format('[\\{"id":"{}"\\}, 7]', $.id))`,
      "order:\n        - id.$: $.id\n        - 7",
    ),
    rewritten(
      "a value inside of a text",
      `${object(`"arn":"it\\'s {}:{}"`)}, $.a, $.b))`,
      "order:\n        arn.$: States.Format('it\\'s {}:{}', $.a, $.b)",
      "write",
    ),
    rewritten(
      "objects in objects, and constants among the values",
      `${object(`"a":\\{"b":"{}","c":null,"d":"{}"\\}`)}, $.b, 'x'))`,
      "order:\n        a:\n          b.$: $.b\n          c: null\n          d: x",
    ),
    rewritten(
      "a number that DynamoDB gives as text",
      `${object(`"id":"{}","price":{}`)}, $.id, $.Item.price.N))`,
      "order:\n        id.$: $.id\n        price.$: States.StringToJson($.Item.price.N)",
    ),
    rewritten(
      "an object as text among the values",
      `${object(`"id":"{}","all":{}`)}, $.id, States.JsonToString($.all)))`,
      "order:\n        id.$: $.id\n        all.$: $.all",
    ),
    rewritten(
      "text that is glued of glued text",
      `${object(`"id":"{}"`)}, States.Format('{}-{}', $.a, 'x')))`,
      "order:\n        id.$: States.Format('{}-x', $.a)",
      "write",
    ),
    rewritten(
      "values that hold no quotes and are strings anyway",
      `${object(`"by":"{}","id":"{}"`)}, $$.Execution.Name, States.UUID()))`,
      "order:\n        by.$: $$.Execution.Name\n        id.$: States.UUID()",
      "write",
    ),
    {
      name: "numbers, which need no quotes",
      code: call(`«${object(`"n":{},"m":{}`)}, $.n, States.MathAdd($.n, 1)))»`),
      problems: [
        {
          messageId: "roundabout",
          data: { glue: "States.Format", what: "object" },
          suggestions: [
            { messageId: "typed", output: template("order:\n        n.$: $.n\n        m.$: States.MathAdd($.n, 1)") },
          ],
        },
      ],
    },
    rewritten(
      "objects that States.Array lists",
      `States.Array(${object(`"id":"{}"`)}, $.a)), 'none')`,
      "order:\n        - id.$: $.a\n        - none",
    ),
    {
      name: "a list of objects and values, which no template can make",
      code: call(`«States.StringToJson(States.Format('[\\{"id":"{}"\\}, "{}"]', $.a, $.b))»`),
      problems: [{ messageId: "nested", data: { glue: "States.Format", value: "$.a", what: "list" }, suggestions: [] }],
    },
    {
      name: "an object in the middle of another call, which a quote breaks",
      code: call(`States.JsonMerge($, «${object(`"by":"{}","id":"{}"`)}, $$.Execution.Name, $.id))», false)`),
      problems: [
        { messageId: "nested", data: { glue: "States.Format", value: "$.id", what: "object" }, suggestions: [] },
      ],
    },
    {
      name: "a key that would be evaluated in a template",
      code: call(`«${object(`"id.$":"{}"`)}, $.id))»`),
      problems: [{ messageId: "nested", suggestions: [] }],
    },
    {
      name: "an object that its template has already",
      code: template(`order.$: «${object(`"id":"{}"`)}, $.id))»\n      order: none`),
      problems: [{ messageId: "glued", suggestions: [] }],
    },
    {
      name: "glued JSON in the Assign of a Task, and in a Map inside",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Ship
      States:
        Ship:
          Type: Task
          Resource: "\${Ship}"
          Assign:
            sent.$: «States.StringToJson(States.Format('["{}"]', $.id))»
          End: true
    End: true
`,
      problems: [{ messageId: "glued", data: { glue: "States.Format", value: "$.id", what: "list" } }],
    },
    {
      name: "text that the next state parses",
      code: stored(`${text.replace("States", "«States")}»`),
      problems: [
        {
          messageId: "stored",
          data: { glue: "States.Format", state: "Read", value: "$.id", what: "object" },
          suggestions: [{ messageId: "typed", output: stored("text:\n        id.$: $.id", "order.$: $.made.text") }],
        },
      ],
    },
    {
      name: "text that the next state parses, with a Lambda behind that is handed all of the input",
      code: stored(
        `${text.replace("States", "«States")}»`,
        "order.$: States.StringToJson($.made.text)\n    ResultPath: $.order",
        then(`{ Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { Payload.$: $ }, End: true }`),
      ),
      problems: [{ messageId: "stored" }],
    },
    {
      name: "text in a variable that the next state parses in the middle of a call",
      code: `
StartAt: Make
States:
  Make: { Type: Wait, Seconds: 1, Assign: { text.$: "«States.Format('[{}]', $.n)»" }, Next: Read }
  Read: { Type: Pass, Parameters: { n.$: "States.ArrayLength(States.StringToJson($text))" }, End: true }
`,
      problems: [
        {
          messageId: "roundabout",
          suggestions: [
            {
              messageId: "typed",
              output: `
StartAt: Make
States:
  Make: { Type: Wait, Seconds: 1, Assign: { text.$: "States.Array($.n)" }, Next: Read }
  Read: { Type: Pass, Parameters: { n.$: "States.ArrayLength($text)" }, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "an object that $parse reads",
      code: jsonata(`{% «$parse('{"id":"' & $states.input.id & '","n":' & $string($states.input.n) & '}')» %}`),
      problems: [
        {
          messageId: "glued",
          data: { glue: "&", value: "$states.input.id", what: "object" },
          suggestions: [
            { messageId: "typed", output: rewrittenJsonata("{% {'id': $states.input.id, 'n': $states.input.n} %}") },
          ],
        },
      ],
    },
    {
      name: "an object with a key that only an execution knows, which JSONata can make",
      code: jsonata(`{% «$parse('{"' & $states.input.key & '":"to ' & $states.input.name & '"}')» %}`),
      problems: [
        {
          messageId: "glued",
          suggestions: [
            { messageId: "typed", output: rewrittenJsonata("{% {$states.input.key: 'to ' & $states.input.name} %}") },
          ],
        },
      ],
    },
    {
      name: "glued JSON in the middle of an expression",
      code: jsonata(`{% $merge([$states.input, «$parse("{\\"at\\": \\"" & $now() & "\\"}")»]) %}`),
      problems: [
        {
          messageId: "roundabout",
          data: { glue: "&", what: "object" },
          suggestions: [
            { messageId: "typed", output: rewrittenJsonata("{% $merge([$states.input, {'at': $now()}]) %}") },
          ],
        },
      ],
    },
    {
      name: "a list with a value that may be a list",
      code: jsonata("{% «$parse('[' & $string($states.input.all) & ']')» %}"),
      problems: [{ messageId: "roundabout", suggestions: [] }],
    },
    {
      name: "text in a variable that the next state parses in JSONata",
      code: assigned(`{% «'{"id":"' & $states.input.id & '"}'» %}`),
      problems: [
        {
          messageId: "stored",
          data: { glue: "&", state: "Read", value: "$states.input.id", what: "object" },
          suggestions: [
            {
              messageId: "typed",
              output: assigned("{% {'id': $states.input.id} %}")
                .replace(/>-\s+(.*)/, '"$1"')
                .replace("$parse($text)", "$text"),
            },
          ],
        },
      ],
    },
    {
      name: "text in the output that the next state parses in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Make
States:
  Make:
    Type: Pass
    Output:
      made:
        text: >-
          {% «'[' & $states.input.n & ']'» %}
    Next: Read
  Read: { Type: Pass, Output: "{% $parse($states.input.made.text)[0] %}", End: true }
`,
      problems: [{ messageId: "roundabout" }],
    },
  ],
});
