/*
 * The intrinsic functions of JSONPath states; AWS adds no more.
 * As of 2026-11-22. Source: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 * and appendix B of https://states-language.net/spec.html
 */

/** What an argument has to be; `scalar` is a string, number, boolean or null, `path` is written as a path. */
export type IntrinsicType = "any" | "array" | "boolean" | "integer" | "object" | "path" | "scalar" | "string";

export interface IntrinsicParameter {
  readonly name: string;
  readonly type: IntrinsicType;
  /** The only literals it takes. */
  readonly values?: readonly (string | boolean)[];
  /** The least and the greatest number it takes. */
  readonly range?: readonly [least: number, greatest: number];
  /** Whether it must not be 0. */
  readonly nonZero?: true;
  /** How many characters it takes at most. */
  readonly maxLength?: number;
}

export interface IntrinsicFunction {
  /** "States.Format" */
  readonly name: string;
  readonly minArgs: number;
  /** `Infinity` where the last parameter repeats. */
  readonly maxArgs: number;
  /** In order; the last one stands for all that follow. */
  readonly parameters: readonly IntrinsicParameter[];
  readonly returns: "any" | "array" | "boolean" | "number" | "object" | "string";
  /** What to write in JSONata instead. */
  readonly jsonata: string;
}

/** How deep calls may stand in one another in one field. */
export const maxIntrinsicNesting = 10;

/** How many items `States.ArrayRange` returns at most. */
export const maxArrayRangeItems = 1_000;

/** The function of a name such as "States.Format"; names are case-sensitive. */
export function intrinsicFunction(name: string): IntrinsicFunction | undefined {
  return intrinsicFunctions.find((known) => known.name === name);
}

/**
 * Whether a call of the function may stand in `ErrorPath` or `CausePath`, which need a string.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html
 */
export function mayReturnString(known: IntrinsicFunction): boolean {
  return known.returns === "string" || known.name === "States.ArrayGetItem";
}

/** All intrinsic functions. */
export const intrinsicFunctions: readonly IntrinsicFunction[] = [
  define(
    "Format",
    [
      { name: "template", type: "string" },
      { name: "values", type: "scalar" },
    ],
    "string",
    "& joins strings",
    [1, Number.POSITIVE_INFINITY],
  ),
  define("StringToJson", [{ name: "text", type: "string" }], "any", "$parse(text)"),
  define("JsonToString", [{ name: "value", type: "path" }], "string", "$string(value)"),
  define("Array", [{ name: "items", type: "any" }], "array", "[a, b]", [0, Number.POSITIVE_INFINITY]),
  define(
    "ArrayPartition",
    [
      { name: "array", type: "array" },
      { name: "size", type: "integer", range: [1, Number.POSITIVE_INFINITY] },
    ],
    "array",
    "$partition(array, size)",
  ),
  define(
    "ArrayContains",
    [
      { name: "array", type: "array" },
      { name: "value", type: "any" },
    ],
    "boolean",
    "value in array",
  ),
  define(
    "ArrayRange",
    [
      { name: "first", type: "integer" },
      { name: "last", type: "integer" },
      { name: "step", type: "integer", nonZero: true },
    ],
    "array",
    "$range(first, last, step)",
  ),
  define(
    "ArrayGetItem",
    [
      { name: "array", type: "array" },
      { name: "index", type: "integer" },
    ],
    "any",
    "array[index]",
  ),
  define("ArrayLength", [{ name: "array", type: "array" }], "number", "$count(array)"),
  define("ArrayUnique", [{ name: "array", type: "array" }], "array", "$distinct(array)"),
  define("Base64Encode", [{ name: "data", type: "string", maxLength: 10_000 }], "string", "$base64encode(data)"),
  define("Base64Decode", [{ name: "data", type: "string", maxLength: 10_000 }], "string", "$base64decode(data)"),
  define(
    "Hash",
    [
      { name: "data", type: "string", maxLength: 10_000 },
      { name: "algorithm", type: "string", values: ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"] },
    ],
    "string",
    "$hash(data, algorithm)",
  ),
  define(
    "JsonMerge",
    [
      { name: "first", type: "object" },
      { name: "second", type: "object" },
      { name: "deep", type: "boolean", values: [false] },
    ],
    "object",
    "$merge([first, second])",
  ),
  define(
    "MathRandom",
    [
      { name: "start", type: "integer" },
      { name: "end", type: "integer" },
      { name: "seed", type: "integer" },
    ],
    "number",
    "$floor($random() * (end - start)) + start",
    [2, 3],
  ),
  define(
    "MathAdd",
    [
      { name: "a", type: "integer", range: [-2_147_483_648, 2_147_483_647] },
      { name: "b", type: "integer", range: [-2_147_483_648, 2_147_483_647] },
    ],
    "number",
    "a + b",
  ),
  define(
    "StringSplit",
    [
      { name: "text", type: "string" },
      { name: "separators", type: "string" },
    ],
    "array",
    "$split(text, separator)",
  ),
  define("UUID", [], "string", "$uuid()"),
];

function define(
  word: string,
  parameters: readonly IntrinsicParameter[],
  returns: IntrinsicFunction["returns"],
  jsonata: string,
  [minArgs, maxArgs]: readonly [number, number] = [parameters.length, parameters.length],
): IntrinsicFunction {
  return { name: `States.${word}`, minArgs, maxArgs, parameters, returns, jsonata };
}
