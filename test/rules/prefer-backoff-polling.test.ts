import rule from "../../src/rules/prefer-backoff-polling.ts";
import { testRule } from "../../src/testing.ts";

const poll = (seconds: string, resource = "arn:aws:states:::aws-sdk:lookoutvision:describeModel") => `
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: ${seconds}, Next: Get model }
  Get model: { Type: Task, Resource: "${resource}", Next: Hosted? }
  Hosted?: { Type: Choice, Choices: [{ Variable: $.Status, StringEquals: HOSTED, Next: Hosted }], Default: Wait }
  Hosted: { Type: Succeed }
`;

/** A poll in JSONata whose Wait takes `seconds`, entered from Passes, with `Assign` in its task. */
const counted = (seconds: string, { first = "{ asked: 0 }", assign = '{ asked: "{% $asked + 1 %}" }' } = {}) => `
QueryLanguage: JSONata
StartAt: Early?
States:
  Early?: { Type: Choice, Choices: [{ Condition: "{% $early %}", Next: Start }], Default: Start }
  Start: { Type: Pass, Assign: ${first}, Next: Wait }
  Wait: { Type: Wait, Seconds: ${seconds}, Next: Get model }
  Get model: { Type: Task, Resource: "arn:aws:states:::aws-sdk:lookoutvision:describeModel", Assign: ${assign}, Next: Hosted? }
  Hosted?:
    Type: Choice
    Choices: [{ Condition: "{% $states.input.Status = 'HOSTED' %}", Next: Hosted }]
    Default: Wait
  Hosted: { Type: Succeed }
`;

const retried = (retrier: string) => `
StartAt: Get model
States:
  Get model:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Retry: [${retrier}]
    End: true
`;

testRule("prefer-backoff-polling", rule, {
  valid: [
    { name: "an interval so short that another rule reports it", code: poll("14") },
    { name: "an interval as long as pauses are to grow", code: poll("300") },
    { name: "an interval that is short by an option", code: poll("30"), options: { minSeconds: 60 } },
    { name: "an interval that is long enough by an option", code: poll("30"), options: { maxSeconds: 30 } },
    { name: "an interval that only deployment knows", code: poll('"${Pause}"') },
    { name: "a poll in an Express workflow, which pays for the time", code: poll("30"), type: "EXPRESS" },
    {
      name: "a function that is asked, where an activity waits better",
      code: poll("30", "arn:aws:states:::lambda:invoke"),
    },
    {
      name: "a job that AWS sends an event for",
      code: poll("30", "arn:aws:states:::aws-sdk:transcribe:getTranscriptionJob")
        .replace("$.Status", "$.TranscriptionJob.TranscriptionJobStatus")
        .replace("HOSTED", "COMPLETED"),
    },
    {
      name: "a job whose integration waits by itself",
      code: `
StartAt: Start
States:
  Start: { Type: Task, Resource: "arn:aws:states:::glue:startJobRun", Next: Wait }
  Wait: { Type: Wait, Seconds: 30, Next: Get run }
  Get run: { Type: Task, Resource: "arn:aws:states:::aws-sdk:glue:getJobRun", Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.JobRun.JobRunState, StringEquals: SUCCEEDED, Next: Done }], Default: Wait }
  Done: { Type: Succeed }
`,
    },
    {
      name: "a poll that is over after ten turns",
      code: `
TimeoutSeconds: 300
${poll("30").trimStart()}`,
    },
    {
      name: "paging that spares a quota",
      code: `
StartAt: List
States:
  List: { Type: Task, Resource: "arn:aws:states:::aws-sdk:s3:listObjectsV2", Next: Further? }
  Further?: { Type: Choice, Choices: [{ Variable: $.NextContinuationToken, IsPresent: true, Next: Pause }], Default: Listed }
  Pause: { Type: Wait, Seconds: 20, Next: List }
  Listed: { Type: Succeed }
`,
    },
    { name: "a pause that a count sets", code: counted('"{% $min([300, 30 * ($asked + 1)]) %}"') },
    {
      name: "a Retry whose pauses grow",
      code: retried(
        "{ ErrorEquals: [NotReady], IntervalSeconds: 30, MaxAttempts: 60, BackoffRate: 1.5, MaxDelaySeconds: 600 }",
      ),
    },
    {
      name: "a Retry at so short an interval that another rule reports it",
      code: retried("{ ErrorEquals: [NotReady], IntervalSeconds: 5, MaxAttempts: 60, BackoffRate: 1 }"),
    },
  ],

  invalid: [
    {
      name: "a fixed interval, which nothing can lengthen in JSONPath by itself",
      code: poll("«30»"),
      problems: [
        {
          messageId: "wait",
          data: {
            way: "'Wait' -> 'Get model' -> 'Hosted?'",
            seconds: 30,
            least: "",
            transitions: "360",
            dollars: "$0.009",
            maxSeconds: 300,
            fewer: "48",
            cheaper: "$0.0012",
          },
          suggestions: [],
        },
      ],
    },
    {
      name: "an interval that is not tight by an option",
      code: poll("«10»"),
      options: { minSeconds: 5 },
      problems: [{ messageId: "wait" }],
    },
    {
      name: "a poll with time for more than ten turns",
      code: `
TimeoutSeconds: 360
${poll("«30»").trimStart()}`,
      problems: [{ messageId: "wait" }],
    },
    {
      name: "a turn with a second Wait: the first one grows",
      code: counted("«30»")
        .replace("Default: Wait", "Default: Rest")
        .replace("  Hosted: {", "  Rest: { Type: Wait, Seconds: 5, Next: Wait }\n  Hosted: {"),
      problems: [
        {
          messageId: "wait",
          suggestions: [
            {
              messageId: "grow",
              output: counted('"{% $min([300, 30 * ($asked + 1)]) %}"')
                .replace("Default: Wait", "Default: Rest")
                .replace("  Hosted: {", "  Rest: { Type: Wait, Seconds: 5, Next: Wait }\n  Hosted: {"),
            },
          ],
        },
      ],
    },
    {
      name: "a poll whose turns a variable counts, which can set the pause",
      code: counted("«60»", { first: "{ asked: 1 }", assign: '{ asked: "{% 1+$asked %}" }' }),
      problems: [
        {
          messageId: "wait",
          suggestions: [
            {
              messageId: "grow",
              output: counted('"{% $min([300, 60 * ($asked + 1)]) %}"', {
                first: "{ asked: 1 }",
                assign: '{ asked: "{% 1+$asked %}" }',
              }),
            },
          ],
        },
      ],
    },
    ...[
      { why: "counts down", assign: '{ asked: "{% $asked - 1 %}" }' },
      {
        why: "counts more than the turns",
        assign: '{ asked: "{% $asked + 1 %}", other: "{% $other + 2 %}" }',
        first: "{ asked: 50 }",
      },
      { why: "starts with what the input says", first: '{ asked: "{% $states.input.asked %}" }' },
      { why: "is begun nowhere", first: "{ other: 0 }" },
      { why: "is set anew in the loop", assign: '{ asked: "{% $asked > 5 ? 0 : $asked + 1 %}" }' },
    ].map(({ why, ...fields }) => ({
      name: `a variable that cannot set the pause, as it ${why}`,
      code: counted("«30»", fields),
      problems: [{ messageId: "wait", suggestions: [] }],
    })),
    {
      name: "a variable that only some ways to the Wait assign",
      code: counted("«30»").replace("Default: Start", "Default: Wait"),
      problems: [{ messageId: "wait", suggestions: [] }],
    },
    {
      name: "a Retry at a fixed interval",
      code: retried("{ ErrorEquals: [NotReady], IntervalSeconds: «60», MaxAttempts: 120, BackoffRate: 1 }"),
      problems: [
        {
          messageId: "retry",
          data: {
            name: "Get model",
            seconds: 60,
            attempts: "120",
            dollars: "$0.003",
            maxSeconds: 300,
            fewer: "27",
            cheaper: "$0.00068",
          },
          suggestions: [
            {
              messageId: "growRetry",
              output: retried(
                "{ ErrorEquals: [NotReady], IntervalSeconds: 60, MaxAttempts: 27, BackoffRate: 1.5, MaxDelaySeconds: 300 }",
              ),
            },
          ],
        },
      ],
    },
    {
      name: "a Retry whose growth is capped at once",
      code: retried("{ ErrorEquals: [NotReady], IntervalSeconds: «30», MaxAttempts: 100, MaxDelaySeconds: 30 }"),
      problems: [
        {
          messageId: "retry",
          suggestions: [
            {
              messageId: "growRetry",
              output: retried(
                "{ ErrorEquals: [NotReady], IntervalSeconds: 30, MaxAttempts: 13, MaxDelaySeconds: 300 }",
              ),
            },
          ],
        },
      ],
    },
  ],
});
