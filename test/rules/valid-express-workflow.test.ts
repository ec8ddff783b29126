import rule from "../../src/rules/valid-express-workflow.ts";
import { testRule } from "../../src/testing.ts";

const activity = "arn:aws:states:eu-west-1:123456789012:activity:pack";
const one = (state: string) => `
StartAt: Pack parcel
States:
  Pack parcel: { ${state}, End: true }
`;
const task = (resource: string) => one(`Type: Task, Resource: ${resource}`);
const inMap = (config: string, state: string) => `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemProcessor:
      ${config}
      StartAt: Pack parcel
      States:
        Pack parcel: { ${state}, End: true }
    End: true
`;
const child = (mode: string, type: string) => `ProcessorConfig: { Mode: ${mode}, ExecutionType: ${type} }`;
const job = "Type: Task, Resource: arn:aws:states:::glue:startJobRun.sync";

testRule("valid-express-workflow", rule, {
  valid: [
    { name: "requests", type: "EXPRESS", code: task("arn:aws:states:::lambda:invoke") },
    { name: "a job in a Standard workflow", type: "STANDARD", code: task("arn:aws:states:::glue:startJobRun.sync") },
    { name: "a job where nobody says the type", code: task("arn:aws:states:::glue:startJobRun.sync") },
    { name: "a long wait where nobody says the type", code: one("Type: Wait, Seconds: 86400") },
    {
      name: "a pattern that the integration does not have, which is another rule's",
      type: "EXPRESS",
      code: task("arn:aws:states:::lambda:invoke.sync"),
    },
    { name: "a resource that only deployment knows", type: "EXPRESS", code: task('"${PackArn}"') },
    {
      name: "a pattern that only deployment knows",
      type: "EXPRESS",
      code: task('"arn:aws:states:::glue:startJobRun${Suffix}"'),
    },
    {
      name: "an inline Map",
      type: "EXPRESS",
      code: inMap("ProcessorConfig: { Mode: INLINE }", "Type: Task, Resource: arn:aws:states:::lambda:invoke"),
    },
    {
      name: "a mode that only deployment knows",
      type: "EXPRESS",
      code: inMap('ProcessorConfig: { Mode: "${Mode}" }', "Type: Pass"),
    },
    { name: "a wait of five minutes", type: "EXPRESS", code: one("Type: Wait, Seconds: 300") },
    {
      name: "a distributed Map of Express child workflows",
      code: inMap(child("DISTRIBUTED", "EXPRESS"), "Type: Pass"),
    },
    { name: "a job in Standard child workflows", code: inMap(child("DISTRIBUTED", "STANDARD"), job) },
    { name: "a job in child workflows of some type", code: inMap(child("DISTRIBUTED", '"${Type}"'), job) },
    { name: "a job in child workflows of some mode", code: inMap(child('"${Mode}"', "EXPRESS"), job) },
    {
      name: "a job in Standard child workflows whose configuration only deployment knows",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }
      StartAt: Per parcel
      States:
        Per parcel:
          Type: Map
          ItemProcessor:
            ProcessorConfig: "\${Config}"
            StartAt: Pack parcel
            States:
              Pack parcel: { ${job}, End: true }
          End: true
    End: true
`,
    },
  ],

  invalid: [
    {
      name: "a job that is waited for",
      type: "EXPRESS",
      code: task("arn:aws:states:::states:startExecution«.sync:2»"),
      problems: [{ messageId: "pattern", data: { name: "Pack parcel", suffix: ".sync:2" } }],
    },
    {
      name: "a callback",
      type: "EXPRESS",
      code: task("arn:aws:states:::aws-sdk:sqs:sendMessage«.waitForTaskToken»"),
      problems: [{ messageId: "pattern", data: { name: "Pack parcel", suffix: ".waitForTaskToken" } }],
    },
    {
      name: "a job in a partition that only deployment knows",
      type: "EXPRESS",
      code: task('"arn:${AWS::Partition}:states:::glue:startJobRun«.sync»"'),
      problems: [{ messageId: "pattern" }],
    },
    {
      name: "an activity",
      type: "EXPRESS",
      code: task(`«${activity}»`),
      problems: [{ messageId: "activity", data: { name: "Pack parcel" } }],
    },
    {
      name: "a distributed Map and what is inside it",
      type: "EXPRESS",
      code: inMap(child("«DISTRIBUTED»", "STANDARD"), "Type: Task, Resource: arn:aws:states:::glue:startJobRun«.sync»"),
      problems: [{ messageId: "map", data: { name: "Per parcel" } }, { messageId: "pattern" }],
    },
    {
      name: "a job in a branch and an inline Map",
      type: "EXPRESS",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Per parcel
        States:
          Per parcel:
            Type: Map
            ItemProcessor:
              StartAt: Pack parcel
              States:
                Pack parcel: { Type: Task, Resource: arn:aws:states:::glue:startJobRun«.sync», End: true }
            End: true
    End: true
`,
      problems: [{ messageId: "pattern" }],
    },
    {
      name: "waits and timeouts over five minutes, once where the task is refused",
      type: "EXPRESS",
      code: `
StartAt: Rest
TimeoutSeconds: «3600»
States:
  Rest: { Type: Wait, Seconds: «301», Next: Pack parcel }
  Pack parcel: { Type: Task, Resource: arn:aws:states:::lambda:invoke, TimeoutSeconds: «900», Next: Weigh parcel }
  Weigh parcel: { Type: Task, Resource: arn:aws:states:::glue:startJobRun«.sync», TimeoutSeconds: 900, End: true }
`,
      problems: [
        { messageId: "long", data: { field: "TimeoutSeconds", seconds: 3600, limit: 300 } },
        { messageId: "long", data: { field: "Seconds", seconds: 301, limit: 300 } },
        { messageId: "long", data: { field: "TimeoutSeconds", seconds: 900, limit: 300 } },
        { messageId: "pattern" },
      ],
    },
    {
      name: "what Express child workflows cannot do, at any depth",
      code: `
StartAt: Per order
States:
  Per order:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }
      StartAt: Both
      States:
        Both:
          Type: Parallel
          Branches:
            - StartAt: Rest
              States:
                Rest: { Type: Wait, Seconds: «600», Next: Pack parcel }
                Pack parcel: { Type: Task, Resource: arn:aws:states:::glue:startJobRun«.sync», Next: Approve }
                Approve: { Type: Task, Resource: «${activity}», End: true }
          Next: Per parcel
        Per parcel:
          Type: Map
          ItemProcessor:
            ProcessorConfig: { Mode: «DISTRIBUTED», ExecutionType: STANDARD }
            StartAt: Weigh parcel
            States:
              Weigh parcel: { ${job}, End: true }
          End: true
    End: true
`,
      problems: [
        { messageId: "long" },
        { messageId: "childPattern", data: { name: "Pack parcel", suffix: ".sync", map: "Per order" } },
        { messageId: "childActivity", data: { name: "Approve", map: "Per order" } },
        { messageId: "childMap", data: { name: "Per parcel", map: "Per order" } },
      ],
    },
  ],
});
