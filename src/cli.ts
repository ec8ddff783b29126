#!/usr/bin/env node
import { helpText, parseArguments } from "./cli/options.ts";
import { print } from "./cli/output.ts";
import { printable } from "./util/printable.ts";
import { homepage, version } from "./util/project.ts";

void main(process.argv.slice(2)).then((exitCode) => {
  // Set, not exited with: what is still being written would be lost.
  process.exitCode = exitCode;
});

async function main(words: readonly string[]): Promise<number> {
  try {
    const parsed = parseArguments(words);
    if (parsed.flags.help) print(1, helpText());
    else if (parsed.flags.version) print(1, `${version}\n`);
    else return await (await import("./cli/lint.ts")).lintCommand(parsed);
    return 0;
  } catch (error) {
    // By name: what is loaded lazily has a class of its own.
    if (error instanceof Error && error.name === "UsageError") {
      print(2, `${printable(error.message)}\n'steplint --help' lists the flags.\n`);
    } else {
      const stack = error instanceof Error ? error.stack : String(error);
      print(2, `${stack}\nThis is a bug in steplint ${version}. Tell us: ${homepage}/issues\n`);
    }
    return 2;
  }
}
