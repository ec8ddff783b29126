import type { JsonataText } from "../asl/expressions.ts";
import { statesPaths } from "../asl/jsonata-references.ts";
import { parsePath } from "../asl/jsonpath.ts";
import { jsonataOfPath } from "../asl/jsonpath-jsonata.ts";
import type { State } from "../asl/model.ts";
import { isDefinition } from "../asl/template.ts";
import type { ValueNode } from "../document/nodes.ts";
import { statesMembers } from "./context-fields.ts";
import { evaluatesPaths, hasOperators, readsAsExpression, takesPathText } from "./lookalikes.ts";

/** Text of a JSONata state that reads as an expression. */
export interface Leftover {
  readonly kind: "path" | "call";
  /** The expressions, with their marks, that may be meant. */
  readonly meant: readonly string[];
}

/**
 * Tells what was hardly meant as text in a JSONata state: `$states.input.id` without `{%` and `%}`, `$.id` and `$$.State.Name`
 * of JSONPath, and calls of intrinsic functions. Says nothing of definitions that are data, nor of fields that take no text.
 */
export function leftoverIn({ text, node, state, field }: JsonataText): Leftover | undefined {
  if (!/^(?:\$|States\.)/.test(text) || !TEXT_FIELDS.has(field)) return undefined;
  // Of '.$' other rules tell, and the value belongs to it.
  if (String(node.place).endsWith(".$")) return undefined;
  const { machine } = state.scope;
  const members = statesMembers({ node, state });
  if (text.startsWith("$states.")) {
    const tree = machine.readJsonata(text);
    const member = tree.plain ? statesPaths(tree)[0]?.names[0]?.name : undefined;
    if (member === undefined || !MEMBERS.has(member) || isData(node, state)) return undefined;
    return { kind: "path", meant: members.includes(member) ? [`{% ${text} %}`] : [] };
  }
  const kind = /^\$[^.[$]/.test(text) ? undefined : readsAsExpression(text, machine);
  if (kind === undefined || isData(node, state)) return undefined;
  if (kind === "call") return { kind, meant: [] };
  const path = parsePath(text);
  // What the state itself made comes first: `$` is that in the fields of JSONPath that correspond.
  const roots = path.root === "context" ? ["context"] : members.filter((name) => name !== "context").reverse();
  const meant = roots.flatMap((name) => jsonataOfPath(path, `$states.${name}`) ?? []);
  return { kind, meant };
}

/** Other fields take no text but expressions, and rules about their values tell so. */
const TEXT_FIELDS = new Set([
  "Output",
  "Assign",
  "Arguments",
  "ItemSelector",
  "ItemReader.Arguments",
  "ResultWriter.Arguments",
  "Credentials",
  "Error",
  "Cause",
]);
const MEMBERS = new Set(["input", "context", "result", "errorOutput"]);

function isData(node: ValueNode, state: State): boolean {
  if (state.type === "Task" && evaluatesPaths(state.resource)) return true;
  for (let at: ValueNode | undefined = node; at !== undefined && at !== state.node; at = at.parent) {
    if (takesPathText(at.place) || (at.kind === "object" && (isDefinition(at) || hasOperators(at)))) return true;
  }
  return false;
}
