import { expect, it, test } from "vitest";
import { pathField } from "../../src/data/path-fields.ts";

test.each([
  ["InputPath", {}],
  ["ItemsPath", { reference: "refused" }],
  ["MaxItemsPath", { reference: "refused", noContext: true }],
  ["StringEqualsPath", { reference: "documented" }],
  ["TimestampPath", { reference: "documented" }],
  ["TimestampLessThanEqualsPath", { reference: "documented" }],
  ["CausePath", { reference: "documented", takesCall: true }],
])("%s", (name, takes) => expect(pathField(name)).toEqual(takes));

it("of other fields, nothing is known", () => {
  for (const name of ["Parameters", "StringEquals", "StringMatches", "LocalPath", "constructor"]) {
    expect(pathField(name)).toBeUndefined();
  }
});
