import type { ParsedTree } from "../document/editor.ts";
import { parseJson } from "../document/json.ts";
import type { SourceFile } from "../document/source-file.ts";
import type { Claim, Definition, Readers } from "./host.ts";

const NAMED = /\.asl(?:\.(?:json|jsonc|json5|yaml|yml))?$/i;
const READABLE = /\.(?:json|jsonc|json5|yaml|yml|asl)$/i;
const YAML = /\.ya?ml$/i;

/** Whether a file can hold a raw definition at all, judged by its name. */
export function isReadableName(path: string): boolean {
  return READABLE.test(path);
}

/** Whether a file says by its name that it holds a definition, even a broken one. */
export function isDefinitionName(path: string): boolean {
  return NAMED.test(path);
}

/**
 * Whether a file may hold a raw definition; cheap, from text that has not been parsed. `includes` tells whether the
 * text holds a word, so that callers can look into bytes before they decode them.
 */
export function mayHoldDefinition(path: string, claim: Claim, includes: (word: string) => boolean): boolean {
  if (claim === "declared" || isDefinitionName(path)) return true;
  const starts = includes("StartAt");
  const states = includes("States");
  return claim === "named" ? starts || states : starts && states;
}

/** Whether reading a file needs the YAML reader: by its name, or on unnamed text that does not open as JSON. */
export function isYaml(path: string, text: string): boolean {
  if (YAML.test(path)) return true;
  if (READABLE.test(path) && !/\.asl$/i.test(path)) return false;
  return !/^\s*(?:[{[]|\/[/*])/.test(text);
}

/** Reads a raw definition; none where the text holds something else. */
export function readAsl(file: SourceFile, claim: Claim, readers: Readers): Definition[] {
  const tree = parse(file, readers);
  if (claim !== "declared" && !isDefinitionName(file.path) && !looksLikeMachine(tree, claim)) return [];
  return [
    {
      file,
      context: { host: "asl", type: undefined, generated: false },
      root: tree.root,
      edit: tree.edit,
      // Under other names (.jsonc, .json5, text from a pipe) the author has chosen a dialect and converts it.
      issues: /\.json$/i.test(file.path) ? tree.issues : tree.issues.filter(({ kind }) => kind !== "lenient"),
      comments: () => tree.comments(),
    },
  ];
}

function parse(file: SourceFile, readers: Readers): ParsedTree {
  if (!isYaml(file.path, file.text)) return parseJson(file.text);
  if (readers.yaml === undefined) throw new Error(`${file.path}: the YAML reader has not been loaded`);
  return readers.yaml(file.text);
}

function looksLikeMachine({ root }: ParsedTree, claim: Claim): boolean {
  if (root.kind !== "object") return false;
  const starts = root.get("StartAt") !== undefined;
  const states = root.get("States") !== undefined;
  return claim === "named" ? starts || states : starts && states;
}
