/*
 * The comparison operators of JSONPath choice rules, 39 of them, as of November 2026.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */

/** What an operator compares with; `path` is a path as text. */
export type OperandKind = "string" | "number" | "boolean" | "timestamp" | "path";

const COMPARED: Readonly<Record<string, OperandKind>> = { String: "string", Numeric: "number", Timestamp: "timestamp" };
const RELATIONS = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];
const TESTS = ["IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"];

/** Name of a comparison operator, such as `StringEquals`, -> what stands behind it. */
export const choiceOperators: ReadonlyMap<string, OperandKind> = new Map([
  ...Object.entries(COMPARED).flatMap(([type, kind]) =>
    RELATIONS.flatMap((relation): [string, OperandKind][] => [
      [`${type}${relation}`, kind],
      [`${type}${relation}Path`, "path"],
    ]),
  ),
  ["BooleanEquals", "boolean"],
  ["BooleanEqualsPath", "path"],
  ["StringMatches", "string"],
  ...TESTS.map((test): [string, OperandKind] => [test, "boolean"]),
]);

/** The operators that hold other rules. */
export const booleanOperators = ["And", "Or", "Not"] as const;

/** An operator in the words that AWS uses: `NumericGreaterThan` for `NumericMoreThan`. */
export function usualWords(operator: string): string {
  return operator
    .replace(/More|Larger|Bigger|Higher|After/, "Greater")
    .replace(/Smaller|Lower|Fewer|Before/, "Less")
    .replace(/(Greater|Less)(?!Than)/, "$1Than")
    .replace(/Than(?:Or)?Equals?(?:To)?/, "ThanEquals");
}

/** How to say what an operator that does not exist is meant to say; `undefined` where nothing is known. */
export function saidOtherwise(operator: string): string | undefined {
  const unequal = /^(String|Numeric|Boolean|Timestamp)(?:NotEquals?|IsNot|DoesNotEqual)(Path)?$/i.exec(operator);
  if (unequal !== null) return `put 'Not' around '${title(unequal[1])}Equals${unequal[2] ? "Path" : ""}'`;
  const negated = /^Is(?:Not|Non)(Null|Present|Numeric|String|Boolean|Timestamp)$/i.exec(operator);
  if (negated !== null) return `set 'Is${title(negated[1])}' to false`;
  if (/^String(?:Contains|StartsWith|BeginsWith|EndsWith|Includes|Like)$/i.test(operator)) {
    return "use 'StringMatches', where '*' stands for any text";
  }
  return undefined;
}

function title(word = ""): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
