import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { polling } from "../formatters/cost-samples.ts";
import { Recorder } from "../helpers/history.ts";
import { useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

const POLL = JSON.stringify({ StartAt: "Start job", States: polling });
const cost = (...words: readonly string[]) => workshop.steplint(["cost", ...words]);

/** The history of an execution that asks so many times. */
function polled(turns: number) {
  const recorder = new Recorder();
  recorder.main.task("Start job");
  for (let turn = 0; turn < turns; turn++) recorder.main.wait("Wait", 10).task("Get status").choice("Done?");
  recorder.main.through("Succeed", "Packed").end();
  return recorder.history;
}

const write = (history: unknown): void => workshop.write("history.json", JSON.stringify(history));

describe("--history", () => {
  test("shows what an execution took beside the model", () => {
    workshop.write("flow.json", POLL);
    write(polled(4));
    expect(cost("flow.json", "--history", "history.json")).toMatchObject({
      status: 0,
      stdout: `flow.json: an execution that succeeded after 40 s

  transitions       14 (model: 5 best, 14 usual, 14 worst), $0.00035
  events            45 (model: 17 best, 45 usual, 45 worst)
  waited            40 s
  p                 4 turns of 'Wait' -> 'Get status' -> 'Done?', where 30 are assumed

  state       entered  retried  transitions  share       cost  assumed
  Wait              4        0            4   29 %    $0.0001       30
  Get status        4        0            4   29 %    $0.0001       30
  Done?             4        0            4   29 %    $0.0001       30
  Start job         1        0            1    7 %  $0.000025        1
  Packed            1        0            1    7 %  $0.000025        1
  Broken            0        0            0    0 %         $0        1
`,
      stderr: "",
    });
  });

  test("takes prices and what is assumed from flags and configuration", () => {
    workshop.write("flow.json", POLL);
    workshop.write("steplint.jsonc", `{ "cost": { "region": "sa-east-1", "assume": { "Wait": 9 } } }`);
    write(polled(4));
    const words = ["flow.json", "--history", "history.json"];
    expect(cost(...words).stdout).toContain(", where 9 are assumed\n");
    expect(cost(...words, "--assume", "Wait=1").stdout).toContain(", where 1 is assumed\n");
    const { execution } = JSON.parse(cost(...words, "--format", "json").stdout);
    expect(execution.dollars).toBeCloseTo(14 * 0.000_037_5, 12);
  });

  test("is written in every format, and where it goes", () => {
    workshop.write("flow.json", POLL);
    write(polled(1));
    const words = ["flow.json", "--history", "history.json"];
    const both = cost(...words, "--format", "json", "--format", "markdown=out/history.md");
    expect([both.status, JSON.parse(both.stdout).execution.transitions]).toEqual([0, 5]);
    expect(workshop.read("out/history.md").toString()).toMatch(/^\*\*flow\.json\*\*: an execution that succeeded /);
  });

  test("reads the definition from standard input", () => {
    write(polled(2));
    const { status, stdout } = workshop.steplint(["cost", "-", "--history", "history.json"], { input: POLL });
    expect([status, stdout.split("\n")[0]]).toEqual([0, "<stdin>: an execution that succeeded after 20 s"]);
  });

  test("shows what a machine took that has no price", () => {
    workshop.write(
      "flow.json",
      POLL.replace('"Next":"Wait"', '"Next":"Wait","Catch":[{"ErrorEquals":["X"],"Next":"Gone"}]'),
    );
    write(polled(2));
    const { status, stdout } = cost("flow.json", "--history", "history.json");
    expect(status).toBe(0);
    expect(stdout).toContain("there is no model to compare it with: 'Start job' leads to 'Gone',");
    expect(stdout).toMatch(/\n {2}transitions {7}8, \$0\.0002\n/);
  });

  test("fails over a limit by the model, not by what one execution took", () => {
    workshop.write("flow.json", POLL);
    write(polled(1));
    const { status, stderr } = cost("flow.json", "--history", "history.json", "--fail-over", "0.001");
    expect([status, stderr]).toEqual([1, "flow.json: an execution costs $0.0023, and '--fail-over' allows $0.001.\n"]);
  });

  test.each<[what: string, history: string | object, message: RegExp]>([
    ["text", "Not JSON", /^'--history history\.json': it holds no JSON, or not all of it\.\n$/],
    ["nothing", "", /^'--history history\.json': it holds no JSON, or not all of it\.\n$/],
    ["another report", { version: 1, machines: [] }, /^history\.json: This is no history: expected .*\.\n$/],
    ["no event", { events: [] }, /^history\.json: .*expected 'ExecutionStarted'.*\.\n$/],
    [
      "a part",
      { ...polled(2), nextToken: "x" },
      /^history\.json: The history has more than .*: expected all of them.*\.\n$/,
    ],
    ["an end", { events: polled(2).events.slice(3) }, /^history\.json: The history begins with .*\.\n$/],
    ["a gap", { events: polled(2).events.toSpliced(5, 1) }, /^history\.json: Event 6 is missing .*\.\n$/],
    [
      "another machine",
      JSON.stringify(polled(2)).replaceAll("Get status", "Look"),
      /^history\.json: .* enters 'Look', which the machine does not have: .*\.\n$/,
    ],
    [
      "a hostile name",
      JSON.stringify(polled(2)).replaceAll("Get status", "x\\n::error::\\u001b[2J"),
      /^history\.json: .* enters 'x\\n::error::\\u001b\[2J', which .*\n$/,
    ],
  ])("refuses a history that is %s", (_, history, message) => {
    workshop.write("flow.json", POLL);
    workshop.write("history.json", typeof history === "string" ? history : JSON.stringify(history));
    const { status, stdout, stderr } = cost("flow.json", "--history", "history.json", "--format", "json=out.json");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(readdirSync(workshop.folder)).toEqual(["flow.json", "history.json"]);
  });

  test("takes one definition beside it", () => {
    write(polled(1));
    const refused = (...words: string[]) => {
      const { status, stdout, stderr } = cost(...words, "--history", "history.json");
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      return stderr;
    };
    expect(refused()).toBe("'--history' takes one definition beside it, and none was found.\n");
    expect(refused("gone.json")).toBe("gone.json: no such file or folder.\n");
    workshop.write("flow.json", POLL);
    workshop.write("other.json", POLL);
    expect(refused()).toBe("'--history' takes one definition beside it, and 2 were found.\n");
    expect(refused("flow.json", "other.json")).toBe("'--history' takes one definition beside it, and 2 were found.\n");
  });

  test("refuses an Express machine", () => {
    workshop.write("flow.json", POLL);
    workshop.write("steplint.jsonc", `{ "workflows": [{ "files": "flow.json", "type": "EXPRESS" }] }`);
    write(polled(1));
    expect(cost("flow.json", "--history", "history.json")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "'--history' reads what Standard executions took: AWS keeps no history of Express ones.\n",
    });
  });
});
