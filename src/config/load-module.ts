import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isFile } from "./paths.ts";

/** What a module exports by default, or why it cannot be loaded. */
export type Loaded =
  | { readonly value: unknown }
  | {
      /** One line without a full stop. */
      readonly failure: string;
      /** The 1-based line of the module where it fails; `undefined` where it cannot be told. */
      readonly line: number | undefined;
    };

/** Loads the default export of a module, or what it promises; `undefined` as its value if it has none. */
export async function loadDefault(path: string): Promise<Loaded> {
  // Only newer versions have the field. https://nodejs.org/api/process.html#processfeaturestypescript
  const { typescript } = process.features as { readonly typescript?: unknown };
  if (/\.[cm]?ts$/.test(path) && !typescript) {
    const failure = `Node ${process.versions.node} does not read TypeScript: use Node 22.18 or newer, or write a .mjs file`;
    return { failure, line: undefined };
  }
  const { importModule } = await import("./import-module.ts");
  const url = pathToFileURL(path).href;
  try {
    return { value: await (await importModule(url)).default };
  } catch (error) {
    const [failure = ""] = String(error instanceof Error ? `${error.name}: ${error.message}` : error).split("\n");
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    const line = lineBehind(url, stack) ?? (error instanceof SyntaxError ? await lineOfSyntaxError(path) : undefined);
    return { failure, line };
  }
}

/** What messages say of a module that cannot be loaded. */
export function notLoaded({ failure, line }: Exclude<Loaded, { value: unknown }>): string {
  return `cannot be loaded${line === undefined ? "" : ` (line ${line})`}: ${failure}.`;
}

/** Node tells where a syntax error is only to those who read its standard error. */
async function lineOfSyntaxError(path: string): Promise<number | undefined> {
  const { spawnSync } = await import("node:child_process");
  const { stderr } = spawnSync(process.execPath, ["--check", path], { encoding: "utf8" });
  return lineBehind(path, stderr) ?? lineBehind(pathToFileURL(path).href, stderr);
}

function lineBehind(name: string, text: string): number | undefined {
  const at = text.indexOf(`${name}:`);
  const line = at === -1 ? undefined : /^\d+/.exec(text.slice(at + name.length + 1))?.[0];
  return line === undefined ? undefined : Number(line);
}

/** A file that was named by its path, or through the name of a package. */
export interface Resolved {
  /** Absolute. */
  readonly path: string;
  readonly isPackage: boolean;
}

/**
 * The file that a configuration names, by a path from its own folder or through a package; `undefined` if there is none.
 * Packages are looked for as an `import` in that configuration would.
 */
export async function resolveModule(name: string, from: string): Promise<Resolved | undefined> {
  const path = resolve(dirname(from), name);
  if (isFile(path)) return { path, isPackage: false };
  if (/^\.{0,2}[\\/]/.test(name)) return undefined;
  const { resolve: resolveImport } = await import("import-meta-resolve");
  try {
    const found = fileURLToPath(resolveImport(name, pathToFileURL(from).href));
    return isFile(found) ? { path: found, isPackage: true } : undefined;
  } catch {
    // There are many reasons, and all of them say that there is nothing of this name.
    return undefined;
  }
}
