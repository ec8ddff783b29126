import type { Loop } from "../analysis/loops.ts";
import { pollInterval, TIGHT_SECONDS } from "../analysis/poll-interval.ts";
import type { Field, Retrier } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import { wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { count, dollars, plural } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "cost",
    description: "Disallow polling at short intervals",
    recommended: "warn",
    hasSuggestions: true,
    defaultOptions: { minSeconds: TIGHT_SECONDS },
    schema: {
      minSeconds: {
        type: "number",
        minimum: 1,
        description: "The shortest interval, in seconds, that is not reported.",
      },
    },
    references: ["https://aws.amazon.com/step-functions/pricing/"],
    messages: {
      wait: "Polling loop {{way}} asks every {{seconds}} s: {{least}}{{transitions}} transitions ({{dollars}}) an hour, where {{minSeconds}} s would take {{fewer}} ({{cheaper}}).",
      retry:
        "'{{name}}' polls through its Retry every {{seconds}} s, up to {{attempts}} times ({{dollars}}), where {{minSeconds}} s would take {{fewer}} for the same time ({{cheaper}}).",
      none: "Polling loop {{way}} waits 0 s: it asks as fast as it can, {{transitions}} each time.",
      slower: "Wait {{seconds}} seconds",
      slowerRetry: "Retry every {{seconds}} seconds, at most {{attempts}} times",
    },
  },

  visit: {
    Loop(loop, { definition, options: { minSeconds }, report }) {
      const interval = pollInterval(loop, definition.context.type);
      if (interval === undefined || interval.seconds >= minSeconds) return;
      const { perHour, turn } = loop;
      const { seconds, by } = interval;
      if ("wait" in by && perHour === undefined) {
        const data = { way: wayRound(loop), transitions: plural(turn.cost.transitions, "transition") };
        report({ at: by.field.range, messageId: "none", data, suggest: [longerWait(by.field, minSeconds)] });
        return;
      }
      if (perHour === undefined) return;
      if ("retrier" in by) {
        const { retrier } = by;
        const { attempts, fewer } = attemptsOf(loop, minSeconds);
        const price = perHour.dollars / perHour.transitions;
        const change = (edit: Editor) => slowRetry(edit, retrier, minSeconds, fewer);
        report({
          at: (retrier.intervalSeconds ?? retrier.maxAttempts)?.range ?? retrier.node.range,
          messageId: "retry",
          data: {
            name: loop.header.name,
            seconds,
            attempts: count(attempts),
            dollars: dollars(attempts * price),
            minSeconds,
            fewer: count(fewer),
            cheaper: dollars(fewer * price),
          },
          suggest: [{ messageId: "slowerRetry", data: { seconds: minSeconds, attempts: count(fewer) }, change }],
        });
        return;
      }
      const { field } = by;
      report({
        at: field.range,
        messageId: "wait",
        data: {
          way: wayRound(loop),
          seconds,
          least: perHour.exact ? "" : "at least ",
          transitions: count(perHour.transitions),
          dollars: dollars(perHour.dollars),
          minSeconds,
          fewer: count((perHour.transitions * seconds) / minSeconds),
          cheaper: dollars((perHour.dollars * seconds) / minSeconds),
        },
        // Other Waits on the way round keep what they take.
        suggest: [longerWait(field, Math.ceil((field.value ?? 0) + minSeconds - seconds))],
      });
    },
  },
});

function longerWait(field: Field<number>, seconds: number) {
  const change = (edit: Editor) => edit.replaceValue(field.node, seconds);
  return { messageId: "slower" as const, data: { seconds }, change };
}

function attemptsOf({ bound }: Loop, minSeconds: number): { attempts: number; fewer: number } {
  const attempts = bound.turns ?? 0;
  return { attempts, fewer: Math.ceil((bound.seconds ?? 0) / minSeconds) };
}

function slowRetry(edit: Editor, retrier: Retrier, seconds: number, attempts: number) {
  // Two insertions at the end of one object would have no order, so the interval must be there to be replaced.
  if (retrier.intervalSeconds === undefined) return undefined;
  const interval = edit.setField(retrier.node, "IntervalSeconds", seconds);
  const most = edit.setField(retrier.node, "MaxAttempts", attempts);
  // A cap that a longer interval would pass is AWS's way of saying "fixed": it moves along.
  const cap = retrier.maxDelaySeconds && edit.setField(retrier.node, "MaxDelaySeconds", seconds);
  if (interval === undefined || most === undefined || (retrier.maxDelaySeconds && cap === undefined)) return undefined;
  return [...interval, ...most, ...(cap ?? [])];
}
