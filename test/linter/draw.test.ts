import { describe, expect, it, test } from "vitest";
import type { Box } from "../../src/linter/drawing.ts";
import { arrowsOf, boxesOf, drawn, drawnMachine, drawnStates, framesIn, nameOf } from "../helpers/draw.ts";
import { ruleOf } from "../helpers/lint.ts";
import { choice, end, pass, poll, task, wait } from "../helpers/machine.ts";

const branch = (states: Readonly<Record<string, unknown>>, start = Object.keys(states)[0]) => ({
  StartAt: start,
  States: states,
});
const parallel = (branches: readonly unknown[], more: object = { End: true }) => ({
  Type: "Parallel",
  Branches: branches,
  ...more,
});
const map = (states: Readonly<Record<string, unknown>>, more: object = { End: true }) => ({
  Type: "Map",
  ItemProcessor: branch(states),
  ...more,
});
const caught = (next: string, ...errors: string[]) => ({ Catch: [{ ErrorEquals: errors, Next: next }] });

const boxCalled = (states: Readonly<Record<string, unknown>>, name: string): Box => {
  const box = boxesOf(drawnStates(states)).find((each) => nameOf(each) === name);
  if (box === undefined) throw new Error(`no box '${name}'`);
  return box;
};

describe("arrows", () => {
  test.each<[name: string, states: Readonly<Record<string, unknown>>, arrows: string[]]>([
    ["lead from the start to the end", { A: pass("B"), B: end }, ["Start next A", "A next B", "B next End"]],
    [
      "lead from Succeed to the end, and from Fail nowhere",
      { A: choice("B", "C"), B: { Type: "Succeed" }, C: { Type: "Fail" } },
      ["Start next A", "A choice C: $.status = 'S0'", "A default B: default", "B next End"],
    ],
    [
      "name the errors of catchers",
      { A: task("B", caught("C", "E.One", "E.Two")), B: end, C: { Type: "Fail" } },
      ["Start next A", "A next B", "A catch C: catch E.One, E.Two", "B next End"],
    ],
    [
      "say only 'catch' where errors are not known",
      { A: task("B", caught("B", "${Error}")), B: { Type: "Fail" } },
      ["Start next A", "A next B", "A catch B: catch"],
    ],
    [
      "of one kind between two states are one",
      { A: choice("B", "B", "B"), B: { Type: "Fail" } },
      ["Start next A", "A choice B: $.status = 'S0' | $.status = 'S1'", "A default B: default"],
    ],
    [
      "stand for many conditions",
      { A: choice("B", ..."CCCCCC"), B: { Type: "Fail" }, C: { Type: "Fail" } },
      [
        "Start next A",
        "A choice C: $.status = 'S0' | $.status = 'S1' | $.status = 'S2' | and 3 more",
        "A default B: default",
      ],
    ],
    [
      "go to names that do not exist",
      { A: choice("Gone", "Gone"), B: end },
      ["Start next A", "A choice Gone: $.status = 'S0'", "A default Gone: default", "B next End"],
    ],
    ["go to what only deployment knows", { A: pass("${Next}") }, ["Start next A", "A next ${Next}"]],
    [
      "go to what is no name",
      { A: { Type: "Pass", Next: 5 }, B: { Type: "Pass", Next: [] } },
      ["Start next A", "A next 5", "B next …"],
    ],
    ["do not leave a state that says nothing", { A: { Type: "Pass" }, B: 5 }, ["Start next A"]],
  ])("%s", (_, states, arrows) => expect(arrowsOf(drawnStates(states))).toEqual(arrows));

  it("lead to a start that does not exist, and to none that is missing", () => {
    const arrowsFrom = (start: object) => arrowsOf(drawnMachine({ ...start, States: { A: { Type: "Fail" } } }));
    expect(arrowsFrom({ StartAt: "Gone" })).toEqual(["Start next Gone"]);
    expect(arrowsFrom({})).toEqual([]);
  });

  it("keep their labels short", () => {
    const [, chosen] = arrowsOf(drawnStates({ A: choice("B", "B"), B: { Type: "Fail" } }));
    expect(chosen).toBe("A choice B: $.status = 'S0'");
    const long = { Type: "Choice", Choices: [{ Variable: "$.x", StringEquals: `${"a\n ".repeat(40)}`, Next: "B" }] };
    const [, cut] = arrowsOf(drawnStates({ A: long, B: { Type: "Fail" } }));
    expect(cut).toMatch(/^A choice B: \$\.x = '(?:a )+a?…$/);
    expect(cut?.length).toBe("A choice B: ".length + 60);
  });
});

describe("branches and items", () => {
  it("lie in frames between their state and where they join", () => {
    const drawing = drawnStates({
      Both: parallel([branch({ A: pass("B"), B: end }), branch({ C: end })], { Next: "Each" }),
      Each: map({ D: { Type: "Succeed" } }),
    });
    expect(framesIn(drawing.frame).map(({ title, boxes }) => [title, boxes.map(nameOf)])).toEqual([
      ["", ["Start", "Both", "join", "Each", "join", "End"]],
      ["branch 1", ["A", "B"]],
      ["branch 2", ["C"]],
      ["each item", ["D"]],
    ]);
    expect(arrowsOf(drawing)).toEqual([
      "Start next Both",
      "Both fork A",
      "A next B",
      "B next join",
      "Both fork C",
      "C next join",
      "join next Each",
      "Each fork D",
      "D next join",
      "join next End",
    ]);
  });

  it("are caught at their state", () => {
    const states = { A: parallel([branch({ B: end })], { ...caught("C", "X"), Next: "C" }), C: { Type: "Fail" } };
    expect(arrowsOf(drawnStates(states)).slice(-2)).toEqual(["join next C", "A catch C: catch X"]);
  });

  it("join nowhere if no way through them ends", () => {
    const states = { A: parallel([branch({ B: { Type: "Fail" } })], { Next: "C" }), C: { Type: "Fail" } };
    expect(arrowsOf(drawnStates(states))).toEqual(["Start next A", "A fork B", "A next C"]);
  });

  it("keep names of their own", () => {
    const states = { A: parallel([branch({ A: pass("Gone") }), branch({ A: pass("Gone") })]) };
    const boxes = boxesOf(drawnStates(states));
    expect(boxes.filter((box) => nameOf(box) === "A")).toHaveLength(3);
    expect(boxes.filter((box) => nameOf(box) === "Gone")).toHaveLength(2);
    expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
  });

  test.each([
    ["that are not shown", { Type: "Parallel", Branches: "${Branches}", End: true }],
    ["that hold no state", parallel([{}, { StartAt: "A", States: {} }])],
    ["that are missing", { Type: "Map", End: true }],
  ])("%s have no frame", (_, state) => {
    const drawing = drawnStates({ A: state });
    expect(framesIn(drawing.frame)).toHaveLength(1);
    expect(arrowsOf(drawing)).toEqual(["Start next A", "A next End"]);
  });
});

describe("a box", () => {
  test.each<[state: object, kind: Box["kind"], line: string]>([
    [task("A"), "state", "Task · 1 transition"],
    [end, "state", "Pass · 1 transition"],
    [choice("A"), "choice", "Choice · 1 transition"],
    [wait(90, "A"), "wait", "Wait 1 min 30 s · 1 transition"],
    [{ Type: "Wait", SecondsPath: "$.s" }, "wait", "Wait · 1 transition"],
    [{ Type: "Succeed" }, "final", "Succeed · 1 transition"],
    [{ Type: "Fail" }, "final", "Fail · 1 transition"],
    [{ Type: "Tsak" }, "state", "Tsak · at least 1 transition"],
    [{}, "state", "type unknown · at least 1 transition"],
    [parallel([branch({ A: pass("B"), B: end }), branch({ C: end })]), "fork", "Parallel · 1 + 3 transitions"],
    [
      parallel([branch({ A: choice("B", "C"), B: pass("C"), C: end })]),
      "fork",
      "Parallel · at least 1 + 2 transitions",
    ],
    [parallel([]), "state", "Parallel · 1 transition"],
    [{ Type: "Parallel", Branches: "${Branches}" }, "state", "Parallel · at least 1 transition"],
    [map({ A: pass("B"), B: end }), "fork", "Map · 1 + items × 2 transitions"],
    [map({ A: choice("B", "C"), B: end, C: end }), "fork", "Map · at least 1 + items × 2 transitions"],
    [{ Type: "Map" }, "state", "Map · at least 1 transition"],
    [{ Type: "Map", ItemProcessor: { States: { A: end } } }, "fork", "Map · at least 1 transition"],
    [
      { Type: "Map", ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" }, ...branch({ A: end }) } },
      "fork",
      "distributed Map · 1 transition",
    ],
  ])("of %j says what passing it costs", (state, kind, line) => {
    const box = boxCalled({ It: state }, "It");
    expect(box).toMatchObject({ kind, lines: ["It", line] });
  });

  it("cuts a name that AWS would not take", () => {
    const [, box] = boxesOf(drawnStates({ [`${"a".repeat(78)}🛒b`]: end }));
    expect(box?.lines[0]).toBe(`${"a".repeat(78)}…`);
  });
});

describe("loops", () => {
  it("mark their states, and say what they are on the way back", () => {
    const drawing = drawnStates(poll(30));
    expect(boxesOf(drawing).flatMap((box) => (box.inLoop ? nameOf(box) : []))).toEqual(["Wait", "Ask", "Done?"]);
    expect(arrowsOf(drawing)).toContain("Done? default Wait: default | ↻ poll, every 30 s, no bound");
    expect(drawing.arrows.filter(({ closesLoop }) => closesLoop)).toHaveLength(1);
  });

  it("say so once where several arrows lead back", () => {
    const drawing = drawnStates({
      A: wait(5, "B"),
      B: task("C"),
      C: { ...choice("A", "D", "A"), Default: "A" },
      D: task("A"),
    });
    const back = arrowsOf(drawing).filter((_, index) => drawing.arrows[index]?.closesLoop);
    expect(back.map((arrow) => arrow.replace(/:.*?(?=↻|$)/, ": "))).toEqual([
      expect.stringMatching(/^C choice A: ↻ \w+, /),
      "C default A: ",
      "D next A",
    ]);
  });

  it("inside loops are marked by themselves", () => {
    const drawing = drawnStates({
      Outer: task("Inner"),
      Inner: wait(5, "Ask"),
      Ask: task("Inner done?"),
      "Inner done?": choice("Inner", "All done?"),
      "All done?": choice("Outer", "End"),
      End: end,
    });
    const back = arrowsOf(drawing).filter((arrow) => arrow.includes("↻"));
    expect(back).toEqual([
      "Inner done? default Inner: default | ↻ poll, every 5 s, no bound",
      expect.stringMatching(/^All done\? default Outer: default \| ↻ /),
    ]);
  });

  it("through a join leave from there", () => {
    const drawing = drawnStates({
      Each: map({ A: end }, { Next: "Done?" }),
      "Done?": choice("Each", "Stop"),
      Stop: end,
    });
    expect(boxesOf(drawing).flatMap((box) => (box.inLoop ? nameOf(box) : []))).toEqual(["Each", "Done?"]);
    expect(arrowsOf(drawing)).toContain("join next Done?");
  });

  it("of a Retry lead from a Task to itself", () => {
    const Retry = [{ ErrorEquals: ["NotReady"], IntervalSeconds: 20, MaxAttempts: 100, BackoffRate: 1 }];
    const drawing = drawnStates({ A: task("B", { Retry }), B: end });
    expect(arrowsOf(drawing)).toContain("A retry A: ↻ poll, every 20 s, at most 100 turns");
  });
});

describe("problems", () => {
  const flagged = ruleOf({
    StateMachine({ node, comment }, { report }) {
      if (comment?.value === "bad") report({ at: node.range, messageId: "found", data: { what: "machine" } });
    },
    State({ nameRange, comment, name }, { report }) {
      const at = comment?.range ?? nameRange;
      if (comment?.value?.includes("soft")) report({ at, messageId: "soft", data: { what: name } });
      if (comment?.value?.includes("bad")) report({ at, messageId: "found", data: { what: name } });
    },
  });
  const Comment = "bad";
  const marksOf = (definition: object | string) => {
    return boxesOf(drawnMachine(definition, { flagged })).flatMap((box) => {
      const marks = box.lines.filter((line) => line.endsWith("flagged"));
      return box.severity ? [[nameOf(box), box.severity, ...marks, ...box.messages]] : [];
    });
  };

  it("stand on their states with rule and message", () => {
    const states = { A: pass("B"), B: { ...end, Comment }, C: { ...end, Comment: "soft" } };
    expect(marksOf({ StartAt: "A", States: states })).toEqual([
      ["B", "error", "✖ flagged", "Found B."],
      ["C", "warn", "⚠ flagged", "Perhaps C."],
    ]);
  });

  it("of both severities make an error, and each is marked once", () => {
    const state = { Type: "Map", ItemProcessor: {}, End: true, Comment: "soft, bad" };
    expect(marksOf({ StartAt: "M", States: { M: state } })).toEqual([
      ["M", "error", "⚠ flagged", "✖ flagged", "Perhaps M.", "Found M."],
    ]);
  });

  it("stand on the innermost state", () => {
    const inner = { StartAt: "A/~", States: { "A/~": { ...end, Comment } } };
    expect(marksOf({ StartAt: "P", States: { P: parallel([inner, { States: 5 }]) } })).toEqual([
      ["A/~", "error", "✖ flagged", "Found A/~."],
    ]);
  });

  it("of the machine stand at its start", () => {
    expect(marksOf({ Comment, StartAt: "A", States: { A: end } })).toEqual([
      ["Start", "error", "✖ flagged", "Found machine."],
    ]);
  });

  it("that are suppressed stand nowhere", () => {
    const text = "StartAt: A\nStates:\n  # steplint-disable-next-line\n  A: { Type: Succeed, Comment: bad }\n";
    expect(marksOf(text)).toEqual([]);
    expect(marksOf(text.replace("disable", "enable"))).toHaveLength(1);
  });

  it("of what an alias repeats stand on a state", () => {
    const text = "StartAt: A\nStates:\n  A: &a { Type: Succeed, Comment: bad }\n  B: *a\n";
    expect(marksOf(text).map(([, severity]) => severity)).toContain("error");
  });
});

describe("nothing is drawn", () => {
  test.each(["{}", "[]", "", "5", "States: '${States}'", '{ "StartAt": "A", "States": {} }', "%"])("of %j", (text) => {
    expect(drawn(text)).toBeUndefined();
  });
});

it("what can be read of broken text is drawn", () => {
  const drawing = drawnMachine('{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": ');
  expect(arrowsOf(drawing)).toEqual(["Start next A", "A next B"]);
});
