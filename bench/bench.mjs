#!/usr/bin/env node
// Times the built command line against the floor: what Node itself takes to start, to read the same files and to
// JSON.parse them. Every figure is the median of whole processes; the cells of a row run in turn, so that a machine that
// slows down slows all of them. Compare ratios of one run, nothing else.
//
//   node bench/bench.mjs [runs=7] [words of the rows to run...]

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { machine } from "./machines.mjs";
import { repository } from "./repository.mjs";

const CLI = fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));
const runs = Number(process.argv[2] ?? 7);
const wanted = process.argv.slice(3);

const folder = mkdtempSync(join(tmpdir(), "steplint-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

writeFileSync(
  join(folder, "floor.cjs"),
  `const { readdirSync, readFileSync } = require("node:fs");
   for (const path of readdirSync(process.argv[2], { recursive: true })) {
     if (!path.includes(".")) continue;
     const text = readFileSync(process.argv[2] + "/" + path, "utf8");
     if (path.endsWith(".json")) JSON.parse(text);
   }`,
);

const CONFIGURATION = `{
  // Everything that has to be looked up and checked.
  "extends": "steplint:strict",
  "rules": { "no-tight-wait": ["error", { "minSeconds": 30 }] },
  "overrides": [{ "files": "legacy/**", "rules": { "no-tight-wait": "off" } }],
  "ignore": ["vendor/"],
}`;

const rows = [
  { name: "--version", words: ["--version"] },
  { name: "one tiny file", make: (at) => definitions(at, 1, 1), words: ["tiny/0.asl.json"], in: "tiny" },
  {
    name: "one tiny file, with a configuration",
    make: (at) => {
      definitions(at, 1, 1);
      writeFileSync(join(at, "steplint.jsonc"), CONFIGURATION);
    },
    words: ["configured/0.asl.json"],
    in: "configured",
  },
  { name: "a file of 1,000 states", make: (at) => definitions(at, 1, 1_000), in: "states-1000" },
  { name: "a file of 10,000 states", make: (at) => definitions(at, 1, 10_000), in: "states-10000" },
  { name: "1,000 files of 12 states", make: (at) => definitions(at, 1_000, 12), in: "files-1000" },
  {
    name: "20 files of 12 states among 10,000 others",
    make: (at) => {
      definitions(at, 20, 12);
      unrelated(at, 10_000);
    },
    in: "unrelated",
  },
  { name: "200 machines in 6,000 templates, services and Terraform files", make: (at) => repository(at), in: "mixed" },
].filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

console.log(`Node ${process.version}, medians of ${runs} runs\n`);
console.log("| input | steplint | floor | `node -e 0` | to the floor | to `node -e 0` |");
console.log("| --- | --: | --: | --: | --: | --: |");
for (const row of rows) {
  row.make?.(join(folder, row.in));
  const [steplint, floor, node] = measure([
    [CLI, ...(row.words ?? [row.in])],
    row.in === undefined ? ["-e", "0"] : ["floor.cjs", row.in],
    ["-e", "0"],
  ]);
  const cells = [
    ms(steplint),
    row.in === undefined ? "" : ms(floor),
    ms(node),
    times(steplint, floor),
    times(steplint, node),
  ];
  console.log(`| ${[row.name, ...cells].join(" | ")} |`);
}

/** The median milliseconds of each command; one run before counts for none. */
function measure(commands) {
  const samples = commands.map(() => []);
  for (let run = -1; run < runs; run++) {
    commands.forEach((words, index) => {
      const start = performance.now();
      const { status, error } = spawnSync(process.execPath, words, { cwd: folder, stdio: "ignore" });
      const end = performance.now();
      if (error || status === null || status > 1) throw new Error(`${words.join(" ")} ended with ${status}`);
      if (run >= 0) samples[index].push(end - start);
    });
  }
  return samples.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
}

function definitions(at, files, states) {
  mkdirSync(at, { recursive: true });
  for (let i = 0; i < files; i++) writeFileSync(join(at, `${i}.asl.json`), JSON.stringify(machine(states), null, 2));
}

function unrelated(at, files) {
  const items = Array.from({ length: 40 }, (_, id) => ({ id, name: `item ${id}`, tags: ["a", "b"], price: id * 1.5 }));
  for (let i = 0; i < files; i++) {
    if (i % 100 === 0) mkdirSync(join(at, `data-${i / 100}`), { recursive: true });
    writeFileSync(join(at, `data-${Math.floor(i / 100)}`, `${i}.json`), JSON.stringify({ i, items }));
  }
}

function ms(value) {
  return `${value.toFixed(0)} ms`;
}

function times(value, base) {
  return `${(value / base).toFixed(2)} x`;
}
