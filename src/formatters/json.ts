import type { TextEdit } from "../document/nodes.ts";
import type { Place, Problem } from "../linter/report.ts";
import type { Formatter } from "./formatter.ts";

/** The report as one line of JSON, in the shape of `schema/report.schema.json`. */
const json: Formatter = ({ results, summary }) => {
  const report = {
    version: 1,
    results: results.map(({ filePath, definitions, problems }) => ({
      filePath,
      definitions: definitions.map(({ name, host, type, pointer, file }) => ({
        name: name ?? null,
        host,
        type: type ?? null,
        pointer,
        file: file ?? null,
      })),
      problems: problems.map(problemOf),
    })),
    summary: {
      files: summary.files,
      definitions: summary.definitions,
      errors: summary.errors,
      warnings: summary.warnings,
      fixable: summary.fixable,
    },
  };
  return `${JSON.stringify(report)}\n`;
};

export default json;

function problemOf(problem: Problem): object {
  const { fix, suppressed } = problem;
  return {
    ruleId: problem.ruleId,
    messageId: problem.messageId,
    severity: problem.severity,
    message: problem.message,
    ...placeOf(problem),
    definition: problem.definition,
    pointer: problem.pointer,
    url: problem.url ?? null,
    related: problem.related.map((place) => ({ message: place.message, filePath: place.filePath, ...placeOf(place) })),
    fix: fix === undefined ? null : fix.map(editOf),
    suggestions: problem.suggestions.map(({ message, edits }) => ({ message, edits: edits.map(editOf) })),
    suppressed: suppressed === undefined ? null : { kind: suppressed.kind, reason: suppressed.reason ?? null },
  };
}

function placeOf({ line, column, endLine, endColumn }: Place): object {
  return { line, column, endLine, endColumn };
}

function editOf({ range, text }: TextEdit): object {
  return { range: [range[0], range[1]], text };
}
