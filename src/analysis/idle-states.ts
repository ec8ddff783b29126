import { jsonataSource } from "../asl/jsonata.ts";
import type { Choice, Parallel, Pass, State, TreeField, Wait } from "../asl/model.ts";
import { type ObjectNode, stringOf } from "../document/nodes.ts";
import type { Graph } from "./graph.ts";
import { isLoneBranch } from "./lone-branch.ts";
import { isWhole } from "./stored.ts";

/** A state that is paid for and does nothing. */
export type IdleState =
  /** It hands on what it was handed, to the one state that it leads to. */
  | {
      /** `discarding`: a Pass that makes a result and throws it away. */
      readonly kind: "pass" | "discarding" | "wait" | "choice";
      readonly state: State;
      readonly target: State;
    }
  /** It is nothing but its one branch. */
  | { readonly kind: "parallel"; readonly state: Parallel };

/**
 * Finds the states of a scope that do nothing. One that ends its scope marks the end of a way, and a Pass or Parallel
 * with a `Comment` is there for its reader; neither is idle. Those that only lead round in a circle are left out: that
 * they never end is another matter.
 */
export function idleStates(graph: Graph): readonly IdleState[] {
  const found: IdleState[] = [];
  for (const state of graph.scope.states.values()) {
    const idle = idlenessOf(state, graph);
    if (idle !== undefined && graph.isReachable(state) && !isUnderConstruction(state)) found.push(idle);
  }
  return found.length === 0 ? found : withoutCircles(found);
}

function idlenessOf(state: State, graph: Graph): IdleState | undefined {
  if (state.type === "Parallel") {
    return isLoneBranch(state) && state.comment === undefined ? { kind: "parallel", state } : undefined;
  }
  const kind = kindOf(state);
  const target = kind && state.end === undefined ? onlyTarget(state, graph) : undefined;
  return kind && target && { kind, state, target };
}

function kindOf(state: State): Exclude<IdleState["kind"], "parallel"> | undefined {
  switch (state.type) {
    case "Pass":
      if (!isIdlePass(state) || state.comment !== undefined) return undefined;
      return state.result !== undefined || state.parameters !== undefined ? "discarding" : "pass";
    case "Wait":
      return waitsForNothing(state) ? "wait" : undefined;
    case "Choice":
      return changesNoData(state) ? "choice" : undefined;
    default:
      return undefined;
  }
}

/** Whether a Pass hands on what it was handed, and assigns nothing. */
export function isIdlePass(pass: Pass): boolean {
  const { node, language, inputPath, outputPath, resultPath, result, parameters } = pass;
  if (language === undefined || !holdsOnly(node, PASS[language]) || !isEmpty(pass.assign)) return false;
  if (language === "JSONata") return isInput(pass.output);
  if (!isWhole(outputPath)) return false;
  if (resultPath?.value === null) return true;
  if (result !== undefined || parameters !== undefined) return false;
  if (isWhole(inputPath) && isWhole(resultPath)) return true;
  // What is taken from a place and put there again.
  return typeof inputPath?.value === "string" && inputPath.value === resultPath?.value;
}

// A field that is not listed has an effect, or was meant to have one.
const ANY = ["Type", "Comment", "QueryLanguage", "Next", "End", "Assign"];
const PASS = {
  JSONPath: new Set([...ANY, "InputPath", "OutputPath", "ResultPath", "Result", "Parameters"]),
  JSONata: new Set([...ANY, "Output"]),
};
const WAIT = new Set([...ANY, "Seconds", "InputPath", "OutputPath", "Output"]);
const CHOICE = new Set([...ANY, "Choices", "Default", "InputPath", "OutputPath", "Output"]);

function waitsForNothing(wait: Wait): boolean {
  return wait.seconds?.value === 0 && holdsOnly(wait.node, WAIT) && handsOn(wait);
}

function changesNoData(choice: Choice): boolean {
  if (choice.rulesOpen || !holdsOnly(choice.node, CHOICE) || !handsOn(choice)) return false;
  return choice.rules.every((rule) => !rule.node.open && isEmpty(rule.assign) && isInput(rule.output));
}

function handsOn({ language, inputPath, outputPath, output, assign }: Wait | Choice): boolean {
  return language !== undefined && isWhole(inputPath) && isWhole(outputPath) && isInput(output) && isEmpty(assign);
}

function holdsOnly(node: ObjectNode, keys: ReadonlySet<string>): boolean {
  return !node.open && node.members.every(({ key }) => keys.has(key));
}

function isEmpty(assign: TreeField | undefined): boolean {
  const node = assign?.node;
  return node === undefined || (node.kind === "object" && !node.open && node.members.length === 0);
}

/** Whether an `Output` is the input as it is; so it is without one. */
function isInput(output: TreeField | undefined): boolean {
  return output === undefined || jsonataSource(stringOf(output.node) ?? "")?.trim() === "$states.input";
}

/** The state that all ways of a state lead to. */
function onlyTarget(state: State, graph: Graph): State | undefined {
  const edges = graph.outgoing(state);
  // A Choice without Default fails if it finds nothing: it is a guard. A way that leads nowhere is a mistake elsewhere.
  if (state.type === "Choice" && edges.length !== state.rules.length + 1) return undefined;
  const target = edges[0]?.to;
  return edges.every(({ to }) => to === target) ? target : undefined;
}

/** Whether the author says that something is to come here: by the state's name, or the comment of a state around it. */
function isUnderConstruction(state: State): boolean {
  if (TO_COME.test(spaced(state.name))) return true;
  for (let { owner } = state.scope; owner !== undefined; owner = owner.scope.owner) {
    if (TO_COME.test(spaced(owner.name)) || TO_COME.test(owner.comment?.value ?? "")) return true;
  }
  return false;
}

const TO_COME =
  /\b(?:todo|tbd|fixme|wip|placeholder|stub(?:bed)?|mock(?:ed)?|not (?:yet )?implemented|under construction|to be (?:done|implemented|defined|decided|replaced))\b/i;

/** "PlaceholderState" and "placeholder_state" as words. */
function spaced(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ");
}

function withoutCircles(found: readonly IdleState[]): IdleState[] {
  const targets = new Map(
    found.flatMap((idle) => (idle.kind === "parallel" ? [] : [[idle.state, idle.target] as const])),
  );
  const leadsOut = new Map<State, boolean>();
  for (const first of targets.keys()) {
    const way = new Set<State>();
    let at: State | undefined = first;
    while (at !== undefined && targets.has(at) && !leadsOut.has(at) && !way.has(at)) {
      way.add(at);
      at = targets.get(at);
    }
    const isOut = at === undefined || !targets.has(at) || leadsOut.get(at) === true;
    for (const state of way) leadsOut.set(state, isOut);
  }
  return found.filter(({ state }) => leadsOut.get(state) !== false);
}
