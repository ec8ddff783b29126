import { visitExpressions } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
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
    const written = storedIn(choice.scope)
      .paths.get(lastName(path) ?? "")
      ?.find((stored) => membershipOf(stored.path) !== undefined);
    const membership = written && membershipOf(written.path);
    if (written && membership) found.set(String(written.node.range), { at: written.node.range, ...membership });
  }
  return [...found.values()];
}

/** The question whether the filter inside `States.ArrayLength` has a hit, if Choices ask nothing else of the number. */
export function lengthTest(intrinsic: Intrinsic): Membership | undefined {
  const { call, state } = intrinsic;
  const argument = call.name === "States.ArrayLength" ? call.args[0] : undefined;
  const found = argument?.kind === "path" ? membershipOf(argument.path) : undefined;
  const name = storedName(intrinsic);
  if (found === undefined || name === undefined) return undefined;
  const states = [...state.scope.states.values()];
  const tests = states.flatMap((each) => (each.type === "Choice" ? pathTests(each) : []));
  const asked = tests.filter(({ path }) => lastName(path) === name);
  const onlyAsked = states.every((each) => each.type === "Choice" || !reads(each, name));
  return asked.length > 0 && onlyAsked && asked.every(asksForAny) ? found : undefined;
}

/** Whether a comparison of a number of hits tells one from none. */
function asksForAny({ operator, operand }: PathTest): boolean {
  if (operand === 0) return /^Numeric(?:Equals|GreaterThan|LessThanEquals)$/.test(operator);
  return operand === 1 && /^Numeric(?:GreaterThanEquals|LessThan)$/.test(operator);
}

function reads(state: State, name: string): boolean {
  let found = false;
  visitExpressions(state, {
    path({ path, field }) {
      if (field !== "ResultPath" && lastName(path) === name) found = true;
    },
    intrinsic({ call }) {
      for (const path of pathsIn(call)) if (lastName(path) === name) found = true;
    },
  });
  return found;
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
    const list = storedIn(choice.scope)
      .texts.get(lastName(path) ?? "")
      ?.find((each) => isList(each, choice.scope));
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
  const before = stateThatCanAnswer(rule.choice, first.path, graph);
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
  if (!states.every((state) => state.type === "Choice" || state.type === "Pass" || state.type === "Succeed"))
    return false;
  const tests = choices.flatMap(pathTests);
  if (!tests.some(({ operator }) => /^(?:String|Numeric)Equals(?:Path)?$/.test(operator))) return false;
  return states.every((state) => state.type !== "Pass" || notesAnswer(state));
}

function notesAnswer(pass: Extract<State, { type: "Pass" }>): boolean {
  const { result, parameters } = pass;
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

function pathTests(choice: Choice): PathTest[] {
  return testsOf(choice).filter((test) => test.kind === "path");
}

/** What the states of a scope store, by the name it is stored under. */
interface Stored {
  readonly paths: Map<string, Path[]>;
  /** What `States.JsonToString` is called with. */
  readonly texts: Map<string, ParsedPath[]>;
}

// Every Choice that asks after something stored asks the same of the whole scope.
const known = new WeakMap<Scope, Stored>();

function storedIn(scope: Scope): Stored {
  let stored = known.get(scope);
  if (stored !== undefined) return stored;
  const { paths, texts }: Stored = { paths: new Map(), texts: new Map() };
  for (const state of scope.states.values()) {
    visitExpressions(state, {
      path: (path) => add(paths, storedName(path), path),
      intrinsic(intrinsic) {
        const argument = intrinsic.call.args[0];
        if (intrinsic.call.name !== "States.JsonToString" || argument?.kind !== "path") return;
        add(texts, storedName(intrinsic), argument.path);
      },
    });
  }
  stored = { paths, texts };
  known.set(scope, stored);
  return stored;
}

function add<T>(lists: Map<string, T[]>, name: string | undefined, item: T): void {
  if (name === undefined) return;
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
}

/** The name that an expression's value gets: its key, or, as the whole input of a Pass, what `ResultPath` says. */
function storedName({ node, field, state }: Path | Intrinsic): string | undefined {
  if (field !== "InputPath") return String(node.place).replace(/\.\$$/, "");
  const passedOn = state.type === "Pass" && state.parameters === undefined && state.result === undefined;
  const into = state.resultPath?.value;
  return passedOn && typeof into === "string" ? lastName(parsePath(into)) : undefined;
}

/** Whether anything in the definition shows that a path holds a list. */
function isList(path: ParsedPath, scope: Scope): boolean {
  if (path.steps.some((step) => step.kind === "wildcard" || step.kind === "slice" || step.kind === "filter"))
    return true;
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
