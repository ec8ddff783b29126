import type { Issue } from "../document/editor.ts";
import type { HclError } from "../document/hcl-syntax.ts";

/** How the author writes what the grammar calls by another name. */
const TOKENS: Readonly<Record<string, string>> = {
  identifier: "A name",
  quoted_template_end: "'\"'",
  heredoc_identifier: "The end of the heredoc",
  template_interpolation_end: "'}'",
  template_directive_end: "'}'",
};

/** A broken place of a Terraform file, in words. */
export function brokenFile({ range: [start, end], missing }: HclError, text: string): Issue {
  const lineEnd = /\r?\n|$/g;
  lineEnd.lastIndex = start;
  const stop = lineEnd.exec(text)?.index ?? text.length;
  const what =
    missing === undefined ? "This fits nothing before it" : `${TOKENS[missing] ?? `'${missing}'`} is missing here`;
  return {
    kind: "host-syntax",
    message: `${what}: Terraform cannot read the file.`,
    range: [start, Math.max(start, Math.min(end, stop))],
  };
}
