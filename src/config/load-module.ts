import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UsageError } from "../util/usage-error.ts";

/** A file, and how messages show it. */
export interface Source {
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
}

/** The default export of a module. Throws a `UsageError` with the place where it cannot be loaded. */
export async function importDefault({ path, shown }: Source): Promise<unknown> {
  const { importModule } = await import("./import-module.ts");
  const url = pathToFileURL(path).href;
  try {
    return (await importModule(url)).default;
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    const [reason = ""] = String(error instanceof Error ? `${error.name}: ${error.message}` : error).split("\n");
    const line = stack.includes(url) ? /^:(\d+)/.exec(stack.slice(stack.indexOf(url) + url.length))?.[1] : undefined;
    throw new UsageError(
      `${shown}${line === undefined ? "" : `:${line}`}: ${basename(path)} cannot be loaded: ${reason}`,
    );
  }
}

/**
 * The absolute path of a file or package that a configuration names; `undefined` if there is none. Packages are looked
 * for as an `import` in that configuration would.
 */
export async function resolveModule(name: string, from: string): Promise<string | undefined> {
  const path = resolve(dirname(from), name);
  if (existsSync(path)) return path;
  if (/^\.{0,2}[\\/]/.test(name)) return undefined;
  const { resolve: resolveImport } = await import("import-meta-resolve");
  try {
    const found = fileURLToPath(resolveImport(name, pathToFileURL(from).href));
    return existsSync(found) ? found : undefined;
  } catch {
    // There are many reasons, and all of them say that there is nothing of this name.
    return undefined;
  }
}
