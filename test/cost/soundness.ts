import type { Polynomial } from "../../src/analysis/polynomial.ts";
import { type MachineJson, processorOf, type StateJson, scopesOf } from "./definition.ts";
import { explorer, MODES } from "./explorers.ts";
import { walk } from "./interpreter.ts";
import type { RandomMachine } from "./random-machine.ts";
import { isStraight, waitsInMap } from "./straight.ts";
import { evaluate, type SymbolOf, valuesOf } from "./symbols.ts";
import type { Walk } from "./walk.ts";

/** What the analysis says about a machine, with names for states. */
export interface Analysed {
  readonly transitions: Bounds;
  readonly events: Bounds;
  readonly seconds: Bounds;
  readonly symbols: readonly SymbolOf[];
  readonly children: readonly AnalysedChild[];
}

export interface Bounds {
  readonly best: Polynomial | null;
  readonly usual: Polynomial | null;
  readonly worst: Polynomial;
}

/** The executions that a distributed Map starts. */
export interface AnalysedChild {
  readonly map: string;
  readonly type: RandomMachine["type"];
  readonly executions: Bounds;
  readonly analysed: Analysed;
}

export type Analyse = (machine: RandomMachine) => Analysed;

/** What an execution shows to be wrong. */
export interface Violation {
  readonly message: string;
  readonly machine: MachineJson;
  readonly walk?: Walk;
}

const LIMIT = 500;
const ROUNDS = 2;

/** Walks through a machine in all ways of deciding, and says what does not hold of what the analysis says of it. */
export function violationOf(random: RandomMachine, seed: number, analyse: Analyse): Violation | undefined {
  return violationIn(random, seed, analyse(random));
}

function violationIn({ machine, type }: RandomMachine, seed: number, analysed: Analysed): Violation | undefined {
  const message = symbolFault(analysed, machine);
  if (message !== undefined) return { message, machine };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, mode] of MODES.entries()) {
      const decider = explorer(machine, mode, seed + round * MODES.length + at);
      const taken = walk(machine, decider, { limit: LIMIT, type });
      const fault = walkFault(taken, { machine, type }, analysed);
      if (fault !== undefined) return { message: `${mode}: ${fault}`, machine, walk: taken };
    }
  }
  for (const child of analysed.children) {
    const violation = violationIn({ machine: childOf(machine, child.map), type: child.type }, seed, child.analysed);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

/** What the children of a distributed Map run. */
function childOf(machine: MachineJson, map: string): MachineJson {
  const { StartAt, States } = processorOf(stateOf(machine, map));
  return { ...(machine.QueryLanguage === undefined ? {} : { QueryLanguage: machine.QueryLanguage }), StartAt, States };
}

function stateOf(machine: MachineJson, name: string): StateJson {
  const state = scopesOf(machine).flatMap(({ States }) => States[name] ?? [])[0];
  if (state === undefined) throw new Error(`no state '${name}'`);
  return state;
}

/** What a walk contradicts. */
export function walkFault(taken: Walk, { machine, type }: RandomMachine, analysed: Analysed): string | undefined {
  const greatest = valuesOf(analysed.symbols, taken, machine, "greatest");
  const least = valuesOf(analysed.symbols, taken, machine, "least");
  const isUsual = taken.outcome === "succeeded" && taken.clean;
  const isExact = isUsual && isStraight(machine) && analysed.symbols.every(({ id }) => greatest[id] === least[id]);
  const check = (measure: string, actual: number, bounds: Bounds, usual: Fit): string | undefined => {
    const fault = boundsFault(actual, bounds, { greatest, least, isEnded: isEnded(taken), usual });
    return fault && `${measure} ${actual}, not ${fault} (${taken.outcome}) with ${JSON.stringify({ greatest, least })}`;
  };
  const fit = isExact ? "exact" : isUsual ? "bound" : "none";
  // How long iterations wait depends on how many of them AWS runs at once.
  const fitOfSeconds = taken.slow ? "none" : fit === "exact" && waitsInMap(machine) ? "bound" : fit;
  return (
    check("transitions", taken.transitions, analysed.transitions, fit) ??
    // Express executions have no history.
    (type === "EXPRESS" ? undefined : check("events", taken.events, analysed.events, fit)) ??
    check("seconds", taken.seconds, analysed.seconds, fitOfSeconds) ??
    analysed.children
      .map(({ map, executions }) => {
        // The last batch may be a smaller one.
        const isBatched = stateOf(machine, map).ItemBatcher !== undefined;
        const fitOfExecutions = fit === "exact" && isBatched ? "bound" : fit;
        return check(`executions of '${map}'`, executionsOf(map, taken), executions, fitOfExecutions);
      })
      .find((fault) => fault !== undefined)
  );
}

/** How the usual figures are to fit an execution. */
type Fit = "exact" | "bound" | "none";

interface Actual {
  readonly greatest: Readonly<Record<string, number>>;
  readonly least: Readonly<Record<string, number>>;
  readonly isEnded: boolean;
  readonly usual: Fit;
}

function boundsFault(actual: number, { best, usual, worst }: Bounds, walked: Actual): string | undefined {
  const most = evaluate(worst, walked.greatest);
  if (!(actual <= most)) return `<= worst ${most}`;
  const fewest = best && evaluate(best, walked.least);
  if (walked.isEnded && !(fewest !== null && fewest <= actual)) return `>= best ${fewest}`;
  if (walked.usual === "none") return undefined;
  const normal = usual && evaluate(usual, walked.greatest);
  if (!(normal !== null && actual <= normal)) return `<= usual ${normal}`;
  return walked.usual === "exact" && actual !== normal ? `= usual ${normal}` : undefined;
}

/** Whether it came to a terminal state. */
function isEnded({ outcome }: Walk): boolean {
  return outcome === "succeeded" || outcome === "failed";
}

function executionsOf(map: string, { maps }: Walk): number {
  return maps.reduce((sum, attempt) => sum + (attempt.state === map ? attempt.executions : 0), 0);
}

/** What is wrong with the symbols themselves. */
function symbolFault({ symbols, ...figures }: Analysed, machine: MachineJson): string | undefined {
  const ids = symbols.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return `symbols of one name: ${ids}`;
  const scopes = scopesOf(machine);
  for (const { id, kind, states } of symbols) {
    const scope = scopes.find(({ States }) => states.every((name) => name in States));
    if (scope === undefined) return `${id} lies in several scopes: ${states}`;
    const isMap = states.length === 1 && scope.States[states[0] ?? ""]?.Type === "Map";
    if (kind === "map" && !isMap) return `${id} is no Map: ${states}`;
  }
  const loops = new Set(symbols.filter(({ kind }) => kind === "loop").map(({ id }) => id));
  const inBest = [figures.transitions, figures.events, figures.seconds]
    .flatMap(({ best }) => best ?? [])
    .flatMap((monomial) => Object.keys(monomial.symbols));
  return inBest.some((id) => loops.has(id)) ? "best goes round a loop" : undefined;
}
