import type { Range, TextEdit } from "../document/nodes.ts";
import type { Definition } from "../hosts/host.ts";
import { defineRule } from "../linter/rule.ts";
import type { Directive } from "../linter/suppress.ts";
import { hintAt } from "../util/did-you-mean.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "style",
    description: "Disallow directives that turn nothing off, and names in them that no rule has",
    recommended: "warn",
    declarations: true,
    fixable: true,
    hasSuggestions: true,
    messages: {
      idle: "'{{word}}' turns nothing off: no rule has anything to report here.",
      idleEnable: "'{{word}}' turns nothing on: nothing is off here.",
      unused: "'{{id}}' has nothing to report here: there is nothing to turn off.",
      unusedEnable: "'{{id}}' is not off here: there is nothing to turn on.",
      unknown: "Rule '{{id}}' does not exist, so nothing is turned {{effect}}.{{hint}}",
      unknownWord: "'{{word}}' is no directive, so it does nothing.{{hint}}",
      misplaced: "'{{word}}' does nothing in a 'Comment' field: 'steplint-disable' covers the state that it stands in.",
      rename: "Write '{{id}}'",
    },
  },

  visit: {
    Directive(directive, { definition, report }) {
      const { word, kind, place, range, names, isIdle, nearestWord, remove } = directive;
      if (kind === undefined) {
        if (nearestWord === undefined) return;
        report({ at: range, messageId: "unknownWord", data: { word, hint: hintOf(nearestWord) } });
        return;
      }
      if (place === "field" && kind !== "disable") {
        report({ at: range, messageId: "misplaced", data: { word } });
        return;
      }
      const isEnable = kind === "enable";
      if (isIdle) report({ at: range, messageId: isEnable ? "idleEnable" : "idle", data: { word }, fix: remove });
      const withoutUnused = directive.without(unusedNames(directive));
      // Of a sentence behind the names, no word is the name of a rule: one report will do.
      let isTold = false;
      for (const { id, range: at, state, nearest } of names) {
        if (state === "unused") {
          report({ at, messageId: isEnable ? "unusedEnable" : "unused", data: { id }, fix: withoutUnused });
        } else if (state === "unknown" && (nearest !== undefined || !isTold)) {
          isTold ||= nearest === undefined;
          report({
            at,
            messageId: "unknown",
            data: {
              id,
              effect: isEnable ? "on" : "off",
              hint: place === "metadata" ? hintAt(nearest) : hintOf(nearest),
            },
            ...(nearest !== undefined && {
              suggest: [
                { messageId: "rename", data: { id: nearest }, change: () => rename(definition, at, id, nearest) },
              ],
            }),
          });
        }
      }
    },
  },
});

/** All of them, so that the fix of one mends the others, too. */
function unusedNames({ names }: Directive): ReadonlySet<string> {
  return new Set(names.filter(({ state }) => state === "unused").map(({ id }) => id));
}

/** In a text inside other text a name may be written with escapes: that is left alone. */
function rename({ file }: Definition, range: Range, id: string, text: string): readonly TextEdit[] | undefined {
  return file.text.slice(...range) === id ? [{ range, text }] : undefined;
}

function hintOf(nearest: string | undefined): string {
  return hintAt(nearest) || " A reason stands behind '--'.";
}
