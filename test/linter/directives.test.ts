import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/linter/rule.ts";
import type { Directive } from "../../src/linter/suppress.ts";
import { lintText, ruleOf } from "../helpers/lint.ts";

const state: Rule = ruleOf({
  State({ name, nameRange }, { report }) {
    report({ at: nameRange, messageId: "found", data: { what: name } });
  },
});
const wait: Rule = ruleOf({
  Wait({ seconds }, { report }) {
    if (seconds !== undefined) report({ at: seconds.range, messageId: "found", data: { what: "seconds" } });
  },
});
const quiet: Rule = ruleOf({});

/** What is reported and what is silenced, as `rule message`, the silenced with its reason behind it. */
function outcome(text: string, path = "machine.asl.yaml", rules: Readonly<Record<string, Rule>> = { state, wait }) {
  const { problems } = lintText(text, rules, { path });
  const shown = ({ ruleId, message }: { ruleId: string; message: string }): string => `${ruleId} ${message}`;
  return {
    reported: problems.filter(({ suppressed }) => suppressed === undefined).map(shown),
    silenced: problems.flatMap((problem) =>
      problem.suppressed ? `${shown(problem)} ${problem.suppressed.reason ?? ""}`.trim() : [],
    ),
  };
}

/** The directives of a text as rules see them. */
function judged(text: string, rules: Readonly<Record<string, Rule>>, path = "machine.asl.yaml"): Directive[] {
  const seen: Directive[] = [];
  const judge = ruleOf({
    Directive(directive) {
      seen.push(directive);
    },
  });
  lintText(
    text,
    { ...rules, judge },
    { path, known: { ruleIds: ["off-rule", "mine/x", "judge", ...Object.keys(rules)] } },
  );
  return seen;
}

const machine = (a = "", b = "", c = ""): string => `StartAt: A
States:
  A: { Type: Pass, Next: B } ${a}
  ${b}
  B: { Type: Wait, Seconds: 5, Next: C }
  ${c}
  C: { Type: Succeed }
`;

describe("comments in YAML", () => {
  it("cover their line", () => {
    expect(outcome(machine("# steplint-disable-line state -- why"))).toEqual({
      reported: ["state Found B.", "wait Found seconds.", "state Found C."],
      silenced: ["state Found A. why"],
    });
  });

  it("cover the next line, and only the rules they name", () => {
    expect(outcome(machine("", "# steplint-disable-next-line state"))).toEqual({
      reported: ["state Found A.", "wait Found seconds.", "state Found C."],
      silenced: ["state Found B."],
    });
  });

  it("cover the next line behind further comments and blank lines", () => {
    const text = machine(
      "",
      "# steplint-disable-next-line\n  # another comment\n\n  # steplint-disable-next-line wait -- two",
    );
    expect(outcome(text).silenced).toEqual(["state Found B.", "wait Found seconds."]);
  });

  it("cover what follows, to an enable or the end", () => {
    expect(outcome(machine("", "# steplint-disable state")).reported).toEqual([
      "state Found A.",
      "wait Found seconds.",
    ]);
    expect(outcome(machine("", "# steplint-disable state", "# steplint-enable")).silenced).toEqual(["state Found B."]);
    expect(outcome(machine("", "# steplint-disable", "# steplint-enable state"))).toEqual({
      reported: ["state Found A.", "state Found C."],
      silenced: ["state Found B.", "wait Found seconds."],
    });
    expect(outcome(machine("", "# steplint-disable state", "# steplint-enable wait")).reported).toEqual([
      "state Found A.",
      "wait Found seconds.",
    ]);
  });

  it("say nothing on the last line of a file", () => {
    expect(outcome(`${machine()}# steplint-disable-next-line`).silenced).toEqual([]);
    expect(outcome(`${machine()}# steplint-disable-next-line\n`).silenced).toEqual([]);
  });

  it("are no directives inside strings", () => {
    expect(
      outcome(`StartAt: A\nStates:\n  A: { Type: Pass, Result: "# steplint-disable-line", End: true }\n`).silenced,
    ).toEqual([]);
  });

  it("do not count where they are turned off", () => {
    const text = machine("# steplint-disable-line");
    expect(
      lintText(text, { state }, { path: "a.asl.yaml", known: { inlineConfig: false } }).problems.map(
        ({ suppressed }) => suppressed,
      ),
    ).toEqual([undefined, undefined, undefined]);
  });
});

describe("comments in JSON", () => {
  const json = (before: string, behind = ""): string => `{
  "StartAt": "A",
  "States": {
    ${before}
    "A": { "Type": "Succeed" } ${behind}
  }
}`;

  it.each([
    ["// steplint-disable-next-line state -- why", "", ["state Found A. why"]],
    ["/* steplint-disable-next-line state */", "", ["state Found A."]],
    ["/* steplint-disable-next-line\n     state -- over two lines */", "", ["state Found A. over two lines"]],
    ["", "// steplint-disable-line", ["state Found A."]],
    ["/* steplint-disable */", "", ["state Found A."]],
    ["// steplint-disable-line", "", []],
  ])("cover as in YAML: %s %s", (before, behind, silenced) => {
    expect(outcome(json(before, behind), "a.jsonc").silenced).toEqual(silenced);
  });

  it("count before another thing on their line", () => {
    expect(
      outcome(`{ "StartAt": "A", "States": { /* steplint-disable state */ "A": { "Type": "Succeed" } } }`, "a.jsonc")
        .silenced,
    ).toEqual(["state Found A."]);
  });
});

describe("Comment fields", () => {
  it("cover the state, and what is inside it", () => {
    const text = `StartAt: All
States:
  All:
    Type: Parallel
    Comment: Does both. steplint-disable state -- why
    Branches:
      - StartAt: Inner
        States: { Inner: { Type: Wait, Seconds: 3, End: true } }
    Next: After
  After: { Type: Succeed }
`;
    expect(outcome(text)).toEqual({
      reported: ["wait Found seconds.", "state Found After."],
      silenced: ["state Found All. why", "state Found Inner. why"],
    });
  });

  it("cover the machine, a branch, a rule and a catcher that they stand in", () => {
    const text = `{
  "Comment": "steplint-disable wait",
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        { "Comment": "steplint-disable state", "StartAt": "A", "States": { "A": { "Type": "Wait", "Seconds": 2, "End": true } } },
        { "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }
      ],
      "Catch": [{ "Comment": "steplint-disable catcher", "ErrorEquals": ["States.ALL"], "Next": "Both" }],
      "End": true
    }
  }
}`;
    const catcher = ruleOf({
      Catcher({ next }, { report }) {
        if (next !== undefined) report({ at: next.range, messageId: "found", data: { what: "catcher" } });
      },
    });
    expect(outcome(text, "a.asl.json", { state, wait, catcher })).toEqual({
      reported: ["state Found Both.", "state Found B."],
      silenced: ["state Found A.", "wait Found seconds.", "catcher Found catcher."],
    });
  });

  it("know only disable", () => {
    expect(
      outcome(machine().replace("A: { Type: Pass", "A: { Type: Pass, Comment: steplint-disable-line")).silenced,
    ).toEqual([]);
  });

  it("in payloads are data", () => {
    const text = `StartAt: A\nStates:\n  A: { Type: Pass, Result: { Comment: steplint-disable }, End: true }\n`;
    expect(outcome(text).silenced).toEqual([]);
  });
});

describe("of several directives", () => {
  it("that of the line silences, then that of the stretch, then that of the state", () => {
    const text = `StartAt: A
# steplint-disable state -- stretch
States:
  A: # steplint-disable-line state -- line
    Type: Pass
    Comment: steplint-disable -- field
    Next: B
  B:
    Type: Wait
    Comment: steplint-disable -- field
    Seconds: 5
    End: true
`;
    expect(outcome(text).silenced).toEqual([
      "state Found A. line",
      "state Found B. stretch",
      "wait Found seconds. field",
    ]);
  });
});

describe("directives after a run", () => {
  it("know what they silenced", () => {
    const [directive] = judged(
      machine("# steplint-disable-line state, quiet, off-rule, mine/x, other/x, nosuch, stat, judge"),
      { state, quiet },
    );
    expect(directive?.names.map(({ id, state: what, nearest }) => [id, what, nearest])).toEqual([
      ["state", "used", undefined],
      ["quiet", "unused", undefined],
      ["off-rule", "unjudged", undefined],
      ["mine/x", "unjudged", undefined],
      ["other/x", "unjudged", undefined],
      ["nosuch", "unknown", undefined],
      ["stat", "unknown", "state"],
      ["judge", "unjudged", undefined],
    ]);
  });

  it("are unknown in a plugin that is loaded and has no such rule", () => {
    const [directive] = judged(machine("# steplint-disable-line mine/y"), { state });
    expect(directive?.names.map(({ state: what }) => what)).toEqual(["unknown"]);
  });

  it("without names are idle if they silence nothing", () => {
    const idle = (text: string): boolean[] => judged(text, { state }).map(({ isIdle }) => isIdle);
    expect(idle(machine("# steplint-disable-line"))).toEqual([false]);
    expect(idle(`# steplint-disable-line\n${machine()}`)).toEqual([true]);
    expect(idle(`# steplint-enable\n${machine()}`)).toEqual([true]);
    expect(idle(`# steplint-disable\n${machine()}# steplint-enable\n`)).toEqual([false, false]);
    expect(
      idle(machine("# steplint-disable-line state").replace("Seconds: 5", 'Comment: "steplint-disable", Seconds: 5')),
    ).toEqual([false, false]);
  });

  it("give the credit to one directive alone", () => {
    const text = machine("# steplint-disable-line state", "", "").replace(
      "StartAt",
      "# steplint-disable state\nStartAt",
    );
    const states = judged(text, { state }).map(({ names }) => names.map(({ state: what }) => what));
    expect(states).toEqual([["used"], ["used"]]);
    const redundant = `StartAt: A\nStates:\n  # steplint-disable state\n  A: { Type: Succeed } # steplint-disable-line state\n`;
    expect(judged(redundant, { state }).map(({ names }) => names[0]?.state)).toEqual(["unused", "used"]);
  });

  it("are not judged by a rule that crashed, nor where any crashed if they name none", () => {
    const crashing = ruleOf({
      StateMachine() {
        throw new Error("planted");
      },
    });
    const directives = judged(`# steplint-disable-next-line crashing\n# steplint-disable-next-line\n\n${machine()}`, {
      crashing,
    });
    expect(directives.map(({ names, isIdle }) => [names[0]?.state, isIdle])).toEqual([
      ["unjudged", false],
      [undefined, false],
    ]);
  });

  it("cannot silence a crash", () => {
    const crashing = ruleOf({
      StateMachine() {
        throw new Error("planted");
      },
    });
    const { problems, crashed } = lintText(`# steplint-disable\n${machine()}`, { crashing }, { path: "a.asl.yaml" });
    expect([crashed, problems.map(({ messageId, suppressed }) => [messageId, suppressed])]).toEqual([
      true,
      [["crash", undefined]],
    ]);
  });

  it("are silenced by name alone", () => {
    const judge = ruleOf({
      Directive({ range }, { report }) {
        report({ at: range, messageId: "found", data: { what: "directive" } });
      },
    });
    const text = (names: string): string => `# steplint-disable ${names}\n${machine()}`;
    expect(outcome(text(""), "a.asl.yaml", { judge }).silenced).toEqual([]);
    expect(outcome(text("judge"), "a.asl.yaml", { judge }).silenced).toEqual(["judge Found directive."]);
  });
});
