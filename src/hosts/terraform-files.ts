import type { Issue } from "../document/editor.ts";
import { interpolationEnd } from "../document/hcl-interpolation.ts";
import { templateNames } from "../document/hcl-names.ts";
import { type HclNode, isTemplate, unwrapped } from "../document/hcl-syntax.ts";
import { decodeTemplate } from "../document/hcl-template.ts";
import type { Range } from "../document/nodes.ts";
import type { FileSystem } from "./host.ts";
import { missingFile, pathBeside } from "./refer.ts";

/** A file that an expression names. */
export interface NamedFile {
  /** As written. */
  readonly written: string;
  /** As in `SourceFile.path`. */
  readonly path: string;
  /** Where its name is written. */
  readonly range: Range;
  /** Whether it must be there: `path.module` is the folder of the file, other folders are known only when it runs. */
  readonly isSure: boolean;
}

/** What is known of a named file. */
export interface FoundFile {
  /** Its path as the file system has it; `undefined` if it cannot be had. */
  readonly path: string | undefined;
  /** Its text; `undefined` if it cannot be had. */
  readonly text: string | undefined;
  readonly issue: Issue | undefined;
}

const FOLDER = /^\$\{\s*path\s*\.\s*(module|root|cwd)\s*\}\/+/;

/** The file that an expression names from a Terraform file; `undefined` if only deployment knows it. */
export function namedFile(expression: HclNode, text: string, from: string): NamedFile | undefined {
  const { type, start, end, broken } = unwrapped(expression);
  if (broken || !isTemplate({ type }) || type === "heredoc_template") return undefined;
  const template = decodeTemplate(text, start, end, (written) => written);
  if (template === undefined) return undefined;
  const written = template.map.text;
  const folder = template.holes[0]?.at === 0 ? FOLDER.exec(written) : null;
  if (template.holes.length > (folder === null ? 0 : 1)) return undefined;
  const rest = folder === null ? written : written.slice(folder[0].length);
  if (rest === "") return undefined;
  return {
    written: text.slice(start + 1, end - 1),
    path: pathBeside(from, folder === null ? rest : `./${rest}`),
    range: [start + 1, end - 1],
    isSure: folder?.[1] === "module",
  };
}

/** Looks for a named file. */
export function findFile(named: NamedFile, from: string, files: FileSystem): FoundFile {
  const { path, isSure } = named;
  const found = files.read(path);
  if (typeof found !== "string") return { path: found.path, text: found.text, issue: undefined };
  return { path, text: undefined, issue: isSure ? missingFile(found, named, from, files) : undefined };
}

/** The names of the variables that a template of Terraform uses, in `${…}` and `%{…}`. */
export function usesIn(text: string): Set<string> {
  const names = new Set<string>();
  const open = /([$%])\1?\{/g;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const isEscape = match[0].length === 3;
    const end = isEscape ? undefined : interpolationEnd(text, match.index, text.length);
    if (end === undefined) continue;
    const expression = text.slice(match.index + 2, end - 1);
    // Where it may give names of its own, every word of it may be one that it uses.
    const used = templateNames(expression)?.map(({ name }) => name) ?? expression.match(/[A-Za-z_][\w-]*/g) ?? [];
    for (const name of used) names.add(name);
    open.lastIndex = end;
  }
  return names;
}
