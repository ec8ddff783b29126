import picocolors from "picocolors";
import type { Problem, Summary } from "../linter/report.ts";
import { printable } from "../util/printable.ts";
import { uriOf } from "../util/uri.ts";
import { count, plural } from "../util/words.ts";
import type { FormatOptions } from "./formatter.ts";
import { severityWord } from "./problems.ts";

export type Paint = (text: string) => string;

/** How the formats for terminals write. */
export interface Style extends FormatOptions {
  readonly colors: ReturnType<typeof picocolors.createColors>;
}

export function styleOf(options: FormatOptions): Style {
  return { ...options, colors: picocolors.createColors(options.color) };
}

/** The colour of a problem. */
export function paintOf({ severity }: Problem, { colors }: Style): Paint {
  return severity === "error" ? colors.red : colors.yellow;
}

/** "error" or "warning" in its colour. */
export function severityText(problem: Problem, style: Style): string {
  return paintOf(problem, style)(severityWord(problem));
}

/** The rule's id, which links to its document where the terminal can. */
export function ruleText({ ruleId, url }: Problem, { colors, hyperlinks }: Style): string {
  const text = colors.dim(printable(ruleId));
  return hyperlinks && url !== undefined ? `\u001b]8;;${uriOf(url)}\u001b\\${text}\u001b]8;;\u001b\\` : text;
}

/** What was found in how much, without a line end. */
export function summaryLine(summary: Summary, { colors, errorsOnly }: Style): string {
  const { files, definitions, errors, warnings, fixable } = summary;
  if (errors + warnings === 0) {
    const none = errorsOnly ? "no errors" : "no problems";
    return colors.green(`${plural(definitions, "definition")} in ${plural(files, "file")}, ${none}`);
  }
  const found = [
    ...(errors > 0 ? [colors.red(plural(errors, "error"))] : []),
    ...(warnings > 0 ? [colors.yellow(plural(warnings, "warning"))] : []),
  ];
  const where = `${plural(definitions, "definition")} (${plural(files, "file")})`;
  return `${found.join(" and ")} in ${where}${fixable > 0 ? `, ${count(fixable)} fixable with --fix` : ""}`;
}
