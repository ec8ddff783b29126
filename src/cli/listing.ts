import type { Report } from "../linter/report.ts";
import { printable, printablePath } from "../util/printable.ts";
import { plural } from "../util/words.ts";

/** Each file with the definitions in it: in what host, their type and name, where they stand or which file holds them. */
export function listing({ results, summary }: Report): string {
  const lines = results.flatMap(({ filePath, definitions }) => [
    printablePath(filePath),
    ...definitions.map(({ host, type, name, pointer, file }) => {
      const place = file === filePath ? undefined : file === undefined ? "(its text is not known here)" : `-> ${file}`;
      const words = [host, type, name, pointer === "" ? undefined : pointer, place];
      return `  ${words.flatMap((word) => (word === undefined ? [] : printable(word))).join("  ")}`;
    }),
  ]);
  if (lines.length === 0) return "";
  const total = `${plural(summary.definitions, "definition")} in ${plural(summary.files, "file")}`;
  return `${[...lines, "", total].join("\n")}\n`;
}
