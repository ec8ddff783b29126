import type { ParsedTree } from "../document/editor.ts";
import { parseJson } from "../document/json.ts";
import type { SourceFile } from "../document/source-file.ts";
import { readAsl } from "./asl.ts";
import type { Claim, ReaderName, Readers, Reading, Surroundings } from "./host.ts";
import { isTemplatePart, isTerraformName, isYaml, mayBeTemplate } from "./markers.ts";

/** Finds the definitions in a file, and what it names in other files. */
export function readDefinitions(file: SourceFile, claim: Claim, readers: Readers, around: Surroundings = {}): Reading {
  if (isTerraformName(file.path)) return loaded(readers, "terraform", file)(file, around, readers);
  const tree = isYaml(file.path, file.text) ? loaded(readers, "yaml", file)(file.text) : parseJson(file.text);
  return (
    readTemplate(file, tree, readers, around) ?? {
      definitions: readAsl(file, tree, claim, around.references),
      references: [],
    }
  );
}

function readTemplate(file: SourceFile, tree: ParsedTree, readers: Readers, around: Surroundings): Reading | undefined {
  const mayBe = isTemplatePart(around.references) || mayBeTemplate(file.path, (word) => file.text.includes(word));
  return mayBe ? loaded(readers, "templates", file)(file, tree, around, readers) : undefined;
}

function loaded<K extends ReaderName>(readers: Readers, name: K, { path }: SourceFile): NonNullable<Readers[K]> {
  const reader = readers[name];
  if (reader === undefined) throw new Error(`${path}: the reader '${name}' has not been loaded`);
  return reader;
}
