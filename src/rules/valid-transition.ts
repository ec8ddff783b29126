import type { Field, Scope, State } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require transitions to name a state of the same scope",
    recommended: "error",
    hasSuggestions: true,
    aws: ["MISSING_TRANSITION_TARGET"],
    messages: {
      missing: "State '{{from}}' leads to '{{to}}', which does not exist.{{hint}}",
      elsewhere:
        "State '{{from}}' leads to '{{to}}', which lies in another scope: no transition enters or leaves a branch or item processor.",
      missingStart: "'StartAt' names '{{to}}', which does not exist.{{hint}}",
      startElsewhere: "'StartAt' names '{{to}}', which lies in another scope: each scope starts at a state of its own.",
      rename: "Change it to '{{name}}'",
    },
  },

  visit: {
    Scope(scope, { graph, report }) {
      // What the text does not show may be the very state that is named.
      if (scope.open || scope.statesNode === undefined) return;
      // Where there is no state at all, that is the mistake.
      if (scope.states.size === 0) return;
      const start = scope.startAt;
      if (start?.value !== undefined && !scope.states.has(start.value)) {
        const to = start.value;
        const place = placeElsewhere(to, scope);
        const near = nearest(to, scope.states.keys());
        if (place) report({ at: start.range, messageId: "startElsewhere", data: { to }, related: [place] });
        else report({ ...rename(start, near), messageId: "missingStart", data: { to, hint: hintAt(near) } });
      }
      graph(scope).dangling.forEach(({ from, field }, i) => {
        const to = field.value ?? "";
        const place = placeElsewhere(to, scope);
        const data = { from: from.name, to };
        if (place) {
          report({ at: field.range, messageId: "elsewhere", data, related: [place] });
          return;
        }
        const near = i < MOST_HINTS ? nearest(to, othersThan(from)) : undefined;
        report({ ...rename(field, near), messageId: "missing", data: { ...data, hint: hintAt(near) } });
      });
    },
  },
});

// Whoever has more of them has renamed something, and comparing thousands of names with thousands takes its time.
const MOST_HINTS = 200;

/** The names that a state may have been meant to lead to; only a Choice asks itself again. */
function othersThan({ name, scope }: State): string[] {
  return [...scope.states.keys()].filter((other) => other !== name);
}

function rename(field: Field<string>, name: string | undefined) {
  if (name === undefined) return { at: field.range };
  const change = (edit: Editor) => edit.replaceValue(field.node, name);
  return { at: field.range, suggest: [{ messageId: "rename" as const, data: { name }, change }] };
}

function placeElsewhere(name: string, scope: Scope): { message: string; range: Range } | undefined {
  const other = scope.machine.scopes.find((each) => each !== scope && each.states.has(name));
  const state = other?.states.get(name);
  return state && { message: `'${name}' is here.`, range: state.nameRange };
}
