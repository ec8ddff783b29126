import { evaluatedName } from "../asl/template.ts";
import type { Editor, Json } from "../document/editor.ts";
import type { ScalarNode, TextEdit } from "../document/nodes.ts";
import { together } from "./one-state.ts";

/** A value of a template: written as it is, or an expression under a key ending `.$`. */
export type TemplateValue =
  | { readonly kind: "json"; readonly json: Json }
  | { readonly kind: "expression"; readonly text: string };

/** Writes a value of a template in the place of an expression, whose key ends in `.$`. */
export function writeTemplateValue(edit: Editor, node: ScalarNode, value: TemplateValue): TextEdit[] | undefined {
  if (value.kind === "expression") return edit.replaceValue(node, value.text);
  const { parent } = node;
  const member = parent?.kind === "object" ? parent.members.find((each) => each.value === node) : undefined;
  const key = member && evaluatedName(member.key);
  if (member === undefined || key === undefined || (parent?.kind === "object" && parent.member(key))) return undefined;
  return together(edit.renameKey(member, key), edit.replaceValue(node, value.json));
}

/** Whether a constant stays as it is in a template, which evaluates keys ending `.$`. */
export function isLiteral(json: Json): boolean {
  return !JSON.stringify(json).includes('.$"');
}
