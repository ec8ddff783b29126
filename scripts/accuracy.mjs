#!/usr/bin/env node
/*
 * Compares the preset `steplint:aws` with AWS's verdicts on a corpus of definitions, and prints the table of
 * docs/accuracy.md. With --write it puts the table there. The corpus is the folder that STEPLINT_CORPUS names.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { terraformGrammar } from "./terraform-grammar.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const corpus = resolve(process.env.STEPLINT_CORPUS ?? join(root, "../shared/corpus"));
if (!existsSync(corpus)) {
  console.error("There are no definitions to compare with: STEPLINT_CORPUS names no folder.");
  process.exit(2);
}

const { accuracyTable, measure } = await load();
const table = accuracyTable(await measure(corpus));
console.log(table);
if (process.argv.includes("--write")) {
  const page = join(root, "docs/accuracy.md");
  const [start, stop] = ["<!-- table -->", "<!-- end of the table -->"];
  const text = readFileSync(page, "utf8");
  const [head, rest] = text.split(start);
  const [, tail] = rest.split(stop);
  writeFileSync(page, `${head}${start}\n\n${table.trim()}\n\n${stop}${tail}`);
}

async function load() {
  const contents = `
    export { accuracyTable } from "./accuracy/table.ts";
    export { measure } from "./accuracy/measure.ts";
  `;
  const outfile = join(root, "node_modules/.cache/steplint-accuracy.mjs");
  await build({
    stdin: { contents, resolveDir: join(root, "test"), loader: "ts" },
    bundle: true,
    outfile,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    external: ["yaml", "jsonata"],
    plugins: [terraformGrammar],
    logLevel: "error",
  });
  return import(outfile);
}
