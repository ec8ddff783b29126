import type { ValueNode } from "../document/nodes.ts";
import type { Task } from "./model.ts";

/** What a task sends: its `Parameters`, or `Arguments` in JSONata. */
export function requestOf({ parameters, arguments: args }: Task): ValueNode | undefined {
  return (parameters ?? args)?.node;
}
