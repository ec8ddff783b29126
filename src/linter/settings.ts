import type { Rule, Severity } from "./rule.ts";

/** A rule that runs, at its level and with its options complete. */
export interface ActiveRule {
  readonly id: string;
  readonly rule: Rule;
  readonly severity: "warn" | "error";
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether it runs only for what others learn from it, and what it finds is not reported. */
  readonly silent?: boolean;
}

/** What a user sets for one rule; options that are not set keep their defaults. */
export interface RuleSetting {
  readonly severity: Severity;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly silent?: boolean;
}

/** Whether every rule is on that is recommended. */
export function runsRecommended(
  rules: Readonly<Record<string, Rule>>,
  settings: ReadonlyMap<string, RuleSetting>,
): boolean {
  return Object.entries(rules).every(([id, { meta }]) => {
    return meta.recommended === false || (settings.get(id)?.severity ?? "off") !== "off";
  });
}

/** The rules that are on. */
export function activeRules(
  rules: Readonly<Record<string, Rule>>,
  settings: ReadonlyMap<string, RuleSetting>,
): ActiveRule[] {
  return Object.entries(rules).flatMap(([id, rule]) => {
    const setting = settings.get(id);
    if (setting === undefined || setting.severity === "off") return [];
    const { severity, options, silent = false } = setting;
    return [{ id, rule, severity, options: { ...rule.meta.defaultOptions, ...options }, silent }];
  });
}
