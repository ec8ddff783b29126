import { pollAdvice } from "../analysis/poll-advice.ts";
import { syncRewrite } from "../analysis/sync-rewrite.ts";
import { placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { syncEdits } from "../linter/sync-rewriting.ts";
import { dollars } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Prefer a .sync integration to starting a job and polling for its end",
    recommended: "warn",
    hasSuggestions: true,
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync"],
    messages: {
      paced:
        "'{{start}}' starts a job and {{way}} polls for its end: as '{{sync}}' the task waits by itself, one transition in place of {{dollars}} an hour.",
      unpaced:
        "'{{start}}' starts a job and {{way}} polls for its end: as '{{sync}}' the task waits by itself, one transition however long the job takes.",
      rewrite:
        "Wait in '{{start}}' as '{{sync}}' and take the loop out: the task then fails if the job fails, answers with the job's description, and needs permissions for EventBridge rules",
    },
  },

  visit: {
    Loop(loop, { definition, graph, report, variables }) {
      const advice = pollAdvice(loop, definition.context.type);
      if (advice?.kind !== "sync") return;
      const { start: task, sync } = advice;
      const place = {
        at: task.resourceField?.range ?? task.nameRange,
        related: placesRound(loop, task),
        suggest: [
          {
            messageId: "rewrite",
            data: { start: task.name, sync },
            change: (edit) => {
              const rewrite = syncRewrite(loop, advice, graph(loop.scope), variables());
              return rewrite && syncEdits(edit, rewrite);
            },
          },
        ],
      } satisfies Partial<Parameters<typeof report>[0]>;
      const data = { start: task.name, way: wayRound(loop), sync };
      const { perHour } = loop;
      if (perHour === undefined) report({ ...place, messageId: "unpaced", data });
      else report({ ...place, messageId: "paced", data: { ...data, dollars: dollars(perHour.dollars) } });
    },
  },
});
