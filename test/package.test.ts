import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { version } from "../src/util/project.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const BROKEN = `{ "StartAt": "Doen", "States": { "Done": { "Type": "Succeed" } } }`;

const TERRAFORM = `resource "aws_sfn_state_machine" "flow" {
  definition = jsonencode({ StartAt = "Doen", States = { Done = { Type = "Succeed" } } })
}
`;

let folder: string;

/** Installs the package as its users do, into an empty folder. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "steplint-package-"));
  npm(root, "pack", "--ignore-scripts", "--pack-destination", folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(join(folder, "package.json"), `{ "type": "module", "private": true }`);
  npm(folder, "install", "--offline", "--no-audit", "--no-fund", join(folder, tarball));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function npm(cwd: string, ...words: string[]): void {
  execFileSync("npm", words, { cwd, stdio: ["ignore", "ignore", "pipe"], shell: process.platform === "win32" });
}

function run(program: string, ...words: string[]): string {
  return execFileSync(program, words, { cwd: folder, encoding: "utf8" });
}

/** What a program prints, also where it fails. */
function runOrOutput(program: string, ...words: string[]): string {
  const { stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: "utf8" });
  return stdout + stderr;
}

function runModule(code: string): string {
  writeFileSync(join(folder, "test.mjs"), code);
  return run(process.execPath, "test.mjs");
}

describe("the packed package", () => {
  test("installs nothing but itself", () => {
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["steplint"]);
  });

  test("has a command that lints", () => {
    mkdirSync(join(folder, "flows"), { recursive: true });
    writeFileSync(join(folder, "flows/a.asl.yaml"), "StartAt: A\nStates: { A: { Type: Succeed } }\n");
    const steplint = join(folder, "node_modules/.bin/steplint");
    expect(run(steplint, "--version")).toBe(`${version}\n`);
    expect(run(steplint, "flows")).toBe("1 definition in 1 file, no problems\n");
    expect(run(steplint, "**/*.yaml")).toBe("1 definition in 1 file, no problems\n");
  });

  test("reads Terraform, with what it needs inside", async () => {
    mkdirSync(join(folder, "infra"), { recursive: true });
    writeFileSync(join(folder, "infra/main.tf"), TERRAFORM);
    const steplint = join(folder, "node_modules/.bin/steplint");
    expect(runOrOutput(steplint, "infra/main.tf", "--format", "unix")).toMatch(
      /^infra\/main\.tf:2:39: 'StartAt' names 'Doen'/,
    );
    const code = `
      const { problems } = await lint(${JSON.stringify(TERRAFORM)}, { path: "main.tf" });
      console.log(problems.map(({ ruleId }) => ruleId).join());
    `;
    expect(runModule(`import { lint } from "steplint/core"; ${code}`)).toBe("valid-transition\n");
  });

  test("offers Steplint", () => {
    writeFileSync(join(folder, "broken.asl.json"), BROKEN);
    const output = runModule(`
      import { defineRule, Steplint } from "steplint";
      const { report, failures } = await new Steplint({ only: ["valid-transition"] }).lintFiles(["broken.asl.json"]);
      console.log(typeof defineRule, failures.length, report.results[0].problems[0].ruleId);
    `);
    expect(output).toBe("function 0 valid-transition\n");
  });

  test("finds files for programs, too", () => {
    mkdirSync(join(folder, "more"), { recursive: true });
    writeFileSync(join(folder, "more/a.asl.json"), BROKEN);
    const output = runModule(`
      import { Steplint } from "steplint";
      const { report, failures } = await new Steplint().lintFiles(["more", "more/*.json"]);
      console.log(failures.length, report.results.map(({ filePath }) => filePath).join());
    `);
    expect(output).toBe("0 more/a.asl.json\n");
  });

  test("offers lint() for a text", () => {
    const output = runModule(`
      import { lint } from "steplint/core";
      const json = await lint(${JSON.stringify(BROKEN)}, { path: "a.json" });
      const yaml = await lint("StartAt: A\\nStates: { A: { Type: Succeed } }\\n", { path: "a.yaml" });
      console.log(json.problems.some((problem) => problem.ruleId === "valid-transition"), yaml.problems.length);
    `);
    expect(output).toBe("true 0\n");
  });

  test("offers lint() with the settings of Steplint and further rules", () => {
    const output = runModule(`
      import { defineRule, lint } from "steplint/core";
      const mine = defineRule({
        meta: { type: "problem", category: "style", description: "x", recommended: false, messages: { found: "Found." } },
        visit: { State(state, { report }) { report({ at: state.nameRange, messageId: "found" }); } },
      });
      const rules = { "valid-transition": "off", "no-unreachable-state": ["warn"], mine: "error" };
      const { problems } = await lint(${JSON.stringify(BROKEN)}, { rules, plugins: { mine } });
      console.log(problems.map(({ ruleId, severity }) => ruleId + " " + severity).join(", "));
      await lint("{}", { rules: { "valid-transitoin": "off" } }).catch(({ name, message }) => console.log(name, message));
    `);
    expect(output).toBe("mine error\nUsageError Unknown rule 'valid-transitoin'. Did you mean 'valid-transition'?\n");
  });

  test("offers a core that browsers can bundle", async () => {
    const { errors, outputFiles } = await build({
      stdin: { contents: `export { lint } from "steplint/core";`, resolveDir: folder },
      bundle: true,
      write: false,
      platform: "browser",
      format: "esm",
      logLevel: "silent",
    });
    expect(errors).toEqual([]);
    expect(outputFiles[0]?.text).not.toMatch(/from "node:/);
  });

  test("offers presets and directives to lint()", async () => {
    const output = runModule(`
      import { lint } from "steplint/core";
      const text = "# steplint-disable valid-transition -- why\\nStartAt: B\\nStates: { A: { Type: Succeed } }\\n";
      const found = async (options) => (await lint(text, { path: "a.asl.yaml", ...options })).problems
        .map(({ ruleId, suppressed }) => ruleId + (suppressed ? " silenced" : "")).join(", ");
      console.log(await found({}));
      console.log(await found({ inlineConfig: false }));
      console.log(await found({ extends: [] }));
      console.log(await found({ extends: ["steplint:all"], rules: { "valid-transition": "off" } }));
    `);
    expect(output).toBe("valid-transition silenced\nvalid-transition\n\n\n");
  });

  test("offers nothing of how it works inside", () => {
    const names = runModule(`console.log(Object.keys(await import("steplint")).sort().join(" "));`);
    expect(names).toBe("Steplint defineConfig defineRule lint rules\n");
  });

  test("offers testRule()", () => {
    expect(runModule(`import { testRule } from "steplint/testing"; console.log(typeof testRule);`)).toBe("function\n");
  });

  test("has types that a strict project without other packages can use", () => {
    writeFileSync(
      join(folder, "use.ts"),
      `import { defineRule, type Problem, type RuleEntry, type Run, Steplint, type SteplintOptions } from "steplint";
       import { lint } from "steplint/core";
       import { testRule } from "steplint/testing";

       const rule = defineRule({
         meta: { type: "problem", category: "style", description: "x", recommended: false, messages: { found: "{{name}}" } },
         visit: {
           Task(task, { report }) {
             report({ at: task.nameRange, messageId: "found", data: { name: task.name } });
             // @ts-expect-error: the message needs its data
             report({ at: task.nameRange, messageId: "found" });
           },
         },
       });
       const rules: Record<string, RuleEntry> = { "no-tight-wait": ["warn", { minSeconds: 5 }] };
       const options: SteplintOptions = { rules };
       const { report }: Run = await new Steplint(options).lintFiles();
       export const problems: readonly Problem[] = report.results.flatMap((result) => result.problems);
       export const line: number | undefined = (await lint("{}", { rules, plugins: { rule } }))?.problems[0]?.line;
       testRule("mine", rule, { valid: [], invalid: [] });
      `,
    );
    const compilerOptions = { strict: true, noEmit: true, module: "nodenext", target: "es2023", types: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    expect(runOrOutput(process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", ".")).toBe("");
  }, 30_000);

  test("carries the licences of what it bundles", () => {
    const notices = readFileSync(join(folder, "node_modules/steplint/THIRD-PARTY-NOTICES"), "utf8");
    const bundled = ["ajv", "brace-expansion", "diff", "ignore", "import-meta-resolve", "jsonata", "jsonc-parser"];
    for (const name of [
      ...bundled,
      "picocolors",
      "picomatch",
      "@tree-sitter-grammars/tree-sitter-hcl",
      "web-tree-sitter",
      "yaml",
    ]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
    }
  });

  test("names no place of the machine it was built on", () => {
    for (const name of readdirSync(join(folder, "node_modules/steplint/dist"), { recursive: true, encoding: "utf8" })) {
      if (!/\.c?js$/.test(name)) continue;
      expect(readFileSync(join(folder, "node_modules/steplint/dist", name), "utf8")).not.toContain(root);
    }
  });
});
