import { spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { homepage, version } from "../src/util/project.ts";
import { BROKEN, CLI, GOOD, TRAILING_COMMA, useWorkshop } from "./cli/workshop.ts";

const workshop = useWorkshop();

describe("rules", () => {
  beforeEach(() => workshop.write("a.json", BROKEN));

  test("are set by --rule", () => {
    expect(workshop.steplint([]).status).toBe(1);
    const { stdout } = workshop.steplint(["--rule", "valid-transition: warn"]);
    expect(stdout).toContain("a.json:1:14  warning");
    expect(workshop.steplint(["--rule", "valid-transition: off", "--rule", "no-unreachable-state: off"])).toMatchObject(
      {
        status: 0,
        stdout: "1 definition in 1 file, no problems\n",
      },
    );
  });

  test("run alone with --only", () => {
    const { stdout } = workshop.steplint(["--only", "valid-syntax"]);
    expect(stdout).toBe("1 definition in 1 file, no problems\n");
  });

  test.each([
    [["--rule", "valid-transitoin: off"], "Unknown rule 'valid-transitoin'. Did you mean 'valid-transition'?"],
    [["--only", "valid-transitoin"], "Unknown rule 'valid-transitoin'. Did you mean 'valid-transition'?"],
    [
      ["--rule", "valid-transition: of"],
      "Rule 'valid-transition': the level is one of off, warn, error, not 'of'. Did you mean 'off'?",
    ],
    [
      ["--rule", "no-tight-wait: [warn, { minSecond: 5 }]"],
      "Rule 'no-tight-wait': unknown option 'minSecond'. Did you mean 'minSeconds'?",
    ],
    [
      ["--rule", "no-tight-wait: [warn, { minSeconds: five }]"],
      "Rule 'no-tight-wait': option 'minSeconds' takes a number from 1 on, not 'five'.",
    ],
    [
      ["--rule", "require-task-timeout: [warn, { tasks: wating }]"],
      "Rule 'require-task-timeout': option 'tasks' takes 'waiting' or 'all', not 'wating'. Did you mean 'waiting'?",
    ],
    [["--max-warnings", "-1"], "'--max-warnings' takes a whole number from 0 on, not '-1'."],
    [["--max-warnings", "many"], "'--max-warnings' takes a whole number from 0 on, not 'many'."],
    [["--format", "jsom"], "Unknown format 'jsom'. Did you mean 'json'?"],
    [["--format", "json="], "'--format json=' names no file."],
    [
      ["--format", "json=out/steplint.json"],
      "'--format json=out/steplint.json': a report called steplint.json would be read as a configuration.",
    ],
    [["--format", "./mine.mjs"], "formatter './mine.mjs' does not exist."],
    [["lint", "a.json"], "'lint' is what steplint does without a verb: leave it out."],
    [["explian", "a.json"], "'explian' is neither a verb nor a file or folder. Did you mean 'explain'?"],
    [
      ["--format", "json", "--format", "frame"],
      "Standard output takes one format: write '--format <name>=<file>' for the others.",
    ],
    [["-", "a.json"], "'-' reads standard input and stands alone."],
    [["--stdin-filename", "a.json"], "'--stdin-filename' names the text of standard input: give '-' as the path."],
    [["--config", "a.json", "--no-config"], "'--config' and '--no-config' exclude one another."],
    [["--fix", "--fix-dry-run"], "'--fix' and '--fix-dry-run' exclude one another."],
    [["--print-config", "a.json", "a.json"], "'--print-config <file>' stands alone: it lints nothing."],
    [["--list", "--format", "sarif"], "'--list' prints text, or JSON with '--format json'."],
  ])("and flags that make no sense end the run: %j", (words, message) => {
    const { status, stdout, stderr } = workshop.steplint(words);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: `${message}\n` });
  });

  test.each([
    [["--fixx"], "Unknown flag '--fixx'. Did you mean '--fix'?"],
    [["--\u001b[31m"], "Unknown flag '--\\u001b[31m'."],
    [["--only"], "'--only' needs a value: --only <id>"],
    [["init", "--fix"], "'--fix' does not go with 'init'."],
  ])("and flags that are written wrongly end the run, and point at the help: %j", (words, message) => {
    expect(workshop.steplint(words)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: `${message}\n'steplint --help' lists the flags.\n`,
    });
  });
});

describe("output", () => {
  test("is a report with frames, and nothing on standard error", () => {
    workshop.write("flows/a.json", BROKEN);
    const { status, stdout, stderr } = workshop.steplint(["--only", "valid-transition"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "flows/a.json:1:14  error  'StartAt' names 'Doen', which does not exist. Did you mean 'Done'?  valid-transition
        1 | { "StartAt": "Doen", "States": { "Done": { "Type": "Succeed" } } }
          |              ^^^^^^

      1 error in 1 definition (1 file)
      "
    `);
  });

  test("goes to files, which are made with their folders", () => {
    workshop.write("a.json", BROKEN);
    const { stdout, status } = workshop.steplint(["--format", "frame", "--format", "json=out/deep/report.json"]);
    expect(status).toBe(1);
    expect(stdout).toContain("a.json:1:14  error");
    expect(JSON.parse(workshop.read("out/deep/report.json").toString()).summary.files).toBe(1);
  });

  test("that cannot be written is told", () => {
    workshop.write("a.json", GOOD);
    expect(workshop.steplint(["--format", "json=a.json/report.json"])).toMatchObject({
      status: 2,
      stderr: "a.json/report.json: cannot be written: a file stands where a folder is needed.\n",
    });
  });

  test("has colour and links only where they are wanted", () => {
    workshop.write("a.json", BROKEN);
    expect(workshop.steplint([]).stdout).not.toContain("\u001b");
    expect(workshop.steplint(["--color"]).stdout).toContain("\u001b[31merror");
    expect(workshop.steplint([], { env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001b[31merror");
    expect(workshop.steplint([], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout).not.toContain("\u001b");
    expect(workshop.steplint(["--color"], { env: { FORCE_HYPERLINK: "1" } }).stdout).not.toContain("\u001b]8");
  });

  test("lets no name of a file add a line or move the cursor", () => {
    workshop.write("a\n\u001b[2Jb.json", BROKEN);
    expect(workshop.steplint([]).stdout).toContain("a\\n\\u001b[2Jb.json:1:14  error");
  });

  test("drops warnings with --quiet, which --max-warnings counts all the same", () => {
    workshop.write("a.json", TRAILING_COMMA);
    expect(workshop.steplint([]).status).toBe(0);
    expect(workshop.steplint(["--quiet"])).toMatchObject({
      status: 0,
      stdout: "1 definition in 1 file, no errors\n",
    });
    expect(workshop.steplint(["--quiet", "--max-warnings", "0"])).toMatchObject({
      status: 1,
      stdout: "1 definition in 1 file, no errors\n",
      stderr: "1 warning: --max-warnings allows 0.\n",
    });
    expect(workshop.steplint(["--max-warnings", "1"]).status).toBe(0);
  });

  test.skipIf(process.platform === "win32")("may be read only in part", () => {
    for (let i = 0; i < 300; i++) workshop.write(`${i}.json`, BROKEN);
    const command = `"${process.execPath}" "${CLI}" --format json | head -c 100; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd: workshop.folder, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout.slice(100)).toBe("1\n");
  });

  test.skipIf(!existsSync("/dev/full"))("that finds no space ends the run with 2", () => {
    workshop.write("a.json", GOOD);
    const command = `"${process.execPath}" "${CLI}" > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", command], { cwd: workshop.folder, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 2, stderr: "Standard output cannot be written: no space is left.\n" });
  });

  test("is complete when it is long", () => {
    for (let i = 0; i < 300; i++) workshop.write(`${i}.json`, BROKEN);
    const command = `"${process.execPath}" "${CLI}" --format json | (sleep 0.2; cat)`;
    const { stdout } = spawnSync("bash", ["-c", command], { cwd: workshop.folder, encoding: "utf8" });
    expect(JSON.parse(stdout).results).toHaveLength(300);
  });
});

describe("--fix", () => {
  test("mends files, reports what is left, and says so", () => {
    workshop.write("a.json", TRAILING_COMMA);
    const { status, stdout, stderr } = workshop.steplint(["--fix"]);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "1 definition in 1 file, no problems\n",
      stderr: "Fixed 1 problem.\n",
    });
    expect(workshop.read("a.json").toString()).toBe(GOOD);
  });

  test("keeps the encoding and its byte order mark", () => {
    workshop.write("utf8.json", `\ufeff${TRAILING_COMMA}`);
    workshop.write("utf16.json", Buffer.from(`\ufeff${TRAILING_COMMA}`, "utf16le").swap16());
    expect(workshop.steplint(["--fix"]).status).toBe(0);
    expect(workshop.read("utf8.json").toString()).toBe(`\ufeff${GOOD}`);
    expect(workshop.read("utf16.json").swap16().toString("utf16le")).toBe(`\ufeff${GOOD}`);
  });

  test("leaves a file alone whose bytes are no text it can write back", () => {
    const latin1 = Buffer.from(TRAILING_COMMA.replace("{", `{ "Comment": "café",`), "latin1");
    workshop.write("a.asl.json", latin1);
    const { status, stderr } = workshop.steplint(["--fix"]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "a.asl.json: not fixed: it is not written in UTF-8, or it changed while it was linted.\n",
    });
    expect(workshop.read("a.asl.json")).toEqual(latin1);
  });

  test("does not touch a file without problems", () => {
    workshop.write("a.json", GOOD);
    chmodSync(join(workshop.folder, "a.json"), 0o444);
    expect(workshop.steplint(["--fix"])).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("standard input", () => {
  test("is linted under the name it is given", () => {
    expect(workshop.steplint(["-"], { input: BROKEN }).stdout).toContain("<stdin>:1:14  error");
    const { stdout } = workshop.steplint(["-", "--stdin-filename", "./flows/a.asl.yaml"], {
      input: "StartAt: B\nStates: { A: { Type: Succeed } }\n",
    });
    expect(stdout).toContain("flows/a.asl.yaml:1:10  error");
  });

  test("is mended to standard output, with the report on standard error", () => {
    const { status, stdout, stderr } = workshop.steplint(["-", "--fix", "--stdin-filename", "a.json"], {
      input: `\ufeff${TRAILING_COMMA}`,
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `\ufeff${GOOD}`,
      stderr: "1 definition in 1 file, no problems\nFixed 1 problem.\n",
    });
  });

  test("comes out as it went in where there is nothing to mend", () => {
    const input = Buffer.from([0xff, 0x41, 0x00]);
    const { stdout, status } = spawnSync(process.execPath, [CLI, "-", "--fix"], { cwd: workshop.folder, input });
    expect(stdout).toEqual(input);
    expect(status).toBe(2);
  });

  test("that holds no definition is told", () => {
    expect(workshop.steplint(["-"], { input: "{}" })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "<stdin>: it holds no state machine definition.\n",
    });
  });
});

describe("information", () => {
  test("--version and --help go to standard output", () => {
    expect(workshop.steplint(["--version"])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
    const { status, stdout, stderr } = workshop.steplint(["--help", "nonexistent.json"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage\n {2}steplint \[options\] \[path\.\.\.\] {2}Lint/);
  });

  test("needs no package that is loaded lazily, nor does one JSON file", () => {
    workshop.write("a.asl.json", GOOD);
    for (const words of [["--version"], ["--help"], ["a.asl.json"]]) {
      const { stderr } = workshop.steplint(words, { env: { NODE_DEBUG: "module" } });
      const loaded = [...stderr.matchAll(/load "[^"]*chunks\/([\w-]+)\.cjs"/g)].map((match) => match[1]);
      expect([...new Set(loaded)]).toEqual(words[0] === "a.asl.json" ? ["lint"] : []);
    }
  });

  test("a mistake of our own shows its stack and where to tell us", () => {
    workshop.write("broken.cjs", "JSON.stringify = () => { throw new TypeError('planted'); };");
    workshop.write("a.json", GOOD);
    const { status, stderr } = workshop.steplint(["--format", "json"], {
      env: { NODE_OPTIONS: "--require ./broken.cjs" },
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^TypeError: planted\n {4}at /);
    expect(stderr).toContain(`This is a bug in steplint ${version}. Tell us: ${homepage}/issues\n`);
  });
});
