import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flags, helpText, parseArguments, verbs } from "../../src/cli/options.ts";
import { formatters } from "../../src/formatters/all-formatters.ts";

describe("arguments", () => {
  test("are flags and paths in any order", () => {
    const { flags: given, paths } = parseArguments([
      "a.json",
      "--quiet",
      "--format",
      "json",
      "b.json",
      "--only=x",
      "--only",
      "y",
    ]);
    expect(paths).toEqual(["a.json", "b.json"]);
    expect(given).toMatchObject({ quiet: true, fix: false, format: ["json"], only: ["x", "y"] });
    expect(given["max-warnings"]).toBeUndefined();
  });

  test("are paths behind '--', and '-' is always one", () => {
    expect(parseArguments(["-", "--", "--quiet"]).paths).toEqual(["-", "--quiet"]);
  });

  test("may be short", () => {
    expect(parseArguments(["-h"]).flags.help).toBe(true);
    expect(parseArguments(["-v"]).flags.version).toBe(true);
  });

  test("count by the last where a flag takes one value", () => {
    expect(parseArguments(["--max-warnings", "1", "--max-warnings=2"]).flags["max-warnings"]).toBe("2");
    expect(parseArguments(["--color", "--no-color"]).flags.color).toBe(false);
    expect(parseArguments([]).flags.color).toBeUndefined();
  });

  test("keep an equals sign in a value", () => {
    expect(parseArguments(["--format=json=out.json"]).flags.format).toEqual(["json=out.json"]);
  });

  test("may begin with a verb", () => {
    expect(parseArguments(["explain", "no-tight-wait", "--debug"])).toMatchObject({
      verb: "explain",
      paths: ["no-tight-wait"],
    });
    expect(
      parseArguments(["cost", "a.json", "--assume", "A=1", "--assume=B=2", "--region", "eu-west-1"]),
    ).toMatchObject({
      verb: "cost",
      flags: { assume: ["A=1", "B=2"], region: "eu-west-1" },
      paths: ["a.json"],
    });
    expect(parseArguments(["./explain"])).toMatchObject({ verb: "lint", paths: ["./explain"] });
    expect(parseArguments(["lint"])).toMatchObject({ verb: "lint", paths: ["lint"] });
    expect(parseArguments(["toString"])).toMatchObject({ verb: "lint", paths: ["toString"] });
  });

  test.each([
    [["init", "--quiet"], "'--quiet' does not go with 'init'."],
    [["--fail-over", "1"], "'--fail-over' does not go with 'lint'."],
    [["cost", "--fix"], "'--fix' does not go with 'cost'."],
    [["--qiet"], "Unknown flag '--qiet'. Did you mean '--quiet'?"],
    [["-fix"], "Unknown flag '-fix'. Did you mean '--fix'?"],
    [["--no-colour"], "Unknown flag '--no-colour'. Did you mean '--no-color'?"],
    [["-x"], "Unknown flag '-x'."],
    [["-undefined"], "Unknown flag '-undefined'."],
    [["--toString"], "Unknown flag '--toString'."],
    [["--quiet=yes"], "'--quiet' takes no value."],
    [["--format"], "'--format' needs a value: --format <name>[=<file>]"],
    [["--format="], "'--format' needs a value: --format <name>[=<file>]"],
    [["--only", "--quiet"], "'--only' needs a value: --only <id>"],
  ])("%j are refused", (words, message) => {
    expect(() => parseArguments(words)).toThrow(expect.objectContaining({ name: "UsageError", message }));
  });
});

describe("the help", () => {
  test("names every flag on a line that fits a terminal", () => {
    const lines = helpText().split("\n");
    for (const name of Object.keys(flags)) expect(lines.some((line) => line.includes(`--${name}`))).toBe(true);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.length).toBeLessThanOrEqual(50);
  });

  test("says in one column what verbs and flags do", () => {
    const columns = helpText().match(/^ {2}\S.*? {2,}(?=[A-Z])|^ {6}--.*? {2,}(?=[A-Z])/gm);
    expect(columns?.length).toBeGreaterThan(Object.keys(verbs).length);
    expect(new Set(columns?.map((column) => column.length))).toHaveLength(1);
  });

  test("names every verb and every format", () => {
    const help = helpText();
    for (const { usage } of Object.values(verbs)) expect(help).toContain(`steplint ${usage}`);
    for (const name of verbs.graph.formats) expect(help).toMatch(new RegExp(`of 'graph':[^.]*\\b${name}\\b`));
    for (const name of verbs.cost.formats) expect(help).toMatch(new RegExp(`of 'cost':[^.;]*\\b${name}\\b`));
    for (const name of Object.keys(formatters)) expect(help).toMatch(new RegExp(`Formats: [^.]*\\b${name}\\b`));
  });
});

describe("every flag", () => {
  const folder = join(import.meta.dirname, "..");
  const tests = ["cli.test.ts", ...readdirSync(join(folder, "cli")).map((name) => join("cli", name))]
    .filter((name) => name.endsWith(".test.ts") && !name.endsWith("options.test.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");

  test.each(Object.keys(flags))("--%s is tried through the built command line", (name) => {
    expect(tests).toMatch(new RegExp(`"--${name}["=]`));
  });
});
