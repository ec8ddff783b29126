import { dirname } from "node:path";
import { type CreatePatterns, gitignoreOf, type IgnoreLayer, isIgnored } from "./ignore-rules.ts";
import { reasonOf } from "./reason.ts";

const EXTENSIONS = "{json,jsonc,json5,yaml,yml,asl}";
const READABLE = /\.(?:json|jsonc|json5|yaml|yml|asl)$/i;

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
 * The files below a folder, or those that a pattern leads to from there, without `node_modules` and hidden ones.
 *
 * Links are not followed: their targets are found where they are, if they lie inside, and no link can lead in circles or
 * out of the folder.
 */
export async function search(folder: string, options: SearchOptions, pattern?: string): Promise<Searched> {
  const { globbySync } = await import("globby");
  const wanted = pattern === undefined ? [`**/*.${EXTENSIONS}`] : [pattern, `${pattern}/**/*.${EXTENSIONS}`];
  const failures: { path: string; reason: string }[] = [];
  const list = (suppressErrors: boolean): string[] =>
    globbySync(options.gitignore === undefined ? wanted : [...wanted, "**/.gitignore"], {
      cwd: folder,
      absolute: true,
      ignore: ["**/node_modules/**"],
      followSymbolicLinks: false,
      caseSensitiveMatch: pattern !== undefined,
      expandDirectories: false,
      suppressErrors,
    });
  let found: string[];
  try {
    found = list(false);
  } catch (error) {
    const path = error instanceof Error && "path" in error ? String(error.path) : folder;
    failures.push({ path, reason: reasonOf(error) });
    found = list(true);
  }
  const layers = layersIn(found, options);
  const files = found.filter((path) => READABLE.test(path) && !isIgnoredFile(path, layers, options.ignored));
  return { files, failures };
}

/** The layers of the `.gitignore` files found, outer ones first; one that lies in an ignored folder does not count. */
function layersIn(found: readonly string[], { above, gitignore }: SearchOptions): readonly IgnoreLayer[] {
  const layers = [...above];
  if (gitignore === undefined) return layers;
  const files = found.filter((path) => path.endsWith("/.gitignore")).sort((a, b) => a.length - b.length);
  for (const file of files) {
    const layer = isIgnored(layers, file, false) ? undefined : gitignoreOf(dirname(file), gitignore);
    if (layer !== undefined) layers.push(layer);
  }
  return layers;
}

function isIgnoredFile(path: string, layers: readonly IgnoreLayer[], ignored: readonly IgnoreLayer[]): boolean {
  return isIgnored(ignored, path, false) || isIgnored(layers, path, false);
}
