import { readsAsExpression } from "../analysis/lookalikes.ts";
import type { Pass, StateMachine } from "../asl/model.ts";
import { evaluatedName, evaluationOf, isDefinition, templateObjects } from "../asl/template.ts";
import type { Editor } from "../document/editor.ts";
import { type MemberNode, stringOf } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "warnings",
    description: "Disallow keys that end with '.$' and intrinsic calls in the 'Result' of a Pass",
    recommended: "warn",
    hasSuggestions: true,
    aws: ["PASS_RESULT_IS_STATIC"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html",
      "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html",
    ],
    messages: {
      key: "'Result' is never evaluated: '{{key}}' stays a key of that name, with its text as the value.",
      text: "'Result' is never evaluated: '{{text}}' stays the text it is.",
      move: "Rename 'Result' to 'Parameters', which is evaluated",
    },
  },

  visit: {
    Pass(pass, { machine, report }) {
      const result = pass.result?.value;
      if (pass.language !== "JSONPath" || result === undefined) return;
      const whole = stringOf(result);
      if (whole !== undefined && readsAsExpression(whole, machine) !== undefined) {
        report({ at: result.range, messageId: "text", data: { text: whole } });
        return;
      }
      const [first, ...others] = expressionsIn(pass, machine);
      if (first === undefined) return;
      const { key } = first;
      const related = others.map((other) => ({ message: `'${other.key}' stays, too.`, range: other.keyRange }));
      const suggest = move(pass, [first, ...others]);
      if (evaluatedName(key) !== undefined) {
        report({ at: first.keyRange, messageId: "key", data: { key }, related, suggest });
      } else {
        const data = { text: stringOf(first.value) ?? "" };
        report({ at: first.value.range, messageId: "text", data, related, suggest });
      }
    },
  },
});

/** The members of a Result whose authors seem to think that they are evaluated, in writing order. */
function expressionsIn({ result }: Pass, machine: StateMachine): MemberNode[] {
  const found: MemberNode[] = [];
  for (const object of result?.value === undefined ? [] : templateObjects(result.value, isDefinition)) {
    for (const member of object.members) {
      const text = stringOf(member.value);
      // A path under another key may be data for somebody who evaluates it, such as a mapping of fields.
      const isCall = text !== undefined && readsAsExpression(text, machine) === "call";
      if (isCall || evaluatedName(member.key) !== undefined) found.push(member);
    }
  }
  return found.sort((one, other) => one.keyStart - other.keyStart);
}

/** Offers to evaluate the whole, where AWS takes it as a template. */
function move({ result, parameters }: Pass, found: readonly MemberNode[]) {
  const isTaken = found.every(({ value }) => value.kind === "dynamic" || evaluationOf(stringOf(value) ?? ""));
  const isFree = found.every(({ key, value: { parent } }) => {
    const other = evaluatedName(key) ?? `${key}.$`;
    return parent?.kind === "object" && parent.get(other) === undefined;
  });
  if (result?.value?.kind !== "object" || parameters !== undefined || !isTaken || !isFree) return [];
  const change = (edit: Editor) => {
    const changes = [edit.renameKey(result.member, "Parameters")];
    for (const member of found) {
      if (evaluatedName(member.key) === undefined) changes.push(edit.renameKey(member, `${member.key}.$`));
    }
    return changes.every((edits) => edits !== undefined) ? changes.flat() : undefined;
  };
  return [{ messageId: "move" as const, change }];
}
