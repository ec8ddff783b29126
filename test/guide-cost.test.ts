/*
 * The figures in the tables of docs/guide/cost.md are read from the page and computed again, and its lists of keys are
 * held to what the formats in JSON write. What its commands print is checked with the other pages of the guide.
 */
import { readFileSync } from "node:fs";
import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { assumptionsFor } from "../src/analysis/assumptions.ts";
import { costOf, type Figures, isPriced, type MachineCost } from "../src/analysis/cost.ts";
import { defaultTerms } from "../src/analysis/cost-terms.ts";
import { buildGraph } from "../src/analysis/graph.ts";
import { findLoops } from "../src/analysis/loops.ts";
import { expressMonthly, gbHoursOf, moneyOf, standardDollars } from "../src/analysis/money.ts";
import { evaluate } from "../src/analysis/polynomial.ts";
import { expressBilling, ratesOf } from "../src/data/prices.ts";
import { costJson } from "../src/formatters/cost-json.ts";
import { historyJson } from "../src/formatters/history-json.ts";
import { changesSince, earlierMachines } from "../src/linter/cost-compare.ts";
import { reportHistory } from "../src/linter/history-report.ts";
import type { LintedMachine } from "../src/linter/lint.ts";
import { ADVICE_RULES, priceMachine } from "../src/linter/price-machine.ts";
import { Steplint } from "../src/steplint.ts";
import { duration } from "../src/util/words.ts";
import { graphOf, machineOf, poll } from "./helpers/machine.ts";

const page = readFileSync(new URL("../docs/guide/cost.md", import.meta.url), "utf8");

/** The rows of the table with this head, cell by cell. */
function rowsBelow(head: string): string[][] {
  const [, table] = page.split(`| ${head} |\n`);
  if (table === undefined) throw new Error(`no table has the head '${head}'`);
  const [, ...rows] = table.split("\n\n", 1)[0]?.split("\n") ?? [];
  return rows.map((row) => row.slice(2, -2).split(" | "));
}

function numbersIn(text: string | undefined): number[] {
  return [...(text ?? "").matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => Number(number.replaceAll(",", "")));
}

/** Whether a number is what a text says, with the decimals that it is written with. */
function expectWritten(value: number, text: string | undefined): void {
  const [written = ""] = /\d[\d,]*(?:\.\d+)?/.exec(text ?? "") ?? [];
  const decimals = written.split(".")[1]?.length ?? 0;
  expect(value.toFixed(decimals), text).toBe(written.replaceAll(",", ""));
}

function costIn(states: object, more: object = {}): MachineCost {
  const machine = machineOf({ StartAt: Object.keys(states)[0], States: states, ...more });
  const cost = costOf(machine, {
    type: "STANDARD",
    graph: buildGraph,
    loops: (scope) => findLoops(buildGraph(scope), "STANDARD"),
  });
  if (!isPriced(cost)) throw new Error(cost.reason);
  return cost;
}

const end = { Type: "Pass", End: true };
const scope = { StartAt: "In", States: { In: end } };
const request = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true };
const distributed = { ...scope, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };

describe("the table of states", () => {
  // For each row what it is about, and whether it can be retried.
  const samples: Readonly<Record<string, readonly object[]>> = {
    "Pass, Wait, Choice, Succeed": [end, { Type: "Wait", Seconds: 1, End: true }, { Type: "Succeed" }],
    Fail: [{ Type: "Fail" }],
    "Task: a request, a function, an activity": [
      request,
      { ...request, Resource: "arn:aws:lambda:us-east-1:111122223333:function:pack" },
      { ...request, Resource: "arn:aws:states:us-east-1:111122223333:activity:pack" },
    ],
    "Task: `.sync`, `.waitForTaskToken`": [
      { ...request, Resource: "arn:aws:states:::glue:startJobRun.sync" },
      { ...request, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" },
    ],
    Parallel: [{ Type: "Parallel", Branches: [scope, scope], End: true }],
    "Map, inline": [{ Type: "Map", ItemProcessor: scope, End: true }],
    "Map, distributed": [{ Type: "Map", ItemProcessor: distributed, End: true }],
  };
  const rows = rowsBelow("state | transitions | events | events at most");
  const FIRST_AND_LAST = 2;
  const ITEMS = 3;

  it("has samples for each row", () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(samples));
  });

  const cases = rows.flatMap(([name = "", transitions = "", events = "", most = ""]) =>
    (samples[name] ?? []).flatMap((state) =>
      ["JSONPath", "JSONata"].flatMap((language) =>
        [0, 2].map((retries) => ({ name, transitions, events, most, state, language, retries })),
      ),
    ),
  );

  test.each(cases)("$name in $language with $retries retries: $state", async (sample) => {
    const { name, transitions, events, most, language, retries } = sample;
    const canRetry = /^(?:Task|Parallel|Map)/.test(name);
    const retry = { Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: retries }] };
    const cost = costIn({ State: { ...sample.state, ...(canRetry && retry) } }, { QueryLanguage: language });
    const a = canRetry ? 1 + retries : 1;
    const j = language === "JSONata" ? 1 : 0;
    const value = ({ usual, worst }: Figures) =>
      [usual ?? [], worst].map((formula) => evaluate(formula, { m1: ITEMS }));

    const passes = { a, j, items: ITEMS, branches: 2, iteration: 1 };
    const each = await formula(transitions, passes);
    expect(value(cost.transitions)).toEqual([each, each * a]);

    const counted = { a, j, items: ITEMS, branches: 4, iteration: 2 };
    expect(value(cost.events)).toEqual([
      FIRST_AND_LAST + (await formula(events, counted)),
      FIRST_AND_LAST + (await formula(most, counted)),
    ]);
  });

  async function formula(text: string, values: Readonly<Record<string, number>>): Promise<number> {
    return jsonata(text.replaceAll("×", "*")).evaluate(values);
  }
});

describe("the worked examples", () => {
  test.each(rowsBelow("executions | transitions of each | free | dollars"))(
    "Standard: %s executions of %s transitions, %s free: %s",
    (executions, transitions, free, dollars) => {
      const [number = 0, each = 0, freeTransitionsPerMonth = 0] = numbersIn(`${executions} ${transitions} ${free}`);
      const rates = ratesOf("us-east-1", { freeTransitionsPerMonth }) ?? defaultTerms.rates;
      expectWritten(standardDollars(number * each, { ...defaultTerms, rates }), dollars);
    },
  );

  test.each(rowsBelow("executions | each takes | and is billed as | requests + GB-hours"))(
    "Express: %s executions of %s, billed as %s: %s",
    (executions, takes, billed, dollars) => {
      const { express } = defaultTerms.rates;
      if (express === undefined) throw new Error("no Express prices");
      const [number = 0] = numbersIn(executions);
      const [seconds = 0, megabytes = 0] = numbersIn(takes);
      const [billedSeconds = 0, billedMegabytes = 0] = numbersIn(billed);
      const gbHours = number * gbHoursOf(seconds, megabytes);
      expectWritten((number * billedSeconds * billedMegabytes) / 1_024 / 3_600, billed?.split(":")[1]);
      expectWritten(gbHours, billed?.split(":")[1]);
      const [requests, time, total] = dollars?.split(/ [+=] /) ?? [];
      expectWritten(expressMonthly(number, 0, express), requests);
      expectWritten(expressMonthly(0, gbHours, express), time);
      expectWritten(expressMonthly(number, gbHours, express), total);
    },
  );

  it("have the memory of a Map's data", () => {
    const [base = 0, definition = 0, steps = 0, kilobytes = 0] = numbersIn(
      /third one has ([^.]*\.\d\d[^.]*)/.exec(page.replaceAll("\n", " "))?.[1],
    );
    const megabytes = base + definition + (steps * kilobytes) / 1_000;
    expect(page).toContain(`at ${megabytes.toFixed(2)} MB`);
  });

  it("count the attempts of a Task that fails three times", () => {
    const retried = { ...request, Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 3 }] };
    const { worst } = costIn({ State: retried }).transitions;
    expect(page).toContain(`fails three times before it succeeds takes ${evaluate(worst, {})} transitions`);
  });

  test.each(rowsBelow("wait | dollars a day | history is full after | turns"))(
    "a poll each %s: %s a day, full after %s or %s turns",
    (wait, dollars, time, turns) => {
      const [loop] = findLoops(graphOf(poll(numbersIn(wait)[0])), "STANDARD");
      const full = loop?.exhaustsHistoryAfter;
      expectWritten((loop?.perHour?.dollars ?? 0) * 24, dollars);
      expect(duration(full?.seconds ?? 0)).toBe(time);
      expectWritten(full?.turns ?? 0, turns);
    },
  );

  it("have the transitions and events of a turn, and of the task in its place", () => {
    const [loop] = findLoops(graphOf(poll(10)), "STANDARD");
    const { transitions, events } = loop?.turn.cost ?? { transitions: 0, events: 0 };
    expect(page).toContain(`takes ${transitions} transitions and ${events} events a turn`);
    const sync = costIn({ State: { ...request, Resource: "arn:aws:states:::glue:startJobRun.sync" } });
    const [one, six] = [sync.transitions, sync.events].map(({ usual }) => evaluate(usual ?? [], {}));
    expect(page).toContain(`takes ${one} transition and ${Number(six) - 2} events`);
  });

  test.each([
    ["one request", 1],
    ["two requests", 2],
  ])("tell how many items have room in a history with %s each", (words, requests) => {
    const names = Array.from({ length: requests }, (_, i) => `Send ${i}`);
    const states = names.map((name, i) => [
      name,
      { ...request, ...(names[i + 1] !== undefined && { End: undefined, Next: names[i + 1] }) },
    ]);
    const processor = { StartAt: "Send 0", States: Object.fromEntries(states) };
    const { usual } = costIn({ Map: { Type: "Map", ItemProcessor: processor, End: true } }).events;
    const [, text] = new RegExp(`${words}(?: for each item has room)? for ([\\d,]+)`).exec(page) ?? [];
    const [items = 0] = numbersIn(text);
    expect(evaluate(usual ?? [], { m1: items })).toBeLessThanOrEqual(defaultTerms.rates.historyEvents);
    expect(evaluate(usual ?? [], { m1: items + 1 })).toBeGreaterThan(defaultTerms.rates.historyEvents);
  });

  test.each(rowsBelow("transitions | cheaper as Express up to"))("break even: %s transitions, %s", (count, seconds) => {
    const breakEven = breakEvenOf(Number(count));
    expectWritten(breakEven, seconds);
    expect(Math.abs(breakEven - (24 * Number(count) - 1))).toBeLessThan(0.5);
  });

  it("tell from how many transitions on Express is always cheaper", () => {
    const [first = 0] = numbersIn(/so from (\d+) transitions on/.exec(page)?.[1]);
    expect([breakEvenOf(first) >= 300, breakEvenOf(first - 1) >= 300]).toEqual([true, false]);
  });

  function breakEvenOf(transitions: number): number {
    const states = Object.fromEntries(
      Array.from({ length: transitions }, (_, i) => [
        `S${i}`,
        i === transitions - 1 ? end : { Type: "Pass", Next: `S${i + 1}` },
      ]),
    );
    return moneyOf(costIn(states), defaultTerms).breakEvenSeconds ?? 0;
  }
});

describe("the prices", () => {
  const { perTransition, express } = defaultTerms.rates;

  test.each<[name: string, sentence: RegExp, counted: readonly (number | undefined)[]]>([
    ["a transition", /costs \$([\d.]+) per ([\d,]+) in/, [perTransition * 1_000, 1_000]],
    ["a request", /costs a request, \$([\d.]+) per million/, [(express?.perRequest ?? 0) * 1_000_000]],
    [
      "a GB-hour",
      /costs \$([\d.]+) up to ([\d,]+) a month, \$([\d.]+) for the next ([\d,]+), \$([\d.]+) beyond/,
      express?.perGbHour.flatMap(({ upTo, price }, i, tiers) =>
        upTo === Number.POSITIVE_INFINITY ? [price] : [price, upTo - (tiers[i - 1]?.upTo ?? 0)],
      ) ?? [],
    ],
    [
      "memory",
      /memory is (\d+) MB and .*, rounded up to full (\d+) MB/,
      [expressBilling.baseMegabytes, expressBilling.megabytesStep],
    ],
    [
      "time",
      /and ([\d.]+) s for each transition, rounded up to full (\d+) ms/,
      [defaultTerms.secondsPerTransition, expressBilling.millisecondsStep],
    ],
  ])("of %s is what is counted with", (_, sentence, counted) => {
    const [, ...written] = sentence.exec(page) ?? [];
    expect(written.flatMap(numbersIn)).toEqual(counted);
  });
});

describe("the table of what is assumed", () => {
  const said = new Map(
    rowsBelow("of | assumed | said otherwise by").map(([name, value]) => [name, numbersIn(value)[0]]),
  );

  test.each<[name: string, counted: () => number]>([
    ["a loop with a literal Wait", () => ((assumed(poll(10)).p1 ?? 0) * 10) / 60],
    ["another loop", () => assumed(poll("${Seconds}")).p1 ?? 0],
    ["a Map", () => assumed({ Map: { Type: "Map", ItemProcessor: scope, End: true } }).m1 ?? 0],
    ["a transition, for the time of Express", () => defaultTerms.secondsPerTransition],
    ["a month", () => defaultTerms.executionsPerMonth],
  ])("has the number of %s", (name, counted) => {
    expect(said.get(name)).toBe(counted());
  });

  it("has no other rows", () => {
    expect(said.size).toBe(5);
  });

  function assumed(states: object): Readonly<Record<string, number>> {
    return assumptionsFor(costIn(states), {}).values;
  }
});

describe("the lists of keys", () => {
  const child = {
    StartAt: "Wait",
    States: poll(10),
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
  };
  const definition = {
    StartAt: "Start",
    States: {
      Start: {
        Type: "Task",
        Resource: "arn:aws:states:::glue:startJobRun",
        Parameters: { JobName: "a" },
        Next: "Wait",
      },
      ...poll(10),
      Ask: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:glue:getJobRun",
        Parameters: { JobName: "a", "RunId.$": "$.JobRunId" },
        ResultPath: "$.job",
        Next: "Done?",
      },
      "Done?": {
        Type: "Choice",
        Choices: [{ Variable: "$.job.JobRun.JobRunState", StringEquals: "SUCCEEDED", Next: "Done" }],
        Default: "Wait",
      },
      Done: { Type: "Map", ItemProcessor: child, End: true },
    },
  };
  const events = [
    { id: 1, previousEventId: 0, type: "ExecutionStarted" },
    { id: 2, previousEventId: 1, type: "TaskStateEntered", stateEnteredEventDetails: { name: "Start" } },
  ];

  async function reports(): Promise<Readonly<Record<"cost" | "history", Json>>> {
    const machines: LintedMachine[] = [];
    const steplint = new Steplint({
      config: false,
      only: ADVICE_RULES,
      onMachine: (machine) => machines.push(machine),
    });
    const { report } = await steplint.lintText(JSON.stringify(definition), "job.asl.json");
    const [linted] = machines;
    if (linted === undefined) throw new Error("no machine");
    const machine = priceMachine(linted, report.results[0]?.problems ?? []);
    const earlier = earlierMachines(JSON.parse(costJson({ machines: [machine] })));
    if (typeof earlier === "string") throw new Error(earlier);
    const changes = changesSince(earlier, [machine], 1);
    const history = reportHistory({ events }, linted, machine);
    if ("problem" in history) throw new Error(history.problem);
    return {
      cost: JSON.parse(costJson({ machines: [machine], changes })),
      history: JSON.parse(historyJson(history)),
    };
  }

  test.each<[head: string, part: (found: Readonly<Record<"cost" | "history", Json>>) => Json]>([
    ["report", ({ cost }) => cost],
    ["machine", ({ cost }) => at(cost, "machines", 0)],
    ["symbol", ({ cost }) => at(cost, "machines", 0, "symbols", 0)],
    ["child", ({ cost }) => at(cost, "machines", 0, "children", 0)],
    ["money", ({ cost }) => at(cost, "machines", 0, "money")],
    ["advice", ({ cost }) => at(cost, "machines", 0, "advice", 0)],
    ["change", ({ cost }) => at(cost, "changes", 0)],
    ["history", ({ history }) => history],
  ])("has those of a %s", async (head, part) => {
    const listed = rowsBelow(`${head} | is`).flatMap(([keys]) =>
      [...(keys ?? "").matchAll(/`(\w+)`/g)].map(([, key]) => key),
    );
    expect(listed.toSorted()).toEqual(Object.keys(part(await reports())).toSorted());
  });

  test.each<[head: string, key: string, part: (found: Readonly<Record<"cost" | "history", Json>>) => Json]>([
    ["report", "summary", ({ cost }) => at(cost, "summary")],
    ["machine", "`transitions`, `events`, `seconds`", ({ cost }) => at(cost, "machines", 0, "transitions")],
    ["symbol", "`bound`", ({ cost }) => at(cost, "machines", 0, "symbols", 0, "bound")],
    ["symbol", "`secondsPerTurn`", ({ cost }) => at(cost, "machines", 0, "symbols", 0, "secondsPerTurn")],
    ["money", "`perExecution`", ({ cost }) => at(cost, "machines", 0, "money", "perExecution")],
    ["money", "`monthly`", ({ cost }) => at(cost, "machines", 0, "money", "monthly", 0)],
    ["change", "`before`, `after`", ({ cost }) => at(cost, "changes", 0, "after")],
    ["history", "`machine`", ({ history }) => at(history, "machine")],
    ["history", "`execution`", ({ history }) => at(history, "execution")],
    ["history", "`model`", ({ history }) => at(history, "model", "transitions")],
    ["history", "`symbols`", ({ history }) => at(history, "symbols", 0)],
    ["history", "`states`", ({ history }) => at(history, "states", 0)],
  ])("has those inside a %s: %s", async (head, key, part) => {
    const row = rowsBelow(`${head} | is`).find(([name]) => name?.includes(key));
    for (const inner of Object.keys(part(await reports()))) expect(row?.[1]).toContain(`\`${inner}\``);
  });
});

type Json = Readonly<Record<string, unknown>>;

function at(value: unknown, ...path: readonly (string | number)[]): Json {
  // A key of an object or a list; what is missing is seen as `undefined` by what is asked of it.
  return path.reduce((inside, key) => (inside as Readonly<Record<string | number, unknown>>)[key], value) as Json;
}
