import { join } from "node:path";
import type { Formatter } from "../formatters/formatter.ts";
import frame from "../formatters/frame.ts";
import json from "../formatters/json.ts";
import type { Report } from "../linter/report.ts";
import { UsageError } from "../util/usage-error.ts";
import { type Descriptor, terminalOf } from "./output.ts";
import { type Target, targetsOf, unknownFormat, writeTarget } from "./targets.ts";
import { FILE_FORMAT, terminalFormat } from "./terminal.ts";

/** A report that was asked for. */
export interface Output extends Target {
  readonly format: (...given: Parameters<Formatter>) => string | Promise<string>;
  /** Whether it may show the edits of suggestions, which take a while to write. */
  readonly showsSuggestions: boolean;
}

/**
 * The reports that `--format` flags ask for. Without any, frames; in GitHub Actions annotations, too.
 *
 * Throws a `UsageError` on formats that do not exist, and on targets as `targetsOf` does.
 */
export async function outputsOf(
  written: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Output[]> {
  if (written.length === 0) {
    const names = env.GITHUB_ACTIONS === "true" ? ["frame", "github"] : ["frame"];
    return Promise.all(names.map((name) => outputOf({ name, file: undefined })));
  }
  const outputs: Output[] = [];
  for (const target of targetsOf(written)) outputs.push(await outputOf(target));
  return outputs;
}

/** Writes each report where it goes; answers what went wrong, one sentence each. */
export async function writeReports(
  report: Report,
  outputs: readonly Output[],
  descriptor: Descriptor,
  color: boolean | undefined,
  errorsOnly: boolean,
): Promise<string[]> {
  const failures: string[] = [];
  for (const output of outputs) {
    const { name, format, file } = output;
    const options =
      file === undefined ? terminalFormat(color, { env: process.env, ...terminalOf(descriptor) }) : FILE_FORMAT;
    let text: unknown;
    try {
      text = await format(report, { ...options, errorsOnly });
    } catch (error) {
      if (AT_HAND.has(name)) throw error;
      failures.push(`formatter '${name}' failed: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    if (typeof text !== "string") failures.push(`${name}: the formatter gave no text.`);
    else failures.push(...writeTarget(output, text, descriptor));
  }
  return failures;
}

async function outputOf({ name, file }: Target): Promise<Output> {
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
    throw unknownFormat(name, names);
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
