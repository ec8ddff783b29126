import { expect, it, test } from "vitest";
import { type StructureKind, stateTypes, structureFacts } from "../../src/data/fields.ts";
import { lastName, pathField } from "../../src/data/path-fields.ts";

test.each([
  ["InputPath", {}],
  ["ItemsPath", { reference: "refused" }],
  ["ItemReader.ReaderConfig.MaxItemsPath", { reference: "refused", noContext: true }],
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

it.each<StructureKind>([
  ...stateTypes,
  ...(["catcher", "itemReader", "readerConfig", "itemBatcher", "resultWriter"] as const),
])("knows the fields of %s that are paths in the field table", (kind) => {
  const { fields } = structureFacts(kind);
  const typed = [...fields].filter(([, { type }]) => type === "path" || type === "referencePath");
  const known = [...fields.keys()].filter((name) => pathField(name) !== undefined);
  expect(known).toEqual(typed.map(([name]) => name));
});

test.each([
  ["ItemReader.ReaderConfig.MaxItemsPath", "MaxItemsPath"],
  ["ResultPath", "ResultPath"],
])("the last name of %s", (field, name) => expect(lastName(field)).toBe(name));
