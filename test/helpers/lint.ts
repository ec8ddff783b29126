import { createSourceFile, type SourceFile } from "../../src/document/source-file.ts";
import { fixFile } from "../../src/linter/apply-fixes.ts";
import { type LintOptions, lintFile } from "../../src/linter/lint.ts";
import type { FileResult } from "../../src/linter/report.ts";
import { defineRule, type Rule } from "../../src/linter/rule.ts";
import type { ActiveRule } from "../../src/linter/settings.ts";
import { loadReaders } from "../../src/readers/load.ts";

const readers = await loadReaders(["yaml", "jsonata"]);

/** A rule of one message, `found` with a `what`, that warns. */
export const ruleOf = (visit: Parameters<typeof defineRule<Messages>>[0]["visit"], meta: object = {}): Rule =>
  defineRule<Messages>({
    meta: {
      type: "problem",
      category: "style",
      description: "Find something",
      recommended: "warn",
      fixable: true,
      hasSuggestions: true,
      messages: MESSAGES,
      ...meta,
    },
    visit,
  });

const MESSAGES = {
  found: "Found {{what}}.",
  soft: { text: "Perhaps {{what}}.", severity: "warn" },
  change: "Change it",
} as const;
type Messages = typeof MESSAGES;

/** Rules at the level `error` by their ids. */
export function active(
  rules: Readonly<Record<string, Rule>>,
  severity: ActiveRule["severity"] = "error",
): ActiveRule[] {
  return Object.entries(rules).map(([id, rule]) => ({ id, rule, severity, options: { ...rule.meta.defaultOptions } }));
}

export function lintText(
  text: string,
  rules: Readonly<Record<string, Rule>>,
  {
    path = "machine.asl.json",
    severity,
    known,
  }: { path?: string; severity?: ActiveRule["severity"]; known?: LintOptions } = {},
): FileResult {
  const result = lintFile(createSourceFile(path, text), "named", active(rules, severity), readers, known);
  if (result === undefined) throw new Error("no definition");
  return result;
}

export function fixText(
  text: string,
  rules: Readonly<Record<string, Rule>>,
  { path = "machine.asl.json", known }: { path?: string; known?: LintOptions } = {},
): { text: string; fixed: number; result: FileResult | undefined; file: SourceFile } {
  const fixed = fixFile(createSourceFile(path, text), "named", active(rules), readers, known);
  return { ...fixed, text: fixed.file.text };
}
