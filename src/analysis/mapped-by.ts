import { jsonataSource } from "../asl/jsonata.ts";
import { parsePath } from "../asl/jsonpath.ts";
import { isReferencePath } from "../asl/jsonpath-compare.ts";
import type { MapState, Pass } from "../asl/model.ts";
import { scalarsIn, stringOf } from "../document/nodes.ts";
import { onlyCompares } from "./searching.ts";
import { isWhole } from "./stored.ts";

/** What does the work of a Map at once, in its own language. */
export interface MappedBy {
  /** Whether a path picks one field of each item, or `$map` makes something of each. */
  readonly kind: "path" | "map";
  readonly instead: string;
}

/** What does the work of a Map that runs one Pass for each item. */
export function mappedBy(map: MapState): MappedBy | undefined {
  const { processor, node, distributed } = map;
  const [only, ...others] = [...(processor?.states.values() ?? [])];
  if (only?.type !== "Pass" || others.length > 0 || processor?.open || only.node.open || node.open) return undefined;
  // Those of a distributed Map are executions of their own, and who writes its results needs it.
  if (distributed !== false || map.itemReader !== undefined || map.resultWriter !== undefined) return undefined;
  if (only.assign !== undefined || map.language !== only.language) return undefined;
  return map.language === "JSONata" ? mappedByFunction(map, only) : mappedByPath(map, only);
}

function mappedByPath({ itemsPath, itemSelector, parameters, language }: MapState, pass: Pass): MappedBy | undefined {
  if (language !== "JSONPath" || itemSelector !== undefined || parameters !== undefined) return undefined;
  if (pass.parameters !== undefined || pass.result !== undefined || !isWhole(pass.resultPath)) return undefined;
  const fields = [pass.inputPath, pass.outputPath].filter((field) => !isWhole(field));
  const [field] = fields;
  const items = itemsPath === undefined ? "$" : itemsPath.value;
  if (fields.length !== 1 || typeof field?.value !== "string" || typeof items !== "string") return undefined;
  const path = parsePath(field.value);
  if (path.root !== "input" || !isReferencePath(path) || parsePath(items).error !== undefined) return undefined;
  return { kind: "path", instead: `${items}[*]${field.value.slice(1)}` };
}

function mappedByFunction(map: MapState, pass: Pass): MappedBy | undefined {
  const { items, itemSelector } = map;
  if (itemSelector !== undefined || map.itemBatcher !== undefined || pass.output === undefined) return undefined;
  // What it asks of the context is different in each item.
  const texts = [...scalarsIn(pass.output.node)].map((node) => stringOf(node) ?? "");
  const uses = texts.some((text) => text.startsWith("{%"));
  if (!uses || texts.some((text) => text.includes("$states.context")) || onlyCompares(map)) return undefined;
  const written = items === undefined ? undefined : stringOf(items.node);
  const list = items === undefined ? "$states.input" : (jsonataSource(written ?? "")?.trim() ?? "…");
  // Of one item alone, $map makes no list.
  return { kind: "map", instead: `[$map(${list}, function($item) { … })]` };
}
