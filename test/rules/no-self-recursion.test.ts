import { describe, expect, it } from "vitest";
import rule from "../../src/rules/no-self-recursion.ts";
import { testRule } from "../../src/testing.ts";
import { hostedPlaces, templatePlaces } from "../helpers/hosted.ts";

const again = (more = "End: true") => `
    Type: Task
    Resource: arn:aws:states:::states:startExecution
    Parameters: { StateMachineArn.$: $$.StateMachine.Id, Input: { page.$: $.page } }
    ${more}`;

testRule("no-self-recursion", rule, {
  valid: [
    {
      name: "a Choice that leads past it",
      code: `
StartAt: Read page
States:
  Read page: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:123456789012:function:read", Next: More? }
  More?:
    Type: Choice
    Choices: [{ Variable: $.next, IsPresent: true, Next: Continue }]
    Default: Done
  Continue:${again()}
  Done: { Type: Succeed }
`,
    },
    {
      name: "a Choice that leads to a Fail, as a limit",
      code: `
StartAt: Too many?
States:
  Too many?:
    Type: Choice
    Choices: [{ Variable: $.page, NumericGreaterThan: 100, Next: Stop }]
    Default: Continue
  Continue:${again()}
  Stop: { Type: Fail, Error: TooManyPages }
`,
    },
    {
      name: "an error of one's own that ends it",
      code: `
StartAt: Read page
States:
  Read page:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:read
    Catch: [{ ErrorEquals: [NoMorePages], Next: Done }]
    Next: Continue
  Continue:${again()}
  Done: { Type: Succeed }
`,
    },
    {
      name: "one execution for each item, of which there may be none",
      code: `
StartAt: Per folder
States:
  Per folder:
    Type: Map
    ItemProcessor: { StartAt: Continue, States: { Continue: { Type: Task, Resource: "arn:aws:states:::states:startExecution", Parameters: { StateMachineArn.$: $$.StateMachine.Id }, End: true } } }
    End: true
`,
    },
    {
      name: "ways that only deployment knows",
      code: `
StartAt: Continue
States:
  \${First}: { Type: Pass, Next: "\${Second}" }
  Continue:${again('Next: "${After}"')}
  Read page: { Type: Pass, Next: "\${After}" }
`,
    },
    {
      name: "another machine",
      code: `
StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::states:startExecution
    Parameters: { StateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:Shipping" }
    End: true
`,
    },
  ],
  invalid: [
    {
      name: "a machine that always starts itself again",
      code: `
StartAt: Read page
States:
  Read page:
    Type: Task
    Resource: arn:aws:lambda:eu-west-1:123456789012:function:read
    Catch: [{ ErrorEquals: [States.ALL], Next: Note }]
    Next: Continue
  Continue:${again().replace("$$.StateMachine.Id", "«$$$$.StateMachine.Id»")}
  Note: { Type: Succeed }
`,
      problems: [{ messageId: "endless", data: { name: "Continue" } }],
    },
    {
      name: "one in a branch, in JSONata",
      code: `
QueryLanguage: JSONata
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Read page
        States: { Read page: { Type: Succeed } }
      - StartAt: Continue
        States:
          Continue:
            Type: Task
            Resource: arn:aws:states:::aws-sdk:sfn:startExecution
            Arguments: { StateMachineArn: «"{% $states.context.StateMachine.Id %}"», Input: "{}" }
            End: true
    End: true
`,
      problems: [{ messageId: "endless", data: { name: "Continue" } }],
    },
    {
      name: "one that waits for the other executions",
      code: `
StartAt: Continue
States:
  Continue:
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync:2
    Parameters: { StateMachineArn.$: «$$.StateMachine.Id» }
    TimeoutSeconds: 60
    End: true
`,
      problems: [{ messageId: "waiting", data: { name: "Continue" } }],
    },
  ],
});

describe("no-self-recursion, by name", () => {
  const code = (arn: string) => `
StartAt: Continue
States:
  Continue:
    Type: Task
    Resource: arn:aws:states:::states:startExecution
    Parameters: { StateMachineArn: ${arn} }
    End: true
`;

  it("knows the machine by the name that its host gives it", () => {
    const arn = "'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders'";
    expect(hostedPlaces(rule, code(arn), { machineName: "Orders" })).toEqual([`endless at ${arn}`]);
    expect(hostedPlaces(rule, code(arn), { machineName: "Bills" })).toEqual([]);
    expect(hostedPlaces(rule, code(arn), {})).toEqual([]);
  });

  it("leaves versions and aliases alone, which may be older", () => {
    const arn = "'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders:7'";
    expect(hostedPlaces(rule, code(arn), { machineName: "Orders" })).toEqual([]);
  });

  it("reads an ARN with holes in a template", () => {
    const indented = code("!Sub 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:Orders'")
      .trim()
      .replaceAll("\n", "\n        ");
    const template = `Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: Orders
      Definition:
        ${indented}
`;
    expect(templatePlaces(rule, template)).toEqual([
      "endless at 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:Orders'",
    ]);
  });
});
