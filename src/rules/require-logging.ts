import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "operations",
    description: "Require logs of what executions do",
    recommended: false,
    strict: "warn",
    declarations: true,
    needsHost: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html",
    ],
    messages: {
      express:
        "Express executions of '{{name}}' leave no trace: without logs, nobody sees what one did or why it failed.",
      standard:
        "Executions of '{{name}}' are not logged: their histories are gone after 90 days, and nothing searches all of them.",
      either: "Executions of '{{name}}' are not logged, and Express ones keep no history, either.",
    },
  },

  visit: {
    StateMachine(_machine, { definition, report }) {
      const { logging, resource, type, name = "" } = definition.context;
      if (logging !== "off" || resource === undefined) return;
      const messageId = type === "EXPRESS" ? "express" : type === "STANDARD" ? "standard" : "either";
      report({ at: resource.nameRange, messageId, data: { name } });
    },
  },
});
