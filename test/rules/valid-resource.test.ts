import { describe, expect, it } from "vitest";
import { lint } from "../../src/core.ts";
import rule from "../../src/rules/valid-resource.ts";
import { testRule } from "../../src/testing.ts";

const machine = (resource: string) => `
StartAt: Pack order
States:
  Pack order: { Type: Task, Resource: ${resource}, End: true }
`;

const accepted: [name: string, resource: string][] = [
  ["an optimized integration", "arn:aws:states:::lambda:invoke"],
  ["a job that is waited for", "arn:aws:states:::glue:startJobRun.sync"],
  ["a nested execution whose output is parsed", "arn:aws:states:::states:startExecution.sync:2"],
  ["a callback", "arn:aws:states:::sqs:sendMessage.waitForTaskToken"],
  ["an SDK integration", "arn:aws:states:::aws-sdk:rds:describeDBInstances"],
  ["a callback of an SDK integration", "arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken"],
  ["a service behind the part of AWS's list that is known", "arn:aws:states:::aws-sdk:xray:putTraceSegments"],
  ["a Region and an account in an integration", "arn:aws:states:us-east-1:123456789012:aws-sdk:s3:getObject"],
  ["a callback that AWS's pages contradict one another on", "arn:aws:states:::eks:call.waitForTaskToken"],
  ["a spelling of AgentCore that AWS uses, too", "arn:aws:states:::bedrock-agentcore:invokeHarness"],
  ["the partition of China", "arn:aws-cn:states:::sns:publish"],
  ["the partition of the US government", "arn:aws-us-gov:states:::sns:publish"],
  ["an isolated partition", "arn:aws-iso-b:states:::sns:publish"],
  ["the European partition", "arn:aws-eusc:states:::sns:publish"],
  ["a function", "arn:aws:lambda:eu-west-1:123456789012:function:pack"],
  ["a version of a function", "arn:aws:lambda:eu-west-1:123456789012:function:pack:7"],
  ["the latest version of a function", "arn:aws:lambda:eu-west-1:123456789012:function:pack:$LATEST"],
  ["a function without Region and account", "arn:aws:lambda:::function:pack"],
  ["an activity", "arn:aws:states:eu-west-1:123456789012:activity:pack.sync"],
  ["a placeholder", '"${PackFunctionArn}"'],
  ["a partition that only deployment knows", '"arn:${AWS::Partition}:states:::glue:startJobRun.sync"'],
  ["a service that only deployment knows", '"arn:aws:states:::${Service}:startJobRun.sync"'],
  ["an action that only deployment knows", '"arn:aws:states:::aws-sdk:glue:Start${What}"'],
  ["a suffix that only deployment knows", '"arn:aws:states:::lambda:invoke${Suffix}"'],
  ["the stand-in of another template language", '"arn:#{AWS::Partition}:states:::sns:publish"'],
  ["a stand-in for the reader", '"<PackFunctionArn>"'],
  ["the stand-in of envsubst", "$PACK_ARN"],
  ["a stand-in between marks", '"@@PACK_ARN@@"'],
  ["a stand-in between percent signs", '"%%PACK_ARN%%"'],
  ["a stand-in in capitals", "REPLACE_WITH_ARN"],
  ["a value that is no string", "7"],
];

const refused: [name: string, resource: string, messageId: string, message: string, changed?: string][] = [
  [
    "a name",
    "«packOrder»",
    "notArn",
    "'packOrder' is no ARN, and a Task calls what an ARN names, such as 'arn:aws:states:::lambda:invoke'.",
  ],
  ["an ARN without all of its parts", "«arn:aws:lambda:pack»", "notArn", ""],
  ["a blank before an ARN", '"« arn:aws:states:::sns:publish»"', "notArn", ""],
  ["an unclosed placeholder", '"«${PackFunctionArn»"', "notArn", ""],
  [
    "a JSONata expression",
    '"«{% $states.input.arn %}»"',
    "constant",
    "'Resource' is read as it is written, never evaluated: name the ARN itself.",
  ],
  ["a path", "«$.arn»", "constant", ""],
  ["a variable", "«$packer»", "constant", ""],
  ["an intrinsic function", "\"«States.Format('arn:{}', $.arn)»\"", "constant", ""],
  [
    "a service without an action",
    "«arn:aws:states:::glue»",
    "incomplete",
    "'arn:aws:states:::glue' lacks a service or its action: the ARN of an integration ends with ':::service:action'.",
  ],
  ["a colon less", "«arn:aws:states::glue:startJobRun»", "incomplete", ""],
  ["a service of the SDK without an action", "arn:aws:states:::«aws-sdk:dynamodb»", "incomplete", ""],
  [
    "a state machine",
    "«arn:aws:states:eu-west-1:123456789012:stateMachine:pack»",
    "stateMachine",
    "No Task calls a state machine by its own ARN: call 'arn:aws:states:::states:startExecution' with that as 'StateMachineArn'.",
  ],
  ["an Express execution", "«arn:aws:states:eu-west-1:123456789012:express:pack:1»", "stateMachine", ""],
  [
    "an ARN of another service",
    "arn:aws:«s3»:::parcels",
    "otherArn",
    "An ARN of 's3' is nothing that a Task calls: it calls integrations, Lambda functions and activities.",
  ],
  ["a misspelt 'states'", "arn:aws:«state»:::sns:publish", "otherArn", "", "arn:aws:states:::sns:publish"],
  [
    "a misspelt partition",
    "arn:«asw»:states:::sns:publish",
    "partition",
    "'asw' is no partition of AWS. Did you mean 'aws'?",
    "arn:aws:states:::sns:publish",
  ],
  [
    "a suffix behind a function",
    "arn:aws:lambda:eu-west-1:123456789012:function:pack«.waitForTaskToken»",
    "lambdaSuffix",
    "A function called by its own ARN takes no '.waitForTaskToken': call it through 'arn:aws:states:::lambda:invoke'.",
  ],
  [
    "a misspelt service",
    "arn:aws:states:::«gleu»:startJobRun.sync",
    "service",
    "Step Functions has no optimized integration 'gleu'. Did you mean 'glue'?",
    "arn:aws:states:::glue:startJobRun.sync",
  ],
  ["a service with a capital", "arn:aws:states:::«Lambda»:invoke", "service", "", "arn:aws:states:::lambda:invoke"],
  [
    "the SDK's name of an optimized integration",
    "arn:aws:states:::«emr»:createCluster.sync",
    "service",
    "",
    "arn:aws:states:::elasticmapreduce:createCluster.sync",
  ],
  [
    "a product's name",
    "arn:aws:states:::«stepfunctions»:startExecution",
    "service",
    "",
    "arn:aws:states:::states:startExecution",
  ],
  [
    "a misspelt 'aws-sdk'",
    "arn:aws:states:::«aws-SDK»:dynamodb:query",
    "service",
    "",
    "arn:aws:states:::aws-sdk:dynamodb:query",
  ],
  [
    "a service that only the SDK integrations have",
    "arn:aws:states:::«ec2»:describeInstances",
    "service",
    "Step Functions has no optimized integration 'ec2'. Did you mean 'aws-sdk:ec2:describeInstances'?",
    "arn:aws:states:::aws-sdk:ec2:describeInstances",
  ],
  ["a service that nothing resembles", "arn:aws:states:::«warehouse»:pack", "service", ""],
  [
    "an integration of distributed Maps",
    "arn:aws:states:::«s3:getObject»",
    "mapOnly",
    "'s3:getObject' serves the reader and the writer of a distributed Map, not a Task. Did you mean 'aws-sdk:s3:getObject'?",
    "arn:aws:states:::aws-sdk:s3:getObject",
  ],
  [
    "a misspelt action",
    "arn:aws:states:::sqs:«SendMesage»",
    "action",
    "The optimized integration 'sqs' has no action 'SendMesage'. Did you mean 'sendMessage'?",
    "arn:aws:states:::sqs:sendMessage",
  ],
  [
    "an action that only the SDK integrations have",
    "arn:aws:states:::dynamodb:«query»",
    "action",
    "The optimized integration 'dynamodb' has no action 'query'. Did you mean 'aws-sdk:dynamodb:query'?",
    "arn:aws:states:::aws-sdk:dynamodb:query",
  ],
  [
    "an action that resembles another one without being meant as it",
    "arn:aws:states:::sagemaker:«deleteEndpoint»",
    "action",
    "",
    "arn:aws:states:::aws-sdk:sagemaker:deleteEndpoint",
  ],
  [
    "an action of the SDK that goes by another service there",
    "arn:aws:states:::events:«listRules»",
    "action",
    "",
    "arn:aws:states:::aws-sdk:eventbridge:listRules",
  ],
  ["an action of the SDK that would have to wait", "arn:aws:states:::glue:«startCrawler».sync", "action", ""],
  [
    "a pattern that an action does not have",
    "arn:aws:states:::lambda:invoke«.sync»",
    "pattern",
    "'lambda:invoke' does not take '.sync': write it with '.waitForTaskToken' or without a suffix.",
    "arn:aws:states:::lambda:invoke",
  ],
  [
    "a callback of a job",
    "arn:aws:states:::batch:submitJob«.waitForTaskToken»",
    "pattern",
    "",
    "arn:aws:states:::batch:submitJob",
  ],
  [
    "the parsed output of anything but an execution",
    "arn:aws:states:::glue:startJobRun«.sync:2»",
    "pattern",
    "'glue:startJobRun' does not take '.sync:2': write it with '.sync' or without a suffix.",
    "arn:aws:states:::glue:startJobRun.sync",
  ],
  [
    "a suffix of an action that takes none",
    "arn:aws:states:::dynamodb:getItem«.waitForTaskToken»",
    "pattern",
    "'dynamodb:getItem' does not take '.waitForTaskToken': write it without a suffix.",
    "arn:aws:states:::dynamodb:getItem",
  ],
  [
    "a misspelt suffix",
    "arn:aws:states:::sqs:sendMessage«.waitForTasktoken»",
    "suffix",
    "'.waitForTasktoken' is no suffix that 'sqs:sendMessage' takes: write it with '.waitForTaskToken' or without a suffix. Did you mean '.waitForTaskToken'?",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  ],
  [
    "a suffix with a capital",
    "arn:aws:states:::glue:startJobRun«.Sync»",
    "suffix",
    "",
    "arn:aws:states:::glue:startJobRun.sync",
  ],
  [
    "a misspelt suffix of an SDK integration",
    "arn:aws:states:::aws-sdk:sqs:sendMessage«.waitForTasktoken»",
    "suffix",
    "",
    "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
  ],
  [
    "an SDK integration that waits for a job",
    "arn:aws:states:::aws-sdk:codebuild:startBuild«.sync»",
    "sdkSync",
    "No SDK integration takes '.sync': only optimized ones wait for a job. Did you mean 'codebuild:startBuild.sync'?",
    "arn:aws:states:::codebuild:startBuild.sync",
  ],
  [
    "an SDK integration that waits for an execution",
    "arn:aws:states:::aws-sdk:sfn:startExecution«.sync»",
    "sdkSync",
    "",
    "arn:aws:states:::states:startExecution.sync:2",
  ],
  ["an SDK integration that nothing waits for", "arn:aws:states:::aws-sdk:glue:startCrawler«.sync»", "sdkSync", ""],
  [
    "an action of the SDK with a capital",
    "arn:aws:states:::aws-sdk:dynamodb:«Query»",
    "sdkAction",
    "Actions of SDK integrations are written in camelCase, unlike 'Query'. Did you mean 'query'?",
    "arn:aws:states:::aws-sdk:dynamodb:query",
  ],
  [
    "an action of the SDK with hyphens",
    "arn:aws:states:::aws-sdk:dynamodb:«batch-get-item»",
    "sdkAction",
    "",
    "arn:aws:states:::aws-sdk:dynamodb:batchGetItem",
  ],
  [
    "an action that Step Functions does not support",
    "arn:aws:states:::aws-sdk:sts:«assumeRole»",
    "sdkUnsupported",
    "Step Functions does not support 'assumeRole' of 'sts' as an SDK integration.",
  ],
  [
    "an unsupported action with an optimized integration",
    "arn:aws:states:::aws-sdk:bedrockagentcore:«InvokeHarness»",
    "sdkUnsupported",
    "",
    "arn:aws:states:::bedrockagentcore:invokeHarness",
  ],
  [
    "a service of the SDK by another name",
    "arn:aws:states:::aws-sdk:«stepfunctions»:listExecutions",
    "sdkService",
    "'stepfunctions' is no service that AWS lists for SDK integrations. Did you mean 'sfn'?",
    "arn:aws:states:::aws-sdk:sfn:listExecutions",
  ],
  [
    "a service of the SDK with capitals",
    "arn:aws:states:::aws-sdk:«DynamoDB»:query",
    "sdkService",
    "",
    "arn:aws:states:::aws-sdk:dynamodb:query",
  ],
  [
    "a misspelt service of the SDK",
    "arn:aws:states:::aws-sdk:«dynamdb»:query",
    "sdkService",
    "",
    "arn:aws:states:::aws-sdk:dynamodb:query",
  ],
  ["a service of the SDK that nothing resembles", "arn:aws:states:::aws-sdk:«parcelpacker»:pack", "sdkService", ""],
  ["a suffix in an ARN with a placeholder", '"arn:${AWS::Partition}:states:::glue:startJobRun«.snyc»"', "suffix", ""],
];

testRule("valid-resource", rule, {
  valid: accepted.map(([name, resource]) => ({ name, code: machine(resource) })),
  invalid: [
    ...refused.map(([name, resource, messageId, , changed]) => ({
      name,
      code: machine(resource),
      problems: [
        {
          messageId,
          suggestions: changed === undefined ? [] : [{ messageId: "change", output: machine(changed) }],
        },
      ],
    })),
    {
      name: "each wrong part of an ARN by itself",
      code: machine("arn:aws:states:::aws-sdk:«DynamoDB»:«Query»«.sync»"),
      problems: [{ messageId: "sdkService" }, { messageId: "sdkAction" }, { messageId: "sdkSync" }],
    },
  ],
});

describe("the messages of valid-resource", () => {
  it.each(refused.filter(([, , , message]) => message !== ""))("say what is wrong with %s", async (...row) => {
    const [, resource, , message] = row;
    const code = machine(resource.replaceAll(/[«»]/g, ""));
    const result = await lint(code, { path: "machine.asl.yaml", rules: { "valid-resource": "error" } });
    expect(result?.problems.filter(({ ruleId }) => ruleId === "valid-resource").map((each) => each.message)).toEqual([
      message,
    ]);
  });
});
