import { createSourceFile } from "./document/source-file.ts";
import type { Claim, Readers } from "./hosts/host.ts";
import { lintFile, neededReaders } from "./linter/lint.ts";
import type { FileResult } from "./linter/report.ts";
import type { Rule } from "./linter/rule.ts";
import { type ActiveRule, activeRules, type RuleSetting, recommended } from "./linter/settings.ts";
import { rules as builtIn } from "./rules/index.ts";

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
export type { RuleSetting } from "./linter/settings.ts";
export { builtIn as rules };

export interface LintTextOptions {
  /** Picks the reader by its name, and is shown in the result; `definition.asl.json` by default. */
  readonly path?: string;
  /** The type of the state machine, where it is known. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** Levels and options by rule id, over those of `recommended`. */
  readonly settings?: Readonly<Record<string, RuleSetting>>;
  /** Further rules by id. */
  readonly rules?: Readonly<Record<string, Rule>>;
}

/**
 * Lints the text of a definition, without files, process or console: for editors, browsers and tests.
 *
 * @returns the definitions and problems; `undefined` if the text holds no definition.
 */
export async function lint(text: string, options: LintTextOptions = {}): Promise<FileResult | undefined> {
  const path = options.path ?? "definition.asl.json";
  const rules = { ...builtIn, ...options.rules };
  const settings = new Map([...recommended(rules), ...Object.entries(options.settings ?? {})]);
  const readers = await loadReaders(neededReaders(path, text));
  const known = options.type === undefined ? {} : { type: options.type };
  return lintFile(createSourceFile(path, text), "named", activeRules(rules, settings), readers, known);
}

const loaded: { yaml?: Promise<NonNullable<Readers["yaml"]>>; jsonata?: Promise<NonNullable<Readers["jsonata"]>> } = {};

/** Loads the packages that reading needs, each once. */
export async function loadReaders(needed: readonly ("yaml" | "jsonata")[]): Promise<Readers> {
  if (needed.includes("yaml")) loaded.yaml ??= import("./readers/yaml.ts").then(({ readYaml }) => readYaml);
  if (needed.includes("jsonata"))
    loaded.jsonata ??= import("./readers/jsonata.ts").then(({ parseExpression }) => parseExpression);
  const [yaml, jsonata] = await Promise.all([loaded.yaml, loaded.jsonata]);
  return { ...(yaml && { yaml }), ...(jsonata && { jsonata }) };
}

export type { ActiveRule, Claim };
