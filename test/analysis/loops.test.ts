import { describe, expect, it, test } from "vitest";
import { type ExecutionType, executionTypeOf } from "../../src/analysis/execution-type.ts";
import { buildGraph } from "../../src/analysis/graph.ts";
import { findLoops, type Loop } from "../../src/analysis/loops.ts";
import { choice, end, graphOf, machineOf, namesOf, pass, poll, task, wait } from "../helpers/machine.ts";

const loopsOf = (states: Readonly<Record<string, unknown>>, type: ExecutionType = "STANDARD"): Loop[] =>
  findLoops(graphOf(states), type);

function only(states: Readonly<Record<string, unknown>>, type?: ExecutionType): Loop {
  const [loop, ...more] = loopsOf(states, type);
  if (loop === undefined || more.length > 0) throw new Error(`${more.length} loops too many`);
  return loop;
}

describe("a poll", () => {
  // limits-and-pricing: 9 events and 3 transitions a turn, 24,998 events for turns.
  test.each<[seconds: number, exhausted: number, dollarsPerDay: number]>([
    [5, 3.9 * 3_600, 1.296],
    [10, 7.7 * 3_600, 0.648],
    [30, 23 * 3_600, 0.216],
    [60, 46 * 3_600, 0.108],
    [300, 9.6 * 86_400, 0.0216],
  ])("every %i s fills its history and costs as AWS's figures say", (seconds, exhausted, dollarsPerDay) => {
    const loop = only(poll(seconds));
    expect(loop.kind).toBe("poll");
    expect(loop.turn.cost).toMatchObject({ transitions: 3, events: 9, seconds, exact: true });
    expect(namesOf(loop.turn.states)).toEqual(["Wait", "Ask", "Done?"]);
    expect(loop.exhaustsHistoryAfter?.turns).toBe(2_777);
    expect((loop.exhaustsHistoryAfter?.seconds ?? 0) / exhausted).toBeCloseTo(1, 1);
    expect((loop.perHour?.dollars ?? 0) * 24).toBeCloseTo(dollarsPerDay, 6);
    expect(loop.perHour).toMatchObject({ transitions: 10_800 / seconds, exact: true });
  });

  it("has no figures where its wait is not literal", () => {
    for (const seconds of ["{% $s %}", "${Seconds}", undefined]) {
      const loop = only(poll(seconds));
      expect(loop.perHour).toBeUndefined();
      expect(loop.exhaustsHistoryAfter).toEqual({ turns: 2_777, seconds: undefined });
      expect(loop.secondsPerTurn.greatest).toBeUndefined();
    }
  });

  it("has none for a wait of no time", () => expect(only(poll(0)).perHour).toBeUndefined());

  it("fills no history in Express", () => expect(only(poll(5), "EXPRESS").exhaustsHistoryAfter).toBeUndefined());

  it("takes an event more for a task that waits", () => {
    const sync = { ...poll(5), Ask: { ...task("Done?"), Resource: "arn:aws:states:::glue:startJobRun.sync" } };
    expect(only(sync).turn.cost.events).toBe(10);
  });

  it("is left where its Choice says", () => {
    expect(only(poll(5)).exits.map(({ from, to }) => [from.name, to.name])).toEqual([["Done?", "Done"]]);
  });
});

describe("spans of a turn", () => {
  it("are the least and the greatest of each, which may be on different ways", () => {
    const loop = only({
      Start: choice("Wait", "Quick"),
      Wait: wait(60, "Start"),
      Quick: pass("Quicker"),
      Quicker: choice("Start", "Done"),
      Done: end,
    });
    expect(loop.transitionsPerTurn).toEqual({ least: 2, greatest: 3 });
    expect(loop.eventsPerTurn).toEqual({ least: 4, greatest: 6 });
    expect(loop.secondsPerTurn).toEqual({ least: 0, greatest: 60 });
  });

  it("count events apart from transitions", () => {
    const loop = only({
      Start: choice("Ask", "One", "Done"),
      Ask: task("Start"),
      One: pass("Two"),
      Two: pass("Start"),
      Done: end,
    });
    expect(loop.eventsPerTurn).toEqual({ least: 6, greatest: 7 });
    expect(loop.transitionsPerTurn).toEqual({ least: 2, greatest: 3 });
  });

  it("include the ways that leave", () => {
    const loop = only({
      Start: choice("Again", "A"),
      Again: pass("Start"),
      A: pass("B"),
      B: choice("Done", "C"),
      C: pass("Start"),
      Done: end,
    });
    expect(loop.transitionsPerTurn).toEqual({ least: 2, greatest: 4 });
  });

  it("add what a Parallel inside runs: the slowest branch waits, all are paid", () => {
    const branch = (seconds: number) => ({
      StartAt: "W",
      States: { W: { Type: "Wait", Seconds: seconds, End: true } },
    });
    const loop = only({
      Fan: { Type: "Parallel", Branches: [branch(5), branch(9)], Next: "More?" },
      "More?": choice("Done", "Fan"),
      Done: end,
    });
    expect(loop.turn.cost).toMatchObject({ transitions: 4, events: 10, seconds: 9, exact: true });
  });

  it("have no greatest where a Map inside depends on its items", () => {
    const processor = { StartAt: "P", States: { P: end } };
    const loop = only({
      Each: { Type: "Map", ItemProcessor: processor, Next: "Wait" },
      Wait: wait(5, "More?"),
      "More?": choice("Done", "Each"),
      Done: end,
    });
    expect(loop.transitionsPerTurn).toEqual({ least: 3, greatest: undefined });
    expect(loop.perHour?.exact).toBe(false);
  });

  it("have none where branches are not shown", () => {
    const loop = only({
      Fan: { Type: "Parallel", Branches: "${Branches}", Next: "Wait" },
      Wait: wait(5, "More?"),
      "More?": choice("Done", "Fan"),
      Done: end,
    });
    expect(loop.perHour).toBeUndefined();
  });

  it("of a loop with two entries are all its states", () => {
    const loop = only({ Start: choice("A", "B"), A: pass("B"), B: choice("A", "Done"), Done: end });
    expect(namesOf(loop.entries)).toEqual(["A", "B"]);
    expect(loop.transitionsPerTurn).toEqual({ least: 2, greatest: 2 });
  });

  it("never have a greatest below the least", () => {
    for (const loop of loopsOf({ S: choice("A", "B"), A: pass("C"), B: pass("C"), C: choice("A", "B") })) {
      for (const { least, greatest } of [loop.transitionsPerTurn, loop.eventsPerTurn, loop.secondsPerTurn]) {
        expect(greatest ?? least).toBeGreaterThanOrEqual(least);
      }
    }
  });
});

describe("loops in loops", () => {
  const loops = loopsOf({
    Outer: pass("Wait"),
    Wait: wait(5, "Ask"),
    Ask: task("Done?"),
    "Done?": choice("Wait", "More?"),
    "More?": choice("Done", "Outer"),
    Done: end,
  });

  it("come after the one they are in", () => {
    expect(loops.map(({ header }) => header.name)).toEqual(["Outer", "Wait"]);
    expect(loops[0]?.inner).toEqual([loops[1]]);
  });

  it("keep their waits to themselves", () => {
    expect(loops.map(({ waits }) => namesOf(waits))).toEqual([[], ["Wait"]]);
    expect(loops.map(({ transitionsPerTurn }) => transitionsPerTurn)).toEqual([
      { least: 5, greatest: undefined },
      { least: 3, greatest: 3 },
    ]);
  });
});

describe("a turn", () => {
  it("goes through the Wait, not round a shorter way", () => {
    const loop = only({
      Start: choice("Wait", "Short"),
      Wait: wait(5, "Ask"),
      Ask: task("Start"),
      Short: choice("Done", "Start"),
      Done: end,
    });
    expect(namesOf(loop.turn.states)).toEqual(["Start", "Wait", "Ask"]);
  });

  it("takes a catcher only if nothing else leads round", () => {
    const caught = (next: string) => ({ Catch: [{ ErrorEquals: ["States.ALL"], Next: next }] });
    const loop = only({
      Ask: task("Wait", caught("Ask")),
      Wait: wait(5, "Done?"),
      "Done?": choice("Ask", "Done"),
      Done: end,
    });
    expect(namesOf(loop.turn.states)).toEqual(["Ask", "Wait", "Done?"]);
    const retry = only({ Ask: task("Done", caught("Wait")), Wait: wait(5, "Ask"), Done: end });
    expect([retry.kind, namesOf(retry.turn.states)]).toEqual(["retry", ["Ask", "Wait"]]);
  });

  it("of one state is that state", () => {
    expect(namesOf(only({ Again: pass("Again") }).turn.states)).toEqual(["Again"]);
  });
});

describe("Retry as a poll", () => {
  const retried = (retrier: object) => ({
    Ask: task("Done", { Retry: [{ ErrorEquals: ["NotReady"], ...retrier }] }),
    Done: end,
  });

  it("has an attempt for a turn", () => {
    const loop = only(retried({ IntervalSeconds: 10, MaxAttempts: 60, BackoffRate: 1 }));
    expect(loop).toMatchObject({
      kind: "poll",
      bound: { kind: "counter", turns: 60, seconds: 600 },
      transitionsPerTurn: { least: 1, greatest: 1 },
      eventsPerTurn: { least: 3, greatest: 3 },
      secondsPerTurn: { least: 10, greatest: 10 },
      perHour: { transitions: 360 },
    });
    expect(loop.retrier).toBeDefined();
  });

  test.each([
    ["few attempts", { IntervalSeconds: 10, MaxAttempts: 3, BackoffRate: 1 }],
    ["a growing interval", { IntervalSeconds: 10, MaxAttempts: 60 }],
    ["attempts that only deployment knows", { IntervalSeconds: 10, MaxAttempts: "${N}", BackoffRate: 1 }],
    ["throttling alone", { ErrorEquals: ["Lambda.TooManyRequestsException"], MaxAttempts: 60, BackoffRate: 1 }],
  ])("is none with %s", (_, retrier) => expect(loopsOf(retried(retrier))).toEqual([]));
});

describe("what bounds a loop", () => {
  const bound = (machine: object, type?: ExecutionType) =>
    findLoops(buildGraph(machineOf({ StartAt: "Wait", States: poll(5), ...machine })), type).at(0)?.bound;

  it("is nothing that the definition shows", () => expect(bound({})).toEqual({ kind: "none" }));
  it("is the machine's timeout", () =>
    expect(bound({ TimeoutSeconds: 600 })).toEqual({ kind: "machine-timeout", seconds: 600, turns: 121 }));
  it("is a timeout that only deployment knows", () =>
    expect(bound({ TimeoutSeconds: "${T}" })).toEqual({ kind: "machine-timeout" }));
  it("is the five minutes of Express", () =>
    expect(bound({ TimeoutSeconds: 600 }, "EXPRESS")).toEqual({ kind: "express", seconds: 300, turns: 61 }));
  it("is a timeout without a number of turns where a way round waits for no literal time", () => {
    const States = {
      ...poll(5),
      Wait: { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "Ask" }], Default: "Rest" },
      Rest: wait(5, "Ask"),
    };
    expect(bound({ States, TimeoutSeconds: 600 })).toEqual({ kind: "machine-timeout", seconds: 600 });
  });
  it("is not known where ways are hidden", () => {
    expect(
      bound({ States: { ...poll(5), "Done?": { Type: "Choice", Choices: ["${Rule}"], Default: "Wait" } } }),
    ).toEqual({ kind: "unknown" });
    expect(
      bound({
        States: {
          ...poll(5),
          "Done?": {
            ...choice("Wait", "Done"),
            Default: "Wait",
            Choices: [{ Variable: "$.a", IsNull: true, Next: "${Next}" }],
          },
        },
      }),
    ).toEqual({ kind: "unknown" });
  });

  it("is a counter that each turn passes", () => {
    const states = {
      Init: { Type: "Pass", Result: { turn: 0 }, Next: "Wait" },
      ...poll(5),
      "Done?": {
        Type: "Choice",
        Choices: [
          { Variable: "$.turn", NumericGreaterThanEquals: 10, Next: "Done" },
          { Variable: "$.status", StringEquals: "OK", Next: "Done" },
        ],
        Default: "Step",
      },
      Step: { Type: "Pass", Parameters: { "turn.$": "States.MathAdd($.turn, 1)" }, Next: "Wait" },
    };
    expect(findLoops(graphOf(states), "STANDARD").at(0)?.bound.kind).toBe("counter");
  });
});

describe("the type of execution", () => {
  const inner = { StartAt: "In", States: { In: end } };
  const typeInside = (config: object | undefined, machineType: ExecutionType): ExecutionType => {
    const branch = { StartAt: "P", States: { P: { Type: "Parallel", Branches: [inner] } } };
    const map = { Type: "Map", ItemProcessor: { ...branch, ...(config && { ProcessorConfig: config }) } };
    const machine = machineOf({ StartAt: "M", States: { M: map } });
    const scope = machine.scopes.at(-1);
    return scope && executionTypeOf(scope, machineType);
  };

  test.each<[config: object | undefined, machine: ExecutionType, inside: ExecutionType]>([
    [undefined, "STANDARD", "STANDARD"],
    [{ Mode: "INLINE" }, "EXPRESS", "EXPRESS"],
    [{ Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" }, "STANDARD", "EXPRESS"],
    [{ Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, undefined, "STANDARD"],
    [{ Mode: "DISTRIBUTED", ExecutionType: "${Type}" }, "STANDARD", undefined],
    [{ Mode: "DISTRIBUTED" }, "STANDARD", undefined],
    [{ Mode: "INLINE", ExecutionType: "EXPRESS" }, "STANDARD", "STANDARD"],
  ])("in a Map with %j of a %s machine is %s", (config, machine, inside) =>
    expect(typeInside(config, machine)).toBe(inside),
  );

  it("bounds a loop in the children of a distributed Map", () => {
    const processor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
      StartAt: "Wait",
      States: poll(5),
    };
    const machine = machineOf({ StartAt: "M", States: { M: { Type: "Map", ItemProcessor: processor } } });
    const loops = machine.scopes.flatMap((scope) => findLoops(buildGraph(scope), "STANDARD"));
    expect(loops.map((loop) => [loop.bound.kind, loop.exhaustsHistoryAfter])).toEqual([["express", undefined]]);
  });
});
