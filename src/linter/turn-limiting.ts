import type { Assigns, TurnLimit } from "../analysis/turn-limit.ts";
import type { Editor, Json } from "../document/editor.ts";
import type { TextEdit } from "../document/nodes.ts";
import { count } from "../util/words.ts";

/** Writes a counter that ends a loop: its start, its step, the rule that asks for it and the state that the rule leads to. */
export function limitTurns(edit: Editor, limit: TurnLimit, turns: number): TextEdit[] | undefined {
  const { name, starts, wait, choice, index, rule, exit } = limit;
  const choices = choice.node.get("Choices");
  const states = choice.scope.statesNode;
  if (choices?.kind !== "array" || states === undefined) return undefined;
  const step = wait.language === "JSONata" ? `{% $${name} + 1 %}` : `States.MathAdd($${name}, 1)`;
  const changes = [
    ...starts.map((start) => ({ node: start.node, edits: assign(edit, start, name, 0) })),
    { node: wait.node, edits: assign(edit, wait, wait.language === "JSONata" ? name : `${name}.$`, step) },
    { node: choices, edits: edit.insertItem(choices, index, { ...rule, Next: exit }) },
    {
      node: states,
      edits: edit.setField(states, exit, {
        Type: "Fail",
        Error: "GaveUpWaiting",
        Cause: `Not done after ${count(turns)} turns.`,
      }),
    },
  ];
  // Two of them may add a line behind the same one: what belongs to the inner object comes first.
  changes.sort((a, b) => depth(b.node.pointer) - depth(a.node.pointer));
  const edits: TextEdit[] = [];
  for (const change of changes) {
    if (change.edits === undefined) return undefined;
    edits.push(...change.edits);
  }
  return edits;
}

function assign(edit: Editor, { node, assign: field }: Assigns, key: string, value: Json): TextEdit[] | undefined {
  if (field?.node.kind === "object") return edit.setField(field.node, key, value);
  return field === undefined ? edit.setField(node, "Assign", { [key]: value }) : undefined;
}

function depth(pointer: string): number {
  return pointer.split("/").length;
}
