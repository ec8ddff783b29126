import { assignedNames } from "../analysis/assigned-names.ts";
import { statesMembers } from "../analysis/context-fields.ts";
import { leftoverIn } from "../analysis/leftovers.ts";
import { isParsedOnSaving, visitExpressions } from "../asl/expressions.ts";
import { type JsonataCall, jsonataCalls } from "../asl/jsonata-calls.ts";
import { absentReferences, hyphenatedName } from "../asl/jsonata-references.ts";
import type { Jsonata, StateMachine } from "../asl/model.ts";
import { jsonataFunctions, jsonataReplacements } from "../data/jsonata-functions.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { adviceOn, describeHalf, insteadOfIntrinsic } from "../linter/jsonata-wording.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";
import { plural } from "../util/words.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require JSONata expressions that AWS can read and that read what exists",
    recommended: "error",
    needs: ["QueryLanguage"],
    hasSuggestions: true,
    aws: ["INVALID_JSONATA_EXPRESSION", "UNSUPPORTED_JSONATA_EXPRESSION", "SCHEMA_VALIDATION_FAILED"],
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"],
    messages: {
      refused: "{{problem}}",
      late: { text: "{{problem}} AWS notices when the state runs, and fails it.", severity: "warn" },
      leftover: {
        text: "'{{text}}' is taken as it is written: JSONata states evaluate what stands between '{%' and '%}'.",
        severity: "warn",
      },
      leftoverCall: {
        text: "'{{text}}' is taken as it is written, as intrinsic functions exist in JSONPath states alone: {{instead}}.",
        severity: "warn",
      },
      text: { text: "Blanks stand around '{%' and '%}', so this is text and no expression.", severity: "warn" },
      unknownFunction: { text: "There is no function '${{name}}', so the state fails.{{hint}}", severity: "warn" },
      replacedFunction: { text: "Step Functions has no '${{name}}': '${{other}}' reads JSON text.", severity: "warn" },
      arity: { text: "'${{name}}' takes {{takes}}, not {{args}}: the state fails.", severity: "warn" },
      write: "Write '{{text}}'",
      quoted: "Write {{text}}",
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
        text(place) {
          const leftover = leftoverIn(place);
          if (leftover === undefined) return;
          const { node, text } = place;
          if (leftover.kind === "call") {
            const instead = insteadOfIntrinsic(text.slice(0, text.indexOf("(")));
            report({ at: node.range, messageId: "leftoverCall", data: { text, instead } });
            return;
          }
          const suggest = leftover.meant.map((meant) => {
            const change = (edit: Editor) => edit.replaceValue(node, meant);
            return { messageId: "write" as const, data: { text: meant }, change };
          });
          report({ at: node.range, messageId: "leftover", data: { text }, suggest });
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
      for (const { at: range, problem, suggest } of referenceProblems(jsonata)) {
        report({ at: at(range), messageId, data: { problem }, suggest });
      }
      for (const call of jsonataCalls(tree)) {
        const fault = faultOf(call, machine);
        if (fault === undefined) continue;
        const { write, ...problem } = fault;
        const suggest = write === undefined ? [] : [writing("write", jsonata, [call.range], `$${write}`)];
        report({ ...problem, at: at(call.range), suggest });
      }
    },
  },
});

/** What is wrong with the names that an expression reads. */
function* referenceProblems(jsonata: Jsonata) {
  const { tree, source, state } = jsonata;
  const references = absentReferences(tree);
  if (references.length === 0) return;
  const { names } = assignedNames(state.scope.machine);
  const members = statesMembers(jsonata);
  const hyphenated: Range[] = [];
  for (const reference of references) {
    const { ranges, isKey } = reference;
    const [at = [0, 0]] = ranges;
    // The 'c' of `a-b-c`.
    if (hyphenated.some(([start, end]) => start < at[0] && at[1] <= end)) continue;
    const shown = source.slice(...at);
    const { problem, write } = adviceOn(reference, { shown, members, isVariable: (name) => names.has(name) });
    const suggest = write === undefined ? [] : [writing(isKey ? "quoted" : "write", jsonata, ranges, write)];
    const wholes = ranges.map((range) => hyphenatedName(tree.tokens, range));
    const [whole] = wholes;
    if (whole === undefined) {
      yield { at, problem, suggest };
      continue;
    }
    hyphenated.push(whole);
    const name = source.slice(...whole);
    const meant = wholes.filter((each) => each !== undefined && source.slice(...each) === name) as Range[];
    const quoted = `\`${name}\``;
    yield {
      at: whole,
      problem: `'-' subtracts '${shown}' here: a field with '-' in its name is written ${quoted}.`,
      suggest: [writing("quoted", jsonata, meant, quoted), ...suggest],
    };
  }
}

function writing(messageId: "write" | "quoted", jsonata: Jsonata, ranges: readonly Range[], write: string) {
  const { node, text } = jsonata;
  let changed = text;
  // From the end, so that what comes before keeps its place; offsets of ranges begin behind '{%'.
  for (const [start, end] of [...ranges].reverse()) {
    changed = changed.slice(0, start + 2) + write + changed.slice(end + 2);
  }
  return { messageId, data: { text: write }, change: (edit: Editor) => edit.replaceValue(node, changed) };
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
