import type { ParsedTree } from "../document/editor.ts";
import { hasDirectives, interpolationEnd } from "../document/hcl-interpolation.ts";
import { parseJson } from "../document/json.ts";
import type { SourceFile } from "../document/source-file.ts";
import { readAsl, UNHOSTED } from "./asl.ts";
import type { Claim, ReaderName, Readers, Reading, Surroundings } from "./host.ts";
import { isDefinitionName, isTemplatePart, isTerraformName, isYaml, mayBeTemplate } from "./markers.ts";
import { elsewhere } from "./refer.ts";

/** Finds the definitions in a file, and what it names in other files. */
export function readDefinitions(file: SourceFile, claim: Claim, readers: Readers, around: Surroundings = {}): Reading {
  if (isTerraformName(file.path)) return loaded(readers, "terraform", file)(file, around, readers);
  const tree = readTree(file, readers);
  if (hasDirectives(file.text)) {
    const isSure = claim !== "found" || isDefinitionName(file.path) || (around.references ?? []).length > 0;
    const { context = UNHOSTED } = around.references?.[0] ?? {};
    return { definitions: isSure ? [elsewhere({ file, tree }, [], tree.root, context)] : [], references: [] };
  }
  return (
    readTemplate(file, tree, readers, around) ?? {
      definitions: readAsl(file, tree, claim, around.references),
      references: [],
    }
  );
}

/** The tree of a text; of one that only makes sense once quotes in its interpolations are none of its own, that tree. */
function readTree({ path, text }: SourceFile, readers: Readers): ParsedTree {
  const read = (source: string): ParsedTree =>
    isYaml(path, text) ? loaded(readers, "yaml", { path })(source) : parseJson(source);
  const tree = read(text);
  if (!isBroken(tree) || !text.includes("${")) return tree;
  const masked = withoutInnerQuotes(text);
  const other = masked === text ? tree : read(masked);
  return isBroken(other) ? tree : other;
}

function isBroken({ issues }: ParsedTree): boolean {
  return issues.some(({ kind }) => kind === "syntax");
}

/** A text with single quotes in the interpolations of Terraform, such as `${arns["a"]}`, each character in its place. */
function withoutInnerQuotes(text: string): string {
  let masked = "";
  let at = 0;
  for (let open = text.indexOf("${"); open !== -1; open = text.indexOf("${", at)) {
    // What goes on over lines is mostly no interpolation, but one that nothing closes.
    const [label = ""] = text.slice(open, open + LONGEST).split("\n", 1);
    const end = interpolationEnd(text, open, open + label.length) ?? open + 2;
    masked += text.slice(at, open) + text.slice(open, end).replaceAll('"', "'").replaceAll("\\", "/");
    at = end;
  }
  return masked + text.slice(at);
}

// Each that does not end is looked at as far as this.
const LONGEST = 1_000;

function readTemplate(file: SourceFile, tree: ParsedTree, readers: Readers, around: Surroundings): Reading | undefined {
  const mayBe = isTemplatePart(around.references) || mayBeTemplate(file.path, (word) => file.text.includes(word));
  return mayBe ? loaded(readers, "templates", file)(file, tree, around, readers) : undefined;
}

function loaded<K extends ReaderName>(
  readers: Readers,
  name: K,
  { path }: Pick<SourceFile, "path">,
): NonNullable<Readers[K]> {
  const reader = readers[name];
  if (reader === undefined) throw new Error(`${path}: the reader '${name}' has not been loaded`);
  return reader;
}
