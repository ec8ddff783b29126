import type { MapState, Scope, State, Task } from "../asl/model.ts";
import { innerScopes } from "../asl/visit.ts";
import { eventsOf } from "../data/history-events.ts";
import { maxInlineConcurrency } from "../data/prices.ts";
import { attemptsOf, retryDelay } from "./attempts.ts";
import { cheapestWay } from "./cheapest-way.ts";
import { dearestWay, type Prices } from "./dearest-way.ts";
import { type Cycle, findCycles } from "./forest.ts";
import { type Graph, isTerminal } from "./graph.ts";
import { isSubmitted } from "./state-cost.ts";
import { subgraph } from "./subgraph.ts";
import { add, raise, type Tally, tallyOf, times } from "./tally.ts";
import { waitOf } from "./timed-turns.ts";

/** What the ways through scopes are counted with. */
export interface Terms {
  graph(scope: Scope): Graph;
  /** The loops of a scope, the outermost ones, catchers' ways included. */
  cycles(scope: Scope): readonly Cycle[];
  /** How often a loop turns in one entry of it, without an error or with any. */
  turns(cycle: Cycle, mode: "usual" | "worst"): number | string;
  isFlat(cycle: Cycle): boolean;
  /** The items of a Map: their number, or a symbol. */
  items(map: MapState): number | string;
  /**
   * The measure that counts the executions a distributed Map starts, and how many items one of them is handed at most;
   * `undefined` where only the execution knows.
   */
  children(map: MapState): { readonly measure: string; readonly batch: number | undefined };
}

/** The cheapest way through a scope to one of its ends, the dearest without an error, the dearest of all. */
export class ScopeCosts {
  private readonly best = new Map<Scope, Tally | undefined>();
  private readonly usual = new Map<Scope, Tally | undefined>();
  private readonly worst = new Map<Scope, Tally>();

  constructor(private readonly terms: Terms) {}

  /** @param isExecution whether the scope is an execution of its own, which a Fail ends as well as all else. */
  bestOf(scope: Scope, isExecution = false): Tally | undefined {
    return kept(this.best, scope, () =>
      cheapestWay(this.terms.graph(scope), {
        state: (state) => this.leastOf(state),
        caught: CAUGHT,
        failEnds: isExecution,
      }),
    );
  }

  usualOf(scope: Scope, isExecution = false): Tally | undefined {
    return kept(this.usual, scope, () => {
      const graph = this.withoutErrors(this.terms.graph(scope), isExecution);
      if (graph.start === undefined) return undefined;
      const whole = this.terms.cycles(scope);
      const isFlat = (cycle: Cycle): boolean => this.terms.isFlat(cycle) || this.terms.isFlat(loopAround(cycle, whole));
      const prices: Prices = {
        state: (state) => this.usualOfState(state) ?? new Map(),
        turns: (cycle) => this.terms.turns(loopAround(cycle, whole), "usual"),
        isFlat,
      };
      return dearestWay(graph, findCycles(graph), prices);
    });
  }

  worstOf(scope: Scope): Tally {
    return kept(this.worst, scope, () =>
      dearestWay(this.terms.graph(scope), this.terms.cycles(scope), {
        state: (state) => this.worstOfState(state),
        turns: (cycle) => this.terms.turns(cycle, "worst"),
        isFlat: (cycle) => this.terms.isFlat(cycle),
      }),
    );
  }

  /** The states and transitions that ways without an error to an end are made of. */
  private withoutErrors(graph: Graph, isExecution: boolean): Graph {
    const passes = new Map<State, boolean>();
    const mayPass = (state: State): boolean =>
      graph.isReachable(state) && kept(passes, state, () => this.usualOfState(state) !== undefined);
    const forwards = reach(graph.start === undefined ? [] : [graph.start], mayPass, (state) =>
      graph.outgoing(state).flatMap(({ kind, to }) => (kind === "catch" ? [] : [to])),
    );
    const ends = [...forwards].filter((state) => isTerminal(state) && (isExecution || state.type !== "Fail"));
    const leading = reach(
      ends,
      (state) => forwards.has(state),
      (state) => graph.incoming(state).flatMap(({ kind, from }) => (kind === "catch" ? [] : [from])),
    );
    return subgraph(
      graph,
      (state) => leading.has(state),
      ({ kind }) => kind !== "catch",
    );
  }

  private leastOf(state: State): Tally | undefined {
    switch (state.type) {
      case "Task":
        return tallyOf(1, submits(state) ? eventsOf.submittedTask : eventsOf.task);
      case "Wait":
        return tallyOf(1, eventsOf.plain, waitOf(state));
      case "Fail":
        return tallyOf(1, eventsOf.fail);
      case "Parallel": {
        const branches = innerScopes(state).map((branch) => this.bestOf(branch));
        return branches.every((branch) => branch !== undefined)
          ? parallelTally(branches, eventsOf.parallel, slowestAtLeast)
          : undefined;
      }
      case "Map":
        return this.leastOfMap(state);
      default:
        return tallyOf(1, eventsOf.plain);
    }
  }

  private leastOfMap(map: MapState): Tally | undefined {
    const items = this.terms.items(map);
    if (map.distributed) return add(tallyOf(1, eventsOf.distributedMap), this.childTally(map, items, "best"));
    const iteration = map.processor && this.bestOf(map.processor);
    // Without an item that could fail, it is passed all the same; with those that are written down, it is not.
    if (iteration === undefined)
      return typeof items === "number" && items > 0 ? undefined : tallyOf(1, eventsOf.inlineMap);
    const waits = map.maxConcurrency?.value;
    const all = times(iterationTally(iteration, waits !== undefined && waits > 0 ? 1 / waits : 0), items);
    return add(tallyOf(1, eventsOf.inlineMap), all);
  }

  private usualOfState(state: State): Tally | undefined {
    switch (state.type) {
      case "Task":
        return tallyOf(1, submits(state) ? eventsOf.submittedTask : eventsOf.task);
      case "Parallel": {
        const branches = innerScopes(state).map((branch) => this.usualOf(branch));
        return branches.every((branch) => branch !== undefined)
          ? parallelTally(branches, eventsOf.parallel, slowestAtMost)
          : undefined;
      }
      case "Map":
        return this.usualOfMap(state);
      default:
        return this.leastOf(state);
    }
  }

  private usualOfMap(map: MapState): Tally | undefined {
    const items = this.terms.items(map);
    if (map.distributed) return add(tallyOf(1, eventsOf.distributedMap), this.childTally(map, items, "usual"));
    const iteration = map.processor && this.usualOf(map.processor);
    if (iteration === undefined)
      return typeof items === "number" && items > 0 ? undefined : tallyOf(1, eventsOf.inlineMap);
    const set = map.maxConcurrency?.value ?? 0;
    const most = set > 0 ? Math.min(set, maxInlineConcurrency) : maxInlineConcurrency;
    const inline = add(tallyOf(1, eventsOf.inlineMap), times(iterationTally(iteration, 1 / most), items));
    // As many as may run beside each other wait together; those that are left over wait once more.
    if (most !== 1) add(inline, new Map([...iteration].filter(([key]) => isSeconds(key))));
    return inline;
  }

  private worstOfState(state: State): Tally {
    const failing = state.language === "JSONPath" ? 0 : 1;
    switch (state.type) {
      case "Task": {
        const attempts = attemptsOf(state) ?? 1;
        const submitted = submits(state) === false ? 0 : 1;
        return tallyOf(attempts, 2 + attempts * (3 + submitted + failing), retryDelay(state));
      }
      case "Fail":
        return tallyOf(1, eventsOf.fail + failing);
      case "Wait":
        return tallyOf(1, eventsOf.plain, waitOf(state));
      case "Parallel": {
        const attempts = attemptsOf(state) ?? 1;
        const branches = innerScopes(state).map((branch) => this.worstOf(branch));
        const attempt = parallelTally(branches, 2 + failing, slowestAtMost);
        return add(tallyOf(0, 3, retryDelay(state)), attempt, attempts);
      }
      case "Map":
        return this.worstOfMap(state, failing);
      default:
        return tallyOf(1, eventsOf.plain);
    }
  }

  private worstOfMap(map: MapState, failing: number): Tally {
    const attempts = attemptsOf(map) ?? 1;
    const items = this.terms.items(map);
    const delay = retryDelay(map);
    if (map.distributed) {
      const alone = tallyOf(attempts, 3 + attempts * (4 + failing), delay);
      return add(alone, this.childTally(map, items, "worst"), attempts);
    }
    const iteration = map.processor === undefined ? new Map<string, number>() : this.worstOf(map.processor);
    const attempt = add(tallyOf(1, 2 + failing), times(iterationTally(iteration, 1), items));
    return add(tallyOf(0, 3, delay), attempt, attempts);
  }

  /** The executions that a distributed Map starts. A batch may hold fewer items, but then they are large. */
  private childTally(map: MapState, items: number | string, mode: "best" | "usual" | "worst"): Tally {
    const { measure, batch } = this.terms.children(map);
    const each = (count: number): Tally => times(new Map([[measure, count]]), items);
    if (batch === 1 || mode === "worst") return each(1);
    if (batch === undefined) return each(mode === "best" ? 0 : 1);
    if (typeof items === "number") return new Map([[measure, Math.ceil(items / batch)]]);
    return mode === "best" ? each(1 / batch) : add(each(1 / batch), new Map([[measure, (batch - 1) / batch]]));
  }
}

/** Entered, and left again before anything was called. */
const CAUGHT = tallyOf(1, 2);

/** Whether a task waits for a job or a callback, which its history shows as `TaskSubmitted`; `undefined`: nobody knows. */
function submits(task: Task): boolean | undefined {
  const { resource, resourceField } = task;
  if (resource.kind !== "unknown") return isSubmitted(task);
  const node = resourceField?.node;
  const last = node?.kind === "dynamic" ? node.parts.at(-1) : node?.kind === "scalar" ? node.value : undefined;
  if (typeof last !== "string") return undefined;
  if (/\.(?:sync(?::2)?|waitForTaskToken)$/.test(last)) return true;
  // A function's or an activity's own ARN ends otherwise; where the whole comes from elsewhere, it may be anything.
  return node?.kind === "dynamic" ? false : undefined;
}

/** One iteration with its own two events; of its waiting a part counts. */
function iterationTally(iteration: Tally, waiting: number): Tally {
  const tally: Tally = new Map();
  for (const [key, value] of iteration) {
    const counted = isSeconds(key) ? value * waiting : value;
    if (counted !== 0) tally.set(key, counted);
  }
  return tally.set("e", (tally.get("e") ?? 0) + eventsOf.iteration);
}

function isSeconds(key: string): boolean {
  return key === "s" || key.startsWith("s ");
}

/** Branches run beside each other: their transitions and events add up, and the slowest decides about the waiting. */
function parallelTally(
  branches: readonly Tally[],
  ownEvents: number,
  slowest: (waits: readonly Tally[]) => Tally,
): Tally {
  const sum = tallyOf(1, ownEvents);
  for (const branch of branches)
    for (const [key, value] of branch) {
      if (!isSeconds(key)) sum.set(key, (sum.get(key) ?? 0) + value);
    }
  return add(sum, slowest(branches.map((branch) => new Map([...branch].filter(([key]) => isSeconds(key))))));
}

function slowestAtMost(waits: readonly Tally[]): Tally {
  return waits.reduce((most, wait) => raise(most, wait), new Map() as Tally);
}

/** Any one of the branches is a lower bound: the one that waits longest for certain. */
function slowestAtLeast(waits: readonly Tally[]): Tally {
  return waits.reduce(
    (most, wait) => ((wait.get("s") ?? 0) > (most.get("s") ?? 0) ? wait : most),
    waits[0] ?? new Map(),
  );
}

/** The innermost loop that a cycle lies in. */
function loopAround(cycle: Cycle, loops: readonly Cycle[]): Cycle {
  let around: Cycle | undefined;
  let level = loops;
  for (;;) {
    const next = level.find(({ members }) => cycle.states.every((state) => members.has(state)));
    if (next === undefined) return around ?? cycle;
    around = next;
    level = next.inner;
  }
}

function reach(
  from: readonly State[],
  isIn: (state: State) => boolean,
  next: (state: State) => readonly State[],
): Set<State> {
  const seen = new Set(from.filter(isIn));
  for (const state of seen) for (const other of next(state)) if (isIn(other)) seen.add(other);
  return seen;
}

function kept<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  if (known.has(key)) return known.get(key) as V; // it was put there
  const found = find();
  known.set(key, found);
  return found;
}
