import { type RuleEntry, ruleSettings } from "./config/rule-settings.ts";
import { createSourceFile } from "./document/source-file.ts";
import { type LintOptions, lintFile, neededReaders } from "./linter/lint.ts";
import type { FileResult } from "./linter/report.ts";
import type { Rule } from "./linter/rule.ts";
import { activeRules } from "./linter/settings.ts";
import { loadReaders } from "./readers/load.ts";
import { rules as builtIn } from "./rules/index.ts";

export type { RuleEntry } from "./config/rule-settings.ts";
export type { Range, TextEdit } from "./document/nodes.ts";
export type { SourceFile } from "./document/source-file.ts";
export type {
  DefinitionSummary,
  FileResult,
  Problem,
  RelatedProblem,
  Report,
  Suggestion,
  Summary,
} from "./linter/report.ts";
export type { Category, Message, Rule, RuleContext, RuleMeta, RuleSpec, Severity } from "./linter/rule.ts";
export { defineRule } from "./linter/rule.ts";
export { builtIn as rules };

export interface LintTextOptions {
  /** Picks the reader by its name, and is shown in the result; `definition.asl.json` by default. */
  readonly path?: string;
  /** The type of the state machine, where it is known. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** The names that are filled in for `${Name}`, where they are known. */
  readonly substitutions?: readonly string[];
  /** Whether the edits of suggestions are wanted, which take a while to write for YAML; true by default. */
  readonly suggestions?: boolean;
  /** Settings on top of the preset `recommended`, by rule id. */
  readonly rules?: Readonly<Record<string, RuleEntry>>;
  /** Further rules by id, at their recommended levels where `rules` does not set them. */
  readonly plugins?: Readonly<Record<string, Rule>>;
}

/**
 * Lints the text of a definition, without files, process or console: for editors, browsers and tests.
 *
 * @returns the definitions and problems; `undefined` if the text holds no definition.
 * @throws UsageError on rules, levels and options that do not exist.
 */
export async function lint(text: string, options: LintTextOptions = {}): Promise<FileResult | undefined> {
  const { path = "definition.asl.json", type, substitutions, suggestions } = options;
  const rules = { ...builtIn, ...options.plugins };
  const active = activeRules(rules, ruleSettings(rules, options.rules ?? {}));
  const readers = await loadReaders(neededReaders(path, text));
  const known: LintOptions = {
    ...(type !== undefined && { type }),
    ...(substitutions !== undefined && { substitutions }),
    ...(suggestions !== undefined && { suggestions }),
  };
  return lintFile(createSourceFile(path, text), "named", active, readers, known);
}
