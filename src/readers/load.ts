import type { Readers } from "../hosts/host.ts";

const loaded: { yaml?: Promise<NonNullable<Readers["yaml"]>>; jsonata?: Promise<NonNullable<Readers["jsonata"]>> } = {};

/** Loads the packages that reading needs, each once. */
export async function loadReaders(needed: readonly ("yaml" | "jsonata")[]): Promise<Readers> {
  if (needed.includes("yaml")) loaded.yaml ??= import("./yaml.ts").then(({ readYaml }) => readYaml);
  if (needed.includes("jsonata"))
    loaded.jsonata ??= import("./jsonata.ts").then(({ parseExpression }) => parseExpression);
  const [yaml, jsonata] = await Promise.all([loaded.yaml, loaded.jsonata]);
  return { ...(yaml && { yaml }), ...(jsonata && { jsonata }) };
}
