import {
  type IntrinsicFunction,
  type IntrinsicParameter,
  intrinsicFunction,
  maxArrayRangeItems,
} from "../data/intrinsics.ts";
import type { Range } from "../document/nodes.ts";
import { count, plural } from "../util/words.ts";
import type { IntrinsicArgument, IntrinsicCall } from "./intrinsics.ts";

/** Arguments that a function does not take. */
export interface ArgumentFault {
  /** Counts in the text of the call. */
  readonly range: Range;
  /** What the function takes, and what it is given, such as "2 arguments, not 3". */
  readonly takes: string;
}

/** What is wrong with the arguments of a call as far as the text shows it; those of calls inside it are left out. */
export function argumentFaults(call: IntrinsicCall, known: IntrinsicFunction): ArgumentFault[] {
  const { args } = call;
  if (args.length < known.minArgs || args.length > known.maxArgs) {
    const from = args[known.maxArgs]?.range[0];
    const range: Range = from === undefined ? call.nameRange : [from, args.at(-1)?.range[1] ?? from];
    return [{ range, takes: `${expectedCount(known)}, not ${args.length}` }];
  }
  const faults = args.flatMap((argument, i) => {
    const parameter = known.parameters[Math.min(i, known.parameters.length - 1)];
    return (parameter && faultOf(argument, parameter)) ?? [];
  });
  const whole = known.name === "States.Format" ? placeholderFault(call) : rangeFault(call);
  return faults.length === 0 && whole !== undefined ? [whole] : faults;
}

function expectedCount({ minArgs, maxArgs }: IntrinsicFunction): string {
  if (maxArgs === Number.POSITIVE_INFINITY) return `at least ${plural(minArgs, "argument")}`;
  if (maxArgs === 0) return "no arguments";
  return minArgs === maxArgs ? plural(minArgs, "argument") : `${minArgs} to ${maxArgs} arguments`;
}

type Type = IntrinsicParameter["type"];

const TAKEN: Readonly<Record<Type, string>> = {
  any: "any value",
  array: "an array",
  boolean: "true or false",
  integer: "a number",
  object: "an object",
  path: "a path",
  scalar: "a string, number, boolean or null",
  string: "a string",
};

function faultOf(argument: IntrinsicArgument, parameter: IntrinsicParameter): ArgumentFault | undefined {
  const { range } = argument;
  const found = typeOf(argument);
  if (found === undefined) return undefined;
  if (!fits(found, parameter.type, argument.kind)) {
    return { range, takes: `${TAKEN[parameter.type]} as its '${parameter.name}', and ${described(argument, found)}` };
  }
  const limit = brokenLimit(argument, parameter);
  return limit === undefined ? undefined : { range, takes: `${limit} as its '${parameter.name}'` };
}

/** The type of an argument's value; `undefined` where only an execution shows it. */
function typeOf(argument: IntrinsicArgument): string | undefined {
  if (argument.kind === "path") return undefined;
  if (argument.kind !== "call") return argument.kind;
  const returns = intrinsicFunction(argument.name)?.returns;
  return returns === "any" ? undefined : returns;
}

function fits(found: string, type: Type, kind: IntrinsicArgument["kind"]): boolean {
  if (type === "any") return true;
  // A call where a path is asked for is not documented, and harmless.
  if (type === "path") return kind === "call";
  if (type === "scalar") return found !== "array" && found !== "object";
  return found === (type === "integer" ? "number" : type);
}

function described(argument: IntrinsicArgument, type: string): string {
  if (argument.kind === "call") return `'${argument.name}' returns ${withArticle(type)}`;
  return argument.kind === "number" || argument.kind === "boolean"
    ? `${argument.value} is given`
    : `${withArticle(type)} is given`;
}

/** "an array", "a string"; null stands alone. */
export function withArticle(type: string): string {
  if (type === "null") return type;
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

function brokenLimit(argument: IntrinsicArgument, parameter: IntrinsicParameter): string | undefined {
  const { values, range, nonZero, maxLength } = parameter;
  if (argument.kind === "number") {
    const [least, greatest] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (argument.value < least || argument.value > greatest) {
      return greatest === Number.POSITIVE_INFINITY
        ? `a number from ${least} on`
        : `a number from ${least} to ${greatest}`;
    }
    if (nonZero && argument.value === 0) return "a number other than 0";
  }
  if (argument.kind !== "string" && argument.kind !== "boolean") return undefined;
  if (values !== undefined && !values.includes(argument.value)) {
    const all = values.map((value) => (typeof value === "string" ? `'${value}'` : String(value)));
    return all.length === 1 ? `only ${all[0]}` : `one of ${all.join(", ")}`;
  }
  const isLong = argument.kind === "string" && maxLength !== undefined && argument.value.length > maxLength;
  return isLong ? `at most ${maxLength} characters` : undefined;
}

function placeholderFault({ args }: IntrinsicCall): ArgumentFault | undefined {
  const [template] = args;
  if (template?.kind !== "string") return undefined;
  const placeholders = template.placeholders.length;
  const values = args.length - 1;
  if (placeholders === values) return undefined;
  const has = placeholders === 0 ? "none" : count(placeholders);
  const given = values === 0 ? "no value is" : values === 1 ? "1 value is" : `${count(values)} values are`;
  const takes = `a value for each '{}' of its template, which has ${has}, and ${given} given`;
  return { range: template.range, takes };
}

function rangeFault({ name, args, range }: IntrinsicCall): ArgumentFault | undefined {
  if (name !== "States.ArrayRange") return undefined;
  const [first, last, step] = args.map((argument) => (argument.kind === "number" ? argument.value : undefined));
  if (first === undefined || last === undefined || step === undefined || step === 0) return undefined;
  const items = Math.floor((last - first) / step) + 1;
  if (items <= maxArrayRangeItems) return undefined;
  return { range, takes: `a range of at most ${count(maxArrayRangeItems)} items, and this one has ${count(items)}` };
}
