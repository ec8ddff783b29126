import { detoursOfCall, detoursOfExpression, type JsonDetour } from "../analysis/json-detours.ts";
import { defineRule, type ReportFor } from "../linter/rule.ts";

const messages = {
  glued:
    "JSON that '{{glue}}' glues together to be parsed back breaks on a quote or backslash in '{{value}}': write the {{what}} itself.",
  nested:
    "JSON that '{{glue}}' glues together to be parsed back breaks on a quote or backslash in '{{value}}': let a template before make the {{what}}.",
  stored:
    "JSON that '{{glue}}' glues together for '{{state}}' to parse breaks on a quote or backslash in '{{value}}': store the {{what}} itself.",
  roundabout: "JSON that '{{glue}}' glues together only to be parsed back: write the {{what}} itself.",
  write: "Write the {{what}} itself",
  typed: "Write the {{what}} itself, where each value keeps its type: text stays text, a number a number",
} as const;

export default defineRule({
  meta: {
    type: "problem",
    category: "workarounds",
    description: "Disallow JSON that is glued together as text and parsed back",
    recommended: "warn",
    needs: ["States.StringToJson", "$parse"],
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html",
    ],
    messages,
  },

  visit: {
    Intrinsic(intrinsic, { graph, report }) {
      for (const found of detoursOfCall(intrinsic, () => graph(intrinsic.state.scope))) report(problemOf(found));
    },

    Jsonata(jsonata, { graph, report }) {
      for (const found of detoursOfExpression(jsonata, () => graph(jsonata.state.scope))) report(problemOf(found));
    },
  },
});

function problemOf({ at, glue, what, breaking: value, parsed, rewrite }: JsonDetour): ReportFor<typeof messages> {
  const suggest = rewrite && [
    { messageId: rewrite.isExact ? ("write" as const) : ("typed" as const), data: { what }, change: rewrite.change },
  ];
  const place = {
    at,
    ...(suggest && { suggest }),
    ...(parsed && { related: [{ message: `'${parsed.state.name}' parses it.`, range: parsed.range }] }),
  };
  if (value === undefined) return { ...place, messageId: "roundabout", data: { glue, what } };
  if (parsed) return { ...place, messageId: "stored", data: { glue, what, value, state: parsed.state.name } };
  const messageId = rewrite === undefined && glue === "States.Format" ? "nested" : "glued";
  return { ...place, messageId, data: { glue, what, value } };
}
