import type { SteplintOptions } from "../steplint.ts";
import type { FlagValues } from "./options.ts";
import { say } from "./output.ts";
import { parseRuleFlag } from "./rule-flag.ts";

/** The flags that say which configuration and rules count. */
export function settingsOf(flags: FlagValues): Pick<SteplintOptions, "config" | "rules" | "only" | "log"> {
  const config = flags["no-config"] ? false : flags.config;
  const start = performance.now();
  return {
    ...(config !== undefined && { config }),
    rules: Object.fromEntries(flags.rule.map(parseRuleFlag)),
    ...(flags.only.length > 0 && { only: flags.only }),
    ...(flags.debug && { log: (line) => say(`[${Math.round(performance.now() - start)} ms] ${line}`) }),
  };
}
