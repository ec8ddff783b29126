import { describe, expect, it } from "vitest";
import { findCycles } from "../../src/analysis/forest.ts";
import { buildGraph } from "../../src/analysis/graph.ts";
import { type ExecutionHistory, type HistorySymbol, readHistory } from "../../src/analysis/history.ts";
import type { StateMachine } from "../../src/asl/model.ts";
import { statesWithin } from "../../src/asl/visit.ts";
import { Recorder, type Thread } from "../helpers/history.ts";
import { choice, end, machineOf, pass, poll, task, wait } from "../helpers/machine.ts";
import { processorTime } from "../helpers/processor-time.ts";

type States = Readonly<Record<string, object>>;

function scope(states: States) {
  return { StartAt: Object.keys(states)[0], States: states };
}
function machine(states: States): StateMachine {
  return machineOf(scope(states));
}
function map(states: States, more: object) {
  return { Type: "Map", ItemProcessor: scope(states), ...more };
}
function parallel(branches: readonly States[], more: object) {
  return { Type: "Parallel", Branches: branches.map(scope), ...more };
}
const retry = { Retry: [{ ErrorEquals: ["States.ALL"] }] };

/** A history that runs to its end. */
function recorded(run: (main: Thread, recorder: Recorder) => unknown): unknown {
  const recorder = new Recorder();
  run(recorder.main, recorder);
  return recorder.history;
}

function read(of: StateMachine, history: unknown, symbols: readonly HistorySymbol[] = []): ExecutionHistory {
  const found = readHistory(history, of, symbols);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}
function problemOf(of: StateMachine, history: unknown): string {
  const found = readHistory(history, of);
  if (!("problem" in found)) throw new Error("no problem");
  return found.problem;
}
/** Of the states entered: name -> one of the figures. */
function figures(history: ExecutionHistory, key: "entered" | "retried" | "transitions" | "events" | "seconds") {
  return Object.fromEntries(
    history.states.filter(({ entered }) => entered > 0).map((use) => [use.state.name, use[key]]),
  );
}
/** The states of a name, and of the loop that it is the header of. */
function symbol(of: StateMachine, name: string): HistorySymbol {
  const header = [...statesWithin(of)].find((state) => state.name === name);
  if (header === undefined) throw new Error(`no state '${name}'`);
  if (header.type === "Map") return { id: name, kind: "map", states: [header] };
  const all = findCycles(buildGraph(header.scope)).flatMap((cycle) => [cycle, ...cycle.inner]);
  const cycle = all.find((candidate) => candidate.header === header);
  const states = cycle?.states ?? [header];
  return { id: name, kind: "loop", states, isIrreducible: (cycle?.entries.length ?? 1) > 1 };
}
function values(of: StateMachine, history: unknown, ...names: readonly string[]) {
  return Object.fromEntries(
    read(
      of,
      history,
      names.map((name) => symbol(of, name)),
    ).values,
  );
}

describe("an execution", () => {
  const all = machine({
    Prepare: pass("Ship"),
    Ship: task("Rest"),
    Rest: wait(90, "Which?"),
    "Which?": choice("Done", "Broken"),
    Done: { Type: "Succeed" },
    Broken: { Type: "Fail" },
  });
  const history = recorded((main) => {
    main.pass("Prepare").enter("Task", "Ship").attempt("Succeeded").pause(3).exit("Task", "Ship");
    main.wait("Rest", 90).choice("Which?").through("Succeed", "Done").end();
  });

  it("takes a transition for each state entered", () => {
    const found = read(all, history);
    expect(found.transitions).toBe(5);
    expect(figures(found, "entered")).toEqual({ Prepare: 1, Ship: 1, Rest: 1, "Which?": 1, Done: 1 });
  });

  it("takes as many events as the last one is numbered", () => {
    const found = read(all, history);
    expect(found.events).toBe(15);
    expect(figures(found, "events")).toEqual({ Prepare: 2, Ship: 5, Rest: 2, "Which?": 2, Done: 2 });
  });

  it("lasts from its first event to its last one, and in each state from its entry to its exit", () => {
    const found = read(all, history);
    expect(found.seconds).toBe(93);
    expect(found.waitedSeconds).toBe(90);
    expect(figures(found, "seconds")).toEqual({ Prepare: 0, Ship: 3, Rest: 90, "Which?": 0, Done: 0 });
  });

  it("has every state of the machine, in the order of the text", () => {
    expect(read(all, history).states.map(({ path, transitions }) => [path.join("/"), transitions])).toEqual([
      ["Prepare", 1],
      ["Ship", 1],
      ["Rest", 1],
      ["Which?", 1],
      ["Done", 1],
      ["Broken", 0],
    ]);
  });

  it("that reaches a Fail has failed", () => {
    const failed = recorded((main) => {
      main.pass("Prepare").task("Ship").wait("Rest", 90).choice("Which?").enter("Fail", "Broken").end("Failed");
    });
    expect(read(all, failed)).toMatchObject({ outcome: "failed", transitions: 5, events: 14 });
  });

  it.each([
    ["Succeeded", "succeeded"],
    ["Failed", "failed"],
    ["TimedOut", "timedOut"],
    ["Aborted", "aborted"],
  ] as const)("that ends with Execution%s has %s", (how, outcome) => {
    expect(
      read(
        all,
        recorded((main) => main.pass("Prepare").end(how)),
      ).outcome,
    ).toBe(outcome);
  });

  it("that has not ended is running", () => {
    const running = recorded((main) => main.pass("Prepare").enter("Task", "Ship").add("TaskScheduled"));
    expect(read(all, running)).toMatchObject({ outcome: "running", transitions: 2, events: 5, redrives: 0 });
  });

  it("that only began took nothing", () => {
    expect(
      read(
        all,
        recorded(() => {}),
      ),
    ).toMatchObject({ outcome: "running", transitions: 0, events: 1, seconds: 0 });
  });

  it("that is stopped while it waits has waited until then", () => {
    const stopped = recorded((main) => {
      main.pass("Prepare").task("Ship").enter("Wait", "Rest").pause(7).add("WaitStateAborted").pause(1).end("Aborted");
    });
    expect(read(all, stopped)).toMatchObject({ outcome: "aborted", waitedSeconds: 7, seconds: 8 });
  });

  it("that times out in a state was in it until its end", () => {
    const late = recorded((main) =>
      main.pass("Prepare").enter("Task", "Ship").add("TaskScheduled").pause(60).end("TimedOut"),
    );
    expect(figures(read(all, late), "seconds")).toEqual({ Prepare: 0, Ship: 60 });
  });

  it("that waits still has waited until the last event", () => {
    const sides = machine({ Both: parallel([{ Rest: wait(60, "A"), A: end }, { B: end }], { End: true }) });
    const waiting = recorded((main) => {
      main.startParallel("Both");
      const beside = main.fork();
      main.enter("Wait", "Rest");
      beside.pause(5).pass("B");
    });
    expect(read(sides, waiting)).toMatchObject({ waitedSeconds: 5, seconds: 5 });
  });
});

describe("a retried attempt", () => {
  it("of a Task is a transition", () => {
    const of = machine({ Ship: task("Done", retry), Done: end });
    const history = recorded((main) => {
      main.enter("Task", "Ship").attempt("Failed").attempt("TimedOut").attempt("Succeeded").exit("Task", "Ship");
      main.pass("Done").end();
    });
    const found = read(of, history);
    expect(found.transitions).toBe(4);
    expect(figures(found, "retried")).toEqual({ Ship: 2, Done: 0 });
    expect(figures(found, "events")).toEqual({ Ship: 11, Done: 2 });
  });

  it.each(["LambdaFunction", "Activity"])("of a Task is seen in events of %s", (service) => {
    const of = machine({ Ship: task("Done", retry), Done: end });
    const history = recorded((main) => {
      main.enter("Task", "Ship").attempt("Failed", service).attempt("Succeeded", service).exit("Task", "Ship");
      main.pass("Done").end();
    });
    expect(figures(read(of, history), "transitions")).toEqual({ Ship: 2, Done: 1 });
  });

  it("lasts through its delay", () => {
    const of = machine({ Ship: task("Done", retry), Done: end });
    const history = recorded((main) => {
      main.enter("Task", "Ship").attempt("Failed").pause(10).attempt("Succeeded").exit("Task", "Ship");
    });
    expect(figures(read(of, history), "seconds")).toEqual({ Ship: 10 });
  });

  it("is not one that a caught Task enters again", () => {
    const of = machine({ Ship: task("Done", { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Ship" }] }), Done: end });
    const history = recorded((main) => {
      main.enter("Task", "Ship").attempt("Failed").exit("Task", "Ship").task("Ship").pass("Done").end();
    });
    expect(read(of, history).states[0]).toMatchObject({ entered: 2, retried: 0, transitions: 2, events: 10 });
  });

  it("is not a failure before the call", () => {
    const of = machine({ Ship: task("Done", { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }] }), Done: end });
    const history = recorded((main) => {
      const state = "Ship";
      main.enter("Task", state).add("EvaluationFailed", { evaluationFailedEventDetails: { state } });
      main.exit("Task", state).pass("Done").end();
    });
    expect(read(of, history).states[0]).toMatchObject({ entered: 1, retried: 0, events: 3 });
  });

  it("of a Parallel runs its branches again", () => {
    const of = machine({ Both: parallel([{ A: task("A2"), A2: end }, { B: end }], { ...retry, End: true }) });
    const history = recorded((main) => {
      main.startParallel("Both");
      const beside = main.fork();
      main.enter("Task", "A");
      beside.pass("B");
      main.attempt("Failed").add("ParallelStateStarted");
      const again = main.fork();
      main.task("A");
      again.pass("B");
      main.pass("A2").finish("Parallel", "Both").end();
    });
    const found = read(of, history);
    expect(figures(found, "transitions")).toEqual({ Both: 2, A: 2, A2: 1, B: 2 });
    expect(figures(found, "retried")).toEqual({ Both: 1, A: 0, A2: 0, B: 0 });
    expect(figures(found, "events")).toEqual({ Both: 5, A: 9, A2: 2, B: 4 });
  });

  it("of a Map runs over its items again", () => {
    const of = machine({ Each: map({ Work: task("Done"), Done: end }, { ...retry, End: true }) });
    const history = recorded((main) => {
      main.startMap("Each", 2);
      const [first, second] = [main.iteration("Each", 0), main.iteration("Each", 1)];
      first.enter("Task", "Work");
      second.enter("Task", "Work").add("TaskScheduled");
      first.attempt("Failed");
      const failed = first.fork();
      first.fork().iterationEvent("Failed", "Each", 0);
      failed.fork().add("TaskStateAborted");
      failed.fork().iterationEvent("Aborted", "Each", 1);
      failed.fork().add("TaskStateAborted");
      failed.restartMap(2);
      for (const index of [0, 1])
        failed.iteration("Each", index).task("Work").pass("Done").iterationEvent("Succeeded", "Each", index);
      failed.finish("Map", "Each").end();
    });
    const found = read(of, history, [symbol(of, "Each")]);
    expect(figures(found, "transitions")).toEqual({ Each: 2, Work: 4, Done: 2 });
    expect(figures(found, "events")).toEqual({ Each: 13, Work: 18, Done: 4 });
    expect(found.values.get("Each")).toEqual({ least: 2, greatest: 2 });
  });

  it("of a Map in a Map is told from one of the Map around it", () => {
    const of = machine({
      Outer: map({ Inner: map({ Work: task("W2"), W2: end }, { End: true }) }, { ...retry, End: true }),
    });
    const history = recorded((main) => {
      main.startMap("Outer", 1);
      const run = (outer: Thread, how: "Failed" | "Succeeded") => {
        outer.startMap("Inner", 1).iterationEvent("Started", "Inner", 0).enter("Task", "Work").attempt(how);
      };
      const failing = main.iteration("Outer", 0);
      run(failing, "Failed");
      // Each names the failure.
      failing.fork().iterationEvent("Failed", "Inner", 0);
      failing.fork().add("MapStateFailed");
      failing.fork().iterationEvent("Failed", "Outer", 0);
      const again = failing.restartMap(1).iteration("Outer", 0);
      run(again, "Succeeded");
      again.exit("Task", "Work").pass("W2").finish("Map", "Inner").finish("Map", "Outer").end();
    });
    const found = read(of, history);
    expect(figures(found, "entered")).toEqual({ Outer: 1, Inner: 2, Work: 2, W2: 1 });
    expect(figures(found, "retried")).toEqual({ Outer: 1, Inner: 0, Work: 0, W2: 0 });
  });

  it("of a Map in a Map that alone retries is its own", () => {
    const of = machine({
      Outer: map({ Inner: map({ Work: task("W2"), W2: end }, { ...retry, End: true }) }, { End: true }),
    });
    const history = recorded((main) => {
      const outer = main.startMap("Outer", 1).iteration("Outer", 0);
      outer.startMap("Inner", 1).iterationEvent("Started", "Inner", 0).enter("Task", "Work").attempt("Failed");
      outer.fork().iterationEvent("Failed", "Inner", 0);
      outer.restartMap(1).iteration("Inner", 0).task("Work").pass("W2");
    });
    expect(figures(read(of, history), "retried")).toEqual({ Outer: 0, Inner: 1, Work: 0, W2: 0 });
  });
});

describe("branches and iterations", () => {
  it("of which the events interleave keep their own", () => {
    const of = machine({
      Both: parallel(
        [
          { A: task("A2"), A2: end },
          { B: wait(30, "B2"), B2: end },
        ],
        { Next: "After" },
      ),
      After: end,
    });
    const history = recorded((main) => {
      main.startParallel("Both");
      const beside = main.fork();
      main.enter("Task", "A");
      beside.enter("Wait", "B");
      main.add("TaskScheduled").add("TaskStarted").pause(10).add("TaskSucceeded").exit("Task", "A").pass("A2");
      beside.pause(20).exit("Wait", "B").pass("B2").finish("Parallel", "Both").pass("After").end();
    });
    const found = read(of, history);
    expect(figures(found, "events")).toEqual({ Both: 4, A: 5, A2: 2, B: 2, B2: 2, After: 2 });
    expect(figures(found, "seconds")).toEqual({ Both: 30, A: 10, A2: 0, B: 30, B2: 0, After: 0 });
    expect(found.states.map(({ path }) => path.join("/"))).toEqual([
      "Both",
      "Both/A",
      "Both/A2",
      "Both/B",
      "Both/B2",
      "After",
    ]);
  });

  it("of one name in two branches and after them are told apart", () => {
    const of = machine({
      Both: parallel(
        [
          { Load: task("L2"), L2: end },
          { Load: task("L3"), L3: end },
        ],
        { Next: "Load" },
      ),
      Load: task("L4"),
      L4: end,
    });
    const history = recorded((main) => {
      main.startParallel("Both");
      const beside = main.fork();
      main.enter("Task", "Load");
      beside.enter("Task", "Load").attempt("Succeeded").exit("Task", "Load").pass("L3");
      main.attempt("Succeeded").exit("Task", "Load").pass("L2").finish("Parallel", "Both");
      main.enter("Task", "Load").attempt("Succeeded").attempt("Succeeded").exit("Task", "Load").pass("L4").end();
    });
    expect(read(of, history).states.map(({ path, entered, events }) => [path.at(-1), entered, events])).toEqual([
      ["Both", 1, 4],
      ["Load", 1, 5],
      ["L2", 1, 2],
      ["Load", 1, 5],
      ["L3", 1, 2],
      ["Load", 1, 8],
      ["L4", 1, 2],
    ]);
  });

  it("nest, and an iteration that begins when another ends is one of the same Map", () => {
    const of = machine({
      Outer: map({ Inner: map({ Work: end }, { Next: "After" }), After: end }, { End: true }),
    });
    const history = recorded((main) => {
      main.startMap("Outer", 2);
      let outer = main.iteration("Outer", 0);
      for (const index of [0, 1]) {
        outer.startMap("Inner", 2);
        outer = outer.iteration("Inner", 0).pass("Work");
        outer.fork().iterationEvent("Succeeded", "Inner", 0);
        outer = outer.iteration("Inner", 1).pass("Work");
        outer.fork().iterationEvent("Succeeded", "Inner", 1);
        outer.finish("Map", "Inner").pass("After");
        outer.fork().iterationEvent("Succeeded", "Outer", index);
        // With one iteration at a time the next follows the last event inside the one before.
        if (index === 0) outer = outer.iteration("Outer", 1);
      }
      outer.finish("Map", "Outer").end();
    });
    expect(figures(read(of, history), "transitions")).toEqual({ Outer: 1, Inner: 2, Work: 4, After: 2 });
    expect(figures(read(of, history), "events")).toEqual({ Outer: 8, Inner: 16, Work: 8, After: 4 });
    expect(values(of, history, "Outer", "Inner")).toEqual({
      Outer: { least: 2, greatest: 2 },
      Inner: { least: 2, greatest: 2 },
    });
  });

  it("that a failure stops one after the other are each attributed to their own state", () => {
    const of = machine({ Each: map({ A: task("B"), B: task("C"), C: end }, { End: true }) });
    const history = recorded((main) => {
      main.startMap("Each", 3);
      const [first, second, third] = [0, 1, 2].map((index) => main.iteration("Each", index)) as [
        Thread,
        Thread,
        Thread,
      ];
      second.task("A").enter("Task", "B").add("TaskScheduled");
      third.task("A").task("B").enter("Pass", "C");
      first.enter("Task", "A").attempt("Failed");
      first.fork().iterationEvent("Failed", "Each", 0);
      first.fork().add("TaskStateAborted");
      first.fork().iterationEvent("Aborted", "Each", 1);
      first.fork().add("TaskStateAborted");
      first.fork().add("MapStateFailed");
      first.end("Failed");
    });
    expect(figures(read(of, history), "events")).toEqual({ Each: 8, A: 15, B: 8, C: 1 });
  });

  it("that a failure stops are attributed to the states that they were in", () => {
    const of = machine({
      Both: parallel(
        [
          { A: task("A2"), A2: end },
          { B: wait(60, "B2"), B2: end },
        ],
        {
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "Mend" }],
          End: true,
        },
      ),
      Mend: end,
    });
    const history = recorded((main) => {
      main.startParallel("Both");
      const beside = main.fork();
      main.enter("Task", "A");
      beside.enter("Wait", "B");
      main.pause(4).attempt("Failed");
      main.fork().add("WaitStateAborted");
      main.fork().add("ParallelStateFailed");
      main.pause(6).exit("Parallel", "Both").pass("Mend").end();
    });
    const found = read(of, history);
    expect(figures(found, "events")).toEqual({ Both: 4, A: 4, B: 2, Mend: 2 });
    expect(figures(found, "seconds")).toEqual({ Both: 10, A: 4, B: 4, Mend: 0 });
  });
});

describe("turns of a loop", () => {
  const polling = machine({ Start: pass("Wait"), ...poll(10) });
  const turn = (main: Thread) => main.wait("Wait", 10).task("Ask").choice("Done?");

  it("are the times that its header is entered", () => {
    const history = recorded((main) =>
      turn(turn(turn(main.pass("Start"))))
        .through("Succeed", "Done")
        .end(),
    );
    expect(values(polling, history, "Wait")).toEqual({ Wait: { least: 3, greatest: 3 } });
  });

  it("are 1 for a loop that is left at once, 0 for one never entered", () => {
    const once = recorded((main) => turn(main.pass("Start")).through("Succeed", "Done").end());
    expect(values(polling, once, "Wait")).toEqual({ Wait: { least: 1, greatest: 1 } });
    expect(
      values(
        polling,
        recorded((main) => main.pass("Start").end("Aborted")),
        "Wait",
      ),
    ).toEqual({
      Wait: { least: 0, greatest: 0 },
    });
  });

  it("are counted so far in one that still runs", () => {
    const history = recorded((main) => turn(main.pass("Start")).enter("Wait", "Wait"));
    expect(values(polling, history, "Wait")).toEqual({ Wait: { least: 2, greatest: 2 } });
  });

  it("are counted anew each time it is entered", () => {
    const of = machine({
      Page: pass("Try"),
      Try: task("Good?"),
      "Good?": choice("More?", "Try"),
      "More?": choice("Done", "Page"),
      Done: end,
    });
    const history = recorded((main) => {
      main.pass("Page").task("Try").choice("Good?").task("Try").choice("Good?").choice("More?");
      main.pass("Page").task("Try").choice("Good?").choice("More?");
      main.pass("Page");
      for (let i = 0; i < 5; i++) main.task("Try").choice("Good?");
      main.choice("More?").pass("Done").end();
    });
    expect(values(of, history, "Page", "Try")).toEqual({
      Page: { least: 3, greatest: 3 },
      Try: { least: 1, greatest: 5 },
    });
  });

  it("are counted for each iteration that it runs in", () => {
    const of = machine({ Each: map({ ...poll(10) }, { End: true }) });
    const history = recorded((main) => {
      main.startMap("Each", 2);
      const [first, second] = [main.iteration("Each", 0), main.iteration("Each", 1)];
      turn(first);
      turn(second);
      turn(second);
      first.through("Succeed", "Done").iterationEvent("Succeeded", "Each", 0);
      turn(second);
      turn(second);
      second.through("Succeed", "Done").finish("Map", "Each").end();
    });
    expect(values(of, history, "Wait", "Each")).toEqual({
      Wait: { least: 1, greatest: 4 },
      Each: { least: 2, greatest: 2 },
    });
  });

  it("are counted anew for each attempt of what is around it", () => {
    const of = machine({ Only: parallel([{ ...poll(10) }], { ...retry, End: true }) });
    const history = recorded((main) => {
      turn(main.startParallel("Only"))
        .enter("Wait", "Wait")
        .exit("Wait", "Wait")
        .enter("Task", "Ask")
        .attempt("Failed");
      turn(main.add("ParallelStateStarted")).through("Succeed", "Done").finish("Parallel", "Only").end();
    });
    expect(values(of, history, "Wait")).toEqual({ Wait: { least: 1, greatest: 2 } });
  });

  it("with several entries are the passes of the state that is passed most", () => {
    const of = machine({ Which: choice("A", "B"), A: choice("B", "End"), B: choice("A", "B"), End: end });
    const history = recorded((main) => main.choice("Which", "B", "B", "A", "B", "A").pass("End").end());
    expect(symbol(of, "A").isIrreducible).toBe(true);
    expect(values(of, history, "A")).toEqual({ A: { least: 3, greatest: 3 } });
  });

  it("that are retries are the retries", () => {
    const of = machine({ Ask: task("Done", retry), Done: end });
    const history = recorded((main) => {
      main
        .enter("Task", "Ask")
        .attempt("Failed")
        .attempt("Failed")
        .attempt("Succeeded")
        .exit("Task", "Ask")
        .pass("Done");
    });
    const found = read(of, history, [{ ...symbol(of, "Ask"), isRetry: true }]);
    expect(found.values.get("Ask")).toEqual({ least: 2, greatest: 2 });
  });
});

describe("items of a Map", () => {
  const of = machine({
    Each: map({ Work: end }, { Next: "Again?" }),
    "Again?": choice("Done", "Each"),
    Done: end,
  });

  it("are those of each entry", () => {
    const history = recorded((main) => {
      for (const length of [3, 0]) {
        main.startMap("Each", length);
        let last = main;
        for (let i = 0; i < length; i++) last = main.iteration("Each", i).pass("Work");
        main.at = last.at;
        main.finish("Map", "Each").choice("Again?");
      }
      main.pass("Done").end();
    });
    expect(values(of, history, "Each")).toEqual({ Each: { least: 0, greatest: 3 } });
  });

  it("that a failure keeps from running are items", () => {
    const history = recorded((main) => {
      const only = main.startMap("Each", 9).iteration("Each", 0).enter("Pass", "Work");
      only.fork().iterationEvent("Failed", "Each", 0);
      only.fork().add("MapStateFailed").end("Failed");
    });
    expect(values(of, history, "Each")).toEqual({ Each: { least: 9, greatest: 9 } });
  });

  it("are the iterations where the history does not say how many there are", () => {
    const history = recorded((main) => {
      main.startMap("Each");
      for (const index of [0, 1]) main.iteration("Each", index).pass("Work");
    });
    expect(values(of, history, "Each")).toEqual({ Each: { least: 2, greatest: 2 } });
  });

  it("are none where the Map failed before it started, or was never entered", () => {
    const early = recorded((main) => main.enter("Map", "Each").add("MapStateFailed").end("Failed"));
    expect(values(of, early, "Each")).toEqual({ Each: { least: 0, greatest: 0 } });
    expect(
      values(
        of,
        recorded(() => {}),
        "Each",
      ),
    ).toEqual({ Each: { least: 0, greatest: 0 } });
  });
});

describe("a distributed Map", () => {
  const of = machine({
    Each: {
      Type: "Map",
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...scope({ ...poll(5) }) },
      ...retry,
      Next: "After",
    },
    After: end,
  });
  const run = (main: Thread, how: "Succeeded" | "Failed") => main.add("MapRunStarted").add(`MapRun${how}`);

  it("takes a transition for each attempt, and its children have their own histories", () => {
    const history = recorded((main) => {
      run(main.startMap("Each", 500), "Failed");
      run(main.restartMap(500), "Succeeded").finish("Map", "Each").pass("After").end();
    });
    const found = read(of, history);
    expect(figures(found, "transitions")).toEqual({ Each: 2, After: 1 });
    expect(figures(found, "events")).toEqual({ Each: 9, After: 2 });
    expect(values(of, history, "Each", "Wait")).toEqual({});
  });

  it("that failed in a Map is not the one that the Map around it retries", () => {
    const nested = machine({
      Outer: map({ Run: { ...map({ Work: end }, { End: true }), ...retry } }, { ...retry, End: true }),
    });
    const history = recorded((main) => {
      const outer = run(main.startMap("Outer", 1).iteration("Outer", 0).startMap("Run", 5), "Failed");
      outer.fork().add("MapStateFailed");
      outer.fork().iterationEvent("Failed", "Outer", 0);
      run(outer.restartMap(1).iteration("Outer", 0).startMap("Run", 5), "Succeeded");
    });
    expect(figures(read(nested, history), "retried")).toEqual({ Outer: 1, Run: 0 });
  });

  it("has its symbols at 0 where it was never entered", () => {
    expect(
      values(
        of,
        recorded(() => {}),
        "Each",
        "Wait",
      ),
    ).toEqual({
      Each: { least: 0, greatest: 0 },
      Wait: { least: 0, greatest: 0 },
    });
  });

  it("is not what the history of a child is of", () => {
    expect(
      problemOf(
        of,
        recorded((main) => main.enter("Wait", "Wait")),
      ),
    ).toBe(
      "Event 2 ('WaitStateEntered') enters 'Wait' in a child execution of the Map 'Each': expected the history of the execution that started the Map Run.",
    );
  });
});

describe("a redriven execution", () => {
  const of = machine({ Prepare: pass("Ship"), Ship: task("Done"), Done: end });
  const failed = (main: Thread) => main.pass("Prepare").enter("Task", "Ship").attempt("Failed").end("Failed");

  it("counts what ran again as a retried attempt, without the time between", () => {
    const history = recorded((main) => {
      failed(main).pause(1_000).add("ExecutionRedriven").pause(2);
      main.attempt("Succeeded").pause(3).exit("Task", "Ship").pass("Done").end();
    });
    const found = read(of, history);
    expect(found).toMatchObject({ outcome: "succeeded", redrives: 1, transitions: 4, seconds: 1_005 });
    expect(figures(found, "retried")).toEqual({ Prepare: 0, Ship: 1, Done: 0 });
    expect(figures(found, "events")).toEqual({ Prepare: 2, Ship: 8, Done: 2 });
    expect(figures(found, "seconds")).toEqual({ Prepare: 0, Ship: 3, Done: 0 });
  });

  it("is running as long as it has not ended again", () => {
    const history = recorded((main) => failed(main).add("ExecutionRedriven").add("TaskScheduled"));
    expect(read(of, history)).toMatchObject({ outcome: "running", redrives: 1 });
  });

  it("goes on in the branches and iterations that failed", () => {
    const nested = machine({
      Each: map({ Work: task("W2"), W2: end }, { Next: "After" }),
      After: end,
    });
    const history = recorded((main) => {
      main.startMap("Each", 2);
      const [first, second] = [main.iteration("Each", 0), main.iteration("Each", 1)];
      first.task("Work").pass("W2");
      second.enter("Task", "Work").attempt("Failed");
      second.fork().iterationEvent("Failed", "Each", 1);
      second.add("MapStateFailed").end("Failed").add("ExecutionRedriven");
      second.attempt("Succeeded").exit("Task", "Work").pass("W2").finish("Map", "Each").pass("After").end();
    });
    const found = read(nested, history, [symbol(nested, "Each")]);
    expect(figures(found, "transitions")).toEqual({ Each: 1, Work: 3, W2: 2, After: 1 });
    expect(found.values.get("Each")).toEqual({ least: 2, greatest: 2 });
  });

  it("resumes all that failed or was stopped", () => {
    const nested = machine({
      Both: parallel(
        [
          { A: task("A2"), A2: end },
          { B: task("B2"), B2: end },
          { C: task("C2"), C2: end },
        ],
        { End: true },
      ),
    });
    const history = recorded((main) => {
      main.startParallel("Both");
      const [second, third] = [main.fork(), main.fork()];
      main.enter("Task", "A").add("TaskScheduled");
      second.enter("Task", "B").add("TaskScheduled");
      third.enter("Task", "C").attempt("Failed");
      for (let i = 0; i < 3; i++) third.fork().add("TaskStateAborted");
      third.add("ParallelStateFailed").end("Failed").add("ExecutionRedriven");
      for (let i = 0; i < 3; i++) third.fork().add("TaskScheduled");
    });
    expect(figures(read(nested, history), "transitions")).toEqual({ Both: 1, A: 2, B: 2, C: 2 });
  });
});

describe("what is printed", () => {
  const of = machine({ Prepare: pass("Rest"), Rest: wait(5, "Done"), Done: end });
  const { history } = (() => {
    const recorder = new Recorder();
    recorder.main.pass("Prepare").wait("Rest", 5).pass("Done").end();
    return recorder;
  })();

  it("may be in reverse order", () => {
    expect(read(of, { events: history.events.toReversed() })).toEqual(read(of, history));
  });

  it.each([
    ["seconds", 1],
    ["milliseconds", 1_000],
  ])("may have timestamps in %s", (_, factor) => {
    const events = history.events.map((event) => ({
      ...event,
      timestamp: (Date.parse(event.timestamp) / 1_000) * factor,
    }));
    expect(read(of, { events })).toEqual(read(of, history));
  });

  it("without timestamps that can be read has no times", () => {
    const events = history.events.map((event, i) => (i === 3 ? { ...event, timestamp: "then" } : event));
    const found = read(of, { events });
    expect(found).toMatchObject({ transitions: 3, seconds: undefined, waitedSeconds: undefined });
    expect(figures(found, "seconds")).toEqual({ Prepare: undefined, Rest: undefined, Done: undefined });
  });

  it("may have events of types that are new", () => {
    const strange = recorded((main) => {
      main.enter("Pass", "Prepare").add("PassDreamt").exit("Pass", "Prepare").add("SomethingElse").wait("Rest", 5);
    });
    const found = read(of, strange);
    expect(found.events).toBe(7);
    expect(figures(found, "events")).toEqual({ Prepare: 4, Rest: 2 });
  });

  it("may have a last page that says so", () => {
    expect(read(of, { ...history, nextToken: null }).events).toBe(8);
  });

  it("by a recorder may lack ids, and what ends a Parallel", () => {
    const sides = machine({ Both: parallel([{ A: task("A2"), A2: end }, { B: end }], { Next: "After" }), After: end });
    const recorder = new Recorder();
    const { main } = recorder;
    main.startParallel("Both");
    const beside = main.fork();
    main.enter("Task", "A");
    beside.pass("B");
    main.attempt("Succeeded").exit("Task", "A").pass("A2").finish("Parallel", "Both").pass("After").end();
    const events = recorder.events
      .filter(({ type }) => type !== "ParallelStateSucceeded")
      .map((event) => (event.id > 3 && event.id < 13 ? { ...event, id: [0], previousEventId: 0 } : event));
    const found = read(sides, { events });
    expect(found.events).toBe(recorder.events.length);
    expect(figures(found, "transitions")).toEqual({ Both: 1, A: 1, A2: 1, B: 1, After: 1 });
  });
});

describe("a problem", () => {
  const of = machine({ Prepare: pass("Both"), Both: parallel([{ A: end }], { Next: "Done" }), Done: end });
  const recorder = new Recorder();
  recorder.main.pass("Prepare").startParallel("Both").pass("A").finish("Parallel", "Both").pass("Done").end();
  const { events } = recorder;

  it.each([
    ["null", null],
    ["a list", [{ type: "ExecutionStarted" }]],
    ["an object without events", { executions: [] }],
    ["events that are no list", { events: {} }],
  ])("is %s", (_, value) => {
    expect(problemOf(of, value)).toBe(
      "This is no history: expected an object with a list 'events', as get-execution-history prints it.",
    );
  });

  it("is an empty list", () => {
    expect(problemOf(of, { events: [] })).toBe(
      "The list 'events' is empty: expected 'ExecutionStarted' as its first event.",
    );
  });

  it.each([["a string"], [{ id: 2 }], [null]])("is %j among the events", (event) => {
    expect(problemOf(of, { events: [events[0], event] })).toBe(
      "'events[1]' is no event: expected an object with 'id' and 'type'.",
    );
  });

  it.each([
    ["of Step Functions", { id: "1", type: "ExecutionStarted", previous_event_id: "0", execution_arn: "arn" }],
    ["of CloudWatch", { timestamp: 1, message: "{}", eventId: "3" }],
  ])("is a log %s, which is all that Express leaves", (_, event) => {
    expect(problemOf(of, { events: [event] })).toBe(
      "'events[0]' is an event of a log: expected a Standard execution, because AWS keeps no history of Express.",
    );
  });

  it.each(["nextToken", "NextToken"])("is a page with a %s", (key) => {
    expect(problemOf(of, { events: events.slice(0, 4), [key]: "AAAA" })).toBe(
      "The history has more than events 1 to 4, as 'nextToken' says: expected all of them in one list 'events'.",
    );
  });

  it("is a beginning that is missing", () => {
    expect(problemOf(of, { events: events.slice(2) })).toBe(
      "The history begins with event 3 ('PassStateExited'): expected event 1 ('ExecutionStarted').",
    );
  });

  it("is a gap", () => {
    expect(problemOf(of, { events: events.filter(({ id }) => id !== 4) })).toBe(
      "Event 4 is missing before event 5 ('ParallelStateStarted'): expected all events of the execution.",
    );
  });

  it("is two executions in one list", () => {
    expect(problemOf(of, { events: [...events, ...events] })).toBe(
      "There are two events 1 ('ExecutionStarted' and 'ExecutionStarted'): expected those of one execution.",
    );
  });

  it("is a state that the machine does not have", () => {
    expect(
      problemOf(
        of,
        recorded((main) => main.pass("Prepare", "Tidy")),
      ),
    ).toBe(
      "Event 4 ('PassStateEntered') enters 'Tidy', which the machine does not have: expected the history of an execution of this machine.",
    );
  });

  it("is a state of another type", () => {
    expect(
      problemOf(
        of,
        recorded((main) => main.task("Prepare")),
      ),
    ).toBe(
      "Event 2 ('TaskStateEntered') enters 'Prepare', which is a Pass in the machine: expected the history of an execution of this machine.",
    );
  });

  it("is not a state whose type the machine does not tell", () => {
    const open = machine({ Prepare: { Type: "${Kind}", End: true } });
    expect(
      figures(
        read(
          open,
          recorded((main) => main.task("Prepare")),
        ),
        "events",
      ),
    ).toEqual({ Prepare: 5 });
  });

  it("is a state inside another that nothing has entered", () => {
    expect(
      problemOf(
        of,
        recorded((main) => main.pass("Prepare", "A")),
      ),
    ).toBe(
      "Event 4 ('PassStateEntered') enters 'A', but nothing has entered 'Both' around it: expected the history of an execution of this machine.",
    );
  });

  it("is an entry that names no state", () => {
    expect(
      problemOf(
        of,
        recorded((main) => main.add("PassStateEntered")),
      ),
    ).toBe("Event 2 ('PassStateEntered') names no state: expected 'stateEnteredEventDetails' with 'name'.");
  });
});

describe("size", () => {
  it("a history that is full takes no time", () => {
    const of = machine({ Each: map({ Work: task("W2"), W2: end }, { End: true }) });
    const history = recorded((main) => {
      main.startMap("Each", 2_500);
      const threads = Array.from({ length: 2_500 }, (_, i) => main.iteration("Each", i).enter("Task", "Work"));
      for (const thread of threads) thread.attempt("Succeeded");
      for (const thread of threads) thread.exit("Task", "Work").pass("W2");
      for (const [i, thread] of threads.entries()) thread.iterationEvent("Succeeded", "Each", i);
    });
    const start = processorTime();
    expect(read(of, history).transitions).toBe(5_001);
    expect(processorTime() - start).toBeLessThan(3_000);
  });
});
