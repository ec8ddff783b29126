import { buildGraph, type Graph } from "../../src/analysis/graph.ts";
import type { ModelNodes, Scope, State, StateMachine } from "../../src/asl/model.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import type { Walker } from "../../src/asl/visit.ts";
import { parseJson } from "../../src/document/json.ts";

/** A machine from a plain value. */
export function machineOf(definition: unknown): StateMachine {
  return parseMachine(parseJson(JSON.stringify(definition)).root);
}

/** A walker that wants what it has a function for. */
export function walkerOf(visitor: { readonly [K in keyof ModelNodes]?: (node: ModelNodes[K]) => void }): Walker {
  return {
    wants: (kind) => visitor[kind] !== undefined,
    visit: (kind, node) => visitor[kind]?.(node),
  };
}

/** The graph of a machine whose first state is the start. */
export function graphOf(states: Readonly<Record<string, unknown>>, start = Object.keys(states)[0]): Graph {
  return buildGraph(machineOf({ StartAt: start, States: states }));
}

export function stateOf(scope: Scope, name: string): State {
  const state = scope.states.get(name);
  if (state === undefined) throw new Error(`no state '${name}'`);
  return state;
}

export function namesOf(states: Iterable<State>): string[] {
  return [...states].map(({ name }) => name);
}

export const end = { Type: "Pass", End: true };
export const pass = (next: string) => ({ Type: "Pass", Next: next });
export const wait = (seconds: unknown, next: string) => ({ Type: "Wait", Seconds: seconds, Next: next });
export const task = (next: string, more: object = {}) => ({
  Type: "Task",
  Resource: "arn:aws:states:::glue:getJobRun",
  Next: next,
  ...more,
});
/** A Choice that goes to the first name unless one of the others is chosen. */
export const choice = (otherwise: string, ...chosen: string[]) => ({
  Type: "Choice",
  Choices: chosen.map((next, i) => ({ Variable: "$.status", StringEquals: `S${i}`, Next: next })),
  Default: otherwise,
});

/** A poll loop: Wait, Task, Choice. */
export const poll = (seconds: unknown) => ({
  Wait: wait(seconds, "Ask"),
  Ask: task("Done?"),
  "Done?": choice("Wait", "Done"),
  Done: { Type: "Succeed" },
});
