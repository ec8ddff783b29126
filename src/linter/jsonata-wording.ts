import { type JsonataNode, jsonataSource } from "../asl/jsonata.ts";
import type { AbsentReference } from "../asl/jsonata-references.ts";
import { contextFields } from "../data/context-object.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import { jsonataFunctions } from "../data/jsonata-functions.ts";
import type { Range } from "../document/nodes.ts";
import { nearest } from "../util/did-you-mean.ts";

/** What to tell of a reference that AWS refuses. */
export interface ReferenceAdvice {
  readonly problem: string;
  /** What to write in each of its places, where that is sure enough. */
  readonly write?: string;
}

/** What is known of the place that a reference stands in. */
export interface ReferencePlace {
  /** How it is written where it stands first, such as `` `order id` ``. */
  readonly shown: string;
  /** What `$states` has there. */
  readonly members: readonly string[];
  /** Whether the machine assigns a variable of a name. */
  isVariable(name: string): boolean;
}

/** Advice on a reference to what an expression does not have. */
export function adviceOn(reference: AbsentReference, place: ReferencePlace): ReferenceAdvice {
  if (reference.kind === "name") return adviceOnName(reference, place);
  if (reference.kind === "root") {
    const field = nameOf(reference.next) ?? "";
    const write = Object.hasOwn(contextFields, field) ? "$states.context" : "$states.input";
    return { problem: `'$$' holds nothing in Step Functions: write '${write}'.`, write };
  }
  if (reference.lambda === undefined) {
    return { problem: "'$' holds nothing at the top level: write '$states.input'.", write: "$states.input" };
  }
  const parameter = parameterOf(reference) ?? "$states.input";
  return { problem: `'$' holds nothing at the top level, nor in a function there: write '${parameter}'.` };
}

function nameOf(step: JsonataNode | undefined): string | undefined {
  return step?.type === "name" ? String(step.value) : undefined;
}

/**
 * What is meant by a name that stands for `$states` or a member of it: "$states" by the `state` of `$state.input.id`,
 * "$states.context" by that of `context.Execution.Id`. "unknown" where such a member does not exist; `undefined` if the name
 * is likely that of something else.
 *
 * @param next the name behind it
 * @param members what `$states` has there
 */
export function meantOfStates(name: string, next: string | undefined, members: readonly string[]): string | undefined {
  const isMember = MEMBERS.has(name);
  if (!isMember && next !== undefined && MEMBERS.has(next) && isLikeStates(name)) {
    return members.includes(next) ? "$states" : "unknown";
  }
  if (!isMember) return undefined;
  if (name === "context" && next !== undefined && !Object.hasOwn(contextFields, next)) return undefined;
  return members.includes(name) ? `$states.${name}` : "unknown";
}

const MEMBERS: ReadonlySet<string> = new Set(["input", "context", "result", "errorOutput"]);

function isLikeStates(name: string): boolean {
  return name === "states" || nearest(name, ["states"]) !== undefined;
}

/** How the call of an intrinsic function is written in JSONata, as the end of a sentence. */
export function insteadOfIntrinsic(name: string): string {
  const known = intrinsicFunction(name);
  return known === undefined ? "JSONata has functions of its own" : `in JSONata, ${inWords(known.jsonata)}`;
}

function adviceOnName(reference: AbsentReference, { shown, members, isVariable }: ReferencePlace): ReferenceAdvice {
  const { name, called, next, lambda } = reference;
  if (name === "States" && next?.type === "function") {
    const instead = insteadOfIntrinsic(`States.${String(next.procedure?.steps?.[0]?.value)}`);
    return { problem: `Intrinsic functions exist in JSONPath states alone: ${instead}.` };
  }
  if (reference.isKey && !called) {
    const write = quoted(name);
    return { problem: `A key of an object is a string, in quotes: write ${write}.`, write };
  }
  const variable = `$${name}`;
  if (isVariable(name)) return { problem: `A variable is read with its '$': write '${variable}'.`, write: variable };
  const operator = name.toLowerCase();
  if (called && (jsonataFunctions.has(name) || operator === "not")) {
    const write = jsonataFunctions.has(name) ? variable : `$${operator}`;
    return { problem: `A function is called with its '$': write '${write}'.`, write };
  }
  const field = `An expression has no input of its own that '${name}' could be read from`;
  const literal = name.toLowerCase();
  if (["true", "false", "null"].includes(literal)) return { problem: `${field}: write '${literal}'.`, write: literal };
  if (name === "undefined" && next === undefined) {
    return { problem: "JSONata has no 'undefined': '$exists(…)' tells whether there is a value." };
  }
  if (called || /^["']/.test(shown)) return { problem: `${field}.` };
  // In a function, such a name may well be a field of what it is handed.
  const meant = lambda === undefined || !MEMBERS.has(name) ? meantOfStates(name, nameOf(next), members) : undefined;
  if (meant === "unknown") return { problem: `${field}.` };
  if (meant !== undefined) return { problem: `${field}: write '${meant}'.`, write: meant };
  const object = parameterOf(reference) ?? "$states.input";
  const write = `${object}.${shown}`;
  return { problem: `${field}: write '${write}'.`, ...(lambda === undefined && { write }) };
}

/** The first parameter of the function that a reference stands in. */
function parameterOf({ lambda }: AbsentReference): string | undefined {
  const parameter = lambda?.arguments?.[0]?.value;
  return parameter === undefined ? undefined : `$${String(parameter)}`;
}

function quoted(name: string): string {
  return name.includes("'") ? JSON.stringify(name) : `'${name}'`;
}

function inWords(jsonata: string): string {
  return jsonata.includes(" joins ") ? `'&' joins strings` : `'${jsonata}' does that`;
}

/** Why a text is no expression, though it begins or ends like one. */
export interface HalfProblem {
  readonly range: Range;
  readonly problem: string;
  /** Whether it is an expression without the blanks around it. */
  readonly trims: boolean;
}

/** Where and why a text is no expression; `undefined` where AWS takes it for plain text. */
export function describeHalf(text: string): HalfProblem | undefined {
  const opens = text.startsWith("{%");
  const closes = text.endsWith("%}");
  const end = text.trimEnd().length;
  const opening: Range = [text.indexOf("{%"), text.indexOf("{%") + 2];
  const closing: Range = [end - 2, end];
  if (jsonataSource(text.trim()) !== undefined) {
    if (!opens && !closes) return undefined;
    if (closes)
      return { range: opening, problem: "Blanks stand before '{%', where the string has to begin.", trims: true };
    const isLine = text.includes("\n", end);
    const problem = isLine
      ? "A line break stands behind '%}', where the string has to end: in YAML, '|-' leaves it out."
      : "Blanks stand behind '%}', where the string has to end.";
    return { range: closing, problem, trims: true };
  }
  const range = opens ? opening : closing;
  const [there, missing] = opens ? ["Text stands behind '%}'", "%}"] : ["Text stands before '{%'", "{%"];
  if (text.includes(missing, opens ? 2 : 0)) {
    return { range, problem: `${there}: an expression is the whole string, and joins text with '&'.`, trims: false };
  }
  const problem = opens
    ? "'{%' opens an expression that is never closed: the string has to end with '%}'."
    : "'%}' closes an expression that is never opened: the string has to begin with '{%'.";
  return { range, problem, trims: false };
}
