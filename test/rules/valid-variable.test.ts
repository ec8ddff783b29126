import rule from "../../src/rules/valid-variable.ts";
import { testRule } from "../../src/testing.ts";

const long = "a".repeat(80);

testRule("valid-variable", rule, {
  valid: [
    {
      name: "names of letters, digits and '_', of any language",
      code: `
StartAt: Weigh
States:
  Weigh:
    Type: Pass
    Assign: { total: 1, unit_price2: 2, _net: 3, größe: 4, "weight.$": $.weight, ${long}: 5, "\${Name}": 6 }
    Next: Ship
  Ship: { Type: Succeed, Assign: { "x-y": 1 } }
`,
    },
    {
      name: "variables that every way assigns",
      code: `
StartAt: Express?
States:
  Express?:
    Type: Choice
    Choices: [{ Variable: $.express, BooleanEquals: true, Assign: { days: 1 }, Next: Ship }]
    Assign: { days: 4 }
    Default: Ship
  Ship:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Parameters: { Message.$: "States.Format('{} days', $days)" }
    Assign: { sent: true }
    Catch: [{ ErrorEquals: [States.ALL], Assign: { sent: false }, Next: Log }]
    Next: Log
  Log: { Type: Pass, Parameters: { sent.$: $sent }, Next: Per parcel }
  Per parcel:
    Type: Map
    ItemProcessor:
      StartAt: Pack
      States:
        Pack: { Type: Pass, Parameters: { days.$: $days }, End: true }
    End: true
`,
    },
    {
      name: "a loop that counts on from what is assigned before it",
      code: `
QueryLanguage: JSONata
StartAt: Start
States:
  Start: { Type: Pass, Assign: { tries: 0 }, Next: Try }
  Try: { Type: Pass, Assign: { tries: "{% $tries + 1 %}" }, Next: Enough? }
  Enough?:
    Type: Choice
    Choices: [{ Condition: "{% $tries > 3 %}", Next: Done }]
    Default: Try
  Done: { Type: Succeed }
`,
    },
    {
      name: "names that an expression defines itself, and functions",
      code: `
QueryLanguage: JSONata
StartAt: Sum up
States:
  Sum up:
    Type: Pass
    Output: "{% ($rate := 2; $map($states.input.items, function($item, $i) { $item.price * $rate + $i }) ~> $sum) %}"
    Next: Format
  Format: { Type: Pass, Output: "{% $format($states.input.items@$item#$i.{'at': $i, 'id': $item.id}) %}", End: true }
`,
    },
    {
      name: "reads behind a question whether there is a value",
      code: `
QueryLanguage: JSONata
StartAt: Known?
States:
  Known?:
    Type: Choice
    Choices:
      - { Condition: "{% $not($exists($token)) %}", Next: Ask }
      - { Condition: "{% $token.age < 60 %}", Next: Use }
    Default: Ask
  Ask: { Type: Pass, Assign: { token: "{% $states.input.token %}" }, Next: Known? }
  Use: { Type: Pass, Output: "{% [$token, $exists($note) ? $note : '', $hint ? $parse($hint) : null] %}", End: true }
`,
    },
    {
      name: "what is read behind a question for a flag that is assigned with it",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge }
    Assign: { ok: true, receipt: "{% $states.result.Payload %}" }
    Catch: [{ ErrorEquals: [States.ALL], Assign: { ok: false, cause: "{% $states.errorOutput %}" }, Next: Paid? }]
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Condition: "{% $ok %}", Next: Ship }]
    Default: Tell
  Ship: { Type: Pass, Output: "{% $receipt %}", End: true }
  Tell: { Type: Pass, Output: "{% $cause %}", End: true }
`,
    },
    {
      name: "what is read behind a flag in JSONPath, also in a branch",
      code: `
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: charge }
    Assign: { outcome: paid, receipt.$: $.Payload }
    Catch: [{ ErrorEquals: [States.ALL], Assign: { outcome: failed }, Next: Paid? }]
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Not: { Variable: $outcome, StringEquals: paid }, Next: Again }]
    Default: Both
  Again: { Type: Wait, Seconds: 5, Next: Charge }
  Both:
    Type: Parallel
    Branches:
      - StartAt: Ship
        States: { Ship: { Type: Pass, Parameters: { receipt.$: $receipt }, End: true } }
    End: true
`,
    },
    {
      name: "what is assigned and read behind the same question",
      code: `
StartAt: Express?
States:
  Express?:
    Type: Choice
    Choices: [{ Variable: $.kind, StringEquals: express, Next: Hurry }]
    Default: Pack
  Hurry: { Type: Pass, Assign: { days: 1 }, Next: Pack }
  Pack: { Type: Pass, Next: Express still? }
  Express still?:
    Type: Choice
    Choices: [{ Variable: "$['kind']", StringEquals: express, Next: Ship }]
    Default: Done
  Ship: { Type: Pass, Parameters: { days.$: $days }, End: true }
  Done: { Type: Succeed }
`,
    },
    {
      name: "what is assigned and read behind the same condition",
      code: `
QueryLanguage: JSONata
StartAt: Express?
States:
  Express?:
    Type: Choice
    Choices: [{ Condition: "{% $states.input.kind = 'express' %}", Next: Hurry }]
    Default: Pack
  Hurry: { Type: Pass, Assign: { days: 1 }, Next: Pack }
  Pack: { Type: Pass, Next: Express still? }
  Express still?:
    Type: Choice
    Choices: [{ Condition: "{%$states.input.kind = 'express'%}", Next: Ship }]
    Default: Done
  Ship: { Type: Pass, Output: "{% $days %}", End: true }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a name that the Parallel assigns itself when its branches are done",
      code: `
QueryLanguage: JSONata
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Log in
        States:
          Log in: { Type: Pass, Assign: { token: "{% $states.input.token %}" }, Next: Answer }
          Answer: { Type: Pass, Output: "{% $token %}", End: true }
    Assign: { token: "{% $states.result[0] %}" }
    Next: Use
  Use: { Type: Pass, Output: "{% $token %}", End: true }
`,
    },
    {
      name: "what the text does not show",
      code: `
StartAt: Load
States:
  Load: { Type: Pass, Assign: "\${Variables}", Next: Use }
  Use: { Type: Pass, Parameters: { rate.$: $rate }, End: true }
`,
    },
    {
      name: "everything beside a transition that only deployment knows",
      code: `
StartAt: Load
States:
  Load: { Type: Pass, Next: "\${Next}" }
  Use: { Type: Pass, Parameters: { rate.$: $rate }, End: true }
`,
    },
    {
      name: "names of both languages where only deployment knows which it is",
      code: `
QueryLanguage: "\${Language}"
StartAt: Load
States:
  Load: { Type: Pass, Assign: { rate.$: $none }, End: true }
`,
    },
    {
      name: "paths and expressions that do not read, which are other rules'",
      code: `
StartAt: Load
States:
  Load: { Type: Pass, Parameters: { id.$: $order-id, all.$: "States.Array($none, )" }, Next: Use }
  Use: { Type: Pass, QueryLanguage: JSONata, Output: "{% $none + + %}", End: true }
`,
    },
    {
      name: "a name that the scope around assigns only in a catcher of the same Parallel, which AWS takes",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          Pack: { Type: Pass, Assign: { note: packed }, End: true }
    Catch: [{ ErrorEquals: [States.ALL], Assign: { note: failed }, Next: Done }]
    Next: Done
  Done: { Type: Succeed }
`,
    },
    {
      name: "a name of the scope around in the processor of a distributed Map, which does not see it",
      code: `
StartAt: Start
States:
  Start: { Type: Pass, Assign: { note: begun }, Next: Per parcel }
  Per parcel:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Pack
      States:
        Pack: { Type: Pass, Assign: { note: packed }, End: true }
    End: true
`,
    },
  ],

  invalid: [
    {
      name: "names that AWS refuses",
      code: `
StartAt: Weigh
States:
  Weigh:
    Type: Pass
    Assign: { «states»: 1, «"states.$"»: $.a, «unit-price»: 2, «order.total»: 3, «"parcels[0]"»: 4, «"order.id.$"»: $.id }
    Next: Ship
  Ship: { Type: Succeed }
`,
      problems: [
        { messageId: "reserved" },
        { messageId: "reserved" },
        { messageId: "character", data: { key: "unit-price", character: "-" }, suggestions: [] },
        { messageId: "part", data: { key: "order.total", whole: "order" } },
        { messageId: "part", data: { key: "parcels[0]", whole: "parcels" } },
        { messageId: "part", data: { key: "order.id", whole: "order" } },
      ],
    },
    {
      name: "a name with the mark of a read, and offers the bare one",
      code: `
StartAt: Weigh
States:
  Weigh: { Type: Pass, Assign: { «"$total.$"»: $.total }, Next: Ship }
  Ship: { Type: Pass, InputPath: $total, End: true }
`,
      problems: [
        {
          messageId: "character",
          data: { key: "$total", character: "$" },
          suggestions: [
            {
              messageId: "change",
              output: `
StartAt: Weigh
States:
  Weigh: { Type: Pass, Assign: { "total.$": $.total }, Next: Ship }
  Ship: { Type: Pass, InputPath: $total, End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "'.$' in a JSONata state, also in rules and catchers",
      code: `
QueryLanguage: JSONata
StartAt: Weigh
States:
  Weigh:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Assign: { «total.$»: "{% 1 %}" }
    Catch: [{ ErrorEquals: [States.ALL], Assign: { «cause !»: "{% $states.errorOutput %}" }, Next: Heavy? }]
    Next: Heavy?
  Heavy?:
    Type: Choice
    Choices: [{ Condition: true, Assign: { «states»: 1 }, Next: Ship }]
  Ship: { Type: Succeed }
`,
      problems: [
        {
          messageId: "suffix",
          data: { key: "total.$" },
          suggestions: [
            {
              messageId: "change",
              output: `
QueryLanguage: JSONata
StartAt: Weigh
States:
  Weigh:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Assign: { total: "{% 1 %}" }
    Catch: [{ ErrorEquals: [States.ALL], Assign: { cause !: "{% $states.errorOutput %}" }, Next: Heavy? }]
    Next: Heavy?
  Heavy?:
    Type: Choice
    Choices: [{ Condition: true, Assign: { states: 1 }, Next: Ship }]
  Ship: { Type: Succeed }
`,
            },
          ],
        },
        { messageId: "character", data: { key: "cause !", character: " " } },
        { messageId: "reserved" },
      ],
    },
    {
      name: "names beyond what AWS documents",
      code: `
StartAt: Weigh
States:
  Weigh: { Type: Pass, Assign: { «""»: 1, «".$"»: $.a, «2nd»: 2, «${long}b»: 3 }, Next: Ship }
  Ship: { Type: Succeed }
`,
      problems: [
        { messageId: "empty" },
        { messageId: "empty" },
        { messageId: "digit", data: { key: "2nd" } },
        { messageId: "length", data: { key: `${long}b`, length: 81, max: 80 } },
      ],
    },
    {
      name: "a variable of the scope around that a branch assigns",
      code: `
StartAt: Start
States:
  Start: { Type: Pass, Assign: { note: begun }, Next: Both }
  Both:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          Pack: { Type: Pass, Assign: { «note»: packed }, Next: Label }
          Label: { Type: Pass, Assign: { note: labelled }, End: true }
    End: true
`,
      problems: [{ messageId: "outer", data: { name: "note", owner: "Both" } }],
    },
    {
      name: "a misspelt variable, once, and offers the right one everywhere",
      code: `
StartAt: Weigh
States:
  Weigh: { Type: Pass, Assign: { total: 1 }, Next: Ship }
  Ship: { Type: Pass, InputPath: «$totl», Parameters: { text.$: "States.Format('{} {}', $totl.net, $totl)" }, Next: Bill }
  Bill: { Type: Pass, QueryLanguage: JSONata, Output: "{% $totl + 1 %}", End: true }
`,
      problems: [
        {
          messageId: "nowhere",
          data: { state: "Ship", name: "totl", hint: " Did you mean '$total'?" },
          suggestions: [
            {
              messageId: "change",
              output: `
StartAt: Weigh
States:
  Weigh: { Type: Pass, Assign: { total: 1 }, Next: Ship }
  Ship: { Type: Pass, InputPath: $total, Parameters: { text.$: "States.Format('{} {}', $total.net, $total)" }, Next: Bill }
  Bill: { Type: Pass, QueryLanguage: JSONata, Output: "{% $total + 1 %}", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a variable that nothing assigns and that resembles none, and offers the field of the input",
      code: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Variable: «$status», StringEquals: PAID, Next: Ship }]
    Default: Remind
  Ship: { Type: Succeed }
  Remind: { Type: Pass, QueryLanguage: JSONata, Output: "{% {'to': «$customer».mail} %}", End: true }
`,
      problems: [
        {
          messageId: "nowhere",
          data: { state: "Paid?", name: "status", hint: "" },
          suggestions: [
            {
              messageId: "change",
              output: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Variable: $.status, StringEquals: PAID, Next: Ship }]
    Default: Remind
  Ship: { Type: Succeed }
  Remind: { Type: Pass, QueryLanguage: JSONata, Output: "{% {'to': $customer.mail} %}", End: true }
`,
            },
          ],
        },
        {
          messageId: "nowhere",
          data: { state: "Remind", name: "customer", hint: "" },
          suggestions: [
            {
              messageId: "change",
              output: `
StartAt: Paid?
States:
  Paid?:
    Type: Choice
    Choices: [{ Variable: $status, StringEquals: PAID, Next: Ship }]
    Default: Remind
  Ship: { Type: Succeed }
  Remind: { Type: Pass, QueryLanguage: JSONata, Output: "{% {'to': $states.input.customer.mail} %}", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a variable that nothing assigns in states of both languages, without an offer",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, InputPath: «$parcel», Next: Bill }
  Bill: { Type: Pass, QueryLanguage: JSONata, Output: "{% $parcel %}", End: true }
`,
      problems: [{ messageId: "nowhere", suggestions: [] }],
    },
    {
      name: "'$states' in a JSONPath state",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, InputPath: «$states».input.parcel, End: true }
`,
      problems: [{ messageId: "states", data: { state: "Ship" } }],
    },
    {
      name: "a variable in the state that assigns it first",
      code: `
QueryLanguage: JSONata
StartAt: Weigh
States:
  Weigh: { Type: Pass, Assign: { total: "{% $states.input.net * 2 %}" }, Output: "{% «$total» %}", Next: Ship }
  Ship: { Type: Succeed }
`,
      problems: [{ messageId: "tooEarly", data: { state: "Weigh", name: "total" } }],
    },
    {
      name: "a variable that only later states assign, and one that only the way without an error does",
      code: `
StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::sns:publish
    Parameters: { Message.$: «$note» }
    Assign: { receipt.$: $.MessageId }
    Catch: [{ ErrorEquals: [States.ALL], Next: Complain }]
    Next: Log
  Complain: { Type: Pass, Parameters: { receipt.$: «$receipt» }, Next: Log }
  Log: { Type: Pass, Assign: { note: logged }, End: true }
`,
      problems: [
        { messageId: "later", data: { state: "Ship", name: "note" } },
        { messageId: "later", data: { state: "Complain", name: "receipt" } },
      ],
    },
    {
      name: "a variable that a Choice leads past, and all that read it behind",
      code: `
StartAt: Express?
States:
  Express?:
    Type: Choice
    Choices: [{ Variable: $.express, BooleanEquals: true, Next: Hurry }]
    Default: Ship
  Hurry: { Type: Pass, Assign: { days: 1 }, Next: Ship }
  Ship: { Type: Pass, Parameters: { days.$: «$days» }, Next: Both }
  Both:
    Type: Parallel
    Branches:
      - StartAt: Bill
        States:
          Bill: { Type: Pass, Parameters: { days.$: $days }, End: true }
    End: true
`,
      problems: [
        { messageId: "sometimes", data: { state: "Ship", name: "days", way: "the way 'Express?' -> 'Ship'" } },
      ],
    },
    {
      name: "what a question for a flag leaves open: all outcomes lead there, a way past it, a flag of something else",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge }
    Assign: { ok: true, receipt: "{% $states.result.Payload %}" }
    Catch:
      - { ErrorEquals: [States.Timeout], Assign: { cause: timeout }, Next: Tell }
      - { ErrorEquals: [States.ALL], Assign: { ok: false, cause: other }, Next: Paid? }
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Condition: "{% $ok %}", Next: Ship }]
    Default: Log
  Ship: { Type: Pass, Output: "{% $receipt %}", Next: Log }
  Log: { Type: Pass, Output: "{% «$receipt» %}", Next: Fast? }
  Fast?:
    Type: Choice
    Choices: [{ Condition: "{% $states.input.fast %}", Next: Tell }]
    Default: Done
  Tell: { Type: Pass, Output: "{% «$ok» %}", End: true }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "sometimes",
          data: { state: "Log", name: "receipt", way: "the way 'Charge' -> 'Paid?' -> 'Log'" },
        },
        { messageId: "sometimes", data: { state: "Tell", name: "ok", way: "the way 'Charge' -> 'Tell'" } },
      ],
    },
    {
      name: "what is meant to be '$states' or a part of it, and offers that",
      code: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, Output: "{% [«$state».input.id, «$context».Execution.Id, «$input», «$result».id, «$state2».name] %}", End: true }
`,
      problems: [
        ["state", "$states", "[$states.input.id, $context.Execution.Id, $input, $result.id, $state2.name]"],
        [
          "context",
          "$states.context",
          "[$state.input.id, $states.context.Execution.Id, $input, $result.id, $state2.name]",
        ],
        ["input", "$states.input", "[$state.input.id, $context.Execution.Id, $states.input, $result.id, $state2.name]"],
        ["result", "", ""],
        ["state2", "", "[$state.input.id, $context.Execution.Id, $input, $result.id, $states.input.state2.name]"],
      ].map(([name = "", near = "", written = ""]) => ({
        messageId: "nowhere",
        data: { state: "Ship", name, hint: near && ` Did you mean '${near}'?` },
        suggestions:
          written === ""
            ? []
            : [
                {
                  messageId: "change",
                  output: `
QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, Output: "{% ${written} %}", End: true }
`,
                },
              ],
      })),
    },
    {
      name: "the result and the error where they exist",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge }
    Output: "{% «$result».Payload %}"
    Catch: [{ ErrorEquals: [States.ALL], Output: "{% «$errorOutput».Cause %}", Next: Tell }]
    Next: Tell
  Tell: { Type: Pass, End: true }
`,
      problems: [
        { messageId: "nowhere", data: { state: "Charge", name: "result", hint: " Did you mean '$states.result'?" } },
        {
          messageId: "nowhere",
          data: { state: "Charge", name: "errorOutput", hint: " Did you mean '$states.errorOutput'?" },
        },
      ],
    },
    {
      name: "the first turn of a loop",
      code: `
QueryLanguage: JSONata
StartAt: Ask
States:
  Ask: { Type: Pass, Output: "{% «$tries» + 1 %}", Next: Count }
  Count: { Type: Pass, Assign: { tries: "{% $states.input %}" }, Next: Enough? }
  Enough?:
    Type: Choice
    Choices: [{ Condition: "{% $tries > 3 %}", Next: Done }]
    Default: Ask
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "sometimes", data: { state: "Ask", name: "tries", way: "its first visit" } }],
    },
    {
      name: "variables of a branch behind it and in another one",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Weigh
        States:
          Weigh: { Type: Pass, Assign: { weight: 1 }, End: true }
      - StartAt: Label
        States:
          Label: { Type: Pass, Parameters: { weight.$: «$weight» }, End: true }
    Next: Ship
  Ship: { Type: Pass, Parameters: { weight.$: «$weight» }, End: true }
`,
      problems: [
        { messageId: "sibling", data: { state: "Label", name: "weight", owner: "Both" } },
        { messageId: "inside", data: { state: "Ship", name: "weight", owner: "Both" } },
      ],
    },
    {
      name: "a variable of the scope around in a distributed Map, but for the fields of the Map itself",
      code: `
StartAt: Start
States:
  Start: { Type: Pass, Assign: { batch: 7 }, Next: Per parcel }
  Per parcel:
    Type: Map
    ItemSelector: { batch.$: $batch }
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Pack
      States:
        Pack: { Type: Pass, Parameters: { batch.$: «$batch» }, End: true }
    End: true
`,
      problems: [{ messageId: "isolated", data: { state: "Pack", name: "batch", owner: "Per parcel" } }],
    },
  ],
});
