import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as yaml from "yaml";
import { buildGraph, type Graph } from "../../src/analysis/graph.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { applyEdits, type Editor, type ParsedTree } from "../../src/document/editor.ts";
import { parseJson } from "../../src/document/json.ts";
import type { TextEdit } from "../../src/document/nodes.ts";
import { parseYaml } from "../../src/document/yaml.ts";
import { absorbNext, redirectAndRemove } from "../../src/linter/state-removal.ts";
import { stateOf } from "../helpers/machine.ts";

type Change = (edit: Editor, graph: Graph) => TextEdit[] | undefined;

const read = (text: string, format: string): ParsedTree =>
  format === "json" ? parseJson(text) : parseYaml(text, yaml);

function changed(text: string, change: Change, format = text.startsWith("{") ? "json" : "yaml"): string | undefined {
  const { root, edit } = read(text, format);
  const edits = change(edit, buildGraph(parseMachine(root)));
  return edits && applyEdits(text, edits);
}

const bypass =
  (state: string, target: string): Change =>
  (edit, graph) =>
    redirectAndRemove(edit, graph, stateOf(graph.scope, state), stateOf(graph.scope, target));
const absorb =
  (state: string, next: string): Change =>
  (edit, graph) =>
    absorbNext(edit, graph, stateOf(graph.scope, state), stateOf(graph.scope, next), { Type: "Succeed" });

const MACHINE = `StartAt: Label
States:
  Label:
    Type: Pass
    Next: Ship
  Ship:
    Type: Task # the parcel
    Resource: arn:aws:states:::lambda:invoke
    Catch:
      - ErrorEquals: [States.ALL]
        Next: Label2
    Next: Paid?
  Label2: { Type: Pass, Next: Done }
  Paid?:
    Type: Choice
    Choices:
      - { Variable: $.paid, BooleanEquals: true, Next: Label2 }
    Default: Label2
  Done:
    Type: Succeed
`;

describe("redirectAndRemove", () => {
  it("leads catchers, rules and defaults past the state", () => {
    const after = MACHINE.replace("  Label2: { Type: Pass, Next: Done }\n", "").replaceAll("Label2", "Done");
    expect(changed(MACHINE, bypass("Label2", "Done"))).toBe(after);
  });

  it("moves the start", () => {
    const after = MACHINE.replace("StartAt: Label", "StartAt: Ship").replace(/ {2}Label:\n.*\n.*\n/, "");
    expect(changed(MACHINE, bypass("Label", "Ship"))).toBe(after);
  });

  it("takes the comma before the last state of JSON along", () => {
    const text = `{
  "StartAt": "Ship",
  "States": {
    "Ship": { "Type": "Wait", "Seconds": 5, "Next": "Label" },
    "Done": { "Type": "Succeed" },
    "Label": { "Type": "Pass", "Next": "Done" }
  }
}
`;
    expect(changed(text, bypass("Label", "Done"))).toBe(`{
  "StartAt": "Ship",
  "States": {
    "Ship": { "Type": "Wait", "Seconds": 5, "Next": "Done" },
    "Done": { "Type": "Succeed" }
  }
}
`);
  });

  it("writes the last state of a branch", () => {
    const text = `StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Label
        States:
          Sent: { Type: Succeed }
          Label: { Type: Pass, Next: Sent }
    End: true
`;
    const change: Change = (edit, { scope }) => {
      const branch = scope.machine.scopes[1];
      return branch && bypass("Label", "Sent")(edit, buildGraph(branch));
    };
    expect(changed(text, change)).toBe(
      text.replace("StartAt: Label", "StartAt: Sent").replace("          Label: { Type: Pass, Next: Sent }\n", ""),
    );
  });

  const states = (...lines: string[]) =>
    ["StartAt: Label", "States:", ...lines.map((line) => `  ${line}`), ""].join("\n");
  const REFUSED: [name: string, text: string][] = [
    ["leads elsewhere", states("Label: { Type: Pass, Next: Sent }", "Sent: { Type: Fail }", "Done: { Type: Succeed }")],
    [
      "also leads elsewhere",
      states(
        "Label: { Type: Choice, Choices: [{ Variable: $.a, IsNull: true, Next: Lost }], Default: Done }",
        "Lost: { Type: Fail }",
        "Done: { Type: Succeed }",
      ),
    ],
    ["ends", states("Label: { Type: Pass, End: true }", "Done: { Type: Succeed }")],
    [
      "also leads to a name that does not exist",
      states(
        "Label: { Type: Choice, Choices: [{ Variable: $.a, IsNull: true, Next: Lost }], Default: Done }",
        "Done: { Type: Succeed }",
      ),
    ],
    [
      "would leave one that leads to itself",
      states("Label: { Type: Pass, Next: Done }", "Done: { Type: Pass, Next: Label }"),
    ],
    [
      "may be led to by what is filled in",
      states("Label: { Type: Pass, Next: Done }", 'Done: { Type: Pass, Next: "${Next}" }'),
    ],
    [
      "is named by a transition that is never taken",
      states("Label: { Type: Pass, Next: Done }", "Done: { Type: Succeed, Next: Label }"),
    ],
    [
      "is named in a scope inside",
      states(
        "Label: { Type: Pass, Next: Done }",
        "Done: { Type: Map, ItemProcessor: { StartAt: A, States: { A: { Type: Pass, Next: Label } } }, End: true }",
      ),
    ],
    ["has a namesake", states("Label: { Type: Fail }", "Label: { Type: Pass, Next: Done }", "Done: { Type: Succeed }")],
    [
      "is led to by a text that several states share",
      states(
        "Label: { Type: Pass, Next: Done }",
        "Done: { Type: Wait, Seconds: 5, Next: &on Sent }",
        "Sent: { Type: Choice, Choices: [{ Variable: $.a, IsNull: true, Next: &back Label }], Default: *back }",
      ),
    ],
  ];
  it.each(REFUSED)("refuses a state that %s", (_, text) => {
    expect(changed(text, bypass("Label", "Done"))).toBe(undefined);
  });

  it("refuses a state that leads to itself", () => {
    const text = states("Label: { Type: Pass, Next: Label }", "Done: { Type: Succeed }");
    expect(changed(text, bypass("Label", "Label"))).toBe(undefined);
  });

  it("refuses edits of which two touch the same text, as where a host shows a text only as a whole", () => {
    const whole: Change = (edit, graph) => {
      const coarse: Editor = { ...edit, replaceValue: () => [{ range: [0, MACHINE.length], text: "" }] };
      return bypass("Label2", "Done")(coarse, graph);
    };
    expect(changed(MACHINE, whole)).toBe(undefined);
  });

  it("keeps where all others lead, in JSON and YAML", () => {
    fc.assert(
      fc.property(graphs, fc.constantFrom("json", "block", "flow"), (definition, format) => {
        const text = written(definition, format);
        const before = buildGraph(parseMachine(read(text, format).root));
        const after = changed(text, bypass("A", "B"), format);
        const leadsBack = before.outgoing(stateOf(before.scope, "B")).some(({ to }) => to.name === "A");
        expect(after === undefined).toBe(leadsBack);
        if (after === undefined) return;
        const machine = parseMachine(read(after, format).root);
        const past = (name: string | undefined) => (name === "A" ? "B" : name);
        expect([...machine.states.keys()]).toEqual([...before.scope.states.keys()].filter((name) => name !== "A"));
        expect(machine.startAt?.value).toBe(past(before.start?.name));
        for (const state of machine.states.values()) {
          const ways = (graph: Graph) =>
            graph.outgoing(stateOf(graph.scope, state.name)).map(({ to }) => past(to.name));
          expect(ways(buildGraph(machine))).toEqual(ways(before));
        }
      }),
    );
  });
});

describe("absorbNext", () => {
  it("writes the state anew and removes the one behind it", () => {
    const text = `StartAt: Ship
States:
  Ship: { Type: Wait, Seconds: 5, Next: Label }
  Label:
    Type: Pass
    Next: Done
  Done:
    Type: Succeed
`;
    expect(changed(text, absorb("Label", "Done"))).toBe(`StartAt: Ship
States:
  Ship: { Type: Wait, Seconds: 5, Next: Label }
  Label:
    Type: Succeed
`);
  });

  it.each([
    [
      "another state leads to",
      "StartAt: Label\nStates:\n  Label: { Type: Pass, Next: Done }\n  Other: { Type: Pass, Next: Done }\n  Done: { Type: Succeed }\n",
    ],
    ["nothing leads to", "StartAt: Label\nStates:\n  Label: { Type: Pass, End: true }\n  Done: { Type: Succeed }\n"],
    ["is the start", "StartAt: Done\nStates:\n  Label: { Type: Pass, Next: Done }\n  Done: { Type: Succeed }\n"],
  ])("refuses one that %s", (_, text) => {
    expect(changed(text, absorb("Label", "Done"))).toBe(undefined);
  });
});

const NAMES = ["A", "B", "C", "D"];
const name = fc.constantFrom(...NAMES);
const state = fc.oneof(
  fc.record({ Type: fc.constant("Pass"), Next: name }),
  fc.record({ Type: fc.constant("Task"), Catch: fc.array(fc.record({ Next: name }), { maxLength: 2 }), Next: name }),
  fc.record({
    Type: fc.constant("Choice"),
    Choices: fc.array(fc.record({ Next: name }), { minLength: 1 }),
    Default: name,
  }),
  fc.constant({ Type: "Succeed" }),
);
/** Machines whose state A leads to B, at any place. */
const graphs = fc
  .record({ start: name, states: fc.tuple(state, state, state), at: fc.nat(3) })
  .map(({ start, states: [b, c, d], at }) => {
    const entries: [string, object][] = [
      ["B", b],
      ["C", c],
      ["D", d],
    ];
    entries.splice(at, 0, ["A", { Type: "Pass", Next: "B" }]);
    return { StartAt: start, States: Object.fromEntries(entries) };
  });

function written(definition: object, format: string): string {
  if (format === "json") return JSON.stringify(definition, null, 2);
  return yaml.stringify(definition, { collectionStyle: format === "flow" ? "flow" : "block" });
}
