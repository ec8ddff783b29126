import rule from "../../src/rules/valid-states-reference.ts";
import { testRule } from "../../src/testing.ts";

/** A machine of one Pass state, with its further fields. */
const pass = (fields: string): string => `
QueryLanguage: JSONata
StartAt: Bill
States:
  Bill: { Type: Pass, ${fields}, End: true }
`;

/** The same in JSONPath. */
const pathPass = (fields: string): string => pass(fields).replace("JSONata", "JSONPath");

testRule("valid-states-reference", rule, {
  valid: [
    {
      name: "results and error outputs where they exist",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge, Payload: "{% $states.input %}" }
    Output: "{% $states.result.Payload %}"
    Assign: { receipt: { id: "{% $states.result.Payload.receipts[id = $states.result.last] %}" } }
    Catch:
      - ErrorEquals: [States.ALL]
        Output: "{% $states.errorOutput.Cause %}"
        Assign: { why: ["{% $states.errorOutput ? $states.errorOutput.Error : 'none' %}"] }
        Next: Per order
    Next: Per order
  Per order:
    Type: Map
    Items: "{% $states.input.orders %}"
    ItemSelector: { order: "{% $states.context.Map.Item.Value.order %}" }
    ItemProcessor:
      StartAt: Pack
      States:
        Pack: { Type: Pass, Output: "{% $states.context.Map.Item.Index %}", End: true }
    Output: "{% $states.result %}"
    Next: Both
  Both:
    Type: Parallel
    Branches: [{ StartAt: Send, States: { Send: { Type: Succeed } } }]
    Assign: { sent: "{% $states.result %}" }
    End: true
`,
    },
    {
      name: "the context object in fields that take no path into it",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ResultPath: $$.e
    MaxConcurrencyPath: $$.limits
    ItemBatcher: { MaxItemsPerBatchPath: $$.batch }
    ItemProcessor: { StartAt: Pack, States: { Pack: { Type: Succeed } } }
    Catch: [{ ErrorEquals: [States.ALL], ResultPath: $$.e, Next: Done }]
    Next: Done
  Done: { Type: Succeed }
`,
    },
    { name: "$states as a whole", code: pass(`Output: "{% $states %}"`) },
    { name: "fields of the input with such names", code: pass(`Output: "{% $states.input.errorOutput.result %}"`) },
    { name: "a local variable of that name", code: pass(`Output: "{% ($states := {'result': 1}; $states.result) %}"`) },
    { name: "such names in a text", code: pass(`Output: "{% '$states.result' %}"`) },
    {
      name: "what the context object has",
      code: pass(`Output: "{% $states.context.Execution.Input.anything.at.all %}"`),
    },
    {
      name: "a step that is computed",
      code: pass(`Output: "{% $states.context.*.Id & $states.context.Execution.* %}"`),
    },
    {
      name: "the context object in JSONPath",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemsPath: $$.Execution.Input.orders
    ItemSelector: { order.$: $$.Map.Item.Value, all.$: $$, machine.$: $$.StateMachine['Name'] }
    ItemProcessor:
      StartAt: Ask
      States:
        Ask:
          Type: Task
          Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
          Parameters:
            QueueUrl: https://queue
            MessageBody: { token.$: $$.Task.Token, name.$: "States.Format('{}-{}', $$.Map.Item.Index, $$.State.RetryCount)" }
          End: true
    End: true
`,
    },
    {
      name: "a token where it may be",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: "\${Asking}"
    Parameters: { token.$: $$.Task.Token }
    Next: Work
  Work:
    Type: Task
    Resource: arn:aws:states:eu-west-1:123456789012:activity:work
    Parameters: { token.$: $$.Task.Token }
    Next: Job
  Job:
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync
    Parameters: { Input: { token.$: $$.Task.Token } }
    End: true
`,
    },
    {
      name: "paths of JSONPath that are no paths, another rule's",
      code: pathPass("InputPath: $$.Exec[, Parameters: {}").replace("$$.Exec[", '"$$.Exec["'),
    },
    { name: "what is no path in JSONPath", code: pathPass("Parameters: { a: $$.Nothing }") },
  ],

  invalid: [
    {
      name: "an error output outside of a catcher",
      code: pass(`Output: ["{% «$states.errorOutput».Error %}", "{% [«$states.errorOutput», $states.errorOutput] %}"]`),
      problems: [{ messageId: "errorOutput" }, { messageId: "errorOutput" }],
    },
    {
      name: "a result where there is none",
      code: `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge, Payload: "{% «$states.result».Payload %}" }
    Catch: [{ ErrorEquals: [States.ALL], Output: "{% «$states.result» %}", Next: Paid? }]
    Next: Paid?
  Paid?:
    Type: Choice
    Choices: [{ Condition: "{% «$states.result».paid = true %}", Output: "{% «$states.result» %}", Next: Bill }]
    Default: Bill
  Bill: { Type: Pass, Output: "{% «$states.result» %}", Assign: { a: "{% «$states.errorOutput» %}" }, End: true }
`,
      problems: [
        { messageId: "result", data: { hint: "" } },
        { messageId: "result", data: { hint: " Did you mean '$states.errorOutput'?" } },
        { messageId: "result", data: { hint: "" } },
        { messageId: "result" },
        { messageId: "result" },
        { messageId: "errorOutput" },
      ],
    },
    {
      name: "as a warning where AWS does not look",
      code: pass(`Output: "{% $states.input.orders[id = «$states.result».id] %}"`),
      problems: [{ messageId: "absent", data: { name: "result" } }],
    },
    {
      name: "what $states does not have",
      code: pass(`Output: "{% $states.«inptu».order & $states.«order» %}"`),
      problems: [
        {
          messageId: "unknown",
          data: { path: "$states.inptu", hint: " Did you mean 'input'?" },
          suggestions: [{ messageId: "rename", output: pass(`Output: "{% $states.input.order & $states.order %}"`) }],
        },
        { messageId: "unknown", data: { path: "$states.order", hint: "" }, suggestions: [] },
      ],
    },
    {
      name: "what the context object does not have",
      code: pass(
        `Output: "{% $states.context.«execution».Id & $states.context.Execution.«ID» & $states.context.«messages» %}"`,
      ),
      problems: [
        {
          messageId: "unknown",
          data: { path: "$states.context.execution", hint: " Did you mean 'Execution'?" },
        },
        {
          messageId: "unknown",
          data: { path: "$states.context.Execution.ID", hint: " Did you mean 'Id'?" },
          suggestions: [
            {
              messageId: "rename",
              output: pass(
                `Output: "{% $states.context.execution.Id & $states.context.Execution.Id & $states.context.messages %}"`,
              ),
            },
          ],
        },
        { messageId: "unknown", data: { path: "$states.context.messages", hint: "" }, suggestions: [] },
      ],
    },
    {
      name: "the same in JSONPath, in paths and calls",
      code: pathPass(
        `InputPath: "$$['«execution»']", Parameters: { id.$: $$.Execution.«Identifier», at.$: "States.Format('{}', $$.«constructor»)" }`,
      ),
      problems: [
        {
          messageId: "unknown",
          data: { path: "$$.execution", hint: " Did you mean 'Execution'?" },
          suggestions: [
            {
              messageId: "rename",
              output: pathPass(
                `InputPath: "$$['Execution']", Parameters: { id.$: $$.Execution.Identifier, at.$: "States.Format('{}', $$.constructor)" }`,
              ),
            },
          ],
        },
        { messageId: "unknown", data: { path: "$$.Execution.Identifier", hint: "" } },
        { messageId: "unknown", data: { path: "$$.constructor", hint: "" } },
      ],
    },
    {
      name: "the item of a Map where there is none",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemsPath: «$$.Map.Item.Value»
    ItemProcessor: { StartAt: Pack, States: { Pack: { Type: Succeed } } }
    ResultSelector: { index.$: «$$.Map.Item.Index» }
    Next: Bill
  Bill: { Type: Pass, Parameters: { order.$: «$$.Map.Item.Value.order» }, End: true }
`,
      problems: [
        { messageId: "item", data: { path: "$$.Map.Item.Value" } },
        { messageId: "item", data: { path: "$$.Map.Item.Index" } },
        { messageId: "item", data: { path: "$$.Map.Item.Value.order" } },
      ],
    },
    {
      name: "a token that nothing waits for",
      code: `
StartAt: Ask
States:
  Ask:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Parameters: { QueueUrl: https://queue, MessageBody: { token.$: «$$.Task.Token» } }
    Next: Call
  Call:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:call
    Parameters: { token.$: «$$.Task.Token» }
    Next: Bill
  Bill: { Type: Pass, QueryLanguage: JSONata, Output: "{% «$states.context.Task.Token» & '' %}", End: true }
`,
      problems: [
        { messageId: "token", data: { path: "$$.Task.Token" } },
        { messageId: "token", data: { path: "$$.Task.Token" } },
        { messageId: "token", data: { path: "$states.context.Task.Token" } },
      ],
    },
  ],
});
