import { nameOfKey } from "../asl/assigned-name.ts";
import { visitExpressions } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
import { type JsonataNode, jsonataPath, jsonataSource } from "../asl/jsonata.ts";
import { statesPaths } from "../asl/jsonata-references.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import { isReferencePath } from "../asl/jsonpath-compare.ts";
import type { Pass } from "../asl/model.ts";
import { freeVariables, variablesOfPath } from "../asl/variable-names.ts";
import { isPlain, stringOf } from "../document/nodes.ts";
import { isWhole, placesOn } from "./stored.ts";

/** A Pass whose only effect is that an object has some keys more, or that some variables are assigned. */
export interface Setter {
  readonly state: Pass;
  /**
   * - `keys`: by `ResultPath`, in JSONPath
   * - `merge`: by `$merge([$states.input, {…}])`, in JSONata
   * - `variables`: by `Assign`
   */
  readonly kind: "keys" | "merge" | "variables";
  /** The object that gets the keys, as a text of `placesOn`; of variables and merges there is but one. */
  readonly parent: string;
  readonly sets: readonly string[];
  /** Whether it cannot stand beside others that set these keys of the object, as it reads them, or all of it. */
  reads(keys: ReadonlySet<string>): boolean;
  /** The object that it puts in the place of whatever was there, in JSONPath. */
  readonly makes: string | undefined;
  /** Whether it cannot stand beside one that makes the object, as it reads anything in it. */
  readsIn(place: string): boolean;
}

/** What a Pass sets; `undefined` if it does anything else besides. */
export function setterOf(state: Pass): Setter | undefined {
  const { assign, outputPath, node, language } = state;
  if (node.open || language === undefined || !isWhole(outputPath)) return undefined;
  if (assign !== undefined) return variableSetter(state);
  return language === "JSONPath" ? keySetter(state) : mergeSetter(state);
}

function keySetter(state: Pass): Setter | undefined {
  const { resultPath, parameters, result } = state;
  const path = parsePath(resultPath === undefined ? "$" : (resultPath.value ?? ""));
  if (path.error !== undefined || path.root !== "input" || !isReferencePath(path)) return undefined;
  if (parameters !== undefined && result !== undefined) return undefined;
  const places = placesOn(path);
  const key = path.steps.at(-1);
  if (key !== undefined && key.kind !== "name") return undefined;
  const parent = places.at(-2);
  const made = (result ?? parameters)?.node;
  // What is neither an object nor makes a key says nothing of keys.
  if (parent === undefined && made?.kind !== "object") return undefined;
  const read = placesRead(state);
  const touches = (place: string, isSet: (key: string) => boolean): boolean =>
    read.some((way) => {
      const at = way.indexOf(place);
      const inside = at >= 0 ? way[at + 1] : undefined;
      return inside === undefined ? at >= 0 || isAbove(way.at(-1), place) : isSet(inside);
    });
  return {
    state,
    kind: "keys",
    parent: parent ?? "",
    sets: parent === undefined ? [] : places.slice(-1),
    makes: made?.kind === "object" && !made.open ? places.at(-1) : undefined,
    reads: (keys) => parent === undefined || touches(parent, (inside) => keys.has(inside)),
    readsIn: (place) => touches(place, () => true),
  };
}

function isAbove(place: string | undefined, below: string): boolean {
  return place !== undefined && below.startsWith(`${place}/`);
}

/** The ways to all places in the input that a Pass in JSONPath reads. */
function placesRead(state: Pass): string[][] {
  const { result, parameters, inputPath } = state;
  if (result !== undefined) return [];
  if (parameters === undefined || !isWhole(inputPath)) return waysOf(parsePath(inputPath?.value ?? "$"));
  const ways: string[][] = [];
  visitExpressions(state, {
    path({ field, path }) {
      if (field === "Parameters") ways.push(...waysOf(path));
    },
    intrinsic({ call }) {
      for (const path of pathsIn(call)) ways.push(...waysOf(path));
    },
  });
  return ways;
}

function waysOf(path: ParsedPath): string[][] {
  // A filter may look at the whole input.
  const isOpen =
    path.error !== undefined || /[[(].*\$/.test(path.text) || path.steps.some(({ descendant }) => descendant);
  if (isOpen) return [placesOn(parsePath("$"))];
  return path.root === "input" ? [placesOn(path)] : [];
}

function variableSetter(state: Pass): Setter | undefined {
  const { assign, parameters, result, inputPath, resultPath, output, language } = state;
  if (assign?.node.kind !== "object" || !isPlain(assign.node)) return undefined;
  const isSilent = parameters === undefined && result === undefined && output === undefined;
  if (!isSilent || !isWhole(inputPath) || !(isWhole(resultPath) || resultPath?.value === null)) return undefined;
  const names = variablesRead(state);
  if (names === undefined) return undefined;
  return {
    state,
    kind: "variables",
    parent: "",
    sets: assign.node.members.map(({ key }) => nameOfKey(key, language)),
    makes: undefined,
    reads: (keys) => names.some((name) => keys.has(name)),
    readsIn: () => false,
  };
}

/** The variables that a Pass reads; `undefined` where that cannot be told. */
function variablesRead(state: Pass): string[] | undefined {
  const names: string[] = [];
  let isKnown = true;
  const add = (path: ParsedPath): void => {
    names.push(...variablesOfPath(path).map(({ name }) => name));
    isKnown &&= path.error === undefined;
  };
  visitExpressions(state, {
    path: ({ path }) => add(path),
    intrinsic({ call }) {
      for (const path of pathsIn(call)) add(path);
      isKnown &&= call.error === undefined;
    },
    jsonata({ tree }) {
      const found = freeVariables(tree);
      isKnown &&= found !== undefined;
      names.push(...(found ?? []).map(({ name }) => name));
    },
  });
  return isKnown ? names : undefined;
}

function mergeSetter(state: Pass): Setter | undefined {
  const source = jsonataSource(stringOf(state.output?.node) ?? "");
  if (source === undefined || !/^\s*\$merge\(\s*\[\s*\$states\.input\s*,/.test(source)) return undefined;
  const tree = state.scope.machine.readJsonata(source);
  const sets = mergedKeys(tree.root);
  if (sets === undefined) return undefined;
  const read = statesPaths(tree).map(({ names }) => names.map(({ name }) => name));
  // The first of them is what all is merged into.
  const inputs = read.filter(([first]) => first === undefined || first === "input").slice(1);
  return {
    state,
    kind: "merge",
    parent: "",
    sets,
    makes: undefined,
    reads: (keys) => inputs.some(([, key]) => key === undefined || keys.has(key)),
    readsIn: () => false,
  };
}

/** The keys of the objects in `$merge([$states.input, {…}, {…}])`; `undefined` for any other expression. */
function mergedKeys(root: JsonataNode | undefined): string[] | undefined {
  const [list, ...more] = root?.type === "function" && root.procedure?.value === "merge" ? (root.arguments ?? []) : [];
  if (list?.value !== "[" || list.type !== "unary" || more.length > 0) return undefined;
  const [base, ...objects] = list.expressions ?? [];
  if (jsonataPath(base)?.join(".") !== "states.input" || objects.length === 0) return undefined;
  const keys: string[] = [];
  for (const object of objects) {
    if (object.type !== "unary" || object.value !== "{" || !Array.isArray(object.lhs)) return undefined;
    // The parser keeps the pairs of an object constructor as lists of two.
    for (const [key] of object.lhs as JsonataNode[][]) {
      if (key?.type !== "string") return undefined;
      keys.push(String(key.value));
    }
  }
  return keys;
}
