import type { Range, TextEdit } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";
import type { HostContext } from "../hosts/host.ts";

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
}

export interface Suggestion {
  readonly messageId: string;
  readonly message: string;
  readonly edits: readonly TextEdit[];
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
  /** The rule's documentation. */
  readonly url: string;
  readonly related: readonly RelatedProblem[];
  /** Edits that mend it and keep what an execution does. */
  readonly fix: readonly TextEdit[] | undefined;
  /** Edits that are offered; none where they were not asked for. */
  readonly suggestions: readonly Suggestion[];
  /** How it was silenced; absent if it was not. */
  readonly suppressed?: { readonly kind: string; readonly reason: string | undefined };
}

/** What a report says of a definition. It does not hold the tree: a run over many files would keep them all. */
export interface DefinitionSummary {
  /** The machine's name where the host gives one. */
  readonly name: string | undefined;
  readonly host: HostContext["host"];
  readonly type: HostContext["type"];
  /** JSON pointer to the definition in its file; "" is the whole file. */
  readonly pointer: string;
}

/** What linting one file gave. Problems are in the order of their places. */
export interface FileResult {
  readonly filePath: string;
  readonly source: SourceFile;
  readonly definitions: readonly DefinitionSummary[];
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

/** What a run found: one result for each file that holds a definition, by path. */
export interface Report {
  readonly results: readonly FileResult[];
  readonly summary: Summary;
}

/** Counts what the results hold. */
export function summarize(results: readonly FileResult[]): Summary {
  const problems = results.flatMap((result) => result.problems).filter((problem) => !problem.suppressed);
  return {
    files: results.length,
    definitions: results.reduce((sum, result) => sum + result.definitions.length, 0),
    errors: problems.filter((problem) => problem.severity === "error").length,
    warnings: problems.filter((problem) => problem.severity === "warn").length,
    fixable: problems.filter((problem) => problem.fix !== undefined).length,
  };
}
