import { parsePath } from "../asl/jsonpath.ts";
import { jsonataOfPath } from "../asl/jsonpath-jsonata.ts";
import type { State } from "../asl/model.ts";
import { evaluatedName, templateObjects } from "../asl/template.ts";
import type { Editor } from "../document/editor.ts";
import { type MemberNode, type ObjectNode, stringOf, type TextEdit } from "../document/nodes.ts";

/** What JSONata has for a field of JSONPath, as a sentence. */
export function insteadOf(field: string, state: State): string {
  const twin = twinOf(field, state);
  const name = INSTEAD[field] ?? (twin && `'${twin}'`);
  return name === undefined ? "" : ` In JSONata it is ${name}.`;
}

const INSTEAD: Readonly<Record<string, string>> = {
  InputPath: "'$states.input' with a path behind it, wherever it is needed",
  OutputPath: "'Output'",
  ResultPath: "'Output', or a variable in 'Assign'",
  ResultSelector: "'Output'",
  Variable: "one 'Condition'",
  And: "one 'Condition'",
  Or: "one 'Condition'",
  Not: "one 'Condition'",
};

/** The field that says the same in JSONata: `Seconds` for `SecondsPath`. Those of `INSTEAD` have none. */
function twinOf(field: string, { type }: State): string | undefined {
  if (field === "Parameters") return PARAMETERS[type];
  if (field === "Result") return "Output";
  return field.endsWith("Path") && INSTEAD[field] === undefined ? field.slice(0, -"Path".length) : undefined;
}

const PARAMETERS: Readonly<Partial<Record<State["type"], string>>> = {
  Task: "Arguments",
  Parallel: "Arguments",
  Pass: "Output",
  Map: "ItemSelector",
};

/** A field of JSONata that takes the place of one of JSONPath. */
export interface JsonataTwin {
  readonly name: string;
  /** Writes it; `undefined` where the value cannot be said faithfully. */
  change(edit: Editor): TextEdit[] | undefined;
}

/** The field that says the same in JSONata, with its value rewritten; `undefined` where none does by itself. */
export function jsonataTwin(object: ObjectNode, member: MemberNode, state: State): JsonataTwin | undefined {
  const { key, value } = member;
  const name = twinOf(key, state);
  if (name === undefined || object.member(name) !== undefined) return undefined;
  const change = (edit: Editor): TextEdit[] | undefined => {
    const renamed = edit.renameKey(member, name);
    const rewritten =
      key === "Parameters" ? templateEdits(edit, member) : key === "Result" ? [] : pathEdits(edit, member);
    return renamed && rewritten && [...renamed, ...rewritten];
  };
  return value.kind === "dynamic" ? undefined : { name, change };
}

function pathEdits(edit: Editor, { value }: MemberNode): TextEdit[] | undefined {
  const written = jsonataOfPath(parsePath(stringOf(value) ?? ""), "$states.input");
  return written === undefined ? undefined : edit.replaceValue(value, written);
}

/** Every key that was evaluated, with an expression for its path. */
function templateEdits(edit: Editor, { value }: MemberNode): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const object of templateObjects(value)) {
    for (const member of object.members) {
      const name = evaluatedName(member.key);
      if (name === undefined) continue;
      const renamed = edit.renameKey(member, name);
      const rewritten = pathEdits(edit, member);
      if (renamed === undefined || rewritten === undefined) return undefined;
      edits.push(...renamed, ...rewritten);
    }
  }
  return edits;
}
