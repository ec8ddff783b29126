import { mayBeExpress } from "../analysis/execution-type.ts";
import type { Loop, Work } from "../analysis/loops.ts";
import { placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";

/** Calls that look at what somebody's own worker leaves behind, with what is looked at. */
const OWN_WORK = new Map([
  ["lambda:invoke", "a Lambda function"],
  ["http:invoke", "an HTTP endpoint"],
  ["apigateway:invoke", "an API"],
  ["ecs:runTask", "an ECS task"],
  ["dynamodb:getItem", "a DynamoDB table"],
  ["dynamodb:query", "a DynamoDB table"],
  ["dynamodb:scan", "a DynamoDB table"],
  ["dynamodb:batchGetItem", "a DynamoDB table"],
  ["sqs:receiveMessage", "an SQS queue"],
  ["s3:getObject", "an S3 object"],
]);

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
      if (loop.kind !== "poll" || loop.retrier !== undefined) return;
      // Neither activities nor task tokens exist in Express workflows.
      if (mayBeExpress(loop.scope, definition.context.type)) return;
      const asked = askedWork(loop);
      if (asked === undefined) return;
      const [work, what] = asked;
      report({
        at: work.task.resourceField?.range ?? work.task.nameRange,
        messageId: "ask",
        data: { way: wayRound(loop), what },
        related: placesRound(loop, work.task),
      });
    },
  },
});

/** The task that asks, if all that the turn does is ask about somebody's own work. */
function askedWork(loop: Loop): [work: Work, what: string] | undefined {
  // A service of AWS that is polled has its own better ways: `.sync`, or an event when it is done.
  if (loop.work.some(({ pairs }) => pairs.length > 0)) return undefined;
  const asks = loop.work.flatMap((work): [Work, string][] => {
    const what = work.task.resource.kind === "lambda" ? "a Lambda function" : OWN_WORK.get(work.api ?? "");
    return what === undefined || !loop.turn.states.includes(work.task) ? [] : [[work, what]];
  });
  return asks.length === loop.work.length ? asks.at(-1) : undefined;
}
