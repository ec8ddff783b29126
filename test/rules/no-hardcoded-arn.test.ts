import { describe, expect, it, test } from "vitest";
import rule from "../../src/rules/no-hardcoded-arn.ts";
import { hostedPlaces, hostedReports, templatePlaces, templateReports } from "../helpers/hosted.ts";

const calling = (resource: string) => `StartAt: Print
States:
  Print: { Type: Task, Resource: ${resource}, End: true }
`;
const template = (resource: string, type = "AWS::Serverless::StateMachine", more = "") => `Resources:
  Printing:
    Type: ${type}
${more}    Properties:
      Definition:
        ${calling(resource).trim().replaceAll("\n", "\n        ")}
`;
const sam = { host: "sam" } as const;

describe("no-hardcoded-arn", () => {
  test.each([
    ["arn:aws:lambda:eu-west-1:123456789012:function:print", "eu-west-1:123456789012", "Region and account"],
    ["arn:aws:iam::123456789012:role/print", "123456789012", "account"],
    ["arn:aws:lambda:us-gov-west-1:${Account}:function:print", "us-gov-west-1", "Region"],
  ])("reports %s", (arn, at, what) => {
    expect(templateReports(rule, template(`"${arn}"`))).toMatchObject([
      { messageId: "fixed", text: at, data: { what } },
    ]);
    expect(hostedReports(rule, calling(`"${arn}"`), sam)).toMatchObject([{ messageId: "fixedFile", text: at }]);
  });

  test.each([
    "arn:aws:states:::lambda:invoke",
    "arn:aws:s3:::printed",
    "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    "arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:7",
    "arn:aws:sagemaker:us-east-1:865070037744:model-package/ink-1",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-lite-v1",
    "arn:aws:acm:us-east-1:${AWS::AccountId}:certificate/1",
    "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:print",
    "see arn:aws:lambda:region:account:function:print",
    "barn:aws:lambda:eu-west-1:123456789012:function:print",
  ])("accepts %s", (arn) => {
    expect(templatePlaces(rule, template(`"${arn}"`))).toEqual([]);
  });

  it("is silent outside of templates, and where a program wrote them", () => {
    const code = calling("arn:aws:lambda:eu-west-1:123456789012:function:print");
    expect(hostedPlaces(rule, code, {})).toEqual([]);
    for (const host of ["cdk", "api"] as const) expect(hostedPlaces(rule, code, { host })).toEqual([]);
  });

  it("leaves comments alone, and reads expressions", () => {
    const arn = "arn:aws:lambda:eu-west-1:123456789012:function:print";
    expect(hostedPlaces(rule, calling(`x, Comment: "${arn}"`), sam)).toEqual([]);
    expect(hostedPlaces(rule, calling(`"States.Format('${arn}:{}', $.version)"`), sam)).toEqual([
      "fixedFile at eu-west-1:123456789012",
    ]);
  });

  it("names what Terraform fills in", () => {
    const code = calling("arn:aws:lambda:eu-west-1:123456789012:function:print");
    expect(hostedReports(rule, code, { host: "terraform" })).toMatchObject([
      { data: { names: "'data.aws_region' and 'data.aws_caller_identity'" } },
    ]);
  });

  it("suggests to fill it in where Fn::Sub does so already", () => {
    const [found] = templateReports(rule, template("!Sub 'arn:aws:lambda:eu-west-1:123456789012:function:${Print}'"));
    expect(found?.changed).toEqual([
      template("!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Print}'"),
    ]);
  });
});

describe("no-hardcoded-arn, with the partition", () => {
  const metadata = "    Metadata: { partition: !Ref AWS::Partition }\n";

  it("reports it once where the template fills it in elsewhere", () => {
    const code = template("!Sub 'arn:aws:states:::${Api}'", undefined, metadata);
    expect(templateReports(rule, code)).toEqual([
      {
        messageId: "partition",
        text: "aws",
        data: { name: "${AWS::Partition}" },
        changed: [template("!Sub 'arn:${AWS::Partition}:states:::${Api}'", undefined, metadata)],
      },
    ]);
  });

  it("reports it in a file whose template lists a substitution for it", () => {
    const substitutions = (name: string) => ({
      ...sam,
      substitutions: { syntax: "cloudformation" as const, entries: [{ name }], complete: true },
    });
    const code = calling("arn:aws:states:::lambda:invoke");
    expect(hostedPlaces(rule, code, substitutions("AwsPartition"))).toEqual(["partition at aws"]);
    expect(hostedPlaces(rule, code, substitutions("PartitionKey"))).toEqual([]);
  });
});
