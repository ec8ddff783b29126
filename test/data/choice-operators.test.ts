import { describe, expect, it } from "vitest";
import { choiceOperators, saidOtherwise, usualWords } from "../../src/data/choice-operators.ts";

it("has all 39 operators with what they compare with", () => {
  expect(choiceOperators.size).toBe(39);
  expect(choiceOperators.get("StringEquals")).toBe("string");
  expect(choiceOperators.get("NumericLessThanEquals")).toBe("number");
  expect(choiceOperators.get("TimestampGreaterThanEqualsPath")).toBe("path");
  expect(choiceOperators.get("IsTimestamp")).toBe("boolean");
  expect(choiceOperators.has("StringMatchesPath")).toBe(false);
});

it.each([
  ["StringNotEquals", "put 'Not' around 'StringEquals'"],
  ["NumericNotEqualsPath", "put 'Not' around 'NumericEqualsPath'"],
  ["IsNotNull", "set 'IsNull' to false"],
  ["StringContains", "use 'StringMatches', where '*' stands for any text"],
  ["StringEqual", undefined],
])("knows how %s is said", (operator, said) => {
  expect(saidOtherwise(operator)).toBe(said);
});

describe("usualWords", () => {
  it.each([
    ["NumericMoreThan", "NumericGreaterThan"],
    ["NumericGreater", "NumericGreaterThan"],
    ["NumericGreaterThanOrEquals", "NumericGreaterThanEquals"],
    ["NumericLessThanEqualTo", "NumericLessThanEquals"],
    ["TimestampBefore", "TimestampLessThan"],
    ["StringEquals", "StringEquals"],
  ])("says %s as %s", (word, usual) => {
    expect(usualWords(word)).toBe(usual);
  });
});
