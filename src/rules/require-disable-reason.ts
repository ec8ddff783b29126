import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "style",
    description: "Require a reason in every directive that turns rules off",
    recommended: false,
    declarations: true,
    messages: {
      missing: "'{{word}}' gives no reason: write '-- ' and why behind it, for whoever asks whether it still holds.",
    },
  },

  visit: {
    Directive({ word, kind, place, range, reason }, { report }) {
      // The metadata of a template have no place for one.
      if (kind === undefined || kind === "enable" || place === "metadata" || reason !== undefined) return;
      report({ at: range, messageId: "missing", data: { word } });
    },
  },
});
