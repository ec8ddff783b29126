import { parsePath } from "../asl/jsonpath.ts";
import type { Catcher, Choice, Scope, State, Task, Wait } from "../asl/model.ts";
import { apiOf } from "../asl/resource.ts";
import { isPlain, type MemberNode, plainValue, type Range } from "../document/nodes.ts";
import { fateOf } from "./data-reads.ts";
import type { Graph } from "./graph.ts";
import type { Loop } from "./loops.ts";
import type { SyncAdvice } from "./poll-advice.ts";
import { statusPlaces, UNNAMED, wayWith } from "./poll-status.ts";
import { wholePlace } from "./stored.ts";
import type { Variables } from "./variables.ts";

/** How a start and its polling loop become one task that leads to the same states. */
export interface SyncRewrite {
  readonly start: Task;
  /** What replaces a part of the text of its `Resource`. */
  readonly resource: { readonly range: Range; readonly text: string };
  /** Where it leads when the job has succeeded. */
  readonly next: State;
  /** What its `Catch` becomes, so that a job that failed leads where it led before; `undefined` if it stays as it is. */
  readonly catchers: readonly object[] | undefined;
  /** Its fields that hold what the call without `.sync` answers; nothing reads that any more. */
  readonly dropped: readonly MemberNode[];
  /** The states that nothing needs any more: the loop, and the Waits before it. */
  readonly removed: readonly State[];
}

/** `undefined` unless it is certain that the task does what the states did, apart from its own result. */
export function syncRewrite(
  loop: Loop,
  advice: SyncAdvice,
  graph: Graph,
  variables: Variables,
): SyncRewrite | undefined {
  const states = statesOf(loop, advice, graph);
  if (states === undefined || !haveKnownFields(states)) return undefined;
  const ways = waysOf(states, advice);
  if (ways === undefined) return undefined;
  const { start, poll, removed } = states;
  const failing = handling(start, advice, ways.failure);
  if (failing === undefined || !areCarried(poll, start) || isVariableRead(states, variables)) return undefined;
  const lost = lostPlaces(states);
  const caught = failing.kind === "caught" ? failing.by : undefined;
  const gone = new Set(removed);
  const fates = [fateOf(lost, ways.success, graph, gone)];
  if (ways.failure) fates.push(fateOf(caught && !keepsInput(caught) ? WHOLE : lost, ways.failure, graph, gone));
  if (fates.includes("read") || (fates.includes("ends") && isResultUsed(loop.scope))) return undefined;
  const { resource, resourceField } = start;
  const node = resourceField?.node;
  if (resource.kind !== "integration" || (node?.kind !== "scalar" && node?.kind !== "dynamic")) return undefined;
  const [from] = resource.at.service;
  return {
    start,
    resource: { range: [resource.sdk ? from - "aws-sdk:".length : from, resource.at.suffix[1]], text: advice.sync },
    next: ways.success,
    catchers:
      failing.kind === "added" && ways.failure
        ? [...failing.catchers, catcherTo(ways.failure, start, lost)]
        : undefined,
    dropped: ["ResultSelector", "Assign", ...(isIdentity(start) ? [] : ["Output"])].flatMap(
      (key) => start.node.member(key) ?? [],
    ),
    removed,
  };
}

interface States {
  readonly start: Task;
  readonly poll: Task;
  readonly choice: Choice;
  readonly waits: readonly Wait[];
  readonly removed: readonly State[];
}

/** The states of a loop that is nothing but Wait, poll and Choice, entered from the start alone. */
function statesOf(loop: Loop, { start, poll }: SyncAdvice, graph: Graph): States | undefined {
  const { states, inner, entries, scope } = loop;
  const [entry] = entries;
  if (graph.open || start.scope !== scope || inner.length > 0 || entries.length > 1) return undefined;
  const choices = states.filter((state) => state.type === "Choice");
  const waiting = states.filter((state) => state.type === "Wait");
  const [choice] = choices;
  if (choice === undefined || waiting.length + 2 !== states.length || !states.includes(poll)) return undefined;
  if (poll.next?.value !== choice.name || entry === choice || choice.inputPath !== undefined) return undefined;
  const members = new Set<State>(states);
  const before: Wait[] = [];
  let at = follow(start);
  for (; at !== undefined && !members.has(at); at = follow(at)) {
    if (at.type !== "Wait" || before.includes(at)) return undefined;
    before.push(at);
  }
  if (at !== entry) return undefined;
  const removed = [...before, ...states];
  const gone = new Set<State>(removed);
  const isOwn = removed.every((state) =>
    graph.incoming(state).every(({ from, kind }) => gone.has(from) || (from === start && kind === "next")),
  );
  if (!isOwn || graph.start === undefined || gone.has(graph.start) || gone.has(start)) return undefined;
  // Of two states with one name only the second is a state; who knows which one is meant to go.
  if (scope.statesNode?.members.length !== scope.states.size) return undefined;
  return { start, poll, choice, waits: [...before, ...waiting], removed };
}

function follow({ next, scope }: State): State | undefined {
  return next?.value === undefined ? undefined : scope.states.get(next.value);
}

const COMMON = ["Type", "Comment", "QueryLanguage", "InputPath", "OutputPath", "Output", "Assign", "Next"];
const CALL = [...COMMON, "Resource", "Parameters", "Arguments", "ResultSelector", "ResultPath", "Retry", "Catch"];
const FIELDS = {
  // A timeout of the call would end the job.
  start: new Set(CALL.filter((key) => key !== "OutputPath")),
  poll: new Set([...CALL, "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"]),
  choice: new Set([...COMMON, "Choices", "Default"]),
  wait: new Set([...COMMON, "Seconds", "SecondsPath", "Timestamp", "TimestampPath"]),
};

function haveKnownFields({ start, poll, choice, waits }: States): boolean {
  const has = ({ node }: Task | Choice | Wait, fields: ReadonlySet<string>): boolean =>
    !node.open && node.members.every(({ key }) => fields.has(key));
  const { language } = start;
  return (
    language !== undefined &&
    [poll, choice, ...waits].every((state) => state.language === language) &&
    has(start, FIELDS.start) &&
    has(poll, FIELDS.poll) &&
    has(choice, FIELDS.choice) &&
    waits.every((wait) => has(wait, FIELDS.wait))
  );
}

/** Where the Choice leads when the job is over; `undefined` unless it does so by the status alone. */
function waysOf(
  { start, poll, choice, removed }: States,
  { pair }: SyncAdvice,
): { success: State; failure: State | undefined } | undefined {
  const answer = pair.polls.find(({ action }) => action === apiOf(poll.resource));
  if (answer === undefined || answer.match !== "equals" || answer.result || answer.goneErrorCode) return undefined;
  if (answer.partial.length > 0 || answer.stopped.length > 0) return undefined;
  const places = statusPlaces(poll, answer);
  const ways = (values: readonly string[]): ReadonlySet<State | undefined> =>
    new Set(values.map((value) => wayWith(value, choice, places)));
  const successes = ways(answer.success);
  const failures = ways(answer.failure);
  const others = ways(answer.running.length > 0 ? answer.running : [UNNAMED]);
  const gone = new Set<State | undefined>(removed);
  const [success] = successes;
  const [failure, ...more] = [...new Set([...failures, ...others])].filter((state) => !gone.has(state));
  if (success === undefined || successes.size > 1 || gone.has(success) || more.length > 0) return undefined;
  if (failures.has(undefined) || others.has(undefined) || ![...others].some((state) => gone.has(state))) {
    return undefined;
  }
  const known = new Set<string | undefined>([success, failure, ...removed].map((state) => state?.name));
  const targets = [...choice.rules.map(({ next }) => next?.value), choice.default?.value];
  const leadsElsewhere = targets.some((name) => name !== undefined && !known.has(name));
  if (leadsElsewhere || failure === success || failure === start || success === start) return undefined;
  return { success, failure };
}

/** How a failed job leads on: by a catcher that is there, or by one that is added behind those that are there. */
type Failing =
  | { readonly kind: "caught"; readonly by: Catcher | undefined }
  | { readonly kind: "added"; readonly catchers: readonly object[] };

function handling(start: Task, { sync }: SyncAdvice, failure: State | undefined): Failing | undefined {
  const { resource, retry, catch: catchers, handlersOpen, node } = start;
  if (handlersOpen || resource.kind !== "integration" || resource.pattern !== "request") return undefined;
  // The requests for clusters differ from those of the SDK.
  if (resource.sdk && sync.startsWith("elasticmapreduce:")) return undefined;
  const errors = [...retry, ...catchers].map((handler) => handler.errors?.value);
  if (errors.includes(undefined)) return undefined;
  // The SDK and the other integrations give errors different names.
  if (resource.sdk && errors.flat().some((name) => !name?.startsWith("States."))) return undefined;
  const takesFailures = (names: readonly string[] = []): boolean =>
    names.includes("States.ALL") || names.includes("States.TaskFailed");
  // It would start the job again.
  if (retry.some(({ errors: each }) => takesFailures(each?.value))) return undefined;
  const by = catchers.find(({ errors: each }) => takesFailures(each?.value));
  if (by !== undefined)
    return failure === undefined || by.next?.value === failure.name ? { kind: "caught", by } : undefined;
  if (failure === undefined) return { kind: "caught", by: undefined };
  const written = node.get("Catch");
  if (written !== undefined && !(written.kind === "array" && isPlain(written))) return undefined;
  return { kind: "added", catchers: written === undefined ? [] : (plainValue(written) as object[]) }; // a list of objects
}

/** Whether each catcher of the poll is one of the start, too. */
function areCarried(poll: Task, start: Task): boolean {
  const kept = new Set(start.catch.map(({ node }) => JSON.stringify(plainValue(node))));
  return !poll.handlersOpen && poll.catch.every(({ node }) => kept.has(JSON.stringify(plainValue(node))));
}

/** Whether a state that stays reads a variable that the others assign. */
function isVariableRead({ start, removed }: States, variables: Variables): boolean {
  const assigning = new Set<State>([start, ...removed]);
  const gone = new Set<State>(removed);
  for (const state of assigning) {
    const assigns = [state.assign, ...(state.type === "Choice" ? state.rules.map(({ assign }) => assign) : [])];
    for (const assign of assigns) {
      if (assign === undefined) continue;
      if (assign.node.kind !== "object" || !isPlain(assign.node)) return true;
      for (const { key } of assign.node.members) {
        const variable = variables.resolve(key.replace(/\.\$$/, ""), state);
        if (variable === undefined || variable.reads.some((read) => !gone.has(read.state))) return true;
      }
    }
  }
  return false;
}

const WHOLE: ReadonlySet<string> = new Set(["input"]);

/** What the states behind no longer find as it was, in the words of `placesOn`. */
function lostPlaces({ start, poll, choice, waits }: States): ReadonlySet<string> {
  if (start.language === "JSONata") {
    const keeps = [start, poll, ...waits].every((state) => isIdentity(state)) && isIdentity(choice, true);
    return keeps ? new Set() : WHOLE;
  }
  const places = [start, poll].flatMap(({ resultPath }) => {
    if (resultPath?.value === null) return [];
    return [(resultPath?.value === undefined ? undefined : wholePlace(parsePath(resultPath.value))) ?? "input"];
  });
  const selects = [poll, choice, ...waits].some(({ inputPath, outputPath }) =>
    [outputPath, inputPath].some((path) => path !== undefined && path.value !== "$"),
  );
  return selects ? WHOLE : new Set(places);
}

/** Whether a JSONata state hands its input on as it is, by default or by saying so. */
function isIdentity(state: State, byDefault = state.type === "Wait"): boolean {
  if (state.type === "Choice" && state.rules.some(({ output }) => output !== undefined)) return false;
  const { output } = state;
  if (output === undefined) return byDefault;
  return output.node.kind === "scalar" && /^\{%\s*\$states\.input\s*%\}$/.test(String(output.node.value));
}

function keepsInput({ resultPath, output, owner }: Catcher): boolean {
  if (owner.language !== "JSONata") return typeof resultPath?.value === "string" && resultPath.value !== "$";
  return output?.node.kind === "scalar" && /^\{%\s*\$states\.input\s*%\}$/.test(String(output.node.value));
}

function catcherTo(failure: State, start: Task, lost: ReadonlySet<string>): object {
  const errors = { ErrorEquals: ["States.TaskFailed"] };
  if (lost.has("input")) return { ...errors, Next: failure.name };
  if (start.language === "JSONata") return { ...errors, Output: "{% $states.input %}", Next: failure.name };
  return { ...errors, ResultPath: start.resultPath?.value ?? null, Next: failure.name };
}

/** Whether what a branch or an item ends with may be read outside. */
function isResultUsed({ owner }: Scope): boolean {
  if (owner === undefined) return false;
  const { node, language, resultPath, scope } = owner;
  const has = (key: string): boolean => node.member(key) !== undefined;
  if (has("ResultSelector") || has("Assign") || has("OutputPath") || has("Output")) return true;
  if (owner.end?.value === true && scope.owner === undefined) return false;
  return language !== "JSONPath" || resultPath?.value !== null;
}
