import { callsIn, looksLikeIntrinsic, parseIntrinsic } from "../asl/intrinsics.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { StateMachine } from "../asl/model.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import { assignedNames } from "./assigned-names.ts";

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

const PATH_TEXT = /^(?:Input|Output|Result|Items|RecordRow)Paths?(?:Map)?$|^Mapping$|jsonpath|pattern|regex/i;

const PLAIN = /^\$(?:\$(?=\.)|[A-Za-z_]\w*)?(?:\.[A-Za-z_][\w-]*|\[(?:\d+|\*|'[^']*')\])*$/;
const CONTEXT = new Set(["Execution", "State", "StateMachine", "Task", "Map"]);

function isKnownCall(text: string): boolean {
  const call = looksLikeIntrinsic(text) ? parseIntrinsic(text) : undefined;
  if (call === undefined || call.error !== undefined) return false;
  return [...callsIn(call)].every(({ name }) => intrinsicFunction(name) !== undefined);
}
