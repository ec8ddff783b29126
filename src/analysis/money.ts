import type { State, Task } from "../asl/model.ts";
import { innerScopes } from "../asl/visit.ts";
import { type ExpressRates, expressBilling, maxExpressSeconds, type Tier } from "../data/prices.ts";
import { type Assumptions, assumptionsFor } from "./assumptions.ts";
import type { ChildCost, Figures, MachineCost } from "./cost.ts";
import type { CostTerms } from "./cost-terms.ts";
import { evaluate } from "./polynomial.ts";

/** Dollars, without tax. `express` is `undefined` where the machine cannot be Express or no price is known. */
export interface Amount {
  readonly standard: number;
  readonly express: number | undefined;
}

/** What the executions of a machine cost. */
export interface Money {
  readonly assumptions: Assumptions;
  readonly perExecution: Amount;
  /** Why it cannot be Express, in no order of weight; empty if it can. */
  readonly notExpress: readonly ExpressFault[];
  /** How long an Express execution is billed for, with what transitions take beside the literal waiting. */
  readonly expressSeconds: number;
  /** Below how many seconds an execution is cheaper as Express; `undefined` where there is no such price. */
  readonly breakEvenSeconds: number | undefined;
  /** The volume that is set, and the next two orders of magnitude. */
  readonly monthly: readonly (Amount & { readonly executions: number })[];
  /** Of `perExecution.standard` what the executions cost that distributed Maps start. */
  readonly children: number;
  /** The same of each distributed Map's executions, at the volume that they come to. */
  readonly byChild: readonly ChildMoney[];
}

export interface ChildMoney {
  readonly child: ChildCost;
  /** How many of them one execution starts. */
  readonly executions: number;
  readonly money: Money;
}

/** Why a machine cannot be an Express one; `seconds` is how long an execution takes. */
export type ExpressFault =
  | { readonly kind: "callback" | "sync" | "activity" | "distributed"; readonly state: State }
  | { readonly kind: "long"; readonly seconds: number }
  | { readonly kind: "price" };

/** What executions use of what AWS bills. */
interface Usage {
  readonly transitions: number;
  readonly requests: number;
  readonly gbHours: number;
}

const MAGNITUDES = [1, 10, 100];

/** What a machine costs, with the usual figures; where no way is without an error, with the worst. */
export function moneyOf(cost: MachineCost, terms: CostTerms, definitionBytes = 0): Money {
  const assumptions = assumptionsFor(cost, terms.assume);
  const { rates } = terms;
  const own = (figures: Figures): number => usualValue(figures, assumptions);
  const children = usageOfChildren(cost, terms, assumptions);
  const standard: Usage = { ...children, transitions: children.transitions + own(cost.transitions) };
  const isExpress = cost.type === "EXPRESS";
  const seconds = own(cost.seconds) + own(cost.transitions) * terms.secondsPerTransition;
  // An Express execution that would take longer ends after five minutes, and is paid until then.
  const expressSeconds = Math.min(seconds, maxExpressSeconds);
  const express = expressUsage(expressSeconds, definitionBytes);
  const notExpress: ExpressFault[] = [
    ...expressFaults(cost, isExpress ? 0 : seconds),
    ...(rates.express ? [] : [{ kind: "price" } as const]),
  ];
  const perExecution: Amount = {
    standard: standard.transitions * rates.perTransition + expressDollars(standard, rates.express),
    express: notExpress.length > 0 ? undefined : expressDollars(express, rates.express),
  };
  return {
    assumptions,
    perExecution,
    notExpress,
    expressSeconds,
    breakEvenSeconds:
      notExpress.length > 0 ? undefined : breakEven(perExecution.standard, definitionBytes, rates.express),
    monthly: MAGNITUDES.map((magnitude) => {
      const executions = terms.executionsPerMonth * magnitude;
      return {
        executions,
        standard:
          standardDollars(standard.transitions * executions, terms) + monthlyExpress(standard, executions, terms),
        express: notExpress.length > 0 ? undefined : monthlyExpress(express, executions, terms),
      };
    }),
    children: children.transitions * rates.perTransition + expressDollars(children, rates.express),
    byChild: cost.children.map((child) => {
      const executions = own(child.executions);
      const volume = { ...terms, executionsPerMonth: terms.executionsPerMonth * executions };
      return { child, executions, money: moneyOf(child.cost, volume) };
    }),
  };
}

/** What a figure comes to: the usual one, or the worst where none is without an error. */
export function usualValue({ usual, worst }: Figures, { values }: Assumptions): number {
  return evaluate(usual ?? worst, values);
}

/** Dollars for the transitions of Standard executions in a month. */
export function standardDollars(transitions: number, { rates }: CostTerms): number {
  return Math.max(0, transitions - rates.freeTransitions) * rates.perTransition;
}

/** Dollars for Express executions in a month, with the tiers that GB-hours have. */
export function expressMonthly(requests: number, gbHours: number, { perRequest, perGbHour }: ExpressRates): number {
  return requests * perRequest + tiered(gbHours, perGbHour);
}

/** GB-hours of an Express execution: AWS rounds its time and its memory up. */
export function gbHoursOf(seconds: number, megabytes: number): number {
  const { millisecondsStep, megabytesStep } = expressBilling;
  // Sums of tenths of seconds are a little off, and must not be rounded up for that.
  const steps = Math.ceil(Number(((seconds * 1_000) / millisecondsStep).toFixed(6)));
  const milliseconds = Math.max(1, steps) * millisecondsStep;
  return (milliseconds / 1_000 / 3_600) * gigabytesOf(megabytes, megabytesStep);
}

function gigabytesOf(megabytes: number, step: number): number {
  return (Math.ceil(megabytes / step) * step) / 1_024;
}

function tiered(units: number, tiers: readonly Tier[]): number {
  let dollars = 0;
  let below = 0;
  for (const { upTo, price } of tiers) {
    dollars += Math.max(0, Math.min(units, upTo) - below) * price;
    below = upTo;
  }
  return dollars;
}

function megabytesOf(definitionBytes: number): number {
  return expressBilling.baseMegabytes + definitionBytes / 1_048_576;
}

function expressUsage(seconds: number, definitionBytes: number): Usage {
  return { transitions: 0, requests: 1, gbHours: gbHoursOf(seconds, megabytesOf(definitionBytes)) };
}

/** Dollars for one execution's part, at the price of the first tier. */
function expressDollars({ requests, gbHours }: Usage, rates: ExpressRates | undefined): number {
  if (rates === undefined) return 0;
  return requests * rates.perRequest + gbHours * (rates.perGbHour[0]?.price ?? 0);
}

function monthlyExpress({ requests, gbHours }: Usage, executions: number, { rates }: CostTerms): number {
  return rates.express === undefined ? 0 : expressMonthly(requests * executions, gbHours * executions, rates.express);
}

/** What the executions use that distributed Maps start, and those that these start. */
function usageOfChildren(cost: MachineCost, terms: CostTerms, assumptions: Assumptions): Usage {
  let usage: Usage = { transitions: 0, requests: 0, gbHours: 0 };
  for (const child of cost.children) {
    const executions = usualValue(child.executions, assumptions);
    const inner = usageOfChildren(child.cost, terms, assumptions);
    const transitions = usualValue(child.cost.transitions, assumptions);
    const isExpress = child.cost.type === "EXPRESS";
    const seconds = usualValue(child.cost.seconds, assumptions) + transitions * terms.secondsPerTransition;
    const express = isExpress ? expressUsage(Math.min(seconds, maxExpressSeconds), 0) : { requests: 0, gbHours: 0 };
    usage = {
      transitions: usage.transitions + executions * (inner.transitions + (isExpress ? 0 : transitions)),
      requests: usage.requests + executions * (inner.requests + express.requests),
      gbHours: usage.gbHours + executions * (inner.gbHours + express.gbHours),
    };
  }
  return usage;
}

/** @param seconds how long an execution takes, literal waiting included. */
function expressFaults(cost: MachineCost, seconds: number): ExpressFault[] {
  const faults: ExpressFault[] = [];
  const scopes = [cost.scope];
  for (const scope of scopes) {
    for (const state of scope.states.values()) {
      if (state.type === "Task") faults.push(...taskFaults(state));
      if (state.type === "Map" && state.distributed) faults.push({ kind: "distributed", state });
      else scopes.push(...innerScopes(state));
    }
  }
  return seconds > maxExpressSeconds ? [...faults, { kind: "long", seconds }] : faults;
}

function taskFaults(task: Task): ExpressFault[] {
  const { resource } = task;
  if (resource.kind === "activity") return [{ kind: "activity", state: task }];
  if (resource.kind !== "integration") return [];
  const kinds = { callback: "callback", sync: "sync" } as const;
  return resource.pattern === "callback" || resource.pattern === "sync"
    ? [{ kind: kinds[resource.pattern], state: task }]
    : [];
}

/** How many seconds of an Express execution cost what the Standard one does, rounded down to what AWS bills. */
function breakEven(standard: number, definitionBytes: number, rates: ExpressRates | undefined): number | undefined {
  if (rates === undefined) return undefined;
  const perSecond =
    (gigabytesOf(megabytesOf(definitionBytes), expressBilling.megabytesStep) / 3_600) *
    (rates.perGbHour[0]?.price ?? 0);
  const seconds = perSecond > 0 ? (standard - rates.perRequest) / perSecond : undefined;
  if (seconds === undefined || seconds <= 0) return undefined;
  const step = expressBilling.millisecondsStep / 1_000;
  return Math.floor(seconds / step) * step;
}
