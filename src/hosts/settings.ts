import { booleanOf, stringOf, type ValueNode } from "../document/nodes.ts";
import type { HostContext } from "./host.ts";

/** The type of a machine; STANDARD where its host does not say it, and cannot say it elsewhere. */
export function typeOf(node: ValueNode | undefined, isOpen: boolean): HostContext["type"] {
  if (node === undefined) return isOpen ? undefined : "STANDARD";
  const type = stringOf(node);
  return type === "STANDARD" || type === "EXPRESS" ? type : undefined;
}

/** Whether a logging configuration logs anything; without a level nothing is logged. */
export function levelOf(node: ValueNode | undefined, field: string, isOpen: boolean): HostContext["logging"] {
  if (node === undefined) return isOpen ? undefined : "off";
  if (node.kind !== "object") return undefined;
  const level = node.get(field);
  if (level === undefined) return node.open ? undefined : "off";
  // Without quotes, some readers of YAML take it for a boolean.
  const name = level.kind === "dynamic" && level.text === "OFF" ? "OFF" : stringOf(level);
  if (name === undefined) return undefined;
  return name === "OFF" ? "off" : "on";
}

/** Whether a tracing configuration turns tracing on. */
export function isOn(node: ValueNode | undefined, field: string, isOpen: boolean): HostContext["tracing"] {
  if (node === undefined) return isOpen ? undefined : "off";
  if (node.kind !== "object") return undefined;
  const enabled = node.get(field);
  if (enabled === undefined) return node.open ? undefined : "off";
  const value = booleanOf(enabled) ?? { true: true, false: false }[stringOf(enabled) ?? ""];
  return value === undefined ? undefined : value ? "on" : "off";
}
