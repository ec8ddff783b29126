import type { StateMachine, Task } from "../asl/model.ts";
import { requestOf } from "../asl/request.ts";
import { apiOf } from "../asl/resource.ts";
import { statesWithin } from "../asl/visit.ts";
import type { CompletionEvent, PollPair } from "../data/poll-pairs.ts";
import { type ObjectNode, stringOf, type ValueNode } from "../document/nodes.ts";
import { type ExecutionType, mayBeExpress } from "./execution-type.ts";
import type { Loop, Work } from "./loops.ts";
import { mayAskFor } from "./poll-answers.ts";

/** The better way than a loop that polls. */
export type PollAdvice = SyncAdvice | CallbackAdvice | ActivityAdvice;

/** The integration of the task that starts the work can wait for its end by itself. */
export interface SyncAdvice {
  readonly kind: "sync";
  readonly start: Task;
  /** The task of the loop that asks. */
  readonly poll: Task;
  readonly pair: PollPair;
  /** "glue:startJobRun.sync" */
  readonly sync: string;
}

/** AWS says when the work is over: a task token can wait for that. */
export interface CallbackAdvice {
  readonly kind: "callback";
  readonly poll: Task;
  /** `undefined` if the machine does not show who starts the work. */
  readonly start: Task | undefined;
  /** At least one. */
  readonly events: readonly CompletionEvent[];
}

/** Somebody's own worker knows when the work is done: as an activity, or with a task token, it can say so. */
export interface ActivityAdvice {
  readonly kind: "activity";
  readonly poll: Task;
  readonly asks: Asked;
}

/** What a loop looks at that no service of AWS works on. */
export type Asked = "function" | "endpoint" | "api" | "container" | "table" | "queue" | "object";

/**
 * The one better way than a polling loop: `.sync` over a callback over an activity; `undefined` where the definition shows
 * none, so that polling may be all there is.
 */
export function pollAdvice(loop: Loop, machineType: ExecutionType): PollAdvice | undefined {
  let advice = advised.get(loop);
  if (advice === undefined) {
    advice = { found: adviceFor(loop, machineType) };
    advised.set(loop, advice);
  }
  return advice.found;
}

// Four rules ask the same of each loop, which belongs to one machine of one type.
const advised = new WeakMap<Loop, { readonly found: PollAdvice | undefined }>();

function adviceFor(loop: Loop, machineType: ExecutionType): PollAdvice | undefined {
  // Express workflows have none of the three.
  if (loop.kind !== "poll" || mayBeExpress(loop.scope, machineType)) return undefined;
  const polls = loop.work.filter(({ pairs }) => pairs.length > 0);
  if (polls.length === 0) return activityAdvice(loop);
  // A loop that does something else as well, such as reporting progress, is not gone with its polls.
  if (!loop.work.every((work) => work.pairs.length > 0 || isAside(work))) return undefined;
  const all = polls.map((work) => syncAdvice(work, loop) ?? callbackAdvice(work, loop));
  const [advice] = all;
  return all.every((other) => other !== undefined && other.kind === advice?.kind) ? advice : undefined;
}

// Functions that count the turns or read the answer are there for the poll's sake.
const ASIDE = /iterat|count|increment|attempt|status|state|check|pars|eval|result/i;
const REPORTS = /^(?:update|report|notify|send|publish|put|log|save|store|write|post|record|upload|tell|announce)/i;

function isAside(work: Work): boolean {
  const { name } = work.task;
  return askedBy(work) === "function" && ASIDE.test(name) && !REPORTS.test(name);
}

function syncAdvice({ task: poll, started }: Work, loop: Loop): SyncAdvice | undefined {
  if (started === undefined) return undefined;
  const { task: start, pair } = started;
  if (pair.sync === undefined || startsSeveral(start) || mayAskFor(pair, poll, loop) === false) return undefined;
  return { kind: "sync", start, poll, pair, sync: pair.sync };
}

/** Whether a task starts several steps of a cluster; the integration that waits takes one. */
function startsSeveral(task: Task): boolean {
  const node = requestOf(task);
  const steps = node?.kind === "object" ? node.get("Steps") : undefined;
  return steps?.kind === "array" && steps.items.length > 1;
}

function callbackAdvice(work: Work, loop: Loop): CallbackAdvice | undefined {
  const { task: poll, started, pairs } = work;
  // Events of another account reach no rule here, and only its own account sends a token back.
  if (hasCredentials(poll) || loop.retrier !== undefined) return undefined;
  if (started !== undefined) {
    const { task: start, pair } = started;
    if (hasCredentials(start) || mayAskFor(pair, poll, loop) === false) return undefined;
    const events = eventsOf(pair, poll);
    return events.length === 0 ? undefined : { kind: "callback", poll, start, events };
  }
  // Whoever started the work may not be this machine, and what is waited for may not be work: the answers have to show it.
  if (!pairs.some((pair) => mayAskFor(pair, poll, loop) === true)) return undefined;
  const [first, ...others] = pairs.map((pair) => eventsOf(pair, poll).filter(isSentAnyway));
  const common = first?.filter((event) => others.every((events) => events.some((other) => areSame(event, other))));
  return common === undefined || common.length === 0
    ? undefined
    : { kind: "callback", poll, start: undefined, events: common };
}

function hasCredentials({ node }: Task): boolean {
  return node.member("Credentials") !== undefined;
}

/** The events that say that the work is over; none where that is not certain. */
function eventsOf({ sync, confirmed, brief, events, polls }: PollPair, poll: Task): readonly CompletionEvent[] {
  if (sync !== undefined || !confirmed || brief) return [];
  if (polls.find(({ action }) => action === apiOf(poll.resource))?.untold) return [];
  return events.filter((event) => !("each" in event && event.each !== undefined));
}

/** Whether nobody has to ask for the event when the work is started. */
function isSentAnyway(event: CompletionEvent): boolean {
  return (event.via === "eventbridge" || event.via === "cloudtrail") && event.flag === undefined;
}

function areSame(one: CompletionEvent, other: CompletionEvent): boolean {
  if (!("source" in one && "source" in other)) return false;
  return one.source === other.source && one.detailTypes.join() === other.detailTypes.join();
}

const ASKED: ReadonlyMap<string, Asked> = new Map([
  ["lambda:invoke", "function"],
  ["http:invoke", "endpoint"],
  ["apigateway:invoke", "api"],
  ["ecs:runTask", "container"],
  ["dynamodb:getItem", "table"],
  ["dynamodb:query", "table"],
  ["dynamodb:scan", "table"],
  ["dynamodb:batchGetItem", "table"],
  ["sqs:receiveMessage", "queue"],
  ["s3:getObject", "object"],
]);

function askedBy({ task, api = "" }: Work): Asked | undefined {
  return task.resource.kind === "lambda" ? "function" : ASKED.get(api);
}

/** What the loop asks last, if all that a turn does is ask about somebody's own work. */
function activityAdvice({ work: works, turn, retrier, scope }: Loop): ActivityAdvice | undefined {
  const last = works.at(-1);
  if (last === undefined || retrier !== undefined) return undefined;
  for (const work of works) {
    const asks = askedBy(work);
    if (asks === undefined || !turn.states.includes(work.task)) return undefined;
    if (RUNS.has(asks) && doesWork(work.task)) return undefined;
    if (asks === "table" && isLocked(work.task, scope.machine)) return undefined;
  }
  const asks = askedBy(last);
  return asks && { kind: "activity", poll: last.task, asks };
}

/** What runs code: it may do the work itself and be tried again, which its name tells. */
const RUNS: ReadonlySet<Asked> = new Set(["function", "endpoint", "api", "container"]);
const DOES: ReadonlySet<string> = new Set(
  (
    "acquire allocate apply approve archive book buy charge claim clean consume copy create delete deploy drain " +
    "export generate import load lock migrate move notify pay post process publish purge put release remove requeue " +
    "reserve reset resubmit retry send start submit sync take transform update upload write"
  ).split(" "),
);
const ASKS = /status|state\b|check|poll|ready|done|finish|complet|progress|result/i;

function doesWork({ name }: Task): boolean {
  const first = /[A-Z]?[a-z]+|[A-Z]+/.exec(name)?.[0].toLowerCase() ?? "";
  return DOES.has(first) && !ASKS.test(name);
}

/**
 * Whether the machine writes to a table under a condition: what its executions find there then is each other's lock, and no
 * worker's answer.
 */
function isLocked(poll: Task, machine: StateMachine): boolean {
  const request = requestOf(poll);
  const asked = request?.kind === "object" ? tableIn(request) : undefined;
  const locked = lockedTables(machine);
  return locked.size > 0 && (asked === undefined || locked.has(asked) || locked.has(undefined));
}

function lockedTables(machine: StateMachine): ReadonlySet<string | undefined> {
  let tables = known.get(machine);
  if (tables === undefined) {
    tables = new Set([...statesWithin(machine)].flatMap((state) => (state.type === "Task" ? locksOf(state) : [])));
    known.set(machine, tables);
  }
  return tables;
}

// Each poll of a machine asks the same.
const known = new WeakMap<StateMachine, ReadonlySet<string | undefined>>();

function locksOf(task: Task): (string | undefined)[] {
  const request = requestOf(task);
  return request !== undefined && apiOf(task.resource)?.startsWith("dynamodb:") ? conditionsIn(request) : [];
}

/** The tables of all writes in a request that have a condition. */
function conditionsIn(node: ValueNode): (string | undefined)[] {
  if (node.kind === "array") return node.items.flatMap(conditionsIn);
  if (node.kind !== "object") return [];
  const inner = node.members.flatMap(({ value }) => conditionsIn(value));
  const has = node.members.some(({ key }) => /^ConditionExpression(?:\.\$)?$/.test(key));
  return has ? [tableIn(node), ...inner] : inner;
}

function tableIn(node: ObjectNode): string | undefined {
  const name = node.get("TableName") ?? node.get("TableName.$");
  return name?.kind === "dynamic" ? name.text : stringOf(name);
}
