import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lint, rules } from "../../src/core.ts";
import type { FileResult, Problem } from "../../src/linter/report.ts";

/** How a definition fared: what AWS says of it, and what the preset `steplint:aws` does. */
export interface Case {
  readonly set: SetName;
  readonly name: string;
  /** AWS's verdict, or that of those who published the definition. */
  readonly verdict: "accepted" | "refused";
  /** The rules with an error, sorted. */
  readonly errors: readonly string[];
  /** Whether the text was read as a definition at all. */
  readonly read: boolean;
  /** AWS's codes that no error foresees; empty where none are recorded. */
  readonly missingCodes: readonly string[];
}

export const sets = {
  samples: "published samples",
  validated: "definitions of tests that were run against AWS",
  peers: "what the tests of other validators call valid",
  invalid: "definitions that AWS or another validator refuses",
  embedded: "definitions in templates and beside them",
  verdicts: "minimal machines with AWS's own verdict",
} as const;

export type SetName = keyof typeof sets;

interface Verdict {
  readonly id: string;
  readonly definition: unknown;
  readonly type: "STANDARD" | "EXPRESS" | null;
  readonly verdict: "OK" | "FAIL";
  readonly codes: readonly string[];
}

/** Lints every definition of a corpus with the preset `steplint:aws`. */
export async function measure(corpus: string): Promise<Case[]> {
  const cases: Case[] = [];
  for (const [name, notes] of readTable(join(corpus, "valid/INDEX.tsv"))) {
    const set = notes.includes("real sample") ? "samples" : notes.includes("aws-validated") ? "validated" : "peers";
    cases.push(await caseOf(set, join(corpus, "valid"), name, "accepted"));
  }
  for (const [name] of readTable(join(corpus, "invalid/EXPECTED.tsv"))) {
    cases.push(await caseOf("invalid", join(corpus, "invalid"), name, "refused"));
  }
  for (const name of namesIn(join(corpus, "embedded"))) {
    const found = await caseOf("embedded", join(corpus, "embedded"), name, "accepted");
    if (found.read) cases.push(found);
  }
  const lines = readFileSync(join(corpus, "aws-verdicts.jsonl"), "utf8").trim().split("\n");
  for (const line of lines) cases.push(await verdictCase(JSON.parse(line) as Verdict)); // the format its README describes
  return cases;
}

async function caseOf(set: SetName, folder: string, name: string, verdict: Case["verdict"]): Promise<Case> {
  const text = readFileSync(join(folder, name), "utf8").replace(/^\ufeff/, "");
  const result = await lint(text, { path: name, extends: "steplint:aws" });
  return { set, name, verdict, errors: errorsOf(result), read: result !== undefined, missingCodes: [] };
}

async function verdictCase({ id, definition, type, verdict, codes }: Verdict): Promise<Case> {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  const result = await lint(text, { path: "machine.asl.json", extends: "steplint:aws", ...(type && { type }) });
  const foreseen = new Set(problemsOf(result).flatMap(({ ruleId }) => rules[ruleId]?.meta.aws ?? []));
  return {
    set: "verdicts",
    name: id,
    verdict: verdict === "OK" ? "accepted" : "refused",
    errors: errorsOf(result),
    read: result !== undefined,
    missingCodes: [...new Set(codes)].filter((code) => !foreseen.has(code)),
  };
}

function problemsOf(result: FileResult | undefined): readonly Problem[] {
  return (result?.problems ?? []).filter(({ severity }) => severity === "error");
}

function errorsOf(result: FileResult | undefined): string[] {
  return [...new Set(problemsOf(result).map(({ ruleId }) => ruleId))].sort();
}

/** The lines of a table with tabs, without its heading. */
function readTable(path: string): [name: string, notes: string][] {
  const [, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [name = "", ...notes] = line.split("\t");
    return [name, notes.join(" ")];
  });
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(?:json|json5|jsonc|ya?ml|asl)$/.test(name))
    .sort();
}
