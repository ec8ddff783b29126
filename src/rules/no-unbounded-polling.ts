import type { Loop } from "../analysis/loops.ts";
import { isClosed } from "../analysis/terminals.ts";
import { turnLimit } from "../analysis/turn-limit.ts";
import { maxStandardSeconds } from "../data/prices.ts";
import { loopName, placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { limitTurns } from "../linter/turn-limiting.ts";
import { count, dollars, duration, plural } from "../util/words.ts";

// A day is longer than most polls take, and short enough for somebody to notice one that never ends.
const OFFERED_TIMEOUT = 86_400;

export default defineRule({
  meta: {
    type: "problem",
    category: "cost",
    description: "Require a bound on loops that wait and ask again",
    recommended: "warn",
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html",
      "https://aws.amazon.com/step-functions/pricing/",
    ],
    messages: {
      paced:
        "{{loop}} {{way}} has no bound: {{least}}{{transitions}} ({{dollars}}) for each hour it waits, and after {{full}} its history is full and the execution fails.",
      unpaced:
        "{{loop}} {{way}} has no bound: {{least}}{{transitions}} a turn, and after {{full}} turns its history is full and the execution fails.",
      slow: "{{loop}} {{way}} has no bound: only the year that an execution may take ends it, after {{turns}} turns.",
      timeout: "Set the machine's 'TimeoutSeconds' to {{seconds}}: no execution runs for longer",
      counter: "Count the turns and fail after {{turns}} of them{{time}}",
    },
  },

  visit: {
    Loop(loop, { definition, machine, graph, report }) {
      const { perHour, exhaustsHistoryAfter: full, turn } = loop;
      if (!waits(loop) || loop.bound.kind !== "none" || full === undefined) return;
      const home = loop.waits[0] ?? loop.header;
      const seconds = OFFERED_TIMEOUT;
      const most = offeredTurns(loop);
      const place = {
        at: home.nameRange,
        related: placesRound(loop, home),
        suggest: [
          {
            messageId: "timeout",
            data: { seconds },
            change: (edit) => edit.setField(machine.node, "TimeoutSeconds", seconds),
          },
          {
            messageId: "counter",
            data: { turns: count(most), time: timeOf(loop, most) },
            change: (edit) => {
              const limit = turnLimit(loop, graph(loop.scope), definition.root.origin.text, most);
              return limit && limitTurns(edit, limit, most);
            },
          },
        ],
      } satisfies Partial<Parameters<typeof report>[0]>;
      const words = { loop: loopName(loop), way: wayRound(loop), least: loop.exact ? "" : "at least " };
      if (full.seconds !== undefined && full.seconds > maxStandardSeconds) {
        const turns = count(Math.floor(maxStandardSeconds / turn.cost.seconds));
        report({ ...place, messageId: "slow", data: { loop: words.loop, way: words.way, turns } });
      } else if (perHour !== undefined && full.seconds !== undefined) {
        report({
          ...place,
          messageId: "paced",
          data: {
            ...words,
            transitions: plural(Math.round(perHour.transitions), "transition"),
            dollars: dollars(perHour.dollars),
            full: duration(full.seconds),
          },
        });
      } else {
        const data = { ...words, transitions: plural(turn.cost.transitions, "transition"), full: count(full.turns) };
        report({ ...place, messageId: "unpaced", data });
      }
    },
  },
});

// A loop that waits for days at a time is meant to.
const FEWEST_TURNS = 10;

/** The turns of a day, if half a history holds them, as a number that is easily read. */
function offeredTurns({ turn, exhaustsHistoryAfter: full }: Loop): number {
  const { seconds, paced } = turn.cost;
  const half = (full?.turns ?? 0) / 2;
  const most = paced && seconds > 0 ? Math.min(half, OFFERED_TIMEOUT / seconds) : half;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  return Math.max(FEWEST_TURNS, Math.floor(most / unit) * unit);
}

function timeOf({ turn: { cost } }: Loop, turns: number): string {
  return cost.paced && cost.seconds > 0 ? `, which takes ${duration(turns * cost.seconds)}` : "";
}

/** Whether a loop waits for something outside; a catcher that leads back through a Wait does so too. */
function waits(loop: Loop): boolean {
  const { kind, waits: states } = loop;
  if (isClosed(loop)) return false;
  return kind === "poll" || kind === "remind" || (kind === "retry" && states.length > 0);
}
