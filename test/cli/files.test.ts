import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BROKEN, CLI, GOOD, useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

describe("finding files", () => {
  test("without a path lints every definition below the folder, in the order of the paths", () => {
    workshop.write("b/two.asl.yaml", "StartAt: A\nStates: { A: { Type: Succeed } }\n");
    workshop.write("B/plain.JSON", GOOD);
    workshop.write("a.json", GOOD);
    workshop.write("package.json", `{ "name": "other" }`);
    workshop.write("node_modules/x/a.asl.json", GOOD);
    workshop.write(".hidden/a.asl.json", GOOD);
    expect(workshop.lintedPaths([])).toEqual(["B/plain.JSON", "a.json", "b/two.asl.yaml"]);
  });

  test("lints a file once that is named twice and found in a folder", () => {
    workshop.write("flows/a.asl.json", GOOD);
    expect(workshop.lintedPaths(["flows", "flows/a.asl.json", "./flows/../flows/a.asl.json"])).toEqual([
      "flows/a.asl.json",
    ]);
  });

  test("takes glob patterns, also for folders", () => {
    workshop.write("one/a.asl.json", GOOD);
    workshop.write("two/flows/b.asl.json", GOOD);
    workshop.write("two/other.json", GOOD);
    expect(workshop.lintedPaths(["**/*.asl.json"])).toEqual(["one/a.asl.json", "two/flows/b.asl.json"]);
    expect(workshop.lintedPaths(["*/flows"])).toEqual(["two/flows/b.asl.json"]);
    expect(workshop.lintedPaths(["{one,three}/*"])).toEqual(["one/a.asl.json"]);
  });

  test("takes a name with the marks of a pattern as it is where such a file exists", () => {
    workshop.write("[id]/a*.asl.json", GOOD);
    expect(workshop.lintedPaths(["[id]/a*.asl.json"])).toEqual(["[id]/a*.asl.json"]);
    expect(workshop.lintedPaths(["[id]"])).toEqual(["[id]/a*.asl.json"]);
  });

  test("walks a folder that is called like a definition", () => {
    workshop.write("x.asl.json/a.json", GOOD);
    expect(workshop.lintedPaths([])).toEqual(["x.asl.json/a.json"]);
    expect(workshop.lintedPaths(["x.asl.json"])).toEqual(["x.asl.json/a.json"]);
  });

  test("leaves out what .gitignore does, above, in and below the folder", () => {
    mkdirSync(join(workshop.folder, ".git"));
    workshop.write(".gitignore", "generated/\n/flows/tmp*\n");
    workshop.write("flows/.gitignore", "\ufeff*.bak.json\n!keep.bak.json\n");
    for (const name of ["generated/a", "tmpa", "a.bak", "keep.bak", "deep/a", "a"])
      workshop.write(`flows/${name}.json`, GOOD);
    expect(workshop.lintedPaths(["flows"])).toEqual(["flows/a.json", "flows/deep/a.json", "flows/keep.bak.json"]);
    expect(workshop.lintedPaths(["flows", "--no-gitignore"])).toHaveLength(6);
  });

  test.skipIf(process.platform === "win32" || process.platform === "darwin")(
    "tells upper from lower case in .gitignore and --ignore-pattern where the system does",
    () => {
      workshop.write(".gitignore", "Flows/\n");
      workshop.write("flows/order.asl.json", GOOD);
      workshop.write("Flows/order.asl.json", GOOD);
      expect(workshop.lintedPaths(["--ignore-pattern", "FLOWS/"])).toEqual(["flows/order.asl.json"]);
    },
  );

  test("reads no .gitignore in a folder that is ignored, and one that ignores itself", () => {
    workshop.write(".gitignore", "/out/\n.gitignore\n");
    workshop.write("out/.gitignore", "!*.json\n");
    workshop.write("out/a.json", GOOD);
    workshop.write("flows/.gitignore", "b.json\n");
    workshop.write("flows/a.json", GOOD);
    workshop.write("flows/b.json", GOOD);
    expect(workshop.lintedPaths([])).toEqual(["flows/a.json"]);
    expect(workshop.lintedPaths(["flows/*.json", "out/*.json"])).toEqual(["flows/a.json"]);
  });

  test("takes a glob pattern that names files by their alternatives", () => {
    workshop.write("one/a.json", GOOD);
    expect(workshop.steplint(["{one,two}/{a,b}.json"])).toMatchObject({ status: 0, stderr: "" });
  });

  test("lints what is ignored if it is named", () => {
    mkdirSync(join(workshop.folder, ".git"));
    workshop.write(".gitignore", "dist\n");
    workshop.write("dist/flows/a.json", GOOD);
    expect(workshop.lintedPaths(["dist/flows/a.json"])).toEqual(["dist/flows/a.json"]);
    expect(workshop.lintedPaths(["dist"])).toEqual(["dist/flows/a.json"]);
    expect(workshop.lintedPaths(["dist/flows"])).toEqual(["dist/flows/a.json"]);
  });

  test("leaves out what --ignore-pattern says, counted from the working folder", () => {
    for (const name of ["a/gen/x.json", "gen/x.json", "a/x.json"]) workshop.write(name, GOOD);
    expect(workshop.lintedPaths(["a", "gen", "--ignore-pattern", "/gen"])).toEqual(["a/gen/x.json", "a/x.json"]);
    expect(workshop.lintedPaths(["--ignore-pattern", "gen", "--ignore-pattern=!nothing"])).toEqual(["a/x.json"]);
  });

  test("follows no links in folders, and a link that is named", () => {
    workshop.write("real/a.json", GOOD);
    symlinkSync(workshop.folder, join(workshop.folder, "real/loop"));
    symlinkSync(join(workshop.folder, "real"), join(workshop.folder, "linked"));
    symlinkSync("nowhere", join(workshop.folder, "real/broken.asl.json"));
    expect(workshop.lintedPaths([])).toEqual(["real/a.json"]);
    expect(workshop.lintedPaths(["linked"])).toEqual(["linked/a.json"]);
  });

  test("shows a path outside the working folder from there", () => {
    workshop.write("one/a.json", GOOD);
    workshop.write("two/b.json", GOOD);
    const { stdout } = spawnSync(process.execPath, [CLI, "../two", "--format=json"], {
      cwd: join(workshop.folder, "one"),
      encoding: "utf8",
    });
    expect(JSON.parse(stdout).results[0].filePath).toBe("../two/b.json");
  });

  test("says so where a folder holds no definition, and succeeds", () => {
    workshop.write("package.json", `{ "name": "other" }`);
    const { status, stdout, stderr } = workshop.steplint([]);
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
    workshop.write("a.json", GOOD);
    workshop.write("package.json", `{ "name": "other" }`);
    const { status, stdout, stderr } = workshop.steplint([path, "a.json"]);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "1 definition in 1 file, no problems\n",
      stderr: `${message}\n`,
    });
  });

  test("is passed over with --ignore-unknown where it holds no definition", () => {
    workshop.write("a.json", GOOD);
    workshop.write("package.json", `{ "name": "other" }`);
    expect(workshop.steplint(["package.json", "a.json", "--ignore-unknown"])).toMatchObject({ status: 0, stderr: "" });
    expect(workshop.steplint(["nonexistent.json", "--ignore-unknown"]).status).toBe(2);
  });

  // Nothing is forbidden to root.
  test.skipIf(process.getuid?.() === 0)("is no folder that is ignored", () => {
    workshop.write(".gitignore", "/cache/\n");
    workshop.write("cache/closed/a.json", GOOD);
    workshop.write("gen/closed/a.json", GOOD);
    workshop.write("a.json", GOOD);
    for (const name of ["cache", "gen"]) chmodSync(join(workshop.folder, name, "closed"), 0);
    const { status, stderr } = workshop.steplint(["--ignore-pattern", "gen"]);
    const all = workshop.steplint(["--no-gitignore"]);
    for (const name of ["cache", "gen"]) chmodSync(join(workshop.folder, name, "closed"), 0o700);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(all).toMatchObject({
      status: 2,
      stderr: "cache/closed: no permission.\ngen/closed: no permission.\n",
    });
  });

  test.skipIf(process.getuid?.() === 0)("is told where files and folders must not be read", () => {
    workshop.write("closed.asl.json", GOOD);
    workshop.write("closed/a.json", GOOD);
    chmodSync(join(workshop.folder, "closed.asl.json"), 0);
    chmodSync(join(workshop.folder, "closed"), 0);
    const { status, stderr } = workshop.steplint([]);
    chmodSync(join(workshop.folder, "closed"), 0o700);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        "No state machine definition found in the current folder.\nclosed: no permission.\nclosed.asl.json: no permission.\n",
    });
  });
});

describe("reading", () => {
  test.each<[string, Buffer]>([
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${BROKEN}`)],
    ["UTF-16, little end first", Buffer.from(`\ufeff${BROKEN}`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\ufeff${BROKEN}`, "utf16le").swap16()],
  ])("understands %s", (_name, bytes) => {
    workshop.write("a.json", bytes);
    const { stdout, status } = workshop.steplint(["--format", "json"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).results[0].problems[0]).toMatchObject({
      ruleId: "valid-transition",
      line: 1,
      column: 14,
    });
  });

  test("reports binary files that are called a definition, and passes over others", () => {
    workshop.write("a.asl.json", Buffer.from([0, 1, 2, 0, 255]));
    workshop.write("b.json", Buffer.from(`\0${GOOD}`));
    const { stdout, status } = workshop.steplint(["--format", "json"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).results[0]).toMatchObject({
      filePath: "a.asl.json",
      problems: [{ ruleId: "valid-syntax", severity: "error" }],
    });
  });

  test("copes with files larger than a buffer", () => {
    workshop.write("a.asl.json", GOOD.replace("{", `{ "Comment": "${"x".repeat(300_000)}",`));
    expect(workshop.steplint([]).stdout).toBe("1 definition in 1 file, no problems\n");
  });
});
