import { topField } from "../asl/expressions.ts";
import type { Jsonata, State } from "../asl/model.ts";
import { type ContextFields, contextFields } from "../data/context-object.ts";

/** What is wrong with a path into the context object. */
export type ContextFault =
  /** Its name number `index` is none of `known`. */
  | { readonly kind: "unknown"; readonly index: number; readonly known: readonly string[] }
  /** It reads the item of a Map, or the token of a task, where there is none. */
  | { readonly kind: "item" | "token" };

/**
 * Checks a path such as Execution, Id behind `$$` or `$states.context`.
 *
 * @param field the field of the state that it stands in
 */
export function contextFault(names: readonly string[], state: State, field: string): ContextFault | undefined {
  let fields: ContextFields = contextFields;
  for (const [index, name] of names.entries()) {
    if (fields === "any") break;
    const inside: ContextFields | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (inside === undefined) return { kind: "unknown", index, known: Object.keys(fields) };
    fields = inside;
  }
  if (names[0] === "Map" && !mayHaveItem(state, field)) return { kind: "item" };
  if (names[0] === "Task" && !mayHaveToken(state)) return { kind: "token" };
  return undefined;
}

/** What `$states` has where an expression stands. */
export function statesMembers(place: Pick<Jsonata, "node" | "state">): readonly string[] {
  const { type } = place.state;
  const field = topField(place);
  if (field === "Catch") return IN_CATCHER;
  const mayHaveResult = type === "Task" || type === "Parallel" || type === "Map" || type === "Unknown";
  return mayHaveResult && (field === "Output" || field === "Assign") ? WITH_RESULT : EVERYWHERE;
}

const EVERYWHERE = ["input", "context"];
const WITH_RESULT = [...EVERYWHERE, "result"];
const IN_CATCHER = [...EVERYWHERE, "errorOutput"];

const PER_ITEM = new Set(["ItemSelector", "Parameters", "ItemBatcher"]);

/**
 * Whether a Map may run items here. AWS names `ItemSelector` alone; but real machines read the item inside of the
 * processor too, and nobody has shown that it is not there.
 */
function mayHaveItem(state: State, field: string): boolean {
  if (state.type === "Unknown" || (state.type === "Map" && PER_ITEM.has(field))) return true;
  for (let owner = state.scope.owner; owner !== undefined; owner = owner.scope.owner) {
    if (owner.type === "Map") return true;
  }
  return false;
}

/** Whether somebody may wait for a token here; of activities and `.sync` jobs it is not known whether they have one. */
function mayHaveToken(state: State): boolean {
  if (state.type !== "Task") return state.type === "Unknown";
  const { resource } = state;
  if (resource.kind === "integration") return resource.pattern !== "request";
  return resource.kind !== "lambda";
}
