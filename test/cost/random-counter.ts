import type { Language, RuleJson, StateJson } from "./definition.ts";
import type { Draw } from "./draw.ts";

/** A number that a machine keeps: where, and how it is written and compared. */
export interface Counter {
  readonly name: string;
  readonly store: "variable" | "root" | "member";
  readonly first: number;
  readonly step: number;
  readonly limit: number;
  /** `1 + $n`. */
  readonly mirrored: boolean;
  /** Whether a state in JSONata hands on its other data too. */
  readonly merged: boolean;
  /** Whether a state in JSONPath reads it through `InputPath`. */
  readonly narrowed: boolean;
}

export function drawCounter(draw: Draw, name: string): Counter {
  const step = draw.pick(1, 1, 1, 2, -1, 0.5, 0.1);
  const limit = draw.pick(3, 1, 2, 4, 0, 6);
  const [first, last] = step < 0 ? [limit, draw.pick(0, 1)] : [draw.pick(0, 1, 0, 2), limit];
  return {
    name,
    store: draw.pick("variable", "variable", "root", "member"),
    first,
    step,
    limit: step === 0.1 ? 1 : last,
    mirrored: draw.chance(15),
    merged: !draw.chance(15),
    narrowed: draw.chance(15),
  };
}

/** How to read it. */
function pathOf({ name, store }: Counter): string {
  return store === "variable" ? `$${name}` : store === "root" ? `$.${name}` : `$.held.${name}`;
}

function expressionOf({ name, store }: Counter): string {
  return store === "variable" ? `$${name}` : store === "root" ? `$states.input.${name}` : `$states.input.held.${name}`;
}

/** What sets it in a Pass; one in a variable can be set in any state. */
export type Value = "literal" | "step" | "input" | "back";

/** Fields of a state that set it. */
export function setting(counter: Counter, value: Value, language: Language): Partial<StateJson> {
  const { name, store } = counter;
  const member = memberOf(counter, value, language);
  if (store === "variable") return { Assign: member };
  if (language === "JSONPath") return inPath(counter, value, member);
  if (!counter.merged) return { Output: store === "root" ? member : { held: member } };
  const inner = `{"${name}": ${sourceOf(counter, value)}}`;
  return { Output: `{% $merge([$states.input, ${store === "root" ? inner : `{"held": ${inner}}`}]) %}` };
}

function inPath({ store, name, narrowed, step }: Counter, value: Value, member: object): Partial<StateJson> {
  const place = store === "root" ? {} : { ResultPath: "$.held" };
  if (value === "literal") return { Result: member, ...place };
  if (value !== "step" || store === "root" || !narrowed) return { Parameters: member, ...place };
  return { InputPath: "$.held", Parameters: { [`${name}.$`]: `States.MathAdd($.${name}, ${step})` }, ...place };
}

function memberOf(counter: Counter, value: Value, language: Language): Record<string, unknown> {
  const { name, first } = counter;
  if (value === "literal") return { [name]: first };
  if (language === "JSONata") return { [name]: `{% ${sourceOf(counter, value)} %}` };
  if (value === "input") return { [`${name}.$`]: "$.start" };
  const [path, step] = [pathOf(counter), stepOf(counter, value)];
  return { [`${name}.$`]: counter.mirrored ? `States.MathAdd(${step}, ${path})` : `States.MathAdd(${path}, ${step})` };
}

function sourceOf(counter: Counter, value: Value): string {
  if (value === "literal") return String(counter.first);
  if (value === "input") return "$states.input.start";
  const [read, step] = [expressionOf(counter), stepOf(counter, value)];
  if (counter.mirrored) return `${step} + ${read}`;
  return step < 0 ? `${read} - ${-step}` : `${read} + ${step}`;
}

function stepOf({ step }: Counter, value: Value): number {
  return value === "back" ? -step : step;
}

/** A rule without its target that holds when the limit is reached, or as long as it is not. */
export function guard(counter: Counter, when: "reached" | "below", language: Language, draw: Draw): RuleJson {
  const upwards = counter.step > 0;
  const exact = when === "reached" && draw.chance(25);
  const greater = upwards === (when === "reached");
  const inclusive = draw.chance(50);
  const operator = exact ? "=" : `${greater ? ">" : "<"}${inclusive ? "=" : ""}`;
  const plain = language === "JSONata" ? inJsonata(counter, operator, draw) : inJsonPath(counter, operator);
  return draw.chance(20) ? mixed(plain, language, draw) : plain;
}

const OPERATORS: Record<string, string> = {
  "=": "NumericEquals",
  "<": "NumericLessThan",
  "<=": "NumericLessThanEquals",
  ">": "NumericGreaterThan",
  ">=": "NumericGreaterThanEquals",
};
const MIRRORED: Record<string, string> = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
const OPPOSITE: Record<string, string> = { "=": "!=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

function inJsonPath(counter: Counter, operator: string): RuleJson {
  return { Variable: pathOf(counter), [OPERATORS[operator] ?? "NumericEquals"]: counter.limit };
}

function inJsonata(counter: Counter, operator: string, draw: Draw): RuleJson {
  const [value, limit] = [expressionOf(counter), counter.limit];
  return draw.do(
    () => ({ Condition: `{% ${value} ${operator} ${limit} %}` }),
    () => ({ Condition: `{% ${limit} ${MIRRORED[operator]} ${value} %}` }),
    () => ({ Condition: `{% $not(${value} ${OPPOSITE[operator]} ${limit}) %}` }),
  );
}

/** The rule together with one that only the data decides. */
function mixed(rule: RuleJson, language: Language, draw: Draw): RuleJson {
  const way = draw.pick("Or", "And");
  const other = openRule(language, draw);
  if (language === "JSONPath")
    return draw.chance(30) ? { Not: { [way]: [{ Not: rule }, other] } } : { [way]: [rule, other] };
  const inner = (each: RuleJson) => `(${String(each.Condition).slice(2, -2).trim()})`;
  return { Condition: `{% ${inner(rule)} ${way.toLowerCase()} ${inner(other)} %}` };
}

/** A rule that only the data decides. */
export function openRule(language: Language, draw: Draw): RuleJson {
  const status = `S${draw.below(10)}`;
  if (language === "JSONata") return { Condition: `{% $states.input.status = "${status}" %}` };
  return { Variable: "$.status", StringEquals: status };
}
