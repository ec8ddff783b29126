import { contextFault, statesMembers } from "../analysis/context-fields.ts";
import { isParsedOnSaving, topField } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
import { statesPaths } from "../asl/jsonata-references.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import type { Intrinsic, Jsonata, Path } from "../asl/model.ts";
import { pathField } from "../data/path-fields.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require what $states and the context object are asked for to exist there",
    recommended: "error",
    needs: ["$$", "$states"],
    hasSuggestions: true,
    aws: ["UNSUPPORTED_JSONATA_EXPRESSION"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html",
    ],
    messages: {
      errorOutput: "'$states.errorOutput' exists in 'Output' and 'Assign' of a catcher alone.",
      result: "'$states.result' exists in 'Output' and 'Assign' of a Task, Parallel or Map state alone.{{hint}}",
      absent: { text: "'$states.{{name}}' does not exist here, so the state fails.", severity: "warn" },
      unknown: { text: "'{{path}}' does not exist.{{hint}}", severity: "warn" },
      item: { text: "'{{path}}' exists only where a Map selects the input of its items.", severity: "warn" },
      token: {
        text: "Nothing waits for '{{path}}' here: only a Resource that ends in '.waitForTaskToken' does.",
        severity: "warn",
      },
      rename: "Change it to '{{name}}'",
    },
  },

  visit: {
    Jsonata(jsonata, { report }) {
      // Most expressions read the input and nothing else of it.
      if (!/\$states\s*\.\s*(?!input\b)/.test(jsonata.source)) return;
      const known = statesMembers(jsonata);
      const seen: string[] = [];
      for (const { names, start, checked } of statesPaths(jsonata.tree)) {
        const [first] = names;
        if (first === undefined) continue;
        const { name, range } = first;
        if (name === "context") {
          const problem = contextProblem({
            names: names.slice(1),
            start,
            root: "$states.context",
            expression: jsonata,
          });
          if (problem !== undefined) report(problem);
          continue;
        }
        if (known.includes(name) || seen.includes(name)) continue;
        seen.push(name);
        const at = jsonata.at([start, range[1]]);
        if (name !== "result" && name !== "errorOutput") {
          report(unknown(jsonata, range, `$states.${name}`, nearest(name, known)));
        } else if (!checked || !isParsedOnSaving(jsonata.field)) report({ at, messageId: "absent", data: { name } });
        else if (name === "errorOutput") report({ at, messageId: "errorOutput" });
        else {
          const near = known.includes("errorOutput") ? "$states.errorOutput" : undefined;
          report({ at, messageId: "result", data: { hint: hintAt(near) } });
        }
      }
    },

    Path(path, { report }) {
      if (!path.text.startsWith("$$")) return;
      // Where no path leads into the context object, the root is the mistake, which is another rule's.
      if (pathField(path.field)?.noContext) return;
      const problem = contextPathProblem(path, path.path);
      if (problem !== undefined) report(problem);
    },

    Intrinsic(intrinsic, { report }) {
      if (!intrinsic.text.includes("$$")) return;
      for (const path of pathsIn(intrinsic.call)) {
        const problem = contextPathProblem(intrinsic, path);
        if (problem !== undefined) report(problem);
      }
    },
  },
});

type Expression = Path | Intrinsic | Jsonata;

function unknown(expression: Expression, range: Range, path: string, near: string | undefined) {
  const { node, text } = expression;
  const data = { path, hint: hintAt(near) };
  const problem = { at: expression.at(range), messageId: "unknown" as const, data };
  // The ranges of JSONata begin behind '{%'.
  const [start, end] = "tree" in expression ? [range[0] + 2, range[1] + 2] : range;
  if (near === undefined || !path.endsWith(`.${text.slice(start, end)}`)) return problem;
  const change = (edit: Editor) => edit.replaceValue(node, text.slice(0, start) + near + text.slice(end));
  return { ...problem, suggest: [{ messageId: "rename" as const, data: { name: near }, change }] };
}

interface ContextPath {
  readonly names: readonly { readonly name: string; readonly range: Range }[];
  readonly start: number;
  /** `$$` or `$states.context`. */
  readonly root: string;
  readonly expression: Expression;
}

function contextProblem({ names, start, root, expression }: ContextPath) {
  const fault = contextFault(
    names.map(({ name }) => name),
    expression.state,
    topField(expression),
  );
  if (fault === undefined) return undefined;
  const last = names[fault.kind === "unknown" ? fault.index : names.length - 1];
  if (last === undefined) return undefined;
  const shown = names.slice(0, names.indexOf(last) + 1);
  const path = [root, ...shown.map(({ name }) => name)].join(".");
  if (fault.kind === "unknown") return unknown(expression, last.range, path, nearest(last.name, fault.known));
  return { at: expression.at([start, last.range[1]]), messageId: fault.kind, data: { path } };
}

function contextPathProblem(expression: Path | Intrinsic, path: ParsedPath) {
  if (path.root !== "context" || path.error !== undefined) return undefined;
  const names: { name: string; range: Range }[] = [];
  for (const step of path.steps) {
    if (step.kind !== "name" || step.descendant) break;
    const [start, end] = step.range;
    names.push({ name: step.name, range: step.notation === "dot" ? [start + 1, end] : [start + 2, end - 2] });
  }
  return contextProblem({ names, start: path.range[0], root: "$$", expression });
}
