import type { StateMachine } from "../asl/model.ts";
import { statesWithin } from "../asl/visit.ts";
import { maxDefinition, maxPayload } from "../data/sizes.ts";
import type { MemberNode } from "../document/nodes.ts";
import { compactLength, isWrittenAs, mayReach, mayRepeat, writtenLength } from "../document/size.ts";
import { defineRule } from "../linter/rule.ts";
import { count } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Disallow definitions and payloads that are too large",
    recommended: "error",
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html",
      "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html",
    ],
    messages: {
      over: "This definition has {{length}} characters of JSON at least, and AWS takes {{max}} at most.",
      loose: {
        text: "This definition has {{length}} characters, and AWS takes {{max}} at most: deploy it without blanks.",
        severity: "warn",
      },
      near: {
        text: "This definition has {{length}} characters of JSON at least, and AWS takes {{max}} at most: move parts into a machine of their own.",
        severity: "warn",
      },
      payload: {
        text: "'{{field}}' has {{length}} bytes, and a state hands on {{max}} at most: keep the data elsewhere, such as in S3.",
        severity: "warn",
      },
    },
  },

  visit: {
    StateMachine(machine, { report }) {
      const { node, statesNode } = machine;
      if (statesNode === undefined) return;
      if (mayReach(node, NEAR * maxDefinition)) {
        const length = compactLength(node);
        const written = writtenLength(node);
        const data = { length: count(length), max: count(maxDefinition) };
        const at = node.member("States")?.keyRange ?? node.range;
        if (length > maxDefinition) report({ at, messageId: "over", data });
        else if (written > maxDefinition) report({ at, messageId: "loose", data: { ...data, length: count(written) } });
        else if (length >= NEAR * maxDefinition) report({ at, messageId: "near", data });
      }
      if (!mayReach(node, maxPayload / MOST_BYTES)) return;
      for (const { member, size } of largePayloads(machine)) {
        const { key, keyRange } = member;
        report({
          at: keyRange,
          messageId: "payload",
          data: { field: key, length: count(size), max: count(maxPayload) },
        });
      }
    },
  },
});

const NEAR = 0.8;
/** A unit of UTF-16 has three bytes of UTF-8 at most. */
const MOST_BYTES = 3;
const PAYLOADS: ReadonlySet<string> = new Set(["Result", "Parameters", "Arguments", "Output", "Assign"]);

function* largePayloads(machine: StateMachine): Generator<{ member: MemberNode; size: number }> {
  const repeats = mayRepeat(machine.node);
  for (const { node } of statesWithin(machine)) {
    for (const member of node.kind === "object" ? node.members : []) {
      if (!PAYLOADS.has(member.key)) continue;
      if (!repeats && !isWrittenAs(member.value, maxPayload / MOST_BYTES)) continue;
      const size = compactLength(member.value, "bytes");
      if (size > maxPayload) yield { member, size };
    }
  }
}
