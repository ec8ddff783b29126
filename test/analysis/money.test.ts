import { describe, expect, it, test } from "vitest";
import { costOf, isPriced, type MachineCost } from "../../src/analysis/cost.ts";
import { type CostTerms, defaultTerms } from "../../src/analysis/cost-terms.ts";
import { buildGraph } from "../../src/analysis/graph.ts";
import { findLoops } from "../../src/analysis/loops.ts";
import { expressMonthly, gbHoursOf, moneyOf, standardDollars } from "../../src/analysis/money.ts";
import { ratesOf } from "../../src/data/prices.ts";
import { end, machineOf, pass, poll, task, wait } from "../helpers/machine.ts";

function costIn(states: object, more: object = {}, type: "STANDARD" | "EXPRESS" = "STANDARD"): MachineCost {
  const machine = machineOf({ StartAt: Object.keys(states)[0], States: states, ...more });
  const cost = costOf(machine, { type, graph: buildGraph, loops: (scope) => findLoops(buildGraph(scope), type) });
  if (!isPriced(cost)) throw new Error(cost.reason);
  return cost;
}

const five = { A: pass("B"), B: pass("C"), C: pass("D"), D: pass("E"), E: end };
const express = ratesOf()?.express;
if (express === undefined) throw new Error("no Express prices");

describe("the examples of AWS's price list", () => {
  it("a million Standard executions of five transitions, with the free tier", () => {
    const rates = ratesOf("us-east-1", { freeTransitionsPerMonth: 4_000 });
    if (rates === undefined) throw new Error("no rates");
    expect(standardDollars(5_000_000, { ...defaultTerms, rates })).toBeCloseTo(124.9, 6);
  });

  test.each([
    ["a million of 450 ms at 52 MB", 1_000_000, 0.45, 52, 1.52],
    ["a hundred million of 10 s at 62.85 MB", 100_000_000, 10, 62.85, 482.97],
    ["ten million of 3 s at 70 MB", 10_000_000, 3, 70, 71.25],
    ["a thousand of 11.3 s", 1_000, 11.3, 50, 0.0128],
  ])("Express: %s", (_, executions, seconds, megabytes, dollars) => {
    const total = expressMonthly(executions, executions * gbHoursOf(seconds, megabytes), express);
    expect(total).toBeCloseTo(dollars, dollars < 1 ? 4 : 2);
  });
});

describe("money", () => {
  const money = (cost: MachineCost, terms: Partial<CostTerms> = {}) => moneyOf(cost, { ...defaultTerms, ...terms });

  it("of a straight way is its transitions at their price, at three volumes", () => {
    const { perExecution, monthly } = money(costIn(five));
    expect(perExecution.standard).toBeCloseTo(0.000_125, 12);
    expect(monthly.map(({ executions, standard }) => [executions, Number(standard.toFixed(6))])).toEqual([
      [100_000, 12.5],
      [1_000_000, 125],
      [10_000_000, 1_250],
    ]);
  });

  it("of a poll counts the turns of five minutes, or what is said of any state in it", () => {
    const cost = costIn(poll(10));
    const turns = (assume: CostTerms["assume"]) => money(cost, { assume }).assumptions.values.p1;
    expect(turns({})).toBe(30);
    expect(turns({ Wait: 7 })).toBe(7);
    expect(turns({ Ask: "1m" })).toBe(6);
    expect(turns({ "Done?": "15s" })).toBe(2);
    expect(money(cost, { assume: { Wait: 7 } }).perExecution.standard).toBeCloseTo((1 + 3 * 7) * 0.000_025, 12);
  });

  it("of a poll never counts more turns than a bound allows", () => {
    const cost = costIn(poll(10), { TimeoutSeconds: 60 });
    expect(money(cost).assumptions.values.p1).toBe(7);
  });

  it("says which names are in the machine, and what of them makes no sense", () => {
    const cost = costIn({ First: pass("Wait"), ...poll("${S}") });
    const { met, mistakes } = money(cost, { assume: { Wait: "5m", First: 2, Elsewhere: 3 } }).assumptions;
    expect([...met]).toEqual([]);
    expect([...mistakes]).toEqual([
      ["Wait", "is in a loop without a literal wait, which takes a number of turns, not the time '5m'"],
      ["First", "is no Map with items to count, and in no loop"],
    ]);
  });

  it("of children of a distributed Map is counted with them, at their type's price", () => {
    const map = (type: string) => ({
      Type: "Map",
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: type }, StartAt: "A", States: five },
      End: true,
    });
    const standard = money(costIn({ Map: map("STANDARD") }), { assume: { Map: 1_000 } });
    expect(standard.perExecution.standard).toBeCloseTo((1 + 1_000 * 5) * 0.000_025, 9);
    expect(standard.children).toBeCloseTo(0.125, 9);
    const cheaper = money(costIn({ Map: map("EXPRESS") }), { assume: { Map: 1_000 } });
    expect(cheaper.perExecution.standard).toBeCloseTo(0.000_025 + 1_000 * (0.000_001 + gbHoursOf(1, 50) * 0.06), 9);
    expect(standard.notExpress.map(({ kind }) => kind)).toEqual(["distributed"]);
  });

  it("breaks even where both cost the same", () => {
    const { breakEvenSeconds = 0, perExecution } = money(costIn(five));
    const costs = (seconds: number) => 0.000_001 + gbHoursOf(seconds, 50) * 0.06;
    expect(costs(breakEvenSeconds)).toBeLessThanOrEqual(perExecution.standard);
    expect(costs(breakEvenSeconds + 0.1)).toBeGreaterThan(perExecution.standard);
  });

  test.each<[kind: string, states: object]>([
    ["callback", { A: task("B", { Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" }), B: end }],
    ["sync", { A: task("B", { Resource: "arn:aws:states:::glue:startJobRun.sync" }), B: end }],
    ["activity", { A: task("B", { Resource: "arn:aws:states:us-east-1:111122223333:activity:pack" }), B: end }],
    ["long", { A: wait(301, "B"), B: end }],
    [
      "sync",
      {
        A: {
          Type: "Parallel",
          Branches: [
            {
              StartAt: "In",
              States: {
                In: { ...task("B"), Resource: "arn:aws:states:::glue:startJobRun.sync", Next: undefined, End: true },
              },
            },
          ],
          Next: "B",
        },
        B: end,
      },
    ],
  ])("is not that of Express where the machine cannot be Express: %s", (kind, states) => {
    const { notExpress, perExecution, breakEvenSeconds } = money(costIn(states));
    expect(notExpress.map((fault) => fault.kind)).toEqual([kind]);
    expect([perExecution.express, breakEvenSeconds]).toEqual([undefined, undefined]);
  });

  it("of an Express execution is that of five minutes at the most", () => {
    const endless = costIn(poll(10), {}, "EXPRESS");
    const { perExecution, notExpress } = money(endless, { assume: { Wait: 1_000 } });
    expect(notExpress).toEqual([]);
    expect(perExecution.express).toBeCloseTo(0.000_001 + gbHoursOf(300, 50) * 0.06, 12);
  });

  it("counts what transitions take for the five minutes of Express", () => {
    expect(money(costIn(poll(10)), { assume: { Wait: 30 } }).notExpress).toEqual([{ kind: "long", seconds: 318.2 }]);
  });

  it("is not known of Express in a Region whose prices are not", () => {
    const rates = ratesOf("eu-west-3");
    if (rates === undefined) throw new Error("no rates");
    const { perExecution, notExpress } = money(costIn(five), { rates });
    expect(perExecution.standard).toBeCloseTo(5 * 0.000_029_7, 12);
    expect(notExpress).toEqual([{ kind: "price" }]);
  });
});
