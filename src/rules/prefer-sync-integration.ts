import { pollAdvice } from "../analysis/poll-advice.ts";
import { placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { dollars } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Prefer a .sync integration to starting a job and polling for its end",
    recommended: "warn",
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync"],
    messages: {
      paced:
        "'{{start}}' starts a job and {{way}} polls for its end: as '{{sync}}' the task waits by itself, one transition in place of {{dollars}} an hour.",
      unpaced:
        "'{{start}}' starts a job and {{way}} polls for its end: as '{{sync}}' the task waits by itself, one transition however long the job takes.",
    },
  },

  visit: {
    Loop(loop, { definition, report }) {
      const advice = pollAdvice(loop, definition.context.type);
      if (advice?.kind !== "sync") return;
      const { start: task, sync } = advice;
      const place = {
        at: task.resourceField?.range ?? task.nameRange,
        related: placesRound(loop, task),
      };
      const data = { start: task.name, way: wayRound(loop), sync };
      const { perHour } = loop;
      if (perHour === undefined) report({ ...place, messageId: "unpaced", data });
      else report({ ...place, messageId: "paced", data: { ...data, dollars: dollars(perHour.dollars) } });
    },
  },
});
