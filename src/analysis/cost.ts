import type { MapState, Scope, State, StateMachine } from "../asl/model.ts";
import { innerScopes } from "../asl/visit.ts";
import { firstAndLast } from "../data/history-events.ts";
import { type ExecutionType, executionTypeOf } from "./execution-type.ts";
import { type Cycle, MAX_LEVELS } from "./forest.ts";
import type { Graph } from "./graph.ts";
import { literalItems } from "./literal-items.ts";
import type { Loop } from "./loops.ts";
import { degree, type Polynomial, sumOf } from "./polynomial.ts";
import { ScopeCosts, type Terms } from "./scope-cost.ts";
import { type Measure, polynomialOf, type Tally } from "./tally.ts";
import { isClosed } from "./terminals.ts";
import { type Unpriced, unpricedReason } from "./unpriced.ts";

export { isPriced, type Unpriced } from "./unpriced.ts";

/** What an execution takes; the children that distributed Maps start are executions of their own. */
export interface MachineCost {
  /** The machine, or the processor of the distributed Map whose children are meant. */
  readonly scope: Scope;
  readonly type: ExecutionType;
  /** States entered, and retried attempts. */
  readonly transitions: Figures;
  /** History events (Standard), the first and the last one included. */
  readonly events: Figures;
  /** Seconds of literal waiting. */
  readonly seconds: Figures;
  /** Every symbol that a polynomial uses, and every bounded loop, in the order of the text; without those of `children`. */
  readonly symbols: readonly CostSymbol[];
  /** The shape of the worst transitions: "O(1)", "O(n)", "O(n·m)"; "unbounded" where a loop has no way out. */
  readonly growth: string;
  readonly children: readonly ChildCost[];
}

/** The cheapest way to a terminal state, the dearest without an error, the dearest of all; `null`: there is none. */
export interface Figures {
  readonly best: Polynomial | null;
  readonly usual: Polynomial | null;
  readonly worst: Polynomial;
}

/** What a polynomial is in: the turns in one entry of a loop, or the items of one attempt of one entry of a Map. */
export type CostSymbol = LoopSymbol | MapSymbol;

export interface LoopSymbol {
  /** "p1": unique in the machine. */
  readonly id: string;
  readonly kind: "loop";
  /** All states of the loop at its own level, the header first. */
  readonly states: readonly State[];
  readonly loop: Loop;
}

export interface MapSymbol {
  readonly id: string;
  readonly kind: "map";
  /** The Map alone. */
  readonly states: readonly [MapState];
}

/** The executions that a distributed Map starts. */
export interface ChildCost {
  readonly map: MapState;
  /** How many of them one execution starts. */
  readonly executions: Figures;
  /** What one of them takes. */
  readonly cost: MachineCost;
}

/** What the analysis is handed. */
export interface CostFacts {
  /** The type of the machine, where it is known. */
  readonly type?: ExecutionType;
  graph(scope: Scope): Graph;
  loops(scope: Scope): readonly Loop[];
}

/** What an execution of a machine takes, or why nobody can tell. */
export function costOf(machine: StateMachine, facts: CostFacts): MachineCost | Unpriced {
  const unpriced = unpricedReason(machine, facts.graph);
  return unpriced ?? new Costing(facts).executionOf(machine);
}

/** The states of an execution that it has of its own: without those in distributed Maps inside it. */
interface OwnStates {
  readonly scopes: readonly Scope[];
  readonly distributed: readonly MapState[];
}

class Costing {
  private readonly items = new Map<MapState, number | string>();
  private readonly measures = new Map<MapState, Measure>();
  private readonly cycles = new Map<Scope, readonly LoopCycle[]>();
  private readonly order = new Map<string, number>();
  private readonly costs: ScopeCosts;
  private loops = 0;
  private maps = 0;

  constructor(private readonly facts: CostFacts) {
    const terms: Terms = {
      graph: (scope) => facts.graph(scope),
      cycles: (scope) => this.cyclesOf(scope),
      turns: (cycle, mode) => this.turnsOf(cycle as LoopCycle, mode), // `cycles` gives no others
      isFlat: (cycle) => cycle.entries.length > 1 || (cycle as LoopCycle).level >= MAX_LEVELS,
      items: (map) => this.items.get(map) ?? 0,
      children: (map) => ({ measure: this.measures.get(map) ?? "c", batch: batchOf(map) }),
    };
    this.costs = new ScopeCosts(terms);
  }

  executionOf(scope: Scope): MachineCost {
    const own = ownStates(scope, this.facts.graph);
    const symbols = this.nameSymbols(own);
    const childCosts = own.distributed.map((map) => ({ map, cost: map.processor && this.executionOf(map.processor) }));
    const best = this.costs.bestOf(scope, true);
    const usual = this.costs.usualOf(scope, true);
    const worst = this.costs.worstOf(scope);
    const figures = (measure: Measure, more = 0): Figures => {
      const of = (tally: Tally | undefined): Polynomial | null => {
        if (tally === undefined) return null;
        const polynomial = polynomialOf(tally, measure, this.order);
        return more === 0 ? polynomial : sumOf([[{ coefficient: more, symbols: {} }], polynomial]);
      };
      return { best: of(best), usual: of(usual), worst: of(worst) ?? [] };
    };
    const transitions = figures("t");
    return {
      scope,
      type: executionTypeOf(scope, this.facts.type),
      transitions,
      events: figures("e", firstAndLast),
      seconds: figures("s"),
      symbols,
      growth: own.scopes.some((inner) => this.cyclesOf(inner).some(isEndless))
        ? "unbounded"
        : growthOf(transitions.worst),
      children: childCosts.flatMap(({ map, cost }) =>
        cost === undefined ? [] : [{ map, cost, executions: figures(this.measures.get(map) ?? "c0") }],
      ),
    };
  }

  private cyclesOf(scope: Scope): readonly LoopCycle[] {
    let cycles = this.cycles.get(scope);
    if (cycles === undefined) {
      const loops = this.facts.loops(scope).filter(({ retrier }) => retrier === undefined);
      const inner = new Set(loops.flatMap((loop) => loop.inner));
      cycles = loops.filter((loop) => !inner.has(loop)).map((loop) => new LoopCycle(loop, 1));
      this.cycles.set(scope, cycles);
    }
    return cycles;
  }

  /** A bound replaces the symbol; but no execution without an error goes on until its time is over. */
  private turnsOf({ loop, symbol }: LoopCycle, mode: "usual" | "worst"): number | string {
    const { kind, turns } = loop.bound;
    if (turns !== undefined && (kind === "counter" || mode === "worst")) return turns;
    return symbol?.id ?? 0;
  }

  /** Gives the loops and Maps of an execution their symbols, in the order of the text. */
  private nameSymbols({ scopes, distributed }: OwnStates): CostSymbol[] {
    const found: { readonly place: number; readonly name: () => CostSymbol }[] = [];
    const addCycle = (cycle: LoopCycle): void => {
      const place = cycle.header.nameRange[0];
      found.push({ place, name: () => this.nameLoop(cycle) });
      cycle.inner.forEach(addCycle);
    };
    for (const scope of scopes) {
      this.cyclesOf(scope).forEach(addCycle);
      for (const map of scope.states.values()) {
        if (map.type !== "Map" || !this.facts.graph(scope).isReachable(map)) continue;
        const items = literalItems(map, this.facts.graph(scope));
        if (items === undefined) found.push({ place: map.nameRange[0], name: () => this.nameMap(map) });
        else this.items.set(map, items);
      }
    }
    for (const map of distributed) this.measures.set(map, `c${this.measures.size}`);
    // Of loops at one state the outer one comes first, as it was found first.
    return found.sort((a, b) => a.place - b.place).map(({ name }) => name());
  }

  private nameLoop(cycle: LoopCycle): LoopSymbol {
    const { loop } = cycle;
    const id = `p${++this.loops}`;
    this.order.set(id, this.order.size);
    const symbol: LoopSymbol = { id, kind: "loop", states: loop.states, loop };
    cycle.symbol = symbol;
    return symbol;
  }

  private nameMap(map: MapState): MapSymbol {
    const id = `m${++this.maps}`;
    this.order.set(id, this.order.size);
    this.items.set(map, id);
    return { id, kind: "map", states: [map] };
  }
}

/** A loop as what the ways through a scope are counted with. */
class LoopCycle implements Cycle {
  readonly members: ReadonlySet<State>;
  readonly inner: readonly LoopCycle[];
  symbol: LoopSymbol | undefined = undefined;

  constructor(
    readonly loop: Loop,
    readonly level: number,
  ) {
    this.members = new Set(loop.states);
    this.inner = loop.inner.map((inner) => new LoopCycle(inner, level + 1));
  }

  get header(): State {
    return this.loop.header;
  }
  get entries(): readonly State[] {
    return this.loop.entries;
  }
  get states(): readonly State[] {
    return this.loop.states;
  }
}

function ownStates(scope: Scope, graphOf: (scope: Scope) => Graph): OwnStates {
  const scopes = [scope];
  const distributed: MapState[] = [];
  for (const each of scopes) {
    const graph = graphOf(each);
    for (const state of each.states.values()) {
      if (!graph.isReachable(state)) continue;
      if (state.type === "Map" && state.distributed) distributed.push(state);
      else scopes.push(...innerScopes(state));
    }
  }
  return { scopes, distributed };
}

/** How many items one execution that a distributed Map starts is handed at most, where that is literal. */
function batchOf({ itemBatcher, node }: MapState): number | undefined {
  if (node.member("ItemBatcher") === undefined) return 1;
  const size = itemBatcher?.get("MaxItemsPerBatch");
  return size?.kind === "scalar" && typeof size.value === "number" && size.value >= 1 ? size.value : undefined;
}

/** Whether a loop has no way out; of a Choice without a match and without `Default` an error is one. */
function isEndless({ loop, inner }: LoopCycle): boolean {
  const mayFail = loop.states.some((state) => state.type === "Choice" && state.default === undefined);
  return (isClosed(loop) && !mayFail) || inner.some(isEndless);
}

const LETTERS = ["n", "m", "k", "l"];

function growthOf(worst: Polynomial): string {
  const exponent = degree(worst);
  if (exponent === 0) return "O(1)";
  return exponent > LETTERS.length ? `O(n^${exponent})` : `O(${LETTERS.slice(0, exponent).join("·")})`;
}
