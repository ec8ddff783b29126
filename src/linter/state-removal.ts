import type { Edge, Graph } from "../analysis/graph.ts";
import type { State, StateMachine } from "../asl/model.ts";
import type { Editor, Json } from "../document/editor.ts";
import { type ScalarNode, scalarsIn, type TextEdit, type ValueNode } from "../document/nodes.ts";

/**
 * Leads every transition to a state to another one instead and removes the state, as one set of edits; `undefined` where
 * the text afterwards would not provably lead from each other state to where it led before, past the removed one.
 *
 * All ways of the state must lead to `target`. The edits of two such changes may overlap, so they are made one at a time.
 */
export function redirectAndRemove(edit: Editor, graph: Graph, state: State, target: State): TextEdit[] | undefined {
  const ways = graph.outgoing(state);
  const entries = graph.incoming(state);
  if (ways.length === 0 || ways.some(({ to }) => to !== target) || state === target) return undefined;
  // A state that only lies in between would be left to lead to itself.
  if (entries.some(({ from }) => from === target)) return undefined;
  if (!isRemovable(graph, state, entries)) return undefined;
  const { startAt, statesNode } = graph.scope;
  const nodes = entries.map(({ field }) => field.node);
  if (graph.start === state && startAt !== undefined) nodes.push(startAt.node);
  return combined([
    ...nodes.map((node) => edit.replaceValue(node, target.name)),
    statesNode && edit.removeField(statesNode, state.member),
  ]);
}

/**
 * Writes a state anew, so that it also does what the only state behind it did, and removes that one; `undefined` where
 * anything else leads to the latter. `value` leads on to where the removed state led.
 */
export function absorbNext(edit: Editor, graph: Graph, state: State, next: State, value: Json): TextEdit[] | undefined {
  const entries = graph.incoming(next);
  const isBetween = entries.length > 0 && entries.every(({ from }) => from === state);
  if (!isBetween || graph.start === next || state === next || !isRemovable(graph, next, entries)) return undefined;
  const { statesNode } = graph.scope;
  return combined([edit.replaceValue(state.node, value), statesNode && edit.removeField(statesNode, next.member)]);
}

/** Whether nothing but these transitions, and the start, refers to a state, and all that it leads to is known. */
function isRemovable(graph: Graph, state: State, entries: readonly Edge[]): boolean {
  const { scope } = graph;
  if (graph.open || graph.start === undefined || graph.dangling.some(({ from }) => from === state)) return false;
  // Of two states with one name the first would come to light.
  if (scope.statesNode?.members.length !== scope.states.size) return false;
  const known = new Set<ValueNode | undefined>([...entries.map(({ field }) => field.node), scope.startAt?.node]);
  return (
    mentionsIn(scope.machine)
      .get(state.name)
      ?.every((node) => known.has(node)) ?? true
  );
}

/** By name the transitions that a machine writes anywhere, be they followed or not. */
function mentionsIn(machine: StateMachine): ReadonlyMap<string, readonly ScalarNode[]> {
  let mentions = knownMentions.get(machine);
  if (mentions === undefined) {
    mentions = new Map();
    for (const node of scalarsIn(machine.node)) {
      if (typeof node.value !== "string" || !isTransition(node)) continue;
      const others = mentions.get(node.value);
      if (others === undefined) mentions.set(node.value, [node]);
      else others.push(node);
    }
    knownMentions.set(machine, mentions);
  }
  return mentions;
}

// Each suggestion asks for another state of the same machine.
const knownMentions = new WeakMap<StateMachine, Map<string, ScalarNode[]>>();

function isTransition({ place }: ScalarNode): boolean {
  return place === "Next" || place === "Default" || place === "StartAt";
}

/** Changes as one; `undefined` if one of them cannot be made, or two of them touch the same text. */
function combined(changes: readonly (readonly TextEdit[] | undefined)[]): TextEdit[] | undefined {
  if (!changes.every((edits) => edits !== undefined)) return undefined;
  const edits = changes.flat().sort((one, other) => one.range[0] - other.range[0] || one.range[1] - other.range[1]);
  for (const [i, { range }] of edits.entries()) {
    const before = edits[i - 1];
    if (before !== undefined && before.range[1] > range[0]) return undefined;
  }
  return edits;
}
