import { type Asked, pollAdvice } from "../analysis/poll-advice.ts";
import { placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Prefer an activity or a task token to polling for work of your own",
    recommended: "warn",
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token",
    ],
    messages: {
      ask: "{{way}} asks {{what}} again and again whether work is done: as an activity, or with a task token that the worker sends back, one task waits for it at one transition.",
    },
  },

  visit: {
    Loop(loop, { definition, report }) {
      const advice = pollAdvice(loop, definition.context.type);
      if (advice?.kind !== "activity") return;
      const { poll, asks } = advice;
      report({
        at: poll.resourceField?.range ?? poll.nameRange,
        messageId: "ask",
        data: { way: wayRound(loop), what: NAMES[asks] },
        related: placesRound(loop, poll),
      });
    },
  },
});

const NAMES: Readonly<Record<Asked, string>> = {
  function: "a Lambda function",
  endpoint: "an HTTP endpoint",
  api: "an API",
  container: "an ECS task",
  table: "a DynamoDB table",
  queue: "an SQS queue",
  object: "an S3 object",
};
