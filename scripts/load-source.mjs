import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { terraformGrammar } from "./terraform-grammar.mjs";

/** Imports a module in TypeScript, written as if it lay in src/, bundled for Node. */
export async function loadSource(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(dirname(fileURLToPath(import.meta.url)), "../src"), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "error",
    plugins: [terraformGrammar],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
