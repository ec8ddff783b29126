import { describe, expect, test } from "vitest";
import { checkEntries } from "../../src/config/check-entries.ts";
import type { RuleEntries } from "../../src/config/config.ts";
import { presetSettings } from "../../src/config/presets.ts";
import { onlyRules, withEntries } from "../../src/config/rule-settings.ts";
import { defineRule, type Rule, type RuleMeta } from "../../src/linter/rule.ts";

const rules = {
  "no-tight-wait": ruleWith({ recommended: "warn", defaultOptions: { minSeconds: 15, ignore: ["Sleep"] } }),
  "prefer-express": ruleWith({ recommended: false, strict: ["error", { minSeconds: 3 }] }),
  "max-cost": ruleWith({ recommended: false }),
  "require-owner": ruleWith({
    recommended: false,
    defaultOptions: { minSeconds: 2, ignore: [] },
    schema: {
      minSeconds: { type: "integer", minimum: 2 },
      ignore: { enum: ["none", "all"] },
      names: { type: "array", items: { type: "string" }, uniqueItems: true },
    },
  }),
};

const recommended = presetSettings(rules, "steplint:recommended");

describe("presets", () => {
  test.each([
    ["steplint:recommended", [["no-tight-wait", { severity: "warn" }]]],
    [
      "steplint:strict",
      [
        ["no-tight-wait", { severity: "warn" }],
        ["prefer-express", { severity: "error", options: { minSeconds: 3 } }],
      ],
    ],
    [
      "steplint:all",
      [
        ["no-tight-wait", { severity: "warn" }],
        ["prefer-express", { severity: "error", options: { minSeconds: 3 } }],
        ["max-cost", { severity: "warn" }],
        ["require-owner", { severity: "warn" }],
      ],
    ],
    ["steplint:aws", []],
  ] as const)("%s turns rules on", (name, settings) => {
    expect([...presetSettings(rules, name)]).toEqual(settings);
  });

  test("steplint:aws is the rules of its category", () => {
    const both = { "valid-syntax": ruleWith({ recommended: "error", category: "aws" }), ...rules };
    expect([...presetSettings(both, "steplint:aws")]).toEqual([["valid-syntax", { severity: "error" }]]);
  });
});

describe("rule settings", () => {
  test("take options that their schema allows", async () => {
    const entries = { "require-owner": ["warn", { minSeconds: 2, ignore: "all" }] } as const;
    await expect(checkEntries(rules, entries, {})).resolves.toBeUndefined();
  });

  test("take a level, alone or with options", () => {
    const settings = withEntries(recommended, { "max-cost": "error", "no-tight-wait": ["warn", { minSeconds: 30 }] });
    expect(settings.get("max-cost")).toEqual({ severity: "error" });
    expect(settings.get("no-tight-wait")).toEqual({ severity: "warn", options: { minSeconds: 30 } });
  });

  test("keep options below a level alone, and not below other options", () => {
    const settings = withEntries(recommended, { "no-tight-wait": ["warn", { minSeconds: 30 }] });
    expect(withEntries(settings, { "no-tight-wait": "error" }).get("no-tight-wait")).toEqual({
      severity: "error",
      options: { minSeconds: 30 },
    });
    expect(withEntries(settings, { "no-tight-wait": ["warn", { ignore: [] }] }).get("no-tight-wait")?.options).toEqual({
      ignore: [],
    });
  });

  test.each([
    [{ "no-tigth-wait": "off" }, "Unknown rule 'no-tigth-wait'. Did you mean 'no-tight-wait'?"],
    [{ toString: "off" }, "Unknown rule 'toString'."],
    [
      { "max-cost": "eror" },
      "Rule 'max-cost': the level is one of off, warn, error, not 'eror'. Did you mean 'error'?",
    ],
    [{ "max-cost": 2 }, "Rule 'max-cost': the level is one of off, warn, error, not 2. Did you mean 'error'?"],
    [{ "max-cost": [] }, "Rule 'max-cost': a level and one object of options are all it takes."],
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
      "Rule 'no-tight-wait': option 'ignore' takes a list, not 'Sleep'.",
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
    [
      { "require-owner": ["warn", { names: ["a", "a"] }] },
      "Rule 'require-owner': option 'names' must NOT have duplicate items (items ## 1 and 0 are identical).",
    ],
    [
      { "require-owner": ["warn", { names: ["a", 5] }] },
      "Rule 'require-owner': option 'names.1' takes a string, not 5.",
    ],
  ])("refuse %j", async (entries, message) => {
    // as: what callers without types may write
    await expect(checkEntries(rules, entries as unknown as RuleEntries, {})).rejects.toMatchObject({
      name: "UsageError",
      message,
    });
  });
});

describe("only some rules", () => {
  test("keep their settings, and those that are off get their level of the preset strict or warn", () => {
    const settings = withEntries(recommended, { "no-tight-wait": "error" });
    expect([...onlyRules(rules, settings, ["no-tight-wait", "prefer-express", "max-cost"])]).toEqual([
      ["no-tight-wait", { severity: "error" }],
      ["prefer-express", { severity: "error", options: { minSeconds: 3 } }],
      ["max-cost", { severity: "warn" }],
    ]);
  });

  test("run beside all others in silence if they are about directives", () => {
    const all = { ...rules, "no-unused-disable": { ...ruleWith({ recommended: "warn" }), visit: { Directive() {} } } };
    expect([...onlyRules(all, presetSettings(all, "steplint:recommended"), ["no-unused-disable"])]).toEqual([
      ["no-tight-wait", { severity: "warn", silent: true }],
      ["no-unused-disable", { severity: "warn" }],
    ]);
  });

  test("have to exist", () => {
    expect(() => onlyRules(rules, new Map(), ["max-costs"])).toThrow(
      "Unknown rule 'max-costs'. Did you mean 'max-cost'?",
    );
  });
});

interface Options {
  minSeconds: number;
  ignore: string[];
  names?: string[];
}

function ruleWith(
  meta: Pick<RuleMeta<{ found: string }, Options>, "recommended"> & Partial<RuleMeta<{ found: string }, Options>>,
): Rule {
  return defineRule({
    meta: { type: "problem", category: "cost", description: "Test", messages: { found: "Found." }, ...meta },
    visit: {},
  });
}
