import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { costJson } from "../../src/formatters/cost-json.ts";
import { linted, polling, reportOf, samples, waiting } from "./cost-samples.ts";

const polynomial = {
  type: "array",
  items: {
    type: "object",
    required: ["coefficient", "symbols"],
    additionalProperties: false,
    properties: {
      coefficient: { type: "number", exclusiveMinimum: 0 },
      symbols: { type: "object", additionalProperties: { type: "integer", minimum: 1 } },
    },
  },
};
const figures = {
  type: "object",
  required: ["best", "usual", "worst"],
  additionalProperties: false,
  properties: {
    best: { anyOf: [polynomial, { type: "null" }] },
    usual: { anyOf: [polynomial, { type: "null" }] },
    worst: polynomial,
  },
};
const amounts = {
  standard: { type: "number", minimum: 0 },
  express: { type: ["number", "null"], minimum: 0 },
};
const span = {
  type: "object",
  required: ["least", "greatest"],
  properties: { least: { type: "number" }, greatest: { type: ["number", "null"] } },
};
const symbol = {
  type: "object",
  required: ["id", "kind", "states"],
  properties: {
    id: { type: "string", pattern: "^[pm]\\d+$" },
    kind: { enum: ["loop", "map"] },
    states: { type: "array", items: { type: "string" }, minItems: 1 },
    bound: { type: "object", required: ["kind"], properties: { turns: { type: "integer", minimum: 0 } } },
    secondsPerTurn: span,
  },
  if: { properties: { kind: { const: "loop" } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ["bound", "secondsPerTurn"] },
};
const place = {
  filePath: { type: "string" },
  name: { type: ["string", "null"] },
  host: { type: "string" },
  type: { enum: ["STANDARD", "EXPRESS", null] },
};
const pricedMachine = {
  type: "object",
  required: [
    ...["filePath", "name", "host", "type", "growth", "transitions", "events", "seconds", "symbols", "money", "advice"],
  ],
  properties: {
    ...place,
    growth: { type: "string", pattern: "^(?:O\\(.+\\)|unbounded)$" },
    transitions: figures,
    events: figures,
    seconds: figures,
    symbols: { type: "array", items: symbol },
    money: {
      type: "object",
      required: ["region", "assumed", "perExecution", "notExpress", "monthly"],
      properties: {
        region: { type: "string" },
        assumed: { type: "object", additionalProperties: { type: "number", minimum: 0 } },
        perExecution: { type: "object", required: ["standard", "express"], properties: amounts },
        notExpress: { type: "array", items: { type: "string" } },
        monthly: {
          type: "array",
          minItems: 3,
          maxItems: 3,
          items: {
            type: "object",
            required: ["executions", "standard", "express"],
            properties: { executions: { type: "number" }, ...amounts },
          },
        },
      },
    },
    advice: {
      type: "array",
      items: {
        type: "object",
        required: ["ruleId", "message", "pointer", "saves"],
        properties: {
          ruleId: { type: "string" },
          message: { type: "string" },
          pointer: { type: "string" },
          saves: { type: "number", exclusiveMinimum: 0 },
        },
      },
    },
    unpriced: { type: "null" },
  },
};
const unpricedMachine = {
  type: "object",
  required: pricedMachine.required,
  properties: {
    ...place,
    growth: { type: "null" },
    money: { type: "null" },
    unpriced: { type: "string", minLength: 1 },
  },
};
const isReport = new Ajv({ strictRequired: false }).compile({
  type: "object",
  required: ["version", "machines", "summary"],
  properties: {
    version: { const: 1 },
    machines: { type: "array", items: { anyOf: [pricedMachine, unpricedMachine] } },
    summary: {
      type: "object",
      required: ["machines", "unpriced"],
      properties: { machines: { type: "integer" }, unpriced: { type: "integer" } },
    },
  },
});

const all = Object.keys(samples) as (keyof typeof samples)[]; // its own keys
const jsonOf = (name: keyof typeof samples) => JSON.parse(costJson(reportOf(samples[name])));

interface Json {
  readonly id: string;
  readonly children: readonly Json[];
  readonly symbols: readonly Json[];
  readonly executions?: object;
  readonly transitions: object;
}

describe("the JSON", () => {
  test.each(all)("of %s has the published shape", (name) => {
    expect(isReport(jsonOf(name)), JSON.stringify(isReport.errors)).toBe(true);
  });

  test("is one line with a number for all that are not finite", () => {
    const poll = samples["a poll"];
    const text = costJson({
      machines: [],
      changes: [
        {
          machine: "A",
          status: "new",
          before: undefined,
          after: {
            growth: "O(n)",
            transitions: Number.POSITIVE_INFINITY,
            perExecution: Number.NaN,
            monthly: new Map(),
          },
          perMonth: Number.POSITIVE_INFINITY,
          executions: 1,
        },
      ],
    });
    expect(text).toMatch(/^[^\n]*\n$/);
    expect(JSON.parse(text).changes[0]).toMatchObject({
      before: null,
      after: { transitions: Number.MAX_VALUE, perExecution: Number.MAX_VALUE },
      perMonth: Number.MAX_VALUE,
    });
    expect(costJson(reportOf(poll))).toMatch(/^[^\n]*\n$/);
  });

  test("of a poll", () => {
    expect(jsonOf("a poll")).toMatchSnapshot();
  });

  test.each(all)("of %s lists every symbol that is used, and gives it a value", (name) => {
    const [machine] = jsonOf(name).machines;
    const listed = (cost: Json): string[] => [...cost.symbols.map(({ id }) => id), ...cost.children.flatMap(listed)];
    const used = [...JSON.stringify(machine).matchAll(/"([pm]\d+)":1\b/g)].map(([, id]) => id);
    const ids = listed(machine);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([...new Set(used)]));
    if (machine.money !== null) expect(Object.keys(machine.money.assumed).sort()).toEqual([...ids].sort());
  });

  test("says 0 as an empty list, and null where there is no such way", () => {
    expect(jsonOf("a straight way").machines[0].seconds).toEqual({ best: [], usual: [], worst: [] });
    expect(jsonOf("no way without an error").machines[0].transitions).toMatchObject({
      usual: null,
      worst: [{ coefficient: 5 }],
    });
    expect(jsonOf("a loop without a way out").machines[0]).toMatchObject({
      growth: "unbounded",
      transitions: { best: null },
    });
  });

  test("counts in the number of its machines those that are not priced", () => {
    const report = JSON.parse(costJson(reportOf(samples["a poll"], samples["one that cannot be priced"])));
    expect(report.summary).toEqual({ machines: 2, unpriced: 1 });
    expect(report.machines[1]).toMatchObject({
      growth: null,
      transitions: null,
      money: null,
      symbols: [],
      advice: [],
      unpriced: "'A' leads to 'Nowhere', which does not exist.",
    });
  });

  test("gives a bounded loop its turns, and no symbol in the figures", () => {
    const [machine] = jsonOf("a counted loop").machines;
    expect(machine.symbols).toMatchObject([
      { id: "p1", states: ["Count", "Five?"], bound: { kind: "counter", turns: 5 } },
    ]);
    expect(machine.transitions.worst).toEqual([{ coefficient: 12, symbols: {} }]);
  });

  test("says of advice what it saves a month", () => {
    const [machine] = jsonOf("a poll").machines;
    const [advice] = machine.advice;
    expect(advice).toMatchObject({ ruleId: "prefer-sync-integration", pointer: "/States/Start job/Resource" });
    const [now, then] = [polling, waiting].map((states) => {
      const { report } = linted({ StartAt: "Start job", States: states });
      return report.priced?.money.monthly[0]?.standard ?? 0;
    });
    expect(advice.saves).toBeCloseTo((now ?? 0) - (then ?? 0), 6);
  });
});
