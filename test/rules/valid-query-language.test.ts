import rule from "../../src/rules/valid-query-language.ts";
import { testRule } from "../../src/testing.ts";

testRule("valid-query-language", rule, {
  valid: [
    {
      name: "single states in JSONata, and one inside that is back in JSONPath",
      code: `
StartAt: Each
States:
  Each:
    Type: Map
    QueryLanguage: JSONata
    Items: "{% $states.input.boxes %}"
    Output: "{% $states.result %}"
    ItemProcessor:
      StartAt: Pack
      States:
        Pack: { Type: Pass, QueryLanguage: JSONPath, InputPath: $.box, Next: Note }
        Note: { Type: Pass, Parameters: { box.$: $.box }, End: true }
    End: true
`,
    },
    {
      name: "a language that only deployment knows",
      code: `
QueryLanguage: "\${Language}"
StartAt: Pack
States:
  Pack: { Type: Pass, InputPath: $.box, Output: "{% 1 %}", End: true }
`,
    },
    {
      name: "a misspelt language, which is another rule's",
      code: `
QueryLanguage: jsonpath
StartAt: Pack
States:
  Pack: { Type: Pass, InputPath: $.box, Next: Note }
  Note: { Type: Pass, QueryLanguage: JSONPath, End: true }
`,
    },
    {
      name: "a language that slipped in among the states, which is another rule's",
      code: `
StartAt: Pack
States:
  QueryLanguage: JSONata
  Pack: { Type: Pass, Output: "{% 1 %}", End: true }
`,
    },
    {
      name: "templates of other languages, and a machine that is data",
      code: `
StartAt: Pack
States:
  Pack:
    Type: Pass
    Result: { page: "{% if box %}full{% endif %}", copy: { StartAt: A, States: { A: { Output: "{% $x %}" } } } }
    End: true
`,
    },
    {
      name: "text with braces that is no expression",
      code: `
StartAt: Pack
States:
  Pack: { Type: Pass, Result: { note: "{% if box %}full{% else %}empty" }, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "each field of JSONPath in a JSONata state",
      code: `
QueryLanguage: JSONata
StartAt: Pack
States:
  Pack: { Type: Pass, «InputPath»: $.box, «Parameters»: { full: true }, Next: Rest }
  Rest: { Type: Wait, «SecondsPath»: $.pause, Next: Ask }
  Ask:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:ask
    «Parameters»: { box: 1 }
    Catch: [{ ErrorEquals: [States.ALL], «ResultPath»: $.error, Next: Yes? }]
    Next: Yes?
  Yes?:
    Type: Choice
    Choices:
      - { «Variable»: $.yes, BooleanEquals: true, Next: Each }
      - { «Not»: { Variable: $.no, IsPresent: true }, Next: Each }
  Each:
    Type: Map
    ItemBatcher: { «MaxItemsPerBatchPath»: $.size }
    ItemProcessor: { StartAt: One, States: { One: { Type: Succeed } } }
    End: true
`,
      problems: [
        {
          messageId: "jsonpath",
          data: {
            field: "InputPath",
            where: "state 'Pack'",
            instead: " In JSONata it is '$states.input' with a path behind it, wherever it is needed.",
          },
        },
        {
          messageId: "jsonpath",
          data: { field: "Parameters", where: "state 'Pack'", instead: " In JSONata it is 'Output'." },
        },
        {
          messageId: "jsonpath",
          data: { field: "SecondsPath", where: "state 'Rest'", instead: " In JSONata it is 'Seconds'." },
        },
        {
          messageId: "jsonpath",
          data: { field: "Parameters", where: "state 'Ask'", instead: " In JSONata it is 'Arguments'." },
        },
        { messageId: "jsonpath" },
        { messageId: "jsonpath" },
        {
          messageId: "jsonpath",
          data: { field: "Not", where: "a rule of 'Yes?'", instead: " In JSONata it is one 'Condition'." },
        },
        { messageId: "jsonpath" },
      ],
    },
    {
      name: "a field with a twin in JSONata, and writes it so",
      code: `
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    «Parameters»:
      FunctionName: ask
      Payload: { id.$: $.order.id, at.$: $$.State.EnteredTime }
    Next: Rest
  Rest: { Type: Wait, «SecondsPath»: "$.pause[0]", End: true }
`,
      problems: [
        {
          messageId: "jsonpath",
          suggestions: [
            {
              messageId: "write",
              output: `
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments:
      FunctionName: ask
      Payload: { id: "{% $states.input.order.id %}", at: "{% $states.context.State.EnteredTime %}" }
    Next: Rest
  Rest: { Type: Wait, SecondsPath: "$.pause[0]", End: true }
`,
            },
            {
              messageId: "remove",
              output: `
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Next: Rest
  Rest: { Type: Wait, SecondsPath: "$.pause[0]", End: true }
`,
            },
          ],
        },
        {
          messageId: "jsonpath",
          suggestions: [
            {
              messageId: "write",
              output: `
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: ask
      Payload: { id.$: $.order.id, at.$: $$.State.EnteredTime }
    Next: Rest
  Rest: { Type: Wait, Seconds: "{% $states.input.pause[0] %}", End: true }
`,
            },
            {
              messageId: "remove",
              output: `
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: ask
      Payload: { id.$: $.order.id, at.$: $$.State.EnteredTime }
    Next: Rest
  Rest: { Type: Wait, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "the fields of JSONata in one state, once for all, and offers the language",
      code: `
StartAt: Pack
States:
  Pack: { Type: Pass, «Output»: { box: "{% $states.input.box %}" }, Next: Each }
  Each:
    Type: Map
    ItemsPath: $.boxes
    ItemProcessor: { StartAt: One, States: { One: { Type: Succeed } } }
    End: true
`,
      problems: [
        {
          messageId: "jsonata",
          data: { where: "State 'Pack'", fields: "'Output'", belongs: "belongs" },
          suggestions: [
            {
              messageId: "setState",
              output: `
StartAt: Pack
States:
  Pack: { Type: Pass, Output: { box: "{% $states.input.box %}" }, Next: Each, QueryLanguage: JSONata }
  Each:
    Type: Map
    ItemsPath: $.boxes
    ItemProcessor: { StartAt: One, States: { One: { Type: Succeed } } }
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "a machine whose language was forgotten, once for all its states",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    «Arguments»: { FunctionName: ask }
    Output: "{% $states.result.Payload %}"
    Next: Yes?
  Yes?: { Type: Choice, Choices: [{ Condition: "{% $states.input.yes %}", Next: Done }] }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "jsonata",
          data: { where: "State 'Ask'", fields: "'Arguments' and 'Output'", belongs: "belong" },
          suggestions: [
            {
              messageId: "setMachine",
              output: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: ask }
    Output: "{% $states.result.Payload %}"
    Next: Yes?
  Yes?: { Type: Choice, Choices: [{ Condition: "{% $states.input.yes %}", Next: Done }] }
  Done: { Type: Succeed }
QueryLanguage: JSONata
`,
            },
          ],
        },
      ],
    },
    {
      name: "a state that goes back to JSONPath",
      code: `
QueryLanguage: JSONata
StartAt: Pack
States:
  Pack: { Type: Pass, QueryLanguage: «JSONPath», Output: 1, End: true }
`,
      problems: [
        {
          messageId: "downgrade",
          suggestions: [
            {
              messageId: "remove",
              output: `
QueryLanguage: JSONata
StartAt: Pack
States:
  Pack: { Type: Pass, Output: 1, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a language for a branch and an item processor",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches: [{ «QueryLanguage»: JSONata, StartAt: One, States: { One: { Type: Succeed } } }]
    Next: Each
  Each:
    Type: Map
    ItemProcessor: { «QueryLanguage»: JSONPath, StartAt: Two, States: { Two: { Type: Succeed } } }
    End: true
`,
      problems: [
        { messageId: "nested", data: { where: "A branch of 'Both'" } },
        { messageId: "nested", data: { where: "The item processor of 'Each'" } },
      ],
    },
    {
      name: "expressions that stay text in JSONPath, once for a template",
      code: `
StartAt: Tell
States:
  Tell:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: tell, Payload: { name: «"{% $states.input.name %}"», all: ["{% 1 %}"] } }
    End: true
`,
      problems: [{ messageId: "text" }],
    },
    {
      name: "a cause that stays text in JSONPath",
      code: `
StartAt: Lost
States:
  Lost: { Type: Fail, Error: Lost, Cause: «"{% $states.input.why %}"» }
`,
      problems: [{ messageId: "text" }],
    },
  ],
});
