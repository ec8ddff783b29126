import { isResourceRefused } from "../analysis/resource-faults.ts";
import type { Field, MapState, State, Task } from "../asl/model.ts";
import { maxExpressSeconds } from "../data/prices.ts";
import { defineRule, type RuleContext } from "../linter/rule.ts";

const messages = {
  pattern: "Task '{{name}}' waits with '{{suffix}}', which AWS refuses in an Express workflow.",
  activity: "Task '{{name}}' hands work to an activity, which AWS refuses in an Express workflow.",
  map: "Map '{{name}}' is distributed, which AWS refuses in an Express workflow: use 'INLINE', or a Standard workflow.",
  childPattern: {
    text: "Task '{{name}}' waits with '{{suffix}}', which the Express child workflows of Map '{{map}}' cannot: they need 'ExecutionType' 'STANDARD' for it.",
    severity: "warn",
  },
  childActivity: {
    text: "Task '{{name}}' hands work to an activity, which the Express child workflows of Map '{{map}}' cannot: they need 'ExecutionType' 'STANDARD' for it.",
    severity: "warn",
  },
  childMap: {
    text: "Map '{{name}}' is distributed, which the Express child workflows of Map '{{map}}' cannot be: they need 'ExecutionType' 'STANDARD' for it.",
    severity: "warn",
  },
  long: {
    text: "'{{field}}' is {{seconds}} s, but an Express workflow ends after {{limit}} s.",
    severity: "warn",
  },
} as const;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Disallow in Express workflows what only Standard workflows can do",
    recommended: "error",
    needsHost: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html"],
    messages,
  },

  visit: {
    StateMachine(machine, context) {
      if (context.definition.context.type === "EXPRESS") checkSeconds(machine.timeoutSeconds, context);
    },

    Task(task, context) {
      const express = expressOf(task, context);
      if (express === undefined) return;
      if (!checkResource(task, express, context)) checkSeconds(task.timeoutSeconds, context);
    },

    Wait(wait, context) {
      if (expressOf(wait, context) !== undefined) checkSeconds(wait.seconds, context);
    },

    Map(map, context) {
      if (map.mode === undefined || !map.distributed) return;
      const express = expressOf(map, context);
      if (express === undefined) return;
      const { name } = map;
      const at = map.mode.range;
      if (express === "machine") context.report({ at, messageId: "map", data: { name } });
      else
        context.report({ at, messageId: "childMap", data: { name, map: express.name }, related: [placeOf(express)] });
    },
  },
});

type Context = RuleContext<typeof messages, Record<never, never>>;

/**
 * What makes a state run in an Express workflow: the machine's type, or the distributed Map around it; `undefined` if
 * it does not, or only deployment knows.
 */
function expressOf(state: State, { definition }: Context): "machine" | MapState | undefined {
  if (definition.context.type === "EXPRESS") return "machine";
  for (let owner = state.scope.owner; owner !== undefined; owner = owner.scope.owner) {
    if (owner.type === "Map" && owner.distributed !== false) {
      return owner.distributed && owner.executionType?.value === "EXPRESS" ? owner : undefined;
    }
  }
  return undefined;
}

/** Whether it reports the task. */
function checkResource(task: Task, express: "machine" | MapState, { report }: Context): boolean {
  const { name, resource, resourceField } = task;
  const node = resourceField?.node;
  if (node?.kind !== "scalar" && node?.kind !== "dynamic") return false;
  if (resource.kind === "activity") {
    const at = node.range;
    if (express === "machine") report({ at, messageId: "activity", data: { name } });
    else report({ at, messageId: "childActivity", data: { name, map: express.name }, related: [placeOf(express)] });
    return true;
  }
  if (resource.kind !== "integration") return false;
  const { pattern, suffix } = resource;
  if ((pattern !== "sync" && pattern !== "callback") || isResourceRefused(task)) return false;
  const at = node.at(resource.at.suffix);
  if (express === "machine") report({ at, messageId: "pattern", data: { name, suffix } });
  else {
    const data = { name, suffix, map: express.name };
    report({ at, messageId: "childPattern", data, related: [placeOf(express)] });
  }
  return true;
}

function placeOf(map: MapState) {
  return { message: "It is made Express here.", range: map.executionType?.range ?? map.nameRange };
}

function checkSeconds(field: Field<number> | undefined, { report }: Context): void {
  if (field?.value === undefined || field.value <= maxExpressSeconds) return;
  report({
    at: field.range,
    messageId: "long",
    data: { field: field.key, seconds: field.value, limit: maxExpressSeconds },
  });
}
