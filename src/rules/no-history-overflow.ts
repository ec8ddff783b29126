import type { MachineCost } from "../analysis/cost.ts";
import { executionTypeOf } from "../analysis/execution-type.ts";
import { mayOverflow, overflowOf, retriesOverflow } from "../analysis/history-overflow.ts";
import type { Loop } from "../analysis/loops.ts";
import { isPriced } from "../analysis/unpriced.ts";
import type { Scope, StateMachine } from "../asl/model.ts";
import { loopName, placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { count, duration } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "cost",
    description: "Disallow executions that take more events than a history holds",
    recommended: "warn",
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"],
    messages: {
      loop: "{{loop}} {{way}} may turn {{turns}} times, and an execution takes {{events}} events then: its history is full at {{most}}, and it fails.",
      map: "Map '{{name}}' makes an execution take {{events}} events: its history is full at {{most}}, and it fails; a distributed Map has a history for each item.",
      path: "The longest way through these states takes {{events}} events: the history is full at {{most}}, and the execution fails.",
      retry:
        "'{{name}}' may be tried {{attempts}} times, which takes {{events}} events: the history is full at {{most}}, and the execution fails.",
      timeout:
        "{{loop}} {{way}} fills the history after {{full}} and the execution fails, long before the machine's timeout of {{timeout}}: start another execution with what is left, or wait longer.",
    },
  },

  visit: {
    StateMachine(machine, { definition, terms, graph, loops, cost, report }) {
      const most = terms.rates.historyEvents;
      const late = lateTimeout(machine, loops);
      if (late !== undefined) report(late);
      if (!mayOverflow(machine, graph, most)) return;
      const known = cost();
      if (!isPriced(known)) return;
      for (const execution of executionsOf(known)) {
        // Express executions have no history, and without a type that is known AWS makes a machine a Standard one.
        if (executionTypeOf(execution.scope, definition.context.type) === "EXPRESS") continue;
        const overflow = overflowOf(execution, graph, most);
        if (overflow === undefined) continue;
        const data = { events: count(overflow.events), most: count(most) };
        const { by, scope } = overflow;
        if (by === undefined) report({ at: scope.startAt?.range ?? scope.range, messageId: "path", data });
        else if ("loop" in by) {
          const { loop } = by;
          const words = { loop: loopName(loop), way: wayRound(loop), turns: count(loop.bound.turns ?? 0) };
          report({
            at: loop.header.nameRange,
            messageId: "loop",
            data: { ...words, ...data },
            related: placesRound(loop, loop.header),
          });
        } else report({ at: by.nameRange, messageId: "map", data: { name: by.name, ...data } });
      }
    },

    Task(task, { definition, terms, report }) {
      const most = terms.rates.historyEvents;
      const overflow = task.retry.length === 0 ? undefined : retriesOverflow(task, most);
      if (overflow === undefined || executionTypeOf(task.scope, definition.context.type) === "EXPRESS") return;
      const { retrier, attempts, events } = overflow;
      report({
        at: retrier.maxAttempts?.range ?? retrier.node.range,
        messageId: "retry",
        data: { name: task.name, attempts: count(attempts), events: count(events), most: count(most) },
      });
    },
  },
});

/** The timeout of a machine that comes when a loop has filled the history long before; of several loops the first. */
function lateTimeout({ timeoutSeconds, scopes }: StateMachine, loopsOf: (scope: Scope) => readonly Loop[]) {
  const timeout = timeoutSeconds?.value;
  if (timeoutSeconds === undefined || timeout === undefined) return undefined;
  let first: { readonly loop: Loop; readonly seconds: number } | undefined;
  for (const loop of scopes.flatMap((scope) => loopsOf(scope))) {
    const seconds = loop.exhaustsHistoryAfter?.seconds ?? Number.POSITIVE_INFINITY;
    const isLate = loop.bound.kind === "machine-timeout" && loop.retrier === undefined && seconds < timeout;
    if (isLate && (first === undefined || seconds < first.seconds)) first = { loop, seconds };
  }
  if (first === undefined) return undefined;
  const { loop, seconds } = first;
  return {
    at: timeoutSeconds.range,
    messageId: "timeout" as const,
    data: { loop: loopName(loop), way: wayRound(loop), full: duration(seconds), timeout: duration(timeout) },
    related: placesRound(loop, loop.header),
  };
}

/** An execution, and those that its distributed Maps start. */
function executionsOf(cost: MachineCost): MachineCost[] {
  return [cost, ...cost.children.flatMap((child) => executionsOf(child.cost))];
}
