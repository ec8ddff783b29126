import rule from "../../src/rules/prefer-callback.ts";
import { testRule } from "../../src/testing.ts";

/** A start, a poll and a Choice on the status, in JSONPath. */
function poll(start: string, status: string, path: string, test: string): string {
  return `
StartAt: Start
States:
  Start: { Type: Task, Resource: "arn:aws:states:::aws-sdk:${start}", ResultPath: $.work, Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Look }
  Look: { Type: Task, Resource: «"arn:aws:states:::aws-sdk:${status}"», ResultPath: $.now, Next: Over? }
  Over?: { Type: Choice, Choices: [{ Variable: "$.now.${path}", ${test}, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`;
}

/** The same without the start. */
function bare(status: string, path: string, test: string): string {
  return poll("", status, path, test)
    .replace(/ {2}Start: .*\n/, "")
    .replace("StartAt: Start", "StartAt: Wait");
}

const unmarked = (code: string): string => code.replace(/[«»]/g, "");

const way = "'Wait' -> 'Look' -> 'Over?'";
const started = `'Start' starts work and ${way} polls for its end`;
const dollars = "$0.009";

testRule("prefer-callback", rule, {
  valid: [
    ...[
      ["an evaluation of a model", "bedrock:createEvaluationJob", "bedrock:getEvaluationJob", "Status", "Completed"],
      ["a table", "dynamodb:createTable", "dynamodb:describeTable", "Table.TableStatus", "ACTIVE"],
    ].map(([what, start = "", status = "", path = "", value = ""]) => ({
      name: `a poll for ${what}, whose end AWS does not tell of`,
      code: unmarked(poll(start, status, path, `StringEquals: ${value}`)),
    })),
    {
      name: "a poll whose event nobody has confirmed",
      code: unmarked(
        poll(
          "comprehend:startTopicsDetectionJob",
          "comprehend:describeTopicsDetectionJob",
          "TopicsDetectionJobProperties.JobStatus",
          "StringEquals: COMPLETED",
        ),
      ),
    },
    {
      name: "a poll for a file transfer, of which each event tells of one file",
      code: unmarked(
        poll(
          "transfer:startFileTransfer",
          "transfer:listFileTransferResults",
          "FileTransferResults[0].StatusCode",
          "StringEquals: COMPLETED",
        ),
      ),
    },
    {
      name: "a poll for a volume, which takes seconds",
      code: unmarked(poll("ec2:createVolume", "ec2:describeVolumes", "Volumes[0].State", "StringEquals: available")),
    },
    {
      name: "a wait for health checks, of which no event tells, not for an instance to run",
      code: unmarked(
        poll(
          "ec2:runInstances",
          "ec2:describeInstanceStatus",
          "InstanceStatuses[0].InstanceStatus.Status",
          "StringEquals: ok",
        ),
      ),
    },
    {
      name: "a job that waits by itself as .sync, which is better",
      code: unmarked(poll("glue:startJobRun", "glue:getJobRun", "JobRun.JobRunState", "StringEquals: SUCCEEDED")),
    },
    {
      name: "an Express machine, where no task token exists",
      type: "EXPRESS",
      code: unmarked(
        poll("redshiftdata:executeStatement", "redshiftdata:describeStatement", "Status", "StringEquals: FINISHED"),
      ),
    },
    {
      name: "work in another account, whose events reach no rule here",
      code: unmarked(
        poll("glue:startCrawler", "glue:getCrawler", "Crawler.State", "StringEquals: READY").replaceAll(
          ", ResultPath",
          ", Credentials: { RoleArn: other }, ResultPath",
        ),
      ),
    },
    {
      name: "a loop that also tells people of the progress",
      code: unmarked(
        poll("glue:startCrawler", "glue:getCrawler", "Crawler.State", "StringEquals: READY").replace(
          "ResultPath: $.now, Next: Over? }",
          'ResultPath: $.now, Next: Tell }\n  Tell: { Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: { Message.$: $.now.Crawler.State }, ResultPath: null, Next: Over? }',
        ),
      ),
    },
    {
      name: "a poll that several kinds of work share, some without a known event, with no start in sight",
      code: unmarked(bare("rds:describeDBInstances", "DbInstances[0].DbInstanceStatus", "StringEquals: available")),
    },
    {
      name: "a poll that tells nothing of what it waits for, with no start in sight",
      code: unmarked(bare("ec2:describeInstances", "Reservations[0]", "IsPresent: true")),
    },
    {
      name: "a poll for what only a request could have asked to be told of, with no start in sight",
      code: unmarked(bare("textract:getDocumentAnalysis", "JobStatus", "StringEquals: SUCCEEDED")),
    },
    {
      name: "paging through the results of work",
      code: `
StartAt: Start
States:
  Start: { Type: Task, Resource: "arn:aws:states:::aws-sdk:textract:startDocumentAnalysis", Next: Get page }
  Get page: { Type: Task, Resource: "arn:aws:states:::aws-sdk:textract:getDocumentAnalysis", Next: Further? }
  Further?: { Type: Choice, Choices: [{ Variable: $.NextToken, IsPresent: true, Next: Pause }], Default: Done }
  Pause: { Type: Wait, Seconds: 1, Next: Get page }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a callback that is there already",
      code: `
StartAt: Transcribe
States:
  Transcribe: { Type: Task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", TimeoutSeconds: 3600, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "a transcription, of whose end an event tells",
      code: poll(
        "transcribe:startTranscriptionJob",
        "transcribe:getTranscriptionJob",
        "TranscriptionJob.TranscriptionJobStatus",
        "StringEquals: COMPLETED",
      ),
      problems: [
        {
          messageId: "paced",
          data: { polling: started, signal: "the EventBridge event 'Transcribe Job State Change'", dollars },
        },
      ],
    },
    {
      name: "speech, of whose end a topic tells",
      code: poll(
        "polly:startSpeechSynthesisTask",
        "polly:getSpeechSynthesisTask",
        "SynthesisTask.TaskStatus",
        "StringEquals: completed",
      ),
      problems: [
        {
          messageId: "paced",
          data: { polling: started, signal: "the SNS topic of its parameter 'SnsTopicArn'", dollars },
        },
      ],
    },
    {
      name: "a statement, whose start has to ask for the event",
      code: poll("redshiftdata:executeStatement", "redshiftdata:describeStatement", "Status", "StringEquals: FINISHED"),
      problems: [
        {
          messageId: "paced",
          data: {
            polling: started,
            signal: "the EventBridge event 'Redshift Data Statement Status Change' (with 'WithEvent: true')",
            dollars,
          },
        },
      ],
    },
    {
      name: "a restored object, whose bucket has to send the event",
      code: poll("s3:restoreObject", "s3:headObject", "Restore", "StringMatches: '*ongoing-request=\"false\"*'"),
      problems: [
        {
          messageId: "paced",
          data: {
            polling: started,
            signal: "the EventBridge event 'Object Restore Completed' (with EventBridge notifications of the bucket)",
            dollars,
          },
        },
      ],
    },
    {
      name: "a workflow of Glue, of whose last job an event tells",
      code: poll("glue:startWorkflowRun", "glue:getWorkflowRun", "Run.Status", "StringEquals: COMPLETED"),
      problems: [
        {
          messageId: "paced",
          data: { polling: started, signal: "the EventBridge event 'Glue Job State Change' of its last job", dollars },
        },
      ],
    },
    {
      name: "a job of S3, of which CloudTrail tells",
      code: poll("s3control:createJob", "s3control:describeJob", "Job.Status", "StringEquals: Complete"),
      problems: [
        {
          messageId: "paced",
          data: { polling: started, signal: "the CloudTrail event 'JobStatusChanged' on EventBridge", dollars },
        },
      ],
    },
    {
      name: "a job of IoT, of which a message tells",
      code: poll("iot:createJob", "iot:describeJob", "Job.Status", "StringEquals: COMPLETED"),
      problems: [
        {
          messageId: "paced",
          data: {
            polling: started,
            signal: "the MQTT message '$aws/events/job/<jobID>/completed' (with IoT job events of the account)",
            dollars,
          },
        },
      ],
    },
    {
      name: "an import, of which one of several events tells",
      code: poll(
        "medicalimaging:startDICOMImportJob",
        "medicalimaging:getDICOMImportJob",
        "JobProperties.JobStatus",
        "StringEquals: COMPLETED",
      ),
      problems: [
        {
          messageId: "paced",
          data: {
            polling: started,
            signal: "the EventBridge event 'Import Job Completed' or 'Import Job Failed'",
            dollars,
          },
        },
      ],
    },
    {
      name: "a crawler in JSONata, at a pace that only the execution knows",
      code: `
QueryLanguage: JSONata
StartAt: Start
States:
  Start: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:startCrawler", Arguments: { Name: books }, Next: Wait }
  Wait: { Type: Wait, Seconds: "{% $pause %}", Next: Look }
  Look: { Type: Task, Resource: «"arn:aws:states:::aws-sdk:glue:getCrawler"», Arguments: { Name: books }, Next: Over? }
  Over?: { Type: Choice, Choices: [{ Condition: "{% $states.input.Crawler.State in ['RUNNING', 'STOPPING'] %}", Next: Wait }], Default: Done }
  Done: { Type: Succeed }
`,
      problems: [
        {
          messageId: "unpaced",
          data: { polling: started, signal: "the EventBridge event 'Glue Crawler State Change'" },
        },
      ],
    },
    {
      name: "an answer that a function turns into a word of its own",
      code: poll("glue:startCrawler", "glue:getCrawler", "word", "StringEquals: over").replace(
        "ResultPath: $.now, Next: Over? }",
        'ResultPath: $.now, Next: Check state }\n  Check state: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultPath: $.now, Next: Over? }',
      ),
      problems: [{ messageId: "paced" }],
    },
    {
      name: "a status that only its own path tells, with the start in sight",
      code: poll("glue:startCrawler", "glue:getCrawler", "Crawler.idle", "BooleanEquals: true"),
      problems: [{ messageId: "paced" }],
    },
    {
      name: "an instance that somebody else starts, by the event that all work of the poll shares",
      code: bare("ec2:describeInstances", "Reservations[0].Instances[0].State.Name", "StringEquals: stopped"),
      problems: [
        {
          messageId: "paced",
          data: {
            polling: `${way} polls for the end of work`,
            signal: "the EventBridge event 'EC2 Instance State-change Notification'",
            dollars,
          },
        },
      ],
    },
    {
      name: "a start before the Map that polls",
      code: `
StartAt: Start
States:
  Start: { Type: Task, Resource: "arn:aws:states:::aws-sdk:codepipeline:startPipelineExecution", Next: Each }
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Wait
      States:
        Wait: { Type: Wait, Seconds: 30, Next: Look }
        Look: { Type: Task, Resource: «"arn:aws:states:::aws-sdk:codepipeline:getPipelineExecution"», Next: Over? }
        Over?: { Type: Choice, Choices: [{ Variable: $.PipelineExecution.Status, StringEquals: InProgress, Next: Wait }], Default: Done }
        Done: { Type: Succeed }
    End: true
`,
      problems: [{ messageId: "paced" }],
    },
  ],
});
