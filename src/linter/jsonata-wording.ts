import type { AbsentReference } from "../asl/jsonata-references.ts";
import { contextFields } from "../data/context-object.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import { jsonataFunctions } from "../data/jsonata-functions.ts";

/** What to tell of a reference that AWS refuses. */
export interface ReferenceAdvice {
  readonly problem: string;
  /** What to write in each of its places, where that is sure enough. */
  readonly write?: string;
}

/**
 * Advice on a reference to what an expression does not have.
 *
 * @param shown how it is written where it stands first, such as `` `order id` ``
 * @param isVariable whether the machine assigns a variable of a name
 */
export function adviceOn(
  reference: AbsentReference,
  shown: string,
  isVariable: (name: string) => boolean,
): ReferenceAdvice {
  if (reference.kind === "name") return adviceOnName(reference, shown, isVariable);
  if (reference.kind === "root") {
    const field = reference.next?.type === "name" ? String(reference.next.value) : "";
    const write = Object.hasOwn(contextFields, field) ? "$states.context" : "$states.input";
    return { problem: `'$$' holds nothing in Step Functions: write '${write}'.`, write };
  }
  if (reference.lambda === undefined) {
    return { problem: "'$' holds nothing at the top level: write '$states.input'.", write: "$states.input" };
  }
  const parameter = parameterOf(reference) ?? "$states.input";
  return { problem: `'$' holds nothing at the top level, nor in a function there: write '${parameter}'.` };
}

function adviceOnName(
  reference: AbsentReference,
  shown: string,
  isVariable: (name: string) => boolean,
): ReferenceAdvice {
  const { name, called, next, lambda } = reference;
  if (name === "States" && next?.type === "function") {
    const known = intrinsicFunction(`States.${String(next.procedure?.steps?.[0]?.value)}`);
    const instead = known === undefined ? "JSONata has functions of its own" : `in JSONata, ${inWords(known.jsonata)}`;
    return { problem: `Intrinsic functions exist in JSONPath states alone: ${instead}.` };
  }
  const variable = `$${name}`;
  if (isVariable(name)) return { problem: `A variable is read with its '$': write '${variable}'.`, write: variable };
  if (called && jsonataFunctions.has(name)) {
    return { problem: `A function is called with its '$': write '${variable}'.`, write: variable };
  }
  const field = `An expression has no input of its own that '${name}' could be read from`;
  const literal = name.toLowerCase();
  if (["true", "false", "null"].includes(literal)) return { problem: `${field}: write '${literal}'.`, write: literal };
  if (called || /^["']/.test(shown)) return { problem: `${field}.` };
  const object = parameterOf(reference) ?? "$states.input";
  const write = `${object}.${shown}`;
  return { problem: `${field}: write '${write}'.`, ...(lambda === undefined && { write }) };
}

/** The first parameter of the function that a reference stands in. */
function parameterOf({ lambda }: AbsentReference): string | undefined {
  const parameter = lambda?.arguments?.[0]?.value;
  return parameter === undefined ? undefined : `$${String(parameter)}`;
}

function inWords(jsonata: string): string {
  return jsonata.includes(" joins ") ? `'&' joins strings` : `'${jsonata}' does that`;
}
