import { type ValueMistake, valueMistakes } from "../asl/field-values.ts";
import type { Field } from "../asl/model.ts";
import { pathTwin } from "../asl/path-twin.ts";
import { fitsLanguage } from "../asl/structures.ts";
import { type FieldFacts, type FieldType, structureFacts } from "../data/fields.ts";
import type { Editor, Json } from "../document/editor.ts";
import { isPlain, type MemberNode, plainValue, stringOf, type ValueNode } from "../document/nodes.ts";
import { defineRule, type ReportFor } from "../linter/rule.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";
import { count, quoted } from "../util/words.ts";

const messages = {
  type: "'{{field}}' is {{found}}, and takes {{expected}}.",
  typePath: "'{{field}}' is {{found}}, and takes {{expected}}. Did you mean '{{twin}}'?",
  timestampPath: "'{{value}}' is no RFC 3339 timestamp: {{why}}. Did you mean '{{twin}}'?",
  expression: "'{{field}}' is an expression, but its state is in JSONPath, where it takes {{expected}}.",
  below: "'{{field}}' is {{value}}, and takes at least {{least}}.",
  above: "'{{field}}' is {{value}}, and takes at most {{most}}.",
  value: "'{{field}}' is '{{value}}', and takes only {{values}}.{{hint}}",
  timestamp: "'{{value}}' is no RFC 3339 timestamp: {{why}}.",
  empty: "'{{field}}' is empty, and AWS refuses it so.",
  entry: "An entry of '{{field}}' is {{found}}, and all of them are objects.",
  state: "State '{{name}}' is {{found}}, and a state is an object with a 'Type'.{{hint}}",
  // The specification asks for an object; what AWS answers to anything else is not recorded.
  template: { text: "'{{field}}' is {{found}}, and takes {{takes}}.", severity: "warn" },
  items: { text: "'{{field}}' is {{found}}, and items are a list or an expression that gives one.", severity: "warn" },
  // Figures that AWS publishes, but is not known to check when a definition is saved.
  low: { text: "'{{field}}' is {{value}}, and the least that makes sense is {{least}}.", severity: "warn" },
  high: { text: "'{{field}}' is {{value}}, and more than {{most}} has no effect.", severity: "warn" },
  long: { text: "'{{field}}' has {{length}} characters, and an execution takes {{most}}.", severity: "warn" },
  heartbeat: {
    text: "'HeartbeatSeconds' is {{heartbeat}} and 'TimeoutSeconds' {{timeout}}: the task times out before a heartbeat can be missed.",
    severity: "warn",
  },
  write: "Write {{text}}",
  enlist: "Put it into a list",
  rename: "Rename it to '{{twin}}'",
} as const;

type Report = ReportFor<typeof messages>;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require values that a field takes",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://states-language.net/spec.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html",
    ],
    messages,
  },

  visit: {
    Structure({ node, facts, language }, { report }) {
      for (const member of node.members) {
        const { key, value } = member;
        const field = facts.fields.get(key);
        // A field of the other language, and one that a later field of that name replaces, are other mistakes.
        if (field === undefined || !fitsLanguage(field, language)) continue;
        const mistakes = valueMistakes(value, field, language);
        if (mistakes.length === 0 || node.get(key) !== value) continue;
        const twin = language === "JSONPath" && facts.fields.has(`${key}Path`) ? pathTwin(node, member) : undefined;
        for (const mistake of mistakes) report(pathReportOf(member, mistake, twin) ?? reportOf(key, field, mistake));
      }
    },

    Task({ heartbeatSeconds: heartbeat, timeoutSeconds: timeout }, { report }) {
      if (heartbeat?.value === undefined || timeout?.value === undefined || heartbeat.value < timeout.value) return;
      // One of them is no number that AWS takes, and is reported as such.
      if (timeout.value < 1 || heartbeat.value > mostSeconds()) return;
      report({
        at: heartbeat.range,
        messageId: "heartbeat",
        data: { heartbeat: heartbeat.value, timeout: timeout.value },
        related: [related(timeout)],
      });
    },
  },
});

function mostSeconds(): number {
  return structureFacts("Task").fields.get("HeartbeatSeconds")?.max ?? Number.POSITIVE_INFINITY;
}

function related(timeout: Field<number>) {
  return { message: "The timeout is here.", range: timeout.range };
}

/** A path where its field takes none, but the field beside it does. */
function pathReportOf(member: MemberNode, mistake: ValueMistake, twin: string | undefined): Report | undefined {
  if (twin === undefined || (mistake.kind !== "type" && mistake.kind !== "timestamp")) return undefined;
  const change = (edit: Editor) => edit.renameKey(member, twin);
  const found = { at: member.value.range, suggest: [{ messageId: "rename" as const, data: { twin }, change }] };
  if (mistake.kind === "timestamp") {
    return { ...found, messageId: "timestampPath", data: { value: mistake.value, why: mistake.why, twin } };
  }
  const { expected, found: is } = mistake;
  return { ...found, messageId: "typePath", data: { field: member.key, expected, found: is, twin } };
}

function reportOf(field: string, { type, jsonata }: FieldFacts, mistake: ValueMistake): Report {
  const at = mistake.node.range;
  switch (mistake.kind) {
    case "type": {
      const { expected, found, node } = mistake;
      if (type === "template") {
        const takes = jsonata ? "an object, or in JSONata an expression" : "an object";
        return { at, messageId: "template", data: { field, found, takes } };
      }
      if (type === "items") return { at, messageId: "items", data: { field, found } };
      return {
        at,
        messageId: "type",
        data: { field, expected, found },
        suggest: [...unquoted(node, expected), ...enlisted(node, type)],
      };
    }
    case "expression":
      return { at, messageId: "expression", data: { field, expected: mistake.expected } };
    case "below": {
      const data = { field, value: mistake.value, least: mistake.least };
      return mistake.advised ? { at, messageId: "low", data } : { at, messageId: "below", data };
    }
    case "above": {
      const data = { field, value: number(mistake.value), most: number(mistake.most) };
      return mistake.advised ? { at, messageId: "high", data } : { at, messageId: "above", data };
    }
    case "value": {
      const { value, values, node } = mistake;
      const near = nearest(value, values);
      const data = { field, value, values: quoted(values, "or"), hint: values.length > 1 ? hintAt(near) : "" };
      return { at, messageId: "value", data, suggest: near === undefined ? [] : [written(node, near)] };
    }
    case "timestamp":
      return { at, messageId: "timestamp", data: { value: mistake.value, why: mistake.why } };
    case "length":
      return { at, messageId: "long", data: { field, length: count(mistake.length), most: count(mistake.most) } };
    case "empty":
      return { at, messageId: "empty", data: { field } };
    case "entry":
      return { at, messageId: "entry", data: { field, found: mistake.found } };
    case "state": {
      const { name, found } = mistake;
      const hint = MACHINE_FIELDS.includes(name) ? ` A field '${name}' of the machine stands outside of 'States'.` : "";
      return { at, messageId: "state", data: { name, found, hint } };
    }
  }
}

function number(value: number): string {
  return Number.isInteger(value) ? count(value) : String(value);
}

const MACHINE_FIELDS = ["Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version"];

/** Numbers and booleans that only lost their way into quotes. */
function unquoted(node: ValueNode, expected: string): NonNullable<Report["suggest"]> {
  const text = stringOf(node) ?? "";
  if (expected === "true or false" && /^(?:true|false)$/.test(text)) return [written(node, text === "true")];
  const digits = expected === "a whole number" ? /^-?\d{1,15}$/ : /^-?\d{1,15}(?:\.\d{1,15})?$/;
  return expected.endsWith("number") && digits.test(text) ? [written(node, Number(text))] : [];
}

/** What stands alone where a list of such belongs. */
function enlisted(node: ValueNode, type: FieldType): NonNullable<Report["suggest"]> {
  const fits = type === "structures" ? node.kind === "object" : type === "strings" && stringOf(node) !== undefined;
  // What deployment fills in has no plain value.
  if (!fits || !isPlain(node)) return [];
  const change = (edit: Editor) => edit.replaceValue(node, [plainValue(node) as Json]); // plain values are JSON
  return [{ messageId: "enlist", change }];
}

function written(node: ValueNode, value: Json) {
  return {
    messageId: "write" as const,
    data: { text: JSON.stringify(value) },
    change: (edit: Editor) => edit.replaceValue(node, value),
  };
}
