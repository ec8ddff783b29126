import { evaluatedMembers, evaluationOf } from "../asl/template.ts";
import { type MemberNode, stringOf } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "warnings",
    description: "Disallow keys that end with '.$' in the 'Result' of a Pass",
    recommended: "warn",
    hasSuggestions: true,
    aws: ["PASS_RESULT_IS_STATIC"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html",
      "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html",
    ],
    messages: {
      found: "'Result' is never evaluated: '{{key}}' stays a key of that name, with its text as the value.",
      rename: "Rename 'Result' to 'Parameters', which is evaluated",
    },
  },

  visit: {
    Pass(pass, { report }) {
      const { result, parameters } = pass;
      if (pass.language !== "JSONPath" || result?.value === undefined) return;
      const found = [...evaluatedMembers(result.value)].map(({ member }) => member);
      const [first, ...others] = found;
      if (first === undefined) return;
      const canMove = result.value.kind === "object" && parameters === undefined && found.every(isEvaluable);
      report({
        at: first.keyRange,
        messageId: "found",
        data: { key: first.key },
        related: others.map(({ key, keyRange }) => ({ message: `'${key}' stays, too.`, range: keyRange })),
        suggest: canMove
          ? [{ messageId: "rename", change: (edit) => edit.renameKey(result.member, "Parameters") }]
          : [],
      });
    },
  },
});

function isEvaluable({ value }: MemberNode): boolean {
  return value.kind === "dynamic" || evaluationOf(stringOf(value) ?? "") !== undefined;
}
