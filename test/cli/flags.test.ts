import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BROKEN, CLI, GOOD, TRAILING_COMMA, useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

const hasGit = spawnSync("git", ["--version"]).status === 0;

describe("--fix-dry-run", () => {
  const DIFF = `--- a/flows/a.json
+++ b/flows/a.json
@@ -1,1 +1,1 @@
-${TRAILING_COMMA.trimEnd()}
+${GOOD.trimEnd()}
`;

  test("prints what --fix would change, and the report of what is left to standard error", () => {
    workshop.write("flows/a.json", TRAILING_COMMA);
    workshop.write("b.json", BROKEN);
    const { status, stdout, stderr } = workshop.steplint(["--fix-dry-run"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: DIFF });
    expect(stderr).toContain("b.json:1:14  error");
    expect(stderr).toContain("1 error in 2 definitions (2 files)\n--fix would mend 1 problem.\n");
    expect(workshop.read("flows/a.json").toString()).toBe(TRAILING_COMMA);
  });

  test("prints the diff of standard input", () => {
    const { stdout, status } = workshop.steplint(["-", "--fix-dry-run", "--stdin-filename", "flows/a.json"], {
      input: TRAILING_COMMA,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: DIFF });
  });

  test("prints nothing where there is nothing to mend", () => {
    workshop.write("a.json", GOOD);
    expect(workshop.steplint(["--fix-dry-run"])).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "1 definition in 1 file, no problems\n",
    });
  });

  test.skipIf(!hasGit)("prints what git applies, whatever the lines end with and the files are called", () => {
    execFileSync("git", ["init", "-q"], { cwd: workshop.folder });
    const texts = {
      "a b.json": TRAILING_COMMA,
      "crlf.json": TRAILING_COMMA.replaceAll(" ", "\r\n"),
      "open.json": TRAILING_COMMA.trimEnd(),
      "mark.json": `\ufeff${TRAILING_COMMA}`,
      ...(process.platform === "win32" ? {} : { "a\n+++ b/c.json": TRAILING_COMMA }),
    };
    for (const [path, text] of Object.entries(texts)) workshop.write(path, text);
    const { stdout } = workshop.steplint(["--fix-dry-run"]);
    execFileSync("git", ["apply", "-"], { cwd: workshop.folder, input: stdout });
    const applied = Object.keys(texts).map((path) => workshop.read(path).toString());
    for (const [path, text] of Object.entries(texts)) workshop.write(path, text);
    workshop.steplint(["--fix"]);
    expect(applied).toEqual(Object.keys(texts).map((path) => workshop.read(path).toString()));
    expect(applied[0]).toBe(GOOD);
  });
});

describe("--list", () => {
  test("prints files and definitions, and lints nothing", () => {
    workshop.write("a.json", BROKEN);
    workshop.write("b/c.asl.yaml", "not: [closed");
    workshop.write("other.json", "{}");
    expect(workshop.steplint(["--list"])).toMatchObject({
      status: 0,
      stdout: "a.json\n  asl\nb/c.asl.yaml\n  asl\n\n2 definitions in 2 files\n",
      stderr: "",
    });
    expect(workshop.steplint(["--list", "other.json", "a.json"])).toMatchObject({
      status: 2,
      stdout: "a.json\n  asl\n\n1 definition in 1 file\n",
      stderr: "other.json: it holds no state machine definition.\n",
    });
    expect(workshop.steplint(["--list", "-"], { input: GOOD }).stdout).toBe(
      "<stdin>\n  asl\n\n1 definition in 1 file\n",
    );
  });

  test("prints a report without problems as JSON, and mends nothing", () => {
    workshop.write("a.json", TRAILING_COMMA);
    const { stdout } = workshop.steplint(["--list", "--format", "json", "--fix"]);
    expect(JSON.parse(stdout).results).toEqual([
      {
        filePath: "a.json",
        definitions: [{ name: null, host: "asl", type: null, pointer: "", file: "a.json" }],
        problems: [],
      },
    ]);
    expect(workshop.read("a.json").toString()).toBe(TRAILING_COMMA);
  });

  test("says where there is nothing", () => {
    expect(workshop.steplint(["--list"])).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "No state machine definition found in the current folder.\n",
    });
  });
});

describe("--stats", () => {
  test("tells times of work and rules on standard error, and leaves the report alone", () => {
    workshop.write("a.json", BROKEN);
    const { stdout, stderr } = workshop.steplint(["--stats"]);
    expect(stdout).toBe(workshop.steplint([]).stdout);
    expect(stderr).toMatch(/^\nWork +ms +share +calls\n/);
    expect(stderr).toMatch(/^finding files +[\d.]+ +\d+ % +1$/m);
    expect(stderr).toMatch(/^formatting +[\d.]+ +\d+ % +1$/m);
    expect(stderr).toMatch(/\n\nSlowest rules +ms +share +calls\n(?:[\w-]+ +[\d.]+ +\d+ % +\d+\n)+$/);
  });
});

describe("--debug", () => {
  test("tells on standard error which settings and files count", () => {
    workshop.write("steplint.jsonc", `{ "extends": "./base.json", "plugins": ["./mine.mjs"] }`);
    workshop.write("base.json", "{}");
    workshop.write("mine.mjs", `export default { name: "mine", rules: {} };`);
    workshop.write("a.asl.json", GOOD);
    workshop.write("b.json", "{}");
    const { stdout, stderr } = workshop.steplint(["--debug"]);
    expect(stdout).toBe("1 definition in 1 file, no problems\n");
    const lines = stderr
      .trim()
      .split("\n")
      .map((line) => line.replace(/^\[\d+ ms\] /, ""));
    expect(lines).toEqual([
      "configuration base.json -> steplint.jsonc",
      "plugin mine.mjs",
      "3 files to look at",
      "b.json: no definition",
      "base.json: no definition",
      // Definitions wait until all are known that refer to them.
      expect.stringMatching(/^a\.asl\.json: 0 problems by \d+ rules, found$/),
    ]);
    expect(workshop.steplint(["--debug", "--no-config"]).stderr).toContain(
      "no configuration file: the preset steplint:recommended counts",
    );
  });
});

describe("--ignore-pattern", () => {
  test("takes alternatives in braces, as configurations do", () => {
    for (const path of ["a/x.json", "b/x.json", "c/x.json"]) workshop.write(path, GOOD);
    expect(workshop.lintedPaths(["--ignore-pattern", "{a,b}/"])).toEqual(["c/x.json"]);
  });
});

describe("--format", () => {
  test("takes a module of one's own, for standard output and for files", () => {
    workshop.write(
      "mine.mjs",
      `export default ({ results, rules, summary }, { color }) =>
         results.map(({ filePath, problems }) => filePath + " " + problems.length + "\\n").join("") +
         rules.length + " " + summary.errors + " " + color + "\\n";`,
    );
    workshop.write("a.json", BROKEN);
    const { status, stdout } = workshop.steplint(["--format", "./mine.mjs", "--only", "valid-transition"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "a.json 1\n1 1 false\n" });
    const both = workshop.steplint([
      "--format",
      "mine.mjs=out/mine.txt",
      "--format",
      "unix",
      "--only",
      "valid-transition",
    ]);
    expect(both.stdout).toMatch(/^a\.json:1:14: .* \[error\/valid-transition\]\n$/);
    expect(workshop.read("out/mine.txt").toString()).toBe("a.json 1\n1 1 false\n");
  });

  test("that fails keeps no other from being written, nor what else there is to say", () => {
    workshop.write("mine.mjs", `export default () => { throw new Error("planted"); };`);
    workshop.write("a.json", TRAILING_COMMA);
    const words = ["--format", "./mine.mjs", "--format", "json=out.json", "--fix", "a.json", "gone.json"];
    expect(workshop.steplint(words)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "Fixed 1 problem.\ngone.json: no such file or folder.\nformatter './mine.mjs' failed: planted\n",
    });
    expect(JSON.parse(workshop.read("out.json").toString()).summary.errors).toBe(0);
  });

  test("takes a package, as one that is installed", () => {
    workshop.write("node_modules/steplint-formatter-short/package.json", `{ "exports": "./index.cjs" }`);
    workshop.write("node_modules/steplint-formatter-short/index.cjs", `module.exports = () => "short\\n";`);
    workshop.write("a.json", GOOD);
    expect(workshop.steplint(["--format", "steplint-formatter-short"]).stdout).toBe("short\n");
  });

  test("waits for a formatter that promises its text", () => {
    workshop.write("mine.mjs", `export default async () => "later\\n";`);
    workshop.write("a.json", GOOD);
    expect(workshop.steplint(["--format", "./mine.mjs"]).stdout).toBe("later\n");
  });

  test.each([
    [`export default 5;`, "formatter './mine.mjs': its default export is no function of a report.\n"],
    [`export default () => 5;`, "./mine.mjs: the formatter gave no text.\n"],
    [`export default () => { throw new Error("planted"); };`, "formatter './mine.mjs' failed: planted\n"],
    [`export default {`, "formatter './mine.mjs' cannot be loaded (line 1): SyntaxError: Unexpected end of input.\n"],
  ])("ends with 2 where the module is none: %s", (text, stderr) => {
    workshop.write("mine.mjs", text);
    workshop.write("a.json", GOOD);
    expect(workshop.steplint(["--format", "./mine.mjs"])).toMatchObject({ status: 2, stdout: "", stderr });
  });

  test.each(["frame", "stylish", "unix", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown"])(
    "knows %s",
    (format) => {
      workshop.write("a.json", BROKEN);
      const { status, stdout, stderr } = workshop.steplint(["--format", format, "--only", "valid-transition"]);
      expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
      expect(stdout).toContain("valid-transition");
    },
  );

  test("adds annotations to frames in GitHub Actions, unless a format is named", () => {
    workshop.write("a.json", BROKEN);
    const env = { GITHUB_ACTIONS: "true" };
    const frames = workshop.steplint(["--only", "valid-transition"]).stdout;
    const { stdout } = workshop.steplint(["--only", "valid-transition"], { env });
    expect(stdout.startsWith(frames)).toBe(true);
    expect(stdout.slice(frames.length)).toMatch(/^::error file=a\.json,line=1,.*::'StartAt' names 'Doen'.*\n$/);
    expect(workshop.steplint(["--only", "valid-transition", "--format", "frame"], { env }).stdout).toBe(frames);
  });

  const hostile = "a\n::error file=x::b%0A\u001b[2J.json";
  test
    .skipIf(process.platform === "win32")
    .each(["frame", "stylish", "unix", "github", "markdown", "junit", "checkstyle"])(
    "%s lets no name forge a line",
    (format) => {
      const forged = { Type: "Pass", Next: "B\n::error::forged\u001b[2J" };
      workshop.write(
        hostile,
        JSON.stringify({ StartAt: "A", States: { A: forged, "\n::warning::x": { Type: "Succeed" } } }),
      );
      const { status, stdout } = workshop.steplint(["--format", format]);
      expect([status, stdout.includes("forged")]).toEqual([1, true]);
      expect(stdout).not.toMatch(/^::error(?: file=x)?::/m);
      expect(stdout).not.toMatch(/^::warning::x/m);
      expect(stdout).not.toContain("\u001b");
    },
  );
});

describe.skipIf(process.platform === "win32")("a path that looks like a command", () => {
  test.each(["frame", "stylish", "unix"])("begins no line of %s as it is", (format) => {
    workshop.write("::stop-commands::x.json", BROKEN);
    const { stdout } = workshop.steplint(["--format", format]);
    expect(stdout).toContain("./::stop-commands::x.json");
    expect(stdout).not.toMatch(/^::/m);
    expect(workshop.steplint(["--list"]).stdout).toMatch(/^\.\/::stop/);
  });
});

const hasScript = process.platform === "linux" && existsSync("/usr/bin/script");

describe("progress", () => {
  const slow = `export default { name: "slow", rules: { "slow": {
    meta: { type: "problem", category: "style", description: "x", recommended: "warn", messages: { a: "A" } },
    visit: { StateMachine() { const end = Date.now() + 600; while (Date.now() < end); } } } } };`;

  test.skipIf(!hasScript)(
    "shows on a terminal when a run takes longer than a second, and is gone in the end",
    () => {
      workshop.write("steplint.jsonc", `{ "plugins": ["./slow.mjs"] }`);
      workshop.write("slow.mjs", slow);
      for (const name of ["a", "b", "c"]) workshop.write(`${name}.json`, GOOD);
      const { stdout } = spawnSync("script", ["-qec", `"${process.execPath}" "${CLI}"`, "/dev/null"], {
        cwd: workshop.folder,
        encoding: "utf8",
        env: { PATH: process.env.PATH, TERM: "xterm", NO_COLOR: "1" },
      });
      expect(stdout).toContain("\r\u001b[K2 of 3 files");
      expect(stdout.slice(stdout.lastIndexOf("\u001b[K"))).toBe("\u001b[K3 definitions in 3 files, no problems\r\n");
      const piped = workshop.steplint([]);
      expect(piped.stderr).toBe("");
    },
    20_000,
  );
});
