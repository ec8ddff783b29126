import rule from "../../src/rules/prefer-sync-integration.ts";
import { testRule } from "../../src/testing.ts";

/** A loop that one task can take the place of. */
const REPLACEABLE = `
StartAt: Start query
States:
  Start query:
    Type: Task
    Resource: «arn:aws:states:::athena:startQueryExecution»
    Parameters: { QueryString: SELECT 1 }
    ResultPath: $.query
    Next: Wait
  Wait: { Type: Wait, Seconds: 30, Next: Get query }
  Get query:
    Type: Task
    Resource: arn:aws:states:::athena:getQueryExecution
    Parameters: { QueryExecutionId.$: $.query.QueryExecutionId }
    ResultSelector: { state.$: $.QueryExecution.Status.State }
    ResultPath: $.answer
    Next: Over?
  Over?:
    Type: Choice
    Choices:
      - { Variable: $.answer.state, StringEquals: SUCCEEDED, Next: Tell }
      - { Variable: $.answer.state, StringEquals: FAILED, Next: Failed }
    Default: Wait
  Tell: { Type: Pass, Parameters: { text: done }, Next: Done }
  Failed: { Type: Fail }
  Done: { Type: Succeed }
`;

/** It inside a Map that goes on so. */
function inMap(rest: string): string {
  const scope = REPLACEABLE.trim().replace("text: done }", "text: done }, ResultPath: $.told").replace(/^/gm, "      ");
  return `StartAt: Each\nStates:\n  Each:\n    Type: Map\n    ItemProcessor:\n${scope}\n    ${rest}\n`;
}

/** What stands in its way, with the change of that machine that brings it about. */
const REFUSED: readonly (readonly [name: string, from: string, to: string])[] = [
  ["a state behind it reads what the start answered", "text: done", "text.$: $.query.QueryExecutionId"],
  ["a state behind it reads what the poll answered", "text: done", "text.$: $.answer.state"],
  ["a state behind it reads all there is", "text: done", "text.$: $"],
  ["a state behind it reads by a function", "text: done", "text.$: \"States.Format('{}', $.answer)\""],
  ["a state behind it reads what only deployment knows", "{ text: done }", "${Template}"],
  [
    "a state behind it works on its input",
    "{ Type: Pass, Parameters: { text: done }",
    "{ Type: Task, Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:tell'",
  ],
  [
    "a handler behind it reads what a failing state did not store anew",
    "{ Type: Pass, Parameters: { text: done }",
    "{ Type: Task, Resource: 'arn:aws:states:::sns:publish', Parameters: { TopicArn: a, Message: b }, ResultPath: $.query, Catch: [{ ErrorEquals: [States.ALL], ResultPath: $.error, Next: Look }], Next: Done }\n  Look: { Type: Pass, Parameters: { text.$: $.query.QueryExecutionId }",
  ],
  ["the failure reads what the poll answered", "{ Type: Fail }", "{ Type: Fail, CausePath: $.answer.state }"],
  [
    "a Retry of the start would start the job again",
    "ResultPath: $.query",
    "ResultPath: $.query\n    Retry: [{ ErrorEquals: [States.ALL] }]",
  ],
  ["a timeout of the start would end the job", "ResultPath: $.query", "ResultPath: $.query\n    TimeoutSeconds: 60"],
  [
    "a catcher of the start takes every failure elsewhere",
    "ResultPath: $.query",
    "ResultPath: $.query\n    Catch: [{ ErrorEquals: [States.ALL], Next: Done }]",
  ],
  [
    "the poll has a catcher of its own",
    "ResultPath: $.answer",
    "ResultPath: $.answer\n    Catch: [{ ErrorEquals: [States.ALL], Next: Done }]",
  ],
  [
    "the poll looks into another account",
    "ResultPath: $.answer",
    "ResultPath: $.answer\n    Credentials: { RoleArn: other }",
  ],
  ["the Choice asks something else", "StringEquals: FAILED", "StringEqualsPath: $.bad"],
  [
    "the Choice asks for the time",
    "    Default: Wait",
    "      - { Variable: $$.State.EnteredTime, TimestampGreaterThan: '2026-01-01T00:00:00Z', Next: Failed }\n    Default: Wait",
  ],
  [
    "a job that waits leads out of the loop",
    "    Default: Wait",
    "      - { Variable: $.answer.state, StringEquals: QUEUED, Next: Done }\n    Default: Wait",
  ],
  ["a failure leads where success leads", "StringEquals: FAILED, Next: Failed", "StringEquals: FAILED, Next: Tell"],
  [
    "what it leads to besides would be left alone",
    "    Default: Wait",
    "      - { Variable: $.answer.state, StringEquals: ODD, Next: Done }\n    Default: Wait",
  ],
  [
    "it is entered from elsewhere too",
    "StartAt: Start query\nStates:",
    "StartAt: New?\nStates:\n  New?: { Type: Choice, Choices: [{ Variable: $.new, BooleanEquals: true, Next: Start query }], Default: Wait }",
  ],
  [
    "work is done between",
    "    Next: Wait\n",
    "    Next: Prepare\n  Prepare: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke', ResultPath: null, Next: Wait }\n",
  ],
  ["a state of it only deployment knows", "Seconds: 30", 'Seconds: 30, "${More}": 1'],
];

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
      name: "a poll for another job than the one that is started",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun", Parameters: { JobName: daily-report }, Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Parameters: { JobName: import, RunId: last }, Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a loop that reports the progress of a job each turn",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun", Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Report status }
  Report status: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: null, Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a cluster that is waited for until its steps have ended it, which its .sync does not wait for",
      code: `
StartAt: Create cluster
States:
  Create cluster: { Type: Task, Resource: "arn:aws:states:::elasticmapreduce:createCluster", Next: Wait }
  Wait: { Type: Wait, Seconds: 60, Next: Get cluster }
  Get cluster: { Type: Task, Resource: "arn:aws:states:::aws-sdk:emr:describeCluster", Next: Over? }
  Over?: { Type: Choice, Choices: [{ Variable: $.Cluster.Status.State, StringMatches: "TERMINATED*", Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "several steps of a cluster, of which .sync takes one",
      code: `
StartAt: Add steps
States:
  Add steps: { Type: Task, Resource: "arn:aws:states:::aws-sdk:emr:addJobFlowSteps", Parameters: { Steps: [{ Name: one }, { Name: two }] }, Next: Wait }
  Wait: { Type: Wait, Seconds: 60, Next: Get step }
  Get step: { Type: Task, Resource: "arn:aws:states:::aws-sdk:emr:describeStep", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.Step.Status.State, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
    },
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
          // A job that failed leads to the same state as one that succeeded.
          suggestions: [],
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
    {
      name: "a poll with a function beside it that counts the turns",
      code: `
StartAt: Start report
States:
  Start report: { Type: Task, Resource: «"arn:aws:states:::glue:startJobRun"», Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Iterator }
  Iterator: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: $.turn, Next: Get status }
  Get status: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Running? }
  Running?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: RUNNING, Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
      problems: [{ messageId: "paced", suggestions: [] }],
    },
    {
      name: "a loop that one task can take the place of",
      code: `
StartAt: Start report
States:
  Start report:
    Type: Task
    Resource: «arn:aws-cn:states:::aws-sdk:glue:startJobRun»
    Parameters: { JobName: daily-report }
    ResultPath: $.job
    Next: Wait
  Wait: { Type: Wait, Seconds: 30, Next: Get report }
  Get report:
    Type: Task
    Resource: arn:aws-cn:states:::aws-sdk:glue:getJobRun
    Parameters: { JobName: daily-report, RunId.$: $.job.JobRunId }
    ResultPath: $.run
    Retry: [{ ErrorEquals: [Glue.ThrottlingException], MaxAttempts: 3 }]
    Next: State?
  State?:
    Type: Choice
    Choices:
      - { Variable: $.run.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Mail }
      - Or:
          - { Variable: $.run.JobRun.JobRunState, StringEquals: STARTING }
          - { Variable: $.run.JobRun.JobRunState, StringEquals: RUNNING }
        Next: Wait
    Default: Failed
  Mail: { Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: { TopicArn: reports, Message.$: $.title }, End: true }
  Failed: { Type: Fail, ErrorPath: $.title }
`,
      problems: [
        {
          messageId: "paced",
          suggestions: [
            {
              messageId: "rewrite",
              output: `
StartAt: Start report
States:
  Start report:
    Type: Task
    Resource: arn:aws-cn:states:::glue:startJobRun.sync
    Parameters: { JobName: daily-report }
    ResultPath: $.job
    Next: Mail
    Catch:
      - ErrorEquals:
          - States.TaskFailed
        ResultPath: $.job
        Next: Failed
  Mail: { Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: { TopicArn: reports, Message.$: $.title }, End: true }
  Failed: { Type: Fail, ErrorPath: $.title }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a loop that asks first, in JSONata, whose start has a catcher and hands on what it answers",
      code: `
QueryLanguage: JSONata
StartAt: Run child
States:
  Run child:
    Type: Task
    Resource: «"arn:\${AWS::Partition}:states:::states:startExecution"»
    Arguments: { StateMachineArn: "\${Child}" }
    Catch: [{ ErrorEquals: [StepFunctions.ExecutionAlreadyExistsException], Next: Skip }]
    Next: Get child
    Output: { Arn: "{% $states.result.ExecutionArn %}" }
  Get child: { Type: Task, Resource: "arn:aws:states:::aws-sdk:sfn:describeExecution", Arguments: { ExecutionArn: "{% $states.input.Arn %}" }, Next: Over? }
  Over?:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.Status in ['FAILED', 'TIMED_OUT', 'ABORTED'] %}", Next: Skip }
      - { Condition: "{% $states.input.Status != 'SUCCEEDED' %}", Next: Wait, Output: { Arn: "{% $states.input.ExecutionArn %}" } }
    Default: Done
  Wait: { Type: Wait, Seconds: 60, Next: Get child }
  Skip: { Type: Pass, End: true }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "paced",
          suggestions: [
            {
              messageId: "rewrite",
              output: `
QueryLanguage: JSONata
StartAt: Run child
States:
  Run child:
    Type: Task
    Resource: "arn:\${AWS::Partition}:states:::states:startExecution.sync:2"
    Arguments: { StateMachineArn: "\${Child}" }
    Catch:
      - ErrorEquals:
          - StepFunctions.ExecutionAlreadyExistsException
        Next: Skip
      - ErrorEquals:
          - States.TaskFailed
        Next: Skip
    Next: Done
  Skip: { Type: Pass, End: true }
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a loop that one task can take the place of, whose answer is selected",
      code: REPLACEABLE,
      problems: [
        {
          messageId: "paced",
          suggestions: [
            {
              messageId: "rewrite",
              output: `
StartAt: Start query
States:
  Start query:
    Type: Task
    Resource: arn:aws:states:::athena:startQueryExecution.sync
    Parameters: { QueryString: SELECT 1 }
    ResultPath: $.query
    Next: Tell
    Catch:
      - ErrorEquals:
          - States.TaskFailed
        ResultPath: $.query
        Next: Failed
  Tell: { Type: Pass, Parameters: { text: done }, Next: Done }
  Failed: { Type: Fail }
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a loop that one task can take the place of, as what a state reads behind it is stored anew",
      code: REPLACEABLE.replace(
        "text: done }, Next: Done }",
        "text: done }, ResultPath: $.query, Next: Read }\n  Read: { Type: Pass, Parameters: { text.$: $.query.text }, Next: Done }",
      ),
      problems: [
        {
          messageId: "paced",
          suggestions: [
            {
              messageId: "rewrite",
              output: `
StartAt: Start query
States:
  Start query:
    Type: Task
    Resource: arn:aws:states:::athena:startQueryExecution.sync
    Parameters: { QueryString: SELECT 1 }
    ResultPath: $.query
    Next: Tell
    Catch:
      - ErrorEquals:
          - States.TaskFailed
        ResultPath: $.query
        Next: Failed
  Tell: { Type: Pass, Parameters: { text: done }, ResultPath: $.query, Next: Read }
  Read: { Type: Pass, Parameters: { text.$: $.query.text }, Next: Done }
  Failed: { Type: Fail }
  Done: { Type: Succeed }
`,
            },
          ],
        },
      ],
    },
    {
      name: "a loop in a Map whose results a state behind it gets",
      code: inMap("Next: Sum\n  Sum: { Type: Pass, End: true }"),
      problems: [{ messageId: "paced", suggestions: [] }],
    },
    {
      name: "a loop in a Map whose results are dropped",
      code: inMap("ResultPath: null\n    Next: Sum\n  Sum: { Type: Pass, End: true }"),
      problems: [
        {
          messageId: "paced",
          suggestions: [
            {
              messageId: "rewrite",
              output: `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Start query
      States:
        Start query:
          Type: Task
          Resource: arn:aws:states:::athena:startQueryExecution.sync
          Parameters: { QueryString: SELECT 1 }
          ResultPath: $.query
          Next: Tell
          Catch:
            - ErrorEquals:
                - States.TaskFailed
              ResultPath: $.query
              Next: Failed
        Tell: { Type: Pass, Parameters: { text: done }, ResultPath: $.told, Next: Done }
        Failed: { Type: Fail }
        Done: { Type: Succeed }
    ResultPath: null
    Next: Sum
  Sum: { Type: Pass, End: true }
`,
            },
          ],
        },
      ],
    },
    ...REFUSED.map(([name, from, to]) => ({
      name: `a loop that one task cannot take the place of: ${name}`,
      code: REPLACEABLE.replace(from, to),
      problems: [{ messageId: "paced", suggestions: [] as const }],
    })),
  ],
});
