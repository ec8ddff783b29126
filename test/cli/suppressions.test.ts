import { describe, expect, test } from "vitest";
import { useWorkshop } from "./workshop.ts";

const workshop = useWorkshop();

const yaml = (nextLine: string, behind = ""): string => `StartAt: Gone
States:
  ${nextLine}
  A: { Type: Succeed } ${behind}
`;

interface Problem {
  ruleId: string;
  suppressed: { kind: string; reason: string | null } | null;
}

/** Exit code, what counts, and what is silenced with its reason. */
function lint(...words: string[]) {
  const { status, stdout } = workshop.steplint([...words, "--format", "json"]);
  const problems: Problem[] = JSON.parse(stdout).results[0].problems;
  return {
    status,
    reported: problems.filter(({ suppressed }) => suppressed === null).map(({ ruleId }) => ruleId),
    silenced: problems.flatMap(({ ruleId, suppressed }) => (suppressed ? [`${ruleId}: ${suppressed.reason}`] : [])),
  };
}

describe("directives", () => {
  test.each([
    ["disable-line", "a.asl.yaml", yaml("").replace("StartAt: Gone", "StartAt: Gone # steplint-disable-line -- why")],
    ["disable-next-line", "a.asl.yaml", `# steplint-disable-next-line valid-transition -- why\n${yaml("")}`],
    ["disable", "a.asl.yaml", `# steplint-disable valid-transition -- why\n${yaml("")}`],
    ["disable and enable", "a.asl.yaml", `# steplint-disable -- why\n${yaml("# steplint-enable")}`],
    ["a machine's Comment", "a.asl.yaml", `Comment: steplint-disable valid-transition -- why\n${yaml("")}`],
    [
      "a comment in JSON",
      "a.asl.jsonc",
      `{ /* steplint-disable valid-transition -- why */ "StartAt": "Gone", "States": { "A": { "Type": "Succeed" } } }`,
    ],
    [
      "a Comment field in JSON",
      "a.asl.json",
      `{ "Comment": "steplint-disable valid-transition -- why", "StartAt": "Gone", "States": { "A": { "Type": "Succeed" } } }`,
    ],
  ])("%s silence a problem, and its reason is in the report", (_, path, text) => {
    workshop.write(path, text);
    const { status, silenced, reported } = lint();
    expect({ status, silenced, reported }).toEqual({ status: 0, silenced: ["valid-transition: why"], reported: [] });
    expect(workshop.steplint([]).stdout).toBe("1 definition in 1 file, no problems\n");
    expect(lint("--no-inline-config")).toEqual({ status: 1, silenced: [], reported: ["valid-transition"] });
  });

  test("cover the parts of a state by its Comment", () => {
    const ask = "arn:aws:lambda:eu-west-1:123456789012:function:ask";
    const toNowhere = "{ ErrorEquals: [States.ALL], Next: B }";
    workshop.write(
      "a.asl.yaml",
      yaml("")
        .replace("StartAt: Gone", "StartAt: A")
        .replace(
          "Succeed",
          `Task, Resource: "${ask}", Comment: steplint-disable -- why, Catch: [${toNowhere}], End: true`,
        ),
    );
    expect(lint()).toEqual({ status: 0, silenced: ["valid-transition: why"], reported: [] });
  });

  test("that do nothing are reported and mended", () => {
    workshop.write("a.asl.yaml", yaml("# steplint-disable-next-line no-tight-wait").replace("Gone", "A"));
    expect(lint().reported).toEqual(["no-unused-disable"]);
    expect(lint("--only", "no-unused-disable").reported).toEqual(["no-unused-disable"]);
    expect(lint("--only", "valid-syntax").reported).toEqual([]);
    expect(lint("--rule", "no-tight-wait: off").reported).toEqual([]);
    expect(workshop.steplint(["--fix"]).stderr).toBe("Fixed 1 problem.\n");
    expect(workshop.read("a.asl.yaml").toString()).toBe("StartAt: A\nStates:\n  A: { Type: Succeed } \n");
  });

  test("about all rules are judged only where all run that are recommended", () => {
    workshop.write("a.asl.yaml", yaml("# steplint-disable-next-line -- why").replace("Gone", "A"));
    expect(lint().reported).toEqual(["no-unused-disable"]);
    expect(lint("--rule", "no-tight-wait: off").reported).toEqual([]);
    workshop.write("steplint.jsonc", `{ "overrides": [{ "files": "a*", "rules": { "no-tight-wait": "off" } }] }`);
    expect(lint().reported).toEqual([]);
  });

  test("with misspelt names are reported with the nearest name", () => {
    workshop.write("a.asl.yaml", yaml("# steplint-disable-next-line no-tihgt-wait"));
    expect(workshop.steplint(["--only", "no-unused-disable"]).stdout).toContain(
      "a.asl.yaml:3:32  warning  Rule 'no-tihgt-wait' does not exist, so nothing is turned off. Did you mean 'no-tight-wait'?  no-unused-disable",
    );
  });

  test("need reasons where a rule says so", () => {
    workshop.write("a.asl.yaml", `# steplint-disable-next-line valid-transition\n${yaml("")}`);
    expect(lint().reported).toEqual([]);
    expect(lint("--rule", "require-disable-reason: error")).toMatchObject({
      status: 1,
      reported: ["require-disable-reason"],
    });
  });

  test("keep --fix from mending what they silence", () => {
    const text = `{ "Comment": "steplint-disable valid-syntax -- kept so", "StartAt": "A", "States": { "A": { "Type": "Succeed" }, } }`;
    workshop.write("a.json", text);
    expect(workshop.steplint(["--fix"])).toMatchObject({ status: 0, stderr: "" });
    expect(workshop.read("a.json").toString()).toBe(text);
  });
});
