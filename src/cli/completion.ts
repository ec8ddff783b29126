import { formatters } from "../formatters/all-formatters.ts";
import { rules } from "../rules/index.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { UsageError } from "../util/usage-error.ts";
import { type Arguments, type Flag, flagList, type Verb, type VerbFacts, verbs } from "./options.ts";
import { print } from "./output.ts";

type NamedFlag = (typeof flagList)[number];

const RULES = Object.keys(rules).join(" ");
const NAMED_VERBS = Object.entries(verbs).filter(([verb]) => verb !== "lint");

const shells: Readonly<Record<string, () => string>> = { bash, zsh, fish };

/** Prints a script that makes a shell complete what stands behind `steplint`; answers the exit code. */
export function completionCommand({ paths }: Arguments): number {
  const [shell = "", ...others] = paths;
  const script = others.length === 0 && Object.hasOwn(shells, shell) ? shells[shell] : undefined;
  if (script === undefined) {
    const names = Object.keys(shells);
    const found = shell === "" ? "" : `, not '${paths.join(" ")}'.${didYouMean(shell, names)}`;
    throw new UsageError(`'completion' takes one of ${names.join(", ")}${found || "."}`);
  }
  print(1, script());
  return 0;
}

/** What stands behind a verb, if it is no file. */
const ARGUMENTS: Partial<Record<Verb, string>> = {
  explain: RULES,
  completion: Object.keys(shells).join(" "),
  init: "",
};

function flagsOf(verb: Verb): NamedFlag[] {
  return flagList.filter((flag) => (flag.verbs ?? ["lint"]).includes(verb));
}

function wordsOf(flags: readonly NamedFlag[]): string {
  return flags
    .flatMap(({ name, short, kind }) => [
      `--${name}`,
      ...(kind === "pair" ? [`--no-${name}`] : []),
      ...(short === undefined ? [] : [`-${short}`]),
    ])
    .join(" ");
}

/** The words that a flag of a verb takes as its value; `undefined` where it takes others, or none. */
function valuesOf({ completes }: Flag, verb: Verb): string | undefined {
  return completes === "rule" ? RULES : completes === "format" ? formatsOf(verb) : undefined;
}

function formatsOf(verb: Verb): string {
  const { formats = Object.keys(formatters) }: VerbFacts = verbs[verb];
  return formats.join(" ");
}

/** The verbs that take other values of a flag than `lint` does. */
function differing(flag: NamedFlag): Verb[] {
  const others = (flag.verbs ?? []).filter((verb) => verb !== "lint");
  return others.filter((verb) => valuesOf(flag, verb) !== valuesOf(flag, "lint"));
}

function takesValue({ kind }: Flag): boolean {
  return kind === "value" || kind === "list";
}

function bash(): string {
  const valued = flagList.filter(takesValue);
  const values = valued.flatMap((flag) => {
    const words = valuesOf(flag, "lint");
    const others = differing(flag).map(
      (verb) => ` [[ \${COMP_WORDS[1]} != ${verb} ]] || words="${valuesOf(flag, verb)}"`,
    );
    return words === undefined ? [] : [`${[`    --${flag.name}) words="${words}"`, ...others].join(";")} ;;`];
  });
  const files = valued.filter((flag) => valuesOf(flag, "lint") === undefined).map(({ name }) => `--${name}`);
  const byVerb = NAMED_VERBS.map(([verb]) => {
    const argument = ARGUMENTS[verb as Verb] ?? ""; // the keys of the table are verbs
    return `        ${verb}) words="${wordsOf(flagsOf(verb as Verb))}"; [[ $word == -* ]] || words="${argument}" ;;`;
  });
  return `# Completion of steplint for bash: eval "$(steplint completion bash)"
_steplint() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=""
  COMPREPLY=()
  # Bash takes the two sides of '=' apart.
  if [[ $word == "=" ]]; then word=""
  elif [[ $before == "=" && $COMP_CWORD -gt 1 ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case $before in
${values.join("\n")}
    ${files.join("|")}) return ;;
    *)
      case \${COMP_WORDS[1]} in
${byVerb.join("\n")}
        *)
          if [[ $word == -* ]]; then words="${wordsOf(flagsOf("lint"))}"
          elif [[ $COMP_CWORD == 1 ]]; then words="${NAMED_VERBS.map(([verb]) => verb).join(" ")}"; fi ;;
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o bashdefault -o default -F _steplint steplint
`;
}

function zsh(): string {
  const specs = (verb: Verb): string =>
    flagsOf(verb)
      .flatMap((flag) => zshSpecs(flag, verb))
      .join(" \\\n        ");
  const byVerb = NAMED_VERBS.map(([verb]) => {
    const words = ARGUMENTS[verb as Verb]; // the keys of the table are verbs
    const values = words === undefined ? "_files" : `(${words})`;
    const argument = words === "" ? "" : ` \\\n        '2:${verb}:${values}'`;
    return `    ${verb})\n      _arguments '1: :' \\\n        ${specs(verb as Verb)}${argument} ;;`;
  });
  const names = NAMED_VERBS.map(([verb, { help }]) => `'${verb}:${zshText(help)}'`).join(" ");
  return `#compdef steplint
# Completion of steplint for zsh: eval "$(steplint completion zsh)"
_steplint_first() {
  local -a verbs=(${names})
  _describe 'verb' verbs
  _files
}
_steplint() {
  case $words[2] in
${byVerb.join("\n")}
    *)
      _arguments '1: :_steplint_first' '*:path:_files' \\
        ${specs("lint")} ;;
  esac
}
if [ "$funcstack[1]" = "_steplint" ]; then _steplint "$@"; else compdef _steplint steplint; fi
`;
}

function zshSpecs(flag: NamedFlag, verb: Verb): string[] {
  const { name, short, kind, help, value } = flag;
  const words = valuesOf(flag, verb);
  const action = !takesValue(flag)
    ? ""
    : `:${zshText(value ?? "")}:${words !== undefined ? `(${words})` : flag.completes === "file" ? "_files" : " "}`;
  const text = `[${zshText(help).replace(/[[\]]/g, "\\$&")}]`;
  const repeated = kind === "list" ? "*" : "";
  return [
    `'${repeated}--${name}${action === "" ? "" : "="}${text}${action}'`,
    ...(kind === "pair" ? [`'--no-${name}${text}'`] : []),
    ...(short === undefined ? [] : [`'-${short}${text}'`]),
  ];
}

function zshText(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll(":", "\\:");
}

function fish(): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
  const lines = NAMED_VERBS.flatMap(([verb, { help }]) => {
    const words = ARGUMENTS[verb as Verb]; // the keys of the table are verbs
    return [
      `complete -c steplint -n __fish_use_subcommand -a ${verb} -d ${quoted(help)}`,
      ...(words === undefined
        ? []
        : [
            `complete -c steplint -n '__fish_seen_subcommand_from ${verb}' -f${words === "" ? "" : ` -a ${quoted(words)}`}`,
          ]),
    ];
  });
  for (const flag of flagList) {
    const { name, short, kind, help, completes } = flag;
    const others = differing(flag);
    const on = (flag.verbs ?? ["lint"]).filter((verb) => !others.includes(verb));
    const without = NAMED_VERBS.map(([verb]) => verb).filter((verb) => !on.includes(verb as Verb)); // as above
    const condition = without.length === 0 ? "" : ` -n 'not __fish_seen_subcommand_from ${without.join(" ")}'`;
    const words = valuesOf(flag, "lint");
    const argument = !takesValue(flag)
      ? ""
      : words !== undefined
        ? ` -x -a ${quoted(words)}`
        : completes === "file"
          ? " -r -F"
          : " -x";
    const letter = short === undefined ? "" : ` -s ${short}`;
    lines.push(`complete -c steplint${condition} -l ${name}${letter}${argument} -d ${quoted(help)}`);
    for (const verb of others) {
      const taken = quoted(valuesOf(flag, verb) ?? "");
      lines.push(
        `complete -c steplint -n '__fish_seen_subcommand_from ${verb}' -l ${name} -x -a ${taken} -d ${quoted(help)}`,
      );
    }
    if (kind === "pair") lines.push(`complete -c steplint${condition} -l no-${name} -d ${quoted(help)}`);
  }
  return `# Completion of steplint for fish: steplint completion fish | source\n${lines.join("\n")}\n`;
}
