import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../src/core.ts";
import type { FileResult } from "../src/linter/report.ts";

const corpus = process.env.STEPLINT_CORPUS ?? resolve(import.meta.dirname, "../../shared/corpus");

interface Verdict {
  readonly id: string;
  readonly definition: unknown;
  readonly type: "STANDARD" | "EXPRESS" | null;
  readonly verdict: "OK" | "FAIL";
}

async function lintAll(folder: string): Promise<{ path: string; result: FileResult | undefined }[]> {
  const paths = readdirSync(join(corpus, folder), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(?:json|json5|jsonc|ya?ml|asl)$/.test(path))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const text = readFileSync(join(corpus, folder, path), "utf8").replace(/^\ufeff/, "");
      return { path, result: await lint(text, { path }) };
    }),
  );
}

describe.skipIf(!existsSync(corpus))("real definitions", () => {
  it("get no error where AWS accepts them", async () => {
    const errors = (await lintAll("valid")).flatMap(({ path, result }) =>
      (result?.problems ?? [])
        .filter(({ severity }) => severity === "error")
        .map(({ message }) => `${path}: ${message}`),
    );
    expect(errors).toEqual([]);
  });

  it("get the reports that were reviewed", async () => {
    const lines = (await lintAll("valid")).flatMap(({ path, result }) =>
      (result?.problems ?? []).map(({ ruleId, messageId, pointer }) => `${path}#${pointer} ${ruleId}/${messageId}`),
    );
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("fixtures/corpus-reports.txt");
  });

  it("agree with AWS on each minimal machine that it accepts", async () => {
    const lines = readFileSync(join(corpus, "aws-verdicts.jsonl"), "utf8").trim().split("\n");
    const verdicts = lines.map((line) => JSON.parse(line) as Verdict); // the format that its README describes
    const wrong: string[] = [];
    for (const { id, definition, type, verdict } of verdicts) {
      if (verdict !== "OK") continue;
      const text = typeof definition === "string" ? definition : JSON.stringify(definition);
      const result = await lint(text, { path: "machine.asl.json", ...(type && { type }) });
      for (const { severity, message } of result?.problems ?? [])
        if (severity === "error") wrong.push(`${id}: ${message}`);
    }
    expect(wrong).toEqual([]);
  });
});
