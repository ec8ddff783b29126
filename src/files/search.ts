import { type Dirent, readdirSync } from "node:fs";
import { dirname, normalize } from "node:path";
import { isReadableName } from "../hosts/asl.ts";
import { type CreatePatterns, gitignoreOf, type IgnoreLayer, isIgnored, isInside } from "./ignore-rules.ts";
import { reasonOf } from "./reason.ts";

const EXTENSIONS = "{json,jsonc,json5,yaml,yml,asl}";

export interface SearchOptions {
  /** Patterns that hold whatever `.gitignore` files say. */
  readonly ignored: readonly IgnoreLayer[];
  /** What `.gitignore` files above the folder say. */
  readonly above: readonly IgnoreLayer[];
  /** Reads `.gitignore` files in the folder; without it they do not count. */
  readonly gitignore?: CreatePatterns;
}

export interface Searched {
  /** Absolute paths of files that may hold a definition by their names, in no order. */
  readonly files: string[];
  /** Folders that could not be read. */
  readonly failures: { readonly path: string; readonly reason: string }[];
}

/**
 * The files below a folder, or those that a pattern leads to from there, without `node_modules` and hidden ones. What
 * is ignored is not looked into.
 *
 * Links are not followed: their targets are found where they are, if they lie inside, and no link can lead in circles
 * or out of the folder.
 */
export async function search(folder: string, options: SearchOptions, pattern?: string): Promise<Searched> {
  const { globbySync } = await import("globby");
  const layersOf = layersBelow(folder, options);
  const isLeftOut = (path: string, isFolder: boolean): boolean =>
    isIgnored(options.ignored, path, isFolder) || isIgnored(layersOf(dirname(path)), path, isFolder);
  const failures = new Map<string, string>();

  const list = (written: string): Dirent[] => {
    const path = normalize(written);
    if (isLeftOut(path, true)) return [];
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (!isMissing(error)) failures.set(path, reasonOf(error));
      return [];
    }
  };
  const wanted = pattern === undefined ? [`**/*.${EXTENSIONS}`] : [pattern, `${pattern}/**/*.${EXTENSIONS}`];
  const found = globbySync(wanted, {
    cwd: folder,
    absolute: true,
    ignore: ["**/node_modules/**"],
    followSymbolicLinks: false,
    caseSensitiveMatch: pattern !== undefined,
    expandDirectories: false,
    // `list` notes what keeps a folder from being read; globby would end the search there.
    suppressErrors: true,
    // globby never asks for mere names, which its type wants to be offered, too.
    fs: { readdirSync: list as typeof list & ((path: string) => string[]) },
  });
  return {
    files: found.map(normalize).filter((path) => isReadableName(path) && !isLeftOut(path, false)),
    failures: [...failures].map(([path, reason]) => ({ path, reason })),
  };
}

/** Tells which `.gitignore` files count for what stands in a folder, outer ones first; reads each once. */
function layersBelow(top: string, { above, gitignore }: SearchOptions): (folder: string) => readonly IgnoreLayer[] {
  const known = new Map<string, readonly IgnoreLayer[]>();
  const layersOf = (folder: string): readonly IgnoreLayer[] => {
    if (gitignore === undefined || (folder !== top && !isInside(top, folder))) return above;
    const before = known.get(folder);
    if (before !== undefined) return before;
    const outer = folder === top ? above : layersOf(dirname(folder));
    const own = folder !== top && isIgnored(outer, folder, true) ? undefined : gitignoreOf(folder, gitignore);
    const layers = own === undefined ? outer : [...outer, own];
    known.set(folder, layers);
    return layers;
  };
  return layersOf;
}

// A folder that vanishes while others are read, or a pattern that goes on behind the name of a file.
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
