import { describe, expect, it, test } from "vitest";
import { optimizedNameOf, optimizedServices, patternsOf } from "../../src/data/integrations.ts";
import { requestOf } from "../../src/data/request-fields.ts";
import {
  isListedSdkService,
  isUnsupportedSdkAction,
  sdkServices,
  usualSdkService,
} from "../../src/data/sdk-services.ts";

describe("the services of SDK integrations", () => {
  it("are all there, in lower case", () => {
    expect(sdkServices().size).toBe(411);
    for (const service of sdkServices()) expect(service).toMatch(/^[a-z0-9]+$/);
  });

  test.each([
    ["accessanalyzer", true],
    ["workmailmessageflow", true],
    ["cognitoidentityprovider", true],
    ["xray", true],
    ["DynamoDB", false],
    ["stepfunctions", false],
    ["", false],
    ["constructor", false],
  ])("'%s' is listed: %s", (service, listed) => {
    expect(isListedSdkService(service)).toBe(listed);
  });

  test.each([
    ["stepfunctions", "sfn"],
    ["elasticmapreduce", "emr"],
    ["cognito-idp", "cognitoidentityprovider"],
    ["dynamodb", undefined],
    ["constructor", undefined],
  ])("'%s' usually is %s", (name, service) => {
    expect(usualSdkService(name)).toBe(service);
    if (service !== undefined) expect(sdkServices()).toContain(service);
  });
});

test.each([
  ["sts", "assumeRole", true],
  ["sts", "AssumeRoleWithSAML", true],
  ["sts", "getCallerIdentity", false],
  ["sts", "assumerole", false],
  ["applicationdiscovery", "exportConfigurations", true],
  ["dsql", "deleteMultiRegionClusters", true],
  ["dsql", "", false],
  ["dynamodb", "query", false],
])("Step Functions does not support %s:%s: %s", (service, action, unsupported) => {
  expect(isUnsupportedSdkAction(service, action)).toBe(unsupported);
});

test.each([
  ["emr", "elasticmapreduce"],
  ["sfn", "states"],
  ["eventbridge", "events"],
  ["glue", "glue"],
  ["s3", undefined],
])("the optimized integration of %s is %s", (sdkService, service) => {
  expect(optimizedNameOf(sdkService)).toBe(service);
  if (service !== undefined) expect(optimizedServices()).toContain(service);
});

test("what is known of requests is of calls that there are", () => {
  const calls =
    "apigateway:invoke batch:submitJob dynamodb:getItem dynamodb:putItem ecs:runTask events:putEvents glue:startJobRun " +
    "http:invoke lambda:invoke sns:publish sqs:sendMessage states:startExecution";
  for (const call of calls.split(" ")) {
    const [service = "", action = ""] = call.split(":");
    expect(patternsOf(service, action), call).toBeDefined();
    const fields = requestOf(call);
    expect(Object.keys(fields), call).not.toEqual([]);
    const { all, required = [], connections = [] } = fields;
    if (all !== undefined) expect(all).toEqual(expect.arrayContaining([...required, ...connections]));
  }
  expect(requestOf("dynamodb:describeTable")).toEqual({});
});
