import { describe, expect, it, test } from "vitest";
import { costMarkdown } from "../../src/formatters/cost-markdown.ts";
import { costText } from "../../src/formatters/cost-text.ts";
import { historyMarkdown } from "../../src/formatters/history-markdown.ts";
import { reportHistory } from "../../src/linter/history-report.ts";
import type { LintedMachine } from "../../src/linter/lint.ts";
import { priceMachine } from "../../src/linter/price-machine.ts";
import { Steplint, type SteplintOptions } from "../../src/steplint.ts";
import { pass, poll } from "../helpers/machine.ts";

async function lintedOf(states: object, more: object = {}, cost: SteplintOptions["cost"] = {}): Promise<LintedMachine> {
  const machines: LintedMachine[] = [];
  const steplint = new Steplint({ config: false, cost, onMachine: (machine) => machines.push(machine) });
  const definition = { StartAt: Object.keys(states)[0], States: states, ...more };
  await steplint.lintText(JSON.stringify(definition), "label.asl.json");
  const [machine] = machines;
  if (machine === undefined) throw new Error("no machine");
  return machine;
}

async function writtenOf(...of: Parameters<typeof lintedOf>): Promise<{ text: string; markdown: string }> {
  const report = { machines: [priceMachine(await lintedOf(...of), [])] };
  return { text: costText(report), markdown: costMarkdown(report) };
}

/** A Map whose items are executions of their own. */
const mapOf = (executionType: string, states: object) => ({
  "Per file": {
    Type: "Map",
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: executionType },
      StartAt: Object.keys(states)[0],
      States: states,
    },
    End: true,
  },
});

describe("of a loop it is said", () => {
  const FULL = "history is full after 7 h 42 min";

  it("when it fills the history, if nothing bounds it", async () => {
    const { text, markdown } = await writtenOf(poll(10));
    expect([text.includes(FULL), markdown.includes(FULL)]).toEqual([true, true]);
  });

  test.each([
    ["not where its bound ends it before", 3_600, false],
    ["also where its bound ends it later", 86_400, true],
  ])("when it fills the history, %s", async (_, TimeoutSeconds, isSaid) => {
    const { text, markdown } = await writtenOf(poll(10), { TimeoutSeconds });
    expect([text.includes(FULL), markdown.includes(FULL)]).toEqual([isSaid, isSaid]);
  });

  test.each([
    ["STANDARD", true],
    ["EXPRESS", false],
  ])("what transitions cost in an hour, of a child that is %s: %s", async (type, isSaid) => {
    const { text, markdown } = await writtenOf(mapOf(type, poll(10)));
    const hour = "for each hour of waiting";
    expect([text.includes(hour), markdown.includes(hour)]).toEqual([isSaid, isSaid]);
  });
});

describe("in Markdown", () => {
  it("a value is given for symbols that the price depends on, and for no others", async () => {
    const counted = {
      Begin: { Type: "Pass", Assign: { tries: 1 }, Next: "Ask" },
      Ask: { Type: "Pass", Next: "Yes?" },
      "Yes?": { Type: "Choice", Choices: [{ Condition: "{% $tries >= 5 %}", Next: "Wait" }], Default: "Again" },
      Again: { ...pass("Ask"), Assign: { tries: "{% $tries + 1 %}" } },
      Wait: { Type: "Wait", Seconds: 30, Next: "Ready?" },
      "Ready?": { Type: "Choice", Choices: [{ Condition: "{% $ready %}", Next: "Done" }], Default: "Wait" },
      Done: { Type: "Succeed" },
    };
    const { markdown } = await writtenOf(counted, { QueryLanguage: "JSONata" });
    expect(markdown).toContain("- `p1`: turns of 'Ask' -> 'Yes?' -> 'Again'; at most 5 turns\n");
    expect(markdown).toMatch(/- `p2`: .*; 10 assumed$/m);
  });

  it("Express is not known, rather than not possible, where its price is not", async () => {
    const { markdown } = await writtenOf(poll(10), {}, { region: "eu-west-1", assume: { Wait: 3 } });
    expect(markdown).toContain("- as Express: not known: no Express price is known for eu-west-1\n");
  });

  it("the outcome of an execution is said in words", async () => {
    const linted = await lintedOf(poll(10));
    const history = reportHistory(
      {
        events: [
          { id: 1, previousEventId: 0, type: "ExecutionStarted" },
          { id: 2, previousEventId: 1, type: "ExecutionTimedOut" },
        ],
      },
      linted,
      priceMachine(linted, []),
    );
    if ("problem" in history) throw new Error(history.problem);
    expect(historyMarkdown(history)).toContain("**label.asl.json**: an execution that timed out, $0\n");
  });
});
