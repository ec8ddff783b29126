import { mayBeExpress } from "../analysis/execution-type.ts";
import { idleStates } from "../analysis/idle-states.ts";
import { loneState } from "../analysis/lone-branch.ts";
import type { Loop } from "../analysis/loops.ts";
import type { Parallel, State } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { loneStateInPlace } from "../linter/lone-branch-rewriting.ts";
import { defineRule } from "../linter/rule.ts";
import { redirectAndRemove } from "../linter/state-removal.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Disallow states that do nothing and are paid for all the same",
    recommended: "warn",
    hasSuggestions: true,
    references: [
      "https://aws.amazon.com/step-functions/pricing/",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html",
    ],
    messages: {
      pass: "Pass '{{name}}' changes nothing: what leads to it can lead to '{{target}}' at once, for one transition less.",
      discarding:
        "Pass '{{name}}' changes nothing, as 'ResultPath: null' throws its result away: it costs a transition on the way to '{{target}}'.",
      wait: "'{{name}}' waits 0 s: what leads to it can lead to '{{target}}' at once, for one transition less.",
      choice: "Whatever '{{name}}' finds, '{{target}}' is next: to ask costs a transition and decides nothing.",
      parallel:
        "'{{name}}' runs one branch and handles no error of it: the states of the branch can stand in its place, for one transition less and no list around the result.",
      bypass: "Remove '{{name}}' and lead to '{{target}}' at once",
      inline: "Put '{{inner}}' in the place of its branch, under the name '{{name}}'",
    },
  },

  visit: {
    Scope(scope, { definition, graph, loops, report }) {
      // Express workflows are paid by time: states that take none cost nothing.
      if (mayBeExpress(scope, definition.context.type)) return;
      const found = graph(scope);
      for (const idle of idleStates(found)) {
        const { state } = idle;
        const { name } = state;
        if (idle.kind === "parallel") {
          report({ at: state.nameRange, messageId: "parallel", data: { name }, suggest: inlining(idle.state) });
          continue;
        }
        const { kind, target } = idle;
        // A poll that does not wait has a mistake in its interval.
        if (kind === "wait" && loops(scope).some((loop) => isPollOf(loop, state))) continue;
        const data = { name, target: target.name };
        const change = (edit: Editor) => redirectAndRemove(edit, found, state, target);
        report({ at: placeOf(state), messageId: kind, data, suggest: [{ messageId: "bypass", data, change }] });
      }
    },
  },
});

function isPollOf({ kind, waits }: Loop, state: State): boolean {
  return kind === "poll" && waits.some((wait) => wait === state);
}

function placeOf(state: State): Range {
  return (state.type === "Wait" ? state.seconds?.range : undefined) ?? state.nameRange;
}

function inlining(parallel: Parallel) {
  const inner = loneState(parallel);
  if (inner === undefined) return [];
  const change = (edit: Editor) => loneStateInPlace(edit, parallel, inner);
  return [{ messageId: "inline" as const, data: { inner: inner.name, name: parallel.name }, change }];
}
