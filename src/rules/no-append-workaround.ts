import { inOneState } from "../analysis/append-rewrites.ts";
import { listSpread, nestedLists } from "../analysis/appended-lists.ts";
import type { Editor } from "../document/editor.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "workarounds",
    description: "Disallow appending to a list by nesting it in one state and flattening it in the next",
    recommended: "warn",
    needs: ["States.Array"],
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-arrays",
      "https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html",
    ],
    messages: {
      field:
        "'{{name}}' nests lists only for '{{reader}}' to flatten them: with '{{path}}' in its own '{{field}}' it does both in one state.",
      jsonata:
        "'{{name}}' nests lists only for '{{reader}}' to flatten them: in JSONata, '$append' makes one list in one state.",
      lost: "'[*][*]' in '{{reader}}' gives the items of lists only, so '{{item}}' is lost: put it into a list of its own.",
      spread:
        "'States.Array' does not spread '{{list}}': the old list becomes the first item of the new one, where '$append' of JSONata adds to it.",
      move: "Flatten in '{{field}}' of '{{name}}'",
      append: "Append in one state with '$append' of JSONata, which takes an item that is a list for more items",
      appendOnly:
        "Append in one state with '$append' of JSONata, which takes an item that is a list for more items and leaves nothing at '{{path}}'",
      wrap: "Put '{{item}}' into a list of its own",
    },
  },

  visit: {
    Path(path, { graph, report }) {
      if (!path.text.endsWith("*]")) return;
      const whole = () => graph(path.state.scope);
      const lists = nestedLists(path, whole);
      if (lists === undefined) return;
      const { before, reader, nested, flat, lost } = lists;
      const { text, call, node } = nested;
      const at = nested.at(call.range);
      const related = [{ message: `'${reader.name}' flattens them.`, range: flat.at(flat.path.range) }];
      if (lost !== undefined) {
        const item = text.slice(...lost.range);
        const wrapped = `${text.slice(0, lost.range[0])}States.Array(${item})${text.slice(lost.range[1])}`;
        const change = {
          messageId: "wrap",
          data: { item },
          change: (edit: Editor) => edit.replaceValue(node, wrapped),
        } as const;
        report({ at, messageId: "lost", data: { reader: reader.name, item }, related, suggest: [change] });
        return;
      }
      const { by, change, gone } = inOneState(lists, whole());
      const data = { name: before.name, reader: reader.name };
      if (by !== undefined) {
        const suggest = change && [{ messageId: "move", data: { ...data, field: by.field }, change } as const];
        report({ at, messageId: "field", data: { ...data, ...by }, related, ...(suggest && { suggest }) });
        return;
      }
      const suggest = change && [
        gone === undefined
          ? ({ messageId: "append", change } as const)
          : ({ messageId: "appendOnly", data: { path: gone }, change } as const),
      ];
      report({ at, messageId: "jsonata", data, related, ...(suggest && { suggest }) });
    },

    Intrinsic(intrinsic, { report }) {
      const spread = intrinsic.text.includes("[*]") ? listSpread(intrinsic) : undefined;
      if (spread === undefined) return;
      report({ at: intrinsic.at(spread.range), messageId: "spread", data: { list: spread.text } });
    },
  },
});
