import type { ChoiceKeys } from "../asl/choice-keys.ts";
import type { ChoiceRule } from "../asl/model.ts";
import { operandFit, readAs, wantedOperand } from "../asl/operand.ts";
import { choiceOperators } from "../data/choice-operators.ts";
import { describeValue } from "../document/describe.ts";
import { type MemberNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { nearest } from "../util/did-you-mean.ts";

/** What is wrong with the make-up of a JSONPath rule: it asks several things, none, or half a thing. */
export type ChoiceFault =
  /** Two of `And`, `Or`, `Not`, `Variable` and `Condition`. */
  | { readonly kind: "two"; readonly first: MemberNode; readonly second: MemberNode }
  | { readonly kind: "twoComparisons"; readonly first: MemberNode; readonly second: MemberNode }
  /** A comparison beside `And`, `Or` or `Not`. */
  | { readonly kind: "beside"; readonly head: MemberNode; readonly comparison: MemberNode }
  /** A comparison without `Variable`; `meant` is a key that may have been meant as one. */
  | { readonly kind: "noVariable"; readonly comparison: MemberNode; readonly meant: MemberNode | undefined }
  /** A `Variable` without a comparison, or nothing at all. */
  | { readonly kind: "noComparison"; readonly head: MemberNode | undefined; readonly meant: MemberNode | undefined };

/** Tells what is wrong with the make-up of a JSONPath rule; `undefined` where it is right, or where nobody knows. */
export function choiceFault({ node, choice }: ChoiceRule, keys: ChoiceKeys): ChoiceFault | undefined {
  const { comparisons, condition } = keys;
  // In a rule that is known to be JSONPath, a condition is a field of the other language, which another rule reports.
  const heads = condition && choice.language === undefined ? [...keys.heads, condition] : keys.heads;
  const [head, second] = heads;
  const [comparison, another] = comparisons;
  if (head && second) return { kind: "two", first: head, second };
  if (head && head.key !== "Variable") return comparison && { kind: "beside", head, comparison };
  if (comparison && another) return { kind: "twoComparisons", first: comparison, second: another };
  if (condition || node.open || (head && comparison)) return undefined;
  if (comparison) {
    return { kind: "noVariable", comparison, meant: keys.unknown.find(({ key }) => nearest(key, ["Variable"])) };
  }
  return { kind: "noComparison", head, meant: keys.unknown[0] };
}

/** What is wrong with the value of a key. */
export type OperandFault =
  | {
      readonly kind: "operand";
      readonly key: string;
      readonly node: ValueNode;
      /** What the key takes and what it is given, in words. */
      readonly wanted: string;
      readonly found: string;
      /** The value that was meant, where the text tells it. */
      readonly meant: number | boolean | undefined;
    }
  /** A string that is no timestamp; a list without rules. */
  | { readonly kind: "timestamp" | "empty"; readonly key: string; readonly node: ValueNode };

/** Finds values that are not what their keys take: comparisons, `Variable`, `And`, `Or` and `Not`. */
export function* operandFaults({ heads, comparisons }: ChoiceKeys): Generator<OperandFault> {
  for (const head of heads) yield* headFaults(head);
  for (const { key, value: node } of comparisons) {
    const kind = choiceOperators.get(key) ?? "string";
    const fit = operandFit(node, kind);
    if (fit === "timestamp") yield { kind: fit, key, node };
    if (fit === "type") yield misfit(key, node, wantedOperand(kind), readAs(stringOf(node) ?? "", kind));
  }
}

function* headFaults({ key, value: node }: MemberNode): Generator<OperandFault> {
  if (node.kind === "dynamic") return;
  if (key === "Variable") {
    if (stringOf(node) === undefined) yield misfit(key, node, "a path as a string");
  } else if (key === "Not") {
    if (node.kind !== "object") yield misfit(key, node, "one rule");
  } else if (node.kind !== "array") yield misfit(key, node, "a list of rules");
  else if (node.items.length === 0 && !node.open) yield { kind: "empty", key, node };
  else
    for (const item of node.items)
      if (item.kind === "scalar" || item.kind === "array") yield misfit(key, item, "rules");
}

function misfit(key: string, node: ValueNode, wanted: string, meant?: number | boolean): OperandFault {
  return { kind: "operand", key, node, wanted, found: describeValue(node), meant };
}
