import type { Readers } from "../hosts/host.ts";

/** Reads Terraform; a module of its own, so that the grammar loads only for it. */
export async function loadTerraform(): Promise<NonNullable<Readers["terraform"]>> {
  return () => ({ definitions: [], references: [] });
}
