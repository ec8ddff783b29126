import { mayBeExpress } from "../analysis/execution-type.ts";
import type { Graph } from "../analysis/graph.ts";
import { literalItems } from "../analysis/literal-items.ts";
import type { MapState, Task } from "../asl/model.ts";
import { statesWithin } from "../asl/visit.ts";
import { maxChildrenAtOnce, maxIterationsAtOnce } from "../data/map-limits.ts";
import type { Editor } from "../document/editor.ts";
import { defineRule } from "../linter/rule.ts";
import { count } from "../util/words.ts";

// A tenth of what Lambda runs at once in an account by default.
const OFFERED_CHILDREN = 100;

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Require a limit on how many child executions of a distributed Map run at once",
    recommended: false,
    strict: "warn",
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html",
    ],
    messages: {
      missing:
        "Map '{{name}}' runs up to {{most}} child executions at once, and each runs '{{task}}': 'MaxConcurrency' keeps them to what that can take.",
      inline:
        "An inline Map runs about {{most}} iterations at once at most: a 'MaxConcurrency' of {{value}} has no effect.",
      distributed:
        "A distributed Map runs {{most}} child executions at once at most: a 'MaxConcurrency' of {{value}} has no effect.",
      limit: "Set 'MaxConcurrency' to {{value}}",
    },
  },

  visit: {
    Map(map, { definition, graph, report }) {
      const { name, distributed, maxConcurrency } = map;
      if (distributed === undefined) return;
      const most = distributed ? maxChildrenAtOnce : maxIterationsAtOnce;
      const limitTo = (value: number) => [
        {
          messageId: "limit" as const,
          data: { value: count(value) },
          change: (edit: Editor) => edit.setField(map.node, "MaxConcurrency", value),
        },
      ];
      const value = maxConcurrency?.value;
      if (maxConcurrency !== undefined && value !== undefined && value > most) {
        report({
          at: maxConcurrency.range,
          messageId: distributed ? "distributed" : "inline",
          data: { most: count(most), value: count(value) },
          suggest: limitTo(most),
        });
        return;
      }
      if (!distributed || !isUnlimited(map) || hasFewItems(map, graph(map.scope))) return;
      const task = calledTask(map);
      // An Express workflow has no distributed Map, of which another rule says so.
      if (task === undefined || mayBeExpress(map.scope, definition.context.type)) return;
      report({
        at: maxConcurrency?.range ?? map.nameRange,
        messageId: "missing",
        data: { name, most: count(most), task: task.name },
        suggest: limitTo(OFFERED_CHILDREN),
      });
    },
  },
});

function isUnlimited({ node, maxConcurrency }: MapState): boolean {
  if (maxConcurrency !== undefined) return maxConcurrency.value === 0;
  return !node.open && node.member("MaxConcurrencyPath") === undefined;
}

/** Whether no more items are there than an inline Map would run at once. */
function hasFewItems(map: MapState, graph: Graph): boolean {
  const items = map.itemReader?.config?.maxItems?.value ?? literalItems(map, graph);
  return items !== undefined && items <= maxIterationsAtOnce;
}

/** The first task that the children run; without one they spend nothing but their own transitions. */
function calledTask({ processor }: MapState): Task | undefined {
  if (processor === undefined) return undefined;
  for (const state of statesWithin(processor)) if (state.type === "Task") return state;
  return undefined;
}
