import jsonata from "jsonata";
import { describe, expect, test } from "vitest";
import { findCycles } from "../../src/analysis/forest.ts";
import { buildGraph } from "../../src/analysis/graph.ts";
import { exitTests } from "../../src/analysis/loop-bound.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";
import { choice, end, task, wait } from "../helpers/machine.ts";

/** How many exits of a poll in JSONata count, if its task has certain fields and its Choice a certain condition. */
function countersIn(fields: object, condition: string): number {
  const states = {
    Wait: wait(5, "Ask"),
    Ask: task("Enough?", fields),
    "Enough?": { ...choice("Wait"), Choices: [{ Condition: `{% ${condition} %}`, Next: "Done" }] },
    Done: end,
  };
  const { root } = parseJson(JSON.stringify({ QueryLanguage: "JSONata", StartAt: "Wait", States: states }));
  const graph = buildGraph(parseMachine(root, createJsonataReader(jsonata)));
  return findCycles(graph).flatMap((cycle) => exitTests(cycle, graph).counters).length;
}

describe("a counter in JSONata", () => {
  test.each([
    ["{% $merge([$states.input, {'looked': $states.input.looked + 1}]) %}", "$states.input.looked > 20"],
    ["{% $states.input ~> |$|{'looked': seen - 1}| %}", "$states.input.looked <= 0"],
    ["{% {'order': {'looked': $states.input.seen + 1}} %}", "$states.input.order.looked = 20"],
    ["{% ($seen := $states.input.seen; {'looked': $seen + 1}) %}", "$states.input.looked = 20"],
  ])("may be stored under a key inside the expression: %s", (output, condition) => {
    expect(countersIn({ Output: output }, condition)).toBe(1);
  });

  test.each(["($looked ? $looked : 0) + 1", "1 + $number($looked)", "$exists($looked) ? $looked + 1 : 1"])(
    "may have a first value of its own: %s",
    (step) => expect(countersIn({ Assign: { looked: `{% ${step} %}` } }, "$looked > 20")).toBe(1),
  );

  test.each(["($looked ? $looked : 0) > 20", "20 <= $number($looked)", "$looked + 1 > 20", "($looked) = 20"])(
    "may be compared as %s",
    (condition) => expect(countersIn({ Assign: { looked: "{% $looked + 1 %}" } }, condition)).toBe(1),
  );

  test("is sent along to a function that hands it back", () => {
    const sent = { Arguments: { Payload: { looked: "{% $states.input.looked + 1 %}" } } };
    expect(countersIn(sent, "$states.input.looked > 20")).toBe(1);
  });
});

describe("no counter in JSONata", () => {
  test("is what a condition adds to only to ask", () => expect(countersIn({}, "$looked + 1 > 20")).toBe(0));

  test("is what the pace of a task adds to", () => {
    expect(countersIn({ TimeoutSeconds: "{% $looked + 1 %}" }, "$looked > 20")).toBe(0);
  });

  test.each([
    "$jobs[$looked].state = $wanted",
    "$count($looked) > 20",
    "$looked & '' = 'x'",
    "$exists($retries) = true",
  ])("is what a condition mentions otherwise: %s", (condition) =>
    expect(countersIn({ Assign: { looked: "{% $looked + 1 %}" } }, condition)).toBe(0),
  );
});
