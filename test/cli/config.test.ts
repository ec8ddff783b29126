import { spawnSync } from "node:child_process";
import { chownSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BROKEN, CLI, GOOD, useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

/** A poll every five seconds, whose `no-tight-wait` reports that. */
const POLL = JSON.stringify({
  StartAt: "Wait",
  States: {
    Wait: { Type: "Wait", Seconds: 5, Next: "Ask" },
    Ask: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:dynamodb:describeTable", Next: "Done?" },
    "Done?": { Type: "Choice", Choices: [{ Variable: "$.S", StringEquals: "READY", Next: "End" }], Default: "Wait" },
    End: { Type: "Succeed" },
  },
});

/** Each problem as `file rule level`. */
function reported(...words: string[]): string[] {
  const { stdout, stderr } = workshop.steplint([...words, "--format", "json"]);
  if (stdout === "") throw new Error(stderr);
  interface Result {
    filePath: string;
    problems: { ruleId: string; severity: string }[];
  }
  const { results } = JSON.parse(stdout) as { results: Result[] }; // the shape of its schema
  return results.flatMap(({ filePath, problems }) =>
    problems.map(({ ruleId, severity }) => `${filePath} ${ruleId} ${severity}`),
  );
}

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    workshop.write(path, typeof content === "string" ? content : JSON.stringify(content));
  }
}

const tightWait = (): string[] => reported().filter((line) => line.includes("no-tight-wait"));

describe("a configuration", () => {
  test.each([
    ["steplint.jsonc", `{ // quiet\n "rules": { "no-tight-wait": "error", }, }`],
    ["steplint.json", `\ufeff{ "$schema": "./x.json", "rules": { "no-tight-wait": ["error"] } }`],
    ["steplint.config.mjs", `export default { rules: { "no-tight-wait": "error" } };`],
    ["steplint.config.mjs", `export default Promise.resolve({ rules: { "no-tight-wait": "error" } });`],
    ["steplint.config.js", `module.exports = { rules: { "no-tight-wait": "error" } };`],
  ])("is read from %s", (name, text) => {
    write({ [name]: text, "a.asl.json": POLL });
    expect(tightWait()).toEqual(["a.asl.json no-tight-wait error"]);
  });

  test("in TypeScript is read where Node reads it, and else refused", () => {
    write({
      "steplint.config.ts": `const config: object = { rules: { "no-tight-wait": "error" } };\nexport default config;`,
      "package.json": `{ "type": "module" }`,
      "a.asl.json": POLL,
    });
    // as: only newer versions of Node have the field
    if ((process.features as { typescript?: unknown }).typescript) {
      expect(tightWait()).toEqual(["a.asl.json no-tight-wait error"]);
    } else {
      expect(workshop.steplint([])).toMatchObject({
        status: 2,
        stdout: "",
        stderr: `steplint.config.ts: it cannot be loaded: Node ${process.versions.node} does not read TypeScript: use Node 22.18 or newer, or write a .mjs file.\n`,
      });
    }
  });

  test("is the nearest one upwards from each file, without merging", () => {
    write({
      ".git/HEAD": "",
      "steplint.jsonc": {
        rules: { "no-tight-wait": "error", "prefer-activity": "off", "no-unbounded-polling": "off" },
      },
      "one/a.asl.json": POLL,
      "two/steplint.jsonc": { extends: [], rules: { "no-unbounded-polling": "warn" } },
      "two/deep/a.asl.json": POLL,
    });
    const expected = ["one/a.asl.json no-tight-wait error", "two/deep/a.asl.json no-unbounded-polling warn"];
    expect(reported()).toEqual(expected);
    expect(reported("one/a.asl.json", "two/deep/a.asl.json")).toEqual(expected);
    expect(reported("**/*.asl.json")).toEqual(expected);
    expect(reported("two")).toEqual([expected[1]]);
  });

  test("can be named, and then counts for all files, its patterns from the working folder", () => {
    write({
      "ci/strict.jsonc": {
        rules: { "no-tight-wait": "error" },
        overrides: [{ files: "flows/a.asl.json", rules: { "no-unbounded-polling": "off" } }],
        extends: [],
      },
      "steplint.jsonc": { rules: { "no-tight-wait": "off" } },
      "flows/a.asl.json": POLL,
    });
    expect(reported("--config", "ci/strict.jsonc")).toEqual(["flows/a.asl.json no-tight-wait error"]);
    expect(workshop.steplint(["--config", "gone.jsonc"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "gone.jsonc: it cannot be read: no such file or folder.\n",
    });
    expect(workshop.steplint(["--config", "."]).stderr).toBe(".: it cannot be read: it is a folder.\n");
  });

  test("is not looked for with --no-config", () => {
    write({ "steplint.jsonc": "{ broken", "a.asl.json": POLL });
    expect(reported("--no-config")).toContain("a.asl.json no-tight-wait warn");
  });

  test("may print something, which is no part of the report", () => {
    write({ "steplint.config.mjs": `console.log("hello"); export default { extends: [] };`, "a.asl.json": POLL });
    expect(workshop.steplint([])).toMatchObject({ stdout: "1 definition in 1 file, no problems\n", stderr: "hello\n" });
  });

  test("has flags on top", () => {
    write({
      "steplint.jsonc": {
        rules: { "no-tight-wait": ["error", { minSeconds: 3 }] },
        overrides: [{ files: "*", rules: { "no-tight-wait": ["error", { minSeconds: 4 }] } }],
      },
      "a.asl.json": POLL,
    });
    expect(tightWait()).toEqual([]);
    expect(reported("--rule", "no-tight-wait: [warn, { minSeconds: 10 }]")).toContain("a.asl.json no-tight-wait warn");
    expect(reported("--only", "no-tight-wait", "--rule", "no-tight-wait: [error, { minSeconds: 10 }]")).toEqual([
      "a.asl.json no-tight-wait error",
    ]);
  });

  test("of a repository counts in those inside it, however they are named", () => {
    write({
      ".git/HEAD": "",
      "steplint.jsonc": { extends: [], rules: { "no-tight-wait": "error" } },
      "module/.git": "gitdir: elsewhere",
      "module/a.asl.json": POLL,
    });
    for (const words of [[], ["module"], ["module/a.asl.json"], ["module/*.json"]]) {
      expect(reported(...words)).toEqual(["module/a.asl.json no-tight-wait error"]);
    }
  });

  test("is that of each file for patterns that lead out of the folder", () => {
    write({
      "one/a.asl.json": GOOD,
      "two/a.asl.json": GOOD,
      "two/steplint.jsonc": { ignore: ["*"] },
      "here/a.asl.json": GOOD,
    });
    const { stdout } = spawnSync(process.execPath, [CLI, "--list", "../*/a.asl.json"], {
      cwd: join(workshop.folder, "here"),
      encoding: "utf8",
    });
    expect(stdout).toContain("2 definitions in 2 files");
    expect(stdout).toContain("../one/a.asl.json");
  });

  test("picks the settings of standard input by its name", () => {
    write({ "flows/steplint.jsonc": { rules: { "valid-transition": "off", "no-unreachable-state": "off" } } });
    const status = (words: string[]): number | null => workshop.steplint(["-", ...words], { input: BROKEN }).status;
    expect(status(["--stdin-filename", "flows/new.asl.json"])).toBe(0);
    expect(status(["--stdin-filename", "new.asl.json"])).toBe(1);
    expect(status([])).toBe(1);
  });
});

describe("extends", () => {
  test.each([
    ["steplint:recommended", { "no-tight-wait": "warn", "require-disable-reason": "off", "valid-syntax": "error" }],
    ["steplint:strict", { "no-tight-wait": "warn", "require-disable-reason": "off" }],
    ["steplint:all", { "no-tight-wait": "warn", "require-disable-reason": "warn" }],
    ["steplint:aws", { "no-tight-wait": "off", "valid-syntax": "error", "valid-transition": "error" }],
    [[], { "no-tight-wait": "off", "valid-syntax": "off" }],
    [["steplint:all", "steplint:recommended"], { "require-disable-reason": "warn" }],
  ])("%j starts from presets", (named, levels) => {
    write({ "steplint.jsonc": { extends: named } });
    const { rules } = JSON.parse(workshop.steplint(["--print-config", "a.json"]).stdout);
    for (const [id, level] of Object.entries(levels)) expect([id, rules[id]].flat().slice(0, 2)).toEqual([id, level]);
  });

  test("takes other files, later ones on top, and counts their patterns from the folder of the extending one", () => {
    write({
      "steplint.jsonc": { extends: ["./shared/one.json", "shared/two.mjs"], rules: { "prefer-activity": "off" } },
      "shared/one.json": {
        rules: { "no-tight-wait": "error", "prefer-activity": "error", "no-unbounded-polling": "off" },
        ignore: ["old/"],
      },
      "shared/two.mjs": `export default { rules: { "no-tight-wait": "warn" }, overrides: [{ files: "flows/**", rules: { "no-unbounded-polling": "error" } }] };`,
      "flows/a.asl.json": POLL,
      "old/b.asl.json": POLL,
    });
    expect(reported()).toEqual(["flows/a.asl.json no-unbounded-polling error", "flows/a.asl.json no-tight-wait warn"]);
  });

  test("keeps the preset recommended below files that name none, and only those", () => {
    write({ "steplint.jsonc": { extends: "./base.json" }, "base.json": { rules: {} }, "a.asl.json": POLL });
    expect(tightWait()).toEqual(["a.asl.json no-tight-wait warn"]);
    write({ "base.json": { extends: "steplint:aws" } });
    expect(reported()).toEqual([]);
  });

  test("takes packages", () => {
    write({
      "steplint.jsonc": { extends: "@acme/steplint-config" },
      "node_modules/@acme/steplint-config/package.json": { name: "@acme/steplint-config", exports: "./index.mjs" },
      "node_modules/@acme/steplint-config/index.mjs": `export default { extends: [], rules: { "no-tight-wait": "error" } };`,
      "a.asl.json": POLL,
    });
    expect(reported()).toEqual(["a.asl.json no-tight-wait error"]);
  });
});

describe("overrides", () => {
  test("set rules for some files, the last match on top", () => {
    write({
      "steplint.jsonc": {
        extends: [],
        rules: { "no-tight-wait": "warn" },
        overrides: [
          { files: ["legacy/**", "!legacy/new/**"], rules: { "no-tight-wait": "off" } },
          { files: "*.{yaml,jsonc}", rules: { "no-tight-wait": "error" } },
          { files: "./legacy/b.jsonc", rules: { "no-tight-wait": "warn", "no-unbounded-polling": "warn" } },
        ],
      },
      "a.asl.json": POLL,
      "legacy/a.asl.json": POLL,
      "legacy/b.jsonc": POLL,
      "legacy/c.jsonc": POLL,
      "legacy/new/a.asl.json": POLL,
    });
    expect(reported()).toEqual([
      "a.asl.json no-tight-wait warn",
      "legacy/b.jsonc no-unbounded-polling warn",
      "legacy/b.jsonc no-tight-wait warn",
      "legacy/c.jsonc no-tight-wait error",
      "legacy/new/a.asl.json no-tight-wait warn",
    ]);
  });
});

describe("ignore", () => {
  test("leaves files and folders out, unless they are named", () => {
    write({
      "steplint.jsonc": { ignore: ["build/", "*.gen.json", "!keep.gen.json"] },
      "a.asl.json": GOOD,
      "build/b.asl.json": GOOD,
      "c.gen.json": GOOD,
      "keep.gen.json": GOOD,
    });
    expect(workshop.lintedPaths([])).toEqual(["a.asl.json", "keep.gen.json"]);
    expect(workshop.lintedPaths(["c.gen.json"])).toEqual(["c.gen.json"]);
    expect(workshop.lintedPaths(["build"])).toEqual(["build/b.asl.json"]);
    expect(workshop.lintedPaths(["**/*.json"])).toEqual(["a.asl.json", "keep.gen.json"]);
  });

  test("counts in a folder with a configuration of its own no more, unless the folder itself is left out", () => {
    write({
      "steplint.jsonc": { ignore: ["*.gen.json", "gone/"] },
      "own/steplint.jsonc": { ignore: ["x.json"] },
      "own/a.gen.json": GOOD,
      "own/x.json": GOOD,
      "own/deep/x.json": GOOD,
      "gone/steplint.jsonc": {},
      "gone/a.json": GOOD,
    });
    expect(workshop.lintedPaths([])).toEqual(["own/a.gen.json"]);
    expect(workshop.lintedPaths(["**/*.json"])).toEqual(["own/a.gen.json"]);
  });
});

describe("workflows", () => {
  test("are linted whatever they hold and whatever they are called", () => {
    write({
      "steplint.jsonc": { workflows: [{ files: ["flows/*.tpl", "half.json"] }] },
      "flows/order.json.tpl": BROKEN,
      "flows/readme.txt": BROKEN,
      "half.json": `{ "Comment": "not yet" }`,
      "other.json": `{ "Comment": "not yet" }`,
      "nested/steplint.jsonc": { workflows: [{ files: "*.tpl" }] },
      "nested/a.tpl": GOOD,
    });
    expect(workshop.lintedPaths([])).toEqual(["flows/order.json.tpl", "half.json", "nested/a.tpl"]);
    expect(workshop.lintedPaths(["half.json"])).toEqual(["half.json"]);
  });

  test("have the type they are deployed with, by the last entry that matches", () => {
    write({
      "steplint.jsonc": {
        workflows: [
          { files: "**", type: "EXPRESS" },
          { files: "standard/**", type: "STANDARD" },
        ],
      },
      "a.asl.json": POLL,
      "standard/a.asl.json": POLL,
    });
    const { results } = JSON.parse(workshop.steplint(["--list", "--format", "json"]).stdout);
    expect(results.map(({ definitions: [{ type }] }: { definitions: [{ type: string }] }) => type)).toEqual([
      "EXPRESS",
      "STANDARD",
    ]);
    expect(tightWait()).toEqual(["standard/a.asl.json no-tight-wait warn"]);
  });
});

describe("cost", () => {
  const dollars = (): string | undefined => /\$[\d.]+/.exec(workshop.steplint(["--only", "no-tight-wait"]).stdout)?.[0];

  test("sets the prices that messages count with", () => {
    write({ "a.asl.json": POLL });
    expect(dollars()).toBe("$0.054");
    write({ "steplint.jsonc": { cost: { region: "sa-east-1", executionsPerMonth: 10, assume: { Ask: "5m" } } } });
    expect(dollars()).toBe("$0.081");
    write({ "steplint.jsonc": { cost: { prices: { per1000Transitions: 1 } } } });
    expect(dollars()).toBe("$2.16");
  });
});

describe("plugins", () => {
  const PLUGIN = `export default {
    name: "mine",
    rules: {
      "no-wait": {
        meta: {
          type: "problem", category: "style", description: "Disallow waits", recommended: "warn",
          defaultOptions: { most: 1 }, schema: { most: { type: "integer", minimum: 0 } },
          messages: { found: "'{{name}}' waits more than {{most}} s." },
        },
        visit: {
          Wait(wait, { options, report }) {
            if (wait.seconds?.value > options.most)
              report({ at: wait.nameRange, messageId: "found", data: { name: wait.name, most: options.most } });
          },
        },
      },
    },
  };`;

  test("bring rules, which presets turn on and entries set", () => {
    write({
      "steplint.jsonc": { plugins: ["./rules/mine.mjs"], rules: { "no-tight-wait": "off" } },
      "rules/mine.mjs": PLUGIN,
      "a.asl.json": POLL,
    });
    expect(reported("--only", "mine/no-wait")).toEqual(["a.asl.json mine/no-wait warn"]);
    expect(reported()).toContain("a.asl.json mine/no-wait warn");
    expect(reported("--rule", "mine/no-wait: [error, { most: 5 }]")).not.toContain("a.asl.json mine/no-wait error");
    const { results } = JSON.parse(workshop.steplint(["--only", "mine/no-wait", "--format", "json"]).stdout);
    expect(results[0].problems[0]).toMatchObject({ message: "'Wait' waits more than 1 s.", url: null });
    expect(workshop.steplint(["--only", "mine/no-wait"]).stdout).toContain("mine/no-wait");
  });

  test("are found in packages, from the file that names them", () => {
    write({
      "steplint.jsonc": { extends: "./shared/base.json" },
      "shared/base.json": { plugins: ["steplint-plugin-mine"], extends: [], rules: { "mine/no-wait": "error" } },
      "shared/node_modules/steplint-plugin-mine/package.json": { name: "x", type: "module", main: "index.js" },
      "shared/node_modules/steplint-plugin-mine/index.js": PLUGIN,
      "a.asl.json": POLL,
    });
    expect(reported()).toEqual(["a.asl.json mine/no-wait error"]);
  });

  test("of one folder do not count in another, and flags about them neither", () => {
    write({
      "one/steplint.jsonc": { plugins: ["../mine.mjs"], extends: [], rules: { "mine/no-wait": "warn" } },
      "mine.mjs": PLUGIN,
      "one/a.asl.json": POLL,
      "two/steplint.jsonc": { extends: [] },
      "two/a.asl.json": POLL,
    });
    expect(reported()).toContain("one/a.asl.json mine/no-wait warn");
    expect(reported("--rule", "mine/no-wait: error", "--only", "mine/no-wait")).toEqual([
      "one/a.asl.json mine/no-wait error",
    ]);
    expect(workshop.steplint(["--only", "other/no-wait"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "Unknown rule 'other/no-wait': no configuration loads this plugin.\n",
    });
  });

  test.each([
    [
      "async Wait() { throw new Error('late'); }",
      "TypeError: 'visit.Wait' is asynchronous, and a visitor has to be done",
    ],
    ["Wait(wait, { report }) { report({ at: [9, 2], messageId: 'found' }); }", "TypeError: 'at' is no range: [9, 2]."],
    [
      "Wait(wait, { report }) { report({ at: wait.nameRange, messageId: 'found', fix: () => ({ range: [0, 1], text: '' }) }); }",
      "TypeError: a change answers a list of { range, text }, or undefined.",
    ],
  ])("that do what no rule may do crash by themselves: %s", (visitor, message) => {
    write({
      "steplint.jsonc": { plugins: ["./mine.mjs"] },
      "mine.mjs": PLUGIN.replace(/Wait\([\s\S]*?\n {10}\},/, `${visitor},`),
      "a.asl.json": POLL,
    });
    const { status, stdout, stderr } = workshop.steplint([]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
    expect(stdout).toContain(`what it would report is missing: ${message}`);
    expect(stdout).toContain("no-tight-wait");
  });

  test("that crash are told, and the run ends with 2", () => {
    write({
      "steplint.jsonc": { plugins: ["./mine.mjs"] },
      "mine.mjs": PLUGIN.replace("if (wait.seconds", "throw new Error('planted'); if (wait.seconds"),
      "a.asl.json": POLL,
    });
    const { status, stdout } = workshop.steplint([]);
    expect(status).toBe(2);
    expect(stdout).toContain("Rule 'mine/no-wait' crashed on this definition");
    expect(stdout).toContain("no-tight-wait");
  });
});

describe("a configuration that cannot be used ends the run, with its place and nothing else", () => {
  const RULE = `{ meta: { type: "problem", category: "style", description: "x", recommended: "warn", messages: { a: "A" } }, visit: {} }`;
  const withPlugin = (text: string): Readonly<Record<string, string>> => ({
    "steplint.jsonc": `{\n  "plugins": [\n    "./mine.mjs"\n  ]\n}`,
    "mine.mjs": text,
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a missing value",
      { "steplint.jsonc": `{\n  "rules": \n}` },
      "steplint.jsonc:3: it cannot be read as JSON: value expected.",
    ],
    [
      "an end too early",
      { "steplint.json": `{\n  "rules": {` },
      "steplint.json:2: it cannot be read as JSON: close brace expected.",
    ],
    ["an empty file", { "steplint.jsonc": "" }, "steplint.jsonc:1: it cannot be read as JSON: value expected."],
    ["a list", { "steplint.jsonc": "\n[]" }, "steplint.jsonc:2: A configuration takes an object, not []."],
    [
      "a key twice",
      { "steplint.jsonc": `{\n "rules": {},\n "rules": {} }` },
      "steplint.jsonc:3: 'rules' stands twice in this object.",
    ],
    [
      "an unknown key",
      { "steplint.jsonc": `{\n\n  "rule": {}\n}` },
      "steplint.jsonc:3: Unknown key 'rule'. Did you mean 'rules'?",
    ],
    [
      "an unknown key inside",
      { "steplint.jsonc": `{ "cost": {\n "regoin": "x" } }` },
      "steplint.jsonc:2: Unknown key 'regoin' in 'cost'. Did you mean 'region'?",
    ],
    [
      "a missing key",
      { "steplint.jsonc": `{ "overrides": [\n { "files": "x" } ] }` },
      "steplint.jsonc:2: 'overrides[0]' lacks 'rules'.",
    ],
    [
      "a wrong type",
      { "steplint.jsonc": `{\n "ignore": "x" }` },
      "steplint.jsonc:2: 'ignore' takes a list of strings, not 'x'.",
    ],
    [
      "a wrong word",
      { "steplint.jsonc": `{ "workflows": [{ "files": "x",\n "type": "EXPRES" }] }` },
      "steplint.jsonc:2: 'workflows[0].type' takes 'STANDARD' or 'EXPRESS', not 'EXPRES'. Did you mean 'EXPRESS'?",
    ],
    [
      "an unknown Region",
      { "steplint.jsonc": `{ "cost": { "region": "eu-west-4" } }` },
      "steplint.jsonc:1: No price is known for Region 'eu-west-4': set 'prices.per1000Transitions'. Did you mean 'eu-west-1'?",
    ],
    [
      "an unknown rule",
      { "steplint.jsonc": `{ "rules": {\n  "valid-syntax": "off",\n  "no-tight-wat": "off" } }` },
      "steplint.jsonc:3: Unknown rule 'no-tight-wat'. Did you mean 'no-tight-wait'?",
    ],
    [
      "an unknown rule in an override",
      { "steplint.jsonc": `{ "overrides": [{ "files": "x", "rules": {\n  "no-tight-wat": "off" } }] }` },
      "steplint.jsonc:2: Unknown rule 'no-tight-wat'. Did you mean 'no-tight-wait'?",
    ],
    [
      "a wrong level",
      { "steplint.jsonc": `{ "rules": {\n  "no-tight-wait": "warning" } }` },
      "steplint.jsonc:2: Rule 'no-tight-wait': the level is one of off, warn, error, not 'warning'. Did you mean 'warn'?",
    ],
    [
      "an unknown option",
      { "steplint.jsonc": `{ "rules": {\n  "no-tight-wait": [\n "warn", {\n "minSecond": 3 }] } }` },
      "steplint.jsonc:4: Rule 'no-tight-wait': unknown option 'minSecond'. Did you mean 'minSeconds'?",
    ],
    [
      "a wrong option",
      { "steplint.jsonc": `{ "rules": { "no-tight-wait": ["warn",\n { "minSeconds": "3" }] } }` },
      "steplint.jsonc:2: Rule 'no-tight-wait': option 'minSeconds' takes a number from 1 on, not '3'.",
    ],
    [
      "an unknown preset",
      { "steplint.jsonc": `{ "extends": [\n "steplint:strct" ] }` },
      "steplint.jsonc:2: Unknown preset 'steplint:strct'. Did you mean 'steplint:strict'?",
    ],
    [
      "a missing base",
      { "steplint.jsonc": `{\n "extends": "./base.json" }` },
      "steplint.jsonc:2: 'extends' names './base.json', which does not exist.",
    ],
    [
      "a mistake in a base",
      { "steplint.jsonc": `{ "extends": "./base.json" }`, "base.json": `{\n\n "x": 1 }` },
      "base.json:3: Unknown key 'x'.",
    ],
    [
      "a depth that no configuration has",
      { "steplint.jsonc": `{ "cost": ${"[".repeat(20_000)}` },
      "steplint.jsonc:1: it is nested too deeply.",
    ],
    [
      "a preset without its prefix",
      { "steplint.jsonc": `{ "extends": "strict" }` },
      "steplint.jsonc:1: 'extends' names 'strict', which does not exist. Did you mean 'steplint:strict'?",
    ],
    [
      "options in place of a level",
      { "steplint.jsonc": `{ "rules": { "no-tight-wait": { "minSeconds": 3 } } }` },
      `steplint.jsonc:1: Rule 'no-tight-wait': options stand behind a level: ["warn", {"minSeconds":3}].`,
    ],
    [
      "a number in place of a level",
      { "steplint.jsonc": `{ "rules": { "no-tight-wait": 2 } }` },
      "steplint.jsonc:1: Rule 'no-tight-wait': the level is one of off, warn, error, not 2. Did you mean 'error'?",
    ],
    [
      "a time that is none",
      { "steplint.jsonc": `{ "cost": { "assume": {\n "Wait": "5 min" } } }` },
      "steplint.jsonc:2: 'cost.assume.Wait' takes a time such as '5m', not '5 min'.",
    ],
    [
      "a rule of a plugin that is not loaded",
      { "steplint.jsonc": `{ "rules": { "mine/no-x": "off" } }` },
      "steplint.jsonc:1: Unknown rule 'mine/no-x': no configuration loads this plugin.",
    ],
    [
      "a rule of a plugin without its prefix",
      {
        ...withPlugin(`export default { name: "mine", rules: { "no-x": ${RULE} } };`),
        "steplint.jsonc": `{ "plugins": ["./mine.mjs"], "rules": { "no-x": "off" } }`,
      },
      "steplint.jsonc:1: Unknown rule 'no-x'. Did you mean 'mine/no-x'?",
    ],
    [
      "a circle",
      { "steplint.jsonc": `{ "extends": "./b.json" }`, "b.json": `{\n "extends": "./steplint.jsonc" }` },
      "b.json:2: 'extends' leads in a circle: steplint.jsonc -> b.json -> steplint.jsonc.",
    ],
    [
      "a circle of one",
      { "steplint.jsonc": `{ "extends": "./steplint.jsonc" }` },
      "steplint.jsonc:1: 'extends' leads in a circle: steplint.jsonc -> steplint.jsonc.",
    ],
    [
      "a pattern that leads out",
      { "steplint.jsonc": `{ "ignore": [ "x",\n "../y" ] }` },
      "steplint.jsonc:2: Pattern '../y' leads out of the folder of the configuration, and so matches nothing.",
    ],
    [
      "two in one folder",
      { "steplint.json": "{}", "steplint.jsonc": "{}" },
      "steplint.jsonc: steplint.json lies beside it: a folder has one configuration, so remove one.",
    ],
    [
      "code with a syntax error",
      { "steplint.config.mjs": `export default {\n  rules: [\n};\n` },
      "steplint.config.mjs:3: it cannot be loaded: SyntaxError: Unexpected token '}'.",
    ],
    [
      "code that throws",
      { "steplint.config.mjs": `\nthrow new Error("planted\\nhere");` },
      "steplint.config.mjs:2: it cannot be loaded: Error: planted.",
    ],
    [
      "code without a default export",
      { "steplint.config.mjs": `export const rules = {};` },
      "steplint.config.mjs: it has no default export: write 'export default { … }'.",
    ],
    [
      "a mistake in code",
      { "steplint.config.mjs": `export default {\n  rules: { "no-tight-wat": "off" },\n};` },
      "steplint.config.mjs:2: Unknown rule 'no-tight-wat'. Did you mean 'no-tight-wait'?",
    ],
    [
      "a missing plugin",
      { "steplint.jsonc": `{ "plugins": [\n "./mine.mjs" ] }` },
      "steplint.jsonc:2: plugin './mine.mjs' does not exist.",
    ],
    [
      "a missing package",
      { "steplint.jsonc": `{ "plugins": [\n "steplint-plugin-gone" ] }` },
      "steplint.jsonc:2: plugin 'steplint-plugin-gone' does not exist.",
    ],
    [
      "a plugin with a syntax error",
      withPlugin(`export default {\n  name: "mine"\n  rules: {},\n};`),
      "steplint.jsonc:3: plugin './mine.mjs' cannot be loaded (line 3): SyntaxError: Unexpected identifier 'rules'.",
    ],
    [
      "a plugin that throws",
      withPlugin(`throw new Error("planted");`),
      "steplint.jsonc:3: plugin './mine.mjs' cannot be loaded (line 1): Error: planted.",
    ],
    [
      "a plugin that throws nonsense",
      withPlugin(`throw "planted\\u001b[31m";`),
      "steplint.jsonc:3: plugin './mine.mjs' cannot be loaded: planted\\u001b[31m.",
    ],
    [
      "a plugin that exports nonsense",
      withPlugin(`export default 5;`),
      "steplint.jsonc:3: plugin './mine.mjs': its default export is no object such as { name: 'mine', rules: { … } }.",
    ],
    [
      "a plugin without a name",
      withPlugin(`export default { rules: {} };`),
      "steplint.jsonc:3: plugin './mine.mjs': 'name' is a word, which stands before the '/' in the ids of its rules, not undefined.",
    ],
    [
      "a plugin without rules",
      withPlugin(`export default { name: "mine" };`),
      "steplint.jsonc:3: plugin './mine.mjs': 'rules' is an object of rules by their ids.",
    ],
    [
      "a rule that is none",
      withPlugin(`export default { name: "mine", rules: { "no-x": 5 } };`),
      "steplint.jsonc:3: plugin './mine.mjs': rule 'no-x': it has no 'meta' and 'visit'.",
    ],
    [
      "a rule of another linter",
      withPlugin(`export default { name: "mine", rules: { "no-x": { meta: {}, create() {} } } };`),
      "steplint.jsonc:3: plugin './mine.mjs': rule 'no-x': it has no 'meta' and 'visit'.",
    ],
    [
      "a rule with a misspelt visitor",
      withPlugin(`export default { name: "mine", rules: { "no-x": { ...${RULE}, visit: { Taks() {} } } } };`),
      "steplint.jsonc:3: plugin './mine.mjs': rule 'no-x': there is no visitor 'Taks'. Did you mean 'Task'?",
    ],
    ...(
      [
        ["strict", `"warning"`, "'meta.strict' is 'warn', 'error' or one of them with options, not 'warning'."],
        ["url", `new URL("https://example.com")`, "'meta.url' is a text."],
        ["messages", `{ crash: "x" }`, "'meta.messages.crash' is a name that steplint uses for itself."],
      ] as const
    ).map(([key, value, message]): [string, Readonly<Record<string, string>>, string] => [
      `a rule with a wrong '${key}'`,
      withPlugin(
        `const rule = ${RULE}; rule.meta.${key} = ${value}; export default { name: "mine", rules: { "no-x": rule } };`,
      ),
      `steplint.jsonc:3: plugin './mine.mjs': rule 'no-x': ${message}`,
    ]),
    [
      "a rule with a misspelt category",
      withPlugin(
        `const rule = ${RULE}; rule.meta.category = "stile"; export default { name: "mine", rules: { "no-x": rule } };`,
      ),
      "steplint.jsonc:3: plugin './mine.mjs': rule 'no-x': 'meta.category' is one of aws, warnings, cost, timeouts, errors, data, workarounds, operations, style, not 'stile'. Did you mean 'style'?",
    ],
    [
      "two plugins of one name",
      {
        "steplint.jsonc": `{ "plugins": [ "./a.mjs",\n "./b.mjs" ] }`,
        "a.mjs": `export default { name: "mine", rules: {} };`,
        "b.mjs": `export default { name: "mine", rules: {} };`,
      },
      "steplint.jsonc:2: two plugins are called 'mine': rename one.",
    ],
    [
      "an unknown rule of a plugin",
      {
        ...withPlugin(`export default { name: "mine", rules: { "no-x": ${RULE} } };`),
        "steplint.jsonc": `{ "plugins": ["./mine.mjs"], "rules": {\n "mine/no-y": "off" } }`,
      },
      "steplint.jsonc:2: Unknown rule 'mine/no-y'. Did you mean 'mine/no-x'?",
    ],
    [
      "a rule whose options have no schema that is one",
      {
        "steplint.jsonc": `{ "plugins": ["./mine.mjs"], "rules": {\n "mine/no-x": ["warn", { "a": 1 }] } }`,
        "mine.mjs": `const rule = ${RULE}; rule.meta.schema = { a: { minimum: "x" } }; export default { name: "mine", rules: { "no-x": rule } };`,
      },
      "steplint.jsonc:2: Rule 'mine/no-x': 'meta.schema' is no JSON Schema: schema is invalid: data/properties/a/minimum must be number.",
    ],
    [
      "an option of a plugin's rule without any",
      {
        ...withPlugin(`export default { name: "mine", rules: { "no-x": ${RULE} } };`),
        "steplint.jsonc": `{ "plugins": ["./mine.mjs"], "rules": {\n "mine/no-x": ["warn", { "a": 1 }] } }`,
      },
      "steplint.jsonc:2: Rule 'mine/no-x': the rule has no options, so none is called 'a'.",
    ],
  ])("%s", (_, files, message) => {
    write({ "a.asl.json": GOOD, ...files });
    const { status, stdout, stderr } = workshop.steplint([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(`${message}\n`);
  });

  test("a configuration above the project root", () => {
    write({ "steplint.jsonc": {}, "repository/.git/HEAD": "", "repository/flows/a.asl.json": GOOD });
    const message =
      "lies above the project root 'repository', where .git is, and so does not count: move it there, name it with --config, or give --no-config.";
    expect(workshop.steplint(["repository/flows"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: `steplint.jsonc: it ${message}\n`,
    });
    expect(workshop.steplint(["repository/flows", "--no-config"]).status).toBe(0);
    expect(workshop.steplint(["repository/flows", "--config", "steplint.jsonc"]).status).toBe(0);
    write({ "repository/steplint.jsonc": {} });
    expect(workshop.steplint(["repository/flows"]).status).toBe(0);
  });

  test("a base outside the project root, by its path or through a link", () => {
    write({
      "outside.json": {},
      "repository/.git/HEAD": "",
      "repository/steplint.jsonc": `{ "extends":\n "../outside.json" }`,
      "repository/a.asl.json": GOOD,
    });
    const { status, stdout, stderr } = workshop.steplint(["repository"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      /^repository\/steplint\.jsonc:2: 'extends' names '\.\.\/outside\.json': it lies outside the project root/,
    );
    if (process.platform === "win32") return;
    write({ "repository/steplint.jsonc": `{ "extends": "./inside.json" }` });
    symlinkSync(join(workshop.folder, "outside.json"), join(workshop.folder, "repository/inside.json"));
    expect(workshop.steplint(["repository"]).stderr).toMatch(
      /^repository\/steplint\.jsonc:1: .*outside the project root/,
    );
  });

  test("a plugin outside the project root", () => {
    write({
      "outside.mjs": `console.error("ran"); export default { name: "mine", rules: {} };`,
      "repository/.git/HEAD": "",
      "repository/steplint.jsonc": `{ "plugins": [\n "../outside.mjs" ] }`,
      "repository/a.asl.json": GOOD,
    });
    const { status, stdout, stderr } = workshop.steplint(["repository"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      /^repository\/steplint\.jsonc:2: plugin '\.\.\/outside\.mjs': it lies outside the project root/,
    );
  });

  test.skipIf(process.getuid?.() !== 0)("a configuration above the working folder that another user owns", () => {
    write({ "steplint.config.mjs": `console.error("ran"); export default {};`, "here/a.asl.json": GOOD });
    chownSync(join(workshop.folder, "steplint.config.mjs"), 12_345, 12_345);
    const run = (...words: string[]) =>
      spawnSync(process.execPath, [CLI, ...words], { cwd: join(workshop.folder, "here"), encoding: "utf8" });
    expect(run()).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "../steplint.config.mjs: it belongs to another user: name it with --config, or give --no-config.\n",
    });
    expect(run("--no-config").status).toBe(0);
    expect(run("--config", "../steplint.config.mjs")).toMatchObject({ status: 0, stderr: "ran\n" });
  });

  test.each([
    ["a configuration", { "steplint.config.mjs": "await new Promise(() => {}); export default {};" }, []],
    ["a plugin", { "steplint.jsonc": { plugins: ["./p.mjs"] }, "p.mjs": "await new Promise(() => {});" }, []],
    ["a formatter", { "f.mjs": "export default () => new Promise(() => {});" }, ["--format", "./f.mjs"]],
  ])("%s that never finishes loading", (_, files, words) => {
    write({ ...files, "a.asl.json": GOOD });
    expect(workshop.steplint(words)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "A configuration, plugin or formatter never finished loading: it waits for what never happens.\n",
    });
  });

  test("a mistake in the configuration of a folder that only some files lie in", () => {
    write({ "a.asl.json": GOOD, "deep/steplint.jsonc": `{ "x": 1 }`, "deep/b.asl.json": GOOD });
    expect(workshop.steplint(["a.asl.json"]).status).toBe(0);
    expect(workshop.steplint([])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "deep/steplint.jsonc:1: Unknown key 'x'.\n",
    });
  });

  test("a configuration of a folder without any definition", () => {
    write({ "steplint.jsonc": `{ "x": 1 }` });
    expect(workshop.steplint([])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "steplint.jsonc:1: Unknown key 'x'.\n",
    });
  });
});

describe("--print-config", () => {
  test("prints what counts for a file, as a configuration of its own", () => {
    write({
      "steplint.jsonc": {
        extends: ["steplint:strict", "./base.json"],
        overrides: [{ files: "legacy/**", rules: { "no-tight-wait": "off" } }],
        workflows: [{ files: "x", type: "EXPRESS" }],
        ignore: ["build/"],
      },
      "base.json": { rules: { "no-tight-wait": ["error", { minSeconds: 60 }] }, cost: { region: "eu-west-1" } },
    });
    const printed = (file: string): unknown => JSON.parse(workshop.steplint(["--print-config", file]).stdout);
    expect(printed("a.asl.json")).toMatchObject({
      extends: [],
      rules: {
        "no-tight-wait": ["error", { minSeconds: 60 }],
        "valid-syntax": "error",
        "require-disable-reason": "off",
      },
      workflows: [{ files: ["x"], type: "EXPRESS" }],
      ignore: ["build/"],
      cost: { region: "eu-west-1" },
    });
    expect(printed("legacy/a.asl.json")).toMatchObject({ rules: { "no-tight-wait": "off" } });
    expect(workshop.steplint(["--print-config", "."]).stdout).toBe(
      workshop.steplint(["--print-config", "a.json"]).stdout,
    );
    const before = workshop.steplint(["--print-config", "a.asl.json"]).stdout;
    write({ "printed.json": before });
    expect(workshop.steplint(["--print-config", "a.asl.json", "--config", "printed.json"]).stdout).toBe(before);
  });
});
