import { topField, visitExpressions } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import type { Choice, Intrinsic, Path, Scope, State } from "../asl/model.ts";
import { stateBefore } from "./answers.ts";
import type { PathTest } from "./conditions.ts";
import { type Graph, leadingTo } from "./graph.ts";
import { isReadByNoOther, isWhole, placeOf, placesOn, storedIn } from "./stored.ts";

/**
 * All that a machine ever asks of what an expression stores: the comparisons of the one Choice behind it. `undefined` if
 * something else may see it, or if the Choice may be asked without it.
 */
export function soleQuestions(
  expression: Path | Intrinsic,
  graphOf: (scope: Scope) => Graph,
): readonly PathTest[] | undefined {
  const { state, field } = expression;
  const place = placeOf(expression)?.place;
  const choice = state.next?.value === undefined ? undefined : state.scope.states.get(state.next.value);
  if (place === undefined || choice?.type !== "Choice" || choice.language !== "JSONPath") return undefined;
  const graph = graphOf(choice.scope);
  // A field for paths takes no function, and what a catcher assigns goes another way.
  if (field === "InputPath" || topField(expression) !== field || stateBefore(choice, graph) !== state) return undefined;
  if (!isReadByNoOther(expression)) return undefined;
  if (field !== "Assign" && !staysInside(place, state, choice, graph)) return undefined;
  const asked = storedIn(state.scope).questions.get(place) ?? [];
  return asked.every((test) => test.choice === choice) ? asked : undefined;
}

/** Whether no state behind a Choice gets what holds a place, nor the state that the scope belongs to. */
function staysInside(place: string, state: State, choice: Choice, graph: Graph): boolean {
  if (state.scope.owner !== undefined || !isWhole(choice.inputPath)) return false;
  let found = known.get(graph);
  if (found === undefined) {
    found = { readers: wholeReaders(graph), leading: new Map() };
    known.set(graph, found);
  }
  const { readers, leading } = found;
  for (let end = place.length; end > 0; end = place.lastIndexOf("/", end - 1)) {
    const key = place.slice(0, end);
    const reading = readers.get(key);
    if (reading === undefined) continue;
    const states = leading.get(key) ?? leadingTo(reading, graph);
    leading.set(key, states);
    if (states.has(choice)) return false;
  }
  return true;
}

interface WholeReaders {
  /** The states that read all that is in a place. */
  readonly readers: ReadonlyMap<string, readonly State[]>;
  /** The states from which a way leads to one of them. */
  readonly leading: Map<string, ReadonlySet<State>>;
}

// Each filter of a scope asks the same of the states behind it.
const known = new WeakMap<Graph, WholeReaders>();

function wholeReaders({ scope }: Graph): Map<string, State[]> {
  const readers = new Map<string, State[]>();
  for (const state of scope.states.values()) {
    for (const place of placesSeen(state)) {
      const states = readers.get(place);
      if (states === undefined) readers.set(place, [state]);
      else states.push(state);
    }
  }
  return readers;
}

/** The places that a state reads with all that is in them. */
function placesSeen(state: State): Set<string> {
  const places = new Set<string>();
  if (state.type === "Fail") return places;
  if (state.language !== "JSONPath" || takesInput(state)) return places.add(INPUT);
  const isResult = state.type === "Task" || state.type === "Map" || state.type === "Parallel";
  const read = (path: ParsedPath): void => {
    if (path.root === "input") places.add(placesOn(path).at(-1) ?? INPUT);
  };
  visitExpressions(state, {
    path({ field, path, text }) {
      const isMoved = (field === "InputPath" || field === "OutputPath") && text === "$";
      if (field !== "ResultPath" && field !== "Variable" && !isMoved && !(isResult && OF_RESULT.has(field))) read(path);
    },
    intrinsic({ field, call }) {
      if (!(isResult && OF_RESULT.has(field))) for (const path of pathsIn(call)) read(path);
    },
  });
  return places;
}

const INPUT = "input";
const OF_RESULT = new Set(["ResultSelector", "Assign"]);

/** Whether what a state works on is its input as it is. */
function takesInput(state: State): boolean {
  switch (state.type) {
    case "Task":
    case "Parallel":
      return state.parameters === undefined;
    case "Map":
      return state.itemsPath === undefined && state.itemReader === undefined;
    case "Pass":
      // With a place for its result, it puts a copy of its input there.
      return state.parameters === undefined && state.result === undefined && !isWhole(state.resultPath);
    default:
      return state.type === "Unknown";
  }
}
