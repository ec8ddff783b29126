import { visitExpressions } from "../asl/expressions.ts";
import type { Choice, MapState, Scope, State, StateMachine } from "../asl/model.ts";
import { innerScopes } from "../asl/visit.ts";
import type { Range } from "../document/nodes.ts";
import { alternativesIn, manyValues } from "./alternatives.ts";
import { listSpread, nestedLists } from "./appended-lists.ts";
import { filterTests, lengthTest, textSearches } from "./emulations.ts";
import { listsReadFirst } from "./first-items.ts";
import type { Graph } from "./graph.ts";
import { detoursOfCall } from "./json-detours.ts";
import { mergesByKey, nestedMerges } from "./json-merges.ts";
import { lengthTests } from "./length-tests.ts";
import type { Loop } from "./loops.ts";
import { mappedBy } from "./mapped-by.ts";
import { mergeChainsIn } from "./merge-chains.ts";
import { onlyCompares, searchesList } from "./searching.ts";

/**
 * What a workaround makes up for.
 *
 * - `contains`: the question whether a list holds a value
 * - `json`: an object or list with values in it
 * - `merge`: a merge of several objects
 * - `append`: a list with items added to it
 * - `length`: the question whether a list has items
 * - `map`: one field of each item
 */
export type WorkaroundKind = "contains" | "json" | "merge" | "append" | "length" | "map";

/** What a machine in JSONPath does the long way round, and an expression in JSONata says. */
export interface Workaround {
  readonly kind: WorkaroundKind;
  readonly at: Range;
  readonly state: State;
}

/** The control flow of a machine, scope by scope. */
interface Flow {
  graph(scope: Scope): Graph;
  loops(scope: Scope): readonly Loop[];
}

/**
 * The workarounds of the states in JSONPath, in the order of the text. An expression counts once, and so does a chain, a
 * loop or a Map with all that is in it.
 *
 * @param least with fewer than these there are none.
 */
export function workaroundsIn(machine: StateMachine, flow: Flow, least: number): readonly Workaround[] {
  const scopes: Scope[] = [];
  const found = [...inScope(machine, flow, scopes)];
  const searching = scopes.map((scope) => ({ scope, most: mostSearches(flow.graph(scope)) }));
  if (found.length + searching.reduce((sum, { most }) => sum + most, 0) < least) return [];
  const searches = searching.flatMap(({ scope, most }) => (most === 0 ? [] : flow.loops(scope).filter(isSearch)));
  const inside = new Set(searches.flatMap(({ states }) => states));
  const all = [
    ...found.filter(({ state }) => !inside.has(state)),
    ...searches.map(({ header }) => ({ kind: "contains", at: header.nameRange, state: header }) as const),
  ];
  return all.length < least ? [] : all.sort((a, b) => a.at[0] - b.at[0]);
}

/**
 * How many loops of a scope may search a list, told without finding loops, which is dear: each has a Choice between states
 * that do no work.
 */
function mostSearches(graph: Graph): number {
  let most = 0;
  for (const state of graph.scope.states.values()) {
    if (state.type !== "Choice" || state.language !== "JSONPath") continue;
    if (graph.outgoing(state).some(({ to }) => isIdle(to)) && graph.incoming(state).some(({ from }) => isIdle(from)))
      most++;
  }
  return most;
}

function isIdle({ type }: State): boolean {
  return type === "Choice" || type === "Pass";
}

/** Whether a loop searches a list, and none inside it already does. */
function isSearch(loop: Loop): boolean {
  if (!loop.states.every(({ language }) => language === "JSONPath") || !searchesList(loop)) return false;
  return !loop.inner.some(searchesList);
}

/** @param scopes gets those that are looked into. */
function* inScope(scope: Scope, flow: Flow, scopes: Scope[]): Generator<Workaround> {
  scopes.push(scope);
  const chained = new Set<State>();
  for (const { kind, states } of mergeChainsIn(flow.graph(scope))) {
    const [head] = states;
    // An 'Assign' takes many variables in either language.
    if (head?.language !== "JSONPath" || kind === "variables") continue;
    for (const state of states) chained.add(state);
    yield { kind: "merge", at: head.nameRange, state: head };
  }
  for (const state of scope.states.values()) {
    if (chained.has(state)) continue;
    const mapped = state.type === "Map" && state.language === "JSONPath" ? kindOfMap(state) : undefined;
    if (mapped !== undefined) {
      yield { kind: mapped, at: state.nameRange, state };
      continue;
    }
    if (state.language === "JSONPath") {
      if (state.type === "Choice") yield* inChoice(state, flow);
      yield* inExpressions(state, flow);
    }
    for (const inner of innerScopes(state)) yield* inScope(inner, flow, scopes);
  }
}

function kindOfMap(map: MapState): WorkaroundKind | undefined {
  if (onlyCompares(map)) return "contains";
  return mappedBy(map) && "map";
}

function* inChoice(choice: Choice, { graph }: Flow): Generator<Workaround> {
  const flow = graph(choice.scope);
  for (const { at } of filterTests(choice, flow)) yield { kind: "contains", at, state: choice };
  for (const { at } of textSearches(choice)) yield { kind: "contains", at, state: choice };
  for (const { rule, found } of alternativesIn(choice, flow)) {
    if (found.kind === "constants" && found.tests.length < manyValues) continue;
    yield { kind: "contains", at: rule.node.member("Or")?.keyRange ?? rule.node.range, state: choice };
  }
  for (const { tests, known, jsonata } of lengthTests(choice, flow, () => listsReadFirst(choice.scope.machine))) {
    if (known === undefined && jsonata === undefined) continue;
    yield { kind: "length", at: tests[0].rule.comparison?.range ?? choice.nameRange, state: choice };
  }
}

function inExpressions(state: State, flow: Flow): Workaround[] {
  const found: Workaround[] = [];
  const graph = () => flow.graph(state.scope);
  const add = (kind: WorkaroundKind, at: Range | undefined): boolean => {
    if (at !== undefined) found.push({ kind, at, state });
    return at !== undefined;
  };
  visitExpressions(state, {
    path(path) {
      const nested = nestedLists(path, graph)?.nested;
      add("append", nested?.at(nested.call.range));
    },
    intrinsic(intrinsic) {
      const [merge] = nestedMerges(intrinsic);
      const spread = listSpread(intrinsic);
      if (merge !== undefined) add("merge", intrinsic.at(merge.call.range));
      else if (spread !== undefined) add("append", intrinsic.at(spread.range));
      else if (lengthTest(intrinsic) !== undefined) add("contains", intrinsic.at(intrinsic.call.range));
      else add("json", detoursOfCall(intrinsic, graph)[0]?.at);
    },
    payload(payload) {
      for (const { nodes } of mergesByKey(payload)) add("merge", nodes[0]?.range);
    },
  });
  return found;
}
