import type { Scope, State, StateMachine } from "../asl/model.ts";
import { type Assigner, type Assignment, type Assignments, findAssignments } from "./assignments.ts";
import type { Edge, Graph } from "./graph.ts";
import { presentAfter } from "./presence.ts";
import { addBits, type Bits, flowThrough, hasBit, type Known, type ScopeFlow, setBit } from "./variable-flow.ts";
import { findReads, type VariableRead } from "./variable-reads.ts";

export type { Assigner, Assignment } from "./assignments.ts";
export type { VariableRead } from "./variable-reads.ts";

/**
 * On which ways to a state a variable is assigned before: every one, some, none; `unknown` where the text does not show
 * all states, transitions or assignments, or no way leads there.
 */
export type Assigned = "always" | "sometimes" | "never" | "unknown";

/** A variable of a scope. */
export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  /** Where states of its scope assign it. */
  readonly assignments: readonly Assignment[];
  /** Where states of its scope, and of scopes inside that see it, read it. */
  readonly reads: readonly VariableRead[];
}

/** The workflow variables of a machine. */
export interface Variables {
  /** In the order of their first assignments. */
  readonly declared: readonly Variable[];
  readonly assignments: readonly Assignment[];
  /** Every read, also of what nothing assigns. */
  readonly reads: readonly VariableRead[];
  /** The variable that a name means to a state; `undefined` if no scope that it sees assigns it. */
  resolve(name: string, state: State): Variable | undefined;
  /** On which ways a variable is assigned when a state is entered, which is when all its fields are evaluated. */
  before(state: State, name: string): Assigned;
  /** The names that have a value, always or sometimes, when a state is entered. */
  visibleAt(state: State): string[];
  /** Tells of which transitions of a scope a variable certainly has a value behind them, whatever was before. */
  givenBy(name: string, scope: Scope): (edge: Edge) => boolean;
}

/** Finds the variables of a machine; the flow is followed when it is first asked for. */
export function findVariables(machine: StateMachine, graphOf: (scope: Scope) => Graph): Variables {
  return new MachineVariables(machine, graphOf);
}

/** What has the `Assign` that counts on an edge: that of a state does not count where a rule or catcher leads on. */
function assignerOf({ kind, from, rule, catcher }: Edge): Assigner {
  if (kind === "choice") return rule ?? from;
  return kind === "catch" ? (catcher ?? from) : from;
}

/**
 * Whether the states of a scope see the variables of the scope around it, as all do but the items of a distributed Map,
 * which run in executions of their own; `undefined` where that is not known.
 */
export function seesOuter({ owner }: Scope): boolean | undefined {
  if (owner?.type !== "Map") return owner !== undefined;
  return owner.distributed === undefined ? undefined : !owner.distributed;
}

class MachineVariables implements Variables {
  private readonly found: Assignments;
  private readonly places = new Map<string, number>();
  private readonly byScope = new Map<Scope, Map<string, DeclaredVariable>>();
  private readonly gains = new Map<Scope, Map<Assigner, Bits>>();
  private readonly flows = new Map<Scope, ScopeFlow>();
  private knownReads: readonly VariableRead[] | undefined = undefined;
  private areReadsAttached = false;

  constructor(
    private readonly machine: StateMachine,
    private readonly graphOf: (scope: Scope) => Graph,
  ) {
    this.found = findAssignments(machine);
    for (const assignment of this.found.all) this.declare(assignment);
  }

  get assignments(): readonly Assignment[] {
    return this.found.all;
  }
  get reads(): readonly VariableRead[] {
    this.knownReads ??= findReads(this.machine, (name) => this.places.has(name));
    return this.knownReads;
  }
  get declared(): readonly Variable[] {
    this.attachReads();
    return [...this.byScope.values()].flatMap((names) => [...names.values()]);
  }

  resolve(name: string, state: State): Variable | undefined {
    this.attachReads();
    return this.find(name, state);
  }

  before(state: State, name: string): Assigned {
    const { always, perhaps } = this.flow(state.scope)(state);
    const place = this.places.get(name);
    if (place !== undefined && hasBit(always, place)) return "always";
    if (hasBit(perhaps, this.anything)) return "unknown";
    return place !== undefined && hasBit(perhaps, place) ? "sometimes" : "never";
  }

  visibleAt(state: State): string[] {
    const { perhaps } = this.flow(state.scope)(state);
    return [...this.places].flatMap(([name, place]) => (hasBit(perhaps, place) && name !== "states" ? [name] : []));
  }

  givenBy(name: string, scope: Scope): (edge: Edge) => boolean {
    const place = this.places.get(name);
    const gains = this.gainsIn(scope);
    return (edge) => {
      const bits = gains.get(assignerOf(edge));
      return place !== undefined && bits !== undefined && hasBit(bits, place);
    };
  }

  /** The place of the bit that stands for names that the text does not show. */
  private get anything(): number {
    return this.places.size;
  }

  private attachReads(): void {
    if (this.areReadsAttached) return;
    this.areReadsAttached = true;
    for (const read of this.reads) this.find(read.name, read.state)?.reads.push(read);
  }

  private declare(assignment: Assignment): void {
    const { name, state } = assignment;
    if (!this.places.has(name)) this.places.set(name, this.places.size);
    const names = this.byScope.get(state.scope) ?? new Map<string, DeclaredVariable>();
    this.byScope.set(state.scope, names);
    const variable = names.get(name);
    if (variable !== undefined) variable.assignments.push(assignment);
    else names.set(name, { name, scope: state.scope, assignments: [assignment], reads: [] });
  }

  private find(name: string, { scope }: State): DeclaredVariable | undefined {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.owner?.scope) {
      const variable = this.byScope.get(at)?.get(name);
      if (variable !== undefined || seesOuter(at) === false) return variable;
    }
    return undefined;
  }

  private flow(scope: Scope): ScopeFlow {
    let flow = this.flows.get(scope);
    if (flow === undefined) {
      flow = this.follow(scope);
      this.flows.set(scope, flow);
    }
    return flow;
  }

  private follow(scope: Scope): ScopeFlow {
    const graph = this.graphOf(scope);
    const entry = this.entryOf(scope);
    // Anything may have a value then, even if only what has one at the entry always has.
    const lost: Known = { always: entry.always, perhaps: this.withAnything(entry.perhaps) };
    for (const name of this.byScope.get(scope)?.keys() ?? []) this.setName(lost.perhaps, name);
    if (graph.open || graph.dangling.length > 0) return () => lost;
    const gains = this.gainsIn(scope);
    return flowThrough(graph, entry, (edge) => gains.get(assignerOf(edge)), lost);
  }

  private entryOf(scope: Scope): Known {
    const none = this.noBits();
    if (scope.owner === undefined) return { always: none, perhaps: none };
    const sees = seesOuter(scope);
    if (sees === false) return { always: none, perhaps: none };
    const outer = this.flow(scope.owner.scope)(scope.owner);
    return sees ? outer : { always: none, perhaps: this.withAnything(outer.perhaps) };
  }

  /** What each `Assign` of a scope gives, and what a Choice makes sure of. */
  private gainsIn(scope: Scope): Map<Assigner, Bits> {
    const known = this.gains.get(scope);
    if (known !== undefined) return known;
    const gains = new Map<Assigner, Bits>();
    this.gains.set(scope, gains);
    const bitsOf = (assigner: Assigner): Bits => {
      const bits = gains.get(assigner) ?? this.noBits();
      gains.set(assigner, bits);
      return bits;
    };
    for (const { name, assignments } of this.byScope.get(scope)?.values() ?? []) {
      for (const { assigner } of assignments) this.setName(bitsOf(assigner), name);
    }
    for (const assigner of this.found.hiding.get(scope) ?? []) setBit(bitsOf(assigner), this.anything);
    if (this.places.size === 0) return gains;
    for (const state of scope.states.values()) {
      if (state.type !== "Choice") continue;
      const passed = this.noBits();
      for (const rule of state.rules) {
        const bits = addBits(bitsOf(rule), passed);
        for (const name of presentAfter(rule, true)) this.setName(bits, name);
        for (const name of presentAfter(rule, false)) this.setName(passed, name);
      }
      addBits(bitsOf(state), passed);
    }
    return gains;
  }

  private setName(bits: Bits, name: string): void {
    const place = this.places.get(name);
    if (place !== undefined) setBit(bits, place);
  }

  private noBits(): Bits {
    return new Uint32Array((this.places.size >>> 5) + 1);
  }

  private withAnything(bits: Bits): Bits {
    const wider = addBits(this.noBits(), bits);
    setBit(wider, this.anything);
    return wider;
  }
}

interface DeclaredVariable extends Variable {
  readonly assignments: Assignment[];
  readonly reads: VariableRead[];
}
