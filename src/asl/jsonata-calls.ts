import type { Range } from "../document/nodes.ts";
import { type JsonataNode, type JsonataTree, keptWithTree } from "./jsonata.ts";
import { jsonataTokens, tokenEndingAt } from "./jsonata-tokens.ts";

/** A call of a function that the expression does not define itself. */
export interface JsonataCall {
  /** Without `$`. */
  readonly name: string;
  /** The range of the name with its `$`. Offsets count in the source. */
  readonly range: Range;
  /** How many arguments it gets, the value that `~>` hands it included. */
  readonly args: number;
}

/** The calls of functions by name, but for those that the expression binds anywhere: with `:=`, `@`, `#`, as a parameter. */
export function jsonataCalls(tree: JsonataTree): readonly JsonataCall[] {
  return callsIn(tree) ?? [];
}

const callsIn = keptWithTree(({ nodes, source }): JsonataCall[] => {
  const calls = nodes.filter(({ type, procedure }) => isCall(type) && procedure?.type === "variable");
  if (calls.length === 0) return [];
  const chained = new Set(nodes.flatMap(({ type, rhs }) => (type === "apply" ? [rhs] : [])));
  const bound = boundNames(nodes);
  return calls.flatMap((node) => {
    const { procedure, arguments: args = [] } = node;
    const name = String(procedure?.value);
    if (bound.has(name)) return [];
    const count = args.length + (node.type === "function" && chained.has(node) ? 1 : 0);
    return [
      {
        name,
        get range() {
          return tokenEndingAt(jsonataTokens(source), procedure?.position ?? 0);
        },
        args: count,
      },
    ];
  });
});

function isCall(type: string): boolean {
  return type === "function" || type === "partial";
}

function boundNames(nodes: readonly JsonataNode[]): Set<string> {
  const names = new Set<string>();
  for (const { type, lhs, arguments: parameters, focus, index, stages } of nodes) {
    if (type === "bind" && lhs !== undefined && "value" in lhs) names.add(String(lhs.value));
    if (type === "lambda") for (const { value } of parameters ?? []) names.add(String(value));
    if (focus !== undefined) names.add(focus);
    if (index !== undefined) names.add(index);
    for (const stage of stages ?? []) if (stage.type === "index") names.add(String(stage.value));
  }
  return names;
}
