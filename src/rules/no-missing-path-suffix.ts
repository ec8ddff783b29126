import { readsAsExpression } from "../analysis/lookalikes.ts";
import { parseIntrinsic } from "../asl/intrinsics.ts";
import { parsePath } from "../asl/jsonpath.ts";
import { isReferencePath } from "../asl/jsonpath-compare.ts";
import type { Field, StateMachine } from "../asl/model.ts";
import { intrinsicFunction, mayReturnString } from "../data/intrinsics.ts";
import type { Editor } from "../document/editor.ts";
import type { ObjectNode } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "warnings",
    description: "Disallow paths in fields that have a twin for them, such as 'ErrorPath'",
    recommended: "warn",
    hasSuggestions: true,
    aws: ["NO_PATH"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html",
      "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html",
    ],
    messages: {
      found: "'{{field}}' takes '{{text}}' as it is written: only '{{field}}Path' reads it.",
      rename: "Rename it to '{{field}}Path'",
    },
  },

  visit: {
    Fail(state, { machine, report }) {
      if (state.language !== "JSONPath") return;
      for (const field of [state.error, state.cause]) {
        const found = field && check(field, state.node, machine, true);
        if (found !== undefined) report(found);
      }
    },

    ChoiceRule({ choice, comparison, node }, { machine, report }) {
      // Comparisons of numbers, timestamps and booleans take no text at all, which is another rule's.
      if (choice.language !== "JSONPath" || comparison === undefined || !OF_TEXT.test(comparison.key)) return;
      const found = check(comparison, node, machine, false);
      if (found !== undefined) report(found);
    },
  },
});

const OF_TEXT = /^String(?:Equals|(?:Less|Greater)Than(?:Equals)?)$/;

function check(
  { key, value, range, member }: Field<unknown>,
  holder: ObjectNode,
  machine: StateMachine,
  call: boolean,
) {
  if (typeof value !== "string") return undefined;
  const kind = readsAsExpression(value, machine);
  if (kind === undefined || (kind === "call" && !call)) return undefined;
  const data = { field: key, text: value };
  const isTaken = kind === "path" ? isReferencePath(parsePath(value)) : returnsString(value);
  const change = (edit: Editor) => edit.renameKey(member, `${key}Path`);
  const isFree = isTaken && holder.get(`${key}Path`) === undefined;
  const suggest = isFree ? [{ messageId: "rename" as const, data: { field: key }, change }] : [];
  return { at: range, messageId: "found" as const, data, suggest };
}

function returnsString(text: string): boolean {
  const known = intrinsicFunction(parseIntrinsic(text)?.name ?? "");
  return known !== undefined && mayReturnString(known);
}
