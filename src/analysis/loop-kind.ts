import type { State, Task } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import { withInner } from "../asl/visit.ts";
import { callWords } from "./call-words.ts";
import { testsOf } from "./conditions.ts";
import type { Cycle } from "./forest.ts";
import { type Graph, isTerminal } from "./graph.ts";
import type { ExitTests } from "./loop-bound.ts";
import { asksForPages, walksList } from "./loop-data.ts";
import { recurs } from "./recurs.ts";

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
const MODELS = new Set(
  "agent anthropic bedrock chatgpt claude converse gemini gpt llama llm llms mistral openai".split(" "),
);
/** What a call is named after that asks how work stands, be it that of a model. */
const STANDING = new Set("check job poll ready state status wait".split(" "));

/** Says what a loop is for, from the states of its own level: a loop inside it is told apart by itself. */
export function kindOf(cycle: Cycle, graph: Graph, exits: ExitTests): LoopKind {
  const own = ownStates(cycle);
  const tasks = tasksIn(own);
  const waits = own.some((state) => state.type === "Wait");
  if (!recurs(cycle, (edge) => edge.kind !== "catch", graph)) return "retry";
  const tests = own.flatMap((state) => (state.type === "Choice" ? testsOf(state) : []));
  if (asksForPages(tests, tasks)) return "page";
  // A model that calls tools goes through lists on the way; its turns are neither counted nor listed anywhere.
  const isModel = tasks.some(isModelTurn);
  if (!isModel && (walksList(tests, own, cycle) || counts(exits, waits))) return "iterate";
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

/** Whether a task waits for a person or a worker, who set the pace. */
export function waitsForPeople({ resource }: Task): boolean {
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

function counts({ counters, deadlines, others }: ExitTests, waits: boolean): boolean {
  // Counting alone, with nothing else asked at the exits: the turns are the work.
  return counters.length > 0 && (!waits || others.length === 0) && deadlines.length === 0;
}

/** Whether a task takes a turn of a language model, as far as what it calls and its name tell. */
export function isModelTurn(task: Task): boolean {
  const api = apiOf(task.resource);
  if (api !== undefined && MODEL_SERVICES.test(api)) return true;
  if (task.resource.kind !== "lambda" && api !== "lambda:invoke" && api !== "http:invoke") return false;
  const words = callWords(task);
  return words.some((word) => MODELS.has(word)) && !words.some((word) => STANDING.has(word));
}
