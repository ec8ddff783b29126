import { statesMembers } from "../analysis/context-fields.ts";
import { findMissingValues, type MissingValue } from "../analysis/missing-variables.ts";
import { type Assigned, type Assignment, seesOuter, type VariableRead, type Variables } from "../analysis/variables.ts";
import { MAX_VARIABLE_NAME, nameFault, nameOfKey } from "../asl/assigned-name.ts";
import type { State } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import { meantOfStates } from "../linter/jsonata-wording.ts";
import { wayThrough } from "../linter/loop-wording.ts";
import { defineRule, type RelatedPlace } from "../linter/rule.ts";
import { placesOf, replaceReads } from "../linter/variable-wording.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";

const warn = <const T extends string>(text: T) => ({ text, severity: "warn" }) as const;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require variables to have names that AWS takes, and a value wherever they are read",
    recommended: "error",
    hasSuggestions: true,
    aws: ["RESERVED_VARIABLE_NAME", "INVALID_VARIABLE_NAME"],
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html"],
    messages: {
      reserved: "Nothing is assigned to 'states', as '$states' belongs to Step Functions: choose another name.",
      part: "'{{key}}' is a part of a variable, and 'Assign' sets whole variables: assign all of '{{whole}}'.",
      suffix: "'{{key}}' is no variable name: '.$' marks the paths of JSONPath states, and this is a JSONata state.",
      character: "Variable name '{{key}}' holds '{{character}}', and AWS takes letters, digits and '_' alone.",
      empty: warn("An empty key of 'Assign' names no variable."),
      digit: warn("Variable name '{{key}}' starts with a digit, where AWS documents a letter."),
      length: warn("Variable name '{{key}}' has {{length}} characters, and AWS documents {{max}} at most."),
      outer: warn(
        "'{{name}}' is a variable of the scope around '{{owner}}', and nothing inside can assign it: choose another name.",
      ),
      nowhere: warn("'{{state}}' reads '${{name}}', which no state assigns.{{hint}}"),
      states: warn("'{{state}}' reads '$states', which JSONata states alone have: here '$' is the input."),
      tooEarly: warn(
        "'{{state}}' reads '${{name}}', which it assigns itself: a new value is there from the next state on.",
      ),
      later: warn("'{{state}}' reads '${{name}}', which no state before it assigns."),
      sometimes: warn("'{{state}}' reads '${{name}}', which has no value on {{way}}."),
      inside: warn(
        "'{{state}}' reads '${{name}}', which is assigned only inside '{{owner}}': what a branch or item processor assigns is gone when it ends.",
      ),
      sibling: warn(
        "'{{state}}' reads '${{name}}', which only another branch of '{{owner}}' assigns: branches do not see each other's variables.",
      ),
      isolated: warn(
        "'{{state}}' reads '${{name}}' of the scope around '{{owner}}', whose items run in executions of their own: hand it in with 'ItemSelector'.",
      ),
      change: "Change it to '{{text}}'",
    },
  },

  visit: {
    StateMachine(_, { variables, graph, report }) {
      const found = variables();
      for (const assignment of found.assignments) {
        const problem = problemOfName(assignment);
        if (problem !== undefined) report(problem);
      }
      for (const { name, scope, assignments } of found.declared) {
        const { owner } = scope;
        const [first, ...others] = assignments;
        if (owner === undefined || first === undefined || problemOfName(first) !== undefined) continue;
        const outer = seesOuter(scope) ? found.resolve(name, owner) : undefined;
        // AWS takes a name that the owner's catcher assigns when all inside is gone; so it is with the owner's own 'Assign'.
        if (outer === undefined || !HAS_VALUE.has(found.before(owner, name))) continue;
        const related = [...assigned(outer.assignments), ...assigned(others)];
        report({ at: first.member.keyRange, messageId: "outer", data: { name, owner: owner.name }, related });
      }
      findMissingValues(found, graph).forEach((value, i) => {
        report(problemOfRead(value, i < MOST_HINTS ? found : undefined));
      });
    },
  },
});

const HAS_VALUE: ReadonlySet<Assigned> = new Set<Assigned>(["always", "sometimes"]);

// Whoever has more of them has renamed something, and comparing thousands of names with thousands takes its time.
const MOST_HINTS = 200;

function problemOfName({ member, state }: Assignment) {
  const fault = nameFault(member.key, state.language);
  if (fault === undefined) return undefined;
  const at = member.keyRange;
  const key = nameOfKey(member.key, state.language);
  const renameTo = (text: string | undefined) => {
    if (text === undefined) return [];
    return [{ messageId: "change" as const, data: { text }, change: (edit: Editor) => edit.renameKey(member, text) }];
  };
  switch (fault.kind) {
    case "reserved":
    case "empty":
      return { at, messageId: fault.kind };
    case "digit":
      return { at, messageId: fault.kind, data: { key } };
    case "part":
      return { at, messageId: fault.kind, data: { key, whole: fault.whole } };
    case "suffix":
      return { at, messageId: fault.kind, data: { key }, suggest: renameTo(fault.bare) };
    case "character": {
      const name = fault.bare && fault.bare + member.key.slice(key.length);
      return { at, messageId: fault.kind, data: { key, character: fault.character }, suggest: renameTo(name) };
    }
    case "length":
      return { at, messageId: fault.kind, data: { key, length: fault.length, max: MAX_VARIABLE_NAME } };
  }
}

function problemOfRead({ name, why, reads, assignments }: MissingValue, variables: Variables | undefined) {
  const [{ state, range: at }, ...others] = reads;
  const data = { state: state.name, name };
  const readToo = placesOf(others, (other) => [other.range, `'${other.state.name}' reads it, too.`]);
  const related = [...assigned(assignments), ...readToo];
  switch (why.kind) {
    case "nowhere": {
      const ofStates = meantOfReads(reads);
      const near = ofStates ?? (variables && nearVariable(name, variables.visibleAt(state)));
      const isOneLanguage = others.every((other) => other.state.language === state.language);
      const meant = near ?? (isOneLanguage ? inputOf(state, name) : "unknown");
      const change = (edit: Editor) => replaceReads(reads, meant, edit);
      const suggest = meant === "unknown" ? [] : [{ messageId: "change" as const, data: { text: meant }, change }];
      const hint = hintAt(near === "unknown" ? undefined : near);
      return { at, messageId: why.kind, data: { ...data, hint }, related, suggest };
    }
    case "states":
      return { at, messageId: why.kind, data: { state: state.name }, related };
    case "sometimes": {
      const before = why.way?.filter((each) => each !== state) ?? [];
      const way = why.way ? (before.length > 0 ? `the way ${wayThrough(why.way)}` : "its first visit") : "some ways";
      const passed = placesOf(before, (each) => [each.nameRange, `'${each.name}' is on the way without a value.`]);
      return { at, messageId: why.kind, data: { ...data, way }, related: [...related, ...passed] };
    }
    case "inside":
    case "sibling":
    case "isolated":
      return { at, messageId: why.kind, data: { ...data, owner: why.owner.name }, related };
    default:
      return { at, messageId: why.kind, data, related };
  }
}

function nearVariable(name: string, visible: readonly string[]): string | undefined {
  const near = nearest(name, visible);
  return near && `$${near}`;
}

/** The part of `$states` that is meant by what a JSONata machine does not assign; "unknown" if it is not one everywhere. */
function meantOfReads(reads: readonly VariableRead[]): string | undefined {
  const meant = new Set(
    reads.map(({ state, node, name, inner }) => {
      if (state.language !== "JSONata") return undefined;
      const next = /^\s*\.\s*(\w+)/.exec(String(node.value).slice(inner[1]))?.[1];
      return meantOfStates(name, next, statesMembers({ node, state }));
    }),
  );
  const [first] = meant;
  return meant.size > 1 ? "unknown" : first;
}

/** The field of the input that bears the name: `$status` is easily written for `$.status`. */
function inputOf({ language }: State, name: string): string {
  return `${language === "JSONata" ? "$states.input" : "$"}.${name}`;
}

function assigned(assignments: readonly Assignment[]): RelatedPlace[] {
  return placesOf(assignments, ({ member, state }) => [member.keyRange, `'${state.name}' assigns it.`]);
}
