import { parsePath } from "../asl/jsonpath.ts";
import { hasRefusedMark, severalPlaces } from "../asl/jsonpath-compare.ts";
import type { Path } from "../asl/model.ts";
import { evaluationOf } from "../asl/template.ts";
import { type PathField, pathField } from "../data/path-fields.ts";
import type { Range } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt } from "../util/did-you-mean.ts";

const REFERENCE =
  "'{{field}}' takes a Reference Path, which names one place by names and indexes alone: '{{part}}' does not.";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require paths that AWS can read, and Reference Paths where a single place is needed",
    recommended: "error",
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html",
      "https://states-language.net/spec.html#path",
    ],
    messages: {
      text: "'{{field}}' takes a path, which starts with '$'.{{hint}}",
      textOrCall:
        "'{{field}}' takes a path, which starts with '$', or an intrinsic call that returns a string.{{hint}}",
      call: "'{{field}}' takes a path but no intrinsic call: compute the value in a template of an earlier state.",
      syntax: "{{problem}}",
      doubtful: { text: "{{problem}}", severity: "warn" },
      several: REFERENCE,
      mayBeSeveral: { text: REFERENCE, severity: "warn" },
      context: "'{{field}}' cannot read the context object: AWS takes a path into the input or a variable here.",
      resultInContext: "'ResultPath' cannot lead into the context object: it names a place in the state's input.",
      resultInVariable: "'ResultPath' cannot name a variable: set variables in 'Assign'.",
    },
  },

  visit: {
    Path(place, { report }) {
      if (place.state.language !== "JSONPath") return;
      const field = nameOf(place.field);
      const takes = pathField(field);
      // Most paths are of the plainest kind, which is never wrong outside of a few fields: they need no parsing.
      if (!takes?.noContext && PLAIN.test(place.text)) return;
      if (evaluationOf(place.text) === undefined) {
        if (takes === undefined) return;
        const data = { field, hint: hintAt(withDollar(place.text)) };
        report({ at: place.node.range, messageId: takes.takesCall ? "textOrCall" : "text", data });
        return;
      }
      const { error, rootRange, root } = place.path;
      if (error !== undefined) {
        const isDoubtful = error.doubtful && !(takes?.reference === "refused" && hasRefusedMark(place.text));
        const data = { problem: error.message };
        report({ at: place.at(error.range), messageId: isDoubtful ? "doubtful" : "syntax", data });
      } else if (takes !== undefined) {
        const at = place.at(rootRange);
        if (root === "context" && takes.noContext) {
          if (field === "ResultPath") report({ at, messageId: "resultInContext" });
          else report({ at, messageId: "context", data: { field } });
        } else if (root === "variable" && takes.noVariable) report({ at, messageId: "resultInVariable" });
        else checkReference(place, field, takes, report);
      }
    },

    Intrinsic({ field, state, node }, { report }) {
      const name = nameOf(field);
      const takes = pathField(name);
      if (state.language !== "JSONPath" || takes === undefined || takes.takesCall) return;
      report({ at: node.range, messageId: "call", data: { field: name } });
    },
  },
});

const PLAIN = /^\$\$?(?:\.[A-Za-z_][\w-]*|\[\d+\])*$/;

function nameOf(field: string): string {
  return field.slice(field.lastIndexOf(".") + 1);
}

/** A text with the start that a path needs, if that makes a path of it. */
function withDollar(text: string): string | undefined {
  if (!/^\.?[A-Za-z_][\w.[\]-]*$/.test(text)) return undefined;
  const path = text.startsWith(".") ? `$${text}` : `$.${text}`;
  return parsePath(path).error === undefined ? path : undefined;
}

interface SeveralReport {
  readonly at: Range;
  readonly messageId: "several" | "mayBeSeveral";
  readonly data: { readonly field: string; readonly part: string };
}

function checkReference(place: Path, field: string, takes: PathField, report: (found: SeveralReport) => void): void {
  const found = takes.reference && severalPlaces(place.path);
  if (found === undefined) return;
  const messageId = takes.reference === "refused" && hasRefusedMark(place.text) ? "several" : "mayBeSeveral";
  report({ at: place.at(found.range), messageId, data: { field, part: place.text.slice(...found.range) } });
}
