import type { Rule } from "../linter/rule.ts";
import type { RuleSetting } from "../linter/settings.ts";
import { rules as builtIn } from "../rules/index.ts";
import type { CostSettings, RuleEntries } from "./config.ts";
import { defaultPreset, presetSettings } from "./presets.ts";

/** A configuration with all that it extends, later things on top; patterns count from one folder. */
export interface Merged {
  /** All rules there are, those of plugins as `name/id`. */
  readonly rules: Readonly<Record<string, Rule>>;
  readonly settings: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly { readonly files: readonly string[]; readonly entries: RuleEntries }[];
  readonly ignore: readonly string[];
  readonly workflows: readonly { readonly files: readonly string[]; readonly type?: "STANDARD" | "EXPRESS" }[];
  readonly cost: CostSettings;
  /** Absolute paths of plugins. */
  readonly plugins: readonly string[];
  /** Absolute paths of the files it was read from, in the order they count. */
  readonly files: readonly string[];
}

/** What counts where there is no configuration. */
export const noConfig: Merged = {
  rules: builtIn,
  settings: presetSettings(builtIn, defaultPreset),
  overrides: [],
  ignore: [],
  workflows: [],
  cost: {},
  plugins: [],
  files: [],
};
