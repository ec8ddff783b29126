import { applyEdits } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { createSourceFile, type SourceFile } from "../document/source-file.ts";
import { readAsl } from "../hosts/asl.ts";
import type { Claim, Readers } from "../hosts/host.ts";
import { type LintOptions, lintFile } from "./lint.ts";
import type { FileResult } from "./report.ts";
import type { ActiveRule } from "./settings.ts";

const MAX_PASSES = 10;

/** Fixes a file as long as fixes are found, ten passes at most; the result is that of the last text. */
export function fixFile(
  file: SourceFile,
  claim: Claim,
  rules: readonly ActiveRule[],
  readers: Readers,
  known: LintOptions = {},
): { file: SourceFile; result: FileResult | undefined; fixed: number } {
  let current = file;
  let fixed = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const result = lintFile(current, claim, rules, readers, known);
    const fixes =
      result?.problems.flatMap((problem) => (problem.suppressed || !problem.fix ? [] : [problem.fix])) ?? [];
    const applied = applySafely(current, fixes, claim, readers);
    if (applied.count === 0) return { file: current, result, fixed };
    fixed += applied.count;
    current = applied.file;
  }
  return { file: current, result: lintFile(current, claim, rules, readers, known), fixed };
}

/**
 * Applies all fixes that do not overlap. If the text then reads worse than before, each is tried alone, and those that
 * break it are dropped.
 */
function applySafely(
  file: SourceFile,
  fixes: readonly (readonly TextEdit[])[],
  claim: Claim,
  readers: Readers,
): { file: SourceFile; count: number } {
  const readsWell = (fix: readonly TextEdit[]): boolean => readsNoWorse(file, edited(file, fix), claim, readers);
  let chosen = withoutOverlaps(fixes.filter((fix) => changes(file, fix)));
  if (!readsWell(chosen.flat())) {
    chosen = chosen.filter(readsWell);
    if (!readsWell(chosen.flat())) chosen = chosen.slice(0, 1);
  }
  return { file: edited(file, chosen.flat()), count: chosen.length };
}

function edited(file: SourceFile, edits: readonly TextEdit[]): SourceFile {
  return createSourceFile(file.path, applyEdits(file.text, edits));
}

function readsNoWorse(before: SourceFile, after: SourceFile, claim: Claim, readers: Readers): boolean {
  return brokenPlaces(after, claim, readers) <= brokenPlaces(before, claim, readers);
}

/** How many places cannot be read; a text that is no definition any more is broken altogether. */
function brokenPlaces(file: SourceFile, claim: Claim, readers: Readers): number {
  const definitions = readAsl(file, claim, readers);
  if (definitions.length === 0) return Number.POSITIVE_INFINITY;
  return definitions.flatMap(({ issues }) => issues.filter(({ kind }) => kind !== "lenient")).length;
}

function withoutOverlaps(fixes: readonly (readonly TextEdit[])[]): (readonly TextEdit[])[] {
  const taken: TextEdit[] = [];
  return fixes.filter((fix) => {
    if (overlapsItself(fix)) return false;
    const clear = fix.every(({ range }) => taken.every((edit) => !touch(edit.range, range)));
    if (clear) taken.push(...fix);
    return clear;
  });
}

function changes(file: SourceFile, fix: readonly TextEdit[]): boolean {
  return fix.some(({ range, text }) => file.text.slice(...range) !== text);
}

function overlapsItself(fix: readonly TextEdit[]): boolean {
  return fix.some(({ range: [start, end] }, i) =>
    fix
      .slice(i + 1)
      .some(({ range }) => (range[0] < end && start < range[1]) || String(range) === String([start, end])),
  );
}

/** Edits that only touch are kept apart too: the order of two insertions at one place would be chance. */
function touch(a: TextEdit["range"], b: TextEdit["range"]): boolean {
  return a[0] <= b[1] && b[0] <= a[1];
}
