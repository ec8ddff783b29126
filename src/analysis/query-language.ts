import type { QueryLanguage, State, StateMachine, Structure } from "../asl/model.ts";
import { visitStateStructures } from "../asl/structures.ts";
import { statesWithin } from "../asl/visit.ts";
import { type MemberNode, stringOf, type ValueNode } from "../document/nodes.ts";

/** Whether the language of a state comes from a misspelt field: it is JSONata then, which its author did not mean. */
export function isMisnamed(state: State): boolean {
  const { node, scope } = state;
  const { machine } = scope;
  const own = node.kind === "object" ? node.get("QueryLanguage") : undefined;
  // A field of the machine that slipped into 'States' is reported as the state that it is not.
  if (machine.states.get("QueryLanguage")?.node.kind === "scalar") return true;
  return [own, machine.node.get("QueryLanguage")].some(
    (value) => value !== undefined && value.kind !== "dynamic" && !LANGUAGES.includes(stringOf(value) ?? ""),
  );
}

const LANGUAGES = ["JSONPath", "JSONata"];

/** Whether a state goes back to JSONPath in a machine in JSONata. */
export function isDowngraded({ language, scope }: State): boolean {
  return language === "JSONPath" && scope.machine.language === "JSONata";
}

/** The fields of an object that belong to a language. */
export function fieldsOf({ node, facts, kind }: Structure, language: QueryLanguage): MemberNode[] {
  const own = node.members.filter(({ key }) => facts.fields.get(key)?.only === language);
  // Operators belong to JSONPath as 'Variable' does, and stand for it in rules that combine others.
  if (kind !== "choiceRule" || language !== "JSONPath" || own.length > 0) return own;
  return node.members.filter(({ key }) => key === "And" || key === "Or" || key === "Not").slice(0, 1);
}

/** Whether nothing keeps a machine that sets no language from being in JSONata. */
export function mayBeJsonata(machine: StateMachine): boolean {
  if (machine.node.member("QueryLanguage") !== undefined) return false;
  for (const state of statesWithin(machine)) if (usesJsonpath(state)) return false;
  return true;
}

/** Whether a state has fields or keys that mean something in JSONPath alone. */
export function usesJsonpath(state: State): boolean {
  let found = false;
  visitStateStructures(state, (structure) => {
    found ||= fieldsOf(structure, "JSONPath").length > 0;
    found ||= structure.node.members.some(({ key, value }) => TEMPLATES.has(key) && hasEvaluatedKey(value));
  });
  return found;
}

/** The templates of both languages. */
const TEMPLATES: ReadonlySet<string> = new Set(["Assign", "ItemSelector", "BatchInput", "Credentials"]);

function hasEvaluatedKey(node: ValueNode): boolean {
  if (node.kind === "array") return node.items.some(hasEvaluatedKey);
  if (node.kind !== "object") return false;
  return node.members.some(({ key, value }) => key.endsWith(".$") || hasEvaluatedKey(value));
}
