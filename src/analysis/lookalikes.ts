import { callsIn, looksLikeIntrinsic, parseIntrinsic } from "../asl/intrinsics.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { StateMachine } from "../asl/model.ts";
import { evaluatedName } from "../asl/template.ts";
import { statesWithin } from "../asl/visit.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import type { ObjectNode } from "../document/nodes.ts";

/**
 * Whether a text that AWS takes as it is written reads as an expression: a plain path, a known intrinsic call as a whole,
 * or a variable that the machine assigns. Texts that something else may be meant by, such as `$5` or `$LATEST`, do not.
 */
export function readsAsExpression(text: string, machine: StateMachine): "path" | "call" | undefined {
  if (!text.startsWith("$")) return text.includes("States.") && isKnownCall(text) ? "call" : undefined;
  if (!PLAIN.test(text)) return undefined;
  const { error, root, variable, steps } = parsePath(text);
  if (error !== undefined) return undefined;
  if (root === "variable") return assignedIn(machine).has(variable ?? "") ? "path" : undefined;
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

const known = new WeakMap<StateMachine, ReadonlySet<string>>();

/** The names of all variables that states, catchers and rules of a machine assign. */
function assignedIn(machine: StateMachine): ReadonlySet<string> {
  let names = known.get(machine);
  if (names === undefined) {
    names = new Set(assignments(machine));
    known.set(machine, names);
  }
  return names;
}

function* assignments(machine: StateMachine): Generator<string> {
  for (const state of statesWithin(machine)) {
    if (state.node.kind !== "object") continue;
    const holders: ObjectNode[] = [state.node];
    if ("catch" in state) holders.push(...state.catch.map(({ node }) => node));
    if (state.type === "Choice") holders.push(...state.rules.map(({ node }) => node));
    for (const holder of holders) {
      const assign = holder.get("Assign");
      if (assign?.kind !== "object") continue;
      for (const { key } of assign.members) yield evaluatedName(key) ?? key;
    }
  }
}
