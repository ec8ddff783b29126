import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { decodeText, encodeText } from "../files/text-file.ts";
import type { Formatter } from "../formatters/formatter.ts";
import { formatters } from "../formatters/index.ts";
import { type Report, summarize } from "../linter/report.ts";
import { type Run, Steplint } from "../steplint.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { printable } from "../util/printable.ts";
import { reasonOf } from "../util/reason.ts";
import { UsageError } from "../util/usage-error.ts";
import { plural } from "../util/words.ts";
import type { Arguments, FlagValues } from "./options.ts";
import { type Descriptor, print, terminalOf } from "./output.ts";
import { parseRuleFlag } from "./rule-flag.ts";
import { FILE_FORMAT, terminalFormat } from "./terminal.ts";

/** A report that was asked for; without a file it goes to standard output. */
interface Output {
  readonly format: Formatter;
  readonly file: string | undefined;
}

/** Lints what the arguments name and prints the report; answers the exit code. Throws a `UsageError` on wrong ones. */
export async function lintCommand({ flags, paths }: Arguments): Promise<number> {
  const outputs = outputsOf(flags.format);
  const maxWarnings = wholeNumber("--max-warnings", flags["max-warnings"]);
  const readsStdin = paths.includes("-");
  if (readsStdin && paths.length > 1) throw new UsageError("'-' reads standard input and stands alone.");
  if (!readsStdin && flags["stdin-filename"] !== undefined) {
    throw new UsageError("'--stdin-filename' names the text of standard input: give '-' as the path.");
  }
  const steplint = new Steplint({
    rules: Object.fromEntries(flags.rule.map(parseRuleFlag)),
    ...(flags.only.length > 0 ? { only: flags.only } : {}),
    fix: flags.fix,
    ignorePatterns: flags["ignore-pattern"],
    gitignore: !flags["no-gitignore"],
    ignoreUnknown: flags["ignore-unknown"],
    // Frames show no suggestions.
    suggestions: outputs.some(({ format }) => format !== formatters.frame),
  });

  const run = readsStdin
    ? await lintStdin(steplint, flags)
    : await steplint.lintFiles(paths.length > 0 ? paths : ["."]);
  const target: Descriptor = readsStdin && flags.fix ? 2 : 1;
  const report = flags.quiet ? withoutWarnings(run.report) : run.report;
  const leftOut = run.report.summary.warnings > report.summary.warnings;
  const failures = [...run.failures, ...writeReports(report, outputs, target, flags.color, leftOut)];
  const tooMany = maxWarnings !== undefined && run.report.summary.warnings > maxWarnings;

  for (const notice of run.notices) say(notice);
  if (run.fixed > 0) say(`Fixed ${plural(run.fixed, "problem")}.`);
  if (tooMany) say(`${plural(run.report.summary.warnings, "warning")}: --max-warnings allows ${maxWarnings}.`);
  for (const failure of failures) say(failure);
  if (failures.length > 0 || report.results.some((result) => result.crashed)) return 2;
  return report.summary.errors > 0 || tooMany ? 1 : 0;
}

/** Prints a line for the user that is no part of the report. */
export function say(text: string): void {
  print(2, `${printable(text)}\n`);
}

async function lintStdin(steplint: Steplint, flags: FlagValues): Promise<Run> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const { text, encoding } = decodeText(bytes);
  const run = await steplint.lintText(text, flags["stdin-filename"] ?? "<stdin>");
  if (flags.fix) print(1, run.fixed > 0 ? encodeText(run.text, encoding) : bytes);
  return run;
}

/** Writes each report where it goes; answers what could not be written. */
function writeReports(
  report: Report,
  outputs: readonly Output[],
  target: Descriptor,
  color: boolean | undefined,
  errorsOnly: boolean,
): string[] {
  const failures: string[] = [];
  for (const { format, file } of outputs) {
    if (file === undefined) {
      const options = terminalFormat(color, { env: process.env, ...terminalOf(target) });
      print(target, format(report, { ...options, errorsOnly }));
      continue;
    }
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, format(report, { ...FILE_FORMAT, errorsOnly }));
    } catch (error) {
      failures.push(`${file}: cannot be written: ${reasonOf(error)}.`);
    }
  }
  return failures;
}

function outputsOf(written: readonly string[]): Output[] {
  const outputs = (written.length > 0 ? written : ["frame"]).map((text): Output => {
    const equals = text.indexOf("=");
    const name = equals < 0 ? text : text.slice(0, equals);
    const format = Object.hasOwn(formatters, name) ? formatters[name] : undefined;
    if (format === undefined) {
      const names = Object.keys(formatters);
      throw new UsageError(`Unknown format '${name}'.${didYouMean(name, names) || ` There is ${names.join(", ")}.`}`);
    }
    if (equals === text.length - 1) throw new UsageError(`'--format ${text}' names no file.`);
    return { format, file: equals < 0 ? undefined : text.slice(equals + 1) };
  });
  if (outputs.filter((output) => output.file === undefined).length > 1) {
    throw new UsageError("Standard output takes one format: write '--format <name>=<file>' for the others.");
  }
  return outputs;
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
