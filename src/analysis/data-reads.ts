import { visitExpressions } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { Field, State } from "../asl/model.ts";
import type { ValueNode } from "../document/nodes.ts";
import type { Edge, Graph } from "./graph.ts";
import { isWhole, placesOn, wholePlace } from "./stored.ts";

/**
 * What becomes of data that reaches a state.
 *
 * - `read`: a state may read it, or nobody can tell
 * - `ends`: none reads it, and it may be part of what the scope ends with
 * - `gone`: none reads it, and it is replaced before the end
 */
export type Fate = "read" | "ends" | "gone";

/**
 * Follows data from the input of a state on, as long as it may be part of what is handed on.
 *
 * @param places where it stands, in the words of `placesOn`; "input" is all of it.
 * @param without states that are not looked at.
 */
export function fateOf(places: ReadonlySet<string>, start: State, graph: Graph, without: ReadonlySet<State>): Fate {
  const fates = new Set([...places].map((place) => fateOfPlace(place, start, graph, without)));
  return fates.has("read") ? "read" : fates.has("ends") ? "ends" : "gone";
}

function fateOfPlace(place: string, start: State, graph: Graph, without: ReadonlySet<State>): Fate {
  const seen = new Set([start]);
  let ends = false;
  for (const state of seen) {
    if (seen.size > MOST_STATES || mayRead(state, place)) return "read";
    const edges = graph.outgoing(state).filter((edge) => handsOn(place, edge, state));
    for (const { to } of edges) if (!without.has(to)) seen.add(to);
    if (state.type === "Succeed" || (state.end?.value === true && passes(place, state))) ends = true;
  }
  return ends ? "ends" : "gone";
}

// Each loop that is rewritten asks, and a machine may have thousands of them.
const MOST_STATES = 1_000;

function mayRead(state: State, place: string): boolean {
  const { isWhole: all, places } = readsOf(state);
  return all || places.some((each) => isWithin(place, each) || isWithin(each, place));
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** Whether what stands at a place of a state's input may be part of what an edge hands on. */
function handsOn(place: string, { kind, catcher }: Edge, state: State): boolean {
  if (kind !== "catch") return passes(place, state);
  // An `Output` that reads the input is a read.
  return state.language !== "JSONata" && !covers(catcher?.resultPath, place);
}

/** Whether a state's output may hold what stands at a place of its input without reading it. */
function passes(place: string, state: State): boolean {
  const { type, language } = state;
  const works = type === "Task" || type === "Parallel" || type === "Map";
  if (language === "JSONata") {
    if (type === "Choice") return true;
    return !works && state.output === undefined;
  }
  const makes = works || (type === "Pass" && (state.parameters !== undefined || state.result !== undefined));
  return !makes || !covers(state.resultPath, place);
}

/** Whether a result that is put at a path takes the place of what stands at another one. */
function covers(path: Field<string | null> | undefined, place: string): boolean {
  if (isWhole(path)) return true;
  const put = typeof path?.value === "string" ? wholePlace(parsePath(path.value)) : undefined;
  return put !== undefined && isWithin(place, put);
}

/** What a state reads of its input, the scopes inside it excepted. */
interface Reads {
  readonly places: readonly string[];
  /** All of it, or nobody can tell what. */
  readonly isWhole: boolean;
}

function readsOf(state: State): Reads {
  let reads = known.get(state);
  if (reads === undefined) {
    reads = findReads(state);
    known.set(state, reads);
  }
  return reads;
}

const known = new WeakMap<State, Reads>();

function findReads(state: State): Reads {
  if (state.type === "Unknown" || state.language === undefined || takesInput(state) || hidesReads(state.node)) {
    return { places: [], isWhole: true };
  }
  const places: string[] = [];
  let all = false;
  const read = (field: string, path: ParsedPath): void => {
    if (path.root !== "input" || OF_RESULT.has(field)) return;
    const place = placesOn(path).at(-1) ?? "input";
    if (place !== "input" || !TAKES_PART.has(field)) places.push(place);
  };
  visitExpressions(state, {
    path: ({ field, path }) => read(field, path),
    intrinsic({ field, call }) {
      if (call.error !== undefined) all = true;
      for (const path of pathsIn(call)) read(field, path);
    },
    jsonata({ source }) {
      if (/\$states(?!\s*\.\s*(?:context|result|errorOutput)\b)/.test(source)) all = true;
    },
  });
  return { places, isWhole: all };
}

/** Fields whose paths do not read the input; `$` in the others is all of it, but as a whole these pass it on. */
const OF_RESULT = new Set(["ResultPath", "ResultSelector"]);
const TAKES_PART = new Set(["InputPath", "OutputPath"]);

/** Whether a state works on its whole input without naming it. */
function takesInput(state: State): boolean {
  const isJsonata = state.language === "JSONata";
  if (state.type === "Task") return (isJsonata ? state.arguments : state.parameters) === undefined;
  if (state.type === "Parallel") return (isJsonata ? state.arguments : state.parameters) === undefined;
  if (state.type !== "Map") return false;
  return (isJsonata ? state.items : state.itemsPath) === undefined && state.itemReader === undefined;
}

/** Whether a part that deployment fills in may read something. */
function hidesReads(node: ValueNode): boolean {
  if (node.kind === "array") return node.open || node.items.some(hidesReads);
  if (node.kind !== "object") return false;
  return (
    node.open ||
    node.members.some(({ key, value }) => {
      if (INNER.has(key)) return false;
      if (value.kind !== "dynamic") return hidesReads(value);
      return READS.test(key) || value.text.includes("{%");
    })
  );
}

const INNER = new Set(["Branches", "ItemProcessor", "Iterator"]);
const READS = /\.\$$|Path$|^Variable$|^(?:Parameters|Arguments|Output|Assign|ItemSelector|Condition)$/;
