import fc from "fast-check";
import { expect, it } from "vitest";
import * as yaml from "yaml";
import { lint } from "../../src/core.ts";
import { applyEdits } from "../../src/document/editor.ts";

type Json = { [key: string]: unknown };

interface Job {
  readonly start: string;
  readonly request: Json;
  readonly poll: string;
  readonly status: string;
  readonly bad: string;
  readonly waits: string;
}

const JOBS: readonly Job[] = [
  {
    start: "glue:startJobRun",
    request: { JobName: "one" },
    poll: "glue:getJobRun",
    status: "JobRun.JobRunState",
    bad: "FAILED",
    waits: "RUNNING",
  },
  {
    start: "codebuild:startBuild",
    request: { ProjectName: "one" },
    poll: "codebuild:batchGetBuilds",
    status: "Builds[0].BuildStatus",
    bad: "STOPPED",
    waits: "IN_PROGRESS",
  },
  {
    start: "states:startExecution",
    request: { StateMachineArn: "arn:aws:states:eu-west-1:111122223333:stateMachine:one" },
    poll: "sfn:describeExecution",
    status: "Status",
    bad: "TIMED_OUT",
    waits: "RUNNING",
  },
  {
    start: "batch:submitJob",
    request: { JobName: "one", JobQueue: "queue", JobDefinition: "job" },
    poll: "batch:describeJobs",
    status: "Jobs[0].Status",
    bad: "FAILED",
    waits: "RUNNING",
  },
];
const GOOD = "SUCCEEDED";

const variant = fc.record({
  job: fc.constantFrom(...JOBS),
  language: fc.constantFrom("JSONPath", "JSONata"),
  sdk: fc.boolean(),
  partition: fc.constantFrom("aws", "aws-us-gov", "${AWS::Partition}"),
  /** How the answers are kept: in the data, in a variable, or as all of the data. */
  keeps: fc.constantFrom("place", "variable", "all"),
  asksFirst: fc.boolean(),
  restsBefore: fc.boolean(),
  /** What the Choice names, the rest being its `Default`. */
  names: fc.constantFrom("ends", "success and waiting", "not success"),
  catches: fc.constantFrom("nothing", "one error", "all"),
  around: fc.constantFrom("nothing", "Map", "Parallel"),
  /** What a state behind the loop reads. */
  reads: fc.constantFrom("nothing", "other data", "the start", "the poll", "everything"),
  order: fc.shuffledSubarray(["Start", "Rest", "Wait", "Ask", "Over?", "Use", "Failed", "Done"], { minLength: 8 }),
  format: fc.constantFrom("json", "compact json", "yaml", "flow yaml"),
});
type Variant = typeof variant extends fc.Arbitrary<infer T> ? T : never;

/** What the states behind can read where each variant keeps its answers. */
const PLACES = {
  place: { start: "$.job", poll: "$.now" },
  variable: { start: "$job", poll: "$status" },
  all: { start: "$.JobRunId", poll: "$.JobRun" },
};

function scopeOf(v: Variant): Json {
  const { job, keeps, names } = v;
  const isPath = v.language === "JSONPath";
  const other = keeps === "all" ? undefined : isPath ? "$.other" : "{% $states.input.other %}";
  const status = {
    place: isPath ? `$.now.${job.status}` : `$states.input.now.${job.status}`,
    variable: "$status",
    all: isPath ? `$.${job.status}` : `$states.input.${job.status}`,
  }[keeps];
  const keep = (name: string, answer: string): Json => {
    if (keeps === "all") return {};
    if (keeps === "place") {
      if (isPath) return { ResultPath: `$.${name === "job" ? "job" : "now"}` };
      return { Output: `{% $merge([$states.input, {"${name === "job" ? "job" : "now"}": $states.result}]) %}` };
    }
    if (isPath) return { Assign: { [`${name}.$`]: `$.${answer}` }, ResultPath: null };
    return { Assign: { [name]: `{% $states.result.${answer} %}` }, Output: "{% $states.input %}" };
  };
  const is = (value: string, next: string): Json =>
    isPath
      ? { Variable: status, StringEquals: value, Next: next }
      : { Condition: `{% ${status} = '${value}' %}`, Next: next };
  const isNot = (value: string, next: string): Json =>
    isPath
      ? { And: [{ Not: { Variable: status, StringEquals: value } }, { Variable: status, IsPresent: true }], Next: next }
      : { Condition: `{% $not(${status} = '${value}') and true %}`, Next: next };
  const choices = {
    ends: { Choices: [is(GOOD, "Use"), is(job.bad, "Failed")], Default: "Wait" },
    "success and waiting": { Choices: [is(job.waits, "Wait"), is(GOOD, "Use")], Default: "Failed" },
    "not success": { Choices: [is(job.bad, "Failed"), isNot(GOOD, "Wait")], Default: "Use" },
  }[names];
  const read = {
    nothing: undefined,
    "other data": other,
    "the start": isPath || keeps === "variable" ? PLACES[keeps].start : "{% $states.input.job %}",
    "the poll": isPath || keeps === "variable" ? PLACES[keeps].poll : "{% $states.input.now %}",
    everything: isPath ? "$" : "{% $states.input %}",
  }[v.reads];
  const request = isPath ? "Parameters" : "Arguments";
  const text = read?.startsWith("$") && !isPath ? `{% ${read} %}` : read;
  const key = isPath && read !== undefined ? "Message.$" : "Message";
  const errors = { "one error": ["States.Permissions"], all: ["States.ALL"], nothing: [] }[v.catches];
  const service = v.sdk ? `aws-sdk:${job.start.replace(/^states:/, "sfn:")}` : job.start;
  const states: Json = {
    Start: {
      Type: "Task",
      Resource: `arn:${v.partition}:states:::${service}`,
      [request]: job.request,
      ...keep("job", "Id"),
      ...(errors.length > 0 && {
        Catch: [{ ErrorEquals: errors, Next: "Failed", ...(isPath && { ResultPath: "$.error" }) }],
      }),
      Next: v.restsBefore ? "Rest" : v.asksFirst ? "Ask" : "Wait",
    },
    Rest: { Type: "Wait", Seconds: 5, Next: v.asksFirst ? "Ask" : "Wait" },
    Wait: { Type: "Wait", Seconds: 30, Next: "Ask" },
    Ask: {
      Type: "Task",
      Resource: `arn:aws:states:::aws-sdk:${job.poll}`,
      [request]: { Id: "one" },
      ...keep("status", job.status),
      Next: "Over?",
    },
    "Over?": { Type: "Choice", ...choices },
    Use: {
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      [request]: { TopicArn: "topic", [key]: text ?? "over" },
      Next: "Done",
    },
    Failed: { Type: "Fail", Error: "Failed" },
    Done: { Type: "Succeed" },
  };
  const order = v.order.filter((name) => v.restsBefore || name !== "Rest");
  return { StartAt: "Start", States: Object.fromEntries(order.map((name) => [name, states[name]])) };
}

function machineOf(v: Variant): Json {
  const scope = scopeOf(v);
  const head = v.language === "JSONata" ? { QueryLanguage: "JSONata" } : {};
  if (v.around === "nothing") return { ...head, ...scope };
  const outer = v.around === "Map" ? { Type: "Map", ItemProcessor: scope } : { Type: "Parallel", Branches: [scope] };
  return { ...head, StartAt: "Outer", States: { Outer: { ...outer, End: true } } };
}

function write(machine: Json, format: Variant["format"]): string {
  if (format === "json") return JSON.stringify(machine, null, 2);
  if (format === "compact json") return JSON.stringify(machine);
  return yaml.stringify(machine, { lineWidth: 0, ...(format === "flow yaml" && { collectionStyle: "flow" }) });
}

function statesOf(text: string, { around }: Variant): Record<string, Json> {
  const machine = yaml.parse(text);
  const outer = machine.States.Outer;
  const scope = around === "nothing" ? machine : (outer.ItemProcessor ?? outer.Branches[0]);
  return scope.States;
}

/** Whether a state behind the loop reads what is no longer there. */
function isLost({ reads, keeps }: Variant): boolean {
  return reads === "the start" || reads === "the poll" || (reads === "everything" && keeps !== "variable");
}

it("one task takes the place of a loop and leads to the same states, or the loop stays", async () => {
  let rewritten = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(variant, async (v) => {
      const text = write(machineOf(v), v.format);
      const path = v.format.endsWith("json") ? "machine.asl.json" : "machine.asl.yaml";
      const before = await lint(text, { path });
      const problem = before?.problems.find(({ ruleId }) => ruleId === "prefer-sync-integration");
      expect(problem).toBeDefined();
      const [suggestion] = problem?.suggestions ?? [];
      if (suggestion === undefined) {
        kept++;
        return;
      }
      rewritten++;
      expect(isLost(v)).toBe(false);
      const after = applyEdits(text, suggestion.edits);
      const [old, states] = [statesOf(text, v), statesOf(after, v)];
      expect(Object.keys(states)).toEqual(v.order.filter((name) => ["Start", "Use", "Failed", "Done"].includes(name)));
      for (const name of ["Use", "Failed", "Done"]) expect(states[name]).toEqual(old[name]);
      const { Next, Catch, Resource, Parameters, Arguments } = states.Start as Json;
      expect(Next).toBe("Use");
      expect((Catch as Json[]).map((each) => each.Next)).toEqual(
        v.catches === "one error" ? ["Failed", "Failed"] : ["Failed"],
      );
      expect(Resource).toBe(
        `arn:${v.partition}:states:::${v.job.start}.sync${v.job.start.startsWith("states") ? ":2" : ""}`,
      );
      expect([Parameters, Arguments]).toEqual([old.Start?.Parameters, old.Start?.Arguments]);
      const again = await lint(after, { path });
      expect(again?.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      const warned = new Set(again?.problems.map(({ ruleId }) => ruleId));
      // A Parallel that is left with one branch of one task was one of one branch before.
      const others = [...warned].filter((id) => id !== "require-task-timeout" && id !== "no-idle-state");
      expect(others).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(rewritten).toBeGreaterThan(25);
  expect(kept).toBeGreaterThan(25);
});
