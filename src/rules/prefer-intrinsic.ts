import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "style",
    description: "Say here what the rule demands",
    recommended: false,
    messages: {
      found: "State '{{name}}' is wrong, and this is why or what to do.",
    },
  },

  visit: {
    State(state, { report }) {
      if (state.name !== "Wrong") return;
      report({ at: state.nameRange, messageId: "found", data: { name: state.name } });
    },
  },
});
