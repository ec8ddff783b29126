import type { MachineCost } from "../analysis/cost.ts";
import type { CostTerms } from "../analysis/cost-terms.ts";
import { type ExpressFault, type Money, usualValue } from "../analysis/money.ts";
import type { Unpriced } from "../analysis/unpriced.ts";
import type { HostContext } from "../hosts/host.ts";
import { duration } from "../util/words.ts";

/** What the executions of machines cost. */
export interface CostReport {
  readonly machines: readonly MachineReport[];
  /** What each change from an earlier report comes to; absent where none was given. */
  readonly changes?: readonly CostChange[];
}

/** A machine, priced or not. */
export interface MachineReport {
  readonly filePath: string;
  /** 1-based; of a definition that is a file of its own 1. */
  readonly line: number;
  readonly name: string | undefined;
  readonly host: HostContext["host"];
  readonly type: HostContext["type"];
  /** JSON pointer to the definition in its file. */
  readonly pointer: string;
  readonly priced: Priced | undefined;
  /** Why it cannot be priced, as a sentence; `undefined` if it is. */
  readonly unpriced: string | undefined;
}

export interface Priced {
  readonly cost: MachineCost;
  readonly money: Money;
  readonly terms: CostTerms;
  readonly advice: readonly CostAdvice[];
}

/** A change that would make a machine cheaper. */
export interface CostAdvice {
  readonly ruleId: string;
  readonly message: string;
  /** JSON pointer inside the definition. */
  readonly pointer: string;
  /** The symbol that would be gone. */
  readonly symbol: string;
  /** The state that the change begins at. */
  readonly state: string;
  /** "glue:startJobRun.sync", "a task token", "an activity". */
  readonly instead: string;
  /** Dollars a month at the volume that is set. */
  readonly saves: number;
}

/** What a machine costs now beside what an earlier report says. */
export interface CostChange {
  readonly machine: string;
  readonly status: "kept" | "new" | "gone";
  /** `undefined` where it was not there, or not priced. */
  readonly before: ChangeSide | undefined;
  readonly after: ChangeSide | undefined;
  /** Dollars that it costs more; `undefined` where it is not priced on both sides. Of a new one all, of one that is gone all less. */
  readonly perMonth: number | undefined;
  /** Executions a month. */
  readonly executions: number;
}

export interface ChangeSide {
  readonly growth: string;
  /** Transitions of one execution, with what is assumed. */
  readonly transitions: number;
  /** Dollars of one execution. */
  readonly perExecution: number;
  /** Dollars a month by executions. */
  readonly monthly: ReadonlyMap<number, number>;
}

/** Dollars of one execution of the type that a machine is. */
export function dollarsOf({ type, priced }: MachineReport): number | undefined {
  if (priced === undefined) return undefined;
  const { standard, express } = priced.money.perExecution;
  return type === "EXPRESS" ? (express ?? standard) : standard;
}

/** Transitions of one execution, with what is assumed. */
export function transitionsOf({ cost, money }: Priced): number {
  return usualValue(cost.transitions, money.assumptions);
}

/** Says why a machine cannot be priced. */
export function unpricedSentence({ reason, state, target = "" }: Unpriced): string {
  const name = state === undefined ? "" : `'${state.name}'`;
  switch (reason) {
    case "start":
      return state === undefined
        ? "It does not say where it starts: 'StartAt' names none of its states."
        : `What is inside ${name} does not say where it starts: 'StartAt' names none of its states.`;
    case "open":
      return state === undefined
        ? "Only deployment knows all of its states."
        : `Only deployment knows all that is in ${name}, or where it leads.`;
    case "dangling":
      return `${name} leads to '${target}', which does not exist.`;
    case "deadEnd":
      return `${name} has neither 'Next' nor 'End'.`;
    case "type":
      return `The type of ${name} is none that there is.`;
    case "inner":
      return `${name} has no states inside that can be read.`;
    case "mode":
      return `Only deployment knows whether the items of ${name} run as executions of their own.`;
    case "attempts":
      return `Only deployment knows how often ${name} is retried.`;
  }
}

/** Says why a machine cannot be Express: "'Ship' waits for a task token". */
export function expressFaultPhrase(fault: ExpressFault, region: string): string {
  switch (fault.kind) {
    case "callback":
      return `'${fault.state.name}' waits for a task token`;
    case "sync":
      return `'${fault.state.name}' waits for a job`;
    case "activity":
      return `'${fault.state.name}' is an activity`;
    case "distributed":
      return `'${fault.state.name}' is a distributed Map`;
    case "long":
      return `it takes ${duration(fault.seconds)}, and an Express execution ends after 5 min`;
    case "price":
      return `no Express price is known for ${region}`;
  }
}
