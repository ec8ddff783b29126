import { visitExpressions } from "../asl/expressions.ts";
import { callsIn } from "../asl/intrinsics.ts";
import { asNode, jsonataNodes } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { State, Task } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import { withInner } from "../asl/visit.ts";
import { lastName, type Test, testsOf } from "./conditions.ts";
import { type Cycle, isAcyclic } from "./forest.ts";
import { type Graph, isTerminal } from "./graph.ts";
import { comparisons, type ExitTests } from "./loop-bound.ts";

/**
 * What a loop is for. Where several fit, the first of this order holds.
 *
 * - `retry`: only catchers close it
 * - `page`: asks for the next page, by token or cursor
 * - `iterate`: goes through a list or counts
 * - `approve`: waits for an answer inside a callback or activity
 * - `remind`: waits and sends
 * - `poll`: waits, works, and decides on the work's result
 * - `other`: turns of a language model, and whatever else
 */
export type LoopKind = "retry" | "page" | "iterate" | "approve" | "remind" | "poll" | "other";

const PAGE =
  /next_?(?:page_?)?(?:token|marker|cursor|key|link|page)|continuation_?token|last_?evaluated|exclusive_?start|page_?token|cursor|paginat|has_?(?:more|next)|more_?(?:data|pages|items|results|records|rows)|is_?truncated|starting_?token|\bremaining/i;
const ITERATOR = /^(?:continue|iterat\w*|is_?last|last_?item|has_?items)$/i;
const LENGTH = /(?:length|size|count|total|len|num(?:ber)?(?:_?of)?_?\w+s)$/i;
const LIMIT = /max|limit|retr|attempt|tries/i;
const SENDS = new Set([
  "sns:publish",
  "sns:publishBatch",
  "sqs:sendMessage",
  "sqs:sendMessageBatch",
  "ses:sendEmail",
  "ses:sendTemplatedEmail",
  "ses:sendRawEmail",
  "sesv2:sendEmail",
  "eventbridge:putEvents",
  "pinpoint:sendMessages",
]);
const MODEL_SERVICES = /^(?:bedrock|bedrockruntime|bedrock-runtime|bedrockagentruntime):(?:invoke|converse|retrieve)/i;
const MODEL_NAME = /\b(?:llm|gpt|claude|bedrock|anthropic|openai|gemini|agent)\b|llm/i;

/** Says what a loop is for, from the states of its own level: a loop inside it is told apart by itself. */
export function kindOf(cycle: Cycle, graph: Graph, exits: ExitTests): LoopKind {
  const own = ownStates(cycle);
  const tasks = tasksIn(own);
  const waits = own.some((state) => state.type === "Wait");
  if (isAcyclic(cycle.members, (edge) => edge.kind !== "catch", graph)) return "retry";
  const tests = own.flatMap((state) => (state.type === "Choice" ? testsOf(state) : []));
  if (tests.some(isPaging)) return "page";
  // A model that calls tools goes through lists on the way; its turns are neither counted nor listed anywhere.
  const isModel = tasks.some(isModelTurn);
  if (!isModel && iterates(own, tests, exits, waits)) return "iterate";
  if (tasks.some(waitsForPeople)) return "approve";
  if (isModel || !waits) return "other";
  if (tasks.length === 0) return "other";
  if (tasks.every((task) => SENDS.has(apiOf(task.resource) ?? ""))) return "remind";
  return leavesByDecision(cycle, graph) ? "poll" : "other";
}

/** The states of a loop that lie in no loop inside it. */
export function ownStates(cycle: Cycle): readonly State[] {
  if (cycle.inner.length === 0) return cycle.states;
  const nested = new Set(cycle.inner.flatMap((inner) => inner.states));
  return cycle.states.filter((state) => !nested.has(state));
}

/** The tasks among states and in the branches and processors inside them. */
export function tasksIn(states: readonly State[]): Task[] {
  return states.flatMap((state) => [...withInner(state)].filter((inner) => inner.type === "Task"));
}

function waitsForPeople({ resource }: Task): boolean {
  return resource.kind === "activity" || (resource.kind === "integration" && resource.pattern === "callback");
}

/** Whether a decision, not just an error that nobody catches, ends the loop. */
function leavesByDecision(cycle: Cycle, graph: Graph): boolean {
  return cycle.states.some(
    (state) =>
      isTerminal(state) ||
      (state.type === "Choice" && state.default === undefined) ||
      graph.outgoing(state).some(({ to }) => !cycle.members.has(to)),
  );
}

function isPaging(test: Test): boolean {
  if (test.kind === "path") return PAGE.test(test.path.text);
  return PAGE.test(test.tree.source);
}

function iterates(own: readonly State[], tests: readonly Test[], exits: ExitTests, waits: boolean): boolean {
  if (tests.some(asksForLength) || own.some(picksByIndex)) return true;
  // Counting alone, with nothing else asked at the exits: the turns are the work.
  return exits.counters.length > 0 && (!waits || exits.others.length === 0) && exits.deadlines.length === 0;
}

/** Whether a test compares with the number of items, asks whether an item is left, or obeys an iterator. */
function asksForLength(test: Test): boolean {
  if (test.kind === "path") {
    const name = lastName(test.path);
    if (name !== undefined && ITERATOR.test(name)) return true;
    const last = test.path.steps.at(-1);
    if (test.operator === "IsPresent" && last?.kind === "index") return true;
    if (!test.operator.endsWith("Path") || typeof test.operand !== "string") return false;
    const limit = lastName(parsePath(test.operand));
    return test.operator.startsWith("Numeric") && limit !== undefined && LENGTH.test(limit) && !LIMIT.test(limit);
  }
  return comparisons(test.tree.root).some(({ lhs, rhs }) =>
    [lhs, rhs].some((side) => {
      const node = asNode(side);
      return node?.type === "function" && node.procedure?.value === "count";
    }),
  );
}

/** Whether a state takes one item of a list by a running index, or the list without its first item. */
function picksByIndex(state: State): boolean {
  let picks = false;
  visitExpressions(state, {
    path(place) {
      if (!/\[\s*1\s*:/.test(place.text)) return;
      const { path } = place;
      if (path.steps.some((step) => step.kind === "slice" && step.from === 1 && step.to === undefined)) picks = true;
    },
    intrinsic(intrinsic) {
      if (!intrinsic.text.includes("ArrayGetItem")) return;
      for (const { name, args } of callsIn(intrinsic.call)) {
        const index = args[1];
        if (name === "States.ArrayGetItem" && index?.kind === "path") picks = true;
      }
    },
    jsonata({ tree, source }) {
      if (!source.includes("[") || tree.root === undefined) return;
      for (const node of jsonataNodes(tree.root)) {
        // `$list[$i]`, but not a filter such as `$list[status = 'RUNNING']`.
        if (node.type === "filter" && node.expr?.type === "variable") picks = true;
      }
    },
  });
  return picks;
}

function isModelTurn(task: Task): boolean {
  const api = apiOf(task.resource);
  if (api !== undefined && MODEL_SERVICES.test(api)) return true;
  const lambda = task.resource.kind === "lambda" || api === "lambda:invoke";
  return lambda && MODEL_NAME.test(`${task.name} ${task.resource.kind === "lambda" ? task.resource.functionName : ""}`);
}
