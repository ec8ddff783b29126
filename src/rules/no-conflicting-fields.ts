import type { Structure } from "../asl/model.ts";
import { fitsLanguage } from "../asl/structures.ts";
import type { FieldGroup } from "../data/fields.ts";
import { booleanOf, type MemberNode } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";
import { quoted } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Disallow fields that exclude one another",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://states-language.net/spec.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html",
    ],
    messages: {
      conflict: "{{where}} has {{fields}}, and takes only one of them.",
      // The specification says so; what AWS answers is not recorded.
      doubled: { text: "{{where}} has {{fields}}, and takes only one of them.", severity: "warn" },
      remove: "Remove '{{field}}'",
    },
  },

  visit: {
    Structure(structure, { report }) {
      for (const group of structure.facts.groups) {
        const members = present(structure, group);
        const [first, second] = members;
        if (first === undefined || second === undefined) continue;
        report({
          at: second.keyRange,
          messageId: group.refused ? "conflict" : "doubled",
          data: {
            where: structure.label,
            fields: quoted(
              members.map(({ key }) => key),
              "and",
            ),
          },
          related: [{ message: `'${first.key}' is here.`, range: first.keyRange }],
          suggest: members.map((member) => ({
            messageId: "remove",
            data: { field: member.key },
            change: (edit) => edit.removeField(structure.node, member),
          })),
        });
      }
    },
  },
});

const NONE: readonly MemberNode[] = [];

/** The fields of a group that an object has, in the order of the text; those of the other language are another mistake. */
function present({ node, facts, language }: Structure, { fields }: FieldGroup): readonly MemberNode[] {
  let found: MemberNode[] | undefined;
  for (const name of fields) {
    const member = node.member(name);
    const field = facts.fields.get(name);
    if (member === undefined || field === undefined || !fitsLanguage(field, language)) continue;
    // `End: false` beside `Next` says the same twice.
    if (name === "End" && booleanOf(member.value) === false) continue;
    found ??= [];
    found.push(member);
  }
  return found?.sort((a, b) => a.keyStart - b.keyStart) ?? NONE;
}
