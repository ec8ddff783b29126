import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { polling, waiting } from "../formatters/cost-samples.ts";
import { BROKEN, GOOD, useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

const flow = (states: object, more: object = {}): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });
const POLL = flow(polling);
const SYNC = flow(waiting);
const EACH = flow({
  "Per file": {
    Type: "Map",
    ItemProcessor: { StartAt: "Pack", States: { Pack: { Type: "Pass", End: true } } },
    End: true,
  },
});
const UNPRICED = flow({ A: { Type: "Pass", Next: "Nowhere" } });

const cost = (...words: readonly string[]) => workshop.steplint(["cost", ...words]);
/** What a run in JSON says, which ends well. */
const costs = (...words: readonly string[]) => {
  const { status, stdout, stderr } = cost(...words, "--format", "json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
};
const costOf = (...words: readonly string[]) => costs(...words).machines[0];

describe("cost", () => {
  test("says what the executions of a file cost", () => {
    workshop.write("flows/a.json", POLL);
    expect(cost("flows/a.json")).toMatchObject({
      status: 0,
      stdout: `flows/a.json                                                STANDARD   O(n)

  transitions       5 best · 2 + 3·p usual and worst
  p                 turns of 'Wait' -> 'Get status' -> 'Done?'   every 10 s, no bound
                    1,080 transitions ($0.027) for each hour of waiting;
                    history is full after 7 h 42 min
  events            17 best · 9 + 9·p usual and worst, of 25,000
  literal waiting   10 best · 10·p usual and worst, in seconds

  per execution     $0.00005 + $0.000075·p        p = 30 (assumed):  $0.0023
  100,000 a month   $230        1,000,000: $2,300        10,000,000: $23,000
${cost("flows/a.json")
  .stdout.split("\n")
  .find((line) => line.startsWith("  as Express"))}
  cheaper           glue:startJobRun.sync in 'Start job' makes p disappear:
                    $225 a month less at 100,000
`,
      stderr: "",
    });
  });

  test("takes files and folders, those of this folder by default, in the order of their paths", () => {
    workshop.write("b/poll.json", POLL);
    workshop.write("b/readme.json", "{}");
    workshop.write("a.json", SYNC);
    const pathsOf = (...words: string[]) =>
      costs(...words).machines.map(({ filePath }: { filePath: string }) => filePath);
    expect(pathsOf()).toEqual(["a.json", "b/poll.json"]);
    expect(pathsOf("b", "a.json")).toEqual(["a.json", "b/poll.json"]);
    expect(pathsOf("b")).toEqual(["b/poll.json"]);
    expect(pathsOf("--ignore-pattern", "b")).toEqual(["a.json"]);
    expect(cost().stdout.match(/^\S.*$/gm)).toHaveLength(2);
  });

  test("obeys .gitignore unless told otherwise", () => {
    workshop.write("a.json", POLL);
    workshop.write(".gitignore", "a.json");
    expect(costs("--no-gitignore").machines).toHaveLength(1);
    expect(cost().stdout).toBe("");
  });

  test("reads standard input, under a name if one is given", () => {
    const { status, stdout } = workshop.steplint(["cost", "-"], { input: POLL });
    expect([status, stdout.split("\n")[0]]).toEqual([0, expect.stringMatching(/^<stdin> +STANDARD {3}O\(n\)$/)]);
    workshop.write("flows/steplint.jsonc", `{ "cost": { "assume": { "Wait": 7 } } }`);
    const named = workshop.steplint(["cost", "-", "--stdin-filename", "flows/b.yaml"], { input: POLL });
    expect(named.stdout).toMatch(/^flows\/b\.yaml /);
    expect(named.stdout).toContain(" p = 7: ");
  });

  test("writes several formats, each where it goes", () => {
    workshop.write("a.json", POLL);
    const words = ["--format", "text", "--format", "json=out/cost.json", "--format", "markdown=out/cost.md"];
    expect(cost("a.json", ...words)).toMatchObject({ status: 0, stdout: cost("a.json").stdout, stderr: "" });
    expect(workshop.read("out/cost.json").toString()).toBe(cost("a.json", "--format", "json").stdout);
    const markdown = cost("a.json", "--format=markdown").stdout;
    expect(workshop.read("out/cost.md").toString()).toBe(markdown);
    expect(markdown).toMatch(/^\| machine \| .*\n\| --- .*\n\| a\.json \| STANDARD \| O\(n\) \| 5 \| 2 \+ 3·p \| /);
  });

  test("advises nothing that the configuration or a comment turns off", () => {
    workshop.write("a.json", POLL);
    expect(costOf("a.json").advice).toHaveLength(1);
    workshop.write("steplint.jsonc", `{ "rules": { "prefer-sync-integration": "off" } }`);
    expect(costOf("a.json").advice).toEqual([]);
    expect(costOf("a.json", "--no-config").advice).toHaveLength(1);
    workshop.write("b.json", flow(polling, { Comment: "steplint-disable prefer-sync-integration" }));
    expect(costOf("b.json", "--no-config").advice).toEqual([]);
  });

  test("counts as Express what a configuration says is", () => {
    workshop.write("a.json", POLL);
    workshop.write("steplint.jsonc", `{ "workflows": [{ "files": "a.json", "type": "EXPRESS" }] }`);
    const { type, growth, money } = costOf("a.json");
    expect({ type, growth, notExpress: money.notExpress }).toMatchObject({ type: "EXPRESS", growth: "O(1)" });
    expect(cost("a.json").stdout).toContain("\n  as Standard       $0.0023 per execution\n");
  });

  test("shows what can be priced beside what cannot, and why", () => {
    workshop.write("a.json", UNPRICED);
    workshop.write("b.json", SYNC);
    workshop.write("c.json", `{ "StartAt": "A" "States": { "A": { "Type": "Succeed" } } }`);
    const { status, stdout, stderr } = cost();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(
      /^a\.json\n\n {2}not priced {8}'A' leads to 'Nowhere', which does not exist\.\n\nb\.json {2,}STANDARD/,
    );
    expect(stdout).toMatch(/\n\nc\.json\n\n {2}not priced {8}Its text is broken in line 1: /);
    const { machines, summary } = costs();
    expect(summary).toEqual({ machines: 3, unpriced: 2 });
    expect(machines.map(({ unpriced }: { unpriced: string | null }) => unpriced === null)).toEqual([
      false,
      true,
      false,
    ]);
    expect(cost("--format", "markdown").stdout).toContain("**a.json**\n\n- not priced: 'A' leads to 'Nowhere', ");
  });

  test("says that a folder holds nothing", () => {
    mkdirSync(join(workshop.folder, "empty"));
    const stderr = "No state machine definition found in empty.\n";
    expect(cost("empty", "--assume", "Wait=3", "--format", "text=out.txt")).toMatchObject({
      status: 0,
      stdout: "",
      stderr,
    });
    expect(readdirSync(workshop.folder)).toEqual(["empty"]);
    const { status, stdout } = cost("empty", "--format", "json");
    expect({ status, report: JSON.parse(stdout) }).toEqual({
      status: 0,
      report: { version: 1, machines: [], summary: { machines: 0, unpriced: 0 } },
    });
  });

  test("shows the rest where a named file holds nothing, and ends with 2", () => {
    workshop.write("a.json", SYNC);
    workshop.write("readme.json", "{}");
    const stderr = "gone.json: no such file or folder.\nreadme.json: it holds no state machine definition.\n";
    expect(cost("readme.json", "a.json", "gone.json")).toMatchObject({
      status: 2,
      stdout: cost("a.json").stdout,
      stderr,
    });
    expect(cost("readme.json", "gone.json", "--assume", "Wait=3")).toMatchObject({ status: 2, stdout: "", stderr });
    expect(cost("readme.json", "a.json", "--ignore-unknown")).toMatchObject({ status: 0, stderr: "" });
  });

  test("ends with 2 where a report cannot be written", () => {
    workshop.write("a.json", SYNC);
    expect(cost("a.json", "--format", "json=a.json/x")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "a.json/x: cannot be written: a file stands where a folder is needed.\n",
    });
  });

  test("tells what it reads", () => {
    workshop.write("a.json", SYNC);
    expect(cost("a.json", "--debug").stderr).toMatch(/ms\] a\.json: 0 problems by \d+ rules, named\n/);
  });
});

describe("--executions", () => {
  test("sets the volume, over the configuration", () => {
    workshop.write("a.json", SYNC);
    workshop.write("steplint.jsonc", `{ "cost": { "executionsPerMonth": 5000 } }`);
    const volumesOf = (...words: string[]) =>
      costOf("a.json", ...words).money.monthly.map(({ executions }: { executions: number }) => executions);
    expect(volumesOf()).toEqual([5_000, 50_000, 500_000]);
    expect(volumesOf("--executions", "20")).toEqual([20, 200, 2_000]);
    expect(volumesOf("--no-config")).toEqual([100_000, 1_000_000, 10_000_000]);
    expect(cost("a.json", "--executions=1e12").stdout).toContain(
      "\n  1,000,000,000,000 a month  $50,000,000        10,000,000,000,000: $500,000,000",
    );
  });
});

describe("--assume", () => {
  const assumed = (...words: string[]) => costOf("a.json", ...words).money.assumed;

  test("sets turns of a loop by any state in it, a number or a time", () => {
    workshop.write("a.json", POLL);
    expect(assumed("--assume", "Wait=7")).toEqual({ p1: 7 });
    expect(assumed("--assume", "Done?=2m")).toEqual({ p1: 12 });
    expect(assumed("--assume", "Get status=0")).toEqual({ p1: 0 });
    expect(assumed("--assume", "Wait=1", "--assume", "Wait=2")).toEqual({ p1: 2 });
    expect(assumed("--assume", "Wait=365d")).toEqual({ p1: 3_153_600 });
    expect(costOf("a.json", "--assume=Wait=7").money.guessed).toEqual([]);
  });

  test("sets items of a Map", () => {
    workshop.write("a.json", EACH);
    expect(assumed("--assume", "Per file=1000000000")).toEqual({ m1: 1_000_000_000 });
    expect(cost("a.json", "--assume", "Per file=2.5").stdout).toContain("m = 3:  $0.0000875\n");
  });

  test("takes a name with '=' in it", () => {
    workshop.write("a.json", POLL.replaceAll('"Wait"', '"a=b=3"').replace('"Type":"a=b=3"', '"Type":"Wait"'));
    expect(assumed("--assume", "a=b=3=5")).toEqual({ p1: 5 });
  });

  test("stands over the configuration, which may name what is elsewhere", () => {
    workshop.write("a.json", POLL);
    workshop.write("steplint.jsonc", `{ "cost": { "assume": { "Wait": "1m", "Elsewhere": 3 } } }`);
    expect(assumed()).toEqual({ p1: 6 });
    expect(assumed("--assume", "Wait=4")).toEqual({ p1: 4 });
    expect(cost("a.json").stdout).toContain(" p = 6:  ");
  });

  test("may name a state that only one of several machines has", () => {
    workshop.write("a.json", POLL);
    workshop.write("b.json", EACH);
    const [a, b] = costs("--assume", "Per file=3").machines;
    expect([a.money.assumed, b.money.assumed]).toEqual([{ p1: 30 }, { m1: 3 }]);
  });
});

describe("prices", () => {
  test("are those of the Region, and of the configuration", () => {
    workshop.write("a.json", SYNC);
    const perExecution = (...words: string[]) => costOf("a.json", ...words).money.perExecution.standard;
    expect(perExecution("--region", "eu-west-3")).toBeCloseTo(2 * 0.000_029_7, 12);
    workshop.write("steplint.jsonc", `{ "cost": { "region": "sa-east-1" } }`);
    expect(perExecution()).toBeCloseTo(2 * 0.000_037_5, 12);
    expect(perExecution("--region", "us-east-1")).toBeCloseTo(2 * 0.000_025, 12);
    workshop.write("steplint.jsonc", `{ "cost": { "region": "xx-new-1", "prices": { "per1000Transitions": 1000 } } }`);
    expect(costOf("a.json").money).toMatchObject({ region: "xx-new-1", perExecution: { standard: 2 } });
    workshop.write("steplint.jsonc", `{ "cost": { "prices": { "freeTransitionsPerMonth": 4000 } } }`);
    expect(costOf("a.json", "--executions", "2000").money.monthly[0].standard).toBe(0);
    expect(cost("a.json", "--executions", "2000").stdout).toContain("\n  2,000 a month     $0        20,000: $0.90 ");
  });

  test("of Express are said not to be known where they are not", () => {
    workshop.write("a.json", EACH);
    expect(cost("a.json", "--region", "eu-west-3").stdout).toContain(
      "\n  as Express        not known: no Express price is known for eu-west-3\n",
    );
  });

  test("quotas are those of the configuration, too", () => {
    workshop.write("a.json", EACH);
    workshop.write("steplint.jsonc", `{ "cost": { "quotas": { "historyEvents": 40 } } }`);
    const { stdout } = cost("a.json");
    expect(stdout).toContain(" worst, of 40\n                    as many as 46 with these values: ");
  });
});

describe("--fail-over", () => {
  test("ends with 1 and says which machine costs more", () => {
    workshop.write("a.json", POLL);
    workshop.write("b.json", SYNC);
    const { status, stdout, stderr } = cost("--fail-over", "0.001");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "a.json: an execution costs $0.0023, and '--fail-over' allows $0.001.\n",
    });
    expect(stdout).toBe(cost().stdout);
    expect(cost("--fail-over", "0").stderr.match(/^[ab]\.json: an execution costs/gm)).toHaveLength(2);
  });

  test.each(["0.0023", "$0.01", ".01", "1e3", "1."])("allows %s", (amount) => {
    workshop.write("a.json", POLL);
    expect(cost("a.json", "--fail-over", amount)).toMatchObject({ status: 0, stderr: "" });
  });

  test("counts what is assumed", () => {
    workshop.write("a.json", POLL);
    expect(cost("a.json", "--fail-over", "0.01", "--assume", "Wait=1h").status).toBe(1);
  });
});

describe("--compare", () => {
  /** Writes the report of what is there now. */
  const remember = (): void => {
    expect(cost("--format", "json=base.json").status).toBe(0);
  };
  const HEAD = /^machine +growth +transitions +per execution +100,000 a month\n/;

  test("shows what a change saves", () => {
    workshop.write("a.json", POLL);
    remember();
    workshop.write("a.json", SYNC);
    expect(cost("--compare", "base.json")).toMatchObject({
      status: 0,
      stdout: [
        "machine  growth        transitions  per execution       100,000 a month",
        "a.json   O(n) -> O(1)  92 -> 2      $0.0023 -> $0.00005  -$225",
        "",
      ]
        .join("\n")
        .replace("per execution       100", "per execution        100"),
      stderr: "",
    });
    expect(cost("--compare", "base.json", "--format", "markdown").stdout).toBe(
      [
        "| machine | growth | transitions | per execution | 100,000 a month |",
        "| --- | --- | --- | --- | --- |",
        "| a.json | O(n) -> O(1) | 92 -> 2 | $0.0023 -> $0.00005 | -$225 |",
        "",
      ].join("\n"),
    );
    expect(costs("--compare", "base.json").changes).toMatchObject([
      {
        machine: "a.json",
        status: "kept",
        before: { growth: "O(n)", transitions: 92, perExecution: 0.0023 },
        after: { growth: "O(1)", transitions: 2 },
        executions: 100_000,
      },
    ]);
  });

  test("says what is new, gone, the same and not priced", () => {
    workshop.write("gone.json", SYNC);
    workshop.write("dear.json", SYNC);
    workshop.write("mended.json", UNPRICED);
    workshop.write("same.json", POLL);
    remember();
    workshop.write("other/gone.json", "{}");
    workshop.write("gone.json", "{}");
    workshop.write("dear.json", POLL);
    workshop.write("mended.json", SYNC);
    workshop.write("new.json", UNPRICED);
    workshop.write("second.json", SYNC);
    const { status, stdout } = cost("--compare", "base.json", "--fail-over", "1");
    expect(status).toBe(0);
    expect(stdout).toMatch(HEAD);
    expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["machine", "growth", "transitions", "per execution", "100,000 a month"],
      ["dear.json", "O(1) -> O(n)", "2 -> 92", "$0.00005 -> $0.0023", "+$225"],
      ["mended.json", "not priced -> O(1)", "not priced -> 2", "not priced -> $0.00005", "not known"],
      ["new.json (new)", "not priced", "not priced", "not priced", "not known"],
      ["same.json", "O(n)", "92", "$0.0023", "no change"],
      ["second.json (new)", "O(1)", "2", "$0.00005", "+$5.00"],
      ["gone.json (gone)", "O(1)", "2", "$0.00005", "-$5.00"],
      [""],
    ]);
  });

  test("finds a machine again in a file that was moved", () => {
    workshop.write("a/poll.json", POLL);
    workshop.write("a/each.json", EACH);
    remember();
    workshop.write("a/poll.json", "{}");
    workshop.write("a/each.json", "{}");
    workshop.write("b/poll.json", SYNC);
    workshop.write("b/each.json", EACH);
    expect(cost("--compare", "base.json").stdout.match(/^b\/.*$/gm)).toEqual([
      expect.stringMatching(/^b\/each\.json +O\(n\) .* no change$/),
      expect.stringMatching(/^b\/poll\.json +O\(n\) -> O\(1\) .* -\$225$/),
    ]);
  });

  test("pairs no files that are called alike where there are several", () => {
    for (const folder of ["a", "b"]) workshop.write(`${folder}/flow.json`, SYNC);
    remember();
    for (const folder of ["a", "b"]) workshop.write(`${folder}/flow.json`, "{}");
    for (const folder of ["c", "d"]) workshop.write(`${folder}/flow.json`, POLL);
    const marks = cost("--compare", "base.json").stdout.match(/\((?:new|gone)\)/g);
    expect(marks).toEqual(["(new)", "(new)", "(gone)", "(gone)"]);
  });

  test("sets one beside one, whatever they are called", () => {
    workshop.write("before.json", POLL);
    remember();
    workshop.write("after.json", SYNC);
    expect(cost("after.json", "--compare", "base.json").stdout).toMatch(/\nafter\.json +O\(n\) -> O\(1\) /);
  });

  test("counts with the volume and the tiers that count now", () => {
    workshop.write("a.json", SYNC);
    remember();
    workshop.write("a.json", POLL);
    const { stdout } = cost("--compare", "base.json", "--executions", "10");
    expect(stdout).toMatch(/ 10 a month\n.* \+\$0\.022\n$/);
  });

  test("says of each its volume where configurations differ", () => {
    workshop.write("a/flow.json", SYNC);
    workshop.write("b/flow.json", POLL);
    workshop.write("b/steplint.jsonc", `{ "cost": { "executionsPerMonth": 10 } }`);
    remember();
    expect(
      cost("--compare", "base.json")
        .stdout.split("\n")
        .map((line) => line.split(/ {2,}/)[4]),
    ).toEqual(["a month", "no change (100,000)", "no change (10)", undefined]);
  });

  test("says where prices are those of another Region", () => {
    workshop.write("a.json", SYNC);
    remember();
    expect(cost("--compare", "base.json", "--region", "sa-east-1")).toMatchObject({
      status: 0,
      stderr: "base.json counts with the prices of us-east-1, and this with those of sa-east-1.\n",
    });
  });

  test("of nothing and nothing is nothing", () => {
    expect(cost("--compare", "base.json").status).toBe(2);
    workshop.write("base.json", `{ "version": 1, "machines": [] }`);
    expect(cost("--compare", "base.json")).toMatchObject({
      status: 0,
      stdout: "No machine was there before, and none is now.\n",
    });
  });

  test.each([
    ["", "'--compare base.json': it holds no JSON, or not all of it."],
    [`{ "version": 1, "machines": [`, "'--compare base.json': it holds no JSON, or not all of it."],
    ["[]", "and base.json is none."],
    ["null", "and base.json is none."],
    [`{ "version": 1, "results": [] }`, "and base.json is none."],
    [`{ "version": 2, "machines": [] }`, "and base.json is one of version 2, where 1 is read."],
    [`{ "machines": [] }`, "and base.json is one of version undefined, where 1 is read."],
    [
      `{ "version": 1, "machines": [{ "filePath": "a", "money": null }, {}] }`,
      "and base.json is none in 'machines[1]'.",
    ],
    [
      `{ "version": 1, "machines": [{ "filePath": "a", "growth": "O(1)", "money": {} }] }`,
      "and base.json is none in 'machines[0]'.",
    ],
  ])("refuses %j", (text, message) => {
    workshop.write("a.json", SYNC);
    workshop.write("base.json", text);
    const { status, stdout, stderr } = cost("a.json", "--compare", "base.json", "--format", "json=out.json");
    expect({ status, stdout, lines: stderr.split("\n").length }).toEqual({ status: 2, stdout: "", lines: 2 });
    expect(stderr).toContain(message);
    expect(existsSync(join(workshop.folder, "out.json"))).toBe(false);
  });

  test("lets no earlier report forge a line", () => {
    workshop.write("a.json", SYNC);
    remember();
    const base = JSON.parse(workshop.read("base.json").toString());
    base.machines[0] = {
      ...base.machines[0],
      filePath: "x\n::error::\u001b[2J|`",
      name: "@all",
      growth: "O(1)\n\u001b[2J",
    };
    base.machines.push(base.machines[0]);
    workshop.write("base.json", JSON.stringify(base));
    for (const format of ["text", "markdown"]) {
      const { status, stdout } = cost("--compare", "base.json", "--format", format);
      expect([status, stdout.includes("error")]).toEqual([0, true]);
      expect(stdout).not.toMatch(/^::|\u001b/m);
    }
  });
});

describe("what makes no sense is refused", () => {
  const HINT = "'steplint --help' lists the flags.\n";
  test.each([
    [["--executions", "0"], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not '0'.\n"],
    [["--executions", "-1"], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not '-1'.\n"],
    [["--executions", "1.5"], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not '1.5'.\n"],
    [["--executions", "NaN"], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not 'NaN'.\n"],
    [["--executions", "1e999"], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not '1e999'.\n"],
    [["--executions", "1e13"], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not '1e13'.\n"],
    [["--executions", "0x10"], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not '0x10'.\n"],
    [
      ["--executions", "Infinity"],
      "'--executions' takes a whole number from 1 to 1,000,000,000,000, not 'Infinity'.\n",
    ],
    [["--executions", " "], "'--executions' takes a whole number from 1 to 1,000,000,000,000, not ' '.\n"],
    [["--executions="], `'--executions' needs a value: --executions <n>\n${HINT}`],
    [["--executions"], `'--executions' needs a value: --executions <n>\n${HINT}`],
    [["--region", "us-east-11"], "No price is known for Region 'us-east-11'. Did you mean 'us-east-1'?\n"],
    [["--region", "toString"], /^No price is known for Region 'toString'\. There is us-east-1, .*\.\n$/],
    [["--region", "EU-WEST-1"], /^No price is known for Region 'EU-WEST-1'\. /],
    [["--region="], `'--region' needs a value: --region <name>\n${HINT}`],
    [["--fail-over", "-1"], "'--fail-over' takes dollars, such as 0.01, not '-1'.\n"],
    [["--fail-over", "NaN"], "'--fail-over' takes dollars, such as 0.01, not 'NaN'.\n"],
    [["--fail-over", "1e999"], "'--fail-over' takes dollars, such as 0.01, not '1e999'.\n"],
    [["--fail-over", "1,000"], "'--fail-over' takes dollars, such as 0.01, not '1,000'.\n"],
    [["--fail-over", "."], "'--fail-over' takes dollars, such as 0.01, not '.'.\n"],
    [["--fail-over", "$"], "'--fail-over' takes dollars, such as 0.01, not '$'.\n"],
    [["--fail-over="], `'--fail-over' needs a value: --fail-over <dollars>\n${HINT}`],
    [["--assume", "="], "'--assume' takes a state and a number, such as 'Wait=30' or 'Wait=5m', not '='.\n"],
    [["--assume", "=3"], "'--assume' takes a state and a number, such as 'Wait=30' or 'Wait=5m', not '=3'.\n"],
    [["--assume", "Wait"], "'--assume' takes a state and a number, such as 'Wait=30' or 'Wait=5m', not 'Wait'.\n"],
    [["--assume", "Wait="], "'--assume' takes a state and a number, such as 'Wait=30' or 'Wait=5m', not 'Wait='.\n"],
    [["--assume="], `'--assume' needs a value: --assume '<state>=<n>'\n${HINT}`],
    ...["-1", "NaN", "1e999", "1e3", "5x", "5 m", "m", "x", "1,000", "0x10"].map((value): [string[], RegExp] => [
      ["--assume", `Wait=${value}`],
      new RegExp(
        `^'--assume Wait=${value}': '${value}' is neither a number from 0 to 1,000,000,000 nor a time such as 30s, 5m, 2h or 1d\\.\\n$`,
      ),
    ]),
    [["--assume", "Wait=1000000001"], "'--assume Wait=1000000001': a number goes up to 1,000,000,000.\n"],
    [["--assume", "Wait=366d"], "'--assume Wait=366d': a time goes up to 365d, as no execution takes longer.\n"],
    [
      ["--assume", `Wait=${"9".repeat(400)}d`],
      `'--assume Wait=${"9".repeat(400)}d': a time goes up to 365d, as no execution takes longer.\n`,
    ],
    [["--assume", "Wiat=3"], "'--assume Wiat=3': no state of that name turns or has items. Did you mean 'Wait'?\n"],
    [["--assume", "Zzz=3"], "'--assume Zzz=3': no state of that name turns or has items. There is 'Wait'.\n"],
    [
      ["--assume", "__proto__=3"],
      "'--assume __proto__=3': no state of that name turns or has items. There is 'Wait'.\n",
    ],
    [["--assume", "Packed=3"], "'--assume Packed=3': 'Packed' is no Map with items to count, and in no loop.\n"],
    [["--compare", "gone.json"], /^'--compare gone\.json': no such file or folder\.\n$/],
    [["--compare", "."], /^'--compare \.': .*folder.*\.\n$/],
    [["--compare="], `'--compare' needs a value: --compare <file>\n${HINT}`],
    [["--history", "gone.json"], /^'--history gone\.json': no such file or folder\.\n$/],
    [["--history="], `'--history' needs a value: --history <file>\n${HINT}`],
    [["--compare", "a", "--history", "b"], "'--compare' and '--history' exclude one another.\n"],
    [["--format", "jsn"], "Unknown format 'jsn'. Did you mean 'json'?\n"],
    [["--format", "sarif"], "Unknown format 'sarif'. There is text, json, markdown.\n"],
    [["--format", "toString"], "Unknown format 'toString'. There is text, json, markdown.\n"],
    [["--format", "./mine.mjs"], "Unknown format './mine.mjs'. There is text, json, markdown.\n"],
    [["--format", "json="], "'--format json=' names no file.\n"],
    [
      ["--format", "json", "--format", "text"],
      "Standard output takes one format: write '--format <name>=<file>' for the others.\n",
    ],
    [
      ["--format", "json=steplint.json"],
      "'--format json=steplint.json': a report called steplint.json would be read as a configuration.\n",
    ],
    [["--fix"], `'--fix' does not go with 'cost'.\n${HINT}`],
    [["--quiet"], `'--quiet' does not go with 'cost'.\n${HINT}`],
    [["--max-warnings", "1"], `'--max-warnings' does not go with 'cost'.\n${HINT}`],
    [["--only", "no-tight-wait"], `'--only' does not go with 'cost'.\n${HINT}`],
    [["--stats"], `'--stats' does not go with 'cost'.\n${HINT}`],
    [["--execution", "5"], `Unknown flag '--execution'. Did you mean '--executions'?\n${HINT}`],
    [["--asume", "Wait=5"], `Unknown flag '--asume'. Did you mean '--assume'?\n${HINT}`],
    [["-"], "'-' reads standard input and stands alone.\n"],
    [["--stdin-filename", "b"], "'--stdin-filename' names the text of standard input: give '-' as the path.\n"],
    [["--config", "b", "--no-config"], "'--config' and '--no-config' exclude one another.\n"],
    [["--config", "b"], /^.*b.*\n$/],
  ])("%j", (words, stderr) => {
    workshop.write("a.json", POLL);
    const run = cost("a.json", "--format", "json=out.json", ...words);
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 2, stdout: "" });
    if (typeof stderr === "string") expect(run.stderr).toBe(stderr);
    else expect(run.stderr).toMatch(stderr);
    expect(readdirSync(workshop.folder)).toEqual(["a.json"]);
  });

  test.each([
    [`{ "cost": { "region": "us-east-11" } }`, "us-east-1"],
    [`{ "cost": { "executionsPerMonth": 0 } }`, "executionsPerMonth"],
    [`{ "cost": { "assume": { "Wait": -1 } } }`, "assume"],
    [`{ "cost": { "assume": { "Wait": "5x" } } }`, "5x"],
    [`{ "cost": { "prices": { "per1000Transitions": -1 } } }`, "per1000Transitions"],
    [`{ "cost": { "quotas": { "historyEvents": 0 } } }`, "historyEvents"],
    [`{ "cost": { "assumed": {} } }`, "Did you mean 'assume'?"],
  ])("the configuration %s", (config, word) => {
    workshop.write("a.json", POLL);
    workshop.write("steplint.jsonc", config);
    const { status, stdout, stderr } = cost("a.json");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^steplint\.jsonc:1(?::\d+)?: .*\n$/);
    expect(stderr).toContain(word);
  });

  test("but other verbs know none of its flags", () => {
    workshop.write("a.json", BROKEN);
    for (const words of [["a.json"], ["graph", "a.json"]]) {
      expect(workshop.steplint([...words, "--assume", "Wait=3"])).toMatchObject({ status: 2, stdout: "" });
    }
    workshop.write("b.json", GOOD);
    expect(cost("b.json").status).toBe(0);
  });
});
