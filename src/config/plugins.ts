import { realpathSync } from "node:fs";
import { categories, visitorNames } from "../linter/rule.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";
import type { Plugin } from "./config.ts";
import { checkInside } from "./find-config.ts";
import { loadDefault, notLoaded, resolveModule } from "./load-module.ts";
import { isObject, shown } from "./mistakes.ts";

/** A plugin, and the absolute path of its module. */
export interface LoadedPlugin extends Plugin {
  readonly path: string;
}

/**
 * Loads what a configuration names as a plugin: a file inside the project root, or a package. Throws a `UsageError` where
 * it cannot be loaded, or is none; the message does not say where it was named.
 */
export async function loadPlugin(name: string, from: string, root: string): Promise<LoadedPlugin> {
  const resolved = await resolveModule(name, from);
  if (resolved === undefined) throw new UsageError(`plugin '${name}' does not exist.`);
  if (!resolved.isPackage) checkInside(root, resolved.path, `plugin '${name}'`);
  // Of two ways to one file Node loads one module, too.
  const path = realpathSync(resolved.path);
  const loaded = await loadDefault(path);
  if ("failure" in loaded) throw new UsageError(`plugin '${name}' ${notLoaded(loaded)}`);
  const { value } = loaded;
  const flaw = flawOfPlugin(value);
  if (flaw !== undefined) throw new UsageError(`plugin '${name}': ${flaw}`);
  // Looked at in every place that the engine relies on.
  return { ...(value as Plugin), path };
}

/** What keeps a value from being a plugin. */
function flawOfPlugin(value: unknown): string | undefined {
  if (!isObject(value)) return "its default export is no object such as { name: 'mine', rules: { … } }.";
  if (typeof value.name !== "string" || !/^@?[\w.-]+$/.test(value.name)) {
    return `'name' is a word, which stands before the '/' in the ids of its rules, not ${shown(value.name)}.`;
  }
  if (!isObject(value.rules)) return "'rules' is an object of rules by their ids.";
  for (const [id, rule] of Object.entries(value.rules)) {
    const flaw = /^[\w.-]+$/.test(id) ? flawOfRule(rule) : "the id has other characters than letters, digits and '-'.";
    if (flaw !== undefined) return `rule '${id}': ${flaw}`;
  }
  return undefined;
}

function flawOfRule(rule: unknown): string | undefined {
  if (!isObject(rule) || !isObject(rule.meta) || !isObject(rule.visit)) return "it has no 'meta' and 'visit'.";
  const { meta, visit } = rule;
  if (typeof meta.description !== "string") return "'meta.description' is a sentence.";
  // as: a list of literals is searched for any value
  if (!(categories as readonly unknown[]).includes(meta.category)) {
    const hint = typeof meta.category === "string" ? didYouMean(meta.category, categories) : "";
    return `'meta.category' is one of ${categories.join(", ")}, not ${shown(meta.category)}.${hint}`;
  }
  if (meta.recommended !== false && meta.recommended !== "warn" && meta.recommended !== "error") {
    return `'meta.recommended' is false, 'warn' or 'error', not ${shown(meta.recommended)}.`;
  }
  if (!isObject(meta.messages) || Object.keys(meta.messages).length === 0) return "'meta.messages' has no message.";
  if (Object.hasOwn(meta.messages, "crash")) return "'meta.messages.crash' is a name that steplint uses for itself.";
  const wrong = Object.entries(meta.messages).find(([, message]) => !isMessage(message));
  if (wrong !== undefined) return `'meta.messages.${wrong[0]}' is neither a text nor { text, severity: 'warn' }.`;
  if (meta.schema !== undefined && !isObject(meta.schema)) return "'meta.schema' has a JSON Schema for each option.";
  if (meta.defaultOptions !== undefined && !isObject(meta.defaultOptions)) return "'meta.defaultOptions' is an object.";
  const [level, options] = Array.isArray(meta.strict) ? meta.strict : [meta.strict, {}];
  if ((level !== undefined && level !== "warn" && level !== "error") || !isObject(options)) {
    return `'meta.strict' is 'warn', 'error' or one of them with options, not ${shown(meta.strict)}.`;
  }
  if (
    meta.needs !== undefined &&
    !(Array.isArray(meta.needs) && meta.needs.every((text) => typeof text === "string"))
  ) {
    return `'meta.needs' is a list of texts, not ${shown(meta.needs)}.`;
  }
  for (const key of ["url", "deprecated"]) {
    if (meta[key] !== undefined && typeof meta[key] !== "string") return `'meta.${key}' is a text.`;
  }
  for (const [name, visitor] of Object.entries(visit)) {
    if (!visitorNames.includes(name)) return `there is no visitor '${name}'.${didYouMean(name, visitorNames)}`;
    if (typeof visitor !== "function") return `'visit.${name}' is a function, not ${shown(visitor)}.`;
  }
  return undefined;
}

function isMessage(message: unknown): boolean {
  return typeof message === "string" || (isObject(message) && typeof message.text === "string");
}
