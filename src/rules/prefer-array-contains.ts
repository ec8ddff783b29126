import {
  alternativesIn,
  filterTests,
  lengthTest,
  onlyCompares,
  searchesList,
  textSearches,
} from "../analysis/emulations.ts";
import { equalityChain, jsonataMembership } from "../analysis/membership.ts";
import { placesRound, wayRound } from "../linter/loop-wording.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "workarounds",
    description: "Prefer States.ArrayContains, or JSONata's in, to emulating the question whether a list holds a value",
    recommended: "warn",
    defaultOptions: { minValues: 4 },
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
      map: "Map '{{name}}' only compares its items, and each of them costs transitions: States.ArrayContains answers in one step.",
      loop: "Loop {{way}} only looks for an item, {{transitions}} transitions each turn: States.ArrayContains answers in one step.",
      jsonata: "This asks the long way round whether a list holds a value: JSONata says it as 'value in list'.",
      jsonataConstants: "One value is compared with {{count}} constants: JSONata says it as 'value in [a, b, c]'.",
    },
  },

  visit: {
    Choice(choice, { graph, options, report }) {
      if (choice.language !== "JSONPath") return;
      const { name } = choice;
      for (const { at, list, value } of filterTests(choice)) {
        report({ at, messageId: "filter", data: { choice: name, list, value } });
      }
      for (const { at, pattern, list } of textSearches(choice)) {
        report({ at, messageId: "text", data: { choice: name, pattern, list } });
      }
      for (const { rule, found } of alternativesIn(choice, graph(choice.scope))) {
        const at = rule.node.member("Or")?.keyRange ?? rule.node.range;
        if (found.kind === "indexes") {
          report({ at, messageId: "indexes", data: { count: found.count, list: found.list, value: found.value } });
        } else if (found.kind === "constants" && found.count >= options.minValues) {
          const { count, subject, before } = found;
          report({ at, messageId: "constants", data: { count, subject, before } });
        }
      }
    },

    Intrinsic(intrinsic, { report }) {
      const found = intrinsic.text.includes("ArrayLength") ? lengthTest(intrinsic) : undefined;
      if (found === undefined) return;
      const at = intrinsic.at(intrinsic.call.range);
      report({ at, messageId: "length", data: { list: found.list, value: found.value } });
    },

    Jsonata(jsonata, { options, report }) {
      const { source } = jsonata;
      const mayAsk = /\$(?:exists|count|boolean)\b/.test(source) && /\[[^\]]*\$(?![\w$])/.test(source);
      const ors = source.match(/\bor\b/g)?.length ?? 0;
      // Parsing takes longer than linting a state: only what can hold the finding is parsed.
      const root = mayAsk || ors >= options.minValues - 1 ? jsonata.tree.root : undefined;
      if (root === undefined) return;
      const count = equalityChain(root);
      const at = jsonata.at([0, source.length]);
      if (jsonataMembership(root)) report({ at, messageId: "jsonata" });
      else if (count >= options.minValues) report({ at, messageId: "jsonataConstants", data: { count } });
    },

    Map(map, { report }) {
      if (onlyCompares(map)) report({ at: map.nameRange, messageId: "map", data: { name: map.name } });
    },

    Loop(loop, { report }) {
      if (!searchesList(loop)) return;
      const { header, turn } = loop;
      const data = { way: wayRound(loop), transitions: turn.cost.transitions };
      report({ at: header.nameRange, messageId: "loop", data, related: placesRound(loop, header) });
    },
  },
});
