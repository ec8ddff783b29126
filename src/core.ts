import type { RuleEntries } from "./config/config.ts";
import { defaultPreset, type PresetName, presetSettings } from "./config/presets.ts";
import { withEntries } from "./config/rule-settings.ts";
import { createSourceFile } from "./document/source-file.ts";
import { neededReaders } from "./hosts/markers.ts";
import { type LintOptions, lintFile } from "./linter/lint.ts";
import type { FileResult } from "./linter/report.ts";
import type { Rule } from "./linter/rule.ts";
import { activeRules, runsRecommended } from "./linter/settings.ts";
import { loadReaders } from "./readers/load.ts";
import { rules as builtIn } from "./rules/index.ts";

export type { Edge, Graph } from "./analysis/graph.ts";
export type { Loop } from "./analysis/loops.ts";
export type { Assigned, Assigner, Assignment, Variable, VariableRead, Variables } from "./analysis/variables.ts";
export type {
  Catcher,
  Choice,
  ChoiceRule,
  Fail,
  Field,
  Intrinsic,
  Jsonata,
  MapState,
  Parallel,
  Pass,
  Path,
  Payload,
  QueryLanguage,
  Retrier,
  Scope,
  State,
  StateMachine,
  Stray,
  Structure,
  Succeed,
  Task,
  UnknownState,
  Wait,
} from "./asl/model.ts";
export type {
  Config,
  CostSettings,
  Override,
  Patterns,
  Plugin,
  RuleEntries,
  RuleEntry,
  Workflow,
} from "./config/config.ts";
export { defineConfig } from "./config/config.ts";
export type { PresetName } from "./config/presets.ts";
export type { FieldFacts, FieldGroup, FieldType, StructureFacts, StructureKind } from "./data/fields.ts";
export type { Editor, Json } from "./document/editor.ts";
export type {
  ArrayNode,
  DynamicNode,
  Member,
  ObjectNode,
  Range,
  ScalarNode,
  TextEdit,
  ValueNode,
} from "./document/nodes.ts";
export type { SourceFile } from "./document/source-file.ts";
export type { FormatOptions, Formatter } from "./formatters/formatter.ts";
export type {
  Definition,
  DisabledRule,
  Elsewhere,
  FileReference,
  HostContext,
  HostId,
  HostResource,
  ReferenceRole,
  Substitution,
  Substitutions,
} from "./hosts/host.ts";
export type { LintedMachine } from "./linter/lint.ts";
export type {
  DefinitionSummary,
  FileResult,
  Place,
  Problem,
  RelatedProblem,
  Report,
  RuleSummary,
  Suggestion,
  Summary,
  Suppression,
} from "./linter/report.ts";
export type {
  Category,
  Change,
  Message,
  OptionsSchema,
  RelatedPlace,
  Rule,
  RuleContext,
  RuleMeta,
  RuleSpec,
  Severity,
  VisitorNodes,
} from "./linter/rule.ts";
export { defineRule } from "./linter/rule.ts";
export type { Flow, Measure } from "./linter/run-rules.ts";
export type { Directive, DirectiveName } from "./linter/suppress.ts";
export { builtIn as rules };

export interface LintTextOptions {
  /** Picks the reader by its name, and is shown in the result; `definition.asl.json` by default. */
  readonly path?: string;
  /** The type of the state machine, where no template says it. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** The names that are filled in for `${Name}`, where no template says them. */
  readonly substitutions?: readonly string[];
  /** Whether the edits of suggestions are wanted, which take a while to write for YAML; true by default. */
  readonly suggestions?: boolean;
  /** Presets to start from, later ones on top; `steplint:recommended` by default. */
  readonly extends?: PresetName | readonly PresetName[];
  /** Settings on top of the presets. */
  readonly rules?: RuleEntries;
  /** Further rules by id; presets turn them on as they do with all others. */
  readonly plugins?: Readonly<Record<string, Rule>>;
  /** Whether directives such as `steplint-disable` in the text count; true by default. */
  readonly inlineConfig?: boolean;
}

/**
 * Lints the text of a definition, or of a template with definitions in it, without files, process or console: for
 * editors, browsers and tests. Files that a template names are not read; the result lists them in `references`.
 *
 * @returns the definitions and problems; `undefined` if the text holds no definition.
 * @throws UsageError on rules, levels and options that do not exist.
 */
export async function lint(text: string, options: LintTextOptions = {}): Promise<FileResult | undefined> {
  const { path = "definition.asl.json", extends: presets = defaultPreset, rules: entries = {} } = options;
  const rules = { ...builtIn, ...options.plugins };
  if (Object.keys(entries).length > 0) {
    const { checkEntries } = await import("./config/check-entries.ts");
    await checkEntries(rules, entries, builtIn);
  }
  const below = (typeof presets === "string" ? [presets] : presets).flatMap((name) => [...presetSettings(rules, name)]);
  const settings = withEntries(new Map(below), entries);
  const active = activeRules(rules, settings);
  const readers = await loadReaders(neededReaders(path, text));
  const { type, substitutions, suggestions, inlineConfig } = options;
  const known: LintOptions = {
    ...(type !== undefined && { type }),
    ...(substitutions !== undefined && { substitutions }),
    ...(suggestions !== undefined && { suggestions }),
    ...(inlineConfig !== undefined && { inlineConfig }),
    ruleIds: Object.keys(rules),
    runsRecommended: runsRecommended(rules, settings),
  };
  return lintFile(createSourceFile(path, text), "named", active, readers, known);
}
