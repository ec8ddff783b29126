import type { Ignore } from "ignore";
import { isInside, shownPath } from "./paths.ts";

/** Makes an empty list of patterns: the package `ignore`, which the caller loads where it is needed. */
export type CreatePatterns = () => Ignore;

/** Patterns as `.gitignore` has them, and the folder they count from. */
export interface IgnoreLayer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** Loads the package that reads patterns as Git does. */
export async function loadPatterns(): Promise<CreatePatterns> {
  const { default: ignore } = await import("ignore");
  // As Git does on these systems by default, whose file systems do not tell upper from lower case.
  // https://git-scm.com/docs/git-config#Documentation/git-config.txt-coreignoreCase
  const ignorecase = process.platform === "win32" || process.platform === "darwin";
  return () => ignore({ ignorecase });
}

/** Patterns as `.gitignore` reads them, with `{a,b}` for alternatives and perhaps `./` before them. */
export async function expandPatterns(patterns: readonly string[]): Promise<string[]> {
  const anchored = patterns.map((pattern) => pattern.replace(/^(!?)\.\//, "$1/"));
  if (!anchored.some((pattern) => pattern.includes("{"))) return anchored;
  const { expand } = await import("brace-expansion");
  return anchored.flatMap((pattern) => (pattern.includes("{") ? expand(pattern) : [pattern]));
}

/**
 * Tells whether a list of patterns, counted from a folder, means a file; the last one that matches decides, and those
 * with `!` mean what they match not. Paths are absolute.
 */
export async function fileMatcher(folder: string, patterns: readonly string[]): Promise<(path: string) => boolean> {
  const create = await loadPatterns();
  const tests = (await expandPatterns(patterns)).map((pattern) => {
    const isNegative = pattern.startsWith("!");
    return { isNegative, only: create().add(isNegative ? pattern.slice(1) : pattern) };
  });
  return (path) => {
    if (!isInside(folder, path)) return false;
    const shown = shownPath(folder, path);
    const last = tests.findLast(({ only }) => only.ignores(shown));
    return last !== undefined && !last.isNegative;
  };
}
