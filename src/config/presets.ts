import type { Rule } from "../linter/rule.ts";
import type { RuleSetting } from "../linter/settings.ts";

type Rules = Readonly<Record<string, Rule>>;

/** The preset that counts where none is named. */
export const defaultPreset = "steplint:recommended";

/**
 * - `recommended`: what nearly everybody wants to see
 * - `strict`: more of what is good practice, and stricter options
 * - `all`: every rule
 * - `aws`: what AWS refuses, alone
 */
export const presetNames = [defaultPreset, "steplint:strict", "steplint:all", "steplint:aws"] as const;

export type PresetName = (typeof presetNames)[number];

/** The rules that a preset turns on. */
export function presetSettings(rules: Rules, preset: PresetName): Map<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const [id, rule] of Object.entries(rules)) {
    const setting = settingIn(preset, rule);
    if (setting !== undefined) settings.set(id, setting);
  }
  return settings;
}

/** A rule in the preset `strict`; a rule that is in no smaller preset than `all` warns. */
export function strictSetting({ meta: { strict, recommended } }: Rule): RuleSetting {
  if (strict === undefined) return { severity: recommended || "warn" };
  if (typeof strict === "string") return { severity: strict };
  return { severity: strict[0], options: strict[1] };
}

function settingIn(preset: PresetName, rule: Rule): RuleSetting | undefined {
  const { recommended, strict, category, deprecated } = rule.meta;
  switch (preset) {
    case "steplint:recommended":
      return recommended ? { severity: recommended } : undefined;
    case "steplint:aws":
      return recommended && category === "aws" ? { severity: recommended } : undefined;
    case "steplint:strict":
      return recommended || strict !== undefined ? strictSetting(rule) : undefined;
    case "steplint:all":
      return deprecated === undefined ? strictSetting(rule) : undefined;
  }
}
