import type { State } from "../asl/model.ts";
import type { Cycle } from "./forest.ts";
import type { Graph } from "./graph.ts";
import { add, raise, type Tally, times } from "./tally.ts";

/** What things take on the way through a scope; none of the tables is changed. */
export interface Prices {
  /** What a state takes each time it is entered, with all that is inside it. */
  state(state: State): Tally;
  /** How often a loop turns in one entry: a number, or a symbol. */
  turns(cycle: Cycle): number | string;
  /** Whether a loop is counted as its turns times all its states: always so where it has several entries. */
  isFlat(cycle: Cycle): boolean;
}

/** An upper bound of all ways from the start of a graph on; `cycles` are its outermost loops. */
export function dearestWay(graph: Graph, cycles: readonly Cycle[], prices: Prices): Tally {
  if (graph.start === undefined) return new Map();
  const states = [...graph.scope.states.values()].filter((state) => graph.isReachable(state));
  return through({ states, start: graph.start, cycles, header: undefined }, graph, prices);
}

/** A part of a scope without the ways back to where it begins. */
interface Region {
  readonly states: readonly State[];
  readonly start: State;
  readonly cycles: readonly Cycle[];
  /** Of the body of a loop the header, which no way leads back to. */
  readonly header: State | undefined;
}

/** A state, or a loop taken as one. */
interface Unit {
  readonly states: readonly State[];
  readonly cycle: Cycle | undefined;
  /** How many transitions lead here that were not looked at yet. */
  waiting: number;
  /** The dearest way to it. */
  before: Tally | undefined;
}

/** The dearest way from the start of a region to anywhere in it: units one after the other, each behind all that lead to it. */
function through(region: Region, graph: Graph, prices: Prices): Tally {
  const units = unitsOf(region);
  const leaving = (unit: Unit): Unit[] => {
    const found: Unit[] = [];
    for (const state of unit.states) {
      for (const { to } of graph.outgoing(state)) {
        const target = to === region.header ? undefined : units.get(to);
        if (target !== undefined && target !== unit) found.push(target);
      }
    }
    return found;
  };
  const start = units.get(region.start) as Unit; // a region holds its start
  start.before = new Map();
  for (const unit of new Set(units.values())) for (const target of leaving(unit)) target.waiting++;
  const dearest: Tally = new Map();
  // Nothing leads to the start, because all that does is in one loop with it, or barred.
  const ready = [start];
  for (let unit = ready.pop(); unit !== undefined; unit = ready.pop()) {
    const sofar = add(unit.before ?? new Map(), priceOf(unit, graph, prices));
    unit.before = undefined;
    const targets = leaving(unit);
    if (targets.length === 0) raise(dearest, sofar);
    targets.forEach((target, i) => {
      if (target.before !== undefined) raise(target.before, sofar);
      // The last one may have the table itself.
      else target.before = i === targets.length - 1 ? sofar : new Map(sofar);
      target.waiting--;
      if (target.waiting === 0) ready.push(target);
    });
  }
  return dearest;
}

function unitsOf({ states, cycles }: Region): Map<State, Unit> {
  const units = new Map<State, Unit>();
  for (const cycle of cycles) {
    const unit: Unit = { states: cycle.states, cycle, waiting: 0, before: undefined };
    for (const state of cycle.states) units.set(state, unit);
  }
  for (const state of states) {
    if (!units.has(state)) units.set(state, { states: [state], cycle: undefined, waiting: 0, before: undefined });
  }
  return units;
}

function priceOf({ states, cycle }: Unit, graph: Graph, prices: Prices): Tally {
  const [state] = states;
  if (cycle === undefined) return prices.state(state as State); // a unit without a loop is a state
  return times(turnOf(cycle, graph, prices), prices.turns(cycle));
}

/** The dearest turn: any way from the header back to it or out of the loop; of several entries all states. */
function turnOf(cycle: Cycle, graph: Graph, prices: Prices): Tally {
  const { header, states, inner } = cycle;
  if (!prices.isFlat(cycle)) return through({ states, start: header, cycles: inner, header }, graph, prices);
  return states.reduce((sum, state) => add(sum, prices.state(state)), new Map() as Tally);
}
