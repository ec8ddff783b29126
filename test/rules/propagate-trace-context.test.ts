import { describe, expect, it, test } from "vitest";
import rule from "../../src/rules/propagate-trace-context.ts";
import { hostedPlaces, hostedReports, templatePlaces } from "../helpers/hosted.ts";

const sending = (call: string, parameters: string, field = "Parameters") => `
StartAt: Tell
States:
  Tell: { Type: Task, Resource: "arn:aws:states:::${call}", ${field}: { ${parameters} }, End: true }
`;
const traced = { tracing: "on" } as const;
const queue = "QueueUrl: https://sqs.eu-west-1.amazonaws.com/123456789012/print, MessageBody.$: $.text";
const event = "Source: print, DetailType: printed, Detail.$: $";

describe("propagate-trace-context", () => {
  test.each([
    ["sqs:sendMessage", queue, "MessageAttributes"],
    ["aws-sdk:sqs:sendMessage", queue, "MessageSystemAttributes"],
    ["sqs:sendMessage.waitForTaskToken", queue, "MessageAttributes"],
    ["sns:publish", "TopicArn: printed, Message.$: $.text", "MessageAttributes"],
    ["aws-sdk:sns:publish", "TopicArn: printed, Message.$: $.text", "MessageAttributes"],
  ])("reports %s without attributes", (call, parameters, field) => {
    expect(hostedReports(rule, sending(call, parameters), traced)).toEqual([
      { messageId: "attributes", text: "Parameters", data: { name: "Tell", field }, changed: [] },
    ]);
  });

  it("reports other attributes at their key", () => {
    const attributes = "MessageAttributes: { stage: { DataType: String, StringValue: live } }";
    expect(hostedPlaces(rule, sending("sqs:sendMessage", `${queue}, ${attributes}`), traced)).toEqual([
      "attributes at MessageAttributes",
    ]);
  });

  test.each(["events:putEvents", "aws-sdk:eventbridge:putEvents"])("reports an entry of %s", (call) => {
    const entries = `Entries: [{ ${event}, TraceHeader.$: $.trace }, { ${event} }]`;
    expect(hostedReports(rule, sending(call, entries), traced)).toMatchObject([
      { messageId: "items", text: "Entries", data: { name: "Tell", field: "TraceHeader" } },
    ]);
  });

  test.each([
    ["sqs:sendMessage", `${queue}, MessageAttributes: { traceparent: { DataType: String, StringValue.$: $.trace } }`],
    [
      "sqs:sendMessage",
      `${queue}, MessageAttributes: { correlationId: { DataType: String, StringValue.$: $$.Execution.Id } }`,
    ],
    [
      "aws-sdk:sqs:sendMessage",
      `${queue}, MessageSystemAttributes: { AWSTraceHeader: { DataType: String, StringValue.$: $.trace } }`,
    ],
    ["sqs:sendMessage", `${queue}, MessageAttributes.$: $.attributes`],
    ["sqs:sendMessage", `${queue}, MessageAttributes: "\${Attributes}"`],
    ["events:putEvents", `Entries: [{ ${event}, TraceHeader.$: $.trace }]`],
    ["events:putEvents", "Entries.$: $.events"],
    ["events:putEvents", "Entries: ['${Event}']"],
    ["sns:publish", "PhoneNumber.$: $.phone, Message: printed"],
    ["lambda:invoke", "FunctionName: print"],
  ])("accepts %s with %s", (call, parameters) => {
    expect(hostedPlaces(rule, sending(call, parameters), traced)).toEqual([]);
  });

  it("accepts attributes that an expression makes", () => {
    const code = sending("sqs:sendMessage", 'MessageBody: x, MessageAttributes: "{% $attributes %}"', "Arguments");
    expect(hostedPlaces(rule, `QueryLanguage: JSONata${code}`, traced)).toEqual([]);
  });

  it("is silent where the machine is not traced, or nobody says so", () => {
    expect(hostedPlaces(rule, sending("sqs:sendMessage", queue), {})).toEqual([]);
    expect(hostedPlaces(rule, sending("sqs:sendMessage", queue), { tracing: "off" })).toEqual([]);
  });

  it("knows from the template that the machine is traced", () => {
    const code = `Resources:
  Printing:
    Type: AWS::Serverless::StateMachine
    Properties:
      Tracing: { Enabled: true }
      Definition:
        ${sending("sqs:sendMessage", queue).trim().replaceAll("\n", "\n        ")}
`;
    expect(templatePlaces(rule, code)).toEqual(["attributes at Parameters"]);
  });
});
