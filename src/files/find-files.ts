import { type Stats, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { Claim } from "../hosts/host.ts";
import { type CreatePatterns, isInside, layersAbove, withSlashes } from "./ignore-rules.ts";
import { reasonOf } from "./reason.ts";
import { type Searched, search } from "./search.ts";

export interface FindOptions {
  /** The absolute folder that paths count from. */
  readonly cwd: string;
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  /** Further patterns, written as in a `.gitignore` of `cwd`. */
  readonly ignorePatterns: readonly string[];
}

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As shown: from the working folder, with `/`. */
  readonly shown: string;
  readonly claim: Claim;
}

/** A folder or pattern that was named, and the shown paths of the files it led to. */
export interface SearchedPlace {
  readonly named: string;
  readonly files: readonly string[];
}

export interface Found {
  /** Each file once, by shown path. */
  readonly files: readonly FoundFile[];
  readonly places: readonly SearchedPlace[];
  /** What could not be looked at, in words. */
  readonly failures: readonly string[];
}

/** Finds the files that paths, folders and patterns name. Never throws on what the file system answers. */
export async function findFiles(named: readonly string[], options: FindOptions): Promise<Found> {
  const files = new Map<string, FoundFile>();
  const places: SearchedPlace[] = [];
  const failures: string[] = [];
  const add = (path: string, claim: Claim): FoundFile => {
    const file = { path, shown: shownPath(options.cwd, path), claim };
    if (claim === "named" || !files.has(path)) files.set(path, file);
    return file;
  };
  const addPlace = (name: string, walked: Searched): void => {
    places.push({ named: name, files: walked.files.map((path) => add(path, "found").shown) });
    for (const { path, reason } of walked.failures) failures.push(`${shownPath(options.cwd, path) || "."}: ${reason}.`);
  };

  for (const name of named) {
    const path = resolve(options.cwd, name);
    const stats = name === "" ? undefined : look(path);
    if (typeof stats === "string") failures.push(`${name}: ${stats}.`);
    else if (stats?.isFile()) add(path, "named");
    else if (stats?.isDirectory()) addPlace(name, await walk(path, options));
    else if (stats !== undefined) failures.push(`${name}: neither a file nor a folder; '-' reads standard input.`);
    else {
      const walked = await walkPattern(name, options);
      if (walked === undefined) failures.push(`${name || "''"}: no such file or folder.`);
      else if (walked.files.length + walked.failures.length === 0)
        failures.push(`${name}: no file matches this pattern.`);
      else addPlace(name, walked);
    }
  }
  return { files: [...files.values()].sort(byShownPath), places, failures };
}

/** A path as it is shown: from the working folder, with `/`; "" is the working folder. */
export function shownPath(cwd: string, path: string): string {
  // relative() is slow for ten thousand files, and nearly all of them lie inside.
  if (isInside(cwd, path)) return withSlashes(path.slice(cwd.endsWith(sep) ? cwd.length : cwd.length + 1));
  return withSlashes(relative(cwd, path));
}

function look(path: string): Stats | string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return reasonOf(error);
  }
}

async function walk(folder: string, options: FindOptions, pattern?: string): Promise<Searched> {
  const { cwd, gitignore, ignorePatterns } = options;
  const create = gitignore || ignorePatterns.length > 0 ? await loadIgnore() : undefined;
  const inside = folder === cwd || isInside(cwd, folder);
  const ignored =
    create && ignorePatterns.length > 0
      ? [{ folder: inside ? cwd : folder, patterns: create().add(ignorePatterns) }]
      : [];
  const above = create && gitignore ? layersAbove(folder, inside ? cwd : folder, create) : [];
  return search(folder, { ignored, above, ...(create && gitignore ? { gitignore: create } : {}) }, pattern);
}

/** What a pattern such as `flows/**\/*.asl.json` leads to; `undefined` if the name is no pattern. */
async function walkPattern(name: string, options: FindOptions): Promise<Searched | undefined> {
  if (!/[*?[{(]/.test(name) || name.startsWith("!")) return undefined;
  const { isDynamicPattern } = await import("globby");
  const pattern = withSlashes(name);
  return isDynamicPattern(pattern) ? walk(options.cwd, options, pattern) : undefined;
}

async function loadIgnore(): Promise<CreatePatterns> {
  const { default: ignore } = await import("ignore");
  // As Git does on these systems by default, whose file systems do not tell upper from lower case.
  // https://git-scm.com/docs/git-config#Documentation/git-config.txt-coreignoreCase
  const ignorecase = process.platform === "win32" || process.platform === "darwin";
  return () => ignore({ ignorecase });
}

function byShownPath(a: FoundFile, b: FoundFile): number {
  return a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0;
}
