import type { Pass } from "../asl/model.ts";
import type { Json } from "../document/editor.ts";
import { isPlain, plainValue } from "../document/nodes.ts";
import { JsonataSubstitution, type ReadJsonata } from "./jsonata-substitution.ts";
import { isObject, type JsonObject } from "./path-substitution.ts";

/** What a Pass of JSONata does. */
export interface JsonataWork {
  /** `undefined` where it hands on its input. */
  readonly output: Json | undefined;
  readonly assign: JsonObject;
}

/** What a Pass does; `undefined` where the text does not show it. */
export function jsonataWorkOf({ node, output, assign }: Pass): JsonataWork | undefined {
  if (!isPlain(node) || !node.members.every(({ key }) => FIELDS.has(key))) return undefined;
  // Objects, lists and scalars, as the Pass is plain.
  const assigned = assign === undefined ? {} : (plainValue(assign.node) as Json);
  if (!isObject(assigned)) return undefined;
  return { output: output && (plainValue(output.node) as Json), assign: assigned };
}

const FIELDS = new Set(["Type", "Comment", "QueryLanguage", "Next", "End", "Output", "Assign"]);

/** What one Pass does that does the work of two, the one after the other; `undefined` where it cannot be told. */
export function mergeJsonataWork(first: JsonataWork, second: JsonataWork, read: ReadJsonata): JsonataWork | undefined {
  const reads = new JsonataSubstitution(first.output, new Set(Object.keys(first.assign)), read);
  const output = second.output === undefined ? first.output : reads.inJson(second.output);
  const assign = reads.inJson(second.assign);
  if (reads.failed || !isObject(assign)) return undefined;
  return { output, assign: { ...first.assign, ...assign } };
}

/** The fields of a Pass that does some work, but for those that say where it leads. */
export function fieldsOfJsonataWork({ output, assign }: JsonataWork): JsonObject {
  return {
    ...(Object.keys(assign).length > 0 && { Assign: assign }),
    ...(output !== undefined && { Output: output }),
  };
}
