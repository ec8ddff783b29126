import { type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { FolderConfig } from "../config/configs.ts";
import { isInside, shownPath, withSlashes } from "../config/paths.ts";
import { expandPatterns, type IgnoreLayer, loadPatterns } from "../config/patterns.ts";
import type { Claim } from "../hosts/host.ts";
import { reasonOf } from "../util/reason.ts";
import { isIgnored, isIgnoredByGit, layersAbove } from "./ignore-rules.ts";
import { type Searched, search } from "./search.ts";

export interface FindOptions {
  /** The absolute folder that paths count from. */
  readonly cwd: string;
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  /** Further patterns, written as in a `.gitignore` of `cwd`. */
  readonly ignorePatterns: readonly string[];
  /** The configuration of a folder. */
  configOf(folder: string): Promise<FolderConfig>;
}

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As shown: from the working folder, with `/`. */
  readonly shown: string;
  readonly claim: Claim;
  readonly config: FolderConfig;
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

/**
 * Finds the files that paths, folders and patterns name. Never throws on what the file system answers, but with a
 * `UsageError` where a configuration cannot be used.
 */
export async function findFiles(named: readonly string[], options: FindOptions): Promise<Found> {
  const files = new Map<string, FoundFile>();
  const places: SearchedPlace[] = [];
  const failures: string[] = [];
  const add = (path: string, seen: "named" | "found", config: FolderConfig): string => {
    const shown = shownPath(options.cwd, path);
    const claim = config.workflowOf(path) === undefined ? seen : "declared";
    if (seen === "named" || !files.has(path)) files.set(path, { path, shown, claim, config });
    return shown;
  };
  const addPlace = (name: string, walked: Walked): void => {
    places.push({ named: name, files: walked.files.map(({ path, config }) => add(path, "found", config)) });
    for (const { path, reason } of walked.failures) failures.push(`${shownPath(options.cwd, path) || "."}: ${reason}.`);
  };

  for (const name of named) {
    const path = resolve(options.cwd, name);
    const stats = name === "" ? undefined : look(path);
    if (typeof stats === "string") failures.push(`${name}: ${stats}.`);
    else if (stats?.isFile()) add(path, "named", await options.configOf(dirname(path)));
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

/** Whether a file that another one names is left out of runs: by patterns, a configuration or `.gitignore` files. */
export async function isLeftOut(
  { path, config }: Pick<FoundFile, "path" | "config">,
  { cwd, gitignore, ignorePatterns }: Pick<FindOptions, "cwd" | "gitignore" | "ignorePatterns">,
): Promise<boolean> {
  const layers = config.ignore === undefined ? [] : [config.ignore];
  const create = gitignore || ignorePatterns.length > 0 ? await loadPatterns() : undefined;
  if (create && ignorePatterns.length > 0) {
    layers.push({ folder: cwd, patterns: create().add(await expandPatterns(ignorePatterns)) });
  }
  if (isIgnored(layers, path, false)) return true;
  return gitignore && create !== undefined && isIgnoredByGit(path, isInside(cwd, path) ? cwd : dirname(path), create);
}

function look(path: string): Stats | string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return reasonOf(error);
  }
}

/** What a search found, below all folders with configurations of their own, too. */
interface Walked {
  readonly files: { readonly path: string; readonly config: FolderConfig }[];
  readonly failures: Searched["failures"];
}

async function walk(folder: string, options: FindOptions, pattern?: string): Promise<Walked> {
  const { cwd, gitignore, ignorePatterns, configOf } = options;
  const create = gitignore || ignorePatterns.length > 0 ? await loadPatterns() : undefined;
  const inside = folder === cwd || isInside(cwd, folder);
  const ignored =
    create && ignorePatterns.length > 0
      ? [{ folder: inside ? cwd : folder, patterns: create().add(await expandPatterns(ignorePatterns)) }]
      : [];
  const above = create && gitignore ? layersAbove(folder, inside ? cwd : folder, create) : [];
  const found: Walked = { files: [], failures: [] };
  const pending = [folder];
  for (let domain = pending.pop(); domain !== undefined; domain = pending.pop()) {
    const config = await configOf(domain);
    const known = {
      ignored,
      above,
      configured: layerFor(config.ignore, domain),
      isDeclared:
        config.merged.workflows.length > 0 ? (path: string) => config.workflowOf(path) !== undefined : undefined,
      ...(create && gitignore ? { gitignore: create } : {}),
    };
    const searched = await search(folder, known, { pattern, domain });
    for (const path of searched.files) {
      // A pattern may lead out of the folder that it counts from.
      found.files.push({ path, config: isInside(domain, path) ? config : await configOf(dirname(path)) });
    }
    found.failures.push(...searched.failures);
    pending.push(...searched.domains);
  }
  return found;
}

/** What a configuration leaves out in a folder; nothing if it is the folder itself: who names it wants what it holds. */
function layerFor(layer: IgnoreLayer | undefined, folder: string): IgnoreLayer | undefined {
  return layer !== undefined && isIgnored([layer], folder, true) ? undefined : layer;
}

/** What a pattern such as `flows/**\/*.asl.json` leads to; `undefined` if the name is no pattern. */
async function walkPattern(name: string, options: FindOptions): Promise<Walked | undefined> {
  if (!/[*?[{(]/.test(name) || name.startsWith("!")) return undefined;
  const { isDynamicPattern } = await import("globby");
  const pattern = withSlashes(name);
  return isDynamicPattern(pattern) ? walk(options.cwd, options, pattern) : undefined;
}

function byShownPath(a: FoundFile, b: FoundFile): number {
  return a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0;
}
