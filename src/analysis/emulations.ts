import type { ParsedPath } from "../asl/jsonpath.ts";
import { samePath } from "../asl/jsonpath-compare.ts";
import type { Choice, ChoiceRule, Intrinsic, MapState, Pass, Path, State } from "../asl/model.ts";
import type { Range } from "../document/nodes.ts";
import type { PathTest } from "./conditions.ts";
import type { Graph } from "./graph.ts";
import type { Loop } from "./loops.ts";
import { isFilter, isFirst, type Membership, membershipOf } from "./membership.ts";
import { isReadByNoOther, isWhole, pathTests, placeOf, placesOn, storedIn, wholePlace } from "./stored.ts";

/** A filter that picks the items equal to a value, and a Choice that only asks whether there is one. */
export interface FilterTest extends Membership {
  /** Where the filter stands. */
  readonly at: Range;
}

/** Finds filters whose first hit a Choice only looks for, and that no state uses otherwise. */
export function filterTests(choice: Choice): FilterTest[] {
  const found = new Map<string, FilterTest>();
  for (const { path, operator, rule } of pathTests(choice)) {
    if (operator !== "IsPresent" || !isFirst(path.steps.at(-1))) continue;
    const direct = membershipOf(path);
    const stored = direct === undefined ? storedFilter(path, choice) : undefined;
    const at = stored?.node.range ?? rule.variable?.range ?? rule.node.range;
    const membership = direct ?? (stored && membershipOf(stored.path));
    if (membership !== undefined) found.set(String(at), { at, ...membership });
  }
  return [...found.values()];
}

/** The filter whose first hit is at a path, if Choices ask no more of the hits. */
function storedFilter(first: ParsedPath, choice: Choice): Path | undefined {
  const place = placesOn(first)[first.steps.length - 1];
  if (place === undefined || !isWhole(choice.inputPath)) return undefined;
  const { filters, askFirst } = storedIn(choice.scope);
  const filter = filters.get(place);
  return filter !== undefined && askFirst.get(place) === true && isReadByNoOther(filter) ? filter : undefined;
}

/** The question whether the filter inside `States.ArrayLength` has a hit, if Choices ask nothing else of the number. */
export function lengthTest(intrinsic: Intrinsic): Membership | undefined {
  const { call, state } = intrinsic;
  const argument = call.name === "States.ArrayLength" ? call.args[0] : undefined;
  const found = argument?.kind === "path" && isFilter(argument.path) ? membershipOf(argument.path) : undefined;
  const stored = found && placeOf(intrinsic);
  if (stored === undefined || storedIn(state.scope).askAny.get(stored.place) !== true) return undefined;
  return isReadByNoOther(intrinsic) ? found : undefined;
}

/** A Choice that searches the JSON text of a list for an item. */
export interface TextSearch {
  readonly at: Range;
  readonly pattern: string;
  readonly list: string;
}

/** Finds comparisons with `*…*` of what `States.JsonToString` made of a list. */
export function textSearches(choice: Choice): TextSearch[] {
  return pathTests(choice).flatMap(({ path, operator, operand, rule }) => {
    if (operator !== "StringMatches" || typeof operand !== "string" || !/^\*.+\*$/.test(operand)) return [];
    const place = isWhole(choice.inputPath) ? wholePlace(path) : undefined;
    const list = place === undefined ? undefined : storedIn(choice.scope).texts.get(place);
    if (list === undefined) return [];
    return [{ at: rule.comparison?.range ?? rule.node.range, pattern: operand, list: list.text }];
  });
}

/** An `Or` that compares the same way again and again. */
export type Alternatives =
  | { readonly kind: "indexes"; readonly count: number; readonly list: string; readonly value: string }
  | { readonly kind: "constants"; readonly count: number; readonly subject: string; readonly before: string };

/** What the `Or`s of equalities in a Choice emulate: looks at `x[0]`, `x[1]`, …, or at a list of constants. */
export function alternativesIn(choice: Choice, graph: Graph): { rule: ChoiceRule; found: Alternatives }[] {
  const ors = choice.rules.filter(({ operator, rules }) => operator === "Or" && rules.length > 1);
  const tests = ors.length === 0 ? undefined : new Map(pathTests(choice).map((test) => [test.rule, test]));
  return ors.flatMap((rule) => {
    const found = alternativesOf(
      rule,
      rule.rules.map((inner) => tests?.get(inner)),
      graph,
    );
    return found === undefined ? [] : [{ rule, found }];
  });
}

function alternativesOf(
  rule: ChoiceRule,
  tests: readonly (PathTest | undefined)[],
  graph: Graph,
): Alternatives | undefined {
  if (!tests.every((test) => test !== undefined && /^(?:String|Numeric)Equals$/.test(test.operator))) return undefined;
  const equalities = tests.filter((test) => test !== undefined);
  const [first] = equalities;
  if (first === undefined || equalities.some((test) => test.operand === undefined)) return undefined;
  const count = equalities.length;
  const bases = new Set(equalities.map((test) => indexedBase(test.path)));
  const [base] = bases;
  if (bases.size === 1 && base !== undefined && equalities.every((test) => test.operand === first.operand)) {
    return { kind: "indexes", count, list: base, value: literal(first.operand) };
  }
  if (!equalities.every((test) => samePath(test.path, first.path))) return undefined;
  const before = stateThatCanAnswer(rule.choice, first.path, graph);
  return before && { kind: "constants", count, subject: first.path.text, before: before.name };
}

/** Whether a Map only says of each item whether it equals a value. */
export function onlyCompares(map: MapState): boolean {
  const { processor } = map;
  if (processor === undefined || processor.open || map.distributed) return false;
  const states = [...processor.states.values()];
  const passes = states.filter((state) => state.type === "Pass");
  const choices = states.filter((state) => state.type === "Choice");
  return passes.length > 0 && comparesOnly(states, answers) && !choices.some(passesItemOn);
}

/** Whether the whole result of a Pass is `true` or `false`. */
function answers({ language, result, parameters, output, resultPath, outputPath }: Pass): boolean {
  const node = (language === "JSONata" ? output : (result ?? parameters))?.node;
  return isWhole(resultPath) && isWhole(outputPath) && node?.kind === "scalar" && typeof node.value === "boolean";
}

/** Whether a Choice leads to the end: what it was asked about is then the result. */
function passesItemOn({ rules, default: otherwise, scope }: Choice): boolean {
  const targets = [...rules.map(({ next }) => next?.value), otherwise?.value];
  return targets.some((name) => name !== undefined && scope.states.get(name)?.type === "Succeed");
}

/** Whether a loop goes through a list only to find an item: it compares and leaves on a hit, and does nothing else. */
export function searchesList(loop: Loop): boolean {
  if (loop.kind !== "iterate" || loop.retrier !== undefined || !comparesOnly(loop.states, notesAnswer)) return false;
  const leaving = new Set(loop.exits.map(({ rule }) => rule));
  return loop.states.some(
    (state) =>
      state.type === "Choice" &&
      pathTests(state).some(
        ({ top, operator }) => leaving.has(top) && /^(?:String|Numeric|Boolean)Equals(?:Path)?$/.test(operator),
      ),
  );
}

/** Choices with equalities, and at most Passes of one sort. */
function comparesOnly(states: readonly State[], mayPass: (pass: Pass) => boolean): boolean {
  const choices = states.filter((state) => state.type === "Choice");
  if (!states.every((state) => state.type === "Choice" || state.type === "Pass" || state.type === "Succeed"))
    return false;
  const tests = choices.flatMap(pathTests);
  if (!tests.some(({ operator }) => /^(?:String|Numeric)Equals(?:Path)?$/.test(operator))) return false;
  return states.every((state) => state.type !== "Pass" || mayPass(state));
}

/** Whether a Pass notes an answer or steps an index. */
function notesAnswer({ result, parameters }: Pass): boolean {
  if (result?.node.kind === "scalar" && typeof result.node.value === "boolean") return true;
  if (parameters?.node.kind !== "object") return result === undefined && parameters === undefined;
  return parameters.node.members.every(
    ({ value }) =>
      value.kind === "scalar" &&
      (typeof value.value === "boolean" ||
        /^States\.(?:MathAdd|ArrayGetItem)/.test(String(value.value)) ||
        /^\$/.test(String(value.value))),
  );
}

/** `$.list` of `$.list[2]`. */
function indexedBase(path: ParsedPath): string | undefined {
  const last = path.steps.at(-1);
  return last?.kind === "index" ? path.text.slice(0, last.range[0] - path.range[0]) : undefined;
}

/**
 * The one state before a Choice, if it has the value and can store an answer: not another Choice, whose rules each go
 * their way.
 */
function stateThatCanAnswer(choice: Choice, subject: ParsedPath, graph: Graph): State | undefined {
  const [edge, ...others] = graph.incoming(choice);
  if (edge === undefined || others.length > 0 || graph.start === choice || graph.open || edge.kind !== "next")
    return undefined;
  return edge.from.language === "JSONPath" && hasAtHand(edge.from, subject) ? edge.from : undefined;
}

/** Whether a template of a state, or its `Assign`, can read what the next state finds at a path. */
function hasAtHand(state: State, path: ParsedPath): boolean {
  if (path.variable !== undefined || state.type === "Wait") return true;
  if (state.type === "Pass") return state.result === undefined;
  if (state.type !== "Task" && state.type !== "Map" && state.type !== "Parallel") return false;
  // These see their result alone: what their input holds is out of reach.
  const into = state.resultPath === undefined ? "$" : state.resultPath.value;
  if (state.outputPath !== undefined || typeof into !== "string") return false;
  return into === "$" || path.text.startsWith(`${into}.`) || path.text.startsWith(`${into}[`);
}

function literal(value: string | number | boolean | undefined): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}
