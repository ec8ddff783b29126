import { describe, expect, it, test } from "vitest";
import { type Decider, type Script, scripted } from "./decisions.ts";
import type { MachineJson, ScopeJson, StateJson } from "./definition.ts";
import { walk } from "./interpreter.ts";
import type { Walk, WalkOptions } from "./walk.ts";

const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:work";
const ALL = { ErrorEquals: ["States.ALL"] };
const EVALUATION = "States.QueryEvaluationError";
const pass: StateJson = { Type: "Pass", End: true };
const task: StateJson = { Type: "Task", Resource: LAMBDA, End: true };
const sync: StateJson = { ...task, Resource: "arn:aws:states:::glue:startJobRun.sync" };

const machine = (States: Record<string, StateJson>, more: Partial<MachineJson> = {}): MachineJson => ({
  StartAt: Object.keys(States)[0] ?? "",
  States,
  ...more,
});
const scope = (States: Record<string, StateJson>): ScopeJson => machine(States);
const run = (
  states: Record<string, StateJson>,
  script: Script = {},
  { otherwise, ...options }: WalkOptions & { otherwise?: Partial<Decider> } = {},
): Walk => walk(machine(states), scripted(script, otherwise), options);
/** Without the first and the last one. */
const eventsOf = ({ events }: Walk): number => events - 2;

const parallel = (...branches: ScopeJson[]): StateJson => ({ Type: "Parallel", Branches: branches, End: true });
const map = (processor: ScopeJson, more: Partial<StateJson> = {}): StateJson => ({
  Type: "Map",
  ItemProcessor: processor,
  End: true,
  ...more,
});
const distributed = map({
  ...scope({ Item: task }),
  ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
});

describe("a state that succeeds", () => {
  test.each<[what: string, events: number, state: StateJson, script?: Script]>([
    ["a Pass", 2, pass],
    ["a Wait", 2, { Type: "Wait", Seconds: 1, End: true }],
    ["a Succeed", 2, { Type: "Succeed" }],
    ["a Lambda function", 5, task],
    ["a request", 5, { ...task, Resource: "arn:aws:states:::lambda:invoke" }],
    ["an activity", 5, { ...task, Resource: "arn:aws:states:us-east-1:123456789012:activity:work" }],
    ["a job", 6, sync],
    ["a job with its output", 6, { ...task, Resource: "arn:aws:states:::states:startExecution.sync:2" }],
    ["a callback", 6, { ...task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" }],
    ["a Parallel of a Pass and a Task", 4 + 2 + 5, parallel(scope({ A: pass }), scope({ B: task }))],
    ["a Map without items", 4, map(scope({ A: task })), { S: [{ items: 0 }] }],
    ["a Map of three items", 4 + 3 * (2 + 5), map(scope({ A: task })), { S: [{ items: 3 }] }],
    ["a Map of a literal list", 4 + 2 * (2 + 2), map(scope({ A: pass }), { QueryLanguage: "JSONata", Items: [7, 8] })],
    ["a Map in a Map", 4 + 2 * (2 + 4 + (2 + 2)), map(scope({ A: map(scope({ B: pass })) })), { S: [{ items: 2 }] }],
    ["a distributed Map", 6, distributed, { S: [{ items: 90 }] }],
  ])("%s takes %i events", (_, events, state, script) => {
    const taken = run({ S: state }, script);
    expect(taken).toMatchObject({ outcome: "succeeded", clean: true });
    expect(eventsOf(taken)).toBe(events);
  });

  it("a Choice takes 2", () => {
    const taken = run({ S: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "E" }] }, E: pass });
    expect(eventsOf(taken)).toBe(2 + 2);
  });

  it("a Fail takes 1", () => {
    const taken = run({ S: { Type: "Fail", Error: "Odd" } });
    expect(taken).toMatchObject({ outcome: "failed", clean: false, transitions: 1, events: 3 });
  });
});

describe("a state that fails and is caught", () => {
  const caught = (state: StateJson): Record<string, StateJson> => ({
    S: { ...state, Catch: [{ ...ALL, Next: "E" }] },
    E: { Type: "Succeed" },
  });
  const jsonata = (state: StateJson): StateJson => ({ ...state, QueryLanguage: "JSONata" });

  test.each<[what: string, events: number, state: StateJson, fails: "before" | "schedule" | "call" | "output"]>([
    ["a Task by its service", 5, task, "call"],
    ["a job by its service", 6, sync, "call"],
    ["a Task that cannot be called", 4, task, "schedule"],
    ["a Task before the call", 2, task, "before"],
    ["a Task before the call in JSONata", 3, jsonata(task), "before"],
    ["a Task on its result", 5, task, "output"],
    ["a Task on its result in JSONata", 6, jsonata(task), "output"],
    ["a Parallel before its branches", 2, parallel(scope({ A: task })), "before"],
    ["a Map before its iterations", 3, map(scope({ A: task })), "before"],
    ["a Map before its iterations in JSONata", 4, jsonata(map(scope({ A: task }))), "before"],
    ["a distributed Map by an item", 6, distributed, "call"],
  ])("%s takes %i events", (_, events, state, fails) => {
    const taken = run(caught(state), { S: [{ fails, error: EVALUATION }] });
    expect(taken).toMatchObject({ outcome: "succeeded", clean: false, transitions: 2 });
    expect(eventsOf(taken)).toBe(events + 2);
  });

  it("ends with …StateFailed in the place of …StateSucceeded, and what was open in a branch is aborted", () => {
    // Entered, Started, [Entered, Scheduled, Started, Failed, Aborted], Failed, Exited.
    expect(eventsOf(run(caught(parallel(scope({ A: task }))), { A: [{ fails: "call" }] }))).toBe(2 + 5 + 2 + 2);
  });

  it("an iteration that fails stops those that have not begun", () => {
    const taken = run(caught(map(scope({ A: task }))), { S: [{ items: 9 }], A: ["succeeds", { fails: "call" }] });
    expect(taken.transitions).toBe(1 + 2 + 1);
    expect(eventsOf(taken)).toBe(2 + 2 * (2 + 5) + 2 + 2);
  });

  it("a branch whose neighbour fails may get on for some states", () => {
    const states = caught(parallel(scope({ A: task }), scope({ B: { Type: "Pass", Next: "C" }, C: pass })));
    const transitions = [0, 1, 2, 9].map(
      (grace) => run(states, { A: [{ fails: "call" }] }, { otherwise: { grace: () => grace } }).transitions,
    );
    expect(transitions).toEqual([3, 4, 5, 5]);
  });

  it("what a catcher makes of the error can fail", () => {
    const state = { ...jsonata(task), Catch: [{ ...ALL, Output: "{% $states.input.n + $missing %}", Next: "E" }] };
    const taken = run({ S: state, E: pass }, { S: [{ fails: "call" }] });
    expect(taken).toMatchObject({ outcome: "died", transitions: 1, events: 2 + 4 + 1 });
  });
});

describe("a state that is attempted again", () => {
  const retried = (state: StateJson, attempts?: number): Record<string, StateJson> => ({
    S: { ...state, Retry: [{ ...ALL, ...(attempts === undefined ? {} : { MaxAttempts: attempts }) }] },
  });
  const failing = (times: number, fails: "before" | "call" | "output" = "call", error = "Odd"): Script => ({
    S: Array.from({ length: times }, () => ({ fails, error })),
  });

  test.each<[what: string, events: number, state: StateJson]>([
    ["a Task", 5 + 3, task],
    ["a job", 6 + 4, sync],
    ["a distributed Map", 6 + 3, distributed],
  ])("%s takes %i events after a failure", (_, events, state) => {
    const taken = run(retried(state), failing(1));
    expect(taken).toMatchObject({ outcome: "succeeded", transitions: 2 });
    expect(eventsOf(taken)).toBe(events);
  });

  it("a Parallel runs all its branches again", () => {
    const branches = [scope({ A: task }), scope({ B: pass })];
    const taken = run(retried(parallel(...branches)), { A: [{ fails: "call" }] }, { otherwise: { grace: () => 9 } });
    expect(taken.transitions).toBe(2 * (1 + 2));
    expect(eventsOf(taken)).toBe(4 + (5 + 2) + 1 + (5 + 2));
  });

  it("is attempted three times more, or as often as MaxAttempts says", () => {
    expect(run(retried(task), failing(9))).toMatchObject({ outcome: "died", transitions: 4 });
    expect(run(retried(task, 0), failing(9))).toMatchObject({ outcome: "died", transitions: 1 });
    expect(run(retried(task, 7), failing(7))).toMatchObject({ outcome: "succeeded", transitions: 8 });
  });

  it("each retrier keeps its own count", () => {
    const retry = [
      { ErrorEquals: ["Busy"], MaxAttempts: 1 },
      { ErrorEquals: ["Gone"], MaxAttempts: 2 },
    ];
    const errors = ["Gone", "Busy", "Gone", "Gone"].map((error) => ({ fails: "call" as const, error }));
    const taken = run({ S: { ...task, Retry: retry } }, { S: errors });
    expect(taken).toMatchObject({ outcome: "died", transitions: 1 + 3 });
  });

  test.each<[what: string, worst: number, state: StateJson, fails: "call" | "output"]>([
    ["a Task", 2 + 4 * 3, task, "call"],
    ["a job in JSONata", 2 + 4 * (3 + 1 + 1), { ...sync, QueryLanguage: "JSONata" }, "output"],
    ["a Parallel", 3 + 4 * (2 + 5), parallel(scope({ A: task })), "output"],
    [
      "a Parallel in JSONata",
      3 + 4 * (2 + 1 + 5),
      { ...parallel(scope({ A: task })), QueryLanguage: "JSONata" },
      "output",
    ],
    ["a Map of one item", 3 + 4 * (2 + (2 + 5)), map(scope({ A: task })), "output"],
    ["a distributed Map", 3 + 4 * 4, distributed, "output"],
    ["a distributed Map in JSONata", 3 + 4 * (4 + 1), { ...distributed, QueryLanguage: "JSONata" }, "output"],
  ])("%s takes %i events at most", (_, worst, state, fails) => {
    const states = { S: { ...retried(state).S, Catch: [{ ...ALL, Next: "E" }] } as StateJson, E: pass };
    const taken = run(states, failing(4, fails, EVALUATION), { otherwise: { perhaps: () => true } });
    // The attempts, what runs inside them, and the state that the catcher leads to.
    expect(taken.transitions).toBe(4 + (taken.runs.length - 1) + 1);
    expect(eventsOf(taken)).toBe(worst + 2);
  });

  it("waits longer each time", () => {
    expect(run(retried(task), failing(3)).seconds).toBe(1 + 2 + 4);
    const paced = { ...task, Retry: [{ ...ALL, IntervalSeconds: 5, BackoffRate: 3, MaxDelaySeconds: 20 }] };
    expect(run({ S: paced }, failing(3)).seconds).toBe(5 + 15 + 20);
  });
});

describe("what nobody catches", () => {
  it("States.Runtime", () => {
    const state = { ...task, Retry: [ALL], Catch: [{ ...ALL, Next: "E" }] };
    const taken = run({ S: state, E: pass }, { S: [{ fails: "call", error: "States.Runtime" }] });
    expect(taken).toMatchObject({ outcome: "died", transitions: 1, events: 2 + 4 });
  });

  it("a timeout is none that States.TaskFailed means", () => {
    const state = { ...task, Catch: [{ ErrorEquals: ["States.TaskFailed"], Next: "E" }] };
    const outcomes = ["States.Timeout", "Odd"].map(
      (error) => run({ S: state, E: pass }, { S: [{ fails: "call", error }] }).outcome,
    );
    expect(outcomes).toEqual(["died", "succeeded"]);
  });

  it("what a Pass evaluates", () => {
    const taken = ["JSONPath", "JSONata"].map((QueryLanguage) =>
      run({ S: { ...pass, QueryLanguage } as StateJson }, { S: ["dies"] }),
    );
    expect(taken.map(eventsOf)).toEqual([1, 2]);
    expect(taken.map(({ outcome }) => outcome)).toEqual(["died", "died"]);
  });

  it("what a Fail evaluates", () => {
    const fail: StateJson = { Type: "Fail", QueryLanguage: "JSONata", Cause: "{% $states.input.why %}" };
    const taken = run({ S: fail }, { S: ["dies"] });
    expect(taken).toMatchObject({ outcome: "failed", events: 2 + 2 });
  });

  it("a Choice that nothing matches", () => {
    const states = { S: { Type: "Choice" as const, Choices: [{ Variable: "$.a", IsNull: true, Next: "E" }] }, E: pass };
    expect(run(states, { S: [{ to: undefined }] })).toMatchObject({ outcome: "died", transitions: 1, events: 2 + 1 });
  });

  it("a Fail in a branch fails the Parallel", () => {
    const states = { S: parallel(scope({ F: { Type: "Fail", Error: "Odd" } })) };
    // Entered, Started, Entered, and Failed without Exited.
    expect(run(states)).toMatchObject({ outcome: "died", transitions: 2, events: 2 + 4 });
  });
});
