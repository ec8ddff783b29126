import { type Dirent, readdirSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { isConfigName } from "../config/find-config.ts";
import { isInside } from "../config/paths.ts";
import type { CreatePatterns, IgnoreLayer } from "../config/patterns.ts";
import { isReadableName } from "../hosts/markers.ts";
import { reasonOf } from "../util/reason.ts";
import { gitignoreOf, isIgnored } from "./ignore-rules.ts";

const EXTENSIONS = "{json,jsonc,json5,yaml,yml,asl,template,tf,tofu}";

export interface SearchOptions {
  /** Patterns that hold whatever `.gitignore` files say. */
  readonly ignored: readonly IgnoreLayer[];
  /** What `.gitignore` files above the folder say. */
  readonly above: readonly IgnoreLayer[];
  /** Reads `.gitignore` files in the folder; without it they do not count. */
  readonly gitignore?: CreatePatterns;
  /** What the folder's configuration leaves out; those of folders inside it count there alone. */
  readonly configured: IgnoreLayer | undefined;
  /** Tells files that hold definitions whatever they are called; `undefined` if there are none. */
  readonly isDeclared: ((path: string) => boolean) | undefined;
}

export interface Searched {
  /** Absolute paths of files that may hold a definition by their names, in no order. */
  readonly files: string[];
  /** Folders that could not be read. */
  readonly failures: { readonly path: string; readonly reason: string }[];
  /** Folders with a configuration of their own, which were not looked into. */
  readonly domains: string[];
}

/**
 * The files below a folder, or those that a pattern leads to from there, without `node_modules` and hidden ones. What
 * is ignored is not looked into, nor is a folder with a configuration of its own: such a domain is a search for itself.
 *
 * Links are not followed: their targets are found where they are, if they lie inside, and no link can lead in circles
 * or out of the folder.
 */
export async function search(
  folder: string,
  options: SearchOptions,
  { pattern, domain = folder }: { readonly pattern?: string | undefined; readonly domain?: string } = {},
): Promise<Searched> {
  const { globbySync } = await import("globby");
  const { ignored, configured, isDeclared } = options;
  const layersOf = layersBelow(folder, options);
  const isLeftOut = (path: string, isFolder: boolean): boolean =>
    isIgnored(ignored, path, isFolder) ||
    (configured !== undefined && isIgnored([configured], path, isFolder)) ||
    isIgnored(layersOf(dirname(path)), path, isFolder);
  const failures = new Map<string, string>();
  const domains: string[] = [];

  const list = (written: string): Dirent[] => {
    const path = normalize(written);
    const isAbove = domain !== folder && isInside(path, domain);
    if (!isAbove && path !== domain && isLeftOut(path, true)) return [];
    try {
      const entries = readdirSync(path, { withFileTypes: true });
      // On the way to a domain, all but the way is another one's.
      if (isAbove) return entries.filter(({ name }) => isOnWay(join(path, name), domain));
      if (path === domain || !entries.some((entry) => isConfigName(entry.name) && !entry.isDirectory())) return entries;
      domains.push(path);
    } catch (error) {
      if (!isMissing(error)) failures.set(path, reasonOf(error));
    }
    return [];
  };
  const mayBeDefinition = (path: string): boolean =>
    (isReadableName(path) || isDeclared?.(path) === true) && !isConfigName(basename(path));
  const names = isDeclared === undefined ? `*.${EXTENSIONS}` : "*";
  const found = globbySync(pattern === undefined ? [`**/${names}`] : [pattern, `${pattern}/**/${names}`], {
    cwd: pattern === undefined ? domain : folder,
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
    files: found.map(normalize).filter((path) => mayBeDefinition(path) && !isLeftOut(path, false)),
    failures: [...failures].map(([path, reason]) => ({ path, reason })),
    domains,
  };
}

function isOnWay(path: string, domain: string): boolean {
  return path === domain || isInside(path, domain);
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
