import type { Structure } from "../asl/model.ts";
import { fitsLanguage, isMisspelt } from "../asl/structures.ts";
import type { FieldGroup } from "../data/fields.ts";
import { booleanOf, type MemberNode } from "../document/nodes.ts";
import { defineRule, type SuggestionFor } from "../linter/rule.ts";
import { lower, quoted } from "../util/words.ts";

const messages = {
  missing: "{{where}} has no {{field}}, and AWS refuses it without.",
  noneOf: "{{where}} needs one of {{fields}}, and has none.",
  nowhere: "{{where}} has neither 'Next' nor 'End': nothing says where it leads.",
  endsNot: "'End: false' ends nothing: {{where}} needs 'Next' or 'End: true'.",
  end: "End here",
  next: "Go on to '{{name}}'",
  start: "Start at '{{name}}'",
} as const;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require the fields that an object cannot do without",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: ["https://states-language.net/spec.html"],
    messages,
  },

  visit: {
    Structure(structure, { report }) {
      const { node, facts, label: where } = structure;
      // Of an empty rule it is said that it asks nothing.
      if (node.open || (structure.kind === "choiceRule" && node.members.length === 0)) return;
      const lacking = facts.required.filter((field) => isLacking(structure, field));
      if (lacking.length > 0) {
        report({
          at: structure.labelRange,
          messageId: "missing",
          data: { where, field: quoted(lacking, "or") },
          suggest: lacking.includes("StartAt") ? startHere(structure) : [],
        });
      }
      for (const group of facts.groups) {
        if (!group.required || group.fields.some((field) => isMisspelt(structure, field))) continue;
        const present = group.fields.filter((field) => node.member(field) !== undefined);
        if (present.length === 0 && group.fields.includes("End")) {
          report({ at: structure.labelRange, messageId: "nowhere", data: { where }, suggest: leadOn(structure) });
        } else if (present.length === 0) {
          const fields = choices(structure, group);
          const [field = "", ...others] = fields;
          const at = structure.labelRange;
          if (others.length === 0) report({ at, messageId: "missing", data: { where, field: `'${field}'` } });
          else report({ at, messageId: "noneOf", data: { where, fields: quoted(fields, "or") } });
        } else if (present.length === 1 && booleanOf(node.get("End")) === false && present[0] === "End") {
          const at = node.get("End")?.range ?? structure.labelRange;
          report({ at, messageId: "endsNot", data: { where: lower(where) }, suggest: leadOn(structure) });
        }
      }
    },
  },
});

/** Whether a field is missing, and no other rule says so where it stands under another name or elsewhere. */
function isLacking(structure: Structure, field: string): boolean {
  if (structure.node.member(field) !== undefined || isMisspelt(structure, field)) return false;
  return structure.kind !== "choiceRule" || !hasNextInside(structure);
}

/** Whether the transition of a rule stands in one of the rules inside it, which is reported there. */
function hasNextInside({ node, state }: Structure): boolean {
  const rule = state?.type === "Choice" ? state.rules.find((each) => each.node === node) : undefined;
  const pending = [...(rule?.rules ?? [])];
  for (const inner of pending) {
    if (inner.node.member("Next") !== undefined) return true;
    pending.push(...inner.rules);
  }
  return false;
}

/** The fields of a group that one would write today. */
function choices({ facts, language }: Structure, { fields }: FieldGroup): string[] {
  return fields.filter((name) => {
    const field = facts.fields.get(name);
    return field !== undefined && field.replacedBy === undefined && fitsLanguage(field, language);
  });
}

type Suggestion = SuggestionFor<typeof messages>;

function startHere({ node }: Structure): Suggestion[] {
  const states = node.get("States");
  const first: MemberNode | undefined = states?.kind === "object" ? states.members[0] : undefined;
  if (first === undefined) return [];
  const name = first.key;
  return [{ messageId: "start", data: { name }, change: (edit) => edit.setField(node, "StartAt", name) }];
}

/** To end here, or to go on to the state that follows in the text. */
function leadOn({ node, state }: Structure): Suggestion[] {
  const members = state?.scope.statesNode?.members ?? [];
  const following = members[members.findIndex(({ value }) => value === node) + 1];
  const end: Suggestion = { messageId: "end", change: (edit) => edit.setField(node, "End", true) };
  // Setting `Next` beside `End: false` would leave two answers to one question.
  if (following === undefined || node.member("End") !== undefined) return [end];
  const name = following.key;
  return [{ messageId: "next", data: { name }, change: (edit) => edit.setField(node, "Next", name) }, end];
}
