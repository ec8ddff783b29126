import { variableOfKey } from "../asl/assigned-name.ts";
import { visitExpressions } from "../asl/expressions.ts";
import { callsIn } from "../asl/intrinsics.ts";
import { asNode, type JsonataNode, jsonataNodes, jsonataPath, jsonataSource } from "../asl/jsonata.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { State, Task } from "../asl/model.ts";
import { requestOf } from "../asl/request.ts";
import { evaluatedName } from "../asl/template.ts";
import { stringOf, type ValueNode } from "../document/nodes.ts";
import { lastName, type Test } from "./conditions.ts";
import type { Cycle } from "./forest.ts";
import { comparisons } from "./loop-bound.ts";

const PAGE =
  /next_?\w*?(?:token|marker|cursor|key|link|page|url|uri)|continuation_?token|last_?evaluated|exclusive_?start|(?:page|starting)_?token|\bmarker\b|cursor|paginat|has_?(?:more|next)|more_?(?:data|pages|items|results|records|rows)|is_?truncated|(?:total|last|current)_?pages?\b|\bremaining(?!_?(?:attempt|retr|tr|turn|time|second|minute))/i;
/** What a request says where its answer is to begin. */
const PAGE_KEY =
  /^(?:next_?\w*(?:token|marker|cursor|key|link|page|url)|exclusive_?start_?key|(?:continuation|pagination|page|start(?:ing)?)_?token|marker|cursor|offset|skip|page(?:_?(?:number|num|index|no))?)$/i;
const ITERATOR = /^(?:continue|iterat\w*|is_?last|last_?item|has_?items)$/i;
const LENGTH = /(?:length|size|count|total|len|num(?:ber)?(?:_?of)?_?\w+s)$/i;
const LIMIT = /max|limit|retr|attempt|tries/i;

/** Whether a loop asks for one page after the other: a Choice asks for a further one, or a request names where to go on. */
export function asksForPages(tests: readonly Test[], tasks: readonly Task[]): boolean {
  return tests.some((test) => PAGE.test(textOf(test))) || tasks.some(namesPage);
}

function textOf(test: Test): string {
  if (test.kind === "jsonata") return test.tree.source;
  return test.operator.endsWith("Path") ? `${test.path.text} ${test.operand}` : test.path.text;
}

// A Lambda function is handed a payload, an API a body with a query: no place is deeper than that.
const DEEPEST_KEY = 3;

function namesPage(task: Task): boolean {
  const root = requestOf(task);
  return root !== undefined && hasPageKey(root, DEEPEST_KEY);
}

function hasPageKey(node: ValueNode, depth: number): boolean {
  if (node.kind !== "object" || depth === 0) return false;
  return node.members.some(({ key, value }) => {
    const name = evaluatedName(key);
    const evaluated = name !== undefined || jsonataSource(stringOf(value) ?? "") !== undefined;
    return (evaluated && PAGE_KEY.test(name ?? key)) || hasPageKey(value, depth - 1);
  });
}

/** Whether a loop goes through a list: it compares with the number of items, or takes them one by one. */
export function walksList(tests: readonly Test[], own: readonly State[], cycle: Cycle): boolean {
  if (tests.some((test) => asksForLength(test, cycle))) return true;
  const moved = new Moved(cycle);
  return own.some((state) => takesItem(state, moved));
}

/** Whether a test compares with the number of items, asks whether an item is left, or obeys an iterator. */
function asksForLength(test: Test, cycle: Cycle): boolean {
  if (test.kind === "jsonata") {
    const { root, nodes } = test.tree;
    if (root !== undefined && asksForItem(root) && leavesBy(test, cycle)) return false;
    return nodes.some(asksForItem) || comparisons(root, LENGTH_ORDER).some(countsItems);
  }
  const name = lastName(test.path);
  const numeric = test.operator.startsWith("Numeric");
  if (name !== undefined && !numeric && ITERATOR.test(name)) return true;
  if (test.operator === "IsPresent" && test.path.steps.at(-1)?.kind === "index") {
    return !(test.rule === test.top && test.operand === true && leavesBy(test, cycle));
  }
  if (!numeric || !test.operator.endsWith("Path") || typeof test.operand !== "string") return false;
  return isLength(lastName(parsePath(test.operand)));
}

/** Whether a loop ends where the answer is yes: it then waits for what it asks about to come. */
function leavesBy({ choice, top }: Test, { members }: Cycle): boolean {
  const target = top.next?.value === undefined ? undefined : choice.scope.states.get(top.next.value);
  return target !== undefined && !members.has(target);
}

function isLength(name: string | undefined): boolean {
  return name !== undefined && LENGTH.test(name) && !LIMIT.test(name);
}

const LENGTH_ORDER = new Set(["<", "<=", ">", ">=", "=", "!="]);

/** `$count($items) > 0`, but not `$count($jobs[status = 'RUNNING']) > 0`, which asks how things stand. */
function countsItems({ lhs, rhs }: JsonataNode): boolean {
  return [asNode(lhs), asNode(rhs)].some(
    (side) => side !== undefined && calls(side, ["count"]) && !jsonataNodes(side).some(comparesText),
  );
}

function comparesText({ type, lhs, rhs }: JsonataNode): boolean {
  return type === "binary" && [lhs, rhs].some((side) => asNode(side)?.type === "string");
}

/** `$exists($items[0])` */
function asksForItem(node: JsonataNode): boolean {
  if (!calls(node, ["exists", "boolean"])) return false;
  return jsonataNodes(node).some(({ type, expr }) => type === "filter" && expr?.type === "number");
}

function calls({ type, procedure }: JsonataNode, functions: readonly string[]): boolean {
  return type === "function" && functions.includes(String(procedure?.value));
}

/** Whether a state takes one item of a list by an index that the loop moves, or the list without its first item. */
function takesItem(state: State, moved: Moved): boolean {
  let takes = false;
  visitExpressions(state, {
    path(place) {
      if (!/\[\s*1\s*:/.test(place.text)) return;
      const { path } = place;
      if (path.steps.some((step) => step.kind === "slice" && step.from === 1 && step.to === undefined)) takes = true;
    },
    intrinsic(intrinsic) {
      if (!intrinsic.text.includes("ArrayGetItem")) return;
      for (const { name, args } of callsIn(intrinsic.call)) {
        const index = args[1];
        if (name === "States.ArrayGetItem" && index?.kind === "path" && moved.hasPath(index.path)) takes = true;
      }
    },
    jsonata({ tree, source }) {
      if (!source.includes("[")) return;
      for (const { type, expr } of tree.nodes) {
        // `$list[[1..9]]`, `$list[$i]`, but not a filter such as `$list[status = 'RUNNING']`.
        if (type === "filter" && expr !== undefined && (isRange(expr) || moved.hasData(expr))) takes = true;
      }
    },
  });
  return takes;
}

function isRange({ type, value, expressions = [] }: JsonataNode): boolean {
  return type === "unary" && value === "[" && expressions.some((item) => item.value === "..");
}

/** What the states of a loop write, and a further turn reads anew. */
class Moved {
  private readonly variables = new Set<string>();
  /** The keys of the state's input that results are put under. */
  private readonly keys = new Set<string>();
  private whole = false;

  constructor({ states }: Cycle) {
    for (const state of states) {
      this.addAssigned(state);
      if (handsOnAnew(state)) this.addResult(state.resultPath?.value);
    }
  }

  hasPath({ root, variable, steps: [first] }: ParsedPath): boolean {
    if (variable !== undefined) return this.variables.has(variable);
    if (root !== "input") return false;
    return this.whole || (first?.kind === "name" && this.keys.has(first.name));
  }

  /** The same for `$i` and `$states.input.i` in JSONata. */
  hasData(node: JsonataNode): boolean {
    const [name] = node.type === "variable" || node.steps?.[0]?.type === "variable" ? (jsonataPath(node) ?? []) : [];
    if (name === undefined) return false;
    return name === "states" ? this.whole || this.keys.size > 0 : this.variables.has(name);
  }

  private addAssigned(state: State): void {
    const fields = [state.assign];
    if (state.type === "Choice") fields.push(...state.rules.map(({ assign }) => assign));
    if ("catch" in state) fields.push(...state.catch.map(({ assign }) => assign));
    for (const field of fields) {
      if (field?.node.kind !== "object") continue;
      for (const { key } of field.node.members) this.variables.add(variableOfKey(key));
    }
  }

  private addResult(resultPath: string | null | undefined): void {
    if (resultPath === null) return;
    const [first] = resultPath === undefined ? [] : parsePath(resultPath).steps;
    if (first?.kind === "name") this.keys.add(first.name);
    else this.whole = true;
  }
}

/** Whether a state may hand on something other than what it was handed. */
function handsOnAnew(state: State): boolean {
  if (state.output !== undefined) return true;
  if (state.type === "Pass") return (state.result ?? state.parameters) !== undefined;
  return state.type === "Task" || state.type === "Map" || state.type === "Parallel";
}
