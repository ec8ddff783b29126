import { firstItems, listsReadFirst, nameOfRun } from "../analysis/first-items.ts";
import { jsonataMemberships } from "../analysis/jsonata-membership.ts";
import { lengthTests } from "../analysis/length-tests.ts";
import { isStep, type JsonataParts, jsonataParts, type Run, standsAlone } from "../asl/jsonata-parts.ts";
import type { ChoiceRule, Jsonata } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { askForLength, makeDefault } from "../linter/length-rewriting.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "workarounds",
    description: "Disallow questions for a list's first item that mean whether there is any",
    recommended: false,
    strict: "warn",
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-arrays",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html",
    ],
    messages: {
      length:
        "'{{choice}}' asks for item 0 of {{list}}, which no path reads, to learn whether there is any: '{{before}}' can compute States.ArrayLength({{list}}) at no transition more.",
      index:
        "'{{choice}}' asks for item 0 of {{list}}, which no path reads, to learn whether there is any: JSONata says it as $count({{jsonata}}) > 0, also where the list is missing.",
      default:
        "'{{choice}}' asks the opposite of a rule before, so this rule always holds: what is left is what 'Default' is for.",
      jsonata:
        "This asks for item 0 of {{list}}, which nothing reads, to learn whether there is any: $count({{list}}) > 0 says so.",
      assign: "Compute the length in a variable of '{{before}}', and ask for it",
      makeDefault: "Make '{{next}}' the 'Default'",
      count: "Change it to '{{text}}'",
    },
  },

  visit: {
    Choice(choice, { graph, machine, report }) {
      if (choice.language !== "JSONPath") return;
      const found = lengthTests(choice, graph(choice.scope), () => listsReadFirst(machine));
      for (const each of found) {
        const { tests, opposite, known, jsonata } = each;
        const at = tests[0].rule.comparison?.range ?? choice.nameRange;
        const data = { choice: choice.name, list: each.list.text };
        if (known !== undefined) {
          const before = known.before.name;
          const change = (edit: Editor) => askForLength(edit, each, known);
          const suggest = [{ messageId: "assign" as const, data: { before }, change }];
          report({ at, messageId: "length", data: { ...data, before }, suggest });
        } else if (jsonata !== undefined) report({ at, messageId: "index", data: { ...data, jsonata } });
        if (opposite !== undefined) {
          const change = (edit: Editor) => makeDefault(edit, opposite);
          const suggest = [{ messageId: "makeDefault" as const, data: { next: opposite.next?.value ?? "" }, change }];
          report({ at: askedIn(opposite), messageId: "default", data: { choice: choice.name }, suggest });
        }
      }
    },

    Jsonata(jsonata, { machine, report }) {
      const { source, tree } = jsonata;
      if (!/\[\s*0\s*\]/.test(source) || !source.includes("$exists") || tree.root === undefined) return;
      const parts = jsonataParts(tree);
      const memberships = jsonataMemberships(parts);
      for (const { list, asked, run } of firstItems(parts)) {
        if (!asked || !isStep(parts, list) || listsReadFirst(machine).has(nameOfRun(parts, list))) continue;
        const [start, end] = parts.range(run);
        if (memberships.some(({ range }) => range[0] <= start && end <= range[1])) continue;
        const text = parts.text(list);
        report({
          at: jsonata.at([start, end]),
          messageId: "jsonata",
          data: { list: text },
          suggest: [count(jsonata, parts, run, text)],
        });
      }
    },
  },
});

/** Where a rule, or the one inside its `Not`, asks. */
function askedIn({ node, comparison, rules }: ChoiceRule): Range {
  return (comparison ?? rules[0]?.comparison)?.range ?? node.range;
}

/** Offers to count the items of a list in the place of a row. */
function count({ node, source }: Jsonata, parts: JsonataParts, run: Run, list: string) {
  const [start, end] = parts.range(run);
  const text = standsAlone(parts, run) ? `$count(${list}) > 0` : `($count(${list}) > 0)`;
  const value = `{%${source.slice(0, start)}${text}${source.slice(end)}%}`;
  return { messageId: "count" as const, data: { text }, change: (edit: Editor) => edit.replaceValue(node, value) };
}
