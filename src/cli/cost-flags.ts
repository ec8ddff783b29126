import { readFileSync } from "node:fs";
import { allSymbols, assumptionsFor } from "../analysis/assumptions.ts";
import type { CostSettings } from "../config/config.ts";
import { maxStandardSeconds, pricedRegions, ratesOf } from "../data/prices.ts";
import type { MachineReport } from "../linter/cost-report.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { reasonOf } from "../util/reason.ts";
import { UsageError } from "../util/usage-error.ts";
import { count, quoted } from "../util/words.ts";
import type { FlagValues } from "./options.ts";

/** More executions a month than all of AWS has. */
const MOST_EXECUTIONS = 1e12;

/** What the flags set of what arithmetic counts with. Throws a `UsageError` on what makes no sense. */
export function costSettingsIn(flags: FlagValues): CostSettings {
  const executionsPerMonth = executionsIn(flags.executions);
  const { region } = flags;
  if (region !== undefined && ratesOf(region) === undefined) {
    const hint = didYouMean(region, pricedRegions()) || ` There is ${pricedRegions().join(", ")}.`;
    throw new UsageError(`No price is known for Region '${region}'.${hint}`);
  }
  return {
    assume: Object.fromEntries(flags.assume.map(assumptionIn)),
    ...(executionsPerMonth !== undefined && { executionsPerMonth }),
    ...(region !== undefined && { region }),
  };
}

function executionsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const executions = /^\d+(?:e\d{1,2})?$/i.test(text) ? Number(text) : Number.NaN;
  if (executions >= 1 && executions <= MOST_EXECUTIONS) return executions;
  throw new UsageError(`'--executions' takes a whole number from 1 to 1,000,000,000,000, not '${text}'.`);
}

const MOST_TURNS = 1e9;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function assumptionIn(text: string): [name: string, value: number | string] {
  const equals = text.lastIndexOf("=");
  const [name, value] = [text.slice(0, equals), text.slice(equals + 1)];
  if (equals <= 0 || value === "") {
    throw new UsageError(`'--assume' takes a state and a number, such as 'Wait=30' or 'Wait=5m', not '${text}'.`);
  }
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([smhd])?$/.exec(value) ?? [];
  if (digits === undefined) {
    throw new UsageError(
      `'--assume ${text}': '${value}' is neither a number from 0 to ${count(MOST_TURNS)} nor a time such as 30s, 5m, 2h or 1d.`,
    );
  }
  if (unit === undefined) {
    if (Number(digits) <= MOST_TURNS) return [name, Number(digits)];
    throw new UsageError(`'--assume ${text}': a number goes up to ${count(MOST_TURNS)}.`);
  }
  if (Number(digits) * (SECONDS[unit] ?? 1) <= maxStandardSeconds) return [name, value];
  throw new UsageError(`'--assume ${text}': a time goes up to 365d, as no execution takes longer.`);
}

/** An amount of dollars. Throws a `UsageError` on anything else. */
export function amountIn(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\$?(?:\d+\.?|\d*\.\d+)(?:e-?\d{1,2})?$/i.test(text)) return Number(text.replace("$", ""));
  throw new UsageError(`'${flag}' takes dollars, such as 0.01, not '${text}'.`);
}

/** The JSON in a file that a flag names. Throws a `UsageError` where there is none. */
export function jsonIn(flag: string, path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`'${flag} ${path}': ${reasonOf(error)}.`);
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new UsageError(`'${flag} ${path}': it holds no JSON, or not all of it.`);
  }
}

/** Throws a `UsageError` on an assumption about a state that no machine has, or that makes no sense of it. */
export function checkAssumed(
  assume: Readonly<Record<string, number | string>>,
  reports: readonly MachineReport[],
): void {
  const costs = reports.flatMap(({ priced }) => priced?.cost ?? []);
  if (costs.length === 0) return; // what the names are those of is not known
  const all = costs.map((cost) => assumptionsFor(cost, assume));
  for (const name of Object.keys(assume)) {
    if (all.some(({ met }) => met.has(name))) continue;
    const mistake = all.map(({ mistakes }) => mistakes.get(name)).find((found) => found !== undefined);
    if (mistake !== undefined) throw new UsageError(`'--assume ${name}=${assume[name]}': '${name}' ${mistake}.`);
    const names = [...new Set(costs.flatMap(allSymbols).map(({ states }) => states[0].name))];
    const hint = didYouMean(name, names) || hintTo(names);
    throw new UsageError(`'--assume ${name}=${assume[name]}': no state of that name turns or has items.${hint}`);
  }
}

const MOST_NAMES = 8;

function hintTo(names: readonly string[]): string {
  if (names.length === 0) return " Nothing that was found does.";
  const more = names.length > MOST_NAMES ? ", and others" : "";
  return ` There is ${quoted(names.slice(0, MOST_NAMES), "and")}${more}.`;
}
