import { type WorkaroundKind, workaroundsIn } from "../analysis/workarounds.ts";
import { defineRule } from "../linter/rule.ts";
import { listed, plural } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "workarounds",
    description: "Prefer JSONata to many workarounds in JSONPath",
    recommended: false,
    defaultOptions: { max: 3 },
    schema: {
      max: { type: "integer", minimum: 1, description: "With how many workarounds a machine is reported." },
    },
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"],
    messages: {
      workarounds: "JSONPath goes the long way round {{times}} here, for {{kinds}}: in JSONata each is one expression.",
    },
  },

  visit: {
    StateMachine(machine, { graph, loops, options: { max }, report }) {
      if (machine.language !== "JSONPath" || machine.scopes.some(({ open }) => open)) return;
      const found = workaroundsIn(machine, { graph, loops }, max);
      if (found.length === 0) return;
      const counts = new Map<WorkaroundKind, number>();
      for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const kinds = [...counts].map(([kind, times]) => plural(times, WORDS[kind].noun));
      report({
        at: (machine.queryLanguage ?? machine.startAt ?? machine).range,
        messageId: "workarounds",
        data: { times: plural(found.length, "time"), kinds: listed(kinds, "and") },
        related: found.map(({ kind, at }) => ({ message: WORDS[kind].says, range: at })),
      });
    },
  },
});

const WORDS: Readonly<Record<WorkaroundKind, { readonly noun: string; readonly says: string }>> = {
  contains: { noun: "membership question", says: "'value in list' says this." },
  json: { noun: "glued text", says: "'{ … }' or '[ … ]' with the values in it says this." },
  merge: { noun: "merge", says: "'$merge' says this." },
  append: { noun: "append", says: "'$append' says this." },
  length: { noun: "length question", says: "'$count(list) > 0' says this." },
  map: { noun: "Map", says: "'list.field' says this." },
};
