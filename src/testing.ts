import { applyEdits } from "./document/editor.ts";
import type { Range, TextEdit } from "./document/nodes.ts";
import { createSourceFile } from "./document/source-file.ts";
import type { Readers } from "./hosts/host.ts";
import { neededReaders } from "./hosts/markers.ts";
import { readDefinitions } from "./hosts/read.ts";
import { fixFile } from "./linter/apply-fixes.ts";
import { type LintOptions, lintFile } from "./linter/lint.ts";
import type { Problem } from "./linter/report.ts";
import { messageText, type Rule } from "./linter/rule.ts";
import type { ActiveRule } from "./linter/settings.ts";
import { loadReaders } from "./readers/load.ts";
import { hostForms } from "./testing/host-forms.ts";

export interface RuleCase {
  /** What the case shows, as a sentence without a full stop. */
  readonly name: string;
  /** A machine in YAML; in invalid cases `«…»` stands around each range that is reported. */
  readonly code: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The type of the state machine; unknown by default. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** The names that the host fills in for `${Name}`. */
  readonly substitutions?: readonly string[];
  /** Rules that run beside it, for a rule about directives such as `steplint-disable`; what they find is not compared. */
  readonly beside?: Readonly<Record<string, Rule>>;
  /**
   * A file name such as `machine.asl.json`, for a case about the text itself: the code stays as it is written, and is
   * not tried in other formats.
   */
  readonly file?: string;
}

export interface InvalidRuleCase extends RuleCase {
  /** One for each mark, in the order of the marks. */
  readonly problems: readonly ExpectedProblem[];
  /** The text after `--fix`; without it, nothing must be fixed. */
  readonly output?: string;
}

export interface ExpectedProblem {
  readonly messageId: string;
  /** What the message is filled with; not compared if absent. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** All suggestions, in order; not compared if absent. */
  readonly suggestions?: readonly { readonly messageId: string; readonly output: string }[];
}

/** The functions of a test runner; those of Vitest, Jest, Mocha and `node:test` fit. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
}

/**
 * Tests a rule on small machines: what it reports, at which ranges, and what its changes make of the text. Each case is
 * also written into every host that steplint reads (JSON, CloudFormation, the Serverless Framework and so on), where the
 * messages and their state paths must be the same.
 *
 * @param runner by default the `describe` and `it` of the test runner that runs, if it offers them as globals.
 * @throws TypeError without a runner.
 */
export function testRule(
  id: string,
  rule: Rule,
  cases: { readonly valid: readonly RuleCase[]; readonly invalid: readonly InvalidRuleCase[] },
  runner: TestRunner = globalRunner(),
): void {
  runner.describe(id, () => {
    for (const valid of cases.valid) {
      runner.it(`accepts ${valid.name}`, () => check(id, rule, { ...valid, problems: [] }));
    }
    for (const invalid of cases.invalid) {
      runner.it(`reports ${invalid.name}`, async () => {
        if (invalid.problems.length === 0) throw new Error("An invalid case names at least one problem.");
        await check(id, rule, invalid);
      });
    }
  });
}

function globalRunner(): TestRunner {
  const { describe, it } = globalThis as Partial<TestRunner>; // checked in the next line
  if (describe === undefined || it === undefined) {
    throw new TypeError("testRule needs a test runner with global 'describe' and 'it', or one as its fourth argument.");
  }
  return { describe, it };
}

/** One case in one text: everything that linting it needs. */
interface Trial {
  readonly path: string;
  readonly text: string;
  readonly rules: readonly ActiveRule[];
  readonly readers: Readers;
  readonly known: LintOptions;
}

async function check(id: string, rule: Rule, expected: InvalidRuleCase): Promise<void> {
  const { text, marks } = readMarks(expected.code);
  const path = expected.file ?? "machine.asl.yaml";
  const trial: Trial = {
    path,
    text,
    rules: [
      { id, rule, severity: "error", options: { ...rule.meta.defaultOptions, ...expected.options } },
      ...Object.entries(expected.beside ?? {}).map(
        ([other, silent]): ActiveRule => ({
          id: other,
          rule: silent,
          severity: "warn",
          options: { ...silent.meta.defaultOptions },
          silent: true,
        }),
      ),
    ],
    readers: await loadReaders([...neededReaders(path, text), "yaml"]),
    known: {
      ...(expected.type && { type: expected.type }),
      ...(expected.substitutions && { substitutions: expected.substitutions }),
    },
  };
  const problems = lintTrial(trial);
  checkProblems(trial, rule, problems, expected.problems, marks);
  problems.forEach((problem, i) => {
    const wanted = expected.problems[i]?.suggestions;
    checkSuggestions(trial, rule, problem, wanted);
  });
  checkFix(trial, problems, expected.output);
  if (expected.file === undefined) await checkInHosts(trial, problems);
}

function lintTrial({ path, text, rules, readers, known }: Trial): readonly Problem[] {
  const result = lintFile(createSourceFile(path, text), "named", rules, readers, known);
  if (result === undefined) throw new Error("The code holds no definition.");
  const crash = result.problems.find((problem) => problem.messageId === "crash");
  if (crash !== undefined) throw new Error(crash.message);
  return result.problems.filter(({ suppressed }) => suppressed === undefined);
}

/** Takes the marks out of a text; the ranges are those of the text without them, in the order of their starts. */
function readMarks(code: string): { text: string; marks: Range[] } {
  const marks: [number, number][] = [];
  const open: [number, number][] = [];
  let text = "";
  for (const part of code.split(/([«»])/)) {
    if (part === "«") {
      const mark: [number, number] = [text.length, -1];
      marks.push(mark);
      open.push(mark);
    } else if (part === "»") {
      const mark = open.pop();
      if (mark === undefined) throw new Error("A '»' has no '«' before it.");
      mark[1] = text.length;
    } else text += part;
  }
  if (open.length > 0) throw new Error("A '«' has no '»' behind it.");
  return { text, marks };
}

function checkProblems(
  { text }: Trial,
  rule: Rule,
  problems: readonly Problem[],
  expected: readonly ExpectedProblem[],
  marks: readonly Range[],
): void {
  equal("number of marks", expected.length, marks.length);
  const show = (range: Range, messageId: string): string =>
    `${messageId} at «${text.slice(...range)}» (${range.join("-")})`;
  equal(
    "problems",
    expected.map((problem, i) => show(marks[i] ?? [0, 0], problem.messageId)).join("\n"),
    problems.map((problem) => show(problem.range, problem.messageId)).join("\n"),
  );
  problems.forEach((problem, i) => {
    complete(problem.message);
    if (problem.fix !== undefined && rule.meta.fixable !== true)
      throw new Error("It offers a fix, but 'meta.fixable' is not set.");
    const data = expected[i]?.data;
    if (data === undefined) return;
    const message = rule.meta.messages[problem.messageId] ?? "";
    equal("message", fillIn(messageText(message), data), problem.message);
  });
}

function fillIn(text: string, data: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name]));
}

function complete(message: string): void {
  const missing = /\{\{(\w+)\}\}/.exec(message)?.[1];
  if (missing !== undefined) throw new Error(`The data of '${message}' lacks '${missing}'.`);
}

function checkSuggestions(trial: Trial, rule: Rule, problem: Problem, expected: ExpectedProblem["suggestions"]): void {
  const { suggestions } = problem;
  if (suggestions.length > 0 && rule.meta.hasSuggestions !== true) {
    throw new Error("It offers suggestions, but 'meta.hasSuggestions' is not set.");
  }
  const outputs = suggestions.map(({ messageId, message, edits }) => {
    complete(message);
    return `${messageId}:\n${changed(trial, edits)}`;
  });
  if (expected === undefined) return;
  equal(
    "suggestions",
    expected.map(({ messageId, output }) => `${messageId}:\n${output}`).join("\n"),
    outputs.join("\n"),
  );
}

/** The text after a change, which must differ and read no worse than before. */
function changed(trial: Trial, edits: readonly TextEdit[]): string {
  const output = applyEdits(trial.text, edits);
  if (output === trial.text) throw new Error("A change leaves the text as it is.");
  if (broken({ ...trial, text: output }) > broken(trial)) throw new Error(`A change breaks the text:\n${output}`);
  return output;
}

function broken({ path, text, readers }: Trial): number {
  const { definitions } = readDefinitions(createSourceFile(path, text), "named", readers);
  return definitions.flatMap(({ issues }) => issues.filter(({ kind }) => kind === "syntax")).length;
}

function checkFix(trial: Trial, problems: readonly Problem[], output: string | undefined): void {
  const fixable = problems.some((problem) => problem.fix !== undefined);
  if (output === undefined) {
    if (fixable) throw new Error("It is fixed, but the case has no 'output'.");
    return;
  }
  const { path, text, rules, readers, known } = trial;
  const fixed = fixFile(createSourceFile(path, text), "named", rules, readers, known);
  equal("output", output, fixed.file.text);
  if (fixed.file.text === text) throw new Error("The fix leaves the text as it is.");
  const left = lintTrial({ ...trial, text: fixed.file.text }).filter((problem) => problem.fix !== undefined);
  if (left.length > 0) throw new Error(`The fixed text is reported again: ${left[0]?.message}`);
}

/** The same machine in every other host: the same messages at the same state paths. */
async function checkInHosts(trial: Trial, problems: readonly Problem[]): Promise<void> {
  const { path, text, readers, known } = trial;
  const [definition] = readDefinitions(createSourceFile(path, text), "named", readers).definitions;
  if (definition === undefined) return;
  for (const { name, path: there, text: written } of hostForms(definition.root, known)) {
    const { type: _, substitutions: __, ...options } = known;
    const inHost = there.endsWith(".asl.json") ? known : options;
    const all = { ...readers, ...(await loadReaders(neededReaders(there, written))) };
    const found = lintTrial({ ...trial, path: there, text: written, readers: all, known: inHost });
    equal(`problems of the same machine in ${name}`, shown(problems), shown(found));
  }
}

function shown(problems: readonly Problem[]): string {
  return problems
    .map((problem) => `${problem.pointer}: ${problem.message}`)
    .sort()
    .join("\n");
}

function equal(what: string, expected: unknown, actual: unknown): void {
  if (expected === actual) return;
  throw new Error(`Different ${what}.\nExpected:\n${expected}\nActual:\n${actual}`);
}
