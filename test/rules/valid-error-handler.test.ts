import rule from "../../src/rules/valid-error-handler.ts";
import { testRule } from "../../src/testing.ts";

const charge = (handlers: string) => `
StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:charge
    ${handlers}
    End: true
  Refund: { Type: Succeed }
`;

testRule("valid-error-handler", rule, {
  valid: [
    ...[
      "Retry: [{ ErrorEquals: [CardDeclined, States.Timeout] }, { ErrorEquals: [States.ALL] }]",
      "Catch: [{ ErrorEquals: [States.ALL], Next: Refund }]",
      "Catch: [{ ErrorEquals: [States.Runtime], Next: Refund }]",
      'Retry: [{ ErrorEquals: "${Errors}" }, { ErrorEquals: [States.ALL] }]',
      'Retry: [{ ErrorEquals: ["${Error}"] }]',
      "Retry: [{ ErrorEquals: [States.TaskFailed] }, { ErrorEquals: [CardDeclined] }]",
      "Retry: [{ MaxAttempts: 2 }]",
      "Retry: [{ ErrorEquals: States.ALL }, { ErrorEquals: [CardDeclined] }]",
      "Retry: []",
      'Retry: "${Retriers}"',
      'Retry: [{ ErrorEquals: [States.ALL] }, "${Retrier}"]',
    ].map((handlers) => ({ name: handlers, code: charge(handlers) })),
    {
      name: "a Retry on a state that takes none, which is another rule's",
      code: `
StartAt: Charge card
States:
  Charge card: { Type: Pass, Retry: [{ ErrorEquals: [] }], End: true }
`,
    },
  ],

  invalid: [
    ...(["retrier", "catcher"] as const).map((handler) => ({
      name: `a ${handler} that names no error`,
      code: charge(
        handler === "retrier" ? "Retry: [{ ErrorEquals: «[]» }]" : "Catch: [{ ErrorEquals: «[]», Next: Refund }]",
      ),
      problems: [{ messageId: "empty", data: { handler }, suggestions: [] }],
    })),
    {
      name: "States.ALL beside another name, and offers it alone",
      code: charge("Retry: [{ ErrorEquals: [States.Timeout, «States.ALL»], MaxAttempts: 2 }]"),
      problems: [
        {
          messageId: "alone",
          suggestions: [
            {
              messageId: "onlyAll",
              output: charge("Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: 2 }]"),
            },
          ],
        },
      ],
    },
    {
      name: "States.ALL before another retrier, and offers to move it",
      code: charge("Retry: [{ ErrorEquals: [«States.ALL»] }, { ErrorEquals: [CardDeclined], MaxAttempts: 0 }]"),
      problems: [
        {
          messageId: "last",
          data: { handlers: "retriers" },
          suggestions: [
            {
              messageId: "moveLast",
              output: charge(`Retry:
      - ErrorEquals:
          - CardDeclined
        MaxAttempts: 0
      - ErrorEquals:
          - States.ALL`),
            },
          ],
        },
      ],
    },
    {
      name: "States.ALL before another catcher, in JSON with its own indentation",
      file: "machine.asl.json",
      code: `{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [{ "StartAt": "Pack", "States": { "Pack": { "Type": "Succeed" } } }],
      "Catch": [
        {
          "ErrorEquals": [«"States.ALL"»],
          "Next": "Refund"
        },
        {
          "ErrorEquals": ["CardDeclined"],
          "Next": "Refund"
        }
      ],
      "Next": "Refund"
    },
    "Refund": { "Type": "Succeed" }
  }
}`,
      problems: [
        {
          messageId: "last",
          data: { handlers: "catchers" },
          suggestions: [
            {
              messageId: "moveLast",
              output: `{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [{ "StartAt": "Pack", "States": { "Pack": { "Type": "Succeed" } } }],
      "Catch": [
        {
          "ErrorEquals": [
            "CardDeclined"
          ],
          "Next": "Refund"
        },
        {
          "ErrorEquals": [
            "States.ALL"
          ],
          "Next": "Refund"
        }
      ],
      "Next": "Refund"
    },
    "Refund": { "Type": "Succeed" }
  }
}`,
            },
          ],
        },
      ],
    },
    {
      name: "States.ALL before a catcher that holds what only deployment knows, without an offer",
      code: charge(
        'Catch: [{ ErrorEquals: [«States.ALL»], Next: Refund }, { ErrorEquals: ["${Error}"], Next: Refund }]',
      ),
      problems: [{ messageId: "last", suggestions: [] }],
    },
    {
      name: "States.ALL before a retrier with a comment, without an offer",
      code: charge(`Retry:
      - ErrorEquals: [«States.ALL»]
      # declined for good
      - { ErrorEquals: [CardDeclined], MaxAttempts: 0 }`),
      problems: [{ messageId: "last", suggestions: [] }],
    },
    {
      name: "States.ALL neither alone nor last once",
      code: charge("Retry: [{ ErrorEquals: [«States.ALL», States.Timeout] }, { ErrorEquals: [CardDeclined] }]"),
      problems: [{ messageId: "alone" }],
    },
    {
      name: "a Map",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemProcessor: { StartAt: Pack, States: { Pack: { Type: Succeed } } }
    Retry: [{ ErrorEquals: «[]» }]
    End: true
`,
      problems: [{ messageId: "empty" }],
    },
  ],
});
