import type { State } from "../asl/model.ts";
import type { Graph } from "./graph.ts";

// A Retry that repeats this often at a fixed pace waits for something; transient errors are over sooner.
export const POLLING_ATTEMPTS = 24;

/** Whether a scope has loops at all, Retries that poll included; most have none, and finding them takes a while. */
export function mayLoop(graph: Graph): boolean {
  return isCyclic(graph) || [...graph.scope.states.values()].some(mayPoll);
}

function mayPoll(state: State): boolean {
  if (state.type !== "Task") return false;
  return state.retry.some(({ maxAttempts }) => (maxAttempts?.value ?? 0) >= POLLING_ATTEMPTS);
}

/** Whether a way leads back to where it began: states that nothing leads to are taken away until none is left. */
function isCyclic(graph: Graph): boolean {
  const states = [...graph.scope.states.values()];
  const ways = new Map(states.map((state) => [state, graph.incoming(state).length]));
  const pending = states.filter((state) => ways.get(state) === 0);
  let left = states.length;
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    left--;
    for (const { to } of graph.outgoing(state)) {
      const ahead = (ways.get(to) ?? 0) - 1;
      ways.set(to, ahead);
      if (ahead === 0) pending.push(to);
    }
  }
  return left > 0;
}
