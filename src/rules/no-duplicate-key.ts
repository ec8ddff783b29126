import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Disallow the same key twice in one object",
    recommended: "warn",
    hasSuggestions: true,
    messages: {
      // Nothing published shows that AWS refuses it; most readers of JSON keep the last one without a word.
      duplicate: {
        text: "'{{key}}' stands twice in this object: only the last one counts, the first is lost.",
        severity: "warn",
      },
      duplicateState: {
        text: "State '{{key}}' is defined twice: only the last one counts, the first is lost.",
        severity: "warn",
      },
      remove: "Remove this '{{key}}'",
    },
  },

  visit: {
    StateMachine(machine, { definition, report }) {
      const states = new Set(machine.scopes.map((scope) => scope.statesNode));
      for (const { kind, range, related, member } of definition.issues) {
        if (kind !== "duplicate-key" || member === undefined) continue;
        const data = { key: member.member.key };
        report({
          at: range,
          messageId: states.has(member.parent) ? "duplicateState" : "duplicate",
          data,
          ...(related && { related: [related] }),
          suggest: [{ messageId: "remove", data, change: (edit) => edit.removeField(member.parent, member.member) }],
        });
      }
    },
  },
});
