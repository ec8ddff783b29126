import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { expected } from "./expected.ts";
import { type Case, measure } from "./measure.ts";
import { accuracyTable, agrees } from "./table.ts";

const root = resolve(import.meta.dirname, "../..");
const corpus = process.env.STEPLINT_CORPUS ?? join(root, "../shared/corpus");

describe.skipIf(!existsSync(corpus))("the preset steplint:aws and AWS", { timeout: 120_000 }, () => {
  let cases: Promise<Case[]> | undefined;
  const measured = (): Promise<Case[]> => {
    cases ??= measure(corpus);
    return cases;
  };

  it("agree on every definition but those that are explained", async () => {
    const wrong = (await measured()).filter((each) => !agrees(each)).map(({ set, name }) => `${set}/${name}`);
    expect(wrong.sort()).toEqual(Object.keys(expected.departures).sort());
  });

  it("refuse a definition for the same reason", async () => {
    const refused = (await measured()).filter(({ set, errors }) => set === "invalid" && errors.length > 0);
    expect(Object.fromEntries(refused.map(({ name, errors }) => [name, errors]))).toEqual(expected.reasons);
  });

  it("fare as the documentation says", async () => {
    const page = readFileSync(join(root, "docs/accuracy.md"), "utf8");
    expect(page).toContain(accuracyTable(await measured()).trim());
  });
});
