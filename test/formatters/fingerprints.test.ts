import { describe, expect, test } from "vitest";
import { fingerprintsOf } from "../../src/formatters/fingerprints.ts";
import type { FileResult, Problem } from "../../src/linter/report.ts";
import { reportWith } from "./sample-report.ts";

function fingerprints(problems: readonly Partial<Problem>[], parts: Partial<FileResult> = {}): string[] {
  return reportWith(problems, parts).results.flatMap((result) => [...fingerprintsOf(result).values()]);
}

describe("a fingerprint", () => {
  test("stays the same when lines, columns and texts change", () => {
    const moved = { line: 9, column: 1, endLine: 9, endColumn: 4, message: "There are 3.", severity: "warn" as const };
    expect(fingerprints([moved])).toEqual(fingerprints([{}]));
  });

  test("differs by rule, message, state path, definition and file", () => {
    const definition = { name: undefined, host: "asl", type: undefined, file: "a.asl.json" } as const;
    const definitions = [
      { ...definition, pointer: "" },
      { ...definition, pointer: "/Resources/B" },
    ];
    const all = [
      ...fingerprints([{}, { ruleId: "other" }, { messageId: "other" }, { pointer: "/StartAt" }, { definition: 1 }], {
        definitions,
      }),
      ...fingerprints([{}], { filePath: "b.asl.json" }),
    ];
    expect(new Set(all).size).toBe(6);
  });

  test("is counted where all of that is equal", () => {
    const [first, second, third] = fingerprints([{}, {}, {}]);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(fingerprints([{}])).toEqual([first]);
  });

  test("stays the same when another problem is suppressed", () => {
    const suppressed = { kind: "directive", reason: undefined } as const;
    expect(fingerprints([{ suppressed }, {}])).toEqual(fingerprints([{}, {}]));
  });
});
