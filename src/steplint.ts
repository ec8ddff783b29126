import { dirname, resolve } from "node:path";
import { type CostTerms, defaultTerms } from "./analysis/cost-terms.ts";
import type { Config, CostSettings, RuleEntries } from "./config/config.ts";
import { Configs } from "./config/configs.ts";
import { isFolder, isInside, shownPath } from "./config/paths.ts";
import { ratesOf } from "./data/prices.ts";
import { createSourceFile, type SourceFile } from "./document/source-file.ts";
import { type FoundFile, findFiles, type SearchedPlace } from "./files/find-files.ts";
import { readTextFile, replaceTextFile, type TextFile } from "./files/text-file.ts";
import type { Readers } from "./hosts/host.ts";
import { mayHoldDefinition, neededReaders } from "./hosts/markers.ts";
import { fixFile } from "./linter/apply-fixes.ts";
import { type LintedMachine, type LintOptions, lintFile, ruleSummary } from "./linter/lint.ts";
import { type FileResult, type Report, type RuleSummary, summarize } from "./linter/report.ts";
import type { Measure } from "./linter/run-rules.ts";
import type { ActiveRule } from "./linter/settings.ts";
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

/** A text before and after it was mended. */
export interface FileChange {
  readonly filePath: string;
  readonly before: string;
  readonly after: string;
}

/** What a run found and did. */
export interface Run {
  readonly report: Report;
  /** What could not be linted or written and why, one sentence each; paths in them are not escaped. */
  readonly failures: readonly string[];
  /** What a user may want to know about the run, one sentence each; paths in them are not escaped. */
  readonly notices: readonly string[];
  /** How many problems were mended, or would be. */
  readonly fixed: number;
  /** The files that were mended, or would be. */
  readonly changes: readonly FileChange[];
}

/** Lints files and folders, as the command line does. */
export class Steplint {
  readonly #cwd: string;
  readonly #options: SteplintOptions;
  readonly #measure: Measure;
  #readers: Readers = {};

  constructor(options: SteplintOptions = {}) {
    this.#cwd = resolve(options.cwd ?? process.cwd());
    this.#options = options;
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
    const outcomes: Outcome[] = [];
    for (const file of found.files) {
      outcomes.push(await this.#lintFound(file));
      this.#options.onProgress?.(outcomes.length, found.files.length);
    }
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
    const { file: mended, ...linted } = await this.#lint(createSourceFile(shown, text), file);
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

  async #lintFound(file: FoundFile): Promise<Outcome> {
    const { path, shown, claim } = file;
    let read: TextFile | undefined;
    try {
      read = this.#measure("reading files", () =>
        readTextFile(path, (includes) => mayHoldDefinition(shown, claim, includes)),
      );
    } catch (error) {
      return { ...NOTHING, failure: `${shown}: ${reasonOf(error)}.` };
    }
    const linted = read && (await this.#lint(createSourceFile(shown, read.text), file));
    if (read === undefined || linted?.result === undefined) {
      this.#options.log?.(`${shown}: no definition`);
      return claim === "named" && !this.#options.ignoreUnknown
        ? { ...NOTHING, failure: `${shown}: ${NO_DEFINITION}` }
        : NOTHING;
    }
    const mark = read.encoding === "utf8-bom" ? "\ufeff" : "";
    const outcome = outcomeOf(linted, file, mark + read.text, mark + linted.file.text);
    if (outcome.change === undefined || this.#options.fix === "dry-run") return outcome;
    const failure = writeBack(path, read, linted.file.text);
    if (failure === undefined) return outcome;
    const again = this.#lintOnce(createSourceFile(shown, read.text), file);
    return { ...outcomeOf(again, file, read.text, read.text), failure: `${shown}: ${failure}` };
  }

  async #lint(source: SourceFile, file: FoundFile): Promise<Linted> {
    const needed = neededReaders(source.path, source.text).filter((name) => this.#readers[name] === undefined);
    if (needed.length > 0) {
      const loaded = await this.#measure(`loading ${needed.join(" and ")}`, () => loadReaders(needed));
      this.#readers = { ...this.#readers, ...loaded };
    }
    const linted = this.#options.fix ? this.#fix(source, file) : this.#lintOnce(source, file);
    const found = plural(linted.result?.problems.length ?? 0, "problem");
    const rules = plural(file.config.activeRulesOf(file.path).length, "rule");
    this.#options.log?.(`${source.path}: ${found} by ${rules}, ${file.claim}`);
    return linted;
  }

  #fix(source: SourceFile, file: FoundFile): Linted {
    return fixFile(source, file.claim, file.config.activeRulesOf(file.path), this.#readers, this.#known(file));
  }

  #lintOnce(source: SourceFile, file: FoundFile): Linted {
    const rules = file.config.activeRulesOf(file.path);
    return { file: source, result: lintFile(source, file.claim, rules, this.#readers, this.#known(file)), fixed: 0 };
  }

  #known({ path, config }: FoundFile): LintOptions {
    const { suggestions, inlineConfig, measure, onMachine } = this.#options;
    const type = config.workflowOf(path)?.type;
    return {
      ruleIds: config.ruleIds,
      runsRecommended: config.runsRecommendedOn(path),
      ...(suggestions !== undefined && { suggestions }),
      ...(inlineConfig !== undefined && { inlineConfig }),
      ...(type !== undefined && { type }),
      terms: termsOf(mergedCost(config.cost, this.#options.cost)),
      ...(measure && { measure }),
      ...(onMachine && { onMachine }),
    };
  }
}

function mergedCost(below: CostSettings, above: CostSettings = {}): CostSettings {
  return { ...below, ...above, assume: { ...below.assume, ...above.assume } };
}

/** What arithmetic counts with by a configuration, whose Region was looked at when it was read. */
function termsOf({
  region,
  prices,
  quotas,
  executionsPerMonth,
  assume,
  secondsPerTransition,
}: CostSettings): CostTerms {
  return {
    region: region ?? defaultTerms.region,
    rates: ratesOf(region, prices, quotas?.historyEvents) ?? defaultTerms.rates,
    executionsPerMonth: executionsPerMonth ?? defaultTerms.executionsPerMonth,
    assume: assume ?? defaultTerms.assume,
    secondsPerTransition: secondsPerTransition ?? defaultTerms.secondsPerTransition,
  };
}

interface Linted {
  readonly file: SourceFile;
  readonly result: FileResult | undefined;
  readonly fixed: number;
}

interface Outcome {
  readonly result?: FileResult;
  /** The rules that ran on it. */
  readonly rules: readonly ActiveRule[];
  readonly fixed: number;
  readonly change?: FileChange;
  readonly failure?: string;
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

function runOf(outcomes: readonly Outcome[]): Run {
  const results = outcomes.flatMap(({ result }) => result ?? []);
  return {
    report: { results, rules: rulesOf(outcomes), summary: summarize(results) },
    failures: outcomes.flatMap(({ failure }) => failure ?? []),
    notices: [],
    fixed: outcomes.reduce((sum, { fixed }) => sum + fixed, 0),
    changes: outcomes.flatMap(({ change }) => change ?? []),
  };
}

/** The rules that ran, by id; nearly all files share one list. */
function rulesOf(outcomes: readonly Outcome[]): RuleSummary[] {
  const lists = new Set(outcomes.map(({ rules }) => rules));
  const byId = new Map<string, RuleSummary>();
  for (const rule of [...lists].flat()) if (!rule.silent && !byId.has(rule.id)) byId.set(rule.id, ruleSummary(rule));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
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
