import { fieldsOf, isDowngraded, isMisnamed, mayBeJsonata, usesJsonpath } from "../analysis/query-language.ts";
import type { Payload, State, Structure } from "../asl/model.ts";
import { visitStateStructures } from "../asl/structures.ts";
import { isDefinition } from "../asl/template.ts";
import { statesWithin } from "../asl/visit.ts";
import type { Editor } from "../document/editor.ts";
import { type MemberNode, type ScalarNode, scalarsIn, type TextEdit } from "../document/nodes.ts";
import { insteadOf, jsonataTwin } from "../linter/jsonata-rewriting.ts";
import { defineRule } from "../linter/rule.ts";
import { lower, quoted } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require fields and expressions of the query language of their state",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"],
    messages: {
      jsonpath: "'{{field}}' belongs to JSONPath, and {{where}} is in JSONata.{{instead}}",
      jsonata: "{{where}} is in JSONPath, and {{fields}} {{belongs}} to JSONata.",
      downgrade: "The machine is in JSONata, and then no state goes back to JSONPath.",
      nested: "{{where}} takes no 'QueryLanguage': the machine has one, and single states.",
      text: {
        text: "This stays text: the state is in JSONPath, where nothing in '{%' and '%}' is evaluated.",
        severity: "warn",
      },
      write: "Write it as '{{field}}'",
      remove: "Remove '{{field}}'",
      setState: "Put the state into JSONata",
      setMachine: "Put the machine into JSONata",
    },
  },

  visit: {
    StateMachine(machine, { report }) {
      const jsonata: Structure[] = [];
      for (const state of statesWithin(machine)) {
        if (state.language !== "JSONPath" || isMisnamed(state) || isDowngraded(state)) continue;
        visitStateStructures(state, (structure) => {
          if (fieldsOf(structure, "JSONata").length > 0) jsonata.push(structure);
        });
      }
      // Whoever forgot the field of the machine made one mistake, not one in each state.
      const groups = jsonata.length > 1 && mayBeJsonata(machine) ? [jsonata] : byState(jsonata);
      for (const [first, ...others] of groups) {
        if (first === undefined) continue;
        const [member, ...fields] = fieldsOf(first, "JSONata");
        if (member === undefined) continue;
        const names = [member, ...fields].map(({ key }) => key);
        const further = [...fields, ...others.flatMap((other) => fieldsOf(other, "JSONata"))];
        report({
          at: member.keyRange,
          messageId: "jsonata",
          data: {
            where: first.label,
            fields: quoted(names, "and"),
            belongs: names.length === 1 ? "belongs" : "belong",
          },
          related: further.map(({ key, keyRange }) => ({ message: `'${key}' is here.`, range: keyRange })),
          suggest: [
            {
              messageId: "setMachine",
              change: (edit) =>
                mayBeJsonata(machine) ? edit.setField(machine.node, "QueryLanguage", "JSONata") : undefined,
            },
            {
              messageId: "setState",
              change: (edit) =>
                others.every(({ state }) => state === first.state) ? intoJsonata(edit, first.state) : undefined,
            },
          ],
        });
      }
    },

    Structure(structure, { report }) {
      const { node, language, state, kind } = structure;
      const own = node.member("QueryLanguage");
      if (own !== undefined && (kind === "branch" || kind === "processor")) {
        const suggest = [removal(structure, own)];
        report({ at: own.keyRange, messageId: "nested", data: { where: structure.label }, suggest });
      }
      if (language === undefined || state === undefined || isMisnamed(state)) return;
      if (isDowngraded(state)) {
        if (own === undefined || node !== state.node) return;
        report({ at: own.value.range, messageId: "downgrade", suggest: [removal(structure, own)] });
        return;
      }
      if (language !== "JSONata") return;
      for (const member of fieldsOf(structure, "JSONPath")) {
        const data = { where: lower(structure.label), field: member.key, instead: insteadOf(member.key, state) };
        const twin = jsonataTwin(node, member, state);
        const suggest = [
          ...(twin ? [{ messageId: "write" as const, data: { field: twin.name }, change: twin.change }] : []),
          removal(structure, member),
        ];
        report({ at: member.keyRange, messageId: "jsonpath", data, suggest });
      }
    },

    Fail(state, { report }) {
      if (state.language !== "JSONPath") return;
      for (const field of [state.error, state.cause]) {
        if (field?.value !== undefined && isExpression(field.value)) report({ at: field.range, messageId: "text" });
      }
    },

    Payload(payload, { report }) {
      if (payload.language !== "JSONPath" || JSONATA_PAYLOADS.has(payload.field)) return;
      const [first, ...others] = expressionsIn(payload);
      if (first === undefined) return;
      report({
        at: first.range,
        messageId: "text",
        related: others.map(({ range }) => ({ message: "So does this.", range })),
      });
    },
  },
});

/** The objects of each state. */
function byState(structures: readonly Structure[]): Structure[][] {
  const groups = new Map<State | undefined, Structure[]>();
  for (const structure of structures) {
    groups.set(structure.state, [...(groups.get(structure.state) ?? []), structure]);
  }
  return [...groups.values()];
}

function intoJsonata(edit: Editor, state: State | undefined): TextEdit[] | undefined {
  if (state?.node.kind !== "object" || usesJsonpath(state)) return undefined;
  return edit.setField(state.node, "QueryLanguage", "JSONata");
}

/** Reported as fields of the other language. */
const JSONATA_PAYLOADS: ReadonlySet<string> = new Set(["Arguments", "Output"]);

function expressionsIn({ node }: Payload): ScalarNode[] {
  return [...scalarsIn(node, isDefinition)].filter(
    // What stands under a key that is evaluated is refused, and reported as such.
    ({ value, place }) => typeof value === "string" && isExpression(value) && !String(place).endsWith(".$"),
  );
}

/** Whether a text reads as an expression of a state; Jinja and Liquid have the same braces, but name no variables so. */
function isExpression(text: string): boolean {
  return text.startsWith("{%") && text.endsWith("%}") && /\$[A-Za-z]/.test(text);
}

function removal({ node }: Structure, member: MemberNode) {
  return {
    messageId: "remove" as const,
    data: { field: member.key },
    change: (edit: Editor) => edit.removeField(node, member),
  };
}
