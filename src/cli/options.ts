import { didYouMean, hintAt } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";

/** What the command line does; `lint` where none is named. */
export const verbs = {
  lint: {
    usage: "[options] [path...]",
    help: "Lint AWS Step Functions definitions in files, folders, glob patterns",
  },
  cost: {
    usage: "cost [path...]",
    help: "Say what executions cost, and how that grows",
    formats: ["text", "json", "markdown"],
  },
  explain: { usage: "explain [rule]", help: "Print the page of a rule; without a rule, list all of them" },
  graph: {
    usage: "graph <file>",
    help: "Draw the definitions of a file, problems and loops marked",
    formats: ["mermaid", "dot"],
  },
  init: { usage: "init", help: "Write a steplint.jsonc with comments to start from" },
  completion: { usage: "completion <shell>", help: "Print a script that completes commands in bash, zsh or fish" },
} as const satisfies Readonly<Record<string, VerbFacts>>;

/** What a verb is called with, and does. */
export interface VerbFacts {
  readonly usage: string;
  readonly help: string;
  /** What `--format` takes; without it, what reports can look like. */
  readonly formats?: readonly string[];
}

export type Verb = keyof typeof verbs;

/** A flag as it is written, parsed and explained. */
export interface Flag {
  /** `switch`: on when given; `pair`: also with `no-` before it; `value`: the last counts; `list`: repeatable. */
  readonly kind: "switch" | "pair" | "value" | "list";
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  /** What shells complete as the value. */
  readonly completes?: "rule" | "file" | "format";
  readonly help: string;
  readonly group: "Rules" | "Files" | "Fixing" | "Output" | "Cost" | "Information";
  /** What it goes with; by default `lint` alone. */
  readonly verbs?: readonly Verb[];
}

const ALL: readonly Verb[] = ["lint", "cost", "explain", "graph", "init", "completion"];
const WITH_CONFIG: readonly Verb[] = ["lint", "cost", "explain", "graph"];
/** The verbs that look for files. */
const FINDING: readonly Verb[] = ["lint", "cost"];
/** The verbs that read files, or standard input. */
const READING: readonly Verb[] = ["lint", "cost", "graph"];
const COST: readonly Verb[] = ["cost"];
/** The verbs that run rules on files. */
const LINTING: readonly Verb[] = ["lint", "graph"];

/** The one table of flags: it drives parsing, `--help`, completion, the guide and "did you mean". */
export const flags = {
  config: {
    kind: "value",
    value: "<file>",
    completes: "file",
    help: "Use this file, not the nearest steplint.jsonc or steplint.config.mjs",
    group: "Rules",
    verbs: WITH_CONFIG,
  },
  "no-config": { kind: "switch", help: "Use no configuration file", group: "Rules", verbs: WITH_CONFIG },
  rule: {
    kind: "list",
    value: "'<id>: <level>'",
    completes: "rule",
    help: "Set to off, warn, error or [level, { option: value }]",
    group: "Rules",
    verbs: LINTING,
  },
  only: {
    kind: "list",
    value: "<id>",
    completes: "rule",
    help: "Run this rule and none but those so named",
    group: "Rules",
    verbs: LINTING,
  },
  "no-inline-config": {
    kind: "switch",
    help: "Report also what '# steplint-disable' silences",
    group: "Rules",
    verbs: LINTING,
  },

  "ignore-pattern": {
    kind: "list",
    value: "<glob>",
    help: "Leave out files and folders, written as in .gitignore",
    group: "Files",
    verbs: FINDING,
  },
  "no-gitignore": { kind: "switch", help: "Lint also what .gitignore leaves out", group: "Files", verbs: FINDING },
  "ignore-unknown": {
    kind: "switch",
    help: "Pass over named files that hold no definition",
    group: "Files",
    verbs: FINDING,
  },
  "stdin-filename": {
    kind: "value",
    value: "<path>",
    completes: "file",
    help: "What the text on standard input is called",
    group: "Files",
    verbs: READING,
  },

  fix: { kind: "switch", help: "Mend what can be mended without changing what an execution does", group: "Fixing" },
  "fix-dry-run": {
    kind: "switch",
    help: "Print what --fix would change as a diff, and write nothing",
    group: "Fixing",
  },

  format: {
    kind: "list",
    value: "<name>[=<file>]",
    completes: "format",
    help: "Report or draw in this format, to a file if one is named",
    group: "Output",
    verbs: READING,
  },
  quiet: { kind: "switch", help: "Report errors only", group: "Output" },
  "max-warnings": { kind: "value", value: "<n>", help: "Exit with 1 when there are more warnings", group: "Output" },
  color: {
    kind: "pair",
    help: "Colour the output, or do not; NO_COLOR and FORCE_COLOR count, too",
    group: "Output",
    verbs: ["lint", "explain"],
  },

  executions: {
    kind: "value",
    value: "<n>",
    help: "Executions a month; 10 and 100 times as many are shown, too",
    group: "Cost",
    verbs: COST,
  },
  assume: {
    kind: "list",
    value: "'<state>=<n>'",
    help: "Turns of a loop, or its time as in 5m; items of a Map",
    group: "Cost",
    verbs: COST,
  },
  region: { kind: "value", value: "<name>", help: "Count with the prices of this Region", group: "Cost", verbs: COST },
  compare: {
    kind: "value",
    value: "<file>",
    completes: "file",
    help: "Show what has changed since a report in JSON was written",
    group: "Cost",
    verbs: COST,
  },
  "fail-over": {
    kind: "value",
    value: "<dollars>",
    help: "Exit with 1 when an execution costs more",
    group: "Cost",
    verbs: COST,
  },
  history: {
    kind: "value",
    value: "<file>",
    completes: "file",
    help: "Show what an execution took, by its 'get-execution-history' of AWS",
    group: "Cost",
    verbs: COST,
  },

  list: { kind: "switch", help: "List files and the definitions in them, and lint nothing", group: "Information" },
  "print-config": {
    kind: "value",
    value: "<file>",
    completes: "file",
    help: "Print as JSON what is set for a file, and lint nothing",
    group: "Information",
  },
  stats: { kind: "switch", help: "Tell how long rules and other work took", group: "Information" },
  debug: {
    kind: "switch",
    help: "Tell what is read, and what is decided by it",
    group: "Information",
    verbs: WITH_CONFIG,
  },
  help: { kind: "switch", short: "h", help: "Show this", group: "Information", verbs: ALL },
  version: { kind: "switch", short: "v", help: "Show the version", group: "Information", verbs: ALL },
} as const satisfies Readonly<Record<string, Flag>>;

/** The flags with the type that they share, and without their dashes. */
export const flagList: readonly (Flag & { readonly name: string })[] = Object.entries(flags).map(([name, flag]) => ({
  name,
  ...flag,
}));

type Flags = typeof flags;
interface ValueOfKind {
  readonly switch: boolean;
  readonly pair: boolean | undefined;
  readonly value: string | undefined;
  readonly list: readonly string[];
}

/** The flags that were given. */
export type FlagValues = { readonly [Name in keyof Flags]: ValueOfKind[Flags[Name]["kind"]] };

/** What stands on the command line. */
export interface Arguments {
  readonly verb: Verb;
  readonly flags: FlagValues;
  /** The words that are no flags; behind a verb, what it is about. */
  readonly paths: readonly string[];
}

/**
 * Reads the words behind the program's name; a verb is the first of them.
 *
 * Throws a `UsageError` on an unknown flag, one without its value, and one that does not go with the verb.
 */
export function parseArguments(words: readonly string[]): Arguments {
  const verb = verbCalled(words[0]);
  const given = new Map<string, (string | boolean)[]>();
  const paths: string[] = [];
  for (let i = verb === "lint" ? 0 : 1; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") {
      paths.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      paths.push(word);
      continue;
    }
    const equals = word.startsWith("--") ? word.indexOf("=") : -1;
    const written = equals < 0 ? word : word.slice(0, equals);
    const { flag, on } = flagCalled(written);
    const { name } = flag;
    if (!(flag.verbs ?? ["lint"]).includes(verb)) throw new UsageError(`'${written}' does not go with '${verb}'.`);
    const values = given.get(name) ?? [];
    given.set(name, values);
    if (flag.kind === "switch" || flag.kind === "pair") {
      if (equals >= 0) throw new UsageError(`'${written}' takes no value.`);
      values.push(on);
      continue;
    }
    const value = equals < 0 ? words[++i] : word.slice(equals + 1);
    if (value === undefined || value === "" || (equals < 0 && value.startsWith("--"))) {
      throw new UsageError(`'${written}' needs a value: ${written} ${flag.value}`);
    }
    values.push(value);
  }
  return { verb, flags: valuesOf(given), paths };
}

/** The text of `--help`. */
export function helpText(): string {
  const rows = flagList.map((flag) => ({ group: flag.group, text: writtenForm(flag), help: helpOf(flag) }));
  const width = Math.max(...rows.map(({ text }) => text.length));
  const groups = [...new Set(rows.map(({ group }) => group))];
  return `${[
    "Usage",
    ...Object.values(verbs).map(({ usage, help }) => `  steplint ${usage.padEnd(width - 9)}  ${help}`),
    "Without a path, all below this folder is read; '-' is standard input, '--' ends the options.",
    ...groups.flatMap((group) => [
      group,
      ...rows.filter((row) => row.group === group).map(({ text, help }) => `  ${text.padEnd(width)}  ${help}`),
    ]),
    "",
    ...CLOSING,
  ].join("\n")}\n`;
}

/** The flags as a table in Markdown. */
export function flagsTable(): string {
  const rows = flagList.map((flag) => {
    const { name, short, value, group, kind } = flag;
    const written = [
      ...(short === undefined ? [] : [`\`-${short}\``]),
      `\`--${name}${value === undefined ? "" : ` ${value}`}\``,
      ...(kind === "pair" ? [`\`--no-${name}\``] : []),
    ];
    return `| ${written.join(", ")} | ${group} | ${helpOf(flag).replaceAll("|", "\\|")} |`;
  });
  return ["| flag | group | what it does |", "| --- | --- | --- |", ...rows].join("\n");
}

const CLOSING = [
  "Formats: frame (default), stylish, unix, json, sarif, github, gitlab, junit, checkstyle, markdown,",
  "or the path of a module of your own; of 'cost': text (default), json, markdown; of 'graph': mermaid",
  "(default), dot. Levels and options are set in steplint.jsonc ('steplint init'). Comments turn rules",
  "off: '# steplint-disable-next-line <rule> -- <reason>', also -disable-line, -disable and -enable;",
  "behind '//' in JSON, or as 'steplint-disable' in a state's Comment field.",
  "Exit codes: 0 no errors; 1 errors, or more warnings than --max-warnings; 2 something could not be",
  "linted, a rule crashed, or arguments or configuration make no sense; of 'cost', 1 by --fail-over.",
];

function verbCalled(word: string | undefined): Verb {
  return word !== undefined && word !== "lint" && Object.hasOwn(verbs, word) ? (word as Verb) : "lint"; // one of its keys
}

function flagCalled(written: string): { flag: (typeof flagList)[number]; on: boolean } {
  for (const flag of flagList) {
    if (written === `--${flag.name}` || (flag.short !== undefined && written === `-${flag.short}`)) {
      return { flag, on: true };
    }
    if (flag.kind === "pair" && written === `--no-${flag.name}`) return { flag, on: false };
  }
  const long = `--${written.replace(/^-+/, "")}`;
  const names = writtenNames();
  const hint = names.includes(long) ? hintAt(long) : didYouMean(long, names);
  throw new UsageError(`Unknown flag '${written}'.${hint}`);
}

function writtenNames(): string[] {
  return flagList.flatMap(({ name, kind }) => (kind === "pair" ? [`--${name}`, `--no-${name}`] : [`--${name}`]));
}

function valuesOf(given: ReadonlyMap<string, readonly (string | boolean)[]>): FlagValues {
  const entries = flagList.map(({ name, kind }) => {
    const values = given.get(name) ?? [];
    if (kind === "list") return [name, values];
    return [name, values.at(-1) ?? (kind === "switch" ? false : undefined)];
  });
  // Each flag has the value of its kind, which the loop over the table cannot tell the compiler.
  return Object.fromEntries(entries) as FlagValues;
}

function writtenForm({ name, kind, short, value }: (typeof flagList)[number]): string {
  const before = short === undefined ? "    " : `-${short}, `;
  if (kind === "pair") return `${before}--${name}, --no-${name}`;
  return `${before}--${name}${value === undefined ? "" : ` ${value}`}`;
}

function helpOf(flag: Flag): string {
  return flag.kind === "list" ? `${flag.help}; repeatable` : flag.help;
}
