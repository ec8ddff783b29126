import { pathField } from "../data/path-fields.ts";
import { type MemberNode, type ObjectNode, stringOf } from "../document/nodes.ts";
import { parsePath } from "./jsonpath.ts";
import { isReferencePath } from "./jsonpath-compare.ts";

/**
 * The field that a member with a path as its value was meant as: `SecondsPath` for `Seconds: $.pause`; `undefined` where
 * that field does not take the path, or stands there already.
 */
export function pathTwin(node: ObjectNode, { key, value }: MemberNode): string | undefined {
  const text = stringOf(value);
  const name = `${key}Path`;
  const takes = pathField(name);
  if (!text?.startsWith("$") || takes === undefined || node.get(name) !== undefined) return undefined;
  const path = parsePath(text);
  return isReferencePath(path) && !(path.root === "context" && takes.noContext) ? name : undefined;
}
