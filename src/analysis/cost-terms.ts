import { defaultRegion, type Rates, ratesOf } from "../data/prices.ts";

/** What the arithmetic of costs counts with beside the definition. */
export interface CostTerms {
  /** "us-east-1" */
  readonly region: string;
  readonly rates: Rates;
  /** Whole or not, above 0. */
  readonly executionsPerMonth: number;
  /** By state: turns of the innermost loop that it is in, items of a Map; a number, or a waiting time such as "5m". */
  readonly assume: Readonly<Record<string, number | string>>;
  /** What a transition takes beside the literal waiting, for the price of Express executions. */
  readonly secondsPerTransition: number;
}

/** What is counted with where nothing else is set. */
export const defaultTerms: CostTerms = {
  region: defaultRegion,
  rates: ratesOf() as CostTerms["rates"], // the default Region has a price
  executionsPerMonth: 100_000,
  assume: {},
  secondsPerTransition: 0.2,
};
