/*
 * Quotas and prices behind the arithmetic of loops. Prices are in US dollars without tax and free tier.
 * As of 2026-11-22; prices of mid-2026, those of Regions other than us-east-1 from an older copy of the same page.
 * Sources: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 * and https://aws.amazon.com/step-functions/pricing/
 */

/** Events that the history of a Standard execution holds. */
export const maxHistoryEvents = 25_000;

/** Seconds that a Standard execution may take: one year. */
export const maxStandardSeconds = 31_536_000;

/** Seconds that an Express execution may take. */
export const maxExpressSeconds = 300;

/** Items of an inline Map that run beside each other at most; AWS says "about". */
export const maxInlineConcurrency = 40;

/** The Region whose prices count where none is given. */
export const defaultRegion = "us-east-1";

/** Dollars for one state transition of a Standard execution; `undefined` for a Region whose price is not known. */
export function transitionPrice(region: string = defaultRegion): number | undefined {
  const perThousand = Object.hasOwn(per1000Transitions, region) ? per1000Transitions[region] : undefined;
  return perThousand === undefined ? undefined : perThousand / 1_000;
}

/** The Regions whose price is known. */
export function pricedRegions(): string[] {
  return Object.keys(per1000Transitions);
}

// biome-ignore format: a table
const per1000Transitions: Readonly<Record<string, number>> = {
  "us-east-1": 0.025, "us-east-2": 0.025, "us-west-1": 0.0279, "us-west-2": 0.025,
  "us-gov-east-1": 0.03, "us-gov-west-1": 0.03, "ca-central-1": 0.025, "sa-east-1": 0.0375,
  "eu-central-1": 0.025, "eu-north-1": 0.025, "eu-west-1": 0.025, "eu-west-2": 0.025, "eu-west-3": 0.0297,
  "ap-northeast-1": 0.025, "ap-northeast-2": 0.0271, "ap-south-1": 0.0285, "ap-southeast-1": 0.025, "ap-southeast-2": 0.025,
};

/** A price that counts up to so many units a month. */
export interface Tier {
  readonly upTo: number;
  /** Dollars for one unit. */
  readonly price: number;
}

/** The prices and quotas that arithmetic counts with. Dollars are without tax. */
export interface Rates {
  /** Dollars for one state transition of a Standard execution. */
  readonly perTransition: number;
  /** Transitions a month that cost nothing; they are the account's, so that none is counted by default. */
  readonly freeTransitions: number;
  /** Prices of Express executions; `undefined` where they are not known. */
  readonly express: ExpressRates | undefined;
  /** Events that the history of a Standard execution holds. */
  readonly historyEvents: number;
}

export interface ExpressRates {
  /** Dollars for one request. */
  readonly perRequest: number;
  /** Dollars for a GB-hour, in tiers of GB-hours a month. */
  readonly perGbHour: readonly Tier[];
}

/** What a user sets instead of AWS's own prices and quotas. */
export interface RateSettings {
  /** Dollars for 1,000 state transitions of Standard executions. */
  readonly per1000Transitions?: number;
  /** Transitions a month that cost nothing. */
  readonly freeTransitionsPerMonth?: number;
  /** Dollars for a million requests of Express executions. */
  readonly perMillionRequests?: number;
  /** Dollars for a GB-hour of Express executions, whatever their number. */
  readonly perGbHour?: number;
}

// No other Region's are confirmed.
const expressRates: ExpressRates = {
  perRequest: 0.000_001,
  perGbHour: [
    { upTo: 1_000, price: 0.06 },
    { upTo: 5_000, price: 0.03 },
    { upTo: Number.POSITIVE_INFINITY, price: 0.016_42 },
  ],
};

/** How AWS measures an Express execution: what it rounds up to, and the memory of one that does nothing. */
export const expressBilling = { millisecondsStep: 100, megabytesStep: 64, baseMegabytes: 50 } as const;

/** The prices and quotas of a Region, with what is set instead; `undefined` for a Region whose price is not known. */
export function ratesOf(
  region: string = defaultRegion,
  settings: RateSettings = {},
  historyEvents: number = maxHistoryEvents,
): Rates | undefined {
  const { per1000Transitions: perThousand, perMillionRequests, perGbHour, freeTransitionsPerMonth = 0 } = settings;
  const perTransition = perThousand === undefined ? transitionPrice(region) : perThousand / 1_000;
  if (perTransition === undefined) return undefined;
  const own = region === defaultRegion ? expressRates : undefined;
  const perRequest = perMillionRequests === undefined ? own?.perRequest : perMillionRequests / 1_000_000;
  const tiers = perGbHour === undefined ? own?.perGbHour : [{ upTo: Number.POSITIVE_INFINITY, price: perGbHour }];
  const express = perRequest === undefined || tiers === undefined ? undefined : { perRequest, perGbHour: tiers };
  return { perTransition, freeTransitions: freeTransitionsPerMonth, express, historyEvents };
}
