import type { State, StateMachine } from "../asl/model.ts";
import { placeholderParts } from "../document/placeholders.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require names of states to be unique in the whole machine",
    recommended: "error",
    aws: ["DUPLICATE_STATE_NAME"],
    references: ["https://states-language.net/spec.html#states-fields"],
    messages: {
      duplicate:
        "A state '{{name}}' exists already: names are unique in the whole machine, branches and item processors included.",
    },
  },

  visit: {
    StateMachine(machine, { report }) {
      for (const [first, ...later] of sameNames(machine)) {
        const { name, nameRange } = first;
        const related = [{ message: `The first '${name}' is here.`, range: nameRange }];
        for (const state of later) {
          // An alias of YAML brings in the same text again.
          const isAlias = state.member.keyStart === first.member.keyStart;
          const at = isAlias ? state.scope.range : state.nameRange;
          report({ at, messageId: "duplicate", data: { name }, related });
        }
      }
    },
  },
});

/** The states of each name that several scopes have, in the order of the text. */
function sameNames(machine: StateMachine): [State, ...State[]][] {
  const { scopes } = machine;
  if (scopes.length === 1) return [];
  const firsts = new Map<string, State>();
  const groups = new Map<string, [State, ...State[]]>();
  for (const scope of scopes) {
    for (const state of scope.states.values()) {
      const { name } = state;
      const first = firsts.get(name);
      const group = groups.get(name);
      if (first === undefined) firsts.set(name, state);
      else if (group === undefined) groups.set(name, [first, state]);
      else group.push(state);
    }
  }
  // What deployment fills in may tell two names apart.
  const certain = [...groups].filter(([name]) => placeholderParts(name) === undefined);
  return certain.map(([, group]) => group.sort((a, b) => a.member.keyStart - b.member.keyStart));
}
