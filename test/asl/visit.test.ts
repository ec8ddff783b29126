import { expect, it } from "vitest";
import { innerScopes, statesWithin, visitMachine, withInner } from "../../src/asl/visit.ts";
import { machineOf, namesOf, stateOf, walkerOf } from "../helpers/machine.ts";

const leaf = (name: string) => ({ StartAt: name, States: { [name]: { Type: "Succeed" } } });

const machine = machineOf({
  StartAt: "Ask",
  States: {
    Ask: { Type: "Task", Parameters: { "x.$": "$.a" }, Retry: [{}], Catch: [{ Next: "Fan" }], Next: "Fan" },
    Fan: { Type: "Parallel", Branches: [leaf("Left"), leaf("Right")], Next: "Each" },
    Each: { Type: "Map", ItemProcessor: leaf("Item"), Next: "Rule" },
    Rule: { Type: "Choice", Choices: [{ And: [{}, { Not: {} }] }], Default: "Odd" },
    Odd: "nothing",
  },
});

it("each node comes once, before what is inside it", () => {
  const seen: string[] = [];
  const note = (kind: string) => (node: { readonly name?: string }) => {
    seen.push(node.name === undefined ? kind : `${kind} ${node.name}`);
  };
  visitMachine(
    machine,
    walkerOf({
      StateMachine: () => seen.push("StateMachine"),
      Scope: (scope) => seen.push(`Scope of ${scope.owner?.name ?? "machine"}`),
      State: note("State"),
      Task: note("Task"),
      Parallel: note("Parallel"),
      Map: note("Map"),
      Choice: note("Choice"),
      Succeed: note("Succeed"),
      ChoiceRule: (rule) => seen.push(`ChoiceRule ${rule.operator ?? ""}`.trim()),
      Retrier: () => seen.push("Retrier"),
      Catcher: () => seen.push("Catcher"),
      Payload: ({ field }) => seen.push(field),
      Path: ({ path }) => seen.push(path.text),
    }),
  );
  expect(seen).toEqual([
    "StateMachine",
    "Scope of machine",
    ...["State Ask", "Task Ask", "Retrier", "Catcher", "Parameters", "$.a"],
    ...[
      "State Fan",
      "Parallel Fan",
      "Scope of Fan",
      "State Left",
      "Succeed Left",
      "Scope of Fan",
      "State Right",
      "Succeed Right",
    ],
    ...["State Each", "Map Each", "Scope of Each", "State Item", "Succeed Item"],
    ...["State Rule", "Choice Rule", "ChoiceRule And", "ChoiceRule", "ChoiceRule Not", "ChoiceRule"],
    "State Odd",
  ]);
});

it("a visitor that asks for nothing sees nothing", () =>
  expect(() => visitMachine(machine, walkerOf({}))).not.toThrow());

it("the states of a scope include those of the scopes inside it", () => {
  expect(namesOf(statesWithin(machine))).toEqual(["Ask", "Fan", "Left", "Right", "Each", "Item", "Rule", "Odd"]);
  expect(namesOf(withInner(stateOf(machine, "Each")))).toEqual(["Each", "Item"]);
  expect(innerScopes(stateOf(machine, "Ask"))).toEqual([]);
});
