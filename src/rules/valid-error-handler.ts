import type { MapState, Parallel, Task } from "../asl/model.ts";
import type { Json } from "../document/editor.ts";
import { type ArrayNode, isPlain, plainValue, stringOf, type ValueNode } from "../document/nodes.ts";
import { type Change, defineRule, type ReportFor } from "../linter/rule.ts";

const messages = {
  empty: "This {{handler}} names no error, so it would never match: AWS takes no empty 'ErrorEquals'.",
  alone: "'States.ALL' stands beside other names, but means all of them: AWS takes it only alone.",
  last: "'States.ALL' stands before other {{handlers}}, which would never be asked: AWS takes it only in the last one.",
  onlyAll: "Name only 'States.ALL'",
  moveLast: "Move this {{handler}} to the end",
} as const;

type Finding = ReportFor<typeof messages>;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require retriers and catchers to name errors, and States.ALL alone and last",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
      "https://states-language.net/spec.html#errors",
    ],
    messages,
  },

  visit: {
    Task: (task, context) => check(task, context),
    Parallel: (parallel, context) => check(parallel, context),
    Map: (map, context) => check(map, context),
  },
});

interface Context {
  readonly definition: { comments(): readonly { readonly range: readonly [number, number] }[] };
  report(finding: Finding): void;
}

function check({ node }: Task | Parallel | MapState, { definition, report }: Context): void {
  const hasComments = ({ range: [start, end] }: ValueNode): boolean =>
    definition.comments().some(({ range }) => range[0] >= start && range[1] <= end);
  for (const finding of faults(node.get("Retry"), "retrier", hasComments)) report(finding);
  for (const finding of faults(node.get("Catch"), "catcher", hasComments)) report(finding);
}

type HasComments = (node: ValueNode) => boolean;

function* faults(list: ValueNode | undefined, handler: string, hasComments: HasComments): Generator<Finding> {
  if (list?.kind !== "array") return;
  const last = list.items.findLastIndex((item) => item.kind === "object");
  let offered = false;
  for (const [i, entry] of list.items.entries()) {
    const names = entry.kind === "object" ? entry.get("ErrorEquals") : undefined;
    if (names?.kind !== "array") continue;
    const all = names.items.find((item) => stringOf(item) === "States.ALL");
    if (names.items.length === 0 && !names.open) {
      yield { at: names.range, messageId: "empty", data: { handler } };
    } else if (all !== undefined && names.items.length > 1) {
      yield {
        at: all.range,
        messageId: "alone",
        suggest: [{ messageId: "onlyAll", change: (edit) => edit.replaceValue(names, ["States.ALL"]) }],
      };
    } else if (all !== undefined && i < last) {
      yield {
        at: all.range,
        messageId: "last",
        data: { handlers: `${handler}s` },
        suggest: offered ? [] : [{ messageId: "moveLast", data: { handler }, change: moving(list, i, hasComments) }],
      };
      // Each writes the whole list anew, and two cannot be made at once.
      offered = true;
    }
  }
}

function moving(list: ArrayNode, index: number, hasComments: HasComments): Change {
  return (edit) => (isPlain(list) && !hasComments(list) ? edit.replaceValue(list, moved(list, index)) : undefined);
}

/** The entries of a list, one of them moved to the end. */
function moved(list: ArrayNode, index: number): Json {
  const entries = list.items.map((item) => plainValue(item) as Json); // a tree without holes is plain JSON
  return [...entries.toSpliced(index, 1), entries[index] ?? null];
}
