import { readApi } from "./api.ts";
import { readCloudFormation } from "./cloudformation.ts";
import type { Readers } from "./host.ts";
import { readServerless, readServerlessPart } from "./serverless.ts";

/** Reads a template of any kind; `undefined` if it is none. */
export const readTemplate: NonNullable<Readers["templates"]> = (file, tree, around, readers) => {
  const template = { file, tree, readers };
  return (
    readServerlessPart(template, around) ??
    readServerless(template, around) ??
    readCloudFormation(template, tree.root, [], around) ??
    readApi(template)
  );
};
