import { visitExpressions } from "../asl/expressions.ts";
import { type IntrinsicArgument, pathsIn } from "../asl/intrinsics.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { Intrinsic, Pass, Path, Scope, State } from "../asl/model.ts";
import { withInner } from "../asl/visit.ts";
import { intrinsicFunction } from "../data/intrinsics.ts";
import { lastName } from "./conditions.ts";
import { isName } from "./glued-format.ts";
import { type Graph, onlyBefore } from "./graph.ts";
import { isHandedOver, seesInput, storedCall } from "./handover.ts";
import { isWhole, placeOf, wholePlace } from "./stored.ts";

/** Lists that one state puts into a list, for the next one to flatten it. */
export interface NestedLists {
  readonly before: State;
  readonly reader: Pass;
  /** The call of `States.Array`. */
  readonly nested: Intrinsic;
  /** The path with `[*][*]`. */
  readonly flat: Path;
  /** Where the lists in a list stand in between: that path without `[*][*]`. */
  readonly between: ParsedPath;
  /** What is no list, so that `[*][*]` gives nothing of it. */
  readonly lost: IntrinsicArgument | undefined;
}

/** The lists that a path in a Pass flattens, if the only state before has nested them and nothing else reads them. */
export function nestedLists(flat: Path, graph: () => Graph): NestedLists | undefined {
  if (!flat.text.endsWith("*]")) return undefined;
  const { state: reader, path, node, field } = flat;
  const list = reader.type === "Pass" && path.error === undefined ? flattenedBy(path) : undefined;
  if (reader.type !== "Pass" || list === undefined || !seesStored(reader, path, field)) return undefined;
  const before = onlyBefore(reader, graph());
  const nested = before && storedCall(before, list);
  if (before === undefined || nested === undefined || nested.call.error !== undefined) return undefined;
  const { name, args } = nested.call;
  if (name !== "States.Array" || args.length < 2 || !isHandedOver(nested.node, list, node, reader)) {
    return undefined;
  }
  return { before, reader, nested, flat, between: list, lost: args.find(isNoList) };
}

function seesStored(reader: Pass, path: ParsedPath, field: string): boolean {
  if (field === "InputPath" || seesInput(reader, path, field)) return true;
  // A Pass that makes nothing has its input as its result.
  const { parameters, result, inputPath, resultPath } = reader;
  if (parameters !== undefined || result !== undefined || !isWhole(inputPath)) return false;
  return field === "Assign" || (field === "OutputPath" && isWhole(resultPath));
}

/** The path to the list of lists whose items a path gives: `$.all` of `$.all[*][*]`. */
function flattenedBy({ text, range, steps }: ParsedPath): ParsedPath | undefined {
  const [first, second] = steps.slice(-2);
  if (first?.kind !== "wildcard" || second?.kind !== "wildcard" || first.descendant || second.descendant) {
    return undefined;
  }
  return parsePath(text.slice(0, first.range[0] - range[0]));
}

function isNoList(argument: IntrinsicArgument): boolean {
  if (argument.kind === "path") return isName(argument.path);
  if (argument.kind !== "call") return true;
  const returns = intrinsicFunction(argument.name)?.returns;
  return returns === "string" || returns === "number" || returns === "boolean";
}

/**
 * The list that a call of `States.Array` is meant to add to, spread out by `[*]` and stored in its own place again, where
 * it becomes the first item of the new list. Says nothing where some path takes nested lists apart.
 */
export function listSpread(intrinsic: Intrinsic): ParsedPath | undefined {
  if (!intrinsic.text.includes("[*]")) return undefined;
  const { call, state, field } = intrinsic;
  if (call.name !== "States.Array" || call.args.length < 2 || call.error !== undefined) return undefined;
  const place = placeOf(intrinsic)?.place;
  const spread = call.args.flatMap((argument) => (argument.kind === "path" ? [argument.path] : []));
  return spread.find((path) => {
    const list = spreadBy(path);
    if (list === undefined || place === undefined || wholePlace(list) !== place) return false;
    if (!(seesInput(state, path, field) || isResultless(state, field))) return false;
    return !namesTakenApart(state.scope).has(lastName(list) ?? "");
  });
}

/** The list whose items a path gives: `$.all` of `$.all[*]`. */
export function spreadBy({ text, range, steps }: ParsedPath): ParsedPath | undefined {
  const last = steps.at(-1);
  if (last?.kind !== "wildcard" || last.descendant) return undefined;
  return parsePath(text.slice(0, last.range[0] - range[0]));
}

/** Whether `$` in an `Assign` is the input of the state. */
function isResultless(state: State, field: string): boolean {
  return field === "Assign" && (state.type === "Choice" || state.type === "Wait");
}

const known = new WeakMap<Scope, ReadonlySet<string>>();

/** The names in paths that look below the items of lists, or at any depth. */
function namesTakenApart(scope: Scope): ReadonlySet<string> {
  const found = known.get(scope);
  if (found !== undefined) return found;
  const names = new Set<string>();
  const add = ({ steps, variable }: ParsedPath): void => {
    const wildcards = steps.filter(({ kind }) => kind === "wildcard").length;
    if (wildcards < 2 && !steps.some(({ descendant }) => descendant)) return;
    for (const step of steps) if (step.kind === "name") names.add(step.name);
    if (variable !== undefined) names.add(variable);
  };
  for (const state of scope.states.values()) {
    for (const inner of withInner(state)) {
      visitExpressions(inner, {
        path: ({ path }) => add(path),
        intrinsic({ call }) {
          for (const path of pathsIn(call)) add(path);
        },
      });
    }
  }
  known.set(scope, names);
  return names;
}
