import { createSourceFile } from "../../src/document/source-file.ts";
import type { FileReference, Reading, Surroundings } from "../../src/hosts/host.ts";
import { neededReaders } from "../../src/hosts/markers.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import { loadReaders } from "../../src/readers/load.ts";
import { memoryFiles } from "./files.ts";

/** Reads one of some files, as a run does that meets it. */
export async function readIn(
  files: Readonly<Record<string, string>>,
  path: string,
  references?: readonly FileReference[],
): Promise<Reading> {
  const text = files[path] ?? "";
  const around: Surroundings = { files: memoryFiles(files), ...(references && { references }) };
  const readers = await loadReaders(neededReaders(path, text, references));
  return readDefinitions(createSourceFile(path, text), "found", readers, around);
}
