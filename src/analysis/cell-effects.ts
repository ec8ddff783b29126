import { nameOfKey, variableOfKey } from "../asl/assigned-name.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { Field, TreeField } from "../asl/model.ts";
import { placeholderParts } from "../document/placeholders.ts";
import { type Effect, KEEP, LOST, templateEffect, treeEffect } from "./cell-values.ts";
import { type Cell, cellOfPath } from "./cells.ts";
import type { Edge } from "./graph.ts";
import { isWhole } from "./stored.ts";

export type { Effect } from "./cell-values.ts";

/** What becomes of a cell when a transition is taken; `lost` where that is not certain. */
export function effectOn(cell: Cell, edge: Edge): Effect {
  return cell.kind === "variable" ? variableEffect(cell.name, edge) : dataEffect(cell.names, edge);
}

function variableEffect(name: string, { kind, from, rule, catcher }: Edge): Effect {
  // The `Assign` of a state does not count where a rule or catcher leads on.
  const assigner = kind === "choice" ? rule : kind === "catch" ? catcher : from;
  const node = assigner?.assign?.node;
  if (node === undefined) return KEEP;
  if (node.kind !== "object" || node.open) return LOST;
  let effect: Effect = KEEP;
  for (const { key, value } of node.members) {
    if (placeholderParts(key) !== undefined) return LOST;
    if (variableOfKey(key) !== name) continue;
    if (effect !== KEEP || nameOfKey(key, from.language) !== name) return LOST;
    const isEvaluated = key !== name;
    effect = treeEffect(value, [], { kind: "variable", name }, from, isEvaluated ? "evaluated" : "template");
  }
  return effect;
}

function dataEffect(names: readonly string[], edge: Edge): Effect {
  if (edge.from.language === "JSONPath") return jsonpathEffect(names, edge);
  return edge.from.language === "JSONata" ? jsonataEffect(names, edge) : LOST;
}

function jsonpathEffect(names: readonly string[], { kind, from, catcher }: Edge): Effect {
  if (!isWhole(from.inputPath) || !isWhole(from.outputPath)) return LOST;
  if (kind === "catch") return resultEffect(names, catcher?.resultPath, () => LOST);
  if (from.type === "Choice" || from.type === "Wait") return KEEP;
  if (from.type === "Pass") {
    if (from.result !== undefined) {
      const { node } = from.result;
      const cell: Cell = { kind: "data", names };
      return resultEffect(names, from.resultPath, (rest) => treeEffect(node, rest, cell, from, "literal"));
    }
    if (from.parameters === undefined) {
      return isWhole(from.resultPath) ? KEEP : resultEffect(names, from.resultPath, () => LOST);
    }
    return resultEffect(names, from.resultPath, (rest) =>
      templateEffect(from.parameters as TreeField, rest, names, from),
    );
  }
  if (from.type === "Task" || from.type === "Parallel" || from.type === "Map") {
    return resultEffect(names, from.resultPath, () => LOST);
  }
  return LOST;
}

/** What a result at a `ResultPath` leaves of a place; `inside` tells it of the names that lead from the one to the other. */
function resultEffect(
  names: readonly string[],
  resultPath: Field<string | null> | undefined,
  inside: (rest: readonly string[]) => Effect,
): Effect {
  if (resultPath === undefined) return inside(names);
  const { value } = resultPath;
  if (value === null) return KEEP;
  if (value === undefined) return LOST;
  const target = cellOfPath(parsePath(value));
  if (target?.kind !== "data") return LOST;
  const differs = target.names.findIndex((name, i) => name !== names[i]);
  if (differs === -1) return inside(names.slice(target.names.length));
  // A result inside of what the place holds changes it.
  return differs < names.length ? KEEP : LOST;
}

function jsonataEffect(names: readonly string[], { kind, from, rule, catcher }: Edge): Effect {
  const output = kind === "choice" ? rule?.output : kind === "catch" ? catcher?.output : from.output;
  const cell: Cell = { kind: "data", names };
  if (output !== undefined) return treeEffect(output.node, names, cell, from, "template");
  if (kind === "catch") return LOST;
  return from.type === "Pass" || from.type === "Wait" || from.type === "Choice" ? KEEP : LOST;
}
