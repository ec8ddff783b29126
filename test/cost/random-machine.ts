import fc from "fast-check";
import type {
  CatcherJson,
  Language,
  MachineJson,
  RetrierJson,
  RuleJson,
  ScopeJson,
  StateJson,
  StateType,
} from "./definition.ts";
import { Draw } from "./draw.ts";
import { AHEAD, any, chain, type Entry, type Fragment, scopeOf, withEnd } from "./fragments.ts";
import { openRule } from "./random-counter.ts";
import {
  catchLoop,
  countedCatchLoop,
  counterLoop,
  deadlineLoop,
  optional,
  type Parts,
  pollLoop,
} from "./random-loop.ts";
import { type MapParts, mapOf } from "./random-map.ts";

export interface RandomMachine {
  readonly type: "STANDARD" | "EXPRESS" | undefined;
  readonly machine: MachineJson;
}

/**
 * Machines as AWS accepts them: of all types of states, nested, with loops of every shape, both query languages,
 * handlers, and counters that bound their loops or do not.
 */
export const randomMachine: fc.Arbitrary<RandomMachine> = fc
  .array(fc.noBias(fc.nat(9_999)), { maxLength: 250, size: "max" })
  .map((numbers) => buildMachine(new Draw(numbers)));

/** Machines of one loop with a counter, which may or may not bound it. */
export const countingMachine: fc.Arbitrary<RandomMachine> = fc
  .array(fc.noBias(fc.nat(9_999)), { maxLength: 120, size: "max" })
  .map((numbers) => buildMachine(new Draw(numbers), true));

/** @param countsOnly whether the machine is nothing but one loop with a counter. */
export function buildMachine(draw: Draw, countsOnly = false): RandomMachine {
  const type = draw.chance(10) ? "EXPRESS" : draw.chance(10) ? undefined : "STANDARD";
  const language = draw.chance(25) ? "JSONata" : "JSONPath";
  return { type, machine: new Builder(draw, language, type === "EXPRESS", countsOnly).machine() };
}

const REQUESTS = [
  "arn:aws:lambda:us-east-1:123456789012:function:work",
  "arn:aws:states:::lambda:invoke",
  "arn:aws:states:::glue:getJobRun",
  "arn:aws:states:::aws-sdk:sqs:receiveMessage",
] as const;
const WAITING = [
  "arn:aws:states:::glue:startJobRun.sync",
  "arn:aws:states:::states:startExecution.sync:2",
  "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "arn:aws:states:us-east-1:123456789012:activity:work",
] as const;
const HANDLED = ["Busy", "Gone", "States.Timeout", "States.TaskFailed", "States.QueryEvaluationError"] as const;
/** States of a machine, more or less. */
const MOST_STATES = 24;
const DEEPEST = 3;

class Builder implements Parts, MapParts {
  private count = 0;
  private depth = 0;

  constructor(
    readonly draw: Draw,
    readonly main: Language,
    public isExpress: boolean,
    private readonly countsOnly: boolean,
  ) {}

  machine(): MachineJson {
    const scope = withEnd(this.scope());
    return {
      ...(this.main === "JSONata" ? { QueryLanguage: this.main } : {}),
      ...(this.draw.chance(10) ? { TimeoutSeconds: this.draw.pick(60, 20, 100) } : {}),
      ...scope,
    };
  }

  private scope(): ScopeJson {
    const { draw } = this;
    const most = this.depth === 0 ? 5 : 2;
    const pieces = this.countsOnly
      ? [counterLoop(this)]
      : Array.from({ length: 1 + draw.below(most) }, () => this.piece());
    const end = this.ending();
    const fragment = [...chain(pieces, end.name), end, ...(draw.chance(30) ? [this.ending()] : [])];
    const scope = scopeOf(draw.chance(50) ? fragment.map((entry) => ended(entry, end)) : fragment);
    return draw.chance(10) ? scope : withEnd(scope);
  }

  private ending(): Entry {
    const { draw } = this;
    return draw.do(
      () => this.entry("Succeed", this.language(), {}),
      () => this.entry("Pass", this.language(), { End: true }),
      () => this.failing(),
    );
  }

  private failing(): Entry {
    const language = this.language();
    const cause = language === "JSONata" && this.draw.chance(50) ? { Cause: "{% $states.input.why %}" } : {};
    return this.entry("Fail", language, { Error: this.draw.pick("Busy", "Gone", "Odd"), ...cause });
  }

  piece(): Fragment {
    const { draw } = this;
    if (this.count > MOST_STATES || this.countsOnly) return [this.simple()];
    const [simple, fork] = [() => [this.simple()], () => [this.fork()]];
    const detour = () => optional(this.piece(), this);
    const loops = [() => pollLoop(this), () => catchLoop(this), () => countedCatchLoop(this), () => deadlineLoop(this)];
    const counters = [() => counterLoop(this), () => counterLoop(this), () => counterLoop(this)];
    const nested = this.depth < DEEPEST ? [() => this.parallel(), () => mapOf(this), () => mapOf(this)] : [];
    return draw.do<Fragment>(simple, simple, simple, fork, fork, detour, ...loops, ...counters, ...nested);
  }

  private simple(): Entry {
    return this.draw.do(
      () => this.task(),
      () => this.task(),
      () => this.task(),
      () => this.wait(),
      () => this.entry("Pass", this.language(), { Next: this.ahead() }),
    );
  }

  task(more: Partial<StateJson> = {}): Entry {
    const { draw } = this;
    const [first, ...others] = this.isExpress ? REQUESTS : [...REQUESTS, ...WAITING];
    const language = more.QueryLanguage ?? (more.Assign === undefined ? this.language() : this.main);
    const retry = this.retry(draw.chance(10) ? [30] : [3, 2, 5]);
    return this.entry("Task", language, {
      Resource: draw.pick(first ?? "", ...others),
      ...retry,
      ...this.catchers(language),
      Next: this.ahead(),
      ...more,
    });
  }

  wait(): Entry {
    const { draw } = this;
    const language = this.language();
    const dynamic = language === "JSONata" ? { Seconds: "{% $states.input.delay %}" } : { SecondsPath: "$.delay" };
    const fields = draw.pick<Partial<StateJson>>(
      { Seconds: 10 },
      { Seconds: 1 },
      { Seconds: 30 },
      { Seconds: 0 },
      dynamic,
      { Timestamp: "2030-01-01T00:00:00Z" },
    );
    return this.entry("Wait", language, { ...fields, Next: this.ahead() });
  }

  /** A Choice to anywhere. */
  private fork(): Entry {
    const { draw } = this;
    const language = this.language();
    const rule = (): RuleJson => ({ ...openRule(language, draw), Next: draw.pick(AHEAD, any(draw)) });
    const rules = [rule(), ...(draw.chance(40) ? [rule()] : []), ...(draw.chance(15) ? [rule()] : [])];
    if (draw.chance(5) && language === "JSONata") rules.push({ Condition: "{% true %}", Next: any(draw) });
    const ahead: RuleJson = { ...openRule(language, draw), Next: AHEAD };
    if (draw.chance(15)) return this.entry("Choice", language, { Choices: [ahead, ...rules] });
    return this.entry("Choice", language, { Choices: rules, Default: draw.pick(AHEAD, AHEAD, any(draw)) });
  }

  private parallel(): Fragment {
    const language = this.language();
    const branches = Array.from({ length: this.draw.pick(2, 1, 3) }, () => this.inside());
    return [this.around("Parallel", language, { Branches: branches })];
  }

  around(type: "Parallel" | "Map", language: Language, fields: Partial<StateJson>): Entry {
    return this.entry(type, language, {
      ...fields,
      ...this.retry([1, 2]),
      ...this.catchers(language),
      Next: this.ahead(),
    });
  }

  inside(runsExpress = this.isExpress): ScopeJson {
    const outer = this.isExpress;
    this.isExpress = runsExpress;
    this.depth += 1;
    const scope = this.scope();
    this.depth -= 1;
    this.isExpress = outer;
    return scope;
  }

  private retry(most: readonly number[]): { Retry?: RetrierJson[] } {
    const { draw } = this;
    if (!draw.chance(35)) return {};
    const [first, ...more] = [...most, 0];
    const attempts = () => (draw.chance(25) ? {} : { MaxAttempts: draw.pick(first ?? 0, ...more) });
    const pace = () =>
      draw.pick<Partial<RetrierJson>>(
        {},
        { IntervalSeconds: 2, BackoffRate: 1 },
        { IntervalSeconds: 5, MaxDelaySeconds: 8 },
        { IntervalSeconds: 0 },
      );
    const retriers = this.errorNames().map((ErrorEquals) => ({ ErrorEquals, ...attempts(), ...pace() }));
    return { Retry: retriers };
  }

  private catchers(language: Language): { Catch?: CatcherJson[] } {
    const { draw } = this;
    if (!draw.chance(35)) return {};
    const kept = language === "JSONata" ? { Output: "{% $states.input %}" } : { ResultPath: "$.error" };
    const catchers = this.errorNames().map((ErrorEquals) => ({
      ErrorEquals,
      Next: draw.pick(AHEAD, any(draw)),
      ...(draw.chance(50) ? kept : {}),
    }));
    return { Catch: catchers };
  }

  /** What one to three handlers are for; `States.ALL` stands alone and last. */
  private errorNames(): string[][] {
    const { draw } = this;
    const names = [...HANDLED];
    const few = Array.from({ length: draw.pick(0, 1, 2) }, () => names.splice(draw.below(names.length), 1));
    return few.length === 0 || draw.chance(60) ? [...few, ["States.ALL"]] : few;
  }

  /** Mostly what follows. */
  private ahead(): string {
    return this.draw.chance(7) ? any(this.draw) : AHEAD;
  }

  language(): Language {
    return this.main === "JSONata" || this.draw.chance(35) ? "JSONata" : "JSONPath";
  }

  entry(type: StateType, language: Language, fields: Partial<StateJson>): Entry {
    this.count += 1;
    const field = language === this.main ? {} : { QueryLanguage: language };
    return { name: `${type} ${this.count}`, state: { Type: type, ...field, ...fields } };
  }

  variable(): string {
    this.count += 1;
    return `n${this.count}`;
  }
}

/** A state that leads to the end is the end itself. */
function ended({ name, state }: Entry, end: Entry): Entry {
  if (end.state.Type === "Fail" || state.Next !== end.name) return { name, state };
  const { Next: _, ...rest } = state;
  return { name, state: { ...rest, End: true } };
}
