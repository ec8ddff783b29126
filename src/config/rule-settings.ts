import type { Rule } from "../linter/rule.ts";
import type { RuleSetting } from "../linter/settings.ts";
import { didYouMean, hintAt } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";
import type { RuleEntries, RuleEntry } from "./config.ts";
import { strictSetting } from "./presets.ts";

type Rules = Readonly<Record<string, Rule>>;
type Settings = Map<string, RuleSetting>;

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

/** What a message says of an id that no rule has. */
export function unknownRule(rules: Rules, id: string): string {
  const ids = Object.keys(rules);
  const plugin = id.includes("/") ? id.slice(0, id.indexOf("/") + 1) : undefined;
  if (plugin !== undefined && !ids.some((each) => each.startsWith(plugin))) {
    return `Unknown rule '${id}': no configuration loads this plugin.`;
  }
  const named = ids.find((each) => each.endsWith(`/${id}`));
  return `Unknown rule '${id}'.${hintAt(named) || didYouMean(id, ids)}`;
}

function settingOf(entry: RuleEntry, before: RuleSetting | undefined): RuleSetting {
  const [severity, options] = typeof entry === "string" ? [entry] : entry;
  const kept = options ?? before?.options;
  return kept === undefined ? { severity } : { severity, options: kept };
}
