import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import { rules } from "../../src/rules/index.ts";
import { lintText } from "../helpers/lint.ts";

const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "read" } };
const one = { StartAt: "Each", States: { Each: { Type: "Pass", End: true } } };
const choice = (rules: unknown[], more: object = { Default: "No" }) => ({ Type: "Choice", Choices: rules, ...more });
const machine = (before: object, asks: object) => ({
  StartAt: "Look",
  States: {
    Look: { ...before, Next: "Known?" },
    "Known?": asks,
    Yes: { Type: "Succeed" },
    No: { Type: "Fail", Error: "No" },
  },
});
const countries = ["AT", "BE", "CZ", "DE"];

const cases: readonly { name: string; rule: string; definition: object; offers: number }[] = [
  {
    name: "a filter",
    rule: "prefer-array-contains",
    definition: machine(
      { Type: "Pass", Parameters: { "hits.$": "$.items[?(@.sku == 'A7')]" } },
      choice([{ Variable: "$.hits[0]", IsPresent: true, Next: "Yes" }]),
    ),
    offers: 1,
  },
  {
    name: "the length of a filter with odd characters",
    rule: "prefer-array-contains",
    definition: machine(
      { ...task, ResultSelector: { "n.$": "States.ArrayLength($.Payload[?(@.sku == 'it\\'s {A7}')])" } },
      choice([{ Variable: "$.n", NumericEquals: 0, Next: "Yes" }]),
    ),
    offers: 1,
  },
  {
    name: "constants",
    rule: "prefer-array-contains",
    definition: machine(
      task,
      choice([{ Or: countries.map((text) => ({ Variable: "$.Payload.land", StringEquals: text })), Next: "Yes" }]),
    ),
    offers: 1,
  },
  {
    name: "a first item",
    rule: "no-length-by-index",
    definition: machine(
      { Type: "Map", ItemsPath: "$.orders", ItemProcessor: one, ResultPath: "$.done" },
      choice([{ Not: { Variable: "$.done[0]", IsPresent: true }, Next: "Yes" }]),
    ),
    offers: 1,
  },
  {
    name: "a first item and its opposite",
    rule: "no-length-by-index",
    definition: machine(
      task,
      choice(
        [
          { Variable: "$.Payload[0]", IsPresent: true, Next: "Yes" },
          { Variable: "$.Payload[0]", IsPresent: false, Next: "No" },
        ],
        {},
      ),
    ),
    offers: 1,
  },
];

describe("a Choice that is rewritten", () => {
  it.each(cases)("with $name asks something AWS takes", ({ rule, definition, offers }) => {
    const text = JSON.stringify(definition, null, 2);
    const { problems } = lintText(text, rules);
    const found = problems.filter(({ ruleId }) => ruleId === rule);
    const suggestions = found.flatMap((problem) => problem.suggestions);
    expect(suggestions.length).toBe(offers);
    for (const { edits } of suggestions) {
      const after = lintText(applyEdits(text, edits), rules).problems;
      const isAws = (ruleId: string | null) => ruleId !== null && rules[ruleId]?.meta.category === "aws";
      expect(after.filter(({ ruleId }) => isAws(ruleId))).toEqual([]);
      expect(after.filter(({ ruleId }) => ruleId === rule).length).toBeLessThan(found.length);
    }
  });
});
