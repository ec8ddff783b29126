import type { RateSettings } from "../data/prices.ts";
import type { Rule, Severity } from "../linter/rule.ts";

/** How a user sets a rule: its level, or its level and the options that differ from their defaults. */
export type RuleEntry = Severity | readonly [level: Severity, options?: Readonly<Record<string, unknown>>];

/** Rule ids and what they are set to. */
export type RuleEntries = Readonly<Record<string, RuleEntry>>;

/** One pattern or several, written as in a `.gitignore` file in the folder of the configuration. */
export type Patterns = string | readonly string[];

/** Settings for some files, on top of the others. */
export interface Override {
  readonly files: Patterns;
  readonly rules: RuleEntries;
}

/** Files that hold definitions whatever they look like, because what deploys them stands elsewhere. */
export interface Workflow {
  readonly files: Patterns;
  /** The type that they are deployed with, where it is known. */
  readonly type?: "STANDARD" | "EXPRESS";
}

/** What arithmetic counts with. */
export interface CostSettings {
  /** The Region whose prices count; `us-east-1` by default. */
  readonly region?: string;
  /** Prices that differ from those of the Region. */
  readonly prices?: RateSettings;
  /** Quotas that differ from those of AWS. */
  readonly quotas?: {
    /** Events that the history of a Standard execution holds. */
    readonly historyEvents?: number;
  };
  /** Seconds that a transition takes beside the literal waiting, for the price of Express executions; 0.2 by default. */
  readonly secondsPerTransition?: number;
  /** Executions a month. */
  readonly executionsPerMonth?: number;
  /** Turns of a loop, by a state in it, or items of a Map: a number, or for loops a waiting time such as "5m". */
  readonly assume?: Readonly<Record<string, number | string>>;
}

/** What a configuration file holds. */
export interface Config {
  readonly $schema?: string;
  /**
   * Presets (`steplint:recommended`, `steplint:strict`, `steplint:all`, `steplint:aws`) and other configuration files,
   * later ones on top; `steplint:recommended` where no preset is named.
   */
  readonly extends?: string | readonly string[];
  readonly rules?: RuleEntries;
  /** Of several that match a file, later ones are on top. */
  readonly overrides?: readonly Override[];
  /** Files and folders to leave out, written as in a `.gitignore` file in the folder of the configuration. */
  readonly ignore?: readonly string[];
  /** Modules with further rules: paths from this file, or names of packages. */
  readonly plugins?: readonly string[];
  readonly workflows?: readonly Workflow[];
  readonly cost?: CostSettings;
}

/** Rules that a module exports by default; they are called `name/id`. */
export interface Plugin {
  readonly name: string;
  readonly rules: Readonly<Record<string, Rule>>;
}

/** Answers the configuration it is given: for a `steplint.config.ts` whose editor completes and checks it. */
export function defineConfig(config: Config): Config {
  return config;
}
