import { choiceFault, operandFaults } from "../analysis/choice-shape.ts";
import { type ChoiceKeys, choiceKeysOf, jsonataRuleKeys, jsonpathRuleKeys } from "../asl/choice-keys.ts";
import type { ChoiceRule } from "../asl/model.ts";
import { pathTwin } from "../asl/path-twin.ts";
import { saidOtherwise, usualWords } from "../data/choice-operators.ts";
import { describeValue } from "../document/describe.ts";
import type { Editor } from "../document/editor.ts";
import { type MemberNode, type ObjectNode, stringOf, type TextEdit } from "../document/nodes.ts";
import { type Change, defineRule, type ReportFor } from "../linter/rule.ts";
import { hintAt, nearest } from "../util/did-you-mean.ts";

const messages = {
  two: "'{{first}}' and '{{second}}' stand in one rule, which has exactly one of 'And', 'Or', 'Not', 'Variable' and 'Condition'.",
  twoComparisons: "'{{first}}' and '{{second}}' compare one variable: make them two rules inside an 'And' or 'Or'.",
  beside: {
    text: "'{{comparison}}' stands beside '{{head}}', where nothing is compared: it belongs into a rule inside.",
    severity: "warn",
  },
  noVariable: "'{{comparison}}' has no 'Variable' beside it that says what is compared.",
  noComparison: "This rule has a 'Variable' and nothing it is compared with, such as 'StringEquals'.",
  nothing: "This rule asks nothing: it needs a 'Variable' with a comparison, or 'And', 'Or' or 'Not'.",
  noCondition: "This rule has no 'Condition', and a rule in JSONata asks through nothing else.",
  unknownOperator: "'{{key}}' is no operator or field of a choice rule.{{hint}}",
  nestedNext: "A rule inside '{{head}}' takes no 'Next': only the rule around it leads to a state.",
  nestedAssign: {
    text: "A rule inside '{{head}}' takes no 'Assign': only the rule around it assigns variables.",
    severity: "warn",
  },
  operand: "'{{key}}' takes {{wanted}}, and this is {{found}}.",
  timestamp: {
    text: "'{{key}}' takes a timestamp such as 2026-01-31T12:00:00Z, which this text is not.",
    severity: "warn",
  },
  operandPath: "'{{key}}' takes {{wanted}}, and this is {{found}}. Did you mean '{{twin}}'?",
  timestampPath: {
    text: "'{{key}}' takes a timestamp such as 2026-01-31T12:00:00Z, which this text is not. Did you mean '{{twin}}'?",
    severity: "warn",
  },
  empty: "'{{key}}' has no rule inside, and AWS takes no empty list here.",
  plainCondition: {
    text: "This condition is plain text, which is never true: an expression stands between {% and %}.",
    severity: "warn",
  },
  rename: "Change it to '{{name}}'",
  write: "Write {{value}}",
  move: "Move it to the rule around it",
  remove: "Remove 'Next'",
} as const;

type Finding = ReportFor<typeof messages>;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require choice rules to ask one thing, with operators and operands that exist",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html",
      "https://states-language.net/spec.html#choice-state",
    ],
    messages,
  },

  visit: {
    ChoiceRule(rule, { report }) {
      const keys = choiceKeysOf(rule.node);
      if (rule.choice.language !== "JSONata") {
        for (const finding of makeUp(rule, keys)) report(finding);
        for (const finding of content(rule, keys)) report(finding);
        // What JSONPath rules are made of has no place in JSONata, which another rule says.
      } else if (rule.parent === undefined && keys.heads.length + keys.comparisons.length === 0) {
        for (const finding of jsonata(rule.node, keys)) report(finding);
      }
    },
  },
});

/** Whether a JSONPath rule has what it needs, and nothing else. */
function* makeUp(rule: ChoiceRule, keys: ChoiceKeys): Generator<Finding> {
  const fault = choiceFault(rule, keys);
  const meant = fault && "meant" in fault ? fault.meant : undefined;
  for (const member of keys.unknown) yield unknown(rule.node, member, jsonpathRuleKeys);
  if (fault === undefined || meant !== undefined) return;
  if (fault.kind === "two" || fault.kind === "twoComparisons") {
    const { kind, first, second } = fault;
    const related = [{ message: `'${first.key}' is here.`, range: first.keyRange }];
    yield { at: second.keyRange, messageId: kind, data: { first: first.key, second: second.key }, related };
  } else if (fault.kind === "beside") {
    const data = { comparison: fault.comparison.key, head: fault.head.key };
    yield { at: fault.comparison.keyRange, messageId: "beside", data };
  } else if (fault.kind === "noVariable") {
    yield { at: fault.comparison.keyRange, messageId: "noVariable", data: { comparison: fault.comparison.key } };
  } else if (fault.head) yield { at: fault.head.keyRange, messageId: "noComparison" };
  else yield { at: rule.node.range, messageId: "nothing" };
}

/** A key that no rule has. */
function unknown(node: ObjectNode, member: MemberNode, known: readonly string[]): Finding {
  const { key } = member;
  const otherwise = saidOtherwise(key);
  const usual = usualWords(key);
  const near = otherwise !== undefined ? undefined : known.includes(usual) ? usual : nearest(usual, known);
  const hint = otherwise === undefined ? hintAt(near) : ` To say it, ${otherwise}.`;
  const found = { at: member.keyRange, messageId: "unknownOperator" as const, data: { key, hint } };
  if (near === undefined || node.member(near) !== undefined) return found;
  return {
    ...found,
    suggest: [{ messageId: "rename", data: { name: near }, change: (edit) => edit.renameKey(member, near) }],
  };
}

/** What stands behind the keys of a JSONPath rule. */
function* content({ node, parent, choice }: ChoiceRule, keys: ChoiceKeys): Generator<Finding> {
  const next = parent?.operator && node.member("Next");
  const assign = parent?.operator && node.member("Assign");
  if (next) {
    yield {
      at: next.keyRange,
      messageId: "nestedNext",
      data: { head: parent.operator },
      suggest: [
        { messageId: "move", change: (edit) => moveNext(edit, node, next, parent) },
        { messageId: "remove", change: (edit) => edit.removeField(node, next) },
      ],
    };
  }
  if (assign) yield { at: assign.keyRange, messageId: "nestedAssign", data: { head: parent.operator } };
  for (const fault of operandFaults(keys)) {
    const { key, node: value } = fault;
    const member = fault.kind !== "empty" && choice.language === "JSONPath" ? node.member(key) : undefined;
    const twin = member && pathTwin(node, member);
    if (member !== undefined && twin !== undefined) {
      const change: Change = (edit) => edit.renameKey(member, twin);
      const suggest = [{ messageId: "rename" as const, data: { name: twin }, change }];
      if (fault.kind !== "operand") yield { at: value.range, messageId: "timestampPath", data: { key, twin }, suggest };
      else {
        const { wanted, found } = fault;
        yield { at: value.range, messageId: "operandPath", data: { key, wanted, found, twin }, suggest };
      }
    } else if (fault.kind !== "operand") yield { at: value.range, messageId: fault.kind, data: { key } };
    else {
      const { wanted, found, meant } = fault;
      const change: Change = (edit) => (meant === undefined ? undefined : edit.replaceValue(value, meant));
      const suggest =
        meant === undefined ? [] : [{ messageId: "write" as const, data: { value: String(meant) }, change }];
      yield { at: value.range, messageId: "operand", data: { key, wanted, found }, suggest };
    }
  }
}

/** Moves a transition to the outermost rule, if that has none. */
function moveNext(edit: Editor, node: ObjectNode, next: MemberNode, parent: ChoiceRule): TextEdit[] | undefined {
  let outermost = parent;
  while (outermost.parent !== undefined) outermost = outermost.parent;
  const name = stringOf(next.value);
  if (name === undefined || outermost.node.member("Next") !== undefined) return undefined;
  const removed = edit.removeField(node, next);
  const added = edit.setField(outermost.node, "Next", name);
  return removed && added && [...removed, ...added];
}

function* jsonata(node: ObjectNode, { condition, unknown: others }: ChoiceKeys): Generator<Finding> {
  const meant = condition ? undefined : others.find(({ key }) => nearest(key, ["Condition"]) !== undefined);
  for (const member of others) yield unknown(node, member, jsonataRuleKeys);
  if (condition === undefined) {
    if (meant === undefined && !node.open) yield { at: node.range, messageId: "noCondition" };
    return;
  }
  const { key, value } = condition;
  const text = stringOf(value);
  if (text !== undefined) {
    // Text with one of the marks is a broken expression, which another rule reports.
    if (!text.includes("{%") && !text.includes("%}")) yield { at: value.range, messageId: "plainCondition" };
  } else if (value.kind !== "dynamic" && !(value.kind === "scalar" && typeof value.value === "boolean")) {
    const wanted = "true, false or a JSONata expression";
    yield { at: value.range, messageId: "operand", data: { key, wanted, found: describeValue(value) } };
  }
}
