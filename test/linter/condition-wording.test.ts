import { expect, test } from "vitest";
import { conditionWording } from "../../src/linter/condition-wording.ts";
import { machineOf, stateOf } from "../helpers/machine.ts";

test.each<[rule: object, wording: string]>([
  [{ Variable: "$.s", StringEquals: "DONE" }, "$.s = 'DONE'"],
  [{ Variable: "$.n", NumericLessThanEquals: 5 }, "$.n ≤ 5"],
  [{ Variable: "$.n", NumericGreaterThanPath: "$.m" }, "$.n > $.m"],
  [{ Variable: "$.b", BooleanEquals: false }, "$.b = false"],
  [{ Variable: "$.t", TimestampGreaterThanEquals: "2030-01-01T00:00:00Z" }, "$.t ≥ '2030-01-01T00:00:00Z'"],
  [{ Variable: "$.s", StringLessThan: "b" }, "$.s < 'b'"],
  [{ Variable: "$.s", StringMatches: "a*" }, "$.s matches 'a*'"],
  [{ Variable: "$.s", IsPresent: true }, "$.s is present"],
  [{ Variable: "$.s", IsTimestamp: false }, "$.s is not timestamp"],
  [{ Variable: "$.s", IsNull: "${Null}" }, "$.s IsNull ${Null}"],
  [{ Variable: "$.s", StringEquals: "${Status}" }, "$.s = ${Status}"],
  [{ Variable: "${Path}", NumericEquals: [1] }, "${Path} = …"],
  [{ Not: { Variable: "$.s", StringEquals: "a" } }, "not ($.s = 'a')"],
  [
    {
      And: [
        { Variable: "$.a", IsPresent: true },
        { Or: [{ Variable: "$.a", NumericEquals: 1 }, { Not: { Variable: "$.b", IsNull: true } }] },
      ],
    },
    "$.a is present and ($.a = 1 or not ($.b is null))",
  ],
  [{ Condition: "{% $states.input.n > 3 %}" }, "$states.input.n > 3"],
  [{ Condition: "no expression" }, "no expression"],
  [{ Condition: true }, "true"],
  [{ Condition: "${Condition}" }, "${Condition}"],
  [{}, ""],
  [{ Variable: "$.s" }, ""],
  [{ StringEquals: "a" }, ""],
])("%j is worded %s", (rule, wording) => {
  const choice = stateOf(machineOf({ States: { A: { Type: "Choice", Choices: [{ ...rule, Next: "A" }] } } }), "A");
  expect(choice.type === "Choice" && choice.rules.map(conditionWording)).toEqual([wording]);
});
