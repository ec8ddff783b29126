import { type CostTerms, defaultTerms } from "../analysis/cost-terms.ts";
import { ratesOf } from "../data/prices.ts";
import type { CostSettings } from "./config.ts";

/** What arithmetic counts with by a configuration, whose Region was looked at when it was read, and what is set on top. */
export function costTerms(below: CostSettings, above: CostSettings = {}): CostTerms {
  const { region, prices, quotas, executionsPerMonth, assume, secondsPerTransition } = {
    ...below,
    ...above,
    assume: { ...below.assume, ...above.assume },
  };
  return {
    region: region ?? defaultTerms.region,
    rates: ratesOf(region, prices, quotas?.historyEvents) ?? defaultTerms.rates,
    executionsPerMonth: executionsPerMonth ?? defaultTerms.executionsPerMonth,
    assume,
    secondsPerTransition: secondsPerTransition ?? defaultTerms.secondsPerTransition,
  };
}
