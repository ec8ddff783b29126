import { existsSync } from "node:fs";
import { encodeText } from "../files/text-file.ts";
import { type Report, summarize } from "../linter/report.ts";
import { type FileChange, type Run, Steplint, type SteplintOptions } from "../steplint.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";
import { plural } from "../util/words.ts";
import { checkInput, readInput } from "./input.ts";
import { listing } from "./listing.ts";
import { type Arguments, type FlagValues, verbs } from "./options.ts";
import { type Descriptor, print, say, terminalOf } from "./output.ts";
import { outputsOf, writeReports } from "./outputs.ts";
import { createProgress } from "./progress.ts";
import { settingsOf } from "./settings.ts";
import { Stopwatch, timeTable } from "./stopwatch.ts";

/** Lints what the arguments name and prints the report; answers the exit code. Throws a `UsageError` on wrong ones. */
export async function lintCommand({ flags, paths }: Arguments): Promise<number> {
  checkTogether(flags, paths);
  const maxWarnings = wholeNumber("--max-warnings", flags["max-warnings"]);
  if (flags["print-config"] !== undefined) return printConfig(flags, flags["print-config"]);
  if (flags.list) return listCommand(flags, paths);

  const outputs = await outputsOf(flags.format, process.env);
  const stopwatch = flags.stats ? new Stopwatch() : undefined;
  const progress = createProgress({ isTerminal: !flags.debug && terminalOf(2).isTerminal, now: Date.now, print });
  const steplint = new Steplint({
    ...optionsOf(flags),
    suggestions: outputs.some((output) => output.showsSuggestions),
    onProgress: progress.show,
    ...(stopwatch && { measure: (work, run) => stopwatch.measure(work, run) }),
  });
  const readsStdin = paths.includes("-");
  const run = readsStdin ? await lintStdin(steplint, flags) : await steplint.lintFiles(pathsOf(paths));
  progress.clear();
  if (flags["fix-dry-run"]) await printDiffs(run.changes);

  const target: Descriptor = (readsStdin && flags.fix) || flags["fix-dry-run"] ? 2 : 1;
  const report = flags.quiet ? withoutWarnings(run.report) : run.report;
  const leftOut = run.report.summary.warnings > report.summary.warnings;
  const write = (): Promise<string[]> => writeReports(report, outputs, target, flags.color, leftOut);
  const failures = [...run.failures, ...(await (stopwatch ? stopwatch.measure("formatting", write) : write()))];
  const tooMany = maxWarnings !== undefined && run.report.summary.warnings > maxWarnings;

  for (const notice of run.notices) say(notice);
  if (run.fixed > 0) say(`${flags.fix ? "Fixed" : "--fix would mend"} ${plural(run.fixed, "problem")}.`);
  if (tooMany) say(`${plural(run.report.summary.warnings, "warning")}: --max-warnings allows ${maxWarnings}.`);
  if (stopwatch) print(2, timeTable(stopwatch.times(), new Set(run.report.rules.map(({ id }) => id))));
  for (const failure of failures) say(failure);
  if (failures.length > 0 || report.results.some((result) => result.crashed)) return 2;
  return report.summary.errors > 0 || tooMany ? 1 : 0;
}

function optionsOf(flags: FlagValues): SteplintOptions {
  return {
    ...settingsOf(flags),
    inlineConfig: !flags["no-inline-config"],
    fix: flags["fix-dry-run"] ? "dry-run" : flags.fix,
    ignorePatterns: flags["ignore-pattern"],
    gitignore: !flags["no-gitignore"],
    ignoreUnknown: flags["ignore-unknown"],
  };
}

function pathsOf(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : ["."];
}

function checkTogether(flags: FlagValues, paths: readonly string[]): void {
  checkFirst(paths[0]);
  checkInput(flags, paths);
  if (flags.fix && flags["fix-dry-run"]) throw new UsageError("'--fix' and '--fix-dry-run' exclude one another.");
  if (flags["print-config"] !== undefined && (paths.length > 0 || flags.list)) {
    throw new UsageError("'--print-config <file>' stands alone: it lints nothing.");
  }
  if (flags.list && flags.format.some((format) => format !== "json")) {
    throw new UsageError("'--list' prints text, or JSON with '--format json'.");
  }
}

/** A first word that is no path may be meant as a verb. */
function checkFirst(word: string | undefined): void {
  if (word === undefined || !/^[a-z]+$/i.test(word) || existsSync(word)) return;
  if (word === "lint") throw new UsageError("'lint' is what steplint does without a verb: leave it out.");
  const hint = didYouMean(word, Object.keys(verbs));
  if (hint !== "") throw new UsageError(`'${word}' is neither a verb nor a file or folder.${hint}`);
}

async function printConfig(flags: FlagValues, path: string): Promise<number> {
  const config = await new Steplint(optionsOf(flags)).configOf(path);
  print(1, `${JSON.stringify(config, null, 2)}\n`);
  return 0;
}

async function listCommand(flags: FlagValues, paths: readonly string[]): Promise<number> {
  const steplint = new Steplint(optionsOf(flags)).withoutRules();
  const run = paths.includes("-")
    ? await lintStdin(steplint, { ...flags, fix: false })
    : await steplint.lintFiles(pathsOf(paths));
  if (flags.format.length > 0) await writeReports(run.report, await outputsOf(["json"], {}), 1, false, false);
  else print(1, listing(run.report));
  for (const notice of run.notices) say(notice);
  for (const failure of run.failures) say(failure);
  return run.failures.length > 0 ? 2 : 0;
}

async function lintStdin(steplint: Steplint, flags: FlagValues): Promise<Run> {
  const { text, encoding, bytes, path } = await readInput(flags);
  const run = await steplint.lintText(text, path);
  if (flags.fix) print(1, run.fixed > 0 ? encodeText(run.text, encoding) : bytes);
  return run;
}

/** Prints what would be changed, fit for `git apply` and `patch -p1`. */
async function printDiffs(changes: readonly FileChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { FILE_HEADERS_ONLY, formatPatch, structuredPatch } = await import("diff");
  for (const { filePath, before, after } of changes) {
    const patch = structuredPatch(`a/${filePath}`, `b/${filePath}`, before, after, undefined, undefined, {
      context: 3,
    });
    // As Git does: other programs take a blank for the end of a name.
    const text = formatPatch(patch, FILE_HEADERS_ONLY);
    print(1, filePath.includes(" ") ? text.replace(/^(--- [^"\n]*)\n(.*)\n/, "$1\t\n$2\t\n") : text);
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`'${name}' takes a whole number from 0 on, not '${text}'.`);
  return Number(text);
}

function withoutWarnings({ results, rules }: Report): Report {
  const kept = results.map((result) => ({
    ...result,
    problems: result.problems.filter((problem) => problem.severity === "error"),
  }));
  return { results: kept, rules, summary: summarize(kept) };
}
