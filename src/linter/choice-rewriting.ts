import { freeName, pathInAssign } from "../analysis/answers.ts";
import type { ParsedPath } from "../asl/jsonpath.ts";
import type { ChoiceRule, State } from "../asl/model.ts";
import type { Editor, Json } from "../document/editor.ts";
import { isPlain, plainValue, type TextEdit } from "../document/nodes.ts";

/** What a Choice asks of a value. */
export interface Question {
  readonly operator: string;
  readonly operand: Json;
}

/** Lets the state before a Choice compute an answer, and rules of the Choice ask for it. */
export interface Answer {
  readonly before: State;
  /** What the answer is computed from, as the Choice sees it. */
  readonly subject: ParsedPath;
  /** The variable's name, if it is free. */
  readonly word: string;
  /** The call that computes it from a path. */
  call(path: string): string;
}

/**
 * Stores an answer in a variable of the state before, and hands its name to what writes the questions. `undefined` where
 * one of them cannot be written, or the state cannot compute it.
 */
export function answerBefore(
  edit: Editor,
  { before, subject, word, call }: Answer,
  ask: (variable: string) => TextEdit[] | undefined,
): TextEdit[] | undefined {
  const path = pathInAssign(subject, before);
  const name = path === undefined ? undefined : freeName(word, before);
  if (path === undefined || name === undefined) return undefined;
  const assigned = assignIn(edit, before, `${name}.$`, call(path));
  const asked = ask(`$${name}`);
  return assigned && asked && [...assigned, ...asked];
}

/** Lets a state assign one more variable. */
export function assignIn(edit: Editor, { node }: State, key: string, value: string): TextEdit[] | undefined {
  if (node.kind !== "object" || node.open) return undefined;
  const field = node.get("Assign");
  if (field === undefined) return edit.setField(node, "Assign", { [key]: value });
  return field.kind === "object" && !field.open ? edit.setField(field, key, value) : undefined;
}

/** A name as the beginning of a variable's name. */
export function wordOf(name: string | undefined): string {
  return name !== undefined && /^[A-Za-z_]\w{0,40}$/.test(name) ? name : "value";
}

/** Lets a comparison ask something else. */
export function askInstead(
  edit: Editor,
  { variable, comparison }: ChoiceRule,
  path: string,
  { operator, operand }: Question,
): TextEdit[] | undefined {
  if (variable === undefined || comparison === undefined) return undefined;
  const edits = [
    variable.value === path ? [] : edit.replaceValue(variable.node, path),
    comparison.key === operator ? [] : edit.renameKey(comparison.member, operator),
    comparison.value === operand ? [] : edit.replaceValue(comparison.node, operand),
  ];
  return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
}

/** Lets one comparison take the place of several in an `Or`; of the whole `Or` if those are all. */
export function askOnce(
  edit: Editor,
  rule: ChoiceRule,
  several: ReadonlySet<ChoiceRule>,
  path: string,
  { operator, operand }: Question,
): TextEdit[] | undefined {
  const or = rule.node.member("Or");
  if (or?.value.kind !== "array" || !isPlain(or.value)) return undefined;
  const others = rule.rules.filter((inner) => !several.has(inner));
  if (others.length === 0) {
    const edits = [
      edit.renameKey(or, "Variable"),
      edit.replaceValue(or.value, path),
      edit.setField(rule.node, operator, operand),
    ];
    return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
  }
  // A plain tree without dynamic parts is JSON.
  const kept = others.map(({ node }) => plainValue(node) as Json);
  return edit.replaceValue(or.value, [{ Variable: path, [operator]: operand }, ...kept]);
}
