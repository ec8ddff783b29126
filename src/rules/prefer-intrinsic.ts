import { emulatedCall } from "../analysis/emulated-call.ts";
import { mappedBy } from "../analysis/mapped-by.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "workarounds",
    description: "Prefer intrinsic functions, or those of JSONata, to Lambda functions and Maps that do the same",
    recommended: false,
    strict: "warn",
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html",
    ],
    messages: {
      lambda:
        "'{{function}}' is called for what {{instead}} does, which is no call that costs, takes time and can fail.",
      path: "Map '{{name}}' only picks a field of each item, and each item costs a transition: the path {{instead}} gathers them at once.",
      map: "Map '{{name}}' only makes a value of each item, and each item costs a transition: {{instead}} makes all of them at once.",
    },
  },

  visit: {
    Task(task, { report }) {
      const found = emulatedCall(task);
      if (found === undefined) return;
      const { named, instead } = found;
      report({ at: named.range, messageId: "lambda", data: { function: found.function, instead } });
    },

    Map(map, { report }) {
      const found = mappedBy(map);
      if (found === undefined) return;
      report({ at: map.nameRange, messageId: found.kind, data: { name: map.name, instead: found.instead } });
    },
  },
});
