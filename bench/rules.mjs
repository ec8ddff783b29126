#!/usr/bin/env node
// Times the rules about what AWS refuses (the preset `steplint:aws`) inside one warm process: what linting takes with
// them, without any rule, and the difference. Medians; the two take turns.
//
//   node bench/rules.mjs [runs=30]

import { lint } from "../dist/core.js";
import { jsonataMachine, machine } from "./machines.mjs";

const runs = Number(process.argv[2] ?? 30);
const WARM_UP_MS = 1_500;
const inputs = [
  ["JSONPath, 12 states", machine(12)],
  ["JSONPath, 1,000 states", machine(1_000)],
  ["JSONPath, 10,000 states", machine(10_000)],
  ["JSONata, 12 states", jsonataMachine(12)],
  ["JSONata, 1,000 states", jsonataMachine(1_000)],
  ["JSONata, 10,000 states", jsonataMachine(10_000)],
];

console.log(`Node ${process.version}, medians of ${runs} runs\n`);
console.log("| definition | without rules | with `steplint:aws` | the rules | a state |");
console.log("| --- | --: | --: | --: | --: |");
for (const [name, definition] of inputs) {
  const text = JSON.stringify(definition, null, 2);
  const states = Object.keys(definition.States).length;
  const samples = { without: [], with: [] };
  const warm = performance.now() + WARM_UP_MS;
  for (let run = 0; run < runs; ) {
    for (const [key, presets] of [
      ["without", []],
      ["with", "steplint:aws"],
    ]) {
      const start = performance.now();
      const { problems } = await lint(text, { extends: presets });
      const took = performance.now() - start;
      // AWS takes no definition of 10,000 states, as it is over 1 MiB.
      const other = problems.find(({ ruleId }) => ruleId !== "no-oversized-definition");
      if (other !== undefined) throw new Error(`${name}: ${other.message}`);
      if (start > warm) samples[key].push(took);
    }
    // Until everything is compiled, nothing counts.
    if (performance.now() > warm) run++;
  }
  const without = median(samples.without);
  const full = median(samples.with);
  const rules = full - without;
  console.log(
    `| ${name} | ${ms(without)} | ${ms(full)} | ${ms(rules)} | ${((rules * 1_000) / states).toFixed(1)} µs |`,
  );
}

function median(list) {
  return list.sort((a, b) => a - b)[list.length >> 1];
}

function ms(value) {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
