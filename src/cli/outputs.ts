import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadDefault, notLoaded, resolveModule } from "../config/load-module.ts";
import type { FormatOptions, Formatter } from "../formatters/formatter.ts";
import { formatters } from "../formatters/index.ts";
import type { Report } from "../linter/report.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { reasonOf } from "../util/reason.ts";
import { UsageError } from "../util/usage-error.ts";
import { type Descriptor, print, terminalOf } from "./output.ts";
import { FILE_FORMAT, terminalFormat } from "./terminal.ts";

/** A report that was asked for; without a file it goes to standard output. */
export interface Output {
  readonly name: string;
  readonly format: Formatter;
  readonly file: string | undefined;
}

/**
 * The reports that `--format` flags ask for. Without any, frames; in GitHub Actions annotations, too.
 *
 * Throws a `UsageError` on formats that do not exist, and where two of them go to standard output.
 */
export async function outputsOf(
  written: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Output[]> {
  if (written.length === 0) {
    const names = env.GITHUB_ACTIONS === "true" ? ["frame", "github"] : ["frame"];
    return Promise.all(names.map(outputOf));
  }
  const outputs: Output[] = [];
  for (const each of written) outputs.push(await outputOf(each));
  if (outputs.filter((output) => output.file === undefined).length > 1) {
    throw new UsageError("Standard output takes one format: write '--format <name>=<file>' for the others.");
  }
  return outputs;
}

/** Writes each report where it goes; answers what went wrong, one sentence each. */
export function writeReports(
  report: Report,
  outputs: readonly Output[],
  target: Descriptor,
  color: boolean | undefined,
  errorsOnly: boolean,
): string[] {
  return outputs.flatMap(({ name, format, file }) => {
    const options =
      file === undefined ? terminalFormat(color, { env: process.env, ...terminalOf(target) }) : FILE_FORMAT;
    const text = format(report, { ...options, errorsOnly });
    if (typeof text !== "string") return [`${name}: the formatter gave no text.`];
    if (file === undefined) print(target, text);
    else {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      } catch (error) {
        return [`${file}: cannot be written: ${reasonOf(error)}.`];
      }
    }
    return [];
  });
}

async function outputOf(written: string): Promise<Output> {
  const equals = written.indexOf("=");
  const name = equals < 0 ? written : written.slice(0, equals);
  if (equals === written.length - 1) throw new UsageError(`'--format ${written}' names no file.`);
  const format = Object.hasOwn(formatters, name) ? formatters[name] : await loadFormatter(name);
  if (format === undefined) {
    const names = Object.keys(formatters);
    throw new UsageError(`Unknown format '${name}'.${didYouMean(name, names) || ` There is ${names.join(", ")}.`}`);
  }
  return { name, format, file: equals < 0 ? undefined : written.slice(equals + 1) };
}

/** A formatter of the user's own: the default export of a module; `undefined` if there is no such module. */
async function loadFormatter(name: string): Promise<Formatter | undefined> {
  const path = await resolveModule(name, join(process.cwd(), "steplint.json"));
  if (path === undefined) return undefined;
  const loaded = await loadDefault(path);
  if ("failure" in loaded) throw new UsageError(`formatter '${name}' ${notLoaded(loaded)}`);
  const format = loaded.value;
  if (typeof format !== "function") {
    throw new UsageError(`formatter '${name}': its default export is no function of a report.`);
  }
  return (report: Report, options: FormatOptions): string => {
    try {
      // What it answers is looked at before it is written.
      return format(report, options) as string;
    } catch (error) {
      throw new UsageError(`formatter '${name}' failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}
