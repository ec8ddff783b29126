import type { State } from "../asl/model.ts";
import type { Edge, Graph, Transition } from "./graph.ts";

/** A graph with some of its states and transitions alone; all states that are left count as reachable. */
export function subgraph(graph: Graph, hasState: (state: State) => boolean, hasEdge: (edge: Edge) => boolean): Graph {
  return new Subgraph(graph, hasState, hasEdge);
}

class Subgraph implements Graph {
  private readonly states: ReadonlySet<State>;
  private readonly leaving = new Map<State, readonly Edge[]>();
  private readonly entering = new Map<State, Edge[]>();

  constructor(
    private readonly whole: Graph,
    hasState: (state: State) => boolean,
    hasEdge: (edge: Edge) => boolean,
  ) {
    this.states = new Set([...whole.scope.states.values()].filter(hasState));
    for (const state of this.states) {
      const edges = whole.outgoing(state).filter((edge) => this.states.has(edge.to) && hasEdge(edge));
      this.leaving.set(state, edges);
      for (const edge of edges) {
        const others = this.entering.get(edge.to);
        if (others === undefined) this.entering.set(edge.to, [edge]);
        else others.push(edge);
      }
    }
  }

  get scope(): Graph["scope"] {
    return this.whole.scope;
  }
  get open(): boolean {
    return this.whole.open;
  }
  get dangling(): readonly Transition[] {
    return this.whole.dangling;
  }
  get start(): State | undefined {
    const { start } = this.whole;
    return start !== undefined && this.states.has(start) ? start : undefined;
  }
  get edges(): readonly Edge[] {
    return [...this.leaving.values()].flat();
  }
  get reachable(): ReadonlySet<State> {
    return this.states;
  }
  get terminals(): readonly State[] {
    return this.whole.terminals.filter((state) => this.states.has(state));
  }
  isReachable(state: State): boolean {
    return this.states.has(state);
  }
  outgoing(state: State): readonly Edge[] {
    return this.leaving.get(state) ?? [];
  }
  incoming(state: State): readonly Edge[] {
    return this.entering.get(state) ?? [];
  }
}
