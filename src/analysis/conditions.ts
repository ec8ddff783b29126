import { type JsonataTree, jsonataSource } from "../asl/jsonata.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { Choice, ChoiceRule } from "../asl/model.ts";

/** One question that a Choice asks. */
export type Test = PathTest | JsonataTest;

/** A comparison of JSONPath, such as `$.status` `StringEquals` "DONE". */
export interface PathTest {
  readonly kind: "path";
  readonly choice: Choice;
  /** The rule of `Choices` that it belongs to. */
  readonly top: ChoiceRule;
  readonly rule: ChoiceRule;
  readonly path: ParsedPath;
  /** "StringEquals", "IsPresent", … */
  readonly operator: string;
  /** The operand; a path for operators that end in "Path", `undefined` where it is not known. */
  readonly operand: string | number | boolean | undefined;
}

export interface JsonataTest {
  readonly kind: "jsonata";
  readonly choice: Choice;
  readonly top: ChoiceRule;
  readonly rule: ChoiceRule;
  readonly tree: JsonataTree;
}

/** Every question that a Choice asks, those inside `And`, `Or` and `Not` included. */
export function testsOf(choice: Choice): readonly Test[] {
  let tests = known.get(choice);
  if (tests === undefined) {
    tests = choice.rules.flatMap((rule) => testsIn(rule, rule));
    known.set(choice, tests);
  }
  return tests;
}

// Loops and several rules ask for them.
const known = new WeakMap<Choice, readonly Test[]>();

function testsIn(rule: ChoiceRule, top: ChoiceRule): Test[] {
  if (rule.operator !== undefined) return rule.rules.flatMap((inner) => testsIn(inner, top));
  const { choice } = rule;
  if (choice.language === "JSONata") {
    const condition = rule.condition?.value;
    const source = typeof condition === "string" ? jsonataSource(condition) : undefined;
    if (source === undefined) return [];
    return [{ kind: "jsonata", choice, top, rule, tree: choice.scope.machine.readJsonata(source) }];
  }
  if (rule.variable?.value === undefined || rule.comparison === undefined) return [];
  const path = parsePath(rule.variable.value);
  const { key: operator, value: operand } = rule.comparison;
  return [{ kind: "path", choice, top, rule, path, operator, operand }];
}

/** The last name of a path, or the variable's name: what a reader takes for the name of the value. */
export function lastName(path: ParsedPath): string | undefined {
  const names = path.steps.flatMap((step) => (step.kind === "name" ? [step.name] : []));
  return names.at(-1) ?? path.variable;
}
