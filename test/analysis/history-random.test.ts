import { describe, expect, it } from "vitest";
import { findCycles } from "../../src/analysis/forest.ts";
import { buildGraph } from "../../src/analysis/graph.ts";
import { type HistorySymbol, readHistory } from "../../src/analysis/history.ts";
import { Recorder, type Thread } from "../helpers/history.ts";
import { machineOf } from "../helpers/machine.ts";

/*
 * Random machines are run by an interpreter that records a history, with branches and iterations in a random order, and
 * counts beside it what it does. The reader has to find the same counts in the history alone.
 */

type Block =
  | { kind: "pass"; name: string }
  | { kind: "task"; name: string; retries: boolean }
  | { kind: "loop"; name: string; body: Block[] }
  | { kind: "parallel"; name: string; branches: Block[][]; retries: boolean }
  | { kind: "map"; name: string; body: Block[]; retries: boolean };

type Random = (below: number) => number;

/** Numbers that look random and are the same each time. */
function randomOf(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function blocksOf(random: Random, depth: number, names: { next: number }): Block[] {
  return Array.from({ length: 1 + random(3) }, (): Block => {
    const name = `S${names.next++}`;
    const kind = random(depth > 0 ? 7 : 2);
    const inside = () => blocksOf(random, depth - 1, names);
    const retries = random(2) === 0;
    if (kind === 0) return { kind: "pass", name };
    if (kind <= 2) return { kind: "task", name, retries };
    if (kind <= 4) return { kind: "loop", name, body: inside() };
    if (kind === 5) return { kind: "map", name, body: inside(), retries };
    return { kind: "parallel", name, branches: Array.from({ length: 1 + random(3) }, inside), retries };
  });
}

const Retry = [{ ErrorEquals: ["States.ALL"] }];

function definitionOf(blocks: readonly Block[], last: string): { StartAt: string; States: Record<string, object> } {
  const states: Record<string, object> = {};
  const define = (inner: readonly Block[], after: string): string => {
    for (const [i, block] of inner.entries()) {
      const { name } = block;
      const Next = inner[i + 1]?.name ?? after;
      const more = "retries" in block && block.retries ? { Next, Retry } : { Next };
      if (block.kind === "pass") states[name] = { Type: "Pass", Next };
      else if (block.kind === "task")
        states[name] = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", ...more };
      else if (block.kind === "map") {
        states[name] = { Type: "Map", ItemProcessor: definitionOf(block.body, `${name}-last`), ...more };
      } else if (block.kind === "parallel") {
        const Branches = block.branches.map((branch, at) => definitionOf(branch, `${name}-last-${at}`));
        states[name] = { Type: "Parallel", Branches, ...more };
      } else {
        const Choices = [{ Variable: "$.more", BooleanEquals: true, Next: name }];
        states[name] = { Type: "Pass", Next: define(block.body, `${name}-again`) };
        states[`${name}-again`] = { Type: "Choice", Choices, Default: Next };
      }
    }
    return inner[0]?.name ?? after;
  };
  const StartAt = define(blocks, last);
  states[last] = { Type: "Succeed" };
  return { StartAt, States: states };
}

class Failure extends Error {
  constructor(readonly thread: Thread) {
    super("failed");
  }
}

type Way = Generator<undefined, void>;

/** Runs blocks, event by event, and counts. */
class Interpreter {
  readonly counts = new Map<string, { entered: number; retried: number; events: number }>();
  /** By loop or Map: the turns of each entry, the items of each attempt. */
  readonly values = new Map<string, number[]>();
  failures = 0;

  constructor(private readonly random: Random) {}

  *run(blocks: readonly Block[], last: string, thread: Thread, mayFail: boolean): Way {
    yield* this.sequence(blocks, thread, mayFail);
    yield* this.plain("Succeed", last, thread);
  }

  private *sequence(blocks: readonly Block[], thread: Thread, mayFail: boolean): Way {
    for (const block of blocks) {
      if (block.kind === "pass") yield* this.plain("Pass", block.name, thread);
      else if (block.kind === "task") yield* this.task(block, thread, mayFail);
      else if (block.kind === "loop") yield* this.loop(block, thread, mayFail);
      else yield* this.container(block, thread, mayFail);
    }
  }

  private *plain(type: string, name: string, thread: Thread): Way {
    this.count(name, { entered: 1, events: 2 });
    thread.enter(type, name);
    yield;
    thread.exit(type, name);
    yield;
  }

  private *task({ name, retries }: Block & { kind: "task" }, thread: Thread, mayFail: boolean): Way {
    this.count(name, { entered: 1, events: 2 });
    thread.enter("Task", name);
    yield;
    for (let attempt = 0; ; attempt++) {
      const fails = (retries && attempt < 3 && this.random(3) === 0) || (!retries && mayFail && this.random(6) === 0);
      this.count(name, { retried: attempt === 0 ? 0 : 1, events: 3 });
      thread.add("TaskScheduled");
      yield;
      thread.add("TaskStarted");
      yield;
      thread.add(fails ? "TaskFailed" : "TaskSucceeded");
      yield;
      if (!fails) break;
      if (!retries) throw new Failure(thread);
    }
    thread.exit("Task", name);
    yield;
  }

  private *loop({ name, body }: Block & { kind: "loop" }, thread: Thread, mayFail: boolean): Way {
    const entries = this.valuesOf(name);
    const entry = entries.push(0) - 1;
    for (let turns = 1 + this.random(3); turns > 0; turns--) {
      entries[entry] = (entries[entry] ?? 0) + 1;
      yield* this.plain("Pass", name, thread);
      yield* this.sequence(body, thread, mayFail);
      yield* this.plain("Choice", `${name}-again`, thread);
    }
  }

  private *container(block: Block & { kind: "map" | "parallel" }, thread: Thread, mayFail: boolean): Way {
    const { kind, name, retries } = block;
    const type = kind === "map" ? "Map" : "Parallel";
    this.count(name, { entered: 1, events: 1 });
    thread.enter(type, name);
    yield;
    for (let attempt = 0; ; attempt++) {
      this.count(name, { retried: attempt === 0 ? 0 : 1, events: 1 });
      const length = kind === "map" ? this.random(4) : block.branches.length;
      if (kind === "map") thread.restartMap(length);
      else thread.add("ParallelStateStarted");
      yield;
      const mayFailHere = retries ? attempt < 2 : mayFail;
      try {
        yield* this.together(block, length, thread, mayFailHere);
        break;
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        this.failures++;
        thread.at = failure.thread.at;
        if (!retries) {
          thread.fork().add(`${type}StateFailed`);
          throw new Failure(thread);
        }
      }
    }
    this.count(name, { events: 2 });
    thread.finish(type, name);
    yield;
  }

  /** Branches or iterations, an event of one of them at a time; of iterations, two at most. */
  private *together(
    block: Block & { kind: "map" | "parallel" },
    length: number,
    thread: Thread,
    mayFail: boolean,
  ): Way {
    if (block.kind === "map") this.valuesOf(block.name).push(length);
    const slots = block.kind === "map" ? Math.min(2, length) : length;
    const start = thread.fork();
    const ways = Array.from({ length: slots }, (_, at) => this.inside(block, at, start.fork(), mayFail));
    let next = slots;
    while (ways.length > 0) {
      const chosen = this.random(ways.length);
      const way = ways[chosen];
      if (way === undefined) break;
      if (way.steps.next().done === true) {
        thread.at = way.thread.at;
        ways.splice(chosen, 1);
        if (block.kind === "map") {
          this.count(block.name, { events: 1 });
          way.thread.fork().iterationEvent("Succeeded", block.name, way.at);
          if (next < length) ways.push(this.inside(block, next++, way.thread.fork(), mayFail));
        }
      }
      yield;
    }
  }

  private inside(block: Block & { kind: "map" | "parallel" }, at: number, thread: Thread, mayFail: boolean) {
    if (block.kind === "parallel") {
      const steps = this.run(block.branches[at] ?? [], `${block.name}-last-${at}`, thread, mayFail);
      return { at, thread, steps };
    }
    return { at, thread, steps: this.iteration(block, at, thread, mayFail) };
  }

  private *iteration({ name, body }: Block & { kind: "map" }, at: number, thread: Thread, mayFail: boolean): Way {
    this.count(name, { events: 1 });
    thread.iterationEvent("Started", name, at);
    yield;
    try {
      yield* this.run(body, `${name}-last`, thread, mayFail);
    } catch (failure) {
      if (failure instanceof Failure) thread.fork().iterationEvent("Failed", name, at);
      throw failure;
    }
  }

  private count(name: string, more: { entered?: number; retried?: number; events?: number }): void {
    const { entered, retried, events } = this.counts.get(name) ?? { entered: 0, retried: 0, events: 0 };
    this.counts.set(name, {
      entered: entered + (more.entered ?? 0),
      retried: retried + (more.retried ?? 0),
      events: events + (more.events ?? 0),
    });
  }

  private valuesOf(name: string): number[] {
    const values = this.values.get(name) ?? [];
    this.values.set(name, values);
    return values;
  }
}

/** What the interpreter counted and what the reader finds, for one machine. */
function compare(seed: number) {
  const random = randomOf(seed);
  const blocks = blocksOf(random, 3, { next: 0 });
  const machine = machineOf(definitionOf(blocks, "Last"));
  const recorder = new Recorder();
  const interpreter = new Interpreter(random);
  for (const _ of interpreter.run(blocks, "Last", recorder.main, false)) if (recorder.events.length > 4_000) break;
  recorder.main.end();
  const symbols: HistorySymbol[] = machine.scopes.flatMap((scope) => {
    const cycles = findCycles(buildGraph(scope));
    const all = cycles.flatMap(function nested(cycle): typeof cycles {
      return [cycle, ...cycle.inner.flatMap(nested)];
    });
    const maps = [...scope.states.values()].filter((state) => state.type === "Map");
    return [
      ...all.map(({ header, states }) => ({ id: header.name, kind: "loop" as const, states })),
      ...maps.map((state) => ({ id: state.name, kind: "map" as const, states: [state] })),
    ];
  });
  const found = readHistory(recorder.history, machine, symbols);
  if ("problem" in found) throw new Error(found.problem);
  return { recorder, interpreter, found, symbols };
}

const runs = Array.from({ length: 100 }, (_, seed) => ({ seed, ...compare(seed) }));

describe("a random execution", () => {
  it("has as many transitions and events as were recorded", () => {
    for (const { seed, recorder, interpreter, found } of runs) {
      expect(found.events).toBe(recorder.events.length);
      const entered = found.states.filter((use) => use.entered > 0);
      const figures = entered.map(({ state, entered, retried }) => [state.name, { entered, retried }]);
      const counted = [...interpreter.counts].map(([name, { entered, retried }]) => [name, { entered, retried }]);
      expect(Object.fromEntries(figures), `seed ${seed}`).toEqual(Object.fromEntries(counted));
    }
  });

  it("has the events of each state, where nothing failed for good", () => {
    for (const { seed, interpreter, found } of runs) {
      if (interpreter.failures > 0) continue;
      const figures = found.states
        .filter(({ entered }) => entered > 0)
        .map(({ state, events }) => [state.name, events]);
      const counted = [...interpreter.counts].map(([name, { events }]) => [name, events]);
      expect(Object.fromEntries(figures), `seed ${seed}`).toEqual(Object.fromEntries(counted));
    }
  });

  it("has the turns of each loop and the items of each Map", () => {
    for (const { seed, interpreter, found, symbols } of runs) {
      const counted = symbols.map(({ id }) => {
        const values = interpreter.values.get(id) ?? [0];
        return [id, { least: Math.min(...values), greatest: Math.max(...values) }];
      });
      expect(Object.fromEntries(found.values), `seed ${seed}`).toEqual(Object.fromEntries(counted));
    }
  });

  it("is one of each sort", () => {
    expect(runs.filter(({ interpreter }) => interpreter.failures > 0).length).toBeGreaterThan(20);
    expect(runs.filter(({ found }) => found.events > 300).length).toBeGreaterThan(20);
    expect(Math.max(...runs.flatMap(({ found }) => found.states.map(({ path }) => path.length)))).toBe(4);
  });
});
