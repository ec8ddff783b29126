import type { Scope, State } from "../asl/model.ts";

/** One stay in a state, from its entry on. */
export interface Visit {
  readonly state: State;
  readonly run: ScopeRun;
  /** How often a Task was scheduled, a Parallel or Map started. */
  readonly attempts: Attempt[];
  events: number;
  /** How long it lasted, but for what has passed since `since`. */
  seconds: number;
  since: number | undefined;
  /** Whether it is over: another state follows, or another attempt of what is around. */
  left: boolean;
  /** Whether its last attempt failed, or something that it is a part of. */
  failed: boolean;
  aborted: boolean;
  /** Whether its items are executions of their own, with histories of their own. */
  hasMapRun: boolean;
}

export interface Attempt {
  /** How many items a Map says it has. */
  readonly length: number | undefined;
  /** The branches by their scope, the iterations by their index. */
  readonly runs: Map<Scope | number, ScopeRun>;
}

/** One way through a scope: of the execution itself, a branch of a Parallel or an iteration of a Map. */
export interface ScopeRun {
  readonly scope: Scope;
  /** The visit that it is a part of. */
  readonly owner: Visit | undefined;
  /** One after the other. */
  readonly visits: Visit[];
}

/** A visit and those around it, the innermost one first. */
export function visitsAround(visit: Visit | undefined): Visit[] {
  const around: Visit[] = [];
  for (let at = visit; at !== undefined; at = at.run.owner) around.push(at);
  return around;
}

/** What runs inside a visit, in its last attempt. */
export function runsOf({ attempts }: Visit): Attempt["runs"] {
  let attempt = attempts.at(-1);
  if (attempt === undefined) {
    attempt = { length: undefined, runs: new Map() };
    attempts.push(attempt);
  }
  return attempt.runs;
}

/** Keeps the visits of an execution, which of them may go on, and for how long each has lasted. */
export class VisitLog {
  /** The execution's own run, and those of all branches and iterations. */
  readonly runs: ScopeRun[] = [];
  /** In seconds, that of the event at hand. */
  time = 0;
  /** Visits that may go on, in the order of their entry, then those that were aborted. */
  private readonly open = new Set<Visit>();

  /** The newest visit that may go on and passes a test. */
  newest(test: (visit: Visit) => boolean): Visit | undefined {
    let found: Visit | undefined;
    for (const visit of this.open) if (test(visit)) found = visit;
    return found;
  }

  /** The oldest visit that may go on and passes a test, those that were aborted last. */
  oldest(test: (visit: Visit) => boolean): Visit | undefined {
    for (const visit of this.open) if (test(visit)) return visit;
    return undefined;
  }

  startRun(scope: Scope, owner: Visit | undefined): ScopeRun {
    const run: ScopeRun = { scope, owner, visits: [] };
    this.runs.push(run);
    return run;
  }

  enter(state: State, run: ScopeRun): Visit {
    const visit: Visit = {
      state,
      run,
      attempts: [],
      events: 0,
      seconds: 0,
      since: this.time,
      left: false,
      failed: false,
      aborted: false,
      hasMapRun: false,
    };
    run.visits.push(visit);
    this.open.add(visit);
    return visit;
  }

  leave(visit: Visit): void {
    this.stopClock(visit);
    visit.left = true;
    this.open.delete(visit);
    this.eachRun(visit, (run) => this.leaveRun(run));
  }

  leaveRun({ visits }: ScopeRun): void {
    const last = visits.at(-1);
    if (last?.left === false) this.leave(last);
  }

  /** Begins the next attempt; one after a redrive sets what is around it going, too. */
  startAttempt(visit: Visit, length?: number): void {
    this.eachRun(visit, (run) => this.leaveRun(run));
    visit.attempts.push({ length, runs: new Map() });
    for (const around of visitsAround(visit)) {
      around.failed = false;
      around.aborted = false;
      if (!around.left) around.since ??= this.time;
    }
  }

  /** The attempt is over; a retrier, a catcher or a redrive may go on with the visit. */
  fail(visit: Visit): void {
    visit.failed = true;
    this.eachRun(visit, (run) => this.haltRun(run));
  }

  abort(visit: Visit): void {
    visit.aborted = true;
    this.open.delete(visit);
    this.open.add(visit);
    this.halt(visit);
  }

  /** What runs there has failed or has been stopped. */
  haltRun({ visits }: ScopeRun): void {
    const last = visits.at(-1);
    if (last?.left === false) this.halt(last);
  }

  /** Nothing goes on for now. */
  stopClocks(): void {
    for (const visit of this.open) this.stopClock(visit);
  }

  private halt(visit: Visit): void {
    this.stopClock(visit);
    this.fail(visit);
  }

  private stopClock(visit: Visit): void {
    if (visit.since !== undefined) visit.seconds += Math.max(0, this.time - visit.since);
    visit.since = undefined;
  }

  private eachRun({ attempts }: Visit, act: (run: ScopeRun) => void): void {
    for (const run of attempts.at(-1)?.runs.values() ?? []) act(run);
  }
}
