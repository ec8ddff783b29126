import { type Growth, pausesIn, turnCounter } from "../analysis/growing-wait.ts";
import type { Loop } from "../analysis/loops.ts";
import { pollAdvice } from "../analysis/poll-advice.ts";
import { pollInterval, TIGHT_SECONDS } from "../analysis/poll-interval.ts";
import type { Retrier } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { count, dollars } from "../util/words.ts";

const HOUR = 3_600;
const OFFERED_RATE = 1.5;
// What is over after so few turns has no time to gain.
const FEW_TURNS = 10;

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Prefer polling at intervals that grow",
    recommended: false,
    strict: "warn",
    hasSuggestions: true,
    defaultOptions: { minSeconds: TIGHT_SECONDS, maxSeconds: 300 },
    schema: {
      minSeconds: {
        type: "number",
        minimum: 1,
        description: "The shortest interval, in seconds, that is reported; shorter ones are left to `no-tight-wait`.",
      },
      maxSeconds: {
        type: "number",
        minimum: 1,
        description: "The longest interval, in seconds, that pauses are to grow to; nothing is reported from there on.",
      },
    },
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error",
      "https://aws.amazon.com/step-functions/pricing/",
    ],
    messages: {
      wait: "Polling loop {{way}} asks every {{seconds}} s however long it takes: {{least}}{{transitions}} transitions ({{dollars}}) an hour, where pauses that grow by half up to {{maxSeconds}} s take {{fewer}} in the first hour ({{cheaper}}).",
      retry:
        "'{{name}}' polls through its Retry every {{seconds}} s, up to {{attempts}} times ({{dollars}}), where pauses that grow up to {{maxSeconds}} s take {{fewer}} for the same time ({{cheaper}}).",
      grow: "Let '${{counter}}' lengthen the Wait by {{seconds}} s each turn, up to {{maxSeconds}} s",
      growRetry: "Let the pauses grow up to {{maxSeconds}} s, and retry at most {{attempts}} times",
    },
  },

  visit: {
    Loop(loop, { definition, options: { minSeconds, maxSeconds }, variables, report }) {
      const interval = pollInterval(loop, definition.context.type);
      const { perHour } = loop;
      if (interval === undefined || perHour === undefined) return;
      const { seconds, by } = interval;
      if (seconds < minSeconds || seconds >= maxSeconds || isShort(loop, seconds)) return;
      // What can wait by itself need not ask more seldom.
      if (pollAdvice(loop, definition.context.type) !== undefined) return;
      const price = perHour.dollars / perHour.transitions;
      if ("retrier" in by) {
        const growth = growthOf(by.retrier, maxSeconds);
        const attempts = loop.bound.turns ?? 0;
        const fewer = pausesIn(loop.bound.seconds ?? 0, growth);
        if (fewer >= attempts) return;
        const change = (edit: Editor) => growRetry(edit, by.retrier, growth, fewer);
        report({
          at: (by.retrier.intervalSeconds ?? by.retrier.maxAttempts)?.range ?? by.retrier.node.range,
          messageId: "retry",
          data: {
            name: loop.header.name,
            seconds,
            attempts: count(attempts),
            dollars: dollars(attempts * price),
            maxSeconds,
            fewer: count(fewer),
            cheaper: dollars(fewer * price),
          },
          suggest: [{ messageId: "growRetry", data: { maxSeconds, attempts: fewer }, change }],
        });
        return;
      }
      const turns = pausesIn(HOUR, { first: seconds, rate: OFFERED_RATE, most: maxSeconds });
      const fewer = turns * loop.turn.cost.transitions;
      const counter = turnCounter(by.wait, loop, variables());
      const pause = by.field.value ?? seconds;
      const written = `{% $min([${maxSeconds}, ${pause} * ($${counter} + 1)]) %}`;
      const change = (edit: Editor) => edit.replaceValue(by.field.node, written);
      report({
        at: by.field.range,
        messageId: "wait",
        data: {
          way: wayRound(loop),
          seconds,
          least: perHour.exact ? "" : "at least ",
          transitions: count(perHour.transitions),
          dollars: dollars(perHour.dollars),
          maxSeconds,
          fewer: count(fewer),
          cheaper: dollars(fewer * price),
        },
        suggest:
          counter === undefined ? [] : [{ messageId: "grow", data: { counter, seconds: pause, maxSeconds }, change }],
      });
    },
  },
});

/** Whether a loop is over after a few turns: by its own count, or by the time it has. */
function isShort({ bound }: Loop, seconds: number): boolean {
  const { turns = Number.POSITIVE_INFINITY, seconds: most = Number.POSITIVE_INFINITY } = bound;
  return Math.min(turns, most / seconds) <= FEW_TURNS;
}

/** How the pauses of a retrier grow once nothing caps them too soon. */
function growthOf({ intervalSeconds, backoffRate }: Retrier, most: number): Growth {
  const rate = backoffRate?.value ?? 2;
  return { first: intervalSeconds?.value ?? 1, rate: rate > 1 ? rate : OFFERED_RATE, most };
}

function growRetry(edit: Editor, retrier: Retrier, { rate, most }: Growth, attempts: number): TextEdit[] | undefined {
  // A rate that lets nothing grow is always written, as AWS's own is 2.
  const written = retrier.backoffRate?.value === rate || retrier.backoffRate === undefined;
  const grown = written ? [] : edit.setField(retrier.node, "BackoffRate", rate);
  const capped = edit.setField(retrier.node, "MaxDelaySeconds", most);
  const fewer = edit.setField(retrier.node, "MaxAttempts", attempts);
  return grown && capped && fewer && [...grown, ...capped, ...fewer];
}
