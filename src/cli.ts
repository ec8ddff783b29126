#!/usr/bin/env node
import { type Arguments, helpText, parseArguments } from "./cli/options.ts";
import { print } from "./cli/output.ts";
import { printable } from "./util/printable.ts";
import { homepage, version } from "./util/project.ts";
import { isUsageError } from "./util/usage-error.ts";

// A module of the user's that never finishes loading leaves nothing to do, and Node would end as if all were well.
const onIdle = (): void => {
  process.exitCode = 2;
  print(2, "A configuration, plugin or formatter never finished loading: it waits for what never happens.\n");
};
process.once("beforeExit", onIdle);
// Standard output holds the report and nothing else, also where a module of the user's prints something.
for (const name of ["log", "info", "debug"] as const) console[name] = (...words) => console.error(...words);

void main(process.argv.slice(2)).then((exitCode) => {
  process.off("beforeExit", onIdle);
  // Set, not exited with: what is still being written would be lost.
  process.exitCode = exitCode;
});

async function main(words: readonly string[]): Promise<number> {
  let parsed: Arguments | undefined;
  try {
    parsed = parseArguments(words);
    if (parsed.flags.help) print(1, helpText());
    else if (parsed.flags.version) print(1, `${version}\n`);
    else return await run(parsed);
    return 0;
  } catch (error) {
    if (isUsageError(error)) {
      const hint = parsed === undefined ? "'steplint --help' lists the flags.\n" : "";
      print(2, `${printable(error.message)}\n${hint}`);
    } else {
      const stack = error instanceof Error ? error.stack : String(error);
      print(2, `${stack}\nThis is a bug in steplint ${version}. Tell us: ${homepage}/issues\n`);
    }
    return 2;
  }
}

async function run(parsed: Arguments): Promise<number> {
  switch (parsed.verb) {
    case "lint":
      return (await import("./cli/lint.ts")).lintCommand(parsed);
    case "cost":
      return (await import("./cli/cost.ts")).costCommand(parsed);
    case "explain":
      return (await import("./cli/explain.ts")).explainCommand(parsed);
    case "graph":
      return (await import("./cli/graph.ts")).graphCommand(parsed);
    case "init":
      return (await import("./cli/init.ts")).initCommand(parsed);
    case "completion":
      return (await import("./cli/completion.ts")).completionCommand(parsed);
  }
}
