import { type AssignedNames, assignedNames } from "../analysis/assigned-names.ts";
import { parsePath } from "../asl/jsonpath.ts";
import { hasRefusedMark, isReferencePath, severalPlaces } from "../asl/jsonpath-compare.ts";
import type { Path } from "../asl/model.ts";
import { evaluationOf } from "../asl/template.ts";
import { lastName, type PathField, pathField } from "../data/path-fields.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { isStandIn } from "../document/placeholders.ts";
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
    hasSuggestions: true,
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
      change: "Change it to '{{path}}'",
    },
  },

  visit: {
    Path(place, { machine, report }) {
      if (place.state.language !== "JSONPath") return;
      // Most paths are of the plainest kind, which only a few fields do not take: they need no parsing.
      const isPlain = PLAIN.test(place.text);
      if (isPlain && !place.text.startsWith("$$")) return;
      const field = lastName(place.field);
      const takes = pathField(field);
      if (isPlain && !takes?.noContext) return;
      if (isStandIn(place.text)) return;
      if (evaluationOf(place.text) === undefined) {
        if (takes === undefined) return;
        const meant = withDollar(place.text, takes, assignedNames(machine));
        const data = { field, hint: hintAt(meant[0]) };
        const suggest = meant.map((path) => change(place, path));
        report({ at: place.node.range, messageId: takes.takesCall ? "textOrCall" : "text", data, suggest });
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
      const name = lastName(field);
      const takes = pathField(name);
      if (state.language !== "JSONPath" || takes === undefined || takes.takesCall) return;
      report({ at: node.range, messageId: "call", data: { field: name } });
    },
  },
});

const PLAIN = /^\$\$?(?:\.[A-Za-z_][\w-]*|\[\d+\])*$/;

/** What a text may be meant as, the likeliest first: with the start that a path needs, where that makes one of it. */
function withDollar(text: string, takes: PathField, { names }: AssignedNames): string[] {
  if (!/^\.?[A-Za-z_][\w.[\]-]*$/.test(text)) return [];
  const path = text.startsWith(".") ? `$${text}` : `$.${text}`;
  if (!isReferencePath(parsePath(path))) return [];
  const name = /^\w+/.exec(text)?.[0];
  return name !== undefined && names.has(name) && !takes.noVariable ? [`$${text}`, path] : [path];
}

function change({ node }: Path, path: string) {
  return {
    messageId: "change" as const,
    data: { path },
    change: (edit: Editor) => edit.replaceValue(node, path),
  };
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
