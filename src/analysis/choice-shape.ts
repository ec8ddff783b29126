import type { ChoiceKeys } from "../asl/choice-keys.ts";
import type { ChoiceRule } from "../asl/model.ts";
import type { MemberNode } from "../document/nodes.ts";
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
