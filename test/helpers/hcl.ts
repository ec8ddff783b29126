import type { HclNode } from "../../src/document/hcl-syntax.ts";
import { loadHcl } from "../../src/readers/terraform.ts";

export const parseHcl = await loadHcl();

/** The expression that the first attribute of a text is set to; `undefined` if the text is broken. */
export function firstExpression(text: string): HclNode | undefined {
  const { root, error } = parseHcl(text);
  const found = root.children[0]?.children[0]?.children.find(({ type }) => type === "expression");
  return error === undefined ? found : undefined;
}
