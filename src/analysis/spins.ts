import type { Catcher, Choice, State, Task } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import { callWords, wordsOf } from "./call-words.ts";
import { lastName, type Test, testsOf } from "./conditions.ts";
import type { Edge, Graph } from "./graph.ts";
import { isModelTurn, waitsForPeople } from "./loop-kind.ts";
import type { Loop } from "./loops.ts";
import { isClosed } from "./terminals.ts";

/**
 * A loop that nobody meant to go on for long, and nothing stops.
 *
 * - `closed`: no transition leads out; with `choice` an answer that none of its rules takes ends it by an error
 * - `caught`: a catcher leads back to what failed, without a Wait on the way
 * - `asked`: a Choice leads back to what it asks about, without a Wait on the way
 */
export type Spin =
  | { readonly kind: "closed"; readonly choice: Choice | undefined }
  | { readonly kind: "caught"; readonly back: Edge; readonly catcher: Catcher }
  | { readonly kind: "asked"; readonly back: Edge };

/** How a loop spins; `undefined` for one that waits, that has an end in sight, or of which that is not known. */
export function spinOf(loop: Loop, graph: Graph): Spin | undefined {
  if (loop.retrier !== undefined || !isUnbounded(loop)) return undefined;
  if (isClosed(loop)) {
    const choice = loop.states.find((state) => state.type === "Choice" && state.default === undefined);
    if (choice === undefined) return { kind: "closed", choice };
    // Walks through data and the like may mean to end so.
    return choice.type === "Choice" && loop.bound.kind !== "data" ? { kind: "closed", choice } : undefined;
  }
  if (loop.bound.kind === "data" || waitsAnywhere(loop)) return undefined;
  const back = closingEdge(loop, graph);
  if (back === undefined) return undefined;
  if (loop.kind === "retry") {
    // Who asks first whether to try again does not try blindly.
    if (loop.turn.states.some((state) => state.type === "Choice")) return undefined;
    const edge = back.kind === "catch" ? back : caughtEdge(loop, graph);
    return edge?.catcher && !loop.work.some(({ task }) => waitsForPeople(task))
      ? { kind: "caught", back: edge, catcher: edge.catcher }
      : undefined;
  }
  return loop.kind === "other" && asksAgain(loop) ? { kind: "asked", back } : undefined;
}

function isUnbounded({ bound, scope }: Loop): boolean {
  if (bound.kind === "none" || bound.kind === "data") return true;
  return bound.kind === "express" && scope.machine.timeoutSeconds === undefined && !scope.machine.node.open;
}

/** Whether a turn takes any time: by a Wait of the loop, of one inside it, or of a branch. */
function waitsAnywhere({ waits, turn }: Loop): boolean {
  return waits.length > 0 || turn.cost.seconds > 0 || turn.states.some((state) => state.type === "Wait");
}

/** The transition that leads from the last state of the turn back to its first one. */
function closingEdge({ turn }: Loop, graph: Graph): Edge | undefined {
  const [first] = turn.states;
  const last = turn.states.at(-1);
  return last && graph.outgoing(last).find((edge) => edge.to === first);
}

/** The first transition on the way round that only an error takes. */
function caughtEdge({ turn: { states } }: Loop, graph: Graph): Edge | undefined {
  const edges = states.map((state, place) => {
    const next = states[(place + 1) % states.length];
    const leading = graph.outgoing(state).filter((edge) => edge.to === next);
    return leading.every((edge) => edge.kind === "catch") ? leading[0] : undefined;
  });
  return edges.find((edge) => edge !== undefined);
}

/** Whether a Choice leads back to ask the same again, as far as the names of calls and values tell. */
function asksAgain(loop: Loop): boolean {
  const { turn, work } = loop;
  const tasks = work.flatMap(({ task }) => (turn.states.includes(task) ? [task] : []));
  if (tasks.length === 0 || work.length > tasks.length || work.some(({ task }) => isModelTurn(task))) return false;
  // A job, a worker or a child execution takes its time, and who says how much an unknown one takes?
  if (!turn.cost.paced || tasks.some(({ resource }) => resource.kind === "unknown")) return false;
  if (turn.states.flatMap(({ name }) => wordsOf(name)).some((word) => DATA.has(word))) return false;
  const tests = turn.states.flatMap((state) => (state.type === "Choice" ? testsOf(state) : []));
  const members = new Set(loop.states);
  if (tests.length === 0 || tests.some((test) => goesByData(test, members))) return false;
  return (
    work.every(({ task, pairs }) => pairs.length > 0 || asks(task)) || (tasks.length === 1 && tests.some(isSuccess))
  );
}

/** Words of what is worked off bit by bit: such a loop ends with its data, which the definition does not show. */
const DATA = new Set(
  "batch batches chunk chunks continue cursor each empty has item items iterate iterator left message messages more next offset page pages queue record records remaining row rows token".split(
    " ",
  ),
);
const ASKING = new Set("ask check describe fetch find get is lookup poll query ready status verify".split(" "));
const READS = /:(?:batchGet|check|describe|get|head|list)[A-Z]/;

function asks(task: Task): boolean {
  const api = apiOf(task.resource);
  const own = task.resource.kind === "lambda" || /^(?:lambda|http|apigateway):invoke$/.test(api ?? "");
  return own ? callWords(task).some((word) => ASKING.has(word)) : READS.test(api ?? "");
}

/** Whether a test goes by how far the work is: by a number, by what is left, or on as long as something is there. */
function goesByData(test: Test, members: ReadonlySet<State>): boolean {
  const { top, choice } = test;
  const next = top.next?.value === undefined ? undefined : choice.scope.states.get(top.next.value);
  const goesOn = next !== undefined && members.has(next);
  if (test.kind === "jsonata") {
    const names = test.tree.nodes.flatMap(({ value }) => (typeof value === "string" ? wordsOf(value) : []));
    if (names.some((word) => DATA.has(word) || word === "count" || (word === "exists" && goesOn))) return true;
    return /[<>]|\[\s*\]/.test(test.tree.source);
  }
  if (/^Is(?:Present|Null)$/.test(test.operator)) return goesOn === (test.operand === (test.operator === "IsPresent"));
  const name = lastName(test.path) ?? "";
  const words = [name, typeof test.operand === "string" ? test.operand : ""].flatMap(wordsOf);
  return words.some((word) => DATA.has(word)) || (test.operator.startsWith("Numeric") && !STATUS_CODE.test(name));
}

const STATUS_CODE = /status_?code$/i;
const SUCCESS = /^(?:is_?)?(?:success(?:ful)?|succeeded|ok|valid|failed|error)$/i;

/** Whether a test asks if a call went well, so that leading back tries it again. */
function isSuccess(test: Test): boolean {
  const names = test.kind === "path" ? [lastName(test.path) ?? ""] : test.tree.nodes.map(({ value }) => String(value));
  return names.some((name) => STATUS_CODE.test(name) || SUCCESS.test(name));
}
