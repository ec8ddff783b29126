import type { State, StateMachine } from "../asl/model.ts";
import { statesWithin } from "../asl/visit.ts";
import type { HistoryEvent } from "./history-events.ts";
import { describeEvent, foreignState, type HistoryProblem, orphanState } from "./history-problems.ts";
import { runsOf, type ScopeRun, type Visit, VisitLog, visitsAround } from "./history-visits.ts";

/** Where an event happened: in a run of a scope and, if it belongs to a state, in a visit. */
interface Place {
  readonly run: ScopeRun;
  readonly visit: Visit | undefined;
}

type Test = (visit: Visit) => boolean;

/**
 * Follows the events of a history, in the order of their ids, and tells to which visit each belongs.
 *
 * Events of branches and iterations interleave: `previousEventId` says which one an event continues. Where that leads
 * out of a branch or iteration it names an event inside it, or the failure that stops the others, not the last event of
 * the state around; what an event belongs to is therefore looked for from there outwards.
 */
export class HistoryTracker {
  private readonly log = new VisitLog();
  private readonly root: ScopeRun;
  private readonly places = new Map<number, Place>();
  private readonly states = new Map<string, State[]>();

  constructor(machine: StateMachine) {
    this.root = this.log.startRun(machine, undefined);
    for (const state of statesWithin(machine)) {
      const same = this.states.get(state.name);
      if (same === undefined) this.states.set(state.name, [state]);
      else same.push(state);
    }
  }

  /** All runs so far; nothing more is followed. */
  finish(): readonly ScopeRun[] {
    this.log.stopClocks();
    return this.log.runs;
  }

  /** Takes the next event; a problem if it cannot be one of this machine. */
  follow(event: HistoryEvent): HistoryProblem | undefined {
    this.log.time = event.time ?? this.log.time;
    const before = this.places.get(event.previous) ?? { run: this.root, visit: undefined };
    const place = this.placeOf(event, before);
    if ("problem" in place) return place;
    if (place.visit !== undefined) place.visit.events++;
    this.places.set(event.id, event.type === "MapIterationStarted" ? this.startIteration(event, place) : place);
    return undefined;
  }

  private placeOf(event: HistoryEvent, before: Place): Place | HistoryProblem {
    const { type } = event;
    const { log } = this;
    if (type.endsWith("StateEntered")) return this.enter(event, before);
    if (type.startsWith("Execution")) {
      if (/(?:Succeeded|Failed|Aborted|TimedOut)$/.test(type)) log.stopClocks();
      return { run: this.root, visit: undefined };
    }
    const visit = this.visitOf(event, before);
    if (visit === undefined) return before;
    const { run, state } = visit;
    if (type.endsWith("StateExited")) log.leave(visit);
    else if (type.endsWith("StateStarted")) log.startAttempt(visit, event.length);
    else if (type.endsWith("Scheduled")) log.startAttempt(visit);
    else if (type.endsWith("StateAborted")) log.abort(visit);
    else if (/^MapIteration(?:Failed|Aborted)$/.test(type)) this.haltIteration(event, visit);
    else if (type.endsWith("StateFailed")) log.fail(visit);
    else if (state.type === "Task" && /(?:Failed|TimedOut)$/.test(type)) log.fail(visit);
    else if (type === "MapRunStarted") visit.hasMapRun = true;
    return { run, visit };
  }

  private visitOf(event: HistoryEvent, before: Place): Visit | undefined {
    const { type, name } = event;
    const from = visitsAround(before.visit ?? before.run.owner);
    if (name !== undefined) {
      const isNamed: Test = ({ state, left }) => state.name === name && !left;
      return from.find(isNamed) ?? this.log.newest(isNamed);
    }
    const [, container, what] = /^(Parallel|Map)State(Started|Succeeded|Failed)$/.exec(type) ?? [];
    if (container !== undefined) return this.findContainer(from, container, what === "Started");
    const [, aborted] = /^(\w+)StateAborted$/.exec(type) ?? [];
    if (aborted !== undefined) return this.findAborted(from, aborted);
    const family = familyOf(type);
    const isOf: Test = ({ state }) => family === undefined || state.type === family || state.type === "Unknown";
    const [around] = from;
    if (around !== undefined && isOf(around)) return around;
    if (family === undefined) return undefined;
    // Nothing says what a redriven state continues.
    const isBroken: Test = (visit) => isOf(visit) && (visit.failed || visit.aborted);
    const isNew: Test = (visit) => isOf(visit) && visit.attempts.length === 0;
    return this.log.newest(isNew) ?? this.log.newest(isBroken) ?? this.log.newest(isOf);
  }

  /** The Parallel or Map that starts, or ends an attempt. One inside another fails for good before that retries. */
  private findContainer(from: readonly Visit[], type: string, starts: boolean): Visit | undefined {
    const isOpen: Test = ({ state, left }) => state.type === type && !left;
    const goesOn: Test = (visit) => isOpen(visit) && !visit.failed;
    const isNext: Test = (visit) => goesOn(visit) && (!starts || visit.attempts.length === 0 || mayRetry(visit.state));
    return from.find(isNext) ?? from.find(goesOn) ?? this.log.newest(isNext) ?? this.log.newest(isOpen);
  }

  /** What a failure beside it stops: the event continues that failure. */
  private findAborted(from: readonly Visit[], type: string): Visit | undefined {
    const isStopped: Test = ({ state, aborted }) => state.type === type && !aborted;
    for (const around of from) {
      if (isStopped(around)) return around;
      if (around.state.type !== "Parallel" && around.state.type !== "Map") continue;
      const isInside: Test = (visit) =>
        visit === around || (visit.run.owner !== undefined && isInside(visit.run.owner));
      const found = this.log.oldest((visit) => isStopped(visit) && isInside(visit));
      if (found !== undefined) return found;
    }
    return this.log.oldest(isStopped);
  }

  private enter(event: HistoryEvent, before: Place): Place | HistoryProblem {
    const { name } = event;
    const type = event.type.slice(0, -"StateEntered".length);
    if (name === undefined) {
      return { problem: `${describeEvent(event)} names no state: expected 'stateEnteredEventDetails' with 'name'.` };
    }
    const named = this.states.get(name) ?? [];
    const [first, ...more] = named.filter((state) => state.type === type || state.type === "Unknown");
    if (first === undefined) return foreignState(describeEvent(event), name, named);
    const entered = this.runFor([first, ...more], before);
    if (entered === undefined) return orphanState(describeEvent(event), first);
    const { run, state } = entered;
    return { run, visit: this.log.enter(state, run) };
  }

  /** Which of the states of a name is entered, and in which run of its scope. */
  private runFor(states: readonly State[], before: Place): { run: ScopeRun; state: State } | undefined {
    let { run, visit }: { run: ScopeRun | undefined; visit: Visit | undefined } = before;
    while (run !== undefined) {
      const inside = visit === undefined || visit.left ? undefined : this.branchOf(visit, states);
      if (inside !== undefined) return inside;
      const { scope } = run;
      const state = states.find((candidate) => candidate.scope === scope);
      if (state !== undefined) return { run, state };
      visit = run.owner;
      run = visit?.run;
    }
    for (const state of states) {
      const around = this.log.newest((other) => other.state === state.scope.owner);
      if (around !== undefined) return this.branchOf(around, [state]);
      if (state.scope.owner === undefined) return { run: this.root, state };
    }
    return undefined;
  }

  /** The run inside a visit that has one of some states; of branches with one name, one that has not begun. */
  private branchOf(visit: Visit, states: readonly State[]): { run: ScopeRun; state: State } | undefined {
    const inside = states.filter(({ scope }) => scope.owner === visit.state);
    if (inside.length === 0) return undefined;
    const runs = runsOf(visit);
    const state = inside.find(({ scope }) => !runs.has(scope)) ?? (inside[0] as State); // there is one, as tested above
    let run = visit.state.type === "Map" ? [...runs.values()].at(-1) : runs.get(state.scope);
    if (run === undefined) {
      run = this.log.startRun(state.scope, visit);
      runs.set(state.scope, run);
    }
    return { run, state };
  }

  private startIteration({ index }: HistoryEvent, place: Place): Place {
    const { visit } = place;
    if (visit?.state.type !== "Map" || visit.state.processor === undefined) return place;
    const runs = runsOf(visit);
    const run = this.log.startRun(visit.state.processor, visit);
    runs.set(index ?? runs.size, run);
    return { run, visit: undefined };
  }

  private haltIteration({ index }: HistoryEvent, visit: Visit): void {
    const run = index === undefined ? undefined : runsOf(visit).get(index);
    if (run !== undefined) this.log.haltRun(run);
  }
}

/** The type of the states that alone have events such as this one. */
function familyOf(type: string): State["type"] | undefined {
  if (/^(?:Task|LambdaFunction|Activity)[A-Z]/.test(type)) return "Task";
  return type.startsWith("MapRun") ? "Map" : undefined;
}

function mayRetry(state: State): boolean {
  return "retry" in state && (state.retry.length > 0 || state.handlersOpen);
}
