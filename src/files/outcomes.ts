import { ruleSummary } from "../linter/lint.ts";
import { type FileResult, type Report, type RuleSummary, summarize } from "../linter/report.ts";
import type { ActiveRule } from "../linter/settings.ts";

/** A text before and after it was mended. */
export interface FileChange {
  readonly filePath: string;
  readonly before: string;
  readonly after: string;
}

/** What linting one file gave. */
export interface Outcome {
  readonly result?: FileResult;
  /** The rules that ran on it. */
  readonly rules: readonly ActiveRule[];
  readonly fixed: number;
  readonly change?: FileChange;
  /** What could not be done and why, as a sentence. */
  readonly failure?: string;
}

/** What a run found and did. */
export interface Run {
  readonly report: Report;
  /** What could not be linted or written and why, one sentence each; paths in them are not escaped. */
  readonly failures: readonly string[];
  /** What a user may want to know about the run, one sentence each; paths in them are not escaped. */
  readonly notices: readonly string[];
  /** How many problems were mended, or would be. */
  readonly fixed: number;
  /** The files that were mended, or would be. */
  readonly changes: readonly FileChange[];
}

/** Puts together what files gave, in their order. */
export function runOf(outcomes: readonly Outcome[]): Run {
  const results = outcomes.flatMap(({ result }) => result ?? []);
  return {
    report: { results, rules: rulesOf(outcomes), summary: summarize(results) },
    failures: outcomes.flatMap(({ failure }) => failure ?? []),
    notices: [],
    fixed: outcomes.reduce((sum, { fixed }) => sum + fixed, 0),
    changes: outcomes.flatMap(({ change }) => change ?? []),
  };
}

/**
 * What a file gave that was linted a second time, because only then all was known that refers to it. `written` says
 * whether the first time mended the file itself.
 */
export function again(first: Outcome, second: Outcome, written: boolean): Outcome {
  if (!written || first.change === undefined) return second;
  const after = second.change?.after ?? first.change.after;
  return { ...second, fixed: first.fixed + second.fixed, change: { ...first.change, after } };
}

/** The rules that ran, by id; nearly all files share one list. */
function rulesOf(outcomes: readonly Outcome[]): RuleSummary[] {
  const lists = new Set(outcomes.map(({ rules }) => rules));
  const byId = new Map<string, RuleSummary>();
  for (const rule of [...lists].flat()) if (!rule.silent && !byId.has(rule.id)) byId.set(rule.id, ruleSummary(rule));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
