import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "vitest";

/** The built command line. */
export const CLI = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

export const GOOD = `{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }\n`;
export const BROKEN = `{ "StartAt": "Doen", "States": { "Done": { "Type": "Succeed" } } }\n`;
/** Fixed, it is `GOOD`. */
export const TRAILING_COMMA = `{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" }, } }\n`;

interface Surroundings {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder; that of the workshop by default. */
  readonly cwd?: string;
}

/** A folder of files, and the command line in it. */
export interface Workshop {
  /** Absolute. */
  readonly folder: string;
  write(path: string, content: string | Buffer): void;
  read(path: string): Buffer;
  steplint(words: readonly string[], surroundings?: Surroundings): SpawnSyncReturns<string>;
  lintedPaths(words: readonly string[]): string[];
}

/** A workshop that is empty before each test of a file. */
export function useWorkshop(): Workshop {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "steplint-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const steplint: Workshop["steplint"] = (words, { input = "", env = {}, cwd = folder } = {}) =>
    spawnSync(process.execPath, [CLI, ...words], {
      cwd,
      input,
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...env },
    });
  return {
    get folder() {
      return folder;
    },
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    read: (path) => readFileSync(join(folder, path)),
    steplint,
    lintedPaths(words) {
      const { stdout } = steplint([...words, "--format", "json"]);
      return JSON.parse(stdout).results.map((result: { filePath: string }) => result.filePath);
    },
  };
}
