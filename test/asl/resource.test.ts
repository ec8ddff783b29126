import { describe, expect, test } from "vitest";
import { apiOf, parseResource } from "../../src/asl/resource.ts";

const hole = { label: "${Hole}" };

describe("integrations", () => {
  const cases: [resource: string, expected: object, api: string][] = [
    [
      "glue:startJobRun",
      { service: "glue", action: "startJobRun", pattern: "request", sdk: false },
      "glue:startJobRun",
    ],
    ["glue:startJobRun.sync", { pattern: "sync", suffix: ".sync", version: undefined }, "glue:startJobRun"],
    ["states:startExecution.sync:2", { pattern: "sync", version: 2 }, "sfn:startExecution"],
    ["sqs:sendMessage.waitForTaskToken", { service: "sqs", pattern: "callback" }, "sqs:sendMessage"],
    ["sqs:sendMessage.waitForToken", { pattern: "other", suffix: ".waitForToken" }, "sqs:sendMessage"],
    ["http:invoke", { service: "http", action: "invoke", pattern: "request" }, "http:invoke"],
    ["aws-sdk:glue:getJobRun", { service: "glue", action: "getJobRun", sdk: true }, "glue:getJobRun"],
    ["aws-sdk:sqs:sendMessage.waitForTaskToken", { pattern: "callback", sdk: true }, "sqs:sendMessage"],
    ["elasticmapreduce:addStep.sync", { service: "elasticmapreduce" }, "emr:addJobFlowSteps"],
    ["emr-serverless:startJobRun.sync", { service: "emr-serverless" }, "emrserverless:startJobRun"],
    ["events:putEvents", { service: "events" }, "eventbridge:putEvents"],
    ["bedrock:invokeModel", { service: "bedrock" }, "bedrockruntime:invokeModel"],
    ["eks:runJob.sync", { service: "eks", action: "runJob" }, "eks:runJob"],
  ];
  test.each(cases)("%s", (resource, expected, api) => {
    for (const text of [
      `arn:aws:states:::${resource}`,
      `arn:aws-us-gov:states:us-gov-west-1:123456789012:${resource}`,
    ]) {
      const parsed = parseResource(text);
      expect(parsed).toMatchObject({ kind: "integration", ...expected });
      expect(apiOf(parsed)).toBe(api);
    }
  });
});

describe("functions and activities", () => {
  const cases: [resource: string, expected: object][] = [
    ["arn:aws:lambda:eu-west-1:123456789012:function:ship", { kind: "lambda", functionName: "ship" }],
    ["arn:aws:lambda:eu-west-1:123456789012:function:ship:live", { kind: "lambda", functionName: "ship" }],
    ["arn:aws:lambda:eu-west-1:123456789012:function:ship:$LATEST", { kind: "lambda", functionName: "ship" }],
    ["arn:aws-cn:states:cn-north-1:123456789012:activity:Approve order", { kind: "activity", name: "Approve order" }],
  ];
  test.each(cases)("%s", (resource, expected) => {
    expect(parseResource(resource)).toEqual(expected);
    expect(apiOf(parseResource(resource))).toBeUndefined();
  });
});

describe("holes", () => {
  const lambda = (functionName?: string) => ({ kind: "lambda", functionName });
  const cases: [name: string, parts: (string | typeof hole)[], expected: object][] = [
    ["a partition", ["arn:", hole, ":states:::glue:startJobRun.sync"], { service: "glue", pattern: "sync" }],
    ["a region and an account", ["arn:aws:lambda:", hole, ":", hole, ":function:ship"], lambda("ship")],
    ["a region with the account", ["arn:aws:lambda:", hole, ":function:ship"], lambda("ship")],
    ["a function name", ["arn:aws:lambda:eu-west-1:123456789012:function:", hole], lambda()],
    ["a part of a function name", ["arn:aws:lambda:eu-west-1:123456789012:function:ship-", hole], lambda()],
    ["an alias", ["arn:aws:lambda:eu-west-1:123456789012:function:ship:", hole], lambda("ship")],
    [
      "an activity name",
      ["arn:aws:states:", hole, ":", hole, ":activity:", hole],
      { kind: "activity", name: undefined },
    ],
    ["a whole ARN", [hole], { kind: "unknown" }],
    ["the beginning", [hole, ":states:::glue:startJobRun"], { kind: "unknown" }],
    ["a service", ["arn:aws:states:::", hole, ":startJobRun"], { kind: "unknown" }],
    ["a service behind the SDK", ["arn:aws:states:::aws-sdk:", hole, ":getJobRun"], { kind: "unknown" }],
    ["an action", ["arn:aws:states:::glue:", hole], { kind: "unknown" }],
    ["a part of an action", ["arn:aws:states:::glue:start", hole], { kind: "unknown" }],
    ["a pattern", ["arn:aws:states:::glue:startJobRun.", hole], { kind: "unknown" }],
    ["a suffix", ["arn:aws:states:::glue:startJobRun", hole], { kind: "unknown" }],
  ];
  test.each(cases)("%s", (_name, parts, expected) => {
    expect(parseResource(parts)).toMatchObject(expected);
  });
});

describe("positions", () => {
  const cases: [parts: string | (string | typeof hole)[], service: string, action: string, suffix: string][] = [
    ["arn:aws:states:::glue:startJobRun.sync", "glue", "startJobRun", ".sync"],
    ["arn:aws:states:eu-west-1:123456789012:aws-sdk:glue:Get-Job", "glue", "Get-Job", ""],
    ["arn:aws:states:::sns:sns.sns:sns", "sns", "sns", ".sns:sns"],
    [["arn:", hole, ":states:", hole, ":emr-serverless:startJobRun.snyc"], "emr-serverless", "startJobRun", ".snyc"],
    [["arn:aws:states:", hole, ":aws-sdk:glue:getJobRun"], "glue", "getJobRun", ""],
  ];
  test.each(cases)("%j", (parts, service, action, suffix) => {
    const resource = parseResource(parts);
    if (resource.kind !== "integration") throw new Error(resource.kind);
    const text = [parts].flat().reduce<string>((all, part) => all + (typeof part === "string" ? part : part.label), "");
    expect(resource).toMatchObject({ service, action, suffix });
    expect(text.slice(...resource.at.service)).toBe(service);
    expect(text.slice(...resource.at.action)).toBe(action);
    expect(text.slice(...resource.at.suffix)).toBe(suffix);
  });
});

test.each([
  "",
  "ship",
  "arn:aws:states:::glue",
  "arn:aws:s3:::bucket",
  "arn:aws:states:eu-west-1:1:stateMachine:ship",
  "arn:aws:states:eu-west-1:1:express:ship:1",
])("'%s' is unknown", (resource) => {
  expect(parseResource(resource)).toEqual({ kind: "unknown" });
});
