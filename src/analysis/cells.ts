import { type JsonataNode, jsonataPath } from "../asl/jsonata.ts";
import { type ParsedPath, parsePath } from "../asl/jsonpath.ts";
import type { State } from "../asl/model.ts";
import { isWhole } from "./stored.ts";

/** A place that holds a value from state to state: a variable, or a place in what states hand to one another. */
export type Cell =
  | { readonly kind: "variable"; readonly name: string }
  /** `$.a.b` of JSONPath, `$states.input.a.b` of JSONata; all of it without names. */
  | { readonly kind: "data"; readonly names: readonly string[] };

/** A text that is equal for equal cells. */
export function cellKey(cell: Cell): string {
  return cell.kind === "variable" ? `$${cell.name}` : JSON.stringify(cell.names);
}

/** The cell that a path of JSONPath reads; `undefined` if it reads more, less or something else. */
export function cellOfPath(path: ParsedPath): Cell | undefined {
  if (path.error !== undefined || path.root === "context") return undefined;
  const names: string[] = [];
  for (const step of path.steps) {
    if (step.kind !== "name" || step.descendant) return undefined;
    names.push(step.name);
  }
  if (path.root === "input") return { kind: "data", names };
  return names.length === 0 && path.variable !== undefined ? { kind: "variable", name: path.variable } : undefined;
}

/** The cell that an expression of JSONata reads, and does nothing else. */
export function cellOfJsonata(node: JsonataNode | undefined): Cell | undefined {
  const keys = jsonataPath(node);
  const [root, inside, ...names] = keys ?? [];
  if (root === "states") return inside === "input" ? { kind: "data", names } : undefined;
  return root === undefined || root === "" || inside !== undefined ? undefined : { kind: "variable", name: root };
}

/** The cell that a state's own question is about, as it is when the state is entered: `InputPath` comes first. */
export function askedCell(cell: Cell | undefined, { language, inputPath }: State): Cell | undefined {
  if (cell?.kind !== "data" || language === "JSONata" || isWhole(inputPath)) return cell;
  const text = inputPath?.value;
  const input = typeof text === "string" ? cellOfPath(parsePath(text)) : undefined;
  return input?.kind === "data" ? { kind: "data", names: [...input.names, ...cell.names] } : undefined;
}
