import rule from "../../src/rules/prefer-sync-integration.ts";
import { testRule } from "../../src/testing.ts";

testRule("prefer-sync-integration", rule, {
  valid: [
    {
      name: "a task that waits by itself",
      code: `
StartAt: Build report
States:
  Build report: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun.sync", End: true }
`,
    },
    ...[
      ["a Glue crawler", "glue:startCrawler", "glue:getCrawler"],
      ["a transcription", "transcribe:startTranscriptionJob", "transcribe:getTranscriptionJob"],
      ["a snapshot", "rds:createDBSnapshot", "rds:describeDBSnapshots"],
      ["speech", "polly:startSpeechSynthesisTask", "polly:getSpeechSynthesisTask"],
    ].map(([what, start, status]) => ({
      name: `a poll for ${what}, which has no .sync`,
      code: `
StartAt: Start
States:
  Start: { Type: Task, Resource: "arn:aws:states:::aws-sdk:${start}", ResultPath: $.job, Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:${status}", ResultPath: $.now, Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.now.Status, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    })),
    {
      name: "a poll for a job that the definition does not start",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a job that starts only after another one has been waited for",
      code: `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 30, Next: Get status of yesterday }
  Get status of yesterday: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Start today }
  Start today: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun", End: true }
`,
    },
    {
      name: "a job that runs in a branch of its own",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Start report
        States:
          Start report: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun", End: true }
      - StartAt: Wait
        States:
          Wait: { Type: Wait, Seconds: 30, Next: Get status }
          Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
          Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
          Done: { Type: Succeed }
    End: true
`,
    },
    {
      name: "a job of one kind and a poll for another",
      code: `
StartAt: Start query
States:
  Start query: { Type: Task, Resource: "arn:aws:states:::athena:startQueryExecution", Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a start and a poll inside Lambda functions, which the definition does not show",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:111122223333:function:start-report", Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:lambda:eu-west-1:111122223333:function:get-report", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.status, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a resource that only deployment knows",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: "arn:aws:states:::\${StartReport}", Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "an Express machine, where .sync does not exist",
      type: "EXPRESS",
      code: `
StartAt: Start query
States:
  Start query: { Type: Task, Resource: "arn:aws:states:::athena:startQueryExecution", Next: Wait }
  Wait: { Type: Wait, Seconds: 2, Next: Get query }
  Get query: { Type: Task, Resource: "arn:aws:states:::athena:getQueryExecution", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.QueryExecution.Status.State, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    ...["EXPRESS", "${ChildType}"].map((type) => ({
      name: `child executions with ExecutionType ${type}`,
      code: `
StartAt: Per day
States:
  Per day:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: "${type}" }
      StartAt: Start query
      States:
        Start query: { Type: Task, Resource: "arn:aws:states:::athena:startQueryExecution", Next: Wait }
        Wait: { Type: Wait, Seconds: 2, Next: Get query }
        Get query: { Type: Task, Resource: "arn:aws:states:::athena:getQueryExecution", Next: Running? }
        Running?: { Type: Choice, Choices: [{ Variable: $.QueryExecution.Status.State, StringEquals: RUNNING, Next: Wait }], Default: Done }
        Done: { Type: Succeed }
    End: true
`,
    })),
    {
      name: "paging through the runs of a job",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun", Next: List runs }
  List runs: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRuns", Next: Further? }
  Further?: { Type: Choice, Choices: [{ Variable: $.NextToken, IsPresent: true, Next: Pause }], Default: Listed }
  Pause: { Type: Wait, Seconds: 1, Next: List runs }
  Listed: { Type: Succeed }
`,
    },
  ],

  invalid: [
    {
      name: "an optimized start and a poll through the SDK",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: «"arn:aws:states:::glue:startJobRun"», ResultPath: $.job, Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", ResultPath: $.now, Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.now.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            start: "Start report",
            way: "'Wait' -> 'Get status' -> 'Running?'",
            sync: "glue:startJobRun.sync",
            dollars: "$0.054",
          },
        },
      ],
    },
    {
      name: "both calls through the SDK, in JSONata, at a pace that only the execution knows",
      code: `
QueryLanguage: JSONata
StartAt: Start build
States:
  Start build: { Type: Task, Resource: «"arn:aws:states:::aws-sdk:codebuild:startBuild"», Next: Wait }
  Wait: { Type: Wait, Seconds: "{% $pause %}", Next: Get builds }
  Get builds: { Type: Task, Resource: "arn:aws:states:::aws-sdk:codebuild:batchGetBuilds", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Condition: "{% $states.input.Builds[0].BuildStatus = 'IN_PROGRESS' %}", Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "unpaced",
          data: {
            start: "Start build",
            way: "'Wait' -> 'Get builds' -> 'Running?'",
            sync: "codebuild:startBuild.sync",
          },
        },
      ],
    },
    {
      name: "a nested execution, in another partition, with a bound",
      code: `
StartAt: Start invoicing
TimeoutSeconds: 3600
States:
  Start invoicing: { Type: Task, Resource: «"arn:\${AWS::Partition}:states:::states:startExecution"», Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get execution }
  Get execution: { Type: Task, Resource: "arn:\${AWS::Partition}:states:::aws-sdk:sfn:describeExecution", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.Status, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            start: "Start invoicing",
            way: "'Wait' -> 'Get execution' -> 'Running?'",
            sync: "states:startExecution.sync:2",
            dollars: "$0.009",
          },
        },
      ],
    },
    {
      name: "a start before the Map that polls",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: «"arn:aws:states:::glue:startJobRun"», Next: Each }
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Wait
      States:
        Wait: { Type: Wait, Seconds: 30, Next: Get status }
        Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
        Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
        Done: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "paced" }],
    },
    {
      name: "the start right before each of two polls of one kind",
      code: `
StartAt: Create application
States:
  Create application: { Type: Task, Resource: «"arn:aws:states:::emr-serverless:createApplication"», Next: Wait for creation }
  Wait for creation: { Type: Wait, Seconds: 30, Next: Get created }
  Get created: { Type: Task, Resource: "arn:aws:states:::aws-sdk:emrserverless:getApplication", Next: Created? }
  Created?: { Type: Choice, Choices: [{ Variable: $.Application.State, StringEquals: CREATING, Next: Wait for creation }], Default: Start application }
  Start application: { Type: Task, Resource: «"arn:aws:states:::emr-serverless:startApplication"», Next: Wait for start }
  Wait for start: { Type: Wait, Seconds: 30, Next: Get started }
  Get started: { Type: Task, Resource: "arn:aws:states:::aws-sdk:emrserverless:getApplication", Next: Started? }
  Started?: { Type: Choice, Choices: [{ Variable: $.Application.State, StringEquals: STARTING, Next: Wait for start }], Default: Done }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          data: {
            start: "Create application",
            way: "'Wait for creation' -> 'Get created' -> 'Created?'",
            sync: "emr-serverless:createApplication.sync",
            dollars: "$0.009",
          },
        },
        {
          messageId: "paced",
          data: {
            start: "Start application",
            way: "'Wait for start' -> 'Get started' -> 'Started?'",
            sync: "emr-serverless:startApplication.sync",
            dollars: "$0.009",
          },
        },
      ],
    },
  ],
});
