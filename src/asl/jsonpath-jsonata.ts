import type { ParsedPath } from "./jsonpath.ts";
import { pathKeys } from "./jsonpath-compare.ts";

/**
 * The JSONata expression, with its marks, that reads the same place as a Reference Path: `{% $states.context.State.Name %}`
 * for `$$.State.Name`; `undefined` for any other path.
 *
 * @param input what `$` stands for, such as `$states.input`; without it, paths into the input have no answer.
 */
export function jsonataOfPath(path: ParsedPath, input: string | undefined): string | undefined {
  const keys = pathKeys(path);
  const root = path.root === "context" ? "$states.context" : path.root === "variable" ? `$${path.variable}` : input;
  if (keys === undefined || root === undefined) return undefined;
  const steps = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${nameStep(key)}`));
  return keys.some((key) => String(key).includes("`")) ? undefined : `{% ${root}${steps.join("")} %}`;
}

// Words that JSONata reads as operators or constants, unless they stand in backquotes.
const WORDS = new Set(["and", "or", "in", "true", "false", "null", "function"]);

function nameStep(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !WORDS.has(name) ? name : `\`${name}\``;
}
