import type { OptionsSchema, Rule, Severity } from "../linter/rule.ts";
import { type RuleSetting, recommended } from "../linter/settings.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";

/** How a user sets a rule: its level, or its level and the options that differ from their defaults. */
export type RuleEntry = Severity | readonly [level: Severity, options?: Readonly<Record<string, unknown>>];

type Rules = Readonly<Record<string, Rule>>;

const LEVELS = ["off", "warn", "error"] as const satisfies readonly Severity[];

/**
 * The preset `recommended` with a user's own entries on top.
 *
 * Throws a `UsageError` on an unknown rule, level or option, and on a value that the schema of its option rules out.
 */
export function ruleSettings(rules: Rules, entries: Readonly<Record<string, unknown>>): Map<string, RuleSetting> {
  const settings = recommended(rules);
  for (const [id, entry] of Object.entries(entries)) {
    settings.set(id, checkedSetting(ruleOf(rules, id), entry, `Rule '${id}'`));
  }
  return settings;
}

/**
 * The settings of the named rules alone. One that is off gets its level of the preset `strict`, else `warn`: who names
 * a rule wants to see what it says. Throws a `UsageError` on an unknown rule.
 */
export function onlyRules(
  rules: Rules,
  settings: ReadonlyMap<string, RuleSetting>,
  ids: readonly string[],
): Map<string, RuleSetting> {
  return new Map(
    ids.map((id) => {
      const rule = ruleOf(rules, id);
      const setting = settings.get(id);
      return [id, setting === undefined || setting.severity === "off" ? strictSetting(rule, setting) : setting];
    }),
  );
}

function strictSetting({ meta: { strict } }: Rule, setting: RuleSetting | undefined): RuleSetting {
  if (strict === undefined) return { ...setting, severity: "warn" };
  if (typeof strict === "string") return { ...setting, severity: strict };
  return { severity: strict[0], options: { ...strict[1], ...setting?.options } };
}

function ruleOf(rules: Rules, id: string): Rule {
  const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
  if (rule === undefined) throw new UsageError(`Unknown rule '${id}'.${didYouMean(id, Object.keys(rules))}`);
  return rule;
}

function checkedSetting(rule: Rule, entry: unknown, where: string): RuleSetting {
  if (!Array.isArray(entry)) return { severity: checkedLevel(entry, where) };
  const [level, options, ...rest]: unknown[] = entry;
  if (rest.length > 0) throw new UsageError(`${where}: a level and one object of options are all it takes.`);
  const severity = checkedLevel(level, where);
  return options === undefined ? { severity } : { severity, options: checkedOptions(rule, options, where) };
}

function checkedLevel(level: unknown, where: string): Severity {
  const known = LEVELS.find((candidate) => candidate === level);
  if (known !== undefined) return known;
  const hint = typeof level === "string" ? didYouMean(level, LEVELS) : "";
  throw new UsageError(`${where}: the level is one of ${LEVELS.join(", ")}, not ${shown(level)}.${hint}`);
}

function checkedOptions({ meta }: Rule, options: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeOf(options) !== "object") throw new UsageError(`${where}: options are an object, not ${shown(options)}.`);
  const checked = options as Readonly<Record<string, unknown>>; // just found to be an object
  const defaults = meta.defaultOptions ?? {};
  const known = [...new Set([...Object.keys(defaults), ...Object.keys(meta.schema ?? {})])];
  for (const [name, value] of Object.entries(checked)) {
    if (known.length === 0) throw new UsageError(`${where}: the rule has no options, so none is called '${name}'.`);
    if (!known.includes(name)) {
      throw new UsageError(
        `${where}: unknown option '${name}'.${didYouMean(name, known) || ` It has ${known.join(", ")}.`}`,
      );
    }
    const schema = { ...(Object.hasOwn(defaults, name) && { type: typeOf(defaults[name]) }), ...meta.schema?.[name] };
    if (!fits(value, schema)) {
      const hint = typeof value === "string" ? didYouMean(value, wordsOf(schema)) : "";
      throw new UsageError(`${where}: option '${name}' takes ${allowedBy(schema)}, not ${shown(value)}.${hint}`);
    }
  }
  return checked;
}

/** Whether a schema's `enum`, else its `type` and `minimum`, allow a value; no other keyword is looked at. */
function fits(value: unknown, { enum: values, type, minimum }: OptionsSchema): boolean {
  if (Array.isArray(values)) return values.includes(value);
  if (type === "integer" ? !Number.isInteger(value) : typeof type === "string" && typeOf(value) !== type) return false;
  return typeof minimum !== "number" || typeof value !== "number" || value >= minimum;
}

/** What `fits` asks for, in words. */
function allowedBy({ enum: values, type, minimum }: OptionsSchema): string {
  if (Array.isArray(values)) return values.map(shown).join(" or ");
  const noun = type === "integer" ? "a whole number" : withArticle(typeof type === "string" ? type : "number");
  return typeof minimum === "number" ? `${noun} from ${minimum} on` : noun;
}

function wordsOf({ enum: values }: OptionsSchema): string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === "string") : [];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function withArticle(type: string): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? `'${value}'` : (JSON.stringify(value) ?? String(value));
}
