import { explainsMissingEnd, hasNoTerminal } from "../analysis/terminals.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require a state that ends the machine",
    recommended: "error",
    aws: ["MISSING_END_STATE"],
    references: ["https://states-language.net/spec.html#terminal-state"],
    messages: {
      machine: "No state ends this machine: AWS wants 'End: true', a Succeed or a Fail among these states.",
      inner: {
        text: "No state ends this {{scope}}, which goes on until it fails: 'End: true', a Succeed or a Fail ends it.",
        severity: "warn",
      },
    },
  },

  visit: {
    Scope(scope, { graph, report }) {
      if (!hasNoTerminal(scope) || explainsMissingEnd(scope, graph(scope))) return;
      const at = scope.node.member("States")?.keyRange ?? scope.range;
      if (scope.owner === undefined) report({ at, messageId: "machine" });
      else {
        const kind = scope.owner.type === "Map" ? "item processor" : "branch";
        report({ at, messageId: "inner", data: { scope: kind } });
      }
    },
  },
});
