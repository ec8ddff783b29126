import type { ParsedPath } from "../asl/jsonpath.ts";
import { startsWithPath } from "../asl/jsonpath-compare.ts";
import type { Choice, ChoiceRule, State } from "../asl/model.ts";
import { hasAtHand, stateBefore } from "./answers.ts";
import type { PathTest } from "./conditions.ts";
import type { Graph } from "./graph.ts";
import { textArgument } from "./membership.ts";
import { pathTests, wholePlace } from "./stored.ts";

/** An `Or` that compares the same way again and again. */
export type Alternatives =
  /** One item of a list is compared with the same value each. */
  | { readonly kind: "indexes"; readonly count: number; readonly list: string; readonly value: string }
  /** One value is compared with a constant each, and a state before can do so at once. */
  | {
      readonly kind: "constants";
      readonly tests: readonly PathTest[];
      readonly subject: ParsedPath;
      readonly before: State;
    };

/** With how many constants a value is compared where a list of them would be clearer, unless somebody sets it. */
export const manyValues = 4;

/** What the `Or`s of equalities in a Choice emulate: looks at `x[0]`, `x[1]`, …, or at a list of constants. */
export function alternativesIn(choice: Choice, graph: Graph): { rule: ChoiceRule; found: Alternatives }[] {
  const ors = choice.rules.flatMap(orsIn).filter(({ rules }) => rules.length > 1);
  const tests = ors.length === 0 ? undefined : new Map(pathTests(choice).map((test) => [test.rule, test]));
  const present = [...(tests?.values() ?? [])].filter(({ operator }) => operator === "IsPresent");
  return ors.flatMap((rule) => {
    const equalities = rule.rules.map((inner) => tests?.get(inner)).filter(isEquality);
    const found = indexesIn(rule, equalities) ?? constantsIn(rule, equalities, graph, present);
    return found === undefined ? [] : [{ rule, found }];
  });
}

function orsIn(rule: ChoiceRule): ChoiceRule[] {
  const inner = rule.rules.flatMap(orsIn);
  return rule.operator === "Or" ? [rule, ...inner] : inner;
}

function isEquality(test: PathTest | undefined): test is PathTest {
  return test !== undefined && test.operand !== undefined && /^(?:String|Numeric)Equals$/.test(test.operator);
}

function indexesIn({ rules }: ChoiceRule, equalities: readonly PathTest[]): Alternatives | undefined {
  const [first] = equalities;
  const list = first && indexedBase(first.path);
  if (list === undefined || equalities.length < rules.length) return undefined;
  const isSame = equalities.every(({ path, operand }) => indexedBase(path) === list && operand === first?.operand);
  const indexes = equalities
    .map(({ path }) => path.steps.at(-1))
    .flatMap((step) => (step?.kind === "index" ? step.index : []));
  return isSame && isFromFirst(indexes)
    ? { kind: "indexes", count: rules.length, list, value: literal(first?.operand) }
    : undefined;
}

/** Whether indexes go through a list from its first item on: others may mean just those places. */
export function isFromFirst(indexes: readonly number[]): boolean {
  return [...indexes].sort((a, b) => a - b).every((index, place) => index === place);
}

/** `$.list` of `$.list[2]`. */
function indexedBase(path: ParsedPath): string | undefined {
  const last = path.steps.at(-1);
  return last?.kind === "index" ? path.text.slice(0, last.range[0] - path.range[0]) : undefined;
}

function constantsIn(
  { choice }: ChoiceRule,
  equalities: readonly PathTest[],
  graph: Graph,
  present: readonly PathTest[],
): Alternatives | undefined {
  const bySubject = new Map<string | undefined, PathTest[]>();
  for (const test of equalities) {
    const place = wholePlace(test.path);
    const group = bySubject.get(place);
    if (group === undefined) bySubject.set(place, [test]);
    else group.push(test);
  }
  bySubject.delete(undefined);
  const [tests] = [...bySubject.values()].sort((a, b) => b.length - a.length);
  const subject = tests?.[0]?.path;
  const before = stateBefore(choice, graph);
  if (tests === undefined || subject === undefined || before === undefined || tests.length < 2) return undefined;
  // A state before that computes with what may be missing would fail without it.
  if (!hasAtHand(before, subject) || present.some(({ path }) => startsWithPath(subject, path))) return undefined;
  return { kind: "constants", tests, subject, before };
}

function literal(value: string | number | boolean | undefined): string {
  return typeof value === "string" ? textArgument(value) : String(value);
}
