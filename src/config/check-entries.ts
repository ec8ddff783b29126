import type { Rule } from "../linter/rule.ts";
import { UsageError } from "../util/usage-error.ts";
import type { RuleEntries } from "./config.ts";
import { type Mistake, mistakeInConfig, mistakeInOptions, type Validator } from "./mistakes.ts";
import { unknownRule } from "./rule-settings.ts";
import { configSchema, optionsSchema } from "./schema.ts";

type Rules = Readonly<Record<string, Rule>>;

/**
 * What is wrong with `rules: { … }`: ids, levels, options; `undefined` if nothing is. Paths count from the entries.
 *
 * @param builtIn the rules of steplint, whose options have validators that were compiled ahead of time.
 */
export async function mistakeInEntries(
  rules: Rules,
  entries: RuleEntries,
  builtIn: Rules,
): Promise<Mistake | undefined> {
  const { validateConfig } = await import("./validators.generated.js");
  const mistake = mistakeInConfig(validateConfig, configSchema(), { rules: entries });
  if (mistake !== undefined) return { ...mistake, path: mistake.path.slice(1) };
  for (const [id, entry] of Object.entries(entries)) {
    const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
    if (rule === undefined) return { path: [id], isKey: true, message: unknownRule(rules, id) };
    const options = typeof entry === "string" ? undefined : entry[1];
    if (options === undefined) continue;
    const schema = optionsSchema(rule.meta);
    const validate = await optionsValidator(id, rule, builtIn);
    if (typeof validate === "string") return { path: [id], isKey: true, message: validate };
    const inOptions = mistakeInOptions(id, validate, schema, options);
    if (inOptions !== undefined) return { ...inOptions, path: [id, 1, ...inOptions.path] };
  }
  return undefined;
}

/** Throws a `UsageError` on an unknown rule, level or option, and on a value that the schema of its option rules out. */
export async function checkEntries(rules: Rules, entries: RuleEntries, builtIn: Rules): Promise<void> {
  const mistake = await mistakeInEntries(rules, entries, builtIn);
  if (mistake !== undefined) throw new UsageError(mistake.message);
}

/** Compiled ahead of time for our own rules, others when their options are set; a text where that cannot be done. */
async function optionsValidator(id: string, rule: Rule, builtIn: Rules): Promise<Validator | string> {
  const { optionValidators } = await import("./validators.generated.js");
  const compiled = builtIn[id] === rule ? optionValidators[id] : undefined;
  if (compiled !== undefined) return compiled;
  const { compileOptions } = await import("./compile-options.ts");
  try {
    return compileOptions(rule);
  } catch (error) {
    return `Rule '${id}': 'meta.schema' is no JSON Schema: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
