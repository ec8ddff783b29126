import { visitExpressions } from "../asl/expressions.ts";
import { pathsIn } from "../asl/intrinsics.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { Choice, Field, Intrinsic, Path, Scope, State } from "../asl/model.ts";
import { withInner } from "../asl/visit.ts";
import type { ScalarNode, ValueNode } from "../document/nodes.ts";
import { lastName, type PathTest, testsOf } from "./conditions.ts";
import { isFilter, isFirst, membershipOf } from "./membership.ts";

/** The comparisons of a Choice in JSONPath. */
export function pathTests(choice: Choice): PathTest[] {
  return testsOf(choice).filter((test) => test.kind === "path");
}

/** What the states of a scope store and read; where something is stored is told by a text of `placesOn`. */
export interface Stored {
  /** The first filter stored at a place. */
  readonly filters: ReadonlyMap<string, Path>;
  /** The first list whose text `States.JsonToString` stores at a place. */
  readonly texts: ReadonlyMap<string, ParsedPath>;
  /**
   * What reads something at a place, or of a name where the place depends on more; the questions of this scope's
   * Choices excepted.
   */
  readonly readers: ReadonlyMap<string, ReadonlySet<ScalarNode>>;
  /** What Choices ask of a place and of all that is in it. */
  readonly questions: ReadonlyMap<string, readonly PathTest[]>;
  /** Whether Choices ask of a place only for a first item. */
  readonly askFirst: ReadonlyMap<string, boolean>;
  /** Whether Choices ask of a place only whether it is a number above 0. */
  readonly askAny: ReadonlyMap<string, boolean>;
}

// Everything that asks after something stored asks the same of the whole scope.
const known = new WeakMap<Scope, Stored>();

/** What a scope stores, found out once. */
export function storedIn(scope: Scope): Stored {
  let stored = known.get(scope);
  if (stored === undefined) {
    stored = { ...storesIn(scope), readers: readersIn(scope), ...questionsIn(scope) };
    known.set(scope, stored);
  }
  return stored;
}

function storesIn(scope: Scope): Pick<Stored, "filters" | "texts"> {
  const filters = new Map<string, Path>();
  const written: { place: string; path: ParsedPath }[] = [];
  const lists = new Set<string | undefined>();
  for (const state of scope.states.values()) {
    visitExpressions(state, {
      path(path) {
        if (path.field === "ItemsPath") lists.add(wholePlace(path.path));
        const place = isFilter(path.path) ? placeOf(path)?.place : undefined;
        if (place !== undefined && !filters.has(place) && membershipOf(path.path)) filters.set(place, path);
      },
      intrinsic(intrinsic) {
        const { name, args } = intrinsic.call;
        if (args[0]?.kind !== "path") return;
        const { path } = args[0];
        if (TAKES_LIST.test(name)) lists.add(wholePlace(path));
        const place = name === "States.JsonToString" ? placeOf(intrinsic)?.place : undefined;
        if (place !== undefined) written.push({ place, path });
      },
    });
  }
  lists.delete(undefined);
  const texts = new Map<string, ParsedPath>();
  for (const { place, path } of written) {
    if (!texts.has(place) && (picksSeveral(path) || lists.has(wholePlace(path)))) texts.set(place, path);
  }
  return { filters, texts };
}

const TAKES_LIST = /^States\.Array(?:Length|GetItem|Contains|Unique|Partition)$/;

function readersIn(scope: Scope): Stored["readers"] {
  const readers = new Map<string, Set<ScalarNode>>();
  const read = (keys: readonly string[], node: ScalarNode): void => {
    for (const key of keys) readers.set(key, (readers.get(key) ?? new Set()).add(node));
  };
  for (const state of scope.states.values()) {
    for (const inner of withInner(state)) {
      const seesAll = inner === state && isWhole(state.inputPath);
      const keysOf = (field: string, path: ParsedPath): string[] => {
        const isPlain = seesAll && !OF_RESULT.has(field) && wholePlace(path) !== undefined;
        return isPlain ? placesOn(path) : [...placesOn(path), ...namesOn(path)];
      };
      visitExpressions(inner, {
        path({ field, path, node }) {
          const isQuestion = seesAll && inner.type === "Choice" && field === "Variable";
          if (!isQuestion && field !== "ResultPath") read(keysOf(field, path), node);
        },
        intrinsic({ field, call, node }) {
          for (const path of pathsIn(call)) read(keysOf(field, path), node);
        },
        jsonata({ source, node }) {
          read(source.match(/[A-Za-z_]\w*/g) ?? [], node);
        },
      });
    }
  }
  return readers;
}

/** Fields that may see a state's result instead of its input. */
const OF_RESULT = new Set(["ResultSelector", "Assign"]);

function questionsIn(scope: Scope): Pick<Stored, "questions" | "askFirst" | "askAny"> {
  const questions = new Map<string, PathTest[]>();
  const askFirst = new Map<string, boolean>();
  const askAny = new Map<string, boolean>();
  for (const state of scope.states.values()) {
    for (const test of state.type === "Choice" ? pathTests(state) : []) {
      const { path, operator } = test;
      const any = asksForAny(test);
      placesOn(path).forEach((place, depth) => {
        const below = path.steps.length - depth;
        const first = operator === "IsPresent" && (below === 0 || (below === 1 && isFirst(path.steps.at(-1))));
        const asked = questions.get(place);
        if (asked === undefined) questions.set(place, [test]);
        else asked.push(test);
        askFirst.set(place, first && askFirst.get(place) !== false);
        askAny.set(place, below === 0 && any && askAny.get(place) !== false);
      });
    }
  }
  return { questions, askFirst, askAny };
}

/** Whether a comparison of a number of hits tells one from none. */
function asksForAny({ operator, operand }: PathTest): boolean {
  if (operand === 0) return /^Numeric(?:Equals|GreaterThan|LessThanEquals)$/.test(operator);
  return operand === 1 && /^Numeric(?:GreaterThanEquals|LessThan)$/.test(operator);
}

/** Whether what an expression stores is read nowhere, unless by the expression itself. */
export function isReadByNoOther(expression: Path | Intrinsic): boolean {
  const stored = placeOf(expression);
  if (stored === undefined) return false;
  const { readers } = storedIn(expression.state.scope);
  return [stored.place, stored.name].every((key) => {
    const found = readers.get(key);
    return found === undefined || found.size === (found.has(expression.node) ? 1 : 0);
  });
}

/** Where an expression's value goes, if the definition shows it: to a place, under a name. */
export function placeOf({ node, field, state }: Path | Intrinsic): { place: string; name: string } | undefined {
  const keys = field === "InputPath" ? [] : keysIn(field, node, state);
  const stores =
    field === "Assign" ||
    (state.type === "Pass"
      ? field === "Parameters" ||
        (field === "InputPath" && state.parameters === undefined && state.result === undefined)
      : field === "ResultSelector");
  const into = state.resultPath === undefined ? "$" : state.resultPath.value;
  if (!stores || (field !== "Assign" && !(isWhole(state.outputPath) && typeof into === "string"))) return undefined;
  const root = parsePath(field === "Assign" ? `$${keys.shift()}` : (into ?? "$"));
  const place = wholePlace(root);
  const name = keys.at(-1) ?? lastName(root);
  return place === undefined || name === undefined ? undefined : { place: keys.reduce(below, place), name };
}

/** The keys that lead from a field of a state, catcher or rule to a node inside it. */
function keysIn(field: string, node: ValueNode, state: State): string[] {
  const keys: string[] = [];
  for (let at: ValueNode | undefined = node; at !== undefined && at !== state.node; at = at.parent) {
    keys.unshift(String(at.place).replace(/\.\$$/, ""));
  }
  return keys.slice(keys.indexOf(field) + 1);
}

/** A text for each place that a path leads over, its root first, up to what names no single place. */
export function placesOn({ root, variable, steps }: ParsedPath): string[] {
  const places = [variable === undefined ? root : `$${variable}`];
  for (const step of steps) {
    if (step.descendant || (step.kind !== "name" && step.kind !== "index")) break;
    places.push(below(places.at(-1) ?? "", step.kind === "name" ? step.name : String(step.index)));
  }
  return places;
}

/** The place that a path as a whole names, if it names one. */
export function wholePlace(path: ParsedPath): string | undefined {
  return path.error === undefined ? placesOn(path)[path.steps.length] : undefined;
}

/** The text of a place one key below another. */
export function below(place: string, key: string): string {
  return `${place}/${JSON.stringify(key)}`;
}

function namesOn({ steps, variable }: ParsedPath): string[] {
  const names = steps.flatMap((step) => (step.kind === "name" ? [step.name] : []));
  return variable === undefined ? names : [variable, ...names];
}

/** Whether a path gathers what it finds in a list. */
export function picksSeveral({ steps }: ParsedPath): boolean {
  if (steps.some(({ kind }) => kind === "function" || kind === "script")) return false;
  return steps.some(({ kind, descendant }) => descendant || SEVERAL.has(kind));
}

const SEVERAL = new Set(["wildcard", "slice", "filter", "union"]);

/** Whether a path to take or to put data at, such as `OutputPath`, leaves all of it in its place. */
export function isWhole(path: Field<string | null> | undefined): boolean {
  return path === undefined || path.value === "$";
}
