import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isConfigName } from "../config/find-config.ts";
import type { Formatter } from "../formatters/formatter.ts";
import frame from "../formatters/frame.ts";
import json from "../formatters/json.ts";
import type { Report } from "../linter/report.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { reasonOf } from "../util/reason.ts";
import { UsageError } from "../util/usage-error.ts";
import { type Descriptor, print, terminalOf } from "./output.ts";
import { FILE_FORMAT, terminalFormat } from "./terminal.ts";

/** A report that was asked for; without a file it goes to standard output. */
export interface Output {
  readonly name: string;
  readonly format: (...given: Parameters<Formatter>) => string | Promise<string>;
  readonly file: string | undefined;
  /** Whether it may show the edits of suggestions, which take a while to write. */
  readonly showsSuggestions: boolean;
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
export async function writeReports(
  report: Report,
  outputs: readonly Output[],
  target: Descriptor,
  color: boolean | undefined,
  errorsOnly: boolean,
): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, format, file } of outputs) {
    const options =
      file === undefined ? terminalFormat(color, { env: process.env, ...terminalOf(target) }) : FILE_FORMAT;
    let text: unknown;
    try {
      text = await format(report, { ...options, errorsOnly });
    } catch (error) {
      if (AT_HAND.has(name)) throw error;
      failures.push(`formatter '${name}' failed: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    if (typeof text !== "string") failures.push(`${name}: the formatter gave no text.`);
    else if (file === undefined) print(target, text);
    else {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      } catch (error) {
        failures.push(`${file}: cannot be written: ${reasonOf(error)}.`);
      }
    }
  }
  return failures;
}

async function outputOf(written: string): Promise<Output> {
  const equals = written.indexOf("=");
  const name = equals < 0 ? written : written.slice(0, equals);
  if (equals === written.length - 1) throw new UsageError(`'--format ${written}' names no file.`);
  const file = equals < 0 ? undefined : written.slice(equals + 1);
  if (file !== undefined && isConfigName(basename(file))) {
    throw new UsageError(`'--format ${written}': a report called ${basename(file)} would be read as a configuration.`);
  }
  const own = AT_HAND.get(name) ?? (await ownFormatter(name));
  // Of our own formats only one does.
  return {
    name,
    format: own ?? (await loadFormatter(name)),
    file,
    showsSuggestions: own === undefined || own === json,
  };
}

/** What nearly every run needs; others are loaded when they are asked for. */
const AT_HAND = new Map<string, Formatter>([
  ["frame", frame],
  ["json", json],
]);

async function ownFormatter(name: string): Promise<Formatter | undefined> {
  const { formatters } = await import("../formatters/all-formatters.ts");
  return Object.hasOwn(formatters, name) ? formatters[name] : undefined;
}

/** The default export of a module of the user's. */
async function loadFormatter(name: string): Promise<Output["format"]> {
  const { loadDefault, notLoaded, resolveModule } = await import("../config/load-module.ts");
  const resolved = await resolveModule(name, join(process.cwd(), "steplint.json"));
  if (resolved === undefined) {
    if (/[\\/]|\.[cm]?[jt]s$/.test(name)) throw new UsageError(`formatter '${name}' does not exist.`);
    const names = Object.keys((await import("../formatters/all-formatters.ts")).formatters);
    throw new UsageError(`Unknown format '${name}'.${didYouMean(name, names) || ` There is ${names.join(", ")}.`}`);
  }
  const loaded = await loadDefault(resolved.path);
  if ("failure" in loaded) throw new UsageError(`formatter '${name}' ${notLoaded(loaded)}`);
  const format = loaded.value;
  if (typeof format !== "function") {
    throw new UsageError(`formatter '${name}': its default export is no function of a report.`);
  }
  // What it answers is looked at before it is written.
  return format as Output["format"];
}
