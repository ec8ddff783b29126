import { existsSync } from "node:fs";
import { isFolder } from "../config/paths.ts";
import dot from "../formatters/graph-dot.ts";
import mermaid from "../formatters/graph-mermaid.ts";
import { brokenPlace } from "../hosts/host.ts";
import { drawMachine } from "../linter/draw.ts";
import type { Drawing } from "../linter/drawing.ts";
import type { LintedMachine } from "../linter/lint.ts";
import { titleOf as machineTitle } from "../linter/price-wording.ts";
import type { Problem, Report } from "../linter/report.ts";
import { Steplint } from "../steplint.ts";
import { UsageError } from "../util/usage-error.ts";
import { count } from "../util/words.ts";
import { checkInput, readInput } from "./input.ts";
import { type Arguments, type FlagValues, verbs } from "./options.ts";
import { say } from "./output.ts";
import { settingsOf } from "./settings.ts";
import { type Target, targetsOf, unknownFormat, writeTarget } from "./targets.ts";

type Format = (typeof verbs.graph.formats)[number];

const writers: Readonly<Record<Format, (drawings: readonly Drawing[]) => string>> = { mermaid, dot };

/** Draws the definitions of a file with their problems; answers the exit code. Throws a `UsageError` on wrong arguments. */
export async function graphCommand({ flags, paths }: Arguments): Promise<number> {
  checkInput(flags, paths);
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) throw new UsageError(WANTED);
  const targets = targetsOf(flags.format.length > 0 ? flags.format : ["mermaid"]);
  const written = targets.map((target) => ({ target, write: writerOf(target) }));
  const { drawings, failures } = await drawingsOf(path, flags);
  if (drawings.length > 0) {
    for (const { target, write } of written) {
      const text = write(drawings);
      failures.push(...writeTarget(target, text));
      if (write === mermaid) noteLimits(drawings, text);
    }
  }
  for (const failure of failures) say(failure);
  return failures.length > 0 ? 2 : 0;
}

const WANTED = "'graph' takes one file, or '-' for standard input.";

function writerOf({ name }: Target): (typeof writers)[Format] {
  // One of its keys.
  if (Object.hasOwn(writers, name)) return writers[name as Format];
  throw unknownFormat(name, verbs.graph.formats);
}

/** What can be drawn of a file, and what cannot and why, one sentence each. */
async function drawingsOf(path: string, flags: FlagValues): Promise<{ drawings: Drawing[]; failures: string[] }> {
  const machines: LintedMachine[] = [];
  const steplint = new Steplint({
    ...settingsOf(flags),
    inlineConfig: !flags["no-inline-config"],
    suggestions: false,
    onMachine: (machine) => machines.push(machine),
  });
  const run = path === "-" ? await lintInput(steplint, flags) : await steplint.lintFiles([existing(path)]);
  const drawings: Drawing[] = [];
  const failures = [...run.failures];
  for (const linted of machines) {
    const title = titleOf(linted);
    const drawing = drawMachine(linted, problemsOf(linted, run.report), title);
    if (drawing === undefined) failures.push(`${title}: it shows no state to draw.`);
    else drawings.push(drawing);
    failures.push(...lacks(linted));
  }
  for (const { crashed, filePath } of run.report.results) {
    if (crashed)
      failures.push(`${filePath}: a rule crashed, and what it would mark is missing; linting the file says why.`);
  }
  return { drawings, failures };
}

async function lintInput(steplint: Steplint, flags: FlagValues): ReturnType<Steplint["lintText"]> {
  const { text, path } = await readInput(flags);
  return steplint.lintText(text, path);
}

/** The path of what can be a file: a pattern or a folder could stand for several. */
function existing(path: string): string {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file. ${WANTED}`);
  if (isFolder(path)) throw new UsageError(`${path} is a folder: ${WANTED}`);
  return path;
}

function titleOf({ definition }: LintedMachine): string {
  const { file, root, context, pointer } = definition;
  const { line } = file.positionAt(root.range[0]);
  return machineTitle({ name: context.name, filePath: file.path, line, pointer });
}

/** The problems of a machine, by the file and the definition that they name. */
function problemsOf({ definition: { file }, index }: LintedMachine, { results }: Report): Problem[] {
  const own = results.filter(({ filePath }) => filePath === file.path);
  return own.flatMap(({ problems }) => problems.filter(({ definition }) => (definition ?? 0) === index));
}

/** Why a drawing may not be whole. */
function lacks({ definition }: LintedMachine): string[] {
  const broken = brokenPlace(definition);
  if (broken === undefined) return [];
  const { line, column } = definition.file.positionAt(broken.range[0]);
  return [`${definition.file.path}:${line}:${column}: ${broken.message} What is drawn is what can be read.`];
}

// https://mermaid.js.org/config/schema-docs/config.html: maxEdges, maxTextSize.
const MOST_ARROWS = 500;
const MOST_CHARACTERS = 50_000;

function noteLimits(drawings: readonly Drawing[], text: string): void {
  const arrows = Math.max(...drawings.map((drawing) => drawing.arrows.length));
  if (arrows <= MOST_ARROWS && text.length / drawings.length <= MOST_CHARACTERS) return;
  say(
    `${count(arrows)} arrows in ${count(text.length)} characters: unless its 'maxEdges' and 'maxTextSize' are raised, Mermaid renders ` +
      `${count(MOST_ARROWS)} and ${count(MOST_CHARACTERS)} at most. '--format dot' has no such limit.`,
  );
}
