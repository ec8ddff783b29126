import { jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import type { MapState } from "../asl/model.ts";
import { literalsAt } from "./cell-origin.ts";
import { treeEffect } from "./cell-values.ts";
import { askedCell, type Cell, cellOfJsonata, cellOfPath } from "./cells.ts";
import type { Graph } from "./graph.ts";

/** How many items a Map goes through, where they are written down: in it, or in a state that comes before it. */
export function literalItems(map: MapState, graph: Graph): number | undefined {
  if (map.itemReader !== undefined) return undefined;
  if (map.language === "JSONPath") return itemsBehind(itemsCell(map), map, graph);
  const items = map.items;
  if (map.language !== "JSONata" || items === undefined) return undefined;
  // No place in the input is without names and inside of it: nothing that is read counts as kept.
  const effect = treeEffect(items.node, [], NOWHERE, map, "template");
  if (effect.kind === "set") return effect.length;
  const { node } = items;
  const source = node.kind === "scalar" && typeof node.value === "string" ? jsonataSource(node.value) : undefined;
  const root = source === undefined ? undefined : map.scope.machine.readJsonata(source).root;
  return itemsBehind(cellOfJsonata(root), map, graph);
}

const NOWHERE: Cell = { kind: "variable", name: "" };

function itemsCell(map: MapState): Cell | undefined {
  const { itemsPath } = map;
  const text = itemsPath === undefined ? "$" : itemsPath.value;
  return text === undefined ? undefined : askedCell(cellOfPath(parsePath(text)), map);
}

function itemsBehind(cell: Cell | undefined, map: MapState, graph: Graph): number | undefined {
  const literals = cell && literalsAt(cell, map, graph);
  const [first, ...others] = literals ?? [];
  return first !== undefined && others.every(({ length }) => length === first.length) ? first.length : undefined;
}
