import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../util/usage-error.ts";
import { isFile, isInside, shownPath } from "./paths.ts";

/** What configuration files are called. */
export const configNames = [
  "steplint.config.ts",
  "steplint.config.mjs",
  "steplint.config.js",
  "steplint.jsonc",
  "steplint.json",
] as const;

const NAMES: ReadonlySet<string> = new Set(configNames);

/** Whether a file with this name is a configuration. */
export function isConfigName(name: string): boolean {
  return NAMES.has(name);
}

/** The configuration files that a folder itself holds. */
export function configsIn(folder: string): string[] {
  return configNames.map((name) => join(folder, name)).filter(isFile);
}

/** Finds configuration files, each folder once. */
export class ConfigFinder {
  readonly #cwd: string;
  readonly #outside: readonly string[];
  readonly #inFolder = new Map<string, string | undefined>();
  readonly #roots = new Map<string, string | undefined>();

  /** Of folders outside `cwd`, nothing above the `outside` ones is looked at unless a repository holds it. */
  constructor(cwd: string, outside: readonly string[]) {
    this.#cwd = cwd;
    this.#outside = outside;
  }

  /**
   * The configuration that counts in a folder: the nearest upwards, up to the project root; `undefined` if there is none.
   *
   * Throws a `UsageError` where a folder holds two, and where the only one lies above the project root.
   */
  nearest(folder: string): string | undefined {
    const root = this.#rootAbove(folder);
    const top = root ?? this.#limitOf(folder);
    for (const each of foldersUp(folder)) {
      const path = this.#configIn(each);
      if (path !== undefined) {
        const shown = shownPath(this.#cwd, path);
        checkInside(this.rootOf(path), path, shown);
        if (root === undefined) this.#checkOwner(path, shown);
        return path;
      }
      if (each === top) break;
    }
    if (root !== undefined) this.#refuseAbove(root);
    return undefined;
  }

  /** The project root that a configuration belongs to: what it names is read only there. */
  rootOf(config: string): string {
    const folder = dirname(config);
    return this.#repositoryOf(folder) ?? (isInside(this.#cwd, config) ? this.#cwd : folder);
  }

  #configIn(folder: string): string | undefined {
    if (this.#inFolder.has(folder)) return this.#inFolder.get(folder);
    const [path, second] = configsIn(folder).map((each) => ({ each, shown: shownPath(this.#cwd, each) }));
    if (path !== undefined && second !== undefined) {
      throw new UsageError(
        `${path.shown}: ${second.shown} lies beside it: a folder has one configuration, so remove one.`,
      );
    }
    this.#inFolder.set(folder, path?.each);
    return path?.each;
  }

  #repositoryOf(folder: string): string | undefined {
    if (this.#roots.has(folder)) return this.#roots.get(folder);
    const parent = dirname(folder);
    const root = existsSync(join(folder, ".git")) ? folder : parent === folder ? undefined : this.#repositoryOf(parent);
    this.#roots.set(folder, root);
    return root;
  }

  /** The repository of a folder; of one inside that of the working folder, such as a submodule, the outer one. */
  #rootAbove(folder: string): string | undefined {
    const root = this.#repositoryOf(folder);
    const outer = this.#repositoryOf(this.#cwd);
    return root !== undefined && outer !== undefined && isInside(outer, root) ? outer : root;
  }

  /** Above the working folder, where no repository ends the search, anybody may have put a file: it may be code. */
  #checkOwner(path: string, shown: string): void {
    const user = process.getuid?.();
    const owner = isInside(this.#cwd, path) ? user : statSync(path).uid;
    if (user === undefined || owner === user || owner === 0) return;
    throw new UsageError(`${shown}: it belongs to another user: name it with --config, or give --no-config.`);
  }

  /** The folder above which nothing is looked at, outside of any repository. */
  #limitOf(folder: string): string | undefined {
    if (folder === this.#cwd || isInside(this.#cwd, folder)) return undefined;
    return this.#outside.find((each) => each === folder || isInside(each, folder)) ?? folder;
  }

  #refuseAbove(root: string): void {
    for (const folder of foldersUp(dirname(root))) {
      const path = this.#configIn(folder);
      if (path === undefined || folder === root) continue;
      const [shown, shownRoot] = [shownPath(this.#cwd, path), shownPath(this.#cwd, root) || "."];
      throw new UsageError(
        `${shown}: it lies above the project root '${shownRoot}', where .git is, and so does not count: move it there, name it with --config, or give --no-config.`,
      );
    }
  }
}

/** Throws a `UsageError` if a file, with all links resolved, lies outside the project root. */
export function checkInside(root: string, path: string, shown: string): void {
  const [realRoot, real] = [realpathSync(root), realpathSync(path)];
  if (!isInside(realRoot, real)) throw new UsageError(`${shown}: it lies outside the project root '${root}'.`);
}

function foldersUp(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUp(parent)];
}
