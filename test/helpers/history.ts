type Details = Readonly<Record<string, unknown>>;
type RecordedEvent = { id: number; previousEventId: number; timestamp: string; type: string } & Record<string, unknown>;

/** Writes a history as Step Functions does: events are numbered and dated as they happen, each names one before it. */
export class Recorder {
  readonly events: RecordedEvent[] = [];
  /** The states of the machine itself. */
  readonly main: Thread;
  private seconds = 0;

  constructor() {
    this.add("ExecutionStarted", 0, { executionStartedEventDetails: { input: "{}", roleArn: "arn" } });
    this.main = new Thread(this, 0);
  }

  /** Lets time pass. */
  pause(seconds: number): this {
    this.seconds += seconds;
    return this;
  }

  add(type: string, previousEventId: number, details: Details = {}): number {
    const id = this.events.length + 1;
    const timestamp = new Date(Date.UTC(2026, 0, 1) + this.seconds * 1_000).toISOString();
    this.events.push({ timestamp, type, id, previousEventId, ...details });
    return id;
  }

  /** What the command line prints. */
  get history(): { readonly events: readonly RecordedEvent[] } {
    return { events: this.events };
  }
}

/** Events of which each follows from the one before: a way through the machine, a branch or an iteration. */
export class Thread {
  constructor(
    private readonly recorder: Recorder,
    /** The last event. */
    public at: number,
  ) {}

  add(type: string, details: Details = {}): this {
    this.at = this.recorder.add(type, this.at, details);
    return this;
  }
  /** Another thread that begins here. */
  fork(): Thread {
    return new Thread(this.recorder, this.at);
  }
  pause(seconds: number): this {
    this.recorder.pause(seconds);
    return this;
  }

  enter(type: string, name: string): this {
    return this.add(`${type}StateEntered`, { stateEnteredEventDetails: { name, input: "{}" } });
  }
  exit(type: string, name: string): this {
    return this.add(`${type}StateExited`, { stateExitedEventDetails: { name, output: "{}" } });
  }
  /** A state that does nothing of note. */
  through(type: string, ...names: readonly string[]): this {
    for (const name of names) this.enter(type, name).exit(type, name);
    return this;
  }
  pass(...names: readonly string[]): this {
    return this.through("Pass", ...names);
  }
  choice(...names: readonly string[]): this {
    return this.through("Choice", ...names);
  }
  wait(name: string, seconds: number): this {
    return this.enter("Wait", name).pause(seconds).exit("Wait", name);
  }
  task(...names: readonly string[]): this {
    for (const name of names) this.enter("Task", name).attempt("Succeeded").exit("Task", name);
    return this;
  }
  /** An attempt of a Task. */
  attempt(end: "Succeeded" | "Failed" | "TimedOut", service = "Task"): this {
    return this.add(`${service}Scheduled`).add(`${service}Started`).add(`${service}${end}`);
  }
  startMap(name: string, length?: number): this {
    return this.enter("Map", name).restartMap(length);
  }
  restartMap(length?: number): this {
    return this.add("MapStateStarted", length === undefined ? {} : { mapStateStartedEventDetails: { length } });
  }
  /** The thread of an iteration that begins here. */
  iteration(name: string, index: number): Thread {
    return this.fork().iterationEvent("Started", name, index);
  }
  iterationEvent(what: "Started" | "Succeeded" | "Failed" | "Aborted", name: string, index: number): this {
    return this.add(`MapIteration${what}`, { [`mapIteration${what}EventDetails`]: { name, index } });
  }
  startParallel(name: string): this {
    return this.enter("Parallel", name).add("ParallelStateStarted");
  }
  /** Ends a Parallel or Map; on AWS both events follow the last one inside. */
  finish(type: "Parallel" | "Map", name: string): this {
    const inside = this.at;
    this.add(`${type}StateSucceeded`);
    this.at = inside;
    return this.exit(type, name);
  }
  end(how: "Succeeded" | "Failed" | "Aborted" | "TimedOut" = "Succeeded"): this {
    return this.add(`Execution${how}`);
  }
}
