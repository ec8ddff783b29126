import { describe, expect, test } from "vitest";
import { parseRuleFlag } from "../../src/cli/rule-flag.ts";

describe("--rule", () => {
  test.each<[string, unknown]>([
    ["no-tight-wait: off", "off"],
    ["no-tight-wait:warn", "warn"],
    [" 'no-tight-wait' : error ", "error"],
    ['"no-tight-wait": "warn"', "warn"],
    ["no-tight-wait: [warn]", ["warn"]],
    ["no-tight-wait: [warn, { minSeconds: 30 }]", ["warn", { minSeconds: 30 }]],
    ['no-tight-wait: ["warn", {"minSeconds": 30}]', ["warn", { minSeconds: 30 }]],
    [
      "no-tight-wait: [error, { ignore: [Sleep, 'Wait a while', \"B\\u0041\"], deep: { on: true, of: null }, }]",
      ["error", { ignore: ["Sleep", "Wait a while", "BA"], deep: { on: true, of: null } }],
    ],
    ["no-tight-wait: 2", 2],
  ])("reads %s", (text, entry) => {
    expect(parseRuleFlag(text)).toEqual(["no-tight-wait", entry]);
  });

  test.each([
    "",
    "no-tight-wait",
    "no-tight-wait:",
    ": off",
    "no-tight-wait: off off",
    "no-tight-wait: [warn",
    "no-tight-wait: [warn, { minSeconds }]",
    "no-tight-wait: [warn { minSeconds: 1 }]",
    "no-tight-wait: [warn, { minSeconds: 1 ]",
    "no-tight-wait: }",
    "no-tight-wait: 'off",
  ])("refuses %j", (text) => {
    expect(() => parseRuleFlag(text)).toThrow(expect.objectContaining({ name: "UsageError" }));
  });
});
