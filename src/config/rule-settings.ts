import type { Rule } from "../linter/rule.ts";
import type { RuleSetting } from "../linter/settings.ts";
import { rules as builtIn } from "../rules/index.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";
import type { RuleEntries, RuleEntry } from "./config.ts";
import { type Mistake, mistakeInConfig, mistakeInOptions, type Validator } from "./mistakes.ts";
import { strictSetting } from "./presets.ts";
import { configSchema, optionsSchema } from "./schema.ts";

type Rules = Readonly<Record<string, Rule>>;
type Settings = Map<string, RuleSetting>;

/** What is wrong with `rules: { … }`: ids, levels, options; `undefined` if nothing is. Paths count from the entries. */
export async function mistakeInEntries(rules: Rules, entries: RuleEntries): Promise<Mistake | undefined> {
  const { validateConfig } = await import("./validators.generated.js");
  const mistake = mistakeInConfig(validateConfig, configSchema(), { rules: entries });
  if (mistake !== undefined) return { ...mistake, path: mistake.path.slice(1) };
  for (const [id, entry] of Object.entries(entries)) {
    const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
    if (rule === undefined) return { path: [id], isKey: true, message: unknownRule(rules, id) };
    const options = typeof entry === "string" ? undefined : entry[1];
    if (options === undefined) continue;
    const schema = optionsSchema(rule.meta);
    const inOptions = mistakeInOptions(id, await optionsValidator(id, rule), schema, options);
    if (inOptions !== undefined) return { ...inOptions, path: [id, 1, ...inOptions.path] };
  }
  return undefined;
}

/** Throws a `UsageError` on an unknown rule, level or option, and on a value that the schema of its option rules out. */
export async function checkEntries(rules: Rules, entries: RuleEntries): Promise<void> {
  if (Object.keys(entries).length === 0) return;
  const mistake = await mistakeInEntries(rules, entries);
  if (mistake !== undefined) throw new UsageError(mistake.message);
}

/** Settings with entries on top, which were checked before. A level alone keeps the options that were set. */
export function withEntries(settings: ReadonlyMap<string, RuleSetting>, entries: RuleEntries): Settings {
  const merged = new Map(settings);
  for (const [id, entry] of Object.entries(entries)) merged.set(id, settingOf(entry, settings.get(id)));
  return merged;
}

/**
 * The settings of the named rules alone. One that is off gets its level of the preset `strict`, else `warn`: who names
 * a rule wants to see what it says. A rule about directives needs what all others find: then they run in silence.
 *
 * Throws a `UsageError` on an unknown rule.
 */
export function onlyRules(rules: Rules, settings: ReadonlyMap<string, RuleSetting>, ids: readonly string[]): Settings {
  const named = ids.map((id): [string, RuleSetting] => {
    const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
    if (rule === undefined) throw new UsageError(unknownRule(rules, id));
    const setting = settings.get(id);
    if (setting !== undefined && setting.severity !== "off") return [id, setting];
    const strict = strictSetting(rule);
    const options = { ...strict.options, ...setting?.options };
    return [id, { severity: strict.severity, ...(Object.keys(options).length > 0 && { options }) }];
  });
  const needsOthers = ids.some((id) => rules[id]?.visit.Directive !== undefined);
  const others = needsOthers ? [...settings].map(([id, setting]) => [id, { ...setting, silent: true }] as const) : [];
  return new Map([...others, ...named]);
}

function unknownRule(rules: Rules, id: string): string {
  return `Unknown rule '${id}'.${didYouMean(id, Object.keys(rules))}`;
}

function settingOf(entry: RuleEntry, before: RuleSetting | undefined): RuleSetting {
  const [severity, options] = typeof entry === "string" ? [entry] : entry;
  const kept = options ?? before?.options;
  return kept === undefined ? { severity } : { severity, options: kept };
}

/** Compiled ahead of time for our own rules; others are compiled when their options are set. */
async function optionsValidator(id: string, rule: Rule): Promise<Validator> {
  const { optionValidators } = await import("./validators.generated.js");
  const compiled = builtIn[id] === rule ? optionValidators[id] : undefined;
  if (compiled !== undefined) return compiled;
  const { compileOptions } = await import("./compile-options.ts");
  return compileOptions(rule);
}
