import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "operations",
    description: "Require traces of executions in AWS X-Ray",
    recommended: false,
    strict: "warn",
    declarations: true,
    needsHost: true,
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
      "https://docs.aws.amazon.com/step-functions/latest/apireference/API_TracingConfiguration.html",
    ],
    messages: {
      express:
        "Executions of '{{name}}' are not traced: Express executions keep no history, and a trace shows where one of them lost its time.",
      other: "Executions of '{{name}}' are not traced: a trace shows where time and errors arise across all services.",
      turnOn: "Turn tracing on",
    },
  },

  visit: {
    StateMachine(_machine, { definition, report }) {
      const { tracing, resource, type, name = "" } = definition.context;
      if (tracing !== "off" || resource === undefined) return;
      const { nameRange, turnOnTracing } = resource;
      report({
        at: nameRange,
        messageId: type === "EXPRESS" ? "express" : "other",
        data: { name },
        suggest: turnOnTracing === undefined ? [] : [{ messageId: "turnOn", change: turnOnTracing }],
      });
    },
  },
});
