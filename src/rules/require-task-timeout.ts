import { mayBeExpress } from "../analysis/execution-type.ts";
import type { Task } from "../asl/model.ts";
import { defineRule } from "../linter/rule.ts";

// Offered as a start: a day bounds what AWS leaves open for a year.
const OFFERED_SECONDS = 86_400;

export default defineRule({
  meta: {
    type: "problem",
    category: "timeouts",
    description: "Require a timeout on tasks that wait for something else",
    recommended: "warn",
    hasSuggestions: true,
    defaultOptions: { tasks: "waiting" as "waiting" | "all" },
    schema: {
      tasks: {
        enum: ["waiting", "all"],
        description:
          "`waiting`: callbacks, activities and `.sync` jobs; `all`: also tasks that a service answers by itself.",
      },
    },
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html"],
    messages: {
      callback:
        "Task '{{name}}' waits for its task token without a timeout: if nobody sends it back, the execution hangs for up to a year.",
      activity:
        "Task '{{name}}' waits for an activity worker without a timeout: if none takes or finishes the work, the execution hangs for up to a year.",
      job: "Task '{{name}}' waits for a job without a timeout: if the job hangs, the execution hangs with it, for up to a year.",
      request: "Task '{{name}}' has no timeout: AWS sets none by default.",
      add: "Set 'TimeoutSeconds' to {{seconds}}",
    },
  },

  visit: {
    Task(task, { definition, machine, options, report }) {
      const waiting = waitsFor(task);
      if (waiting === undefined || (waiting === "request" && options.tasks !== "all")) return;
      if (isBounded(task, waiting) || machine.timeoutSeconds !== undefined || machine.node.open || task.node.open)
        return;
      // An Express execution is over after five minutes, whatever its tasks do.
      if (mayBeExpress(task.scope, definition.context.type)) return;
      const seconds = OFFERED_SECONDS;
      report({
        at: task.nameRange,
        messageId: waiting,
        data: { name: task.name },
        suggest: [
          {
            messageId: "add",
            data: { seconds },
            change: (edit) => edit.setField(task.node, "TimeoutSeconds", seconds),
          },
        ],
      });
    },
  },
});

type Waiting = "callback" | "activity" | "job" | "request";

function waitsFor({ resource }: Task): Waiting | undefined {
  if (resource.kind === "activity") return "activity";
  if (resource.kind === "lambda") return "request";
  if (resource.kind !== "integration") return undefined;
  if (resource.pattern === "callback") return "callback";
  if (resource.pattern === "sync") return "job";
  return resource.pattern === "request" ? "request" : undefined;
}

function isBounded(task: Task, waiting: Waiting): boolean {
  if (task.timeoutSeconds !== undefined || task.timeoutSecondsPath !== undefined) return true;
  // Nobody sends heartbeats for a job or a request: one there never comes to bear.
  const beats = task.heartbeatSeconds !== undefined || task.heartbeatSecondsPath !== undefined;
  return beats && (waiting === "callback" || waiting === "activity");
}
