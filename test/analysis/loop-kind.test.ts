import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { buildGraph } from "../../src/analysis/graph.ts";
import { findLoops } from "../../src/analysis/loops.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";
import { end, pass, task, wait } from "../helpers/machine.ts";

/** The loops of a machine whose first state is the start, each as "kind bound". */
function loopsIn(states: Readonly<Record<string, unknown>>, language = "JSONPath"): string[] {
  const definition = { QueryLanguage: language, StartAt: Object.keys(states)[0], States: states };
  const machine = parseMachine(parseJson(JSON.stringify(definition)).root, createJsonataReader(jsonata));
  return findLoops(buildGraph(machine), "STANDARD").map(({ kind, bound }) => `${kind} ${bound.kind}`);
}

const lambda = { Resource: "arn:aws:states:::lambda:invoke" };
const rule = (variable: string, operator: string, operand: unknown, next: string) => ({
  Variable: variable,
  [operator]: operand,
  Next: next,
});
const when = (condition: string, next: string) => ({ Condition: `{% ${condition} %}`, Next: next });
const decide = (otherwise: string, ...rules: object[]) => ({ Type: "Choice", Choices: rules, Default: otherwise });
const printed = rule("$.status", "StringEquals", "PRINTED", "Done");
const isPrinted = when("$states.input.status = 'PRINTED'", "Done");

/** Wait, ask, decide: round again unless a rule leads out. */
const polling = (rules: object[], fields: object = {}) => ({
  Wait: wait(30, "Ask"),
  Ask: task("Enough?", { ...lambda, ...fields }),
  "Enough?": decide("Wait", ...rules),
  Done: end,
});
/** Ask and decide: round again only if the rule says so. */
const asking = (again: object, fields: object = {}) => ({
  Ask: task("More?", { ...lambda, ...fields }),
  "More?": decide("Done", again),
  Done: end,
});

describe("a number that counts turns by its name", () => {
  test.each([
    "attempts",
    "tryCount",
    "try_count",
    "remainingAttempts",
    "retriesLeft",
    "loopCounter",
    "cycle",
    "repeatCount",
    "iterationNumber",
    "check_count",
  ])("%s", (name) => {
    const rules = [printed, rule(`$.label.${name}`, "NumericGreaterThanEquals", 5, "Done")];
    expect(loopsIn(polling(rules))).toEqual(["poll counter"]);
  });
});

describe("a number that counts something else", () => {
  test.each(["country_count", "entryCount", "runningCount", "ApproximateNumberOfMessages", "return"])("%s", (name) => {
    expect(loopsIn(polling([rule(`$.label.${name}`, "NumericLessThan", 1, "Done")]))).toEqual(["poll none"]);
  });
});

describe("a time by its name", () => {
  test.each(["waitedSeconds", "totalWaitTime", "elapsedMinutes", "timeSpent", "remainingTime", "deadline"])(
    "%s",
    (name) => {
      const rules = [printed, rule(`$.label.${name}`, "NumericGreaterThan", 600, "Done")];
      expect(loopsIn(polling(rules))).toEqual(["poll deadline"]);
    },
  );
});

describe("an answer that it is enough", () => {
  test.each(["maxRetriesReached", "limit_reached", "retriesExhausted", "attemptsExceeded", "giveUp", "tooManyTurns"])(
    "%s",
    (name) => {
      expect(loopsIn(polling([printed, rule(`$.${name}`, "BooleanEquals", true, "Done")]))).toEqual(["poll counter"]);
      const asked = polling([isPrinted, when(`$states.input.${name}`, "Done")]);
      expect(loopsIn(asked, "JSONata")).toEqual(["poll counter"]);
    },
  );

  it("is none where the work itself has come so far", () => {
    expect(loopsIn(polling([rule("$.stateReached", "BooleanEquals", true, "Done")]))).toEqual(["poll none"]);
  });
});

describe("a step", () => {
  it("may stand inside another call", () => {
    const step = "States.Array(States.MathAdd($.asked, 1))";
    const rules = [printed, rule("$.asked", "NumericGreaterThan", 20, "Done")];
    expect(loopsIn(polling(rules, { ResultSelector: { "asked.$": step } }))).toEqual(["poll counter"]);
  });

  it("may be as long as the execution says, if the sum keeps its name", () => {
    const rules = [isPrinted, when("$asked > 20", "Done")];
    const stepped = (sum: string) => loopsIn(polling(rules, { Assign: { asked: `{% ${sum} %}` } }), "JSONata");
    expect(stepped("$asked + $states.input.step")).toEqual(["poll counter"]);
    expect(stepped("$states.input.a + $states.input.b")).toEqual(["poll none"]);
  });
});

describe("a loop around another", () => {
  const inner = {
    Start: task("Wait", { ...lambda, Assign: { "starts.$": "States.MathAdd($starts, 1)" } }),
    Wait: wait(30, "Ask"),
    Ask: task("Printed?", lambda),
    "Printed?": decide("Again?", rule("$.status", "StringEquals", "RUNNING", "Wait")),
    Pause: wait(30, "Start"),
    Done: end,
  };

  it("is bounded by its own counter, however often the one inside turns", () => {
    const again = decide("Pause", printed, rule("$starts", "NumericGreaterThan", 3, "Done"));
    expect(loopsIn({ ...inner, "Again?": again })).toEqual(["poll counter", "poll none"]);
  });

  it("is not bounded by a counter that only some of its turns pass", () => {
    const again = decide("Pause", printed, rule("$.error", "IsPresent", true, "Count"));
    const count = decide("Pause", rule("$starts", "NumericGreaterThan", 3, "Done"));
    expect(loopsIn({ ...inner, "Again?": again, Count: count })).toEqual(["poll none", "poll none"]);
  });

  it("is closed by catchers alone, whatever closes the one inside", () => {
    const states = {
      Lock: task("Done", { ...lambda, Catch: [{ ErrorEquals: ["Held"], Next: "Read lock" }] }),
      "Read lock": task("Free?", lambda),
      "Free?": decide("Wait", rule("$.free", "BooleanEquals", true, "Lock")),
      Wait: wait(10, "Read lock"),
      Done: end,
    };
    expect(loopsIn(states)).toEqual(["retry none", "poll none"]);
  });
});

describe("a loop that only catchers close", () => {
  const charge = (direct: string) => ({
    Charge: task("Done", {
      ...lambda,
      Catch: [
        { ErrorEquals: ["Throttled"], Next: direct },
        { ErrorEquals: ["States.ALL"], Next: "Often?" },
      ],
    }),
    "Often?": decide("Charge", rule("$.attempts", "NumericGreaterThan", 3, "Done")),
    Done: end,
  });

  it("is bounded by a counter that each of them leads to", () => {
    expect(loopsIn(charge("Often?"))).toEqual(["retry counter"]);
  });

  it("is not bounded by a counter that one of them passes by", () => {
    expect(loopsIn(charge("Charge"))).toEqual(["retry none"]);
  });
});

describe("paging", () => {
  test.each([
    rule("$.Marker", "IsPresent", true, "Ask"),
    rule("$.nextForwardToken", "IsPresent", true, "Ask"),
    rule("$.page", "NumericLessThanPath", "$.total_pages", "Ask"),
    rule("$.remaining", "NumericGreaterThan", 0, "Ask"),
  ])("is asked for by $Variable", (again) => expect(loopsIn(asking(again))).toEqual(["page data"]));

  const more = rule("$.more", "StringEquals", "yes", "Ask");
  test.each([
    { Parameters: { "Marker.$": "$.token" } },
    { Parameters: { FunctionName: "read-rows", Payload: { "offset.$": "$.offset" } } },
    { Parameters: { FunctionName: "read-rows", Payload: { query: { "page.$": "$.page" } } } },
  ])("shows in what is sent along: %j", (fields) => expect(loopsIn(asking(more, fields))).toEqual(["page data"]));

  it("shows in arguments of JSONata", () => {
    const fields = { Arguments: { NextToken: "{% $from %}" } };
    expect(loopsIn(asking(when("$exists($from)", "Ask"), fields), "JSONata")).toEqual(["page data"]);
  });

  it("does not show in a page that is always the same", () => {
    const fields = { Parameters: { FunctionName: "read-rows", Payload: { page: 1 } } };
    expect(loopsIn(asking(more, fields))).toEqual(["other none"]);
  });
});

describe("a walk through a list", () => {
  const more = rule("$.more", "BooleanEquals", true, "Ask");
  const item = { "order.$": "States.ArrayGetItem($.orders, $.i)" };

  it("takes an item by an index that the loop moves", () => {
    const step = { Type: "Pass", Parameters: { "i.$": "States.MathAdd($.i, 1)" }, ResultPath: "$.i", Next: "More?" };
    const states = asking(more, { Parameters: item, ResultPath: null });
    expect(loopsIn({ ...states, Ask: { ...states.Ask, Next: "Step" }, Step: step })).toEqual(["iterate data"]);
  });

  it("is none where the index belongs to a loop around it", () => {
    const fields = { Parameters: item, ResultPath: "$.label" };
    expect(loopsIn(polling([rule("$.label.status", "StringEquals", "OK", "Done")], fields))).toEqual(["poll none"]);
  });

  test.each([
    ["$exists($states.input.orders[0])", {}],
    ["$count($states.input.orders) != 0", {}],
    ["$states.input.more", { Output: { orders: "{% $states.input.orders[[1..99]] %}" } }],
    ["$states.input.more", { Arguments: { Payload: "{% $states.input.orders[$states.input.i] %}" } }],
    ["$states.input.more", { Arguments: { Payload: "{% $orders[$i] %}" }, Assign: { i: "{% $states.result.i %}" } }],
  ])("in JSONata: %s with %j", (condition, fields) => {
    expect(loopsIn(asking(when(condition, "Ask"), fields), "JSONata")).toEqual(["iterate data"]);
  });

  it("is none where a count tells how jobs stand", () => {
    const left = when("$count($states.input.jobs[status = 'RUNNING']) = 0", "Done");
    expect(loopsIn(polling([left]), "JSONata")).toEqual(["poll none"]);
  });

  it("is none where a loop waits for the first item to come", () => {
    expect(loopsIn(polling([rule("$.Reservations[0]", "IsPresent", true, "Done")]))).toEqual(["poll none"]);
    const exists = when("$exists($states.input.Reservations[0])", "Done");
    expect(loopsIn(polling([exists]), "JSONata")).toEqual(["poll none"]);
  });
});

describe("turns of a language model", () => {
  test.each([
    { Parameters: { FunctionName: "call-claude" } },
    { Parameters: { FunctionName: "${InvokeBedrockFunction}" } },
    { Resource: "arn:aws:states:::http:invoke", Parameters: { ApiEndpoint: "https://api.openai.com/v1/chat" } },
    { Resource: "arn:aws:lambda:eu-west-1:111122223333:function:CallLLM" },
    { Resource: "arn:aws:states:::bedrock:invokeModel" },
  ])("are no poll, whatever they are called through: %j", (fields) => {
    expect(loopsIn(polling([printed], fields))).toEqual(["other none"]);
  });

  test.each([
    { Parameters: { FunctionName: "get-bedrock-job-status" } },
    { Parameters: { FunctionName: "fulfillment" } },
    { Resource: "arn:aws:lambda:eu-west-1:111122223333:function:CheckBuildAgent" },
  ])("are something else than asking how work stands: %j", (fields) => {
    expect(loopsIn(polling([printed], fields))).toEqual(["poll none"]);
  });
});

it("a loop without tasks is of no kind", () => {
  expect(loopsIn({ A: pass("B"), B: decide("Done", rule("$.x", "BooleanEquals", true, "A")), Done: end })).toEqual([
    "other none",
  ]);
});
