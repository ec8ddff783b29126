import { alternativesIn, manyValues } from "../analysis/alternatives.ts";
import { filterTests, lengthTest, textSearches } from "../analysis/emulations.ts";
import { type EqualityChain, equalityChains } from "../analysis/jsonata-equalities.ts";
import { jsonataMemberships } from "../analysis/jsonata-membership.ts";
import { onlyCompares, searchesList } from "../analysis/searching.ts";
import { jsonataParts } from "../asl/jsonata-parts.ts";
import type { Jsonata } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { Range } from "../document/nodes.ts";
import { placesRound, wayRound } from "../linter/loop-wording.ts";
import { containsBefore, containsInstead } from "../linter/membership-rewriting.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "workarounds",
    description: "Prefer States.ArrayContains, or JSONata's in, to emulating the question whether a list holds a value",
    recommended: "warn",
    hasSuggestions: true,
    defaultOptions: { minValues: manyValues },
    schema: {
      minValues: {
        type: "integer",
        minimum: 2,
        description: "With how many constants one value must be compared to be reported.",
      },
    },
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-arrays",
    ],
    messages: {
      filter:
        "'{{choice}}' only asks whether this filter finds anything: States.ArrayContains({{list}}, {{value}}) is the answer itself.",
      length:
        "The length of this filtered list only tells whether there is a hit: States.ArrayContains({{list}}, {{value}}) is the answer itself.",
      text: "'{{choice}}' searches the text of a list, where '{{pattern}}' also matches parts of other items: States.ArrayContains({{list}}, …) compares whole items.",
      indexes:
        "{{count}} rules look at one item of {{list}} each, and miss the others of a longer list: States.ArrayContains({{list}}, {{value}}) looks at all of them.",
      constants:
        "{{count}} rules compare {{subject}} with a constant each: '{{before}}' can compute States.ArrayContains(States.Array(…), {{subject}}) at no transition more, and one rule asks for it.",
      map: "Map '{{name}}' only compares its items, and each of them costs transitions: {{function}} answers in one step.",
      loop: "Loop {{way}} only looks for an item, {{transitions}} transitions each turn: {{function}} answers in one step.",
      jsonata: "This asks the long way round whether a list holds a value: JSONata says it as 'value in list'.",
      jsonataConstants: "One value is compared with {{count}} constants: JSONata says it as 'value in [a, b, c]'.",
      jsonataIndexes:
        "{{count}} comparisons look at one item of {{list}} each, and miss the others of a longer list: '{{value}} in {{list}}' looks at all of them.",
      contains: "Store the answer of States.ArrayContains in '{{name}}' instead of the hits, and ask for it",
      assign: "Compute the answer in a variable of '{{before}}', and ask for it",
      in: "Change it to '{{text}}'",
    },
  },

  visit: {
    Choice(choice, { graph, options, report }) {
      if (choice.language !== "JSONPath") return;
      const { name } = choice;
      for (const membership of filterTests(choice, graph(choice.scope))) {
        const { at, list, value, stored } = membership;
        const change = (edit: Editor) => stored && containsInstead(edit, stored, membership, graph);
        const suggest = stored === undefined ? [] : [contains(stored.state.name, change)];
        report({ at, messageId: "filter", data: { choice: name, list, value }, suggest });
      }
      for (const { at, pattern, list } of textSearches(choice)) {
        report({ at, messageId: "text", data: { choice: name, pattern, list } });
      }
      for (const { rule, found } of alternativesIn(choice, graph(choice.scope))) {
        const at = rule.node.member("Or")?.keyRange ?? rule.node.range;
        if (found.kind === "indexes") {
          report({ at, messageId: "indexes", data: { count: found.count, list: found.list, value: found.value } });
        } else if (found.tests.length >= options.minValues) {
          const before = found.before.name;
          const data = { count: found.tests.length, subject: found.subject.text, before };
          const change = (edit: Editor) => containsBefore(edit, rule, found);
          report({ at, messageId: "constants", data, suggest: [{ messageId: "assign", data: { before }, change }] });
        }
      }
    },

    Intrinsic(intrinsic, { graph, report }) {
      const found = lengthTest(intrinsic);
      if (found === undefined) return;
      const at = intrinsic.at(intrinsic.call.range);
      const change = (edit: Editor) => containsInstead(edit, intrinsic, found, graph);
      const suggest = [contains(intrinsic.state.name, change)];
      report({ at, messageId: "length", data: { list: found.list, value: found.value }, suggest });
    },

    Jsonata(jsonata, { options, report }) {
      const { source, tree } = jsonata;
      const mayAsk = /\$(?:exists|count|boolean)\b/.test(source) && /\[[^\]]*\$(?![\w$])|\$filter\b/.test(source);
      const ors = source.match(/\bor\b/g)?.length ?? 0;
      const mayChoose = ors >= options.minValues - 1 || (ors > 0 && /\[\s*\d+\s*\]/.test(source));
      // Parsing takes longer than linting a state: only what can hold the finding is parsed.
      if ((!mayAsk && !mayChoose) || tree.root === undefined) return;
      const parts = jsonataParts(tree);
      for (const { range, text } of mayAsk ? jsonataMemberships(parts) : []) {
        report({ at: jsonata.at(range), messageId: "jsonata", suggest: rewrite(jsonata, range, text) });
      }
      for (const chain of mayChoose ? equalityChains(parts) : []) {
        const { count } = chain;
        if (chain.kind === "indexes") {
          const { list, value } = chain;
          report({ at: jsonata.at(chain.range), messageId: "jsonataIndexes", data: { count, list, value } });
        } else if (count >= options.minValues) {
          const suggest = suggestIn(jsonata, chain);
          const at = jsonata.at(chain.rewritten?.range ?? chain.range);
          report({ at, messageId: "jsonataConstants", data: { count }, suggest });
        }
      }
    },

    Map(map, { report }) {
      if (!onlyCompares(map)) return;
      report({ at: map.nameRange, messageId: "map", data: { name: map.name, function: functionIn(map) } });
    },

    Loop(loop, { report }) {
      if (!searchesList(loop)) return;
      const { header, turn } = loop;
      const data = { way: wayRound(loop), transitions: turn.cost.transitions, function: functionIn(header) };
      report({ at: header.nameRange, messageId: "loop", data, related: placesRound(loop, header) });
    },
  },
});

/** What answers in the language of a state. */
function functionIn({ language }: { readonly language: string | undefined }): string {
  return language === "JSONata" ? "'value in list'" : "States.ArrayContains";
}

function contains(name: string, change: (edit: Editor) => ReturnType<typeof containsInstead>) {
  return { messageId: "contains" as const, data: { name }, change };
}

function suggestIn(jsonata: Jsonata, { rewritten }: Extract<EqualityChain, { kind: "constants" }>) {
  return rewritten === undefined ? [] : rewrite(jsonata, rewritten.range, rewritten.text);
}

/** Offers to put a text in the place of a part of an expression. */
function rewrite({ node, source }: Jsonata, [start, end]: Range, text: string | undefined) {
  if (text === undefined) return [];
  const value = `{%${source.slice(0, start)}${text}${source.slice(end)}%}`;
  return [{ messageId: "in" as const, data: { text }, change: (edit: Editor) => edit.replaceValue(node, value) }];
}
