import { lengthOf, maxMachineName, maxStateName, notInMachineName } from "../data/names.ts";
import { placeholderParts } from "../document/placeholders.ts";
import { defineRule } from "../linter/rule.ts";
import { characterName } from "../util/printable.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require names of states and machines that AWS takes",
    recommended: "error",
    declarations: true,
    aws: [
      "INVALID_STATE_NAME",
      "STATE_MACHINE_NAME_EMPTY",
      "STATE_MACHINE_NAME_INVALID",
      "STATE_MACHINE_NAME_TOO_LONG",
    ],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html",
      "https://states-language.net/spec.html#states-fields",
    ],
    messages: {
      long: "This name has {{length}} characters, and AWS takes {{max}} at most.",
      empty: { text: "This state has no name, so that no message can tell which one it is.", severity: "warn" },
      machineEmpty: "The name of this machine is empty.",
      machineLong: "The name of this machine has {{length}} characters, and AWS takes {{max}} at most.",
      machineCharacter: "The name of this machine, '{{name}}', holds a {{character}}, which AWS does not take there.",
    },
  },

  visit: {
    StateMachine(_machine, { definition, report }) {
      const { machineName: name, resource } = definition.context;
      const at = resource?.machineNameRange;
      if (name === undefined || at === undefined || placeholderParts(name) !== undefined) return;
      const length = name.length > maxMachineName ? lengthOf(name) : name.length;
      const character = notInMachineName.exec(name)?.[0];
      if (name === "") report({ at, messageId: "machineEmpty" });
      else if (length > maxMachineName) report({ at, messageId: "machineLong", data: { length, max: maxMachineName } });
      else if (character !== undefined) {
        report({ at, messageId: "machineCharacter", data: { name, character: characterName(character) } });
      }
    },

    State({ name, nameRange }, { report }) {
      if (name === "") report({ at: nameRange, messageId: "empty" });
      if (name.length <= maxStateName || placeholderParts(name) !== undefined) return;
      const length = lengthOf(name);
      if (length > maxStateName) report({ at: nameRange, messageId: "long", data: { length, max: maxStateName } });
    },
  },
});
