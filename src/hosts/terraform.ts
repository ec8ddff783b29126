import type { ParseHcl } from "../document/hcl-syntax.ts";
import type { SourceFile } from "../document/source-file.ts";
import type { Reading, Surroundings } from "./host.ts";

/** Finds the definitions in a Terraform file. */
export function readTerraform(_file: SourceFile, _around: Surroundings, _parse: ParseHcl): Reading {
  return { definitions: [], references: [] };
}
