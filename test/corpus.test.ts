import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../src/core.ts";
import type { FileResult } from "../src/linter/report.ts";

const corpus = process.env.STEPLINT_CORPUS ?? resolve(import.meta.dirname, "../../shared/corpus");

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
  it("get the reports that were reviewed", async () => {
    const lines = (await lintAll("valid")).flatMap(({ path, result }) =>
      (result?.problems ?? []).map(({ ruleId, messageId, pointer }) => `${path}#${pointer} ${ruleId}/${messageId}`),
    );
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("fixtures/corpus-reports.txt");
  });
});
