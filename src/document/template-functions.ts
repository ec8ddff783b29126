import type { FunctionCall, Hole, MemberNode, ObjectNode, ValueNode } from "./nodes.ts";

/** A call of a function, and what is known of the text that it comes to. */
export interface TemplateCall {
  readonly call: FunctionCall;
  readonly parts: readonly (string | Hole)[];
}

/**
 * What an object comes to that calls a function of CloudFormation in its long form, `{"Ref": "Table"}` or
 * `{"Fn::GetAtt": ["Function", "Arn"]}`: nothing that is known, but for the text around the holes of an `Fn::Sub`.
 * `undefined` for any other object.
 */
export function templateCall(node: ObjectNode): TemplateCall | undefined {
  const [member, another] = node.members;
  if (member === undefined || another !== undefined || node.open) return undefined;
  const { key, value } = member;
  const isCall =
    key.startsWith("Fn::") || (key === "Ref" && value.kind === "scalar" && typeof value.value === "string");
  if (!isCall) return undefined;
  const text = key === "Fn::Sub" ? textOf(value) : undefined;
  return {
    call: { name: key, argument: value },
    parts: text ?? [{ label: node.origin.text.slice(node.start, node.end) }],
  };
}

/** The key of what brings members into an object that the text does not show, beside those that it does. */
export const TRANSFORM = "Fn::Transform";

/** Sets the members of an object; a transform among others is none of them, and opens the object. */
export function fillMembers(object: ObjectNode, members: readonly MemberNode[], mayTransform: boolean): void {
  const own = mayTransform && members.length > 1 ? members.filter(({ key }) => key !== TRANSFORM) : members;
  if (own.length < members.length) object.open = true;
  object.fill(own);
}

/** The long form of a function's short tag, such as "Fn::Join" of `!Join`. */
export function longForm(tag: string): string {
  const name = tag.slice(1);
  return name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
}

function textOf(value: ValueNode): readonly (string | Hole)[] | undefined {
  if (value.kind === "dynamic") return value.parts;
  return value.kind === "scalar" && typeof value.value === "string" ? [value.value] : undefined;
}
