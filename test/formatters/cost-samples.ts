import type { CostTerms } from "../../src/analysis/cost-terms.ts";
import { defaultTerms } from "../../src/analysis/cost-terms.ts";
import { ratesOf } from "../../src/data/prices.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import type { CostReport, MachineReport } from "../../src/linter/cost-report.ts";
import { type LintedMachine, lintFile } from "../../src/linter/lint.ts";
import { ADVICE_RULES, priceMachine } from "../../src/linter/price-machine.ts";
import { activeRules } from "../../src/linter/settings.ts";
import { rules } from "../../src/rules/index.ts";

interface Facts {
  readonly path?: string;
  readonly type?: "STANDARD" | "EXPRESS";
  readonly terms?: Partial<CostTerms>;
}

const advising = activeRules(
  rules,
  new Map(ADVICE_RULES.map((id) => [id, { severity: "warn" as const, options: {} }])),
);

/** A machine that was linted, and what it costs. */
export function linted(definition: object, { path = "flow.asl.json", type, terms }: Facts = {}) {
  const machines: LintedMachine[] = [];
  const result = lintFile(
    createSourceFile(path, JSON.stringify(definition)),
    "named",
    advising,
    {},
    {
      ...(type && { type }),
      terms: { ...defaultTerms, ...terms },
      onMachine: (machine) => machines.push(machine),
    },
  );
  const [machine] = machines;
  if (machine === undefined || result === undefined) throw new Error("no definition");
  return { machine, report: priceMachine(machine, result.problems) };
}

/** What a machine costs. */
export function priced(definition: object, facts: Facts = {}): MachineReport {
  return linted(definition, facts).report;
}

/** What the states of a machine cost, the first of which is the start. */
export function pricedStates(states: object, facts: Facts = {}): MachineReport {
  return priced({ StartAt: Object.keys(states)[0], States: states }, facts);
}

export function reportOf(...machines: readonly MachineReport[]): CostReport {
  return { machines };
}

const lambda = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "f" } };
export const done = { Type: "Succeed" };

/** A task that starts a job, and a loop that asks whether it is done. */
export const polling = {
  "Start job": {
    Type: "Task",
    Resource: "arn:aws:states:::glue:startJobRun",
    Parameters: { JobName: "pack" },
    ResultPath: "$.job",
    Next: "Wait",
  },
  Wait: { Type: "Wait", Seconds: 10, Next: "Get status" },
  "Get status": {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:glue:getJobRun",
    Parameters: { JobName: "pack", "RunId.$": "$.job.JobRunId" },
    ResultPath: "$.run",
    Next: "Done?",
  },
  "Done?": {
    Type: "Choice",
    Choices: [
      { Variable: "$.run.JobRun.JobRunState", StringEquals: "SUCCEEDED", Next: "Packed" },
      { Variable: "$.run.JobRun.JobRunState", StringEquals: "FAILED", Next: "Broken" },
    ],
    Default: "Wait",
  },
  Packed: done,
  Broken: { Type: "Fail" },
};

/** What `polling` is when the integration waits. */
export const waiting = {
  "Start job": { ...polling["Start job"], Resource: "arn:aws:states:::glue:startJobRun.sync", Next: "Packed" },
  Packed: done,
};

const each = (name: string, states: object, more: object = {}) => ({
  [name]: {
    Type: "Map",
    ItemProcessor: { StartAt: Object.keys(states)[0], States: states },
    End: true,
    ...more,
  },
});

const distributed = (name: string, type: string, states: object, more: object = {}) => ({
  [name]: {
    Type: "Map",
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: type },
      StartAt: Object.keys(states)[0],
      States: states,
    },
    End: true,
    ...more,
  },
});

const task = (more: object) => ({ ...lambda, ...more });
const counter = {
  Zero: { Type: "Pass", Result: 0, ResultPath: "$.n", Next: "Count" },
  Count: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Five?" },
  "Five?": {
    Type: "Choice",
    Choices: [{ Variable: "$.n", NumericGreaterThanEquals: 5, Next: "Done" }],
    Default: "Count",
  },
  Done: done,
};

/** Names that would move a cursor, end a cell or begin markup. */
export const HOSTILE = "A|B `c`\n\u001b[2J*d* <b> $1$ @all\u202e";

/** 50 loops, one after the other. */
const fifty = Object.fromEntries(
  Array.from({ length: 50 }, (_, i) => [
    [`Wait ${i}`, { Type: "Wait", Seconds: 10, Next: `Ready ${i}?` }],
    [
      `Ready ${i}?`,
      {
        Type: "Choice",
        Choices: [{ Variable: "$.ready", BooleanEquals: true, Next: i === 49 ? "Done" : `Wait ${i + 1}` }],
        Default: `Wait ${i}`,
      },
    ],
  ]).flat(),
);

const retried = (attempts: number, more: object = {}) =>
  task({ Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: attempts }], ...more });

/** One machine of each kind, by what it is. */
export const samples = {
  "a straight way": pricedStates({ A: task({ Next: "B" }), B: task({ End: true }) }),
  "a poll": pricedStates(polling),
  "a poll with turns that are said": pricedStates(polling, { terms: { assume: { Wait: "1m" } } }),
  "a Map": pricedStates(each("Per file", { Work: task({ End: true }) })),
  "a Map in a Map": pricedStates(each("Per file", each("Per line", { Work: task({ End: true }) }))),
  "a poll in a Map": pricedStates(each("Per file", { ...polling, Broken: { Type: "Pass", End: true } })),
  "a loop without a way out": pricedStates({
    Wait: { Type: "Wait", Seconds: 60, Next: "Work" },
    Work: task({ Next: "Wait" }),
  }),
  "a distributed Map of Standard executions": pricedStates(
    distributed("Per file", "STANDARD", { Work: task({ Next: "Store" }), Store: task({ End: true }) }),
  ),
  "a distributed Map of Express executions": pricedStates(
    distributed("Per file", "EXPRESS", { Work: task({ End: true }) }, { ItemBatcher: { MaxItemsPerBatch: 1_000 } }),
  ),
  "distributed Maps in one another": pricedStates(
    distributed(
      "Per bucket",
      "STANDARD",
      distributed("Per file", "EXPRESS", each("Per line", { Work: retried(2, { End: true }) })),
    ),
  ),
  "a distributed Map of one item": pricedStates({
    Items: { Type: "Pass", Result: [1], Next: "Per file" },
    ...distributed("Per file", "STANDARD", { Work: task({ End: true }) }),
  }),
  "an Express machine": pricedStates(
    { ...polling, Wait: { Type: "Wait", Seconds: 5, Next: "Get status" } },
    { type: "EXPRESS" },
  ),
  "an Express machine whose price is not known": pricedStates(waiting, {
    type: "EXPRESS",
    terms: { region: "eu-west-3", rates: ratesOf("eu-west-3") ?? defaultTerms.rates },
  }),
  "no way without an error": pricedStates({
    "First of two": {
      Type: "Parallel",
      Branches: [
        { StartAt: "Work", States: { Work: task({ Next: "Enough" }), Enough: { Type: "Fail" } } },
        { StartAt: "Ask", States: { Ask: task({ End: true }) } },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }],
      Next: "Done",
    },
    Done: done,
  }),
  "a counted loop": pricedStates(counter),
  "a loop that a timeout ends": priced({ StartAt: "Start job", TimeoutSeconds: 900, States: polling }),
  "a name that is hostile": pricedStates(each(HOSTILE, { [`${HOSTILE} 2`]: { Type: "Wait", Seconds: 1, End: true } }), {
    path: `${HOSTILE}.asl.json`,
  }),
  "names that are long": pricedStates({
    [`Wait ${"x".repeat(5_000)}`]: { Type: "Wait", Seconds: 10, Next: "Ready?" },
    "Ready?": {
      Type: "Choice",
      Choices: [{ Variable: "$.ready", BooleanEquals: true, Next: "Done" }],
      Default: `Wait ${"x".repeat(5_000)}`,
    },
    Done: done,
  }),
  "huge figures": pricedStates(
    each(
      "Per file",
      each("Per line", { Work: retried(99_999_999, { End: true }) }, retry(99_999_999)),
      retry(99_999_999),
    ),
    { terms: { assume: { "Per file": 1e9, "Per line": 1e9 }, executionsPerMonth: 1e12 } },
  ),
  "more events than a history holds": pricedStates(each("Per file", { Work: task({ End: true }) }), {
    terms: { assume: { "Per file": 10_000 } },
  }),
  "fifty loops": pricedStates({ ...fifty, Done: done }),
  "one that cannot be priced": pricedStates({ A: { Type: "Pass", Next: "Nowhere" } }),
} as const satisfies Readonly<Record<string, MachineReport>>;

function retry(attempts: number): object {
  return { Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: attempts }] };
}
