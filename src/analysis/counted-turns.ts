import type { Choice, State } from "../asl/model.ts";
import { effectOn } from "./cell-effects.ts";
import { literalsAtStart, literalsBehind } from "./cell-origin.ts";
import type { Cell } from "./cells.ts";
import { type Cycle, isAcyclic } from "./forest.ts";
import type { Edge, Graph } from "./graph.ts";
import { comparedCells, type Direction, type Limit, limitOf } from "./limits.ts";

/**
 * How often a counter lets a loop turn at most in one entry: how often its header, or of several entries any of its states, is
 * entered. `undefined` where the text does not prove it: each way round, those that catchers close too, has to step the
 * counter and to pass a Choice that goes on only up to a literal limit, and the first value has to be literal.
 */
export function countedTurns(cycle: Cycle, graph: Graph): number | undefined {
  let least: number | undefined;
  for (const choice of cycle.states) {
    if (choice.type !== "Choice") continue;
    const cells = comparedCells(choice);
    if (cells.length === 0 || !isPassedByAll(choice, cycle, graph)) continue;
    for (const cell of cells) {
      const turns = turnsBy(cell, choice, cycle, graph);
      if (turns !== undefined && (least === undefined || turns < least)) least = turns;
    }
  }
  return least;
}

function isPassedByAll(choice: Choice, { members }: Cycle, graph: Graph): boolean {
  const rest = new Set(members);
  rest.delete(choice);
  return isAcyclic(rest, () => true, graph);
}

function turnsBy(cell: Cell, choice: Choice, cycle: Cycle, graph: Graph): number | undefined {
  const steps = stepsIn(cell, cycle, graph);
  if (steps === undefined || !isAcyclic(cycle.members, (edge) => !steps.has(edge), graph)) return undefined;
  const amounts = [...steps.values()];
  const direction: Direction = amounts.every((by) => by > 0) ? 1 : -1;
  if (amounts.length === 0 || !amounts.every((by) => Number.isInteger(by) && by * direction > 0)) return undefined;
  const limit = limitOf(choice, cell, direction, (state) => cycle.members.has(state));
  if (limit === undefined) return undefined;
  const firsts = firstValues(cell, cycle, graph, (by) => !limit.equal && by * direction > 0);
  if (firsts === undefined || firsts.length === 0) return undefined;
  const values = firsts.map((value) => value * direction);
  if (limit.equal && !meetsLimit(limit, values, steps)) return undefined;
  const step = Math.min(...amounts.map((by) => by * direction));
  const first = Math.min(...values) + (isSteppedBefore(choice, cycle, steps, graph) ? step : 0);
  // With each value up to the limit it goes on, and with the first one behind it leaves.
  return Math.max(0, Math.floor((limit.most - first) / step) + 1) + 1;
}

/** By how much which transitions inside a loop step a cell; `undefined` if one of them does something else to it. */
function stepsIn(cell: Cell, { states, members }: Cycle, graph: Graph): Map<Edge, number> | undefined {
  const steps = new Map<Edge, number>();
  for (const state of states) {
    for (const edge of graph.outgoing(state)) {
      if (!members.has(edge.to)) continue;
      const effect = effectOn(cell, edge);
      if (effect.kind === "step") steps.set(edge, effect.by);
      else if (effect.kind !== "keep") return undefined;
    }
  }
  return steps;
}

function firstValues(
  cell: Cell,
  { entries, members }: Cycle,
  graph: Graph,
  passes: (by: number) => boolean,
): number[] | undefined {
  const inwards = entries.flatMap((entry) =>
    graph.incoming(entry).filter(({ from }) => !members.has(from) && graph.isReachable(from)),
  );
  const literals = literalsBehind(cell, inwards, graph, passes);
  const atStart = graph.start !== undefined && members.has(graph.start) ? literalsAtStart(cell, graph, passes) : [];
  if (literals === undefined || atStart === undefined) return undefined;
  const numbers = [...literals, ...atStart].map(({ number }) => number);
  return numbers.every((number) => number !== undefined && Number.isInteger(number))
    ? (numbers as number[])
    : undefined;
}

/** Whether a value meets the one number that it is compared with, and does not jump over it. */
function meetsLimit({ most }: Limit, firsts: readonly number[], steps: ReadonlyMap<Edge, number>): boolean {
  // Between two questions each state is passed once at most.
  const single = new Set([...steps.keys()].map(({ from }) => from)).size === 1;
  return single && [...steps.values()].every((by) => Math.abs(by) === 1) && firsts.every((first) => first <= most);
}

/** Whether every way from an entry to a Choice steps the counter first. */
function isSteppedBefore(
  choice: Choice,
  { entries, members }: Cycle,
  steps: ReadonlyMap<Edge, number>,
  graph: Graph,
): boolean {
  const seen = new Set<State>(entries);
  for (const state of seen) {
    if (state === choice) return false;
    for (const edge of graph.outgoing(state)) if (members.has(edge.to) && !steps.has(edge)) seen.add(edge.to);
  }
  return true;
}
