import { ObjectNode, type ValueNode } from "../document/nodes.ts";
import { numberField, stringField } from "./fields.ts";
import { createJsonataReader, type JsonataTree } from "./jsonata.ts";
import type { MapState, Parallel, Scope, State, StateMachine } from "./model.ts";
import { languageOf, readState } from "./states.ts";

// Parents exist before their children here, so that each child can point at its parent; afterwards nothing changes.
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads a definition into the typed model. Never throws: a field that is missing, broken or dynamic is `undefined`, a
 * state that cannot be told is `Unknown`.
 *
 * @param readJsonata parses expressions; by default nothing is known of them.
 */
export function parseMachine(
  root: ValueNode,
  readJsonata: (source: string) => JsonataTree = createJsonataReader(undefined),
): StateMachine {
  const node = root.kind === "object" ? root : emptyObject(root);
  const scopes: Scope[] = [];
  const machine = {
    ...scopeFields(node),
    comment: stringField(node, "Comment"),
    timeoutSeconds: numberField(node, "TimeoutSeconds"),
    queryLanguage: stringField(node, "QueryLanguage"),
    version: stringField(node, "Version"),
    language: languageOf(node, "JSONPath"),
    scopes,
    readJsonata,
    owner: undefined,
    // The machine is its own machine, which can be said only once it is there.
  } as unknown as Writable<StateMachine>;
  machine.machine = machine;
  fillScope(machine, scopes);
  return machine;
}

function emptyObject(root: ValueNode): ObjectNode {
  const node = new ObjectNode(root.origin, root.start, root.end);
  node.open = true;
  return node;
}

function scopeFields(node: ObjectNode): Omit<Scope, "owner" | "machine"> {
  const states = node.get("States");
  return {
    node,
    range: node.range,
    startAt: stringField(node, "StartAt"),
    statesNode: states?.kind === "object" ? states : undefined,
    states: new Map(),
    open: node.open || states?.kind === "dynamic" || (states?.kind === "object" && states.open),
  };
}

function fillScope(scope: Writable<Scope>, scopes: Scope[]): void {
  scopes.push(scope);
  const states = new Map<string, State>();
  scope.states = states;
  const readScope = (node: ValueNode, owner: Parallel | MapState): Scope | undefined => {
    if (node.kind !== "object") return undefined;
    const inner = { ...scopeFields(node), owner, machine: scope.machine };
    fillScope(inner, scopes);
    return inner;
  };
  for (const member of scope.statesNode?.members ?? []) {
    // A duplicated name keeps its place in the order, as in JSON readers.
    states.set(member.key, readState(member, scope, readScope));
  }
}
