import { visitExpressions } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import { startsWithPath } from "../asl/jsonpath-compare.ts";
import type { Intrinsic, Scope, State } from "../asl/model.ts";
import { type ScalarNode, scalarsIn } from "../document/nodes.ts";
import { isWhole, placeOf, placesOn, storedIn, wholePlace } from "./stored.ts";

/** The call whose value a state stores where the next one finds it at a path into its input, or in a variable. */
export function storedCall(before: State, path: ParsedPath): Intrinsic | undefined {
  const place = wholePlace(path);
  if (place === undefined || path.root === "context") return undefined;
  let calls = storedCalls.get(before);
  if (calls === undefined) {
    calls = callsStoredBy(before);
    storedCalls.set(before, calls);
  }
  return calls.get(place);
}

// A state may undo a thousand things that the one before did.
const storedCalls = new WeakMap<State, ReadonlyMap<string, Intrinsic>>();

function callsStoredBy(state: State): ReadonlyMap<string, Intrinsic> {
  const calls = new Map<string, Intrinsic>();
  visitExpressions(state, {
    intrinsic(intrinsic) {
      const place = placeOf(intrinsic)?.place;
      if (place !== undefined) calls.set(place, intrinsic);
    },
  });
  return calls;
}

/** The string in JSONata that a state stores where the next one finds it, as above. */
export function storedString(before: State, { root, variable, steps }: ParsedPath): ScalarNode | undefined {
  if (before.language !== "JSONata" || root === "context") return undefined;
  const keys = steps.map((step) => (step.kind === "name" ? step.name : ""));
  let node = (variable === undefined ? before.output : before.assign)?.node;
  for (const key of variable === undefined ? keys : [variable, ...keys]) {
    node = node?.kind === "object" ? node.get(key) : undefined;
  }
  return node?.kind === "scalar" ? node : undefined;
}

/** Whether fields of a state see at a path what its input holds there: a variable, or the input as a whole. */
export function seesInput(state: State, path: ParsedPath, field: string): boolean {
  if (path.variable !== undefined) return true;
  return isWhole(state.inputPath) && field !== "ResultSelector" && field !== "Assign";
}

/**
 * Whether nothing reads what one state stores at a place but a string of the next state, and the one that stores it.
 * States that hand on all of their input do not count.
 */
export function isHandedOver(stored: ScalarNode, path: ParsedPath, read: ScalarNode, reader: State): boolean {
  const { readers, askFirst } = storedIn(reader.scope);
  const wholes = wholesIn(reader.scope);
  const own = isOverwritten(path, reader) ? stringsOf(reader) : undefined;
  const isOnly = (found: ReadonlySet<ScalarNode> = NONE): boolean => {
    // Only the next state still sees what it overwrites.
    const [few, many] = own !== undefined && own.size < found.size ? [own, found] : [found, own];
    for (const node of few) {
      if (node !== stored && node !== read && (many === undefined || many.has(node))) return false;
    }
    return true;
  };
  const places = placesOn(path);
  const place = places.at(-1) ?? "";
  // All of the input, which most states hand on, says nothing of what is in it.
  const parts = path.variable === undefined ? places.slice(1) : places;
  const names = path.steps.flatMap((step) => (step.kind === "name" ? [step.name] : []));
  if (path.variable !== undefined) names.push(path.variable);
  if ((own === undefined && askFirst.has(place)) || !isOnly(readers.get(place))) return false;
  return parts.every((part) => isOnly(wholes.get(part))) && names.every((name) => isOnly(readers.get(name)));
}

/** Whether a state puts something else in the place of a value, so that no state behind it sees that. */
function isOverwritten(path: ParsedPath, state: State): boolean {
  const { assign, resultPath, inputPath, output } = state;
  const { variable } = path;
  if (variable !== undefined) {
    const { node } = assign ?? {};
    return node?.kind === "object" && (node.get(variable) ?? node.get(`${variable}.$`)) !== undefined;
  }
  if (state.type !== "Pass") return false;
  if (state.language === "JSONata") {
    const text = output === undefined ? "" : [...scalarsIn(output.node)].map(({ value }) => value).join("\n");
    return output !== undefined && !/\$states\.input(?!\s*\.)/.test(text);
  }
  const { parameters, result } = state;
  if (isWhole(resultPath)) return parameters !== undefined || result !== undefined || !isWhole(inputPath);
  return typeof resultPath?.value === "string" && startsWithPath(path, parsePath(resultPath.value));
}

const NONE: ReadonlySet<ScalarNode> = new Set();

function stringsOf(state: State): ReadonlySet<ScalarNode> {
  let strings = knownStrings.get(state);
  if (strings === undefined) {
    strings = new Set(state.node.kind === "object" ? scalarsIn(state.node) : []);
    knownStrings.set(state, strings);
  }
  return strings;
}

const knownStrings = new WeakMap<State, ReadonlySet<ScalarNode>>();

// A scope is asked for each expression that may undo what the state before did.
const known = new WeakMap<Scope, ReadonlyMap<string, ReadonlySet<ScalarNode>>>();

/** Place -> the paths in templates and fields that read just this place with all that it holds. */
function wholesIn(scope: Scope): ReadonlyMap<string, ReadonlySet<ScalarNode>> {
  const found = known.get(scope);
  if (found !== undefined) return found;
  const wholes = new Map<string, Set<ScalarNode>>();
  const add = (path: ParsedPath, node: ScalarNode): void => {
    const place = wholePlace(path);
    if (place !== undefined) wholes.set(place, (wholes.get(place) ?? new Set()).add(node));
  };
  for (const state of scope.states.values()) {
    visitExpressions(state, {
      path({ field, path, node }) {
        if (field !== "ResultPath") add(path, node);
      },
      intrinsic({ call, node }) {
        for (const path of pathsIn(call)) add(path, node);
      },
    });
  }
  known.set(scope, wholes);
  return wholes;
}
