import { assignedNames } from "../analysis/assigned-names.ts";
import { isParsedOnSaving, visitExpressions } from "../asl/expressions.ts";
import { jsonataSource } from "../asl/jsonata.ts";
import { type JsonataCall, jsonataCalls } from "../asl/jsonata-calls.ts";
import { absentReferences } from "../asl/jsonata-references.ts";
import type { Jsonata, StateMachine } from "../asl/model.ts";
import { jsonataFunctions, jsonataReplacements } from "../data/jsonata-functions.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { adviceOn } from "../linter/jsonata-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";
import { plural } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require JSONata expressions that AWS can read and that read what exists",
    recommended: "error",
    hasSuggestions: true,
    aws: ["INVALID_JSONATA_EXPRESSION", "UNSUPPORTED_JSONATA_EXPRESSION", "SCHEMA_VALIDATION_FAILED"],
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"],
    messages: {
      refused: "{{problem}}",
      late: { text: "{{problem}} AWS notices when the state runs, and fails it.", severity: "warn" },
      text: { text: "Blanks stand around '{%' and '%}', so this is text and no expression.", severity: "warn" },
      unknownFunction: { text: "There is no function '${{name}}', so the state fails.{{hint}}", severity: "warn" },
      replacedFunction: { text: "Step Functions has no '${{name}}': '${{other}}' reads JSON text.", severity: "warn" },
      arity: { text: "'${{name}}' takes {{takes}}, not {{args}}: the state fails.", severity: "warn" },
      write: "Write '{{text}}'",
      trim: "Remove the blanks around it",
    },
  },

  visit: {
    State(state, { report }) {
      if (state.language !== "JSONata") return;
      visitExpressions(state, {
        halfJsonata(half) {
          const { node, text, field } = half;
          const found = describeHalf(text);
          const trim = { messageId: "trim" as const, change: (edit: Editor) => edit.replaceValue(node, text.trim()) };
          if (found === undefined) report({ at: node.range, messageId: "text", suggest: [trim] });
          else {
            const { range, problem, trims } = found;
            const messageId = isParsedOnSaving(field) ? "refused" : "late";
            report({ at: node.at(range), messageId, data: { problem }, suggest: trims ? [trim] : [] });
          }
        },
      });
    },

    Jsonata(jsonata, { machine, report }) {
      const { tree, source, at, field, node } = jsonata;
      if (tree.plain) return;
      const messageId = isParsedOnSaving(field) ? "refused" : "late";
      if (tree.error !== undefined) {
        const { message: problem, range } = tree.error;
        report({ at: source.trim() === "" ? node.range : at(range), messageId, data: { problem } });
      }
      if (tree.root === undefined) return;
      for (const reference of absentReferences(tree)) {
        const { ranges } = reference;
        const [first = [0, 0]] = ranges;
        const isVariable = (name: string): boolean => assignedNames(machine).names.has(name);
        const { problem, write } = adviceOn(reference, source.slice(...first), isVariable);
        report({ at: at(first), messageId, data: { problem }, suggest: writing(jsonata, ranges, write) });
      }
      for (const call of jsonataCalls(tree)) {
        const fault = faultOf(call, machine);
        if (fault === undefined) continue;
        const { write, ...problem } = fault;
        const suggest = writing(jsonata, [call.range], write === undefined ? undefined : `$${write}`);
        report({ ...problem, at: at(call.range), suggest });
      }
    },
  },
});

function writing({ node, text }: Jsonata, ranges: readonly Range[], write: string | undefined) {
  if (write === undefined) return [];
  let changed = text;
  // From the end, so that what comes before keeps its place; offsets of ranges begin behind '{%'.
  for (const [start, end] of [...ranges].reverse()) {
    changed = changed.slice(0, start + 2) + write + changed.slice(end + 2);
  }
  const change = (edit: Editor) => edit.replaceValue(node, changed);
  return [{ messageId: "write" as const, data: { text: write }, change }];
}

/** What is wrong with a call of a function, unless a variable may hold it. */
function faultOf({ name, args }: JsonataCall, machine: StateMachine) {
  const arity = jsonataFunctions.get(name);
  if (arity !== undefined && args >= arity.min && args <= arity.max) return undefined;
  const { names, open } = assignedNames(machine);
  if (names.has(name) || name === "" || name === "$") return undefined;
  if (arity !== undefined) {
    const { min, max } = arity;
    const takes = min === max ? plural(min, "argument") : `${min} ${max < 9 ? `to ${max}` : "or more"} arguments`;
    return { messageId: "arity" as const, data: { name, takes, args }, write: undefined };
  }
  const other = jsonataReplacements.get(name);
  if (other !== undefined) return { messageId: "replacedFunction" as const, data: { name, other }, write: other };
  if (open) return undefined;
  const write = nearest(name, [...jsonataFunctions.keys(), ...names]);
  const hint = hintAt(write === undefined ? undefined : `$${write}`);
  return { messageId: "unknownFunction" as const, data: { name, hint }, write };
}

interface HalfProblem {
  readonly range: Range;
  readonly problem: string;
  /** Whether it is an expression without the blanks around it. */
  readonly trims: boolean;
}

/** Where and why a text is no expression; `undefined` where AWS takes it for plain text. */
function describeHalf(text: string): HalfProblem | undefined {
  const opens = text.startsWith("{%");
  const closes = text.endsWith("%}");
  const end = text.trimEnd().length;
  const opening: Range = [text.indexOf("{%"), text.indexOf("{%") + 2];
  const closing: Range = [end - 2, end];
  if (jsonataSource(text.trim()) !== undefined) {
    if (!opens && !closes) return undefined;
    if (closes)
      return { range: opening, problem: "Blanks stand before '{%', where the string has to begin.", trims: true };
    const isLine = text.includes("\n", end);
    const problem = isLine
      ? "A line break stands behind '%}', where the string has to end: in YAML, '|-' leaves it out."
      : "Blanks stand behind '%}', where the string has to end.";
    return { range: closing, problem, trims: true };
  }
  const range = opens ? opening : closing;
  const [there, missing] = opens ? ["Text stands behind '%}'", "%}"] : ["Text stands before '{%'", "{%"];
  if (text.includes(missing, opens ? 2 : 0)) {
    return { range, problem: `${there}: an expression is the whole string, and joins text with '&'.`, trims: false };
  }
  const problem = opens
    ? "'{%' opens an expression that is never closed: the string has to end with '%}'."
    : "'%}' closes an expression that is never opened: the string has to begin with '{%'.";
  return { range, problem, trims: false };
}
