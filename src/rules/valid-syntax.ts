import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require text that AWS can read",
    recommended: "error",
    declarations: true,
    fixable: true,
    aws: ["INVALID_JSON_DESCRIPTION", "SCHEMA_VALIDATION_FAILED"],
    messages: {
      unreadable: "{{reason}}",
      // Readers of YAML differ, and that of AWS is not the one here.
      template: { text: "{{reason}}", severity: "warn" },
      noObject: "A definition is an object with 'StartAt' and 'States', not {{found}}.",
      lenient: { text: "{{what}}: readable here, but AWS refuses the file as it is.", severity: "warn" },
    },
  },

  visit: {
    StateMachine(_machine, { definition, report }) {
      const { issues, root } = definition;
      for (const { kind, message, range, related, fix } of issues) {
        const common = { at: range, ...(related && { related: [related] }), ...(fix && { fix: () => fix }) };
        if (kind === "syntax") report({ ...common, messageId: "unreadable", data: { reason: message } });
        else if (kind === "host-syntax") report({ ...common, messageId: "template", data: { reason: message } });
        else if (kind === "lenient") report({ ...common, messageId: "lenient", data: { what: message } });
      }
      if (root.kind === "object" || root.kind === "dynamic") return;
      const found = root.kind === "array" ? "an array" : root.value === null ? "null" : `a ${typeof root.value}`;
      report({ at: root.range, messageId: "noObject", data: { found } });
    },
  },
});
