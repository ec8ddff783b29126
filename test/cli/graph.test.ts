import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BROKEN, GOOD, TRAILING_COMMA, useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

const POLL = `StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Ask }
  Ask: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: f }, Next: Done? }
  Done?:
    Type: Choice
    Choices: [{ Variable: $.Payload.status, StringEquals: DONE, Next: Done }]
    Default: Wait
  Done: { Type: Succeed }
`;

const DRAWN = `flowchart TD
  n1(("Start"))
  s1(["Done<br>Succeed · 1 transition"])
  n2(("End"))
  n1 --> s1
  s1 --> n2
`;

describe("graph", () => {
  test("draws a file as Mermaid", () => {
    workshop.write("flows/a.json", GOOD);
    expect(workshop.steplint(["graph", "flows/a.json"])).toMatchObject({
      status: 0,
      stdout: `%% flows/a.json\n${DRAWN}`,
      stderr: "",
    });
  });

  test("draws as DOT, and into files", () => {
    workshop.write("a.json", GOOD);
    const { status, stdout } = workshop.steplint(["graph", "--format", "dot", "a.json"]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^\/\/ a\.json\ndigraph "a\.json" \{\n/),
    });
    const words = ["graph", "a.json", "--format", "dot=out/a.dot", "--format", "mermaid=out/a.mmd"];
    expect(workshop.steplint(words)).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(workshop.read("out/a.dot").toString()).toBe(stdout);
    expect(workshop.read("out/a.mmd").toString()).toBe(`%% a.json\n${DRAWN}`);
  });

  test("marks loops, and problems by the configuration that counts", () => {
    workshop.write("flows/a.asl.yaml", POLL);
    workshop.write("flows/steplint.jsonc", `{ "rules": { "no-tight-wait": "error", "no-unbounded-polling": "off" } }`);
    const draw = (...words: string[]) => workshop.steplint(["graph", "flows/a.asl.yaml", ...words]).stdout;
    const wait = `s1("Wait<br>Wait 5 s · 1 transition`;
    expect(draw()).toContain(`${wait}<br>✖ no-tight-wait")`);
    expect(draw()).toContain(`s3 -->|"default<br>↻ poll, every 5 s, no bound"| s1\n`);
    expect(draw("--no-config")).toContain(`${wait}<br>⚠ no-unbounded-polling<br>⚠ no-tight-wait")`);
    expect(draw("--only", "no-unbounded-polling", "--rule", "no-unbounded-polling: error")).toContain(
      `${wait}<br>✖ no-unbounded-polling")`,
    );
    workshop.write("other.json", `{ "rules": { "no-tight-wait": "off" } }`);
    expect(draw("--config", "other.json")).toContain(`${wait}<br>⚠ no-unbounded-polling")`);
  });

  test("leaves out what directives silence, unless they do not count", () => {
    workshop.write("a.asl.yaml", POLL.replace("  Wait:", "  # steplint-disable-next-line\n  Wait:"));
    const words = ["graph", "a.asl.yaml", "--only", "no-tight-wait"];
    expect(workshop.steplint(words).stdout).not.toContain("no-tight-wait");
    expect(workshop.steplint([...words, "--no-inline-config"]).stdout).toContain("⚠ no-tight-wait");
  });

  test("takes bounds from the type that a configuration declares", () => {
    workshop.write("a.json", JSON.stringify({ StartAt: "A", States: { A: { Type: "Wait", Seconds: 1, Next: "A" } } }));
    workshop.write("steplint.jsonc", `{ "workflows": [{ "files": "a.json", "type": "EXPRESS" }] }`);
    expect(workshop.steplint(["graph", "a.json"]).stdout).toContain("every 1 s, at most 5 min");
  });

  test("reads standard input, under a name if one is given", () => {
    expect(workshop.steplint(["graph", "-"], { input: GOOD })).toMatchObject({
      status: 0,
      stdout: `%% <stdin>\n${DRAWN}`,
      stderr: "",
    });
    workshop.write("flows/steplint.jsonc", `{ "rules": { "no-tight-wait": "error" } }`);
    const words = ["graph", "-", "--stdin-filename", "flows/new.asl.yaml"];
    const { stdout } = workshop.steplint(words, { input: POLL });
    expect(stdout).toMatch(/^%% flows\/new\.asl\.yaml\n/);
    expect(stdout).toContain("✖ no-tight-wait");
  });

  test("draws a machine with errors, and leaves files alone", () => {
    workshop.write("a.json", BROKEN);
    workshop.write("b.json", TRAILING_COMMA);
    const { status, stdout, stderr } = workshop.steplint(["graph", "a.json"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`n1(("Start<br>✖ valid-transition"))`);
    expect(stdout).toContain(`n4["Doen"]`);
    expect(workshop.steplint(["graph", "b.json"])).toMatchObject({ status: 0, stderr: "" });
    expect(workshop.read("b.json").toString()).toBe(TRAILING_COMMA);
  });

  test("draws what can be read of a broken file, and says that it is broken", () => {
    workshop.write("a.json", `{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } }`);
    const { status, stdout, stderr } = workshop.steplint(["graph", "a.json"]);
    expect(status).toBe(2);
    expect(stdout).toContain(`s1(["Done<br>Succeed · 1 transition`);
    expect(stderr).toMatch(/^a\.json:1:\d+: .*\. What is drawn is what can be read\.\n$/);
  });

  test.each([
    ["no state", `{ "StartAt": "A" }`, "a.asl.json: it shows no state to draw.\n"],
    ["no object", "[]", "a.asl.json: it shows no state to draw.\n"],
  ])("draws nothing of %s", (_, text, stderr) => {
    workshop.write("a.asl.json", text);
    expect(workshop.steplint(["graph", "a.asl.json", "--format", "dot=a.dot"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr,
    });
    expect(() => workshop.read("a.dot")).toThrow();
  });

  test("survives a rule that crashes", () => {
    workshop.write("a.json", GOOD);
    workshop.write("steplint.jsonc", `{ "plugins": ["./mine.mjs"] }`);
    workshop.write(
      "mine.mjs",
      `export default { name: "mine", rules: { "bad": { meta: { type: "problem", category: "style", description: "x",
        recommended: "warn", messages: { a: "A" } }, visit: { State() { throw new Error("planted"); } } } } };`,
    );
    const { status, stdout, stderr } = workshop.steplint(["graph", "a.json"]);
    expect(status).toBe(2);
    expect(stdout).toContain("✖ mine/bad");
    expect(stderr).toBe("a.json: a rule crashed, and what it would mark is missing; linting the file says why.\n");
  });

  test("says what Mermaid does not render", () => {
    const chain = (length: number) => {
      const states = Array.from({ length }, (_, i) => [`S${i}`, { Type: "Pass", Next: `S${i + 1}` }]);
      return JSON.stringify({
        StartAt: "S0",
        States: { ...Object.fromEntries(states), [`S${length}`]: { Type: "Succeed" } },
      });
    };
    workshop.write("a.json", chain(498));
    expect(workshop.steplint(["graph", "a.json"]).stderr).toBe("");
    workshop.write("a.json", chain(499));
    expect(workshop.steplint(["graph", "a.json"])).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^501 arrows in [\d,]+ characters: .*'--format dot' has no such limit\.\n$/),
    });
    expect(workshop.steplint(["graph", "a.json", "--format", "dot"]).stderr).toBe("");
  });

  const WANTED = "'graph' takes one file, or '-' for standard input.\n";
  test.each([
    [[], WANTED],
    [["a.json", "b.json"], WANTED],
    [["-", "a.json"], "'-' reads standard input and stands alone.\n"],
    [["gone.json"], `gone.json: no such file. ${WANTED}`],
    [["*.json"], `*.json: no such file. ${WANTED}`],
    [["flows"], `flows is a folder: ${WANTED}`],
    [["other.json"], "other.json: it holds no state machine definition.\n"],
    [["a.json", "--format", "mermiad"], "Unknown format 'mermiad'. Did you mean 'mermaid'?\n"],
    [["a.json", "--format", "sarif"], "Unknown format 'sarif'. There is mermaid, dot.\n"],
    [["a.json", "--format", "toString"], "Unknown format 'toString'. There is mermaid, dot.\n"],
    [["a.json", "--format", "dot="], "'--format dot=' names no file.\n"],
    [
      ["a.json", "--format", "dot", "--format", "mermaid"],
      "Standard output takes one format: write '--format <name>=<file>' for the others.\n",
    ],
    [["a.json", "--format", "dot=a.json/x"], "a.json/x: cannot be written: a file stands where a folder is needed.\n"],
    [
      ["a.json", "--stdin-filename", "b"],
      "'--stdin-filename' names the text of standard input: give '-' as the path.\n",
    ],
    [["a.json", "--config", "b", "--no-config"], "'--config' and '--no-config' exclude one another.\n"],
    [["a.json", "--fix"], "'--fix' does not go with 'graph'.\n'steplint --help' lists the flags.\n"],
    [["a.json", "--only", "no-tihgt-wait"], "Unknown rule 'no-tihgt-wait'. Did you mean 'no-tight-wait'?\n"],
  ])("refuses %j", (words, stderr) => {
    workshop.write("a.json", GOOD);
    workshop.write("b.json", GOOD);
    workshop.write("other.json", "{}");
    mkdirSync(join(workshop.folder, "flows"));
    expect(workshop.steplint(["graph", ...words])).toMatchObject({ status: 2, stdout: "", stderr });
  });

  test("lets no name forge a line", () => {
    const forged = '"]\n  click s1 href "https://evil.example"\n\u001b[2J```';
    workshop.write("a.json", JSON.stringify({ StartAt: forged, States: { [forged]: { Type: "Pass", Next: forged } } }));
    for (const format of ["mermaid", "dot"]) {
      const { status, stdout } = workshop.steplint(["graph", "a.json", "--format", format]);
      expect([status, stdout.includes("evil.example")]).toEqual([0, true]);
      expect(stdout).not.toMatch(/^\s*(?:click|```)|\u001b/m);
    }
  });
});
