import rule from "../../src/rules/no-pass-chain.ts";
import { testRule } from "../../src/testing.ts";

testRule("no-pass-chain", rule, {
  valid: [
    {
      name: "a long chain that sets keys of one object, which no-merge-chain reports",
      code: `
StartAt: Order
States:
  Order: { Type: Pass, Result: {}, Next: A }
  A: { Type: Pass, Result: 1, ResultPath: $.a, Next: B }
  B: { Type: Pass, Result: 1, ResultPath: $.b, Next: C }
  C: { Type: Pass, Result: 1, ResultPath: $.c, End: true }
`,
    },
    {
      name: "Pass states with other states between them",
      code: `
StartAt: Order
States:
  Order: { Type: Pass, Result: { paid: false }, Next: Charge }
  Charge: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Paid }
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, End: true }
`,
    },
    {
      name: "a second Pass that other states lead to",
      code: `
StartAt: Known?
States:
  Known?: { Type: Choice, Choices: [{ Variable: $.id, IsPresent: true, Next: Paid }], Default: Order }
  Order: { Type: Pass, Result: { paid: false }, Next: Paid }
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, End: true }
`,
    },
    {
      name: "a second Pass that the machine starts with",
      code: `
StartAt: Paid
States:
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Order }
  Order: { Type: Pass, Result: { paid: false }, Next: Paid }
`,
    },
    {
      name: "a circle of Pass states",
      code: `
StartAt: Order
States:
  Order: { Type: Pass, Result: { paid: false }, Next: Paid }
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, Next: Order }
`,
    },
    {
      name: "a second Pass that a transition may lead to that is filled in",
      code: `
StartAt: Order
States:
  Order: { Type: Pass, Result: { paid: false }, Next: Paid }
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, Next: Ship }
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: "\${Next}" }
`,
    },
    {
      name: "two keys of an object that nobody knows",
      code: `
StartAt: Paid
States:
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, Next: Count }
  Count: { Type: Pass, Result: 0, ResultPath: $.tries, End: true }
`,
    },
    {
      name: "Pass states that do nothing, which are another matter",
      code: `
StartAt: Start
States:
  Start: { Type: Pass, Next: Order }
  Order: { Type: Pass, Result: { paid: false }, Next: Ordered }
  Ordered: { Type: Pass, End: true }
`,
    },
    {
      name: "a variable that has a value only behind the first Pass",
      code: `
QueryLanguage: JSONata
StartAt: Net
States:
  Net: { Type: Pass, Assign: { net: "{% $states.input.price * 0.8 %}" }, Next: Total }
  Total: { Type: Pass, Output: { net: "{% $net %}", tax: "{% $net * 0.25 %}" }, End: true }
`,
    },
    {
      name: "two query languages",
      code: `
StartAt: Order
States:
  Order: { Type: Pass, Result: { paid: false }, Next: Paid }
  Paid: { Type: Pass, QueryLanguage: JSONata, Output: { paid: true }, End: true }
`,
    },
    {
      name: "values that are filled in",
      code: `
StartAt: Order
States:
  Order: { Type: Pass, Result: "\${Order}", Next: Paid }
  Paid: { Type: Pass, Result: true, ResultPath: "\${Path}", End: true }
`,
    },
    {
      name: "states that nothing leads to",
      code: `
StartAt: Done
States:
  Order: { Type: Pass, Result: { paid: false }, Next: Paid }
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, Next: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "an Express machine, which is paid by time",
      type: "EXPRESS",
      code: `
StartAt: Order
States:
  Order: { Type: Pass, Result: { paid: false }, Next: Paid }
  Paid: { Type: Pass, Result: true, ResultPath: $.paid, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "an object and a key that is added to it",
      code: `
StartAt: Order
States:
  «Order»:
    Type: Pass
    Comment: The order as it came
    Parameters:
      id.$: $.detail.id
    Next: Paid
  Paid:
    Type: Pass
    Result: false
    ResultPath: $.paid
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
      problems: [
        {
          messageId: "chain",
          data: { names: "'Order' and 'Paid'", saved: "a transition" },
          suggestions: [
            {
              messageId: "absorb",
              output: `
StartAt: Order
States:
  Order:
    Type: Pass
    Comment: The order as it came
    Parameters:
      id.$: $.detail.id
      paid: false
    Next: Ship
  Ship: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true }
`,
            },
          ],
        },
      ],
    },
    {
      name: "three Pass states at the end of a branch, of which the first two become one",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Detail
        States:
          «Detail»: { Type: Pass, InputPath: $.detail, Next: Shape }
          Shape: { Type: Pass, Parameters: { id.$: $.id, "name.$": "States.Format('{}!', $.name)" }, Next: Mark }
          Mark: { Type: Pass, Result: true, ResultPath: $.seen, End: true }
      - StartAt: Rest
        States:
          Rest: { Type: Wait, Seconds: 5, End: true }
    End: true
`,
      problems: [
        {
          messageId: "chain",
          data: { names: "'Detail', 'Shape' and 'Mark'", saved: "2 transitions" },
          suggestions: [
            {
              messageId: "absorb",
              output: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Detail
        States:
          Detail:
            Type: Pass
            Parameters:
              id.$: $.detail.id
              name.$: States.Format('{}!', $.detail.name)
            Next: Mark
          Mark: { Type: Pass, Result: true, ResultPath: $.seen, End: true }
      - StartAt: Rest
        States:
          Rest: { Type: Wait, Seconds: 5, End: true }
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "outputs of JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Order
States:
  «Order»: { Type: Pass, Output: "{% $states.input.detail %}", Next: Sum }
  Sum:
    Type: Pass
    Output:
      id: "{% $states.input.id %}"
      total: "{% $sum($states.input.items.price) %}"
    End: true
`,
      problems: [
        {
          messageId: "chain",
          suggestions: [
            {
              messageId: "absorb",
              output: `
QueryLanguage: JSONata
StartAt: Order
States:
  Order:
    Type: Pass
    Output:
      id: "{% $states.input.detail.id %}"
      total: "{% $sum($states.input.detail.items.price) %}"
    End: true
`,
            },
          ],
        },
      ],
    },
    {
      name: "a comment that would be lost, so that it is not rewritten",
      code: `
StartAt: Order
States:
  «Order»: { Type: Pass, Result: { paid: false }, Next: Paid }
  Paid: { Type: Pass, Comment: Free of charge, Result: true, ResultPath: $.paid, End: true }
`,
      problems: [{ messageId: "chain", suggestions: [] }],
    },
    {
      name: "a long chain by its first name",
      code: `
StartAt: Order
States:
  «Order»: { Type: Pass, Parameters: { a.$: $.order }, Next: A }
  A: { Type: Pass, Parameters: { b.$: $.a }, Next: B }
  B: { Type: Pass, Parameters: { c.$: $.b }, Next: C }
  C: { Type: Pass, Parameters: { d.$: $.c }, Next: D }
  D: { Type: Pass, Parameters: { e.$: $.d }, End: true }
`,
      problems: [
        { messageId: "chain", data: { names: "'Order' and the 4 Pass states behind it", saved: "4 transitions" } },
      ],
    },
  ],
});
