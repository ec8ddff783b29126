import {
  booleanOf,
  type MemberNode,
  numberOf,
  type ObjectNode,
  type Range,
  stringOf,
  type ValueNode,
} from "../document/nodes.ts";
import type { Field, TreeField } from "./model.ts";

/** A field is a view on its member: ranges are computed for the few that are reported. */
class MemberField<T> implements Field<T> {
  constructor(
    readonly member: MemberNode,
    readonly value: T | undefined,
  ) {}

  get key(): string {
    return this.member.key;
  }
  get keyRange(): Range {
    return this.member.keyRange;
  }
  get node(): ValueNode {
    return this.member.value;
  }
  get range(): Range {
    return this.member.value.range;
  }
}

export function fieldOf<T>(
  node: ObjectNode,
  key: string,
  read: (value: ValueNode) => T | undefined,
): Field<T> | undefined {
  const member = node.member(key);
  return member && new MemberField(member, read(member.value));
}

export const stringField = (node: ObjectNode, key: string): Field<string> | undefined => fieldOf(node, key, stringOf);
export const numberField = (node: ObjectNode, key: string): Field<number> | undefined => fieldOf(node, key, numberOf);
export const booleanField = (node: ObjectNode, key: string): Field<boolean> | undefined =>
  fieldOf(node, key, booleanOf);
export const treeField = (node: ObjectNode, key: string): TreeField | undefined => fieldOf(node, key, (value) => value);

/** A field that takes a string or null. */
export function nullableField(node: ObjectNode, key: string): Field<string | null> | undefined {
  return fieldOf(node, key, (value) => (value.kind === "scalar" && value.value === null ? null : stringOf(value)));
}

/** A field that takes a list of strings; its value is known only if every item is. */
export function stringListField(node: ObjectNode, key: string): Field<readonly string[]> | undefined {
  return fieldOf(node, key, (value) => {
    if (value.kind !== "array" || value.open) return undefined;
    const items = value.items.map(stringOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  });
}
