import { costOf, isPriced, type MachineCost } from "../../src/analysis/cost.ts";
import { buildGraph, type Graph } from "../../src/analysis/graph.ts";
import { findLoops, type Loop } from "../../src/analysis/loops.ts";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import type { Scope } from "../../src/asl/model.ts";
import { parseMachine } from "../../src/asl/parse.ts";
import { parseJson } from "../../src/document/json.ts";
import { parseExpression } from "../../src/readers/jsonata.ts";
import type { RandomMachine } from "./random-machine.ts";
import type { Analysed } from "./soundness.ts";

/** What steplint says about a machine. All that these tests know of the analysis is here. */
export function analyse({ machine, type }: RandomMachine): Analysed {
  const model = parseMachine(parseJson(JSON.stringify(machine)).root, createJsonataReader(parseExpression));
  const graph = remembered<Graph>(buildGraph);
  const loops = remembered<readonly Loop[]>((scope) => findLoops(graph(scope), type));
  const cost = costOf(model, { ...(type === undefined ? {} : { type }), graph, loops });
  if (!isPriced(cost)) throw new Error(`A machine without cost: ${cost.reason} at ${cost.state?.name}`);
  return named(cost);
}

function named({ transitions, events, seconds, symbols, children }: MachineCost): Analysed {
  return {
    transitions,
    events,
    seconds,
    symbols: symbols.map(({ id, kind, states }) => ({ id, kind, states: states.map(({ name }) => name) })),
    children: children.map(({ map, executions, cost }) => ({
      map: map.name,
      type: cost.type,
      executions,
      analysed: named(cost),
    })),
  };
}

function remembered<Made>(make: (scope: Scope) => Made): (scope: Scope) => Made {
  const known = new Map<Scope, Made>();
  return (scope) => {
    const made = known.get(scope) ?? make(scope);
    known.set(scope, made);
    return made;
  };
}
