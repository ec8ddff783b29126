import { type SubstitutionUse, substitutionUses } from "../analysis/substitution-uses.ts";
import type { ObjectNode } from "../document/nodes.ts";
import { isText, type Substitutions } from "../hosts/host.ts";
import { defineRule, type RuleContext } from "../linter/rule.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";

const messages = {
  undefined: "'{{label}}' stays as it is written: nothing defines '{{name}}' for this definition.{{hint}}",
  inText: {
    text: "'{{label}}' stays as it is written: nothing defines '{{name}}' for this definition.{{hint}}",
    severity: "warn",
  },
  terraform: "Terraform fails on '{{label}}': nothing hands '{{name}}' to this definition.{{hint}}",
  unused: { text: "The definition has no '{{label}}' for which '{{name}}' is filled in.", severity: "warn" },
  missingFile: "{{reason}}",
  rename: "Change it to '{{name}}'",
  remove: "Remove '{{name}}'",
} as const;

export default defineRule({
  meta: {
    type: "problem",
    category: "operations",
    description: "Require a value for each placeholder, and a placeholder for each value",
    recommended: "error",
    declarations: true,
    needsHost: true,
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html",
      "https://developer.hashicorp.com/terraform/language/functions/templatefile",
    ],
    messages,
  },

  visit: {
    StateMachine(_machine, context) {
      const { definition, report } = context;
      for (const { kind, message, range } of definition.issues) {
        if (kind === "missing-file") report({ at: range, messageId: "missingFile", data: { reason: message } });
      }
      const { substitutions } = definition.context;
      if (substitutions === undefined) return;
      if (!isText(definition)) {
        const uses = definition.elsewhere?.uses;
        if (uses !== undefined) reportUnused(substitutions, uses, uses, context);
        return;
      }
      const found = substitutionUses(definition.root, substitutions.syntax);
      if (substitutions.complete) reportUndefined(found.uses, substitutions, context);
      // What the text does not show may use any of them.
      if (!found.whole || definition.root.kind !== "object") return;
      reportUnused(substitutions, found.mentioned, new Set(found.uses.map(({ name }) => name)), context);
    },
  },
});

type Context = RuleContext<typeof messages, Record<never, never>>;

function reportUndefined(
  uses: readonly SubstitutionUse[],
  { syntax, entries }: Substitutions,
  { report }: Context,
): void {
  const names = new Set(entries.map(({ name }) => name));
  for (const use of uses) {
    const { name, label, node, nameAt } = use;
    if (names.has(name) || (syntax === "terraform" && ELSEWHERE.has(name))) continue;
    const near = nearest(name, names);
    report({
      at: use.range(),
      messageId: syntax === "terraform" ? "terraform" : isIdentifier(use) ? "undefined" : "inText",
      data: { label, name, hint: hintAt(near) },
      suggest:
        near === undefined || node === undefined
          ? []
          : [{ messageId: "rename", data: { name: near }, change: (edit) => edit.replacePart(node, nameAt, near) }],
    });
  }
}

/** What Terraform knows itself, where an expression is not that of a template but of the module. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "count",
  "data",
  "each",
  "local",
  "module",
  "path",
  "self",
  "terraform",
  "var",
]);

/** Whether a placeholder is all of a value or key, or a part of an ARN: a shell may know what others are. */
function isIdentifier({ label, text, field }: SubstitutionUse): boolean {
  if (field === "Comment") return false;
  return text === label || field === "Resource" || text.startsWith("arn:");
}

/** `mentioned` are the names that may be used, `uses` those that are. */
function reportUnused(
  { entries, complete }: Substitutions,
  mentioned: ReadonlySet<string>,
  uses: ReadonlySet<string>,
  { report }: Context,
): void {
  const names = new Set(entries.map(({ name }) => name));
  // One that a misspelt placeholder is meant for is reported there.
  const meant = new Set(
    [...uses].flatMap((name) => (complete && !names.has(name) ? (nearest(name, names) ?? []) : [])),
  );
  for (const { name, member } of entries) {
    if (member === undefined || mentioned.has(name) || meant.has(name)) continue;
    const parent = member.value.parent as ObjectNode | undefined; // the parent of a member's value is its object
    report({
      at: member.keyRange,
      messageId: "unused",
      data: { label: `\${${name}}`, name },
      suggest:
        parent === undefined
          ? []
          : [{ messageId: "remove", data: { name }, change: (edit) => edit.removeField(parent, member) }],
    });
  }
}
