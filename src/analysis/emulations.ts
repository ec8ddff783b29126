import type { ParsedPath } from "../asl/jsonpath.ts";
import type { Choice, Intrinsic, Path, Scope } from "../asl/model.ts";
import type { Range } from "../document/nodes.ts";
import { hasAtHand, stateBefore } from "./answers.ts";
import type { PathTest } from "./conditions.ts";
import type { Graph } from "./graph.ts";
import { isFilter, isFirst, type Membership, membershipOf } from "./membership.ts";
import { isReadByNoOther, isWhole, pathTests, placeOf, placesOn, storedIn, wholePlace } from "./stored.ts";

/** A filter that picks the items equal to a value, and a Choice that only asks whether there is one. */
export interface FilterTest extends Membership {
  /** Where the filter stands. */
  readonly at: Range;
  /** The filter, if a state before stores what it finds. */
  readonly stored: Path | undefined;
}

/** Finds filters whose first hit a Choice only looks for, and that no state uses otherwise. */
export function filterTests(choice: Choice, graph: Graph): FilterTest[] {
  const found = new Map<string, FilterTest>();
  for (const test of pathTests(choice)) {
    if (!asksForFirst(test)) continue;
    const { path, rule } = test;
    const direct = membershipOf(path);
    const stored = direct === undefined ? storedFilter(path, choice) : undefined;
    const at = stored?.node.range ?? rule.variable?.range ?? rule.node.range;
    const membership = stored ? membershipOf(stored.path) : direct && answeredBefore(path, choice, graph) && direct;
    if (membership !== undefined) found.set(String(at), { at, stored, ...membership });
  }
  return [...found.values()];
}

/** Whether a comparison only asks whether a list has a first item. */
export function asksForFirst({ operator, path }: PathTest): boolean {
  return operator === "IsPresent" && isFirst(path.steps.at(-1));
}

/** Whether the state before a Choice has what a path starts from. A Choice itself takes no functions. */
function answeredBefore(path: ParsedPath, choice: Choice, graph: Graph): true | undefined {
  const before = stateBefore(choice, graph);
  return (before !== undefined && hasAtHand(before, path)) || undefined;
}

/** The filter whose first hit is at a path, if Choices ask no more of the hits, and this one first. */
function storedFilter(first: ParsedPath, choice: Choice): Path | undefined {
  const place = placesOn(first)[first.steps.length - 1];
  if (place === undefined || !isWhole(choice.inputPath)) return undefined;
  const isFirst = storedIn(choice.scope).questions.get(place)?.[0]?.choice === choice;
  return isFirst ? askedFilter(place, choice.scope) : undefined;
}

/** The filter whose hits are stored at a place, if Choices ask no more than whether there are any. */
export function askedFilter(place: string, scope: Scope): Path | undefined {
  const { filters, askFirst } = storedIn(scope);
  const filter = filters.get(place);
  return filter !== undefined && askFirst.get(place) === true && isReadByNoOther(filter) ? filter : undefined;
}

/** The question whether the filter inside `States.ArrayLength` has a hit, if Choices ask nothing else of the number. */
export function lengthTest(intrinsic: Intrinsic): Membership | undefined {
  if (!intrinsic.text.includes("ArrayLength")) return undefined;
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
