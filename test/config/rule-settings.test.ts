import { describe, expect, test } from "vitest";
import { onlyRules, ruleSettings } from "../../src/config/rule-settings.ts";
import { defineRule, type Rule, type RuleMeta } from "../../src/linter/rule.ts";

const rules = {
  "no-tight-wait": ruleWith({ recommended: "warn", defaultOptions: { minSeconds: 15, ignore: ["Sleep"] } }),
  "prefer-express": ruleWith({ recommended: false, strict: ["error", { minSeconds: 3 }] }),
  "max-cost": ruleWith({ recommended: false }),
  "require-owner": ruleWith({
    recommended: false,
    defaultOptions: { minSeconds: 2, ignore: [] },
    schema: { minSeconds: { type: "integer", minimum: 2 }, ignore: { enum: ["none", "all"] } },
  }),
};

describe("rule settings", () => {
  test("are those of the preset recommended where nothing is set", () => {
    expect([...ruleSettings(rules, {})]).toEqual([
      ["no-tight-wait", { severity: "warn" }],
      ["prefer-express", { severity: "off" }],
      ["max-cost", { severity: "off" }],
      ["require-owner", { severity: "off" }],
    ]);
  });

  test("take options that their schema allows", () => {
    const entry = ["warn", { minSeconds: 2, ignore: "all" }];
    expect(ruleSettings(rules, { "require-owner": entry }).get("require-owner")?.options).toEqual(entry[1]);
  });

  test("take a level, alone or with options", () => {
    const settings = ruleSettings(rules, { "max-cost": "error", "no-tight-wait": ["warn", { minSeconds: 30 }] });
    expect(settings.get("max-cost")).toEqual({ severity: "error" });
    expect(settings.get("no-tight-wait")).toEqual({ severity: "warn", options: { minSeconds: 30 } });
  });

  test.each([
    [{ "no-tigth-wait": "off" }, "Unknown rule 'no-tigth-wait'. Did you mean 'no-tight-wait'?"],
    [{ toString: "off" }, "Unknown rule 'toString'."],
    [
      { "max-cost": "eror" },
      "Rule 'max-cost': the level is one of off, warn, error, not 'eror'. Did you mean 'error'?",
    ],
    [{ "max-cost": 2 }, "Rule 'max-cost': the level is one of off, warn, error, not 2."],
    [{ "max-cost": [] }, "Rule 'max-cost': the level is one of off, warn, error, not undefined."],
    [{ "max-cost": ["warn", {}, {}] }, "Rule 'max-cost': a level and one object of options are all it takes."],
    [{ "max-cost": ["warn", { max: 1 }] }, "Rule 'max-cost': the rule has no options, so none is called 'max'."],
    [{ "no-tight-wait": ["warn", 30] }, "Rule 'no-tight-wait': options are an object, not 30."],
    [
      { "no-tight-wait": ["warn", { minSecond: 30 }] },
      "Rule 'no-tight-wait': unknown option 'minSecond'. Did you mean 'minSeconds'?",
    ],
    [
      { "no-tight-wait": ["warn", { seconds: 30 }] },
      "Rule 'no-tight-wait': unknown option 'seconds'. It has minSeconds, ignore.",
    ],
    [
      { "no-tight-wait": ["warn", { minSeconds: "30" }] },
      "Rule 'no-tight-wait': option 'minSeconds' takes a number, not '30'.",
    ],
    [
      { "no-tight-wait": ["warn", { ignore: "Sleep" }] },
      "Rule 'no-tight-wait': option 'ignore' takes an array, not 'Sleep'.",
    ],
    [
      { "require-owner": ["warn", { minSeconds: 2.5 }] },
      "Rule 'require-owner': option 'minSeconds' takes a whole number from 2 on, not 2.5.",
    ],
    [
      { "require-owner": ["warn", { minSeconds: 1 }] },
      "Rule 'require-owner': option 'minSeconds' takes a whole number from 2 on, not 1.",
    ],
    [
      { "require-owner": ["warn", { ignore: "al" }] },
      "Rule 'require-owner': option 'ignore' takes 'none' or 'all', not 'al'. Did you mean 'all'?",
    ],
  ])("refuse %j", (entries, message) => {
    expect(() => ruleSettings(rules, entries)).toThrow(expect.objectContaining({ name: "UsageError", message }));
  });
});

describe("only some rules", () => {
  test("keep their settings, and those that are off get their level of the preset strict or warn", () => {
    const settings = ruleSettings(rules, { "no-tight-wait": "error" });
    expect([...onlyRules(rules, settings, ["no-tight-wait", "prefer-express", "max-cost"])]).toEqual([
      ["no-tight-wait", { severity: "error" }],
      ["prefer-express", { severity: "error", options: { minSeconds: 3 } }],
      ["max-cost", { severity: "warn" }],
    ]);
  });

  test("have to exist", () => {
    expect(() => onlyRules(rules, new Map(), ["max-costs"])).toThrow(
      "Unknown rule 'max-costs'. Did you mean 'max-cost'?",
    );
  });
});

function ruleWith(
  meta: Pick<RuleMeta<{ found: string }, { minSeconds: number; ignore: string[] }>, "recommended"> &
    Partial<RuleMeta<{ found: string }, { minSeconds: number; ignore: string[] }>>,
): Rule {
  return defineRule({
    meta: { type: "problem", category: "cost", description: "Test", messages: { found: "Found." }, ...meta },
    visit: {},
  });
}
