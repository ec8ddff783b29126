import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import { isReferencePath } from "../asl/jsonpath-compare.ts";
import { jsonataOfPath } from "../asl/jsonpath-jsonata.ts";
import type { Choice, ChoiceRule } from "../asl/model.ts";
import type { PathTest } from "./conditions.ts";
import { askedFilter, asksForFirst } from "./emulations.ts";
import { nameOfList } from "./first-items.ts";
import type { Graph } from "./graph.ts";
import { type KnownList, listBefore } from "./known-lists.ts";
import { isWhole, pathTests, wholePlace } from "./stored.ts";

/** What a Choice asks about the first item of a list, to learn whether there is any. */
export interface LengthTests {
  readonly list: ParsedPath;
  /** In the order of the text, at least one. */
  readonly tests: readonly [PathTest, ...PathTest[]];
  /** The state before that makes the list, if that is known. */
  readonly known: KnownList | undefined;
  /** The list in JSONata. */
  readonly jsonata: string | undefined;
  /** A rule of `Choices` that asks the opposite of one before it, and so always holds. */
  readonly opposite: ChoiceRule | undefined;
}

/**
 * Finds the lists of which a Choice only asks whether they have a first item.
 *
 * @param readFirst the names of the lists whose first item is read.
 */
export function lengthTests(choice: Choice, graph: Graph, readFirst: () => ReadonlySet<string>): LengthTests[] {
  const groups = new Map<string, { list: ParsedPath; tests: [PathTest, ...PathTest[]] }>();
  for (const test of pathTests(choice)) {
    if (!asksForFirst(test) || typeof test.operand !== "boolean") continue;
    const list = listOf(test.path);
    const place = wholePlace(list);
    // What is left of a filter is another rule's.
    if (place === undefined || !isReferencePath(list) || askedFilter(place, choice.scope)) continue;
    if (list.root === "input" && !isWhole(choice.inputPath)) continue;
    const group = groups.get(place);
    if (group !== undefined) group.tests.push(test);
    else if (!readFirst().has(nameOfList(list))) groups.set(place, { list, tests: [test] });
  }
  return [...groups.values()].map(({ list, tests }) => ({
    list,
    tests,
    known: listBefore(list, choice, graph),
    jsonata: jsonataOfPath(list, "$states.input")?.slice("{% ".length, -" %}".length),
    opposite: oppositeOf(choice, new Map(tests.map((test) => [test.rule, test.operand === true]))),
  }));
}

/** `$.list` of `$.list[0]`. */
function listOf(path: ParsedPath): ParsedPath {
  const last = path.steps.at(-1);
  return parsePath(last === undefined ? path.text : path.text.slice(0, last.range[0] - path.range[0]));
}

function oppositeOf({ rules }: Choice, asked: ReadonlyMap<ChoiceRule, boolean>): ChoiceRule | undefined {
  const before = new Set<boolean>();
  return rules.find((rule) => {
    const [inner] = rule.rules;
    const present = rule.operator === "Not" && inner !== undefined ? negated(asked.get(inner)) : asked.get(rule);
    if (present === undefined) return false;
    before.add(present);
    return before.has(!present);
  });
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
