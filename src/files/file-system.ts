import { readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isInside } from "../config/paths.ts";
import type { CreatePatterns } from "../config/patterns.ts";
import { createSourceFile, type SourceFile } from "../document/source-file.ts";
import type { FileSystem, Refusal } from "../hosts/host.ts";
import { isIgnoredByGit } from "./ignore-rules.ts";
import { readTextFile } from "./text-file.ts";

/** Reads what files name, each once; nothing outside of a project root, with all links resolved. */
export class ProjectFiles {
  readonly #cwd: string;
  /** Reads `.gitignore` files, where they count. */
  patterns: CreatePatterns | undefined = undefined;
  readonly #known = new Map<string, SourceFile | Refusal>();

  /** Paths that are shown count from an absolute folder. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** What a file may look at whose project root is a folder. */
  within(root: string): FileSystem {
    return {
      read: (path) => this.#read(path, root),
      beside: (path) => {
        const folder = dirname(resolve(this.#cwd, path));
        return isWithin(root, folder) ? namesIn(folder) : [];
      },
    };
  }

  #read(path: string, root: string): SourceFile | Refusal {
    const absolute = resolve(this.#cwd, path);
    const key = `${root}\n${absolute}`;
    const known = this.#known.get(key) ?? this.#readOnce(absolute, path, root);
    this.#known.set(key, known);
    return known;
  }

  #readOnce(absolute: string, path: string, root: string): SourceFile | Refusal {
    const read = readWithin(absolute, path, root);
    if (read !== "missing" || this.patterns === undefined) return read;
    return isIgnoredByGit(absolute, root, this.patterns) ? "unbuilt" : read;
  }
}

function readWithin(absolute: string, shown: string, root: string): SourceFile | Refusal {
  if (!isInside(root, absolute) && absolute !== root) return "outside";
  try {
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) return "missing";
    if (!isWithin(root, absolute)) return "outside";
    if (stats.isDirectory()) return "folder";
    // A device or a pipe may never end.
    if (!stats.isFile()) return "unreadable";
    const read = readTextFile(absolute, () => true);
    return read === undefined ? "unreadable" : createSourceFile(shown, read.text);
  } catch {
    return "unreadable";
  }
}

function isWithin(root: string, path: string): boolean {
  try {
    const [realRoot, real] = [realpathSync(root), realpathSync(path)];
    return real === realRoot || isInside(realRoot, real);
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
