import { evaluatesPaths, hasOperators, readsAsExpression, takesPathText } from "../analysis/lookalikes.ts";
import { isDefinition, isTemplate, templateObjects } from "../asl/template.ts";
import type { Editor } from "../document/editor.ts";
import { type ArrayNode, type MemberNode, type ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "warnings",
    description: "Disallow paths and intrinsic calls under keys that do not end with '.$'",
    recommended: "warn",
    hasSuggestions: true,
    aws: ["NO_DOLLAR"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html",
      "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html",
    ],
    messages: {
      value: "'{{text}}' is sent as it is written: only under a key that ends with '.$' it is evaluated.",
      item: "'{{text}}' is sent as it is written: strings in a list are never evaluated.",
      rename: "Rename '{{key}}' to '{{name}}'",
      call: "Make the list with '{{value}}'",
    },
  },

  visit: {
    Payload({ node, field, language, state }, { machine, report }) {
      if (language !== "JSONPath" || !isTemplate(field)) return;
      const expression = (value: ValueNode, key: string): string | undefined => {
        const text = stringOf(value);
        // Most texts are nothing of the kind.
        if (text === undefined || !(text.startsWith("$") || text.includes("States."))) return undefined;
        if (text === "$" ? !TAKES_ALL.has(key) : readsAsExpression(text, machine) === undefined) return undefined;
        const evaluates = field === "Parameters" && state.type === "Task" && evaluatesPaths(state.resource);
        return evaluates ? undefined : text;
      };
      for (const object of templateObjects(node, isData)) {
        for (const member of object.members) {
          const { key, value } = member;
          if (key.endsWith(".$")) continue;
          if (value.kind === "array") {
            const [first, ...others] = value.items.filter((item) => expression(item, "") !== undefined);
            if (first === undefined || isText(object, key)) continue;
            const related = others.map(({ range }) => ({ message: "This one is not, either.", range }));
            const data = { text: expression(first, "") ?? "" };
            report({ at: first.range, messageId: "item", data, related, suggest: asCall(object, member, value) });
          } else {
            const text = expression(value, key);
            if (text === undefined || isText(object, key)) continue;
            report({ at: value.range, messageId: "value", data: { text }, suggest: withSuffix(object, member) });
          }
        }
      }
    },
  },
});

function isData(node: ObjectNode): boolean {
  return hasOperators(node) || isDefinition(node);
}

function isText(object: ObjectNode, key: string): boolean {
  return takesPathText(key) || takesPathText(object.place);
}

/** Keys under which a mere `$` can only be meant as the whole input. */
const TAKES_ALL = new Set(["Payload", "Input", "MessageBody", "RequestBody", "Detail"]);

/**
 * The key that has the value evaluated, where the object has no such key yet: `id.$` for `id`, and for `id$`, `$.id` and
 * `id.`, which were meant as it.
 */
function evaluated(object: ObjectNode, key: string): string | undefined {
  let start = 0;
  let end = key.length;
  while (end > 0 && ".$ ".includes(key.charAt(end - 1))) end--;
  while (start < end && key.charAt(start) === " ") start++;
  if (key.startsWith("$.", start) && start + 2 < end) start += 2;
  const name = key.slice(start, end);
  const isTaken = object.get(`${name}.$`) !== undefined || (name !== key && object.get(name) !== undefined);
  return name === "" || isTaken ? undefined : `${name}.$`;
}

function withSuffix(object: ObjectNode, member: MemberNode) {
  const { key } = member;
  const name = evaluated(object, key);
  if (name === undefined) return [];
  const change = (edit: Editor) => edit.renameKey(member, name);
  return [{ messageId: "rename" as const, data: { key, name }, change }];
}

function asCall(object: ObjectNode, member: MemberNode, list: ArrayNode) {
  const key = evaluated(object, member.key);
  const items = list.items.map((item) => (item.kind === "scalar" ? argument(item.value) : undefined));
  if (list.open || items.includes(undefined) || key === undefined) return [];
  const value = `States.Array(${items.join(", ")})`;
  const change = (edit: Editor) => {
    const renamed = edit.renameKey(member, key);
    const replaced = edit.replaceValue(list, value);
    return renamed && replaced && [...renamed, ...replaced];
  };
  return [{ messageId: "call" as const, data: { value }, change }];
}

/** A value as an argument of an intrinsic call, where it is plain enough. */
function argument(value: string | number | boolean | null): string | undefined {
  if (typeof value !== "string") return String(value);
  if (/^(?:\$|States\.)/.test(value)) return value;
  return /['{}\\]/.test(value) ? undefined : `'${value}'`;
}
