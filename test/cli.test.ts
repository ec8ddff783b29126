import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { homepage, version } from "../src/util/project.ts";

const CLI = fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));

const GOOD = `{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }\n`;
const BROKEN = `{ "StartAt": "Doen", "States": { "Done": { "Type": "Succeed" } } }\n`;
const TRAILING_COMMA = `{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" }, } }\n`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "steplint-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function read(path: string): Buffer {
  return readFileSync(join(folder, path));
}

interface Surroundings {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

function steplint(words: readonly string[], { input = "", env = {} }: Surroundings = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [CLI, ...words], {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...env },
  });
}

function lintedPaths(words: readonly string[]): string[] {
  const { stdout } = steplint([...words, "--format", "json"]);
  return JSON.parse(stdout).results.map((result: { filePath: string }) => result.filePath);
}

describe("finding files", () => {
  test("without a path lints every definition below the folder, in the order of the paths", () => {
    write("b/two.asl.yaml", "StartAt: A\nStates: { A: { Type: Succeed } }\n");
    write("B/plain.JSON", GOOD);
    write("a.json", GOOD);
    write("package.json", `{ "name": "other" }`);
    write("node_modules/x/a.asl.json", GOOD);
    write(".hidden/a.asl.json", GOOD);
    expect(lintedPaths([])).toEqual(["B/plain.JSON", "a.json", "b/two.asl.yaml"]);
  });

  test("lints a file once that is named twice and found in a folder", () => {
    write("flows/a.asl.json", GOOD);
    expect(lintedPaths(["flows", "flows/a.asl.json", "./flows/../flows/a.asl.json"])).toEqual(["flows/a.asl.json"]);
  });

  test("takes glob patterns, also for folders", () => {
    write("one/a.asl.json", GOOD);
    write("two/flows/b.asl.json", GOOD);
    write("two/other.json", GOOD);
    expect(lintedPaths(["**/*.asl.json"])).toEqual(["one/a.asl.json", "two/flows/b.asl.json"]);
    expect(lintedPaths(["*/flows"])).toEqual(["two/flows/b.asl.json"]);
    expect(lintedPaths(["{one,three}/*"])).toEqual(["one/a.asl.json"]);
  });

  test("takes a name with the marks of a pattern as it is where such a file exists", () => {
    write("[id]/a*.asl.json", GOOD);
    expect(lintedPaths(["[id]/a*.asl.json"])).toEqual(["[id]/a*.asl.json"]);
    expect(lintedPaths(["[id]"])).toEqual(["[id]/a*.asl.json"]);
  });

  test("walks a folder that is called like a definition", () => {
    write("x.asl.json/a.json", GOOD);
    expect(lintedPaths([])).toEqual(["x.asl.json/a.json"]);
    expect(lintedPaths(["x.asl.json"])).toEqual(["x.asl.json/a.json"]);
  });

  test("leaves out what .gitignore does, above, in and below the folder", () => {
    mkdirSync(join(folder, ".git"));
    write(".gitignore", "generated/\n/flows/tmp*\n");
    write("flows/.gitignore", "\ufeff*.bak.json\n!keep.bak.json\n");
    for (const name of ["generated/a", "tmpa", "a.bak", "keep.bak", "deep/a", "a"]) write(`flows/${name}.json`, GOOD);
    expect(lintedPaths(["flows"])).toEqual(["flows/a.json", "flows/deep/a.json", "flows/keep.bak.json"]);
    expect(lintedPaths(["flows", "--no-gitignore"])).toHaveLength(6);
  });

  test("lints what is ignored if it is named", () => {
    mkdirSync(join(folder, ".git"));
    write(".gitignore", "dist\n");
    write("dist/flows/a.json", GOOD);
    expect(lintedPaths(["dist/flows/a.json"])).toEqual(["dist/flows/a.json"]);
    expect(lintedPaths(["dist"])).toEqual(["dist/flows/a.json"]);
    expect(lintedPaths(["dist/flows"])).toEqual(["dist/flows/a.json"]);
  });

  test("leaves out what --ignore-pattern says, counted from the working folder", () => {
    for (const name of ["a/gen/x.json", "gen/x.json", "a/x.json"]) write(name, GOOD);
    expect(lintedPaths(["a", "gen", "--ignore-pattern", "/gen"])).toEqual(["a/gen/x.json", "a/x.json"]);
    expect(lintedPaths(["--ignore-pattern", "gen", "--ignore-pattern=!nothing"])).toEqual(["a/x.json"]);
  });

  test("follows no links in folders, and a link that is named", () => {
    write("real/a.json", GOOD);
    symlinkSync(folder, join(folder, "real/loop"));
    symlinkSync(join(folder, "real"), join(folder, "linked"));
    symlinkSync("nowhere", join(folder, "real/broken.asl.json"));
    expect(lintedPaths([])).toEqual(["real/a.json"]);
    expect(lintedPaths(["linked"])).toEqual(["linked/a.json"]);
  });

  test("shows a path outside the working folder from there", () => {
    write("one/a.json", GOOD);
    write("two/b.json", GOOD);
    const { stdout } = spawnSync(process.execPath, [CLI, "../two", "--format=json"], {
      cwd: join(folder, "one"),
      encoding: "utf8",
    });
    expect(JSON.parse(stdout).results[0].filePath).toBe("../two/b.json");
  });

  test("says so where a folder holds no definition, and succeeds", () => {
    write("package.json", `{ "name": "other" }`);
    const { status, stdout, stderr } = steplint([]);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "",
      stderr: "No state machine definition found in the current folder.\n",
    });
  });
});

describe("what cannot be linted", () => {
  test.each([
    ["nonexistent.json", "nonexistent.json: no such file or folder."],
    ["a.json/b.json", "a.json/b.json: no such file or folder."],
    ["", "'': no such file or folder."],
    ["*.yaml", "*.yaml: no file matches this pattern."],
    ["package.json", "package.json: it holds no state machine definition."],
    ["/dev/null", "/dev/null: neither a file nor a folder; '-' reads standard input."],
    ["\u001b[31m\n", "\\u001b[31m\\n: no such file or folder."],
  ])("%j is told, the rest is linted, and the exit code is 2", (path, message) => {
    write("a.json", GOOD);
    write("package.json", `{ "name": "other" }`);
    const { status, stdout, stderr } = steplint([path, "a.json"]);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "1 definition in 1 file, no problems\n",
      stderr: `${message}\n`,
    });
  });

  test("is passed over with --ignore-unknown where it holds no definition", () => {
    write("a.json", GOOD);
    write("package.json", `{ "name": "other" }`);
    expect(steplint(["package.json", "a.json", "--ignore-unknown"])).toMatchObject({ status: 0, stderr: "" });
    expect(steplint(["nonexistent.json", "--ignore-unknown"]).status).toBe(2);
  });

  // Nothing is forbidden to root.
  test.skipIf(process.getuid?.() === 0)("is told where files and folders must not be read", () => {
    write("closed.asl.json", GOOD);
    write("closed/a.json", GOOD);
    chmodSync(join(folder, "closed.asl.json"), 0);
    chmodSync(join(folder, "closed"), 0);
    const { status, stderr } = steplint([]);
    chmodSync(join(folder, "closed"), 0o700);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        "closed: no permission.\nclosed.asl.json: no permission.\nNo state machine definition found in the current folder.\n",
    });
  });
});

describe("reading", () => {
  test.each<[string, Buffer]>([
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${BROKEN}`)],
    ["UTF-16, little end first", Buffer.from(`\ufeff${BROKEN}`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\ufeff${BROKEN}`, "utf16le").swap16()],
  ])("understands %s", (_name, bytes) => {
    write("a.json", bytes);
    const { stdout, status } = steplint(["--format", "json"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).results[0].problems[0]).toMatchObject({
      ruleId: "valid-transition",
      line: 1,
      column: 14,
    });
  });

  test("reports binary files that are called a definition, and passes over others", () => {
    write("a.asl.json", Buffer.from([0, 1, 2, 0, 255]));
    write("b.json", Buffer.from(`\0${GOOD}`));
    const { stdout, status } = steplint(["--format", "json"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).results[0]).toMatchObject({
      filePath: "a.asl.json",
      problems: [{ ruleId: "valid-syntax", severity: "error" }],
    });
  });

  test("copes with files larger than a buffer", () => {
    write("a.asl.json", GOOD.replace("{", `{ "Comment": "${"x".repeat(300_000)}",`));
    expect(steplint([]).stdout).toBe("1 definition in 1 file, no problems\n");
  });
});

describe("rules", () => {
  beforeEach(() => write("a.json", BROKEN));

  test("are set by --rule", () => {
    expect(steplint([]).status).toBe(1);
    const { stdout } = steplint(["--rule", "valid-transition: warn"]);
    expect(stdout).toContain("a.json:1:14  warning");
    expect(steplint(["--rule", "valid-transition: off", "--rule", "no-unreachable-state: off"])).toMatchObject({
      status: 0,
      stdout: "1 definition in 1 file, no problems\n",
    });
  });

  test("run alone with --only", () => {
    const { stdout } = steplint(["--only", "valid-syntax"]);
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
      "Rule 'no-tight-wait': option 'minSeconds' takes a number, not 'five'.",
    ],
    [["--max-warnings", "-1"], "'--max-warnings' takes a whole number from 0 on, not '-1'."],
    [["--max-warnings", "many"], "'--max-warnings' takes a whole number from 0 on, not 'many'."],
    [["--format", "jsom"], "Unknown format 'jsom'. Did you mean 'json'?"],
    [["--format", "json="], "'--format json=' names no file."],
    [
      ["--format", "json", "--format", "frame"],
      "Standard output takes one format: write '--format <name>=<file>' for the others.",
    ],
    [["--fixx"], "Unknown flag '--fixx'. Did you mean '--fix'?"],
    [["-", "a.json"], "'-' reads standard input and stands alone."],
    [["--stdin-filename", "a.json"], "'--stdin-filename' names the text of standard input: give '-' as the path."],
    [["--\u001b[31m"], "Unknown flag '--\\u001b[31m'."],
  ])("and flags that do not exist end the run: %j", (words, message) => {
    const { status, stdout, stderr } = steplint(words);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: `${message}\n'steplint --help' lists the flags.\n`,
    });
  });
});

describe("output", () => {
  test("is a report with frames, and nothing on standard error", () => {
    write("flows/a.json", BROKEN);
    const { status, stdout, stderr } = steplint(["--only", "valid-transition"]);
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
    write("a.json", BROKEN);
    const { stdout, status } = steplint(["--format", "frame", "--format", "json=out/deep/report.json"]);
    expect(status).toBe(1);
    expect(stdout).toContain("a.json:1:14  error");
    expect(JSON.parse(read("out/deep/report.json").toString()).summary.files).toBe(1);
  });

  test("that cannot be written is told", () => {
    write("a.json", GOOD);
    expect(steplint(["--format", "json=a.json/report.json"])).toMatchObject({
      status: 2,
      stderr: "a.json/report.json: cannot be written: a file stands where a folder is needed.\n",
    });
  });

  test("has colour and links only where they are wanted", () => {
    write("a.json", BROKEN);
    expect(steplint([]).stdout).not.toContain("\u001b");
    expect(steplint(["--color"]).stdout).toContain("\u001b[31merror");
    expect(steplint([], { env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001b[31merror");
    expect(steplint([], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout).not.toContain("\u001b");
    expect(steplint(["--color"], { env: { FORCE_HYPERLINK: "1" } }).stdout).not.toContain("\u001b]8");
  });

  test("lets no name of a file add a line or move the cursor", () => {
    write("a\n\u001b[2Jb.json", BROKEN);
    expect(steplint([]).stdout).toContain("a\\n\\u001b[2Jb.json:1:14  error");
  });

  test("drops warnings with --quiet, which --max-warnings counts all the same", () => {
    write("a.json", TRAILING_COMMA);
    expect(steplint([]).status).toBe(0);
    expect(steplint(["--quiet"])).toMatchObject({ status: 0, stdout: "1 definition in 1 file, no problems\n" });
    expect(steplint(["--quiet", "--max-warnings", "0"])).toMatchObject({
      status: 1,
      stdout: "1 definition in 1 file, no problems\n",
      stderr: "1 warning: --max-warnings allows 0.\n",
    });
    expect(steplint(["--max-warnings", "1"]).status).toBe(0);
  });

  test.skipIf(process.platform === "win32")("may be read only in part", () => {
    for (let i = 0; i < 300; i++) write(`${i}.json`, BROKEN);
    const command = `"${process.execPath}" "${CLI}" --format json | head -c 100; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout.slice(100)).toBe("1\n");
  });

  test("is complete when it is long", () => {
    for (let i = 0; i < 300; i++) write(`${i}.json`, BROKEN);
    const command = `"${process.execPath}" "${CLI}" --format json | (sleep 0.2; cat)`;
    const { stdout } = spawnSync("bash", ["-c", command], { cwd: folder, encoding: "utf8" });
    expect(JSON.parse(stdout).results).toHaveLength(300);
  });
});

describe("--fix", () => {
  test("mends files, reports what is left, and says so", () => {
    write("a.json", TRAILING_COMMA);
    const { status, stdout, stderr } = steplint(["--fix"]);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "1 definition in 1 file, no problems\n",
      stderr: "Fixed 1 problem.\n",
    });
    expect(read("a.json").toString()).toBe(GOOD);
  });

  test("keeps the encoding and its byte order mark", () => {
    write("utf8.json", `\ufeff${TRAILING_COMMA}`);
    write("utf16.json", Buffer.from(`\ufeff${TRAILING_COMMA}`, "utf16le").swap16());
    expect(steplint(["--fix"]).status).toBe(0);
    expect(read("utf8.json").toString()).toBe(`\ufeff${GOOD}`);
    expect(read("utf16.json").swap16().toString("utf16le")).toBe(`\ufeff${GOOD}`);
  });

  test("leaves a file alone whose bytes are no text it can write back", () => {
    const latin1 = Buffer.from(TRAILING_COMMA.replace("{", `{ "Comment": "café",`), "latin1");
    write("a.asl.json", latin1);
    const { status, stderr } = steplint(["--fix"]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "a.asl.json: not fixed: it is not written in UTF-8, or it changed while it was linted.\n",
    });
    expect(read("a.asl.json")).toEqual(latin1);
  });

  test("does not touch a file without problems", () => {
    write("a.json", GOOD);
    chmodSync(join(folder, "a.json"), 0o444);
    expect(steplint(["--fix"])).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("standard input", () => {
  test("is linted under the name it is given", () => {
    expect(steplint(["-"], { input: BROKEN }).stdout).toContain("<stdin>:1:14  error");
    const { stdout } = steplint(["-", "--stdin-filename", "./flows/a.asl.yaml"], {
      input: "StartAt: B\nStates: { A: { Type: Succeed } }\n",
    });
    expect(stdout).toContain("flows/a.asl.yaml:1:10  error");
  });

  test("is mended to standard output, with the report on standard error", () => {
    const { status, stdout, stderr } = steplint(["-", "--fix", "--stdin-filename", "a.json"], {
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
    const { stdout, status } = spawnSync(process.execPath, [CLI, "-", "--fix"], { cwd: folder, input });
    expect(stdout).toEqual(input);
    expect(status).toBe(2);
  });

  test("that holds no definition is told", () => {
    expect(steplint(["-"], { input: "{}" })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "<stdin>: it holds no state machine definition.\n",
    });
  });
});

describe("information", () => {
  test("--version and --help go to standard output", () => {
    expect(steplint(["--version"])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
    const { status, stdout, stderr } = steplint(["--help", "nonexistent.json"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: steplint \[options\] \[path\.\.\.\]\n/);
  });

  test("needs no package that is loaded lazily, nor does one JSON file", () => {
    write("a.asl.json", GOOD);
    for (const words of [["--version"], ["--help"], ["a.asl.json"]]) {
      const { stderr } = steplint(words, { env: { NODE_DEBUG: "module" } });
      const loaded = [...stderr.matchAll(/load "[^"]*chunks\/([\w-]+)\.cjs"/g)].map((match) => match[1]);
      expect([...new Set(loaded)]).toEqual(words[0] === "a.asl.json" ? ["lint"] : []);
    }
  });

  test("a mistake of our own shows its stack and where to tell us", () => {
    write("broken.cjs", "JSON.stringify = () => { throw new TypeError('planted'); };");
    write("a.json", GOOD);
    const { status, stderr } = steplint(["--format", "json"], { env: { NODE_OPTIONS: "--require ./broken.cjs" } });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^TypeError: planted\n {4}at /);
    expect(stderr).toContain(`This is a bug in steplint ${version}. Tell us: ${homepage}/issues\n`);
  });
});
