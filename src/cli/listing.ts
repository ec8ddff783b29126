import type { Report } from "../linter/report.ts";
import { printable, printablePath } from "../util/printable.ts";
import { plural } from "../util/words.ts";

/** Each file with the definitions in it: where they stand, in what host, and their type and name where it says them. */
export function listing({ results, summary }: Report): string {
  const lines = results.flatMap(({ filePath, definitions }) => [
    printablePath(filePath),
    ...definitions.map(({ host, type, name, pointer }) => {
      const words = [host, type, name, pointer === "" ? undefined : pointer];
      return `  ${words.flatMap((word) => (word === undefined ? [] : printable(word))).join("  ")}`;
    }),
  ]);
  if (lines.length === 0) return "";
  const total = `${plural(summary.definitions, "definition")} in ${plural(summary.files, "file")}`;
  return `${[...lines, "", total].join("\n")}\n`;
}
