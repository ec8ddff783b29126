import type { Attempt, Decider, Fate } from "./decisions.ts";
import {
  isDistributed,
  isSubmitted,
  languageOf,
  type MachineJson,
  processorOf,
  type RetrierJson,
  type ScopeJson,
  stateAt,
} from "./definition.ts";
import type { Done, Ended, Failed, Left } from "./ended.ts";
import { Unknown, unlessItFails } from "./expressions.ts";
import {
  catcherOf,
  consequenceOf,
  delayOf,
  EVALUATION,
  errorsOf,
  evaluationError,
  fatesOf,
  retrierOf,
  UNCATCHABLE,
} from "./failures.ts";
import { inputOf, outputOfCatcher, outputOfWork, type Place, Variables } from "./outputs.ts";
import { failWith, itemsOf, pass } from "./simple-states.ts";
import type { MapAttempt, Walk, WalkOptions } from "./walk.ts";

/** How long an execution can take. */
const EXPRESS_SECONDS = 300;
const STANDARD_SECONDS = 31_536_000;
/** Iterations of an inline Map. */
const MOST_AT_ONCE = 40;
const NEVER = Number.POSITIVE_INFINITY;

/** Runs a machine; what the definition leaves open the decider says. */
export function walk(machine: MachineJson, decider: Decider, { limit = 1_000, type }: WalkOptions = {}): Walk {
  return new Execution(machine, decider, limit, type).run();
}

class Execution {
  private transitions = 0;
  private events = 0;
  private clean = true;
  private slow = false;
  private timedOut = false;
  private readonly runs: string[][] = [];
  private readonly maps: MapAttempt[] = [];
  /** How many states may still be entered: by the execution, then by branches that are about to be stopped. */
  private readonly budgets: number[];
  private readonly deadline: number;
  private readonly errors: readonly string[];

  constructor(
    private readonly machine: MachineJson,
    private readonly decider: Decider,
    limit: number,
    type: WalkOptions["type"],
  ) {
    this.budgets = [limit];
    this.deadline = Math.min(machine.TimeoutSeconds ?? NEVER, type === "EXPRESS" ? EXPRESS_SECONDS : STANDARD_SECONDS);
    this.errors = errorsOf(machine);
  }

  run(): Walk {
    this.events += 1;
    const end = this.scope(this.machine, new Unknown(), new Variables(), 0, false);
    this.events += 1;
    const { transitions, events, clean, slow, runs, maps } = this;
    return { outcome: this.outcomeOf(end), clean, slow, transitions, events, seconds: end.seconds, runs, maps };
  }

  private outcomeOf(end: Ended<Done>): Walk["outcome"] {
    if (end.kind === "done") return "succeeded";
    if (end.kind === "failed") return end.byFail ? "failed" : "died";
    return this.timedOut ? "died" : "cut";
  }

  private scope(scope: ScopeJson, start: unknown, variables: Variables, now: number, nested: boolean): Ended<Done> {
    const names: string[] = [];
    this.runs.push(names);
    const number = () => this.decider.number();
    let seconds = 0;
    let input = start;
    for (let name: string | undefined = scope.StartAt; name !== undefined; ) {
      if (!this.mayGoOn()) return { kind: "stopped", seconds };
      this.transitions += 1;
      this.events += 1;
      names.push(name);
      const state = stateAt(scope, name);
      const language = languageOf(state, this.machine);
      const end = this.state({ name, state, language, input, variables, now: now + seconds, nested, number });
      seconds += end.seconds;
      if (end.kind !== "done") return { ...end, seconds };
      input = end.output;
      name = end.next;
    }
    return { kind: "done", output: input, seconds };
  }

  /** Takes one off what may still be entered. */
  private mayGoOn(): boolean {
    if (this.isOver()) return false;
    for (const at of this.budgets.keys()) this.budgets[at] = (this.budgets[at] ?? 0) - 1;
    return true;
  }

  private isOver(): boolean {
    return this.timedOut || this.budgets.some((left) => left <= 0);
  }

  /** The seconds as far as the execution may wait; it is over where it may not. */
  private waited(now: number, seconds: number): number {
    if (seconds === 0 || now + seconds < this.deadline) return seconds;
    this.timedOut = true;
    return this.deadline - now;
  }

  private state(place: Place): Ended<Left> {
    switch (place.state.Type) {
      case "Task":
        return this.handled(place, (at, fate) => this.task(at, fate));
      case "Parallel":
        return this.handled(place, (at, fate) => this.parallel(at, fate));
      case "Map":
        return this.handled(place, (at, fate) =>
          isDistributed(at.state) ? this.mapRun(at, fate) : this.map(at, fate),
        );
      case "Fail":
        return this.fail(place);
      default:
        return this.simple(place);
    }
  }

  /** A state without `Retry` and `Catch`. */
  private simple(place: Place): Ended<Left> {
    const { name, language, now, nested } = place;
    const end = this.decider.dies(name) ? undefined : unlessItFails(() => pass(place, this.decider));
    if (end?.kind === "done") {
      const seconds = this.waited(now, end.seconds);
      if (this.timedOut) return { kind: "stopped", seconds };
      this.events += 1;
      return end;
    }
    this.clean = false;
    if (end !== undefined) return end;
    // `EvaluationFailed`; a JSONPath state has no such event, but may be closed in a branch.
    if (language === "JSONata" || (nested && this.decider.perhaps())) this.events += 1;
    return { kind: "failed", error: language === "JSONata" ? EVALUATION : UNCATCHABLE, seconds: 0 };
  }

  private fail(place: Place): Failed {
    const end = failWith(place, this.decider);
    this.clean = false;
    if (end.error === EVALUATION) this.events += 1;
    return end;
  }

  /** Attempts a state as often as its retriers let it, and follows its catchers. */
  private handled(place: Place, run: (at: Place, fate: Fate | undefined) => Ended<Done>): Ended<Left> {
    const { state, name, nested } = place;
    const attempts = new Map<RetrierJson, number>();
    let seconds = 0;
    for (;;) {
      const attempt: Attempt = {
        state: name,
        fates: fatesOf(place, this.errors),
        after: (error) => consequenceOf(state, error, attempts),
      };
      const end = run({ ...place, now: place.now + seconds }, this.decider.attempt(attempt));
      seconds += end.seconds;
      if (end.kind === "done") {
        this.events += 1;
        return { ...end, next: state.Next, seconds };
      }
      // It is closed in a branch: `…StateAborted` stands for the event that exits.
      if (end.kind === "stopped" && nested) this.events += 1;
      if (end.kind === "stopped") return { ...end, seconds };
      this.clean = false;
      const retrier = retrierOf(state, end.error, attempts);
      if (retrier === undefined) return this.afterAttempts(place, { ...end, seconds });
      const before = attempts.get(retrier) ?? 0;
      seconds += this.waited(place.now + seconds, delayOf(retrier, before));
      if (!this.mayGoOn()) return { kind: "stopped", seconds };
      this.transitions += 1;
      attempts.set(retrier, before + 1);
    }
  }

  /** Follows a catcher, if one matches. */
  private afterAttempts(place: Place, { error, seconds, noted }: Failed): Failed | Left {
    if (noted) this.events += 1;
    const catcher = catcherOf(place.state, error);
    const caught = catcher && unlessItFails(() => ({ output: outputOfCatcher(place, catcher, error) }));
    if (catcher !== undefined && caught !== undefined) {
      this.events += 1;
      return { kind: "done", output: caught.output, next: catcher.Next, seconds };
    }
    // What a catcher makes of the error can fail too; that event then ends it.
    if (place.nested || (catcher !== undefined && place.language === "JSONata")) this.events += 1;
    return { kind: "failed", error: catcher === undefined ? error : EVALUATION, seconds };
  }

  private task(place: Place, fate: Fate | undefined): Done | Failed {
    const submitted = isSubmitted(place.state) ? 1 : 0;
    if (fate?.failure === "before") return this.failedExpression(place, fate);
    if (fate !== undefined && fate.failure !== "output") {
      this.events += (fate.failure === "schedule" ? 2 : 3) + submitted;
      return { kind: "failed", error: fate.error, seconds: 0 };
    }
    this.events += 3 + submitted;
    return this.result(place, 0, fate);
  }

  private parallel(place: Place, fate: Fate | undefined): Ended<Done> {
    if (fate?.failure === "before") return this.failedExpression(place, fate);
    this.events += 1;
    const { state, language } = place;
    const given = language === "JSONata" ? state.Arguments : state.Parameters;
    const input = given === undefined ? inputOf(place) : new Unknown();
    const branches = state.Branches ?? [];
    const jobs = branches.map(
      (branch) => (now: number) => this.scope(branch, input, new Variables(place.variables), now, true),
    );
    return this.together(place, jobs, jobs.length, fate);
  }

  private map(place: Place, fate: Fate | undefined): Ended<Done> {
    const items = fate?.failure === "before" ? undefined : itemsOf(place, this.decider);
    if (items === undefined) return this.withoutItems(place, fate);
    this.maps.push({ state: place.name, items, executions: 0 });
    this.events += 1;
    const iteration = (now: number): Ended<Done> => {
      this.events += 2;
      return this.scope(processorOf(place.state), new Unknown(), new Variables(place.variables), now, true);
    };
    const { MaxConcurrency: set } = place.state;
    const most = Math.min(typeof set === "number" && set > 0 ? set : MOST_AT_ONCE, MOST_AT_ONCE, items);
    const workers = most > 1 ? this.decider.workers(place.name, most) : 1;
    if (workers < most) this.slow = true;
    return this.together(place, Array<typeof iteration>(items).fill(iteration), workers, fate);
  }

  /** A Map Run: its children are executions with histories of their own. */
  private mapRun(place: Place, fate: Fate | undefined): Done | Failed {
    const items = fate?.failure === "before" ? undefined : itemsOf(place, this.decider);
    if (items === undefined) return this.withoutItems(place, fate);
    const started = Math.ceil(items / (place.state.ItemBatcher?.MaxItemsPerBatch ?? 1));
    const isBroken = fate?.failure === "call";
    const executions = isBroken ? Math.min(started, this.decider.grace()) : started;
    this.maps.push({ state: place.name, items, executions });
    this.events += 3;
    if (isBroken) return { kind: "failed", error: fate.error, noted: true, seconds: 0 };
    this.events += 1;
    return this.result(place, 0, fate);
  }

  private withoutItems(place: Place, fate: Fate | undefined): Failed {
    const error = fate?.error ?? evaluationError(place, "before");
    return { ...this.failedExpression(place, { failure: "before", error }), noted: true };
  }

  /** Runs branches or iterations side by side. One that fails stops the others, wherever they are. */
  private together(
    place: Place,
    jobs: readonly ((now: number) => Ended<Done>)[],
    workers: number,
    fate: Fate | undefined,
  ): Ended<Done> {
    const left = [...jobs];
    const clocks = Array<number>(workers).fill(0);
    let failed: Failed | undefined;
    while (left.length > 0) {
      const [job] = left.splice(left.length > 1 ? this.decider.first(left.length) : 0, 1);
      const grace = failed === undefined ? NEVER : this.decider.grace();
      if (job === undefined || grace === 0) continue;
      const begun = Math.min(...clocks);
      this.budgets.push(grace);
      const end = job(place.now + begun);
      this.budgets.pop();
      clocks[clocks.indexOf(begun)] = begun + end.seconds;
      if (this.isOver() && end.kind === "stopped") return { kind: "stopped", seconds: Math.max(...clocks) };
      if (end.kind === "failed") failed ??= end;
    }
    const seconds = Math.max(...clocks);
    if (failed !== undefined) return { kind: "failed", error: failed.error, noted: true, seconds };
    this.events += 1;
    return this.result({ ...place, now: place.now + seconds }, seconds, fate);
  }

  /** What a state makes of its result, which can fail. */
  private result(place: Place, seconds: number, fate: Fate | undefined): Done | Failed {
    const found =
      fate === undefined ? unlessItFails(() => ({ output: outputOfWork(place, new Unknown()) })) : undefined;
    if (found !== undefined) return { kind: "done", output: found.output, seconds };
    const error = fate?.error ?? evaluationError(place, "output");
    const noted = place.state.Type !== "Task" && this.decider.perhaps();
    return { ...this.failedExpression(place, { failure: "output", error }), noted, seconds };
  }

  private failedExpression({ language }: Place, { error }: Fate): Failed {
    if (language === "JSONata" && error === EVALUATION) this.events += 1;
    return { kind: "failed", error, seconds: 0 };
  }
}
