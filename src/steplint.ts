import { resolve } from "node:path";
import { onlyRules, type RuleEntry, ruleSettings } from "./config/rule-settings.ts";
import { createSourceFile, type SourceFile } from "./document/source-file.ts";
import { type FoundFile, findFiles, type SearchedPlace, shownPath } from "./files/find-files.ts";
import { reasonOf } from "./files/reason.ts";
import { readTextFile, replaceTextFile, type TextFile } from "./files/text-file.ts";
import { mayHoldDefinition } from "./hosts/asl.ts";
import type { Claim, Readers } from "./hosts/host.ts";
import { fixFile } from "./linter/apply-fixes.ts";
import { lintFile, neededReaders, ruleSummary } from "./linter/lint.ts";
import { type FileResult, type Report, summarize } from "./linter/report.ts";
import { type ActiveRule, activeRules } from "./linter/settings.ts";
import { loadReaders } from "./readers/load.ts";
import { rules as allRules } from "./rules/index.ts";

export interface SteplintOptions {
  /** The folder that paths count from; the process's own by default. */
  readonly cwd?: string;
  /** Settings on top of the preset `recommended`. */
  readonly rules?: Readonly<Record<string, RuleEntry>>;
  /** Only these rules run. */
  readonly only?: readonly string[];
  /** Whether files are mended where that keeps what an execution does; false by default. */
  readonly fix?: boolean;
  /** Files and folders to leave out, written as in a `.gitignore` of the working folder. */
  readonly ignorePatterns?: readonly string[];
  /** Whether `.gitignore` files count; true by default. A file that is named is always linted. */
  readonly gitignore?: boolean;
  /** Whether the edits of suggestions are wanted in the report; true by default. */
  readonly suggestions?: boolean;
  /** Whether a named file that holds no definition is passed over in silence; false by default. */
  readonly ignoreUnknown?: boolean;
}

/** What a run found and did. */
export interface Run {
  readonly report: Report;
  /** What could not be linted or written and why, one sentence each; paths in them are not escaped. */
  readonly failures: readonly string[];
  /** What a user may want to know about the run, one sentence each; paths in them are not escaped. */
  readonly notices: readonly string[];
  /** How many problems were mended. */
  readonly fixed: number;
}

/** Lints files and folders, as the command line does. */
export class Steplint {
  readonly #cwd: string;
  readonly #options: SteplintOptions;
  readonly #rules: readonly ActiveRule[];
  #readers: Readers = {};

  /** Throws a `UsageError` on rules, levels and options that do not exist. */
  constructor(options: SteplintOptions = {}) {
    this.#cwd = resolve(options.cwd ?? process.cwd());
    this.#options = options;
    const settings = ruleSettings(allRules, options.rules ?? {});
    this.#rules = activeRules(allRules, options.only ? onlyRules(allRules, settings, options.only) : settings);
  }

  /** Lints files, folders and glob patterns; with `fix` it writes what it mends. Results are in path order. */
  async lintFiles(named: readonly string[] = ["."]): Promise<Run> {
    const found = await findFiles(named, {
      cwd: this.#cwd,
      gitignore: this.#options.gitignore ?? true,
      ignorePatterns: this.#options.ignorePatterns ?? [],
    });
    const results: FileResult[] = [];
    const failures = [...found.failures];
    let fixed = 0;
    for (const file of found.files) {
      const outcome = await this.#lintFound(file);
      if (outcome.result !== undefined) results.push(outcome.result);
      if (outcome.failure !== undefined) failures.push(`${file.shown}: ${outcome.failure}`);
      fixed += outcome.fixed;
    }
    return { report: reportOf(results, this.#rules), failures, notices: emptyPlaces(found.places, results), fixed };
  }

  /** Lints a text as the file at `path`; with `fix`, `text` is the mended text. No file is read or written. */
  async lintText(text: string, path = "<text>"): Promise<Run & { readonly text: string }> {
    const file = createSourceFile(
      path === "<text>" || path === "<stdin>" ? path : shownPath(this.#cwd, resolve(this.#cwd, path)),
      text,
    );
    const { file: mended, result, fixed } = await this.#lint(file, "named");
    const failures = result === undefined && !this.#options.ignoreUnknown ? [`${file.path}: ${NO_DEFINITION}`] : [];
    return { report: reportOf(result ? [result] : [], this.#rules), failures, notices: [], fixed, text: mended.text };
  }

  async #lintFound({ path, shown, claim }: FoundFile): Promise<Outcome> {
    let read: TextFile | undefined;
    try {
      read = readTextFile(path, (includes) => mayHoldDefinition(shown, claim, includes));
    } catch (error) {
      return { fixed: 0, failure: `${reasonOf(error)}.` };
    }
    const linted = read && (await this.#lint(createSourceFile(shown, read.text), claim));
    if (read === undefined || linted?.result === undefined) {
      return claim === "named" && !this.#options.ignoreUnknown ? { fixed: 0, failure: NO_DEFINITION } : { fixed: 0 };
    }
    if (linted.file.text === read.text) return { result: linted.result, fixed: 0 };
    const failure = writeBack(path, read, linted.file.text);
    if (failure === undefined) return { result: linted.result, fixed: linted.fixed };
    const { result } = this.#lintOnce(createSourceFile(shown, read.text), claim);
    return { ...(result && { result }), fixed: 0, failure };
  }

  async #lint(file: SourceFile, claim: Claim): Promise<Linted> {
    const needed = neededReaders(file.path, file.text).filter((name) => this.#readers[name] === undefined);
    if (needed.length > 0) this.#readers = { ...this.#readers, ...(await loadReaders(needed)) };
    if (!this.#options.fix) return this.#lintOnce(file, claim);
    return fixFile(file, claim, this.#rules, this.#readers, { suggestions: this.#options.suggestions ?? true });
  }

  #lintOnce(file: SourceFile, claim: Claim): Linted {
    const options = { suggestions: this.#options.suggestions ?? true };
    return { file, result: lintFile(file, claim, this.#rules, this.#readers, options), fixed: 0 };
  }
}

interface Linted {
  readonly file: SourceFile;
  readonly result: FileResult | undefined;
  readonly fixed: number;
}

interface Outcome {
  readonly result?: FileResult;
  readonly fixed: number;
  readonly failure?: string;
}

const NO_DEFINITION = "it holds no state machine definition.";

function reportOf(results: readonly FileResult[], rules: readonly ActiveRule[]): Report {
  return { results, rules: rules.map(ruleSummary), summary: summarize(results) };
}

function writeBack(path: string, read: TextFile, text: string): string | undefined {
  try {
    if (replaceTextFile(path, read, text)) return undefined;
    return "not fixed: it is not written in UTF-8, or it changed while it was linted.";
  } catch (error) {
    return `not fixed: ${reasonOf(error)}.`;
  }
}

function emptyPlaces(places: readonly SearchedPlace[], results: readonly FileResult[]): string[] {
  const linted = new Set(results.map((result) => result.filePath));
  return places
    .filter(({ files }) => !files.some((file) => linted.has(file)))
    .map(({ named }) => `No state machine definition found in ${named === "." ? "the current folder" : named}.`);
}
