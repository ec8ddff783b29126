import { describe, expect, it, test } from "vitest";
import type { MachineJson, StateJson } from "./definition.ts";
import { entriesOf, evaluate, valuesOf } from "./symbols.ts";
import type { Walk } from "./walk.ts";

const to = (Next: string, ...caught: string[]): StateJson => ({
  Type: "Task",
  Next,
  Catch: caught.map((name) => ({ ErrorEquals: ["States.ALL"], Next: name })),
});
const machine = (States: Record<string, StateJson>): MachineJson => ({ StartAt: "Start", States });
const walked = (...runs: string[][]): Walk => ({
  outcome: "succeeded",
  clean: true,
  slow: false,
  transitions: 0,
  events: 0,
  seconds: 0,
  runs,
  maps: [],
});
const both = (walk: Walk, states: readonly string[], of: MachineJson): number[] =>
  (["least", "greatest"] as const).map(
    (which) => valuesOf([{ id: "p", kind: "loop", states }], walk, of, which).p ?? -1,
  );

const poll = machine({ Start: to("Wait"), Wait: to("Ask"), Ask: to("Wait", "End"), End: { Type: "Succeed" } });

describe("the turns of a loop", () => {
  test.each<[what: string, run: string[], least: number, greatest: number]>([
    ["are none where it is never entered", ["Start"], 0, 0],
    ["count the first pass", ["Start", "Wait", "Ask", "End"], 1, 1],
    ["count the last pass, where it is left half-way", ["Start", "Wait", "Ask", "Wait", "End"], 2, 2],
    ["are those of one entry", ["Start", "Wait", "Ask", "Wait", "End", "Wait", "Ask", "Wait", "Ask", "Wait"], 2, 3],
  ])("%s", (_, run, least, greatest) => {
    expect(both(walked(run), ["Wait", "Ask"], poll)).toEqual([least, greatest]);
  });

  it("are counted in each run of its scope", () => {
    expect(both(walked(["Wait", "Ask", "Wait"], ["Wait"], ["End"]), ["Wait", "Ask"], poll)).toEqual([1, 2]);
  });

  it("are those of the state entered most, where it has several entries", () => {
    const irreducible = machine({ Start: to("A", "B"), A: to("B"), B: to("A", "B"), End: { Type: "Succeed" } });
    expect(entriesOf(new Set(["A", "B"]), irreducible)).toEqual(["A", "B"]);
    expect(both(walked(["Start", "B", "B", "A", "B"]), ["A", "B"], irreducible)).toEqual([3, 3]);
    expect(both(walked(["Start", "Wait", "Ask", "Ask"]), ["Wait", "Ask"], poll)).toEqual([1, 1]);
  });
});

it("the start of a scope is an entry, and so is where a catcher leads", () => {
  const states = { Start: to("Ask"), Ask: to("Start"), Other: to("Other", "Ask") };
  expect(entriesOf(new Set(["Ask", "Start"]), machine(states))).toEqual(["Ask", "Start"]);
});

it("the items of a Map are those of its attempts", () => {
  const maps = [3, 0, 5].map((items) => ({ state: "Each", items, executions: 0 }));
  const symbols = [
    { id: "m", kind: "map", states: ["Each"] },
    { id: "o", kind: "map", states: ["Other"] },
  ] as const;
  expect(valuesOf(symbols, { ...walked(), maps }, poll, "greatest")).toEqual({ m: 5, o: 0 });
  expect(valuesOf(symbols, { ...walked(), maps }, poll, "least")).toEqual({ m: 0, o: 0 });
});

describe("a polynomial", () => {
  const polynomial = [
    { coefficient: 7, symbols: {} },
    { coefficient: 3, symbols: { p: 2, m: 1 } },
  ];

  it("has the value that its symbols give it", () => {
    expect(evaluate(polynomial, { p: 2, m: 5 })).toBe(7 + 3 * 4 * 5);
    expect(evaluate([], {})).toBe(0);
  });

  it("must have no other symbols", () => expect(() => evaluate(polynomial, { p: 1 })).toThrow("'m'"));
});
