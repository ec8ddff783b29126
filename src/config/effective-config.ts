import type { Rule } from "../linter/rule.ts";
import type { RuleSetting } from "../linter/settings.ts";
import type { Config, RuleEntry } from "./config.ts";
import type { FolderConfig } from "./configs.ts";
import { shownPath } from "./paths.ts";

/** What counts for a file, as a configuration that sets every rule; paths of plugins count from `cwd`. */
export function effectiveConfig({ merged, settingsOf }: FolderConfig, path: string, cwd: string): Config {
  const settings = settingsOf(path);
  const rules = Object.entries(merged.rules).map(([id, rule]) => [id, entryOf(rule, settings.get(id))]);
  const { plugins, ignore, workflows, cost } = merged;
  return {
    extends: [],
    ...(plugins.length > 0 && { plugins: plugins.map((plugin) => `./${shownPath(cwd, plugin)}`) }),
    rules: Object.fromEntries(rules),
    ...(ignore.length > 0 && { ignore }),
    ...(workflows.length > 0 && { workflows }),
    ...(Object.keys(cost).length > 0 && { cost }),
  };
}

function entryOf({ meta }: Rule, setting: RuleSetting | undefined): RuleEntry {
  const severity = setting === undefined || setting.silent === true ? "off" : setting.severity;
  const options = { ...meta.defaultOptions, ...setting?.options };
  return severity === "off" || Object.keys(options).length === 0 ? severity : [severity, options];
}
