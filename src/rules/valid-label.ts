import type { MapState, StateMachine } from "../asl/model.ts";
import { lengthOf, maxLabel, notInLabel } from "../data/names.ts";
import type { ScalarNode } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { characterName } from "../util/printable.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require labels of Map states that AWS takes",
    recommended: "error",
    aws: ["INVALID_LABEL_NAME", "DUPLICATE_LABEL_NAME"],
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html"],
    messages: {
      empty: "This label is empty: write one, or leave 'Label' out.",
      long: "This label has {{length}} characters, and AWS takes {{max}} at most.",
      character: "This label holds a {{character}}, which AWS does not take in a label.",
      duplicate: "The label '{{label}}' exists already: labels are unique in the whole machine.",
    },
  },

  visit: {
    StateMachine(machine, { report }) {
      const firsts = new Map<string, MapState>();
      for (const { map, node, label } of labelsOf(machine)) {
        const bad = notInLabel.exec(label);
        const length = label.length > maxLabel ? lengthOf(label) : label.length;
        if (label === "") report({ at: node.range, messageId: "empty" });
        if (length > maxLabel) {
          report({ at: node.at([0, label.length]), messageId: "long", data: { length, max: maxLabel } });
        }
        if (bad !== null) {
          const at = node.at([bad.index, bad.index + bad[0].length]);
          report({ at, messageId: "character", data: { character: characterName(bad[0]) } });
        }
        const first = label === "" ? undefined : firsts.get(label);
        if (first === undefined) firsts.set(label, map);
        else {
          const related = [{ message: `'${first.name}' has it, too.`, range: first.label?.range ?? first.nameRange }];
          report({ at: node.range, messageId: "duplicate", data: { label }, related });
        }
      }
    },
  },
});

/** The labels that the text shows, in its order. */
function labelsOf({ scopes }: StateMachine): { map: MapState; node: ScalarNode; label: string }[] {
  const found: { map: MapState; node: ScalarNode; label: string }[] = [];
  for (const { states } of scopes) {
    for (const map of states.values()) {
      const field = map.type === "Map" ? map.label : undefined;
      if (map.type !== "Map" || field?.node.kind !== "scalar" || field.value === undefined) continue;
      found.push({ map, node: field.node, label: field.value });
    }
  }
  return found.sort((a, b) => a.node.start - b.node.start);
}
