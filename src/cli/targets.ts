import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { isConfigName } from "../config/find-config.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { reasonOf } from "../util/reason.ts";
import { UsageError } from "../util/usage-error.ts";
import { type Descriptor, print } from "./output.ts";

/** A format that was asked for; without a file it goes to standard output. */
export interface Target {
  readonly name: string;
  readonly file: string | undefined;
}

/** Reads `--format` flags. Throws a `UsageError` on files that make no sense, and where two go to standard output. */
export function targetsOf(written: readonly string[]): Target[] {
  const targets = written.map(targetOf);
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError("Standard output takes one format: write '--format <name>=<file>' for the others.");
  }
  return targets;
}

function targetOf(written: string): Target {
  const equals = written.indexOf("=");
  if (equals < 0) return { name: written, file: undefined };
  if (equals === written.length - 1) throw new UsageError(`'--format ${written}' names no file.`);
  const file = written.slice(equals + 1);
  if (isConfigName(basename(file))) {
    throw new UsageError(`'--format ${written}': a report called ${basename(file)} would be read as a configuration.`);
  }
  return { name: written.slice(0, equals), file };
}

/** Writes a text where it goes, folders that are missing included; answers what went wrong. */
export function writeTarget({ file }: Target, text: string, descriptor: Descriptor = 1): string[] {
  if (file === undefined) print(descriptor, text);
  else {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    } catch (error) {
      return [`${file}: cannot be written: ${reasonOf(error)}.`];
    }
  }
  return [];
}

/** The mistake of naming a format that is none of those there are. */
export function unknownFormat(name: string, names: readonly string[]): UsageError {
  return new UsageError(`Unknown format '${name}'.${didYouMean(name, names) || ` There is ${names.join(", ")}.`}`);
}
