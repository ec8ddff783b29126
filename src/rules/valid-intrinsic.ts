import { argumentFaults, withArticle } from "../asl/intrinsic-arguments.ts";
import { callsIn, type IntrinsicCall, nearestIntrinsic, nestingDepth } from "../asl/intrinsics.ts";
import type { Intrinsic } from "../asl/model.ts";
import { intrinsicFunction, maxIntrinsicNesting, mayReturnString } from "../data/intrinsics.ts";
import { pathField } from "../data/path-fields.ts";
import type { Editor } from "../document/editor.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt } from "../util/did-you-mean.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require intrinsic calls that AWS can read, of functions that exist",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html",
      "https://states-language.net/spec.html#appendix-b",
    ],
    messages: {
      unknown: "There is no intrinsic function '{{name}}'.{{hint}}",
      syntax: "{{problem}}",
      doubtful: { text: "{{problem}}", severity: "warn" },
      argument: { text: "'{{name}}' takes {{takes}}.", severity: "warn" },
      deep: { text: "Calls stand {{depth}} deep in one another here: AWS takes {{limit}} levels.", severity: "warn" },
      escape: {
        text: "'{{escape}}' is no escape of intrinsic calls: a backslash stands before ', {, } and \\ alone.",
        severity: "warn",
      },
      noString: { text: "'{{field}}' takes a string, and '{{name}}' returns {{returns}}.", severity: "warn" },
      rename: "Change it to '{{name}}'",
    },
  },

  visit: {
    Intrinsic(intrinsic, { report }) {
      const { state, field, call, at } = intrinsic;
      const takes = pathField(field);
      // In a field for paths the call as a whole is the mistake, which is another rule's.
      if (state.language !== "JSONPath" || (takes !== undefined && !takes.takesCall)) return;
      if (call.error !== undefined) {
        const { doubtful, range, message } = call.error;
        report({ at: at(range), messageId: doubtful ? "doubtful" : "syntax", data: { problem: message } });
      }
      const outer = intrinsicFunction(call.name);
      if (takes !== undefined && outer !== undefined && !mayReturnString(outer)) {
        const data = { field, name: call.name, returns: withArticle(outer.returns) };
        report({ at: at(call.nameRange), messageId: "noString", data });
      }
      for (const inner of callsIn(call)) {
        const { name } = inner;
        const known = intrinsicFunction(name);
        if (known === undefined) {
          const near = nearestIntrinsic(name);
          const suggest = near === undefined ? [] : [rename(intrinsic, inner, near)];
          report({ at: at(inner.nameRange), messageId: "unknown", data: { name, hint: hintAt(near) }, suggest });
        }
        if (known === undefined || call.error !== undefined) continue;
        for (const fault of argumentFaults(inner, known)) {
          report({ at: at(fault.range), messageId: "argument", data: { name, takes: fault.takes } });
        }
        for (const argument of inner.args) {
          if (argument.kind !== "string") continue;
          // One a string: who writes \n writes it in each line.
          const [range] = argument.strayEscapes;
          if (range === undefined) continue;
          report({ at: at(range), messageId: "escape", data: { escape: intrinsic.text.slice(...range) } });
        }
      }
      const deep = deeperThan(maxIntrinsicNesting, call);
      if (deep !== undefined) {
        const data = { depth: nestingDepth(call), limit: maxIntrinsicNesting };
        report({ at: at(deep.nameRange), messageId: "deep", data });
      }
    },
  },
});

/** The first call that stands deeper in others than `limit`. */
function deeperThan(limit: number, call: IntrinsicCall): IntrinsicCall | undefined {
  if (limit === 0) return call;
  for (const argument of call.args) {
    const deep = argument.kind === "call" ? deeperThan(limit - 1, argument) : undefined;
    if (deep !== undefined) return deep;
  }
  return undefined;
}

function rename({ node, text }: Intrinsic, { nameRange: [start, end] }: IntrinsicCall, name: string) {
  const value = text.slice(0, start) + name + text.slice(end);
  return { messageId: "rename" as const, data: { name }, change: (edit: Editor) => edit.replaceValue(node, value) };
}
