import type { JsonataText } from "../asl/expressions.ts";
import { callsIn, looksLikeIntrinsic, parseIntrinsic } from "../asl/intrinsics.ts";
import { statesPaths } from "../asl/jsonata-references.ts";
import { parsePath } from "../asl/jsonpath.ts";
import { jsonataOfPath } from "../asl/jsonpath-jsonata.ts";
import type { State, StateMachine } from "../asl/model.ts";
import { isDefinition } from "../asl/template.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import type { ValueNode } from "../document/nodes.ts";
import { assignedNames } from "./assigned-names.ts";
import { statesMembers } from "./context-fields.ts";

/**
 * Whether a text that AWS takes as it is written reads as an expression: a plain path, a known intrinsic call as a whole,
 * or a variable that the machine assigns. Texts that something else may be meant by, such as `$5` or `$LATEST`, do not.
 */
export function readsAsExpression(text: string, machine: StateMachine): "path" | "call" | undefined {
  if (!text.startsWith("$")) return text.includes("States.") && isKnownCall(text) ? "call" : undefined;
  if (!PLAIN.test(text)) return undefined;
  const { error, root, variable, steps } = parsePath(text);
  if (error !== undefined) return undefined;
  if (root === "variable") return assignedNames(machine).names.has(variable ?? "") ? "path" : undefined;
  const [first] = steps;
  if (root === "context") return first?.kind === "name" && CONTEXT.has(first.name) ? "path" : undefined;
  return steps.length > 0 ? "path" : undefined;
}

/** Whether a value under a key is meant to be a path's text: the `InputPath` of an EventBridge target, a regex. */
export function takesPathText(key: string | number): boolean {
  return PATH_TEXT.test(String(key));
}

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
  for (let at: ValueNode | undefined = node; at !== undefined && at !== state.node; at = at.parent) {
    if (takesPathText(at.place) || (at.kind === "object" && isDefinition(at))) return true;
  }
  return false;
}

const PATH_TEXT = /^(?:Input|Output|Result|Items|RecordRow)Paths?(?:Map)?$|^Mapping$|jsonpath|pattern|regex/i;

const PLAIN = /^\$(?:\$(?=\.)|[A-Za-z_]\w*)?(?:\.[A-Za-z_][\w-]*|\[(?:\d+|\*|'[^']*')\])*$/;
const CONTEXT = new Set(["Execution", "State", "StateMachine", "Task", "Map"]);

function isKnownCall(text: string): boolean {
  const call = looksLikeIntrinsic(text) ? parseIntrinsic(text) : undefined;
  if (call === undefined || call.error !== undefined) return false;
  return [...callsIn(call)].every(({ name }) => intrinsicFunction(name) !== undefined);
}
