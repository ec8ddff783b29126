import { booleanOperators, choiceOperators } from "../data/choice-operators.ts";
import type { MemberNode, ObjectNode } from "../document/nodes.ts";
import { placeholderParts } from "../document/placeholders.ts";

/** The keys of a choice rule by what they are for, in the order of the text. */
export interface ChoiceKeys {
  /** `And`, `Or`, `Not` and `Variable`, of which a JSONPath rule has one. */
  readonly heads: readonly MemberNode[];
  readonly comparisons: readonly MemberNode[];
  readonly condition: MemberNode | undefined;
  /** Keys that no rule has. */
  readonly unknown: readonly MemberNode[];
}

const HEADS: ReadonlySet<string> = new Set([...booleanOperators, "Variable"]);
const BESIDE: ReadonlySet<string> = new Set(["Next", "Comment", "Assign", "Output", "Condition"]);

/** The names of all fields of a JSONPath rule. */
export const jsonpathRuleKeys: readonly string[] = [...HEADS, ...choiceOperators.keys(), "Next", "Comment", "Assign"];

/** The names of all fields of a JSONata rule. */
export const jsonataRuleKeys: readonly string[] = [...BESIDE];

/** Sorts the keys of a rule; of a key that is there twice the second is left out. */
export function choiceKeysOf(node: ObjectNode): ChoiceKeys {
  const heads: MemberNode[] = [];
  const comparisons: MemberNode[] = [];
  const unknown: MemberNode[] = [];
  for (const member of node.members) {
    if (placeholderParts(member.key) !== undefined) continue;
    const list = HEADS.has(member.key) ? heads : choiceOperators.has(member.key) ? comparisons : unknown;
    if (!BESIDE.has(member.key) && !list.some(({ key }) => key === member.key)) list.push(member);
  }
  return { heads, comparisons, condition: node.member("Condition"), unknown };
}
