import type { Hole, ObjectNode, ValueNode } from "./nodes.ts";

/**
 * What an object comes to that calls a function of CloudFormation in its long form, `{"Ref": "Table"}` or
 * `{"Fn::GetAtt": ["Function", "Arn"]}`: nothing that is known, but for the text around the holes of an `Fn::Sub`.
 * `undefined` for any other object.
 */
export function functionParts(node: ObjectNode): readonly (string | Hole)[] | undefined {
  const [member, another] = node.members;
  if (member === undefined || another !== undefined || node.open) return undefined;
  const { key, value } = member;
  const isCall =
    key.startsWith("Fn::") || (key === "Ref" && value.kind === "scalar" && typeof value.value === "string");
  if (!isCall) return undefined;
  const text = key === "Fn::Sub" ? textOf(value) : undefined;
  return text ?? [{ label: node.origin.text.slice(node.start, node.end) }];
}

function textOf(value: ValueNode): readonly (string | Hole)[] | undefined {
  if (value.kind === "dynamic") return value.parts;
  return value.kind === "scalar" && typeof value.value === "string" ? [value.value] : undefined;
}
