import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { type ParseError, parse } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { formatters } from "../../src/formatters/all-formatters.ts";
import { rules } from "../../src/rules/index.ts";
import { configSchemaUrl } from "../../src/util/project.ts";
import { GOOD, useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

const has = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

describe("explain", () => {
  test("prints the page of a rule, without the marks of its generated parts", () => {
    for (const id of Object.keys(rules)) {
      const { status, stdout } = workshop.steplint(["explain", id]);
      expect({ id, status }).toEqual({ id, status: 0 });
      expect(stdout).toContain(`# ${id}\n\n> ${rules[id]?.meta.description}.\n`);
      expect(stdout).toContain("\n## Incorrect\n");
      expect(stdout).not.toContain("<!--");
    }
  });

  test("prints headings bold in colour", () => {
    expect(workshop.steplint(["explain", "no-tight-wait", "--color"]).stdout).toContain(
      "\u001b[1m## Incorrect\u001b[22m",
    );
  });

  test("lists all rules with their levels in this folder", () => {
    workshop.write("steplint.jsonc", `{ "plugins": ["./mine.mjs"], "rules": { "no-tight-wait": "error" } }`);
    workshop.write(
      "mine.mjs",
      `export default { name: "mine", rules: { "no-x": { meta: { type: "problem", category: "style",
        description: "Disallow x\\u001b[2J", recommended: false, fixable: true, url: "https://example.com/no-x", deprecated: "use y",
        defaultOptions: { most: 3 }, messages: { found: "'{{name}}' is x.", soft: { text: "Soft.", severity: "warn" } } }, visit: {} } } };`,
    );
    const lines = workshop.steplint(["explain"]).stdout.trim().split("\n");
    expect(lines.map((line) => line.split(/ +/)[0])).toEqual([...Object.keys(rules), "mine/no-x"]);
    expect(lines.find((line) => line.startsWith("no-tight-wait"))).toMatch(/^no-tight-wait +error {2}\w/);
    expect(lines.find((line) => line.startsWith("require-disable-reason"))).toMatch(/ off {4}Require a reason/);
    expect(lines.at(-1)).toMatch(/^mine\/no-x +off {4}Disallow x\\u001b\[2J$/);
    expect(workshop.steplint(["explain", "mine/no-x"]).stdout).toBe(`# mine/no-x

> Disallow x\\u001b[2J.

Category: style · recommended: off · fixable with \`--fix\`

Deprecated: use y

## Messages

- '{{name}}' is x.
- Soft.

## Options

- most: 3

https://example.com/no-x
`);
  });

  test("prints a page whatever the configuration says, and no table with a broken one", () => {
    workshop.write("steplint.jsonc", "{");
    expect(workshop.steplint(["explain", "no-tight-wait"]).status).toBe(0);
    expect(workshop.steplint(["explain"])).toMatchObject({ status: 2, stdout: "" });
    expect(workshop.steplint(["explain", "--no-config"]).status).toBe(0);
  });

  test.each([
    [["explain", "no-tihgt-wait"], "Unknown rule 'no-tihgt-wait'. Did you mean 'no-tight-wait'?\n"],
    [["explain", "no-tight-wait", "valid-syntax"], "'explain' takes one rule.\n"],
  ])("refuses %j", (words, stderr) => {
    expect(workshop.steplint(words)).toMatchObject({ status: 2, stdout: "", stderr });
  });
});

describe("init", () => {
  test("writes a configuration with comments that changes nothing", () => {
    workshop.write("a.json", GOOD);
    const before = workshop.steplint(["--print-config", "a.json"]).stdout;
    expect(workshop.steplint(["init"])).toMatchObject({ status: 0, stdout: "", stderr: "Wrote steplint.jsonc.\n" });
    expect(workshop.steplint(["--print-config", "a.json"]).stdout).toBe(before);
    const text = workshop.read("steplint.jsonc").toString();
    expect(text).toContain(`"$schema": "${configSchemaUrl}"`);
    expect(text.match(/^ *\/\/ /gm)?.length).toBeGreaterThan(5);
  });

  test("shows settings that are right once they are taken out of their comments", () => {
    workshop.steplint(["init"]);
    const text = workshop.read("steplint.jsonc").toString();
    const uncommented = text.replace(/^( +)\/\/ (?=["{])/gm, "$1");
    expect(uncommented.length).toBeLessThan(text.length);
    const errors: ParseError[] = [];
    const config = parse(uncommented, errors, { allowTrailingComma: true });
    expect(errors).toEqual([]);
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/config.schema.json"), "utf8"));
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(config), JSON.stringify(validate.errors)).toBe(true);
    expect(Object.keys(config)).toEqual(["$schema", "extends", "rules", "overrides", "ignore", "workflows"]);
    workshop.write("steplint.jsonc", uncommented);
    expect(workshop.steplint([]).status).toBe(0);
  });

  test("points at the schema of the installed version", () => {
    workshop.write("node_modules/steplint/schema/config.schema.json", "{}");
    workshop.steplint(["init"]);
    expect(workshop.read("steplint.jsonc").toString()).toContain(
      `"$schema": "./node_modules/steplint/schema/config.schema.json"`,
    );
  });

  test.each(["steplint.jsonc", "steplint.json", "steplint.config.mjs"])(
    "never overwrites, nor stands beside %s",
    (name) => {
      workshop.write(name, "{}");
      expect(workshop.steplint(["init"])).toMatchObject({
        status: 2,
        stderr: `${name} is there already, and 'init' never overwrites.\n`,
      });
      expect(workshop.read(name).toString()).toBe("{}");
      expect(readdirSync(workshop.folder)).toEqual([name]);
    },
  );

  test("takes no path", () => {
    expect(workshop.steplint(["init", "here"])).toMatchObject({
      status: 2,
      stderr: "'init' takes no path: it writes steplint.jsonc into the current folder.\n",
    });
  });
});

describe("completion", () => {
  /** What bash offers for the last of these words. */
  function offered(...words: string[]): string[] {
    const script = `${workshop.steplint(["completion", "bash"]).stdout}
      COMP_WORDS=(steplint ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}
      _steplint; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout.split("\n").filter((word) => word !== "");
  }

  test.skipIf(!has("bash"))("offers in bash flags, verbs, rules and formats", () => {
    expect(offered("--fi")).toEqual(["--fix", "--fix-dry-run"]);
    expect(offered("--no-c")).toEqual(["--no-config", "--no-color"]);
    expect(offered("ex")).toEqual(["explain"]);
    expect(offered("a.json", "ex")).toEqual([]);
    expect(offered("explain", "no-t")).toEqual(["no-tight-wait"]);
    expect(offered("explain", "--no-")).toEqual(["--no-config", "--no-color"]);
    expect(offered("--only", "require-ta")).toEqual(["require-task-timeout"]);
    expect(offered("--format", "")).toEqual(Object.keys(formatters));
    expect(offered("completion", "")).toEqual(["bash", "zsh", "fish"]);
    expect(offered("--format", "=")).toEqual(Object.keys(formatters));
    expect(offered("--format", "=", "js")).toEqual(["json"]);
    expect(offered("graph", "--format", "")).toEqual(["mermaid", "dot"]);
    expect(offered("graph", "--format", "=", "d")).toEqual(["dot"]);
    expect(offered("graph", "--no-")).toEqual(["--no-config", "--no-inline-config"]);
    expect(offered("graph", "")).toEqual([]);
    expect(offered("co")).toEqual(["cost", "completion"]);
    expect(offered("cost", "--format", "")).toEqual(["text", "json", "markdown"]);
    expect(offered("cost", "--format", "=", "m")).toEqual(["markdown"]);
    expect(offered("cost", "--ex")).toEqual(["--executions"]);
    expect(offered("cost", "a.json", "--as")).toEqual(["--assume"]);
    expect(offered("cost", "--fi")).toEqual([]);
    expect(offered("cost", "--no-")).toEqual(["--no-config", "--no-gitignore"]);
    expect(offered("cost", "--compare", "x")).toEqual([]);
    expect(offered("--assu")).toEqual([]);
    expect(offered("cost", "")).toEqual([]);
    expect(offered("init", "")).toEqual([]);
    expect(offered("--config", "x")).toEqual([]);
  });

  test.each(["bash", "zsh", "fish"])("prints a script that %s can read", (shell) => {
    const { status, stdout } = workshop.steplint(["completion", shell]);
    expect(status).toBe(0);
    expect(stdout).toContain("fix-dry-run");
    expect(stdout).toContain("no-tight-wait");
    expect(stdout).toContain("mermaid dot");
    expect(stdout).toContain("text json markdown");
    expect(stdout).toContain("executions");
    if (!has(shell)) return;
    workshop.write("script", stdout);
    expect(spawnSync(shell, ["-n", "script"], { cwd: workshop.folder, encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  test.each([
    [["completion"], "'completion' takes one of bash, zsh, fish.\n"],
    [["completion", "fihs"], "'completion' takes one of bash, zsh, fish, not 'fihs'. Did you mean 'fish'?\n"],
    [["completion", "bash", "zsh"], "'completion' takes one of bash, zsh, fish, not 'bash zsh'.\n"],
  ])("refuses %j", (words, stderr) => {
    expect(workshop.steplint(words)).toMatchObject({ status: 2, stdout: "", stderr });
  });
});

describe("a verb", () => {
  test("is one as the first word alone", () => {
    workshop.write("explain", GOOD);
    workshop.write("init/a.json", GOOD);
    expect(workshop.lintedPaths(["./explain"])).toEqual(["explain"]);
    expect(workshop.lintedPaths(["--quiet", "init"])).toEqual(["init/a.json"]);
  });
});
