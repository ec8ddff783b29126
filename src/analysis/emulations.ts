import { visitExpressions } from "../asl/expressions.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import { samePath } from "../asl/jsonpath-compare.ts";
import type { Choice, ChoiceRule, Intrinsic, MapState, Path, Scope, State } from "../asl/model.ts";
import type { Range } from "../document/nodes.ts";
import { lastName, type PathTest, testsOf } from "./conditions.ts";
import type { Graph } from "./graph.ts";
import type { Loop } from "./loops.ts";
import { type Membership, membershipOf } from "./membership.ts";
import { isDistributed } from "./state-cost.ts";

/** A filter that picks the items equal to a value, and a Choice that only asks whether there is one. */
export interface FilterTest extends Membership {
  /** Where the filter stands. */
  readonly at: Range;
}

/** Finds filters whose first hit a Choice only looks for. */
export function filterTests(choice: Choice): FilterTest[] {
  const found = new Map<string, FilterTest>();
  for (const { path, operator, rule } of pathTests(choice)) {
    if (operator !== "IsPresent" || path.steps.at(-1)?.kind !== "index") continue;
    const direct = membershipOf(path);
    if (direct !== undefined) {
      const at = rule.variable?.range ?? rule.node.range;
      found.set(String(at), { at, ...direct });
      continue;
    }
    const written = storedPaths(choice.scope, lastName(path)).find((stored) => membershipOf(stored.path) !== undefined);
    const membership = written && membershipOf(written.path);
    if (written && membership) found.set(String(written.node.range), { at: written.node.range, ...membership });
  }
  return [...found.values()];
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
    const list = storedTexts(choice.scope, lastName(path)).find((each) => isList(each, choice.scope));
    if (list === undefined) return [];
    return [{ at: rule.comparison?.range ?? rule.node.range, pattern: operand, list: list.text }];
  });
}

/** An `Or` that compares the same way again and again. */
export type Alternatives =
  | { readonly kind: "indexes"; readonly count: number; readonly list: string; readonly value: string }
  | { readonly kind: "constants"; readonly count: number; readonly subject: string; readonly before: string };

/** What an `Or` of equalities emulates: a look at `x[0]`, `x[1]`, …, or at a list of constants. */
export function alternativesOf(rule: ChoiceRule, graph: Graph): Alternatives | undefined {
  if (rule.operator !== "Or" || rule.rules.length < 2) return undefined;
  const tests = rule.rules.map((inner) => pathTests(rule.choice).find((test) => test.rule === inner));
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
  const before = onlyStateBefore(rule.choice, graph);
  return before && { kind: "constants", count, subject: first.path.text, before: before.name };
}

/** Whether a Map does nothing but compare its items. */
export function onlyCompares(map: MapState): boolean {
  const { processor } = map;
  if (processor === undefined || processor.open || isDistributed(map)) return false;
  return comparesOnly([...processor.states.values()]);
}

/** Whether a loop goes through a list only to find an item: it compares and leaves on a hit, and does nothing else. */
export function searchesList(loop: Loop): boolean {
  if (loop.kind !== "iterate" || loop.retrier !== undefined || !comparesOnly(loop.states)) return false;
  return loop.exits.some(({ from, rule }) => {
    const own = from.type === "Choice" ? pathTests(from).filter((test) => test.top === rule) : [];
    return own.some(({ operator }) => /^(?:String|Numeric|Boolean)Equals(?:Path)?$/.test(operator));
  });
}

/** Choices with equalities, and at most Passes that note an answer or step an index. */
function comparesOnly(states: readonly State[]): boolean {
  const choices = states.filter((state) => state.type === "Choice");
  if (!states.every((state) => state.type === "Choice" || state.type === "Pass" || state.type === "Succeed")) return false;
  const tests = choices.flatMap(pathTests);
  if (!tests.some(({ operator }) => /^(?:String|Numeric)Equals(?:Path)?$/.test(operator))) return false;
  return states.every((state) => state.type !== "Pass" || notesAnswer(state));
}

function notesAnswer(pass: Extract<State, { type: "Pass" }>): boolean {
  const { result, parameters } = pass;
  if (result?.node.kind === "scalar" && typeof result.node.value === "boolean") return true;
  if (parameters?.node.kind !== "object") return result === undefined && parameters === undefined;
  return parameters.node.members.every(
    ({ value }) => value.kind === "scalar" && (typeof value.value === "boolean" || /^States\.(?:MathAdd|ArrayGetItem)/.test(String(value.value)) || /^\$/.test(String(value.value))),
  );
}

function pathTests(choice: Choice): PathTest[] {
  return testsOf(choice).filter((test) => test.kind === "path");
}

/** The paths that states of a scope store under a name. */
function storedPaths(scope: Scope, name: string | undefined): Path[] {
  const found: Path[] = [];
  for (const state of scope.states.values()) {
    visitExpressions(state, {
      path(path) {
        if (storedName(path) === name) found.push(path);
      },
    });
  }
  return name === undefined ? [] : found;
}

function storedTexts(scope: Scope, name: string | undefined): ParsedPath[] {
  const found: ParsedPath[] = [];
  for (const state of scope.states.values()) {
    visitExpressions(state, {
      intrinsic(intrinsic) {
        const argument = intrinsic.call.args[0];
        if (intrinsic.call.name !== "States.JsonToString" || argument?.kind !== "path") return;
        if (storedName(intrinsic) === name) found.push(argument.path);
      },
    });
  }
  return name === undefined ? [] : found;
}

function storedName({ node }: Path | Intrinsic): string {
  return String(node.place).replace(/\.\$$/, "");
}

/** Whether anything in the definition shows that a path holds a list. */
function isList(path: ParsedPath, scope: Scope): boolean {
  if (path.steps.some((step) => step.kind === "wildcard" || step.kind === "slice" || step.kind === "filter")) return true;
  let shown = false;
  for (const state of scope.states.values()) {
    if (state.type === "Map" && state.itemsPath?.value && samePath(parsePath(state.itemsPath.value), path)) return true;
    visitExpressions(state, {
      intrinsic({ call }) {
        const argument = call.args[0];
        const takesList = /^States\.Array(?:Length|GetItem|Contains|Unique|Partition)$/.test(call.name);
        if (takesList && argument?.kind === "path" && samePath(argument.path, path)) shown = true;
      },
    });
  }
  return shown;
}

/** `$.list` of `$.list[2]`. */
function indexedBase(path: ParsedPath): string | undefined {
  const last = path.steps.at(-1);
  return last?.kind === "index" ? path.text.slice(0, last.range[0]) : undefined;
}

/** The one state before a Choice, if it can store an answer: any but another Choice, whose rules each go their way. */
function onlyStateBefore(choice: Choice, graph: Graph): State | undefined {
  const before = graph.incoming(choice);
  const [edge] = before;
  if (edge === undefined || before.length > 1 || graph.start === choice || edge.kind !== "next") return undefined;
  return edge.from.language === "JSONPath" ? edge.from : undefined;
}

function literal(value: string | number | boolean | undefined): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}

