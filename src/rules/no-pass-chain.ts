import { mayBeExpress } from "../analysis/execution-type.ts";
import { mergeChains } from "../analysis/merge-chains.ts";
import { type PassChain, passChains } from "../analysis/pass-chains.ts";
import type { Editor, Json } from "../document/editor.ts";
import { plainValue } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { absorbNext } from "../linter/state-removal.ts";
import { count, quoted } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "cost",
    description: "Disallow Pass states in a row whose work one Pass can do",
    recommended: false,
    strict: "warn",
    hasSuggestions: true,
    references: [
      "https://aws.amazon.com/step-functions/pricing/",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html",
    ],
    messages: {
      chain: "One Pass can do what {{names}} do one after the other, and save {{saved}} of an execution.",
      absorb: "Let '{{name}}' do what '{{next}}' does, too",
    },
  },

  visit: {
    Scope(scope, { definition, graph, report }) {
      // Express workflows are paid by time: states that take none cost nothing.
      if (mayBeExpress(scope, definition.context.type)) return;
      const found = graph(scope);
      // Chains that set keys of one object are the matter of another rule.
      const setters = new Set(mergeChains(found).flat());
      for (const chain of passChains(found, (pass) => setters.has(pass))) {
        const [first, second, ...others] = chain.passes;
        const saved = others.length + 1;
        const change = (edit: Editor) =>
          // What the comment of a removed state says would be lost.
          second.comment === undefined ? absorbNext(edit, found, first, second, merged(chain)) : undefined;
        report({
          at: first.nameRange,
          messageId: "chain",
          data: { names: namesOf(chain), saved: saved === 1 ? "a transition" : `${count(saved)} transitions` },
          related: [second, ...others].map(({ name, nameRange }) => ({
            message: `'${name}' is part of the chain.`,
            range: nameRange,
            step: true,
          })),
          suggest: [{ messageId: "absorb", data: { name: first.name, next: second.name }, change }],
        });
      }
    },
  },
});

const MOST_NAMES = 4;

function namesOf({ passes }: PassChain): string {
  const names = passes.map(({ name }) => name);
  if (names.length <= MOST_NAMES) return quoted(names, "and");
  return `'${names[0]}' and the ${count(names.length - 1)} Pass states behind it`;
}

/** The first two states of a chain as one. */
function merged({ passes: [first, second], merged: fields }: PassChain): Json {
  const kept = first.node.members.filter(({ key }) => ["Type", "Comment", "QueryLanguage"].includes(key));
  const onward = second.node.members.filter(({ key }) => key === "Next" || key === "End");
  const written = (members: typeof kept) =>
    // Scalars, as the states of a chain are plain.
    Object.fromEntries(members.map(({ key, value }) => [key, plainValue(value) as Json]));
  return { ...written(kept), ...fields, ...written(onward) };
}
