import type { Range, TextEdit } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";
import type { FileReference, HostContext } from "../hosts/host.ts";
import type { Category } from "./rule.ts";

/** A range with the positions a person reads: 1-based lines, 1-based columns in UTF-16 units, end exclusive. */
export interface Place {
  readonly range: Range;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RelatedProblem extends Place {
  readonly message: string;
  /** The file it lies in, as shown to the user. */
  readonly filePath: string;
  /** Whether it is a step on a way that starts at the problem's own place and goes on in the order of the steps. */
  readonly step: boolean;
}

export interface Suggestion {
  readonly messageId: string;
  readonly message: string;
  readonly edits: readonly TextEdit[];
}

/** What silenced a problem: a directive in the file, with the reason that it gives. */
export interface Suppression {
  readonly kind: "directive";
  readonly reason: string | undefined;
}

/** One finding. */
export interface Problem extends Place {
  readonly ruleId: string;
  readonly messageId: string;
  readonly severity: "warn" | "error";
  readonly message: string;
  /** Index into the definitions of its file; null for a finding about the file. */
  readonly definition: number | null;
  /** JSON pointer (RFC 6901) inside the definition. */
  readonly pointer: string;
  /** The rule's documentation; `undefined` for a rule of a plugin that names none. */
  readonly url: string | undefined;
  readonly related: readonly RelatedProblem[];
  /** Edits that mend it and keep what an execution does. */
  readonly fix: readonly TextEdit[] | undefined;
  /** Edits that are offered; none where they were not asked for. */
  readonly suggestions: readonly Suggestion[];
  /** How it was silenced; absent if it was not. */
  readonly suppressed?: Suppression;
}

/** What a report says of a definition. It does not hold the tree: a run over many files would keep them all. */
export interface DefinitionSummary {
  /** The machine's name where the host gives one. */
  readonly name: string | undefined;
  readonly host: HostContext["host"];
  readonly type: HostContext["type"];
  /** JSON pointer to the definition in its file; "" is the whole file. */
  readonly pointer: string;
  /** The file that holds its text, which a template may name; `undefined` where only deployment knows it. */
  readonly file: string | undefined;
}

/** What linting one file gave. Problems are in the order of their places. */
export interface FileResult {
  readonly filePath: string;
  readonly source: SourceFile;
  readonly definitions: readonly DefinitionSummary[];
  /** What it names in other files. */
  readonly references: readonly FileReference[];
  readonly problems: readonly Problem[];
  /** Whether a rule crashed on it. */
  readonly crashed: boolean;
}

export interface Summary {
  readonly files: number;
  readonly definitions: number;
  readonly errors: number;
  readonly warnings: number;
  /** Problems that `--fix` mends. */
  readonly fixable: number;
}

/** A rule that ran, as reports describe it. */
export interface RuleSummary {
  readonly id: string;
  /** An imperative sentence without a full stop. */
  readonly description: string;
  readonly category: Category;
  /** Its level where no override sets another one. */
  readonly severity: "warn" | "error";
  /** Its documentation; `undefined` for a rule of a plugin that names none. */
  readonly url: string | undefined;
}

/** What a run found: one result for each file that holds a definition, by path. */
export interface Report {
  readonly results: readonly FileResult[];
  /** The rules that ran on any of the files, each once, by id. */
  readonly rules: readonly RuleSummary[];
  readonly summary: Summary;
}

/** Counts what the results hold. */
export function summarize(results: readonly FileResult[]): Summary {
  const problems = results.flatMap((result) => result.problems).filter((problem) => !problem.suppressed);
  return {
    files: results.length,
    definitions: results.reduce((sum, result) => sum + textsIn(result), 0),
    errors: problems.filter((problem) => problem.severity === "error").length,
    warnings: problems.filter((problem) => problem.severity === "warn").length,
    fixable: problems.filter((problem) => problem.fix !== undefined).length,
  };
}

/** How many definitions a file holds: several hosts may name one, and a template may name those of other files. */
function textsIn({ filePath, definitions }: FileResult): number {
  return new Set(definitions.filter(({ file }) => file === filePath).map(({ pointer }) => pointer)).size;
}
