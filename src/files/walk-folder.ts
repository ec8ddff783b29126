import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { type CreatePatterns, gitignoreOf, type IgnoreLayer, isIgnored } from "./ignore-rules.ts";
import { reasonOf } from "./reason.ts";

const READABLE = /\.(?:json|jsonc|json5|yaml|yml|asl)$/i;
const NEVER = new Set(["node_modules", ".git"]);

export interface WalkOptions {
  /** Patterns that hold whatever `.gitignore` files say. */
  readonly ignored: readonly IgnoreLayer[];
  /** What `.gitignore` files above the folder say. */
  readonly above: readonly IgnoreLayer[];
  /** Reads `.gitignore` files on the way; without it they do not count. */
  readonly gitignore?: CreatePatterns;
  /** Which paths are wanted; a wanted folder is wanted with all it holds. Without it everything is. */
  readonly matches?: (path: string) => boolean;
}

export interface Walked {
  /** Absolute paths of files that may hold a definition by their names, in no order. */
  readonly files: string[];
  /** Folders that could not be read. */
  readonly failures: { readonly path: string; readonly reason: string }[];
}

interface Visit {
  readonly folder: string;
  readonly layers: readonly IgnoreLayer[];
  readonly wanted: boolean;
}

/**
 * The files below a folder, without `node_modules` and hidden ones.
 *
 * Links are not followed: their targets are found where they are, if they lie inside, and no link can lead in circles or
 * out of the folder.
 */
export function walkFolder(root: string, options: WalkOptions): Walked {
  const walked: Walked = { files: [], failures: [] };
  const matches = options.matches ?? (() => true);
  const open: Visit[] = [{ folder: root, layers: options.above, wanted: matches(root) }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { folder, wanted } = visit;
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      walked.failures.push({ path: folder, reason: reasonOf(error) });
      continue;
    }
    const layers = withOwn(visit, entries, options);
    for (const entry of entries) {
      if (!isCandidate(entry)) continue;
      const isFolder = entry.isDirectory();
      const path = join(folder, entry.name);
      if (isIgnored(options.ignored, path, isFolder) || isIgnored(layers, path, isFolder)) continue;
      if (isFolder) open.push({ folder: path, layers, wanted: wanted || matches(path) });
      else if (wanted || matches(path)) walked.files.push(path);
    }
  }
  return walked;
}

function isCandidate(entry: Dirent): boolean {
  if (entry.name.startsWith(".")) return false;
  return entry.isDirectory() ? !NEVER.has(entry.name) : entry.isFile() && READABLE.test(entry.name);
}

function withOwn(
  { folder, layers }: Visit,
  entries: readonly Dirent[],
  { gitignore }: WalkOptions,
): readonly IgnoreLayer[] {
  if (gitignore === undefined || !entries.some((entry) => entry.name === ".gitignore")) return layers;
  const own = gitignoreOf(folder, gitignore);
  return own === undefined ? layers : [...layers, own];
}
