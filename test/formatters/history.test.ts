import { Ajv } from "ajv";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { historyJson } from "../../src/formatters/history-json.ts";
import { historyMarkdown } from "../../src/formatters/history-markdown.ts";
import { historyText } from "../../src/formatters/history-text.ts";
import { type HistoryReport, reportHistory } from "../../src/linter/history-report.ts";
import { Recorder } from "../helpers/history.ts";
import { done, HOSTILE, linted, polling } from "./cost-samples.ts";

function historyOf(definition: object, recorder: Recorder): HistoryReport {
  const { machine, report } = linted(definition, { path: "flow.asl.json" });
  const history = reportHistory(recorder.history, machine, report);
  if ("problem" in history) throw new Error(history.problem);
  return history;
}

/** An execution that asks so many times. */
function polled(turns: number): HistoryReport {
  const recorder = new Recorder();
  recorder.main.task("Start job");
  for (let turn = 0; turn < turns; turn++) recorder.main.wait("Wait", 10).task("Get status").choice("Done?");
  recorder.main.through("Succeed", "Packed").end();
  return historyOf({ StartAt: "Start job", States: polling }, recorder);
}

/** A Map of three items that was retried, and a failure. */
function failed(): HistoryReport {
  const recorder = new Recorder();
  const map = recorder.main.startMap(HOSTILE, 2);
  for (const index of [0, 1]) {
    const item = map.iteration(HOSTILE, index).enter("Task", "Work").attempt("Failed").pause(2).attempt("Succeeded");
    item.exit("Task", "Work").iterationEvent("Succeeded", HOSTILE, index);
    map.at = item.at;
  }
  recorder.main.finish("Map", HOSTILE).enter("Fail", "Broken").end("Failed");
  const work = {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: { FunctionName: "f" },
    Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 2 }],
    End: true,
  };
  const states = {
    [HOSTILE]: { Type: "Map", ItemProcessor: { StartAt: "Work", States: { Work: work } }, Next: "Broken" },
    Broken: { Type: "Fail" },
  };
  return historyOf({ StartAt: HOSTILE, States: states }, recorder);
}

/** An execution of a machine that has no price. */
function unpriced(): HistoryReport {
  const states = { Start: { Type: "Pass", Next: "Done" }, Done: done, Odd: { Type: "Pass", Next: "Nowhere" } };
  const choice = { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "Odd" }], Default: "Start" };
  const recorder = new Recorder();
  recorder.main.choice("Choose").pass("Start").through("Succeed", "Done").end();
  return historyOf({ StartAt: "Choose", States: { Choose: choice, ...states } }, recorder);
}

const reports = { polled: polled(4), failed: failed(), unpriced: unpriced() };
const all = Object.keys(reports) as (keyof typeof reports)[]; // its own keys

describe("a history in text", () => {
  test.each(all)("%s", (name) => {
    const text = historyText(reports[name]);
    expect(text).toMatchSnapshot();
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]|NaN|undefined/u);
    expect(text).not.toMatch(/[^\S\n]\n/);
  });
});

describe("a history in Markdown", () => {
  test.each(all)("%s", (name) => {
    expect(historyMarkdown(reports[name])).toMatchSnapshot();
  });

  test("shows names as they are", () => {
    const html = marked.parse(historyMarkdown(reports.failed), { async: false });
    expect(html).toContain("<td>A|B `c`\\n\\u001b[2J*d* &lt;b&gt; $1<span>$</span> <span>@</span>all\\u202e</td>");
    expect(html.match(/<table>/g)).toHaveLength(2);
  });
});

describe("a history in JSON", () => {
  const bounds = {
    type: ["object", "null"],
    required: ["best", "usual", "worst"],
    properties: { best: { type: ["number", "null"] }, usual: { type: ["number", "null"] }, worst: { type: "number" } },
  };
  const isReport = new Ajv({ allowUnionTypes: true }).compile({
    type: "object",
    required: ["version", "machine", "execution", "model", "symbols", "states"],
    properties: {
      version: { const: 1 },
      machine: { type: "object", required: ["filePath", "name", "host", "type", "pointer", "unpriced"] },
      execution: {
        type: "object",
        required: ["outcome", "redrives", "transitions", "events", "seconds", "waitedSeconds", "dollars"],
      },
      model: {
        type: "object",
        required: ["transitions", "events"],
        properties: { transitions: bounds, events: bounds },
      },
      symbols: { type: "array", items: { type: "object", required: ["id", "kind", "states", "least", "greatest"] } },
      states: {
        type: "array",
        items: { type: "object", required: ["name", "entered", "retried", "transitions", "share", "expected"] },
      },
    },
  });

  test.each(all)("%s has its shape", (name) => {
    expect(isReport(JSON.parse(historyJson(reports[name]))), JSON.stringify(isReport.errors)).toBe(true);
  });

  test("says what was and what the model allows for it", () => {
    expect(JSON.parse(historyJson(reports.polled))).toMatchObject({
      execution: { outcome: "succeeded", transitions: 14, events: 45, seconds: 40, waitedSeconds: 40 },
      model: { transitions: { best: 5, usual: 14, worst: 14 }, events: { best: 17, usual: 45, worst: 45 } },
      symbols: [{ id: "p1", least: 4, greatest: 4 }],
      states: expect.arrayContaining([
        { name: "Wait", entered: 4, retried: 0, transitions: 4, share: 4 / 14, expected: 30 },
      ]),
    });
    expect(JSON.parse(historyJson(reports.unpriced)).model).toEqual({ transitions: null, events: null });
  });
});
