import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";

/** A flag as it is written, parsed and explained. */
interface Flag {
  /** `switch`: on when given; `pair`: also with `no-` before it; `value`: the last counts; `list`: repeatable. */
  readonly kind: "switch" | "pair" | "value" | "list";
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly help: string;
  readonly group: "Rules" | "Files" | "Output" | "Other";
}

/** The one table of flags: it drives parsing, `--help` and "did you mean". */
export const flags = {
  rule: {
    kind: "list",
    value: "'<id>: <level>'",
    help: "Set to off, warn, error or [level, { option: value }]",
    group: "Rules",
  },
  only: { kind: "list", value: "<id>", help: "Run this rule and none but those so named", group: "Rules" },
  fix: { kind: "switch", help: "Mend what can be mended without changing what an execution does", group: "Rules" },

  "ignore-pattern": {
    kind: "list",
    value: "<glob>",
    help: "Leave out files and folders, written as in .gitignore",
    group: "Files",
  },
  "no-gitignore": { kind: "switch", help: "Lint also what .gitignore leaves out", group: "Files" },
  "ignore-unknown": { kind: "switch", help: "Pass over named files that hold no definition", group: "Files" },
  "stdin-filename": {
    kind: "value",
    value: "<path>",
    help: "What the text on standard input is called",
    group: "Files",
  },

  format: {
    kind: "list",
    value: "<name>[=<file>]",
    help: "Report as frame (default) or json",
    group: "Output",
  },
  quiet: { kind: "switch", help: "Report errors only", group: "Output" },
  "max-warnings": { kind: "value", value: "<n>", help: "Exit with 1 when there are more warnings", group: "Output" },
  color: { kind: "pair", help: "Colour the report, or do not; NO_COLOR and FORCE_COLOR count, too", group: "Output" },

  help: { kind: "switch", short: "h", help: "Show this", group: "Other" },
  version: { kind: "switch", short: "v", help: "Show the version", group: "Other" },
} as const satisfies Readonly<Record<string, Flag>>;

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
  readonly flags: FlagValues;
  readonly paths: readonly string[];
}

/** Reads the words behind the program's name. Throws a `UsageError` on an unknown flag, and one without its value. */
export function parseArguments(words: readonly string[]): Arguments {
  const given = new Map<string, (string | boolean)[]>();
  const paths: string[] = [];
  for (let i = 0; i < words.length; i++) {
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
    const { name, flag, on } = flagCalled(written);
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
  return { flags: valuesOf(given), paths };
}

/** The text of `--help`. */
export function helpText(): string {
  const lines = [
    "Usage: steplint [options] [path...]",
    "",
    "Lints AWS Step Functions state machines: those in the named files, folders and glob patterns,",
    "without a path all below the current folder. '-' reads standard input, '--' ends the options.",
  ];
  const rows = Object.entries(flags).map(([name, flag]: [string, Flag]) => ({ flag, text: writtenForm(name, flag) }));
  const width = Math.max(...rows.map(({ text }) => text.length));
  for (const group of new Set(rows.map(({ flag }) => flag.group))) {
    lines.push("", group);
    for (const { flag, text } of rows) if (flag.group === group) lines.push(`  ${text.padEnd(width)}  ${helpOf(flag)}`);
  }
  return `${[...lines, "", ...EXIT_CODES].join("\n")}\n`;
}

const EXIT_CODES = [
  "Exit codes",
  "  0  no errors",
  "  1  errors, or more warnings than --max-warnings allows",
  "  2  something could not be linted, a rule crashed, or the arguments make no sense",
];

function flagCalled(written: string): { name: string; flag: Flag; on: boolean } {
  for (const [name, flag] of Object.entries(flags) as [string, Flag][]) {
    // as: seen through the wider type of an entry
    if (written === `--${name}` || (flag.short !== undefined && written === `-${flag.short}`))
      return { name, flag, on: true };
    if (flag.kind === "pair" && written === `--no-${name}`) return { name, flag, on: false };
  }
  const long = `--${written.replace(/^-+/, "")}`;
  const names = writtenNames();
  const hint = names.includes(long) ? ` Did you mean '${long}'?` : didYouMean(long, names);
  throw new UsageError(`Unknown flag '${written}'.${hint}`);
}

function writtenNames(): string[] {
  return Object.entries(flags).flatMap(([name, flag]) =>
    flag.kind === "pair" ? [`--${name}`, `--no-${name}`] : [`--${name}`],
  );
}

function valuesOf(given: ReadonlyMap<string, readonly (string | boolean)[]>): FlagValues {
  const entries = Object.entries(flags).map(([name, { kind }]) => {
    const values = given.get(name) ?? [];
    if (kind === "list") return [name, values];
    return [name, values.at(-1) ?? (kind === "switch" ? false : undefined)];
  });
  // Each flag has the value of its kind, which the loop over the table cannot tell the compiler.
  return Object.fromEntries(entries) as FlagValues;
}

function writtenForm(name: string, flag: Flag): string {
  const short = flag.short === undefined ? "    " : `-${flag.short}, `;
  if (flag.kind === "pair") return `${short}--${name}, --no-${name}`;
  return `${short}--${name}${flag.value === undefined ? "" : ` ${flag.value}`}`;
}

function helpOf(flag: Flag): string {
  return flag.kind === "list" ? `${flag.help}; repeatable` : flag.help;
}
