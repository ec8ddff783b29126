import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);

/** A mistake in the source: in a file, by its path from the root, what stands there once and is to be replaced. */
export interface SeededBug {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/**
 * What a module exports when a file that it stands on has a bug.
 *
 * @param entry the module, by its path from the root.
 * @throws if the text does not stand in the file exactly once, or the module does not stand on the file.
 */
export async function withSeededBug(entry: string, bug: SeededBug): Promise<Readonly<Record<string, unknown>>> {
  let seeded = false;
  const plugin: Plugin = {
    name: "seeded-bug",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path !== join(root, bug.file)) return undefined;
        seeded = true;
        return { contents: seed(readFileSync(path, "utf8"), bug), loader: "ts" };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "silent",
    plugins: [plugin],
  });
  if (!seeded) throw new Error(`${bug.name}: ${entry} does not stand on ${bug.file}.`);
  const module = { exports: {} };
  new Function("module", "exports", "require", outputFiles[0]?.text ?? "")(module, module.exports, require);
  return module.exports;
}

function seed(text: string, { name, file, find, replace }: SeededBug): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${name}: its text stands ${parts.length - 1} times in ${file}.`);
  return parts.join(replace);
}
