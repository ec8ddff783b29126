import type { MapState, Scope } from "../asl/model.ts";

/** The type of execution that states of a scope run in, as far as the definition and its host tell. */
export type ExecutionType = "STANDARD" | "EXPRESS" | undefined;

/** EXPRESS inside the item processor of a distributed Map that says so, else the machine's type. */
export function executionTypeOf(scope: Scope, machineType: ExecutionType): ExecutionType {
  const map = distributedMapAround(scope);
  if (map === undefined) return machineType;
  const type = map.executionType?.value;
  return type === "EXPRESS" || type === "STANDARD" ? type : undefined;
}

/** Whether states of a scope run in Express executions, or may do so by an `ExecutionType` that deployment fills in. */
export function mayBeExpress(scope: Scope, machineType: ExecutionType): boolean {
  const map = distributedMapAround(scope);
  const filledIn = map?.executionType?.node.kind === "dynamic" || map?.mode?.node.kind === "dynamic";
  return filledIn || executionTypeOf(scope, machineType) === "EXPRESS";
}

/** The nearest Map around a scope that is, or may be, distributed: what is inside runs in child executions. */
export function distributedMapAround(scope: Scope): MapState | undefined {
  for (let owner = scope.owner; owner !== undefined; owner = owner.scope.owner) {
    if (owner.type === "Map" && (owner.distributed || owner.mode?.node.kind === "dynamic")) return owner;
  }
  return undefined;
}
