import rule from "../../src/rules/prefer-express.ts";
import { testRule } from "../../src/testing.ts";

testRule("prefer-express", rule, {
  valid: [
    {
      name: "a machine of a type that nobody names",
      code: `
StartAt: Read
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Price }
  Price: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Store }
  Store: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", End: true }
`,
    },
    {
      name: "an Express machine",
      type: "EXPRESS",
      code: `
StartAt: Read
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Price }
  Price: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Store }
  Store: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", End: true }
`,
    },
    {
      name: "a machine that saves less than is asked for",
      type: "STANDARD",
      options: { minSaving: 100 },
      code: `
StartAt: Read
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Price }
  Price: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Store }
  Store: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", End: true }
`,
    },
    {
      name: "a machine that waits for a task token",
      type: "STANDARD",
      code: `
StartAt: Read
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Approve }
  Approve:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Parameters: { QueueUrl: "\${Queue}", MessageBody: { token.$: $$.Task.Token } }
    TimeoutSeconds: 86400
    End: true
`,
    },
    {
      name: "a machine that waits for longer than Express executions may take",
      type: "STANDARD",
      code: `
StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 301, Next: Read }
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", End: true }
`,
    },
  ],
  invalid: [
    {
      name: "a short machine",
      type: "STANDARD",
      code: `
StartAt: «Read»
States:
  Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Price }
  Price: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Store }
  Store: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", End: true }
`,
      problems: [
        {
          messageId: "cheaper",
          data: { executions: "100,000", standard: "$7.50", express: "$0.16", breakEven: "1 min 11 s" },
        },
      ],
    },
    {
      name: "Standard children of a distributed Map",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: «STANDARD» }
      StartAt: Read
      States:
        Read: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", Next: Store }
        Store: { Type: Task, Resource: "arn:aws:lambda:us-east-1:111122223333:function:order", End: true }
    End: true
`,
      problems: [{ messageId: "children" }],
    },
  ],
});
