import type { Loop } from "../analysis/loops.ts";
import { spinOf } from "../analysis/spins.ts";
import { hasNoTerminal } from "../analysis/terminals.ts";
import type { Catcher, Retrier } from "../asl/model.ts";
import { maxStandardSeconds } from "../data/prices.ts";
import type { Editor } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { loopName, placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { count, duration, lower, plural } from "../util/words.ts";

// As often, and with such pauses, as AWS's own examples retry.
const OFFERED_RETRY = { IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 };

export default defineRule({
  meta: {
    type: "problem",
    category: "cost",
    description: "Disallow loops that go round without a pause and without an end in sight",
    recommended: "warn",
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html",
    ],
    messages: {
      caught:
        "{{loop}} {{way}} has no bound and no Wait: {{least}}{{transitions}} a turn for as long as the error lasts, and {{end}}.",
      asked: "{{loop}} {{way}} asks again at once, without a bound: {{least}}{{transitions}} a turn, and {{end}}.",
      closed: "No transition leads out of {{loop}} {{way}}: it goes on until something in it fails, or {{end}}.",
      failing:
        "No transition leads out of {{loop}} {{way}}: an answer that '{{choice}}' has no rule for ends it by an error, or {{end}}.",
      retry: "Retry up to {{attempts}} times, with growing pauses, in place of the catcher",
    },
  },

  visit: {
    Loop(loop, { graph, report }) {
      const spin = spinOf(loop, graph(loop.scope));
      // Of a scope that nothing ends `require-terminal-state` says so.
      if (spin === undefined || hasNoTerminal(loop.scope)) return;
      const words = { loop: loopName(loop), way: wayRound(loop) };
      if (spin.kind === "closed") {
        const home = spin.choice ?? loop.header;
        const place = { at: home.nameRange, related: placesRound(loop, home) };
        const data = { ...words, loop: lower(words.loop), end: untilWhen(loop) };
        if (spin.choice === undefined) report({ ...place, messageId: "closed", data });
        else report({ ...place, messageId: "failing", data: { ...data, choice: spin.choice.name } });
        return;
      }
      const { back } = spin;
      const data = {
        ...words,
        least: loop.exact && !retries(loop) ? "" : "at least ",
        transitions: plural(loop.turn.cost.transitions, "transition"),
        end: andThen(loop),
      };
      const place = { at: back.field.range, related: placesRound(loop, back.from) };
      if (spin.kind === "asked") report({ ...place, messageId: "asked", data });
      else {
        const { catcher } = spin;
        const attempts = OFFERED_RETRY.MaxAttempts;
        const change = (edit: Editor) => retryInstead(edit, catcher);
        const mayRetry = back.to === back.from && doesNothingElse(catcher);
        const suggest = mayRetry ? [{ messageId: "retry" as const, data: { attempts }, change }] : [];
        report({ ...place, messageId: "caught", data, suggest });
      }
    },
  },
});

const EXPRESS_END = "the five minutes of an Express execution";

function andThen({ exhaustsHistoryAfter: full }: Loop): string {
  if (full === undefined) return `only ${EXPRESS_END} end it`;
  return `after ${count(full.turns)} turns its history is full and the execution fails`;
}

function untilWhen({ exhaustsHistoryAfter: full, turn }: Loop): string {
  if (full === undefined) return `${EXPRESS_END} are over`;
  const { transitions } = turn.cost;
  if (full.seconds === undefined) {
    return `its history is full, after ${count(full.turns)} turns of ${plural(transitions, "transition")}`;
  }
  if (full.seconds > maxStandardSeconds) return "the year that an execution may take is over";
  return `its history is full, after ${duration(full.seconds)}`;
}

/** Whether a task of the turn fails several times before its catcher takes over. */
function retries({ turn }: Loop): boolean {
  return turn.states.some((state) => "retry" in state && (state.retry.length > 0 || state.handlersOpen));
}

/** Whether a catcher only leads back: what it caught is kept nowhere that anything reads. */
function doesNothingElse({ node, resultPath, output, assign }: Catcher): boolean {
  return (
    !node.open &&
    assign === undefined &&
    output === undefined &&
    (resultPath === undefined || resultPath.value === null)
  );
}

function retryInstead(edit: Editor, { node, owner, errors }: Catcher): TextEdit[] | undefined {
  const catchers = owner.node.member("Catch");
  const names = errors?.value;
  if (names === undefined || owner.handlersOpen || catchers?.value.kind !== "array") return undefined;
  const retrier = { ErrorEquals: [...names], ...OFFERED_RETRY };
  const index = catchers.value.items.indexOf(node);
  const isOnly = catchers.value.items.length === 1;
  const retriers = owner.node.get("Retry");
  if (retriers === undefined && isOnly) {
    const renamed = edit.renameKey(catchers, "Retry");
    const rewritten = edit.replaceValue(catchers.value, [retrier]);
    return renamed && rewritten && [...renamed, ...rewritten];
  }
  const removed = isOnly ? edit.removeField(owner.node, catchers) : edit.removeItem(catchers.value, index);
  let added: TextEdit[] | undefined;
  if (retriers?.kind === "array" && !takesAll(owner.retry.at(-1))) {
    added = edit.insertItem(retriers, retriers.items.length, retrier);
  }
  // Behind the catchers a new field would stand where their last one goes.
  if (retriers === undefined && owner.node.members.at(-1) !== catchers) {
    added = edit.setField(owner.node, "Retry", [retrier]);
  }
  return removed && added && [...removed, ...added];
}

/** Whether nothing is left for a retrier behind this one, or that is not known. */
function takesAll(retrier: Retrier | undefined): boolean {
  return retrier !== undefined && retrier.errors?.value?.includes("States.ALL") !== false;
}
