import { type Budget, type Issue, type ParsedTree, refusingEditor } from "../document/editor.ts";
import { parseJson } from "../document/json.ts";
import type { ValueNode } from "../document/nodes.ts";
import type { SourceFile } from "../document/source-file.ts";
import { readEmbedded } from "./embedded-json.ts";
import { embeddedText } from "./embedded-text.ts";
import type { Definition, HostContext, Readers } from "./host.ts";
import { isYaml } from "./markers.ts";

/** A template that was read. */
export interface Template {
  readonly file: SourceFile;
  /** The file that paths in it count from, where that is another one. */
  readonly base?: string;
  readonly tree: ParsedTree;
  readonly readers: Readers;
  /** For proofs of changes, each of which reads the template anew. */
  readonly budget: Budget;
}

/** Where a value stands in a template, from the root down. */
export type Way = readonly (string | number)[];

/** JSON pointer (RFC 6901) of a way. */
export function pointerOf(way: Way): string {
  return way.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * The definition that a value of a template is, as a tree or as a text; `undefined` where only deployment knows it.
 */
export function definitionAt(
  template: Template,
  way: Way,
  node: ValueNode,
  context: HostContext,
): Definition | undefined {
  const tree = asTree(node);
  const common = { file: template.file, context, pointer: pointerOf(way), comments: () => template.tree.comments() };
  if (tree !== undefined) {
    // From here on it is a root: pointers count from it.
    tree.parent = undefined;
    const issues = template.tree.issues.filter(({ kind, range }) => {
      const isInside = tree.range[0] <= range[0] && range[1] <= tree.range[1];
      return kind === "duplicate-key" && isInside;
    });
    return { ...common, root: tree, edit: context.generated ? refusingEditor : template.tree.edit, issues };
  }
  const map = embeddedText(node);
  if (map === undefined) return undefined;
  const { root, issues, edit } = readEmbedded(map, {
    fileText: template.file.text,
    isLeftAlone: context.generated || templateIssues(template.tree).length > 0,
    budget: template.budget,
    decodedAgain: (changed) => textAt(template, changed, way),
  });
  if (root.kind === "dynamic" && root.why === "placeholder") return undefined;
  return { ...common, root, issues, edit };
}

/** The object that a definition is written as; with `Fn::ToJsonString`, the object that becomes its text. */
function asTree(node: ValueNode): ValueNode | undefined {
  if (node.kind === "object") return node;
  const call = node.kind === "dynamic" ? node.call : undefined;
  return call?.name === "Fn::ToJsonString" && call.argument.kind === "object" ? call.argument : undefined;
}

/** The text that a template holds at a place once it is changed. */
function textAt({ file, readers }: Template, changed: string, way: Way): string | undefined {
  const tree = isYaml(file.path, changed) ? readers.yaml?.(changed) : parseJson(changed);
  let node: ValueNode | undefined = tree?.root;
  for (const key of way) {
    if (node?.kind === "object") node = node.get(String(key));
    else if (node?.kind === "dynamic") node = node.call?.name === key ? node.call.argument : undefined;
    else node = node?.kind === "array" ? node.items[Number(key)] : undefined;
  }
  return node && embeddedText(node)?.text;
}

/** The first place where a template is broken, as an issue of the definitions in it. */
export function templateIssues({ issues }: ParsedTree): Issue[] {
  const first = issues.find(({ kind }) => kind === "syntax");
  return first === undefined ? [] : [{ ...first, kind: "host-syntax" }];
}

/** Definitions with the issues of their file, which the first of them bears. */
export function withIssues(definitions: readonly Definition[], issues: readonly Issue[]): readonly Definition[] {
  const [first, ...more] = definitions;
  if (first === undefined || issues.length === 0) return definitions;
  return [{ ...first, issues: [...issues, ...first.issues] }, ...more];
}
