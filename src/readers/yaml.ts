import * as library from "yaml";
import type { ParsedTree } from "../document/editor.ts";
import { parseYaml } from "../document/yaml.ts";

/** Reads YAML; a module of its own, so that the library and all that stands on it load only for YAML. */
export function readYaml(text: string): ParsedTree {
  return parseYaml(text, library);
}
