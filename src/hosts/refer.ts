import { type Issue, refusingEditor } from "../document/editor.ts";
import { DynamicNode, type Range, type ValueNode } from "../document/nodes.ts";
import { pointerOf, type Template, type Way } from "./embedded.ts";
import type { Definition, FileSystem, HostContext, Reading, Refusal, Surroundings } from "./host.ts";

/** A file that a template names as a definition. */
export interface NamedFile {
  /** As written, from the folder of the template. */
  readonly written: string;
  /** The value that names it. */
  readonly node: ValueNode;
  readonly way: Way;
}

/** What a template says of a machine whose text stands in another file. */
export function referTo(template: Template, named: NamedFile, context: HostContext, around: Surroundings): Reading {
  const path = pathBeside(template.base ?? template.file.path, named.written);
  const found = around.files?.read(path);
  const standIn = elsewhere(template, named.way, named.node, context, path);
  if (typeof found === "string") {
    const place = { written: named.written, path, range: named.node.range };
    const issue = missingFile(found, place, template.file.path, around.files);
    return { definitions: [{ ...standIn, issues: issue === undefined ? [] : [issue] }], references: [] };
  }
  const definition = found && { ...standIn, elsewhere: { path, uses: namesIn(found.text) } };
  return {
    definitions: [definition ?? standIn],
    references: [{ path, role: { kind: "definition" }, context: withoutPlaces(context) }],
  };
}

/** The declaration of a machine whose text does not stand where it is declared. */
export function elsewhere(
  { file, tree }: Pick<Template, "file" | "tree">,
  way: Way,
  node: ValueNode,
  context: HostContext,
  path?: string,
): Definition {
  return {
    file,
    context,
    pointer: pointerOf(way),
    root: new DynamicNode(node.origin, node.start, node.end, [], "expression"),
    edit: context.generated ? refusingEditor : tree.edit,
    issues: [],
    elsewhere: { path, uses: undefined },
    comments: () => tree.comments(),
  };
}

/** What a host says of a machine, without places in the host's own file. */
export function withoutPlaces({ resource: _, substitutions, disabled, ...context }: HostContext): HostContext {
  return {
    ...context,
    ...(substitutions && {
      substitutions: { ...substitutions, entries: substitutions.entries.map(({ name }) => ({ name })) },
    }),
    ...(disabled && { disabled: disabled.map(({ id }) => ({ id })) }),
  };
}

/** A path as written in a file, from the folder that the paths of files count from. */
export function pathBeside(file: string, written: string): string {
  if (written.startsWith("/") || /^[A-Za-z]:[\\/]/.test(written)) return written;
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
  const parts: string[] = [];
  for (const part of `${folder}/${written}`.split("/")) {
    if (part === "..") {
      if (parts.length === 0 || parts.at(-1) === "..") parts.push(part);
      else parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return (folder.startsWith("/") ? "/" : "") + parts.join("/");
}

/** The names of the placeholders in a text that is not read any further. */
export function namesIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/\$\{\s*([^{}\s]+)\s*\}/g), ([, name = ""]) => name));
}

/** A place where a file names another one. */
export interface MissingPlace {
  readonly written: string;
  /** As in `SourceFile.path`. */
  readonly path: string;
  readonly range: Range;
}

/** Why a file that a host names cannot be its definition; nothing where that is not sure. */
export function missingFile(
  refusal: Refusal,
  { written, path, range }: MissingPlace,
  host: string,
  files: FileSystem | undefined,
): Issue | undefined {
  if (refusal === "folder") {
    return { kind: "missing-file", message: `'${written}' is a folder: a definition is one file.`, range };
  }
  if (refusal === "unreadable") return { kind: "missing-file", message: `'${written}' cannot be read.`, range };
  if (refusal !== "missing") return undefined;
  const name = nameOf(path);
  const other = files?.beside(path).find((each) => each !== name && each.toLowerCase() === name.toLowerCase());
  const hint = other === undefined ? "" : ` There is '${other}', which differs in upper and lower case.`;
  const message = `No file '${written}' lies where ${nameOf(host)} looks for its definition.${hint}`;
  return { kind: "missing-file", message, range };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
