import { defaultTerms } from "../analysis/cost-terms.ts";
import type { Config } from "../config/config.ts";
import { costJson } from "../formatters/cost-json.ts";
import { costMarkdown } from "../formatters/cost-markdown.ts";
import { costText } from "../formatters/cost-text.ts";
import { historyJson } from "../formatters/history-json.ts";
import { historyMarkdown } from "../formatters/history-markdown.ts";
import { historyText } from "../formatters/history-text.ts";
import { changesSince, type EarlierMachine, earlierMachines } from "../linter/cost-compare.ts";
import { type CostReport, dollarsOf, type MachineReport } from "../linter/cost-report.ts";
import { type HistoryReport, reportHistory } from "../linter/history-report.ts";
import type { LintedMachine } from "../linter/lint.ts";
import { ADVICE_RULES, priceMachine } from "../linter/price-machine.ts";
import { price, titleOf } from "../linter/price-wording.ts";
import { type Run, Steplint } from "../steplint.ts";
import { UsageError } from "../util/usage-error.ts";
import { listed } from "../util/words.ts";
import { amountIn, checkAssumed, costSettingsIn, jsonIn } from "./cost-flags.ts";
import { checkInput, readInput } from "./input.ts";
import { type Arguments, type FlagValues, verbs } from "./options.ts";
import { say } from "./output.ts";
import { settingsOf } from "./settings.ts";
import { type Target, targetsOf, unknownFormat, writeTarget } from "./targets.ts";

type Format = (typeof verbs.cost.formats)[number];

interface Writer {
  readonly cost: (report: CostReport) => string;
  readonly history: (report: HistoryReport) => string;
}

const writers: Readonly<Record<Format, Writer>> = {
  text: { cost: costText, history: historyText },
  json: { cost: costJson, history: historyJson },
  markdown: { cost: costMarkdown, history: historyMarkdown },
};

interface Output extends Writer {
  readonly target: Target;
}

/**
 * Says what executions cost; answers the exit code. Throws a `UsageError` on arguments that make no sense, before anything
 * is printed.
 */
export async function costCommand({ flags, paths }: Arguments): Promise<number> {
  checkInput(flags, paths);
  const cost = costSettingsIn(flags);
  const limit = amountIn("--fail-over", flags["fail-over"]);
  const outputs = targetsOf(flags.format.length > 0 ? flags.format : ["text"]).map(outputOf);
  if (flags.compare !== undefined && flags.history !== undefined) {
    throw new UsageError("'--compare' and '--history' exclude one another.");
  }
  const earlier = flags.compare === undefined ? undefined : earlierIn(flags.compare);
  const history = flags.history === undefined ? undefined : jsonIn("--history", flags.history);

  const machines: LintedMachine[] = [];
  const steplint = new Steplint({
    ...settingsOf({ ...flags, only: ADVICE_RULES }),
    cost,
    ignorePatterns: flags["ignore-pattern"],
    gitignore: !flags["no-gitignore"],
    ignoreUnknown: flags["ignore-unknown"],
    suggestions: false,
    onMachine: (machine) => machines.push(machine),
  });
  const run = paths.includes("-") ? await lintInput(steplint, flags) : await steplint.lintFiles(pathsOf(paths));
  const reports = await withoutOff(reportsOf(machines, run), new Steplint(settingsOf(flags)));
  // A name that is no state's may be one of what could not be read.
  if (run.failures.length === 0) checkAssumed(cost.assume ?? {}, reports);
  const failures = [...run.failures];
  const texts = flags.history === undefined ? costTexts() : historyTexts(flags.history);
  outputs.forEach(({ target }, i) => {
    if (texts[i] !== undefined) failures.push(...writeTarget(target, texts[i]));
  });
  for (const notice of [...run.notices, ...regionNotices(flags.compare, earlier, reports)]) say(notice);
  const dear = limit === undefined ? [] : reports.filter((report) => !((dollarsOf(report) ?? 0) <= limit));
  for (const report of dear) {
    const amounts = [dollarsOf(report) ?? 0, limit ?? 0].map(price);
    say(`${titleOf(report)}: an execution costs ${amounts[0]}, and '--fail-over' allows ${amounts[1]}.`);
  }
  for (const failure of failures) say(failure);
  if (failures.length > 0) return 2;
  return dear.length > 0 ? 1 : 0;

  function costTexts(): (string | undefined)[] {
    const volume = machines[0]?.terms.executionsPerMonth ?? cost.executionsPerMonth ?? defaultTerms.executionsPerMonth;
    const report: CostReport = {
      machines: reports,
      ...(earlier && { changes: changesSince(earlier, reports, volume) }),
    };
    return outputs.map((output) =>
      reports.length === 0 && output.target.name !== "json" && earlier === undefined ? undefined : output.cost(report),
    );
  }

  function historyTexts(path: string): (string | undefined)[] {
    const [linted, ...others] = machines;
    const [machine] = reports;
    if (linted === undefined || machine === undefined) {
      if (failures.length > 0) return [];
      throw new UsageError("'--history' takes one definition beside it, and none was found.");
    }
    if (others.length > 0) {
      throw new UsageError(`'--history' takes one definition beside it, and ${machines.length} were found.`);
    }
    if (linted.definition.context.type === "EXPRESS") {
      throw new UsageError("'--history' reads what Standard executions took: AWS keeps no history of Express ones.");
    }
    const report = reportHistory(history, linted, machine);
    if ("problem" in report) throw new UsageError(`${path}: ${report.problem}`);
    return outputs.map((output) => output.history(report));
  }
}

function earlierIn(path: string): EarlierMachine[] {
  const earlier = earlierMachines(jsonIn("--compare", path));
  if (typeof earlier !== "string") return earlier;
  throw new UsageError(`'--compare' takes a report that 'steplint cost --format json' wrote, and ${path} ${earlier}.`);
}

/** The reports without what is advised by rules that the configuration turns off. */
async function withoutOff(reports: readonly MachineReport[], steplint: Steplint): Promise<MachineReport[]> {
  const byFile = new Map<string, Config["rules"]>();
  const kept: MachineReport[] = [];
  for (const report of reports) {
    const { filePath, priced } = report;
    if (priced === undefined || priced.advice.length === 0) {
      kept.push(report);
      continue;
    }
    const rules = byFile.get(filePath) ?? (await steplint.configOf(filePath)).rules ?? {};
    byFile.set(filePath, rules);
    const advice = priced.advice.filter(({ ruleId }) => rules[ruleId] !== "off");
    kept.push({ ...report, priced: { ...priced, advice } });
  }
  return kept;
}

/** What is counted with the prices of another Region differs for that alone. */
function regionNotices(
  path: string | undefined,
  earlier: readonly EarlierMachine[] | undefined,
  reports: readonly MachineReport[],
): string[] {
  const before = new Set((earlier ?? []).flatMap(({ side }) => side?.region ?? []));
  const now = new Set(reports.flatMap(({ priced }) => priced?.terms.region ?? []));
  const isSame = [...now].every((region) => before.has(region));
  if (isSame || before.size === 0) return [];
  return [
    `${path} counts with the prices of ${listed([...before], "and")}, and this with those of ${listed([...now], "and")}.`,
  ];
}

function outputOf(target: Target): Output {
  const { name } = target;
  // One of its keys.
  if (Object.hasOwn(writers, name)) return { target, ...writers[name as Format] };
  throw unknownFormat(name, verbs.cost.formats);
}

function pathsOf(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : ["."];
}

async function lintInput(steplint: Steplint, flags: FlagValues): Promise<Run> {
  const { text, path } = await readInput(flags);
  return steplint.lintText(text, path);
}

/** The machines with what was advised in their file, by path and place. */
function reportsOf(machines: readonly LintedMachine[], { report }: Run): MachineReport[] {
  const byFile = new Map(report.results.map(({ filePath, problems }) => [filePath, problems]));
  return machines.map((machine) => priceMachine(machine, byFile.get(machine.definition.file.path) ?? []));
}
