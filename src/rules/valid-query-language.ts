import type { Payload, QueryLanguage, State, StateMachine, Structure } from "../asl/model.ts";
import { visitStateStructures } from "../asl/structures.ts";
import { statesWithin } from "../asl/visit.ts";
import type { Editor } from "../document/editor.ts";
import {
  type MemberNode,
  type ScalarNode,
  scalarsIn,
  stringOf,
  type TextEdit,
  type ValueNode,
} from "../document/nodes.ts";
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
      remove: "Remove '{{field}}'",
      setState: "Put the state into JSONata",
      setMachine: "Put the machine into JSONata",
    },
  },

  visit: {
    StateMachine(machine, { report }) {
      const jsonata: Structure[] = [];
      for (const state of statesWithin(machine)) {
        if (state.language !== "JSONPath" || isMisnamed(machine, state) || isDowngraded(state)) continue;
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

    Structure(structure, { machine, report }) {
      const { node, language, state, kind } = structure;
      const own = node.member("QueryLanguage");
      if (own !== undefined && (kind === "branch" || kind === "processor")) {
        const suggest = [removal(structure, own)];
        report({ at: own.keyRange, messageId: "nested", data: { where: structure.label }, suggest });
      }
      if (language === undefined || state === undefined || isMisnamed(machine, state)) return;
      if (isDowngraded(state)) {
        if (own === undefined || node !== state.node) return;
        report({ at: own.value.range, messageId: "downgrade", suggest: [removal(structure, own)] });
        return;
      }
      if (language !== "JSONata") return;
      for (const member of fieldsOf(structure, "JSONPath")) {
        const data = { where: lower(structure.label), field: member.key, instead: insteadOf(member.key, state) };
        report({ at: member.keyRange, messageId: "jsonpath", data, suggest: [removal(structure, member)] });
      }
    },

    Fail(state, { report }) {
      if (state.language !== "JSONPath") return;
      for (const field of [state.error, state.cause]) {
        if (field?.value?.startsWith("{%") && field.value.endsWith("%}"))
          report({ at: field.range, messageId: "text" });
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
  return [...scalarsIn(node)].filter(
    // What stands under a key that is evaluated is refused, and reported as such.
    ({ value, place }) =>
      typeof value === "string" && value.startsWith("{%") && value.endsWith("%}") && !String(place).endsWith(".$"),
  );
}

/** A misspelt language makes a JSONata state; that mistake is reported where it is. */
function isMisnamed(machine: StateMachine, state: State): boolean {
  const { node } = state;
  const own = node.kind === "object" ? node.get("QueryLanguage") : undefined;
  // A field of the machine that slipped into 'States' is reported as the state that it is not.
  if (machine.states.get("QueryLanguage")?.node.kind === "scalar") return true;
  return [own, machine.node.get("QueryLanguage")].some(
    (value) => value !== undefined && value.kind !== "dynamic" && !LANGUAGES.includes(stringOf(value) ?? ""),
  );
}

const LANGUAGES = ["JSONPath", "JSONata"];

function isDowngraded({ language, scope }: State): boolean {
  return language === "JSONPath" && scope.machine.language === "JSONata";
}

/** The fields of an object that belong to a language. */
function fieldsOf({ node, facts, kind }: Structure, language: QueryLanguage): MemberNode[] {
  const own = node.members.filter(({ key }) => facts.fields.get(key)?.only === language);
  // Operators belong to JSONPath as 'Variable' does, and stand for it in rules that combine others.
  if (kind !== "choiceRule" || language !== "JSONPath" || own.length > 0) return own;
  return node.members.filter(({ key }) => key === "And" || key === "Or" || key === "Not").slice(0, 1);
}

/** What JSONata has for a field of JSONPath, as a sentence. */
function insteadOf(field: string, { type }: State): string {
  const name = field === "Parameters" ? PARAMETERS[type] : (INSTEAD[field] ?? twinOf(field));
  return name === undefined ? "" : ` In JSONata it is ${name}.`;
}

const PARAMETERS: Readonly<Partial<Record<State["type"], string>>> = {
  Task: "'Arguments'",
  Parallel: "'Arguments'",
  Pass: "'Output'",
  Map: "'ItemSelector'",
};

const INSTEAD: Readonly<Record<string, string>> = {
  InputPath: "'$states.input' with a path behind it, wherever it is needed",
  OutputPath: "'Output'",
  ResultPath: "'Output', or a variable in 'Assign'",
  ResultSelector: "'Output'",
  Result: "'Output'",
  ItemsPath: "'Items'",
  Variable: "one 'Condition'",
  And: "one 'Condition'",
  Or: "one 'Condition'",
  Not: "one 'Condition'",
};

/** `Seconds` for `SecondsPath`. */
function twinOf(field: string): string | undefined {
  return field.endsWith("Path") ? `'${field.slice(0, -"Path".length)}'` : undefined;
}

function mayBeJsonata(machine: StateMachine): boolean {
  if (machine.node.member("QueryLanguage") !== undefined) return false;
  for (const state of statesWithin(machine)) if (usesJsonpath(state)) return false;
  return true;
}

/** Whether a state has fields or keys that mean something in JSONPath alone. */
function usesJsonpath(state: State): boolean {
  let found = false;
  visitStateStructures(state, (structure) => {
    found ||= fieldsOf(structure, "JSONPath").length > 0;
    found ||= structure.node.members.some(({ key, value }) => TEMPLATES.has(key) && hasEvaluatedKey(value));
  });
  return found;
}

/** The templates of both languages. */
const TEMPLATES: ReadonlySet<string> = new Set(["Assign", "ItemSelector", "BatchInput", "Credentials"]);

function hasEvaluatedKey(node: ValueNode): boolean {
  if (node.kind === "array") return node.items.some(hasEvaluatedKey);
  if (node.kind !== "object") return false;
  return node.members.some(({ key, value }) => key.endsWith(".$") || hasEvaluatedKey(value));
}

function removal({ node }: Structure, member: MemberNode) {
  return {
    messageId: "remove" as const,
    data: { field: member.key },
    change: (edit: Editor) => edit.removeField(node, member),
  };
}
