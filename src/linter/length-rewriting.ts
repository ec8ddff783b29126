import { freeName } from "../analysis/answers.ts";
import { lastName } from "../analysis/conditions.ts";
import type { KnownList } from "../analysis/known-lists.ts";
import type { LengthTests } from "../analysis/length-tests.ts";
import type { ChoiceRule } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { askInstead, assignIn, wordOf } from "./choice-rewriting.ts";

/** Lets the state that makes a list compute its length, and the Choice ask for that. */
export function askForLength(
  edit: Editor,
  { list, tests }: LengthTests,
  { before, argument }: KnownList,
): TextEdit[] | undefined {
  const name = freeName(`${wordOf(lastName(list))}Length`, before);
  if (argument === undefined || name === undefined) return undefined;
  const edits = [assignIn(edit, before, `${name}.$`, `States.ArrayLength(${argument})`)];
  for (const { rule, operand } of tests) {
    const operator = operand === true ? "NumericGreaterThan" : "NumericEquals";
    edits.push(askInstead(edit, rule, `$${name}`, { operator, operand: 0 }));
  }
  return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
}

/** Lets `Default` lead where the last rule of a Choice, which always holds, leads. */
export function makeDefault(edit: Editor, rule: ChoiceRule): TextEdit[] | undefined {
  const { choice, next, assign, output } = rule;
  const choices = choice.node.get("Choices");
  const isLast = choice.rules.at(-1) === rule && choices?.kind === "array" && !choice.rulesOpen;
  if (!isLast || next?.value === undefined || assign !== undefined || output !== undefined) return undefined;
  const removed = edit.removeItem(choices, choices.items.indexOf(rule.node));
  // Where another `Default` leads, nothing might lead any more.
  const written = choice.node.get("Default");
  if (written !== undefined && choice.default?.value !== next.value) return undefined;
  const set = written === undefined ? edit.setField(choice.node, "Default", next.value) : [];
  return removed && set && [...removed, ...set];
}
