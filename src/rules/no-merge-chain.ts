import { mergesByKey, type NestedMerge, nestedMerges } from "../analysis/json-merges.ts";
import { onePassFor } from "../analysis/merge-chain-rewrites.ts";
import { type MergeChain, mergeChainsIn } from "../analysis/merge-chains.ts";
import { isLiteral, writeTemplateValue } from "../analysis/template-edits.ts";
import type { Intrinsic } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { wayThrough } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { quoted } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "workarounds",
    description: "Disallow chains of states and calls that merge one key after another",
    recommended: false,
    strict: "warn",
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-json-manipulate",
      "https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html",
    ],
    messages: {
      keys: "{{way}} set one key after another: one Pass sets all of them, with '$merge' in JSONata or as one object at one 'ResultPath'.",
      made: "{{way}} make an object one key after another: one Pass makes it with all of its keys.",
      merge: "{{way}} merge one object after another into the input: one '$merge' takes all of them.",
      variables: "{{way}} assign one variable after another: one 'Assign' takes all of them.",
      literals:
        "{{count}} of the objects that 'States.JsonMerge' merges here are constants side by side: write them as one.",
      nested:
        "'States.JsonMerge' takes two objects, so {{count}} of them need {{merges}} calls in one another: '$merge' of JSONata takes all.",
      deep: "{{keys}} of '{{first}}' and '{{second}}' are merged one by one, so that all other keys are lost: a function in JSONata merges objects to any depth.",
      one: "Do it in one Pass",
      jsonata: "Do it in one Pass in JSONata, where a path that finds nothing leaves its key out instead of failing",
      fold: "Write them as one",
    },
  },

  visit: {
    Scope(scope, { graph, report }) {
      const flow = graph(scope);
      for (const chain of mergeChainsIn(flow)) {
        const [head, ...rest] = chain.states;
        const one = onePassFor(chain, flow);
        if (head === undefined) continue;
        report({
          at: head.nameRange,
          messageId: idOf(chain),
          data: { way: wayThrough(chain.states) },
          related: rest.map(({ name, nameRange: range }) => ({
            message: `'${name}' goes on with it.`,
            range,
            step: true,
          })),
          ...(one && {
            suggest: [{ messageId: one.isJsonata ? ("jsonata" as const) : ("one" as const), change: one.change }],
          }),
        });
      }
    },

    Intrinsic(intrinsic, { report }) {
      for (const found of nestedMerges(intrinsic)) {
        const at = intrinsic.at(found.call.range);
        const { operands: count, merges, folded } = found;
        if (folded === undefined) report({ at, messageId: "nested", data: { count, merges } });
        else {
          const change = (edit: Editor) => foldedEdits(edit, intrinsic, found);
          const suggest = [{ messageId: "fold", change } as const];
          report({ at, messageId: "literals", data: { count: folded.literals }, suggest });
        }
      }
    },

    Payload(payload, { report }) {
      for (const { keys, objects, nodes } of mergesByKey(payload)) {
        const [first, ...rest] = nodes;
        const data = { keys: quoted(keys, "and"), first: objects[0], second: objects[1] };
        const related = rest.map(({ range }) => ({ message: "So is this one.", range }));
        if (first !== undefined) report({ at: first.range, messageId: "deep", data, related });
      }
    },
  },
});

function idOf({ kind, isMade }: MergeChain): "keys" | "made" | "merge" | "variables" {
  return isMade ? "made" : kind;
}

function foldedEdits(edit: Editor, { node, text }: Intrinsic, { call, folded }: NestedMerge): TextEdit[] | undefined {
  if (folded === undefined) return undefined;
  const [start, end] = call.range;
  const { json } = folded;
  const isAll = json !== undefined && isLiteral(json) && start === 0 && end === text.length;
  const constant = isAll ? writeTemplateValue(edit, node, { kind: "json", json }) : undefined;
  return constant ?? edit.replaceValue(node, text.slice(0, start) + folded.text + text.slice(end));
}
