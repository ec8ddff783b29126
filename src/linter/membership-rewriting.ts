import type { Alternatives } from "../analysis/alternatives.ts";
import type { PathTest } from "../analysis/conditions.ts";
import { lastName } from "../analysis/conditions.ts";
import { asksForFirst } from "../analysis/emulations.ts";
import type { Graph } from "../analysis/graph.ts";
import { type Membership, textArgument } from "../analysis/membership.ts";
import { soleQuestions } from "../analysis/sole-question.ts";
import { isWhole } from "../analysis/stored.ts";
import type { ChoiceRule, Intrinsic, Path, Scope } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { answerBefore, askInstead, askOnce, wordOf } from "./choice-rewriting.ts";

/**
 * Stores the answer of `States.ArrayContains` in the place of what a filter finds, and asks for it in the Choice behind.
 * `undefined` unless the Choice certainly decides as before, and nothing else gets what was stored.
 */
export function containsInstead(
  edit: Editor,
  expression: Path | Intrinsic,
  { list, value, exact }: Membership,
  graphOf: (scope: Scope) => Graph,
): TextEdit[] | undefined {
  const questions = exact ? soleQuestions(expression, graphOf) : undefined;
  if (questions === undefined) return undefined;
  const edits = [edit.replaceValue(expression.node, `States.ArrayContains(${list}, ${value})`)];
  for (const test of questions) {
    const asked = "call" in expression ? anyOf(test) : firstOf(test);
    edits.push(asked && askInstead(edit, test.rule, asked.path, { operator: "BooleanEquals", operand: asked.hit }));
  }
  return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
}

interface Asked {
  /** The path of what is stored. */
  readonly path: string;
  /** Whether the comparison holds where there is a hit. */
  readonly hit: boolean;
}

function firstOf(test: PathTest): Asked | undefined {
  const { path, operand } = test;
  const last = path.steps.at(-1);
  if (!asksForFirst(test) || last === undefined || typeof operand !== "boolean") return undefined;
  return { path: path.text.slice(0, last.range[0] - path.range[0]), hit: operand };
}

/** The comparisons that tell a number of hits above 0 from none. */
function anyOf({ path, operator, operand }: PathTest): Asked | undefined {
  const asks = `${operator} ${String(operand)}`;
  if (asks === "NumericGreaterThan 0" || asks === "NumericGreaterThanEquals 1") return { path: path.text, hit: true };
  if (/^Numeric(?:(?:LessThan)?Equals 0|LessThan 1)$/.test(asks)) return { path: path.text, hit: false };
  return undefined;
}

/**
 * Lets the state before compute whether a value is among constants, and one comparison ask for it. `undefined` unless the
 * Choice would compare the value in any case: what is missing fails the one state as it fails the other.
 */
export function containsBefore(
  edit: Editor,
  rule: ChoiceRule,
  { tests, subject, before }: Extract<Alternatives, { kind: "constants" }>,
): TextEdit[] | undefined {
  const { choice, parent, rules } = rule;
  const [first] = rules;
  const several = new Set(tests.map((test) => test.rule));
  if (choice.rules[0] !== rule || parent !== undefined || first === undefined || !several.has(first)) return undefined;
  if (subject.root === "input" && !isWhole(choice.inputPath)) return undefined;
  // Numbers that are equal may be written differently, and only a Choice is known to take them for equal.
  const constants = tests.map(({ operand }) => (typeof operand === "string" ? textArgument(operand) : undefined));
  if (constants.includes(undefined)) return undefined;
  const call = (path: string) => `States.ArrayContains(States.Array(${[...new Set(constants)].join(", ")}), ${path})`;
  const word = `${wordOf(lastName(subject))}IsListed`;
  return answerBefore(edit, { before, subject, word, call }, (variable) =>
    askOnce(edit, rule, several, variable, { operator: "BooleanEquals", operand: true }),
  );
}
