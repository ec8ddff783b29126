import { applyEdits } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { createSourceFile, type SourceFile } from "../document/source-file.ts";
import type { Claim, Readers, Surroundings } from "../hosts/host.ts";
import { readDefinitions } from "../hosts/read.ts";
import { type LintOptions, lintFile } from "./lint.ts";
import type { FileResult } from "./report.ts";
import type { ActiveRule } from "./settings.ts";

const MAX_PASSES = 10;

/** How a file is read. */
interface ReadingOptions {
  readonly claim: Claim;
  readonly readers: Readers;
  readonly around: Surroundings | undefined;
}

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
    const applied = applySafely(current, fixes, { claim, readers, around: known.around });
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
  reading: ReadingOptions,
): { file: SourceFile; count: number } {
  const before = brokenPlaces(file, reading);
  const readsWell = (fix: readonly TextEdit[]): boolean => brokenPlaces(edited(file, fix), reading) <= before;

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

/** How many places cannot be read; a text that holds other definitions than before is broken altogether. */
function brokenPlaces(file: SourceFile, { claim, readers, around }: ReadingOptions): number {
  const { definitions } = readDefinitions(file, claim, readers, around);
  if (definitions.length === 0) return Number.POSITIVE_INFINITY;
  return definitions.flatMap(({ issues }) => issues.filter(({ kind }) => kind !== "lenient")).length;
}

/** Takes each fix that keeps apart from those before it. */
function withoutOverlaps(fixes: readonly (readonly TextEdit[])[]): (readonly TextEdit[])[] {
  const taken: TextEdit[] = [];
  return fixes.filter((fix) => {
    const own = inOrder(fix);
    if (own.some((edit, i) => overlaps(edit, own[i + 1]))) return false;
    const clear = own.every(({ range: [start, end] }) => {
      const at = placeAmong(taken, start);
      const [before, after] = [taken[at - 1], taken[at]];
      return (before === undefined || before.range[1] < start) && (after === undefined || end < after.range[0]);
    });
    if (clear) for (const edit of own) taken.splice(placeAmong(taken, edit.range[0]), 0, edit);
    return clear;
  });
}

/** How many of the edits, which are in order, start before an offset. */
function placeAmong(edits: readonly TextEdit[], offset: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.range[0] ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}

/** Whether an edit reaches into the next one, or both insert at one place: their order would be chance. */
function overlaps({ range }: TextEdit, next: TextEdit | undefined): boolean {
  if (next === undefined) return false;
  return next.range[0] < range[1] || (next.range[0] === range[0] && next.range[1] === range[1]);
}

function changes(file: SourceFile, fix: readonly TextEdit[]): boolean {
  return fix.some(({ range, text }) => file.text.slice(...range) !== text);
}
