import { callsIn, looksLikeIntrinsic, parseIntrinsic } from "../asl/intrinsics.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { StateMachine } from "../asl/model.ts";
import { apiOf, type Resource } from "../asl/resource.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import type { ObjectNode } from "../document/nodes.ts";
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
  const name = String(key);
  return PATH_FIELD.test(name) || PATH_TEXT.test(name);
}

// Fields of AWS start with a capital; a mere `Path` is that of a URL or file.
const PATH_FIELD = /^[A-Z]\w*Paths?(?:Map)?$/;
const PATH_TEXT =
  /^(?:input|output|result|items|recordrow)paths?(?:map)?$|^Selector$|^Mapping$|jsonpath|pattern|regex/i;

/** Whether a call takes paths as text in so many places of its request that none of them tells a mistake. */
export function evaluatesPaths(resource: Resource): boolean {
  const api = apiOf(resource);
  return api !== undefined && EVALUATORS.test(api);
}

const EVALUATORS =
  /^(?:pipes:.*|eventbridge:put(?:Rule|Targets)|cloudwatchlogs:putMetricFilter|ssm:(?:create|update)Document)$/;

/**
 * Whether an object is written in a language of its own, in which `$name` is a field or a variable: a stage or operator
 * of MongoDB, such as `{ "$group": { "_id": "$city" } }`.
 */
export function hasOperators({ members }: ObjectNode): boolean {
  return members.some(({ key }) => key.startsWith("$") && OPERATOR.test(key));
}

const OPERATOR = /^\$[A-Za-z]\w*$/;

const PLAIN = /^\$(?:\$(?=\.)|[A-Za-z_]\w*)?(?:\.[A-Za-z_][\w-]*|\[(?:\d+|\*|'[^']*')\])*$/;
const CONTEXT = new Set(["Execution", "State", "StateMachine", "Task", "Map"]);

function isKnownCall(text: string): boolean {
  const call = looksLikeIntrinsic(text) ? parseIntrinsic(text) : undefined;
  if (call === undefined || call.error !== undefined) return false;
  return [...callsIn(call)].every(({ name }) => intrinsicFunction(name) !== undefined);
}
