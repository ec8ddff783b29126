import { memberOf } from "../analysis/request-faults.ts";
import { isUnavoidable } from "../analysis/ways-around.ts";
import { jsonataSource } from "../asl/jsonata.ts";
import { requestOf } from "../asl/request.ts";
import { apiOf } from "../asl/resource.ts";
import type { MemberNode } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "operations",
    description: "Disallow machines that start themselves again without a bound",
    recommended: "warn",
    needs: ["startExecution", "startSyncExecution"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-continue-new.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html",
    ],
    messages: {
      endless:
        "'{{name}}' starts this machine again on every way to its end: executions follow one another without end, and each is paid for, unless a Choice leads past it once the work is done.",
      waiting:
        "'{{name}}' waits for another execution of this machine on every way to its end: that waits for one more in turn, and none of them ends, unless a Choice leads past it once the work is done.",
    },
  },

  visit: {
    Task(task, { definition, graph, report }) {
      const { resource, name } = task;
      const api = apiOf(resource);
      if (resource.kind !== "integration" || api === undefined || !STARTS.has(api)) return;
      const request = requestOf(task);
      const member = request?.kind === "object" ? memberOf(request, "StateMachineArn") : undefined;
      if (member === undefined || !isOwn(member, definition.context.machineName) || !isUnavoidable(task, graph)) return;
      const waits = resource.pattern === "sync" || api === "sfn:startSyncExecution";
      report({ at: member.value.range, messageId: waits ? "waiting" : "endless", data: { name } });
    },
  },
});

const STARTS = new Set(["sfn:startExecution", "sfn:startSyncExecution"]);

/** Whether the ARN that a member says is that of the machine itself. */
function isOwn({ key, value }: MemberNode, machineName: string | undefined): boolean {
  const text = value.kind === "dynamic" ? value.text : value.kind === "scalar" ? value.value : undefined;
  if (typeof text !== "string") return false;
  if (key.endsWith(".$")) return text.trim() === "$$.StateMachine.Id";
  const source = jsonataSource(text);
  if (source !== undefined) return source.trim() === "$states.context.StateMachine.Id";
  // A version or an alias behind the name may be an older definition, which ends.
  const name = /^arn:.*:stateMachine:([^:]+)$/.exec(text)?.[1];
  return name !== undefined && name === machineName;
}
