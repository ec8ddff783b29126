import { dirname, resolve } from "node:path";
import type { Config, CostSettings, RuleEntries } from "./config/config.ts";
import { Configs } from "./config/configs.ts";
import { costTerms } from "./config/cost-terms.ts";
import { isFolder, isInside, shownPath } from "./config/paths.ts";
import { loadPatterns } from "./config/patterns.ts";
import { createSourceFile, type SourceFile } from "./document/source-file.ts";
import { ProjectFiles } from "./files/file-system.ts";
import { FilesRun } from "./files/files-run.ts";
import { type FoundFile, findFiles, type SearchedPlace } from "./files/find-files.ts";
import { type FileChange, type Outcome, type Run, runOf } from "./files/outcomes.ts";
import { readTextFile, replaceTextFile, type TextFile } from "./files/text-file.ts";
import type { FileReference, Readers, Surroundings } from "./hosts/host.ts";
import { mayHoldDefinition, neededReaders } from "./hosts/markers.ts";
import { readDefinitions } from "./hosts/read.ts";
import { fixFile } from "./linter/apply-fixes.ts";
import { type LintedMachine, type LintOptions, lintFile } from "./linter/lint.ts";
import type { FileResult } from "./linter/report.ts";
import type { Measure } from "./linter/run-rules.ts";
import { loadReaders } from "./readers/load.ts";
import { reasonOf } from "./util/reason.ts";
import { plural } from "./util/words.ts";

export interface SteplintOptions {
  /** The folder that paths count from; the process's own by default. */
  readonly cwd?: string;
  /**
   * The one configuration file for all that is linted, or false for none; by default the nearest one upwards from each
   * linted file.
   */
  readonly config?: string | false;
  /** Settings on top of the configuration. */
  readonly rules?: RuleEntries;
  /** Only these rules run. */
  readonly only?: readonly string[];
  /** What arithmetic counts with, on top of the configuration. */
  readonly cost?: CostSettings;
  /** Whether directives such as `steplint-disable` in the files count; true by default. */
  readonly inlineConfig?: boolean;
  /**
   * Whether files are mended where that keeps what an execution does, false by default; with `"dry-run"` nothing is
   * written, and `changes` of the run tells what would be.
   */
  readonly fix?: boolean | "dry-run";
  /** Files and folders to leave out, written as in a `.gitignore` of the working folder. */
  readonly ignorePatterns?: readonly string[];
  /** Whether `.gitignore` files count; true by default. A file that is named is always linted. */
  readonly gitignore?: boolean;
  /** Whether the edits of suggestions are wanted in the report; true by default. */
  readonly suggestions?: boolean;
  /** Whether a named file that holds no definition is passed over in silence; false by default. */
  readonly ignoreUnknown?: boolean;
  /** Is told after each file how many of how many were looked at. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Is told, a line each, what is read and what is decided by it; paths in lines are not escaped. */
  readonly log?: (line: string) => void;
  /** Is handed each machine once it is linted; with `fix` on every pass. */
  readonly onMachine?: (machine: LintedMachine) => void;
  /** Does each piece of work, and may take its time. */
  readonly measure?: Measure;
}

export type { FileChange, Run };

/** Lints files and folders, as the command line does. */
export class Steplint {
  readonly #cwd: string;
  readonly #options: SteplintOptions;
  readonly #measure: Measure;
  readonly #files: ProjectFiles;
  #readers: Readers = {};

  constructor(options: SteplintOptions = {}) {
    this.#cwd = resolve(options.cwd ?? process.cwd());
    this.#options = options;
    this.#files = new ProjectFiles(this.#cwd);
    this.#measure = options.measure ?? ((_, run) => run());
  }

  /**
   * Lints files, folders and glob patterns; with `fix` it writes what it mends. Results are in path order.
   *
   * @throws UsageError on configurations, rules, levels and options that make no sense.
   */
  async lintFiles(named: readonly string[] = ["."]): Promise<Run> {
    const configs = this.#configs(named);
    const found = await this.#measure("finding files", async () => {
      await configs.of(this.#cwd);
      const files = await findFiles(named, {
        cwd: this.#cwd,
        gitignore: this.#options.gitignore ?? true,
        ignorePatterns: this.#options.ignorePatterns ?? [],
        configOf: (folder) => configs.of(folder),
      });
      configs.checkMet();
      return files;
    });
    this.#options.log?.(`${plural(found.files.length, "file")} to look at`);
    const outcomes = await this.#filesRun(configs).lint(found.files);
    const run = runOf(outcomes);
    return {
      ...run,
      failures: [...found.failures, ...run.failures],
      notices: emptyPlaces(found.places, run.report.results),
    };
  }

  /**
   * Lints a text as the file at `path`; with `fix`, `text` is the mended text. The linted file is neither read nor written.
   *
   * @throws UsageError on configurations, rules, levels and options that make no sense.
   */
  async lintText(text: string, path = "<text>"): Promise<Run & { readonly text: string }> {
    const isNamed = path !== "<text>" && path !== "<stdin>";
    const absolute = resolve(this.#cwd, path);
    const configs = this.#configs(isNamed ? [path] : []);
    const config = await configs.of(isNamed ? dirname(absolute) : this.#cwd);
    configs.checkMet();
    const shown = isNamed ? shownPath(this.#cwd, absolute) : path;
    const claim = config.workflowOf(absolute) === undefined ? "named" : "declared";
    const file = { path: absolute, shown, claim, config } as const;
    const around = isNamed ? await this.#filesRun(configs).around(absolute, text) : {};
    const { file: mended, ...linted } = await this.#lint(createSourceFile(shown, text), file, around);
    const outcome = outcomeOf(linted, file, text, mended.text);
    const missing = linted.result === undefined && !this.#options.ignoreUnknown;
    const run = runOf([missing ? { ...outcome, failure: `${shown}: ${NO_DEFINITION}` } : outcome]);
    return { ...run, text: mended.text };
  }

  /** The same without any rule: what it reports are the definitions that there are. */
  withoutRules(): Steplint {
    const { rules: _, fix: __, ...options } = this.#options;
    return new Steplint({ ...options, only: [] });
  }

  /**
   * What is set for a file, which need not exist, or a folder: the configuration that counts there, with all that it
   * extends and its overrides for the file. Paths of plugins count from the working folder.
   *
   * @throws UsageError on configurations, rules, levels and options that make no sense.
   */
  async configOf(path: string): Promise<Config> {
    const absolute = resolve(this.#cwd, path);
    const configs = this.#configs([path]);
    const config = await configs.of(isFolder(absolute) ? absolute : dirname(absolute));
    configs.checkMet();
    const { effectiveConfig } = await import("./config/effective-config.ts");
    return effectiveConfig(config, absolute, this.#cwd);
  }

  #configs(named: readonly string[]): Configs {
    const { config, rules, only, log } = this.#options;
    const outside = named
      .map((path) => resolve(this.#cwd, path))
      .filter((path) => path !== this.#cwd && !isInside(this.#cwd, path))
      .map((path) => (isFolder(path) ? path : dirname(path)));
    return new Configs({
      cwd: this.#cwd,
      outside,
      ...(config !== undefined && { config }),
      ...(rules && { rules }),
      ...(only && { only }),
      ...(log && { log }),
    });
  }

  #filesRun(configs: Configs): FilesRun {
    const { gitignore = true, ignorePatterns = [], fix, onProgress } = this.#options;
    return new FilesRun({
      cwd: this.#cwd,
      gitignore,
      ignorePatterns,
      configs,
      files: this.#files,
      writes: fix === true,
      onProgress,
      engine: {
        read: (file, isNamed) => this.#read(file, isNamed),
        unread: (file, read) => this.#unread(file, read),
        lint: (file, read, around) => this.#lintFound(file, read, around),
        referencesIn: (path, text, around) => this.#referencesIn(createSourceFile(path, text), around),
      },
    });
  }

  async #referencesIn(source: SourceFile, around: Surroundings): Promise<readonly FileReference[]> {
    await this.#load(source);
    return readDefinitions(source, "found", this.#readers, around).references;
  }

  /** The text of a file; `undefined` if it surely holds no definition and is not named as one. */
  #read({ path, shown, claim }: FoundFile, isNamed = false): TextFile | { readonly failure: string } | undefined {
    try {
      return this.#measure("reading files", () =>
        readTextFile(path, (includes) => isNamed || mayHoldDefinition(shown, claim, includes)),
      );
    } catch (error) {
      return { failure: `${shown}: ${reasonOf(error)}.` };
    }
  }

  #unread({ shown, claim }: FoundFile, read: { readonly failure: string } | undefined): Outcome {
    if (read !== undefined) return { ...NOTHING, ...read };
    this.#options.log?.(`${shown}: no definition`);
    return claim === "named" && !this.#options.ignoreUnknown
      ? { ...NOTHING, failure: `${shown}: ${NO_DEFINITION}` }
      : NOTHING;
  }

  async #lintFound(file: FoundFile, read: TextFile, around: Surroundings): Promise<Outcome> {
    const { path, shown } = file;
    const linted = await this.#lint(createSourceFile(shown, read.text), file, around);
    if (linted.result === undefined) return this.#unread(file, undefined);
    const mark = read.encoding === "utf8-bom" ? "\ufeff" : "";
    const outcome = outcomeOf(linted, file, mark + read.text, mark + linted.file.text);
    if (outcome.change === undefined || this.#options.fix === "dry-run") return outcome;
    const failure = writeBack(path, read, linted.file.text);
    if (failure === undefined) return outcome;
    const unchanged = this.#lintOnce(createSourceFile(shown, read.text), file, around);
    return { ...outcomeOf(unchanged, file, read.text, read.text), failure: `${shown}: ${failure}` };
  }

  async #lint(source: SourceFile, file: FoundFile, around: Surroundings): Promise<Linted> {
    await this.#load(source, around.references);
    const linted = this.#options.fix ? this.#fix(source, file, around) : this.#lintOnce(source, file, around);
    const found = plural(linted.result?.problems.length ?? 0, "problem");
    const rules = plural(file.config.activeRulesOf(file.path).length, "rule");
    this.#options.log?.(`${source.path}: ${found} by ${rules}, ${file.claim}`);
    return linted;
  }

  /** Loads what reading a text needs. */
  async #load(source: SourceFile, references?: readonly FileReference[]): Promise<void> {
    const needed = neededReaders(source.path, source.text, references);
    const missing = needed.filter((name) => this.#readers[name] === undefined);
    if (missing.length === 0) return;
    const loaded = await this.#measure(`loading ${missing.join(" and ")}`, () => loadReaders(missing));
    this.#readers = { ...this.#readers, ...loaded };
    // Only what names other files asks for them.
    const names = missing.includes("templates") || missing.includes("terraform");
    if (names && this.#options.gitignore !== false) this.#files.patterns = await loadPatterns();
  }

  #fix(source: SourceFile, file: FoundFile, around: Surroundings): Linted {
    const rules = file.config.activeRulesOf(file.path);
    return fixFile(source, file.claim, rules, this.#readers, this.#known(file, around));
  }

  #lintOnce(source: SourceFile, file: FoundFile, around: Surroundings): Linted {
    const rules = file.config.activeRulesOf(file.path);
    const result = lintFile(source, file.claim, rules, this.#readers, this.#known(file, around));
    return { file: source, result, fixed: 0 };
  }

  #known({ path, config }: FoundFile, around: Surroundings): LintOptions {
    const { suggestions, inlineConfig, measure, onMachine } = this.#options;
    const type = config.workflowOf(path)?.type;
    return {
      ruleIds: config.ruleIds,
      runsRecommended: config.runsRecommendedOn(path),
      ...(suggestions !== undefined && { suggestions }),
      ...(inlineConfig !== undefined && { inlineConfig }),
      ...(type !== undefined && { type }),
      terms: costTerms(config.cost, this.#options.cost),
      around,
      ...(measure && { measure }),
      ...(onMachine && { onMachine }),
    };
  }
}

interface Linted {
  readonly file: SourceFile;
  readonly result: FileResult | undefined;
  readonly fixed: number;
}

const NOTHING: Outcome = { fixed: 0, rules: [] };
const NO_DEFINITION = "it holds no state machine definition.";

function outcomeOf(
  { result, fixed }: Pick<Linted, "result" | "fixed">,
  { shown, path, config }: FoundFile,
  before: string,
  after: string,
): Outcome {
  if (result === undefined) return NOTHING;
  const change = before === after ? {} : { change: { filePath: shown, before, after } };
  return { result, rules: config.activeRulesOf(path), fixed, ...change };
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
