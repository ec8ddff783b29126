import type { Pass, StateMachine } from "../asl/model.ts";
import type { Graph } from "./graph.ts";
import { isIdlePass } from "./idle-states.ts";
import { fieldsOfJsonataWork, type JsonataWork, jsonataWorkOf, mergeJsonataWork } from "./jsonata-work.ts";
import type { JsonObject } from "./path-substitution.ts";
import { fieldsOfPathWork, mergePathWork, type PathWork, pathWorkOf } from "./path-work.ts";

/** Pass states, each only entered from the one before, whose work one Pass can do. */
export interface PassChain {
  readonly passes: readonly [Pass, Pass, ...Pass[]];
  /** The fields of one Pass that does what the first two do, but for those that say where it leads. */
  readonly merged: JsonObject;
}

/**
 * Finds chains of Pass states that one Pass can take the place of, the longest ones.
 *
 * @param isTaken whether a Pass belongs to something else that is reported; it ends a chain.
 */
export function passChains(graph: Graph, isTaken: (pass: Pass) => boolean = () => false): readonly PassChain[] {
  if (graph.open) return [];
  const links = linksIn(graph, isTaken);
  const seconds = new Set(links.values());
  const chains: PassChain[] = [];
  for (const first of links.keys()) {
    if (!seconds.has(first) && graph.isReachable(first)) chains.push(...chainsFrom(first, links));
  }
  return chains.filter((chain) => !isCircle(chain, graph));
}

/** Whether a chain leads back to where it began, for ever. */
function isCircle({ passes }: PassChain, graph: Graph): boolean {
  const last = passes.at(-1);
  return last !== undefined && graph.outgoing(last).some(({ to }) => to === passes[0]);
}

/** From each Pass to the Pass that follows it and nothing else. */
function linksIn(graph: Graph, isTaken: (pass: Pass) => boolean): Map<Pass, Pass> {
  const links = new Map<Pass, Pass>();
  for (const state of graph.scope.states.values()) {
    if (state.type !== "Pass") continue;
    const [edge, ...others] = graph.outgoing(state);
    const next = edge?.to;
    if (next?.type !== "Pass" || next === state || others.length > 0) continue;
    const isBetween = graph.incoming(next).length === 1 && graph.start !== next;
    if (!isBetween || state.language !== next.language || isIdlePass(state) || isIdlePass(next)) continue;
    if (!isTaken(state) && !isTaken(next)) links.set(state, next);
  }
  return links;
}

function* chainsFrom(first: Pass, links: ReadonlyMap<Pass, Pass>): Generator<PassChain> {
  const { machine } = first.scope;
  let passes: Pass[] = [first];
  let work = workOf(first);
  let merged: JsonObject | undefined;
  for (let next = links.get(first); next !== undefined; next = links.get(next)) {
    const own = workOf(next);
    const both = work && own && mergeWork(work, own, machine);
    if (both === undefined) {
      yield* chainOf(passes, merged);
      [passes, work, merged] = [[next], own, undefined];
    } else {
      passes.push(next);
      work = both;
      merged ??= fieldsOf(both);
    }
  }
  yield* chainOf(passes, merged);
}

function chainOf([first, second, ...others]: readonly Pass[], merged: JsonObject | undefined): PassChain[] {
  return first && second && merged ? [{ passes: [first, second, ...others], merged }] : [];
}

type Work = { readonly paths: PathWork } | { readonly jsonata: JsonataWork };

function workOf(pass: Pass): Work | undefined {
  if (pass.language === "JSONPath") {
    const paths = pathWorkOf(pass);
    return paths && { paths };
  }
  const jsonata = pass.language && jsonataWorkOf(pass);
  return jsonata && { jsonata };
}

// What is read twice is written twice; nobody wants to read a Pass of more characters than this.
const LONGEST = 2_000;

function mergeWork(first: Work, second: Work, machine: StateMachine): Work | undefined {
  const both = mergedWork(first, second, machine);
  return both === undefined || JSON.stringify(fieldsOf(both)).length > LONGEST ? undefined : both;
}

function mergedWork(first: Work, second: Work, machine: StateMachine): Work | undefined {
  if ("paths" in first && "paths" in second) {
    const paths = mergePathWork(first.paths, second.paths);
    return paths && { paths };
  }
  if (!("jsonata" in first && "jsonata" in second)) return undefined;
  const jsonata = mergeJsonataWork(first.jsonata, second.jsonata, (source) => machine.readJsonata(source));
  return jsonata && { jsonata };
}

function fieldsOf(work: Work): JsonObject {
  return "paths" in work ? fieldsOfPathWork(work.paths) : fieldsOfJsonataWork(work.jsonata);
}
