import type { CostTerms } from "../analysis/cost-terms.ts";
import { visitExpressions } from "../asl/expressions.ts";
import { createJsonataReader } from "../asl/jsonata.ts";
import type { StateMachine } from "../asl/model.ts";
import { parseMachine } from "../asl/parse.ts";
import { statesWithin } from "../asl/visit.ts";
import type { Range, TextEdit, ValueNode } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";
import {
  type Claim,
  type Definition,
  type HostContext,
  isText,
  type Readers,
  type Surroundings,
} from "../hosts/host.ts";
import { readDefinitions } from "../hosts/read.ts";
import { homepage } from "../util/project.ts";
import { readDirectives } from "./directives.ts";
import { disabledByHost, mergeContexts } from "./host-contexts.ts";
import type { FileResult, Place, Problem, RuleSummary, Suggestion } from "./report.ts";
import { type Change, type Message, messageText, type Rule } from "./rule.ts";
import { type Finding, type Flow, type Measure, type RuleRun, runRules } from "./run-rules.ts";
import type { ActiveRule } from "./settings.ts";
import { Suppressions } from "./suppress.ts";

export interface LintOptions {
  /** The type of the state machine, where no host says it. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** The names that are filled in for `${Name}`, where no host says it. */
  readonly substitutions?: readonly string[];
  /** What is known around the file. */
  readonly around?: Surroundings;
  /** Whether the edits of suggestions are wanted, which take a while to write for YAML; true by default. */
  readonly suggestions?: boolean;
  /** Whether directives such as `steplint-disable` count; true by default. */
  readonly inlineConfig?: boolean;
  /** The ids of all rules there are, those that are off, too; by default those that run. */
  readonly ruleIds?: readonly string[];
  /** Whether every rule runs that is recommended, false where settings turn one off; true by default. */
  readonly runsRecommended?: boolean;
  /** What arithmetic counts with; by default AWS's prices in its oldest Region. */
  readonly terms?: CostTerms;
  readonly measure?: Measure;
  /** Is handed each machine once it is linted, in the order of the file. */
  readonly onMachine?: (machine: LintedMachine) => void;
}

/** A state machine that was linted, and its flow. */
export interface LintedMachine extends Flow {
  readonly definition: Definition;
  readonly machine: StateMachine;
  /** The one that its problems name as their definition. */
  readonly index: number;
}

/** A definition, and what rules found in it. */
interface Linted {
  readonly definition: Definition;
  readonly index: number;
  /** Of the first definition with the same tree. */
  readonly first: number;
  readonly machine: StateMachine;
  readonly run: RuleRun;
  /** The rules whose crash on it is reported. */
  readonly crashed: Set<ActiveRule>;
}

/** Lints a file; `undefined` if it holds and names no definition. Problems are in the order of their places. */
export function lintFile(
  file: SourceFile,
  claim: Claim,
  rules: readonly ActiveRule[],
  readers: Readers,
  options: LintOptions = {},
): FileResult | undefined {
  const { suggestions = true, inlineConfig = true, terms } = options;
  const measure: Measure = options.measure ?? ((_, run) => run());
  const reading = measure("reading", () => readDefinitions(file, claim, readers, options.around));
  const definitions = reading.definitions.map((definition) => ({
    ...definition,
    context: completed(definition.context, options),
  }));
  if (definitions.length === 0 && reading.references.length === 0) return undefined;
  const machines: StateMachine[] = [];
  const firsts = new Map<ValueNode, number>();
  const readJsonata = createJsonataReader(readers.jsonata, () => machines.flatMap(jsonataSources));
  const linted = definitions.map((definition, index): Linted => {
    const machine = measure("model", () => parseMachine(definition.root, readJsonata));
    machines.push(machine);
    const run = runRules(definition, machine, rules, { measure: options.measure, terms });
    const first = firsts.get(definition.root) ?? index;
    firsts.set(definition.root, first);
    return { definition, index, first, machine, run, crashed: new Set() };
  });
  const wording = (each: Linted, from: number): Problem[] =>
    measure("wording", () => disabledByHost(problemsOf(each, from, suggestions), each.definition, inlineConfig));
  const found = linted.flatMap((each) => wording(each, 0));
  const problems = inlineConfig ? withDirectives(file, found, linted, rules, options, wording) : found;
  for (const { definition, machine, first, run } of linted) {
    if (isText(definition)) options.onMachine?.({ definition, machine, index: first, ...run.flow });
  }
  const silent = new Set(rules.filter((rule) => rule.silent).map(({ id }) => id));
  const merged = mergeContexts(problems, linted);
  return {
    filePath: file.path,
    source: file,
    definitions: definitions.map(({ context, pointer, elsewhere }) => ({
      name: context.name,
      host: context.host,
      type: context.type,
      pointer,
      file: elsewhere === undefined ? file.path : elsewhere.path,
    })),
    references: reading.references,
    problems: merged.filter(({ ruleId, messageId }) => !silent.has(ruleId) || messageId === CRASH).sort(byPlace),
    crashed: linted.some(({ crashed }) => crashed.size > 0),
  };
}

/** A context with what is known besides. */
function completed(context: HostContext, { type, substitutions }: LintOptions): HostContext {
  const isTyped = context.type !== undefined || type === undefined;
  const isListed = context.substitutions !== undefined || substitutions === undefined;
  if (isTyped && isListed) return context;
  return {
    ...context,
    type: context.type ?? type,
    ...(!isListed && {
      substitutions: {
        syntax: "cloudformation",
        entries: substitutions.map((name) => ({ name })),
        complete: true,
      },
    }),
  };
}

/** The expressions of a machine. */
function jsonataSources(machine: StateMachine): string[] {
  const sources: string[] = [];
  for (const state of statesWithin(machine)) visitExpressions(state, { jsonata: ({ source }) => sources.push(source) });
  return sources;
}

/** The problems as directives leave them, and those of the directives. */
function withDirectives(
  file: SourceFile,
  found: readonly Problem[],
  linted: readonly Linted[],
  rules: readonly ActiveRule[],
  { ruleIds, runsRecommended = true }: LintOptions,
  wording: (each: Linted, from: number) => Problem[],
): readonly Problem[] {
  const written = readDirectives(file, linted);
  if (written.length === 0) return found;
  const suppressions = new Suppressions(written);
  const problems = found.map((problem) => suppressions.apply(problem));
  const ran = rules.filter((rule) => !linted.some(({ crashed }) => crashed.has(rule)));
  const directives = suppressions.judged({
    ids: ruleIds ?? rules.map(({ id }) => id),
    ran,
    complete: runsRecommended && ran.length === rules.length,
    hosted: linted.every(({ definition: { context } }) => context.host !== "asl" || context.type !== undefined),
  });
  for (const each of linted) {
    const before = each.run.findings.length;
    directives.forEach((directive, i) => {
      if (written[i]?.definition === each.index) each.run.visitDirective(directive);
    });
    problems.push(...wording(each, before).map((problem) => suppressions.applyByName(problem)));
  }
  return problems;
}

/** The problems of what was found from an index on, and of rules that crashed for the first time. */
function problemsOf({ definition, first: index, run, crashed }: Linted, from: number, suggestions: boolean): Problem[] {
  const problems: Problem[] = [];
  const crash = (active: ActiveRule, error: unknown): void => {
    if (crashed.has(active)) return;
    crashed.add(active);
    problems.push(crashProblem(active, error, definition, index));
  };
  for (const finding of run.findings.slice(from)) {
    try {
      problems.push(problemOf(finding, definition, index, suggestions));
    } catch (error) {
      crash(finding.active, error);
    }
  }
  for (const { active, error } of run.crashes) crash(active, error);
  return problems;
}

function byPlace(a: Problem, b: Problem): number {
  const order = a.range[0] - b.range[0] || a.range[1] - b.range[1];
  if (order !== 0 || a.ruleId === b.ruleId) return order;
  return a.ruleId < b.ruleId ? -1 : 1;
}

/** The page that documents a rule; `undefined` for a rule of a plugin that names none. */
export function ruleUrl(id: string, { meta }: Rule): string | undefined {
  if (meta.url !== undefined) return meta.url;
  return id.includes("/") ? undefined : `${homepage}/blob/main/docs/rules/${id}.md`;
}

/** What reports say of a rule that ran. */
export function ruleSummary({ id, rule, severity }: ActiveRule): RuleSummary {
  const { description, category } = rule.meta;
  return { id, description, category, severity, url: ruleUrl(id, rule) };
}

/** Words a finding and writes its changes; throws what the rule's own functions throw. */
function problemOf({ active, report }: Finding, definition: Definition, index: number, suggestions: boolean): Problem {
  const { file, edit, context } = definition;
  const message = messageOf(active, report.messageId);
  const lowered = typeof message !== "string" && message.severity === "warn";
  const compute = (change: Change): readonly TextEdit[] | undefined => {
    const edits: unknown = context.generated ? undefined : change(edit);
    if (edits !== undefined && !(Array.isArray(edits) && edits.every(isEdit))) {
      throw new TypeError("a change answers a list of { range, text }, or undefined.");
    }
    return edits === undefined || edits.length === 0 ? undefined : edits;
  };
  const offered = suggestions ? (report.suggest ?? []) : [];
  return {
    ruleId: active.id,
    messageId: report.messageId,
    severity: lowered ? "warn" : active.severity,
    message: fill(message, report.data),
    ...placeOf(file, report.at),
    definition: index,
    pointer: pointerAt(definition.root, report.at),
    url: ruleUrl(active.id, active.rule),
    related: (report.related ?? []).map(({ message: text, range, step = false }) => ({
      message: text,
      filePath: file.path,
      step,
      ...placeOf(file, range),
    })),
    fix: report.fix && compute(report.fix),
    suggestions: offered.flatMap(({ messageId, data, change }): Suggestion[] => {
      const edits = compute(change);
      return edits ? [{ messageId, message: fill(messageOf(active, messageId), data), edits }] : [];
    }),
  };
}

/** Whether a value is an edit; rules without types may answer anything. */
function isEdit(value: TextEdit | undefined): value is TextEdit {
  return typeof value?.text === "string" && Array.isArray(value.range) && value.range[0] <= value.range[1];
}

function messageOf({ id, rule }: ActiveRule, messageId: string): Message {
  const message = rule.meta.messages[messageId];
  if (message === undefined) throw new TypeError(`Rule '${id}' has no message '${messageId}'.`);
  return message;
}

const CRASH = "crash";

function crashProblem(active: ActiveRule, error: unknown, { file, root }: Definition, index: number): Problem {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    ruleId: active.id,
    messageId: CRASH,
    severity: "error",
    message: `Rule '${active.id}' crashed on this definition, and what it would report is missing: ${reason}`,
    ...placeOf(file, [root.range[0], root.range[0]]),
    definition: index,
    pointer: "",
    url: ruleUrl(active.id, active.rule),
    related: [],
    fix: undefined,
    suggestions: [],
  };
}

function fill(message: Message, data: Readonly<Record<string, string | number>> | undefined): string {
  return messageText(message).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => clip(String(data?.[name] ?? whole)));
}

/** AWS takes names of 80 characters; one of thousands would bury the message. */
function clip(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

const MOST_CHARACTERS = 600;

function placeOf(file: SourceFile, range: Range): Place {
  const start = file.positionAt(range[0]);
  const end = file.positionAt(range[1]);
  return { range, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** The pointer of the innermost value that a range lies in or names. */
function pointerAt(root: ValueNode, range: Range): string {
  let node = root;
  for (;;) {
    const next: ValueNode | undefined =
      node.kind === "object"
        ? findHolding(node.members, range, ({ keyRange, value }) => [
            keyRange[0],
            Math.max(keyRange[1], value.range[1]),
          ])?.value
        : node.kind === "array"
          ? findHolding(node.items, range, (item) => item.range)
          : undefined;
    if (next === undefined) return node.pointer;
    node = next;
  }
}

/** The entry that a range lies in. Entries stand in the order of the text, but for those that an alias repeats. */
function findHolding<T>(entries: readonly T[], [start, end]: Range, rangeOf: (entry: T) => Range): T | undefined {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && rangeOf(entry)[0] <= start) low = middle;
    else high = middle - 1;
  }
  const holds = (entry: T): boolean => rangeOf(entry)[0] <= start && end <= rangeOf(entry)[1];
  const found = entries[low];
  return found !== undefined && holds(found) ? found : entries.length < SHORT ? entries.find(holds) : undefined;
}

/**
 * Aliases are the exception, and lists of many entries with aliases more so: a long search for them is not worth it.
 */
const SHORT = 100;
