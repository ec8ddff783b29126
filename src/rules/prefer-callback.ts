import { type CallbackAdvice, pollAdvice } from "../analysis/poll-advice.ts";
import type { CompletionEvent } from "../data/poll-pairs.ts";
import { placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { dollars } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Prefer a task token to polling for work whose end AWS tells of",
    recommended: "warn",
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token",
      "https://docs.aws.amazon.com/eventbridge/latest/ref/events.html",
    ],
    messages: {
      paced:
        "{{polling}}: {{signal}} tells of it, and a task with '.waitForTaskToken' waits for that at one transition, in place of {{dollars}} an hour.",
      unpaced:
        "{{polling}}: {{signal}} tells of it, and a task with '.waitForTaskToken' waits for that at one transition, however long it takes.",
    },
  },

  visit: {
    Loop(loop, { definition, report }) {
      const advice = pollAdvice(loop, definition.context.type);
      if (advice?.kind !== "callback") return;
      const { poll, start } = advice;
      const way = wayRound(loop);
      const started = start && { message: `'${start.name}' starts the work.`, range: start.nameRange };
      const place = {
        at: poll.resourceField?.range ?? poll.nameRange,
        related: [...placesRound(loop, poll), ...(started ? [started] : [])],
      };
      const data = {
        polling: start
          ? `'${start.name}' starts work and ${way} polls for its end`
          : `${way} polls for the end of work`,
        signal: signalOf(advice),
      };
      const { perHour } = loop;
      if (perHour === undefined) report({ ...place, messageId: "unpaced", data });
      else report({ ...place, messageId: "paced", data: { ...data, dollars: dollars(perHour.dollars) } });
    },
  },
});

/** What tells that the work is over, in words: the first of several signals, which is the one that takes least. */
function signalOf({ events }: CallbackAdvice): string {
  const [event] = events;
  return event === undefined ? "" : wordsOf(event);
}

function wordsOf(event: CompletionEvent): string {
  switch (event.via) {
    case "sns":
      return `the SNS topic of its parameter '${event.parameter}'`;
    case "s3":
      return "the event 'Object Created' of the bucket that its result goes to";
    case "mqtt":
      return `the MQTT message '${event.topic}' (with ${event.setting})`;
    case "cloudtrail":
      return `the CloudTrail event ${anyOf(event.eventNames)} on EventBridge`;
    case "eventbridge": {
      const { of, flag, setting } = event;
      const condition = flag === undefined ? setting : `'${flag}: true'`;
      return `the EventBridge event ${anyOf(event.detailTypes)}${of ? ` of ${of}` : ""}${condition ? ` (with ${condition})` : ""}`;
    }
  }
}

function anyOf(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(" or ");
}
