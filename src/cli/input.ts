import { decodeText, type TextFile } from "../files/text-file.ts";
import { UsageError } from "../util/usage-error.ts";
import type { FlagValues } from "./options.ts";

/** Throws a `UsageError` where flags and paths do not say what to read, or by which configuration. */
export function checkInput(flags: FlagValues, paths: readonly string[]): void {
  if (paths.includes("-") && paths.length > 1) throw new UsageError("'-' reads standard input and stands alone.");
  if (!paths.includes("-") && flags["stdin-filename"] !== undefined) {
    throw new UsageError("'--stdin-filename' names the text of standard input: give '-' as the path.");
  }
  if (flags.config !== undefined && flags["no-config"]) {
    throw new UsageError("'--config' and '--no-config' exclude one another.");
  }
}

/** Reads standard input, and says what its text is called. */
export async function readInput(
  flags: FlagValues,
): Promise<TextFile & { readonly bytes: Buffer; readonly path: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { ...decodeText(bytes), bytes, path: flags["stdin-filename"] ?? "<stdin>" };
}
