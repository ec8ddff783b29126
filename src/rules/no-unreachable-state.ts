import { type Graph, isDeadEnd, reachableFrom } from "../analysis/graph.ts";
import { hasNoTerminal } from "../analysis/terminals.ts";
import type { State } from "../asl/model.ts";
import { stringOf } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { nearest } from "../util/did-you-mean.ts";
import { plural } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Disallow states that no path from StartAt reaches",
    recommended: "error",
    hasSuggestions: true,
    aws: ["MISSING_TRANSITION_TARGET"],
    messages: {
      unreachable: "No path from 'StartAt' leads to state '{{name}}', and AWS refuses a definition with such a state.",
      island:
        "No path from 'StartAt' leads to state '{{name}}' and to {{others}} behind it, and AWS refuses a definition with such states.",
      remove: "Remove state '{{name}}'",
    },
  },

  visit: {
    Scope(scope, { graph, report }) {
      const found = graph(scope);
      // A wrong `StartAt` makes every state unreachable: that mistake is reported where it is.
      if (found.open || found.start === undefined) return;
      // AWS does not ask what is reached in a machine that nothing ends; neither does its author, before it has an end.
      if (scope.owner === undefined && hasNoTerminal(scope)) return;
      for (const [first, ...rest] of islands(found)) {
        const data = { name: first.name };
        if (rest.length > 0) {
          report({
            at: first.nameRange,
            messageId: "island",
            data: { ...data, others: plural(rest.length, "state") },
            related: rest.map((state) => ({ message: `'${state.name}' is behind it.`, range: state.nameRange })),
          });
          continue;
        }
        report({
          at: first.nameRange,
          messageId: "unreachable",
          data,
          suggest: [
            {
              messageId: "remove",
              data,
              change: (edit) => scope.statesNode && edit.removeField(scope.statesNode, first.member),
            },
          ],
        });
      }
    },
  },
});

const MOST_COMPARISONS = 100_000;

/** What states that lack `Next` were to lead to: the state that another field of theirs names, else the one below. */
function behindDeadEnds(graph: Graph): State[] {
  const { states } = graph.scope;
  const meant: State[] = [];
  let above: State | undefined;
  for (const state of states.values()) {
    if (above !== undefined && isDeadEnd(above) && graph.isReachable(above)) meant.push(namedIn(above) ?? state);
    above = state;
  }
  const last = above !== undefined && isDeadEnd(above) && graph.isReachable(above) ? namedIn(above) : undefined;
  return last === undefined ? meant : [...meant, last];
}

function namedIn({ node, scope }: State): State | undefined {
  const members = node.kind === "object" ? node.members : [];
  const field = members.find(({ key, value }) => nearest(key, ["Next"]) && scope.states.has(stringOf(value) ?? ""));
  return field && scope.states.get(stringOf(field.value) ?? "");
}

/** The unreachable states that hang together, each group with the state that the others follow from in front. */
function islands(graph: Graph): [State, ...State[]][] {
  const left = new Set([...graph.scope.states.values()].filter((state) => !graph.isReachable(state)));
  if (left.size === 0) return [];
  // A misspelt transition is reported itself; what it was to lead to is not a second mistake.
  const names = new Set([...left].map((state) => state.name));
  // With many of both somebody has renamed states wholesale, and each transition is reported anyway.
  if (graph.dangling.length * names.size > MOST_COMPARISONS) return [];
  for (const { field } of graph.dangling) {
    const meant = graph.scope.states.get(nearest(field.value ?? "", names) ?? "");
    if (meant !== undefined) for (const state of reachableFrom([meant], graph)) left.delete(state);
  }
  for (const meant of behindDeadEnds(graph)) for (const state of reachableFrom([meant], graph)) left.delete(state);
  const groups: [State, ...State[]][] = [];
  const entries = [...left].filter(
    (state) => !graph.incoming(state).some(({ from }) => from !== state && left.has(from)),
  );
  // A cycle of unreachable states has no entry: what no entry leads to starts anywhere.
  for (const entry of [...entries, ...left]) {
    if (!left.has(entry)) continue;
    const group = [...reachableFrom([entry], graph)].filter((state) => left.has(state));
    for (const state of group) left.delete(state);
    const rest = group.filter((state) => state !== entry).sort((a, b) => a.order - b.order);
    groups.push([entry, ...rest]);
  }
  return groups;
}
